#include "base/memory/arena.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_CHUNK = 16 * 1024, LARGEST_CHUNK = 1024 * 1024 };

struct arena_chunk {
	struct arena_chunk *older;
	size_t size; /* bytes of room behind this head */
	alignas(max_align_t) char room[];
};

static size_t allocations_left = SIZE_MAX;

void arena_fail_after(size_t count)
{
	allocations_left = count;
}

void arena_init(struct arena *arena, struct memory_trap *trap)
{
	*arena = (struct arena){.trap = trap};
}

void arena_init_inner(struct arena *arena, struct arena *outer)
{
	*arena = (struct arena){.trap = outer->trap, .next_inner = outer->inner};
	outer->inner = arena;
}

static void release_inner(struct arena *arena)
{
	for (struct arena *inner = arena->inner; inner; inner = inner->next_inner)
		arena_release(inner);
	arena->inner = NULL;
}

/* A chunk with room for `size` bytes becomes the newest; sizes double so that large plans need few chunks. */
static void add_chunk(struct arena *arena, size_t size)
{
	size_t room = arena->chunk ? arena->chunk->size * 2 : FIRST_CHUNK;

	if (room > LARGEST_CHUNK)
		room = LARGEST_CHUNK;
	if (room < size)
		room = size;
	if (room > SIZE_MAX - sizeof(struct arena_chunk))
		memory_exhausted(arena->trap);
	struct arena_chunk *chunk = NULL;

	if (allocations_left > 0) {
		if (allocations_left != SIZE_MAX)
			allocations_left--;
		chunk = malloc(sizeof *chunk + room);
	}
	if (!chunk)
		memory_exhausted(arena->trap);
	chunk->older = arena->chunk;
	chunk->size = room;
	arena->chunk = chunk;
	arena->next = chunk->room;
	arena->end = chunk->room + room;
	arena->reserved += room;
}

void arena_reset(struct arena *arena)
{
	release_inner(arena);
	if (!arena->chunk)
		return;
	struct arena_chunk *kept = arena->chunk;

	while (kept->older) {
		struct arena_chunk *older = kept->older;

		arena->reserved -= older->size;
		kept->older = older->older;
		free(older);
	}
#ifndef NDEBUG
	memset(kept->room, 0xA5, (size_t)(arena->next - kept->room)); /* so that what is used afterwards shows itself */
#endif
	arena->next = kept->room;
	arena->end = kept->room + kept->size;
}

void arena_release(struct arena *arena)
{
	release_inner(arena);
	while (arena->chunk) {
		struct arena_chunk *older = arena->chunk->older;

		free(arena->chunk);
		arena->chunk = older;
	}
	*arena = (struct arena){.trap = arena->trap, .next_inner = arena->next_inner};
}

char *arena_allocate_bytes(struct arena *arena, size_t size)
{
	if (UNLIKELY(size > (size_t)(arena->end - arena->next)))
		add_chunk(arena, size);
	char *block = arena->next;

	arena->next += size;
	return block;
}

void *arena_allocate(struct arena *arena, size_t size)
{
	size_t misaligned = (uintptr_t)arena->next % alignof(max_align_t);
	size_t skip = misaligned ? alignof(max_align_t) - misaligned : 0;
	size_t free_room = (size_t)(arena->end - arena->next);

	/* Without a chunk even nothing needs one: no block is NULL. */
	if (UNLIKELY(!arena->chunk || free_room < skip || size > free_room - skip)) {
		add_chunk(arena, size);
		skip = 0;
	}
	void *block = arena->next + skip;

	arena->next += skip + size;
	return block;
}

void *arena_allocate_zeroed(struct arena *arena, size_t size)
{
	return memset(arena_allocate(arena, size), 0, size);
}

void *arena_allocate_array(struct arena *arena, size_t count, size_t size)
{
	if (size && count > SIZE_MAX / size)
		memory_exhausted(arena->trap);
	return arena_allocate_zeroed(arena, count * size);
}

void *arena_grow(struct arena *arena, void *old, size_t old_size, size_t new_size)
{
	char *bytes = old;

	if (new_size <= old_size)
		return old;
	if (bytes && bytes + old_size == arena->next && new_size - old_size <= (size_t)(arena->end - arena->next)) {
		arena->next += new_size - old_size;
		return old;
	}
	void *block = arena_allocate(arena, new_size);

	if (old_size)
		memcpy(block, old, old_size);
	return block;
}

void *arena_double(struct arena *arena, void *items, size_t *capacity, size_t size)
{
	size_t larger = *capacity ? *capacity * 2 : 16;

	if (larger > SIZE_MAX / 2 / size)
		memory_exhausted(arena->trap);
	items = arena_grow(arena, items, *capacity * size, larger * size);
	*capacity = larger;
	return items;
}

struct slice arena_copy(struct arena *arena, struct slice s)
{
	char *copy = arena_allocate_bytes(arena, s.length + 1);

	if (s.length)
		memcpy(copy, s.data, s.length);
	copy[s.length] = '\0';
	return slice_of(copy, s.length);
}

struct slice arena_print(struct arena *arena, const char *format, ...)
{
	va_list arguments, again;
	char room[256]; /* enough for most: printed once */

	va_start(arguments, format);
	va_copy(again, arguments);
	int length = vsnprintf(room, sizeof room, format, arguments);
	va_end(arguments);
	if (length < 0)
		length = 0;
	char *text = arena_allocate_bytes(arena, (size_t)length + 1);

	if ((size_t)length < sizeof room)
		memcpy(text, room, (size_t)length + 1);
	else
		vsnprintf(text, (size_t)length + 1, format, again);
	va_end(again);
	return slice_of(text, (size_t)length);
}
