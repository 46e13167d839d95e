/* Cells of the standard CSV as texts and values. */
#include "readers/csv_cells.h"

#include "model/date.h"
#include "readers/value_findings.h"
#include "text/cp932.h"
#include "text/utf8.h"

#include <assert.h>
#include <string.h>

static struct csv_memory *memory_of(struct csv_reading *reading, const struct layout_item *item)
{
	return &reading->memory[item->number - 1];
}

void csv_cells_begin(struct csv_reading *reading, const struct csv_file *file, uint16_t source)
{
	reading->file = file;
	reading->source = source;
	reading->wrong_count = 0;
	memset(reading->memory, 0, file->layout->count * sizeof reading->memory[0]);
}

struct slice csv_cell_raw(const struct csv_reading *reading, const struct layout_item *item)
{
	if (!item || item->number > reading->row.count)
		return slice_of(NULL, 0);
	return reading->scanner->cells[item->number - 1].content;
}

struct place csv_cell_place(const struct csv_reading *reading, const struct layout_item *item)
{
	if (item->number > reading->row.count)
		return (struct place){reading->file->source, reading->row.offset + reading->row.length, 0};
	const struct csv_cell *cell = &reading->scanner->cells[item->number - 1];

	return (struct place){reading->file->source, cell->offset, cell->length};
}

/* A finding about an item; {0} is its title, then `arguments`. With an address when the item fills a field of `record`. */
static void report_item(struct csv_reading *reading, enum builtin_finding builtin, const struct layout_item *item,
			const struct record *record, const struct slice *arguments, size_t count)
{
	struct slice all[4];

	assert(count < COUNT_OF(all));
	all[0] = csv_item_title(reading->values.scratch, reading->file->layout, item);
	for (size_t i = 0; i < count; i++)
		all[i + 1] = arguments[i];
	struct finding *finding = finding_add_builtin(reading->findings, builtin, csv_cell_place(reading, item), all, count + 1);

	if (record)
		finding_address(reading->findings, finding, record, item->field);
}

/* ---- decoding ---- */

static bool is_ascii(struct slice text)
{
	unsigned char high = 0;

	for (size_t i = 0; i < text.length; i++)
		high |= (unsigned char)text.data[i];
	return high < 0x80;
}

/* The first character of the private use area, where users draw their own; UTF-8 of U+E000 to U+F8FF begins with EE, or EF 80-A3. */
static size_t find_drawn(struct slice text, size_t from)
{
	for (size_t at = from; at + 2 < text.length; at++) {
		unsigned char first = (unsigned char)text.data[at], second = (unsigned char)text.data[at + 1];

		if (first == 0xEE || (first == 0xEF && second >= 0x80 && second <= 0xA3))
			return at;
	}
	return SIZE_MAX;
}

/* Drawn characters become 〓, which is as long in UTF-8: the text is shown and places in it stay true. */
static struct slice without_drawn(struct csv_reading *reading, const struct layout_item *item, struct slice text, size_t first)
{
	struct slice copy = arena_copy(reading->values.arena, text), code;
	char *bytes = arena_allocate_bytes(reading->values.arena, text.length);
	size_t next = first;

	memcpy(bytes, text.data, text.length);
	code = arena_print(reading->values.scratch, "U+%04X", (unsigned)utf8_next(copy, &next));
	report_item(reading, BUILTIN_CSV_OUTSIDE_CHARACTER, item, NULL, &code, 1);
	for (size_t at = first; at != SIZE_MAX; at = find_drawn(text, at + 3))
		memcpy(bytes + at, "\xE3\x80\x93", 3);
	return slice_of(bytes, text.length);
}

static void report_broken(struct csv_reading *reading, const struct layout_item *item, struct slice raw)
{
	struct slice byte = slice_of(NULL, 0);
	size_t at = reading->file->source->encoding == ENCODING_UTF8 ? utf8_check(raw) : cp932_check(raw);

	if (at < raw.length)
		byte = arena_print(reading->values.scratch, "0x%02X", (unsigned)(unsigned char)raw.data[at]);
	report_item(reading, BUILTIN_CSV_BROKEN_CHARACTER, item, NULL, &byte, 1);
}

static struct slice decoded_utf8(struct csv_reading *reading, const struct layout_item *item, struct slice raw)
{
	struct text_builder builder;

	if (utf8_check(raw) == UTF8_VALID)
		return raw;
	report_broken(reading, item, raw);
	text_builder_init(&builder, reading->values.arena);
	for (size_t at = 0; at < raw.length;)
		text_builder_add_code_point(&builder, utf8_next(raw, &at));
	return text_builder_finish(&builder);
}

