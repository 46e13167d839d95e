/*
 * batch_address.h - what a finding over many plans is about, in the place where others name the form: 見本事業所（1399900001） 令和7年4月.
 * Private to engine/batch/.
 */
#ifndef TENKEN_ENGINE_BATCH_BATCH_ADDRESS_H
#define TENKEN_ENGINE_BATCH_BATCH_ADDRESS_H

#include "engine/batch/batch_groups.h"

/* Plain: by numbers and ISO dates, the same in either language and however names were written; part of fingerprints. */
struct slice batch_address(struct arena *arena, const struct batch_groups *groups, const struct batch_group *group, bool english, bool plain);
/* When no group stands for it: 事業所ごと. */
struct slice batch_scope_address(enum batch_scope scope, bool english);

#endif
