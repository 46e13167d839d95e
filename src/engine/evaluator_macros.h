/*
 * evaluator_macros.h - all, exists, exists_one, map and filter, and what they share with && and ||. For evaluator.c alone.
 */
#ifndef TENKEN_ENGINE_EVALUATOR_MACROS_H
#define TENKEN_ENGINE_EVALUATOR_MACROS_H

#include "base/compiler.h"
#include "engine/values/operators.h"

/* One operand of && and ||: a bool, an error or an unknown. */
static inline struct cel_value as_condition(struct cel_value value, const struct expression *node)
{
	if (LIKELY(value.kind == CEL_BOOL))
		return value;
	if (!cel_is_proper(value))
		return cel_used(value);
	return cel_error(CEL_ERROR_NO_CONDITION, node);
}

/* What two operands of && or || come to when neither decides. */
struct cel_value cel_undecided(struct evaluation *evaluation, struct cel_value a, struct cel_value b);

struct cel_value walk_macro(struct evaluation *evaluation, const struct expression *node);

#endif
