/* readers: tables 6 and 7 become the months of a plan. */
#include "csv_rows_fixture.h"

#include "model/dates/date.h"

static int32_t day(int year, int month, int number)
{
	return date_from_calendar((struct calendar_date){year, month, number});
}

static void add_plan(const char *rows)
{
	add_file("UP1KYO" TAIL, rows);
}

static void usage_and_units_become_a_month(void **state)
{
	(void)state;
	add_plan(TABLE1_ROW(ONE, "20260323"));
	add_file("UPPLAN_202604" TAIL, USAGE_ROW(ONE, "202604", "03", "117211", "2") USAGE_ROW(ONE, "202604", "07", "117211", "1"));
	add_file("UPSIKYU_202604" TAIL, UNITS_ROW(ONE, "202604", "9990000436", "117211", "225", "3", "0", "675")
						UNITS_ROW(ONE, "202604", "9990000436", "11AAAA", "0", "0", "0", "675")
							UNITS_ROW(ONE, "202604", "9999999999", "999999", "0", "0", "0", "675"));
	open_set();
	expect_plan();
	assert_int_equal(list_count(document->plan, Plan_months), 1);
	const struct record *month = item_of(document->plan, Plan_months, 0);

	assert_int_equal(record_read(month, Month_first_day)->is.date, day(2026, 4, 1));
	assert_int_equal(record_read(month, Month_short_stay_days_before)->is.integer, 3);
	assert_int_equal(list_count(month, Month_planned), 2);
	const struct record *line = item_of(month, Month_planned, 0);

	assert_int_equal(record_read(line, UsageLine_date)->is.date, day(2026, 4, 3));
	assert_int_equal(record_read(line, UsageLine_start)->is.minutes, 630);
	assert_int_equal(record_read(line, UsageLine_count)->is.integer, 2);
	assert_int_equal(record_read(line, UsageLine_units)->is.integer, 225);
	expect_text(line, UsageLine_service_code, "117211");
	expect_text(line, UsageLine_provider_code, "9990000436");
	expect_text(line, UsageLine_provider, "つばさ訪問介護事業所");
	expect_place(record_read(item_of(month, Month_planned, 1), UsageLine_date), 2, 68);
	assert_int_equal(list_count(month, Month_totals), 3);
	const struct record *total = item_of(month, Month_totals, 2);

	expect_text(total, UnitsLine_service_code, "999999");
	assert_int_equal(record_read(total, UnitsLine_within_limit)->is.integer, 675);
	assert_true(form_is_carried(document, FORM_TABLE6));
	assert_true(form_is_carried(document, FORM_TABLE7));
	/* No file of actual services: nothing can be said. */
	expect_presence(month, Month_actual, PRESENCE_NOT_SUPPLIED);
	/* The plan's own cells come from table 1, never from table 6. */
	expect_place(record_read(document->plan, Plan_care_manager), 1, 61);
	assert_int_equal(next_plan(), READING_END);
}

static void months_go_to_the_latest_plan_of_their_time(void **state)
{
	(void)state;
	add_plan(TABLE1_ROW(ONE, "20260323") TABLE1_ROW(ONE, "20260531") TABLE1_ROW(TWO, "20260323"));
	add_file("UPPLAN_202604" TAIL, USAGE_ROW(ONE, "202604", "03", "117211", "1"));
	add_file("UPPLAN_202605" TAIL, USAGE_ROW(ONE, "202605", "03", "117211", "1"));
	add_file("UPPLAN_202606" TAIL, USAGE_ROW(ONE, "202606", "03", "117211", "1"));
	add_file("UPPLAN_202602" TAIL, USAGE_ROW(ONE, "202602", "03", "117211", "1"));
	open_set();
	expect_plan();
	assert_int_equal(list_count(document->plan, Plan_months), 1);
	assert_int_equal(record_read(item_of(document->plan, Plan_months, 0), Month_first_day)->is.date, day(2026, 4, 1));
	expect_plan(); /* dated on the last day of May */
	assert_int_equal(list_count(document->plan, Plan_months), 2);
	assert_int_equal(record_read(item_of(document->plan, Plan_months, 0), Month_first_day)->is.date, day(2026, 5, 1));
	assert_int_equal(record_read(item_of(document->plan, Plan_months, 1), Month_first_day)->is.date, day(2026, 6, 1));
	assert_int_equal(item_of(document->plan, Plan_months, 1)->row, 2);
	expect_plan();
	expect_text(document->plan, Plan_insured_no, TWO);
	/* The file was sent along, without rows of this person: no months, and that is known. */
	expect_presence(document->plan, Plan_months, PRESENCE_WRITTEN);
	assert_int_equal(list_count(document->plan, Plan_months), 0);
	expect_plan(); /* February: before any plan of the person */
	expect_finding(&plan_findings, "csv-month-alone", "202602", 1, 1);
	expect_text(document->plan, Plan_insured_no, ONE);
	expect_text(document->plan, Plan_care_manager, "巣立 ひなこ");
	assert_int_equal(document->forms_carried, 1u << FORM_TABLE6);
	assert_int_equal(next_plan(), READING_END);
}

