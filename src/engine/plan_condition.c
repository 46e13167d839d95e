#include "engine/plan_condition.h"

/* Reads nothing but the plan, whatever the row: no other record, no named expression or variable, no word that mentions() found. */
static bool reads_plan_alone(const struct expression *node)
{
	if (node->kind == EXPRESSION_NAME)
		return node->slot == SCOPE_PLAN;
	if (node->kind == EXPRESSION_CALL && (node->function == FUNCTION_mentions || node->function == FUNCTION_hit))
		return false;
	struct expression_parts parts = expression_parts(node);

	for (size_t i = 0; i < parts.count; i++)
		if (!reads_plan_alone(parts.items[i]))
			return false;
	return true;
}

/* The conditions [from, to) of an &&. */
static const struct expression *part_of(struct arena *arena, const struct expression *node, uint32_t from, uint32_t to)
{
	struct expression *part = arena_new(arena, struct expression);

	*part = *node;
	part->items = node->items + from;
	part->count = to - from;
	return part;
}

struct plan_condition plan_condition_of(struct arena *arena, const struct expression *applies)
{
	uint32_t same = 0;

	if (!applies)
		return (struct plan_condition){NULL, NULL};
	if (reads_plan_alone(applies))
		return (struct plan_condition){applies, NULL};
	if (applies->kind == EXPRESSION_AND)
		while (reads_plan_alone(applies->items[same]))
			same++;
	if (same == 0)
		return (struct plan_condition){NULL, applies};
	return (struct plan_condition){part_of(arena, applies, 0, same), part_of(arena, applies, same, applies->count)};
}
