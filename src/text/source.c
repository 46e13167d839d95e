#include "text/source.h"

#include "base/compiler.h"
#include "base/platform/platform.h"
#include "text/cp932/cp932.h"
#include "text/unicode/utf8.h"

#include <assert.h>
#include <string.h>

/* Mark n of a line is the character that holds its byte n * MARK_DISTANCE. Lines shorter than that have none. */
enum { MARK_DISTANCE = 1 << 14 };

struct column_mark {
	uint64_t offset;
	uint32_t column;
};

void source_init(struct source *source, struct arena *arena, struct slice path, struct slice bytes,
		 enum text_encoding encoding, size_t mark_length)
{
	assert(mark_length <= bytes.length);
	*source = (struct source){.path = path, .bytes = bytes, .encoding = encoding, .mark_length = mark_length, .arena = arena};
}

/* Offset of the next `wanted` at or after `from`, the length of the bytes when there is none. */
static size_t next_byte(struct slice bytes, size_t from, char wanted)
{
	const char *hit = from < bytes.length ? memchr(bytes.data + from, wanted, bytes.length - from) : NULL;

	return hit ? (size_t)(hit - bytes.data) : bytes.length;
}

/*
 * The lines of a file are counted block by block, as far as somebody asks; a huge file costs a mark a block. What is only passed over
 * is looked at, and given back, in larger strides.
 */
enum { LINE_BLOCK = 1 << 16, STRIDE = 1 << 18 };

struct line_mark {
	uint64_t last_start; /* of the line that begins last before the block */
	uint32_t lines;      /* that begin before the block */
};

static size_t block_count(const struct source *source)
{
	return source->bytes.length / LINE_BLOCK + 1;
}

static void add_start(struct source *source, struct line_block *block, size_t start)
{
	if (block->count == block->capacity) {
		size_t size = sizeof *block->starts, capacity = block->capacity ? block->capacity * 2 : 64;

		block->starts = arena_grow(source->arena, block->starts, block->capacity * size, capacity * size);
		block->capacity = capacity;
	}
	block->starts[block->count++] = start;
}

/*
 * The lines that begin within block `number`. Neither line feeds nor carriage returns occur inside a character, in UTF-8 as in
 * CP932: bytes are enough. The end of the bytes is a place too, so a line may begin there.
 */
static void find_lines(struct source *source, struct line_block *block, size_t number)
{
	size_t end = source->bytes.length, first = number * LINE_BLOCK;
	/* A line begins behind its break: the breaks of this block are those from one byte before it. */
	struct slice breaks = slice_part(source->bytes, 0, end - first < LINE_BLOCK ? end : first + LINE_BLOCK - 1);
	size_t from = first > source->mark_length ? first - 1 : source->mark_length;

	block->number = number;
	block->count = 0;
	if (first <= source->mark_length)
		add_start(source, block, source->mark_length);
	size_t feed = next_byte(breaks, from, '\n'), carriage = next_byte(breaks, from, '\r');

	while (feed < breaks.length || carriage < breaks.length) {
		if (feed < carriage) {
			add_start(source, block, feed + 1);
			feed = next_byte(breaks, feed + 1, '\n');
			continue;
		}
		if (carriage + 1 == end || source->bytes.data[carriage + 1] != '\n')
			add_start(source, block, carriage + 1);
		carriage = next_byte(breaks, carriage + 1, '\r');
	}
}

/* Does a line end with this byte: with LF, or with a CR that has none behind it? */
static bool is_break(struct slice bytes, size_t at)
{
	return bytes.data[at] == '\n' || (bytes.data[at] == '\r' && (at + 1 == bytes.length || bytes.data[at + 1] != '\n'));
}

/* The breaks in [from, to), and where the last of them ends. Steps that fit a byte are what compilers do many bytes at a time. */
static uint32_t count_breaks(struct slice bytes, size_t from, size_t to, uint64_t *last_start)
{
	/* Behind the last byte of all there is nothing to look at. */
	size_t plain = from < to && to == bytes.length ? to - 1 : to, last = to;
	uint32_t lines = plain < to && is_break(bytes, plain);

	for (size_t at = from, end; at < plain; at = end) {
		uint8_t breaks = 0;

		end = plain - at < 128 ? plain : at + 128;
		for (size_t i = at; i < end; i++)
			breaks = (uint8_t)(breaks + ((bytes.data[i] == '\n') | ((bytes.data[i] == '\r') & (bytes.data[i + 1] != '\n'))));
		lines += breaks;
	}
	while (lines && !is_break(bytes, last - 1))
		last--;
	if (lines)
		*last_start = last;
	return lines;
}

