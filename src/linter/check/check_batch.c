/* Rules over many plans: the two phases as a run goes through them. */
#include "linter/check/check.h"

#include "engine/batch/batch_judge.h"

void check_batch_keep(struct check *check, const struct judged_plan *judged)
{
	const struct report_plan *plan = &judged->plan;

	if (!check->collector)
		return;
	if (!check->summary.plans) {
		batch_facts_init(&check->facts, &check->run);
		check->first_plan_path = arena_copy(&check->run, plan->path);
	}
	batch_facts_add_plan(&check->facts, check->summary.plans, &judged->left_behind, plan->key, plan->path, plan->ordinal);
}

static struct report_batch_rule *rules_of(struct check *check, const struct batch_coverage *coverage, uint8_t *outcomes)
{
	struct report_batch_rule *rules = arena_array(&check->run, struct report_batch_rule, coverage->rule_count);

	for (size_t i = 0; i < coverage->rule_count; i++) {
		const struct rule *rule = &check->base.loaded.set->rules[coverage->rules[i].rule];
		const struct rule_revision *newest = rule_newest(rule);

		rules[i] = (struct report_batch_rule){
			.id = rule->id,
			.name = rule->name,
			.title = check->options->english && newest->title_en.length ? newest->title_en : newest->title,
			.coverage = coverage->rules[i],
		};
		outcomes[rule->number] = (uint8_t)coverage->rules[i].outcome;
	}
	return rules;
}

/* One plan alone is no caseload: its own rules say all there is. */
void check_batch_judge(struct check *check)
{
	struct finding_list *findings = arena_new(&check->run, struct finding_list);
	struct report_batch *batch = arena_new(&check->run, struct report_batch);
	uint8_t *outcomes = arena_array(&check->run, uint8_t, check->base.loaded.set->count);
	struct batch_coverage coverage;
	struct finding_list faults;

	if (!check->collector || check->options->list_files || check->sink || check->summary.plans < 2)
		return;
	check_list_init(check, findings, &check->run);
	finding_list_init(&faults, &check->run, check->options->english);
	batch_judge(&check->run, check->base.loaded.set, &check->running, &check->facts, findings, &faults,
		    &coverage);
	check_keep_faults(check, &faults);
	check_seal(check, findings, slice_of("", 0));
	decisions_file_done(&check->decisions, findings);
	struct report_batch_rule *rules = rules_of(check, &coverage, outcomes);

	if (check->masking) {
		masking_batch(check->masking, findings);
		masking_batch_rules(check->masking, rules, coverage.rule_count);
	}
	check_count_findings(check, findings);
	*batch = (struct report_batch){
		.findings = findings,
		.rules = rules,
		.rule_count = coverage.rule_count,
		.plans = coverage.plans,
		.fact_bytes = coverage.fact_bytes,
		.path = check->first_plan_path,
		.outcomes = outcomes,
	};
	for (size_t i = 0; i < check->report_count; i++)
		report_add_batch(check->reports[i], batch);
}
