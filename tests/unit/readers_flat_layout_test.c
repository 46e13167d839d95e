/* Which headings mean what: the shipped words, an office's own, and what is asked about. */
#include "flat_fixture.h"

static struct failure failure;

static bool load_own(const char *text)
{
	struct flat_text own = {.path = SLICE("own.yaml"), .text = slice_from_string(text)};

	failure.length = 0;
	return flat_layout_load(&layouts, &arena, &own, true, &failure);
}

static void expect_mistake(const char *text, const char *where, const char *words)
{
	layouts.own[FLAT_PLAN] = NULL;
	assert_false(load_own(text));
	if (!slice_starts_with(slice_of(failure.text, failure.length), slice_from_string(where)) ||
	    !slice_contains(slice_of(failure.text, failure.length), slice_from_string(words)))
		fail_msg("\"%s\" is not \"%s … %s\"", failure.text, where, words);
}

static const struct flat_heading *heading_at(const char *text, size_t at)
{
	header = flat_header_find(&arena, &layouts, new_source(text, ENCODING_UTF8));
	assert_non_null(header);
	assert_true(at < header->count);
	return &header->headings[at];
}

/* Every shipped column fits the model, and its first name is understood as itself. */
static void shipped_headings_mean_their_fields(void **state)
{
	(void)state;
	for (unsigned table = 0; table < FLAT_TABLE_COUNT; table++) {
		const struct flat_layout *layout = layouts.shipped[table];

		for (size_t i = 0; i < layout->count; i++) {
			struct slice text = arena_print(&arena, "被保険者番号,ニーズ,サービス内容,番号,名称,内容,%.*s\n1,,,,,,\n",
							SLICE_PRINT(layout->columns[i].title));
			struct source *source = arena_new(&arena, struct source);

			source_init(source, &arena, SLICE_OF("table.csv"), text, ENCODING_UTF8, 0);
			assert_non_null(flat_header_find(&arena, &layouts, source));
			assert_true(layout->columns[i].names.count > 0);
			assert_true(layout->columns[i].depth <= layout->list_count);
		}
	}
	assert_int_equal(layouts.shipped[FLAT_PLAN]->list_count, 4);
	assert_int_equal(layouts.shipped[FLAT_ASSESSMENT]->list_count, 1);
}

/* Full width, blanks, line breaks and half-width kana make no other heading; both languages are known. */
static void headings_are_compared_after_nfkc(void **state)
{
	(void)state;
	const char *table = "被保険者番号,\"短期目標\n（期間）\",ｻｰﾋﾞｽ内容,Long_Goal, ニ ー ズ ,生活全般の解決すべき課題(ニーズ)\n";

	assert_int_equal(heading_at(table, 1)->column->field, ShortGoal_period);
	assert_int_equal(heading_at(table, 2)->column->field, Service_content);
	assert_int_equal(heading_at(table, 3)->column->field, LongGoal_text);
	assert_int_equal(heading_at(table, 4)->state, HEADING_TWICE);
}

static void what_may_mean_two_fields_is_asked_about(void **state)
{
	(void)state;
	open_table("被保険者番号,ニーズ,期間,サービス内容,期間,ニース\n1,,,,,\n", ENCODING_UTF8);
	expect_finding(&findings, "csv-heading-ambiguous", "認定有効期間, 長期目標期間, 短期目標期間, サービス期間", 1, 12);
	expect_finding(&findings, "csv-heading-ambiguous", "column 3, 5", 1, 12);
	expect_finding(&findings, "csv-unknown-columns", "\"ニース\"", 1, 25);
	expect_count(&findings, 2);
}

static void titles_may_stand_above(void **state)
{
	(void)state;
	open_table("ケアプラン一覧,,\n抽出日 R8.4.1,,\n\n被保険者番号,ニーズ,サービス内容\n101,歩きたい,練習\n", ENCODING_UTF8);
	expect_count(&findings, 0);
	expect_plan();
	expect_place(record_read(document->plan, Plan_insured_no), 5, 1);
}

static void what_is_no_table_says_what_was_looked_for(void **state)
{
	(void)state;
	struct source *source = new_source("0000000101,歩きたい,練習\n", ENCODING_UTF8);

	assert_null(flat_header_find(&arena, &layouts, source));
	flat_report_no_header(&layouts, source, &findings);
	expect_finding(&findings, "csv-no-headings", "被保険者番号, ニーズ, 長期目標", 1, 1);
	source = new_source("被保険者番号;ニーズ;サービス内容\n", ENCODING_UTF8);
	assert_null(flat_header_find(&arena, &layouts, source));
	flat_report_no_header(&layouts, source, &findings);
	expect_finding(&findings, "csv-separator", "semicolons", 1, 1);
}

