/* text: what may stand for characters that CP932 lacks. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "text/cp932/cp932.h"
#include "text/cp932/cp932_substitute.h"
#include "text/unicode/utf8.h"

static void expect(uint32_t character, const char *expected)
{
	char room[CP932_SUBSTITUTE_BYTES];
	struct slice substitute;

	if (!cp932_substitute(character, room, &substitute))
		fail_msg("U+%04X has no substitute", (unsigned)character);
	if (!slice_equal(substitute, slice_from_string(expected)))
		fail_msg("U+%04X is \"%.*s\"", (unsigned)character, SLICE_PRINT(substitute));
}

static void expect_none(uint32_t character)
{
	char room[CP932_SUBSTITUTE_BYTES];
	struct slice substitute;

	assert_false(cp932_substitute(character, room, &substitute));
	assert_int_equal(substitute.length, 0);
}

static void rare_kanji_have_their_usual_form(void **state)
{
	(void)state;
	expect(0x20BB7, "吉"); /* 𠮷 */
	expect(0x9DD7, "鴎");
	expect(0x9EC3, "黄");
	expect(0xFA30, "侮"); /* a compatibility ideograph */
	expect_none(0x3400);
}

static void signs_are_spelt_out(void **state)
{
	(void)state;
	expect(0x2022, "・");
	expect(0x3251, "21");
	expect(0x00A0, " ");
	expect(0x32FF, "令和");
	expect_none(0x1F600);
}

static void what_has_no_width_can_be_left_out(void **state)
{
	(void)state;
	expect(0xE0101, "");
	expect(0x200B, "");
}

/* 髙 and 﨑 are in CP932, as are the seven signs under other numbers. */
static void what_cp932_has_needs_none(void **state)
{
	(void)state;
	static const uint32_t characters[] = {'a', 0x9AD9, 0xFA11, 0x301C, 0x2460, 0xFF71, 0xE000};

	for (size_t i = 0; i < sizeof characters / sizeof characters[0]; i++)
		expect_none(characters[i]);
}

static void every_substitute_is_in_cp932(void **state)
{
	(void)state;
	for (uint32_t character = 0x80; character < 0x30000; character++) {
		char room[CP932_SUBSTITUTE_BYTES];
		unsigned char bytes[2];
		struct slice substitute;

		if (!cp932_substitute(character, room, &substitute))
			continue;
		assert_int_equal(cp932_encode(character, bytes), 0);
		for (size_t at = 0; at < substitute.length;)
			if (!cp932_encode(utf8_next(substitute, &at), bytes))
				fail_msg("U+%04X is \"%.*s\"", (unsigned)character, SLICE_PRINT(substitute));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rare_kanji_have_their_usual_form),
		cmocka_unit_test(signs_are_spelt_out),
		cmocka_unit_test(what_has_no_width_can_be_left_out),
		cmocka_unit_test(what_cp932_has_needs_none),
		cmocka_unit_test(every_substitute_is_in_cp932),
	};
	return cmocka_run_group_tests_name("text_cp932_substitute", tests, NULL, NULL);
}
