#include "similarity/near_duplicates.h"

#include "base/limits.h"
#include "similarity/banding.h"
#include "similarity/shingles.h"

#include <stdlib.h>
#include <string.h>

/* Sets of runs are kept up to this size, then forgotten together: candidates come in groups. */
enum {
	STORE_BYTES = 64 << 20,
	GIST_PARITIES = 3
};

/* What turns most candidates away, in half a cache line: parities of 192 classes of runs, and the text's share of `most_different`. */
struct gist {
	uint64_t parities[GIST_PARITIES];
	double share;
};

/* Pairs that were compared run by run: they meet in many bands. First and second number as one; 0 is none, for first < second. */
struct compared_pairs {
	uint64_t *items;
	size_t count, mask;
};

struct search {
	struct arena *arena; /* of the pairs */
	struct arena working, store, scratch; /* store: of the sets; scratch: of one in the making */
	const struct similar_texts *texts;
	struct shingles *sets; /* by number; without items: not in the store */
	struct gist *gists; /* by number */
	double threshold;
	struct banding banding;
	/* Of the band at hand: keys by number; the numbers by the first bits of their keys, ascending, and where each of these begins. */
	uint32_t *keys, *numbers, *begins;
	unsigned bits;
	struct compared_pairs compared;
	struct similar_pair *pairs;
	size_t count, capacity;
	bool is_cut;
};

/* ---- candidates run by run ---- */

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

static uint64_t *place_of_pair(struct compared_pairs *compared, uint64_t pair)
{
	size_t place = (size_t)(pair * UINT64_C(0x9E3779B97F4A7C15) >> 20) & compared->mask;

	while (compared->items[place] && compared->items[place] != pair)
		place = (place + 1) & compared->mask;
	return &compared->items[place];
}

static void make_room(struct compared_pairs *compared, struct arena *arena)
{
	struct compared_pairs old = *compared;
	size_t places = old.items ? 2 * (old.mask + 1) : 1024;

	*compared = (struct compared_pairs){.items = arena_array(arena, uint64_t, places), .count = old.count, .mask = places - 1};
	for (size_t i = 0; old.items && i <= old.mask; i++) {
		if (old.items[i])
			*place_of_pair(compared, old.items[i]) = old.items[i];
	}
}

/* Whether a band before this one has brought the two together already. */
static bool met_before(struct search *search, uint32_t first, uint32_t second)
{
	struct compared_pairs *compared = &search->compared;

	if (2 * compared->count >= compared->mask)
		make_room(compared, &search->working);
	uint64_t pair = (uint64_t)first << 32 | second, *place = place_of_pair(compared, pair);

	if (*place)
		return true;
	*place = pair;
	compared->count++;
	return false;
}

/* Of s runs counted in both texts d stand in one only: (s - d) / (s + d) is the similarity. Most d of `runs` of one text and the other. */
static double most_different(double threshold, double runs)
{
	return (1 - threshold) / (1 + threshold) * runs;
}

static struct gist gist_of(const struct sketch *sketch, double threshold)
{
	struct gist gist = {.share = most_different(threshold, sketch->runs) + 1e-6}; /* never too little when rounded */

	for (size_t i = 0; i < SKETCH_PARITIES; i++)
		gist.parities[i % GIST_PARITIES] ^= sketch->parities[i];
	return gist;
}

static inline unsigned gists_differ(const struct gist *a, const struct gist *b)
{
	uint64_t fours = 0; /* sixteen counts, each at most 4 * 3 */

	for (size_t i = 0; i < GIST_PARITIES; i++) {
		uint64_t bits = a->parities[i] ^ b->parities[i];

		bits -= bits >> 1 & UINT64_C(0x5555555555555555);
		fours += (bits & UINT64_C(0x3333333333333333)) + (bits >> 2 & UINT64_C(0x3333333333333333));
	}
	uint64_t bytes = (fours & UINT64_C(0x0F0F0F0F0F0F0F0F)) + (fours >> 4 & UINT64_C(0x0F0F0F0F0F0F0F0F));

	return (unsigned)(bytes * UINT64_C(0x0101010101010101) >> 56);
}

