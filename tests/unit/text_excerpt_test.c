/* text: excerpts whose mark stands under the right columns. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "text/excerpt.h"
#include "text/unicode/utf8.h"

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

static struct excerpt excerpt_of(struct slice bytes, enum text_encoding encoding, uint64_t offset, uint64_t length)
{
	struct source source;

	source_init(&source, &arena, SLICE_OF("plan.yaml"), bytes, encoding, slice_starts_with(bytes, SLICE_OF("\xef\xbb\xbf")) ? 3 : 0);
	return excerpt_make(&arena, &source, offset, length);
}

static void assert_excerpt(struct excerpt got, const char *text, unsigned caret, unsigned width)
{
	if (!slice_equal(got.text, slice_from_string(text)) || got.caret != caret || got.caret_width != width)
		fail_msg("got \"%.*s\" %u+%u, expected \"%s\" %u+%u", SLICE_PRINT(got.text), got.caret, got.caret_width, text, caret,
			 width);
}

static void short_lines_are_shown_whole(void **state)
{
	(void)state;
	struct slice plan = SLICE("a: 1\r\n  期間: Ｒ７～９ #x\r\nb: 2");

	assert_excerpt(excerpt_of(plan, ENCODING_UTF8, 16, 12), "  期間: Ｒ７～９ #x", 8, 8);
	assert_excerpt(excerpt_of(plan, ENCODING_UTF8, 16, 0), "  期間: Ｒ７～９ #x", 8, 1);
	assert_excerpt(excerpt_of(plan, ENCODING_UTF8, 0, 1), "a: 1", 0, 1);
	assert_excerpt(excerpt_of(plan, ENCODING_UTF8, 4, 0), "a: 1", 4, 1);      /* at the line break */
	assert_excerpt(excerpt_of(plan, ENCODING_UTF8, plan.length, 0), "b: 2", 4, 1);
	assert_excerpt(excerpt_of(plan, ENCODING_UTF8, 3, 1000), "a: 1", 3, 1);   /* goes on over further lines */
	assert_excerpt(excerpt_of(SLICE_OF("\xef\xbb\xbf計画"), ENCODING_UTF8, 0, 3), "計画", 0, 2);
	assert_excerpt(excerpt_of(SLICE_OF(""), ENCODING_UTF8, 0, 0), "", 0, 1);
}

static void cp932_is_decoded(void **state)
{
	(void)state;
	struct slice row = SLICE("999001,\x8c\xa9\x96\x7b \xca\xc5,\x95\x5c\r\n");

	assert_excerpt(excerpt_of(row, ENCODING_CP932, 7, 7), "999001,見本 ﾊﾅ,表", 7, 7);
	assert_excerpt(excerpt_of(row, ENCODING_CP932, 15, 2), "999001,見本 ﾊﾅ,表", 15, 2);
	assert_excerpt(excerpt_of(row, ENCODING_CP932, 16, 1), "999001,見本 ﾊﾅ,表", 15, 2); /* inside a character */
	assert_excerpt(excerpt_of(SLICE_OF("a\x8c,b"), ENCODING_CP932, 3, 1), "a<0x8C>,b", 8, 1);
}

static void hostile_lines_are_harmless(void **state)
{
	(void)state;
	assert_excerpt(excerpt_of(SLICE_OF("a\x1b[2J\tx"), ENCODING_UTF8, 6, 1), "a<U+001B>[2J x", 13, 1);
	assert_excerpt(excerpt_of(SLICE_OF("a\xff点"), ENCODING_UTF8, 2, 3), "a<0xFF>点", 7, 2);
	assert_excerpt(excerpt_of(SLICE_OF("か\u3099x"), ENCODING_UTF8, 6, 1), "か\u3099x", 2, 1);
}

