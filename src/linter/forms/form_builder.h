/*
 * form_builder.h - puts the cells of a form view together, from the first row of the first sheet to the last. For linter/forms/ alone.
 *
 * A cell is told the record and field it shows; its address, text and state come from there. Findings are given to cells once all of
 * them stand.
 */
#ifndef TENKEN_LINTER_FORMS_FORM_BUILDER_H
#define TENKEN_LINTER_FORMS_FORM_BUILDER_H

#include "base/memory/arena.h"
#include "model/model.h"
#include "report/form_view.h"

/* A cell, or a sheet as a whole, under an address that findings may name. */
struct form_place {
	struct slice address;
	struct form_cell *cell; /* NULL: the sheet */
	size_t sheet;
	size_t in_row; /* while its row is not finished: the number of the cell */
};

struct form_builder {
	struct arena *arena; /* of the view */
	const struct document *document;
	bool english;
	enum form form; /* of the sheet that is being built */
	/* What is not finished yet, innermost last; used again for the next row, section and sheet. */
	struct form_cell *cells;
	size_t cell_count, cell_capacity;
	struct form_row *rows;
	size_t row_count, row_capacity;
	struct form_section *sections;
	size_t section_count, section_capacity;
	struct form_sheet *sheets;
	size_t sheet_count, sheet_capacity;
	struct form_place *places;
	size_t place_count, place_capacity, first_open_place;
};

void form_begin_sheet(struct form_builder *builder, enum form form, const char *title);
void form_end_sheet(struct form_builder *builder);
/* `widths`: `columns` of them, or NULL; must outlive the view. */
void form_begin_section(struct form_builder *builder, struct slice title, unsigned columns, const uint8_t *widths);
void form_end_section(struct form_builder *builder, size_t heading_rows); /* one without rows but headings was never begun */
void form_end_row(struct form_builder *builder);

/* Each adds a cell to the row at hand; the pointer is good until the next one. */
struct form_cell *form_add_heading(struct form_builder *builder, enum cell_role role, struct slice text);
struct form_cell *form_add_value(struct form_builder *builder, const struct record *record, enum field field);
struct form_cell *form_add_empty(struct form_builder *builder);
/* The cell added last is where findings about the record as a whole go, too. */
void form_also_at(struct form_builder *builder, const struct record *record);

/* Label and value side by side. */
void form_add_pair(struct form_builder *builder, const char *label, const struct record *record, enum field field, unsigned value_columns);

#endif
