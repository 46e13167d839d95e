#include "similarity/near_duplicates.h"

#include "base/limits.h"
#include "similarity/shingles.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* How far a sketch may fall below the threshold: three standard deviations, which are 0.045 at most. */
static double sketch_margin(double threshold)
{
	return 3 * sqrt(fmax(threshold * (1 - threshold), 0.01) / SKETCH_BINS);
}

/* Of pairs just at the threshold, how many no band may bring together. */
static const double missed_at_threshold = 0.01;

/* A band of one text: texts with equal keys agree in all bins of the band. */
struct band_key {
	uint64_t key;
	uint32_t number;
};

/* Sets of runs are kept up to this size, then forgotten together: candidates come in groups. */
enum {
	STORE_BYTES = 64 << 20,
	/* Texts whose sets and sketches are near at hand, however many have the same band: stock phrases bring ten thousands together. */
	BLOCK = 4096
};

struct search {
	struct arena *arena; /* of the pairs */
	struct arena working, store, scratch; /* store: of the sets; scratch: of one in the making */
	const struct similar_texts *texts;
	struct shingles *sets; /* by number; without items: not in the store */
	double threshold, least_sketch; /* of a pair, of what its sketches have in common */
	size_t band_bins; /* bins of a band */
	struct similar_pair *pairs;
	size_t count, capacity;
	bool is_cut;
};

/* The longest bands that still bring pairs at the threshold together: long bands make few candidates. Bins left over are in none. */
static size_t bins_of_a_band(double threshold)
{
	size_t bins = SKETCH_BINS / 8;

	while (bins > 1 && pow(1 - pow(threshold, (double)bins), floor((double)SKETCH_BINS / (double)bins)) > missed_at_threshold)
		bins--;
	return bins;
}

static uint64_t key_of_band(const uint16_t *bins, size_t count)
{
	uint64_t key = UINT64_C(0xCBF29CE484222325); /* FNV-1a, two bytes at a step */

	for (size_t i = 0; i < count; i++)
		key = (key ^ bins[i]) * UINT64_C(0x100000001B3);
	return key;
}

static int by_key(const void *a, const void *b)
{
	const struct band_key *x = a, *y = b;

	if (x->key != y->key)
		return x->key < y->key ? -1 : 1;
	return (x->number > y->number) - (x->number < y->number);
}

static struct shingles set_of(struct search *search, uint32_t number)
{
	struct shingles *set = &search->sets[number];

	if (!set->items) {
		struct shingles made = shingles_of(&search->scratch, search->texts->text(search->texts->context, number));
		uint64_t *items = arena_array(&search->store, uint64_t, made.count);

		if (made.count)
			memcpy(items, made.items, made.count * sizeof *items);
		*set = (struct shingles){.items = items, .count = made.count};
		arena_reset(&search->scratch);
	}
	return *set;
}

static double similarity_of(struct search *search, uint32_t first, uint32_t second)
{
	if (search->store.reserved > STORE_BYTES) {
		arena_reset(&search->store);
		memset(search->sets, 0, search->texts->count * sizeof *search->sets);
	}
	struct shingles one = set_of(search, first);

	return shingles_similarity(one, set_of(search, second));
}

/* Whether a band before this one has brought the two together already. */
static bool met_before(const struct search *search, const struct sketch *a, const struct sketch *b, size_t band)
{
	for (size_t bin = 0; bin < band; bin += search->band_bins) {
		if (memcmp(a->bins + bin, b->bins + bin, search->band_bins * sizeof a->bins[0]) == 0)
			return true;
	}
	return false;
}

static void compare(struct search *search, uint32_t first, uint32_t second, size_t band)
{
	const struct sketch *a = &search->texts->sketches[first], *b = &search->texts->sketches[second];

	if (sketch_similarity(a, b) < search->least_sketch || met_before(search, a, b, band))
		return;
	double similarity = similarity_of(search, first, second);

	if (similarity < search->threshold)
		return;
	if (search->count == LIMIT_SIMILAR_PAIRS) {
		search->is_cut = true;
		return;
	}
	search->pairs = arena_with_room(search->arena, search->pairs, search->count, &search->capacity, sizeof *search->pairs);
	search->pairs[search->count++] = (struct similar_pair){.first = first, .second = second, .similarity = similarity};
}

/* Each of `count` keys with each of the others behind it, block by block. */
static void compare_each(struct search *search, const struct band_key *keys, size_t count, size_t band)
{
	for (size_t upper = 0; upper < count; upper += BLOCK) {
		for (size_t lower = upper; lower < count; lower += BLOCK) {
			for (size_t i = upper; i < count && i < upper + BLOCK && !search->is_cut; i++) {
				for (size_t j = i < lower ? lower : i + 1; j < count && j < lower + BLOCK && !search->is_cut; j++)
					compare(search, keys[i].number, keys[j].number, band);
			}
		}
	}
}

/* `keys` of one band, sorted: those that are equal stand together. */
static void compare_band(struct search *search, const struct band_key *keys, size_t count, size_t band)
{
	for (size_t from = 0, to; from < count; from = to) {
		for (to = from + 1; to < count && keys[to].key == keys[from].key;)
			to++;
		compare_each(search, keys + from, to - from, band);
	}
}

static int by_numbers(const void *a, const void *b)
{
	const struct similar_pair *x = a, *y = b;

	if (x->first != y->first)
		return x->first < y->first ? -1 : 1;
	return (x->second > y->second) - (x->second < y->second);
}

static void search_band(struct search *search, struct band_key *keys, size_t band)
{
	uint32_t count = search->texts->count;

	for (uint32_t number = 0; number < count; number++) {
		const uint16_t *bins = search->texts->sketches[number].bins + band;

		keys[number] = (struct band_key){.key = key_of_band(bins, search->band_bins), .number = number};
	}
	qsort(keys, count, sizeof *keys, by_key);
	compare_band(search, keys, count, band);
}

struct similar_pairs near_duplicates(struct arena *arena, const struct similar_texts *texts, double threshold)
{
	if (texts->count < 2)
		return (struct similar_pairs){.items = NULL};
	struct search *search = arena_new(arena, struct search);

	*search = (struct search){.arena = arena, .texts = texts, .threshold = threshold, .band_bins = bins_of_a_band(threshold)};
	search->least_sketch = threshold - sketch_margin(threshold);
	arena_init_inner(&search->working, arena);
	arena_init_inner(&search->store, arena);
	arena_init_inner(&search->scratch, arena);
	search->sets = arena_array(&search->working, struct shingles, texts->count);
	struct band_key *keys = arena_array(&search->working, struct band_key, texts->count);

	for (size_t band = 0; band + search->band_bins <= SKETCH_BINS && !search->is_cut; band += search->band_bins)
		search_band(search, keys, band);
	arena_release(&search->scratch);
	arena_release(&search->store);
	arena_release(&search->working);
	if (search->count)
		qsort(search->pairs, search->count, sizeof *search->pairs, by_numbers);
	return (struct similar_pairs){.items = search->pairs, .count = search->count, .is_cut = search->is_cut};
}
