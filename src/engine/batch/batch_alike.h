/*
 * batch_alike.h - facts of different people that belong together because their texts are nearly the same. Private to engine/batch/.
 */
#ifndef TENKEN_ENGINE_BATCH_BATCH_ALIKE_H
#define TENKEN_ENGINE_BATCH_BATCH_ALIKE_H

#include "engine/batch/batch_groups.h"

/*
 * Puts each group in parts: a fact and those, not yet in a part, that are alike to it as the rule asks (rule_batch.alike). So every fact
 * of a part is alike to its first one, in input order. Facts that are alike to no other belong to no group any more.
 */
void batch_groups_keep_alike(struct batch_groups *groups);

#endif
