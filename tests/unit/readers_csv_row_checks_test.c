/* readers: the rows of a plan against one another: order, repeats, sums of table 7, table 6, the supplement. */
#include "csv_rows_fixture.h"

/* ---- order ---- */

#define NEED(numbers, text)                                                                                              \
	"202407,999954," ONE ",20260323,20260323," numbers ",\"" text "\",Y,\"訪問介護\",9990000436,\"つばさ\",\"週2回\",,9990000410,\r\n"

static void read_table2(const char *rows)
{
	add_file("UP2KYO" TAIL, rows);
	open_set();
	expect_plan();
}

static void rows_in_order_are_fine(void **state)
{
	(void)state;
	/* Numbers of goals may go on or begin again with each need; several providers share a number; 10 comes behind 9. */
	read_table2(NEED("1,\"A\",1,\"L\",\"S\",,,1", "あ") NEED("1,,1,,,,,1", "い") NEED("1,,1,,,,,9", "う") NEED("1,,1,,,,,10", "え")
			    NEED("1,,2,,\"T\",,,1", "お") NEED("2,\"B\",1,\"L\",\"S\",,,1", "か") NEED("10,\"C\",3,\"L\",\"S\",,,1", "き"));
	assert_int_equal(count_named(&plan_findings, "csv-order"), 0);
	assert_int_equal(count_named(&plan_findings, "csv-row-repeated"), 0);
}

static void rows_out_of_order_are_told_once(void **state)
{
	(void)state;
	read_table2(NEED("2,\"B\",1,\"L\",\"S\",,,1", "あ") NEED("1,\"A\",1,\"L\",\"S\",,,1", "い") NEED("1,,1,,,,,0", "う"));
	assert_int_equal(count_named(&plan_findings, "csv-order"), 1);
	expect_finding(&plan_findings, "csv-order", "UP2KYO 6 課題ＮＯ goes from 2 back to 1", 2, 44);
}

static void the_order_holds_within_a_goal(void **state)
{
	(void)state;
	read_table2(NEED("1,\"A\",1,\"L\",\"S\",,,2", "あ") NEED("1,,1,,,,,1", "い"));
	expect_finding(&plan_findings, "csv-order", "UP2KYO 13 援助内容ＮＯ goes from 2 back to 1", 2, 53);
}

/* Another person's numbers begin again. */
static void plans_have_orders_of_their_own(void **state)
{
	(void)state;
	add_file("UP2KYO" TAIL, NEED("2,\"B\",1,\"L\",\"S\",,,1", "あ") TABLE2_ROW(TWO, "20260323"));
	open_set();
	for (int i = 0; i < 2; i++) {
		expect_plan();
		assert_int_equal(count_named(&plan_findings, "csv-order"), 0);
	}
}

static void support_rows_have_an_order(void **state)
{
	(void)state;
	add_file("UPYOBO" TAIL, PREVENTION_ROW(ONE, "20260425", "1"));
	add_file("UPYOBO_SUB" TAIL, SUPPORT_ROW(ONE, "20260425", "1", "\"課題\"", "\"目標\"", "2", "\"点\"", "1", "\"通所型\"")
					    SUPPORT_ROW(ONE, "20260425", "1", "", "", "1", "\"点\"", "1", "\"通所型\""));
	open_set();
	expect_plan();
	expect_finding(&plan_findings, "csv-order", "UPYOBO_SUB 10 支援計画ＮＯ goes from 2 back to 1", 2, 49);
}

static void a_row_that_is_there_twice_is_told(void **state)
{
	(void)state;
	read_table2(NEED("1,\"A\",1,\"L\",\"S\",,,1", "あ") NEED("1,\"A\",1,\"L\",\"S\",,,1", "あ") NEED("1,\"A\",1,\"L\",\"S\",,,1", "い"));
	assert_int_equal(count_named(&plan_findings, "csv-row-repeated"), 1);
	expect_finding(&plan_findings, "csv-row-repeated", "UP2KYO", 2, 1);
}

/* ---- table 6 ---- */

#define EQUIPMENT(code, tais, notice)                                                                                    \
	"202407,999954," ONE ",20260326,202604,9990000410,\"巣立 ひなこ\",300,,20260401,,9999,9999,1," code "," tais "," notice    \
	",\"手すり\",1,9990000460,\"つばめ福祉用具\",,0,9990000410,\r\n"

