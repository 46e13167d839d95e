/*
 * sketch.h - a text in 260 bytes, so that hundreds of thousands can be compared without holding their sets of runs.
 *
 * Two halves. MinHash in one pass brings texts together: each run of three characters is hashed once and falls into one of 128 bins; the
 * smallest hash of a bin stands for it, and two texts agree in a bin about as often as they have runs in common. A bin that stays empty
 * borrows from another one chosen by its number alone, the same in every text (Shrivastava, "Optimal Densification for Fast and Accurate
 * Minwise Hashing", 2017). An odd sketch keeps texts apart: each run turns over one of 1,024 bits, so bits that differ between two texts
 * are runs that only one of them has (Mitzenmacher, Pagh and Pham, "Efficient estimation for high similarities using odd sketches",
 * 2014). Runs may hide each other there, never invent one: what it says is too different is. The hash is fixed, so sketches of several
 * machines can be put together. Who searches near-duplicates uses it.
 */
#ifndef TENKEN_SIMILARITY_SKETCH_H
#define TENKEN_SIMILARITY_SKETCH_H

#include "base/memory/arena.h"
#include "base/slice.h"

#include <stdint.h>

enum {
	SKETCH_BINS = 128,
	SKETCH_PARITIES = 1024 / 64
};

struct sketch {
	uint8_t bins[SKETCH_BINS];
	uint64_t parities[SKETCH_PARITIES];
	uint32_t runs; /* each counted once */
};

/* `text` as for shingles_of; `scratch` is reset. Returns the number of runs; 0 means that there is nothing to compare. */
size_t sketch_make(struct sketch *sketch, struct arena *scratch, struct slice text);
/* In how many bins two texts agree. */
unsigned sketch_equal_bins(const struct sketch *a, const struct sketch *b);
/* In how many of `words` * 64 parities two texts differ: at most as many as there are runs that only one of them has. */
static inline unsigned parities_differing(const uint64_t *a, const uint64_t *b, size_t words)
{
	uint64_t bytes = 0; /* eight counts, each at most 8 * SKETCH_PARITIES */

	for (size_t i = 0; i < words; i++) {
		uint64_t bits = a[i] ^ b[i];

		bits -= bits >> 1 & UINT64_C(0x5555555555555555);
		bits = (bits & UINT64_C(0x3333333333333333)) + (bits >> 2 & UINT64_C(0x3333333333333333));
		bytes += (bits + (bits >> 4)) & UINT64_C(0x0F0F0F0F0F0F0F0F);
	}
	bytes = (bytes & UINT64_C(0x00FF00FF00FF00FF)) + (bytes >> 8 & UINT64_C(0x00FF00FF00FF00FF));
	return (unsigned)(bytes * UINT64_C(0x0001000100010001) >> 48);
}

#endif
