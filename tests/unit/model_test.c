/* model: the table, records, what is carried, form addresses. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/model.h"

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

static struct record *add_only(struct record *parent, enum field list, enum record_kind kind)
{
	struct record *child = record_new(&arena, kind, parent, list, 1);
	struct value *item = arena_new(&arena, struct value);

	child->self.presence = PRESENCE_WRITTEN;
	*item = (struct value){.presence = PRESENCE_WRITTEN, .is.record = child};
	*record_value(parent, list) = (struct value){.presence = PRESENCE_WRITTEN, .is.list = {item, 1}};
	return child;
}

static struct document home_plan(uint32_t forms)
{
	struct record *plan = record_new(&arena, RECORD_Plan, NULL, FIELD_COUNT, 0);

	*record_value(plan, Plan_kind) = (struct value){.presence = PRESENCE_WRITTEN, .is.enumerated = plan_kind_home};
	return (struct document){.arena = &arena, .plan = plan, .forms_carried = forms};
}

static void table_is_consistent(void **state)
{
	(void)state;
	for (unsigned i = FIELD_INVALID + 1; i < FIELD_COUNT; i++) {
		const struct field_info *info = field_info((enum field)i);
		const struct record_info *record = record_info(info->record);

		assert_true(info->name.length > 0 && info->names_ja.length > 0);
		assert_true(i >= record->first && i < record->first + record->count);
		if (info->kind == KIND_ENUM || info->kind == KIND_LIST_ENUM)
			assert_true(info->element < ENUM_COUNT);
		if (info->kind == KIND_RECORD || info->kind == KIND_LIST_RECORD)
			assert_true(info->element < RECORD_COUNT);
	}
}

static void missing_cells_of_carried_forms_are_blank(void **state)
{
	(void)state;
	struct document document = home_plan(1u << FORM_TABLE1 | 1u << FORM_TABLE2);
	struct record *need = add_only(document.plan, Plan_needs, RECORD_Need);

	document_settle(&document, NULL);
	assert_int_equal(record_read(document.plan, Plan_plan_date)->presence, PRESENCE_BLANK);
	assert_int_equal(record_read(document.plan, Plan_assessment)->presence, PRESENCE_NOT_SUPPLIED);
	assert_int_equal(record_read(document.plan, Plan_user_intention)->flags, VALUE_ABSENT);
	assert_int_equal(record_read(need, Need_text)->presence, PRESENCE_BLANK);
	assert_int_equal(record_read(need, Need_proposal)->presence, PRESENCE_NOT_SUPPLIED);
	assert_int_equal(record_read(need, Need_long_goals)->presence, PRESENCE_WRITTEN);
	const struct record *certification = record_sub(document.plan, Plan_certification);

	assert_non_null(certification);
	assert_int_equal(record_read(record_sub(certification, Certification_valid), Period_to)->presence, PRESENCE_BLANK);
}

static void prevention_plans_have_their_own_cells(void **state)
{
	(void)state;
	struct document document = home_plan(1u << FORM_PREVENTION);

	record_value(document.plan, Plan_kind)->is.enumerated = plan_kind_prevention;
	struct record *need = add_only(document.plan, Plan_needs, RECORD_Need);

	document_settle(&document, NULL);
	assert_int_equal(record_read(document.plan, Plan_policy)->presence, PRESENCE_BLANK);
	assert_int_equal(record_read(document.plan, Plan_housekeeping_reason)->presence, PRESENCE_NOT_SUPPLIED);
	assert_int_equal(record_read(need, Need_proposal)->presence, PRESENCE_BLANK);
	struct slice address = form_address(&arena, need, Need_wish, true, false);

	assert_true(slice_equal(address, SLICE_OF("支援計画書 課題1 具体策についての意向")));
}

static void columns_outside_a_layout_stay_unsupplied(void **state)
{
	(void)state;
	static bool supplied[FIELD_COUNT] = {[Plan_plan_date] = true};
	struct document document = home_plan(1u << FORM_TABLE1);

	document_settle(&document, supplied);
	assert_int_equal(record_read(document.plan, Plan_plan_date)->presence, PRESENCE_BLANK);
	assert_int_equal(record_read(document.plan, Plan_created_on)->presence, PRESENCE_NOT_SUPPLIED);
}

static void addresses_name_form_rows_and_item(void **state)
{
	(void)state;
	struct document document = home_plan(1u << FORM_TABLE2);
	struct record *need = add_only(document.plan, Plan_needs, RECORD_Need);
	struct record *long_goal = add_only(need, Need_long_goals, RECORD_LongGoal);
	struct record *goal = add_only(long_goal, LongGoal_short_goals, RECORD_ShortGoal);

	assert_true(slice_equal(form_address(&arena, goal, ShortGoal_period, true, false),
				SLICE_OF("第2表 課題1 長期目標1 短期目標1 期間")));
	assert_true(slice_equal(form_address(&arena, goal, ShortGoal_period, false, false), SLICE_OF("第2表 短期目標 期間")));
	assert_true(slice_equal(form_address(&arena, goal, ShortGoal_text, true, true),
				SLICE_OF("Table 2 need 1 long-term goal 1 short-term goal 1")));

	struct value *period = record_value(goal, ShortGoal_period);

	period->presence = PRESENCE_WRITTEN;
	period->is.record = record_new(&arena, RECORD_Period, goal, ShortGoal_period, 0);
	assert_true(slice_equal(form_address(&arena, period->is.record, Period_to, true, false),
				SLICE_OF("第2表 課題1 長期目標1 短期目標1 期間 終わり")));
	assert_true(slice_equal(form_address(&arena, period->is.record, Period_to, false, false), SLICE_OF("第2表 短期目標 期間 終わり")));
}

static void a_form_that_is_one_record_is_named_once(void **state)
{
	(void)state;
	struct document document = home_plan(1u << FORM_ASSESSMENT);

	document_settle(&document, NULL);
	const struct record *assessment = record_sub(document.plan, Plan_assessment);

	assert_true(slice_equal(form_address(&arena, assessment, Assessment_date, true, false), SLICE_OF("アセスメント 実施日")));
	assert_true(slice_equal(form_address(&arena, assessment, FIELD_COUNT, true, false), SLICE_OF("アセスメント")));
}

static struct document prevention_plan(uint32_t forms)
{
	struct document document = home_plan(forms);

	record_value(document.plan, Plan_kind)->is.enumerated = plan_kind_prevention;
	return document;
}

static void each_kind_of_plan_has_cells_the_other_never_has(void **state)
{
	(void)state;
	struct document home = home_plan(1u << FORM_TABLE2), prevention = prevention_plan(1u << FORM_PREVENTION);
	struct record *of_home = add_only(home.plan, Plan_needs, RECORD_Need);
	struct record *goal = add_only(add_only(prevention.plan, Plan_needs, RECORD_Need), Need_long_goals, RECORD_LongGoal);

	assert_false(cell_can_be(goal, LongGoal_text));
	assert_true(cell_can_be(goal, LongGoal_short_goals));
	assert_true(cell_can_be(goal, FIELD_COUNT));
	assert_false(cell_can_be(prevention.plan, Plan_weekly));
	assert_true(cell_can_be(prevention.plan, Plan_evaluations));
	assert_true(cell_can_be(prevention.plan, Plan_months));
	assert_true(cell_can_be(prevention.plan, Plan_all_services)); /* made of cells that it has */
	assert_true(cell_can_be(of_home, Need_long_goals));
	assert_false(cell_can_be(of_home, Need_wish));
	assert_false(cell_can_be(home.plan, Plan_evaluations));
	assert_true(cell_can_be(home.plan, Plan_weekly));
}

