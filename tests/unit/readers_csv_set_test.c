/* readers: CSV sets of the standard joined into plans. */
#include "csv_fixture.h"

#include "model/dates/date.h"

#define TAIL "_9990000410_43_9990000428_78_20260326101530.CSV"

#define TABLE1_ROW(insured, date)                                                                                       \
	"202407,999954," insured "," date                                                                                \
	",000-0001,\"架空県つばめ市\",\"２番１号\",\"巣立 ひなこ\",\"つばめ居宅介護支援事業所\",,,,9990000410," date           \
	",20250410,52,2,20260312,20260401,20280331,21,\"（本人）\"\"歌\"\"いたい。\r\n次の行\",\"なし\",\"方針\",3,\"理由\",9990000410,\r\n"
#define SUPPLEMENT_ROW(insured, date, month)                                                                            \
	"202407,999954," insured "," date                                                                                \
	",\"シサク キヨ\",\"試作 キヨ\",2,19420117,000-0001,\"架空県つばめ市\",\"２番１号\",,20260312,20260401,20280331,2,,21,16765"     \
	",,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,0,0,23,,9990000410,," month "\r\n"
#define TABLE2_ROW(insured, date)                                                                                       \
	"202407,999954," insured "," date "," date                                                                       \
	",1,\"歌いたい。\",1,\"長期\",\"短期\",\"2026/04/01～2027/03/31\",\"6か月\",1,\"練習\",Y,\"通所介護\",9990000428,\"のきした\","         \
	"\"週2回\",\"2026/04/01～2026/09/30\",9990000410,\r\n"
#define TABLE3_ROW(insured, date, weekday, other)                                                                       \
	"202407,999954," insured "," date "," date ",\"通所介護\"," weekday ",0930,9999,,,,\"" other "\"\r\n"

static void add_whole_set(void)
{
	add_file("UP1KYO" TAIL, TABLE1_ROW("0000000611", "20260323"));
	add_file("UP2KYO" TAIL, TABLE2_ROW("0000000611", "20260323"));
	add_file("UP3KYO" TAIL, TABLE3_ROW("0000000611", "20260323", "1", "受診 月1回"));
	add_file("UPHOSOKU_000000" TAIL, SUPPLEMENT_ROW("0000000611", "20260323", "000000"));
}

static void files_are_joined_into_a_plan(void **state)
{
	(void)state;
	add_whole_set();
	open_set();
	expect_count(&findings, 0);
	expect_plan();
	expect_count(&plan_findings, 0);
	const struct record *plan = document->plan;

	expect_text(plan, Plan_insurer_no, "999954");
	expect_text(plan, Plan_insured_no, "0000000611");
	expect_text(plan, Plan_intentions, "（本人）\"歌\"いたい。\r\n次の行");
	assert_int_equal(record_read(plan, Plan_plan_date)->is.date, date_from_calendar((struct calendar_date){2026, 3, 23}));
	struct value_list kinds = record_list(plan, Plan_plan_kinds);

	assert_int_equal(kinds.count, 2);
	assert_int_equal(kinds.items[0].is.enumerated, plan_status_initial);
	assert_int_equal(kinds.items[1].is.enumerated, plan_status_continued);
	assert_int_equal(record_read(plan, Plan_housekeeping_reason)->is.enumerated, housekeeping_reason_other);
	const struct record *certification = record_sub(plan, Plan_certification);

	assert_int_equal(record_read(certification, Certification_level)->is.enumerated, level_care1);
	assert_int_equal(record_read(certification, Certification_previous_level)->is.enumerated, level_care3);
	assert_int_equal(record_read(certification, Certification_limit_units)->is.integer, 16765);
	expect_presence(certification, Certification_changed_on, PRESENCE_BLANK);
	expect_presence(record_sub(certification, Certification_valid), Period_to, PRESENCE_WRITTEN);
	expect_presence(record_sub(certification, Certification_valid), Period_text, PRESENCE_BLANK);
	expect_text(record_sub(plan, Plan_user), User_name, "試作 キヨ");
	expect_text(record_sub(plan, Plan_user), User_address, "架空県つばめ市 ２番１号");
	expect_text(record_sub(plan, Plan_office), Office_code, "9990000410");
	assert_int_equal(document->forms_carried, 1u << FORM_TABLE1 | 1u << FORM_TABLE2 | 1u << FORM_TABLE3);
	expect_presence(plan, Plan_assessment, PRESENCE_NOT_SUPPLIED);
	assert_int_equal(next_plan(), READING_END);
}

