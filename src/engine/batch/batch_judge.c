/* Every rule over many plans, group by group: the condition, the finding, the plans it lists. */
#include "engine/batch/batch_judge.h"

#include "engine/batch/batch_address.h"
#include "engine/batch/batch_fault.h"
#include "engine/batch/batch_groups.h"
#include "engine/batch/batch_included.h"
#include "engine/batch/batch_overall.h"
#include "engine/results/rule_finding.h"
#include "engine/results/template.h"
#include "engine/values/operators.h"

#include <stdlib.h>

/* A hundred conditions over every fact: no honest rule comes near, and a list in a list over many ends. */
#define STEPS_A_FACT 1000

struct batch_judge {
	struct arena *arena; /* of the findings */
	const struct batch_round *round;
	const struct rule_runner_options *options;
	struct arena scratch, remembered;
	struct arena memory; /* of the revision at hand */
	struct evaluation evaluation;
	/* of the rule at hand */
	struct finding_list *findings, *faults;
	struct prepared_rule prepared;
	struct batch_groups groups;
	struct batch_overall overall;
	struct batch_rule_coverage *coverage;
	size_t left_out_anywhere; /* plans that may belong to each of its groups */
	bool faulty, alike_is_cut;
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

static struct related_plan related_of(struct batch_judge *judge, struct cel_value fact, bool shown)
{
	const struct message_template *template = judge->prepared.revision->batch->item[judge->options->language];
	struct batch_identity who = batch_identity_of(judge->groups.records, fact.is.fact->record);
	struct related_plan related = {.plan = who.plan, .path = who.path, .ordinal = who.ordinal};

	if (!template || !shown)
		return related;
	evaluation_set_value(&judge->evaluation, BATCH_SLOT_FACT, fact);
	related.text = arena_copy(judge->arena, template_print(&judge->evaluation, template, judge->options->language == LANGUAGE_EN));
	return related;
}

/* Plans come with their facts, which may be several a plan. */
static void list_plans(struct batch_judge *judge, struct finding *finding)
{
	const struct rule_batch *batch = judge->prepared.revision->batch;
	struct evaluation *evaluation = &judge->evaluation;

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
	struct related_plan *related = arena_array(judge->arena, struct related_plan, list.detail);

	for (size_t i = 0; i < list.detail; i++)
		related[i] = related_of(judge, listed[i].fact, i < shown);
	finding->related = related;
	finding->related_count = shown;
	finding->related_left_out = list.detail - shown;
	finding->related_kept = list.detail;
}

/* ---- one group ---- */

static struct slice print_text(struct batch_judge *judge, const struct message_template *template)
{
	bool english = judge->options->language == LANGUAGE_EN;

