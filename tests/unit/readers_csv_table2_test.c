/* readers: how the rows of table 2 become needs, goals and services. */
#include "csv_fixture.h"

#define KEY "202407,999954,0000000611,20260323,20260323,"
/* need no, need, goal no, long goal, short goal, long period, short period, service no, content, type */
#define ROW(need_no, need, goal_no, long_goal, short_goal, long_period, short_period, service_no, content, type)             \
	KEY need_no "," need "," goal_no "," long_goal "," short_goal "," long_period "," short_period "," service_no "," content \
	    ",Y," type ",,,,,,\r\n"
#define NEED_ONLY(need_no, need) KEY need_no "," need ",,,,,,,,,,,,,,,\r\n"

static const char period_a[] = "2026/04/01";

static void read_rows(const char *rows)
{
	struct slice text = arena_print(&arena, "%s", rows);

	add_file("UP2KYO_1.CSV", text.data);
	open_set();
	expect_plan();
}

static const struct record *need_at(size_t at)
{
	return item_of(document->plan, Plan_needs, at);
}

static const struct record *goal_at(size_t need, size_t at)
{
	return item_of(need_at(need), Need_long_goals, at);
}

static const struct record *part_at(size_t need, size_t goal, size_t at)
{
	return item_of(goal_at(need, goal), LongGoal_short_goals, at);
}

static const struct record *service_at(size_t need, size_t goal, size_t part, size_t at)
{
	return item_of(part_at(need, goal, part), ShortGoal_services, at);
}

static void expect_one_need_with_two_services(void)
{
	assert_int_equal(list_count(document->plan, Plan_needs), 1);
	expect_text(need_at(0), Need_text, "N1");
	assert_int_equal(list_count(need_at(0), Need_long_goals), 1);
	expect_text(goal_at(0, 0), LongGoal_text, "L1");
	assert_int_equal(list_count(goal_at(0, 0), LongGoal_short_goals), 1);
	expect_text(part_at(0, 0, 0), ShortGoal_text, "S1");
	expect_text(record_sub(part_at(0, 0, 0), ShortGoal_period), Period_text, period_a);
	assert_int_equal(list_count(part_at(0, 0, 0), ShortGoal_services), 2);
	expect_text(service_at(0, 0, 0, 0), Service_content, "C1");
	expect_text(service_at(0, 0, 0, 1), Service_content, "C2");
	assert_int_equal(service_at(0, 0, 0, 1)->row, 2);
}

static void printed_once_and_repeated_rows_are_one_plan(void **state)
{
	(void)state;
	read_rows(ROW("1", "N1", "1", "L1", "S1", "2026/04/01", "2026/04/01", "1", "C1", "T1")
		  ROW("1", "", "1", "", "", "", "", "2", "C2", "T2"));
	expect_one_need_with_two_services();
	expect_count(&plan_findings, 0);
}

static void rows_that_repeat_everything_conform(void **state)
{
	(void)state;
	read_rows(ROW("1", "N1", "1", "L1", "S1", "2026/04/01", "2026/04/01", "1", "C1", "T1")
		  ROW("01", "N1", "1", "L1", "S1", "2026/04/01", "2026/04/01", "2", "C2", "T2"));
	expect_one_need_with_two_services();
	expect_count(&plan_findings, 0);
}

static void a_changed_number_opens_blank_cells(void **state)
{
	(void)state;
	read_rows(ROW("1", "N1", "1", "L1", "S1", "2026/04/01", "2026/04/01", "1", "C1", "T1")
		  ROW("2", "", "2", "", "", "", "", "1", "C2", "T2"));
	assert_int_equal(list_count(document->plan, Plan_needs), 2);
	expect_presence(need_at(1), Need_text, PRESENCE_BLANK);
	expect_place(record_read(need_at(1), Need_text), 2, 46);
	expect_presence(goal_at(1, 0), LongGoal_text, PRESENCE_BLANK);
	expect_presence(part_at(1, 0, 0), ShortGoal_text, PRESENCE_BLANK);
	expect_presence(part_at(1, 0, 0), ShortGoal_period, PRESENCE_BLANK);
	expect_presence(record_sub(part_at(1, 0, 0), ShortGoal_period), Period_to, PRESENCE_BLANK);
	expect_text(service_at(1, 0, 0, 0), Service_content, "C2");
}