static void months_alone_are_plans_with_their_supplement(void **state)
{
	(void)state;
	add_file("UPHOSOKU_202604" TAIL, SUPPLEMENT_ROW(ONE, "00000000", "202604") SUPPLEMENT_ROW(TWO, "", "202604"));
	add_file("UPPLAN_202604" TAIL, USAGE_ROW(ONE, "202604", "03", "117211", "1") USAGE_ROW(TWO, "202604", "04", "117211", "1"));
	open_set();
	expect_count(&findings, 1);
	expect_finding(&findings, "csv-set-incomplete", "UPSIKYU of the same transmission", 1, 1);
	for (int i = 0; i < 2; i++) {
		expect_plan();
		assert_null(finding_named(&plan_findings, "csv-month-alone")); /* a set of tables 6 and 7 is a whole set */
		expect_text(document->plan, Plan_insured_no, i == 0 ? ONE : TWO);
		expect_text(record_sub(document->plan, Plan_user), User_name, "試作 キヨ");
		assert_int_equal(record_read(record_sub(document->plan, Plan_certification), Certification_limit_units)->is.integer, 16765);
		assert_int_equal(list_count(document->plan, Plan_months), 1);
		assert_true(slice_starts_with(document->sources[0]->path, SLICE_OF("UPPLAN")));
	}
	expect_count(&plan_findings, 1); /* the second supplement leaves a required item empty */
	expect_finding(&plan_findings, "csv-required-empty", "UPHOSOKU 4", 2, 26);
	assert_int_equal(next_plan(), READING_END);
}

static void the_plans_own_supplement_comes_first(void **state)
{
	(void)state;
	add_plan(TABLE1_ROW(ONE, "20260323"));
	add_file("UPHOSOKU_202604" TAIL, SUPPLEMENT_ROW(ONE, "00000000", "202604"));
	add_file("UPPLAN_202604" TAIL, USAGE_ROW(ONE, "202604", "03", "117211", "1"));
	open_set();
	expect_plan();
	expect_text(record_sub(document->plan, Plan_user), User_name, "試作 キヨ");
	assert_int_equal(document->source_count, 3);
	assert_int_equal(next_plan(), READING_END);
}

static void actual_services_of_all_providers_are_read(void **state)
{
	(void)state;
	add_plan(TABLE1_ROW(ONE, "20260323"));
	add_file("UPJSK_202604_9990000436_11_9990000410_43_20260501090000.CSV", USAGE_ROW(ONE, "202604", "03", "117211", "1"));
	add_file("UPJSK_202604_9990000428_78_9990000410_43_20260501100000.CSV", USAGE_ROW(ONE, "202604", "04", "781211", "1"));
	open_set();
	expect_plan();
	const struct record *month = item_of(document->plan, Plan_months, 0);

	expect_count(&plan_findings, 0);
	assert_int_equal(list_count(month, Month_actual), 2);
	expect_text(item_of(month, Month_actual, 0), UsageLine_service_code, "781211");
	assert_int_equal(record_read(item_of(month, Month_actual, 1), UsageLine_date)->source, 2);
	expect_presence(month, Month_planned, PRESENCE_NOT_SUPPLIED);
	assert_false(form_is_carried(document, FORM_TABLE7));
}

