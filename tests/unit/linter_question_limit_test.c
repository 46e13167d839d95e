/* linter: a plan brings up a handful of questions, the weightiest first, and says how many it left out. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "linter/plans/question_limit.h"

static struct arena arena;
static struct finding_list findings;

static int set_up(void **state)
{
	(void)state;
	arena_init(&arena, NULL);
	finding_list_init(&findings, &arena, false);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static struct finding *add(enum finding_kind kind, uint8_t priority, uint32_t order)
{
	struct finding *finding = finding_add(&findings);

	finding->kind = kind;
	finding->priority = priority;
	finding->order = order;
	return finding;
}

static void the_first_by_priority_then_by_form_stay(void **state)
{
	struct finding *late, *early, *first;

	(void)state;
	add(FINDING_REVIEW, 7, 1);
	late = add(FINDING_REVIEW, 2, 3);
	early = add(FINDING_REVIEW, 2, 2);
	first = add(FINDING_REVIEW, 0, 9);
	assert_int_equal(questions_limit(&findings, 2), 2);
	assert_int_equal(findings.count, 2);
	assert_ptr_equal(findings.items[0], early);
	assert_ptr_equal(findings.items[1], first);
	assert_true(late->order == 3);
}

static void findings_of_other_kinds_stay(void **state)
{
	(void)state;
	add(FINDING_FAIL, 9, 1);
	add(FINDING_REVIEW, 0, 2);
	add(FINDING_OPEN, 9, 3);
	assert_int_equal(questions_limit(&findings, 0), 1);
	assert_int_equal(findings.count, 2);
}

static void few_questions_all_stay(void **state)
{
	(void)state;
	for (uint32_t i = 0; i < QUESTIONS_A_PLAN; i++)
		add(FINDING_REVIEW, 5, i);
	assert_int_equal(questions_limit(&findings, QUESTIONS_A_PLAN), 0);
	assert_int_equal(findings.count, QUESTIONS_A_PLAN);
}

static void equal_places_keep_the_order_they_were_raised_in(void **state)
{
	struct finding *first = add(FINDING_REVIEW, 5, 1);

	(void)state;
	add(FINDING_REVIEW, 5, 1);
	assert_int_equal(questions_limit(&findings, 1), 1);
	assert_ptr_equal(findings.items[0], first);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(the_first_by_priority_then_by_form_stay, set_up, tear_down),
		cmocka_unit_test_setup_teardown(findings_of_other_kinds_stay, set_up, tear_down),
		cmocka_unit_test_setup_teardown(few_questions_all_stay, set_up, tear_down),
		cmocka_unit_test_setup_teardown(equal_places_keep_the_order_they_were_raised_in, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
