/*
 * csv_withdrawal.h - files that take back what was sent before (DLT1KYO, DLTPLAN, …), applied before anything is judged. For
 * csv_index.c, which meets their rows, and csv_month.c.
 *
 * A withdrawal takes back what was sent before it: what a later transmission sent again stands. The time is in the names of the
 * files; without it everything is taken back.
 */
#ifndef TENKEN_READERS_CSV_WITHDRAWAL_H
#define TENKEN_READERS_CSV_WITHDRAWAL_H

#include "readers/csv/rows/csv_cells.h"

/* Applies the row of a withdrawal to the entry of its key (index + 1, 0 when there is none), and says what it took back. */
void csv_withdraw(struct csv_index *index, const struct csv_file *file, const struct csv_scanner *scanner, const struct csv_row *row,
		  uint32_t entry, struct finding_list *findings);
/* The withdrawal that took back the row of actual services being read; NULL when none did. */
const struct csv_withdrawn_actual *csv_withdrawal_of(const struct csv_index *index, const struct csv_entry *month,
						     const struct csv_reading *reading);
/* Says that rows of actual services were taken back; `layout` is theirs. */
void csv_report_withdrawn_actual(const struct csv_index *index, const struct csv_withdrawn_actual *withdrawal,
				 const struct csv_entry *month, const struct csv_file *from, struct finding_list *findings);

#endif