/* Two blocks are kept, so that a plan across a border does not mean finding their lines again and again. */
static const struct line_block *block_at(struct source *source, size_t number)
{
	struct line_block *block = &source->blocks[number % COUNT_OF(source->blocks)];

	if (!block->starts || block->number != number)
		find_lines(source, block, number);
	return block;
}

static void add_line_mark(struct source *source, struct line_mark mark)
{
	if (source->line_mark_count == source->line_mark_capacity) {
		size_t size = sizeof mark, capacity = source->line_mark_capacity ? source->line_mark_capacity * 2 : 16;

		source->line_marks =
			arena_grow(source->arena, source->line_marks, source->line_mark_capacity * size, capacity * size);
		source->line_mark_capacity = capacity;
	}
	source->line_marks[source->line_mark_count++] = mark;
}

/* Counts the lines of one more block; false when there is none. */
static bool count_block(struct source *source)
{
	size_t count = source->line_mark_count;

	if (count == 0) {
		add_line_mark(source, (struct line_mark){.last_start = source->mark_length});
		return true;
	}
	if (count == block_count(source) + 1)
		return false;
	size_t first = (count - 1) * LINE_BLOCK, from = first > source->mark_length ? first - 1 : source->mark_length;
	size_t to = source->bytes.length - first < LINE_BLOCK ? source->bytes.length : first + LINE_BLOCK - 1;
	struct line_mark mark = source->line_marks[count - 1];

	/* Places come from top to bottom: the lines of a block that is passed were mostly found before. */
	const struct line_block *found = &source->blocks[(count - 1) % COUNT_OF(source->blocks)];

	if (found->starts && found->number == count - 1) {
		mark.lines += (uint32_t)found->count;
		mark.last_start = found->count ? found->starts[found->count - 1] : mark.last_start;
	} else {
		mark.lines += first <= source->mark_length;
		mark.lines += count_breaks(source->bytes, from, to, &mark.last_start);
	}
	add_line_mark(source, mark);
	return true;
}

void source_share(struct source *view, const struct source *source, struct arena *arena)
{
	source_init(view, arena, source->path, source->bytes, source->encoding, source->mark_length);
	view->file = source->file;
	view->line_marks = source->line_marks;
	/* Full, so that what it counts goes to memory of its own. */
	view->line_mark_count = view->line_mark_capacity = source->line_mark_count;
}

struct source *source_view(const struct source *source, struct arena *arena)
{
	struct source *view = arena_new(arena, struct source);

	source_share(view, source, arena);
	return view;
}

void source_count_lines(struct source *source, uint64_t offset)
{
	while (source->line_mark_count <= offset / LINE_BLOCK && count_block(source))
		;
}

void source_count_all_lines(struct source *source)
{
	uint64_t length = source->bytes.length;

	for (uint64_t from = 0, to; from < length; from = to) {
		to = length - from < STRIDE ? length : from + STRIDE;
		source_count_lines(source, to);
		if (source->file)
			platform_file_forget(source->file, from, to);
	}
}

/* How many of `count` rising numbers are at most `most`. */
static size_t count_up_to(const uint64_t *numbers, size_t count, uint64_t most)
{
	size_t low = 0;

	while (low < count) {
		size_t middle = low + (count - low) / 2;

		if (numbers[middle] <= most)
			low = middle + 1;
		else
			count = middle;
	}
	return low;
}

/* The line that holds `offset`: its number from 1 and its first byte. */
static uint32_t line_at(struct source *source, size_t offset, size_t *start)
{
	size_t number = offset / LINE_BLOCK;

	while (source->line_mark_count <= number) {
		size_t passed = source->line_mark_count;

		count_block(source);
		if (source->file && passed > 1 && passed % (STRIDE / LINE_BLOCK) == 0)
			platform_file_forget(source->file, (passed - STRIDE / LINE_BLOCK) * LINE_BLOCK, (passed - 1) * LINE_BLOCK);
	}
	const struct line_block *block = block_at(source, number);
	const struct line_mark *mark = &source->line_marks[number];
	size_t within = count_up_to(block->starts, block->count, offset);

	*start = (size_t)(within ? block->starts[within - 1] : mark->last_start);
	return mark->lines + (uint32_t)within;
}