	return template ? arena_copy(judge->arena, template_print(&judge->evaluation, template, english)) : slice_of("", 0);
}

static void raise(struct batch_judge *judge, const struct batch_group *group)
{
	const struct rule_wording *wording = &judge->prepared.revision->wording[judge->options->audience];
	enum rule_language language = judge->options->language;
	struct finding *finding = rule_finding_add(&judge->prepared, language, judge->findings);

	if (!finding)
		return;
	finding->message = print_text(judge, wording->message[language]);
	finding->question = print_text(judge, wording->question[language]);
	finding->fix = print_text(judge, wording->fix[language]);
	finding->tables = rule_finding_tables(judge->arena, &judge->evaluation.used, language);
	finding->table_count = judge->evaluation.used.count;
	finding->address = batch_address(judge->arena, &judge->groups, group, language == LANGUAGE_EN, false);
	finding->address_plain = batch_address(judge->arena, &judge->groups, group, false, true);
	list_plans(judge, finding);
}

/* Plans that may belong to a group of the scope at hand. */
static size_t left_out_of(const struct batch_judge *judge)
{
	return judge->left_out_anywhere + judge->groups.left_out;
}

static void set_names(struct batch_judge *judge, const struct batch_group *group)
{
	struct evaluation *evaluation = &judge->evaluation;
	const struct rule_revision *revision = judge->prepared.revision;
	struct cel_value *facts = arena_array(evaluation->scratch, struct cel_value, group->count);

	evaluation_set_value(evaluation, BATCH_SLOT_FACTS, cel_list(facts, batch_group_facts(&judge->groups, group, facts)));
	evaluation_set_value(evaluation, BATCH_SLOT_LEFT_OUT, cel_int((int64_t)left_out_of(judge)));
	evaluation_set_value(evaluation, BATCH_SLOT_OFFICE, batch_group_who(&judge->groups, group, FACT_OFFICE));
	evaluation_set_value(evaluation, BATCH_SLOT_CARE_MANAGER, batch_group_who(&judge->groups, group, FACT_CARE_MANAGER));
	evaluation_set_value(evaluation, BATCH_SLOT_PERSON, batch_group_who(&judge->groups, group, FACT_PERSON));
	for (size_t i = 0; i < revision->batch->group_count; i++)
		evaluation_set_value(evaluation, BATCH_SLOT_FIRST_GROUP + (unsigned)i, 
				     batch_group_value(&judge->groups, group, i, evaluation->scratch));
	if (revision->batch->overall_count)
		batch_overall_lend(&judge->overall, &judge->groups, group, evaluation);
	for (size_t i = 0; i < revision->let_count; i++)
		evaluation_set_let(evaluation, revision->lets[i].slot, revision->lets[i].expression);
}

static void report_fault(struct batch_judge *judge, struct cel_value value)
{
	if (!judge->faulty)
		batch_fault_report(judge->faults, judge->prepared.rule, judge->prepared.revision, &judge->evaluation, value);
	judge->faulty = true;
}

static uint32_t steps_for(const struct batch_group *group)
{
	uint64_t steps = LIMIT_EXPRESSION_STEPS + (uint64_t)group->count * STEPS_A_FACT;

	return steps < UINT32_MAX ? (uint32_t)steps : UINT32_MAX;
}

static enum outcome judge_group(struct batch_judge *judge, const struct batch_group *group)
{
	const struct rule_revision *revision = judge->prepared.revision;
	struct evaluation *evaluation = &judge->evaluation;

	if (revision->batch->complete && left_out_of(judge))
		return OUTCOME_OPEN;
	evaluation->step_limit = steps_for(group);
	evaluation_begin_node(evaluation);
	set_names(judge, group);
	struct cel_value value = evaluate(evaluation, revision->condition.expression);

	switch (evaluation_verdict(evaluation, value)) {
	case VERDICT_TRUE: raise(judge, group); return OUTCOME_FINDING;
	case VERDICT_FALSE: return OUTCOME_PASS;
	case VERDICT_NOT_JUDGED: return OUTCOME_NOT_JUDGED;
	case VERDICT_UNKNOWN: return OUTCOME_OPEN;
	case VERDICT_FAULT: break;
	}
	report_fault(judge, value);
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
static void count_plans(struct batch_judge *judge, const struct batch_included *included)
{
	struct batch_rule_coverage *coverage = judge->coverage;

	coverage->plans += included->plans;
	if (included->left_out < coverage->left_out || !included->reason_count)
		return;
	struct batch_left_out *reasons = arena_array(judge->arena, struct batch_left_out, included->reason_count);

	for (size_t i = 0; i < included->reason_count; i++) {
		const struct batch_reason *reason = &included->reasons[i];
		struct slice *keys = arena_array(judge->arena, struct slice, reason->key_count);

		for (size_t k = 0; k < reason->key_count; k++)
			keys[k] = reason->keys[k];
		reasons[i] = (struct batch_left_out){reason->what, reason->plans, keys, reason->key_count};
	}
	coverage->left_out = included->left_out;
	coverage->reasons = reasons;
	coverage->reason_count = included->reason_count;
}

/* Offices (care managers, people) one after the other: what their facts need is used again for the next. */
static void judge_scopes(struct batch_judge *judge, const struct batch_scope_members *members)
{
	struct batch_groups *groups = &judge->groups;

	if (judge->prepared.revision->batch->overall_count) {
		batch_groups_make(groups, members->items, members->count);
		if (!batch_overall_make(&judge->overall, &judge->memory, groups, &judge->evaluation, STEPS_A_FACT))
			report_fault(judge, cel_null());
	}
	for (size_t from = 0, count; (count = batch_scope_count_from(members, from)) > 0; from += count) {
		batch_groups_make(groups, members->items + from, count);
		judge->coverage->facts += groups->fact_count;
		for (size_t i = 0; i < groups->group_count && !judge->faulty; i++)
			count_outcome(judge->coverage, judge_group(judge, &groups->groups[i]));
	}
}

static void judge_revision(struct batch_judge *judge, size_t number)
{
	const struct rule *rule = judge->prepared.rule;
	const struct batch_facts *facts = judge->round->facts;
	struct batch_included included;

	judge->prepared.revision = &rule->revisions[number];
	if (!judge->prepared.revision->batch || judge->prepared.revision->disabled)
		return;
	batch_included_count(&included, &judge->memory, facts, rule, number, judge->options->language == LANGUAGE_EN);
	judge->left_out_anywhere = included.left_out_anywhere;
	batch_groups_init(&judge->groups, &judge->memory, facts, rule, judge->prepared.revision);
	judge->evaluation.groups = &judge->groups;
	if (included.plans)
		judge_scopes(judge, &judge->round->members[rule->batch]);
	judge->alike_is_cut |= judge->groups.alike_is_cut;
	count_plans(judge, &included);
	arena_release(&judge->memory);
}

static struct slice reasons_told(struct batch_judge *judge)
{
	const struct batch_rule_coverage *coverage = judge->coverage;
	bool english = judge->options->language == LANGUAGE_EN;
	struct text_builder told;

