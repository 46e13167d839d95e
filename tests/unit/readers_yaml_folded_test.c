/* Lines folded by YAML: no blank between Japanese characters, and none lost that was written. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "readers/yaml/stream/yaml_folded.h"

static struct arena arena;

static void expect_joined(const char *text, const char *raw, const char *expected)
{
	struct slice joined = yaml_join_folded(&arena, slice_from_string(text), slice_from_string(raw));

	if (!slice_equal(joined, slice_from_string(expected)))
		fail_msg("\"%.*s\" is not \"%s\"", SLICE_PRINT(joined), expected);
}

static void blanks_between_japanese_lines_go(void **state)
{
	(void)state;
	expect_joined("安心して 過ごせる。", ">-\n  安心して\n  過ごせる。\n", "安心して過ごせる。");
	expect_joined("安心 して\n過ごせる。 また", ">\r\n    安心\r\n    して\r\n\r\n    過ごせる。\r\n    また\r\n", "安心して\n過ごせる。また");
	expect_joined("安心して 過ごせる", "安心して\n  過ごせる", "安心して過ごせる");
	expect_joined("安心して 過ごせる", "\"安心して\n  過ごせる\"", "安心して過ごせる");
}

static void blanks_that_were_written_stay(void **state)
{
	(void)state;
	expect_joined("見本 ハナ さん", ">-\n  見本 ハナ\n  さん\n", "見本 ハナさん");
	expect_joined("ADL は IADL と", ">-\n  ADL\n  は IADL\n  と\n", "ADL は IADL と");
	expect_joined("a\\b 安心 する", "\"a\\\\b 安心\n する\"", "a\\b 安心 する");
	expect_joined("", ">-\n", "");
	expect_joined("安心", "", "安心");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(blanks_between_japanese_lines_go),
		cmocka_unit_test(blanks_that_were_written_stay),
	};

	arena_init(&arena, NULL);
	int failed = cmocka_run_group_tests(tests, NULL, NULL);

	arena_release(&arena);
	return failed;
}
