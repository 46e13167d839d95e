/* Rows and cells with their places: our own scan of the bytes, libcsv for the contents of unusual cells. */
#include "readers/csv/rows/csv_rows.h"

#include "readers/csv/rows/csv_signs.h"

#include <assert.h>
#include <csv.h>
#include <string.h>

/* What a byte means to the scan; everything else is text. */
enum {
	BYTE_COMMA = 1,
	BYTE_BREAK = 2,
	BYTE_QUOTE = 4,
	BYTE_BLANK = 8
};

static const unsigned char byte_class[256] = {
	[','] = BYTE_COMMA, ['\r'] = BYTE_BREAK, ['\n'] = BYTE_BREAK, ['"'] = BYTE_QUOTE, [' '] = BYTE_BLANK, ['\t'] = BYTE_BLANK,
};

static inline unsigned class_at(const struct csv_scanner *scanner, uint64_t at)
{
	return byte_class[(unsigned char)scanner->bytes.data[at]];
}

void csv_scanner_init(struct csv_scanner *scanner, struct arena *arena, struct slice bytes)
{
	scanner->bytes = bytes;
	scanner->arena = arena;
	scanner->recovers = true;
	csv_scanner_seek(scanner, 0, bytes.length);
}

void csv_scanner_seek(struct csv_scanner *scanner, uint64_t from, uint64_t to)
{
	assert(from <= to && to <= scanner->bytes.length);
	scanner->at = from;
	scanner->end = to;
	scanner->last.plain = 0;
	scanner->signs = scanner->row_signs = csv_signs_before(scanner->bytes.data + to);
}

/* ---- libcsv ---- */

struct library_content {
	char *room; /* the content is never longer than the cell; asked for before libcsv holds memory of its own */
	size_t length;
};

static void take_content(void *bytes, size_t length, void *context)
{
	struct library_content *taken = context;

	memcpy(taken->room, bytes, length);
	taken->length = length;
}

/* The content of one raw cell as libcsv reads it. */
static struct slice content_by_library(struct arena *arena, struct slice raw)
{
	struct csv_parser parser;
	struct library_content taken = {.room = arena_allocate_bytes(arena, raw.length + 1)};

	if (csv_init(&parser, 0) != 0)
		memory_exhausted(arena->trap);
	csv_set_blk_size(&parser, raw.length + 1);
	if (csv_parse(&parser, raw.data, raw.length, take_content, NULL, &taken) != raw.length ||
	    csv_fini(&parser, take_content, NULL, &taken) != 0) {
		csv_free(&parser);
		memory_exhausted(arena->trap);
	}
	csv_free(&parser);
	taken.room[taken.length] = '\0';
	return slice_of(taken.room, taken.length);
}

/* ---- the ends of cells ---- */

/* A cell being scanned: where its text lies within it, and whether that is its content. */
struct cell_scan {
	uint64_t end;         /* of the cell */
	uint64_t first, last; /* the text [first, last) inside quotes or blanks */
	bool rewritten;       /* the content differs from the text: quotes are doubled or astray */
	unsigned oddities;
	uint64_t odd_at;
};

static void note_oddity(struct cell_scan *scan, enum csv_oddity oddity, uint64_t at)
{
	if (!scan->oddities)
		scan->odd_at = at;
	scan->oddities |= oddity;
}

/* Behind a quote that may close the cell: true when it does. Otherwise *at is where the quoted text goes on. */
static bool quote_closes(struct csv_scanner *scanner, struct cell_scan *scan, uint64_t *at)
{
	for (;;) {
		uint64_t after = *at;

		if (after < scanner->end && class_at(scanner, after) == BYTE_QUOTE) {
			scan->rewritten = true;
			*at = after + 1;
			return false;
		}
		while (after < scanner->end && class_at(scanner, after) == BYTE_BLANK)
			after++;
		if (after == scanner->end || class_at(scanner, after) & (BYTE_COMMA | BYTE_BREAK)) {
			scan->last = *at - 1;
			scan->end = after;
			return true;
		}
		scan->rewritten = true;
		note_oddity(scan, CSV_STRAY_QUOTE, *at - 1);
		*at = after;
		if (class_at(scanner, after) != BYTE_QUOTE)
			return false;
		*at = after + 1; /* behind blanks a quote may close the cell as well: libcsv looks on from there */
	}
}

/*
 * Does a row of the standard begin here: six digits (CSVバージョン), six digits (保険者番号), each perhaps in quotes? Only asked when
 * a quote has gone wrong.
 */
