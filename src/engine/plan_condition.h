/*
 * plan_condition.h - what of a rule's "applies" is the same in every row of a plan. For the rule runner.
 *
 * plan.kind == 'home' && service.insured: the first part is asked once a plan. Where it is false the rule has no row to look at;
 * where it is true only the second part is left to be asked in each row; where it is neither, each row asks the whole.
 */
#ifndef TENKEN_ENGINE_PLAN_CONDITION_H
#define TENKEN_ENGINE_PLAN_CONDITION_H

#include "base/memory/arena.h"
#include "program/expressions/expression.h"

struct plan_condition {
	const struct expression *of_plan; /* NULL: nothing is the same in every row */
	const struct expression *of_row;  /* NULL: nothing else is asked */
};

/* `applies` may be NULL. The parts point into it, new nodes live in `arena`. */
struct plan_condition plan_condition_of(struct arena *arena, const struct expression *applies);

#endif
