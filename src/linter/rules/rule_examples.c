#include "linter/rules/rule_examples.h"

#include "derive/derive.h"
#include "engine/batch/batch_collector.h"
#include "engine/batch/batch_round.h"
#include "linter/plans/plan_facts.h"
#include "readers/cell_habits.h"
#include "readers/yaml/yaml_tree.h"

struct example_run {
	const struct loaded_rules *loaded;
	const struct rule_set *set;
	const struct key_table *keys;
	const struct example_options *options;
	struct arena *arena;         /* of the findings */
	struct arena *work;          /* of one example: reset between them */
	struct finding_list *findings;
	struct example_counts counts;
};

/* What an example came to. */
struct example_result {
	enum outcome outcome;
	struct finding_list *found;
	struct finding_list *faults;
};

static struct place place_of(const struct rule_text *text, struct arena *arena)
{
	return (struct place){source_view(text->source, arena), text->offset, text->length};
}

static bool expected_outcome(enum rule_expectation expectation, enum outcome outcome)
{
	static const enum outcome wanted[EXPECT_COUNT] = {
		[EXPECT_PASS] = OUTCOME_PASS,
		[EXPECT_FAIL] = OUTCOME_FINDING,
		[EXPECT_OPEN] = OUTCOME_OPEN,
		[EXPECT_NOT_APPLICABLE] = OUTCOME_NOT_APPLICABLE,
		[EXPECT_NOT_JUDGED] = OUTCOME_NOT_JUDGED,
	};

	return wanted[expectation] == outcome;
}

/* As an author writes it after `expect` or 期待. */
static struct slice expectation_name(const struct example_run *run, enum rule_expectation expectation)
{
	static const struct slice names[EXPECT_COUNT][2] = {
		[EXPECT_PASS] = {SLICE("「適合」（pass）"), SLICE("pass")},
		[EXPECT_FAIL] = {SLICE("「指摘」（fail）"), SLICE("fail")},
		[EXPECT_OPEN] = {SLICE("「確認できない」（open）"), SLICE("open")},
		[EXPECT_NOT_APPLICABLE] = {SLICE("「対象外」（notApplicable）"), SLICE("notApplicable")},
		[EXPECT_NOT_JUDGED] = {SLICE("「判定しない」（notJudged）"), SLICE("notJudged")},
	};

	return names[expectation][run->options->english];
}

static struct slice result_name(const struct example_run *run, enum outcome outcome)
{
	for (unsigned i = 0; i < EXPECT_COUNT; i++)
		if (expected_outcome((enum rule_expectation)i, outcome))
			return expectation_name(run, (enum rule_expectation)i);
	return outcome_name(outcome);
}

static bool is_of_kind(const struct finding *finding, struct slice rule, bool open)
{
	return slice_equal(finding->rule, rule) && (finding->kind == FINDING_OPEN) == open;
}

/* Does a finding of the rule stand where the example says, with the words it says? */
static bool found_as_said(const struct rule_example *example, const struct finding_list *found)
{
	for (size_t i = 0; i < found->count; i++) {
		const struct finding *finding = found->items[i];

		if (is_of_kind(finding, example->rule, false) && (!example->at.length || slice_equal(finding->address, example->at)) &&
		    slice_contains(finding->message, example->message))
			return true;
	}
	return false;
}

/* What helps to see why: the message and place of the finding, what was missing, the fault. */
static struct slice detail_of(struct example_run *run, const struct rule_example *example, const struct example_result *result)
{
	if (result->outcome == OUTCOME_FAULT && result->faults->count)
		return result->faults->items[0]->message;
	for (size_t i = 0; i < result->found->count; i++) {
		const struct finding *finding = result->found->items[i];

		if (is_of_kind(finding, example->rule, result->outcome == OUTCOME_OPEN))
			return arena_print(run->arena, "%.*s: %.*s", SLICE_PRINT(finding->address), SLICE_PRINT(finding->message));
	}
	return slice_of("", 0);
}