/* The character under the mark, and the width of all, wherever the mark stands in a long line. */
static void long_lines_are_cut_around_the_mark(void **state)
{
	(void)state;
	enum { CHARACTERS = 1000 };
	char *bytes = arena_allocate_bytes(&arena, 3 * CHARACTERS);

	for (size_t i = 0; i < CHARACTERS; i++)
		memcpy(bytes + 3 * i, "点", 3);
	for (size_t mark = 0; mark < CHARACTERS; mark++) {
		memcpy(bytes + 3 * mark, "検", 3);
		struct excerpt e = excerpt_of(slice_of(bytes, 3 * CHARACTERS), ENCODING_UTF8, 3 * mark, 3);

		assert_true(utf8_width(e.text) <= EXCERPT_COLUMNS);
		assert_true(utf8_width(e.text) >= EXCERPT_COLUMNS - 4);
		size_t found = slice_find(e.text, SLICE_OF("検"), 0);

		assert_int_equal(utf8_width(slice_part(e.text, 0, found)), e.caret);
		assert_int_equal(e.caret_width, 2);
		assert_int_equal(slice_starts_with(e.text, SLICE_OF("…")), mark > 20);
		assert_int_equal(slice_ends_with(e.text, SLICE_OF("…")), mark < CHARACTERS - 30);
		memcpy(bytes + 3 * mark, "点", 3);
	}
	/* a mark longer than the excerpt ends with it */
	struct excerpt e = excerpt_of(slice_of(bytes, 3 * CHARACTERS), ENCODING_UTF8, 1500, 1500);

	assert_int_equal(e.caret, 39);
	assert_int_equal(e.caret_width, 58);
	assert_int_equal(utf8_width(e.text), 98);
}

static void a_long_cp932_line_is_cut_between_characters(void **state)
{
	(void)state;
	char row[4001];
	size_t length = 0;

	while (length < 4000) {
		memcpy(row + length, "\x95\x5c\x95\x5c\x95\x5c,", 7);
		length += 7;
		if (length + 7 > sizeof row)
			break;
	}
	struct excerpt e = excerpt_of(slice_of(row, length), ENCODING_CP932, 2100, 6);

	assert_true(slice_starts_with(e.text, SLICE_OF("…")));
	assert_true(slice_ends_with(e.text, SLICE_OF("…")));
	assert_false(slice_contains(e.text, SLICE_OF("<0x")));
	assert_false(slice_contains(e.text, SLICE_OF("\\")));
	assert_int_equal(e.caret_width, 6);
}

static void random_places_stay_in_bounds(void **state)
{
	(void)state;
	uint32_t seed = 5;
	char bytes[2000];

	for (int round = 0; round < 3000; round++) {
		size_t length = seed % sizeof bytes;

		for (size_t i = 0; i < length; i++) {
			static const unsigned char likely[] = {0xE3, 0x81, 0x80, 0x95, 0x5c, 0xF0, 0x9F, 0x41};

			seed = seed * 1664525 + 1013904223;
			bytes[i] = (char)(seed >> 31 ? likely[seed >> 20 & 7] : (unsigned char)(seed >> 20));
			if (bytes[i] == '\n' && seed & 0x10000)
				bytes[i] = ' ';
		}
		char *exact = arena_allocate_bytes(&arena, length);

		memcpy(exact, bytes, length);
		seed = seed * 1664525 + 1013904223;
		struct excerpt e = excerpt_of(slice_of(exact, length), round % 2 ? ENCODING_CP932 : ENCODING_UTF8,
					      (seed >> 8) % (length + 2), seed >> 28);

		assert_int_equal(utf8_check(e.text), UTF8_VALID);
		assert_true(utf8_width(e.text) <= EXCERPT_COLUMNS);
		assert_true(e.caret <= utf8_width(e.text));
		assert_true(e.caret_width >= 1);
		arena_reset(&arena);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(short_lines_are_shown_whole),
		cmocka_unit_test(cp932_is_decoded),
		cmocka_unit_test(hostile_lines_are_harmless),
		cmocka_unit_test(long_lines_are_cut_around_the_mark),
		cmocka_unit_test(a_long_cp932_line_is_cut_between_characters),
		cmocka_unit_test(random_places_stay_in_bounds),
	};
	return cmocka_run_group_tests_name("text excerpt", tests, make_arena, drop_arena);
}