/* Where a line (from 1) begins; false when there is no such line. */
static bool find_line(struct source *source, uint32_t line, size_t *start)
{
	size_t low = 0, high;

	*start = source->bytes.length;
	if (line == 0)
		return false;
	while (source->line_mark_count == 0 || source->line_marks[source->line_mark_count - 1].lines < line)
		if (!count_block(source))
			return false;
	/* The last mark with fewer lines before it: the line begins in its block. */
	for (high = source->line_mark_count; high - low > 1;) {
		size_t middle = low + (high - low) / 2;

		if (source->line_marks[middle].lines < line)
			low = middle;
		else
			high = middle;
	}
	*start = (size_t)block_at(source, low)->starts[line - 1 - source->line_marks[low].lines];
	return true;
}

/*
 * Moves *at, the start of a character, on to the start of the character that holds byte `to`; gives the number of characters
 * passed over.
 */
static size_t pass_characters(const struct source *source, size_t *at, size_t to)
{
	struct slice bytes = source->bytes;
	size_t from = *at, count = 0;

	if (source->encoding == ENCODING_CP932) {
		for (size_t next = from; cp932_next(bytes, &next), next <= to; count++)
			*at = next;
		return count;
	}
	size_t start = to;

	while (start > from && to - start < 3 && ((unsigned char)bytes.data[start] & 0xC0) == 0x80)
		start--;
	size_t end = start;

	utf8_next(bytes, &end);
	*at = end > to ? start : to; /* a byte that belongs to no character stands for itself */
	return utf8_count(slice_part(bytes, from, *at));
}

/* The last mark at or before byte `to` of a line that starts at `start`; marks are made as far as they are asked for. */
static struct column_mark mark_before(struct source *source, uint32_t line, size_t start, size_t to)
{
	size_t wanted = (to - start) / MARK_DISTANCE;

	if (wanted == 0)
		return (struct column_mark){.offset = start, .column = 1};
	if (source->marked_line != line) {
		source->marked_line = line;
		source->mark_count = 0;
	}
	while (source->mark_count <= wanted) {
		size_t count = source->mark_count;
		struct column_mark mark = {.offset = start, .column = 1};

		if (count == source->mark_capacity) {
			size_t capacity = count ? count * 2 : 16;

			source->marks = arena_grow(source->arena, source->marks, count * sizeof *source->marks,
						   capacity * sizeof *source->marks);
			source->mark_capacity = capacity;
		}
		if (count) {
			size_t at = (size_t)source->marks[count - 1].offset;

			mark.column = source->marks[count - 1].column;
			mark.column += (uint32_t)pass_characters(source, &at, start + count * MARK_DISTANCE);
			mark.offset = at;
		}
		source->marks[source->mark_count++] = mark;
	}
	return source->marks[wanted];
}

struct position source_position(struct source *source, uint64_t offset)
{
	size_t end = source->bytes.length;
	size_t to = offset > end ? end : (size_t)offset;

	if (to < source->mark_length)
		to = source->mark_length;
	size_t start;
	struct position place = {.line = line_at(source, to, &start), .column = 1};

	if (start == to)
		return place;
	/* The place behind the last character of all is one after that character. */
	size_t last = to == end ? end - 1 : to;
	struct column_mark mark = mark_before(source, place.line, start, last);
	size_t at = (size_t)mark.offset;

	place.column = mark.column + (uint32_t)pass_characters(source, &at, last) + (to == end);
	return place;
}

uint64_t source_line_start(struct source *source, uint32_t line)
{
	size_t start;

	find_line(source, line, &start);
	return start;
}

struct slice source_line(struct source *source, uint32_t line)
{
	size_t from, to;

	if (!find_line(source, line, &from))
		return slice_of("", 0);
	if (find_line(source, line + 1, &to)) {
		/* The line break before the next start: LF, CR or both. */
		if (to > from && source->bytes.data[to - 1] == '\n')
			to--;
		if (to > from && source->bytes.data[to - 1] == '\r')
			to--;
	}
	return slice_part(source->bytes, from, to);
}

void source_passed(struct source *source, uint64_t from, uint64_t to)
{
	/* Whoever reads a byte gets the pages around it as well. */
	enum { FAULT_AROUND = 1 << 16 };
	uint64_t bytes = from == source->passed.to ? to - from : to - from + FAULT_AROUND;

	if (!source->file)
		return;
	if (!source->passed.bytes || from < source->passed.from)
		source->passed.from = from;
	if (to > source->passed.to || !source->passed.bytes)
		source->passed.to = to;
	source->passed.bytes += bytes;
	if (source->passed.bytes < STRIDE)
		return;
	platform_file_forget(source->file, source->passed.from, source->passed.to);
	source->passed.bytes = 0;
}

