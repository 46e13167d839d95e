/* Rules over one document: which revision is in force, which rows, what the condition says, what is raised. */
#include "engine/rule_runner.h"

#include "engine/prepared_rule.h"
#include "engine/results/deciding_date.h"
#include "engine/results/rule_finding.h"
#include "engine/results/fault_place.h"
#include "engine/results/rule_results.h"
#include "engine/results/template.h"
#include "engine/screen/screen.h"
#include "model/dates/date.h"
#include "text/unicode/normalize.h"

#include <string.h>

struct rule_runner {
	const struct rule_set *set;
	struct rule_runner_options options;
	struct prepared_rule *rules;
	struct prepared_rule **by_scope; /* those that are judged; of_scope[s] is the first of a scope */
	size_t of_scope[SCOPE_COUNT + 1];
	struct arena scratch, remembered; /* the evaluation's own */
	struct evaluation evaluation;
	struct arena *arena;   /* the runner's own */
	struct screen *screen; /* NULL until it pays */
	bool ran;              /* over a document before */
	/* of the document at hand */
	struct rule_results results;
	struct plan_coverage *coverage;
	struct finding_list *faults;
};

static void sort_by_scope(struct rule_runner *runner, struct arena *arena)
{
	size_t count = 0;

	runner->by_scope = arena_array(arena, struct prepared_rule *, runner->set->count);
	for (unsigned scope = 0; scope < SCOPE_COUNT; scope++) {
		runner->of_scope[scope] = count;
		for (size_t i = 0; i < runner->set->count; i++)
			if (runner->rules[i].enabled && runner->rules[i].rule->scope == scope)
				runner->by_scope[count++] = &runner->rules[i];
	}
	runner->of_scope[SCOPE_COUNT] = count;
}

struct rule_runner *rule_runner_new(struct arena *arena, const struct rule_set *rules, const struct rule_runner_options *options)
{
	struct rule_runner *runner = arena_new(arena, struct rule_runner);

	runner->arena = arena;
	runner->set = rules;
	runner->options = *options;
	runner->rules = arena_array(arena, struct prepared_rule, rules->count);
	for (size_t i = 0; i < rules->count; i++)
		prepared_rule_init(&runner->rules[i], arena, options, &rules->rules[i]);
	sort_by_scope(runner, arena);
	arena_init_inner(&runner->scratch, arena);
	arena_init_inner(&runner->remembered, arena);
	evaluation_init(&runner->evaluation, &runner->scratch, &runner->remembered, &rules->lexicons, options->as_of);
	return runner;
}

void rule_runner_release(struct rule_runner *runner)
{
	arena_release(&runner->scratch);
	arena_release(&runner->remembered);
}

/* ---- which revision ---- */

static void note_outcome(struct rule_runner *runner, const struct rule *rule, enum outcome outcome)
{
	uint8_t *so_far = &runner->coverage->outcomes[rule->number];

	if (outcome > *so_far)
		*so_far = (uint8_t)outcome;
}

/* A value that is the same in every row of the plan. */
static struct cel_value evaluate_over_plan(struct rule_runner *runner, const struct expression *expression)
{
	evaluation_begin_node(&runner->evaluation);
	evaluation_set_record(&runner->evaluation, SCOPE_PLAN, runner->results.document->plan);
	return evaluate(&runner->evaluation, expression);
}

/* The date that decides a revision: its own, or the plan's with its stand-ins. */
static struct deciding_date date_for(struct rule_runner *runner, const struct rule_revision *revision,
				     const struct deciding_date *of_plan)
{
	const struct rule_condition *decided_by = &revision->decided_by;

	if (!decided_by->expression)
		return *of_plan;
	struct cel_value value = evaluate_over_plan(runner, decided_by->expression);

	if (value.kind != CEL_DATE)
		return *of_plan;
	int32_t date = (int32_t)value.is.integer;
	struct slice path = slice_trim(decided_by->written.text);

	return (struct deciding_date){.date = date, .said = deciding_date_said(runner->results.arena, path, date)};
}

