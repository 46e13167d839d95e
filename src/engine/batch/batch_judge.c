/* Every rule over many plans, group by group: the condition, the finding, the plans it lists. */
#include "engine/batch/batch_judge.h"

#include "engine/batch/batch_address.h"
#include "engine/batch/batch_fault.h"
#include "engine/batch/batch_groups.h"
#include "engine/batch/batch_overall.h"
#include "engine/results/rule_finding.h"
#include "engine/results/template.h"
#include "engine/values/operators.h"

#include <stdlib.h>

/* A hundred conditions over every fact: no honest rule comes near, and a list in a list over many ends. */
#define STEPS_A_FACT 1000

struct judging {
	struct arena *arena; /* of the findings */
	const struct rule_runner_options *options;
	struct arena scratch, remembered, facts;
	struct evaluation evaluation;
	struct finding_list *findings, *faults;
	/* of the rule at hand */
	struct prepared_rule prepared;
	struct batch_groups groups;
	struct batch_overall overall;
	struct batch_rule_coverage *coverage;
	bool faulty;
};

/* ---- what a finding lists ---- */

struct listed {
	struct cel_value fact, by;
	size_t place; /* in input order */
};

static int compare_listed(const void *a, const void *b)
{
	const struct listed *x = a, *y = b;
	struct cel_value order = cel_compare(y->by, x->by, NULL);

	if (order.kind == CEL_INT && (order.is.integer == -1 || order.is.integer == 1))
		return (int)order.is.integer;
	return x->place < y->place ? -1 : x->place > y->place;
}

static struct related_plan related_of(struct judging *judging, struct cel_value fact, bool shown)
{
	const struct message_template *template = judging->prepared.revision->batch->item[judging->options->language];
	struct slice bytes = judging->groups.records->records[batch_fact_record(&judging->groups, fact)].bytes;
	struct batch_reader reader = {(const unsigned char *)bytes.data, (const unsigned char *)bytes.data + bytes.length, false};
	struct batch_identity who = batch_read_identity(&reader);
	struct related_plan related = {.plan = who.plan, .path = who.path, .ordinal = who.ordinal};

	if (!template || !shown)
		return related;
	evaluation_set_value(&judging->evaluation, BATCH_SLOT_FACT, fact);
	related.text = arena_copy(judging->arena, template_print(&judging->evaluation, template, judging->options->language == LANGUAGE_EN));
	return related;
}

/* Plans come with their facts, which may be several a plan. */
static void list_plans(struct judging *judging, struct finding *finding)
{
	const struct rule_batch *batch = judging->prepared.revision->batch;
	struct evaluation *evaluation = &judging->evaluation;

	if (!batch->listed.expression)
		return;
	struct cel_value list = evaluate(evaluation, batch->listed.expression);

	if (list.kind != CEL_LIST)
		return;
	struct listed *listed = arena_array(evaluation->scratch, struct listed, list.detail);

	for (size_t i = 0; i < list.detail; i++) {
		listed[i] = (struct listed){.fact = list.is.items[i], .by = cel_null(), .place = i};
		evaluation_set_value(evaluation, BATCH_SLOT_FACT, listed[i].fact);
		if (batch->listed_by.expression)
			listed[i].by = evaluate(evaluation, batch->listed_by.expression);
	}
	if (batch->listed_by.expression && list.detail)
		qsort(listed, list.detail, sizeof *listed, compare_listed);
	size_t shown = list.detail < LIMIT_RELATED_PLANS ? list.detail : LIMIT_RELATED_PLANS;
	struct related_plan *related = arena_array(judging->arena, struct related_plan, list.detail);

	for (size_t i = 0; i < list.detail; i++)
		related[i] = related_of(judging, listed[i].fact, i < shown);
	finding->related = related;
	finding->related_count = shown;
	finding->related_left_out = list.detail - shown;
	finding->related_kept = list.detail;
}

/* ---- one group ---- */

static struct slice print_text(struct judging *judging, const struct message_template *template)
{
	bool english = judging->options->language == LANGUAGE_EN;

	return template ? arena_copy(judging->arena, template_print(&judging->evaluation, template, english)) : slice_of("", 0);
}

static void raise(struct judging *judging, const struct batch_group *group)
{
	const struct rule_wording *wording = &judging->prepared.revision->wording[judging->options->audience];
	enum rule_language language = judging->options->language;
	struct finding *finding = rule_finding_add(&judging->prepared, language, judging->findings);

	if (!finding)
		return;
	finding->message = print_text(judging, wording->message[language]);
	finding->question = print_text(judging, wording->question[language]);
	finding->fix = print_text(judging, wording->fix[language]);
	finding->tables = rule_finding_tables(judging->arena, &judging->evaluation.used, language);
	finding->table_count = judging->evaluation.used.count;
	finding->address = batch_address(judging->arena, &judging->groups, group, language == LANGUAGE_EN, false);
	finding->address_plain = batch_address(judging->arena, &judging->groups, group, false, true);
	list_plans(judging, finding);
}

