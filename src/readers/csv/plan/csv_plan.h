/*
 * csv_plan.h - one plan from its rows in several files. For csv_set.c; the second part for the modules that read the rows.
 */
#ifndef TENKEN_READERS_CSV_PLAN_H
#define TENKEN_READERS_CSV_PLAN_H

#include "readers/csv/rows/csv_cells.h"
#include "readers/reader.h"

/* Where plans are read from. `supplied` gives the table of fields for the roles that are there (bit per csv_role). */
struct csv_plan_source {
	const struct csv_index *index;
	struct csv_reading *reading; /* room, reused from plan to plan */
	struct arena *scratch;
	const struct key_table *keys;
	const bool *(*supplied)(void *context, unsigned roles);
	void *context;
	unsigned roles;              /* of the files of the run, bit per csv_role */
	bool keep;                   /* cells that fill no field go to Plan.standard_items */
};

/* Reads a plan of the index into a new document in `arena`, settled. READING_LOST when there is nothing but a supplement. */
enum reading csv_plan_read(const struct csv_plan_source *from, const struct csv_entry *entry, uint32_t ordinal, struct arena *arena,
			   struct finding_list *findings, struct document **document);

/* ---- between the modules that read one plan ---- */

/* The plan being put together. */
struct csv_gathering {
	const struct csv_plan_source *from;
	const struct csv_entry *entry;
	struct csv_reading *reading;
	struct source **sources; /* of the document */
	size_t source_count, source_capacity;
	unsigned supplied;       /* bit per csv_role: the file is there, perhaps without rows of this plan */
	struct csv_kept *kept;   /* NULL: cells that fill no field are only checked */
};

/* Which file of each role an entry is read from, NULL without one. */
struct csv_chosen {
	const struct csv_file *files[CSV_ROLE_COUNT];
	uint32_t group; /* the transmission that leads */
};

/* Of several files of a role, the one sent together with the entry's first; else the first. */
void csv_choose_files(const struct csv_gathering *plan, const struct csv_entry *entry, struct csv_chosen *chosen);
void csv_report_unused_files(struct csv_gathering *plan, const struct csv_entry *entry, const struct csv_chosen *chosen);
/* Begins a file: its source becomes one of the document's. False, and it is said, when there are too many. */
bool csv_open_file(struct csv_gathering *plan, const struct csv_file *file);
/*
 * The rows of the entry in the file that was opened, one after another: take() is called for each, with its number from 1. No more
 * than LIMIT_PLAN_ROWS are read. Of what has one row a plan, others are reported and passed over.
 */
void csv_read_rows(struct csv_gathering *plan, const struct csv_entry *entry,
		   void (*take)(struct csv_gathering *plan, void *target, size_t number), void *target);
/* Reads the items of the row that fill the plan itself. */
void csv_read_plan_items(struct csv_reading *reading);

/* A list of records while its rows come. */
struct csv_list {
	enum field field;
	struct value *items;
	size_t count, capacity;
};

void csv_list_add(struct csv_reading *reading, struct csv_list *list, struct record *record);
/* Puts the list into the record; an empty one is left as it is. */
void csv_list_end(const struct csv_list *list, struct record *record);

/* Table 2 and 支援計画: one row a service; needs, goals and services carried down by their numbers. */
struct csv_table2;
struct csv_table2 *csv_table2_begin(struct csv_reading *reading);
void csv_table2_row(struct csv_table2 *table);
/* Puts the lists into the plan; reports rows without numbers. */
void csv_table2_end(struct csv_table2 *table);

/*
 * Cells that fill no field, for who wants to write the file again: each row is handed over once its cells were checked; the end puts
 * them into Plan.standard_items, once for all rows where all rows agree. A cell whose field another file has filled otherwise is
 * reported.
 */
struct csv_kept *csv_kept_new(struct arena *arena);
void csv_kept_row(struct csv_gathering *plan, const struct csv_entry *entry);
void csv_kept_end(struct csv_gathering *plan);

/* A file with one row a plan, and one that is table 2 or 支援計画; NULL files are left out. */
void csv_read_plan_file(struct csv_gathering *plan, const struct csv_entry *entry, const struct csv_file *file);
void csv_read_table2(struct csv_gathering *plan, const struct csv_entry *entry, const struct csv_file *file);
/* Table 3, and the timetable of 利用者基本情報; NULL is left out. */
void csv_weekly_read(struct csv_gathering *plan, const struct csv_entry *entry, const struct csv_file *file);
/* A prevention plan and the 利用者基本情報 that was joined to it. */
void csv_prevention_read(struct csv_gathering *plan, const struct csv_chosen *chosen);
/* The months that were joined to the plan, or the month that is a plan of its own. */
void csv_months_read(struct csv_gathering *plan);

#endif
