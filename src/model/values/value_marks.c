/* Numbers, marks and words of closed lists. */
#include "model/values/cell_characters.h"
#include "model/values/value_kinds.h"

#include "base/text_builder.h"
#include "text/unicode/normalize.h"

/* ---- numbers ---- */

enum { MOST_DIGITS = 15 }; /* far above any count, units or yen; exact as a double, too */

struct digits {
	bool negative, grouped;
	int64_t number;
	size_t count;    /* digits seen */
	size_t fraction; /* of them behind the point */
	bool point;
};

/* One character of a number; false when it cannot be part of one. Commas must stand at thousands. */
static bool take_character(struct digits *digits, const struct cell_characters *cell, size_t at)
{
	uint32_t c = cell->at[at];

	if (cell_is_digit(c)) {
		if (++digits->count <= MOST_DIGITS)
			digits->number = digits->number * 10 + (int64_t)(c - '0');
		digits->fraction += digits->point;
		return true;
	}
	if (c == '.' && !digits->point && digits->count > 0) {
		digits->point = true;
		return cell_is_digit(cell->at[at + 1]);
	}
	if (c != ',' || digits->point || digits->count == 0 || (!digits->grouped && digits->count > 3))
		return false;
	digits->grouped = true;
	for (size_t i = 1; i <= 3; i++)
		if (!cell_is_digit(cell->at[at + i]))
			return false;
	return !cell_is_digit(cell->at[at + 4]);
}

static enum value_problem read_digits(struct slice text, struct digits *digits)
{
	struct cell_characters cell;

	*digits = (struct digits){0};
	if (!cell_characters_fold(&cell, text))
		return VALUE_NOT_A_NUMBER;
	if (cell.count == 1 && cell.at[0] >= 0x2460 && cell.at[0] <= 0x2473) { /* ① to ⑳ */
		digits->number = (int64_t)(cell.at[0] - 0x2460 + 1);
		return VALUE_FINE;
	}
	digits->negative = cell.at[0] == '-';
	for (size_t at = digits->negative || cell.at[0] == '+'; at < cell.count; at++)
		if (!take_character(digits, &cell, at))
			return VALUE_NOT_A_NUMBER;
	if (digits->count == 0)
		return VALUE_NOT_A_NUMBER;
	if (digits->negative)
		digits->number = -digits->number;
	return digits->count > MOST_DIGITS ? VALUE_NUMBER_TOO_LARGE : VALUE_FINE;
}

struct value_reading value_read_integer(struct slice text, struct value *value)
{
	struct digits digits;
	enum value_problem problem = read_digits(text, &digits);

	if (problem == VALUE_FINE && digits.point)
		problem = VALUE_NOT_A_NUMBER;
	if (problem == VALUE_NUMBER_TOO_LARGE)
		return value_not_understood(text, value, problem, SLICE_OF("15桁までの数"));
	if (problem != VALUE_FINE)
		return value_not_understood(text, value, problem, SLICE_OF("12、1,200 のような整数"));
	value->presence = PRESENCE_WRITTEN;
	value->is.integer = digits.number;
	return (struct value_reading){0};
}

struct value_reading value_read_number(struct slice text, struct value *value)
{
	struct digits digits;
	enum value_problem problem = read_digits(text, &digits);

	if (problem != VALUE_FINE)
		return value_not_understood(text, value, problem, SLICE_OF("12、0.5 のような数"));
	value->presence = PRESENCE_WRITTEN;
	double divisor = 1;

	for (size_t i = 0; i < digits.fraction; i++)
		divisor *= 10;
	value->is.number = (double)digits.number / divisor; /* one division of exact numbers: the nearest double, as a rule's 0.05 is */
	return (struct value_reading){0};
}

/* ---- marks ---- */

