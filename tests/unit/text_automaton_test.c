/* text: many words found in one pass, compared with looking for each alone. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/compiler.h"
#include "text/automaton.h"

#include <string.h>

static struct arena arena;

static int make_arena(void **state)
{
	(void)state;
	arena_init(&arena, NULL);
	return 0;
}

static int drop_arena(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

struct expected_hit {
	uint32_t word, start, end;
};

static void assert_hits(const struct automaton *automaton, const char *text, const struct expected_hit *expected, size_t count)
{
	struct automaton_hit *hits;

	assert_int_equal(automaton_scan(automaton, slice_from_string(text), &arena, &hits), count);
	for (size_t i = 0; i < count; i++) {
		assert_int_equal(hits[i].word, expected[i].word);
		assert_int_equal(hits[i].start, expected[i].start);
		assert_int_equal(hits[i].end, expected[i].end);
	}
}

static void words_within_words_are_all_found(void **state)
{
	(void)state;
	static const struct slice words[] = {SLICE("訪問介護"), SLICE("訪問"), SLICE("介護"), SLICE("問介"), SLICE("介護計画"), SLICE("介")};
	static const uint32_t numbers[] = {10, 11, 12, 13, 14, 15};
	const struct automaton *automaton = automaton_build(&arena, words, numbers, 6);
	static const struct expected_hit expected[] = {
		{11, 0, 6}, {13, 3, 9}, {15, 6, 9}, {10, 0, 12}, {12, 6, 12}, {14, 6, 18},
	};

	assert_hits(automaton, "訪問介護計画", expected, 6);
	assert_hits(automaton, "通所リハビリ", NULL, 0);
	assert_hits(automaton, "", NULL, 0);
}

static void a_word_may_have_several_numbers(void **state)
{
	(void)state;
	static const struct slice words[] = {SLICE("転倒"), SLICE("PT"), SLICE("転倒"), SLICE("転"), SLICE("PT")};
	static const uint32_t numbers[] = {7, 1, 3, 9, 2};
	const struct automaton *automaton = automaton_build(&arena, words, numbers, 5);
	static const struct expected_hit expected[] = {{1, 0, 2}, {2, 0, 2}, {9, 2, 5}, {7, 2, 8}, {3, 2, 8}, {1, 8, 10}, {2, 8, 10}};

	assert_hits(automaton, "PT転倒PT", expected, 7);
}

static void a_word_is_found_at_both_ends_alone_and_cut_short(void **state)
{
	(void)state;
	static const struct slice words[] = {SLICE("見守り"), SLICE("a")};
	static const uint32_t numbers[] = {0, 1};
	const struct automaton *automaton = automaton_build(&arena, words, numbers, 2);

	assert_hits(automaton, "見守り", (const struct expected_hit[]){{0, 0, 9}}, 1);
	assert_hits(automaton, "見守り見守り", (const struct expected_hit[]){{0, 0, 9}, {0, 9, 18}}, 2);
	assert_hits(automaton, "見守", NULL, 0);
	assert_hits(automaton, "見守\xe3\x82", NULL, 0);
	assert_hits(automaton, "\xe3""a", (const struct expected_hit[]){{1, 1, 2}}, 1); /* what is not UTF-8 hides nothing */
	/* a NUL in the text is a byte like any other, and no padding */
	struct automaton_hit *hits;

	assert_int_equal(automaton_scan(automaton, slice_of("a\0\0a", 4), &arena, &hits), 2);
}

static void no_words_find_nothing(void **state)
{
	(void)state;
	assert_hits(automaton_build(&arena, NULL, NULL, 0), "見守り", NULL, 0);
}

static uint32_t random_below(uint32_t *seed, uint32_t limit)
{
	*seed = *seed * 1664525 + 1013904223;
	return (*seed >> 12) % limit;
}

static void append(char *text, const char *letter)
{
	memcpy(text + strlen(text), letter, strlen(letter) + 1);
}

enum { CLASSES = 7 };

/* Marked are the classes of the words that were found; words with numbers from 60 on have none. */
static void assert_marks(const struct automaton *automaton, struct slice text, const struct automaton_hit *hits, size_t count)
{
	uint16_t of_word[60];
	const struct automaton_classes classes = {of_word, COUNT_OF(of_word)};
	bool marked[CLASSES] = {false}, expected[CLASSES] = {false};

	for (uint16_t i = 0; i < COUNT_OF(of_word); i++)
		of_word[i] = i % CLASSES;
	for (size_t i = 0; i < count; i++)
		if (hits[i].word < COUNT_OF(of_word))
			expected[of_word[hits[i].word]] = true;
	assert_int_equal(automaton_mark(automaton, text, &classes, marked), count);
	assert_memory_equal(marked, expected, sizeof marked);
}

/* Few letters, so that words overlap and repeat; ends and numbers compared with a search for each word at each end. */
static void random_texts_agree_with_a_plain_search(void **state)
{
	(void)state;
	static const char *const letters[] = {"a", "b", "訪", "問", "é"};
	uint32_t seed = 11;

	for (int round = 0; round < 1000; round++) {
		struct slice words[30];
		uint32_t numbers[30];
		size_t count = 1 + random_below(&seed, 30);
		char buffer[31][64]; /* words of up to 21 bytes: those of 8, of 16 and of more are compared in different ways */

		arena_reset(&arena);
		for (size_t i = 0; i <= count; i++) {
			uint32_t letters_left = 1 + random_below(&seed, i < count ? 7 : 20);

			buffer[i][0] = '\0';
			while (letters_left--)
				append(buffer[i], letters[random_below(&seed, 5)]);
			if (i < count) {
				words[i] = slice_from_string(buffer[i]);
				numbers[i] = (uint32_t)i * 3;
			}
		}
		struct slice text = slice_from_string(buffer[count]);
		struct automaton_hit *hits;
		const struct automaton *automaton = automaton_build(&arena, words, numbers, count);
		size_t found = automaton_scan(automaton, text, &arena, &hits), next = 0;

		assert_marks(automaton, text, hits, found);
		for (size_t end = 1; end <= text.length; end++)
			for (size_t length = end; length > 0; length--)
				for (size_t i = 0; i < count; i++) {
					if (words[i].length != length || memcmp(text.data + end - length, words[i].data, length) != 0)
						continue;
					assert_true(next < found);
					assert_int_equal(hits[next].word, numbers[i]);
					assert_int_equal(hits[next].start, end - length);
					assert_int_equal(hits[next++].end, end);
				}
		assert_int_equal(next, found);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_within_words_are_all_found),
		cmocka_unit_test(a_word_may_have_several_numbers),
		cmocka_unit_test(a_word_is_found_at_both_ends_alone_and_cut_short),
		cmocka_unit_test(no_words_find_nothing),
		cmocka_unit_test(random_texts_agree_with_a_plain_search),
	};
	return cmocka_run_group_tests_name("text automaton", tests, make_arena, drop_arena);
}
