/* Cells of the standard CSV as texts and values. */
#include "readers/csv/rows/csv_cells.h"

#include "readers/value_findings.h"
#include "text/cp932/cp932.h"
#include "text/cp932/cp932_substitute.h"
#include "text/unicode/utf8.h"

#include <assert.h>
#include <string.h>

/* What is known of a text that is not there any more is not looked at. */
static inline void forget(struct csv_memory *memory)
{
	memory->seen = memory->has_text = memory->has_value = false;
	memory->period = NULL;
}

void csv_cells_begin(struct csv_reading *reading, const struct csv_file *file, uint16_t source)
{
	reading->file = file;
	reading->source = source;
	reading->wrong_count = 0;
	for (size_t i = 0; i < file->layout->count; i++)
		forget(&reading->memory[i]);
	csv_row_checks_begin(reading);
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

/* By its code in the file: F040 to F9FC, or that of Unicode's private use area. */
static struct slice code_of_drawn(struct csv_reading *reading, uint32_t character)
{
	unsigned char bytes[2];

	if (reading->file->source->encoding == ENCODING_CP932 && cp932_encode(character, bytes) == 2)
		return arena_print(reading->values.scratch, "%02X%02X", (unsigned)bytes[0], (unsigned)bytes[1]);
	return arena_print(reading->values.scratch, "U+%04X", (unsigned)character);
}

/* Drawn characters become 〓, which is as long in UTF-8: the text is shown and places in it stay true. */
static struct slice without_drawn(struct csv_reading *reading, const struct layout_item *item, struct slice text, size_t first)
{
	struct slice copy = arena_copy(reading->values.arena, text), code;
	char *bytes = arena_allocate_bytes(reading->values.arena, text.length);
	size_t next = first;

	memcpy(bytes, text.data, text.length);
	code = code_of_drawn(reading, utf8_next(copy, &next));
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

/* What to write instead of a character that CP932 lacks, as a sentence. */
static struct slice substitute_words(struct csv_reading *reading, uint32_t character)
{
	char room[CP932_SUBSTITUTE_BYTES];
	struct slice substitute;
	bool english = reading->findings->english;

	if (!cp932_substitute(character, room, &substitute))
		return english ? SLICE_OF("Write a common character or kana instead.") : SLICE_OF("常用の字か、かなに置き換えてください。");
	if (!substitute.length)
		return english ? SLICE_OF("It can be left out.") : SLICE_OF("取り除いても、字は変わりません。");
	return arena_print(reading->values.scratch, english ? "\"%.*s\" can stand for it." : "「%.*s」に置き換えられます。",
			   SLICE_PRINT(substitute));
}

/* The first character of a UTF-8 text that the standard's encoding does not have. */
static void check_outside(struct csv_reading *reading, const struct layout_item *item, struct slice text)
{
	unsigned char bytes[2];

	for (size_t at = 0; at < text.length;) {
		size_t from = at;
		uint32_t character = utf8_next(text, &at);

		if (cp932_encode(character, bytes))
			continue;
		report_item(reading, BUILTIN_CSV_CHARACTER_OUTSIDE, item, NULL,
			    (const struct slice[]){slice_part(text, from, at),
						   arena_print(reading->values.scratch, "U+%04X", (unsigned)character),
						   substitute_words(reading, character)},
			    3);
		return;
	}
}

static struct slice decoded_utf8(struct csv_reading *reading, const struct layout_item *item, struct slice raw)
{
	struct text_builder builder;

	if (utf8_check(raw) == UTF8_VALID) {
		check_outside(reading, item, raw);
		return raw;
	}
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

/* No byte of a character of two bytes is a control character, in CP932 as in UTF-8. A NUL is told where values are read. */
static void check_control(struct csv_reading *reading, const struct layout_item *item, struct slice raw)
{
	for (size_t at = 0; at < raw.length; at++) {
		unsigned char byte = (unsigned char)raw.data[at];

		if (LIKELY(byte >= 0x20 && byte != 0x7F) || byte == '\n' || byte == '\r' || byte == '\t' || byte == 0)
			continue;
		struct slice code = arena_print(reading->values.scratch, "U+%04X", (unsigned)byte);

		report_item(reading, BUILTIN_CSV_CONTROL_CHARACTER, item, NULL, &code, 1);
		return;
	}
}

static struct slice decoded_or_known(struct csv_reading *reading, const struct layout_item *item, struct csv_memory *memory)
{
	enum text_encoding encoding = reading->file->source->encoding;
	struct csv_text *place = csv_texts_place(&reading->texts, memory->raw, encoding);

	if (!csv_text_is(place, memory->raw, encoding)) {
		size_t said = csv_said(reading);
		struct slice text = is_ascii(memory->raw) ? memory->raw : decoded(reading, item, memory->raw);

		check_control(reading, item, memory->raw);
		if (csv_said(reading) != said || text.length > LONGEST_CSV_TEXT)
			return text;
		csv_texts_keep(&reading->texts, place, memory->raw, text, encoding);
	}
	memory->known = place;
	return place->text;
}

struct slice csv_cell_text(struct csv_reading *reading, const struct layout_item *item)
{
	struct csv_memory *memory = csv_memory_of(reading, item);

	if (!memory->has_text) {
		memory->known = NULL;
		memory->text = decoded_or_known(reading, item, memory);
		memory->has_text = true;
	}
	return memory->text;
}

/* ---- forms of values ---- */

void csv_report_form(struct csv_reading *reading, const struct layout_item *item, const struct record *record)
{
	struct slice text = csv_cell_text(reading, item);

	report_item(reading, BUILTIN_CSV_VALUE_FORM, item, record, (const struct slice[]){text, csv_form_words(reading->values.scratch, item, reading->findings->english)}, 2);
}

const struct layout_code *csv_code_of(const struct layout_item *item, struct slice text)
{
	for (size_t i = 0; i < item->code_count; i++)
		if (item->codes[i].code.length == text.length && item->codes[i].code.data[0] == text.data[0] &&
		    slice_equal(item->codes[i].code, text))
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

/* Bytes in the encoding of the standard. */
static size_t length_of(const struct csv_reading *reading, struct slice raw)
{
	size_t length = 0;
	unsigned char bytes[2];

	if (reading->file->source->encoding != ENCODING_UTF8 || is_ascii(raw))
		return raw.length;
	for (size_t at = 0; at < raw.length;) {
		size_t character = cp932_encode(utf8_next(raw, &at), bytes);

		length += character ? character : 2; /* what it lacks will be some kanji */
	}
	return length;
}

static void check_length(struct csv_reading *reading, const struct layout_item *item, struct slice raw)
{
	struct slice numbers[3];

	if (!item->length || raw.length <= item->length || !has_free_length(item, raw))
		return;
	size_t length = length_of(reading, raw);

	if (length <= item->length)
		return;
	numbers[0] = csv_cell_text(reading, item);
	numbers[1] = arena_print(reading->values.scratch, "%zu", length);
	numbers[2] = arena_print(reading->values.scratch, "%u", item->length);
	report_item(reading, BUILTIN_CSV_TOO_LONG_FOR_ITEM, item, NULL, numbers, 3);
}

/* A supplement goes with a plan or with a month: the other of the two is noughts. */
static bool may_be_noughts(const struct record_layout *layout, const struct layout_item *item)
{
	return layout->plan_date && layout->target_month && (item->number == layout->plan_date || item->number == layout->target_month);
}

/* Is a cell that no value is read from written as the standard says? False when it is. */
static bool report_form(struct csv_reading *reading, const struct layout_item *item, struct slice raw)
{
	switch (csv_form_of(item, raw)) {
	case CSV_FORM_WRONG:
		csv_report_form(reading, item, NULL);
		return true;
	case CSV_FORM_IMPOSSIBLE:
		if (may_be_noughts(reading->file->layout, item) && csv_is_noughts(raw))
			return false;
		report_item(reading, BUILTIN_CSV_IMPOSSIBLE_DATE, item, NULL, &raw, 1);
		return true;
	case CSV_FORM_FITS:
		break;
	}
	return false;
}

/* An empty cell that another of the row makes required. */
static void check_condition(struct csv_reading *reading, const struct layout_item *item)
{
	const struct layout_item *other = &reading->file->layout->items[item->when_item - 1];

	if (slice_equal(csv_cell_raw(reading, other), item->when_value))
		report_item(reading, BUILTIN_CSV_REQUIRED_THEN, item, NULL, (const struct slice[]){other->name, item->when_value}, 2);
}

/* Most cells are written, short enough and looked at again when their value is read. */
static inline bool needs_check(const struct layout_item *item, const struct csv_cell *cell)
{
	return !item->read_strictly || !cell->content.length || cell->oddities & CSV_CELL_TOO_LONG ||
	       (item->length && cell->content.length > item->length);
}

static void check_cell(struct csv_reading *reading, const struct layout_item *item, const struct csv_cell *cell)
{
	struct slice raw = cell->content;
	struct slice numbers[2];

	if (cell->oddities & CSV_CELL_TOO_LONG) {
		numbers[0] = arena_print(reading->values.scratch, "%llu", (unsigned long long)cell->length);
		numbers[1] = arena_print(reading->values.scratch, "%llu", (unsigned long long)LIMIT_CSV_FIELD_BYTES);
		report_item(reading, BUILTIN_CSV_CELL_TOO_LARGE, item, NULL, numbers, 2);
		return;
	}
	if (!raw.length) {
		if (item->required)
			report_item(reading, BUILTIN_CSV_REQUIRED, item, NULL, NULL, 0);
		else if (item->when_item)
			check_condition(reading, item);
		return;
	}
	if (!item->read_strictly && (item->type == ITEM_TEXT || !is_ascii(raw)))
		csv_cell_text(reading, item); /* for its findings */
	if (!item->read_strictly && item->type == ITEM_CODE && item->code_count && !csv_code_of(item, raw))
		csv_report_code(reading, item, NULL);
	else if (item->read_strictly || !report_form(reading, item, raw))
		check_length(reading, item, raw);
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

		if (memory->seen && slice_equal(memory->raw, cell->content) && !cell->oddities)
			continue;
		forget(memory);
		memory->raw = cell->content;
		memory->seen = true;
		if (needs_check(&layout->items[i], cell))
			check_cell(reading, &layout->items[i], cell);
	}
	csv_row_checks_take(reading);
}
