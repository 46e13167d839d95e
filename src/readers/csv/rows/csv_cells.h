/*
 * csv_cells.h - the cells of one row as texts and values of the model, checked against the layout. For csv_plan.c,
 * csv_table2.c and csv_values.c.
 *
 * Tables repeat: what a column held in the row before is remembered as bytes, text and value, so that the same bytes are read and
 * reported once.
 */
#ifndef TENKEN_READERS_CSV_CELLS_H
#define TENKEN_READERS_CSV_CELLS_H

#include "model/values/value_read.h"
#include "readers/csv/conformance/csv_row_checks.h"
#include "readers/csv/join/csv_index.h"
#include "readers/csv/rows/csv_forms.h"
#include "readers/csv/rows/csv_texts.h"

/* What a column held in the last row that had it. */
struct csv_memory {
	struct slice raw;            /* undecoded content */
	bool seen, has_text, has_value;
	struct slice text;           /* decoded, once has_text */
	struct csv_text *known;      /* where the text is known, once has_text; NULL when it is not */
	struct value value;          /* read, once has_value; its origin is not that of later rows */
	const struct record *period; /* read as the words of a period, NULL until then */
};

/* One plan being read. */
struct csv_reading {
	struct document *document;
	struct finding_list *findings;
	struct value_reader values;
	struct csv_scanner *scanner;
	const struct csv_file *file; /* the row's */
	uint16_t source;             /* its number in the document */
	struct csv_row row;
	struct csv_row_checks checks; /* of the rows to one another */
	size_t wrong_count;          /* columns of the last row whose number was reported, 0 none */
	struct csv_memory memory[LIMIT_CSV_FIELDS];
	struct csv_texts texts;      /* of all plans */
};

/* Begins a file of the plan: forgets what columns held. */
void csv_cells_begin(struct csv_reading *reading, const struct csv_file *file, uint16_t source);
/* Takes the row the scanner has read: reports what the standard does not allow, item by item. */
void csv_cells_take(struct csv_reading *reading);

/* The undecoded content of an item's cell, empty when the row is too short; NULL items are empty. */
static inline struct slice csv_cell_raw(const struct csv_reading *reading, const struct layout_item *item)
{
	if (!item || item->number > reading->row.count)
		return slice_of(NULL, 0);
	return reading->scanner->cells[item->number - 1].content;
}

/* The place of an item's cell; the end of the row when the row is too short. */
static inline struct place csv_cell_place(const struct csv_reading *reading, const struct layout_item *item)
{
	if (item->number > reading->row.count)
		return (struct place){reading->file->source, reading->row.offset + reading->row.length, 0};
	const struct csv_cell *cell = &reading->scanner->cells[item->number - 1];

	return (struct place){reading->file->source, csv_cell_offset(reading->scanner, cell), cell->length};
}

/* The decoded content; what cannot be decoded is reported once. */
struct slice csv_cell_text(struct csv_reading *reading, const struct layout_item *item);
/* Changes when anything is reported. */
static inline size_t csv_said(const struct csv_reading *reading)
{
	return reading->findings->count + reading->findings->suppressed_by_limit;
}

/*
 * Reads the cell into the field of the item. `record` is the plan, or the record of the item's innermost list. A value that is
 * already written (by a table that comes first, by a row above) stays; blank ones are filled.
 */
void csv_cell_read(struct csv_reading *reading, const struct layout_item *item, struct record *record);
/* A new record of a list: its origin is the cell of `item`. */
struct record *csv_record_new(struct csv_reading *reading, enum field list, struct record *parent, uint32_t row,
			      const struct layout_item *item);

/* The sub-record in a field, made blank when it is not there yet. */
struct record *csv_sub_record(struct csv_reading *reading, const struct layout_item *item, struct record *record, enum field field);
/* Something is written in the record: so it is not blank, nor are the sub-records it stands in. */
void csv_mark_written(struct record *record);

/* ---- between csv_cells.c, which knows rows and bytes, and csv_values.c, which knows values ---- */

static inline struct csv_memory *csv_memory_of(struct csv_reading *reading, const struct layout_item *item)
{
	return &reading->memory[item->number - 1];
}

void csv_report_form(struct csv_reading *reading, const struct layout_item *item, const struct record *record);
void csv_report_code(struct csv_reading *reading, const struct layout_item *item, const struct record *record);
/* The code of an item, NULL when the layout has none such. */
const struct layout_code *csv_code_of(const struct layout_item *item, struct slice text);

#endif
