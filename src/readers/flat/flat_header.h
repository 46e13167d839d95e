/*
 * flat_header.h - the row of headings of a flat CSV: found, and each heading understood or not. For the flat CSV reader, for
 * whoever decides what a file is, and for whoever explains which columns were understood.
 *
 * A heading means one field, or it may mean several and is asked about, or none. Nothing is guessed from where a column stands.
 */
#ifndef TENKEN_READERS_FLAT_HEADER_H
#define TENKEN_READERS_FLAT_HEADER_H

#include "findings/finding.h"
#include "readers/flat/flat_layout.h"

enum heading_state {
	HEADING_READ,      /* `column` is what it means */
	HEADING_AMBIGUOUS, /* it may mean each of `candidates` */
	HEADING_TWICE,     /* another column means the same field: neither is read */
	HEADING_UNKNOWN,
	HEADING_IGNORED,   /* the layout says so */
	HEADING_EMPTY
};

struct flat_heading {
	struct slice text;    /* as written, decoded, without blanks at the ends */
	struct slice name;    /* normalised for comparison */
	uint64_t offset, length; /* of its cell */
	enum heading_state state;
	const struct flat_column *column; /* READ and TWICE, else NULL */
	const struct flat_column **candidates; /* AMBIGUOUS */
	size_t candidate_count;
};

struct flat_header {
	const struct flat_layout *layout; /* the shipped one of its table: what rows fill */
	const struct flat_layout *own;    /* the office's words for it, or NULL */
	struct source *source;
	struct flat_heading *headings; /* one a cell, from the left */
	size_t count;
	uint64_t offset, length; /* the row of headings */
	uint64_t rows_from;      /* first byte behind it */
};

/*
 * The row of headings within the first rows of a CSV file (titles above it are stepped over), NULL when none looks like one: at
 * least two headings are known, one of them of what the rows are about.
 */
const struct flat_header *flat_header_find(struct arena *arena, const struct flat_layouts *layouts, struct source *source);

/* What was not understood: ambiguous headings and double ones each, unknown ones together. */
void flat_header_report(const struct flat_header *header, struct finding_list *findings);
/* A CSV without known headings: says which were looked for, or that something else than commas parts the cells. */
void flat_report_no_header(const struct flat_layouts *layouts, struct source *source, struct finding_list *findings);
/* One line a column: its number, the heading, and what it was understood as. */
struct slice flat_header_explain(struct arena *arena, const struct flat_header *header, bool english);

#endif
