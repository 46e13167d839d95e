/* What tables of daily work hold, one habit a test: the value is understood, and what is shown is what was written. */
#include "flat_fixture.h"

#include "readers/cell_habits.h"
#include "text/unicode/normalize.h"

/* One service with the cells of HEADINGS. */
#define ONE(cells) HEADINGS "0000000101,2026-03-19," cells "\n"

static void open_one(const char *text, enum text_encoding encoding)
{
	open_table(text, encoding);
	expect_plan();
	struct plan_records records = plan_records_of(document, &plan_arena);

	cell_habits_read(document, &records, &keys, &plan_findings, &plan_arena);
}

static const struct record *service_period(size_t service)
{
	return record_sub(service_at(0, 0, 0, service), Service_period);
}

static void a_period_glued_to_the_frequency(void **state)
{
	static const char *const frequencies[] = {"週2回 R7.4.1～R7.9.30", "週2回R7.4.1～R7.9.30", "週2回　（令和7年4月1日～令和7年9月30日）",
						  "\"週2回\n2025/4/1-2025/9/30\""};

	(void)state;
	for (size_t i = 0; i < sizeof frequencies / sizeof frequencies[0]; i++) {
		open_one(arena_print(&arena, ONE("歩きたい,店まで,,15分,,練習,通所介護,なみき,%s,"), frequencies[i]).data, ENCODING_UTF8);
		expect_date(service_period(0), Period_from, 2025, 4, 1);
		expect_date(service_period(0), Period_to, 2025, 9, 30);
		expect_finding(&plan_findings, "period-in-frequency", "frequency", 2, 50);
		flat_reader_close(reader);
	}
	open_one(ONE("歩きたい,店まで,,15分,,練習,通所介護,なみき,週2回 R7.4.1～R7.9.30,R8.4.1～R8.9.30"), ENCODING_UTF8);
	expect_date(service_period(0), Period_from, 2026, 4, 1);
	expect_count(&plan_findings, 0);
}

static void a_day_that_does_not_exist(void **state)
{
	(void)state;
	open_one(ONE("歩きたい,店まで,,15分,R8/4/1～R8/9/31,練習,通所介護,なみき,週2回,"), ENCODING_UTF8);
	expect_finding(&plan_findings, "value-impossible-date", "R8/9/31", 2, 37);
	expect_presence(record_sub(service_at(0, 0, 0, 0)->parent, ShortGoal_period), Period_to, PRESENCE_UNREADABLE);
}

static void a_start_without_end(void **state)
{
	(void)state;
	open_one(ONE("歩きたい,店まで,,15分,,練習,通所介護,なみき,週2回,R8.4.1～"), ENCODING_UTF8);
	expect_date(service_period(0), Period_from, 2026, 4, 1);
	expect_presence(service_period(0), Period_to, PRESENCE_BLANK);
	expect_count(&plan_findings, 0);
}

static void half_width_kana(void **state)
{
	(void)state;
	open_one("被保険者番号,ﾆｰｽﾞ,ｻｰﾋﾞｽ内容,ｻｰﾋﾞｽ種別\n0000000101,ﾘﾊﾋﾞﾘをしたい,練習,ﾎｰﾑﾍﾙﾌﾟ\n", ENCODING_CP932);
	expect_text(item_of(document->plan, Plan_needs, 0), Need_text, "ﾘﾊﾋﾞﾘをしたい");
	expect_text(service_at(0, 0, 0, 0), Service_type, "ﾎｰﾑﾍﾙﾌﾟ");
}

/* Kept as they are, and found under their plain forms. */
static void signs_of_the_trade_and_rare_names(void **state)
{
	(void)state;
	open_one("被保険者番号,利用者氏名,ニーズ,サービス内容,事業所名\n0000000101,髙﨑　ミホ,①歩きたい,練習,㈱はまべ\n", ENCODING_CP932);
	const struct record *service = service_at(0, 0, 0, 0);

	expect_text(record_sub(document->plan, Plan_user), User_name, "髙﨑　ミホ");
	expect_text(item_of(document->plan, Plan_needs, 0), Need_text, "①歩きたい");
	expect_text(service, Service_provider, "㈱はまべ");
	assert_true(slice_equal(normalize(&arena, record_text(service, Service_provider)), SLICE_OF("(株)はまべ")));
}

