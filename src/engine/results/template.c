/* Messages with their placeholders filled. */
#include "engine/results/template.h"

#include "base/number_text.h"
#include "engine/values/cell_values.h"
#include "engine/values/operators.h"
#include "model/dates/date.h"

static void add_words(struct text_builder *builder, bool english, const char *ja, const char *en)
{
	text_builder_add_string(builder, english ? en : ja);
}

static void add_missing(struct text_builder *builder, struct cel_value value, bool english)
{
	if (value.kind == CEL_NULL || (value.kind == CEL_ERROR && value.sub == CEL_ERROR_BLANK))
		add_words(builder, english, "（空欄）", "(blank)");
	else if (value.kind == CEL_UNKNOWN)
		add_words(builder, english, "（不明）", "(unknown)");
	else
		add_words(builder, english, "（表示できません）", "(cannot be shown)");
}

static void add_date(struct text_builder *builder, struct cel_value date, bool english)
{
	if (english)
		date_add_iso(builder, (int32_t)date.is.integer);
	else
		date_add_japanese(builder, (int32_t)date.is.integer);
}

/* People read 26.7, not 26.666666666666668. */
static void add_double(struct text_builder *builder, double number)
{
	number_text_add_rounded(builder, number, 2);
}

static void add_enum(struct text_builder *builder, struct cel_value value, bool english)
{
	const struct enum_value_info *info = &enum_info((enum enum_kind)value.model)->values[value.is.integer];

	text_builder_add(builder, english ? info->name : first_name(info->names_ja));
}

static void add_cell(struct text_builder *builder, const struct record *record, enum field field, bool english)
{
	const struct value *value = record_read(record, field);

	if (value->presence == PRESENCE_WRITTEN)
		add_date(builder, cel_date(value->is.date), english);
	else if (value->presence == PRESENCE_UNREADABLE)
		text_builder_add(builder, value->is.text);
	else
		add_missing(builder, value->presence == PRESENCE_BLANK ? cel_null() : cell_unknown(record, field), english);
}

static void add_record(struct text_builder *builder, const struct record *record, bool english)
{
	if (record->kind == RECORD_Period) {
		add_cell(builder, record, Period_from, english);
		add_words(builder, english, "〜", " to ");
		add_cell(builder, record, Period_to, english);
		return;
	}
	text_builder_add(builder, form_address(builder->arena, record, FIELD_COUNT, true, english));
}

void cel_value_add_for_people(struct text_builder *builder, struct cel_value value, bool english)
{
	switch ((enum cel_kind)value.kind) {
	case CEL_BOOL: add_words(builder, english, value.is.boolean ? "はい" : "いいえ", value.is.boolean ? "yes" : "no"); break;
	case CEL_INT: text_builder_add_int(builder, value.is.integer); break;
	case CEL_UINT: text_builder_print(builder, "%llu", (unsigned long long)value.is.natural); break;
	case CEL_DOUBLE: add_double(builder, value.is.number); break;
	case CEL_STRING: text_builder_add(builder, cel_text(value)); break;
	case CEL_DATE: add_date(builder, value, english); break;
	case CEL_TIME: text_builder_print(builder, "%d:%02d", (int)(value.is.integer / 60), (int)(value.is.integer % 60)); break;
	case CEL_ENUM: add_enum(builder, value, english); break;
	case CEL_RECORD: add_record(builder, value.is.record, english); break;
	case CEL_LIST:
		for (size_t i = 0; i < value.detail; i++) {
			if (i)
				add_words(builder, english, "、", ", ");
			cel_value_add_for_people(builder, value.is.items[i], english);
		}
		break;
	case CEL_ERROR:
	case CEL_UNKNOWN:
	case CEL_PENDING:
	case CEL_NULL:
	case CEL_BYTES:
	case CEL_TIMESTAMP:
	case CEL_DURATION:
	case CEL_TYPE:
	case CEL_MODEL_LIST:
	case CEL_MAP:
	case CEL_FACT: add_missing(builder, value, english); break;
	}
}

/* The items of a list of the model become values first: texts, enums and records. */
static struct cel_value plain_list(struct evaluation *evaluation, struct cel_value value)
{
	struct cel_value *items;

	if (value.kind != CEL_MODEL_LIST)
		return value;
	items = arena_array(evaluation->scratch, struct cel_value, value.detail);
	for (size_t i = 0; i < value.detail; i++)
		items[i] = cel_item(evaluation, value, i);
	return cel_list(items, value.detail);
}

/* A path shows what was written; a named expression that is a path is looked through, for it may be remembered normalised. */
static struct cel_value evaluate_placeholder(struct evaluation *evaluation, const struct expression *expression)
{
	struct cel_value value = evaluate(evaluation, expression);
	const struct expression *path = expression;

	if (value.kind != CEL_STRING || value.sub != CEL_STRING_CELL)
		return plain_list(evaluation, value);
	if (expression->kind == EXPRESSION_NAME && evaluation->written[expression->slot])
		path = evaluation->written[expression->slot];
	if (!expression_is_path(path) || path->kind == EXPRESSION_NAME)
		return value;
	evaluation->verbatim = true;
	value = evaluate(evaluation, path);
	evaluation->verbatim = false;
	return value;
}

struct slice template_print(struct evaluation *evaluation, const struct message_template *template, bool english)
{
	struct text_builder builder;

	evaluation->english = english;
	text_builder_init(&builder, evaluation->scratch);
	for (size_t i = 0; i < template->count; i++) {
		const struct template_part *part = &template->parts[i];

		if (part->expression)
			cel_value_add_for_people(&builder, evaluate_placeholder(evaluation, part->expression), english);
		else
			text_builder_add(&builder, part->text);
	}
	return text_builder_finish(&builder);
}
