#include "text/excerpt.h"

#include "base/compiler.h"
#include "text/cp932/cp932.h"
#include "text/unicode/utf8.h"

enum {
	WINDOW_BYTES = 400, /* looked at on either side of the place: over EXCERPT_COLUMNS of any sensible text */
	COLUMNS_BEFORE = 40, /* of a line that is cut on both sides */
	CUT_COLUMNS = 1      /* … */
};

/* A character of the window. One more, behind the last, holds the ends. */
struct shown_character {
	size_t byte;     /* in the source */
	size_t text;     /* in the shown text */
	unsigned column; /* of the shown text */
};

struct window {
	struct source *source;
	size_t line_start, line_end; /* of the whole line */
	size_t start, end;           /* of what is looked at */
	struct text_builder shown;
	struct shown_character cells[2 * WINDOW_BYTES + 1];
	size_t count;
};

/* The start of a character at or before `place`, at most WINDOW_BYTES away. */
static size_t window_start(const struct source *source, size_t line_start, size_t place)
{
	const unsigned char *bytes = (const unsigned char *)source->bytes.data;

	if (place - line_start <= WINDOW_BYTES)
		return line_start;
	size_t start = place - WINDOW_BYTES;

	if (source->encoding == ENCODING_UTF8) {
		for (int i = 0; i < 3 && (bytes[start] & 0xC0) == 0x80; i++)
			start++;
		return start;
	}
	/* Digits, commas and quotes are never the second byte of a character; without any, the first one may come out wrong. */
	for (size_t at = start; at < place; at++)
		if (bytes[at] < 0x40)
			return at + 1;
	return start;
}

/* Gives the columns it takes. */
static unsigned show_character(struct window *window, size_t *at)
{
	struct slice bytes = slice_part(window->source->bytes, 0, window->line_end);
	size_t start = *at, text = window->shown.length;
	uint32_t character;

	if (window->source->encoding == ENCODING_UTF8) {
		character = utf8_next(bytes, at);
		if (character == 0xFFFD && *at == start + 1)
			character = CP932_NONE;
	} else {
		character = cp932_next(bytes, at);
	}
	if (LIKELY(character >= 0x3000 && character < 0xE000)) {
		text_builder_add_code_point(&window->shown, character);
		return utf8_width_of(character);
	}
	if (LIKELY(character >= ' ' && character < 0x7F)) {
		text_builder_add_char(&window->shown, (char)character);
		return 1;
	}
	if (character == CP932_NONE)
		utf8_add_byte_safely(&window->shown, (unsigned char)bytes.data[start]);
	else
		utf8_add_character_safely(&window->shown, character);
	return (unsigned)utf8_width(slice_part(text_builder_slice(&window->shown), text, window->shown.length));
}

/* What is so far behind the place that it cannot be shown is not looked at. */
static void show_window(struct window *window, size_t place)
{
	unsigned column = 0, mark = 0;
	size_t at = window->start;

	window->count = 0;
	for (;;) {
		size_t text = window->shown.length;

		window->cells[window->count] = (struct shown_character){.byte = at, .text = text, .column = column};
		mark = at <= place ? column : mark;
		if (at >= window->end || column > mark + EXCERPT_COLUMNS)
			break;
		window->count++;
		column += show_character(window, &at);
	}
	window->end = at;
}

/* The last cell that starts at or before `byte`. */
static size_t cell_at_byte(const struct window *window, size_t byte)
{
	size_t i = window->count;

	while (i > 0 && window->cells[i].byte > byte)
		i--;
	return i;
}

/* The first cell from `column` on. */
static size_t cell_from_column(const struct window *window, unsigned column)
{
	size_t i = 0;

	while (i < window->count && window->cells[i].column < column)
		i++;
	return i;
}

/* Which cells [*left, *right) of a window are shown, with its mark at column `mark`. */
static void choose_cells(const struct window *window, unsigned mark, size_t *left, size_t *right)
{
	unsigned width = window->cells[window->count].column;
	bool more_before = window->start > window->line_start, more_after = window->end < window->line_end;

	*left = 0;
	*right = window->count;
	if (!more_before && !more_after && width <= EXCERPT_COLUMNS)
		return;
	unsigned to = mark + EXCERPT_COLUMNS - COLUMNS_BEFORE - CUT_COLUMNS;

	if (!more_before && mark <= COLUMNS_BEFORE) {
		to = EXCERPT_COLUMNS - CUT_COLUMNS;
	} else if (!more_after && width - mark <= EXCERPT_COLUMNS - COLUMNS_BEFORE) {
		to = width;
		*left = width > EXCERPT_COLUMNS - CUT_COLUMNS ? cell_from_column(window, width - (EXCERPT_COLUMNS - CUT_COLUMNS)) : 0;
	} else if (mark > COLUMNS_BEFORE - CUT_COLUMNS) {
		*left = cell_from_column(window, mark - (COLUMNS_BEFORE - CUT_COLUMNS));
	}
	while (*right > 0 && window->cells[*right].column > to)
		(*right)--;
}

static struct excerpt cut_window(struct arena *arena, struct window *window, size_t place, size_t mark_end)
{
	size_t first = cell_at_byte(window, place), last = first, left, right;

	while (last < window->count && window->cells[last].byte < mark_end)
		last++;
	choose_cells(window, window->cells[first].column, &left, &right);
	bool cut_before = left > 0 || window->start > window->line_start;
	bool cut_after = right < window->count || window->end < window->line_end;
	struct slice text = text_builder_slice(&window->shown);
	struct excerpt excerpt;

	if (last > right)
		last = right;
	excerpt.caret = window->cells[first].column - window->cells[left].column + (cut_before ? CUT_COLUMNS : 0);
	excerpt.caret_width = last > first ? window->cells[last].column - window->cells[first].column : 0;
	if (excerpt.caret_width == 0)
		excerpt.caret_width = 1;
	excerpt.text = slice_part(text, window->cells[left].text, window->cells[right].text);
	if (cut_before || cut_after) {
		struct text_builder cut;

		text_builder_init(&cut, arena);
		text_builder_add_string(&cut, cut_before ? "…" : "");
		text_builder_add(&cut, excerpt.text);
		text_builder_add_string(&cut, cut_after ? "…" : "");
		excerpt.text = text_builder_finish(&cut);
	}
	return excerpt;
}

struct excerpt excerpt_make(struct arena *arena, struct source *source, uint64_t offset, uint64_t length)
{
	uint32_t line_number = source_position(source, offset).line;
	size_t line_start = (size_t)source_line_start(source, line_number);
	size_t line_end = line_start + source_line(source, line_number).length;
	/* A place in a line break or in the byte-order mark is shown at the line's end or start. */
	size_t place = offset < line_start ? line_start : offset > line_end ? line_end : (size_t)offset;
	size_t mark_end = length < line_end - place ? place + (size_t)length : line_end;
	struct window window; /* 19 KB of cells, of which few are used: nothing is cleared */

	window.source = source;
	window.line_start = line_start;
	window.line_end = line_end;
	window.start = window_start(source, line_start, place);
	window.end = line_end - place > WINDOW_BYTES ? place + WINDOW_BYTES : line_end;
	text_builder_init(&window.shown, arena);
	show_window(&window, place);
	return cut_window(arena, &window, place, mark_end);
}