static void days_belong_to_their_month(void **state)
{
	(void)state;
	add_file("UPPLAN_202604" TAIL, "202407,999954," ONE ",20260326,202604,9990000410,,225,,20260430,,1030,1115,1,117211,,,,,9990000436,,,0,,\r\n"
				       "202407,999954," ONE ",20260326,202604,9990000410,,225,,20260501,,1030,1115,1,117211,,,,,9990000436,,,0,,\r\n");
	open_set();
	expect_plan();
	assert_int_equal(count_named(&plan_findings, "csv-date-outside-month"), 1);
	expect_finding(&plan_findings, "csv-date-outside-month", "\"20260501\" in UPPLAN 10 サービス利用日", 2, 59);
}

static void equipment_has_a_code(void **state)
{
	(void)state;
	/* Either code will do, and an addition is no piece of equipment; two equal pieces may be rented. */
	add_file("UPPLAN_202604" TAIL, EQUIPMENT("171008", "00054-000001", "") EQUIPMENT("171008", "00054-000001", "")
					       EQUIPMENT("171008", "", "A0001") EQUIPMENT("178000", "", "") EQUIPMENT("671008", "", ""));
	open_set();
	expect_plan();
	assert_int_equal(count_named(&plan_findings, "csv-equipment-code"), 1);
	expect_finding(&plan_findings, "csv-equipment-code", "UPPLAN 16 TAISコード and 福祉用具届出コード are both empty; rented equipment (671008)", 5, 96);
	assert_int_equal(count_named(&plan_findings, "csv-row-repeated"), 0);
}

/* ---- table 7 ---- */

/* units, discounted units, count, service units, managed units, within the limit, cost, fixed code */
#define SUM(provider, code, units, discounted, count, service, managed, within, cost)                                    \
	"202407,999954," ONE ",20260326,202604,\"つばさ\"," provider ",," code ",,,," units ",," discounted "," count "," service   \
	"," managed ",,,," within ",," cost ",,,,,,,,,0,9999999999,,,\r\n"
#define GRAND(service, managed, within, cost) SUM("9999999999", "999999", "0", "", "0", service, managed, within, cost)

static void read_units(const char *rows)
{
	add_file("UPSIKYU_202604" TAIL, rows);
	open_set();
	expect_plan();
}

static size_t count_sums(void)
{
	return count_named(&plan_findings, "csv-units-product") + count_named(&plan_findings, "csv-subtotal") +
	       count_named(&plan_findings, "csv-total") + count_named(&plan_findings, "csv-total-absent") +
	       count_named(&plan_findings, "csv-fixed-value");
}

static void sums_that_add_up_are_fine(void **state)
{
	(void)state;
	static const char *const months[] = {
		/* one service, no subtotal */
		SUM("9990000436", "117211", "225", "", "4", "900", "900", "900", "9000") GRAND("900", "900", "900", "9000"),
		/* units with a discount; a subtotal that alone has the costs */
		SUM("9990000436", "117211", "225", "203", "4", "812", "", "", "") SUM("9990000436", "114001", "200", "", "1", "200", "", "", "")
			SUM("9990000436", "11AAAA", "0", "", "0", "1012", "1012", "1012", "10120") GRAND("1012", "1012", "1012", "10120"),
		/* services outside the limit in a subtotal of their own, and not in the total of units */
		SUM("9990000436", "117211", "225", "", "4", "900", "900", "900", "") SUM("9990000436", "116269", "90", "", "1", "90", "", "", "")
			SUM("9990000436", "11AAAA", "0", "", "0", "900", "900", "900", "9000")
				SUM("9990000436", "11EEEE", "0", "", "0", "90", "", "", "900") GRAND("900", "900", "900", "9900"),
		/* zeros on subtotal and total where units are not repeated */
		SUM("9990000436", "117211", "225", "", "4", "900", "900", "900", "9000")
			SUM("9990000436", "11AAAA", "0", "", "0", "0", "900", "900", "9000") GRAND("0", "900", "900", "9000"),
		/* prices of the municipality, in yen */
		SUM("99A0000436", "A31001", "225", "", "4", "8000", "", "", "8000") GRAND("", "", "", "8000"),
	};

	for (size_t i = 0; i < COUNT_OF(months); i++) {
		read_units(months[i]);
		if (count_sums())
			fail_msg("month %zu: %.*s", i, SLICE_PRINT(plan_findings.items[0]->message));
		end_set(NULL);
		begin_set(NULL);
	}
}

static void a_wrong_product_is_told(void **state)
{
	(void)state;
	read_units(SUM("9990000436", "117211", "225", "", "4", "905", "905", "905", "") GRAND("905", "905", "905", ""));
	assert_int_equal(count_sums(), 1);
	expect_finding(&plan_findings, "csv-units-product", "UPSIKYU 17 サービス単位金額 is \"905\", but units and count give 225×4＝900", 1, 78);
}

