/* From cells of the standard CSV to values of the model. */
#include "readers/csv/rows/csv_cells.h"

#include "model/dates/date.h"
#include "readers/period_ends.h"
#include "readers/value_findings.h"

#include <assert.h>

/* ---- values ---- */

/* Digits and capital letters alone: nothing about such a text can be in doubt. */
static bool is_code(struct slice text)
{
	for (size_t i = 0; i < text.length; i++)
		if (!((text.data[i] >= '0' && text.data[i] <= '9') || (text.data[i] >= 'A' && text.data[i] <= 'Z')))
			return false;
	return true;
}

/* YYYYMMDD, or YYYYMM for the first of the month. */
static bool read_date(struct slice raw, size_t length, struct value *value)
{
	if (raw.length != length || !slice_is_digits(raw))
		return false;
	struct calendar_date date = {csv_digits_at(raw, 0, 4), csv_digits_at(raw, 4, 2), length == 8 ? csv_digits_at(raw, 6, 2) : 1};

	if (!calendar_date_exists(date))
		return false;
	value->is.date = date_from_calendar(date);
	return true;
}

static bool read_time(struct slice raw, struct value *value)
{
	if (raw.length != 4 || !slice_is_digits(raw) || csv_digits_at(raw, 2, 2) > 59)
		return false;
	value->is.minutes = csv_digits_at(raw, 0, 2) * 60 + csv_digits_at(raw, 2, 2);
	return value->is.minutes <= 24 * 60;
}

static bool read_code(const struct layout_item *item, struct slice raw, struct value *value)
{
	const struct layout_code *code = csv_code_of(item, raw);

	if (!code)
		return false;
	if (item->kind == KIND_LIST_ENUM)
		value->is.list = (struct value_list){code->values, code->value_count};
	else
		value->is = code->values[0].is;
	return true;
}

/* Dates, times, numbers and codes exactly as the standard writes them; false when the cell is anything else. */
static bool read_as_standard(const struct layout_item *item, struct slice raw, struct value *value)
{
	bool read = false, blank = false;

	switch (item->type) {
	case ITEM_YMD: read = read_date(raw, 8, value); break;
	case ITEM_YM: read = read_date(raw, 6, value); break;
	case ITEM_HHMM:
		blank = slice_equal(raw, SLICE_OF("9999"));
		read = blank || read_time(raw, value);
		break;
	case ITEM_INT:
		read = raw.length <= 9 && slice_is_digits(raw);
		if (read)
			value->is.integer = csv_digits_at(raw, 0, raw.length);
		break;
	case ITEM_CODE: read = read_code(item, raw, value); break;
	case ITEM_FLAG:
		read = slice_equal(raw, SLICE_OF("1")) || slice_equal(raw, SLICE_OF("0"));
		if (read)
			value->is.boolean = raw.data[0] == '1';
		break;
	case ITEM_DIGITS:
	case ITEM_CODE6:
		read = is_code(raw);
		if (read)
			value->is.text = raw;
		break;
	case ITEM_TEXT:
	case ITEM_DECIMAL:
	case ITEM_DAYS31:
	case ITEM_POSTAL:
	case ITEM_PHONE:
	case ITEM_UNUSED:
	case ITEM_TYPE_COUNT: break;
	}
	if (read)
		value->presence = blank ? PRESENCE_BLANK : PRESENCE_WRITTEN;
	return read;
}

/* A finding that speaks of the model's field names the item of the standard before anything else. */
static void name_item(struct csv_reading *reading, const struct layout_item *item, struct finding *finding)
{
	struct slice title = csv_item_title(reading->values.scratch, reading->file->layout, item);

	if (finding)
		finding->message = arena_print(reading->findings->arena, "%.*s: %.*s", SLICE_PRINT(title),
					       SLICE_PRINT(finding->message));
}

static void report_reading(struct csv_reading *reading, const struct layout_item *item, const struct record *record,
			   enum field field, struct slice text, const struct value_reading *problem)
{
	struct reported_cell cell = {record, field, csv_cell_place(reading, item), text};
	const struct value *plan_date = record_read(reading->document->plan, Plan_plan_date);

	name_item(reading, item,
		  problem->problem == VALUE_ERA_RUNS_ON ? value_report_era(reading->findings, &cell, problem, plan_date)
							: value_report(reading->findings, &cell, problem));
}

/* What is known of the cell's text; NULL when it is not known, or another text has taken its place. */
static struct csv_text *known_of(struct csv_reading *reading, const struct layout_item *item, struct slice text)
{
	struct csv_text *known = csv_memory_of(reading, item)->known;

