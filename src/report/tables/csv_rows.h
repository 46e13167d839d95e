/*
 * csv_rows.h - rows of a CSV for spreadsheets, in UTF-8 with its mark or in CP932. Private to report/tables/.
 *
 * Spreadsheets take a cell that begins with = + - @ for a formula. Plans are other people's text, so such a cell gets an apostrophe
 * in front. Line breaks and controls never reach the file.
 */
#ifndef TENKEN_REPORT_TABLES_CSV_ROWS_H
#define TENKEN_REPORT_TABLES_CSV_ROWS_H

#include "report/report_format.h"

/* What report->state is, or begins with. */
struct csv_rows {
	struct text_builder rows; /* UTF-8, until they are sent in the encoding of the file */
	bool begun;               /* this row has a cell */
	size_t substituted;       /* characters that CP932 does not have */
};

void csv_begin_rows(struct report *report, struct csv_rows *rows); /* becomes report->state */
void csv_add_cell(struct report *report, struct slice value);
void csv_add_number(struct report *report, size_t number);
void csv_add_nothing(struct report *report); /* a cell where there is no number */
void csv_end_row(struct report *report);
void csv_send_rows(struct report *report); /* to report->text */
void csv_end_rows(struct report *report);  /* tells what could not be written as it is */

#endif