/* False when the rule is switched off for this plan. */
static bool choose_revision(struct rule_runner *runner, struct prepared_rule *prepared, const struct deciding_date *of_plan)
{
	const struct rule *rule = prepared->rule;
	const struct rule_revision *first = NULL; /* of those for this plan's insurer: they alone may judge */

	prepared->revision = NULL;
	for (size_t i = 0; i < rule->revision_count; i++) {
		const struct rule_revision *revision = &rule->revisions[i];

		if (first ? revision->variant != first->variant : !insurers_include(&revision->insurers, runner->evaluation.insurer))
			continue;
		first = first ? first : revision;
		struct deciding_date date = date_for(runner, revision, of_plan);

		if (date.date < revision->from || date.date > revision->to)
			continue;
		prepared->revision = revision;
		prepared->decided_by = date.said;
		break;
	}
	return !first || !first->disabled;
}

/* Most rules ask the same few things of a plan: a screen answers each of them once. */
static enum verdict verdict_of_plan(struct rule_runner *runner, const struct rule_revision *revision, struct prepared_revision *kept)
{
	if (!runner->screen)
		return evaluation_verdict(&runner->evaluation, evaluate_over_plan(runner, kept->applies.of_plan));
	if (!kept->of_plan)
		kept->of_plan = screen_plan_condition(runner->screen, revision, kept->applies.of_plan);
	return screen_plan_verdict(runner->screen, kept->of_plan);
}

/* Asks once what is the same in every row: often it leaves none. */
static void ask_plan(struct rule_runner *runner, struct prepared_rule *prepared)
{
	const struct rule_revision *revision = prepared->revision;

	if (!revision)
		return;
	struct prepared_revision *kept = prepared_revision(prepared);

	if (!kept->applies_known) {
		kept->applies = plan_condition_of(runner->arena, revision->applies.expression);
		kept->applies_known = true;
	}
	prepared->of_row = revision->applies.expression;
	if (!kept->applies.of_plan)
		return;
	switch (verdict_of_plan(runner, revision, kept)) {
	case VERDICT_TRUE: prepared->of_row = kept->applies.of_row; break;
	case VERDICT_FALSE: prepared->revision = NULL; break;
	case VERDICT_UNKNOWN:
	case VERDICT_NOT_JUDGED:
	case VERDICT_FAULT: break;
	}
}

/* ---- one rule on one row ---- */

static void report_fault(struct rule_runner *runner, const struct prepared_rule *prepared, struct cel_value value)
{
	bool exhausted = runner->evaluation.exhausted || value.kind != CEL_ERROR;
	bool english = runner->options.language == LANGUAGE_EN;
	const struct expression *node = exhausted ? NULL : value.is.expression;
	struct slice why = english ? SLICE_OF("it takes too many steps") : SLICE_OF("計算の量が多すぎます");

	if (runner->coverage->outcomes[prepared->rule->number] == OUTCOME_FAULT)
		return; /* once a plan is enough */
	if (!exhausted)
		why = cel_error_message(value, english);
	runner->coverage->faults++;
	struct place place = fault_place(prepared->revision, node, runner->faults->arena);

	finding_add_builtin(runner->faults, BUILTIN_RULE_FAULT, place, (struct slice[]){prepared->rule->id, why}, 2);
}

/* Open when something could have been handed in that was not; a rule that asks only for what this kind of plan never has does not apply. */
static enum outcome note_missing(struct rule_runner *runner, const struct prepared_rule *prepared, const struct cel_origin *origins,
				 size_t count)
{
	enum outcome outcome = OUTCOME_NOT_APPLICABLE;

	for (size_t i = 0; i < count; i++)
		if (rule_results_miss(&runner->results, prepared->rule, origins[i]))
			outcome = OUTCOME_OPEN;
	return outcome;
}

static struct slice print_text(struct rule_runner *runner, const struct message_template *template)
{
	if (!template)
		return slice_of("", 0);
	return arena_copy(runner->results.arena,
			  template_print(&runner->evaluation, template, runner->options.language == LANGUAGE_EN));
}

