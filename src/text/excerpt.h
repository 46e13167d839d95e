/*
 * excerpt.h - the line of a source around a place, ready to be shown with a mark under it. Anyone above base may use it.
 */
#ifndef TENKEN_TEXT_EXCERPT_H
#define TENKEN_TEXT_EXCERPT_H

#include "base/memory/arena.h"
#include "text/source.h"

/* A line is shown whole up to so many terminal columns, else cut around the mark with … on the side that was cut. */
#define EXCERPT_COLUMNS 100

struct excerpt {
	struct slice text;           /* UTF-8, safe for a terminal, no line break */
	uint32_t caret, caret_width; /* columns of the text before the mark, and of the mark: at least 1, within the text or behind it */
};

/*
 * The line that holds byte `offset`, and a mark over `length` bytes from there; of bytes that go on over further lines the first
 * line's part is marked, a length of 0 marks one column. Never looks at more than a few hundred bytes around the place.
 */
struct excerpt excerpt_make(struct arena *arena, struct source *source, uint64_t offset, uint64_t length);

#endif
