/* One plan: which rows each rule counts, their columns, and why some could not be included. */
#include "engine/batch/batch_collector.h"

#include "engine/batch/batch_fault.h"
#include "engine/batch/facts/batch_left_out.h"
#include "engine/batch/facts/batch_record.h"
#include "engine/results/deciding_date.h"
#include "text/unicode/normalize.h"

/* A rule over many plans, with what the document at hand gave it. */
struct collecting_rule {
	const struct rule *rule;
	struct text_builder *rows; /* of each revision: its number, then the columns of its facts */
	bool faulty;
};

struct batch_collector {
	const struct rule_set *set;
	struct rule_runner_options options;
	struct collecting_rule *rules; /* by scope of their rows, so that each scope is walked once */
	size_t rule_count;
	struct arena scratch, remembered;
	struct evaluation evaluation;
	/* of the document at hand */
	const struct document *document;
	struct deciding_date date;
	struct batch_left_out_notes notes;
	struct batch_shared shared;
	struct text_builder row;
	struct finding_list *faults;
};

static void add_rule(struct batch_collector *collector, struct arena *arena, const struct rule *rule)
{
	struct collecting_rule *collecting = &collector->rules[collector->rule_count++];

	collecting->rule = rule;
	collecting->rows = arena_array(arena, struct text_builder, rule->revision_count);
}

struct batch_collector *batch_collector_new(struct arena *arena, const struct rule_set *rules, const struct rule_runner_options *options)
{
	size_t count = 0;

	for (size_t i = 0; i < rules->count; i++)
		count += rules->rules[i].batch != BATCH_NONE && rule_is_selected(&rules->rules[i], options);
	if (!count)
		return NULL;
	struct batch_collector *collector = arena_new(arena, struct batch_collector);

	collector->set = rules;
	collector->options = *options;
	collector->rules = arena_array(arena, struct collecting_rule, count);
	for (unsigned scope = 0; scope < SCOPE_COUNT; scope++)
		for (size_t i = 0; i < rules->count; i++)
			if (rules->rules[i].scope == scope && rules->rules[i].batch != BATCH_NONE &&
			    rule_is_selected(&rules->rules[i], options))
				add_rule(collector, arena, &rules->rules[i]);
	arena_init_inner(&collector->scratch, arena);
	arena_init_inner(&collector->remembered, arena);
	evaluation_init(&collector->evaluation, &collector->scratch, &collector->remembered, &rules->lexicons, options->as_of);
	return collector;
}

void batch_collector_release(struct batch_collector *collector)
{
	if (!collector)
		return;
	arena_release(&collector->scratch);
	arena_release(&collector->remembered);
}

/* ---- one rule on one row ---- */

/* The date of the row that decides a revision; the plan's with its stand-ins where the rule names none or it cannot be read. */
static int32_t date_for(struct batch_collector *collector, const struct rule_revision *revision)
{
	if (!revision->decided_by.expression)
		return collector->date.date;
	struct cel_value value = evaluate(&collector->evaluation, revision->decided_by.expression);

	return value.kind == CEL_DATE ? (int32_t)value.is.integer : collector->date.date;
}

/* NULL when none is in force, or the rule is switched off for the insurer. */
static const struct rule_revision *revision_for(struct batch_collector *collector, const struct rule *rule)
{
	const struct rule_revision *first = NULL; /* of those for this plan's insurer: they alone may judge */

	for (size_t i = 0; i < rule->revision_count; i++) {
		const struct rule_revision *revision = &rule->revisions[i];

		if (first ? revision->variant != first->variant :
			    !insurers_include(&revision->insurers, collector->evaluation.insurer))
			continue;
		first = first ? first : revision;
		if (first->disabled)
			return NULL;
		int32_t date = date_for(collector, revision);

		if (date >= revision->from && date <= revision->to)
			return revision;
	}
	return NULL;
}

static void note_fault(struct batch_collector *collector, struct collecting_rule *collecting, const struct rule_revision *revision,
		       struct cel_value value)
{
	if (!collecting->faulty)
		batch_fault_report(collector->faults, collecting->rule, revision, &collector->evaluation, value);
	collecting->faulty = true;
}

