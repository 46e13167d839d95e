/* similarity: pairs of nearly equal texts are found, and only those, held against the comparison of each with each. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

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
	struct arena arena;
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
		assert_true(sketch_make(&corpus->sketches[number], corpus->texts[number]) > 0);
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

static void sketches_estimate(void **state)
{
	struct corpus *corpus = *state;

	for (uint32_t i = 2; i < TEXTS; i += 3) {
		double estimate = sketch_similarity(&corpus->sketches[i - 1], &corpus->sketches[i]);

		assert_true(fabs(corpus->similarities[i - 1][i] - estimate) < 0.2);
	}
}

static void short_texts_have_sketches_too(void **state)
{
	(void)state;
	struct sketch one, same, other;

	assert_int_equal(sketch_make(&one, slice_from_string("")), 0);
	assert_int_equal(sketch_make(&one, slice_from_string("買い物")), 1);
	assert_int_equal(sketch_make(&same, slice_from_string("買い物\n")), 1);
	assert_int_equal(sketch_make(&other, slice_from_string("散歩を")), 1);
	assert_true(sketch_similarity(&one, &same) > 0.99);
	assert_true(sketch_similarity(&one, &other) < 0.1);
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
	};

	return cmocka_run_group_tests(tests, corpus_up, corpus_down);
}
