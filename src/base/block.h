/*
 * block.h - objects that point to each other, written down as one run of bytes that can be put anywhere. Anyone may use it.
 *
 * The build writes such blocks (block_writer.h), the program takes them up instead of making the objects again. What no pointer leads
 * out of, texts and plain numbers, is left where it is: in the constants beside the block. A block holds the very bytes its objects have
 * in memory, so it belongs to the program it was built with and is never read from a file.
 */
#ifndef TENKEN_BASE_BLOCK_H
#define TENKEN_BASE_BLOCK_H

#include "base/arena.h"

/* What a pointer of a block leads to, as a distance from the beginning of it. */
enum block_base {
	BLOCK_ITSELF,
	BLOCK_CONSTANTS,
	BLOCK_ARENA, /* the arena the block is put into */
	BLOCK_BASE_COUNT
};

/* Where pointers stand: words of the block, each as its distance from the one before; 0 stands for 255 words without any. */
struct block_gaps {
	const uint8_t *items;
	size_t count;
};

struct block {
	const void *bytes;
	size_t size;
	const char *constants; /* aligned for numbers */
	struct block_gaps gaps[BLOCK_BASE_COUNT];
};

/* A copy of the objects in `arena`; the constants are borrowed. Gives the object that was written first. */
void *block_place(const struct block *block, struct arena *arena);

#endif