static struct slice decoded(struct csv_reading *reading, const struct layout_item *item, struct slice raw)
{
	struct slice text;

	if (is_ascii(raw))
		return raw;
	if (reading->file->source->encoding == ENCODING_UTF8) {
		text = decoded_utf8(reading, item, raw);
	} else {
		struct text_builder builder;

		text_builder_init(&builder, reading->values.arena);
		if (cp932_add_decoded(&builder, raw) > 0)
			report_broken(reading, item, raw);
		text = text_builder_slice(&builder);
	}
	bool may_be_drawn = memchr(text.data, 0xEE, text.length) || reading->file->source->encoding == ENCODING_UTF8;
	size_t drawn = may_be_drawn ? find_drawn(text, 0) : SIZE_MAX;

	return drawn == SIZE_MAX ? text : without_drawn(reading, item, text, drawn);
}

struct slice csv_cell_text(struct csv_reading *reading, const struct layout_item *item)
{
	struct csv_memory *memory = memory_of(reading, item);

	if (!memory->has_text) {
		memory->text = decoded(reading, item, memory->raw);
		memory->has_text = true;
	}
	return memory->text;
}

/* ---- forms of values ---- */

static bool all_digits(struct slice text)
{
	for (size_t i = 0; i < text.length; i++)
		if (text.data[i] < '0' || text.data[i] > '9')
			return false;
	return text.length > 0;
}

static int digits_at(struct slice text, size_t from, size_t count)
{
	int number = 0;

	for (size_t i = from; i < from + count; i++)
		number = number * 10 + (text.data[i] - '0');
	return number;
}

/* Ten digits, or H and nine digits for people on public assistance alone. */
static bool digits_fit(const struct layout_item *item, struct slice text)
{
	struct slice digits = slice_part(text, item->length == 10 && slice_starts_with(text, SLICE_OF("H")), text.length);

	return text.length == item->length && all_digits(digits);
}

static bool postal_fits(struct slice text)
{
	return text.length == 8 && text.data[3] == '-' && all_digits(slice_part(text, 0, 3)) && all_digits(slice_part(text, 4, 8));
}

static bool month_fits(struct slice text)
{
	return text.length == 6 && all_digits(text) && (digits_at(text, 4, 2) <= 12);
}

/* Is an item that no value of the model is read from written as the standard says? */
static bool form_fits(const struct layout_item *item, struct slice text)
{
	switch (item->type) {
	case ITEM_DIGITS:
		return digits_fit(item, text);
	case ITEM_YM:
		return month_fits(text);
	case ITEM_YMD:
		return text.length == 8 && all_digits(text);
	case ITEM_HHMM:
		return text.length == 4 && all_digits(text);
	case ITEM_INT:
		return all_digits(slice_starts_with(text, SLICE_OF("-")) ? slice_part(text, 1, text.length) : text);
	case ITEM_POSTAL:
		return postal_fits(text);
	case ITEM_TEXT:
	case ITEM_CODE:
	case ITEM_FLAG:
	case ITEM_DECIMAL:
	case ITEM_DAYS31:
	case ITEM_CODE6:
	case ITEM_PHONE:
	case ITEM_UNUSED:
	case ITEM_TYPE_COUNT:
		break;
	}
	return true;
}

static struct slice form_words(struct csv_reading *reading, const struct layout_item *item)
{
	bool english = reading->findings->english;

	switch (item->type) {
	case ITEM_DIGITS:
		return arena_print(reading->values.scratch, english ? "%u digits" : "数字 %u 桁", item->length);
	case ITEM_YM:
		return SLICE_OF("YYYYMM");
	case ITEM_YMD:
		return SLICE_OF("YYYYMMDD");
	case ITEM_HHMM:
		return SLICE_OF("HHMM");
	case ITEM_POSTAL:
		return SLICE_OF("XXX-XXXX");
	case ITEM_INT:
	case ITEM_TEXT:
	case ITEM_CODE:
	case ITEM_FLAG:
	case ITEM_DECIMAL:
	case ITEM_DAYS31:
	case ITEM_CODE6:
	case ITEM_PHONE:
	case ITEM_UNUSED:
	case ITEM_TYPE_COUNT:
		break;
	}
	return english ? SLICE_OF("digits") : SLICE_OF("数字");
}

static void report_form(struct csv_reading *reading, const struct layout_item *item, const struct record *record)
{
	struct slice text = csv_cell_text(reading, item);

	report_item(reading, BUILTIN_CSV_VALUE_FORM, item, record, (const struct slice[]){text, form_words(reading, item)}, 2);
}

