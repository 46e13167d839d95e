/* similarity: pairs of nearly equal texts are found, and only those, held against the comparison of each with each. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "similarity/banding.h"
#include "similarity/near_duplicates.h"
#include "similarity/shingles.h"

#include "base/compiler.h"
#include "base/text_builder.h"

#include <math.h>

static void runs_end_with_the_line(void **state)
{
	(void)state;
	static const struct {
		const char *a, *b;
		double similarity;
	} cases[] = {
		{"", "", 1},
		{"あいう", "あいう", 1},
		{"あいう\nかきく", "かきく\nあいう", 1},       /* the order of lines does not matter */
		{"あいう\nあいう\n", "あいう", 1},            /* nor does repetition */
		{"あいうえ", "あいう\nえ", 1.0 / 3},            /* 3 runs: あいう in both, いうえ, え alone */
		{"あ\n\nい", "あ", 0.5},
		{"あいうえお", "かきくけこ", 0},
		{"", "あいう", 0},
		{"あい", "あいう", 0},
	};
	struct arena arena;

	arena_init(&arena, NULL);
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct shingles a = shingles_of(&arena, slice_from_string(cases[i].a)), b = shingles_of(&arena, slice_from_string(cases[i].b));

		assert_true(fabs(shingles_similarity(a, b) - cases[i].similarity) < 1e-9);
		assert_true(fabs(shingles_similarity(b, a) - cases[i].similarity) < 1e-9);
	}
	arena_release(&arena);
}

/* Invented texts: characters drawn from 600 with a fixed seed. */
struct draws {
	uint64_t state;
};

static uint32_t draw(struct draws *draws, uint32_t below)
{
	draws->state = draws->state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (uint32_t)(draws->state >> 33) % below;
}

enum {
	TEXTS = 600,
	CELLS = 12,
	CELL_CHARACTERS = 25
};

struct corpus {
	struct arena arena, scratch;
	struct slice texts[TEXTS];
	struct sketch sketches[TEXTS];
	double similarities[TEXTS][TEXTS]; /* of each with each, by comparing them */
};

static struct slice text_of(void *context, uint32_t number)
{
	return ((struct corpus *)context)->texts[number];
}

static void add_cell(struct text_builder *builder, struct draws *draws)
{
	for (unsigned i = 0; i < CELL_CHARACTERS; i++)
		text_builder_add_code_point(builder, 0x4E00 + draw(draws, 600));
	text_builder_add_char(builder, '\n');
}

/* Every third text is the one before it with 0 to 4 of its 12 cells written anew: similarity from 1 down to a half. */
static void fill(struct corpus *corpus)
{
	struct draws draws = {.state = 20260401};
	struct slice cells[CELLS];

	arena_init(&corpus->arena, NULL);
	arena_init(&corpus->scratch, NULL);
	for (uint32_t number = 0; number < TEXTS; number++) {
		uint32_t anew = number % 3 == 2 ? draw(&draws, 5) : CELLS;
		struct text_builder whole;

		text_builder_init(&whole, &corpus->arena);
		for (uint32_t cell = 0; cell < CELLS; cell++) {
			struct text_builder one;

			text_builder_init(&one, &corpus->arena);
			if (cell < anew) {
				add_cell(&one, &draws);
				cells[cell] = text_builder_slice(&one);
			}
			text_builder_add(&whole, cells[cell]);
		}
		corpus->texts[number] = text_builder_slice(&whole);
		assert_true(sketch_make(&corpus->sketches[number], &corpus->scratch, corpus->texts[number]) > 0);
	}
}

static void compare_all(struct corpus *corpus)
{
	struct shingles sets[TEXTS];

	for (uint32_t i = 0; i < TEXTS; i++)
		sets[i] = shingles_of(&corpus->arena, corpus->texts[i]);
	for (uint32_t i = 0; i < TEXTS; i++) {
		for (uint32_t j = 0; j < TEXTS; j++)
			corpus->similarities[i][j] = shingles_similarity(sets[i], sets[j]);
	}
}

