/* A table of service codes: headings, rows, classes. */
#include "readers/codes/service_codes.h"

#include "base/name_table.h"
#include "readers/csv/rows/csv_rows.h"
#include "text/cp932/cp932.h"
#include "text/unicode/normalize.h"
#include "text/unicode/utf8.h"

enum {
	ROWS_LOOKED_AT = 10, /* titles and dates may stand above the headings */
	TYPE_LENGTH = 2,
	ITEM_LENGTH = 4,
	LONGEST_SHOWN = 60 /* bytes of a cell in a message */
};

enum column { COLUMN_CODE, COLUMN_TYPE, COLUMN_ITEM, COLUMN_CLASS, COLUMN_NAME, COLUMN_COUNT };

static const struct slice headings[COLUMN_COUNT] = {
	[COLUMN_CODE] = SLICE("サービスコード|サービスコード番号|コード|service_code|code"),
	[COLUMN_TYPE] = SLICE("サービス種類コード|サービス種類|種類コード|種類|service_type|type"),
	[COLUMN_ITEM] = SLICE("サービス項目コード|サービス項目|項目コード|項目|service_item|item"),
	[COLUMN_CLASS] = SLICE("区分|サービス区分|サービス項目区分|算定区分|class|item_class"),
	[COLUMN_NAME] = SLICE("サービス名称|サービス略称|サービスコード名称|サービスコード略称|サービス内容略称|名称|略称|service_name|name"),
};

struct codes_reading {
	struct service_codes *codes;
	struct service_code *items;
	struct arena *arena;
	struct source *source;
	struct csv_scanner *scanner;
	struct failure *failure;
	struct csv_row row;
	size_t columns[COLUMN_COUNT]; /* from 1, 0 without */
	size_t capacity;
	struct name_table seen;       /* codes to their place in `items` */
	struct slice class_names[item_class_value_count]; /* names of each class, comparable, separated by | */
};

/* ---- mistakes ---- */

static bool fail_at(const struct codes_reading *reading, uint64_t offset, const char *text, const char *english, struct slice written)
{
	struct position position = source_position(reading->source, offset);

	failure_set(reading->failure, "%.*s:%u:%u: %s（%s）%s%.*s", SLICE_PRINT(reading->source->path), position.line, position.column,
		    text, english, written.length ? ": " : "", SLICE_PRINT(written));
	return false;
}

static struct slice decoded(const struct codes_reading *reading, struct slice raw)
{
	struct text_builder text;

	if (reading->source->encoding == ENCODING_UTF8)
		return slice_trim(raw);
	text_builder_init(&text, reading->arena);
	cp932_add_decoded(&text, raw);
	return slice_trim(text_builder_finish(&text));
}

static struct slice shown(struct slice text)
{
	return utf8_beginning(text, LONGEST_SHOWN);
}

static bool decide_encoding(struct codes_reading *reading)
{
	struct source *source = reading->source;
	struct encoding_decision decision = encoding_decide(source->bytes, NULL);

	source->mark_length = decision.mark_length;
	source->encoding = decision.verdict == VERDICT_CP932 ? ENCODING_CP932 : ENCODING_UTF8;
	if (decision.verdict == VERDICT_UTF8 || decision.verdict == VERDICT_CP932)
		return true;
	uint64_t at = decision.verdict == VERDICT_BROKEN ? decision.bad_utf8 : 0;

	return fail_at(reading, at,
		       "文字の CSV ではありません。Excel のファイルなら「CSV UTF-8（コンマ区切り）」で保存してください",
		       "not a CSV in UTF-8 or Shift_JIS; save it as one", slice_of("", 0));
}

/* ---- headings ---- */

static bool is_one_of(struct arena *arena, struct slice names, struct slice comparable)
{
	struct slice name;

	while (slice_next(&names, '|', &name))
		if (slice_equal(normalize_for_comparison(arena, name), comparable))
			return true;
	return false;
}

static enum column column_of(struct codes_reading *reading, struct slice heading)
{
	struct slice comparable = normalize_for_comparison(reading->arena, heading);

	for (unsigned i = 0; i < COLUMN_COUNT; i++)
		if (is_one_of(reading->arena, headings[i], comparable))
			return (enum column)i;
	return COLUMN_COUNT;
}

