/* text: UTF-8 is checked, stepped through, measured and shown safely. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "text/unicode/unicode.h"
#include "text/unicode/utf8.h"

#include <stdlib.h>
#include <string.h>

static void ill_formed_bytes_are_found(void **state)
{
	(void)state;
	static const struct {
		struct slice text;
		size_t bad;
	} cases[] = {
		{SLICE(""), UTF8_VALID},
		{SLICE("abcdefghijk 点検 é 🐱"), UTF8_VALID},
		{SLICE("abcdefghijkl\x80"), 12},
		{SLICE("点\xe6\xa4"), 3},          /* cut short */
		{SLICE("\xc0\xaf"), 0},            /* overlong */
		{SLICE("\xe0\x9f\xbf"), 0},        /* overlong */
		{SLICE("\xf0\x8f\xbf\xbf"), 0},    /* overlong */
		{SLICE("a\xed\xa0\x80"), 1},       /* surrogate */
		{SLICE("\xed\x9f\xbf"), UTF8_VALID},
		{SLICE("\xf4\x8f\xbf\xbf"), UTF8_VALID},
		{SLICE("\xf4\x90\x80\x80"), 0},    /* beyond U+10FFFF */
		{SLICE("\xf5\x80\x80\x80"), 0},
		{SLICE("\xff"), 0},
		{SLICE("点検\xe0\x9f\xbf点検点検"), 6},  /* the same among whole characters */
		{SLICE("点\xed\xa0\x80点検点検"), 3},
		{SLICE("点検\xe0\xa0\x80点\xed\x9f\xbf検点検"), UTF8_VALID},
		{SLICE("点検点\xe3\x81点検"), 9},
		{SLICE("点検点検\xe3\x81"), 12},
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		assert_int_equal(utf8_check(cases[i].text), cases[i].bad);
}

static void every_code_point_survives(void **state)
{
	(void)state;
	struct arena arena;
	struct text_builder builder;

	arena_init(&arena, NULL);
	text_builder_init(&builder, &arena);
	for (uint32_t c = 0; c < 0x110000; c++) {
		if (c >= 0xD800 && c < 0xE000)
			continue;
		text_builder_clear(&builder);
		text_builder_add_code_point(&builder, c);
		struct slice text = text_builder_slice(&builder);
		size_t at = 0;

		assert_int_equal(utf8_next(text, &at), c);
		assert_int_equal(at, text.length);
		assert_int_equal(utf8_check(text), UTF8_VALID);
		assert_int_equal(utf8_count(text), 1);
	}
	arena_release(&arena);
}

static void characters_are_counted_and_measured(void **state)
{
	(void)state;
	assert_int_equal(utf8_count(SLICE_OF("abcdefghij点検x🐱")), 14);
	assert_int_equal(utf8_count(SLICE_OF("点\xe6\xa4")), 3); /* an ill-formed byte counts one */
	assert_int_equal(utf8_width(SLICE_OF("ab点検")), 6);
	assert_int_equal(utf8_width(SLICE_OF("ｶﾞ")), 2);
	assert_int_equal(utf8_width(SLICE_OF("か\u3099")), 2); /* a combining mark takes no column */
	assert_int_equal(utf8_width(SLICE_OF("○①…×")), 4);     /* ambiguous ones take one */
	assert_int_equal(utf8_width(SLICE_OF("é\u200b")), 1);
	assert_int_equal(utf8_width_of(0x3000), 2);
	assert_int_equal(utf8_width_of(0x1F431), 2);
	/* What is known without asking is what the tables say; of the hexagrams, among the kanji, they say one. */
	for (uint32_t c = 0x20; c < 0x110000; c++)
		if ((c < 0xFF61 || c > 0xFF9F) && (c < 0x4DC0 || c > 0x4DFF) && utf8_width_of(c) != unicode_columns(c))
			fail_msg("U+%04X is %u columns wide, not %u", (unsigned)c, utf8_width_of(c), unicode_columns(c));
}

static void hostile_text_is_shown_harmlessly(void **state)
{
	(void)state;
	struct arena arena;
	struct text_builder builder;

	arena_init(&arena, NULL);
	text_builder_init(&builder, &arena);
	utf8_add_safely(&builder, SLICE_OF("点検\x1b[31m\r\n\tx\x7f\u202e\u200b\xc2\x85\xff\xe6 終"));
	struct slice shown = text_builder_finish(&builder);

	assert_string_equal(shown.data, "点検<U+001B>[31m   x<U+007F><U+202E><U+200B><U+0085><0xFF><0xE6> 終");
	text_builder_clear(&builder);
	utf8_add_safely(&builder, slice_of("a\0b", 3));
	assert_true(slice_equal(text_builder_slice(&builder), SLICE_OF("a<U+0000>b")));
	arena_release(&arena);
}

