/* text: normalising for matching, its fast path compared with NFKC itself. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/text_builder.h"
#include "text/unicode/normalize.h"
#include "text/unicode/unicode.h"
#include "text/unicode/utf8.h"

#include <stdlib.h>
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

static void assert_text(struct slice got, const char *expected)
{
	if (!slice_equal(got, slice_from_string(expected)))
		fail_msg("got \"%.*s\", expected \"%s\"", SLICE_PRINT(got), expected);
}

static void forms_are_folded(void **state)
{
	(void)state;
	static const struct {
		const char *written, *expected;
	} cases[] = {
		{"Ｒ７．４．１～Ｒ７．９．３０", "R7.4.1〜R7.9.30"},
		{"R7.4.1~R7.9.30", "R7.4.1〜R7.9.30"},
		{"㋿7年", "令和7年"},
		{"㈱見本", "(株)見本"},
		{"①②", "12"},
		{"ﾃﾞｲｻｰﾋﾞｽ", "デイサービス"},
		{"６ヶ月", "6か月"},
		{"6カ月", "6か月"},
		{"６ｶ月", "6か月"},
		{"6 ケ月", "6 か月"},
		{"数ヵ月", "数か月"},
		{"六ヶ月と3ケ月", "六か月と3か月"},
		{"○ヶ月", "〇か月"},
		{"◯◯", "〇〇"},
		{"ケア月間", "ケア月間"},
		{"ヶ月", "ヶ月"},        /* no number before it */
		{"３ヶ所", "3ヶ所"},
		{"髙橋", "髙橋"},        /* NFKC leaves these two */
		{"\uFA11", "\uFA11"},
		{"\uF9DC", "隆"},        /* a compatibility ideograph that it maps */
		{"は\u3099", "ば"},
		{"か\u3099き\u3099", "がぎ"},
		{"A\u0301", "Á"},
		{"要介護２　改行\n残る", "要介護2 改行\n残る"},
		{"（自立）", "(自立)"},
		{"待って…", "待って..."},
		{"\xe3\x82", "\xe3\x82"}, /* not UTF-8: kept */
		{"a\xff１", "a\xff""1"},
		{"", ""},
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct slice once = normalize(&arena, slice_from_string(cases[i].written));

		assert_text(once, cases[i].expected);
		assert_ptr_equal(normalize(&arena, once).data, once.data); /* and nothing is left to change */
	}
}

static void plain_text_is_given_back_itself(void **state)
{
	(void)state;
	static const char *const texts[] = {
		"", "plan_date: 2025-04-01", "手すりを持って、玄関の段差を「一人で」越えられる。", "ケアマネジャー・カンファレンス",
		"〜から〇まで", "→●■※", "々〆【】", "デイケア月1回", "é", "5×3÷2", "\xe3\x82",
	};

	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
		assert_ptr_equal(normalize(&arena, slice_from_string(texts[i])).data, texts[i]);
}

/* NFKC of the whole text by the library, then the foldings, without any shortcut. */
static struct slice reference(struct slice text)
{
	char nfkc[UNICODE_RUN_BYTES];
	struct slice whole = slice_of(nfkc, unicode_nfkc(text, nfkc));
	struct text_builder out;

	text_builder_init(&out, &arena);
	for (size_t at = 0; at < whole.length;) {
		uint32_t c = utf8_next(whole, &at);

		text_builder_add_code_point(&out, c == '~' ? 0x301C : c == 0x25CB || c == 0x25EF ? 0x3007 : c);
	}
	return text_builder_finish(&out);
}

static void every_code_point_agrees_with_nfkc(void **state)
{
	(void)state;
	struct text_builder text;

	text_builder_init(&text, &arena);
	for (uint32_t c = 1; c < 0x110000; c++) {
		if (c >= 0xD800 && c < 0xE000)
			continue;
		if (c % 0x1000 == 0) {
			arena_reset(&arena);
			text_builder_init(&text, &arena);
		}
		text_builder_clear(&text);
		text_builder_add_string(&text, "か");
		text_builder_add_code_point(&text, c);
		text_builder_add_string(&text, "い");
		struct slice s = text_builder_slice(&text);

		if (!slice_equal(normalize(&arena, s), reference(s)))
			fail_msg("U+%04X", (unsigned)c);
	}
}