static const struct layout_code *code_of(const struct layout_item *item, struct slice text)
{
	for (size_t i = 0; i < item->code_count; i++)
		if (slice_equal(item->codes[i].code, text))
			return &item->codes[i];
	return NULL;
}

static void report_code(struct csv_reading *reading, const struct layout_item *item, const struct record *record)
{
	struct text_builder list;

	text_builder_init(&list, reading->values.scratch);
	for (size_t i = 0; i < item->code_count; i++) {
		if (i)
			text_builder_add_string(&list, reading->findings->english ? ", " : "、");
		text_builder_add(&list, item->codes[i].code);
		text_builder_add_char(&list, ' ');
		text_builder_add(&list, item->codes[i].meaning);
	}
	report_item(reading, BUILTIN_CSV_UNKNOWN_CODE, item, record,
		    (const struct slice[]){csv_cell_text(reading, item), text_builder_finish(&list)}, 2);
}

/* ---- the row as such ---- */

/* Only these can be too long without being in the wrong form: of the others the form says the length. */
static bool has_free_length(const struct layout_item *item, struct slice raw)
{
	return item->type == ITEM_TEXT || item->type == ITEM_PHONE || item->type == ITEM_UNUSED || item->type == ITEM_CODE6 ||
	       (item->type == ITEM_INT && all_digits(raw));
}

static void check_cell(struct csv_reading *reading, const struct layout_item *item, const struct csv_cell *cell)
{
	struct slice raw = cell->content;
	struct slice arena_numbers[3];

	if (cell->oddities & CSV_CELL_TOO_LONG) {
		arena_numbers[0] = arena_print(reading->values.scratch, "%llu", (unsigned long long)cell->length);
		arena_numbers[1] = arena_print(reading->values.scratch, "%llu", (unsigned long long)LIMIT_CSV_FIELD_BYTES);
		report_item(reading, BUILTIN_CSV_CELL_TOO_LARGE, item, NULL, arena_numbers, 2);
		return;
	}
	if (!raw.length) {
		if (item->required)
			report_item(reading, BUILTIN_CSV_REQUIRED, item, NULL, NULL, 0);
		return;
	}
	bool read_later = item->path_length > 0 && item->type != ITEM_DIGITS && item->type != ITEM_YM;

	if (!read_later && !is_ascii(raw))
		csv_cell_text(reading, item); /* for its findings */
	if (!read_later && item->type == ITEM_CODE && item->code_count && !code_of(item, raw)) {
		report_code(reading, item, NULL);
	} else if (!read_later && !form_fits(item, raw)) {
		report_form(reading, item, NULL);
	} else if (item->length && raw.length > item->length && has_free_length(item, raw)) {
		arena_numbers[0] = csv_cell_text(reading, item);
		arena_numbers[1] = arena_print(reading->values.scratch, "%zu", raw.length);
		arena_numbers[2] = arena_print(reading->values.scratch, "%u", item->length);
		report_item(reading, BUILTIN_CSV_TOO_LONG_FOR_ITEM, item, NULL, arena_numbers, 3);
	}
}

static void check_row(struct csv_reading *reading)
{
	const struct record_layout *layout = reading->file->layout;
	const struct csv_row *row = &reading->row;

	if (UNLIKELY(row->count != layout->count) && row->count != reading->wrong_count) {
		struct slice found = arena_print(reading->values.scratch, "%zu", row->count);
		struct slice expected = arena_print(reading->values.scratch, "%zu", layout->count);
		struct place place = {reading->file->source, row->offset, row->length};

		finding_add_builtin(reading->findings, BUILTIN_CSV_COLUMN_COUNT, place,
				    (const struct slice[]){layout->file_type, found, expected}, 3);
		reading->wrong_count = row->count;
	}
	if (UNLIKELY(row->oddities & CSV_STRAY_QUOTE)) {
		struct place place = {reading->file->source, row->odd_at, 1};

		finding_add_builtin(reading->findings, BUILTIN_CSV_STRAY_QUOTE_FOUND, place, &layout->file_type, 1);
	}
}

/* Most cells are short numbers and equal or empty: eight bytes at a time, without a call. */
static inline bool same_bytes(struct slice a, struct slice b)
{
	uint64_t left, right;
	size_t at = 0;

	if (a.length != b.length)
		return false;
	for (; at + sizeof left <= a.length; at += sizeof left) {
		memcpy(&left, a.data + at, sizeof left);
		memcpy(&right, b.data + at, sizeof right);
		if (left != right)
			return false;
	}
	for (; at < a.length; at++)
		if (a.data[at] != b.data[at])
			return false;
	return true;
}

