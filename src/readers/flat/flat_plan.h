/*
 * flat_plan.h - the rows of one plan as a document: needs, goals and services from rows that leave empty what stands above. For
 * flat_reader.c.
 *
 * Each list on the way from the plan to a service is a level. An empty cell continues the row above; a text that differs opens a
 * new need or goal, below which empty cells are blank; each row with anything of a service is one. A need or goal met before comes
 * back when its words do.
 */
#ifndef TENKEN_READERS_FLAT_PLAN_H
#define TENKEN_READERS_FLAT_PLAN_H

#include "readers/flat/flat_cells.h"

/* The columns of one level. */
struct flat_level {
	unsigned *columns; /* numbers of headings, from 0 */
	size_t count;
};

/* What the headings come to, once a file. */
struct flat_shape {
	struct flat_level levels[FLAT_PATH_LENGTH + 1]; /* 0: the plan itself */
	unsigned deepest;   /* the last level that has columns */
	bool rows_are_items; /* each row is a record of the deepest level */
	bool *supplied;     /* fields this file can fill, for document_settle */
	uint32_t forms;     /* carried by the file */
};

void flat_shape_init(struct flat_shape *shape, struct arena *arena, const struct flat_header *header);

struct flat_plan;
/* `reading->document` is new and holds the plan's record. */
struct flat_plan *flat_plan_begin(struct flat_reading *reading, const struct flat_shape *shape);
void flat_plan_row(struct flat_plan *plan);
/* Puts the lists into the plan. */
void flat_plan_end(struct flat_plan *plan);

#endif
