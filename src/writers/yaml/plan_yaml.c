#include "writers/yaml/plan_yaml.h"

#include "model/dates/date.h"
#include "writers/written_text.h"

struct writing {
	struct text_builder *out;
	struct arena *scratch;
	const struct document *document;
};

static void add_record(const struct writing *writing, const struct record *record, unsigned depth, bool in_list);

static void indent(const struct writing *writing, unsigned depth)
{
	for (unsigned i = 0; i < depth; i++)
		text_builder_add_string(writing->out, "  ");
}

static bool is_derived(enum field field)
{
	return (field_info(field)->flags & FIELD_DERIVED) != 0;
}

/* Anything to write in the record? Lists that are there but empty count: "none" is not "not told". */
static bool has_anything(const struct record *record)
{
	const struct record_info *info = record_info(record->kind);

	for (unsigned i = 0; i < info->count; i++) {
		const struct value *value = &record->values[i];
		enum field field = (enum field)(info->first + i);

		if (is_derived(field) || !value_has_words(value) || value->flags & VALUE_COUNTED)
			continue;
		if (field_info(field)->kind != KIND_RECORD || value->presence == PRESENCE_UNREADABLE || has_anything(value->is.record))
			return true;
	}
	return false;
}

/* ---- cells ---- */

static void add_time(struct text_builder *out, int32_t minutes)
{
	text_builder_print(out, "\"%02d:%02d\"", (int)(minutes / 60), (int)(minutes % 60));
}

static void add_enum_word(struct text_builder *out, const struct field_info *info, const struct value *value)
{
	if (value->presence == PRESENCE_UNREADABLE)
		yaml_add_scalar(out, value->is.text);
	else
		yaml_add_scalar(out, first_name(enum_info((enum enum_kind)info->element)->values[value->is.enumerated].names_ja));
}

static void add_cells(const struct writing *writing, const struct field_info *info, struct value_list items)
{
	struct text_builder *out = writing->out;

	text_builder_add_char(out, '[');
	for (size_t i = 0; i < items.count; i++) {
		text_builder_add_string(out, i ? ", " : "");
		if (info->kind == KIND_LIST_ENUM)
			add_enum_word(out, info, &items.items[i]);
		else
			yaml_add_scalar(out, items.items[i].is.text);
	}
	text_builder_add_char(out, ']');
}

static void add_cell(const struct writing *writing, const struct field_info *info, const struct value *value)
{
	struct text_builder *out = writing->out;

	if (value->presence == PRESENCE_UNREADABLE) {
		yaml_add_scalar(out, value->is.text);
		return;
	}
	if (value->flags & VALUE_PLACEHOLDER) {
		yaml_add_scalar(out, placeholder_text(writing->scratch, writing->document, value));
		return;
	}
	switch (info->kind) {
	case KIND_TEXT:
		yaml_add_scalar(out, value->is.text);
		break;
	case KIND_INT:
		text_builder_add_int(out, value->is.integer);
		break;
	case KIND_NUMBER:
		text_builder_print(out, "%.15g", value->is.number);
		break;
	case KIND_BOOL:
		text_builder_add_string(out, value->is.boolean ? "○" : "×");
		break;
	case KIND_DATE:
		date_add_iso(out, value->is.date);
		break;
	case KIND_TIME:
		add_time(out, value->is.minutes);
		break;
	case KIND_ENUM:
		add_enum_word(out, info, value);
		break;
	case KIND_LIST_TEXT:
	case KIND_LIST_ENUM:
		add_cells(writing, info, value->is.list);
		break;
	case KIND_RECORD:
	case KIND_LIST_RECORD:
		break;
	}
}

/* ---- records ---- */

/* A period that was written in words stays so: its dates come from the words. */
static const struct value *words_of_period(const struct record *record)
{
	const struct value *words = record->kind == RECORD_Period ? record_read(record, Period_text) : NULL;

	return words && value_has_words(words) && !period_has_own_dates(record) ? words : NULL;
}

