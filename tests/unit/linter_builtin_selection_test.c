/* linter: what --select and --ignore leave of tenken's own findings. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "linter/check/builtin_selection.h"

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

static const bool *unwanted_with(struct slice select, struct slice ignore)
{
	return builtin_unwanted(&arena, &(struct builtin_selectors){&select, &ignore, select.length > 0, ignore.length > 0});
}

static void nothing_is_left_out_unasked(void **state)
{
	(void)state;
	assert_null(unwanted_with(SLICE_OF(""), SLICE_OF("")));
}

static void ids_names_and_categories_are_known(void **state)
{
	(void)state;
	assert_true(builtin_selector_known(SLICE_OF("FM-014")));
	assert_true(builtin_selector_known(SLICE_OF("csv-item-length")));
	assert_true(builtin_selector_known(SLICE_OF("format")));
	assert_false(builtin_selector_known(SLICE_OF("FM-999")));
	assert_false(builtin_selector_known(SLICE_OF("csv")));
}

static void select_chooses_among_the_standard_s_rules(void **state)
{
	(void)state;
	const bool *by_rule = unwanted_with(SLICE_OF("T2-029"), SLICE_OF(""));
	const bool *by_id = unwanted_with(SLICE_OF("FM-014"), SLICE_OF(""));
	const bool *by_category = unwanted_with(SLICE_OF("format"), SLICE_OF(""));

	assert_true(by_rule[BUILTIN_CSV_UTF8]);
	assert_true(by_id[BUILTIN_CSV_UTF8]);
	assert_false(by_id[BUILTIN_CSV_TOO_LONG_FOR_ITEM]);
	assert_false(by_category[BUILTIN_CSV_UTF8]);
	/* What could not be read is said whatever was chosen. */
	assert_false(by_rule[BUILTIN_CSV_TABLE1_ABSENT]);
	assert_false(by_rule[BUILTIN_VALUE_NOT_A_DATE]);
	assert_false(by_rule[BUILTIN_YAML_UNKNOWN_KEY]);
	assert_false(by_rule[BUILTIN_CSV_OPEN_QUOTE]);
}

static void ignore_hides_all_but_losses(void **state)
{
	(void)state;
	const bool *by_name = unwanted_with(SLICE_OF(""), SLICE_OF("csv-utf8"));
	const bool *by_category = unwanted_with(SLICE_OF(""), SLICE_OF("format"));
	const bool *wins = unwanted_with(SLICE_OF("format"), SLICE_OF("FM-014"));

	assert_true(by_name[BUILTIN_CSV_UTF8]);
	assert_false(by_name[BUILTIN_CSV_BYTE_ORDER_MARK]);
	assert_true(by_category[BUILTIN_CSV_UTF8]);
	assert_false(by_category[BUILTIN_CSV_OPEN_QUOTE]);
	assert_true(wins[BUILTIN_CSV_TOO_LONG_FOR_ITEM]);
	assert_false(wins[BUILTIN_CSV_UTF8]);
}

static void unwanted_findings_are_not_raised(void **state)
{
	(void)state;
	struct finding_list list;
	struct place nowhere = {0};

	finding_list_init(&list, &arena, true);
	list.unwanted = unwanted_with(SLICE_OF(""), SLICE_OF("FM-010"));
	assert_null(finding_add_builtin(&list, BUILTIN_CSV_BLANK_LINE, nowhere, NULL, 0));
	assert_non_null(finding_add_builtin(&list, BUILTIN_CSV_UTF8, nowhere, NULL, 0));
	assert_int_equal(list.count, 1);
	assert_int_equal(list.suppressed_by_limit, 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(nothing_is_left_out_unasked),
		TEST(ids_names_and_categories_are_known),
		TEST(select_chooses_among_the_standard_s_rules),
		TEST(ignore_hides_all_but_losses),
		TEST(unwanted_findings_are_not_raised),
	};
	return cmocka_run_group_tests_name("linter_builtin_selection", tests, NULL, NULL);
}