static void mixtures_agree_with_nfkc(void **state)
{
	(void)state;
	static const uint32_t letters[] = {'a', 0xD7, '7', '~', 0x301, 0x323, 0x3099, 0x309A, 0x304B, 0x306F, 0x30AB, 0x30CF,
					   0xFF76, 0xFF8A, 0xFF9E, 0xFF9F, 0xFF11, 0x3000, 0x25CB, 0x70B9, 0x1100, 0x1161,
					   0x11A8, 0x3131, 0x314F, 0xFFA1, 0xFFC2, 0xAC00, 0x32FF, 0x2460, 0xE9, 0xFF5E};
	uint32_t seed = 7;

	for (int round = 0; round < 20000; round++) {
		struct text_builder text;

		arena_reset(&arena);
		text_builder_init(&text, &arena);
		for (int i = 0; i < 1 + round % 12; i++) {
			seed = seed * 1664525 + 1013904223;
			text_builder_add_code_point(&text, letters[seed >> 27]);
		}
		struct slice s = text_builder_slice(&text);
		struct offset_map map;
		struct slice normal = normalize(&arena, s);

		if (!slice_equal(normal, reference(s)))
			fail_msg("%.*s", SLICE_PRINT(s));
		assert_true(slice_equal(normalize(&arena, normal), normal));
		assert_true(slice_equal(normalize_with_map(&arena, s, &map), normal));
		assert_int_equal(map.count, normal.length + 1);
		for (size_t i = 0; i + 1 < map.count; i++)
			assert_true(map.original[i] <= map.original[i + 1]);
		assert_int_equal(map.original[normal.length], s.length);
	}
}

static void places_lead_back_to_the_original(void **state)
{
	(void)state;
	struct offset_map map;
	struct slice original = SLICE("週１回、ﾃﾞｲへ６ヶ月");
	struct slice normal = normalize_with_map(&arena, original, &map);

	assert_text(normal, "週1回、デイへ6か月");
	size_t day = slice_find(normal, SLICE_OF("デイ"), 0), six = slice_find(normal, SLICE_OF("6か月"), 0);

	assert_int_equal(map.original[day], slice_find(original, SLICE_OF("ﾃﾞ"), 0));
	assert_int_equal(map.original[day + 3], slice_find(original, SLICE_OF("ｲ"), 0));
	assert_int_equal(map.original[day + 6], slice_find(original, SLICE_OF("へ"), 0));
	assert_int_equal(map.original[six], slice_find(original, SLICE_OF("６"), 0));
	normalize_with_map(&arena, SLICE_OF(""), &map);
	assert_int_equal(map.count, 1);
}

static void whole_texts_compare_without_blanks_and_case(void **state)
{
	(void)state;
	assert_text(normalize_for_comparison(&arena, SLICE_OF("お変わり　なく\r\nＡＤＬ\t自立 \u200b。")), "お変わりなくadl自立。");
	struct slice plain = SLICE("お変わりなくadl自立。");

	assert_ptr_equal(normalize_for_comparison(&arena, plain).data, plain.data);
}

/* A megabyte of marks on one letter must not take quadratic time, and must stay well-formed. */
static void long_runs_of_marks_end_soon(void **state)
{
	(void)state;
	struct text_builder text;

	text_builder_init(&text, &arena);
	text_builder_add_char(&text, 'a');
	for (int i = 0; i < 250000; i++)
		text_builder_add_string(&text, i % 2 ? "\u0301" : "\u0323");
	struct slice normal = normalize(&arena, text_builder_slice(&text));

	assert_int_equal(utf8_check(normal), UTF8_VALID);
	assert_true(slice_starts_with(normal, SLICE_OF("ạ")));
}

static void random_bytes_stay_in_bounds(void **state)
{
	(void)state;
	uint32_t seed = 20250401;

	for (int round = 0; round < 20000; round++) {
		size_t length = (size_t)round % 20;
		char *bytes = malloc(length ? length : 1);

		assert_non_null(bytes);
		for (size_t i = 0; i < length; i++) {
			static const unsigned char likely[] = {0xE3, 0x82, 0xB1, 0xEF, 0xBD, 0xE6, 0x9C, 0x88};

			seed = seed * 1664525 + 1013904223;
			bytes[i] = (char)(seed >> 31 ? likely[seed >> 20 & 7] : (unsigned char)(seed >> 20));
		}
		struct slice text = slice_of(bytes, length);
		struct offset_map map;

		arena_reset(&arena);
		struct slice normal = normalize(&arena, text);

		assert_true(slice_equal(normalize_with_map(&arena, text, &map), normal));
		normalize_for_comparison(&arena, text);
		if (utf8_check(text) == UTF8_VALID)
			assert_int_equal(utf8_check(normal), UTF8_VALID);
		free(bytes);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(forms_are_folded, make_arena, drop_arena),
		cmocka_unit_test_setup_teardown(plain_text_is_given_back_itself, make_arena, drop_arena),
		cmocka_unit_test_setup_teardown(every_code_point_agrees_with_nfkc, make_arena, drop_arena),
		cmocka_unit_test_setup_teardown(mixtures_agree_with_nfkc, make_arena, drop_arena),
		cmocka_unit_test_setup_teardown(places_lead_back_to_the_original, make_arena, drop_arena),
		cmocka_unit_test_setup_teardown(whole_texts_compare_without_blanks_and_case, make_arena, drop_arena),
		cmocka_unit_test_setup_teardown(long_runs_of_marks_end_soon, make_arena, drop_arena),
		cmocka_unit_test_setup_teardown(random_bytes_stay_in_bounds, make_arena, drop_arena),
	};
	return cmocka_run_group_tests_name("text normalize", tests, NULL, NULL);
}
