/* Forms without an official layout of their own here: from the table of fields alone. */
#include "linter/forms/form_sheets.h"

#include "base/text_builder.h"
#include "model/dates/date.h"
#include "writers/written_text.h"

static void add_record(struct form_builder *builder, const struct record *record, struct slice title);

static bool is_cell(enum field field)
{
	const struct field_info *info = field_info(field);

	return info->kind != KIND_LIST_RECORD && (info->kind != KIND_RECORD || info->element == RECORD_Period);
}

/* Worked out by tenken, or no cell of any form: not shown unless it was written. */
static bool is_shown(const struct form_builder *builder, const struct record *record, enum field field)
{
	const struct field_info *info = field_info(field);
	const struct value *value = record_read(record, field);

	if (info->flags & FIELD_DERIVED || field_form(record, field) != builder->form)
		return false;
	return !(info->flags & FIELD_OPTIONAL) || (value_has_words(value) && !(value->flags & VALUE_ABSENT));
}

/* A record of cells alone is a row of a table. */
static bool is_flat(enum record_kind kind)
{
	const struct record_info *info = record_info(kind);

	for (unsigned i = 0; i < info->count; i++) {
		enum field field = (enum field)(info->first + i);

		if (!is_cell(field) && !(field_info(field)->flags & FIELD_DERIVED))
			return false;
	}
	return true;
}

static const uint8_t pair_widths[] = {20, 80};

static void add_cells(struct form_builder *builder, const struct record *record, struct slice title)
{
	const struct record_info *info = record_info(record->kind);

	form_begin_section(builder, title, 2, pair_widths);
	for (unsigned i = 0; i < info->count; i++) {
		enum field field = (enum field)(info->first + i);

		if (!is_cell(field) || !is_shown(builder, record, field))
			continue;
		form_add_heading(builder, CELL_ROW_HEADING, field_name_ja(field));
		form_add_value(builder, record, field);
		if (!builder->row_count)
			form_also_at(builder, record);
		form_end_row(builder);
	}
	form_end_section(builder, 0);
}

/* A column that no form has is shown when one of the rows has something in it. */
static bool has_column(const struct form_builder *builder, struct value_list list, enum field field)
{
	for (size_t i = 0; i < list.count; i++)
		if (is_cell(field) && is_shown(builder, list.items[i].is.record, field))
			return true;
	return false;
}

static void add_table(struct form_builder *builder, struct value_list list, enum record_kind kind, struct slice title)
{
	const struct record_info *info = record_info(kind);
	bool *has = arena_array(builder->arena, bool, info->count);
	unsigned columns = 0;

	for (unsigned i = 0; i < info->count; i++) {
		has[i] = has_column(builder, list, (enum field)(info->first + i));
		columns += has[i];
	}
	if (!columns)
		return;
	form_begin_section(builder, title, columns, NULL);
	for (unsigned i = 0; i < info->count; i++)
		if (has[i])
			form_add_heading(builder, CELL_COLUMN_HEADING, field_name_ja((enum field)(info->first + i)));
	form_end_row(builder);
	for (size_t k = 0; k < list.count; k++) {
		const struct record *record = list.items[k].is.record;

		for (unsigned i = 0; i < info->count; i++) {
			if (!has[i])
				continue;
			form_add_value(builder, record, (enum field)(info->first + i));
			if (builder->cell_count == 1)
				form_also_at(builder, record);
		}
		form_end_row(builder);
	}
	form_end_section(builder, 1);
}

/* 担当者会議1; a month is called by its name. */
static struct slice item_title(struct form_builder *builder, enum field list, const struct record *record)
{
	const struct value *first_day = record->kind == RECORD_Month ? record_read(record, Month_first_day) : NULL;
	struct text_builder title;

	if (!first_day || first_day->presence != PRESENCE_WRITTEN)
		return arena_print(builder->arena, "%.*s%u", SLICE_PRINT(field_name_ja(list)), (unsigned)record->row);
	struct calendar_date month = date_to_calendar(first_day->is.date);