static void set_names(struct judging *judging, const struct batch_group *group)
{
	struct evaluation *evaluation = &judging->evaluation;
	const struct rule_revision *revision = judging->prepared.revision;
	struct cel_value *facts = arena_array(evaluation->scratch, struct cel_value, group->count);

	evaluation_set_value(evaluation, BATCH_SLOT_FACTS, cel_list(facts, batch_group_facts(&judging->groups, group, facts)));
	evaluation_set_value(evaluation, BATCH_SLOT_LEFT_OUT, cel_int((int64_t)group->left_out));
	evaluation_set_value(evaluation, BATCH_SLOT_OFFICE, batch_group_who(&judging->groups, group, FACT_OFFICE));
	evaluation_set_value(evaluation, BATCH_SLOT_CARE_MANAGER, batch_group_who(&judging->groups, group, FACT_CARE_MANAGER));
	evaluation_set_value(evaluation, BATCH_SLOT_PERSON, batch_group_who(&judging->groups, group, FACT_PERSON));
	for (size_t i = 0; i < revision->batch->group_count; i++)
		evaluation_set_value(evaluation, BATCH_SLOT_FIRST_GROUP + (unsigned)i, batch_group_value(&judging->groups, group, i));
	batch_overall_lend(&judging->overall, &judging->groups, group, evaluation);
	for (size_t i = 0; i < revision->let_count; i++)
		evaluation_set_let(evaluation, revision->lets[i].slot, revision->lets[i].expression);
}

static void report_fault(struct judging *judging, struct cel_value value)
{
	if (!judging->faulty)
		batch_fault_report(judging->faults, judging->prepared.rule, judging->prepared.revision, &judging->evaluation, value);
	judging->faulty = true;
}

static uint32_t steps_for(const struct batch_group *group)
{
	uint64_t steps = LIMIT_EXPRESSION_STEPS + (uint64_t)group->count * STEPS_A_FACT;

	return steps < UINT32_MAX ? (uint32_t)steps : UINT32_MAX;
}

static enum outcome judge_group(struct judging *judging, const struct batch_group *group)
{
	const struct rule_revision *revision = judging->prepared.revision;
	struct evaluation *evaluation = &judging->evaluation;

	if (revision->batch->complete && group->left_out)
		return OUTCOME_OPEN;
	evaluation->step_limit = steps_for(group);
	evaluation_begin_node(evaluation);
	set_names(judging, group);
	struct cel_value value = evaluate(evaluation, revision->condition.expression);

	switch (evaluation_verdict(evaluation, value)) {
	case VERDICT_TRUE: raise(judging, group); return OUTCOME_FINDING;
	case VERDICT_FALSE: return OUTCOME_PASS;
	case VERDICT_NOT_JUDGED: return OUTCOME_NOT_JUDGED;
	case VERDICT_UNKNOWN: return OUTCOME_OPEN;
	case VERDICT_FAULT: break;
	}
	report_fault(judging, value);
	return OUTCOME_FAULT;
}

/* ---- one rule ---- */

static void count_outcome(struct batch_rule_coverage *coverage, enum outcome outcome)
{
	coverage->groups++;
	coverage->found += outcome == OUTCOME_FINDING;
	coverage->passed += outcome == OUTCOME_PASS;
	coverage->not_judged += outcome == OUTCOME_NOT_JUDGED;
	coverage->open += outcome == OUTCOME_OPEN;
	if (outcome > coverage->outcome)
		coverage->outcome = outcome;
}

/* Plans that could not be included belong to the rule, not to one of its periods: each period counts the same ones. */
static void count_plans(struct judging *judging)
{
	struct batch_rule_coverage *coverage = judging->coverage;
	const struct batch_groups *groups = &judging->groups;

	coverage->plans += groups->plans;
	coverage->facts += groups->fact_count;
	if (groups->left_out < coverage->left_out || !groups->reason_count)
		return;
	struct batch_left_out *reasons = arena_array(judging->arena, struct batch_left_out, groups->reason_count);

	for (size_t i = 0; i < groups->reason_count; i++) {
		const struct batch_reason *reason = &groups->reasons[i];
		struct slice *keys = arena_array(judging->arena, struct slice, reason->key_count);

		for (size_t k = 0; k < reason->key_count; k++)
			keys[k] = reason->keys[k];
		reasons[i] = (struct batch_left_out){reason->what, reason->plans, keys, reason->key_count};
	}
	coverage->left_out = groups->left_out;
	coverage->reasons = reasons;
	coverage->reason_count = groups->reason_count;
}

