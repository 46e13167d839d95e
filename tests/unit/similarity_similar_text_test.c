/* similarity: names and numbers are taken out of a text before it is compared. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "similarity/similar_text.h"

#include "base/compiler.h"

static void cells_become_lines(void **state)
{
	(void)state;
	static const struct {
		const char *cell, *line;
	} cases[] = {
		{"", ""},
		{"　\n", ""},
		{"週２回（火・金）、15分歩く。", "週0回(火・金)、0分歩く。\n"},
		{"見本 ハナさんと\n散歩する", "＊さんと散歩する\n"},
		{"見本ﾊﾅ様、ハナ様、見本様", "＊様、＊様、＊様\n"},
		{"長女（見本 花子）が手伝う", "長女(＊花子)が手伝う\n"},
		{"林の中を歩く。林さん、林 一郎", "林の中を歩く。林さん、＊\n"}, /* a name of one character is a word */
	};
	struct arena arena;
	struct similar_names names = {.count = 0};

	arena_init(&arena, NULL);
	similar_names_add(&names, &arena, slice_from_string("見本　ハナ"));
	similar_names_add(&names, &arena, slice_from_string(" 林 一郎"));
	similar_names_add(&names, &arena, slice_from_string(""));
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct text_builder builder;

		text_builder_init(&builder, &arena);
		similar_text_add(&builder, &arena, slice_from_string(cases[i].cell), &names);
		struct slice line = text_builder_slice(&builder);

		assert_int_equal(line.length, slice_from_string(cases[i].line).length);
		assert_memory_equal(line.data, cases[i].line, line.length);
	}
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cells_become_lines),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
