/*
 * finding_copy.h - findings that must outlive the arena they were raised in. For the linter.
 */
#ifndef TENKEN_FINDINGS_FINDING_COPY_H
#define TENKEN_FINDINGS_FINDING_COPY_H

#include "findings/finding.h"

/* A deep copy of a sealed finding at the end of `list`; NULL beyond the list's limit. The basis is borrowed. */
struct finding *finding_list_copy(struct finding_list *list, const struct finding *finding);

#endif
