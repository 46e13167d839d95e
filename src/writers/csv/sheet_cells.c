/* One cell: from a value of the plan to the bytes of the standard. */
#include "writers/csv/sheet.h"

#include "model/dates/date.h"
#include "text/cp932/cp932.h"
#include "text/unicode/utf8.h"
#include "writers/written_text.h"

/* ---- what was kept ---- */

static bool is_kept_for(const struct sheet *sheet, const struct record *kept)
{
	const struct value *month = record_read(kept, StandardItem_month);
	int32_t at = CSV_NO_MONTH;

	if (month->presence == PRESENCE_WRITTEN) {
		struct calendar_date date = date_to_calendar(month->is.date);

		date.day = 1;
		at = date_from_calendar(date);
	}
	return slice_equal(record_text(kept, StandardItem_file), sheet->layout->file_type) && at == sheet->month;
}

static int64_t number_in(const struct record *record, enum field field)
{
	const struct value *value = record_read(record, field);

	return value->presence == PRESENCE_WRITTEN ? value->is.integer : 0;
}

struct slice sheet_kept_text(const struct sheet *sheet, const struct layout_item *item)
{
	struct value_list items = record_list(sheet->document->plan, Plan_standard_items);

	for (size_t i = 0; i < items.count; i++) {
		const struct record *kept = items.items[i].is.record;
		int64_t row;

		if (items.items[i].presence != PRESENCE_WRITTEN || number_in(kept, StandardItem_item) != item->number ||
		    !is_kept_for(sheet, kept))
			continue;
		row = number_in(kept, StandardItem_row);
		if (!row || row == sheet->row_number)
			return record_text(kept, StandardItem_value);
	}
	return slice_of("", 0);
}

bool sheet_has_kept(const struct sheet *sheet, uint32_t *rows)
{
	struct value_list items = record_list(sheet->document->plan, Plan_standard_items);
	bool any = false;

	*rows = 0;
	for (size_t i = 0; i < items.count; i++) {
		if (items.items[i].presence != PRESENCE_WRITTEN || !is_kept_for(sheet, items.items[i].is.record))
			continue;
		int64_t row = number_in(items.items[i].is.record, StandardItem_row);

		any = true;
		if (row > *rows && row < UINT32_MAX)
			*rows = (uint32_t)row;
	}
	return any;
}

/* ---- which value ---- */

bool sheet_is_headed(const struct record *record, const struct layout_item *item)
{
	const struct value *heading = record_read(record, item->in_row);

	if (heading->presence != PRESENCE_WRITTEN)
		return false;
	if (field_info(item->in_row)->kind == KIND_ENUM)
		return heading->is.enumerated == item->in_row_value.is.enumerated;
	struct slice printed = item->in_row_value.is.text, written = slice_trim(heading->is.text);
	size_t bracket = slice_find(printed, SLICE_OF("（"), 0);

	return slice_equal(written, printed) || slice_equal(written, slice_part(printed, 0, bracket)); /* 日常生活（家庭生活） */
}

/* アセスメント領域 and the like: the record of the list that has the item's heading. */
static const struct record *headed_record(const struct record *record, const struct layout_item *item)
{
	for (unsigned i = 0; record && i + 1 < item->list_depth; i++)
		record = record_sub(record, item->path[i]);
	struct value_list list = record ? record_list(record, item->path[item->list_depth - 1]) : (struct value_list){NULL, 0};

	for (size_t i = 0; i < list.count; i++)
		if (list.items[i].presence == PRESENCE_WRITTEN && sheet_is_headed(list.items[i].is.record, item))
			return list.items[i].is.record;
	return NULL;
}

static const struct record *record_of_row(const struct sheet *sheet, const struct layout_item *item)
{
	const struct record *record = sheet->records[item->list_depth];

	if (record && item->list_depth && record->in != item->path[item->list_depth - 1])
		return NULL;
	return record;
}

const struct value *sheet_value(const struct sheet *sheet, const struct layout_item *item, const struct record **record)
{
	if (!item->path_length)
		return NULL;
	*record = item->in_row != FIELD_INVALID ? headed_record(sheet->document->plan, item) : record_of_row(sheet, item);
	for (unsigned i = item->list_depth; *record && i + 1 < item->path_length; i++)
		*record = record_sub(*record, item->path[i]);
	return *record ? record_read(*record, item->field) : NULL;
}