static bool row_seems_to_begin(const struct csv_scanner *scanner, uint64_t at)
{
	for (int item = 0; item < 2; item++) {
		if (at < scanner->end && class_at(scanner, at) == BYTE_QUOTE)
			at++;
		for (int digit = 0; digit < 6; digit++, at++)
			if (at >= scanner->end || scanner->bytes.data[at] < '0' || scanner->bytes.data[at] > '9')
				return false;
		if (at < scanner->end && class_at(scanner, at) == BYTE_QUOTE)
			at++;
		if (at >= scanner->end || class_at(scanner, at) != BYTE_COMMA)
			return false;
		at++;
	}
	return true;
}

/* The first row that seems to begin in (from, to); `to` when none does. */
static uint64_t next_seeming_row(const struct csv_scanner *scanner, uint64_t from, uint64_t to)
{
	while (from < to) {
		const char *found = memchr(scanner->bytes.data + from, '\n', to - from);

		if (!found)
			break;
		from = (uint64_t)(found - scanner->bytes.data) + 1;
		if (row_seems_to_begin(scanner, from))
			return from;
	}
	return to;
}

static void scan_quoted(struct csv_scanner *scanner, struct cell_scan *scan, uint64_t open)
{
	uint64_t at = open + 1;

	scan->first = at;
	for (;;) {
		const char *quote = at < scanner->end ? memchr(scanner->bytes.data + at, '"', scanner->end - at) : NULL;
		bool was_fine = !(scan->oddities & CSV_STRAY_QUOTE);

		at = quote ? (uint64_t)(quote - scanner->bytes.data) + 1 : scanner->end;
		if (quote && quote_closes(scanner, scan, &at))
			return;
		bool went_wrong = !quote || (was_fine && scan->oddities & CSV_STRAY_QUOTE);

		if (!went_wrong)
			continue;
		/* A quote that opened and was forgotten swallows the rows behind it, up to the next quote or to the end. */
		uint64_t row = scanner->recovers ? next_seeming_row(scanner, open, at) : at;

		if (!quote || row < at) {
			scan->oddities = 0;
			note_oddity(scan, CSV_UNTERMINATED, open);
			scan->rewritten = true;
			scan->end = scan->last = row;
			return;
		}
	}
}

static void scan_unquoted(struct csv_scanner *scanner, struct cell_scan *scan, uint64_t first)
{
	const char *bytes = scanner->bytes.data;
	uint64_t at = first, end = scanner->end;

	scan->first = first;
	for (;; at++) {
		while (at < end && !(byte_class[(unsigned char)bytes[at]] & (BYTE_COMMA | BYTE_BREAK | BYTE_QUOTE)))
			at++;
		if (at == end || class_at(scanner, at) != BYTE_QUOTE)
			break;
		note_oddity(scan, CSV_STRAY_QUOTE, at);
	}
	scan->end = at;
	while (at > first && class_at(scanner, at - 1) == BYTE_BLANK)
		at--;
	scan->last = at;
}

/*
 * The two kinds of cells that nearly all are: without any quote or blank, and in quotes without any inside. Gives the byte behind
 * the cell, a comma or a line break; NULL leaves the cell to scan_odd_cell, as it does at the very end of the bytes.
 */
static inline const char *scan_plain_cell(struct csv_signs *signs, const char *at)
{
	const char *behind = csv_signs_next(signs, CSV_SIGNS);

	if (behind == at && *at == '"') {
		do
			behind = csv_signs_next(signs, CSV_SIGNS);
		while (behind && *behind != '"');
		if (!behind)
			return NULL;
		at = behind + 1;
		behind = csv_signs_next(signs, CSV_SIGNS);
		if (behind != at)
			return NULL;
	}
	return behind && (*behind == ',' || csv_is_break(*behind)) ? behind : NULL;
}

static inline void keep_plain_cell(struct csv_cell *cell, const char *row, const char *at, const char *behind)
{
	size_t quotes = *at == '"', length = (size_t)(behind - at);

	cell->in_row = (uint64_t)(at - row);
	cell->length = length;
	cell->content = slice_of(at + quotes, length - 2 * quotes);
	cell->oddities = 0;
}

