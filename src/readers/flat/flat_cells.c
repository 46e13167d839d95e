/* Cells to values. */
#include "readers/flat/flat_cells.h"

#include "base/text_builder.h"
#include "model/values/placeholder.h"
#include "readers/flat/flat_index.h"
#include "readers/period_ends.h"
#include "readers/value_findings.h"
#include "text/cp932/cp932.h"

#include <assert.h>

enum { LONGEST_DITTO = 24 }; /* bytes, with blanks around */

struct slice flat_cell_text(const struct flat_reading *reading, const struct flat_cell *cell)
{
	struct text_builder text;

	if (reading->header->source->encoding == ENCODING_UTF8)
		return cell->raw;
	for (size_t i = 0;; i++) {
		if (i == cell->raw.length)
			return cell->raw;
		if ((unsigned char)cell->raw.data[i] >= 0x80)
			break;
	}
	text_builder_init(&text, reading->values.arena);
	cp932_add_decoded(&text, cell->raw);
	return text_builder_finish(&text);
}

struct place flat_cell_place(const struct flat_reading *reading, const struct flat_cell *cell)
{
	return (struct place){reading->header->source, cell->offset, cell->length};
}

/* ---- rows ---- */

static void report_nothing_above(struct flat_reading *reading, const struct flat_heading *heading, const struct flat_cell *cell)
{
	finding_add_builtin(reading->findings, BUILTIN_FLAT_NOTHING_ABOVE, flat_cell_place(reading, cell),
			    (const struct slice[]){heading->text, flat_cell_text(reading, cell)}, 2);
}

static void take_cell(struct flat_reading *reading, size_t column)
{
	struct flat_cell *cell = &reading->cells[column];
	const struct flat_cell *above = &reading->above[column];

	if (column >= reading->row.count || column >= LIMIT_CSV_FIELDS) {
		*cell = (struct flat_cell){.offset = reading->row.offset + reading->row.length};
		return;
	}
	const struct csv_cell *read = &reading->scanner->cells[column];

	*cell = (struct flat_cell){.raw = read->content, .offset = csv_cell_offset(reading->scanner, read), .length = read->length};
	cell->too_long = (read->oddities & CSV_CELL_TOO_LONG) != 0;
	if (text_is_blank(cell->raw))
		cell->raw.length = 0;
	if (cell->raw.length == 0 || cell->raw.length > LONGEST_DITTO || !text_is_ditto(flat_cell_text(reading, cell)))
		return;
	if (above->raw.length) {
		*cell = *above;
		cell->carried = true;
	} else {
		report_nothing_above(reading, &reading->header->headings[column], cell);
		cell->raw.length = 0;
	}
}

void flat_cells_take(struct flat_reading *reading)
{
	struct flat_cell *row = reading->above;

	reading->above = reading->cells;
	reading->cells = row;
	for (size_t i = 0; i < reading->header->count; i++)
		if (reading->header->headings[i].state == HEADING_READ)
			take_cell(reading, i);
}

/* ---- into the model ---- */

static void set_origin(const struct flat_reading *reading, const struct flat_cell *cell, struct value *value)
{
	value->source = reading->source;
	value->offset = cell->offset;
	value->length = (uint32_t)(cell->length < UINT32_MAX ? cell->length : UINT32_MAX);
	if (cell->carried)
		value->flags |= VALUE_CARRIED;
}

struct record *flat_record_new(struct flat_reading *reading, enum field list, struct record *parent, uint32_t row, const struct flat_cell *cell)
{
	enum record_kind kind = (enum record_kind)field_info(list)->element;
	struct record *record = record_new(reading->values.arena, kind, parent, list, row);

	record->self.presence = PRESENCE_WRITTEN;
	set_origin(reading, cell, &record->self);
	record->self.flags = 0;
	record->self.is.record = record;
	return record;
}

/* The sub-record in a field, made blank when it is not there yet. */
static struct record *sub_record(struct flat_reading *reading, const struct flat_cell *cell, struct record *record, enum field field)
{
	struct value *value = record_value(record, field);

	if (value->presence == PRESENCE_NOT_SUPPLIED) {
		value->presence = PRESENCE_BLANK;
		set_origin(reading, cell, value);
		value->is.record = record_new(reading->values.arena, (enum record_kind)field_info(field)->element, record, field, 0);
		value->is.record->self = *value;
	}
	return value->is.record;
}

/* Something is written in the record: so it is not blank, nor is what it stands in. */
static void mark_written(struct record *record)
{
	for (; record->parent && field_info(record->in)->kind == KIND_RECORD; record = record->parent) {
		record->self.presence = PRESENCE_WRITTEN;
		record_value(record->parent, record->in)->presence = PRESENCE_WRITTEN;
	}
}