	text_builder_init(&title, builder->arena);
	text_builder_print(&title, "%d年%d月", month.year, month.month);
	return text_builder_finish(&title);
}

static struct slice joined_title(struct form_builder *builder, struct slice outer, struct slice inner)
{
	if (!outer.length)
		return inner;
	return arena_print(builder->arena, "%.*s %.*s", SLICE_PRINT(outer), SLICE_PRINT(inner));
}

static void add_list(struct form_builder *builder, const struct record *record, enum field field, struct slice title)
{
	struct value_list list = record_list(record, field);
	enum record_kind kind = (enum record_kind)field_info(field)->element;

	if (is_flat(kind)) {
		add_table(builder, list, kind, joined_title(builder, title, field_name_ja(field)));
		return;
	}
	for (size_t i = 0; i < list.count; i++) {
		const struct record *item = list.items[i].is.record;

		add_record(builder, item, joined_title(builder, title, item_title(builder, field, item)));
	}
}

/* Its cells, then what it is made of. */
static void add_record(struct form_builder *builder, const struct record *record, struct slice title)
{
	const struct record_info *info = record_info(record->kind);

	add_cells(builder, record, title);
	for (unsigned i = 0; i < info->count; i++) {
		enum field field = (enum field)(info->first + i);
		const struct record *sub;

		if (is_cell(field) || field_info(field)->flags & FIELD_DERIVED)
			continue;
		if (field_info(field)->kind == KIND_LIST_RECORD)
			add_list(builder, record, field, title);
		else if ((sub = record_sub(record, field)) != NULL)
			add_record(builder, sub, joined_title(builder, title, field_name_ja(field)));
	}
}

void form_build_plain(struct form_builder *builder, const struct record *plan, enum form form)
{
	struct slice aliases = form_info(form)->aliases, official;

	form_begin_sheet(builder, form, NULL);
	/* 第4表 says little without サービス担当者会議の要点; モニタリングの記録 says it itself. */
	if (slice_starts_with(form_info(form)->name_ja, SLICE_OF("第")) && slice_next(&aliases, '|', &official))
		builder->sheets[builder->sheet_count].title = official;
	add_record(builder, plan, slice_of("", 0));
	form_end_sheet(builder);
}

/* ---- what an official form has no cell for ---- */

static bool is_among(enum field field, const enum field *fields, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (fields[i] == field)
			return true;
	return false;
}

static void add_rest_of_cells(struct form_builder *builder, const struct record *record, struct slice title, const enum field *shown, size_t count)
{
	const struct record_info *info = record_info(record->kind);

	form_begin_section(builder, title, 2, pair_widths);
	for (unsigned i = 0; i < info->count; i++) {
		enum field field = (enum field)(info->first + i);

		if (!is_cell(field) || is_among(field, shown, count) || !is_shown(builder, record, field) || !value_has_words(record_read(record, field)))
			continue;
		form_add_heading(builder, CELL_ROW_HEADING, field_name_ja(field));
		form_add_value(builder, record, field);
		form_end_row(builder);
	}
	form_end_section(builder, 0);
}

void form_add_rest(struct form_builder *builder, const struct record *record, struct slice title, const enum field *shown, size_t count)
{
	if (!record)
		return;
	const struct record_info *info = record_info(record->kind);

	add_rest_of_cells(builder, record, title, shown, count);
	for (unsigned i = 0; i < info->count; i++) {
		enum field field = (enum field)(info->first + i);
		const struct record *sub;

		if (is_cell(field) || field_info(field)->flags & FIELD_DERIVED || is_among(field, shown, count))
			continue;
		if (field_info(field)->kind == KIND_LIST_RECORD)
			add_list(builder, record, field, title);
		else if ((sub = record_sub(record, field)) != NULL && field_form(sub, FIELD_COUNT) == builder->form)
			form_add_rest(builder, sub, field_name_ja(field), NULL, 0);
	}
}
