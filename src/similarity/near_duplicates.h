/*
 * near_duplicates.h - which of many texts are nearly the same: without comparing each with each.
 *
 * Sketches that agree in a whole band of bins are candidates (locality-sensitive hashing); how long the bands are follows from how alike
 * the texts are anyway (banding.h). Candidates whose odd sketches do not show them to be too different are compared exactly, run by run.
 * So nothing is reported that is below the threshold, and of the pairs above it at most one in fifty is missed at the threshold itself,
 * fewer above. Few texts, as most offices have, are compared each with each, and nothing is missed.
 * Memory: the sketches, 264 bytes a text, 64 bytes more while searching, and a bounded store of sets.
 * The result depends on the texts and their order alone. Batch rules use it.
 */
#ifndef TENKEN_SIMILARITY_NEAR_DUPLICATES_H
#define TENKEN_SIMILARITY_NEAR_DUPLICATES_H

#include "base/memory/arena.h"
#include "similarity/sketch.h"

/* The texts compared. Each has a number, 0 to count - 1. */
struct similar_texts {
	const struct sketch *sketches;
	uint32_t count;
	/* A text in full, valid until the next call: asked for candidates only, and not in order. */
	struct slice (*text)(void *context, uint32_t number);
	void *context;
};

struct similar_pair {
	uint32_t first, second; /* first < second */
	double similarity;      /* at least the threshold; 1 when the two have the same runs */
};

/* Pairs by first and second number. */
struct similar_pairs {
	const struct similar_pair *items;
	size_t count;
	bool is_cut; /* LIMIT_SIMILAR_PAIRS was reached: there are more */
};

/* `threshold` above 0, at most 1. The pairs live in `arena`; working memory is given back. */
struct similar_pairs near_duplicates(struct arena *arena, const struct similar_texts *texts, double threshold);

#endif
