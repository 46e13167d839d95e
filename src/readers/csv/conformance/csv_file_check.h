/*
 * csv_file_check.h - what a file as a whole must be: its name against its rows, one month, sent as a set. For csv_index.c, while
 * it goes through the rows for the first time. Each thing is said once a file, at the first row that shows it.
 */
#ifndef TENKEN_READERS_CSV_FILE_CHECK_H
#define TENKEN_READERS_CSV_FILE_CHECK_H

#include "readers/csv/conformance/csv_file_name.h"
#include "readers/csv/join/csv_index.h"

struct csv_file_check {
	const struct csv_file *file;
	struct finding_list *findings;
	struct csv_file_name name;
	const struct layout_item *month, *plan_date, *office, *created_on; /* NULL: the file has no such item */
	struct slice first_month; /* of the rows */
	bool said_month, said_name_month, said_office, said_created, said_edition;
};

/* Looks at the name. */
void csv_file_check_begin(struct csv_file_check *check, const struct csv_file *file, struct finding_list *findings);
/* How many leading cells of a row csv_file_check_row needs. */
unsigned csv_file_check_columns(const struct csv_file_check *check);
void csv_file_check_row(struct csv_file_check *check, const struct csv_scanner *scanner, const struct csv_row *row);
/* Are the texts of a file's first row, all of whose cells are there, in quotes? */
void csv_file_check_quotes(const struct csv_file_check *check, const struct csv_scanner *scanner, const struct csv_row *row);
/* Which files of a transmission are missing; for all files of a run. */
void csv_transmissions_check(const struct csv_index *index, struct finding_list *findings);

#endif