static size_t said(const struct flat_reading *reading)
{
	return reading->findings->count + reading->findings->suppressed_by_limit;
}

static void report_reading(struct flat_reading *reading, const struct flat_cell *cell, const struct record *record, enum field field,
			   struct slice text, const struct value_reading *problem)
{
	struct reported_cell reported = {record, field, flat_cell_place(reading, cell), text};
	const struct value *plan_date = record_read(reading->document->plan, Plan_plan_date);

	if (problem->problem == VALUE_ERA_RUNS_ON)
		value_report_era(reading->findings, &reported, problem, plan_date);
	else if (problem->problem != VALUE_FINE)
		value_report(reading->findings, &reported, problem);
}

/* ---- periods ---- */

static void take_side(struct flat_reading *reading, const struct flat_cell *cell, struct record *period, enum field field,
		      const struct value *side, const struct value_reading *problem)
{
	struct value *value = record_value(period, field);

	if (side->presence == PRESENCE_NOT_SUPPLIED || value->presence == PRESENCE_WRITTEN)
		return;
	*value = *side;
	set_origin(reading, cell, value);
	report_reading(reading, cell, period, field, flat_cell_text(reading, cell), problem);
}

static void report_unclear_period(struct flat_reading *reading, const struct flat_cell *cell, struct record *period)
{
	const struct value *words = record_read(period, Period_text);
	struct reported_cell reported = {period->parent, period->in, flat_cell_place(reading, cell), words->is.text};

	period_ends_unknown(period);
	cell_report(reading->findings, &reported, BUILTIN_VALUE_PERIOD_UNCLEAR, &words->is.text, 1);
}

static void read_period_words(struct flat_reading *reading, const struct flat_cell *cell, struct record *period)
{
	struct slice text = flat_cell_text(reading, cell);
	struct value *words = record_value(period, Period_text);
	struct value_reading problem = value_read(&reading->values, Period_text, text, words);

	set_origin(reading, cell, words);
	report_reading(reading, cell, period->parent, period->in, text, &problem);
	if (words->presence != PRESENCE_WRITTEN)
		return;
	struct period_reading read = period_read(&reading->values, text);

	take_side(reading, cell, period, Period_from, &read.from, &read.from_problem);
	take_side(reading, cell, period, Period_to, &read.to, &read.to_problem);
	if (!read.understood)
		report_unclear_period(reading, cell, period);
	else if (read.months && read.from.presence == PRESENCE_NOT_SUPPLIED && read.to.presence == PRESENCE_NOT_SUPPLIED)
		period_count_from_plan(reading->document, period, read.months);
}

static void copy_period(struct flat_reading *reading, const struct flat_cell *cell, const struct record *from, struct record *to)
{
	for (enum field field = FIRST_Period; field <= LAST_Period; field = (enum field)(field + 1)) {
		struct value *value = record_value(to, field);

		*value = *record_read(from, field);
		if (value->presence == PRESENCE_NOT_SUPPLIED)
			continue;
		value->flags &= (uint8_t)~VALUE_CARRIED;
		set_origin(reading, cell, value);
	}
}

/* `period` stands in a field of its parent; the cell holds its words. */
static void read_period(struct flat_reading *reading, size_t column, struct record *period)
{
	const struct flat_cell *cell = &reading->cells[column];
	struct flat_memory *memory = &reading->memory[column];

	if (!cell->raw.length || record_read(period, Period_text)->presence == PRESENCE_WRITTEN)
		return;
	mark_written(period);
	set_origin(reading, cell, &period->self);
	set_origin(reading, cell, record_value(period->parent, period->in));
	if (memory->known && memory->period && slice_equal(memory->raw, cell->raw)) {
		copy_period(reading, cell, memory->period, period);
		return;
	}
	size_t before = said(reading);

	read_period_words(reading, cell, period);
	*memory = (struct flat_memory){.raw = cell->raw, .period = period, .known = said(reading) == before};
}

/* ---- values ---- */

static void report_too_long(struct flat_reading *reading, const struct flat_cell *cell, const struct record *record, enum field field)
{
	struct reported_cell reported = {record, field, flat_cell_place(reading, cell), slice_of(NULL, 0)};
	struct slice numbers[2];

	numbers[0] = arena_print(reading->values.scratch, "%llu", (unsigned long long)cell->length);
	numbers[1] = arena_print(reading->values.scratch, "%llu", (unsigned long long)LIMIT_CSV_FIELD_BYTES);
	cell_report(reading->findings, &reported, BUILTIN_VALUE_TOO_LONG, numbers, 2);
}

