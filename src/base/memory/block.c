#include "base/memory/block.h"

#include "base/platform/platform.h"

#include <string.h>

/* The objects were copied to `objects`: what leads to one of them leads to its copy, the rest to the constants of the image. */
static void lead_pointers(const struct block *block, char *objects)
{
	uintptr_t to_objects = (uintptr_t)objects - block->home, to_constants = (uintptr_t)block->image - block->home;
	char *word = objects;

	for (size_t i = 0; i < block->step_count; i++) {
		uintptr_t pointer;

		word += block->steps[i] * sizeof pointer;
		if (block->steps[i] == BLOCK_LONG_STEP)
			continue;
		memcpy(&pointer, word, sizeof pointer); /* what it points to is known only to who reads it */
		pointer += pointer - block->home < block->object_size ? to_objects : to_constants;
		memcpy(word, &pointer, sizeof pointer);
		word += sizeof pointer;
	}
}

const void *block_copy(const struct block *block, struct arena *arena)
{
	char *objects = arena_allocate(arena, block->object_size);

	memcpy(objects, block->image, block->object_size);
	lead_pointers(block, objects);
	return objects;
}

const void *block_take_up(const struct block *block, struct arena *arena)
{
	const void *home = platform_show_at(block->image, block->size, block->home);

	return home ? home : block_copy(block, arena);
}