/* An office's words come before the shipped ones; a column may be named by its number. */
static void own_words_are_asked_first(void **state)
{
	(void)state;
	assert_true(load_own("読み方: 計画\n列:\n"
			     "  - {見出し: [困りごと, 内容], 項目: ニーズ}\n"
			     "  - {列番号: 4, 項目: 短期目標期間}\n"
			     "  - {names: 番号, to: plan.insured_no}\n"
			     "読まない見出し: [通番, 備考]\n"));
	const char *table = "通番,番号,困りごと,期間,サービス内容,短期目標\n1,101,歩きたい,R8.4.1～R8.9.30,練習,15分\n";

	assert_int_equal(heading_at(table, 0)->state, HEADING_IGNORED);
	assert_int_equal(heading_at(table, 1)->column->field, Plan_insured_no);
	assert_int_equal(heading_at(table, 2)->column->field, Need_text);
	assert_int_equal(heading_at(table, 3)->column->field, ShortGoal_period);
	assert_int_equal(heading_at(table, 4)->column->field, Service_content);
	struct slice told = flat_header_explain(&arena, header, true);

	assert_true(slice_contains(told, SLICE_OF("  4  期間  →  短期目標期間\n")));
	assert_true(slice_contains(told, SLICE_OF("  1  通番  →  not read\n")));
	open_table(table, ENCODING_CP932);
	expect_count(&findings, 0);
	expect_plan();
	expect_text(item_of(document->plan, Plan_needs, 0), Need_text, "歩きたい");
}

static void mistakes_name_file_and_line(void **state)
{
	(void)state;
	expect_mistake("列:\n  - {見出し: あ, 項目: ニーズ}\n  - {見出し: い, 項目: 短期目標期聞}\n", "own.yaml:3:", "短期目標期間");
	expect_mistake("列:\n  - {見出し: あ}\n", "own.yaml:2:", "項目");
	expect_mistake("列:\n  - {項目: ニーズ}\n", "own.yaml:2:", "列番号");
	expect_mistake("列:\n  - {見出し: あ, 項目: plan.needs.test}\n", "own.yaml:2:", "plan.needs.test");
	expect_mistake("列:\n  - {見出し: あ, 項目: plan.needs.long_goals}\n", "own.yaml:2:", "plan.needs.long_goals");
	expect_mistake("列:\n  - {見出し: あ, 項目: plan.weekly.start}\n", "own.yaml:2:", "別の一覧");
	expect_mistake("列:\n  - {見出し: あ, 項目: ニーズ}\n  - {見出し: [い, あ], 項目: 頻度}\n", "own.yaml:3:", "あ");
	expect_mistake("列:\n  - {列番号: 0, 項目: ニーズ}\n", "own.yaml:2:", "1 から");
	expect_mistake("列:\n  - {列番号: 3, 項目: ニーズ}\n  - {列番号: 3, 項目: 頻度}\n", "own.yaml:3:", "列番号");
	expect_mistake("読み方: 予定\n列: []\n", "own.yaml:1:", "予定");
	expect_mistake("読み方: 計画\n欄: []\n", "own.yaml:2:", "欄");
	expect_mistake("読み方: 計画\n", "own.yaml:1:", "columns");
	expect_mistake("- あ\n", "own.yaml:1:", "mapping");
	expect_mistake("読み方: [計画\n", "own.yaml:", "");
	expect_mistake("", "own.yaml:1:1", "no layout");
	expect_mistake("列:\n  - {見出し: あ, names: い, 項目: ニーズ}\n", "own.yaml:2:", "二度");
	expect_mistake("列:\n  - {見出し: {}, 項目: ニーズ}\n", "own.yaml:2:", "heading");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(shipped_headings_mean_their_fields, begin_file, end_file),
		cmocka_unit_test_setup_teardown(headings_are_compared_after_nfkc, begin_file, end_file),
		cmocka_unit_test_setup_teardown(what_may_mean_two_fields_is_asked_about, begin_file, end_file),
		cmocka_unit_test_setup_teardown(titles_may_stand_above, begin_file, end_file),
		cmocka_unit_test_setup_teardown(what_is_no_table_says_what_was_looked_for, begin_file, end_file),
		cmocka_unit_test_setup_teardown(own_words_are_asked_first, begin_file, end_file),
		cmocka_unit_test_setup_teardown(mistakes_name_file_and_line, begin_file, end_file),
	};

	return cmocka_run_group_tests(tests, load_layouts, NULL);
}
