#include "similarity/sketch.h"

#include "similarity/shingles.h"

#include <string.h>

enum {
	BIN_BITS = 7
};
_Static_assert(1 << BIN_BITS == SKETCH_BINS, "the bin is the first bits of a hash");

/* SplitMix64 by Sebastiano Vigna (public domain): every bit of the result depends on every bit given. */
static uint64_t mix(uint64_t x)
{
	x += UINT64_C(0x9E3779B97F4A7C15);
	x = (x ^ x >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
	x = (x ^ x >> 27) * UINT64_C(0x94D049BB133111EB);
	return x ^ x >> 31;
}

static void fill_empty_bins(uint64_t least[SKETCH_BINS])
{
	uint64_t filled[SKETCH_BINS];

	memcpy(filled, least, sizeof filled);
	for (size_t bin = 0; bin < SKETCH_BINS; bin++) {
		for (uint64_t attempt = 0; least[bin] == UINT64_MAX; attempt++)
			least[bin] = filled[mix(attempt << BIN_BITS | bin) % SKETCH_BINS];
	}
}

size_t sketch_make(struct sketch *sketch, struct slice text)
{
	uint64_t least[SKETCH_BINS], shingle;
	struct shingle_walk walk = {.text = text};
	size_t count = 0;

	memset(least, 0xFF, sizeof least);
	for (; shingle_next(&walk, &shingle); count++) {
		uint64_t hash = mix(shingle);
		uint64_t *bin = &least[hash >> (64 - BIN_BITS)];
		uint64_t rest = hash & (UINT64_MAX >> BIN_BITS);

		if (rest < *bin)
			*bin = rest;
	}
	if (count)
		fill_empty_bins(least);
	for (size_t bin = 0; bin < SKETCH_BINS; bin++)
		sketch->bins[bin] = (uint16_t)least[bin];
	return count;
}

double sketch_similarity(const struct sketch *a, const struct sketch *b)
{
	unsigned equal = 0;

	for (size_t bin = 0; bin < SKETCH_BINS; bin++)
		equal += a->bins[bin] == b->bins[bin];
	return (double)equal / SKETCH_BINS;
}
