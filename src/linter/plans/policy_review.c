#include "linter/plans/policy_review.h"

#include <stdlib.h>

/* An item with the rules that exist. */
struct reviewed_item {
	const struct policy_item *item;
	const struct rule **rules;
	size_t rule_count;
	struct basis *basis; /* of its question: the document itself */
	bool asked;          /* not left out by the caller */
};

struct reviewed_policy {
	const struct policy *policy;
	struct reviewed_item *items;
};

struct policy_review {
	struct policy_review_options options;
	struct reviewed_policy *policies;
};

static bool is_listed(const struct policy *policy, const struct policy_item *item, const struct slice *names, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (slice_equal(item->name, names[i]) || slice_equal(policy->id, names[i]) || slice_equal(names[i], SLICE_OF("reflection")))
			return true;
	return false;
}

static struct basis *basis_of(struct arena *arena, const struct policy *policy, const struct policy_item *item, bool english)
{
	const struct rule_source *source = policy->source;
	struct basis *basis = arena_new(arena, struct basis);

	*basis = (struct basis){
		.source = source->id,
		.title = english && source->title_en.length ? source->title_en : source->title,
		.place = item->label,
		.date = source->date,
		.link = source->link,
		.verified = true, /* the item is a quotation */
	};
	return basis;
}

static void prepare(struct policy_review *review, struct arena *arena, const struct rule_set *rules, const struct policy *policy,
		    struct reviewed_policy *reviewed)
{
	const struct policy_review_options *options = &review->options;

	reviewed->policy = policy;
	reviewed->items = arena_array(arena, struct reviewed_item, policy->item_count);
	for (size_t i = 0; i < policy->item_count; i++) {
		struct reviewed_item *to = &reviewed->items[i];

		to->item = &policy->items[i];
		to->rules = arena_array(arena, const struct rule *, to->item->rule_count);
		for (size_t k = 0; k < to->item->rule_count; k++) {
			const struct rule *rule = rule_find(rules, to->item->rules[k]);

			if (rule)
				to->rules[to->rule_count++] = rule;
		}
		to->basis = basis_of(arena, policy, to->item, options->english);
		to->asked = to->item->asked == POLICY_ASKS_MANAGER && to->item->question_count &&
			    (!options->select_count || is_listed(policy, to->item, options->select, options->select_count)) &&
			    !is_listed(policy, to->item, options->ignore, options->ignore_count);
	}
}

struct policy_review *policy_review_new(struct arena *arena, const struct rule_set *rules, const struct policy_review_options *options)
{
	struct policy_review *review = arena_new(arena, struct policy_review);
	const struct profile *profile = options->profile;

	review->options = *options;
	review->policies = arena_array(arena, struct reviewed_policy, profile->policy_count);
	for (size_t i = 0; i < profile->policy_count; i++)
		prepare(review, arena, rules, profile->policies[i], &review->policies[i]);
	return review;
}

/* The policy for the date of the plan; NULL when none is. */
static const struct reviewed_policy *policy_for(const struct policy_review *review, const struct document *document)
{
	const struct value *written = record_read(document->plan, Plan_plan_date);
	int32_t date = written->presence == PRESENCE_WRITTEN ? written->is.date : review->options.as_of;

	for (size_t i = 0; i < review->options.profile->policy_count; i++)
		if (review->policies[i].policy->from <= date && date <= review->policies[i].policy->to)
			return &review->policies[i];
	return NULL;
}

/* The weightiest of its rules. */
static enum outcome outcome_of(const struct reviewed_item *item, const struct plan_coverage *coverage)
{
	enum outcome outcome = OUTCOME_OFF;

	for (size_t i = 0; i < item->rule_count; i++) {
		enum outcome of_rule = (enum outcome)coverage->outcomes[item->rules[i]->number];

		outcome = of_rule > outcome && of_rule != OUTCOME_FAULT ? of_rule : outcome;
	}
	return outcome;
}

/* ---- questions ---- */

struct candidate {
	const struct reviewed_item *item;
	unsigned observed; /* 2 found, 1 could not be checked */
	size_t order;
};

static int compare_candidates(const void *a, const void *b)
{
	const struct candidate *x = a, *y = b;

	if (x->observed != y->observed)
		return x->observed > y->observed ? -1 : 1;
	if (x->item->item->priority != y->item->item->priority)
		return x->item->item->priority < y->item->item->priority ? -1 : 1;
	return x->order < y->order ? -1 : x->order > y->order;
}

static struct slice choose_question(const struct policy_item *item, struct rule_runner *runner, bool english)
{
	for (size_t i = 0; i < item->question_count; i++) {
		const struct policy_question *question = &item->questions[i];

		if (!question->when.expression || !rule_runner_holds(runner, question->when.expression))
			continue;
		return english && question->text[LANGUAGE_EN].length ? question->text[LANGUAGE_EN] : question->text[LANGUAGE_JA];
	}
	return policy_item_question(item, english);
}

/* The pairs of neighbouring characters of `a` that stand in `b` too, and how many there are. */
static size_t pairs_in(struct slice a, struct slice b, size_t *pairs)
{
	size_t before = SIZE_MAX, common = 0;

	*pairs = 0;
	for (size_t at = 0; at < a.length;) {
		size_t next = at + 1;

		while (next < a.length && (a.data[next] & 0xC0) == 0x80)
			next++;
		if (before != SIZE_MAX) {
			++*pairs;
			common += slice_contains(b, slice_part(a, before, next));
		}
		before = at;
		at = next;
	}
	return common;
}

/* A rule and a document often ask the same in other words: most of what the shorter says stands in the other. */
static bool asks_the_same(struct slice a, struct slice b)
{
	size_t pairs, common;

	if (a.length > b.length)
		return asks_the_same(b, a);
	common = pairs_in(a, b, &pairs);
	return pairs && common * 10 >= pairs * 6;
}

