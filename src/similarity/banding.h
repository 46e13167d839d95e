/*
 * banding.h - which bins of their sketches texts must share to be compared. Private to similarity/.
 *
 * Texts that agree in all bins of a band are candidates. Long bands bring few texts together that are not alike, but many are needed so
 * that those that are alike do not miss each other in all of them. What is best depends on how alike the texts are anyway: where
 * everyone writes words of their own, short bands do; where all plans are put together from stock phrases, short bands would bring
 * nearly all of them together. So a sample is looked at first. Few texts are compared each with each: that is one band without bins.
 */
#ifndef TENKEN_SIMILARITY_BANDING_H
#define TENKEN_SIMILARITY_BANDING_H

#include "similarity/sketch.h"

struct banding {
	unsigned bins;  /* of a band */
	unsigned bands; /* so many that of pairs at the threshold at most one in fifty has no band in common */
	/* The bands are cut from all bins in an order that is drawn anew when they are used up. */
	uint64_t drawn;
	unsigned next;
	uint8_t order[SKETCH_BINS];
};

/* For `count` texts, at least two. Depends on the sketches and their order alone. */
struct banding banding_choose(const struct sketch *sketches, uint32_t count, double threshold);
/* The numbers of the bins of the next band, valid until the next call. */
const uint8_t *banding_next(struct banding *banding);

#endif