	return known && known->text.data == text.data ? known : NULL;
}

/* A cell that is not empty, of which anything may be to be said. */
static void read_value(struct csv_reading *reading, const struct layout_item *item, struct slice raw, const struct record *record,
		       struct value *value)
{
	enum field field = item->field;

	if (item->type != ITEM_TEXT && read_as_standard(item, raw, value))
		return;
	struct slice text = csv_cell_text(reading, item);

	if (item->type == ITEM_CODE) {
		value->presence = PRESENCE_UNREADABLE;
		value->is.text = text;
		csv_report_code(reading, item, record);
		return;
	}
	struct csv_text *known = item->kind == KIND_TEXT ? known_of(reading, item, text) : NULL;
	struct value_reading problem = value_read(&reading->values, field, text, value);

	if (problem.problem != VALUE_FINE)
		report_reading(reading, item, record, field, text, &problem);
	else if (item->type != ITEM_TEXT && value->presence == PRESENCE_WRITTEN && item->kind != KIND_TEXT)
		csv_report_form(reading, item, record);
	else if (known && value->presence == PRESENCE_WRITTEN)
		known->plain_in |= UINT64_C(1) << record->kind;
}

/* ---- into the model ---- */

static inline void set_origin_of(const struct csv_reading *reading, const struct csv_cell *cell, struct value *value)
{
	value->source = reading->source;
	value->offset = csv_cell_offset(reading->scanner, cell);
	value->length = (uint32_t)(cell->length < UINT32_MAX ? cell->length : UINT32_MAX);
}

static inline void set_origin(const struct csv_reading *reading, const struct layout_item *item, struct value *value)
{
	if (LIKELY(item->number <= reading->row.count)) {
		set_origin_of(reading, &reading->scanner->cells[item->number - 1], value);
		return;
	}
	value->source = reading->source;
	value->offset = reading->row.offset + reading->row.length;
	value->length = 0;
}

struct record *csv_record_new(struct csv_reading *reading, enum field list, struct record *parent, uint32_t row,
			      const struct layout_item *item)
{
	enum record_kind kind = (enum record_kind)field_info(list)->element;
	struct record *record = record_new(reading->values.arena, kind, parent, list, row);

	record->self.presence = PRESENCE_WRITTEN;
	set_origin(reading, item, &record->self);
	return record;
}

struct record *csv_sub_record(struct csv_reading *reading, const struct layout_item *item, struct record *record,
			      enum field field)
{
	struct value *value = record_value(record, field);

	if (value->presence == PRESENCE_NOT_SUPPLIED) {
		value->presence = PRESENCE_BLANK;
		set_origin(reading, item, value);
		value->is.record = record_new(reading->values.arena, (enum record_kind)field_info(field)->element, record, field, 0);
		value->is.record->self = *value;
	}
	return value->is.record;
}

void csv_mark_written(struct record *record)
{
	for (; record->parent && field_info(record->in)->kind == KIND_RECORD; record = record->parent) {
		record->self.presence = PRESENCE_WRITTEN;
		record_value(record->parent, record->in)->presence = PRESENCE_WRITTEN;
	}
}

static void copy_period(struct csv_reading *reading, const struct layout_item *item, const struct record *from, struct record *to)
{
	for (enum field field = FIRST_Period; field <= LAST_Period; field = (enum field)(field + 1)) {
		struct value *value = record_value(to, field);

		*value = *record_read(from, field);
		if (value->presence != PRESENCE_NOT_SUPPLIED)
			set_origin(reading, item, value);
	}
}

/* One end of a period that was read from words; what was not found stays open. */
static void take_side(struct csv_reading *reading, const struct layout_item *item, struct record *period, enum field field,
		      const struct value *side, const struct value_reading *problem)
{
	struct value *value = record_value(period, field);

	if (side->presence == PRESENCE_NOT_SUPPLIED)
		return;
	*value = *side;
	set_origin(reading, item, value);
	if (problem->problem != VALUE_FINE)
		report_reading(reading, item, period, field, csv_cell_text(reading, item), problem);
}

static void report_unclear_period(struct csv_reading *reading, const struct layout_item *item, struct record *period)
{
	const struct value *words = record_read(period, Period_text);
	struct reported_cell cell = {period->parent, period->in, csv_cell_place(reading, item), words->is.text};

	period_ends_unknown(period);
	name_item(reading, item, cell_report(reading->findings, &cell, BUILTIN_VALUE_PERIOD_UNCLEAR, &words->is.text, 1));
}