static void report_difference(struct example_run *run, const struct rule_example *example, const struct example_result *result)
{
	struct slice wanted = expectation_name(run, example->expect);
	struct slice got = result_name(run, result->outcome);
	struct slice detail = detail_of(run, example, result);

	if (example->at.length && example->expect == EXPECT_FAIL)
		wanted = arena_print(run->arena, run->options->english ? "%.*s (%.*s)" : "%.*s（%.*s）", SLICE_PRINT(wanted), SLICE_PRINT(example->at));
	if (example->message.length && example->expect == EXPECT_FAIL)
		wanted = arena_print(run->arena, run->options->english ? "%.*s with \"%.*s\" in its message" : "%.*s、説明に「%.*s」",
				     SLICE_PRINT(wanted), SLICE_PRINT(example->message));
	run->counts.failed++;
	finding_add_builtin(run->findings, BUILTIN_RULE_EXAMPLE, place_of(&example->place, run->findings->arena),
			    (struct slice[]){example->rule, example->name, wanted, got, detail}, 5);
}

/* A sparse plan may lack forms and its kind; whatever else the reader has to say about its keys is a mistake of the example. */
static void pass_on_reading(struct example_run *run, const struct finding_list *reading)
{
	for (size_t i = 0; i < reading->count; i++) {
		const struct finding *finding = reading->items[i];
		bool sparse = slice_equal(finding->rule, builtin_info(BUILTIN_PLAN_FORM_MISSING)->id) ||
			      slice_equal(finding->rule, builtin_info(BUILTIN_PLAN_KIND_ABSENT)->id);

		if (!slice_starts_with(finding->rule, SLICE_OF("YM-")) || sparse)
			continue;
		struct finding *copy = finding_add(run->findings);

		if (copy) {
			uint32_t raised = copy->raised;

			*copy = *finding;
			copy->raised = raised;
		}
	}
}

/* What became of one of the plans of an example. */
static bool read_plan(struct example_run *run, const struct rule_example *example, const struct yaml_node *node,
		      struct finding_list *reading, struct document **document)
{
	struct plan_records records;
	struct finding_list found;

	if (yaml_plan_from_node(run->work, example->source, node, run->keys, reading, document) != READING_DOCUMENT)
		return false;
	finding_list_init(&found, run->work, false);
	records = plan_records_of(*document, run->work);
	cell_habits_read(*document, &records, run->keys, &found, run->work);
	derive_document(*document, derive_memory_new(run->work, run->set->derive_tables), run->work);
	return true;
}

/* A rule over one plan; false when the plan cannot be read. */
static bool judge_one(struct example_run *run, const struct rule_example *example, const struct rule *rule,
		      struct finding_list *reading, struct example_result *result)
{
	struct rule_runner_options options = {.as_of = example->as_of, .select = &rule->id, .select_count = 1};
	struct plan_coverage coverage;
	struct document *document;

	if (!read_plan(run, example, example->plan, reading, &document))
		return false;
	struct rule_runner *runner = rule_runner_new(run->work, run->set, &options);

	rule_runner_run(runner, document, result->found, result->faults, &coverage);
	result->outcome = (enum outcome)coverage.outcomes[rule->number];
	rule_runner_release(runner);
	return true;
}

/* A rule over many plans, in the order they are written; false when one cannot be read. */
static bool judge_many(struct example_run *run, const struct rule_example *example, const struct rule *rule,
		       struct finding_list *reading, struct example_result *result)
{
	struct rule_runner_options options = {.as_of = example->as_of, .select = &rule->id, .select_count = 1};
	struct batch_collector *collector = batch_collector_new(run->work, run->set, &options);
	struct batch_coverage coverage;
	struct batch_facts facts;

	batch_facts_init(&facts, run->work);
	if (!collector) { /* a local file switched it off for every plan */
		result->outcome = OUTCOME_OFF;
		return true;
	}
	for (size_t i = 0; i < example->plan->count; i++) {
		struct report_plan plan = {.path = SLICE("plans"), .ordinal = (uint32_t)i + 1};
		struct document *document;
		struct batch_part part;

		if (!read_plan(run, example, &example->plan->items[i], reading, &document))
			return false;
		plan_facts(&plan, document->plan, run->work, false);
		if (!plan.key.length)
			plan.key = plan_key_by_number(run->work, plan.path, plan.ordinal);
		batch_collect(collector, document, &part, result->faults);
		batch_facts_add_plan(&facts, (uint32_t)i, &part, plan.key, plan.path, plan.ordinal);
	}
	batch_round(run->work, run->set, &options, &facts, result->found, result->faults, &coverage);
	result->outcome = result->faults->count ? OUTCOME_FAULT : coverage.rules[0].outcome;
	batch_collector_release(collector);
	return true;
}

