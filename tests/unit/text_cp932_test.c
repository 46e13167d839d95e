/* text: CP932 compared with the C library's own table, where it has one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "text/cp932/cp932.h"
#include "text/unicode/utf8.h"

#include <iconv.h>
#include <stdlib.h>
#include <string.h>

static const iconv_t no_iconv = (iconv_t)-1;

/* One character by iconv; CP932_NONE when it does not take the bytes as exactly one. */
static uint32_t iconv_decode(iconv_t converter, const unsigned char *bytes, size_t length)
{
	char in[2];
	unsigned char out[16];
	char *from = in, *to = (char *)out;
	size_t in_left = length, out_left = sizeof out;

	memcpy(in, bytes, length);
	iconv(converter, NULL, NULL, NULL, NULL);
	if (iconv(converter, &from, &in_left, &to, &out_left) == (size_t)-1 || in_left || sizeof out - out_left != 4)
		return CP932_NONE;
	return (uint32_t)out[0] << 24 | (uint32_t)out[1] << 16 | (uint32_t)out[2] << 8 | out[3];
}

static size_t iconv_encode(iconv_t converter, uint32_t c, unsigned char out[2])
{
	char in[4] = {(char)(c >> 24), (char)(c >> 16), (char)(c >> 8), (char)c};
	char bytes[8], *from = in, *to = bytes;
	size_t in_left = sizeof in, out_left = sizeof bytes;

	iconv(converter, NULL, NULL, NULL, NULL);
	if (iconv(converter, &from, &in_left, &to, &out_left) == (size_t)-1 || in_left || sizeof bytes - out_left > 2)
		return 0;
	memcpy(out, bytes, sizeof bytes - out_left);
	return sizeof bytes - out_left;
}

static void every_code_decodes_as_the_c_library_does(void **state)
{
	(void)state;
	iconv_t converter = iconv_open("UTF-32BE", "CP932");
	unsigned long differing = 0;

	if (converter == no_iconv) {
		print_message("skipped: this C library has no CP932 to compare with\n");
		skip();
	}
	for (unsigned first = 0; first < 256; first++) {
		unsigned char bytes[2] = {(unsigned char)first, 0};
		size_t at = 0;
		uint32_t single = cp932_next(slice_of((char *)bytes, 1), &at);

		assert_int_equal(at, 1);
		differing += single != iconv_decode(converter, bytes, 1);
		for (unsigned second = 0; single == CP932_NONE && second < 256; second++) {
			bytes[1] = (unsigned char)second;
			at = 0;
			uint32_t ours = cp932_next(slice_of((char *)bytes, 2), &at);

			assert_int_equal(at, ours == CP932_NONE ? 1 : 2);
			differing += ours != iconv_decode(converter, bytes, 2);
			assert_int_equal(cp932_check(slice_of((char *)bytes, 2)), ours == CP932_NONE ? 0 : CP932_VALID);
		}
	}
	iconv_close(converter);
	assert_int_equal(differing, 0);
}

static void every_character_encodes_as_the_c_library_does(void **state)
{
	(void)state;
	iconv_t converter = iconv_open("CP932", "UTF-32BE");

	if (converter == no_iconv) {
		print_message("skipped: this C library has no CP932 to compare with\n");
		skip();
	}
	for (uint32_t c = 0; c < 0x110000; c++) {
		/* The C library makes other signs of ¥ and ‾, and nothing of the tag characters; we say that they are not there. */
		if (c == 0xA5 || c == 0x203E || (c >= 0xD800 && c < 0xE000) || c >> 7 == 0xE0000 >> 7)
			continue;
		unsigned char ours[2] = {0}, theirs[2] = {0};
		size_t length = cp932_encode(c, ours);

		if (length != iconv_encode(converter, c, theirs) || memcmp(ours, theirs, length) != 0)
			fail_msg("U+%04X", (unsigned)c);
	}
	iconv_close(converter);
}

