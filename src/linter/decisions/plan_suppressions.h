/*
 * plan_suppressions.h - the plan's own list 指摘の除外 and what stands about it in files beside it, applied to its findings. For the
 * linter alone.
 */
#ifndef TENKEN_LINTER_PLAN_SUPPRESSIONS_H
#define TENKEN_LINTER_PLAN_SUPPRESSIONS_H

#include "findings/coverage.h"
#include "findings/suppression.h"
#include "model/model.h"
#include "program/rule_set.h"
#include "settings/suppression_file.h"

/* The suppressions that were held against a plan: its own, then those of files beside it. */
struct plan_suppressions {
	struct suppression *items;
	size_t own, count;
	const uint32_t *numbers; /* of items[own] and on, in the files */
};

/*
 * `key` is that of the plan in results; `today` (days) decides what has expired: a suppression holds through the day it names.
 * `coverage` says which rules were judged: only of those can a suppression be called unused.
 */
struct plan_suppressions plan_suppressions_apply(const struct document *document, const struct rule_set *rules,
						 const struct side_suppressions *beside, struct slice key,
						 const struct plan_coverage *coverage, int32_t today, struct finding_list *findings);

/*
 * Did a rule come to a judgement of its own? A rule whose findings are all told by another one (subsumes) found something: that a
 * suppression or a baseline meets none proves nothing.
 */
bool rule_was_judged(const struct plan_coverage *coverage, const struct rule *rule, const struct finding_list *findings);

#endif
