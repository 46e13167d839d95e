/* readers: prevention plans with their table of support and the basic information of the person. */
#include "csv_rows_fixture.h"

#include "model/dates/date.h"

static void the_plan_is_read_with_its_domains(void **state)
{
	(void)state;
	add_file("UPYOBO" TAIL, PREVENTION_ROW(ONE, "20260424", "1"));
	add_file("UPYOBO_SUB" TAIL, SUPPORT_ROW(ONE, "20260424", "1", "\"課題\"", "\"目標\"", "1", "\"ポイント\"", "1", "\"通所型サービス（独自）\""));
	open_set();
	expect_count(&findings, 0);
	expect_plan();
	expect_count(&plan_findings, 0);
	const struct record *plan = document->plan;

	assert_int_equal(record_read(plan, Plan_kind)->is.enumerated, plan_kind_prevention);
	assert_int_equal(document->forms_carried, 1u << FORM_PREVENTION);
	assert_int_equal(record_read(record_sub(plan, Plan_certification), Certification_level)->is.enumerated, level_support1);
	expect_text(record_sub(plan, Plan_user), User_name, "仮名 ゆき");
	expect_text(plan, Plan_care_manager, "橋渡 なお");
	expect_text(plan, Plan_life_goal_day, "花壇まで歩く");
	expect_text(plan, Plan_policy, "総合の方針");
	expect_text(record_sub(plan, Plan_consent), Consent_by, "仮名 ゆき");
	assert_int_equal(list_count(plan, Plan_domains), 4);
	const struct record *mobility = item_of(plan, Plan_domains, 0), *home = item_of(plan, Plan_domains, 1);

	expect_text(mobility, Domain_name, "運動・移動");
	expect_text(mobility, Domain_issue, "骨折の後");
	expect_place(record_read(mobility, Domain_now), 1, 146);
	assert_true(record_read(mobility, Domain_has_issue)->is.boolean);
	expect_text(home, Domain_name, "日常生活（家庭生活）");
	assert_false(record_read(home, Domain_has_issue)->is.boolean);
	expect_presence(home, Domain_wish, PRESENCE_BLANK);
	expect_presence(item_of(plan, Plan_domains, 2), Domain_now, PRESENCE_BLANK);
	const struct record *checklist = record_sub(plan, Plan_checklist);

	expect_presence(plan, Plan_checklist, PRESENCE_WRITTEN);
	assert_int_equal(list_count(checklist, Checklist_counts), 6);
	const struct record *exercise = item_of(checklist, Checklist_counts, 0), *homebound = item_of(checklist, Checklist_counts, 3);

	assert_int_equal(record_read(exercise, ChecklistCount_count)->is.integer, 3);
	assert_true(record_read(exercise, ChecklistCount_programme_needed)->is.boolean);
	assert_int_equal(record_read(homebound, ChecklistCount_domain)->is.enumerated, checklist_domain_homebound);
	expect_presence(homebound, ChecklistCount_count, PRESENCE_BLANK);
	/* What only a home plan has is not there. */
	expect_presence(plan, Plan_weekly, PRESENCE_NOT_SUPPLIED);
	expect_presence(plan, Plan_review_opinion, PRESENCE_NOT_SUPPLIED);
	assert_int_equal(next_plan(), READING_END);
}

static void levels_have_codes_of_their_own(void **state)
{
	(void)state;
	static const enum level_value levels[] = {level_support2, level_applicable};

	add_file("UPYOBO" TAIL, PREVENTION_ROW(ONE, "20260424", "2") PREVENTION_ROW(TWO, "20260424", "3"));
	open_set();
	for (size_t i = 0; i < COUNT_OF(levels); i++) {
		expect_plan();
		assert_int_equal(record_read(record_sub(document->plan, Plan_certification), Certification_level)->is.enumerated, levels[i]);
		/* No table of support in the transmission: its cells are unknown. */
		expect_presence(document->plan, Plan_needs, PRESENCE_NOT_SUPPLIED);
	}
}

