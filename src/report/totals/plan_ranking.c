#include "report/totals/plan_ranking.h"

#include "base/compiler.h"

#include <stdlib.h>

void plan_ranking_init(struct plan_ranking *ranking, struct arena *arena)
{
	*ranking = (struct plan_ranking){.arena = arena};
	name_table_init(&ranking->offices, arena);
}

static void add_id(struct rule_ids *rules, struct arena *arena, struct slice id)
{
	for (size_t i = 0; i < rules->count; i++)
		if (slice_equal(rules->ids[i], id))
			return;
	rules->ids = arena_with_room(arena, rules->ids, rules->count, &rules->capacity, sizeof *rules->ids);
	rules->ids[rules->count++] = arena_copy(arena, id);
}

static uint32_t office_number(struct plan_ranking *ranking, const struct report_plan *plan)
{
	struct slice key = plan->office_code.length ? plan->office_code : plan->office.length ? plan->office : SLICE_OF("-");
	uint32_t number = name_table_find(&ranking->offices, key);

	if (number != NAME_NOT_FOUND)
		return number;
	name_table_add(&ranking->offices, arena_copy(ranking->arena, key), (uint32_t)ranking->count);
	return (uint32_t)ranking->count;
}

void plan_ranking_add(struct plan_ranking *ranking, const struct report_plan *plan)
{
	struct arena *arena = ranking->arena;
	struct ranked_plan ranked = {
		.key = arena_copy(arena, plan->key),
		.path = arena_copy(arena, plan->path),
		.office = arena_copy(arena, plan->office),
		.office_code = arena_copy(arena, plan->office_code),
		.ordinal = plan->ordinal,
		.unchecked = plan->coverage.open,
		.number = ranking->count,
		.office_number = office_number(ranking, plan),
	};

	for (size_t i = 0; i < plan->findings->count; i++) {
		const struct finding *finding = plan->findings->items[i];
		enum finding_weight weight = finding_weight(finding);

		if (finding->kind == FINDING_OPEN || finding->suppressed_by || finding->known)
			continue;
		ranked.counts[weight]++;
		if (weight == WEIGHT_ERROR || weight == WEIGHT_WARNING)
			add_id(&ranked.rules, arena, finding->rule);
	}
	ranking->plans = arena_with_room(arena, ranking->plans, ranking->count, &ranking->capacity, sizeof *ranking->plans);
	ranking->plans[ranking->count++] = ranked;
}

/* ---- the lists over all plans ---- */

static struct slice place_of(struct arena *arena, struct slice path, uint32_t ordinal)
{
	return arena_print(arena, "%.*s\n%u", SLICE_PRINT(path), (unsigned)ordinal);
}

static void add_lists(struct plan_ranking *ranking, const struct report_batch *batch)
{
	struct name_table places;

	name_table_init(&places, ranking->arena);
	for (size_t i = 0; i < ranking->count; i++)
		name_table_add(&places, place_of(ranking->arena, ranking->plans[i].path, ranking->plans[i].ordinal), (uint32_t)i);
	for (size_t i = 0; i < batch->findings->count; i++) {
		const struct finding *finding = batch->findings->items[i];

		if (finding->kind == FINDING_OPEN || finding->suppressed_by || finding->known)
			continue;
		for (size_t k = 0; k < finding->related_kept; k++) {
			uint32_t number = name_table_find(&places, place_of(ranking->arena, finding->related[k].path, finding->related[k].ordinal));

			if (number != NAME_NOT_FOUND)
				add_id(&ranking->plans[number].lists, ranking->arena, finding->rule);
		}
	}
}

/* ---- the order ---- */

static int more_first(size_t a, size_t b)
{
	return (a < b) - (a > b);
}

/* The weightiest reason decides; then the next. What could not be checked comes before what only prompts thought. */
static int compare_reasons(const struct ranked_plan *a, const struct ranked_plan *b)
{
	const int steps[] = {more_first(a->counts[WEIGHT_ERROR], b->counts[WEIGHT_ERROR]),
			     more_first(a->counts[WEIGHT_WARNING], b->counts[WEIGHT_WARNING]),
			     more_first(a->lists.count, b->lists.count),
			     more_first(a->unchecked, b->unchecked),
			     more_first(a->counts[WEIGHT_INFO], b->counts[WEIGHT_INFO]),
			     more_first(a->counts[WEIGHT_QUESTION], b->counts[WEIGHT_QUESTION]),
			     more_first(b->number, a->number)};

	for (size_t i = 0; i < COUNT_OF(steps); i++)
		if (steps[i])
			return steps[i];
	return 0;
}

static int compare_in_office(const void *left, const void *right)
{
	const struct ranked_plan *a = *(struct ranked_plan *const *)left, *b = *(struct ranked_plan *const *)right;

	if (a->office_number != b->office_number)
		return a->office_number < b->office_number ? -1 : 1;
	return compare_reasons(a, b);
}

static int compare_in_turn(const void *left, const void *right)
{
	const struct ranked_plan *a = *(struct ranked_plan *const *)left, *b = *(struct ranked_plan *const *)right;

	if (a->round != b->round)
		return a->round < b->round ? -1 : 1;
	return compare_reasons(a, b);
}

static bool has_reason(const struct ranked_plan *plan)
{
	size_t reasons = plan->lists.count + plan->unchecked;

	for (int i = 0; i < WEIGHT_COUNT; i++)
		reasons += plan->counts[i];
	return reasons > 0;
}

const struct ranked_plan **plan_ranking_order(struct plan_ranking *ranking, const struct report_batch *batch, size_t *count)
{
	struct ranked_plan **order = arena_array(ranking->arena, struct ranked_plan *, ranking->count);
	const struct ranked_plan **result = arena_array(ranking->arena, const struct ranked_plan *, ranking->count);

	*count = 0;
	if (batch)
		add_lists(ranking, batch);
	for (size_t i = 0; i < ranking->count; i++)
		if (has_reason(&ranking->plans[i]))
			order[(*count)++] = &ranking->plans[i];
	if (!*count)
		return result;
	qsort(order, *count, sizeof *order, compare_in_office);
	for (size_t i = 0; i < *count; i++)
		order[i]->round = i > 0 && order[i]->office_number == order[i - 1]->office_number ? order[i - 1]->round + 1 : 0;
	qsort(order, *count, sizeof *order, compare_in_turn);
	for (size_t i = 0; i < *count; i++)
		result[i] = order[i];
	return result;
}
