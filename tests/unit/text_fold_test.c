/* text: lines are folded to a width as Japanese is set. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "text/unicode/fold.h"

#include "base/compiler.h"
#include "text/unicode/utf8.h"

#include <string.h>

static struct slice fold(struct arena *arena, const char *text, unsigned width, unsigned hang)
{
	struct text_builder builder;

	text_builder_init(&builder, arena);
	fold_lines(&builder, slice_from_string(text), width, hang);
	return text_builder_finish(&builder);
}

static void lines_are_folded(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		unsigned width, hang;
		const char *folded;
	} cases[] = {
		{"", 20, 2, ""},
		{"\n\n", 20, 2, "\n\n"},
		{"短い行\nもう一行\n", 20, 2, "短い行\nもう一行\n"},
		{"一二三四五六七八九十", 20, 2, "一二三四五六七八九十"},              /* just fits */
		{"一二三四五六七八九十百", 20, 2, "一二三四五六七八九十\n  百"},
		{"一二三四五六七八九十、百", 20, 2, "一二三四五六七八九\n  十、百"},       /* 、 never begins a row */
		{"一二三四五六七八九「十」", 20, 2, "一二三四五六七八九\n  「十」"},       /* 「 never ends one */
		{"a word and another word", 20, 2, "a word and another\n  word"},
		{"0123456789012345678901234567890", 20, 2, "01234567890123456789\n  01234567890"}, /* nowhere to break */
		{"期間は plan_date です。つぎの日", 20, 4, "期間は plan_date で\n    す。つぎの日"},
		{"blanks at the end   of", 20, 0, "blanks at the end\nof"},
		{"\033[1m一二三四五六七八九十\033[0m百", 20, 2, "\033[1m一二三四五六七八九十\033[0m\n  百"},
		{"一二三四五六七八九十百", 17, 2, "一二三四五六七八九十百"},              /* too narrow for anything */
	};
	struct arena arena;

	arena_init(&arena, NULL);
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct slice folded = fold(&arena, cases[i].text, cases[i].width, cases[i].hang);

		assert_string_equal(folded.data, cases[i].folded);
	}
	arena_release(&arena);
}

/* Whatever the text: no row is wider than asked, and nothing but line breaks and blanks is added or lost. */
static void nothing_is_lost(void **state)
{
	(void)state;
	static const char text[] = "短期目標「玄関まで歩行器で歩く」の終わり（令和8年9月30日）が、認定の有効期間の終わりより後です。T2-029 file_name.yaml:12:3 "
				   "を見て、「どう見込んで」この期間にしたかを、支援経過に残してください。。。」」」";
	struct arena arena;

	arena_init(&arena, NULL);
	for (unsigned width = 24; width < 140; width++) {
		struct slice folded = fold(&arena, text, width, 6), rest = folded, row;
		size_t at = 0;

		while (slice_next(&rest, '\n', &row))
			assert_true(utf8_width(row) <= width);
		for (size_t i = 0; i < folded.length; i++) {
			if (folded.data[i] == ' ' || folded.data[i] == '\n')
				continue;
			while (text[at] == ' ')
				at++;
			assert_int_equal(folded.data[i], text[at]);
			at++;
		}
		assert_int_equal(at, strlen(text));
	}
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_are_folded),
		cmocka_unit_test(nothing_is_lost),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
