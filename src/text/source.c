#include "text/source.h"

#include "text/cp932.h"
#include "text/utf8.h"

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

/* Neither line feeds nor carriage returns occur inside a character, in UTF-8 as in CP932: bytes are enough. */
static void find_lines(struct source *source)
{
	struct slice bytes = source->bytes;
	size_t capacity = bytes.length / 32 + 16, count = 0;
	uint64_t *starts = arena_allocate(source->arena, capacity * sizeof *starts);
	size_t start = source->mark_length;
	size_t feed = next_byte(bytes, start, '\n'), carriage = next_byte(bytes, start, '\r');

	for (;;) {
		if (count == capacity) {
			starts = arena_grow(source->arena, starts, capacity * sizeof *starts, 2 * capacity * sizeof *starts);
			capacity *= 2;
		}
		starts[count++] = start;
		size_t end = feed < carriage ? feed : carriage;

		if (end == bytes.length)
			break;
		start = end + 1;
		if (end == carriage) {
			carriage = next_byte(bytes, start, '\r');
			if (feed == start)
				start++;
		}
		if (feed < start)
			feed = next_byte(bytes, start, '\n');
	}
	source->line_starts = starts;
	source->line_count = count;
}

/* Index of the line that holds `offset`. */
static size_t line_at(struct source *source, uint64_t offset)
{
	size_t low = 0, high = source->line_count;

	if (!source->line_starts) {
		find_lines(source);
		high = source->line_count;
	}
	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;

		if (source->line_starts[middle] <= offset)
			low = middle;
		else
			high = middle;
	}
	return low;
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
	size_t line = line_at(source, to), start = (size_t)source->line_starts[line];
	struct position place = {.line = (uint32_t)line + 1, .column = 1};

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
	line_at(source, 0);
	return line && line <= source->line_count ? source->line_starts[line - 1] : source->bytes.length;
}

struct slice source_line(struct source *source, uint32_t line)
{
	size_t from = (size_t)source_line_start(source, line), to = source->bytes.length;

	if (line < source->line_count) {
		to = (size_t)source->line_starts[line];
		/* The line break before the next start: LF, CR or both. */
		if (to > from && source->bytes.data[to - 1] == '\n')
			to--;
		if (to > from && source->bytes.data[to - 1] == '\r')
			to--;
	}
	return slice_part(source->bytes, from, to);
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

struct encoding_decision encoding_decide(struct slice bytes)
{
	struct encoding_decision decision = {.verdict = VERDICT_UTF8};

	if (starts_with(bytes, "\xff\xfe", 2) || starts_with(bytes, "\xfe\xff", 2)) {
		decision.verdict = VERDICT_UTF16;
		decision.mark_length = 2;
		return decision;
	}
	size_t nul = next_byte(bytes, 0, '\0');

	if (nul < bytes.length) {
		decision.verdict = looks_like_utf16(bytes) ? VERDICT_UTF16 : VERDICT_BINARY;
		decision.nul = nul;
		return decision;
	}
	if (starts_with(bytes, "\xef\xbb\xbf", 3))
		decision.mark_length = 3;
	size_t bad = utf8_check(bytes);

	if (bad == UTF8_VALID)
		return decision;
	decision.bad_utf8 = bad;
	bad = cp932_check(bytes);
	if (bad == CP932_VALID && decision.mark_length == 0) {
		decision.verdict = VERDICT_CP932;
		return decision;
	}
	decision.verdict = VERDICT_BROKEN;
	decision.bad_cp932 = bad == CP932_VALID ? 0 : bad; /* marked as UTF-8: the mark itself speaks against CP932 */
	return decision;
}