/* ---- values as texts ---- */

static struct slice date_text(struct arena *arena, int32_t day, bool month_alone)
{
	struct calendar_date date = date_to_calendar(day);

	if (month_alone)
		return arena_print(arena, "%04d%02d", date.year, date.month);
	return arena_print(arena, "%04d%02d%02d", date.year, date.month, date.day);
}

static struct slice words_text(const struct sheet *sheet, const struct value *words)
{
	if (words->flags & VALUE_PLACEHOLDER)
		return placeholder_text(sheet->scratch, sheet->document, words);
	return words->presence == PRESENCE_WRITTEN || words->presence == PRESENCE_UNREADABLE ? words->is.text : slice_of("", 0);
}

/* The words as written; else 2026/04/01～2026/09/30, where a side that is not told stays open. Words beside dates go in brackets. */
static struct slice period_text(const struct sheet *sheet, const struct record *period)
{
	struct slice words = words_text(sheet, record_read(period, Period_text));
	struct text_builder text;

	if (words.length && !period_has_own_dates(period))
		return words;
	text_builder_init(&text, sheet->scratch);
	for (unsigned side = 0; side < 2; side++) {
		const struct value *value = record_read(period, side ? Period_to : Period_from);

		if (value->presence == PRESENCE_WRITTEN) {
			struct calendar_date date = date_to_calendar(value->is.date);

			text_builder_print(&text, "%04d/%02d/%02d", date.year, date.month, date.day);
		} else if (value->presence == PRESENCE_UNREADABLE) {
			text_builder_add(&text, value->is.text);
		}
		if (!side)
			text_builder_add_string(&text, "～");
	}
	if (words.length) {
		text_builder_add_string(&text, "（");
		text_builder_add(&text, words);
		text_builder_add_string(&text, "）");
	}
	struct slice made = text_builder_finish(&text);

	return slice_equal(made, SLICE_OF("～")) ? slice_of("", 0) : made;
}

static bool has_code_value(const struct layout_code *code, const struct value *value)
{
	for (size_t i = 0; i < code->value_count; i++)
		if (code->values[i].is.enumerated == value->is.enumerated)
			return true;
	return false;
}

static bool is_code_of(const struct layout_code *code, const struct layout_item *item, const struct value *value)
{
	if (item->kind == KIND_BOOL)
		return code->value_count == 1 && code->values[0].is.boolean == value->is.boolean;
	if (item->kind == KIND_ENUM)
		return code->value_count == 1 && code->values[0].is.enumerated == value->is.enumerated;
	if (item->kind != KIND_LIST_ENUM || !value->is.list.count || code->value_count != value->is.list.count)
		return false;
	for (size_t i = 0; i < value->is.list.count; i++)
		if (!has_code_value(code, &value->is.list.items[i]))
			return false;
	return true;
}

/* The items of a list as words when no code stands for them: one may be unreadable. */
static struct slice list_text(const struct sheet *sheet, const struct layout_item *item, struct value_list list)
{
	struct text_builder text;

	text_builder_init(&text, sheet->scratch);
	for (size_t i = 0; i < list.count; i++) {
		const struct enum_info *info = enum_info((enum enum_kind)field_info(item->field)->element);

		text_builder_add_string(&text, i ? "・" : "");
		text_builder_add(&text, list.items[i].presence == PRESENCE_UNREADABLE
						? list.items[i].is.text
						: first_name(info->values[list.items[i].is.enumerated].names_ja));
	}
	return text_builder_finish(&text);
}

static struct slice code_text(const struct sheet *sheet, const struct layout_item *item, const struct value *value)
{
	for (size_t i = 0; i < item->code_count; i++)
		if (is_code_of(&item->codes[i], item, value))
			return item->codes[i].code;
	if (item->kind == KIND_LIST_ENUM)
		return list_text(sheet, item, value->is.list);
	if (item->kind == KIND_ENUM)
		return first_name(enum_info((enum enum_kind)field_info(item->field)->element)->values[value->is.enumerated].names_ja);
	return value->is.boolean ? SLICE_OF("1") : SLICE_OF("0");
}

