/*
 * shingles.h - a text as the set of its runs of three characters, for telling how much two texts have in common.
 *
 * A text is the cells of a plan, one a line, already made comparable (similar_text.h). No run reaches over the end of a line, so the
 * order of needs and goals does not matter; a line of one or two characters is one run. Three code points of 21 bits are one number:
 * equal numbers are equal characters, nothing is hashed. Who searches near-duplicates uses it.
 */
#ifndef TENKEN_SIMILARITY_SHINGLES_H
#define TENKEN_SIMILARITY_SHINGLES_H

#include "base/memory/arena.h"
#include "base/slice.h"

#include <stdint.h>

/* Steps through the runs of a text; the same run may come again. */
struct shingle_walk {
	struct slice text;
	size_t at;
	uint64_t run;     /* the last three characters read */
	unsigned written; /* how many of them stand in this line: 0 to 3 */
};
/* False at the end of the text. */
bool shingle_next(struct shingle_walk *walk, uint64_t *shingle);

/* A set: ascending, each once. */
struct shingles {
	const uint64_t *items;
	size_t count;
};
struct shingles shingles_of(struct arena *arena, struct slice text);
/* What both have, of what either has (Jaccard): 1 for equal sets, also for two empty ones. */
double shingles_similarity(struct shingles a, struct shingles b);

#endif