/* Exactly sized blocks, so that the sanitizers see any step outside. */
static void random_bytes_stay_in_bounds(void **state)
{
	(void)state;
	uint32_t seed = 20250401;

	for (int round = 0; round < 20000; round++) {
		size_t length = (size_t)round % 24;
		char *bytes = malloc(length ? length : 1);

		assert_non_null(bytes);
		for (size_t i = 0; i < length; i++) {
			static const unsigned char likely[] = {0xE3, 0x81, 0x80, 0xEF, 0xBF, 0xF0, 0x9F, 0x41};

			seed = seed * 1664525 + 1013904223;
			bytes[i] = (char)(seed >> 31 ? likely[seed >> 20 & 7] : (unsigned char)(seed >> 20));
		}
		struct slice text = slice_of(bytes, length);
		size_t at = 0, steps = 0, broken = UTF8_VALID;

		while (at < length) {
			size_t start = at;

			if (utf8_next(text, &at) == 0xFFFD && at == start + 1 && broken == UTF8_VALID)
				broken = start;
			steps++;
		}
		assert_int_equal(at, length);
		assert_int_equal(utf8_count(text), steps);
		assert_int_equal(utf8_check(text), broken);
		struct arena arena;
		struct text_builder builder;

		arena_init(&arena, NULL);
		text_builder_init(&builder, &arena);
		utf8_add_safely(&builder, text);
		assert_int_equal(utf8_check(text_builder_slice(&builder)), UTF8_VALID);
		arena_release(&arena);
		free(bytes);
	}
}

static void beginnings_end_between_characters(void **state)
{
	(void)state;
	assert_int_equal(utf8_beginning(SLICE_OF("計画"), 6).length, 6);
	assert_int_equal(utf8_beginning(SLICE_OF("計画"), 5).length, 3);
	assert_int_equal(utf8_beginning(SLICE_OF("計画"), 2).length, 0);
	assert_int_equal(utf8_beginning(SLICE_OF("ab計"), 3).length, 2);
}

/* One broken byte in long texts, at every distance from the blocks in which they are looked at. */
static void ill_formed_bytes_are_found_in_long_texts(void **state)
{
	static const char *const characters[] = {"a", "\n", "é", "あ", "、", "漢", "𠮷", "한", "ก"};
	unsigned char text[400];
	uint32_t seed = 1;

	(void)state;
	for (unsigned round = 0; round < 4000; round++) {
		size_t length = 0, starts[400], count = 0;

		while (length < 300) {
			unsigned kinds = round % 2 ? 6 : COUNT_OF(characters); /* blocks without rare characters, too */

			seed = seed * 1664525 + 1013904223;
			const char *character = characters[(seed >> 20) % kinds];

			starts[count++] = length;
			memcpy(text + length, character, strlen(character));
			length += strlen(character);
		}
		struct slice whole = slice_of((const char *)text, length);

		assert_int_equal(utf8_check(whole), UTF8_VALID);
		/* cut off within its last character */
		assert_int_equal(utf8_check(slice_part(whole, 0, length - 1)), length - starts[count - 1] > 1 ? starts[count - 1] : UTF8_VALID);
		size_t broken = (seed >> 8) % count, at = starts[broken], end = broken + 1 < count ? starts[broken + 1] : length;

		text[at + (seed >> 4) % (end - at)] = 0xFF;
		assert_int_equal(utf8_check(whole), at);
		text[at] = 0x80;
		assert_int_equal(utf8_check(whole), at);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(beginnings_end_between_characters),
		cmocka_unit_test(ill_formed_bytes_are_found),
		cmocka_unit_test(ill_formed_bytes_are_found_in_long_texts),
		cmocka_unit_test(every_code_point_survives),
		cmocka_unit_test(characters_are_counted_and_measured),
		cmocka_unit_test(hostile_text_is_shown_harmlessly),
		cmocka_unit_test(random_bytes_stay_in_bounds),
	};
	return cmocka_run_group_tests_name("text utf8", tests, NULL, NULL);
}
