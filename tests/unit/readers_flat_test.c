/* Plans from tables with headings: what rows continue, what opens something new, where values stand. */
#include "flat_fixture.h"

/* Empty cells continue the row above; a new text opens something new, below which empty cells are blank. */
static void empty_cells_continue_the_row_above(void **state)
{
	(void)state;
	open_table(HEADINGS "0000000101,2026-03-19,歩きたい,店まで歩ける,R8.4.1～R9.3.31,15分歩ける,R8.4.1～R8.9.30,歩行練習,通所リハビリテーション,なみき,週2回,R8.4.1～R8.9.30\n"
		   ",,,,,,,体操,本人,,毎日,\n"
		   ",,,,,階段を昇れる,R8.4.1～R8.9.30,階段昇降,訪問リハビリテーション,かわせみ,週1回,\n"
		   ",,料理をしたい,,,,,調理,訪問介護,つばさ,週1回,\n",
		   ENCODING_UTF8);
	expect_plan();
	expect_count(&plan_findings, 0);
	assert_int_equal(list_count(document->plan, Plan_needs), 2);
	expect_text(service_at(0, 0, 0, 0), Service_content, "歩行練習");
	expect_text(service_at(0, 0, 0, 1), Service_content, "体操");
	expect_text(service_at(0, 0, 1, 0), Service_content, "階段昇降");
	expect_text(service_at(1, 0, 0, 0), Service_content, "調理");
	expect_presence(service_at(1, 0, 0, 0)->parent, ShortGoal_text, PRESENCE_BLANK);
	expect_presence(service_at(0, 0, 0, 1), Service_provider, PRESENCE_BLANK);
	expect_date(record_sub(service_at(0, 0, 0, 0), Service_period), Period_to, 2026, 9, 30);
	expect_place(record_read(service_at(0, 0, 1, 0), Service_content), 4, 28);
	assert_int_equal(next_plan(), READING_END);
}

/* Senders that repeat everything on each row, in any order, come out the same. */
static void repeated_cells_are_one_need(void **state)
{
	(void)state;
	open_table("被保険者番号,ニーズ,長期目標,短期目標,サービス内容\n"
		   "101,歩きたい,店まで,15分,練習\n"
		   "101,料理をしたい,煮物,切る,調理\n"
		   "101,歩きたい,店まで,15分,体操\n",
		   ENCODING_UTF8);
	expect_plan();
	assert_int_equal(list_count(document->plan, Plan_needs), 2);
	expect_text(service_at(0, 0, 0, 1), Service_content, "体操");
	assert_int_equal(next_plan(), READING_END);
}

/* The same words for another time are another goal. */
static void a_new_period_is_a_new_goal(void **state)
{
	(void)state;
	open_table("被保険者番号,ニーズ,短期目標,短期目標期間,サービス内容\n"
		   "101,歩きたい,15分,R8.4.1～R8.6.30,練習\n"
		   ",,,R8.7.1～R8.9.30,練習\n",
		   ENCODING_UTF8);
	expect_plan();
	const struct record *second = service_at(0, 0, 1, 0)->parent;

	expect_text(second, ShortGoal_text, "15分");
	assert_true(record_read(second, ShortGoal_text)->flags & VALUE_CARRIED);
	expect_date(record_sub(second, ShortGoal_period), Period_from, 2026, 7, 1);
}

/* Persons and plans: numbers without their leading zeros, dates in any form, rows that stand apart. */
static void rows_go_by_person_and_plan_date(void **state)
{
	(void)state;
	open_table("被保険者番号,計画作成日,ニーズ,サービス内容\n"
		   "0000000101,R8.3.19,歩きたい,練習\n"
		   "102,2026-03-01,料理をしたい,調理\n"
		   "101,2026/3/19,,体操\n"
		   "101,令和8年9月1日,歩きたい,散歩\n",
		   ENCODING_UTF8);
	expect_plan();
	expect_text(service_at(0, 0, 0, 1), Service_content, "体操");
	expect_text(document->plan, Plan_insured_no, "0000000101");
	expect_plan();
	expect_text(service_at(0, 0, 0, 0), Service_content, "調理");
	expect_finding(&plan_findings, "insured-number-short", "102", 3, 1);
	expect_plan();
	expect_text(service_at(0, 0, 0, 0), Service_content, "散歩");
	assert_int_equal(document->ordinal, 3);
	assert_int_equal(next_plan(), READING_END);
}

/* Cells in CP932 with line breaks and quotes stand where they stand. */
static void places_are_exact_in_quoted_cp932(void **state)
{
	(void)state;
	open_table("被保険者番号,ニーズ,サービス内容,頻度\n"
		   "0000000101,\"\"\"朝市\"\"へ\n行きたい\",練習,週2回\n",
		   ENCODING_CP932);
	expect_plan();
	const struct record *need = item_of(document->plan, Plan_needs, 0);

	expect_text(need, Need_text, "\"朝市\"へ\n行きたい");
	expect_place(record_read(need, Need_text), 2, 12);
	expect_place(record_read(service_at(0, 0, 0, 0), Service_frequency), 3, 10);
}

