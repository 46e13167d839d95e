/*
 * csv_rows.h - rows and cells of a CSV file with their exact places in the raw bytes. For the CSV reader; the only module
 * that knows libcsv.
 *
 * libcsv gives no positions. Our own scan finds where cells and rows end, with exactly libcsv's idea of quotes, blanks and line
 * breaks; nearly every cell is then a run of the raw bytes and is borrowed as it stands. A cell with doubled or stray quotes is
 * given to libcsv for its content. csv_rows_prove() holds the scan against libcsv fed byte by byte; a test does so on random
 * bytes. Shift_JIS is scanned undecoded: its second bytes are never a quote, a comma or a line break.
 */
#ifndef TENKEN_READERS_CSV_ROWS_H
#define TENKEN_READERS_CSV_ROWS_H

#include "base/limits.h"
#include "base/memory/arena.h"
#include "readers/csv/rows/csv_signs.h"

/* What is odd about a cell, and about a row when one of its cells is. */
enum csv_oddity {
	CSV_STRAY_QUOTE = 1,  /* a quote in a cell without quotes, or one inside quotes that is not doubled: read all the same */
	CSV_UNTERMINATED = 2, /* a quote that is never closed: the row is lost */
	CSV_CELL_TOO_LONG = 4 /* beyond LIMIT_CSV_FIELD_BYTES: the content is empty */
};

struct csv_cell {
	uint64_t in_row;      /* first byte of the cell, quotes and blanks included, from that of its row */
	uint64_t length;      /* bytes up to the comma or line break */
	struct slice content; /* without quotes and the blanks around it; undecoded; borrowed from the bytes, perhaps those of a row above that
			       * begins with the same cells, or in the arena */
	unsigned oddities;    /* of enum csv_oddity */
};

struct csv_row {
	uint64_t offset;        /* first byte */
	uint64_t length;        /* bytes without the line break */
	uint64_t next;          /* first byte after the line break */
	size_t count;           /* cells of the row; may be more than are kept */
	size_t repeated;        /* its first cells that are those of the row before, byte by byte, as far as that was looked for */
	unsigned oddities;      /* of enum csv_oddity, of all its cells */
	uint64_t odd_at;        /* the first quote that made it odd */
	bool blank_line_before; /* libcsv's rows never are blank: such lines are stepped over */
	bool ends_without_cr;   /* its line break is a bare LF */
};

struct csv_scanner {
	struct slice bytes;
	uint64_t at, end;    /* what is still to be read */
	struct csv_signs signs, row_signs; /* of the same bytes */
	struct arena *arena; /* for contents that are not the raw bytes */
	bool recovers;       /* a row with an open quote ends where the next row seems to begin, else at the end */
	struct {
		uint64_t offset;
		size_t plain;    /* its first cells that were kept, have nothing odd about them and a comma behind them */
		size_t repeated; /* where the next row is likely to part from it */
	} last;                  /* the row that was read last */
	struct csv_cell cells[LIMIT_CSV_FIELDS + 1]; /* of the last row; behind those that are kept there is room for one more */
};

/* The first byte of a cell of the last row. */
static inline uint64_t csv_cell_offset(const struct csv_scanner *scanner, const struct csv_cell *cell)
{
	return scanner->last.offset + cell->in_row;
}

void csv_scanner_init(struct csv_scanner *scanner, struct arena *arena, struct slice bytes);
/* Goes on with the bytes [from, to), which must begin where a row begins. */
void csv_scanner_seek(struct csv_scanner *scanner, uint64_t from, uint64_t to);
/* The next row, its cells in scanner->cells; false at the end. */
bool csv_scanner_read(struct csv_scanner *scanner, struct csv_row *row);
/* The same, but only the first `wanted` cells are kept: what follows is stepped over quickly. */
bool csv_scanner_skim(struct csv_scanner *scanner, struct csv_row *row, size_t wanted);
/*
 * The same for who wants nothing but rows and their first cells, which most rows have in common with the row before: of a row whose
 * first `keys` cells are repeated, count says only that there are more.
 */
bool csv_scanner_pass(struct csv_scanner *scanner, struct csv_row *row, size_t keys);

/*
 * For tests: scans `bytes` with csv_scanner_read and with libcsv fed byte by byte; true when both see the same rows, contents and
 * ends of cells. Otherwise *difference is about where they part.
 */
bool csv_rows_prove(struct arena *arena, struct slice bytes, uint64_t *difference);

#endif
