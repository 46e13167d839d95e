/* The door of reading values: blanks and placeholders first, then each kind by its own reader. */
#include "model/values/placeholder.h"
#include "model/values/value_kinds.h"

#include <assert.h>

struct value_reading value_not_understood(struct slice text, struct value *value, enum value_problem problem, struct slice expected)
{
	value->presence = PRESENCE_UNREADABLE;
	value->is.text = text;
	return (struct value_reading){.problem = problem, .expected = expected, .word = text};
}

static struct value_reading read_text(enum field field, struct slice text, struct value *value)
{
	struct value_reading reading = {0};

	value->presence = PRESENCE_WRITTEN;
	value->is.text = text;
	if (placeholder_inside(field, text, &reading.word))
		reading.problem = VALUE_PLACEHOLDER_INSIDE;
	else
		reading.word = slice_of(NULL, 0);
	return reading;
}

/* The parts of 初回・紹介 written in one cell. */
static bool next_part(struct slice *rest, struct slice *part)
{
	static const struct slice separators[] = {SLICE("・"), SLICE("、"), SLICE("，"), SLICE(","), SLICE("＆"), SLICE("&"),
						  SLICE("／"), SLICE("/"),  SLICE("\n"), SLICE("｜"), SLICE("|"), SLICE("＋")};
	size_t end = rest->length, step = 0;

	if (rest->length == 0)
		return false;
	for (size_t i = 0; i < COUNT_OF(separators); i++) {
		size_t at = slice_find(*rest, separators[i], 0);

		if (at < end) {
			end = at;
			step = separators[i].length;
		}
	}
	*part = slice_trim(slice_part(*rest, 0, end));
	*rest = slice_part(*rest, end + step, rest->length);
	return true;
}

static struct value_reading read_item(const struct value_reader *reader, const struct field_info *info, struct slice text,
				      struct value *item)
{
	if (info->kind == KIND_LIST_ENUM)
		return value_read_enum(reader, (enum enum_kind)info->element, text, item);
	item->presence = PRESENCE_WRITTEN;
	item->is.text = text;
	return (struct value_reading){0};
}

/* The codes 51 to 54 of 計画書区分 stand for several kinds at once. */
static struct slice spelled_out(const struct value_reader *reader, const struct field_info *info, struct slice text)
{
	static const struct slice combined[][2] = {
		{SLICE("51"), SLICE("11,12")}, {SLICE("52"), SLICE("11,21")}, {SLICE("53"), SLICE("12,21")}, {SLICE("54"), SLICE("11,12,21")},
	};

	if (reader->codes && info->kind == KIND_LIST_ENUM && info->element == ENUM_plan_status)
		for (size_t i = 0; i < COUNT_OF(combined); i++)
			if (slice_equal(slice_trim(text), combined[i][0]))
				return combined[i][1];
	return text;
}

/* The first part that is not understood is reported; every part is in the list. */
static struct value_reading read_list(const struct value_reader *reader, const struct field_info *info, struct slice text,
				      struct value *value)
{
	struct value_reading first = {0};
	size_t count = 0, capacity = 1;
	struct slice part, rest = spelled_out(reader, info, text);

	for (struct slice ahead = rest; next_part(&ahead, &part);)
		capacity++;
	struct value *items = arena_array(reader->arena, struct value, capacity);

	while (next_part(&rest, &part)) {
		if (part.length == 0)
			continue;
		items[count] = (struct value){.source = value->source, .offset = value->offset, .length = value->length};
		struct value_reading reading = read_item(reader, info, part, &items[count++]);

		if (first.problem == VALUE_FINE)
			first = reading;
	}
	value->presence = PRESENCE_WRITTEN;
	value->is.list = (struct value_list){items, count};
	return first;
}

static struct value_reading read_by_kind(const struct value_reader *reader, enum field field, struct slice text, struct value *value)
{
	const struct field_info *info = field_info(field);

	switch (info->kind) {
	case KIND_TEXT:
		return read_text(field, text, value);
	case KIND_INT:
		return value_read_integer(slice_trim(text), value);
	case KIND_NUMBER:
		return value_read_number(slice_trim(text), value);
	case KIND_BOOL:
		return value_read_mark(reader, slice_trim(text), value);
	case KIND_DATE:
		return value_read_date(reader, field, text, value);
	case KIND_TIME:
		return value_read_time(reader, slice_trim(text), value);
	case KIND_ENUM:
		return value_read_enum(reader, (enum enum_kind)info->element, slice_trim(text), value);
	case KIND_LIST_TEXT:
	case KIND_LIST_ENUM:
		return read_list(reader, info, text, value);
	case KIND_RECORD:
	case KIND_LIST_RECORD:
		break;
	}
	assert(false && "a record is no cell");
	return (struct value_reading){0};
}

/* A stay in hospital whose end is 未定 goes on: a fact, not a gap. */
static bool may_be_undecided(enum field field, struct slice word)
{
	return field == Absence_to && slice_equal(word, SLICE_OF("未定"));
}

struct value_reading value_read(const struct value_reader *reader, enum field field, struct slice text, struct value *value)
{
	struct slice word;

	if (text_is_blank(text)) {
		value->presence = PRESENCE_BLANK;
		return (struct value_reading){0};
	}
	if (field == StandardItem_value || !placeholder_whole(text, &word)) /* never judged, whatever it says */
		return read_by_kind(reader, field, text, value);
	value->presence = PRESENCE_BLANK;
	if (may_be_undecided(field, word))
		return (struct value_reading){0};
	value->flags |= VALUE_PLACEHOLDER;
	return (struct value_reading){.problem = VALUE_PLACEHOLDER_WHOLE, .word = word};
}
