/* base: numbers as text, whatever locale the host of the library has set. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/compiler.h"
#include "base/number_text.h"

#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static void expect_number(const char *text, double expected)
{
	double number = 12345;

	if (!number_text_read(slice_from_string(text), &number) || memcmp(&number, &expected, sizeof number) != 0)
		fail_msg("%s: read as %a, not %a", text, number, expected);
}

static void expect_none(const char *text)
{
	double number = 7;

	if (number_text_read(slice_from_string(text), &number) || number < 7 || number > 7)
		fail_msg("%s: read as %a", text, number);
}

static void numbers_are_read(void)
{
	expect_number("0", 0);
	expect_number("-0", -0.0);
	expect_number("+2.50", 2.5);
	expect_number(".5", 0.5);
	expect_number("5.", 5);
	expect_number("007.10", 7.1);
	expect_number("1e3", 1000);
	expect_number("1.25E-2", 0.0125);
	expect_number("123456789012345678", 123456789012345678.0);
	expect_number("0.1000000000000000055511151231257827", 0.1);
	expect_number("9007199254740993", 9007199254740992.0);
	expect_number("9007199254740993.0000000000000000001", 9007199254740994.0);
	expect_number("4.9406564584124654e-324", 4.9406564584124654e-324);
	expect_number("1.7976931348623157e308", 1.7976931348623157e308);
	expect_number("1e400", (double)INFINITY);
	expect_number("-1e99999999999999999999", (double)-INFINITY);
	expect_number("1e-99999999999999999999", 0);
	expect_number("0.000000000000000000000000000000000000001", 1e-39);
}

static void other_texts_are_no_numbers(void)
{
	static const char *const texts[] = {"", "-", ".", "e5", "1e", "1e+", "1,5", "1.2.3", " 1", "1 ", "0x10", "inf", "NaN", "1_000", "１", "--1"};

	for (size_t i = 0; i < COUNT_OF(texts); i++)
		expect_none(texts[i]);
	char longest[NUMBER_TEXT_LENGTH + 2];

	memset(longest, '9', sizeof longest);
	double number;

	assert_true(number_text_read(slice_of(longest, NUMBER_TEXT_LENGTH), &number));
	assert_false(number_text_read(slice_of(longest, NUMBER_TEXT_LENGTH + 1), &number));
}

static void expect_text(double number, const char *shortest, const char *rounded)
{
	struct arena arena;
	struct text_builder text;

	arena_init(&arena, NULL);
	text_builder_init(&text, &arena);
	number_text_add(&text, number);
	assert_string_equal(text_builder_finish(&text).data, shortest);
	text_builder_init(&text, &arena);
	number_text_add_rounded(&text, number, 2);
	assert_string_equal(text_builder_finish(&text).data, rounded);
	arena_release(&arena);
}

static void numbers_are_written(void)
{
	expect_text(0, "0", "0");
	expect_text(0.1, "0.1", "0.1");
	expect_text(100, "100", "100");
	expect_text(-26.666666666666668, "-26.666666666666668", "-26.67");
	expect_text(1.0 / 3, "0.333333333333333" "3", "0.33");
	expect_text(999999999999999, "999999999999999", "999999999999999");
	expect_text(1e300, "1e+300", "1e+300");
	expect_text((double)NAN, "NaN", "NaN");
	expect_text((double)-INFINITY, "-Infinity", "-Infinity");
}

/* Bits of all kinds: what is written is read back as the same number. */
static void what_is_written_reads_back(void)
{
	struct arena arena;
	uint64_t bits = 0x9e3779b97f4a7c15u;

	arena_init(&arena, NULL);
	for (int i = 0; i < 20000; i++) {
		struct text_builder text;
		double number, back = 0;

		bits ^= bits << 13;
		bits ^= bits >> 7;
		bits ^= bits << 17;
		memcpy(&number, &bits, sizeof number);
		if (isnan(number) || isinf(number))
			continue;
		text_builder_init(&text, &arena);
		number_text_add(&text, number);
		if (!number_text_read(text_builder_slice(&text), &back) || memcmp(&back, &number, sizeof number) != 0)
			fail_msg("%a: written as %.*s, read as %a", number, SLICE_PRINT(text_builder_slice(&text)), back);
		arena_reset(&arena);
	}
	arena_release(&arena);
}

static void everything(void)
{
	numbers_are_read();
	other_texts_are_no_numbers();
	numbers_are_written();
	what_is_written_reads_back();
}

static void plain_locale(void **state)
{
	(void)state;
	everything();
}

/* Where one of them is installed; the test says so when none is. */
static void locales_with_another_sign(void **state)
{
	static const char *const names[] = {"de_DE.UTF-8", "de_DE.utf8", "fr_FR.UTF-8", "fr_FR.utf8", "ru_RU.UTF-8", "ps_AF.UTF-8", "fa_IR.UTF-8"};
	size_t tried = 0;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(names); i++) {
		if (!setlocale(LC_NUMERIC, names[i]))
			continue;
		tried++;
		everything();
	}
	setlocale(LC_NUMERIC, "C");
	if (!tried) {
		print_message("no locale with another decimal sign is installed\n");
		skip();
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(plain_locale),
		cmocka_unit_test(locales_with_another_sign),
	};
	return cmocka_run_group_tests_name("base_number_text", tests, NULL, NULL);
}