static void every_code_comes_back_as_its_character(void **state)
{
	(void)state;
	unsigned characters = 0;

	for (unsigned code = 0x8140; code < 0xFD00; code++) {
		char bytes[2] = {(char)(code >> 8), (char)code};
		unsigned char out[2];
		size_t at = 0;
		uint32_t c = cp932_next(slice_of(bytes, 2), &at);
		bool single = c != CP932_NONE && at == 1; /* a kana of one byte, and whatever stands behind it */

		if (!single)
			assert_int_equal(cp932_check(slice_of(bytes, 2)), c == CP932_NONE ? 0 : CP932_VALID);
		if (c == CP932_NONE || single)
			continue;
		characters++;
		assert_int_equal(cp932_encode(c, out), 2);
		at = 0;
		assert_int_equal(cp932_next(slice_of((char *)out, 2), &at), c);
	}
	assert_int_equal(characters, 9604);
	unsigned char out[2];

	assert_int_equal(cp932_encode(0x1F431, out), 0);
	assert_int_equal(cp932_encode(0xA5, out), 0);
}

static void whole_texts_are_decoded(void **state)
{
	(void)state;
	struct arena arena;
	struct text_builder builder;

	arena_init(&arena, NULL);
	text_builder_init(&builder, &arena);
	/* 見本 ﾊﾅ ～①髙, then a lead byte without its trail, a byte that is none, a line break in a trail's place */
	assert_int_equal(cp932_add_decoded(&builder, SLICE_OF("\x8c\xa9\x96\x7b \xca\xc5 \x81\x60\x87\x40\xfb\xfc")), 0);
	assert_true(slice_equal(text_builder_slice(&builder), SLICE_OF("見本 ﾊﾅ ～①髙")));
	text_builder_clear(&builder);
	assert_int_equal(cp932_add_decoded(&builder, SLICE_OF("\x8c\n\xff\x8c")), 3);
	assert_true(slice_equal(text_builder_slice(&builder), SLICE_OF("�\n��")));
	assert_int_equal(cp932_check(SLICE_OF("abc\x8c\xa9\xfd")), 5);
	/* longer than one piece, so that a pair falls on its edge */
	char *text = arena_allocate_bytes(&arena, 20001);

	text[0] = 'a';
	for (size_t i = 0; i < 10000; i++)
		memcpy(text + 1 + 2 * i, "\x8c\xa9", 2);
	text_builder_clear(&builder);
	assert_int_equal(cp932_add_decoded(&builder, slice_of(text, 20001)), 0);
	assert_int_equal(utf8_count(text_builder_slice(&builder)), 10001);
	assert_true(slice_ends_with(text_builder_slice(&builder), SLICE_OF("見見")));
	arena_release(&arena);
}

static void random_bytes_stay_in_bounds(void **state)
{
	(void)state;
	uint32_t seed = 932;

	for (int round = 0; round < 20000; round++) {
		size_t length = (size_t)round % 20, at = 0, bad = 0, steps = 0;
		char *bytes = malloc(length ? length : 1);

		assert_non_null(bytes);
		for (size_t i = 0; i < length; i++)
			bytes[i] = (char)((seed = seed * 1664525 + 1013904223) >> 24);
		struct slice text = slice_of(bytes, length);
		struct arena arena;
		struct text_builder builder;

		while (at < length) {
			bad += cp932_next(text, &at) == CP932_NONE;
			steps++;
		}
		arena_init(&arena, NULL);
		text_builder_init(&builder, &arena);
		assert_int_equal(cp932_add_decoded(&builder, text), bad);
		assert_int_equal(cp932_check(text) == CP932_VALID, bad == 0);
		assert_int_equal(utf8_check(text_builder_slice(&builder)), UTF8_VALID);
		assert_int_equal(utf8_count(text_builder_slice(&builder)), steps);
		arena_release(&arena);
		free(bytes);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_code_decodes_as_the_c_library_does),
		cmocka_unit_test(every_character_encodes_as_the_c_library_does),
		cmocka_unit_test(every_code_comes_back_as_its_character),
		cmocka_unit_test(whole_texts_are_decoded),
		cmocka_unit_test(random_bytes_stay_in_bounds),
	};
	return cmocka_run_group_tests_name("text cp932", tests, NULL, NULL);
}