static void line_breaks_in_needs_and_goals(void **state)
{
	(void)state;
	open_one("被保険者番号,ニーズ,短期目標,サービス内容\n0000000101,\"歩いて、\n朝市へ行きたい。\",\"15分歩ける。\r\n（杖で）\",練習\n,,,体操\n", ENCODING_UTF8);
	expect_text(item_of(document->plan, Plan_needs, 0), Need_text, "歩いて、\n朝市へ行きたい。");
	expect_text(service_at(0, 0, 0, 1)->parent, ShortGoal_text, "15分歩ける。\r\n（杖で）");
	expect_place(record_read(service_at(0, 0, 0, 0), Service_content), 4, 7);
}

/* The value above, with its place; with nothing above, blank and said. */
static void ditto_marks(void **state)
{
	(void)state;
	open_one(HEADINGS "0000000101,2026-03-19,歩きたい,店まで,,15分,,練習,訪問介護,同上,週2回,R8.4.1～R8.9.30\n"
			  ",,〃,〃,,階段,,昇降,〃,なみき,同上,〃\n",
		 ENCODING_CP932);
	const struct record *second = service_at(0, 0, 1, 0);

	assert_int_equal(list_count(document->plan, Plan_needs), 1);
	expect_text(second, Service_type, "訪問介護");
	assert_true(record_read(second, Service_type)->flags & VALUE_CARRIED);
	expect_place(record_read(second, Service_type), 2, 41);
	expect_text(second, Service_frequency, "週2回");
	expect_date(record_sub(second, Service_period), Period_to, 2026, 9, 30);
	expect_presence(service_at(0, 0, 0, 0), Service_provider, PRESENCE_BLANK);
	expect_finding(&plan_findings, "ditto-nothing-above", "事業所名", 2, 46);
	expect_count(&plan_findings, 1);
}

static void a_bare_level(void **state)
{
	(void)state;
	open_one("被保険者番号,要介護度,ニーズ,サービス内容\n0000000101,２,歩きたい,練習\n", ENCODING_UTF8);
	expect_finding(&plan_findings, "value-ambiguous-level", "２", 2, 12);
	expect_presence(record_sub(document->plan, Plan_certification), Certification_level, PRESENCE_UNREADABLE);
}

static void eras_and_years_mixed(void **state)
{
	(void)state;
	open_one(HEADINGS "0000000101,㋿8.3.19,歩きたい,店まで,2026-04-01～R9.3.31,15分,令和8年4月1日～2026/9/30,練習,通所介護,なみき,週2回,20260401～20260930\n"
			  "0000000101,2026/3/19,,,,,,体操,本人,,毎日,6か月\n",
		 ENCODING_UTF8);
	expect_count(&plan_findings, 0);
	expect_date(record_sub(service_at(0, 0, 0, 0)->parent->parent, LongGoal_period), Period_to, 2027, 3, 31);
	expect_date(record_sub(service_at(0, 0, 0, 0)->parent, ShortGoal_period), Period_to, 2026, 9, 30);
	expect_date(service_period(0), Period_from, 2026, 4, 1);
	expect_date(service_period(1), Period_from, 2026, 3, 19);
	assert_true(record_read(service_period(1), Period_to)->flags & VALUE_COUNTED);
	assert_int_equal(next_plan(), READING_END);
}

static void trailing_columns(void **state)
{
	(void)state;
	open_one("被保険者番号,ニーズ,サービス内容,,,\n0000000101,歩きたい,練習,,,\n,,,,,\n,,,,,\n", ENCODING_UTF8);
	expect_count(&findings, 0);
	expect_count(&plan_findings, 0);
	assert_int_equal(next_plan(), READING_END);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_period_glued_to_the_frequency, begin_file, end_file),
		cmocka_unit_test_setup_teardown(a_day_that_does_not_exist, begin_file, end_file),
		cmocka_unit_test_setup_teardown(a_start_without_end, begin_file, end_file),
		cmocka_unit_test_setup_teardown(half_width_kana, begin_file, end_file),
		cmocka_unit_test_setup_teardown(signs_of_the_trade_and_rare_names, begin_file, end_file),
		cmocka_unit_test_setup_teardown(line_breaks_in_needs_and_goals, begin_file, end_file),
		cmocka_unit_test_setup_teardown(ditto_marks, begin_file, end_file),
		cmocka_unit_test_setup_teardown(a_bare_level, begin_file, end_file),
		cmocka_unit_test_setup_teardown(eras_and_years_mixed, begin_file, end_file),
		cmocka_unit_test_setup_teardown(trailing_columns, begin_file, end_file),
	};

	return cmocka_run_group_tests(tests, load_layouts, NULL);
}
