/* A flat CSV as a series of plans; assessments joined to the plans of other files. */
#include "readers/flat/flat_reader.h"

#include "base/platform/platform.h"
#include "readers/flat/flat_index.h"
#include "readers/flat/flat_plan.h"


enum { DIGITS_OF_INSURED_NUMBER = 10 };

struct flat_reader {
	struct flat_index index;
	struct csv_scanner scanner;
	struct arena scratch;
	const struct flat_header *header;
	const struct key_table *keys;
	struct flat_shape shape;
	uint32_t next;       /* entry, index + 1 of the one before */
	bool *joined;        /* by entry: a plan has asked for it */
	uint64_t forgotten;  /* bytes whose pages were given back */
	bool said_more, said_fewer, said_short_number;
};

struct flat_reader *flat_reader_open(struct arena *arena, const struct flat_header *header, const struct key_table *keys,
				     struct finding_list *findings)
{
	struct flat_reader *reader = arena_new(arena, struct flat_reader);

	reader->header = header;
	reader->keys = keys;
	reader->forgotten = header->rows_from;
	arena_init_inner(&reader->scratch, arena);
	flat_header_report(header, findings);
	flat_shape_init(&reader->shape, arena, header);
	flat_index_build(&reader->index, arena, &reader->scanner, header, findings);
	reader->joined = arena_array(arena, bool, reader->index.count);
	return reader;
}

void flat_reader_close(struct flat_reader *reader)
{
	flat_index_release(&reader->index);
	arena_release(&reader->scratch);
}

/* ---- rows ---- */

static bool written_beyond(const struct csv_scanner *scanner, const struct csv_row *row, size_t from)
{
	size_t count = row->count < LIMIT_CSV_FIELDS ? row->count : LIMIT_CSV_FIELDS;

	for (size_t i = from; i < count; i++)
		if (slice_trim(scanner->cells[i].content).length)
			return true;
	return false;
}

/* Empty cells behind the last heading are what spreadsheets leave; anything else means that a row is shifted. Said once a file. */
static void check_cells(struct flat_reader *reader, const struct csv_row *row, struct finding_list *findings)
{
	bool more = row->count > reader->header->count && written_beyond(&reader->scanner, row, reader->header->count);
	bool fewer = row->count < reader->header->count;
	bool *told = more ? &reader->said_more : &reader->said_fewer;

	if ((!more && !fewer) || *told)
		return;
	*told = true;
	struct place place = {reader->header->source, row->offset, row->length};
	struct slice arguments[4];

	arguments[0] = arena_print(&reader->scratch, "%zu", row->count);
	arguments[1] = arena_print(&reader->scratch, "%zu", reader->header->count);
	arguments[2] = more ? SLICE_OF("見出しのない列は読んでいません。") : SLICE_OF("足りない欄は空欄として読みました。");
	arguments[3] = more ? SLICE_OF("Cells without a heading were not read.") : SLICE_OF("The missing ones were read as blank.");
	finding_add_builtin(findings, BUILTIN_FLAT_ROW_CELLS, place, arguments, 4);
}

static void report_many_rows(struct flat_reader *reader, const struct csv_row *row, struct finding_list *findings)
{
	struct place place = {reader->header->source, row->offset, 0};
	struct slice limit = arena_print(&reader->scratch, "%d", LIMIT_PLAN_ROWS);

	finding_add_builtin(findings, BUILTIN_FLAT_TOO_MANY_ROWS, place, &limit, 1);
}

static void read_rows(struct flat_reader *reader, const struct flat_entry *entry, struct flat_reading *reading)
{
	struct flat_plan *plan = flat_plan_begin(reading, &reader->shape);
	size_t count = 0;

	for (uint32_t range = entry->first; range; range = reader->index.ranges[range - 1].next) {
		csv_scanner_seek(&reader->scanner, reader->index.ranges[range - 1].from, reader->index.ranges[range - 1].to);
		while (csv_scanner_read(&reader->scanner, &reading->row)) {
			if (count++ == LIMIT_PLAN_ROWS) {
				report_many_rows(reader, &reading->row, reading->findings);
				flat_plan_end(plan);
				return;
			}
			check_cells(reader, &reading->row, reading->findings);
			flat_plan_row(plan);
		}
	}
	flat_plan_end(plan);
}

/* ---- documents ---- */

static struct document *new_document(struct flat_reader *reader, const struct flat_entry *entry, struct arena *arena)
{
	struct document *document = arena_new(arena, struct document);
	struct source **sources = arena_array(arena, struct source *, 1);