void csv_cells_take(struct csv_reading *reading)
{
	const struct record_layout *layout = reading->file->layout;
	size_t count = reading->row.count < layout->count ? reading->row.count : layout->count;

	check_row(reading);
	for (size_t i = 0; i < count; i++) {
		const struct csv_cell *cell = &reading->scanner->cells[i];
		struct csv_memory *memory = &reading->memory[i];

		if (memory->seen && same_bytes(memory->raw, cell->content) && !cell->oddities)
			continue;
		*memory = (struct csv_memory){.raw = cell->content, .seen = true};
		check_cell(reading, &layout->items[i], cell);
	}
}

/* ---- values ---- */

/* Dates, times, numbers and codes exactly as the standard writes them; false when the cell is anything else. */
static bool read_as_standard(const struct layout_item *item, struct slice raw, struct value *value)
{
	const struct layout_code *code;

	switch (item->type) {
	case ITEM_YMD:
		if (raw.length != 8 || !all_digits(raw))
			return false;
		struct calendar_date day = {digits_at(raw, 0, 4), digits_at(raw, 4, 2), digits_at(raw, 6, 2)};

		if (!calendar_date_exists(day))
			return false;
		value->is.date = date_from_calendar(day);
		break;
	case ITEM_HHMM:
		if (raw.length != 4 || !all_digits(raw))
			return false;
		value->is.minutes = digits_at(raw, 0, 2) * 60 + digits_at(raw, 2, 2);
		if (slice_equal(raw, SLICE_OF("9999"))) {
			value->presence = PRESENCE_BLANK;
			return true;
		}
		if (digits_at(raw, 2, 2) > 59 || value->is.minutes > 24 * 60)
			return false;
		break;
	case ITEM_INT:
		if (raw.length > 9 || !all_digits(raw))
			return false;
		value->is.integer = digits_at(raw, 0, raw.length);
		break;
	case ITEM_CODE:
		code = code_of(item, raw);
		if (!code)
			return false;
		if (item->kind == KIND_LIST_ENUM)
			value->is.list = (struct value_list){code->values, code->value_count};
		else
			value->is = code->values[0].is;
		break;
	case ITEM_DIGITS:
	case ITEM_YM:
	case ITEM_TEXT:
	case ITEM_FLAG:
	case ITEM_DECIMAL:
	case ITEM_DAYS31:
	case ITEM_CODE6:
	case ITEM_POSTAL:
	case ITEM_PHONE:
	case ITEM_UNUSED:
	case ITEM_TYPE_COUNT:
		return false;
	}
	value->presence = PRESENCE_WRITTEN;
	return true;
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
	struct cell cell = {record, field, csv_cell_place(reading, item), text};
	const struct value *plan_date = record_read(reading->document->plan, Plan_plan_date);

	name_item(reading, item,
		  problem->problem == VALUE_ERA_RUNS_ON ? value_report_era(reading->findings, &cell, problem, plan_date)
							: value_report(reading->findings, &cell, problem));
}

static void read_value(struct csv_reading *reading, const struct layout_item *item, struct slice raw, const struct record *record,
		       struct value *value)
{
	enum field field = item->field;

	if (!raw.length) {
		value->presence = PRESENCE_BLANK;
		return;
	}
	if (read_as_standard(item, raw, value))
		return;
	struct slice text = csv_cell_text(reading, item);

	if (item->type == ITEM_CODE) {
		value->presence = PRESENCE_UNREADABLE;
		value->is.text = text;
		report_code(reading, item, record);
		return;
	}
	struct value_reading problem = value_read(&reading->values, field, text, value);

	if (problem.problem != VALUE_FINE)
		report_reading(reading, item, record, field, text, &problem);
	else if (item->type != ITEM_TEXT && value->presence == PRESENCE_WRITTEN && field_info(field)->kind != KIND_TEXT)
		report_form(reading, item, record);
}

/* ---- into the model ---- */

