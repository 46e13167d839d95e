#include "writers/schema/schema_types.h"

#include "base/compiler.h"
#include "model/values/value_read.h"
#include "text/unicode/normalize.h"
#include "text/unicode/utf8.h"

/* ---- the pieces of patterns; understood alike by JavaScript (with u) and Python ---- */

#define BLANKS "\\s*"
#define DIGIT "[0-9０-９〇一二三四五六七八九十百千○◯零]"
#define WEST "[0-9０-９]"
#define DASH "[-‐-―ー−─ｰ－]"
#define MARK "[-.．/／‐-―ー−─ｰ－]"
#define OPEN "[(（]"
#define CLOSE "[)）]"
#define TSUKI "[月⽉]"
#define HI "[日⽇]"
#define ERA                                                                                                              \
	"(令和?|平成?|昭和?|大正?|明治?|[RrHhSsTtMmＲｒＨｈＳｓＴｔＭｍ㋿㍻㍼㍽㍾][.．]?)"
#define YEAR "(" ERA "?" BLANKS "(" DIGIT "{1,4}|元)|西暦" BLANKS DIGIT "{4})"
#define OTHER_YEAR "(" OPEN BLANKS YEAR BLANKS "年?" BLANKS CLOSE BLANKS ")?"
/* Months and days in digits stay within 12 and 31; kanji numerals are let in as they are. */
#define MONTH "([0０]?[1-9１-９]|[1１][0-2０-２]|[一二三四五六七八九十〇]{1,2})"
#define DAY "([0０]?[1-9１-９]|[12１２][0-9０-９]|[3３][01０１]|[一二三四五六七八九十〇]{1,3})"
#define WEEKDAY "(" BLANKS "(" OPEN BLANKS "[月火水木金土日](曜日?)?(・?祝)?" BLANKS CLOSE "|[月火水木金土日]曜日?))?"
#define CLOCK_BEHIND "([T\\s]*[0-9]{1,2}:[0-9]{1,2}(:[0-9]{1,2})?Z?)?"
#define DATE                                                                                                             \
	"(" YEAR BLANKS OTHER_YEAR "(年" BLANKS OTHER_YEAR "|" MARK BLANKS ")" MONTH BLANKS "(" TSUKI BLANKS "(末" HI "?|" DAY BLANKS HI \
	")?|" MARK BLANKS DAY BLANKS HI "?)?" WEEKDAY CLOCK_BEHIND "|" ERA BLANKS WEST "{5,6}|" WEST "{8}" WEEKDAY CLOCK_BEHIND ")"

/* The period above: text_is_ditto. */
#define DITTO "〃|（?同上）?|上記?に同じ|[々↓″”\"仝]"
/* A period holds a length (6か月, 1年, 半年) or something of a date; the dates themselves are the reader's business. */
#define PERIOD                                                                                                           \
	"[\\s\\S]*(" DIGIT BLANKS "([かヶカヵケｹｶ個箇]" BLANKS ")?[年月⽉]|半年|元年|" WEST "{5,8}|" DIGIT BLANKS MARK BLANKS DIGIT ")[\\s\\S]*|" DITTO

#define CLOCK                                                                                                            \
	"(正午|((午前|午後|[AaPpＡａＰｐ][MmＭｍ])" BLANKS ")?" DIGIT "{1,3}" BLANKS "([:：]" BLANKS WEST "{2}([:：]" WEST \
	"{2})?|時" BLANKS "(半|" DIGIT "{1,3}" BLANKS "分)?)(" BLANKS "([AaPpＡａＰｐ][MmＭｍ]))?|" WEST "{3,4})"

#define NUMBER "([+＋]|" DASH ")?(" WEST "{1,3}([,，]" WEST "{3})+|" WEST "+)"

/* The text, blanks around it allowed, or nothing. */
#define WHOLE(pattern) "^" BLANKS "(" SCHEMA_BLANK "|" pattern ")?" BLANKS "$"

void schema_type(struct json_writer *json, const char *types)
{
	struct slice rest = slice_from_string(types), type;
	bool several = slice_contains(rest, SLICE_OF(" "));

	json_key(json, "type");
	if (several)
		json_begin_array(json);
	while (slice_next(&rest, ' ', &type))
		json_string(json, type);
	if (several)
		json_end_array(json);
}