static bool is_asked(const struct finding_list *findings, struct slice question)
{
	for (size_t i = 0; i < findings->count; i++)
		if (findings->items[i]->question.length && asks_the_same(question, findings->items[i]->question))
			return true;
	return false;
}

static void ask(const struct policy_review *review, const struct reviewed_item *asked, struct slice question,
		const struct document *document, struct finding_list *findings)
{
	struct finding *finding = finding_add(findings);

	if (!finding)
		return;
	finding->rule = asked->item->name;
	finding->name = asked->item->name;
	finding->title = asked->item->text;
	finding->category = SLICE_OF("reflection");
	finding->severity = SEVERITY_INFO;
	finding->priority = (uint8_t)asked->item->priority;
	finding->kind = FINDING_REVIEW;
	finding->message = review->options.english ? SLICE_OF("A question of the policy, to think about together.")
						   : SLICE_OF("この方針の項目について、一緒に考えるための問いかけです。");
	finding->question = question;
	finding->basis = asked->basis;
	finding->basis_count = 1;
	finding->whole = true;
	finding->order = UINT32_MAX; /* behind what was found */
	if (document->source_count)
		finding->place = (struct place){document->sources[0], document->plan->self.offset, 0};
}

void policy_review_ask(const struct policy_review *review, struct rule_runner *runner, const struct document *document,
		       const struct plan_coverage *coverage, struct finding_list *findings)
{
	const struct reviewed_policy *reviewed = policy_for(review, document);
	size_t count = 0, asked = 0;

	if (!reviewed)
		return;
	struct candidate *candidates = arena_array(document->arena, struct candidate, reviewed->policy->item_count);

	for (size_t i = 0; i < reviewed->policy->item_count; i++) {
		const struct reviewed_item *item = &reviewed->items[i];
		enum outcome outcome = outcome_of(item, coverage);

		if (item->asked)
			candidates[count++] = (struct candidate){item, outcome == OUTCOME_FINDING ? 2 : outcome == OUTCOME_OPEN, i};
	}
	if (count)
		qsort(candidates, count, sizeof *candidates, compare_candidates);
	for (size_t i = 0; i < count && asked < review->options.questions; i++) {
		struct slice question = choose_question(candidates[i].item->item, runner, review->options.english);

		if (is_asked(findings, question))
			continue;
		ask(review, candidates[i].item, question, document, findings);
		asked++;
	}
}

/* ---- the report ---- */

static bool belongs_to(const struct finding *finding, const struct reviewed_item *item)
{
	if (slice_equal(finding->rule, item->item->name))
		return true;
	for (size_t i = 0; i < item->rule_count; i++)
		if (slice_equal(finding->rule, item->rules[i]->id))
			return true;
	return false;
}

static struct slice outcome_word(enum outcome outcome, bool found)
{
	static const struct slice words[OUTCOME_COUNT] = {
		[OUTCOME_OFF] = SLICE("question"),   [OUTCOME_NOT_APPLICABLE] = SLICE("notApplicable"),
		[OUTCOME_PASS] = SLICE("pass"),	     [OUTCOME_NOT_JUDGED] = SLICE("notJudged"),
		[OUTCOME_OPEN] = SLICE("open"),	     [OUTCOME_FINDING] = SLICE("finding"),
		[OUTCOME_FAULT] = SLICE("question"),
	};

	return found ? words[OUTCOME_FINDING] : words[outcome];
}

/* Findings of its rules and its question; what could not be checked as rules. */
static void report_item(const struct reviewed_item *item, const struct document *document, const struct plan_coverage *coverage,
			const struct finding_list *findings, struct report_item *to)
{
	const struct finding **own = arena_array(document->arena, const struct finding *, findings->count);
	struct slice *rules = arena_array(document->arena, struct slice, item->rule_count);
	struct slice *unchecked = arena_array(document->arena, struct slice, item->rule_count);
	bool found = false;

	*to = (struct report_item){
		.id = item->item->name,
		.label = item->item->label,
		.text = item->item->text,
		.rules = rules,
		.unchecked = unchecked,
		.findings = own,
	};
	for (size_t i = 0; i < item->rule_count; i++) {
		enum outcome outcome = (enum outcome)coverage->outcomes[item->rules[i]->number];

		if (outcome == OUTCOME_OFF)
			continue;
		rules[to->rule_count++] = item->rules[i]->id;
		if (outcome == OUTCOME_OPEN)
			unchecked[to->unchecked_count++] = item->rules[i]->id;
	}
	for (size_t i = 0; i < findings->count; i++) {
		const struct finding *finding = findings->items[i];

		if (finding->kind == FINDING_OPEN || !belongs_to(finding, item))
			continue;
		own[to->finding_count++] = finding;
		found |= !slice_equal(finding->rule, item->item->name);
	}
	to->outcome = outcome_word(outcome_of(item, coverage), found);
}

void policy_review_report(const struct policy_review *review, const struct document *document, const struct plan_coverage *coverage,
			  struct report_plan *plan)
{
	const struct reviewed_policy *reviewed = policy_for(review, document);

	if (!reviewed)
		return;
	const struct policy *policy = reviewed->policy;
	struct report_item *items = arena_array(document->arena, struct report_item, policy->item_count);

	for (size_t i = 0; i < policy->item_count; i++)
		report_item(&reviewed->items[i], document, coverage, plan->findings, &items[i]);
	plan->policy = policy->id;
	plan->policy_title = review->options.english ? policy->title_en : policy->title;
	plan->items = items;
	plan->item_count = policy->item_count;
}
