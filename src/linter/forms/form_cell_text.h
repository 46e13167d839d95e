/*
 * form_cell_text.h - what a cell of a form shows for a value of the plan, as short as forms are. For linter/forms/ alone.
 */
#ifndef TENKEN_LINTER_FORMS_FORM_CELL_TEXT_H
#define TENKEN_LINTER_FORMS_FORM_CELL_TEXT_H

#include "base/memory/arena.h"
#include "model/model.h"
#include "report/form_view.h"

/* Fills text and state of `cell`. A period is one cell: its words when it was written in words, else R8.4.1～R8.9.30. */
void form_cell_text(struct arena *arena, const struct document *document, const struct record *record, enum field field, bool english,
	       struct form_cell *cell);

#endif