	sources[0] = reader->header->source;
	document->arena = arena;
	document->sources = sources;
	document->source_count = 1;
	document->plan = record_new(arena, RECORD_Plan, NULL, FIELD_COUNT, 0);
	document->plan->self = (struct value){.presence = PRESENCE_WRITTEN,
					      .offset = reader->index.ranges[entry->first - 1].from};
	return document;
}

/* Reads the rows of an entry; the values say they stand in file number `source` of their document. Not settled. */
static struct document *read_entry(struct flat_reader *reader, const struct flat_entry *entry, uint16_t source, struct arena *arena,
				   struct finding_list *findings)
{
	struct document *document = new_document(reader, entry, arena);
	size_t columns = reader->header->count;
	struct flat_reading reading = {
		.header = reader->header,
		.scanner = &reader->scanner,
		.document = document,
		.findings = findings,
		.values = {reader->keys, arena, &reader->scratch, false},
		.source = source,
		.cells = arena_array(arena, struct flat_cell, columns),
		.above = arena_array(arena, struct flat_cell, columns),
		.memory = arena_array(arena, struct flat_memory, columns),
	};

	arena_reset(&reader->scratch);
	document->plan->self.source = source;
	csv_scanner_init(&reader->scanner, arena, reader->header->source->bytes);
	reader->scanner.recovers = false;
	read_rows(reader, entry, &reading);
	return document;
}

/* Nothing says which kind of plan it is in most extracts: a home care plan. */
static void settle_kind(struct document *document)
{
	struct value *kind = record_value(document->plan, Plan_kind);

	if (kind->presence == PRESENCE_WRITTEN)
		return;
	*kind = document->plan->self;
	kind->presence = PRESENCE_WRITTEN;
	kind->flags = VALUE_COUNTED;
	kind->is.enumerated = plan_kind_home;
}

static bool is_out_of_scope(struct document *document, struct finding_list *findings)
{
	const struct value *kind = record_read(document->plan, Plan_kind);
	struct place place = {document->sources[0], kind->offset, kind->length};

	if (kind->presence != PRESENCE_UNREADABLE || !slice_contains(kind->is.text, SLICE_OF("施設")))
		return false;
	findings->count = 0;
	finding_add_builtin(findings, BUILTIN_PLAN_OUT_OF_SCOPE, place, &kind->is.text, 1);
	return true;
}

static uint32_t forms_of(const struct flat_reader *reader, const struct document *document)
{
	const uint32_t same_sheet = 1u << FORM_TABLE1 | 1u << FORM_TABLE2;
	bool prevention = record_read(document->plan, Plan_kind)->is.enumerated == plan_kind_prevention;

	if (!prevention || !(reader->shape.forms & same_sheet))
		return reader->shape.forms;
	return (reader->shape.forms & ~same_sheet) | 1u << FORM_PREVENTION;
}

static void check_number(struct flat_reader *reader, const struct document *document, struct finding_list *findings)
{
	const struct value *number = record_read(document->plan, Plan_insured_no);

	if (reader->said_short_number || number->presence != PRESENCE_WRITTEN || !slice_is_digits(number->is.text) ||
	    number->is.text.length == DIGITS_OF_INSURED_NUMBER)
		return;
	reader->said_short_number = true;
	struct place place = {document->sources[0], number->offset, number->length};
	struct slice digits = arena_print(&reader->scratch, "%zu", number->is.text.length);

	finding_add_builtin(findings, BUILTIN_FLAT_SHORT_NUMBER, place, (const struct slice[]){number->is.text, digits}, 2);
}

/* The pages of rows that were read are not needed again where plans stand one behind the other. */
static void forget(struct flat_reader *reader, const struct flat_entry *entry)
{
	uint64_t from = reader->index.ranges[entry->first - 1].from;

	if (!reader->header->source->file || from <= reader->forgotten)
		return;
	platform_file_forget(reader->header->source->file, reader->forgotten, from);
	reader->forgotten = from;
}

enum reading flat_reader_next(struct flat_reader *reader, struct arena *arena, struct finding_list *findings, struct document **document)
{
	*document = NULL;
	if (reader->next == reader->index.count)
		return READING_END;
	const struct flat_entry *entry = &reader->index.entries[reader->next++];
	struct document *plan = read_entry(reader, entry, 0, arena, findings);

	forget(reader, entry);
	plan->ordinal = reader->next;
	if (is_out_of_scope(plan, findings))
		return READING_LOST;
	settle_kind(plan);
	check_number(reader, plan, findings);
	plan->forms_carried = forms_of(reader, plan);
	document_settle(plan, reader->shape.supplied);
	*document = plan;
	return READING_DOCUMENT;
}

