/*
 * cell.h - one cell of a plan: where a finding points, in the file, on the form and among its neighbours. Private to engine/.
 */
#ifndef TENKEN_ENGINE_VALUES_CELL_H
#define TENKEN_ENGINE_VALUES_CELL_H

#include "engine/scope_walk.h"
#include "findings/finding.h"
#include "program/expressions/expression.h"

struct cell {
	const struct record *record;
	enum field field; /* FIELD_COUNT: the record itself */
};

/* The cell that a path (short_goal.period.to) means in a row: as deep as records are there. */
struct cell cell_of_path(const struct scope_row *row, const struct expression *path);
/* Its place in the input; of the nearest record around it when the cell itself has none. */
struct place cell_place(const struct document *document, struct cell cell);
/* Its value in a form that does not depend on how it was written; empty for records and lists. In `arena`. */
struct slice cell_plain_value(struct arena *arena, struct cell cell);
/* Form order: by the fields of the model and the rows of lists, a record before its fields. */
int cell_compare(struct cell a, struct cell b);

#endif