/* False for most pairs that are too different, never for another. */
static inline bool may_reach(const struct search *search, uint32_t first, uint32_t second)
{
	const struct gist *a = &search->gists[first], *b = &search->gists[second];
	double most = a->share + b->share;

	if (gists_differ(a, b) > most)
		return false;
	return parities_differing(search->texts->sketches[first].parities, search->texts->sketches[second].parities, SKETCH_PARITIES) <= most;
}

static void compare(struct search *search, uint32_t first, uint32_t second)
{
	if (met_before(search, first, second))
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

/* ---- who is a candidate ---- */

static uint32_t key_of_band(const struct sketch *sketch, const uint8_t *band, unsigned bins)
{
	uint64_t key = UINT64_C(0xCBF29CE484222325); /* FNV-1a */

	for (unsigned i = 0; i < bins; i++)
		key = (key ^ sketch->bins[band[i]]) * UINT64_C(0x100000001B3);
	return (uint32_t)(key >> 32 ^ key);
}

/* Counts the texts of each place, then puts each at the next free one of its place: equal keys come to stand near each other. */
static void sort_by_key(struct search *search)
{
	uint32_t count = search->texts->count, *begins = search->begins;
	size_t places = (size_t)1 << search->bits;
	unsigned shift = 32 - search->bits;

	memset(begins, 0, (places + 1) * sizeof *begins);
	for (uint32_t number = 0; number < count; number++)
		begins[search->keys[number] >> shift]++;
	for (size_t place = 0, sum = 0; place <= places; place++) {
		sum += begins[place];
		begins[place] = (uint32_t)sum;
	}
	for (uint32_t number = count; number-- > 0;)
		search->numbers[--begins[search->keys[number] >> shift]] = number;
}

static void compare_place(struct search *search, const uint32_t *numbers, size_t count)
{
	for (size_t i = 0; i < count && !search->is_cut; i++) {
		for (size_t j = i + 1; j < count && !search->is_cut; j++) {
			if (search->keys[numbers[i]] == search->keys[numbers[j]] && may_reach(search, numbers[i], numbers[j]))
				compare(search, numbers[i], numbers[j]);
		}
	}
}

static void search_band(struct search *search)
{
	const uint8_t *band = banding_next(&search->banding);

	for (uint32_t number = 0; number < search->texts->count; number++)
		search->keys[number] = key_of_band(&search->texts->sketches[number], band, search->banding.bins);
	sort_by_key(search);
	for (size_t place = 0; place < (size_t)1 << search->bits; place++)
		compare_place(search, search->numbers + search->begins[place], search->begins[place + 1] - search->begins[place]);
}

static int by_numbers(const void *a, const void *b)
{
	const struct similar_pair *x = a, *y = b;

	if (x->first != y->first)
		return x->first < y->first ? -1 : 1;
	return (x->second > y->second) - (x->second < y->second);
}

static void prepare(struct search *search)
{
	uint32_t count = search->texts->count;

	arena_init_inner(&search->working, search->arena);
	arena_init_inner(&search->store, search->arena);
	arena_init_inner(&search->scratch, search->arena);
	search->sets = arena_array(&search->working, struct shingles, count);
	search->keys = arena_array(&search->working, uint32_t, count);
	search->numbers = arena_array(&search->working, uint32_t, count);
	for (search->bits = 1; search->bits < 31 && count >> search->bits;)
		search->bits++;
	search->begins = arena_array(&search->working, uint32_t, ((size_t)1 << search->bits) + 1);
	search->gists = arena_array(&search->working, struct gist, count);
	for (uint32_t number = 0; number < count; number++)
		search->gists[number] = gist_of(&search->texts->sketches[number], search->threshold);
	search->banding = banding_choose(search->texts->sketches, count, search->threshold);
}

struct similar_pairs near_duplicates(struct arena *arena, const struct similar_texts *texts, double threshold)
{
	if (texts->count < 2)
		return (struct similar_pairs){.items = NULL};
	struct search *search = arena_new(arena, struct search);

	*search = (struct search){.arena = arena, .texts = texts, .threshold = threshold};
	prepare(search);
	for (unsigned band = 0; band < search->banding.bands && !search->is_cut; band++)
		search_band(search);
	arena_release(&search->scratch);
	arena_release(&search->store);
	arena_release(&search->working);
	if (search->count)
		qsort(search->pairs, search->count, sizeof *search->pairs, by_numbers);
	return (struct similar_pairs){.items = search->pairs, .count = search->count, .is_cut = search->is_cut};
}