static void cells_that_cannot_be_read_are_told(void **state)
{
	(void)state;
	add_file("UPPLAN_202604" TAIL, USAGE_ROW(ONE, "202604", "31", "117211", "x") USAGE_ROW(TWO, "202613", "01", "117211", "1"));
	open_set();
	expect_plan();
	const struct record *line = item_of(item_of(document->plan, Plan_months, 0), Month_planned, 0);

	expect_presence(line, UsageLine_date, PRESENCE_UNREADABLE);
	expect_presence(line, UsageLine_count, PRESENCE_UNREADABLE);
	expect_count(&plan_findings, 2);
	assert_non_null(finding_named(&plan_findings, "value-impossible-date"));
	expect_plan();
	expect_presence(item_of(document->plan, Plan_months, 0), Month_first_day, PRESENCE_UNREADABLE);
}

static void the_same_month_again_is_told(void **state)
{
	(void)state;
	add_file("UPPLAN_202604" TAIL, USAGE_ROW(ONE, "202604", "03", "117211", "1"));
	add_file("UPPLAN_202604_9990000410_43_9990000436_11_20260327101530.CSV", USAGE_ROW(ONE, "202604", "03", "117211", "1"));
	open_set();
	expect_plan();
	assert_int_equal(list_count(item_of(document->plan, Plan_months, 0), Month_planned), 1);
	expect_count(&plan_findings, 1);
	expect_finding(&plan_findings, "csv-plan-twice", "第6表", 1, 1);
}

static void a_plan_date_that_cannot_be_read_splits_no_plan(void **state)
{
	(void)state;
	add_plan(TABLE1_ROW(TWO, "20260401") TABLE1_ROW(ONE, "2026032X"));
	add_file("UP2KYO" TAIL, TABLE2_ROW(ONE, "20260323") TABLE2_ROW(TWO, "20260401"));
	add_file("UPPLAN_202604" TAIL, USAGE_ROW(ONE, "202604", "03", "117211", "1"));
	open_set();
	expect_plan();
	expect_plan();
	expect_text(document->plan, Plan_insured_no, ONE);
	assert_int_equal(list_count(document->plan, Plan_needs), 1);
	assert_int_equal(list_count(document->plan, Plan_months), 1);
	expect_presence(document->plan, Plan_plan_date, PRESENCE_UNREADABLE);
	assert_null(finding_named(&plan_findings, "csv-table1-row-absent"));
	assert_int_equal(next_plan(), READING_END);
}

/* Two plans could be meant: nothing is guessed. */
static void an_unclear_plan_date_is_left_alone(void **state)
{
	(void)state;
	add_plan(TABLE1_ROW(ONE, "2026032X"));
	add_file("UP2KYO" TAIL, TABLE2_ROW(ONE, "20260323") TABLE2_ROW(ONE, "20260324"));
	open_set();
	for (int i = 0; i < 3; i++)
		expect_plan();
	assert_int_equal(next_plan(), READING_END);
}

/* ---- edition 3 ---- */

#define OLD_TAIL "_9990000410_9990000428_20230326101530.CSV"
#define OLD_USAGE_ROW(insured, month, day, code)                                                                        \
	"202208,999954," insured ",20230326," month ",9990000410,\"巣立 ひなこ\",225,3," month day ",,1030,1115,2," code     \
	",,9990000436,\"つばさ訪問介護事業所\",,0,9990000410,\r\n"
#define OLD_UNITS_ROW(insured, month, code, within)                                                                     \
	"202208,999954," insured ",20230326," month ",\"つばさ\",9990000436,," code ",225,,,3,,,,,0," within                   \
	",,,,,,,,,,,0,9999999999,,9990000410,\r\n"

static void edition_3_has_fewer_columns(void **state)
{
	(void)state;
	add_file("UPPLAN_202304" OLD_TAIL, OLD_USAGE_ROW(ONE, "202304", "03", "117211"));
	add_file("UPSIKYU_202304" OLD_TAIL, OLD_UNITS_ROW(ONE, "202304", "117211", "675") OLD_UNITS_ROW(ONE, "202304", "999999", "675"));
	open_set();
	assert_int_equal(source_layouts[0]->count, 22);
	assert_int_equal(source_layouts[1]->count, 34);
	assert_int_equal(count_named(&findings, "csv-version-earlier"), 2);
	expect_finding(&findings, "csv-version-earlier", "edition 3", 1, 1);
	expect_plan();
	expect_count(&plan_findings, 1); /* two visits are planned, three are charged */
	expect_finding(&plan_findings, "csv-count-differs", "UPSIKYU 13 回数／日数", 1, 73);
	const struct record *month = item_of(document->plan, Plan_months, 0);

	expect_text(item_of(month, Month_planned, 0), UsageLine_provider, "つばさ訪問介護事業所");
	assert_int_equal(record_read(item_of(month, Month_totals, 0), UnitsLine_within_limit)->is.integer, 675);
	assert_int_equal(next_plan(), READING_END);
}