static void a_new_goal_number_goes_on_with_the_long_goal(void **state)
{
	(void)state;
	read_rows(ROW("1", "N1", "1", "L1", "S1", "2026/04/01", "2026/04/01", "1", "C1", "T1")
		  ROW("1", "", "2", "", "S2", "", "2026/04/01", "1", "C2", "T2")
		  ROW("1", "", "3", "", "", "", "", "1", "C3", "T3"));
	assert_int_equal(list_count(need_at(0), Need_long_goals), 1);
	assert_int_equal(list_count(goal_at(0, 0), LongGoal_short_goals), 3);
	expect_text(part_at(0, 0, 1), ShortGoal_text, "S2");
	assert_int_equal(record_read(part_at(0, 0, 1), ShortGoal_no)->is.integer, 2);
	expect_presence(part_at(0, 0, 2), ShortGoal_text, PRESENCE_BLANK);
	expect_presence(part_at(0, 0, 2), ShortGoal_period, PRESENCE_BLANK);
}

static void one_need_may_have_several_long_goals(void **state)
{
	(void)state;
	read_rows(ROW("1", "N1", "1", "L1", "S1", "2026/04/01", "2026/04/01", "1", "C1", "T1")
		  ROW("1", "", "2", "L2", "S2", "2026/04/01", "2026/04/01", "1", "C2", "T2")
		  ROW("1", "", "3", "L1", "S3", "", "2026/04/01", "1", "C3", "T3"));
	assert_int_equal(list_count(document->plan, Plan_needs), 1);
	assert_int_equal(list_count(need_at(0), Need_long_goals), 2);
	expect_text(goal_at(0, 1), LongGoal_text, "L2");
	assert_int_equal(list_count(goal_at(0, 0), LongGoal_short_goals), 2);
	expect_text(part_at(0, 0, 1), ShortGoal_text, "S3");
}

static void a_goal_number_with_other_words_is_another_goal(void **state)
{
	(void)state;
	/* Some senders number the long goals alone. */
	read_rows(ROW("1", "N1", "1", "L1", "S1", "2026/04/01", "2026/04/01", "1", "C1", "T1")
		  ROW("1", "N1", "1", "L1", "S2", "2026/04/01", "2026/04/01", "2", "C2", "T2"));
	assert_int_equal(list_count(need_at(0), Need_long_goals), 1);
	assert_int_equal(list_count(goal_at(0, 0), LongGoal_short_goals), 2);
}

static void rows_out_of_order_find_their_need(void **state)
{
	(void)state;
	read_rows(ROW("1", "N1", "1", "L1", "S1", "2026/04/01", "2026/04/01", "1", "C1", "T1")
		  ROW("2", "N2", "1", "L2", "S2", "2026/04/01", "2026/04/01", "1", "C2", "T2")
		  ROW("1", "", "1", "", "", "", "", "2", "C3", "T3"));
	assert_int_equal(list_count(document->plan, Plan_needs), 2);
	assert_int_equal(list_count(part_at(0, 0, 0), ShortGoal_services), 2);
	expect_text(service_at(0, 0, 0, 1), Service_content, "C3");
}

static void one_number_with_two_needs_is_told(void **state)
{
	(void)state;
	read_rows(ROW("1", "N1", "1", "L1", "S1", "2026/04/01", "2026/04/01", "1", "C1", "T1")
		  ROW("1", "N2", "1", "L2", "S2", "2026/04/01", "2026/04/01", "1", "C2", "T2"));
	assert_int_equal(list_count(document->plan, Plan_needs), 2);
	expect_text(need_at(1), Need_text, "N2");
	expect_finding(&plan_findings, "csv-same-number", "\"N2\" in UP2KYO 7 課題 is \"N1\"", 2, 46);
}

static void a_period_that_changes_under_one_number_is_told(void **state)
{
	(void)state;
	read_rows(ROW("1", "N1", "1", "L1", "S1", "2026/04/01", "2026/04/01", "1", "C1", "T1")
		  ROW("1", "", "1", "", "", "", "2026/05/01", "2", "C2", "T2"));
	expect_text(record_sub(part_at(0, 0, 0), ShortGoal_period), Period_text, period_a);
	expect_finding(&plan_findings, "csv-same-number", "UP2KYO 12 短期期間", 2, 52);
}

/* The same words in two columns are read once, but what is wrong with them is said of both items. */
static void periods_with_the_same_words_are_told_of_each_item(void **state)
{
	(void)state;
	read_rows(ROW("1", "N1", "1", "L1", "S1", "2026/13/01", "2026/13/01", "1", "C1", "T1")
		  ROW("1", "", "2", "", "S2", "", "2026/04/01", "1", "C2", "T2")
		  ROW("1", "", "3", "L2", "S3", "2026/04/01", "2026/04/01", "1", "C3", "T3"));
	assert_int_equal(count_named(&plan_findings, "value-impossible-date"), 2);
	const struct record *period = record_sub(goal_at(0, 1), LongGoal_period);

	expect_text(period, Period_text, "2026/04/01");
	expect_place(record_read(period, Period_from), 3, 55);
	expect_place(record_read(record_sub(part_at(0, 1, 0), ShortGoal_period), Period_from), 3, 66);
}