void schema_reference(struct json_writer *json, struct arena *arena, struct slice name)
{
	json_begin_object(json);
	json_text(json, "$ref", arena_print(arena, "#/definitions/%.*s", SLICE_PRINT(name)));
	json_end_object(json);
}

/* ---- cells without a list of words ---- */

static const struct cell_type {
	enum field_kind kind;
	const char *name, *types, *pattern;
	const char *minimum, *maximum; /* of numbers */
} cell_types[] = {
	{KIND_TEXT, "text", "string number boolean null", NULL, NULL, NULL},
	{KIND_INT, "integer", "integer string null", WHOLE(NUMBER "|[①-⑳]"), NULL, NULL},
	{KIND_NUMBER, "number", "number string null", WHOLE(NUMBER "([.．]" WEST "+)?|[①-⑳]"), NULL, NULL},
	{KIND_DATE, "date", "string number null", WHOLE(DATE), "1000", "99991231"},
	{KIND_TIME, "time", "string integer null", WHOLE(CLOCK), "0", "2400"},
};

static void add_cell_type(struct json_writer *json, const struct cell_type *type)
{
	json_key(json, type->name);
	json_begin_object(json);
	schema_type(json, type->types);
	if (type->pattern)
		json_text(json, "pattern", slice_from_string(type->pattern));
	if (type->minimum) {
		uint64_t minimum = 0, maximum = 0;

		slice_to_uint(slice_from_string(type->minimum), &minimum);
		slice_to_uint(slice_from_string(type->maximum), &maximum);
		json_count(json, "minimum", minimum);
		json_count(json, "maximum", maximum);
	}
	json_end_object(json);
}

/* ---- words ---- */

/* A character of a word in every usual spelling: narrow, wide, small, capital, ②. */
static void add_character(struct text_builder *pattern, uint32_t c)
{
	if (c <= ' ' || c > 0x7E) {
		text_builder_add_code_point(pattern, c);
		return;
	}
	bool letter = c >= 'a' && c <= 'z', digit = c >= '0' && c <= '9';
	uint32_t wide = 0xFF01 + (c - '!');

	if (digit)
		text_builder_add_string(pattern, "\\s*");
	text_builder_add_char(pattern, '[');
	if (c == '\\' || c == ']' || c == '^')
		text_builder_add_char(pattern, '\\');
	text_builder_add_char(pattern, (char)c);
	text_builder_add_code_point(pattern, wide);
	if (letter) {
		text_builder_add_code_point(pattern, c - 'a' + 'A');
		text_builder_add_code_point(pattern, wide - ('a' - 'A'));
	}
	if (digit && c > '0')
		text_builder_add_code_point(pattern, 0x2460 + (c - '1'));
	text_builder_add_char(pattern, ']');
}

static void add_word_pattern(struct text_builder *pattern, struct arena *arena, struct slice word)
{
	struct slice normal = normalize_for_comparison(arena, word);

	if (!normal.length)
		return;
	if (pattern->length)
		text_builder_add_char(pattern, '|');
	for (size_t at = 0; at < normal.length;)
		add_character(pattern, utf8_next(normal, &at));
}

/* Collects words as literals and as a pattern. */
struct word_list {
	struct json_writer *json;
	struct arena *arena;
	struct text_builder pattern;
};

static void add_words(struct word_list *list, struct slice words)
{
	struct slice word;

	while (slice_next(&words, '|', &word)) {
		if (!word.length)
			continue;
		json_string(list->json, word);
		add_word_pattern(&list->pattern, list->arena, word);
	}
}

/* The literals are what an editor offers; the pattern is what it lets pass. */
static void begin_words(struct word_list *list, struct json_writer *json, struct arena *arena, struct slice name)
{
	list->json = json;
	list->arena = arena;
	text_builder_init(&list->pattern, arena);
	json_key_slice(json, name);
	json_begin_object(json);
	json_key(json, "anyOf");
	json_begin_array(json);
	json_begin_object(json);
	json_key(json, "enum");
	json_begin_array(json);
}

