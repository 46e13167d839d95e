/* linter: the list of --files-from. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/compiler.h"
#include "linter/inputs/file_names.h"

static void lists_are_split(void **state)
{
	static const struct {
		struct slice list, names[3];
		size_t count;
	} cases[] = {
		{SLICE(""), {SLICE("")}, 0},
		{SLICE("\n\r\n\n"), {SLICE("")}, 0},
		{SLICE("a"), {SLICE("a")}, 1},
		{SLICE("a\nb\n"), {SLICE("a"), SLICE("b")}, 2},
		{SLICE("a \r\n# b\r\n-"), {SLICE("a "), SLICE("# b"), SLICE("-")}, 3},
		{SLICE("\xEF\xBB\xBF" "a\n"), {SLICE("a")}, 1},
		{SLICE("a\nb\0c\r\0"), {SLICE("a\nb"), SLICE("c\r")}, 2},
		{SLICE("\0\0a"), {SLICE("a")}, 1},
		{SLICE("a\r\r\n"), {SLICE("a\r")}, 1},
	};
	struct arena arena;

	(void)state;
	arena_init(&arena, NULL);
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct slice *names;
		size_t count;

		file_names_split(&arena, cases[i].list, &names, &count);
		assert_int_equal(count, cases[i].count);
		for (size_t k = 0; k < count; k++)
			assert_true(slice_equal(names[k], cases[i].names[k]));
	}
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(lists_are_split)};

	return cmocka_run_group_tests_name("linter_file_names", tests, NULL, NULL);
}