static void judge_revision(struct judging *judging, const struct batch_facts *facts, size_t number)
{
	bool english = judging->options->language == LANGUAGE_EN;

	judging->prepared.revision = &judging->prepared.rule->revisions[number];
	if (!judging->prepared.revision->batch || judging->prepared.revision->disabled)
		return;
	arena_reset(&judging->facts);
	batch_groups_make(&judging->groups, &judging->facts, facts, judging->prepared.rule, judging->prepared.revision, english);
	if (!batch_overall_make(&judging->overall, &judging->groups, &judging->evaluation, STEPS_A_FACT))
		report_fault(judging, cel_null());
	for (size_t i = 0; i < judging->groups.group_count && !judging->faulty; i++)
		count_outcome(judging->coverage, judge_group(judging, &judging->groups.groups[i]));
	count_plans(judging);
}

static struct slice reasons_told(struct judging *judging)
{
	const struct batch_rule_coverage *coverage = judging->coverage;
	bool english = judging->options->language == LANGUAGE_EN;
	struct text_builder told;

	text_builder_init(&told, judging->arena);
	for (size_t i = 0; i < coverage->reason_count && i < 5; i++) {
		if (i)
			text_builder_add_string(&told, english ? ", " : "、");
		text_builder_print(&told, english ? "%.*s %zu" : "%.*s %zu件", SLICE_PRINT(coverage->reasons[i].what),
				   coverage->reasons[i].plans);
	}
	if (coverage->reason_count > 5)
		text_builder_add_string(&told, english ? " and more" : "ほか");
	return text_builder_finish(&told);
}

static void add_open(struct judging *judging)
{
	const struct batch_rule_coverage *coverage = judging->coverage;
	bool english = judging->options->language == LANGUAGE_EN;
	struct finding *finding = rule_finding_add(&judging->prepared, judging->options->language, judging->findings);

	if (!finding)
		return;
	finding->kind = FINDING_OPEN;
	finding->missing = reasons_told(judging);
	finding->message = arena_print(
		judging->arena,
		english ? "%zu plans could not be included (%.*s): \"%.*s\" was not checked, which does not mean that all is well."
			: "含められなかった計画が%zu件ある（%.*s）ため、「%.*s」は確認していません（「問題なし」ではありません）。",
		coverage->left_out, SLICE_PRINT(finding->missing), SLICE_PRINT(finding->title));
	finding->fix = english ? SLICE_OF("Give the missing forms or rows and run it again.")
			       : SLICE_OF("足りない様式や表の行を加えて、もう一度確かめてください。");
	finding->address = batch_scope_address(judging->prepared.rule->batch, english);
	finding->address_plain = batch_scope_address(judging->prepared.rule->batch, false);
}

static void judge_rule(struct judging *judging, const struct rule *rule, const struct batch_facts *facts)
{
	const struct basis **basis = arena_array(judging->arena, const struct basis *, rule->revision_count);

	for (size_t i = 0; i < rule->revision_count; i++)
		basis[i] = rule_finding_basis(judging->arena, &rule->revisions[i], judging->options->language);
	judging->prepared = (struct prepared_rule){.rule = rule, .enabled = true, .basis = basis};
	judging->faulty = false;
	*judging->coverage = (struct batch_rule_coverage){.rule = rule->number, .outcome = OUTCOME_NOT_APPLICABLE};
	for (size_t i = 0; i < rule->revision_count; i++)
		judge_revision(judging, facts, i);
	if (!judging->coverage->groups && judging->coverage->left_out)
		count_outcome(judging->coverage, OUTCOME_OPEN);
	if (!judging->coverage->groups && judging->coverage->plans)
		count_outcome(judging->coverage, OUTCOME_PASS); /* plans were compared, and none is alike to another */
	judging->prepared.revision = rule_newest(rule);
	if (judging->coverage->open)
		add_open(judging);
}

void batch_judge(struct arena *arena, const struct rule_set *rules, const struct rule_runner_options *options, struct batch_facts *facts,
		 struct finding_list *findings, struct finding_list *faults, struct batch_coverage *coverage)
{
	struct judging *judging = arena_new(arena, struct judging);
	struct batch_rule_coverage *of_rules = arena_array(arena, struct batch_rule_coverage, rules->count);
	size_t count = 0;

	batch_facts_sort(facts);
	judging->arena = arena;
	judging->options = options;
	judging->findings = findings;
	judging->faults = faults;
	arena_init_inner(&judging->scratch, arena);
	arena_init_inner(&judging->remembered, arena);
	arena_init_inner(&judging->facts, arena);
	evaluation_init(&judging->evaluation, &judging->scratch, &judging->remembered, &rules->lexicons, options->as_of);
	for (size_t i = 0; i < rules->count; i++) {
		if (rules->rules[i].batch == BATCH_NONE || !rule_is_selected(&rules->rules[i], options))
			continue;
		judging->coverage = &of_rules[count++];
		judge_rule(judging, &rules->rules[i], facts);
	}
	arena_release(&judging->scratch);
	arena_release(&judging->remembered);
	arena_release(&judging->facts);
	for (size_t i = 0; i < findings->count; i++)
		findings->items[i]->order = (uint32_t)i;
	*coverage = (struct batch_coverage){
		.rules = of_rules, .rule_count = count, .plans = facts->count, .fact_bytes = facts->bytes};
}