/* Columns that are not there are not supplied; what is there and empty is blank. */
static void absent_columns_are_not_supplied(void **state)
{
	(void)state;
	open_table("被保険者番号,ニーズ,サービス内容,頻度,本人の意向\n101,歩きたい,練習,,\n", ENCODING_UTF8);
	expect_plan();
	const struct record *service = service_at(0, 0, 0, 0);

	expect_presence(service, Service_frequency, PRESENCE_BLANK);
	expect_presence(service, Service_type, PRESENCE_NOT_SUPPLIED);
	expect_presence(service->parent, ShortGoal_text, PRESENCE_NOT_SUPPLIED);
	expect_presence(document->plan, Plan_policy, PRESENCE_NOT_SUPPLIED);
	expect_presence(document->plan, Plan_assessment, PRESENCE_NOT_SUPPLIED);
	assert_true(form_is_carried(document, FORM_TABLE2));
	assert_false(form_is_carried(document, FORM_TABLE3));
}

/* A plan's own cells that differ between its rows are said once; the first stand. */
static void rows_that_differ_are_said(void **state)
{
	(void)state;
	open_table("被保険者番号,援助の方針,ニーズ,サービス内容\n101,歩く,歩きたい,練習\n101,話す,,体操\n101,笑う,,散歩\n", ENCODING_UTF8);
	expect_plan();
	expect_text(document->plan, Plan_policy, "歩く");
	expect_finding(&plan_findings, "csv-rows-differ", "話す", 3, 5);
	expect_count(&plan_findings, 2); /* and the short number */
}

/* Empty cells behind the last heading are nothing; text there means that a row is shifted. */
static void trailing_cells(void **state)
{
	(void)state;
	open_table("被保険者番号,ニーズ,サービス内容,,\n0000000101,歩きたい,練習,,,\n,,体操\n,,散歩,,,x\n,,,,\n", ENCODING_UTF8);
	expect_plan();
	expect_count(&plan_findings, 2);
	expect_finding(&plan_findings, "csv-row-cells", "5 headings but 3", 3, 1);
	assert_int_equal(list_count(service_at(0, 0, 0, 0)->parent, ShortGoal_services), 3);
}

static void rows_of_nobody_and_open_quotes(void **state)
{
	(void)state;
	open_table("被保険者番号,ニーズ,サービス内容\n,歩きたい,練習\n101,歩きたい,練習\n,,\"体操\n", ENCODING_UTF8);
	expect_finding(&findings, "csv-row-of-nobody", "", 2, 1);
	expect_finding(&findings, "csv-quote-open", "", 4, 3);
	expect_plan();
	assert_int_equal(list_count(service_at(0, 0, 0, 0)->parent, ShortGoal_services), 1);
	assert_int_equal(next_plan(), READING_END);
}

static void a_table_without_rows_or_keys(void **state)
{
	(void)state;
	open_table("被保険者番号,ニーズ,サービス内容\n", ENCODING_UTF8);
	expect_finding(&findings, "csv-only-headings", "", 1, 1);
	assert_int_equal(next_plan(), READING_END);
	flat_reader_close(reader);
	open_table("ニーズ,サービス内容\n歩きたい,練習\n", ENCODING_UTF8);
	expect_finding(&findings, "csv-no-key-column", "", 1, 1);
	assert_int_equal(next_plan(), READING_END);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(empty_cells_continue_the_row_above, begin_file, end_file),
		cmocka_unit_test_setup_teardown(repeated_cells_are_one_need, begin_file, end_file),
		cmocka_unit_test_setup_teardown(a_new_period_is_a_new_goal, begin_file, end_file),
		cmocka_unit_test_setup_teardown(rows_go_by_person_and_plan_date, begin_file, end_file),
		cmocka_unit_test_setup_teardown(places_are_exact_in_quoted_cp932, begin_file, end_file),
		cmocka_unit_test_setup_teardown(absent_columns_are_not_supplied, begin_file, end_file),
		cmocka_unit_test_setup_teardown(rows_that_differ_are_said, begin_file, end_file),
		cmocka_unit_test_setup_teardown(trailing_cells, begin_file, end_file),
		cmocka_unit_test_setup_teardown(rows_of_nobody_and_open_quotes, begin_file, end_file),
		cmocka_unit_test_setup_teardown(a_table_without_rows_or_keys, begin_file, end_file),
	};

	return cmocka_run_group_tests(tests, load_layouts, NULL);
}