	text_builder_init(&told, judge->arena);
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

static void add_open(struct batch_judge *judge)
{
	const struct batch_rule_coverage *coverage = judge->coverage;
	bool english = judge->options->language == LANGUAGE_EN;
	struct finding *finding = rule_finding_add(&judge->prepared, judge->options->language, judge->findings);

	if (!finding)
		return;
	finding->kind = FINDING_OPEN;
	finding->missing = reasons_told(judge);
	finding->message = arena_print(
		judge->arena,
		english ? "%zu plans could not be included (%.*s): \"%.*s\" was not checked, which does not mean that all is well."
			: "含められなかった計画が%zu件ある（%.*s）ため、「%.*s」は確認していません（「問題なし」ではありません）。",
		coverage->left_out, SLICE_PRINT(finding->missing), SLICE_PRINT(finding->title));
	finding->fix = english ? SLICE_OF("Give the missing forms or rows and run it again.")
			       : SLICE_OF("足りない様式や表の行を加えて、もう一度確かめてください。");
	finding->address = batch_scope_address(judge->prepared.rule->batch, english);
	finding->address_plain = batch_scope_address(judge->prepared.rule->batch, false);
}

void batch_judge_rule(struct batch_judge *judge, size_t number, struct batch_judged *judged)
{
	const struct rule *rule = judge->round->rules[number];
	bool english = judge->options->language == LANGUAGE_EN;

	finding_list_init(&judged->findings, judge->arena, english);
	finding_list_init(&judged->faults, judge->arena, english);
	judge->findings = &judged->findings;
	judge->faults = &judged->faults;
	judge->coverage = &judged->coverage;
	prepared_rule_init(&judge->prepared, judge->arena, judge->options, rule);
	judge->faulty = judge->alike_is_cut = false;
	*judge->coverage = (struct batch_rule_coverage){.rule = rule->number, .outcome = OUTCOME_NOT_APPLICABLE};
	for (size_t i = 0; i < rule->revision_count; i++)
		judge_revision(judge, i);
	if (!judge->coverage->groups && judge->coverage->left_out)
		count_outcome(judge->coverage, OUTCOME_OPEN);
	if (!judge->coverage->groups && judge->coverage->plans)
		count_outcome(judge->coverage, OUTCOME_PASS); /* plans were compared, and none is alike to another */
	if (judge->alike_is_cut)
		finding_add_builtin(judge->findings, BUILTIN_RULE_ALIKE_CUT, (struct place){0}, &rule->id, 1);
	judge->prepared.revision = rule_newest(rule);
	if (judge->coverage->open)
		add_open(judge);
	arena_release(&judge->scratch);
}

struct batch_judge *batch_judge_new(struct arena *arena, const struct batch_round *round)
{
	struct batch_judge *judge = arena_new(arena, struct batch_judge);

	judge->arena = arena;
	judge->round = round;
	judge->options = round->options;
	arena_init_inner(&judge->scratch, arena);
	arena_init_inner(&judge->remembered, arena);
	arena_init_inner(&judge->memory, arena);
	evaluation_init(&judge->evaluation, &judge->scratch, &judge->remembered, &round->set->lexicons, round->options->as_of);
	return judge;
}

void batch_judge_release(struct batch_judge *judge)
{
	arena_release(&judge->scratch);
	arena_release(&judge->remembered);
	arena_release(&judge->memory);
}
