#include "engine/batch/batch_overall.h"

#include "engine/values/operators.h"

/* Groups of different scopes share it when they agree in the columns that make them. */
static struct slice key_of(struct batch_overall *overall, const struct batch_groups *groups, const struct batch_group *group,
			   struct arena *scratch)
{
	text_builder_clear(&overall->key);
	for (size_t i = 0; i < groups->revision->batch->group_count; i++) {
		struct cel_value value = batch_group_value(groups, group, i, scratch);

		if (value.kind == CEL_STRING)
			batch_write_text(&overall->key, cel_text(value));
		else
			batch_write_number(&overall->key, value.is.natural);
	}
	return text_builder_slice(&overall->key);
}

/* Items of lists are numbers: they need no more than to be copied out of the memory that the next group uses again. */
static struct cel_value kept(struct evaluation *evaluation, struct arena *arena, struct cel_value value)
{
	if (value.kind != CEL_LIST)
		return value;
	struct cel_value *items = arena_array(arena, struct cel_value, value.detail);

	for (size_t i = 0; i < value.detail; i++)
		items[i] = cel_item(evaluation, value, i);
	return cel_list(items, value.detail);
}

static bool ask(const struct batch_groups *groups, const struct batch_group *group, struct cel_value *values, struct arena *arena,
		struct evaluation *evaluation, uint32_t steps_a_fact)
{
	const struct rule_batch *batch = groups->revision->batch;
	uint64_t steps = LIMIT_EXPRESSION_STEPS + (uint64_t)group->count * steps_a_fact;

	evaluation_begin_node(evaluation);
	struct cel_value *facts = arena_array(evaluation->scratch, struct cel_value, group->count);

	evaluation->step_limit = steps < UINT32_MAX ? (uint32_t)steps : UINT32_MAX;
	evaluation_set_value(evaluation, BATCH_SLOT_FACTS, cel_list(facts, batch_group_facts(groups, group, facts)));
	for (size_t i = 0; i < batch->group_count; i++)
		evaluation_set_value(evaluation, BATCH_SLOT_FIRST_GROUP + (unsigned)i,
				     batch_group_value(groups, group, i, evaluation->scratch));
	for (size_t i = 0; i < batch->overall_count; i++)
		evaluation_set_let(evaluation, batch->overall[i].slot, batch->overall[i].expression);
	for (size_t i = 0; i < batch->overall_count && !evaluation->exhausted; i++)
		values[i] = kept(evaluation, arena, evaluate(evaluation, batch->overall[i].expression));
	return !evaluation->exhausted;
}

bool batch_overall_make(struct batch_overall *overall, struct arena *arena, const struct batch_groups *groups, struct evaluation *evaluation,
			uint32_t steps_a_fact)
{
	bool fine = true;

	name_table_init(&overall->numbers, arena);
	text_builder_init(&overall->key, arena);
	overall->values = arena_array(arena, struct cel_value *, groups->group_count);
	for (size_t i = 0; i < groups->group_count && fine; i++) {
		struct slice key = arena_copy(arena, key_of(overall, groups, &groups->groups[i], arena));

		name_table_add(&overall->numbers, key, (uint32_t)i);
		overall->values[i] = arena_array(arena, struct cel_value, groups->revision->batch->overall_count);
		fine = ask(groups, &groups->groups[i], overall->values[i], arena, evaluation, steps_a_fact);
	}
	return fine;
}

void batch_overall_lend(struct batch_overall *overall, const struct batch_groups *groups, const struct batch_group *group,
			struct evaluation *evaluation)
{
	const struct rule_batch *batch = groups->revision->batch;
	uint32_t number = name_table_find(&overall->numbers, key_of(overall, groups, group, evaluation->scratch));

	for (size_t i = 0; i < batch->overall_count; i++)
		evaluation_set_value(evaluation, batch->overall[i].slot, overall->values[number][i]);
}