static struct slice value_text(const struct sheet *sheet, const struct layout_item *item, const struct value *value)
{
	if (value->flags & VALUE_PLACEHOLDER)
		return placeholder_text(sheet->scratch, sheet->document, value);
	if (item->kind == KIND_RECORD && value->presence != PRESENCE_UNREADABLE)
		return value->presence == PRESENCE_WRITTEN ? period_text(sheet, value->is.record) : slice_of("", 0);
	if (value->presence == PRESENCE_UNREADABLE)
		return value->is.text;
	if (value->presence != PRESENCE_WRITTEN)
		return slice_of("", 0);
	switch (item->kind) {
	case KIND_TEXT:
		return value->is.text;
	case KIND_DATE:
		return date_text(sheet->scratch, value->is.date, item->type == ITEM_YM);
	case KIND_TIME:
		return arena_print(sheet->scratch, "%02d%02d", (int)(value->is.minutes / 60), (int)(value->is.minutes % 60));
	case KIND_INT:
		return arena_print(sheet->scratch, "%lld", (long long)value->is.integer);
	case KIND_NUMBER:
		return arena_print(sheet->scratch, "%.2f", value->is.number);
	case KIND_BOOL:
	case KIND_ENUM:
	case KIND_LIST_ENUM:
		return code_text(sheet, item, value);
	case KIND_LIST_TEXT:
	case KIND_LIST_RECORD:
	case KIND_RECORD:
		break;
	}
	return slice_of("", 0);
}

/* ---- bytes ---- */

static const struct slice unknown_sign = SLICE("〓");

static bool in_private_use(uint32_t c)
{
	return c >= 0xE000 && c <= 0xF8FF;
}

static void add_character(struct sheet *sheet, const struct csv_loss *about, struct slice character, uint32_t c)
{
	unsigned char code[2];
	size_t length = in_private_use(c) ? 0 : cp932_encode(c, code);

	if (length) {
		text_builder_add(&sheet->row, slice_of((const char *)code, length));
		return;
	}
	struct csv_loss loss = *about;

	loss.kind = CSV_LOSS_CHARACTER;
	loss.layout = sheet->layout;
	loss.text = character;
	loss.instead = unknown_sign;
	sheet->target->loss(sheet->target->context, &loss);
	text_builder_add(&sheet->row, SLICE_OF("\x81\xac")); /* 〓 */
}

size_t sheet_add_text(struct sheet *sheet, const struct csv_loss *about, struct slice text, bool quoted)
{
	size_t start, doubled = 0;

	if (!text.length)
		return 0;
	if (quoted)
		text_builder_add_char(&sheet->row, '"');
	start = sheet->row.length;
	for (size_t at = 0; at < text.length;) {
		size_t from = at;
		uint32_t c = utf8_next(text, &at);

		if (quoted && c == '"') {
			text_builder_add_char(&sheet->row, '"');
			doubled++;
		}
		if (c == '\r' || c == '\n') { /* every line break is CRLF, in cells as behind rows */
			at += c == '\r' && at < text.length && text.data[at] == '\n';
			text_builder_add_string(&sheet->row, "\r\n");
			continue;
		}
		add_character(sheet, about, slice_part(text, from, at), c);
	}
	size_t length = sheet->row.length - start - doubled;

	if (quoted)
		text_builder_add_char(&sheet->row, '"');
	return length;
}

/* ---- what stands in a cell ---- */

static bool is_number(const struct layout_item *item)
{
	return item->field == Need_no || item->field == ShortGoal_no || item->field == Service_no;
}

/* 住所２ is the end of the text, when it was kept and still is. */
static struct slice second_part(const struct sheet *sheet, const struct layout_item *second, struct slice text)
{
	struct slice kept = sheet_kept_text(sheet, second);

	if (!kept.length || text.length <= kept.length + 1 || !slice_ends_with(text, kept) || text.data[text.length - kept.length - 1] != ' ')
		return slice_of("", 0);
	return kept;
}

static struct slice part_of_text(const struct sheet *sheet, const struct layout_item *item, struct slice text)
{
	if (item->continues)
		return second_part(sheet, item, text);
	if (item->number == sheet->layout->count || !item[1].continues)
		return text;
	struct slice second = second_part(sheet, item + 1, text);

