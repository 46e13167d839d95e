/*
 * sketch.h - a text in 256 bytes, so that hundreds of thousands can be compared without holding them.
 *
 * MinHash in one pass: each run of three characters is hashed once and falls into one of 128 bins; the smallest hash of a bin stands for it.
 * Two texts agree in a bin about as often as they have runs in common. A bin that stays empty borrows from another one chosen by its
 * number alone, the same in every text (Shrivastava, "Optimal Densification for Fast and Accurate Minwise Hashing", 2017). Estimates only:
 * what is reported is compared exactly. The hash is fixed, so sketches of several machines can be put together.
 */
#ifndef TENKEN_SIMILARITY_SKETCH_H
#define TENKEN_SIMILARITY_SKETCH_H

#include "base/slice.h"

#include <stdint.h>

#define SKETCH_BINS 128

struct sketch {
	uint16_t bins[SKETCH_BINS];
};

/* `text` as for shingles_of. Returns the number of runs with repetitions; 0 means that there is nothing to compare. */
size_t sketch_make(struct sketch *sketch, struct slice text);
/* About shingles_similarity of the two texts; standard deviation 0.04 at most. */
double sketch_similarity(const struct sketch *a, const struct sketch *b);

#endif