static void found_are_those_of_comparing_all(struct corpus *corpus, double threshold, double recall)
{
	struct arena arena;
	struct similar_texts texts = {.sketches = corpus->sketches, .count = TEXTS, .text = text_of, .context = corpus};
	size_t there = 0, at = 0;

	arena_init(&arena, NULL);
	struct similar_pairs pairs = near_duplicates(&arena, &texts, threshold);

	for (uint32_t i = 0; i < TEXTS; i++) {
		for (uint32_t j = i + 1; j < TEXTS; j++) {
			double similarity = corpus->similarities[i][j];
			bool is_found = at < pairs.count && pairs.items[at].first == i && pairs.items[at].second == j;

			there += similarity >= threshold;
			if (!is_found)
				continue;
			assert_true(similarity >= threshold);
			assert_true(fabs(similarity - pairs.items[at].similarity) < 1e-9);
			at++;
		}
	}
	assert_int_equal(at, pairs.count); /* in order, none twice */
	assert_true(there > 20);
	assert_true((double)at >= recall * (double)there);
	assert_false(pairs.is_cut);
	arena_release(&arena);
}

static void pairs_are_those_of_comparing_all(void **state)
{
	struct corpus *corpus = *state;

	found_are_those_of_comparing_all(corpus, 0.85, 0.98);
	found_are_those_of_comparing_all(corpus, 0.6, 0.98);
	found_are_those_of_comparing_all(corpus, 0.45, 0.98);
	found_are_those_of_comparing_all(corpus, 1, 1);
}

/* What an odd sketch says to differ does, and it sees most of it. */
static void sketches_estimate(void **state)
{
	struct corpus *corpus = *state;

	for (uint32_t i = 2; i < TEXTS; i += 3) {
		const struct sketch *a = &corpus->sketches[i - 1], *b = &corpus->sketches[i];
		double similarity = corpus->similarities[i - 1][i], either = ((double)a->runs + b->runs) / (1 + similarity);
		unsigned seen = parities_differing(a->parities, b->parities, SKETCH_PARITIES);

		assert_true(fabs(similarity - (double)sketch_equal_bins(a, b) / SKETCH_BINS) < 0.2);
		assert_true(seen <= either * (1 - similarity) + 1e-6);
		assert_true(seen >= either * (1 - similarity) * 0.7);
	}
}

static void short_texts_have_sketches_too(void **state)
{
	struct arena *scratch = &((struct corpus *)*state)->scratch;
	struct sketch one, same, other;

	assert_int_equal(sketch_make(&one, scratch, slice_from_string("")), 0);
	assert_int_equal(sketch_make(&one, scratch, slice_from_string("買い物")), 1);
	assert_int_equal(sketch_make(&same, scratch, slice_from_string("買い物\n買い物\n")), 1); /* repetition does not matter */
	assert_int_equal(sketch_make(&other, scratch, slice_from_string("散歩を")), 1);
	assert_int_equal(sketch_equal_bins(&one, &same), SKETCH_BINS);
	assert_int_equal(parities_differing(one.parities, same.parities, SKETCH_PARITIES), 0);
	assert_true(sketch_equal_bins(&one, &other) < SKETCH_BINS / 10);
	assert_int_equal(parities_differing(one.parities, other.parities, SKETCH_PARITIES), 2);
}

static void nothing_to_compare(void **state)
{
	struct corpus *corpus = *state;
	struct arena arena;

	arena_init(&arena, NULL);
	for (uint32_t count = 0; count < 2; count++) {
		struct similar_texts texts = {.sketches = corpus->sketches, .count = count, .text = text_of, .context = corpus};

		assert_int_equal(near_duplicates(&arena, &texts, 0.85).count, 0);
	}
	arena_release(&arena);
}

/* ---- stock phrases ---- */

enum {
	PHRASED = 1500,
	PHRASES = 60, /* to choose from, */
	CHOSEN = 40   /* so that any two texts have half of their phrases in common */
};

struct phrased {
	struct arena arena, scratch;
	struct slice texts[PHRASED];
	struct sketch sketches[PHRASED];
};

static struct slice phrased_text(void *context, uint32_t number)
{
	return ((struct phrased *)context)->texts[number];
}