/* A record of nothing but cells on one line. */
static void add_flat_record(const struct writing *writing, const struct record *record)
{
	const struct record_info *info = record_info(record->kind);
	struct text_builder *out = writing->out;
	bool any = false;

	text_builder_add_char(out, '{');
	for (unsigned i = 0; i < info->count; i++) {
		const struct field_info *field = field_info((enum field)(info->first + i));

		if (!value_has_words(&record->values[i]))
			continue;
		text_builder_add_string(out, any ? ", " : "");
		any = true;
		yaml_add_scalar(out, first_name(field->names_ja));
		text_builder_add_string(out, ": ");
		add_cell(writing, field, &record->values[i]);
	}
	text_builder_add_string(out, "}\n");
}

static void add_list(const struct writing *writing, struct value_list list, unsigned depth)
{
	struct text_builder *out = writing->out;

	if (!list.count) {
		text_builder_add_string(out, " []\n");
		return;
	}
	text_builder_add_char(out, '\n');
	for (size_t i = 0; i < list.count; i++) {
		indent(writing, depth);
		text_builder_add_string(out, "- ");
		if (list.items[i].presence == PRESENCE_UNREADABLE) {
			yaml_add_scalar(out, list.items[i].is.text);
			text_builder_add_char(out, '\n');
		} else if (list.items[i].is.record->kind == RECORD_StandardItem) {
			add_flat_record(writing, list.items[i].is.record);
		} else {
			add_record(writing, list.items[i].is.record, depth + 1, true);
		}
	}
}

static void add_field(const struct writing *writing, enum field field, const struct value *value, unsigned depth)
{
	const struct field_info *info = field_info(field);
	struct text_builder *out = writing->out;

	yaml_add_scalar(out, first_name(info->names_ja));
	text_builder_add_char(out, ':');
	if (info->kind == KIND_LIST_RECORD && value->presence == PRESENCE_WRITTEN) {
		add_list(writing, value->is.list, depth + 1);
		return;
	}
	if (info->kind == KIND_RECORD && value->presence != PRESENCE_UNREADABLE) {
		const struct value *words = words_of_period(value->is.record);

		if (!words) {
			text_builder_add_char(out, '\n');
			add_record(writing, value->is.record, depth + 1, false);
			return;
		}
		value = words;
		info = field_info(Period_text);
	}
	text_builder_add_char(out, ' ');
	if (info->kind == KIND_TEXT && value->presence == PRESENCE_WRITTEN)
		yaml_add_text(out, value->is.text, 2 * (depth + 1));
	else
		add_cell(writing, info, value);
	text_builder_add_char(out, '\n');
}

/* Is there anything of this field to write? */
static bool is_written(enum field field, const struct value *value)
{
	if (is_derived(field) || value->flags & VALUE_COUNTED || field == Plan_forms)
		return false;
	if (field_info(field)->kind == KIND_RECORD && value->presence != PRESENCE_UNREADABLE)
		return value->flags & VALUE_PLACEHOLDER || (value->presence == PRESENCE_WRITTEN && has_anything(value->is.record));
	return value_has_words(value);
}

/* 様式: which forms are carried cannot be seen from what is left out. */
static void add_forms(const struct writing *writing)
{
	bool any = false;

	text_builder_add_string(writing->out, "様式: [");
	for (unsigned form = 0; form < FORM_COUNT; form++) {
		if (!form_is_carried(writing->document, (enum form)form))
			continue;
		text_builder_add_string(writing->out, any ? ", " : "");
		yaml_add_scalar(writing->out, form_info((enum form)form)->name_ja);
		any = true;
	}
	text_builder_add_string(writing->out, "]\n");
}

static void add_record(const struct writing *writing, const struct record *record, unsigned depth, bool in_list)
{
	const struct record_info *info = record_info(record->kind);
	bool first = in_list;

	for (unsigned i = 0; i < info->count; i++) {
		enum field field = (enum field)(info->first + i);

		if (!is_written(field, &record->values[i]))
			continue;
		if (!first)
			indent(writing, depth);
		first = false;
		add_field(writing, field, &record->values[i], depth);
		if (field == Plan_kind)
			add_forms(writing);
	}
	if (first) /* an item of a list in which nothing is written */
		text_builder_add_string(writing->out, "{}\n");
}

void plan_yaml_add(struct text_builder *out, struct arena *scratch, const struct document *document)
{
	struct writing writing = {out, scratch, document};

	text_builder_add_string(out, "---\n");
	if (!is_written(Plan_kind, record_read(document->plan, Plan_kind)))
		add_forms(&writing);
	add_record(&writing, document->plan, 0, false);
}
