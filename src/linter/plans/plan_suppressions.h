/*
 * plan_suppressions.h - the plan's own list 指摘の除外, applied to its findings. For the linter alone.
 */
#ifndef TENKEN_LINTER_PLAN_SUPPRESSIONS_H
#define TENKEN_LINTER_PLAN_SUPPRESSIONS_H

#include "findings/coverage.h"
#include "findings/suppression.h"
#include "model/model.h"
#include "program/rule_set.h"

/*
 * `today` (days) decides what has expired: a suppression holds through the day it names. `coverage` says which rules were judged:
 * only of those can a suppression be called unused.
 */
void plan_suppressions(const struct document *document, const struct rule_set *rules, const struct plan_coverage *coverage, int32_t today,
		       struct finding_list *findings);

#endif