static void raise(struct rule_runner *runner, const struct prepared_rule *prepared, const struct scope_row *row)
{
	const struct rule_revision *revision = prepared->revision;
	const struct rule_wording *wording = &revision->wording[runner->options.audience];
	enum rule_language language = runner->options.language;
	struct cell cell = {row->records[prepared->rule->scope], FIELD_COUNT};

	if (revision->at.expression)
		cell = cell_of_path(row, revision->at.expression);
	/* Which rows of tables judged is seen on the way alone, and what the sets of rows knew was not walked. */
	if (revision_looks_up(revision))
		evaluate(&runner->evaluation, revision->condition.expression);
	struct raised_finding raised = {
		.prepared = prepared,
		.cell = cell,
		.message = print_text(runner, wording->message[language]),
		.question = print_text(runner, wording->question[language]),
		.fix = print_text(runner, wording->fix[language]),
	};

	/* Its words may have asked a table that its condition did not. */
	raised.tables = rule_finding_tables(runner->results.arena, &runner->evaluation.used, language);
	raised.table_count = runner->evaluation.used.count;
	rule_results_raise(&runner->results, &raised);
}

/* What is left when a condition is neither true nor false. */
static enum outcome undecided(struct rule_runner *runner, const struct prepared_rule *prepared, enum verdict verdict,
			      struct cel_value value)
{
	if (verdict == VERDICT_UNKNOWN) {
		struct cel_origin origins[16];
		size_t count = cel_origins_of(value, origins, COUNT_OF(origins));

		return note_missing(runner, prepared, origins, count < COUNT_OF(origins) ? count : COUNT_OF(origins));
	}
	if (verdict == VERDICT_NOT_JUDGED)
		return OUTCOME_NOT_JUDGED;
	report_fault(runner, prepared, value);
	return OUTCOME_FAULT;
}

static void begin_row(struct rule_runner *runner, const struct scope_row *row)
{
	evaluation_begin_node(&runner->evaluation);
	for (unsigned scope = 0; scope < SCOPE_COUNT; scope++)
		if (row->records[scope])
			evaluation_set_record(&runner->evaluation, scope, row->records[scope]);
}

static void begin_rule(struct rule_runner *runner, const struct rule_revision *revision)
{
	evaluation_begin_rule(&runner->evaluation);
	for (size_t i = 0; i < revision->let_count; i++)
		evaluation_set_let(&runner->evaluation, revision->lets[i].slot, revision->lets[i].expression);
}

/* What came of the condition of a rule that applies. */
static enum outcome conclude(struct rule_runner *runner, const struct prepared_rule *prepared, const struct scope_row *row,
			     struct cel_value value)
{
	enum verdict verdict = evaluation_verdict(&runner->evaluation, value);

	if (verdict != VERDICT_TRUE && verdict != VERDICT_FALSE)
		return undecided(runner, prepared, verdict, value);
	if ((verdict == VERDICT_TRUE) == prepared->revision->must)
		return OUTCOME_PASS;
	raise(runner, prepared, row);
	return OUTCOME_FINDING;
}

/* What is left to do for a row of which the screen knows something, and for any row when it knows nothing. */
static enum outcome judge(struct rule_runner *runner, const struct prepared_rule *prepared, const struct scope_row *row,
			  const struct screened_rows *screened, uint64_t bit)
{
	if (screened->found & bit) {
		raise(runner, prepared, row);
		return OUTCOME_FINDING;
	}
	if (prepared->of_row && !(screened->applies & bit)) {
		struct cel_value applies = screened->rule ? screen_applies(runner->screen, screened->rule, bit) :
							    evaluate(&runner->evaluation, prepared->of_row);
		enum verdict verdict = evaluation_verdict(&runner->evaluation, applies);

		if (verdict == VERDICT_FALSE)
			return OUTCOME_NOT_APPLICABLE;
		if (verdict != VERDICT_TRUE)
			return undecided(runner, prepared, verdict, applies);
	}
	if (row->missing)
		return note_missing(runner, prepared, &(struct cel_origin){row->absent, FIELD_COUNT, NULL}, 1);
	return conclude(runner, prepared, row,
			screened->rule ? screen_condition(runner->screen, screened->rule, bit) :
					 evaluate(&runner->evaluation, prepared->revision->condition.expression));
}

/* ---- a document ---- */

/* The rows that the rules of one scope look at. */
struct scope_rows {
	struct arena *arena;
	struct scope_row *items;
	size_t count, capacity;
};

