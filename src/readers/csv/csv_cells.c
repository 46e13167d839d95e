/* Cells of the standard CSV as texts and values. */
#include "readers/csv/csv_cells.h"

#include "readers/value_findings.h"
#include "text/cp932.h"
#include "text/utf8.h"

#include <assert.h>
#include <string.h>

void csv_cells_begin(struct csv_reading *reading, const struct csv_file *file, uint16_t source)
{
	reading->file = file;
	reading->source = source;
	reading->wrong_count = 0;
	memset(reading->memory, 0, file->layout->count * sizeof reading->memory[0]);
	memset(reading->known, 0, sizeof reading->known);
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

/* ---- decoding ---- */

static bool is_ascii(struct slice text)
{
	for (size_t i = 0; i < text.length; i++)
		if ((unsigned char)text.data[i] >= 0x80)
			return false;
	return true;
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

/* By length, beginning and end: texts that share all three are rare. */
static struct csv_known_text *place_of_known(struct csv_reading *reading, struct slice raw)
{
	uint64_t first = 0, last = 0;

	if (raw.length >= sizeof first) {
		memcpy(&first, raw.data, sizeof first);
		memcpy(&last, raw.data + raw.length - sizeof last, sizeof last);
	} else {
		for (size_t i = 0; i < raw.length; i++)
			first = first << 8 | (unsigned char)raw.data[i];
	}
	uint64_t hash = (first ^ last << 1 ^ raw.length) * UINT64_C(0x9E3779B97F4A7C15);

	return &reading->known[(hash >> 32) % CSV_KNOWN_TEXTS];
}

static struct slice decoded_or_known(struct csv_reading *reading, const struct layout_item *item, struct csv_memory *memory)
{
	if (is_ascii(memory->raw))
		return memory->raw;
	struct csv_known_text *known = place_of_known(reading, memory->raw);

	if (!same_bytes(known->raw, memory->raw)) {
		size_t said = csv_said(reading);
		struct slice text = decoded(reading, item, memory->raw);

		if (csv_said(reading) != said)
			return text;
		*known = (struct csv_known_text){.raw = memory->raw, .text = text};
	}
	memory->known = known;
	return known->text;
}

struct slice csv_cell_text(struct csv_reading *reading, const struct layout_item *item)
{
	struct csv_memory *memory = csv_memory_of(reading, item);

	if (!memory->has_text) {
		memory->text = decoded_or_known(reading, item, memory);
		memory->has_text = true;
	}
	return memory->text;
}

/* ---- forms of values ---- */

int csv_digits_at(struct slice text, size_t from, size_t count)
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

	return text.length == item->length && slice_is_digits(digits);
}

static bool postal_fits(struct slice text)
{
	return text.length == 8 && text.data[3] == '-' && slice_is_digits(slice_part(text, 0, 3)) && slice_is_digits(slice_part(text, 4, 8));
}

static bool month_fits(struct slice text)
{
	return text.length == 6 && slice_is_digits(text) && (csv_digits_at(text, 4, 2) <= 12);
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
		return text.length == 8 && slice_is_digits(text);
	case ITEM_HHMM:
		return text.length == 4 && slice_is_digits(text);
	case ITEM_INT:
		return slice_is_digits(slice_starts_with(text, SLICE_OF("-")) ? slice_part(text, 1, text.length) : text);
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

void csv_report_form(struct csv_reading *reading, const struct layout_item *item, const struct record *record)
{
	struct slice text = csv_cell_text(reading, item);

	report_item(reading, BUILTIN_CSV_VALUE_FORM, item, record, (const struct slice[]){text, form_words(reading, item)}, 2);
}

const struct layout_code *csv_code_of(const struct layout_item *item, struct slice text)
{
	for (size_t i = 0; i < item->code_count; i++)
		if (slice_equal(item->codes[i].code, text))
			return &item->codes[i];
	return NULL;
}

void csv_report_code(struct csv_reading *reading, const struct layout_item *item, const struct record *record)
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
	       (item->type == ITEM_INT && slice_is_digits(raw));
}

static void check_cell(struct csv_reading *reading, const struct layout_item *item, const struct csv_cell *cell)
{
	struct slice raw = cell->content;
	struct slice numbers[3];

	if (cell->oddities & CSV_CELL_TOO_LONG) {
		numbers[0] = arena_print(reading->values.scratch, "%llu", (unsigned long long)cell->length);
		numbers[1] = arena_print(reading->values.scratch, "%llu", (unsigned long long)LIMIT_CSV_FIELD_BYTES);
		report_item(reading, BUILTIN_CSV_CELL_TOO_LARGE, item, NULL, numbers, 2);
		return;
	}
	if (!raw.length) {
		if (item->required)
			report_item(reading, BUILTIN_CSV_REQUIRED, item, NULL, NULL, 0);
		return;
	}
	bool read_later = item->path_length > 0 && item->type != ITEM_DIGITS;

	if (!read_later && !is_ascii(raw))
		csv_cell_text(reading, item); /* for its findings */
	if (!read_later && item->type == ITEM_CODE && item->code_count && !csv_code_of(item, raw)) {
		csv_report_code(reading, item, NULL);
	} else if (!read_later && !form_fits(item, raw)) {
		csv_report_form(reading, item, NULL);
	} else if (item->length && raw.length > item->length && has_free_length(item, raw)) {
		numbers[0] = csv_cell_text(reading, item);
		numbers[1] = arena_print(reading->values.scratch, "%zu", raw.length);
		numbers[2] = arena_print(reading->values.scratch, "%u", item->length);
		report_item(reading, BUILTIN_CSV_TOO_LONG_FOR_ITEM, item, NULL, numbers, 3);
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

void csv_cells_take(struct csv_reading *reading)
{
	const struct record_layout *layout = reading->file->layout;
	size_t count = reading->row.count < layout->count ? reading->row.count : layout->count;

	check_row(reading);
	for (size_t i = reading->row.repeated; i < count; i++) {
		const struct csv_cell *cell = &reading->scanner->cells[i];
		struct csv_memory *memory = &reading->memory[i];

		if (memory->seen && same_bytes(memory->raw, cell->content) && !cell->oddities)
			continue;
		*memory = (struct csv_memory){.raw = cell->content, .seen = true};
		check_cell(reading, &layout->items[i], cell);
	}
}