/* ---- assessments ---- */

static bool day_of(struct slice part, int64_t *day)
{
	bool before = slice_starts_with(part, SLICE_OF("-")); /* days are counted from 1970 */
	uint64_t number;

	if (!slice_to_uint(slice_part(part, before, part.length), &number) || number > INT32_MAX)
		return false;
	*day = before ? -(int64_t)number : (int64_t)number;
	return true;
}

/* Does this entry suit the plan better than the one found before? */
static bool is_better(const struct flat_entry *entry, const struct flat_entry *best, const struct value *plan_date)
{
	int64_t day, other;

	if (!best || !day_of(best->parts[FLAT_ASSESSED_ON], &other))
		return true;
	if (!day_of(entry->parts[FLAT_ASSESSED_ON], &day))
		return false;
	bool in_time = plan_date->presence != PRESENCE_WRITTEN || day <= plan_date->is.date;
	bool other_in_time = plan_date->presence != PRESENCE_WRITTEN || other <= plan_date->is.date;

	if (in_time != other_in_time)
		return in_time;
	return in_time ? day > other : day < other;
}

static bool suits(struct flat_reader *reader, const struct flat_entry *entry, const struct document *document)
{
	struct slice insurer = flat_comparable(&reader->scratch, record_text(document->plan, Plan_insurer_no));
	const struct value *date = record_read(document->plan, Plan_plan_date);
	int64_t day;

	if (entry->parts[FLAT_INSURER].length && insurer.length && !slice_equal(entry->parts[FLAT_INSURER], insurer))
		return false;
	if (!day_of(entry->parts[FLAT_PLAN_DATE], &day))
		return entry->parts[FLAT_PLAN_DATE].length == 0;
	return date->presence == PRESENCE_WRITTEN && date->is.date == day;
}

static uint32_t assessment_of(struct flat_reader *reader, const struct document *document)
{
	bool by_name = reader->header->headings[reader->index.columns[FLAT_PERSON] - 1].column->field == User_name;
	struct slice person = record_text(document->plan, Plan_insured_no);
	const struct record *user = record_sub(document->plan, Plan_user);
	const struct flat_entry *best = NULL;

	if (by_name)
		person = user ? record_text(user, User_name) : slice_of(NULL, 0);
	person = flat_comparable(&reader->scratch, person);
	if (!person.length)
		return 0;
	for (uint32_t at = flat_index_person(&reader->index, person); at; at = reader->index.entries[at - 1].next_of_person) {
		const struct flat_entry *entry = &reader->index.entries[at - 1];

		if (!suits(reader, entry, document))
			continue;
		reader->joined[at - 1] = true;
		if (is_better(entry, best, record_read(document->plan, Plan_plan_date)))
			best = entry;
	}
	return best ? (uint32_t)(best - reader->index.entries) + 1 : 0;
}

static uint16_t add_source(struct document *document, struct source *source)
{
	struct source **sources = arena_array(document->arena, struct source *, document->source_count + 1);

	for (size_t i = 0; i < document->source_count; i++)
		sources[i] = document->sources[i];
	sources[document->source_count] = source;
	document->sources = sources;
	return (uint16_t)document->source_count++;
}

bool flat_assessment_join(struct flat_reader *reader, struct document *document, struct finding_list *findings)
{
	struct value *value = record_value(document->plan, Plan_assessment);

	if (!reader->index.count || value->presence == PRESENCE_WRITTEN)
		return false;
	arena_reset(&reader->scratch);
	uint32_t number = assessment_of(reader, document);

	if (!number)
		return false;
	uint16_t source = add_source(document, reader->header->source);
	struct document *read = read_entry(reader, &reader->index.entries[number - 1], source, document->arena, findings);

	*value = *record_read(read->plan, Plan_assessment);
	value->is.record->parent = document->plan;
	document->forms_carried |= 1u << FORM_ASSESSMENT;
	document_settle(document, reader->shape.supplied);
	return true;
}

enum reading flat_assessment_left(struct flat_reader *reader, bool beside_plans, struct arena *arena, struct finding_list *findings,
				  struct document **document)
{
	while (reader->next < reader->index.count && reader->joined[reader->next])
		reader->next++;
	enum reading reading = flat_reader_next(reader, arena, findings, document);

	if (reading == READING_DOCUMENT && beside_plans) {
		const struct value *self = &(*document)->plan->self;

		finding_add_builtin(findings, BUILTIN_ASSESSMENT_ALONE,
				    (struct place){reader->header->source, self->offset, 0}, NULL, 0);
	}
	return reading;
}
