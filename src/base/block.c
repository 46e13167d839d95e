#include "base/block.h"

#include "base/eight_bytes.h"

#include <string.h>

/* The number of the word that begins at `at`. */
static uint64_t number_at(const uint8_t *at, unsigned length)
{
	uint64_t eight = eight_bytes_at((const char *)at + 1);

	return length < 8 ? eight & ((UINT64_C(1) << length * 8) - 1) : eight;
}

void *block_place(const struct block *block, struct arena *arena)
{
	char *bytes = arena_allocate(arena, block->size), *end = bytes + block->size, *word = bytes;
	const uintptr_t bases[BLOCK_BASE_COUNT] = {0, (uintptr_t)bytes, (uintptr_t)block->constants, (uintptr_t)arena};
	const uint8_t *at = block->words;

	while (word < end) {
		unsigned length = *at & ((1U << BLOCK_LENGTH_BITS) - 1), base = *at >> BLOCK_LENGTH_BITS;

		if (base == BLOCK_EMPTY_WORDS) {
			size_t empty = (length + 1) * sizeof(uintptr_t);

			memset(word, 0, empty);
			word += empty;
			at++;
			continue;
		}
		uintptr_t value = (uintptr_t)number_at(at, length) + bases[base];

		memcpy(word, &value, sizeof value); /* what it points to is known only to who reads it */
		word += sizeof value;
		at += 1 + length;
	}
	return bytes;
}
