#include "similarity/shingles.h"

#include "text/unicode/utf8.h"

#include <stdlib.h>
#include <string.h>

enum {
	CHARACTER_BITS = 21
};
#define RUN_MASK ((UINT64_C(1) << (3 * CHARACTER_BITS)) - 1)

bool shingle_next(struct shingle_walk *walk, uint64_t *shingle)
{
	while (walk->at < walk->text.length) {
		uint32_t character = utf8_next(walk->text, &walk->at);

		if (character == '\n') {
			bool is_short = walk->written == 1 || walk->written == 2;

			*shingle = walk->run;
			walk->written = 0;
			walk->run = 0;
			if (is_short)
				return true;
			continue;
		}
		walk->run = (walk->run << CHARACTER_BITS | character) & RUN_MASK;
		if (walk->written < 3)
			walk->written++;
		if (walk->written == 3) {
			*shingle = walk->run;
			return true;
		}
	}
	if (walk->written == 1 || walk->written == 2) {
		*shingle = walk->run;
		walk->written = 0;
		return true;
	}
	return false;
}

static int by_number(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return (x > y) - (x < y);
}

struct shingles shingles_of(struct arena *arena, struct slice text)
{
	/* A run ends at a character of its own, so there are never more of them than bytes; Japanese has three bytes a character. */
	uint64_t *items = NULL;
	size_t count = 0, capacity = 0, kept = 0;
	struct shingle_walk walk = {.text = text};
	uint64_t shingle;

	while (shingle_next(&walk, &shingle)) {
		items = arena_with_room(arena, items, count, &capacity, sizeof *items);
		items[count++] = shingle;
	}
	if (count)
		qsort(items, count, sizeof *items, by_number);
	for (size_t i = 0; i < count; i++) {
		if (kept == 0 || items[kept - 1] != items[i])
			items[kept++] = items[i];
	}
	return (struct shingles){.items = items, .count = kept};
}

double shingles_similarity(struct shingles a, struct shingles b)
{
	size_t common = 0;

	for (size_t i = 0, j = 0; i < a.count && j < b.count;) {
		uint64_t x = a.items[i], y = b.items[j];

		common += x == y;
		i += x <= y;
		j += y <= x;
	}
	size_t either = a.count + b.count - common;

	return either ? (double)common / (double)either : 1.0;
}