static void keep_row(void *context, const struct scope_row *row)
{
	struct scope_rows *rows = context;

	rows->items = arena_with_room(rows->arena, rows->items, rows->count, &rows->capacity, sizeof *rows->items);
	rows->items[rows->count++] = *row;
}

/* False when nothing is known of any row; else the evaluation is that of the rule. */
static bool screen_rows(struct rule_runner *runner, struct prepared_rule *prepared, struct screened_rows *rows)
{
	struct prepared_revision *kept = prepared_revision(prepared);

	if (!kept->screen_tried) {
		kept->screened = screened_rule_new(runner->screen, prepared->rule->scope, prepared->revision);
		kept->screen_tried = true;
	}
	*rows = kept->screened ? screen_rule(runner->screen, kept->screened) : (struct screened_rows){.unsure = UINT64_MAX};
	if (rows->passed)
		note_outcome(runner, prepared->rule, OUTCOME_PASS);
	return kept->screened != NULL;
}

/* The rules of one scope, in force, and what is known of each of its rows. */
struct scope_rules {
	struct prepared_rule **items;
	struct screened_rows *screened; /* by rule */
	size_t count;
};

/* The only row is judged at once, with the named expressions that were evaluated for the screen. */
static void judge_only_row(struct rule_runner *runner, const struct scope_rules *rules, const struct scope_row *row)
{
	begin_row(runner, row);
	for (size_t i = 0; i < rules->count; i++) {
		struct prepared_rule *prepared = rules->items[i];
		struct screened_rows *screened = &rules->screened[i];

		if (!screen_rows(runner, prepared, screened))
			begin_rule(runner, prepared->revision);
		evaluation_begin_count(&runner->evaluation);
		if ((screened->unsure | screened->found) & 1)
			note_outcome(runner, prepared->rule, judge(runner, prepared, row, screened, 1));
	}
}

/* Row by row, as findings that nothing else tells apart come in the order of rows. */
static void judge_rows(struct rule_runner *runner, const struct scope_rules *rules, const struct scope_rows *rows)
{
	uint64_t any = 0;

	for (size_t i = 0; i < rules->count; i++)
		any |= rules->screened[i].unsure | rules->screened[i].found;
	for (size_t row = 0; row < rows->count; row++) {
		uint64_t bit = row < SCREEN_ROWS ? UINT64_C(1) << row : UINT64_MAX;

		if (!(any & bit))
			continue;
		begin_row(runner, &rows->items[row]);
		for (size_t i = 0; i < rules->count; i++) {
			const struct screened_rows *screened = &rules->screened[i];

			if (!((screened->unsure | screened->found) & bit))
				continue;
			begin_rule(runner, rules->items[i]->revision);
			note_outcome(runner, rules->items[i]->rule,
				     judge(runner, rules->items[i], &rows->items[row], screened, bit));
		}
	}
}

static void run_scope(struct rule_runner *runner, enum rule_scope scope, struct scope_rules *rules)
{
	struct scope_rows rows = {.arena = runner->results.arena};

	rules->count = 0;
	for (size_t i = runner->of_scope[scope]; i < runner->of_scope[scope + 1]; i++)
		if (runner->by_scope[i]->revision)
			rules->items[rules->count++] = runner->by_scope[i];
	if (!rules->count)
		return;
	scope_walk(rows.arena, runner->results.document->plan, scope, &(struct scope_visitor){keep_row, &rows});
	bool screened = runner->screen && rows.count && rows.count <= SCREEN_ROWS &&
			screen_begin_scope(runner->screen, scope, rows.items, rows.count);

	if (screened && rows.count == 1) {
		judge_only_row(runner, rules, &rows.items[0]);
		return;
	}
	if (screened) {
		evaluation_begin_node(&runner->evaluation);
		evaluation_set_record(&runner->evaluation, SCOPE_PLAN, runner->results.document->plan);
	}
	for (size_t i = 0; i < rules->count; i++)
		if (screened)
			screen_rows(runner, rules->items[i], &rules->screened[i]);
		else
			rules->screened[i] = (struct screened_rows){.unsure = UINT64_MAX};
	judge_rows(runner, rules, &rows);
}