static void cells_may_be_filled_by_a_later_row(void **state)
{
	(void)state;
	read_rows(ROW("1", "", "1", "L1", "", "", "", "1", "C1", "T1")
		  ROW("1", "N1", "1", "L1", "S1", "2026/04/01", "2026/04/01", "2", "C2", "T2"));
	expect_one_need_with_two_services();
	expect_place(record_read(need_at(0), Need_text), 2, 46);
}

static void contents_stand_above_further_providers(void **state)
{
	(void)state;
	read_rows(ROW("1", "N1", "1", "L1", "S1", "2026/04/01", "2026/04/01", "1", "C1", "T1")
		  ROW("1", "", "1", "", "", "", "", "1", "", "T2") ROW("1", "", "1", "", "", "", "", "2", "", "T3"));
	assert_int_equal(list_count(part_at(0, 0, 0), ShortGoal_services), 3);
	const struct value *carried = record_read(service_at(0, 0, 0, 1), Service_content);

	expect_text(service_at(0, 0, 0, 1), Service_content, "C1");
	assert_int_equal(carried->flags, VALUE_CARRIED);
	assert_int_equal(carried->offset, record_read(service_at(0, 0, 0, 0), Service_content)->offset);
	expect_text(service_at(0, 0, 0, 1), Service_type, "T2");
	expect_presence(service_at(0, 0, 0, 2), Service_content, PRESENCE_BLANK);
}

static void needs_without_goals_have_none(void **state)
{
	(void)state;
	read_rows(NEED_ONLY("1", "N1") NEED_ONLY("2", "N2"));
	assert_int_equal(list_count(document->plan, Plan_needs), 2);
	expect_presence(need_at(1), Need_long_goals, PRESENCE_WRITTEN);
	assert_int_equal(list_count(need_at(1), Need_long_goals), 0);
}

static void without_numbers_the_words_decide(void **state)
{
	(void)state;
	read_rows(ROW("", "N1", "", "L1", "S1", "2026/04/01", "2026/04/01", "", "C1", "T1")
		  ROW("", "", "", "", "", "", "", "", "C2", "T2") ROW("", "N2", "", "L2", "S2", "", "", "", "C3", "T3"));
	assert_int_equal(list_count(document->plan, Plan_needs), 2);
	assert_int_equal(list_count(part_at(0, 0, 0), ShortGoal_services), 2);
	expect_text(need_at(1), Need_text, "N2");
	assert_int_equal(count_named(&plan_findings, "csv-number-empty"), 3);
	expect_finding(&plan_findings, "csv-number-empty", "UP2KYO 6 課題ＮＯ is empty in 3 rows", 1, 44);
}

static void too_many_rows_are_told_and_left(void **state)
{
	(void)state;
	static const char row[] = ROW("1", "N", "1", "L", "S", "", "", "1", "C", "T");
	struct text_builder builder;

	text_builder_init(&builder, &arena);
	for (int i = 0; i < LIMIT_PLAN_ROWS + 5; i++)
		text_builder_add_string(&builder, row);
	add_bytes("UP2KYO_1.CSV", text_builder_finish(&builder), ENCODING_CP932, 0);
	open_set();
	expect_plan();
	assert_int_equal(list_count(part_at(0, 0, 0), ShortGoal_services), LIMIT_PLAN_ROWS);
	assert_true(expect_finding(&plan_findings, "csv-too-many-rows", "20000", LIMIT_PLAN_ROWS + 1, 1)->lost);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, begin_set, end_set)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(printed_once_and_repeated_rows_are_one_plan),
		TEST(rows_that_repeat_everything_conform),
		TEST(a_changed_number_opens_blank_cells),
		TEST(a_new_goal_number_goes_on_with_the_long_goal),
		TEST(one_need_may_have_several_long_goals),
		TEST(a_goal_number_with_other_words_is_another_goal),
		TEST(rows_out_of_order_find_their_need),
		TEST(one_number_with_two_needs_is_told),
		TEST(a_period_that_changes_under_one_number_is_told),
		TEST(periods_with_the_same_words_are_told_of_each_item),
		TEST(cells_may_be_filled_by_a_later_row),
		TEST(contents_stand_above_further_providers),
		TEST(needs_without_goals_have_none),
		TEST(without_numbers_the_words_decide),
		TEST(too_many_rows_are_told_and_left),
	};
	return cmocka_run_group_tests_name("readers_csv_table2", tests, load_layouts, NULL);
}