static const struct {
	struct slice word; /* as normalize_for_comparison gives it; the first ones also as they are mostly written */
	bool is;
} marks[] = {
	{SLICE("○"), true},	{SLICE("〇"), true},	 {SLICE("◯"), true},	   {SLICE("Y"), true},	    {SLICE("N"), false},
	{SLICE("×"), false},	{SLICE("1"), true},	 {SLICE("0"), false},	   {SLICE("y"), true},
	{SLICE("n"), false},	{SLICE("はい"), true},	 {SLICE("いいえ"), false}, {SLICE("true"), true},   {SLICE("false"), false},
	{SLICE("yes"), true},	{SLICE("no"), false},	 {SLICE("有"), true},	   {SLICE("無"), false},    {SLICE("有り"), true},
	{SLICE("無し"), false}, {SLICE("あり"), true},	 {SLICE("なし"), false},   {SLICE("✓"), true},	    {SLICE("✔"), true},
	{SLICE("☑"), true},	{SLICE("■"), true},	 {SLICE("□"), false},	   {SLICE("☐"), false},	    {SLICE("✕"), false},
	{SLICE("✖"), false},	{SLICE("◎"), true},	 {SLICE("レ"), true},	   {SLICE("対象"), true},   {SLICE("対象外"), false},
	{SLICE("要"), true},	{SLICE("不要"), false},	 {SLICE("否"), false},	   {SLICE("該当"), true},   {SLICE("非該当"), false},
	{SLICE("達成"), true},	{SLICE("未達成"), false}, {SLICE("同居"), true},   {SLICE("別居"), false},  {SLICE("-"), false},
	{SLICE("ー"), false},	{SLICE("―"), false},	 {SLICE("‐"), false},	   {SLICE("−"), false},	    {SLICE("/"), false},
	{SLICE("—"), false},
};

struct slice mark_word(size_t number)
{
	return number < COUNT_OF(marks) ? marks[number].word : slice_of("", 0);
}

static bool mark_of(struct slice word, bool *is)
{
	for (size_t i = 0; i < COUNT_OF(marks); i++)
		if (slice_equal(marks[i].word, word)) {
			*is = marks[i].is;
			return true;
		}
	return false;
}

struct value_reading value_read_mark(const struct value_reader *reader, struct slice text, struct value *value)
{
	bool is = false;

	/* As written first: nearly every mark is one of the common ones, and needs no normalising. */
	if (!mark_of(text, &is) && !mark_of(normalize_for_comparison(reader->scratch, text), &is))
		return value_not_understood(text, value, VALUE_NOT_A_MARK, SLICE_OF("○ か ×、はい か いいえ、Y か N、1 か 0"));
	value->presence = PRESENCE_WRITTEN;
	value->is.boolean = is;
	return (struct value_reading){0};
}

/* ---- closed lists ---- */

static struct slice words_of(enum enum_kind kind, struct arena *arena, bool english)
{
	const struct enum_info *info = enum_info(kind);
	struct text_builder builder;

	text_builder_init(&builder, arena);
	for (unsigned i = 0; i < info->count; i++) {
		if (i)
			text_builder_add_string(&builder, english ? ", " : "、");
		text_builder_add(&builder, english ? info->values[i].name : first_name(info->values[i].names_ja));
	}
	return text_builder_finish(&builder);
}

/* A bare 2, or 要2: both 要支援2 and 要介護2 are written so. */
static bool is_ambiguous_level(struct slice text)
{
	struct cell_characters cell;
	size_t at;

	if (!cell_characters_fold(&cell, text))
		return false;
	at = cell_skip_blanks(&cell, cell.at[0] == 0x8981); /* 要 */
	return cell.count == at + 1 && cell.at[at] >= '1' && cell.at[at] <= '5';
}

/* The prevention plan of the CSV standard has codes of its own (支援計画書 項目14): 1 要支援1, 2 要支援2, 3 地域支援事業. */
static int prevention_level(struct slice code)
{
	static const int levels[] = {level_support1, level_support2, level_applicable};

	return code.length == 1 && code.data[0] >= '1' && code.data[0] <= '3' ? levels[code.data[0] - '1'] : -1;
}

struct value_reading value_read_enum(const struct value_reader *reader, enum enum_kind kind, struct slice text, struct value *value)
{
	int number = -1;

	if (reader->codes) {
		number = enum_value_by_code(kind, text);
		if (number < 0 && kind == ENUM_level)
			number = prevention_level(text);
	}
	if (number < 0)
		number = enum_value_by_name(reader->keys, kind, text, reader->scratch);
	if (number < 0) /* 要介護 2, Care2 */
		number = enum_value_by_name(reader->keys, kind, normalize_for_comparison(reader->scratch, text), reader->scratch);
	if (number < 0 && kind == ENUM_level && is_ambiguous_level(text))
		return value_not_understood(text, value, VALUE_AMBIGUOUS_LEVEL, SLICE_OF("要支援1・要支援2、または要介護1から要介護5"));
	if (number < 0) {
		struct value_reading reading =
			value_not_understood(text, value, VALUE_NOT_IN_LIST, words_of(kind, reader->arena, false));

		reading.expected_en = words_of(kind, reader->arena, true);
		return reading;
	}
	value->presence = PRESENCE_WRITTEN;
	value->is.enumerated = (unsigned)number;
	return (struct value_reading){0};
}