/* Is something said about this cell already? One cause, one finding. */
static bool is_told(const struct finding_list *findings, struct slice address_plain)
{
	for (size_t i = 0; i < findings->count; i++)
		if (findings->items[i]->kind != FINDING_OPEN && slice_equal(findings->items[i]->address_plain, address_plain))
			return true;
	return false;
}

/* Only where no finding asks for the date of the plan anyway: a reader would take the two for two slips. */
static void report_stand_in(struct rule_runner *runner, const struct deciding_date *date, struct finding_list *findings, size_t first)
{
	bool english = runner->options.language == LANGUAGE_EN;
	const struct document *document = runner->results.document;
	struct cell cell = {document->plan, Plan_plan_date};
	struct slice plain = form_address(findings->arena, cell.record, cell.field, false, false);

	if (is_told(findings, plain))
		return;
	struct text_builder day;

	text_builder_init(&day, findings->arena);
	(english ? date_add_iso : date_add_japanese)(&day, date->date);
	struct finding *finding = finding_add_builtin(findings, BUILTIN_RULE_DATE_FALLBACK, cell_place(document, cell),
						      (struct slice[]){english ? date->name_en : date->name_ja, text_builder_slice(&day)}, 2);

	if (!finding)
		return;
	finding->address = form_address(findings->arena, cell.record, cell.field, true, english);
	finding->address_plain = plain;
	/* It is about all that the rules say: before the first of them. */
	memmove(findings->items + first + 1, findings->items + first, (findings->count - 1 - first) * sizeof *findings->items);
	findings->items[first] = finding;
}

/* Making it costs more than it saves on one plan: the first is judged without. */
static void begin_screen(struct rule_runner *runner, const struct document *document)
{
	bool wanted = runner->options.screening == SCREENING_ALWAYS ||
		      (runner->options.screening == SCREENING_WHEN_IT_PAYS && runner->ran);

	if (wanted && !runner->screen)
		runner->screen = screen_new(runner->arena, &runner->evaluation);
	if (runner->screen)
		screen_begin_document(runner->screen, document->plan);
	runner->ran = true;
}

void rule_runner_run(struct rule_runner *runner, const struct document *document, struct finding_list *findings,
		     struct finding_list *faults, struct plan_coverage *coverage)
{
	struct arena *arena = document->arena;
	size_t count = runner->set->count;

	runner->results = (struct rule_results){
		.arena = arena, .document = document, .options = &runner->options, .rule_count = count};
	*coverage = (struct plan_coverage){.outcomes = arena_array(arena, uint8_t, count), .rule_count = count};
	runner->coverage = coverage;
	runner->faults = faults;
	evaluation_begin_document(&runner->evaluation);
	begin_screen(runner, document);
	runner->evaluation.insurer = normalize(arena, slice_trim(record_text(document->plan, Plan_insurer_no)));
	struct deciding_date date = deciding_date_of(arena, document->plan, runner->options.as_of);

	for (size_t i = 0; i < count; i++) {
		struct prepared_rule *prepared = &runner->rules[i];

		prepared->revision = NULL;
		if (!prepared->enabled)
			continue;
		if (!choose_revision(runner, prepared, &date)) {
			prepared->revision = NULL;
			continue;
		}
		ask_plan(runner, prepared);
		note_outcome(runner, prepared->rule, OUTCOME_NOT_APPLICABLE);
	}
	struct scope_rules of_scope = {
		.items = arena_allocate(arena, (count + 1) * sizeof *of_scope.items),
		.screened = arena_allocate(arena, (count + 1) * sizeof *of_scope.screened),
	};

	for (unsigned scope = 0; scope < SCOPE_COUNT; scope++)
		run_scope(runner, (enum rule_scope)scope, &of_scope);
	size_t first = findings->count;

	rule_results_finish(&runner->results, runner->rules, findings, coverage);
	if (date.stands_in)
		report_stand_in(runner, &date, findings, first);
}

bool rule_runner_holds(struct rule_runner *runner, const struct expression *condition)
{
	return evaluation_verdict(&runner->evaluation, evaluate_over_plan(runner, condition)) == VERDICT_TRUE;
}