static void end_words(struct word_list *list, struct slice pattern)
{
	struct json_writer *json = list->json;

	json_null(json);
	json_end_array(json);
	json_end_object(json);
	json_begin_object(json);
	schema_type(json, "string");
	json_text(json, "pattern", pattern);
	json_end_object(json);
	json_end_array(json);
	json_end_object(json);
}

static struct slice one_word_pattern(struct word_list *list)
{
	struct slice words = text_builder_finish(&list->pattern);

	return arena_print(list->arena, "^\\s*(" SCHEMA_BLANK "|%.*s)?\\s*$", SLICE_PRINT(words));
}

/* Several words in one cell: 初回・紹介. */
static struct slice several_words_pattern(struct word_list *list)
{
	struct slice words = text_builder_finish(&list->pattern);

	return arena_print(list->arena, "^\\s*(" SCHEMA_BLANK "|((%.*s)([・、，,＆&／/｜|＋\\s]+|$))+)?\\s*$", SLICE_PRINT(words));
}

static bool in_lists(enum enum_kind kind)
{
	for (unsigned i = FIELD_INVALID + 1; i < FIELD_COUNT; i++)
		if (field_info((enum field)i)->kind == KIND_LIST_ENUM && field_info((enum field)i)->element == kind)
			return true;
	return false;
}

static struct slice enum_name(struct arena *arena, enum enum_kind kind)
{
	struct slice name = enum_info(kind)->name;

	return arena_print(arena, "enum.%.*s", SLICE_PRINT(name));
}

static void add_enum(struct json_writer *json, struct arena *arena, enum enum_kind kind)
{
	const struct enum_info *info = enum_info(kind);
	struct word_list list;

	begin_words(&list, json, arena, enum_name(arena, kind));
	for (unsigned i = 0; i < info->count; i++) {
		add_words(&list, info->values[i].names_ja);
		add_words(&list, info->values[i].name);
	}
	end_words(&list, in_lists(kind) ? several_words_pattern(&list) : one_word_pattern(&list));
}

static void add_forms(struct json_writer *json, struct arena *arena)
{
	struct word_list list;

	begin_words(&list, json, arena, SLICE_OF("form"));
	for (unsigned i = 0; i < FORM_COUNT; i++) {
		const struct form_info *info = form_info((enum form)i);

		add_words(&list, info->name_ja);
		add_words(&list, info->aliases);
		add_words(&list, info->name_en);
	}
	end_words(&list, several_words_pattern(&list));
}

static void add_marks(struct json_writer *json, struct arena *arena)
{
	struct word_list list;
	struct slice word;

	begin_words(&list, json, arena, SLICE_OF("mark"));
	for (size_t i = 0; (word = mark_word(i)).length; i++)
		add_words(&list, word);
	json_bool(json, true);
	json_bool(json, false);
	json_number(json, 1);
	json_number(json, 0);
	end_words(&list, one_word_pattern(&list));
}

/* ---- all of them ---- */

static void add_blank(struct json_writer *json)
{
	json_key(json, "blank");
	json_begin_object(json);
	schema_type(json, "string null");
	json_text(json, "pattern", SLICE_OF("^\\s*(" SCHEMA_BLANK ")?\\s*$"));
	json_end_object(json);
}

void schema_types_add(struct json_writer *json, struct arena *arena)
{
	static const struct cell_type period = {KIND_RECORD, "period", "string number null", WHOLE(PERIOD), "1000", "99991231"};

	add_blank(json);
	for (size_t i = 0; i < COUNT_OF(cell_types); i++)
		add_cell_type(json, &cell_types[i]);
	add_cell_type(json, &period);
	add_marks(json, arena);
	for (unsigned i = 0; i < ENUM_COUNT; i++)
		add_enum(json, arena, (enum enum_kind)i);
	add_forms(json, arena);
}

struct slice schema_type_name(struct arena *arena, enum field field)
{
	const struct field_info *info = field_info(field);

	for (size_t i = 0; i < COUNT_OF(cell_types); i++)
		if (cell_types[i].kind == info->kind)
			return slice_from_string(cell_types[i].name);
	if (info->kind == KIND_BOOL)
		return SLICE_OF("mark");
	if (field == Plan_forms)
		return SLICE_OF("form");
	if (info->kind == KIND_LIST_TEXT)
		return SLICE_OF("text");
	return enum_name(arena, (enum enum_kind)info->element);
}