/* Why the row cannot be included: what is missing, or the cell that is blank. */
static void note_left_out(struct batch_collector *collector, struct collecting_rule *collecting, const struct rule_revision *revision,
			  const struct expression *expression, struct cel_value value)
{
	if (value.kind == CEL_NULL || value.kind == CEL_MODEL_LIST) { /* an optional item that is not there; a list with such items */
		batch_left_out_blank(&collector->notes, collecting->rule, value);
		return;
	}
	switch (evaluation_verdict(&collector->evaluation, value)) {
	case VERDICT_UNKNOWN:
		batch_left_out_missing(&collector->notes, collecting->rule, &collector->evaluation, expression, value);
		break;
	case VERDICT_NOT_JUDGED: batch_left_out_blank(&collector->notes, collecting->rule, value); break;
	case VERDICT_TRUE:
	case VERDICT_FALSE:
	case VERDICT_FAULT: note_fault(collector, collecting, revision, value); break;
	}
}

static bool applies(struct batch_collector *collector, struct collecting_rule *collecting, const struct rule_revision *revision)
{
	if (!revision->applies.expression)
		return true;
	struct cel_value value = evaluate(&collector->evaluation, revision->applies.expression);

	if (value.kind != CEL_BOOL)
		note_left_out(collector, collecting, revision, revision->applies.expression, value);
	return cel_is_true(value);
}

/* The columns of the row in collector->row; false when one has no value. */
static bool ask_columns(struct batch_collector *collector, struct collecting_rule *collecting, const struct rule_revision *revision)
{
	const struct rule_batch *batch = revision->batch;

	text_builder_clear(&collector->row);
	for (size_t i = 0; i < batch->column_count; i++) {
		const struct rule_let *column = &batch->columns[i];
		struct cel_value value = evaluate(&collector->evaluation, column->expression);

		if (!batch_can_be_written(&collector->evaluation, column->expression->type, value)) {
			note_left_out(collector, collecting, revision, column->expression, value);
			return false;
		}
		if (batch->alike == FACT_FIRST_OWN + i)
			batch_write_lines(&collector->row, &collector->shared, cel_text(value));
		else if (batch->fact->columns[FACT_FIRST_OWN + i].is_read)
			batch_write_value(&collector->row, &collector->shared, &collector->evaluation, column->expression->type, value);
		evaluation_set_value(&collector->evaluation, column->slot, value);
	}
	return true;
}

/* Is a row of the same bytes among those kept? Rows begin with their length. */
static bool is_kept(struct slice rows, struct slice row)
{
	struct batch_reader reader = {.at = (const unsigned char *)rows.data, .end = (const unsigned char *)rows.data + rows.length};

	batch_read_number(&reader);
	while (reader.at < reader.end) {
		struct batch_reader kept = batch_read_inner(&reader);

		if (slice_equal(slice_of((const char *)kept.at, (size_t)(kept.end - kept.at)), row))
			return true;
	}
	return false;
}

static void keep_row(struct batch_collector *collector, struct collecting_rule *collecting, const struct rule_revision *revision)
{
	size_t number = (size_t)(revision - collecting->rule->revisions);
	struct text_builder *rows = &collecting->rows[number];
	struct slice row = text_builder_slice(&collector->row);

	if (!rows->length)
		batch_write_number(rows, number);
	else if (revision->batch->once && is_kept(text_builder_slice(rows), row))
		return;
	batch_write_text(rows, row);
}

static void ask_row(struct batch_collector *collector, struct collecting_rule *collecting, const struct scope_row *row)
{
	evaluation_begin_rule(&collector->evaluation);
	const struct rule_revision *revision = revision_for(collector, collecting->rule);

	if (!revision || collecting->faulty || !applies(collector, collecting, revision))
		return;
	if (row->missing)
		batch_left_out_form(&collector->notes, collecting->rule, row->absent);
	else if (ask_columns(collector, collecting, revision))
		keep_row(collector, collecting, revision);
}

/* ---- a document ---- */

struct scope_rules {
	struct batch_collector *collector;
	struct collecting_rule *rules;
	size_t count;
};