static void a_wrong_subtotal_is_told(void **state)
{
	(void)state;
	read_units(SUM("9990000436", "117211", "225", "", "4", "900", "900", "900", "") SUM("9990000436", "114001", "200", "", "1", "200", "200", "200", "")
			   SUM("9990000436", "11AAAA", "0", "", "0", "1000", "1100", "1100", "") GRAND("1100", "1100", "1100", ""));
	assert_int_equal(count_named(&plan_findings, "csv-subtotal"), 1);
	expect_finding(&plan_findings, "csv-subtotal", "of the row 11AAAA is \"1000\", but the rows of that provider and type make 1100", 3, 76);
}

static void a_wrong_total_is_told(void **state)
{
	(void)state;
	read_units(SUM("9990000436", "117211", "225", "", "4", "900", "900", "900", "9000")
			   SUM("9990000428", "785431", "750", "", "2", "1500", "1500", "1500", "15000") GRAND("2400", "2400", "2400", "24500"));
	assert_int_equal(count_sums(), 1);
	expect_finding(&plan_findings, "csv-total", "UPSIKYU 24 費用総額保険／事業対象 of the grand total is \"24500\", but the other rows make 24000", 3, 95);
}

static void a_missing_total_is_told(void **state)
{
	(void)state;
	read_units(SUM("9990000436", "117211", "225", "", "4", "900", "900", "900", "9000"));
	assert_int_equal(count_sums(), 1);
	expect_finding(&plan_findings, "csv-total-absent", "999999", 1, 1);
}

static void the_fixed_office_code_is_told(void **state)
{
	(void)state;
	read_units("202407,999954," ONE ",20260326,202604,\"合計\",9999999999,,999999,,,,0,,,0,,,,,,,,,,,,,,,,,0,9990000436,,,\r\n");
	assert_int_equal(count_sums(), 1);
	expect_finding(&plan_findings, "csv-fixed-value", "UPSIKYU 34 事業所コード is \"9990000436\"; the standard always has 9999999999", 1, 93);
}

/* ---- table 6 against table 7 ---- */

static void counts_of_tables_6_and_7_are_compared(void **state)
{
	(void)state;
	add_file("UPPLAN_202604" TAIL, USAGE_ROW(ONE, "202604", "03", "117211", "2") USAGE_ROW(ONE, "202604", "07", "117211", "1")
					       USAGE_ROW(ONE, "202604", "07", "731111", "1") USAGE_ROW(ONE, "202604", "09", "731111", "1"));
	/* 73 is paid by the month: its count is 1 however often it is used. */
	add_file("UPSIKYU_202604" TAIL, SUM("9990000436", "117211", "225", "", "4", "900", "900", "900", "")
						SUM("9990000436", "731111", "10000", "", "1", "10000", "10000", "10000", "")
							GRAND("10900", "10900", "10900", ""));
	open_set();
	expect_plan();
	assert_int_equal(count_named(&plan_findings, "csv-count-differs"), 1);
	expect_finding(&plan_findings, "csv-count-differs",
		       "UPSIKYU 16 回数／日数 is \"4\" for service 117211, but table 6 (planned) makes 3", 1, 76);
}

static void equal_counts_are_fine(void **state)
{
	(void)state;
	add_file("UPPLAN_202604" TAIL, USAGE_ROW(ONE, "202604", "03", "117211", "2") USAGE_ROW(ONE, "202604", "07", "117211", "2"));
	add_file("UPSIKYU_202604" TAIL,
		 SUM("9990000436", "117211", "225", "", "4", "900", "900", "900", "") GRAND("900", "900", "900", ""));
	open_set();
	expect_plan();
	assert_int_equal(count_named(&plan_findings, "csv-count-differs"), 0);
}

/* ---- the supplement ---- */

#define SUPPLEMENT(certified, from, to, status, changed, level)                                                           \
	"202407,999954," ONE ",20260323,\"シサク キヨ\",\"試作 キヨ\",2,19420117,,,,," certified "," from "," to "," status "," changed   \
	"," level ",16765,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,0,0,23,,9990000410,,000000\r\n"

static void read_supplement(const char *row)
{
	add_file("UP1KYO" TAIL, TABLE1_ROW(ONE, "20260323"));
	add_file("UPHOSOKU_000000" TAIL, row);
	open_set();
	expect_plan();
}

static void a_supplement_that_agrees_is_fine(void **state)
{
	(void)state;
	/* The limit may begin with the month of the certification. */
	read_supplement(SUPPLEMENT("20260312", "20260301", "20280331", "2", "", "21"));
	assert_int_equal(count_named(&plan_findings, "csv-supplement-differs"), 0);
	assert_int_equal(count_named(&plan_findings, "csv-supplement-period"), 0);
}