	return second.length ? slice_part(text, 0, text.length - second.length - 1) : text;
}

/* What an item without a field, or with an empty one, shows: as kept, else what its key means, else nothing. */
static struct slice text_without_value(const struct sheet *sheet, const struct layout_item *item)
{
	const struct record *plan = sheet->document->plan;
	struct slice kept = sheet_kept_text(sheet, item);
	const struct value *date = record_read(plan, Plan_created_on);

	if (kept.length)
		return kept;
	if (slice_equal(item->key, SLICE_OF("insurer_no")))
		return record_text(plan, Plan_insurer_no);
	if (slice_equal(item->key, SLICE_OF("insured_no")))
		return record_text(plan, Plan_insured_no);
	if (slice_equal(item->key, SLICE_OF("target_month")))
		return sheet->month == CSV_NO_MONTH ? SLICE_OF("000000") : date_text(sheet->scratch, sheet->month, true);
	if (slice_equal(item->key, SLICE_OF("created_on"))) {
		date = date->presence == PRESENCE_WRITTEN ? date : record_read(plan, Plan_plan_date);
		return date->presence == PRESENCE_WRITTEN ? date_text(sheet->scratch, date->is.date, false) : slice_of("", 0);
	}
	if (item->type == ITEM_HHMM && item->required)
		return SLICE_OF("9999");
	return item->type == ITEM_FLAG && item->required ? SLICE_OF("0") : slice_of("", 0);
}

/* Cells that hold for more than one row are printed on the first. */
static bool is_printed(const struct sheet *sheet, const struct layout_item *item)
{
	if (item->field == Plan_other_services)
		return sheet->row_number == 1;
	if (item->field == Service_content && sheet->carried)
		return false;
	return item->in_row != FIELD_INVALID || sheet->month != CSV_NO_MONTH || sheet->fresh[item->list_depth];
}

static struct slice text_of_item(const struct sheet *sheet, const struct layout_item *item, struct csv_loss *about)
{
	struct slice text = slice_of("", 0);

	if (slice_equal(item->key, SLICE_OF("csv_version")))
		return sheet->layout->versions[0];
	if (sheet->layout->role == CSV_SUPPLEMENT && item->field == Plan_plan_date && sheet->month != CSV_NO_MONTH)
		return SLICE_OF("00000000");
	if (is_number(item)) {
		int64_t number = sheet->numbers[item->list_depth];

		return number ? arena_print(sheet->scratch, "%lld", (long long)number) : text;
	}
	about->value = sheet_value(sheet, item, &about->record);
	about->field = item->field;
	if (!is_printed(sheet, item))
		return text;
	if (about->value)
		text = value_text(sheet, item, about->value);
	if (text.length && item->kind == KIND_TEXT)
		return part_of_text(sheet, item, text);
	if (text.length || (item->path_length && item->list_depth && !about->value))
		return text;
	return text_without_value(sheet, item);
}

static void write_item(struct sheet *sheet, const struct layout_item *item)
{
	struct csv_loss about = {.layout = sheet->layout, .item = item, .field = FIELD_COUNT};
	struct slice text = text_of_item(sheet, item, &about);
	bool quoted = item->type == ITEM_TEXT || slice_contains(text, SLICE_OF(",")) || slice_contains(text, SLICE_OF("\"")) ||
		      slice_contains(text, SLICE_OF("\n")) || slice_contains(text, SLICE_OF("\r"));

	if (item->number > 1)
		text_builder_add_char(&sheet->row, ',');
	size_t length = sheet_add_text(sheet, &about, text, quoted);

	if (!item->length || length <= item->length)
		return;
	about.kind = CSV_LOSS_TOO_LONG;
	about.text = text;
	sheet->target->loss(sheet->target->context, &about);
}

void sheet_write_row(struct sheet *sheet)
{
	text_builder_clear(&sheet->row);
	for (size_t i = 0; i < sheet->layout->count; i++)
		write_item(sheet, &sheet->layout->items[i]);
	text_builder_add_string(&sheet->row, "\r\n");
	sheet->target->row(sheet->target->context, sheet->layout, sheet->month, text_builder_slice(&sheet->row));
}