/* Every tenth text is the one before it with up to five phrases replaced. */
static void fill_with_phrases(struct phrased *phrased)
{
	struct draws draws = {.state = 20261123};
	bool chosen[PHRASES];

	for (uint32_t number = 0; number < PHRASED; number++) {
		struct text_builder text;

		for (unsigned i = 0; number % 10 && i < PHRASES; i++)
			chosen[i] = i < CHOSEN;
		for (unsigned swaps = number % 10 ? 4 * PHRASES : draw(&draws, 6), i = 0; i < swaps; i++) {
			uint32_t one = draw(&draws, PHRASES), other = draw(&draws, PHRASES);
			bool held = chosen[one];

			chosen[one] = chosen[other];
			chosen[other] = held;
		}
		text_builder_init(&text, &phrased->arena);
		for (uint32_t i = 0; i < PHRASES; i++) {
			for (uint32_t character = 0; chosen[i] && character < 8; character++)
				text_builder_add_code_point(&text, 0x4E00 + 8 * i + character);
			text_builder_add_char(&text, '\n');
		}
		phrased->texts[number] = text_builder_slice(&text);
		assert_true(sketch_make(&phrased->sketches[number], &phrased->scratch, phrased->texts[number]) > 0);
	}
}

static size_t count_pairs(struct phrased *phrased, double threshold)
{
	struct shingles sets[PHRASED];
	size_t count = 0;

	for (uint32_t i = 0; i < PHRASED; i++)
		sets[i] = shingles_of(&phrased->arena, phrased->texts[i]);
	for (uint32_t i = 0; i < PHRASED; i++) {
		for (uint32_t j = i + 1; j < PHRASED; j++)
			count += shingles_similarity(sets[i], sets[j]) >= threshold;
	}
	return count;
}

static void stock_phrases_take_longer_bands(void **state)
{
	static struct phrased phrased;
	struct similar_texts texts = {.sketches = phrased.sketches, .count = PHRASED, .text = phrased_text, .context = &phrased};
	const struct corpus *corpus = *state;

	arena_init(&phrased.arena, NULL);
	arena_init(&phrased.scratch, NULL);
	fill_with_phrases(&phrased);
	struct banding of_phrases = banding_choose(phrased.sketches, PHRASED, 0.85), of_words = banding_choose(corpus->sketches, TEXTS, 0.85);
	struct similar_pairs pairs = near_duplicates(&phrased.arena, &texts, 0.85);
	size_t there = count_pairs(&phrased, 0.85);

	assert_true(of_phrases.bins > of_words.bins);
	assert_true(of_phrases.bands > of_words.bands);
	assert_true(there > 100);
	assert_true(pairs.count <= there);
	assert_true((double)pairs.count >= 0.98 * (double)there);
	arena_release(&phrased.scratch);
	arena_release(&phrased.arena);
}

/* Few texts are compared each with each, whatever their sketches. */
static void of_few_texts_none_is_missed(void **state)
{
	struct corpus *corpus = *state;
	struct banding banding = banding_choose(corpus->sketches, 50, 0.85);

	assert_int_equal(banding.bins, 0);
	assert_int_equal(banding.bands, 1);
}

/* All bins of a band differ, and no band is like another for as long as bins are left. */
static void bands_use_up_all_bins(void **state)
{
	struct corpus *corpus = *state;
	struct banding banding = banding_choose(corpus->sketches, TEXTS, 0.85);
	bool used[SKETCH_BINS] = {false};

	banding.bins = 9;
	for (unsigned band = 0; band < SKETCH_BINS / banding.bins; band++) {
		const uint8_t *bins = banding_next(&banding);

		for (unsigned i = 0; i < banding.bins; i++) {
			assert_false(used[bins[i]]);
			used[bins[i]] = true;
		}
	}
}

static int corpus_up(void **state)
{
	static struct corpus corpus;

	fill(&corpus);
	compare_all(&corpus);
	*state = &corpus;
	return 0;
}

static int corpus_down(void **state)
{
	arena_release(&((struct corpus *)*state)->scratch);
	arena_release(&((struct corpus *)*state)->arena);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(runs_end_with_the_line),
		cmocka_unit_test(pairs_are_those_of_comparing_all),
		cmocka_unit_test(sketches_estimate),
		cmocka_unit_test(short_texts_have_sketches_too),
		cmocka_unit_test(nothing_to_compare),
		cmocka_unit_test(stock_phrases_take_longer_bands),
		cmocka_unit_test(of_few_texts_none_is_missed),
		cmocka_unit_test(bands_use_up_all_bins),
	};

	return cmocka_run_group_tests(tests, corpus_up, corpus_down);
}