/* Any other cell. Its content is only found when it is kept. */
static const char *scan_odd_cell(struct csv_scanner *scanner, struct csv_row *row, struct csv_cell *kept, const char *first)
{
	const char *bytes = scanner->bytes.data;
	uint64_t offset = (uint64_t)(first - bytes), at = offset;
	struct cell_scan scan = {.rewritten = false};

	while (at < scanner->end && class_at(scanner, at) == BYTE_BLANK)
		at++;
	if (at < scanner->end && class_at(scanner, at) == BYTE_QUOTE)
		scan_quoted(scanner, &scan, at);
	else
		scan_unquoted(scanner, &scan, at);
	struct slice text = slice_of(bytes + scan.first, scan.last - scan.first);

	if (scan.oddities && !row->oddities)
		row->odd_at = scan.odd_at;
	if (kept && text.length > LIMIT_CSV_FIELD_BYTES) {
		scan.oddities |= CSV_CELL_TOO_LONG;
		text.length = 0;
	} else if (kept && scan.rewritten) {
		text = content_by_library(scanner->arena, slice_of(first, scan.end - offset));
	}
	if (kept)
		*kept = (struct csv_cell){offset - row->offset, scan.end - offset, text, scan.oddities};
	row->oddities |= scan.oddities;
	return bytes + scan.end;
}

/* ---- rows ---- */

/* Steps over line breaks and lines of blanks, as libcsv does; false at the end. */
static bool find_row(struct csv_scanner *scanner, struct csv_row *row)
{
	row->blank_line_before = false;
	for (uint64_t at = scanner->at; at < scanner->end; at++) {
		unsigned class = class_at(scanner, at);

		if (class == BYTE_BREAK) {
			row->blank_line_before = true;
			scanner->at = at + 1;
		} else if (class != BYTE_BLANK) {
			row->offset = scanner->at;
			return true;
		}
	}
	return false;
}

/* The row ends at `at`: a line break, the end, or (its quote being open) where the next row seems to begin. */
static void end_row(struct csv_scanner *scanner, struct csv_row *row, uint64_t at)
{
	bool lost = (row->oddities & CSV_UNTERMINATED) != 0;

	row->length = at - row->offset;
	row->ends_without_cr = !lost && at < scanner->end && scanner->bytes.data[at] == '\n';
	if (!lost && at < scanner->end) {
		at++;
		if (!row->ends_without_cr && at < scanner->end && scanner->bytes.data[at] == '\n')
			at++;
	}
	row->next = scanner->at = at;
}

/* How many bytes two texts of `length` bytes have in common from their beginning. */
static size_t bytes_in_common(const char *a, const char *b, size_t length)
{
	size_t at = 0;

	for (; at + 8 <= length; at += 8) {
		uint64_t differ = eight_bytes_at(a + at) ^ eight_bytes_at(b + at);

		if (differ)
			return at + LOWEST_BIT(differ) / 8;
	}
	while (at < length && a[at] == b[at])
		at++;
	return at;
}

/* Where a cell ends that has a comma behind it: the byte behind that, from the first of the row. */
static inline uint64_t behind_comma(const struct csv_cell *cell)
{
	return cell->in_row + cell->length + 1;
}

/*
 * Rows of a table begin with the same keys, and often with more: cells that are those of the row before, commas included, need not be
 * looked for. They are kept as they are. Gives the bytes they take.
 */
static uint64_t repeat_cells(struct csv_scanner *scanner, struct csv_row *row)
{
	const char *bytes = scanner->bytes.data;
	const struct csv_cell *cells = scanner->cells;
	size_t plain = scanner->last.plain, count = scanner->last.repeated;

	if (!plain)
		return 0;
	uint64_t length = behind_comma(&cells[plain - 1]), left = scanner->end - row->offset;
	uint64_t common = bytes_in_common(bytes + row->offset, bytes + scanner->last.offset, length < left ? length : left);

	count = count < plain ? count : plain;
	while (count > 0 && behind_comma(&cells[count - 1]) > common)
		count--;
	while (count < plain && behind_comma(&cells[count]) <= common)
		count++;
	row->count = row->repeated = count;
	return count ? behind_comma(&cells[count - 1]) : 0;
}

/* Remembers the row for the next one: its first cells without oddities, of those that were kept. */
static void note_row(struct csv_scanner *scanner, const struct csv_row *row, size_t plain, size_t kept)
{
	size_t most = kept < row->count ? kept : row->count - 1; /* behind the last cell there is no comma */

	scanner->last.offset = row->offset;
	scanner->last.plain = row->oddities ? 0 : plain < most ? plain : most;
	scanner->last.repeated = row->repeated;
}

