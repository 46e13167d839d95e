#include "linter/forms/form_cell_text.h"

#include "base/text_builder.h"
#include "model/dates/date.h"
#include "model/dates/era.h"
#include "writers/written_text.h"

/* R8.4.1: forms have little room for the dates of a period. */
static void add_short_date(struct text_builder *text, int32_t date, bool english)
{
	const struct era *era = era_of(date);
	struct calendar_date day = date_to_calendar(date);

	if (english || !era)
		date_add_iso(text, date);
	else
		text_builder_print(text, "%c%d.%d.%d", era->letter, day.year - era->year_before, day.month, day.day);
}

static void add_date(struct text_builder *text, int32_t date, bool english)
{
	if (english)
		date_add_iso(text, date);
	else
		date_add_japanese(text, date);
}

static void add_item(struct text_builder *text, const struct field_info *info, const struct value *value)
{
	if (value->presence == PRESENCE_UNREADABLE || info->kind == KIND_TEXT || info->kind == KIND_LIST_TEXT)
		text_builder_add(text, value->is.text);
	else
		text_builder_add(text, first_name(enum_info((enum enum_kind)info->element)->values[value->is.enumerated].names_ja));
}

static void add_list(struct text_builder *text, const struct field_info *info, struct value_list list)
{
	for (size_t i = 0; i < list.count; i++) {
		text_builder_add_string(text, i ? "、" : "");
		add_item(text, info, &list.items[i]);
	}
}

static void add_written(struct text_builder *text, const struct field_info *info, const struct value *value, bool english)
{
	switch (info->kind) {
	case KIND_TEXT:
	case KIND_ENUM:
		add_item(text, info, value);
		break;
	case KIND_INT:
		text_builder_add_int(text, value->is.integer);
		break;
	case KIND_NUMBER:
		text_builder_print(text, "%.15g", value->is.number);
		break;
	case KIND_BOOL:
		text_builder_add_string(text, value->is.boolean ? "○" : "×");
		break;
	case KIND_DATE:
		add_date(text, value->is.date, english);
		break;
	case KIND_TIME:
		text_builder_print(text, "%d:%02d", (int)value->is.minutes / 60, (int)value->is.minutes % 60);
		break;
	case KIND_LIST_TEXT:
	case KIND_LIST_ENUM:
		add_list(text, info, value->is.list);
		break;
	case KIND_RECORD:
	case KIND_LIST_RECORD:
		break;
	}
}

static enum cell_state state_of(const struct value *value)
{
	switch ((enum presence)value->presence) {
	case PRESENCE_NOT_SUPPLIED:
		return CELL_NOT_SUPPLIED;
	case PRESENCE_UNREADABLE:
		return CELL_UNREADABLE;
	case PRESENCE_WRITTEN:
		return CELL_WRITTEN;
	case PRESENCE_BLANK:
		break;
	}
	return CELL_BLANK;
}

static void add_period_end(struct text_builder *text, const struct value *date, bool english)
{
	if (date->presence == PRESENCE_WRITTEN)
		add_short_date(text, date->is.date, english);
	else if (date->presence == PRESENCE_UNREADABLE)
		text_builder_add(text, date->is.text);
}

/* As it was written; dates that were worked out from words (6か月) are not what stands in the cell. */
static void period_text(struct text_builder *text, const struct record *period, bool english, struct form_cell *cell)
{
	const struct value *words = record_read(period, Period_text);
	const struct value *from = record_read(period, Period_from), *to = record_read(period, Period_to);

	if (value_has_words(words) && !period_has_own_dates(period)) {
		text_builder_add(text, words->is.text);
		cell->state = state_of(words);
		return;
	}
	bool any = value_has_words(from) || value_has_words(to);

	add_period_end(text, from, english);
	if (any)
		text_builder_add_string(text, english ? " – " : "～");
	add_period_end(text, to, english);
	cell->state = !any ? from->presence == PRESENCE_NOT_SUPPLIED ? CELL_NOT_SUPPLIED : CELL_BLANK
		      : from->presence == PRESENCE_UNREADABLE || to->presence == PRESENCE_UNREADABLE ? CELL_UNREADABLE : CELL_WRITTEN;
}

void form_cell_text(struct arena *arena, const struct document *document, const struct record *record, enum field field, bool english,
	       struct form_cell *cell)
{
	const struct field_info *info = field_info(field);
	const struct value *value = record_read(record, field);
	struct text_builder text;

	text_builder_init(&text, arena);
	cell->state = state_of(value);
	if (info->kind == KIND_RECORD && (value->presence == PRESENCE_WRITTEN || value->presence == PRESENCE_BLANK)) {
		if (info->element == RECORD_Period)
			period_text(&text, value->is.record, english, cell);
	} else if (value->presence == PRESENCE_WRITTEN) {
		add_written(&text, info, value, english);
		if (!text.length)
			cell->state = CELL_BLANK;
	} else if (value->presence == PRESENCE_UNREADABLE) {
		text_builder_add(&text, value->is.text);
	} else if (value->flags & VALUE_PLACEHOLDER) {
		text_builder_add(&text, placeholder_text(arena, document, value));
	}
	cell->text = slice_trim(text_builder_finish(&text));
}