static void periods_and_services_are_read(void **state)
{
	(void)state;
	add_whole_set();
	open_set();
	expect_plan();
	const struct record *need = item_of(document->plan, Plan_needs, 0);
	const struct record *goal = item_of(need, Need_long_goals, 0), *part = item_of(goal, LongGoal_short_goals, 0);
	const struct record *service = item_of(part, ShortGoal_services, 0);
	const struct record *counted = record_sub(part, ShortGoal_period);

	expect_text(need, Need_text, "歌いたい。");
	assert_int_equal(record_read(need, Need_no)->is.integer, 1);
	assert_int_equal(record_read(record_sub(goal, LongGoal_period), Period_to)->is.date,
			 date_from_calendar((struct calendar_date){2027, 3, 31}));
	expect_text(counted, Period_text, "6か月");
	assert_int_equal(record_read(counted, Period_to)->flags, VALUE_COUNTED);
	assert_int_equal(record_read(counted, Period_to)->is.date, date_from_calendar((struct calendar_date){2026, 9, 22}));
	assert_true(record_read(service, Service_insured)->is.boolean);
	expect_text(service, Service_type, "通所介護");
	expect_place(record_read(service, Service_frequency), 1, 130);
}

static void values_know_their_cells(void **state)
{
	(void)state;
	add_whole_set();
	open_set();
	expect_plan();
	const struct record *plan = document->plan;

	/* The text of item 22 holds a line break: what follows stands on the second line. */
	expect_place(record_read(plan, Plan_intentions), 1, 152);
	expect_place(record_read(plan, Plan_policy), 2, 11);
	const struct value *policy = record_read(plan, Plan_policy);
	struct slice cell = slice_part(document->sources[policy->source]->bytes, policy->offset, policy->offset + policy->length);

	assert_true(slice_equal(cell, to_cp932("\"方針\"")));
	assert_true(slice_equal(document->sources[policy->source]->path, slice_from_string("UP1KYO" TAIL)));
}

/* Remembered texts: what was said about one is said again of its next cell, and likeness is not sameness. */
static void texts_that_come_again_are_judged_again(void **state)
{
	(void)state;
#define SLOT(service) "202407,999954,0000000611,20260323,20260323,\"" service "\",1,0930,1030,,,,\r\n"
	add_file("UP1KYO" TAIL, TABLE1_ROW("0000000611", "20260323"));
	add_file("UP3KYO" TAIL, SLOT("訪問介護（選定中）") SLOT("通所介護事業所の前で体操") SLOT("通所介護事業者の前で体操")
				SLOT("訪問介護（選定中）") SLOT("通所介護事業所の前で体操"));
#undef SLOT
	open_set();
	expect_plan();
	static const char *const contents[] = {"訪問介護（選定中）", "通所介護事業所の前で体操", "通所介護事業者の前で体操",
					       "訪問介護（選定中）", "通所介護事業所の前で体操"};

	assert_int_equal(list_count(document->plan, Plan_weekly), COUNT_OF(contents));
	for (unsigned i = 0; i < COUNT_OF(contents); i++)
		expect_text(item_of(document->plan, Plan_weekly, i), WeeklySlot_service, contents[i]);
	expect_count(&plan_findings, 2);
	assert_int_not_equal(plan_findings.items[0]->place.offset, plan_findings.items[1]->place.offset);
}

static void weekly_rows_become_slots(void **state)
{
	(void)state;
	add_file("UP1KYO" TAIL, TABLE1_ROW("0000000611", "20260323"));
	add_file("UP3KYO" TAIL, TABLE3_ROW("0000000611", "20260323", "1", "受診") TABLE3_ROW("0000000611", "20260323", "8", "受診")
				"202407,999954,0000000611,20260323,20260323,,,,,\"朝食\",0700,0740,\"入浴\"\r\n");
	open_set();
	expect_plan();
	assert_int_equal(list_count(document->plan, Plan_weekly), 2);
	assert_int_equal(list_count(document->plan, Plan_daily_activities), 1);
	const struct record *first = item_of(document->plan, Plan_weekly, 0);

	assert_int_equal(record_read(first, WeeklySlot_start)->is.minutes, 570);
	expect_presence(first, WeeklySlot_end, PRESENCE_BLANK);
	assert_int_equal(record_read(first, WeeklySlot_weekday)->is.enumerated, weekday_mon);
	expect_presence(item_of(document->plan, Plan_weekly, 1), WeeklySlot_weekday, PRESENCE_UNREADABLE);
	expect_finding(&plan_findings, "csv-unknown-code", "\"8\" in UP3KYO 7 曜日", 2, 51);
	expect_text(document->plan, Plan_other_services, "受診\n入浴");
}

