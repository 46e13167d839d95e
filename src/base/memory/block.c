#include "base/memory/block.h"

#include "base/eight_bytes.h"

#include <string.h>

/* The bytes a number of this length has among eight. */
static const uint64_t number_masks[] = {
	0,
	UINT64_C(0xFF),
	UINT64_C(0xFFFF),
	UINT64_C(0xFFFFFF),
	UINT64_C(0xFFFFFFFF),
	UINT64_C(0xFFFFFFFFFF),
	UINT64_C(0xFFFFFFFFFFFF),
	UINT64_C(0xFFFFFFFFFFFFFF),
	UINT64_C(0xFFFFFFFFFFFFFFFF),
};

void *block_place(const struct block *block, struct arena *arena)
{
	char *bytes = arena_allocate_zeroed(arena, block->size), *end = bytes + block->size, *word = bytes;
	const uintptr_t bases[BLOCK_BASE_COUNT] = {0, (uintptr_t)bytes, (uintptr_t)block->constants, (uintptr_t)arena};
	const uint8_t *at = block->words;

	while (word < end) {
		unsigned length = *at & ((1U << BLOCK_LENGTH_BITS) - 1), base = *at >> BLOCK_LENGTH_BITS;

		at++;
		if (base == BLOCK_EMPTY_WORDS) {
			word += (length + 1) * sizeof(uintptr_t);
			continue;
		}
		uintptr_t value = (uintptr_t)(eight_bytes_at((const char *)at) & number_masks[length]) + bases[base];

		memcpy(word, &value, sizeof value); /* what it points to is known only to who reads it */
		word += sizeof value;
		at += length;
	}
	return bytes;
}
