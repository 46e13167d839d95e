#include "base/memory/arena_room.h"

#include <string.h>

enum { FIRST_ITEMS = 256 };

struct arena_room *arena_room_new(struct arena *outer)
{
	struct arena_room *room = arena_new(outer, struct arena_room);

	arena_init_inner(&room->arenas[0], outer);
	arena_init_inner(&room->arenas[1], outer);
	return room;
}

void *arena_room_move(struct arena_room *room, const void *items, size_t count, size_t capacity, size_t size)
{
	void *moved = arena_allocate(&room->arenas[!room->now], capacity * size);

	if (count)
		memcpy(moved, items, count * size);
	arena_release(&room->arenas[room->now]);
	room->now = !room->now;
	return moved;
}

void *arena_room_for_one(struct arena_room *room, void *items, size_t count, size_t *capacity, size_t size)
{
	if (count < *capacity)
		return items;
	*capacity = *capacity ? *capacity * 2 : FIRST_ITEMS;
	return arena_room_move(room, items, count, *capacity, size);
}