static void order_of_files_does_not_matter(void **state)
{
	(void)state;
	const char *people[] = {"0000000622", "0000000611", "0000000633"};

	add_file("UPHOSOKU_000000" TAIL,
		 SUPPLEMENT_ROW("0000000633", "20260324", "000000") SUPPLEMENT_ROW("0000000611", "20260323", "000000"));
	add_file("UP2KYO" TAIL, TABLE2_ROW("0000000633", "20260324") TABLE2_ROW("0000000611", "20260323")
				TABLE2_ROW("0000000633", "20260324"));
	add_file("UP1KYO" TAIL, TABLE1_ROW("0000000622", "20260225") TABLE1_ROW("0000000611", "20260323"));
	open_set();
	for (size_t i = 0; i < COUNT_OF(people); i++) {
		expect_plan();
		expect_text(document->plan, Plan_insured_no, people[i]);
		assert_int_equal(document->ordinal, i + 1);
		/* The file is there without rows of the first person: no needs, and that is known. */
		expect_presence(document->plan, Plan_needs, PRESENCE_WRITTEN);
		assert_int_equal(list_count(document->plan, Plan_needs), i == 0 ? 0 : 1);
		/* No table 3 at all: nothing can be said. */
		expect_presence(document->plan, Plan_weekly, PRESENCE_NOT_SUPPLIED);
	}
	/* The last one has no row in table 1: one finding, and none of its cells; and its row of table 2 is there twice. */
	expect_count(&plan_findings, 2);
	assert_int_equal(count_named(&plan_findings, "csv-row-repeated"), 1);
	expect_finding(&plan_findings, "csv-table1-row-absent", "20260324", 1, 1);
	assert_false(form_is_carried(document, FORM_TABLE1));
	expect_presence(document->plan, Plan_care_manager, PRESENCE_NOT_SUPPLIED);
	const struct record *need = item_of(document->plan, Plan_needs, 0);

	assert_int_equal(list_count(item_of(item_of(need, Need_long_goals, 0), LongGoal_short_goals, 0), ShortGoal_services), 2);
	assert_int_equal(next_plan(), READING_END);
}

static void transmissions_stay_apart(void **state)
{
	(void)state;
	add_file("a/UP1KYO" TAIL, TABLE1_ROW("0000000611", "20260323"));
	add_file("a/UP3KYO" TAIL, TABLE3_ROW("0000000611", "20260323", "1", ""));
	add_file("b/UP1KYO" TAIL, TABLE1_ROW("0000000622", "20260225") TABLE1_ROW("0000000611", "20260323"));
	add_file("b/UP3KYO_9990000410_9990000428_20260401101530.csv", TABLE3_ROW("0000000633", "20260324", "1", ""));
	open_set();
	expect_plan();
	expect_presence(document->plan, Plan_weekly, PRESENCE_WRITTEN);
	const struct finding *twice = expect_finding(&plan_findings, "csv-plan-twice", "a/UP1KYO", 3, 1);

	assert_true(slice_starts_with(twice->place.source->path, SLICE_OF("b/UP1KYO")));
	expect_plan();
	expect_presence(document->plan, Plan_weekly, PRESENCE_NOT_SUPPLIED);
}

static void a_set_without_table1_is_judged_with_what_is_there(void **state)
{
	(void)state;
	add_file("UP2KYO" TAIL, TABLE2_ROW("0000000611", "20260323"));
	add_file("UPHOSOKU_000000" TAIL, SUPPLEMENT_ROW("0000000611", "20260323", "000000"));
	open_set();
	expect_count(&findings, 2);
	expect_finding(&findings, "csv-table1-absent", "UP1KYO", 1, 1);
	expect_finding(&findings, "csv-set-incomplete", "UP3KYO of the same transmission", 1, 1); /* the tables all plans lack are said once */
	expect_plan();
	expect_count(&plan_findings, 0);
	expect_text(record_sub(document->plan, Plan_user), User_name, "試作 キヨ");
	assert_int_equal(record_read(record_sub(document->plan, Plan_certification), Certification_level)->is.enumerated, level_care1);
	expect_presence(document->plan, Plan_policy, PRESENCE_NOT_SUPPLIED);
	assert_int_equal(list_count(document->plan, Plan_needs), 1);
}

