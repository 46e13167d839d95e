/*
 * flat_cells.h - the cells of one row of a flat CSV as values of the model. For flat_plan.c.
 *
 * A cell that says 〃 or 同上 is the cell above it: its value is that of the row above and its origin that row's cell.
 */
#ifndef TENKEN_READERS_FLAT_CELLS_H
#define TENKEN_READERS_FLAT_CELLS_H

#include "model/values/value_read.h"
#include "readers/csv/rows/csv_rows.h"
#include "readers/flat/flat_header.h"

/* One cell of a row, or the one above that it repeats. */
struct flat_cell {
	struct slice raw;        /* undecoded content */
	uint64_t offset, length; /* in the file, quotes included */
	bool carried;            /* the row said 〃 */
	bool too_long;
};

/* What a column held when it was read last: the same bytes are not read again. */
struct flat_memory {
	struct slice raw;
	struct value value;
	struct record *period; /* of a column that holds the words of a period */
	bool known;
};

/* One plan being read. */
struct flat_reading {
	const struct flat_header *header;
	struct csv_scanner *scanner;
	struct csv_row row;
	struct document *document;
	struct finding_list *findings;
	struct value_reader values;
	uint16_t source;           /* number of the file in the document */
	struct flat_cell *cells;   /* of the row, one a heading */
	struct flat_cell *above;   /* of the row before; raw.data is NULL without one */
	struct flat_memory *memory;
};

/* Takes the row the scanner has read: fills `cells`, and says when 〃 stands below nothing. */
void flat_cells_take(struct flat_reading *reading);
struct slice flat_cell_text(const struct flat_reading *reading, const struct flat_cell *cell);
struct place flat_cell_place(const struct flat_reading *reading, const struct flat_cell *cell);
/* Reads the cell of a column into its field; `record` is the plan or the record of the column's last list. A written value stays. */
void flat_cell_read(struct flat_reading *reading, size_t column, struct record *record);
/* Does the cell say the same as the value that stands in the plan already, however it is written? */
bool flat_cell_agrees(struct flat_reading *reading, size_t column, const struct value *value);
/* The value a column of the plan itself fills; NULL when it is not there. */
const struct value *flat_value_of(const struct record *record, const struct flat_column *column);
/* A new record of a list; its origin is the cell of `column`, or the row. */
struct record *flat_record_new(struct flat_reading *reading, enum field list, struct record *parent, uint32_t row, const struct flat_cell *cell);

#endif
