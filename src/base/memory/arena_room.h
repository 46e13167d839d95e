/*
 * arena_room.h - the memory of one array that grows far: what it is moved out of is given back, while arena_with_room() leaves it in
 * the arena. Anyone may use it for arrays of megabytes; small ones are better off in the arena.
 */
#ifndef TENKEN_BASE_MEMORY_ARENA_ROOM_H
#define TENKEN_BASE_MEMORY_ARENA_ROOM_H

#include "base/memory/arena.h"

struct arena_room {
	struct arena arenas[2];
	unsigned now;
};

/* Ends with `outer`. */
struct arena_room *arena_room_new(struct arena *outer);
/* The array in a place with room for `capacity` items of `size` bytes, not cleared behind the first `count`. */
void *arena_room_move(struct arena_room *room, const void *items, size_t count, size_t capacity, size_t size);
/* The array with room for one more item, as arena_with_room() gives it. */
void *arena_room_for_one(struct arena_room *room, void *items, size_t count, size_t *capacity, size_t size);

#endif
