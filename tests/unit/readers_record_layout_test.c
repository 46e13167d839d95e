/* readers: the record layouts of the standard, and what a wrong layout file is told. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/limits.h"
#include "base/platform/platform.h"
#include "readers/csv/layouts/record_layout.h"

#include <string.h>

static struct arena arena;
static struct key_table keys;

static int set_up(void **state)
{
	(void)state;
	arena_init(&arena, NULL);
	key_table_init(&keys, &arena);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

/* The layout of a file type; there must be one. */
static const struct record_layout *layout_named(const struct record_layouts *layouts, const char *type)
{
	static const struct record_layout none;

	for (size_t i = 0; i < layouts->count; i++)
		if (slice_equal(layouts->items[i]->file_type, slice_from_string(type)))
			return layouts->items[i];
	fail_msg("no layout of %s", type);
	return &none;
}

static void the_shipped_layouts_load(void **state)
{
	(void)state;
	const struct slice path = SLICE(TENKEN_SOURCE_DIR "/rules/formats/standard_csv_4_1.yaml");
	struct platform_file file;
	struct failure failure = {.length = 0};
	struct record_layouts layouts;

	assert_true(platform_file_open(&file, path, LIMIT_RULE_FILE_BYTES, &failure));
	struct layout_text text = {path, file.bytes, NULL};

	if (!record_layouts_load(&layouts, &arena, &text, 1, &failure))
		fail_msg("%s", failure.text);
	assert_int_equal(layouts.count, 18);
	assert_int_equal(layout_named(&layouts, "UP1KYO")->count, 28);
	assert_int_equal(layout_named(&layouts, "UPHOSOKU")->count, 63);
	assert_int_equal(layout_named(&layouts, "UPJSK")->count, 25);
	const struct record_layout *table2 = layout_named(&layouts, "UP2KYO");

	assert_int_equal(table2->role, CSV_TABLE2);
	assert_int_equal(table2->form, FORM_TABLE2);
	assert_int_equal(table2->plan_date, 5);
	const struct layout_item *period = layout_item_for(table2, ShortGoal_period);

	assert_non_null(period);
	assert_int_equal(period->number, 12);
	assert_int_equal(period->list_depth, 3);
	assert_int_equal(period->path_length, 4);
	const struct layout_item *kinds = layout_item_for(layout_named(&layouts, "UP1KYO"), Plan_plan_kinds);

	assert_int_equal(kinds->code_count, 7);
	assert_int_equal(kinds->codes[6].value_count, 3);
	assert_int_equal(kinds->codes[4].values[1].is.enumerated, plan_status_continued);
	const struct layout_item *insured = layout_item_for(table2, Service_insured);

	assert_true(insured->codes[0].values[0].is.boolean);
	assert_false(insured->codes[1].values[0].is.boolean);
	const struct record_layout *withdrawal = layout_named(&layouts, "DLTPLAN");

	assert_int_equal(withdrawal->withdraws, 1u << CSV_PLANNED | 1u << CSV_UNITS);
	const struct layout_item *need = layout_item_keyed(layout_named(&layouts, "UPYOBO"), SLICE_OF("programme_memory"));

	assert_int_equal(need->in_row, ChecklistCount_domain);
	assert_int_equal(need->in_row_value.is.enumerated, checklist_domain_memory);
	assert_int_equal(need->list_depth, 2);
	platform_file_close(&file);
}

/* A layout of one item behind a correct head; the sentence must name what is wrong and where. */
static void expect_failure(const char *items, const char *expected)
{
	struct slice yaml = arena_print(&arena,
					"standard: s\nedition: \"4.1\"\nversions: [\"202407\"]\nlayouts:\n"
					"  - files: [UPX]\n    name: x\n    key: [insurer_no, insured_no]\n    items:\n%s",
					items);
	struct layout_text text = {SLICE_OF("x.yaml"), yaml, NULL};
	struct failure failure = {.length = 0};
	struct record_layouts layouts;

	assert_false(record_layouts_load(&layouts, &arena, &text, 1, &failure));
	if (!strstr(failure.text, expected))
		fail_msg("\"%s\" does not say \"%s\"", failure.text, expected);
}

static void mistakes_are_told_with_their_line(void **state)
{
	(void)state;
	expect_failure("      - {item: 1, name: a, key: a, type: text, to: plan.nothing}\n",
		       "x.yaml:9: the model has no such field: plan.nothing");
	expect_failure("      - {item: 1, name: a, key: a, type: text, to: plan.needs}\n", "must end in a field");
	expect_failure("      - {item: 1, name: a, key: a, type: ymd, to: plan.care_manager}\n", "another kind than the item");
	expect_failure("      - {item: 1, name: a, key: a, type: text, to: plan.all_services.content}\n", "derived");
	expect_failure("      - {item: 2, name: a, key: a, type: text}\n", "numbered from 1");
	expect_failure("      - {item: 1, name: a, key: a, type: words}\n", "no such type of item: words");
	expect_failure("      - {item: 1, name: a, key: a, type: code}\n", "needs its values");
	expect_failure("      - {item: 1, name: a, key: a, type: code, values: {\"9\": b}, to: plan.user.sex}\n", "no such code: 9");
	expect_failure("      - {item: 1, name: a, key: a, type: text, colour: red}\n", "unknown key: colour");
	expect_failure("      - {item: 1, name: a, key: a, type: text}\n", "no item has this key: insurer_no");
	expect_failure("      - {item: 1, name: a, key: a, type: text, to: plan.domains.now, in_row: {nothing: b}}\n", "no such field: nothing");
	expect_failure("      - {item: 1, name: a, key: a, type: text, to: plan.policy, in_row: {name: b}}\n", "in_row names one field");
	expect_failure("      - {item: 1, name: a\n", "x.yaml:");
}

static void other_layouts_of_the_folder_are_passed_over(void **state)
{
	(void)state;
	struct layout_text text = {SLICE_OF("flat.yaml"), SLICE_OF("columns: {a: b}\n"), NULL};
	struct failure failure = {.length = 0};
	struct record_layouts layouts;

	assert_true(record_layouts_load(&layouts, &arena, &text, 1, &failure));
	assert_int_equal(layouts.count, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_shipped_layouts_load),
		cmocka_unit_test(mistakes_are_told_with_their_line),
		cmocka_unit_test(other_layouts_of_the_folder_are_passed_over),
	};
	return cmocka_run_group_tests_name("readers_record_layout", tests, set_up, tear_down);
}
