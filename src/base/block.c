#include "base/block.h"

#include <string.h>

/* Pointers are moved as bytes: what they point to is known only to who reads them. */
static void add_base(char *bytes, struct block_gaps gaps, const void *base)
{
	size_t passed = 0; /* words */

	for (size_t i = 0; i < gaps.count; i++) {
		uintptr_t place;

		passed += gaps.items[i] ? gaps.items[i] : UINT8_MAX;
		if (!gaps.items[i])
			continue;
		char *word = bytes + (passed - 1) * sizeof place;

		memcpy(&place, word, sizeof place);
		place += (uintptr_t)base;
		memcpy(word, &place, sizeof place);
	}
}

void *block_place(const struct block *block, struct arena *arena)
{
	char *bytes = arena_allocate(arena, block->size);

	memcpy(bytes, block->bytes, block->size);
	add_base(bytes, block->gaps[BLOCK_ITSELF], bytes);
	add_base(bytes, block->gaps[BLOCK_CONSTANTS], block->constants);
	add_base(bytes, block->gaps[BLOCK_ARENA], arena);
	return bytes;
}