/* False when a plan cannot be read. */
static bool judge_example(struct example_run *run, const struct rule_example *example, const struct rule *rule,
			  struct finding_list *reading, struct example_result *result)
{
	*result = (struct example_result){
		.found = arena_new(run->work, struct finding_list), .faults = arena_new(run->work, struct finding_list)};
	finding_list_init(result->found, run->work, false);
	finding_list_init(result->faults, run->work, run->options->english);
	if (rule->batch == BATCH_NONE)
		return judge_one(run, example, rule, reading, result);
	return judge_many(run, example, rule, reading, result);
}

/* Did the example come to what it says? */
static bool came_true(const struct rule_example *example, const struct example_result *result)
{
	return expected_outcome(example->expect, result->outcome) && (example->expect != EXPECT_FAIL || found_as_said(example, result->found));
}

static void run_example(struct example_run *run, const struct rule_example *example, const struct rule *rule)
{
	struct finding_list reading;
	struct example_result result;

	arena_reset(run->work);
	run->counts.run++;
	finding_list_init(&reading, run->arena, run->options->english);
	if (!judge_example(run, example, rule, &reading, &result)) {
		run->counts.failed++;
		run->counts.unreadable++;
		finding_add_builtin(run->findings, BUILTIN_RULE_EXAMPLE_PLAN, place_of(&example->place, run->findings->arena),
				    (struct slice[]){example->rule, example->name}, 2);
	} else if (!came_true(example, &result)) {
		report_difference(run, example, &result);
	}
	pass_on_reading(run, &reading);
}

bool example_options_select(const struct example_options *options, const struct rule *rule)
{
	for (size_t i = 0; i < options->select_count; i++)
		if (slice_equal(options->select[i], rule->id) || slice_equal(options->select[i], rule->name) ||
		    slice_equal(options->select[i], rule->category))
			return true;
	return options->select_count == 0;
}

/* Every rule needs one example that passes and one that does not: the others are welcome. */
static void require_examples(struct example_run *run, const struct rule *rule)
{
	bool seen[EXPECT_COUNT] = {false};

	for (size_t i = 0; i < run->loaded->example_count; i++)
		if (slice_equal(run->loaded->examples[i].rule, rule->id))
			seen[run->loaded->examples[i].expect] = true;
	for (unsigned i = EXPECT_PASS; i <= EXPECT_FAIL; i++)
		if (!seen[i]) {
			struct slice wanted = expectation_name(run, (enum rule_expectation)i);

			run->counts.missing++;
			finding_add_builtin(run->findings, BUILTIN_RULE_EXAMPLE_MISSING, place_of(&rule_newest(rule)->place, run->findings->arena),
					    (struct slice[]){rule->id, wanted}, 2);
		}
}

bool rule_examples_hold(const struct loaded_rules *loaded, const struct rule_set *set, const struct key_table *keys, struct arena *work)
{
	struct example_options options = {.english = false};
	struct example_run run = {.loaded = loaded, .set = set, .keys = keys, .options = &options, .arena = work, .work = work};
	const struct rule *rule = &set->rules[0];

	for (size_t i = 0; i < loaded->example_count; i++) {
		const struct rule_example *example = &loaded->examples[i];
		struct finding_list reading;
		struct example_result result;

		if (!slice_equal(example->rule, rule->id))
			continue;
		finding_list_init(&reading, work, false);
		if (judge_example(&run, example, rule, &reading, &result) && !came_true(example, &result))
			return false;
	}
	return true;
}

struct example_counts rule_examples_run(struct arena *arena, const struct loaded_rules *loaded, const struct key_table *keys,
					const struct example_options *options, struct finding_list *findings)
{
	struct example_run run = {
		.loaded = loaded, .set = loaded->set, .keys = keys, .options = options, .arena = arena, .findings = findings};

	run.work = arena_new(arena, struct arena);
	arena_init_inner(run.work, arena);
	for (size_t i = 0; i < loaded->example_count; i++) {
		const struct rule *rule = rule_find(loaded->set, loaded->examples[i].rule);

		if (rule && example_options_select(options, rule))
			run_example(&run, &loaded->examples[i], rule);
	}
	for (size_t i = 0; options->require && i < loaded->set->count; i++)
		if (example_options_select(options, &loaded->set->rules[i]))
			require_examples(&run, &loaded->set->rules[i]);
	arena_release(run.work);
	return run.counts;
}
