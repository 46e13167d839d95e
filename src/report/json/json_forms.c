#include "report/json/json_forms.h"

static void add_findings(struct json_writer *json, const uint32_t *numbers, size_t count, const struct finding_list *findings)
{
	if (!count)
		return;
	json_key(json, "findings");
	json_begin_array(json);
	for (size_t i = 0; i < count; i++)
		json_string(json, findings->items[numbers[i]]->fingerprint);
	json_end_array(json);
}

static void add_state(struct json_writer *json, enum cell_state state)
{
	static const struct slice names[] = {
		[CELL_BLANK] = SLICE("blank"), [CELL_UNREADABLE] = SLICE("unreadable"), [CELL_NOT_SUPPLIED] = SLICE("not_supplied")};

	json_text_if(json, "state", names[state]);
}

static void add_cell(struct json_writer *json, const struct form_cell *cell, const struct finding_list *findings)
{
	json_begin_object(json);
	json_text(json, "text", cell->text);
	json_text_if(json, "address", cell->address);
	if (cell->role != CELL_VALUE)
		json_text(json, "heading", cell->role == CELL_ROW_HEADING ? SLICE_OF("row") : SLICE_OF("column"));
	add_state(json, cell->state);
	if (cell->personal) {
		json_key(json, "personal");
		json_bool(json, true);
	}
	if (cell->row_span > 1)
		json_count(json, "row_span", cell->row_span);
	if (cell->column_span > 1)
		json_count(json, "column_span", cell->column_span);
	add_findings(json, cell->findings, cell->finding_count, findings);
	json_end_object(json);
}

static void add_section(struct json_writer *json, const struct form_section *section, const struct finding_list *findings)
{
	json_begin_object(json);
	json_text_if(json, "title", section->title);
	json_count(json, "columns", section->columns);
	if (section->widths) {
		json_key(json, "widths");
		json_begin_array(json);
		for (unsigned i = 0; i < section->columns; i++)
			json_number(json, section->widths[i]);
		json_end_array(json);
	}
	json_count(json, "heading_rows", section->heading_rows);
	json_key(json, "rows");
	json_begin_array(json);
	for (size_t i = 0; i < section->row_count; i++) {
		json_begin_object(json);
		json_key(json, "cells");
		json_begin_array(json);
		for (size_t k = 0; k < section->rows[i].count; k++)
			add_cell(json, &section->rows[i].cells[k], findings);
		json_end_array(json);
		json_end_object(json);
	}
	json_end_array(json);
	json_end_object(json);
}

static void add_sheet(struct json_writer *json, const struct form_sheet *sheet, const struct finding_list *findings)
{
	json_begin_object(json);
	json_text(json, "name", sheet->name);
	json_text_if(json, "title", sheet->title);
	add_findings(json, sheet->findings, sheet->finding_count, findings);
	json_key(json, "sections");
	json_begin_array(json);
	for (size_t i = 0; i < sheet->section_count; i++)
		add_section(json, &sheet->sections[i], findings);
	json_end_array(json);
	json_end_object(json);
}

void json_add_forms(struct json_writer *json, const struct form_view *view, const struct finding_list *findings)
{
	json_key(json, "forms");
	json_begin_array(json);
	for (size_t i = 0; i < view->sheet_count; i++)
		add_sheet(json, &view->sheets[i], findings);
	json_end_array(json);
	json_key(json, "assessment_items");
	json_begin_array(json);
	for (size_t i = 0; i < view->item_count; i++) {
		const struct assessment_coverage *item = &view->items[i];

		json_begin_object(json);
		json_count(json, "number", item->number);
		json_text(json, "name", item->name);
		add_state(json, item->state);
		add_findings(json, item->findings, item->finding_count, findings);
		json_end_object(json);
	}
	json_end_array(json);
}