/* The items of a list stand in the same cell. */
static void set_list_origin(struct flat_reading *reading, struct value *value)
{
	struct value *items = arena_array(reading->values.arena, struct value, value->is.list.count);

	for (size_t i = 0; i < value->is.list.count; i++) {
		items[i] = value->is.list.items[i];
		items[i].source = value->source;
		items[i].offset = value->offset;
		items[i].length = value->length;
	}
	value->is.list.items = items;
}

static void read_value(struct flat_reading *reading, size_t column, struct record *record, struct value *value)
{
	const struct flat_cell *cell = &reading->cells[column];
	enum field field = reading->header->headings[column].column->field;
	struct flat_memory *memory = &reading->memory[column];

	if (cell->too_long) {
		value->presence = PRESENCE_UNREADABLE;
		value->is.text = slice_of(NULL, 0);
		report_too_long(reading, cell, record, field);
	} else if (!cell->raw.length) {
		value->presence = PRESENCE_BLANK;
	} else if (memory->known && slice_equal(memory->raw, cell->raw)) {
		*value = memory->value;
	} else {
		struct slice text = flat_cell_text(reading, cell);
		struct value_reading problem = value_read(&reading->values, field, text, value);

		report_reading(reading, cell, record, field, text, &problem);
		*memory = (struct flat_memory){.raw = cell->raw, .value = *value, .known = problem.problem == VALUE_FINE};
	}
	value->flags &= (uint8_t)~VALUE_CARRIED;
	set_origin(reading, cell, value);
	if (value->presence == PRESENCE_WRITTEN && field_info(field)->kind >= KIND_LIST_TEXT)
		set_list_origin(reading, value);
}

void flat_cell_read(struct flat_reading *reading, size_t column, struct record *record)
{
	const struct flat_column *about = reading->header->headings[column].column;
	const struct flat_cell *cell = &reading->cells[column];

	for (unsigned i = about->list_end; i + 1 < about->path_length; i++)
		record = sub_record(reading, cell, record, about->path[i]);
	assert(record->kind == field_info(about->field)->record);
	if (about->kind == KIND_RECORD) {
		read_period(reading, column, sub_record(reading, cell, record, about->field));
		return;
	}
	struct value *value = record_value(record, about->field);

	if (value->presence == PRESENCE_WRITTEN || value->presence == PRESENCE_UNREADABLE ||
	    (value->presence == PRESENCE_BLANK && !cell->raw.length))
		return;
	value->flags = 0;
	read_value(reading, column, record, value);
	if (value->presence != PRESENCE_BLANK)
		mark_written(record);
}

const struct value *flat_value_of(const struct record *record, const struct flat_column *column)
{
	for (unsigned i = column->list_end; i + 1 < column->path_length; i++)
		if (!record || !(record = record_sub(record, column->path[i])))
			return NULL;
	if (column->kind != KIND_RECORD)
		return record_read(record, column->field);
	record = record_sub(record, column->field);
	return record ? record_read(record, Period_text) : NULL;
}

static bool same_scalar(enum field_kind kind, const struct value *a, const struct value *b)
{
	switch (kind) {
	case KIND_INT:
		return a->is.integer == b->is.integer;
	case KIND_DATE:
		return a->is.date == b->is.date;
	case KIND_TIME:
		return a->is.minutes == b->is.minutes;
	case KIND_BOOL:
		return a->is.boolean == b->is.boolean;
	case KIND_ENUM:
		return a->is.enumerated == b->is.enumerated;
	case KIND_TEXT:
	case KIND_NUMBER:
	case KIND_RECORD:
	case KIND_LIST_TEXT:
	case KIND_LIST_ENUM:
	case KIND_LIST_RECORD:
		break;
	}
	return true;
}

bool flat_cell_agrees(struct flat_reading *reading, size_t column, const struct value *value)
{
	const struct flat_column *about = reading->header->headings[column].column;
	enum field field = about->kind == KIND_RECORD ? Period_text : about->field;
	struct slice text = flat_cell_text(reading, &reading->cells[column]);
	struct value read = {0};

	if (!value || value->presence != PRESENCE_WRITTEN || !text.length)
		return true;
	if (field_info(field)->kind == KIND_TEXT)
		return slice_equal(flat_comparable(reading->values.scratch, text), flat_comparable(reading->values.scratch, value->is.text));
	if (field_info(field)->kind >= KIND_LIST_TEXT)
		return true;
	value_read(&reading->values, field, text, &read);
	return read.presence == PRESENCE_WRITTEN && same_scalar(field_info(field)->kind, &read, value);
}