/* The form has no cell for the level before, but the papers that come with it say it. */
static void papers_beside_the_form_can_hold_what_it_has_no_cell_for(void **state)
{
	(void)state;
	struct document document = prevention_plan(1u << FORM_PREVENTION);

	document_settle(&document, NULL);
	assert_true(cell_can_be(record_sub(document.plan, Plan_certification), Certification_previous_level));
	assert_true(cell_can_be(record_sub(document.plan, Plan_user), User_birth_date));
}

static void of_an_unknown_kind_any_cell_can_be(void **state)
{
	(void)state;
	struct document document = home_plan(0);

	record_value(document.plan, Plan_kind)->presence = PRESENCE_UNREADABLE;
	assert_true(cell_can_be(document.plan, Plan_evaluations));
}

static void months_are_addressed_by_name(void **state)
{
	(void)state;
	struct document document = home_plan(1u << FORM_TABLE6);
	struct record *month = add_only(document.plan, Plan_months, RECORD_Month);

	*record_value(month, Month_first_day) = (struct value){.presence = PRESENCE_WRITTEN, .is.date = 20301}; /* 2025-08-01 */
	assert_true(slice_equal(form_address(&arena, month, Month_planned, true, false), SLICE_OF("第6表 令和7年8月 予定")));
	assert_true(slice_equal(form_address(&arena, month, Month_planned, true, true), SLICE_OF("Table 6 2025-08 planned")));
	assert_true(slice_equal(form_address(&arena, month, Month_planned, false, false), SLICE_OF("第6表 月 予定")));
	record_value(month, Month_first_day)->is.date += 14; /* the 15th: still that month */
	assert_true(slice_equal(form_address(&arena, month, Month_planned, true, false), SLICE_OF("第6表 令和7年8月 予定")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(table_is_consistent),
		cmocka_unit_test(missing_cells_of_carried_forms_are_blank),
		cmocka_unit_test(prevention_plans_have_their_own_cells),
		cmocka_unit_test(columns_outside_a_layout_stay_unsupplied),
		cmocka_unit_test(addresses_name_form_rows_and_item),
		cmocka_unit_test(each_kind_of_plan_has_cells_the_other_never_has),
		cmocka_unit_test(papers_beside_the_form_can_hold_what_it_has_no_cell_for),
		cmocka_unit_test(of_an_unknown_kind_any_cell_can_be),
		cmocka_unit_test(months_are_addressed_by_name),
		cmocka_unit_test(a_form_that_is_one_record_is_named_once),
	};
	return cmocka_run_group_tests_name("model", tests, set_up, tear_down);
}
