/* A plan laid out as its forms, as a passage. */
#include "linter/partial/told_record.h"

#include "report/form_view.h"

/* Numbers of findings of the plan. */
static void pass_marks(struct passage *passage, uint32_t **numbers, size_t *count, size_t finding_count)
{
	pass_numbers(passage, numbers, count);
	for (size_t i = 0; i < *count && passage_reads(passage); i++)
		passage->broken |= (*numbers)[i] >= finding_count;
}

static void pass_cell(struct passage *passage, struct form_cell *cell, size_t finding_count)
{
	pass_text(passage, &cell->text);
	pass_text(passage, &cell->address);
	cell->role = (enum cell_role)pass_choice(passage, cell->role, CELL_COLUMN_HEADING + 1);
	cell->state = (enum cell_state)pass_choice(passage, cell->state, CELL_NOT_SUPPLIED + 1);
	pass_bool(passage, &cell->personal);
	pass_unsigned(passage, &cell->row_span);
	pass_unsigned(passage, &cell->column_span);
	pass_marks(passage, &cell->findings, &cell->finding_count, finding_count);
}

static void pass_widths(struct passage *passage, struct form_section *section)
{
	struct slice widths = slice_of((const char *)section->widths, passage->out && section->widths ? section->columns : 0);

	pass_text(passage, &widths);
	if (passage->out)
		return;
	passage->broken |= widths.length && widths.length != section->columns;
	section->widths = widths.length ? (const uint8_t *)widths.data : NULL;
}

static void pass_section(struct passage *passage, struct form_section *section, size_t finding_count)
{
	pass_text(passage, &section->title);
	pass_unsigned(passage, &section->columns);
	pass_widths(passage, section);
	pass_size(passage, &section->heading_rows);
	section->rows = pass_array(passage, section->rows, &section->row_count, sizeof *section->rows);
	for (size_t i = 0; i < section->row_count; i++) {
		struct form_row *row = &section->rows[i];

		row->cells = pass_array(passage, row->cells, &row->count, sizeof *row->cells);
		for (size_t k = 0; k < row->count; k++)
			pass_cell(passage, &row->cells[k], finding_count);
	}
}

static void pass_sheet(struct passage *passage, struct form_sheet *sheet, size_t finding_count)
{
	pass_text(passage, &sheet->name);
	pass_text(passage, &sheet->title);
	sheet->sections = pass_array(passage, sheet->sections, &sheet->section_count, sizeof *sheet->sections);
	for (size_t i = 0; i < sheet->section_count; i++)
		pass_section(passage, &sheet->sections[i], finding_count);
	pass_marks(passage, &sheet->findings, &sheet->finding_count, finding_count);
}

void pass_forms(struct passage *passage, struct form_view *view, size_t finding_count)
{
	view->sheets = pass_array(passage, view->sheets, &view->sheet_count, sizeof *view->sheets);
	for (size_t i = 0; i < view->sheet_count; i++)
		pass_sheet(passage, &view->sheets[i], finding_count);
	pass_marks(passage, &view->findings, &view->finding_count, finding_count);
	view->items = pass_array(passage, view->items, &view->item_count, sizeof *view->items);
	for (size_t i = 0; i < view->item_count; i++) {
		struct assessment_coverage *item = &view->items[i];

		pass_unsigned(passage, &item->number);
		pass_text(passage, &item->name);
		item->state = (enum cell_state)pass_choice(passage, item->state, CELL_NOT_SUPPLIED + 1);
		pass_marks(passage, &item->findings, &item->finding_count, finding_count);
	}
}
