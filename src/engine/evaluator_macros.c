#include "engine/evaluator_macros.h"

static bool is_iterable(struct cel_value v)
{
	return v.kind == CEL_LIST || v.kind == CEL_MODEL_LIST || v.kind == CEL_MAP;
}

/* all is && over the items, exists is ||. */
static struct cel_value walk_quantifier(struct evaluation *evaluation, const struct expression *node, struct cel_value list)
{
	bool deciding = node->kind == EXPRESSION_EXISTS;
	struct cel_value result = cel_bool(!deciding);

	for (size_t i = 0; i < cel_count(list) && !evaluation->exhausted; i++) {
		struct cel_value value;

		evaluation->slots[node->slot] = cel_item(evaluation, list, i);
		value = as_condition(evaluate(evaluation, node->second), node->second);
		if (value.kind == CEL_BOOL && value.is.boolean == deciding)
			return value;
		result = cel_undecided(evaluation, result, value);
	}
	return result;
}

static struct cel_value walk_exists_one(struct evaluation *evaluation, const struct expression *node, struct cel_value list)
{
	struct cel_value worst = cel_null();
	size_t found = 0;

	for (size_t i = 0; i < cel_count(list) && !evaluation->exhausted; i++) {
		struct cel_value value;

		evaluation->slots[node->slot] = cel_item(evaluation, list, i);
		value = as_condition(evaluate(evaluation, node->second), node->second);
		if (value.kind != CEL_BOOL)
			worst = cel_worse(evaluation, worst, value);
		else if (value.is.boolean)
			found++;
	}
	return cel_is_proper(worst) ? cel_bool(found == 1) : worst;
}

/* map and filter. A variable stands for its item even where that is no proper value: the condition may ask for it. */
static struct cel_value walk_collect(struct evaluation *evaluation, const struct expression *node, struct cel_value list)
{
	const struct expression *condition = node->kind == EXPRESSION_FILTER ? node->second : node->third;
	struct cel_value *items = arena_allocate(evaluation->scratch, (cel_count(list) + 1) * sizeof *items);
	struct cel_value worst = cel_null();
	size_t count = 0;

	for (size_t i = 0; i < cel_count(list) && !evaluation->exhausted; i++) {
		struct cel_value item = cel_item(evaluation, list, i), keep = cel_bool(true);

		evaluation->slots[node->slot] = item;
		if (condition)
			keep = as_condition(evaluate(evaluation, condition), condition);
		if (cel_is_true(keep) && node->kind == EXPRESSION_MAP_EACH)
			item = evaluate(evaluation, node->second);
		if (keep.kind != CEL_BOOL)
			worst = cel_worse(evaluation, worst, keep);
		else if (keep.is.boolean && !cel_is_proper(item))
			worst = cel_worse(evaluation, worst, item);
		else if (keep.is.boolean)
			items[count++] = item;
	}
	return cel_is_proper(worst) ? cel_list(items, count) : worst;
}

struct cel_value walk_macro(struct evaluation *evaluation, const struct expression *node)
{
	struct cel_value list = evaluate(evaluation, node->first), result, hidden;

	if (!cel_is_proper(list))
		return cel_used(list);
	if (!is_iterable(list))
		return cel_error(CEL_ERROR_NO_OVERLOAD, node);
	evaluation_charge(evaluation, cel_count(list) / 4);
	hidden = evaluation->slots[node->slot];
	if (node->kind == EXPRESSION_ALL || node->kind == EXPRESSION_EXISTS)
		result = walk_quantifier(evaluation, node, list);
	else if (node->kind == EXPRESSION_EXISTS_ONE)
		result = walk_exists_one(evaluation, node, list);
	else
		result = walk_collect(evaluation, node, list);
	evaluation->slots[node->slot] = hidden;
	return result;
}