static bool columns_suffice(const struct codes_reading *reading)
{
	bool code = reading->columns[COLUMN_CODE] || (reading->columns[COLUMN_TYPE] && reading->columns[COLUMN_ITEM]);

	return code && (reading->columns[COLUMN_CLASS] || reading->columns[COLUMN_NAME]);
}

/* The cells of the row as headings; the first column of a meaning counts. */
static void take_headings(struct codes_reading *reading)
{
	struct text_builder unknown;

	text_builder_init(&unknown, reading->arena);
	memset(reading->columns, 0, sizeof reading->columns);
	for (size_t i = 0; i < reading->row.count && i < LIMIT_CSV_FIELDS; i++) {
		struct slice heading = decoded(reading, reading->scanner->cells[i].content);
		enum column column = column_of(reading, heading);

		if (column < COLUMN_COUNT && !reading->columns[column]) {
			reading->columns[column] = i + 1;
		} else if (heading.length) {
			text_builder_add_string(&unknown, unknown.length ? "、" : "");
			text_builder_add(&unknown, shown(heading));
		}
	}
	reading->codes->unknown = text_builder_finish(&unknown);
	reading->codes->headings_at = reading->row.offset;
}

static bool find_headings(struct codes_reading *reading)
{
	for (unsigned i = 0; i < ROWS_LOOKED_AT && csv_scanner_read(reading->scanner, &reading->row); i++) {
		take_headings(reading);
		if (columns_suffice(reading))
			return true;
	}
	return fail_at(reading, 0,
		       "サービスコードの表の見出しが見つかりません。サービスコード（または種類と項目の2列）と、区分（または名称）の列が要ります",
		       "no headings of service codes: a column サービスコード, or 種類 and 項目, and a column 区分 or 名称 are needed",
		       slice_of("", 0));
}

/* ---- rows ---- */

static struct slice cell_text(const struct codes_reading *reading, enum column column)
{
	size_t number = reading->columns[column];

	if (!number || number > reading->row.count)
		return slice_of("", 0);
	return decoded(reading, reading->scanner->cells[number - 1].content);
}

static uint64_t cell_offset(const struct codes_reading *reading, enum column column)
{
	size_t number = reading->columns[column];

	return number && number <= reading->row.count ? csv_cell_offset(reading->scanner, &reading->scanner->cells[number - 1])
							: reading->row.offset;
}

