/*
 * block.h - objects that point to each other, written down as one run of bytes. Anyone may use it.
 *
 * The build writes such blocks (block_writer.h), the program takes them up instead of making the objects again. A block holds the very
 * bytes its objects have in memory at one address, its home, so it belongs to the program it was built with and is never read from a
 * file. The program shows its bytes there, where the system can: nothing is copied or added, and what nobody asks for is not even read
 * from the disk. Elsewhere they are copied, and their pointers are led to where they stand now.
 */
#ifndef TENKEN_BASE_MEMORY_BLOCK_H
#define TENKEN_BASE_MEMORY_BLOCK_H

#include "base/memory/arena.h"

struct block {
	const void *image;     /* the objects, and behind them what no pointer leads out of: texts and plain numbers */
	size_t size;           /* bytes of all of it; a multiple of BLOCK_PAGE */
	size_t object_size;    /* bytes of the objects */
	uintptr_t home;        /* where its pointers are right; 0: nowhere */
	const uint8_t *steps;  /* from one pointer to the next, see below */
	size_t step_count;
};

enum { BLOCK_PAGE = 4096 }; /* an image that is to be shown at home begins at a multiple of it */

/* The object that was written first: at home, for all who take the block up, or in `arena`. Constant. */
const void *block_take_up(const struct block *block, struct arena *arena);
/* The same, copied in any case; the constants are borrowed. */
const void *block_copy(const struct block *block, struct arena *arena);

/*
 * ---- between block.c and block_writer.c ----
 *
 * A step is a byte: so many words without a pointer, and behind them a pointer; BLOCK_LONG_STEP of them, and no pointer.
 */
enum { BLOCK_LONG_STEP = 255 };

#endif
