/*
 * block.h - objects that point to each other, written down as one run of bytes that can be put anywhere. Anyone may use it.
 *
 * The build writes such blocks (block_writer.h), the program takes them up instead of making the objects again. What no pointer leads
 * out of, texts and plain numbers, is left where it is: in the constants beside the block. A block holds the very bytes its objects have
 * in memory, so it belongs to the program it was built with and is never read from a file.
 */
#ifndef TENKEN_BASE_MEMORY_BLOCK_H
#define TENKEN_BASE_MEMORY_BLOCK_H

#include "base/memory/arena.h"

/* What a pointer of a block leads to, as a distance from the beginning of it. */
enum block_base {
	BLOCK_NUMBER, /* no pointer */
	BLOCK_ITSELF,
	BLOCK_CONSTANTS,
	BLOCK_ARENA, /* the arena the block is put into */
	BLOCK_BASE_COUNT
};

struct block {
	const uint8_t *words;  /* see below */
	size_t size;           /* bytes of the objects */
	const char *constants; /* aligned for numbers */
};

/* A copy of the objects in `arena`; the constants are borrowed. Gives the object that was written first. */
void *block_place(const struct block *block, struct arena *arena);

/*
 * ---- between block.c and block_writer.c ----
 *
 * Most bytes of objects are 0. A word of them is written as one byte, with the length of its number below and its base above, and
 * the number, lowest byte first, without the zeros behind; up to sixteen empty words as one byte with their count less one. Eight bytes
 * follow the last word, so that a number is read in one step.
 */
enum {
	BLOCK_LENGTH_BITS = 4,
	BLOCK_EMPTY_WORDS = BLOCK_BASE_COUNT, /* as a base */
	BLOCK_WORDS_PADDING = 8
};

#endif