static bool starts_with(struct slice bytes, const char *mark, size_t length)
{
	return slice_starts_with(bytes, slice_of(mark, length));
}

/* Text of mostly Latin and digits in UTF-16 has its NULs all at even or all at odd places; one in sixteen is plenty. */
static bool looks_like_utf16(struct slice bytes)
{
	size_t nul[2] = {0, 0};

	for (size_t i = 0; i < bytes.length; i++)
		nul[i & 1] += bytes.data[i] == '\0';
	return bytes.length % 2 == 0 && (nul[0] == 0) != (nul[1] == 0) && nul[0] + nul[1] >= bytes.length / 16;
}

/* Where the block that begins at `from` ends: at a character's first byte, where there are characters at all. */
static size_t block_end(struct slice bytes, size_t from)
{
	if (bytes.length - from <= STRIDE)
		return bytes.length;
	size_t end = from + STRIDE;

	for (size_t back = 0; back < 4; back++)
		if (((unsigned char)bytes.data[end - back] & 0xC0) != 0x80)
			return end - back;
	return end;
}

/* What was found so far; a place is the length of the bytes when there is none. */
struct look {
	size_t nul;
	size_t bad_utf8, bad_cp932;
	size_t as_cp932; /* bytes that were looked at as CP932 */
};

/* As CP932 up to `to`, which may cut a character in two. */
static void look_for_cp932(struct look *look, struct slice bytes, struct platform_file *file, size_t to)
{
	while (look->bad_cp932 == bytes.length && look->as_cp932 + (to < bytes.length) < to) {
		size_t from = look->as_cp932, end = to - from <= STRIDE ? to : from + STRIDE;
		size_t bad = cp932_check(slice_part(bytes, from, end));

		if (bad != CP932_VALID && (end == bytes.length || from + bad + 1 < end))
			look->bad_cp932 = from + bad;
		look->as_cp932 = bad == CP932_VALID ? end : from + bad;
		if (file && end < to)
			platform_file_forget(file, from, end);
	}
}

/*
 * The first NUL and, before it, the first byte that is not UTF-8, and not CP932 where it is not UTF-8. Nearly always each page is looked
 * at once: text that is not UTF-8 shows it in its first lines.
 */
static struct look look_through(struct slice bytes, struct platform_file *file)
{
	struct look look = {.nul = bytes.length, .bad_utf8 = bytes.length, .bad_cp932 = bytes.length};

	for (size_t from = 0; from < bytes.length && look.nul == bytes.length;) {
		size_t end = block_end(bytes, from);
		struct slice block = slice_part(bytes, from, end);
		size_t hit = next_byte(block, 0, '\0');

		if (hit < block.length)
			look.nul = from + hit;
		if (look.bad_utf8 == bytes.length && (hit = utf8_check(block)) != UTF8_VALID)
			look.bad_utf8 = from + hit;
		if (look.bad_utf8 < bytes.length && look.bad_cp932 == bytes.length)
			look_for_cp932(&look, bytes, file, end);
		if (file && bytes.length > STRIDE)
			platform_file_forget(file, from, end);
		from = end;
	}
	return look;
}

struct encoding_decision encoding_decide(struct slice bytes, struct platform_file *file)
{
	struct encoding_decision decision = {.verdict = VERDICT_UTF8};

	if (starts_with(bytes, "\xff\xfe", 2) || starts_with(bytes, "\xfe\xff", 2)) {
		decision.verdict = VERDICT_UTF16;
		decision.mark_length = 2;
		return decision;
	}
	struct look look = look_through(bytes, file);

	if (look.nul < bytes.length) {
		decision.verdict = looks_like_utf16(bytes) ? VERDICT_UTF16 : VERDICT_BINARY;
		decision.nul = look.nul;
		return decision;
	}
	if (starts_with(bytes, "\xef\xbb\xbf", 3))
		decision.mark_length = 3;
	if (look.bad_utf8 == bytes.length)
		return decision;
	decision.bad_utf8 = look.bad_utf8;
	if (look.bad_cp932 == bytes.length && decision.mark_length == 0) {
		decision.verdict = VERDICT_CP932;
		return decision;
	}
	decision.verdict = VERDICT_BROKEN;
	decision.bad_cp932 = look.bad_cp932 == bytes.length ? 0 : look.bad_cp932; /* marked as UTF-8: the mark itself speaks against CP932 */
	return decision;
}
