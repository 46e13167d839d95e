/* report: the JSON writer escapes and nests. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "text/json/json_writer.h"

static struct arena arena;

static int set_up(void **state)
{
	(void)state;
	arena_init(&arena, NULL);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static void text_is_escaped(void **state)
{
	(void)state;
	struct text_builder text;
	struct json_writer json;

	text_builder_init(&text, &arena);
	json_init(&json, &text, false);
	json_string(&json, slice_of("\"\\\n\t\x01\x7F\0点\xE7\x82", 12));
	assert_true(slice_equal(text_builder_slice(&text),
				SLICE_OF("\"\\\"\\\\\\n\\t\\u0001\\u007f\\u0000点\xEF\xBF\xBD\xEF\xBF\xBD\"")));
}

/* A result shown on a terminal: C1 controls, bidirectional marks and what nobody sees are numbers there. */
static void what_drives_a_terminal_is_escaped(void **state)
{
	(void)state;
	struct text_builder text;
	struct json_writer json;

	text_builder_init(&text, &arena);
	json_init(&json, &text, false);
	json_string(&json, SLICE_OF("\xC2\x9B" "31m\xE2\x80\xAE点\xE2\x80\xA8\xEF\xBB\xBF\xF3\xA0\x80\xA0é🐱\xEF\xBF\xBD"));
	assert_true(slice_equal(text_builder_slice(&text),
				SLICE_OF("\"\\u009b31m\\u202e点\\u2028\\ufeff\\udb40\\udc20é🐱\xEF\xBF\xBD\"")));
}

static void nesting_and_commas_are_right(void **state)
{
	(void)state;
	struct text_builder text;
	struct json_writer json;

	text_builder_init(&text, &arena);
	json_init(&json, &text, false);
	json_begin_object(&json);
	json_text(&json, "a", SLICE_OF("b"));
	json_text_if(&json, "left out", SLICE_OF(""));
	json_key(&json, "list");
	json_begin_array(&json);
	json_number(&json, 1);
	json_begin_object(&json);
	json_end_object(&json);
	json_bool(&json, false);
	json_end_array(&json);
	json_count(&json, "n", UINT64_MAX);
	json_end_object(&json);
	assert_true(slice_equal(text_builder_slice(&text),
				SLICE_OF("{\"a\":\"b\",\"list\":[1,{},false],\"n\":18446744073709551615}")));
}

static void pretty_text_is_indented(void **state)
{
	(void)state;
	struct text_builder text;
	struct json_writer json;

	text_builder_init(&text, &arena);
	json_init(&json, &text, true);
	json_begin_object(&json);
	json_key(&json, "a");
	json_begin_array(&json);
	json_number(&json, 1);
	json_end_array(&json);
	json_key(&json, "b");
	json_begin_array(&json);
	json_end_array(&json);
	json_end_object(&json);
	assert_true(slice_equal(text_builder_slice(&text), SLICE_OF("{\n  \"a\": [\n    1\n  ],\n  \"b\": []\n}")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_is_escaped),
		cmocka_unit_test(what_drives_a_terminal_is_escaped),
		cmocka_unit_test(nesting_and_commas_are_right),
		cmocka_unit_test(pretty_text_is_indented),
	};
	return cmocka_run_group_tests_name("report", tests, set_up, tear_down);
}
