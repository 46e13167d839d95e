#include "engine/batch/batch_overall.h"

#include "base/name_table.h"
#include "engine/values/operators.h"

static void add_to_set(struct batch_overall *overall, const struct batch_groups *groups, uint32_t group, uint32_t number)
{
	if (number == overall->count) {
		overall->sets = arena_with_room(groups->arena, overall->sets, overall->count, &overall->capacity, sizeof *overall->sets);
		overall->sets[overall->count++] = (struct overall_set){.first = group};
	} else {
		overall->next[overall->sets[number].last] = group;
	}
	overall->sets[number].last = group;
	overall->next[group] = UINT32_MAX;
	overall->of_group[group] = number;
}

/* Groups that agree in the columns are one set; sets come in the order of their first groups. */
static void make_sets(struct batch_overall *overall, const struct batch_groups *groups)
{
	struct name_table numbers;
	struct text_builder key;

	name_table_init(&numbers, groups->arena);
	text_builder_init(&key, groups->arena);
	overall->of_group = arena_array(groups->arena, uint32_t, groups->group_count);
	overall->next = arena_array(groups->arena, uint32_t, groups->group_count);
	for (size_t i = 0; i < groups->group_count; i++) {
		text_builder_clear(&key);
		batch_group_write_key(&key, groups, groups->facts[groups->groups[i].first].columns);
		uint32_t number = name_table_find(&numbers, text_builder_slice(&key));

		if (number == NAME_NOT_FOUND) {
			number = (uint32_t)overall->count;
			name_table_add(&numbers, arena_copy(groups->arena, text_builder_slice(&key)), number);
		}
		add_to_set(overall, groups, (uint32_t)i, number);
	}
}

static struct cel_value facts_of(const struct batch_overall *overall, const struct batch_groups *groups, const struct overall_set *set,
				 struct arena *scratch)
{
	size_t count = 0;

	for (uint32_t i = set->first; i != UINT32_MAX; i = overall->next[i])
		count += groups->groups[i].count;
	struct cel_value *facts = arena_array(scratch, struct cel_value, count);

	count = 0;
	for (uint32_t i = set->first; i != UINT32_MAX; i = overall->next[i])
		count += batch_group_facts(groups, &groups->groups[i], facts + count);
	return cel_list(facts, count);
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

static bool ask(const struct batch_overall *overall, const struct batch_groups *groups, struct overall_set *set, struct evaluation *evaluation,
		uint32_t steps_a_fact)
{
	const struct rule_batch *batch = groups->revision->batch;

	set->values = arena_array(groups->arena, struct cel_value, batch->overall_count);
	evaluation_begin_node(evaluation);
	struct cel_value facts = facts_of(overall, groups, set, evaluation->scratch);
	uint64_t steps = LIMIT_EXPRESSION_STEPS + (uint64_t)facts.detail * steps_a_fact;

	evaluation->step_limit = steps < UINT32_MAX ? (uint32_t)steps : UINT32_MAX;
	evaluation_set_value(evaluation, BATCH_SLOT_FACTS, facts);
	for (size_t i = 0; i < batch->group_count; i++)
		evaluation_set_value(evaluation, BATCH_SLOT_FIRST_GROUP + (unsigned)i,
				     batch_group_value(groups, &groups->groups[set->first], i));
	for (size_t i = 0; i < batch->overall_count; i++)
		evaluation_set_let(evaluation, batch->overall[i].slot, batch->overall[i].expression);
	for (size_t i = 0; i < batch->overall_count && !evaluation->exhausted; i++)
		set->values[i] = kept(evaluation, groups->arena, evaluate(evaluation, batch->overall[i].expression));
	return !evaluation->exhausted;
}

bool batch_overall_make(struct batch_overall *overall, const struct batch_groups *groups, struct evaluation *evaluation,
			uint32_t steps_a_fact)
{
	bool fine = true;

	*overall = (struct batch_overall){0};
	if (!groups->revision->batch->overall_count)
		return true;
	make_sets(overall, groups);
	for (size_t i = 0; i < overall->count && fine; i++)
		fine = ask(overall, groups, &overall->sets[i], evaluation, steps_a_fact);
	return fine;
}

void batch_overall_lend(const struct batch_overall *overall, const struct batch_groups *groups, const struct batch_group *group,
			struct evaluation *evaluation)
{
	const struct rule_batch *batch = groups->revision->batch;

	for (size_t i = 0; i < batch->overall_count; i++)
		evaluation_set_value(evaluation, batch->overall[i].slot,
				     overall->sets[overall->of_group[group - groups->groups]].values[i]);
}