/* The words themselves; false when there is nothing to be read in them. */
static bool take_words(struct csv_reading *reading, const struct layout_item *item, struct record *period, struct slice text)
{
	struct value *words = record_value(period, Period_text);
	struct value_reading problem = value_read(&reading->values, Period_text, text, words);

	set_origin(reading, item, words);
	if (problem.problem != VALUE_FINE)
		report_reading(reading, item, period->parent, period->in, text, &problem);
	return words->presence == PRESENCE_WRITTEN;
}

static bool is_fine(const struct period_reading *read)
{
	return read->understood && read->from_problem.problem == VALUE_FINE && read->to_problem.problem == VALUE_FINE;
}

static void take_sides(struct csv_reading *reading, const struct layout_item *item, struct record *period,
		       const struct period_reading *read)
{
	take_side(reading, item, period, Period_from, &read->from, &read->from_problem);
	take_side(reading, item, period, Period_to, &read->to, &read->to_problem);
	if (!read->understood)
		report_unclear_period(reading, item, period);
	else if (read->months && read->from.presence == PRESENCE_NOT_SUPPLIED && read->to.presence == PRESENCE_NOT_SUPPLIED)
		period_count_from_plan(reading->document, period, read->months);
}

static void read_period_words(struct csv_reading *reading, const struct layout_item *item, struct record *period)
{
	struct slice text = csv_cell_text(reading, item);
	struct csv_text *known = known_of(reading, item, text);
	size_t said = csv_said(reading);

	if (known && known->period) {
		struct value *words = record_value(period, Period_text);

		words->presence = PRESENCE_WRITTEN;
		words->is.text = text;
		set_origin(reading, item, words);
		take_sides(reading, item, period, known->period);
		return;
	}
	if (!take_words(reading, item, period, text))
		return;
	struct period_reading read = period_read(&reading->values, text);

	take_sides(reading, item, period, &read);
	if (known && is_fine(&read) && csv_said(reading) == said)
		csv_texts_keep_period(&reading->texts, known, &read);
}

/* The words of a period: 2026/04/01～2026/09/30, 6か月. What had to be said about them was said where they stood first. */
static void read_period(struct csv_reading *reading, const struct layout_item *item, struct record *record, enum field field)
{
	struct csv_memory *memory = csv_memory_of(reading, item);
	struct record *period = csv_sub_record(reading, item, record, field);

	if (period->self.presence == PRESENCE_WRITTEN)
		return;
	if (!csv_cell_raw(reading, item).length)
		return;
	csv_mark_written(period);
	set_origin(reading, item, &period->self);
	set_origin(reading, item, record_value(record, field));
	if (memory->period)
		copy_period(reading, item, memory->period, period);
	else
		read_period_words(reading, item, period);
	memory->period = period;
}

/* 住所２ behind 住所１: the same field, one cell further, when the cell before was read from this row. */
static void continue_text(struct csv_reading *reading, const struct layout_item *item, struct value *value)
{
	struct place first = csv_cell_place(reading, item - 1), second = csv_cell_place(reading, item);

	if (value->presence != PRESENCE_WRITTEN || value->source != reading->source || value->offset != first.offset ||
	    !csv_cell_raw(reading, item).length)
		return;
	struct slice text = csv_cell_text(reading, item);

	value->is.text = arena_print(reading->values.arena, "%.*s %.*s", SLICE_PRINT(value->is.text), SLICE_PRINT(text));
	value->length = (uint32_t)(second.offset + second.length - first.offset);
}

/* The items of a list stand in the same cell. */
static void set_list_origin(struct csv_reading *reading, struct value *value)
{
	size_t count = value->is.list.count;
	struct value *items = arena_array(reading->values.arena, struct value, count);

	for (size_t i = 0; i < count; i++) {
		items[i] = value->is.list.items[i];
		items[i].source = value->source;
		items[i].offset = value->offset;
		items[i].length = value->length;
	}
	value->is.list.items = items;
}

/* A row that ends before this item, or a cell too long to keep: nobody can say what was in it, and that was reported. */
static bool is_cut_off(const struct csv_reading *reading, const struct layout_item *item, struct value *value)
{
	if (item->number <= reading->row.count && !(reading->scanner->cells[item->number - 1].oddities & CSV_CELL_TOO_LONG))
		return false;
	if (item->kind != KIND_RECORD) {
		value->presence = PRESENCE_UNREADABLE;
		value->is.text = slice_of(NULL, 0);
		set_origin(reading, item, value);
	}
	return true;
}