static void supplements_need_a_plan(void **state)
{
	(void)state;
	add_file("UP1KYO" TAIL, TABLE1_ROW("0000000611", "20260323"));
	add_file("UPHOSOKU_000000" TAIL,
		 SUPPLEMENT_ROW("0000000611", "00000000", "000000") SUPPLEMENT_ROW("0000000611", "20250101", "000000"));
	open_set();
	assert_int_equal(count_named(&findings, "csv-supplement-of-nothing"), 1);
	expect_finding(&findings, "csv-supplement-of-nothing", "UPHOSOKU 4", 1, 26);
	expect_plan();
	/* The supplement is there, but has no row for this plan: its cells are blank. */
	expect_presence(record_sub(document->plan, Plan_user), User_name, PRESENCE_BLANK);
	assert_int_equal(next_plan(), READING_LOST);
	assert_null(document);
	assert_true(expect_finding(&plan_findings, "csv-supplement-alone", "20250101", 2, 1)->lost);
	assert_int_equal(next_plan(), READING_END);
}

static void the_first_of_two_rows_counts(void **state)
{
	(void)state;
	add_file("UP1KYO" TAIL, TABLE1_ROW("0000000611", "20260323") TABLE1_ROW("0000000611", "20260323"));
	open_set();
	expect_plan();
	expect_finding(&plan_findings, "csv-row-twice", "UP1KYO", 3, 15);
	assert_int_equal(next_plan(), READING_END);
}

#define MONTH_TAIL "_9990000410_43_9990000428_78_20260326101600.CSV"

static void the_example_set_is_fine(void **state)
{
	(void)state;
	static const char *const names[] = {"UP1KYO" TAIL, "UP2KYO" TAIL, "UP3KYO" TAIL, "UPHOSOKU_000000" TAIL,
					   "UPHOSOKU_202604" MONTH_TAIL, "UPPLAN_202604" MONTH_TAIL, "UPSIKYU_202604" MONTH_TAIL};
	struct platform_file files[COUNT_OF(names)];
	struct failure failure = {.length = 0};

	for (size_t i = 0; i < COUNT_OF(names); i++) {
		struct slice path = arena_print(&arena, "%s/examples/standard-csv/%s", TENKEN_SOURCE_DIR, names[i]);

		assert_true(platform_file_open(&files[i], path, LIMIT_FILE_BYTES, &failure));
		add_bytes(path.data, files[i].bytes, ENCODING_CP932, 0);
	}
	open_set();
	expect_count(&findings, 0);
	for (int i = 0; i < 3; i++) {
		expect_plan();
		for (size_t k = 0; k < plan_findings.count; k++)
			print_message("%.*s\n", SLICE_PRINT(plan_findings.items[k]->message));
		assert_int_equal(count_named(&plan_findings, "csv-column-count"), 0);
		assert_true(list_count(document->plan, Plan_needs) > 0);
		const struct record *month = item_of(document->plan, Plan_months, 0);

		assert_int_equal(list_count(document->plan, Plan_months), 1);
		assert_true(list_count(month, Month_planned) > 0 && list_count(month, Month_totals) > 0);
	}
	assert_int_equal(next_plan(), READING_END);
	for (size_t i = 0; i < COUNT_OF(names); i++)
		platform_file_close(&files[i]);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, begin_set, end_set)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(files_are_joined_into_a_plan),
		TEST(periods_and_services_are_read),
		TEST(values_know_their_cells),
		TEST(texts_that_come_again_are_judged_again),
		TEST(weekly_rows_become_slots),
		TEST(order_of_files_does_not_matter),
		TEST(transmissions_stay_apart),
		TEST(a_set_without_table1_is_judged_with_what_is_there),
		TEST(supplements_need_a_plan),
		TEST(the_first_of_two_rows_counts),
		TEST(the_example_set_is_fine),
	};
	return cmocka_run_group_tests_name("readers_csv_set", tests, load_layouts, NULL);
}