static void goals_hang_under_a_long_goal_without_text(void **state)
{
	(void)state;
	add_file("UPYOBO" TAIL, PREVENTION_ROW(ONE, "20260424", "1"));
	add_file("UPYOBO_SUB" TAIL, SUPPORT_ROW(ONE, "20260424", "1", "\"課題\"", "\"目標\"", "1", "\"一\"", "1", "\"訪問型\"")
					    SUPPORT_ROW(ONE, "20260424", "1", "", "", "1", "", "2", "\"通所型\"")
						    SUPPORT_ROW(ONE, "20260424", "1", "", "", "2", "\"二\"", "1", "\"地域の集まり\"")
							    SUPPORT_ROW(ONE, "20260424", "2", "\"別の課題\"", "\"別の目標\"", "1", "\"三\"", "1", "\"本人\""));
	open_set();
	expect_plan();
	expect_count(&plan_findings, 0);
	assert_int_equal(list_count(document->plan, Plan_needs), 2);
	const struct record *need = item_of(document->plan, Plan_needs, 0);

	expect_text(need, Need_text, "課題");
	expect_text(need, Need_proposal, "提案");
	assert_int_equal(list_count(need, Need_long_goals), 1);
	const struct record *without = item_of(need, Need_long_goals, 0);

	expect_presence(without, LongGoal_text, PRESENCE_NOT_SUPPLIED);
	assert_int_equal(list_count(without, LongGoal_short_goals), 2);
	const struct record *first = item_of(without, LongGoal_short_goals, 0), *second = item_of(without, LongGoal_short_goals, 1);

	expect_text(first, ShortGoal_support_points, "一");
	expect_text(first, ShortGoal_informal_support, "本人の体操");
	expect_text(first, ShortGoal_insured_support, "運動教室");
	assert_int_equal(list_count(first, ShortGoal_services), 2);
	expect_text(item_of(first, ShortGoal_services, 1), Service_type, "通所型");
	/* The goal is printed once for both: its text is carried down. */
	expect_text(second, ShortGoal_text, "目標");
	assert_true(record_read(second, ShortGoal_text)->flags & VALUE_CARRIED);
	expect_text(second, ShortGoal_support_points, "二");
	assert_int_equal(record_read(second, ShortGoal_no)->is.integer, 2);
	expect_text(item_of(item_of(item_of(document->plan, Plan_needs, 1), Need_long_goals, 0), LongGoal_short_goals, 0), ShortGoal_text,
		    "別の目標");
}

/* A sender that repeats what is printed once comes out the same. */
static void repeated_texts_make_the_same_plan(void **state)
{
	(void)state;
	add_file("UPYOBO_SUB" TAIL, SUPPORT_ROW(ONE, "20260424", "1", "\"課題\"", "\"目標\"", "1", "\"一\"", "1", "\"訪問型\"")
					    SUPPORT_ROW(ONE, "20260424", "1", "\"課題\"", "\"目標\"", "1", "\"一\"", "2", "\"通所型\""));
	open_set();
	expect_plan();
	const struct record *goal =
		item_of(item_of(item_of(document->plan, Plan_needs, 0), Need_long_goals, 0), LongGoal_short_goals, 0);

	assert_int_equal(list_count(goal, ShortGoal_services), 2);
	expect_count(&plan_findings, 1);
	expect_finding(&plan_findings, "csv-prevention-row-absent", "20260424", 1, 1);
	expect_presence(document->plan, Plan_life_goal_day, PRESENCE_NOT_SUPPLIED);
}

