/*
 * sheet.h - the rows of one plan in one file type while they are written. Between the files of writers/csv/.
 */
#ifndef TENKEN_WRITERS_SHEET_H
#define TENKEN_WRITERS_SHEET_H

#include "writers/csv/standard_csv.h"

struct sheet {
	const struct document *document;
	const struct record_layout *layout;
	const struct csv_target *target;
	struct arena *scratch;
	struct text_builder row;     /* bytes of the row being written */
	int32_t month;               /* CSV_NO_MONTH */
	uint32_t row_number;         /* of the plan in this file, from 1 */
	/* The records of the row by depth of lists, 0 the plan; NULL where the row has none. */
	const struct record *records[LAYOUT_PATH_LENGTH];
	bool fresh[LAYOUT_PATH_LENGTH]; /* it is the first row of that record */
	bool carried;                /* the service's content stands on a row above */
	int64_t numbers[LAYOUT_PATH_LENGTH]; /* printed in place of the numbers in the plan; 0: none */
};

/* Writes the row whose records are set, and hands it over. */
void sheet_write_row(struct sheet *sheet);
/* A cell that no field holds, as it was kept; empty without. */
struct slice sheet_kept_text(const struct sheet *sheet, const struct layout_item *item);
/* Was anything kept for this file type and month? *rows: the last row anything was kept for. */
bool sheet_has_kept(const struct sheet *sheet, uint32_t *rows);
/* Does a record of a list stand beside the item's heading? For items with in_row. */
bool sheet_is_headed(const struct record *record, const struct layout_item *item);
/* The value an item shows in the row, NULL when its record is not there. */
const struct value *sheet_value(const struct sheet *sheet, const struct layout_item *item, const struct record **record);
/*
 * Says what no item of the layouts in `written` (by their order in `layouts`) holds. `merged`: the parts of the intentions were joined
 * in their one cell.
 */
void sheet_report_rest(const struct record_layouts *layouts, const bool *written, bool merged, const struct document *document,
		       const struct csv_target *target);
/* Adds a text as a cell in MS932; `quoted` as free text. Gives the number of its bytes without quotes. */
size_t sheet_add_text(struct sheet *sheet, const struct csv_loss *about, struct slice text, bool quoted);

#endif
