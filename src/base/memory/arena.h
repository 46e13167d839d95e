/*
 * arena.h - memory by lifetime: everything of one lifetime is given back at once.
 *
 * One arena for the rule set, one for a document, one as scratch of an evaluation, one for the run. Allocation never
 * returns NULL: when memory is exhausted it jumps to the arena's trap (failure.h). What an arena holds is const once
 * built and borrowed by everyone else. An arena belongs to one thread at a time.
 */
#ifndef TENKEN_BASE_MEMORY_ARENA_H
#define TENKEN_BASE_MEMORY_ARENA_H

#include "base/failure.h"
#include "base/slice.h"

#include <stdalign.h>

struct arena_chunk;

struct arena {
	struct arena_chunk *chunk;  /* newest first */
	char *next, *end;           /* free room of the newest chunk */
	struct memory_trap *trap;   /* where to go without memory; NULL aborts */
	size_t reserved;            /* bytes of all chunks */
	struct arena *inner;        /* arenas that end with this one */
	struct arena *next_inner;   /* beside this one in its outer arena */
};

void arena_init(struct arena *arena, struct memory_trap *trap); /* allocates nothing yet */
/* `arena` lives in memory of `outer` and ends with it, also when memory runs out before anyone has released it. */
void arena_init_inner(struct arena *arena, struct arena *outer);
void arena_reset(struct arena *arena);   /* forgets everything, keeps one chunk for reuse */
void arena_release(struct arena *arena); /* gives everything back; usable again after arena_init */

/* `size` bytes, aligned for any type, not cleared. */
void *arena_allocate(struct arena *arena, size_t size);
void *arena_allocate_zeroed(struct arena *arena, size_t size);
/* count * size bytes, cleared; an overflowing product counts as exhausted memory. */
void *arena_allocate_array(struct arena *arena, size_t count, size_t size);
/* Bytes without alignment, not cleared: for text. */
char *arena_allocate_bytes(struct arena *arena, size_t size);
/* Grows the block `old` of `old_size` bytes; in place when it was the last one, else copied. */
void *arena_grow(struct arena *arena, void *old, size_t old_size, size_t new_size);
/* The array twice as large; the first time it has room for 16 items. */
void *arena_double(struct arena *arena, void *items, size_t *capacity, size_t size);
/* The array with room for one more behind its `count` items of `size` bytes: itself, or moved when it is full. */
static inline void *arena_with_room(struct arena *arena, void *items, size_t count, size_t *capacity, size_t size)
{
	return count < *capacity ? items : arena_double(arena, items, capacity, size);
}
struct slice arena_copy(struct arena *arena, struct slice s); /* followed by a NUL that is not counted */
struct slice arena_print(struct arena *arena, const char *format, ...) PRINTF_LIKE(2, 3);

#define arena_new(arena, type) ((type *)arena_allocate_zeroed((arena), sizeof(type)))
#define arena_array(arena, type, count) ((type *)arena_allocate_array((arena), (count), sizeof(type)))

/* Test hook: the allocation that follows `count` successful chunk allocations fails; SIZE_MAX turns it off. */
void arena_fail_after(size_t count);

#endif
