/*
 * csv_plan.h - one plan from its rows in several files. For csv_set.c.
 */
#ifndef TENKEN_READERS_CSV_PLAN_H
#define TENKEN_READERS_CSV_PLAN_H

#include "readers/csv/csv_cells.h"
#include "readers/reader.h"

/* What a table 2 is made of while its rows come; csv_table2.c knows. */
struct csv_table2;

/* Where plans are read from. `supplied` gives the table of fields for the roles that are there (bit per csv_role). */
struct csv_plan_source {
	const struct csv_index *index;
	struct csv_reading *reading; /* room, reused from plan to plan */
	struct arena *scratch;
	const struct key_table *keys;
	const bool *(*supplied)(void *context, unsigned roles);
	void *context;
	bool some_table1;            /* a file of table 1 is in the run at all */
};

/* Reads a plan of the index into a new document in `arena`, settled. READING_LOST when there is nothing but a supplement. */
enum reading csv_plan_read(const struct csv_plan_source *from, const struct csv_plan_entry *plan, uint32_t ordinal,
			   struct arena *arena, struct finding_list *findings, struct document **document);

/* Table 2: one row a service; needs, goals and services carried down by their numbers. */
struct csv_table2 *csv_table2_begin(struct csv_reading *reading);
void csv_table2_row(struct csv_table2 *table);
/* Puts the lists into the plan; reports rows without numbers. */
void csv_table2_end(struct csv_table2 *table);

#endif
