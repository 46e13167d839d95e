/*
 * form_view.h - a plan laid out as its forms, as plain data: sections of rows of cells, each with its address and the findings that
 * concern it. For who builds it from the model (linter/forms/), who reads it back from a result, and the formats that show it.
 *
 * Every text is as people read it, in the language of the run. Texts of people (`personal`) stand in cells alone, so that whoever
 * masks a plan can replace them here, in one place, before any format sees them: nothing in a view is const.
 */
#ifndef TENKEN_REPORT_FORM_VIEW_H
#define TENKEN_REPORT_FORM_VIEW_H

#include "base/slice.h"

enum cell_role {
	CELL_VALUE,
	CELL_ROW_HEADING,   /* speaks of what stands to its right */
	CELL_COLUMN_HEADING /* speaks of what stands below it */
};

/* What is known of a value; a heading is always written. */
enum cell_state {
	CELL_WRITTEN,
	CELL_BLANK,       /* the place is there and nothing stands in it */
	CELL_UNREADABLE,  /* the text is what was written, and could not be understood */
	CELL_NOT_SUPPLIED /* this input has no such place */
};

struct form_cell {
	struct slice text;    /* lines separated by \n */
	struct slice address; /* 第2表 課題1 長期目標1 期間; empty for headings and where nothing is */
	enum cell_role role;
	enum cell_state state;
	bool personal;                 /* says who somebody is: name, number, date of birth, address, telephone */
	unsigned row_span, column_span; /* at least 1 */
	uint32_t *findings;            /* numbers in the plan's list, rising; of kind fail or review */
	size_t finding_count;
};

struct form_row {
	struct form_cell *cells; /* those that begin in this row: a span from above or the left leaves its places out */
	size_t count;
};

struct form_section {
	struct slice title; /* may be empty */
	unsigned columns;
	const uint8_t *widths; /* of each column, relative to one another; NULL: as the texts need */
	size_t heading_rows;   /* the first rows that are headings: repeated on every page */
	struct form_row *rows;
	size_t row_count;
};

struct form_sheet {
	struct slice name, title; /* 第2表, 居宅サービス計画書(2); title may be empty */
	struct form_section *sections;
	size_t section_count;
	uint32_t *findings; /* about the form as a whole */
	size_t finding_count;
};

/* One of the 23 standard items of assessment, as the plan's own assessment has it. */
struct assessment_coverage {
	unsigned number;      /* 1 to 23 */
	struct slice name;    /* of the list in force on the day of the assessment */
	enum cell_state state;
	uint32_t *findings;
	size_t finding_count;
};

struct form_view {
	struct form_sheet *sheets; /* those the input carries, in the order of the forms */
	size_t sheet_count;
	uint32_t *findings; /* of kind fail or review, about no place of any form */
	size_t finding_count;
	struct assessment_coverage *items; /* none without a list of items for the day */
	size_t item_count;
};

#endif