static void the_edition_is_found_file_by_file(void **state)
{
	(void)state;
	static const struct {
		const char *name, *text, *edition;
	} cases[] = {
		{"UPPLAN_202604" TAIL, USAGE_ROW(ONE, "202604", "03", "117211", "1"), "4.1"},
		{"UPPLAN_202304" TAIL, OLD_USAGE_ROW(ONE, "202304", "03", "117211"), "3"},   /* columns before the name */
		{"UPPLAN_202604" OLD_TAIL, USAGE_ROW(ONE, "202604", "03", "117211", "1"), "4.1"},
		{"DLT1KYO" TAIL, "202208,999954," ONE ",20230326\r\n", "3"},                 /* the version before the name */
		{"DLT1KYO" OLD_TAIL, "202407,999954," ONE ",20230326\r\n", "4.1"},
		{"DLT1KYO" OLD_TAIL, "202410,999954," ONE ",20230326\r\n", "3"},             /* an unknown version: the name */
		{"DLT1KYO" TAIL, "202410,999954," ONE ",20230326\r\n", "4.1"},
		{"DLT1KYO.CSV", "", "4.1"},
		{"UP3KYO" OLD_TAIL, "202208\r\n", "4.1"},                                    /* edition 3 has none */
	};

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		add_file(cases[i].name, cases[i].text);
		if (!slice_equal(source_layouts[i]->edition, slice_from_string(cases[i].edition)))
			fail_msg("case %zu is of edition %.*s", i, SLICE_PRINT(source_layouts[i]->edition));
	}
}

static void editions_may_be_mixed_in_a_folder(void **state)
{
	(void)state;
	add_plan(TABLE1_ROW(ONE, "20230323"));
	add_file("UPPLAN_202304" OLD_TAIL, OLD_USAGE_ROW(ONE, "202304", "03", "117211"));
	open_set();
	expect_plan();
	assert_int_equal(list_count(document->plan, Plan_months), 1);
	assert_int_equal(next_plan(), READING_END);
}

/* ---- withdrawals ---- */

#define WITHDRAW(type, insured, date) add_file(type "_9990000410_43_9990000428_78_20260401101530.CSV", "202407,999954," insured "," date "\r\n")

static void a_withdrawn_plan_is_not_judged(void **state)
{
	(void)state;
	add_plan(TABLE1_ROW(ONE, "20260101") TABLE1_ROW(ONE, "20260323"));
	add_file("UP2KYO" TAIL, TABLE2_ROW(ONE, "20260323"));
	add_file("UPHOSOKU_000000" TAIL, SUPPLEMENT_ROW(ONE, "20260323", "000000"));
	add_file("UPPLAN_202604" TAIL, USAGE_ROW(ONE, "202604", "03", "117211", "1"));
	WITHDRAW("DLT1KYO", ONE, "20260323");
	open_set();
	const struct finding *withdrawn = expect_finding(&findings, "csv-withdrawn", "20260323", 1, 1);

	assert_true(slice_starts_with(withdrawn->place.source->path, SLICE_OF("DLT1KYO")));
	assert_int_equal(withdrawn->severity, SEVERITY_INFO);
	expect_count(&findings, 3);
	assert_int_equal(count_named(&findings, "csv-set-incomplete"), 2); /* no table 3, no table 7 */
	expect_plan(); /* the month goes to the plan that is left */
	assert_int_equal(record_read(document->plan, Plan_plan_date)->is.date, day(2026, 1, 1));
	assert_int_equal(list_count(document->plan, Plan_months), 1);
	assert_int_equal(next_plan(), READING_END);
}

static void what_is_sent_again_stands(void **state)
{
	(void)state;
	add_plan(TABLE1_ROW(ONE, "20260323"));
	add_file("UP1KYO_9990000410_43_9990000428_78_20260402101530.CSV", TABLE1_ROW(ONE, "20260323"));
	WITHDRAW("DLT1KYO", ONE, "20260323");
	open_set();
	assert_int_equal(count_named(&findings, "csv-withdrawn"), 1);
	expect_plan();
	assert_true(slice_ends_with(document->sources[0]->path, SLICE_OF("20260402101530.CSV")));
	expect_count(&plan_findings, 0);
	assert_int_equal(next_plan(), READING_END);
}

