/* docs/reference/findings.md names everything tenken itself says about files and plans, and nothing else. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/limits.h"
#include "base/platform/platform.h"
#include "findings/finding.h"

static struct arena arena;
static struct platform_file page;

static int open_page(void **state)
{
	(void)state;
	struct failure failure = {.length = 0};

	arena_init(&arena, NULL);
	return platform_file_open(&page, SLICE_OF(TENKEN_SOURCE_DIR "/docs/reference/findings.md"), LIMIT_RULE_FILE_BYTES, &failure) ? 0 : -1;
}

static int close_page(void **state)
{
	(void)state;
	platform_file_close(&page);
	arena_release(&arena);
	return 0;
}

/* What is wrong with rule files is told to those who write them, by `rules check`. */
static bool is_about_plans(const struct builtin_info *info)
{
	return !slice_equal(info->category, SLICE_OF("rules"));
}

static size_t rows_of_page(void)
{
	struct slice rest = page.bytes, line;
	size_t rows = 0;

	while (slice_next(&rest, '\n', &line))
		rows += line.length > 8 && line.data[0] == '|' && line.data[4] == '-' && slice_is_digits(slice_part(line, 5, 8));
	return rows;
}

static void every_finding_has_its_row(void **state)
{
	(void)state;
	size_t expected = 0, missing = 0;

	for (unsigned i = 0; i < BUILTIN_COUNT; i++) {
		const struct builtin_info *info = builtin_info((enum builtin_finding)i);

		if (!is_about_plans(info))
			continue;
		expected++;
		struct slice row = arena_print(&arena, "| %.*s | `%.*s` | %.*s | %.*s%s | %.*s | %.*s |", SLICE_PRINT(info->id),
					       SLICE_PRINT(info->name), SLICE_PRINT(info->category), SLICE_PRINT(severity_name(info->severity)),
					       info->lost ? " (3)" : "", SLICE_PRINT(info->title_ja), SLICE_PRINT(info->title_en));

		if (slice_contains(page.bytes, row))
			continue;
		missing++;
		print_error("the page lacks this row:\n%.*s\n", SLICE_PRINT(row));
	}
	assert_int_equal(missing, 0);
	assert_int_equal(rows_of_page(), expected);
}

static void ids_and_names_are_unique(void **state)
{
	(void)state;
	for (unsigned i = 0; i < BUILTIN_COUNT; i++)
		for (unsigned k = 0; k < i; k++) {
			const struct builtin_info *a = builtin_info((enum builtin_finding)i), *b = builtin_info((enum builtin_finding)k);

			if (slice_equal(a->id, b->id) || slice_equal(a->name, b->name))
				fail_msg("%.*s %.*s is there twice", SLICE_PRINT(a->id), SLICE_PRINT(a->name));
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_finding_has_its_row),
		cmocka_unit_test(ids_and_names_are_unique),
	};
	return cmocka_run_group_tests_name("findings_docs", tests, open_page, close_page);
}
