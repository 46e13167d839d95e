/*
 * source.h - one input's raw bytes and the way from a byte offset to a line and a column.
 *
 * The bytes are borrowed (a mapped file, a spooled stream) and must outlive the source. Lines are found as far as positions
 * are asked for, and only those near the last one are remembered. Anyone above base may use it.
 */
#ifndef TENKEN_TEXT_SOURCE_H
#define TENKEN_TEXT_SOURCE_H

#include "base/memory/arena.h"
#include "base/slice.h"

enum text_encoding {
	ENCODING_UTF8,
	ENCODING_CP932
};

/* Both from 1; columns are code points. The byte-order mark has no column. */
struct position {
	uint32_t line, column;
};

struct platform_file;

/* The lines that begin within one block of the bytes; see source.c. */
struct line_block {
	uint64_t *starts;
	size_t number, count, capacity;
};

struct source {
	struct slice path;           /* as shown to people: UTF-8, / between folders */
	struct slice bytes;          /* the raw bytes, byte-order mark included */
	enum text_encoding encoding; /* of bytes */
	size_t mark_length;          /* bytes of the byte-order mark, 0 without */
	struct platform_file *file;  /* that holds the bytes and may forget those that were passed; NULL when there is none */
	struct {
		uint64_t from, to, bytes; /* where somebody has passed since pages were given back, and over how much */
	} passed;
	/* Filled by queries: a source belongs to one thread at a time. */
	struct arena *arena;         /* for the line table; lives as long as the source */
	struct line_mark *line_marks; /* one a block, as far as lines were asked for */
	size_t line_mark_count, line_mark_capacity;
	struct line_block blocks[2];
	/* Columns within one very long line, so that a place in it does not mean counting from its start; see source.c. */
	struct column_mark *marks;
	size_t mark_count, mark_capacity;
	uint32_t marked_line; /* 0: none yet */
};

void source_init(struct source *source, struct arena *arena, struct slice path, struct slice bytes,
		 enum text_encoding encoding, size_t mark_length);
/*
 * Another view of the same bytes, for a thread of its own: shares what lines were counted so far, which must stay, and counts on in
 * `arena`.
 */
void source_share(struct source *view, const struct source *source, struct arena *arena);
struct source *source_view(const struct source *source, struct arena *arena); /* the same, in `arena` too */
/* Counts the lines before `offset`, or all and gives the pages back, so that views made from now on need not. */
void source_count_lines(struct source *source, uint64_t offset);
void source_count_all_lines(struct source *source);
/*
 * The place of the character that holds the byte at `offset`; the end of the bytes is a place too, and offsets beyond it count as
 * the end. LF, CRLF and a lone CR end a line, and belong to the line they end.
 */
struct position source_position(struct source *source, uint64_t offset);
/* The raw bytes of one line (from 1), without its line break and byte-order mark; empty when there is no such line. */
struct slice source_line(struct source *source, uint32_t line);
/* Byte offset of a line's first character; the end of the bytes when there is no such line. */
uint64_t source_line_start(struct source *source, uint32_t line);

/*
 * The bytes [from, to) were read and will not be soon again: now and then the pages of what was passed are given back. In whatever
 * order a file is read, not much of it stays in memory.
 */
void source_passed(struct source *source, uint64_t from, uint64_t to);

/* What a file is, decided over the whole file and never guessed from a sample (architecture.md, decision 13). */
enum encoding_verdict {
	VERDICT_UTF8,
	VERDICT_CP932,
	VERDICT_UTF16,  /* by its byte-order mark, or NUL bytes in every other place */
	VERDICT_BINARY, /* NUL bytes */
	VERDICT_BROKEN  /* neither valid UTF-8 nor valid CP932; or marked as UTF-8 and not valid */
};

struct encoding_decision {
	enum encoding_verdict verdict;
	size_t mark_length;
	uint64_t bad_utf8;  /* first byte that is not UTF-8, when it is not */
	uint64_t bad_cp932; /* first byte that is not CP932, when it is not */
	uint64_t nul;       /* first NUL byte, with VERDICT_BINARY */
};

/* Byte-order mark, strict UTF-8 over all bytes, strict CP932, broken. `file`, when there is one, forgets what was looked at. */
struct encoding_decision encoding_decide(struct slice bytes, struct platform_file *file);

#endif