/*
 * A cell that is blank, or a text of which nothing is to be said. Both the column and the record are told at once: copying what was
 * written in parts a moment ago makes a processor wait.
 */
static inline bool read_at_once(struct csv_reading *reading, const struct layout_item *item, const struct record *record,
				struct value *value)
{
	struct csv_memory *memory = csv_memory_of(reading, item);
	enum presence presence = PRESENCE_BLANK;
	struct slice text = slice_of(NULL, 0);

	if (memory->raw.length) {
		if (item->type != ITEM_TEXT || item->kind != KIND_TEXT)
			return false;
		text = csv_cell_text(reading, item);
		const struct csv_text *known = known_of(reading, item, text);

		if (!known || !(known->plain_in >> record->kind & 1))
			return false;
		presence = PRESENCE_WRITTEN;
	}
	memory->value = (struct value){.presence = (uint8_t)presence, .is.text = text};
	memory->has_value = true;
	value->presence = (uint8_t)presence;
	value->flags = 0;
	value->is.text = text;
	return true;
}

/* What the cell holds, for a record of the kind, as far as it can be told. Kept for the rows that repeat it. */
static const struct value *read_carefully(struct csv_reading *reading, const struct layout_item *item, const struct record *record)
{
	struct csv_memory *memory = csv_memory_of(reading, item);

	memory->value = (struct value){.presence = PRESENCE_NOT_SUPPLIED};
	read_value(reading, item, memory->raw, record, &memory->value);
	memory->has_value = true;
	return &memory->value;
}

/* What the column held in the row before, or what is read now. */
static inline void take_value(struct csv_reading *reading, const struct layout_item *item, const struct record *record, struct value *value)
{
	const struct csv_memory *memory = csv_memory_of(reading, item);

	if (memory->has_value)
		*value = memory->value;
	else if (!read_at_once(reading, item, record, value))
		*value = *read_carefully(reading, item, record);
}

/* Any cell that read_plain() leaves. `record` is the one the field belongs to. */
static void read_cell(struct csv_reading *reading, const struct layout_item *item, struct record *record, struct value *value)
{
	if (item->kind == KIND_RECORD) {
		if (!is_cut_off(reading, item, value))
			read_period(reading, item, record, item->field);
		return;
	}
	if (value->presence != PRESENCE_NOT_SUPPLIED && value->presence != PRESENCE_BLANK) {
		if (item->continues)
			continue_text(reading, item, value);
		return;
	}
	if (is_cut_off(reading, item, value))
		return;
	if (value->presence == PRESENCE_BLANK && !csv_cell_raw(reading, item).length)
		return;
	take_value(reading, item, record, value);
	set_origin(reading, item, value);
	if (value->presence == PRESENCE_WRITTEN && item->kind >= KIND_LIST_TEXT)
		set_list_origin(reading, value);
	if (value->presence == PRESENCE_WRITTEN || value->presence == PRESENCE_UNREADABLE)
		csv_mark_written(record);
}

/* A cell of one value that is all there, for a field of a plan or of a list's record that has none yet: most cells of most tables. */
static inline bool read_plain(struct csv_reading *reading, const struct layout_item *item, struct record *record, struct value *value)
{
	const struct csv_cell *cell = &reading->scanner->cells[item->number - 1];

	if (value->presence != PRESENCE_NOT_SUPPLIED || item->kind >= KIND_RECORD || item->number > reading->row.count ||
	    cell->oddities & CSV_CELL_TOO_LONG)
		return false;
	take_value(reading, item, record, value);
	set_origin_of(reading, cell, value);
	return true;
}

void csv_cell_read(struct csv_reading *reading, const struct layout_item *item, struct record *record)
{
	if (LIKELY(item->path_length == item->list_depth + 1)) {
		struct value *value = &record->values[item->slot];

		assert(record->kind == field_info(item->field)->record);
		/* Not a part of another record, which would have to be told that something is written. */
		assert(!record->parent || field_info(record->in)->kind != KIND_RECORD);
		if (!read_plain(reading, item, record, value))
			read_cell(reading, item, record, value);
		return;
	}
	for (unsigned i = item->list_depth; i + 1 < item->path_length; i++)
		record = csv_sub_record(reading, item, record, item->path[i]);
	assert(record->kind == field_info(item->field)->record);
	read_cell(reading, item, record, &record->values[item->slot]);
}
