#include "similarity/banding.h"

#include <math.h>

enum {
	MOST_BINS = 40,
	MOST_BANDS = 4096,
	/* Below it no sample is needed to know that comparing each with each is quickest. */
	FEW_TEXTS = 64,
	SAMPLED_PAIRS = 32768
};

/* Of pairs just at the threshold, how many no band may bring together; in truth it is less than half of that (expect_at_threshold). */
static const double missed_at_threshold = 0.02;
/* What a key of a band costs to make and sort, in comparisons of two sketches. */
static const double key_cost = 4;

/* By the number k of bins in which two sketches agree, of SKETCH_BINS. */
struct by_agreement {
	double all[SKETCH_BINS + 1];    /* how many of any two texts agree so */
	double sought[SKETCH_BINS + 1]; /* how many of those just at the threshold */
	double shared[SKETCH_BINS + 1]; /* of bands of the length at hand, how many they share */
};

static uint64_t draw(uint64_t *drawn)
{
	*drawn = *drawn * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return *drawn >> 33;
}

static void sample_pairs(struct by_agreement *of, const struct sketch *sketches, uint32_t count)
{
	uint64_t drawn = 1;

	for (unsigned i = 0; i < SAMPLED_PAIRS; i++) {
		uint32_t first = (uint32_t)(draw(&drawn) % count), distance = (uint32_t)(1 + draw(&drawn) % (count - 1));

		of->all[sketch_equal_bins(&sketches[first], &sketches[(first + (uint64_t)distance) % count])] += 1.0 / SAMPLED_PAIRS;
	}
}

/* Binomial; bins of one text are drawn from its runs without putting them back, so that in truth they scatter less. */
static void expect_at_threshold(struct by_agreement *of, double threshold)
{
	for (unsigned k = 0; k <= SKETCH_BINS; k++) {
		double ways = lgamma(SKETCH_BINS + 1.0) - lgamma(k + 1.0) - lgamma(SKETCH_BINS - k + 1.0);

		of->sought[k] = exp(ways) * pow(threshold, k) * pow(1 - threshold, SKETCH_BINS - k);
	}
}

static double missed(const struct by_agreement *of, unsigned bands)
{
	double sum = 0;

	for (unsigned k = 0; k <= SKETCH_BINS; k++) {
		if (of->sought[k] > 1e-6)
			sum += of->sought[k] * pow(1 - of->shared[k], bands);
	}
	return sum;
}

/* The fewest that do; more than MOST_BANDS: none do. */
static unsigned bands_needed(const struct by_agreement *of)
{
	unsigned too_few = 0, enough = MOST_BANDS + 1;

	while (enough - too_few > 1) {
		unsigned middle = too_few + (enough - too_few) / 2;

		if (missed(of, middle) > missed_at_threshold)
			too_few = middle;
		else
			enough = middle;
	}
	return enough;
}

static double candidates_of_a_band(const struct by_agreement *of, uint32_t count)
{
	double share = 0;

	for (unsigned k = 0; k <= SKETCH_BINS; k++)
		share += of->all[k] * of->shared[k];
	return share * count / 2;
}

struct banding banding_choose(const struct sketch *sketches, uint32_t count, double threshold)
{
	struct banding best = {.bins = 0, .bands = 1};
	struct by_agreement of = {.all = {0}};
	double least = count / 2.0;

	for (unsigned bin = 0; bin < SKETCH_BINS; bin++)
		best.order[bin] = (uint8_t)bin;
	if (count <= FEW_TEXTS)
		return best;
	sample_pairs(&of, sketches, count);
	expect_at_threshold(&of, threshold);
	for (unsigned k = 0; k <= SKETCH_BINS; k++)
		of.shared[k] = 1;
	for (unsigned bins = 1; bins <= MOST_BINS; bins++) {
		for (unsigned k = 0; k <= SKETCH_BINS; k++)
			of.shared[k] *= k < bins ? 0 : (k - bins + 1.0) / (SKETCH_BINS - bins + 1.0);
		unsigned bands = bands_needed(&of);
		double cost = bands * (key_cost + candidates_of_a_band(&of, count));

		if (bands > MOST_BANDS)
			break;
		if (cost < least) {
			least = cost;
			best.bins = bins;
			best.bands = bands;
		}
	}
	return best;
}

const uint8_t *banding_next(struct banding *banding)
{
	if (banding->next + banding->bins > SKETCH_BINS || banding->next == 0) {
		for (unsigned left = SKETCH_BINS; left > 1; left--) {
			unsigned drawn = (unsigned)(draw(&banding->drawn) % left);
			uint8_t held = banding->order[left - 1];

			banding->order[left - 1] = banding->order[drawn];
			banding->order[drawn] = held;
		}
		banding->next = 0;
	}
	const uint8_t *bins = banding->order + banding->next;

	banding->next += banding->bins;
	return bins;
}