static void set_origin(const struct csv_reading *reading, const struct layout_item *item, struct value *value)
{
	struct place place = csv_cell_place(reading, item);

	value->source = reading->source;
	value->offset = place.offset;
	value->length = (uint32_t)(place.length < UINT32_MAX ? place.length : UINT32_MAX);
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

/* The sub-record in a field, made blank when it is not there yet. */
static struct record *sub_record(struct csv_reading *reading, const struct layout_item *item, struct record *record, enum field field)
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

/* Something is written in the record: so it is not blank, nor is what it stands in. */
static void mark_written(struct record *record)
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

/* 6か月 runs from the plan date; without one its ends are written but cannot be known. */
static void count_period(struct csv_reading *reading, struct record *period, int months)
{
	const struct value *date = record_read(reading->document->plan, Plan_plan_date);
	struct value *from = record_value(period, Period_from), *to = record_value(period, Period_to);

	*from = *to = *record_read(period, Period_text);
	if (date->presence != PRESENCE_WRITTEN) {
		from->presence = to->presence = PRESENCE_UNREADABLE;
		return;
	}
	from->flags = to->flags = VALUE_COUNTED;
	from->is.date = date->is.date;
	to->is.date = date_last_of_months(date->is.date, months);
}

static void report_unclear_period(struct csv_reading *reading, const struct layout_item *item, struct record *period)
{
	const struct value *words = record_read(period, Period_text);
	struct cell cell = {period->parent, period->in, csv_cell_place(reading, item), words->is.text};
	struct value *from = record_value(period, Period_from), *to = record_value(period, Period_to);

	*from = *to = *words;
	from->presence = to->presence = PRESENCE_UNREADABLE;
	name_item(reading, item, cell_report(reading->findings, &cell, BUILTIN_VALUE_PERIOD_UNCLEAR, &words->is.text, 1));
}

static void read_period_words(struct csv_reading *reading, const struct layout_item *item, struct record *period)
{
	struct slice text = csv_cell_text(reading, item);
	struct value *words = record_value(period, Period_text);
	struct value_reading problem = value_read(&reading->values, Period_text, text, words);

	set_origin(reading, item, words);
	if (problem.problem != VALUE_FINE)
		report_reading(reading, item, period->parent, period->in, text, &problem);
	if (words->presence != PRESENCE_WRITTEN)
		return;
	struct period_reading read = period_read(&reading->values, text);

	take_side(reading, item, period, Period_from, &read.from, &read.from_problem);
	take_side(reading, item, period, Period_to, &read.to, &read.to_problem);
	if (!read.understood)
		report_unclear_period(reading, item, period);
	else if (read.months && read.from.presence == PRESENCE_NOT_SUPPLIED && read.to.presence == PRESENCE_NOT_SUPPLIED)
		count_period(reading, period, read.months);
}

/* A period in another column with the same words, which nothing had to be said about: a service mostly runs as its goal does. */
static const struct record *same_period(const struct csv_reading *reading, struct slice raw)
{
	const struct record_layout *layout = reading->file->layout;

	for (size_t i = 0; i < layout->count; i++) {
		const struct csv_memory *memory = &reading->memory[i];

		if (layout->items[i].kind == KIND_RECORD && memory->period && memory->period_fine && slice_equal(memory->raw, raw))
			return memory->period;
	}
	return NULL;
}

/* The words of a period: 2026/04/01～2026/09/30, 6か月. */
static void read_period(struct csv_reading *reading, const struct layout_item *item, struct record *record, enum field field)
{
	struct csv_memory *memory = memory_of(reading, item);
	struct record *period = sub_record(reading, item, record, field);

	if (period->self.presence == PRESENCE_WRITTEN)
		return;
	if (!csv_cell_raw(reading, item).length)
		return;
	mark_written(period);
	set_origin(reading, item, &period->self);
	set_origin(reading, item, record_value(record, field));
	const struct record *same = memory->period ? memory->period : same_period(reading, memory->raw);

	if (same) {
		copy_period(reading, item, same, period);
		memory->period_fine = memory->period ? memory->period_fine : true;
	} else {
		size_t said = reading->findings->count + reading->findings->suppressed_by_limit;

		read_period_words(reading, item, period);
		memory->period_fine = said == reading->findings->count + reading->findings->suppressed_by_limit;
	}
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

void csv_cell_read(struct csv_reading *reading, const struct layout_item *item, struct record *record)
{
	struct csv_memory *memory = memory_of(reading, item);

	for (unsigned i = item->list_depth; i + 1 < item->path_length; i++)
		record = sub_record(reading, item, record, item->path[i]);
	assert(record->kind == field_info(item->field)->record);
	struct value *value = &record->values[item->slot];

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
	struct slice raw = csv_cell_raw(reading, item);

	if (value->presence == PRESENCE_BLANK && !raw.length)
		return;
	if (!memory->has_value) {
		memory->value = (struct value){.presence = PRESENCE_NOT_SUPPLIED};
		read_value(reading, item, raw, record, &memory->value);
		memory->has_value = true;
	}
	*value = memory->value;
	set_origin(reading, item, value);
	if (value->presence == PRESENCE_WRITTEN && item->kind >= KIND_LIST_TEXT)
		set_list_origin(reading, value);
	if (value->presence == PRESENCE_WRITTEN || value->presence == PRESENCE_UNREADABLE)
		mark_written(record);
}
