#include "engine/batch/batch_round.h"

#include "engine/batch/batch_judge.h"

void batch_round_begin(struct batch_round *round, struct arena *arena, const struct rule_set *set, const struct rule_runner_options *options,
		       struct batch_facts *facts)
{
	*round = (struct batch_round){.set = set, .options = options, .facts = facts};
	batch_facts_sort(facts);
	round->rules = arena_array(arena, const struct rule *, set->count);
	for (size_t i = 0; i < set->count; i++) {
		const struct rule *rule = &set->rules[i];

		if (rule->batch == BATCH_NONE || !rule_is_selected(rule, options))
			continue;
		round->rules[round->rule_count++] = rule;
		if (!round->members[rule->batch].items)
			round->members[rule->batch] = batch_scope_members_of(arena, facts, rule->batch);
	}
}

static void take_all(struct finding_list *into, const struct finding_list *from)
{
	for (size_t i = 0; i < from->count; i++)
		finding_list_take(into, from->items[i]);
	into->suppressed_by_limit += from->suppressed_by_limit;
}

void batch_round_join(const struct batch_round *round, struct arena *arena, const struct batch_judged *judged,
		      struct finding_list *findings, struct finding_list *faults, struct batch_coverage *coverage)
{
	struct batch_rule_coverage *of_rules = arena_array(arena, struct batch_rule_coverage, round->rule_count);

	for (size_t i = 0; i < round->rule_count; i++) {
		take_all(findings, &judged[i].findings);
		take_all(faults, &judged[i].faults);
		of_rules[i] = judged[i].coverage;
	}
	for (size_t i = 0; i < findings->count; i++)
		findings->items[i]->order = (uint32_t)i;
	*coverage = (struct batch_coverage){
		.rules = of_rules,
		.rule_count = round->rule_count,
		.plans = round->facts->count,
		.fact_bytes = batch_facts_bytes(round->facts),
	};
}

void batch_round(struct arena *arena, const struct rule_set *set, const struct rule_runner_options *options, struct batch_facts *facts,
		 struct finding_list *findings, struct finding_list *faults, struct batch_coverage *coverage)
{
	struct batch_round round;

	batch_round_begin(&round, arena, set, options, facts);
	struct batch_judged *judged = arena_array(arena, struct batch_judged, round.rule_count);
	struct batch_judge *judge = batch_judge_new(arena, &round);

	for (size_t i = 0; i < round.rule_count; i++)
		batch_judge_rule(judge, i, &judged[i]);
	batch_judge_release(judge);
	batch_round_join(&round, arena, judged, findings, faults, coverage);
}
