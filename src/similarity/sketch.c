#include "similarity/sketch.h"

#include "similarity/shingles.h"

#include <string.h>

enum {
	BIN_BITS = 7,
	PARITY_BITS = 10
};
_Static_assert(1 << BIN_BITS == SKETCH_BINS, "the bin is the first bits of a hash");
_Static_assert(1 << PARITY_BITS == 64 * SKETCH_PARITIES, "the parity is the last bits of a hash");

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

/* The runs met so far, by their hashes, which are as different as the runs: mix() can be undone. */
struct runs_met {
	uint64_t *hashes;
	size_t mask;
};

/* Each run ends at a byte of its own, so a table of more places than bytes has one free. */
static struct runs_met room_for_runs(struct arena *scratch, size_t bytes)
{
	size_t places = 64;

	while (places <= bytes)
		places *= 2;
	return (struct runs_met){.hashes = arena_array(scratch, uint64_t, places), .mask = places - 1};
}

static bool is_first_time(struct runs_met *met, uint64_t hash)
{
	size_t place = hash & met->mask;

	while (met->hashes[place] && met->hashes[place] != hash)
		place = (place + 1) & met->mask;
	if (met->hashes[place])
		return false;
	met->hashes[place] = hash;
	return true;
}

size_t sketch_make(struct sketch *sketch, struct arena *scratch, struct slice text)
{
	uint64_t least[SKETCH_BINS], shingle;
	struct shingle_walk walk = {.text = text};
	struct runs_met met = room_for_runs(scratch, text.length);

	memset(least, 0xFF, sizeof least);
	*sketch = (struct sketch){.runs = 0};
	while (shingle_next(&walk, &shingle)) {
		uint64_t hash = mix(shingle);
		uint64_t *bin = &least[hash >> (64 - BIN_BITS)];
		uint64_t rest = hash & (UINT64_MAX >> BIN_BITS);

		if (!is_first_time(&met, hash))
			continue;
		sketch->runs++;
		sketch->parities[hash % SKETCH_PARITIES] ^= UINT64_C(1) << (hash >> 4) % 64;
		if (rest < *bin)
			*bin = rest;
	}
	if (sketch->runs)
		fill_empty_bins(least);
	for (size_t bin = 0; bin < SKETCH_BINS; bin++)
		sketch->bins[bin] = (uint8_t)(least[bin] >> PARITY_BITS);
	arena_reset(scratch);
	return sketch->runs;
}

unsigned sketch_equal_bins(const struct sketch *a, const struct sketch *b)
{
	uint8_t equal = 0; /* of at most 128: as narrow as what is compared, so that compilers compare 16 at a time */

	for (size_t bin = 0; bin < SKETCH_BINS; bin++)
		equal = (uint8_t)(equal + (a->bins[bin] == b->bins[bin]));
	return equal;
}