static void basics_are_joined_by_person(void **state)
{
	(void)state;
	add_file("UPYOBO" TAIL, PREVENTION_ROW(ONE, "20260424", "1") PREVENTION_ROW(TWO, "20260424", "1"));
	add_file("UPKIHON" TAIL, BASICS_ROW(ONE, "20260501", "あと") BASICS_ROW(ONE, "20260420", "仮名 ゆき") BASICS_ROW(ONE, "20240420", "むかし"));
	add_file("UPKIHON_SUB1" TAIL, "202407,999954," ONE ",20260420,\"6:30\",\"起床、体操\",\"\"\r\n"
				      "202407,999954," ONE ",20260420,\"\",\"\",\"長男が電話\"\r\n");
	add_file("UPKIHON_SUB2" TAIL, "202407,999954," ONE ",20260420,\"R7.11\",\"腰椎圧迫骨折\",\"かめい整形外科\",9,,01,\"内服\"\r\n");
	open_set();
	expect_plan();
	const struct record *user = record_sub(document->plan, Plan_user);

	expect_text(user, User_kana, "カメイ ユキ");
	expect_text(user, User_household, "一人暮らし");
	assert_true(record_read(user, User_public_assistance)->is.boolean);
	assert_int_equal(record_read(record_sub(document->plan, Plan_checklist), Checklist_date)->is.date,
			 date_from_calendar((struct calendar_date){2026, 4, 20}));
	assert_int_equal(list_count(document->plan, Plan_daily_activities), 1);
	expect_text(item_of(document->plan, Plan_daily_activities, 0), DailyActivity_text, "起床、体操");
	expect_presence(item_of(document->plan, Plan_daily_activities, 0), DailyActivity_start, PRESENCE_NOT_SUPPLIED);
	expect_count(&plan_findings, 1); /* cells that fill nothing are checked all the same */
	expect_finding(&plan_findings, "csv-unknown-code", "UPKIHON_SUB2 8", 1, 62);
	expect_plan();
	expect_presence(record_sub(document->plan, Plan_user), User_kana, PRESENCE_NOT_SUPPLIED);
	assert_int_equal(next_plan(), READING_END);
}

static void basics_alone_are_no_plan(void **state)
{
	(void)state;
	add_file("UPKIHON" TAIL, BASICS_ROW(ONE, "20260420", "仮名 ゆき"));
	open_set();
	assert_int_equal(next_plan(), READING_LOST);
	const struct finding *alone = expect_finding(&plan_findings, "csv-basics-alone", "20260420", 1, 1);

	assert_false(alone->lost);
	assert_int_equal(next_plan(), READING_END);
}

static void withdrawn_prevention_plans_are_not_judged(void **state)
{
	(void)state;
	add_file("UPYOBO" TAIL, PREVENTION_ROW(ONE, "20260424", "1"));
	add_file("UPYOBO_SUB" TAIL, SUPPORT_ROW(ONE, "20260424", "1", "\"課題\"", "\"目標\"", "1", "\"一\"", "1", "\"訪問型\""));
	add_file("UPKIHON" TAIL, BASICS_ROW(ONE, "20260420", "仮名 ゆき"));
	add_file("DLTYOBO_9990000410_43_9990000428_78_20260501101530.CSV", "202407,999954," ONE ",20260424\r\n");
	add_file("DLTKIHON_9990000410_43_9990000428_78_20260501101530.CSV", "202407,999954," ONE ",20260420\r\n");
	open_set();
	assert_int_equal(count_named(&findings, "csv-withdrawn"), 2);
	assert_int_equal(next_plan(), READING_END);
}

static void months_belong_to_prevention_plans_too(void **state)
{
	(void)state;
	add_file("UP1KYO" TAIL, TABLE1_ROW(ONE, "20250401"));
	add_file("UPYOBO" TAIL, PREVENTION_ROW(ONE, "20260424", "1"));
	add_file("UPHOSOKU_000000" TAIL, SUPPLEMENT_ROW(ONE, "20260424", "000000"));
	add_file("UPPLAN_202605" TAIL, USAGE_ROW(ONE, "202605", "03", "A21111", "1"));
	open_set();
	expect_plan();
	assert_int_equal(list_count(document->plan, Plan_months), 0);
	expect_plan();
	assert_int_equal(record_read(document->plan, Plan_kind)->is.enumerated, plan_kind_prevention);
	assert_int_equal(list_count(document->plan, Plan_months), 1);
	expect_text(record_sub(document->plan, Plan_user), User_kana, "シサク キヨ");
	assert_int_equal(next_plan(), READING_END);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, begin_set, end_set)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_plan_is_read_with_its_domains),
		TEST(levels_have_codes_of_their_own),
		TEST(goals_hang_under_a_long_goal_without_text),
		TEST(repeated_texts_make_the_same_plan),
		TEST(basics_are_joined_by_person),
		TEST(basics_alone_are_no_plan),
		TEST(withdrawn_prevention_plans_are_not_judged),
		TEST(months_belong_to_prevention_plans_too),
	};
	return cmocka_run_group_tests_name("readers_csv_prevention", tests, load_layouts, NULL);
}