static void ask_rules(void *context, const struct scope_row *row)
{
	struct scope_rules *of_scope = context;
	struct evaluation *evaluation = &of_scope->collector->evaluation;

	evaluation_begin_node(evaluation);
	for (unsigned scope = 0; scope < SCOPE_COUNT; scope++)
		if (row->records[scope])
			evaluation_set_record(evaluation, scope, row->records[scope]);
	for (size_t i = 0; i < of_scope->count; i++)
		ask_row(of_scope->collector, &of_scope->rules[i], row);
}

static void begin_document(struct batch_collector *collector, const struct document *document, struct finding_list *faults)
{
	struct arena *arena = document->arena;

	collector->document = document;
	collector->faults = faults;
	collector->date = deciding_date_of(arena, document->plan, collector->options.as_of);
	batch_left_out_begin(&collector->notes, document, &collector->options, collector->set->count);
	evaluation_begin_document(&collector->evaluation);
	collector->evaluation.insurer = normalize(arena, slice_trim(record_text(document->plan, Plan_insurer_no)));
	batch_shared_init(&collector->shared, arena);
	text_builder_init(&collector->row, arena);
	for (size_t i = 0; i < collector->rule_count; i++)
		for (size_t k = 0; k < collector->rules[i].rule->revision_count; k++)
			text_builder_init(&collector->rules[i].rows[k], arena);
}

static struct slice office_label(struct arena *arena, struct slice code, struct slice name, bool english)
{
	if (!code.length || !name.length)
		return arena_copy(arena, code.length ? code : name);
	return arena_print(arena, english ? "%.*s (%.*s)" : "%.*s（%.*s）", SLICE_PRINT(name), SLICE_PRINT(code));
}

/* Copies: a plan may be told when the texts its file shared between plans are gone. */
static struct batch_identity identity_of(struct batch_collector *collector)
{
	const struct record *plan = collector->document->plan, *office = record_sub(plan, Plan_office);
	struct arena *arena = collector->document->arena;
	struct slice insured = slice_trim(record_text(plan, Plan_insured_no));
	struct slice insurer = slice_trim(record_text(plan, Plan_insurer_no));
	struct slice code = office ? slice_trim(record_text(office, Office_code)) : slice_of("", 0);
	struct slice name = office ? slice_trim(record_text(office, Office_name)) : slice_of("", 0);
	bool known = insured.length && insurer.length;

	return (struct batch_identity){
		.person = known ? arena_print(arena, "%.*s/%.*s", SLICE_PRINT(insurer), SLICE_PRINT(insured)) : SLICE_OF(""),
		.person_known = known,
		.office = arena_copy(arena, normalize_for_comparison(arena, code.length ? code : name)),
		.office_label = office_label(arena, code, name, collector->options.language == LANGUAGE_EN),
		.care_manager = arena_copy(arena, normalize_for_comparison(arena, slice_trim(record_text(plan, Plan_care_manager)))),
	};
}

static void write_entries(struct batch_collector *collector, struct text_builder *to)
{
	for (size_t i = 0; i < collector->rule_count; i++) {
		const struct collecting_rule *collecting = &collector->rules[i];

		for (size_t k = 0; k < collecting->rule->revision_count; k++) {
			if (!collecting->rows[k].length)
				continue;
			batch_write_number(to, (uint64_t)collecting->rule->number * BATCH_ENTRY_KINDS + BATCH_ENTRY_FACTS);
			batch_write_text(to, text_builder_slice(&collecting->rows[k]));
		}
	}
	batch_left_out_write(&collector->notes, to, &collector->shared);
}

void batch_collect(struct batch_collector *collector, const struct document *document, struct batch_part *part, struct finding_list *faults)
{
	struct text_builder entries;

	begin_document(collector, document, faults);
	for (size_t from = 0, to; from < collector->rule_count; from = to) {
		struct collecting_rule *first = &collector->rules[from];

		for (to = from + 1; to < collector->rule_count && collector->rules[to].rule->scope == first->rule->scope;)
			to++;
		struct scope_rules of_scope = {collector, first, to - from};

		scope_walk(document->arena, document->plan, first->rule->scope, &(struct scope_visitor){ask_rules, &of_scope});
	}
	text_builder_init(&entries, document->arena);
	write_entries(collector, &entries);
	*part = (struct batch_part){
		.who = identity_of(collector),
		.texts = collector->shared.texts,
		.text_count = collector->shared.count,
		.entries = text_builder_finish(&entries),
	};
}