bool csv_scanner_skim(struct csv_scanner *scanner, struct csv_row *row, size_t wanted)
{
	const char *bytes = scanner->bytes.data, *end = bytes + scanner->end;
	bool more = true;

	*row = (struct csv_row){.count = 0};
	if (!find_row(scanner, row))
		return false;
	const char *first = bytes + row->offset, *at = first + repeat_cells(scanner, row), *behind;
	struct csv_signs signs = scanner->signs;
	size_t count = row->count, plain = SIZE_MAX;

	csv_signs_skip_to(&signs, at, CSV_SIGNS);
	for (; more; at = behind + 1, count++) {
		behind = scan_plain_cell(&signs, at);
		if (LIKELY(behind && behind - at < (ptrdiff_t)LIMIT_CSV_FIELD_BYTES)) {
			keep_plain_cell(&scanner->cells[count < wanted ? count : wanted], first, at, behind);
			more = *behind == ',';
		} else {
			behind = scan_odd_cell(scanner, row, count < wanted ? &scanner->cells[count] : NULL, at);
			more = behind < end && *behind == ',' && !(row->oddities & CSV_UNTERMINATED);
			signs = csv_signs_from(behind + more, end, CSV_SIGNS);
			plain = plain < count ? plain : count;
		}
	}
	row->count = count;
	scanner->signs = signs;
	note_row(scanner, row, plain, wanted);
	end_row(scanner, row, (uint64_t)(behind - bytes));
	return true;
}

bool csv_scanner_pass(struct csv_scanner *scanner, struct csv_row *row, size_t keys)
{
	uint64_t from = scanner->at;

	*row = (struct csv_row){.count = 0};
	if (keys && scanner->last.plain == keys && find_row(scanner, row)) {
		const char *bytes = scanner->bytes.data, *at = bytes + row->offset + repeat_cells(scanner, row);
		struct csv_signs signs = scanner->row_signs;
		const char *end = row->repeated == keys ? csv_row_end(&signs, at) : NULL;

		if (end) {
			row->count++;
			scanner->row_signs = signs;
			note_row(scanner, row, keys, keys);
			end_row(scanner, row, (uint64_t)(end - bytes));
			return true;
		}
	}
	scanner->at = from;
	return csv_scanner_skim(scanner, row, keys);
}

bool csv_scanner_read(struct csv_scanner *scanner, struct csv_row *row)
{
	return csv_scanner_skim(scanner, row, LIMIT_CSV_FIELDS);
}

/* ---- the proof ---- */

struct proof {
	struct csv_scanner *scanner;
	struct csv_row row;  /* what our scan says */
	size_t cells;        /* libcsv has given of it */
	uint64_t fed;        /* bytes libcsv has seen before the one it is looking at */
	bool in_row, differ;
};

static void prove_cell(void *bytes, size_t length, void *context)
{
	struct proof *proof = context;

	if (proof->differ)
		return;
	if (!proof->in_row && !csv_scanner_read(proof->scanner, &proof->row)) {
		proof->differ = true;
		return;
	}
	proof->in_row = true;
	if (proof->cells >= proof->row.count || proof->cells >= LIMIT_CSV_FIELDS) {
		proof->differ = true;
		return;
	}
	const struct csv_cell *cell = &proof->scanner->cells[proof->cells++];

	if (!slice_equal(cell->content, slice_of(bytes, length)) || csv_cell_offset(proof->scanner, cell) + cell->length != proof->fed)
		proof->differ = true;
}

static void prove_row(int line_break, void *context)
{
	struct proof *proof = context;

	(void)line_break;
	if (!proof->in_row || proof->cells != proof->row.count || proof->row.offset + proof->row.length != proof->fed)
		proof->differ = true;
	proof->in_row = false;
	proof->cells = 0;
}

bool csv_rows_prove(struct arena *arena, struct slice bytes, uint64_t *difference)
{
	struct csv_scanner *scanner = arena_new(arena, struct csv_scanner);
	struct proof proof = {.scanner = scanner};
	struct csv_parser parser;

	csv_scanner_init(scanner, arena, bytes);
	scanner->recovers = false;
	if (csv_init(&parser, 0) != 0)
		memory_exhausted(arena->trap);
	for (; proof.fed < bytes.length && !proof.differ; proof.fed += proof.differ ? 0 : 1)
		csv_parse(&parser, bytes.data + proof.fed, 1, prove_cell, prove_row, &proof);
	if (!proof.differ)
		csv_fini(&parser, prove_cell, prove_row, &proof);
	csv_free(&parser);
	*difference = proof.fed;
	return !proof.differ && !proof.in_row && !csv_scanner_read(scanner, &proof.row);
}
