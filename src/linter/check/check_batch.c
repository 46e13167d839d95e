/* Rules over many plans: the two phases as a run goes through them. */
#include "linter/check/check.h"

#include "engine/batch/batch_round.h"
#include "linter/jobs/batch_jobs.h"

void check_batch_keep(struct check *check, const struct judged_plan *judged)
{
	const struct report_plan *plan = &judged->plan;

	if (!check->collector)
		return;
	if (!check->summary.plans) {
		batch_facts_init(&check->facts, &check->run);
		check->first_plan_path = arena_copy(&check->run, plan->path);
	}
	batch_facts_add_plan(&check->facts, (uint32_t)check->summary.plans, &judged->left_behind, plan->key, plan->path, plan->ordinal);
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

/* "BA-187、BA-189、BA-193 など12項目" */
static struct slice names_of_selected(struct check *check, const struct batch_coverage *coverage)
{
	const struct rule_set *set = check->base.loaded.set;
	bool english = check->options->english;
	struct text_builder names;

	text_builder_init(&names, &check->run);
	for (size_t i = 0; i < coverage->rule_count && i < 3; i++)
		text_builder_print(&names, "%s%.*s", !i ? "" : english ? ", " : "、", SLICE_PRINT(set->rules[coverage->rules[i].rule].id));
	if (coverage->rule_count > 3)
		text_builder_print(&names, english ? " … (%zu)" : " など%zu項目", coverage->rule_count);
	return text_builder_finish(&names);
}

/*
 * One plan alone is no caseload: its own rules say all there is. But who asked for rules over many plans must not take their silence
 * for an answer. False when nobody asked.
 */
static bool leave_one_alone(struct check *check, struct finding_list *findings, struct batch_coverage *coverage)
{
	const struct rule_set *set = check->base.loaded.set;
	struct batch_rule_coverage *rules = arena_array(&check->run, struct batch_rule_coverage, set->count);

	if (!check->running.select_count)
		return false;
	*coverage = (struct batch_coverage){.rules = rules, .plans = 1};
	for (size_t i = 0; i < set->count; i++)
		if (set->rules[i].batch != BATCH_NONE && rule_is_selected(&set->rules[i], &check->running))
			rules[coverage->rule_count++] = (struct batch_rule_coverage){.rule = (uint32_t)i, .outcome = OUTCOME_OPEN};
	finding_add_builtin(findings, BUILTIN_RULE_ONE_PLAN, (struct place){0}, (struct slice[]){names_of_selected(check, coverage)}, 1);
	return true;
}

static void judge_all(struct check *check, struct finding_list *findings, struct finding_list *faults, struct batch_coverage *coverage)
{
	struct batch_round round;

	batch_round_begin(&round, &check->run, check->base.loaded.set, &check->running, &check->facts);
	struct batch_judged *judged = arena_array(&check->run, struct batch_judged, round.rule_count);

	batch_jobs_judge(check, &round, judged);
	batch_round_join(&round, &check->run, judged, findings, faults, coverage);
}

void check_batch_judge(struct check *check)
{
	struct finding_list *findings = arena_new(&check->run, struct finding_list);
	struct report_batch *batch = arena_new(&check->run, struct report_batch);
	uint8_t *outcomes = arena_array(&check->run, uint8_t, check->base.loaded.set->count);
	struct batch_coverage coverage;
	struct finding_list faults;

	if (!check->collector || check->options->list_files || check->sink || !check->summary.plans)
		return;
	check_list_init(check, findings, &check->run);
	finding_list_init(&faults, &check->run, check->options->english);
	if (check->summary.plans > 1)
		judge_all(check, findings, &faults, &coverage);
	else if (!leave_one_alone(check, findings, &coverage))
		return;
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