static void a_withdrawal_of_nothing_is_told(void **state)
{
	(void)state;
	add_plan(TABLE1_ROW(ONE, "20260323"));
	WITHDRAW("DLT1KYO", TWO, "20260323");
	WITHDRAW("DLTYOBO", ONE, "20260323");
	open_set();
	assert_int_equal(count_named(&findings, "csv-withdrawal-of-nothing"), 2);
	expect_finding(&findings, "csv-withdrawal-of-nothing", "居宅サービス計画書の削除", 1, 1);
	expect_plan();
	assert_int_equal(next_plan(), READING_END);
}

static void planned_months_are_withdrawn(void **state)
{
	(void)state;
	add_file("UPPLAN_202604" TAIL, USAGE_ROW(ONE, "202604", "03", "117211", "1") USAGE_ROW(TWO, "202604", "03", "117211", "1"));
	add_file("UPSIKYU_202604" TAIL, UNITS_ROW(ONE, "202604", "9990000436", "117211", "225", "3", "0", "675"));
	add_file("UPHOSOKU_202604" TAIL, SUPPLEMENT_ROW(ONE, "00000000", "202604"));
	add_file("UPJSK_202604" TAIL, USAGE_ROW(TWO, "202604", "03", "117211", "1"));
	add_file("DLTPLAN_202604_9990000410_43_9990000428_78_20260401101530.CSV",
		 "202407,999954," ONE ",202604\r\n202407,999954," TWO ",202604\r\n");
	open_set();
	assert_int_equal(count_named(&findings, "csv-withdrawn"), 2);
	expect_plan();
	expect_text(document->plan, Plan_insured_no, TWO);
	const struct record *month = item_of(document->plan, Plan_months, 0);

	expect_presence(month, Month_planned, PRESENCE_NOT_SUPPLIED);
	assert_int_equal(list_count(month, Month_actual), 1);
	assert_int_equal(next_plan(), READING_END);
}

static void actual_services_are_withdrawn_by_provider_and_type(void **state)
{
	(void)state;
	add_file("UPJSK_202604" TAIL, USAGE_ROW(ONE, "202604", "03", "117211", "1") USAGE_ROW(ONE, "202604", "04", "121111", "1")
					      USAGE_ROW(ONE, "202604", "05", "117211", "1"));
	add_file("DLTJSK_202604_9990000410_43_9990000428_78_20260401101530.CSV",
		 "202407,999954," ONE ",202604,9990000436,11\r\n202407,999954," ONE ",202604,9990000001,12\r\n");
	open_set();
	expect_plan();
	const struct record *month = item_of(document->plan, Plan_months, 0);

	assert_int_equal(list_count(month, Month_actual), 1);
	expect_text(item_of(month, Month_actual, 0), UsageLine_service_code, "121111");
	assert_int_equal(count_named(&plan_findings, "csv-withdrawn"), 1);
	assert_true(slice_starts_with(plan_findings.items[0]->place.source->path, SLICE_OF("DLTJSK")));
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, begin_set, end_set)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(usage_and_units_become_a_month),
		TEST(months_go_to_the_latest_plan_of_their_time),
		TEST(months_alone_are_plans_with_their_supplement),
		TEST(the_plans_own_supplement_comes_first),
		TEST(actual_services_of_all_providers_are_read),
		TEST(cells_that_cannot_be_read_are_told),
		TEST(the_same_month_again_is_told),
		TEST(a_plan_date_that_cannot_be_read_splits_no_plan),
		TEST(an_unclear_plan_date_is_left_alone),
		TEST(edition_3_has_fewer_columns),
		TEST(the_edition_is_found_file_by_file),
		TEST(editions_may_be_mixed_in_a_folder),
		TEST(a_withdrawn_plan_is_not_judged),
		TEST(what_is_sent_again_stands),
		TEST(a_withdrawal_of_nothing_is_told),
		TEST(planned_months_are_withdrawn),
		TEST(actual_services_are_withdrawn_by_provider_and_type),
	};
	return cmocka_run_group_tests_name("readers_csv_months", tests, load_layouts, NULL);
}