/* Full-width and small letters are taken, and the zeros that spreadsheets drop are put back before an item. */
static bool read_code_part(const struct codes_reading *reading, enum column column, size_t length, struct text_builder *code)
{
	struct slice text = normalize(reading->arena, cell_text(reading, column));

	if (text.length == 0 || text.length > length || (column != COLUMN_ITEM && text.length != length))
		return false;
	for (size_t i = text.length; i < length; i++)
		text_builder_add_char(code, '0');
	for (size_t i = 0; i < text.length; i++) {
		char c = text.data[i] >= 'a' && text.data[i] <= 'z' ? (char)(text.data[i] - 'a' + 'A') : text.data[i];

		if (!((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z')))
			return false;
		text_builder_add_char(code, c);
	}
	return true;
}

static bool read_code(const struct codes_reading *reading, struct slice *code)
{
	struct text_builder text;
	enum column first = reading->columns[COLUMN_CODE] ? COLUMN_CODE : COLUMN_TYPE;

	text_builder_init(&text, reading->arena);
	bool fine = first == COLUMN_CODE ? read_code_part(reading, COLUMN_CODE, TYPE_LENGTH + ITEM_LENGTH, &text)
					 : read_code_part(reading, COLUMN_TYPE, TYPE_LENGTH, &text) &&
						   read_code_part(reading, COLUMN_ITEM, ITEM_LENGTH, &text);

	*code = text_builder_finish(&text);
	if (fine)
		return true;
	return fail_at(reading, cell_offset(reading, first), "サービスコードは、種類2桁と項目4桁です（例：117211）。この行を直してください",
		       "a service code has two characters for the type and four for the item, such as 117211",
		       shown(cell_text(reading, first)));
}

/* 生活援助2, 生活3・夜 are housekeeping; 身体介護1 is physical; 身体1生活1, additions and other types are neither. */
static enum item_class_value class_of_name(struct slice code, struct slice name)
{
	static const struct slice beginnings[] = {SLICE("生活援助"), SLICE("生活"), SLICE("身体介護"), SLICE("身体")};

	for (size_t i = 0; i < COUNT_OF(beginnings); i++) {
		if (!slice_starts_with(code, SLICE_OF("11")) || !slice_starts_with(name, beginnings[i]))
			continue;
		struct slice rest = slice_part(name, beginnings[i].length, name.length);

		if (!rest.length || rest.data[0] < '0' || rest.data[0] > '9')
			continue;
		if (i < 2)
			return item_class_housekeeping;
		return slice_contains(rest, SLICE_OF("生")) ? item_class_other : item_class_physical;
	}
	return item_class_other;
}

/* True and item_class_value_count: the row says nothing about the class. */
static bool read_class(const struct codes_reading *reading, struct slice code, unsigned *item_class)
{
	struct slice word = cell_text(reading, COLUMN_CLASS), name = cell_text(reading, COLUMN_NAME);
	struct slice comparable = normalize_for_comparison(reading->arena, word);

	*item_class = item_class_value_count;
	if (word.length == 0) {
		if (name.length)
			*item_class = class_of_name(code, normalize_for_comparison(reading->arena, name));
		return true;
	}
	for (unsigned i = 0; i < item_class_value_count; i++)
		if (is_one_of(reading->arena, reading->class_names[i], comparable))
			*item_class = i;
	if (*item_class < item_class_value_count)
		return true;
	return fail_at(reading, cell_offset(reading, COLUMN_CLASS), "区分は、生活援助中心型、身体介護中心型、その他のどれかです",
		       "the class is housekeeping, physical or other", shown(word));
}

static bool is_empty_row(const struct codes_reading *reading)
{
	for (unsigned i = 0; i < COLUMN_COUNT; i++)
		if (cell_text(reading, (enum column)i).length)
			return false;
	return true;
}

/* The official table has a code once a period in force: the same class twice says nothing new. */
static bool add_row(struct codes_reading *reading)
{
	struct slice code;
	unsigned item_class;

	if (is_empty_row(reading))
		return true;
	if (reading->row.oddities & CSV_UNTERMINATED)
		return fail_at(reading, reading->row.odd_at, "引用符（\"）が閉じていません", "a quote that is never closed", slice_of("", 0));
	if (!read_code(reading, &code) || !read_class(reading, code, &item_class))
		return false;
	if (item_class == item_class_value_count)
		return true;
	uint32_t before = name_table_find(&reading->seen, code);

	if (before != NAME_NOT_FOUND) {
		if (reading->items[before].item_class == item_class)
			return true;
		return fail_at(reading, reading->row.offset, "同じサービスコードが、別の区分で二度書かれています。どちらかを消してください",
			       "one service code with two classes", code);
	}
	size_t number = reading->codes->count++;

	reading->items = arena_with_room(reading->arena, reading->items, number, &reading->capacity, sizeof *reading->items);
	reading->items[number] = (struct service_code){code, item_class};
	name_table_add(&reading->seen, code, (uint32_t)number);
	return true;
}

static void name_classes(struct codes_reading *reading)
{
	static const char *const short_names[item_class_value_count] = {
		[item_class_housekeeping] = "生活援助", [item_class_physical] = "身体介護", [item_class_other] = "other"};
	const struct enum_info *classes = enum_info(ENUM_item_class);

	for (unsigned i = 0; i < item_class_value_count; i++)
		reading->class_names[i] = arena_print(reading->arena, "%.*s|%.*s|%s", SLICE_PRINT(classes->values[i].name),
						      SLICE_PRINT(classes->values[i].names_ja), short_names[i]);
}

bool service_codes_read(struct service_codes *codes, struct arena *arena, struct source *source, struct failure *failure)
{
	struct codes_reading reading = {
		.codes = codes, .arena = arena, .source = source, .failure = failure, .scanner = arena_new(arena, struct csv_scanner)};

	*codes = (struct service_codes){0};
	if (!decide_encoding(&reading))
		return false;
	name_table_init(&reading.seen, arena);
	name_classes(&reading);
	csv_scanner_init(reading.scanner, arena, source->bytes);
	csv_scanner_seek(reading.scanner, source->mark_length, source->bytes.length);
	if (!find_headings(&reading))
		return false;
	while (csv_scanner_read(reading.scanner, &reading.row))
		if (!add_row(&reading))
			return false;
	codes->items = reading.items;
	if (codes->count)
		return true;
	return fail_at(&reading, codes->headings_at, "見出しの下に、区分の分かるサービスコードの行がありません", "no service code with a class below the headings",
		       slice_of("", 0));
}