static void a_supplement_that_differs_is_told(void **state)
{
	(void)state;
	read_supplement(SUPPLEMENT("20260312", "20280401", "20300331", "2", "", "22"));
	assert_int_equal(count_named(&plan_findings, "csv-supplement-differs"), 1);
	expect_finding(&plan_findings, "csv-supplement-differs",
		       "UPHOSOKU 18 要介護状態区分 is \"22\", but UP1KYO 21 要介護状態区分 is \"21\"", 1, 97);
	expect_finding(&plan_findings, "csv-supplement-period", "20280401～20300331", 1, 76);
}

static void a_level_that_changed_may_differ(void **state)
{
	(void)state;
	read_supplement(SUPPLEMENT("20260312", "20260401", "20280331", "2", "20260410", "22"));
	assert_int_equal(count_named(&plan_findings, "csv-supplement-differs"), 0);
}

/* ---- required in one case ---- */

static void items_required_in_one_case_are_told(void **state)
{
	(void)state;
#define BASICS(consulted_by, other, place, note)                                                                         \
	"202407,999954," ONE ",20260425,1,1,\"橋渡 なお\"," consulted_by "," other ",01,," place "," note                              \
	",\"カメイ ユキ\",\"亀井 ゆき\",2,19480214" ",,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,\r\n"
	static const struct {
		const char *row;
		size_t count;
	} cases[] = {
		{BASICS("03", "", "02", "\"入院中\""), 1}, {BASICS("03", "\"手紙\"", "02", ""), 1}, {BASICS("02", "", "01", ""), 0},
		{BASICS("03", "", "02", ""), 2},
	};
#undef BASICS

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		add_file("UPYOBO" TAIL, PREVENTION_ROW(ONE, "20260425", "1"));
		add_file("UPKIHON" TAIL, cases[i].row);
		open_set();
		expect_plan();
		assert_int_equal(count_named(&plan_findings, "csv-column-count"), 0);
		assert_int_equal(count_named(&plan_findings, "csv-required-then-empty"), cases[i].count);
		end_set(NULL);
		begin_set(NULL);
	}
}

/* ---- cells that are no numbers, and withdrawals ---- */

static void odd_cells_are_decoded_before_they_are_shown(void **state)
{
	(void)state;
	read_supplement(SUPPLEMENT("20260312", "20260401", "20280331", "2", "", "要２"));
	expect_finding(&plan_findings, "csv-supplement-differs", "is \"要２\"", 1, 97);
}

static void withdrawals_have_forms_too(void **state)
{
	(void)state;
	add_file("DLT1KYO" TAIL, "202407,999954," ONE ",20260230\r\n202407,99995," TWO ",20260201\r\n202407,999954," ONE "\r\n");
	add_file("DLTJSK_202603" TAIL, "202407,999954," ONE ",202603,9990000436,11\r\n");
	open_set();
	expect_finding(&findings, "csv-impossible-date", "\"20260230\" in DLT1KYO 4", 1, 26);
	expect_finding(&findings, "csv-value-form", "\"99995\" in DLT1KYO 2 保険者番号 is not in the standard's form (6 digits)", 2, 8);
	expect_finding(&findings, "csv-column-count", "This DLT1KYO row has 3 items; the standard has 4", 3, 1);
	assert_int_equal(count_named(&findings, "csv-value-form"), 1);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, begin_set, end_set)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(rows_in_order_are_fine),
		TEST(rows_out_of_order_are_told_once),
		TEST(the_order_holds_within_a_goal),
		TEST(plans_have_orders_of_their_own),
		TEST(support_rows_have_an_order),
		TEST(a_row_that_is_there_twice_is_told),
		TEST(days_belong_to_their_month),
		TEST(equipment_has_a_code),
		TEST(sums_that_add_up_are_fine),
		TEST(a_wrong_product_is_told),
		TEST(a_wrong_subtotal_is_told),
		TEST(a_wrong_total_is_told),
		TEST(a_missing_total_is_told),
		TEST(the_fixed_office_code_is_told),
		TEST(counts_of_tables_6_and_7_are_compared),
		TEST(equal_counts_are_fine),
		TEST(a_supplement_that_agrees_is_fine),
		TEST(a_supplement_that_differs_is_told),
		TEST(a_level_that_changed_may_differ),
		TEST(items_required_in_one_case_are_told),
		TEST(odd_cells_are_decoded_before_they_are_shown),
		TEST(withdrawals_have_forms_too),
	};
	return cmocka_run_group_tests_name("readers_csv_row_checks", tests, load_layouts, NULL);
}
