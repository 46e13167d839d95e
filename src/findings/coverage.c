#include "findings/coverage.h"

#include <assert.h>

void coverage_init(struct coverage *coverage, struct arena *arena, size_t rule_count)
{
	*coverage = (struct coverage){.rules = arena_array(arena, struct rule_coverage, rule_count), .rule_count = rule_count};
}

void coverage_add_plan(struct coverage *coverage, const struct plan_coverage *plan)
{
	assert(plan->rule_count == coverage->rule_count);
	coverage->plans++;
	coverage->faults += plan->faults;
	for (size_t i = 0; i < plan->rule_count; i++)
		coverage->rules[i].plans[plan->outcomes[i]]++;
}

void coverage_add(struct coverage *coverage, const struct coverage *part)
{
	assert(part->rule_count == coverage->rule_count);
	coverage->plans += part->plans;
	coverage->faults += part->faults;
	for (size_t i = 0; i < part->rule_count; i++)
		for (unsigned k = 0; k < OUTCOME_COUNT; k++)
			coverage->rules[i].plans[k] += part->rules[i].plans[k];
}

struct slice outcome_name(enum outcome outcome)
{
	static const struct slice names[OUTCOME_COUNT] = {
		[OUTCOME_OFF] = SLICE("off"),
		[OUTCOME_NOT_APPLICABLE] = SLICE("notApplicable"),
		[OUTCOME_PASS] = SLICE("pass"),
		[OUTCOME_NOT_JUDGED] = SLICE("notJudged"),
		[OUTCOME_OPEN] = SLICE("open"),
		[OUTCOME_FINDING] = SLICE("finding"),
		[OUTCOME_FAULT] = SLICE("fault"),
	};

	assert(outcome < OUTCOME_COUNT);
	return names[outcome];
}
