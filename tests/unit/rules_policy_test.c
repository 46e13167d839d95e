/* rules: policy documents and profiles, and every mistake in them at its place. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "rules/embedded.h"
#include "unit/rules_fixture.h"

static struct rule_file file(const char *path, const char *text)
{
	return (struct rule_file){.path = slice_from_string(path), .bytes = slice_from_string(text)};
}

static bool load(const char *policy, const char *profile)
{
	struct rule_file files[] = {
		file("rules/municipal/own.yaml", policy),
		file("rules/profiles/own.yaml", profile),
		file("rules/sources.yaml", "- {id: town, title: 見本町の方針}\n"),
	};

	assert_true(rules_load(&arena, &scratch, files, COUNT_OF(files), &keys, &findings, &loaded));
	return rules_load_policies(&loaded, &scratch, &findings);
}

#define HEAD "policy: town\ntitle: 見本町の方針\ntitle_en: Town\nsource: town\nitems:\n"
#define ITEM(id) "  - id: " id "\n    text: 思いを聞く。\n    machine: partly\n"
#define PROFILE "profile: town\ntitle: 見本町\ntitle_en: Town\npolicies: [town]\n"

static void assert_only(enum builtin_finding builtin, unsigned line, unsigned column)
{
	assert_int_equal(findings.count, 1);
	finding_seal(&findings, findings.items[0]);
	assert_true(slice_equal(findings.items[0]->rule, builtin_info(builtin)->id));
	assert_int_equal(findings.items[0]->start.line, line);
	assert_int_equal(findings.items[0]->start.column, column);
}

static bool is(struct slice text, const char *wanted)
{
	return slice_equal(text, slice_from_string(wanted));
}

static void an_item_has_its_sentence_rules_and_question(void **state)
{
	(void)state;
	assert_true(load("方針: town\n題名: 見本町の方針\n英題: Town\n出典: town\n施行: {始まり: 令和6年4月1日}\n項目:\n"
			 "  - 番号: 1\n    表記: ①\n    原文: 思いを聞く。\n    規則: [goal-vague, T2-999]\n    機械: 一部\n"
			 "    問いかけ: 何と話していますか。\n    優先: 8\n    尋ねる相手: 保険者\n",
			 "プロファイル: town\n題名: 見本町\n英題: Town\n方針: [town]\n確かめない: [wording]\n相手: 点検者\n"));
	const struct policy_item *item = policy_item_find(loaded.policies, SLICE_OF("town/①"));

	assert_non_null(item);
	assert_ptr_equal(item, policy_item_find(loaded.policies, SLICE_OF("town/1")));
	assert_true(is(item->name, "town/1"));
	assert_true(is(item->text, "思いを聞く。"));
	assert_int_equal(item->rule_count, 2); /* neither exists: they may be named */
	assert_int_equal(item->machine, POLICY_MACHINE_PARTLY);
	assert_int_equal(item->asked, POLICY_ASKS_INSURER);
	assert_int_equal(item->priority, 8);
	assert_true(is(policy_item_question(item, true), "何と話していますか。")); /* no English: the Japanese */
	assert_int_equal(loaded.policies->policies[0].from, 19814);
	const struct profile *profile = profile_find(loaded.policies, SLICE_OF("town"));

	assert_non_null(profile);
	assert_int_equal(profile->policy_count, 1);
	assert_true(is(profile->ignore[0], "wording"));
	assert_int_equal(profile->audience, AUDIENCE_INSPECTOR);
}

static void another_question_needs_a_condition_over_the_plan(void **state)
{
	(void)state;
	assert_true(load(HEAD ITEM("1") "    question: どうですか。\n    instead:\n      - when: |\n          plan.kind == 'home'\n"
					"        question: 家ではどうですか。\n",
			 PROFILE));
	const struct policy_item *item = &loaded.policies->policies[0].items[0];

	assert_int_equal(item->question_count, 2);
	assert_non_null(item->questions[0].when.expression);
	assert_null(item->questions[1].when.expression);
	assert_true(is(policy_item_question(item, false), "どうですか。"));
}

static void a_wrong_condition_is_shown_where_it_stands(void **state)
{
	(void)state;
	assert_false(load(HEAD ITEM("1") "    question: どうですか。\n    instead:\n      - when: plan.knd == 'home'\n        question: 家では。\n",
			  PROFILE));
	assert_only(BUILTIN_RULE_EXPRESSION, 11, 20);
}

static void another_question_alone_is_not_enough(void **state)
{
	(void)state;
	assert_false(load(HEAD ITEM("1") "    instead:\n      - when: plan.kind == 'home'\n        question: 家では。\n", PROFILE));
	assert_only(BUILTIN_RULE_MISSING_KEY, 10, 7);
}

static void a_number_stands_once_in_a_policy(void **state)
{
	(void)state;
	assert_false(load(HEAD ITEM("1") ITEM("2") ITEM("1"), PROFILE));
	assert_only(BUILTIN_RULE_DUPLICATE, 12, 9);
	assert_int_not_equal(slice_find(findings.items[0]->message, SLICE_OF(" 6 行目"), 0), SIZE_MAX);
	assert_int_equal(loaded.policies->policies[0].item_count, 2);
}

static void an_item_without_its_sentence_is_a_mistake(void **state)
{
	(void)state;
	assert_false(load(HEAD "  - id: 1\n    machine: yes\n", PROFILE));
	assert_only(BUILTIN_RULE_MISSING_KEY, 6, 5);
}

static void a_priority_is_one_digit(void **state)
{
	(void)state;
	assert_false(load(HEAD ITEM("1") "    priority: 10\n", PROFILE));
	assert_only(BUILTIN_RULE_BAD_VALUE, 9, 15);
}

static void a_source_must_be_known(void **state)
{
	(void)state;
	assert_false(load("policy: town\ntitle: 方針\ntitle_en: Town\nsource: twon\nitems: []\n", PROFILE));
	assert_only(BUILTIN_RULE_UNKNOWN_SOURCE, 4, 9);
}

static void a_profile_names_policies_that_exist(void **state)
{
	(void)state;
	assert_false(load(HEAD ITEM("1"), "profile: own\ntitle: 方針\ntitle_en: Own\npolicies: [towns]\n"));
	assert_only(BUILTIN_RULE_BAD_VALUE, 4, 12);
	assert_int_not_equal(slice_find(findings.items[0]->message, SLICE_OF("town"), 0), SIZE_MAX);
}

static void a_run_without_a_profile_reads_no_policy(void **state)
{
	struct rule_file files[] = {file("rules/municipal/own.yaml", "policy: town\n")};

	(void)state;
	assert_true(rules_load(&arena, &scratch, files, COUNT_OF(files), &keys, &findings, &loaded));
	assert_null(loaded.policies);
}

/* ---- what is shipped ---- */

static void load_shipped(void)
{
	size_t count;
	const struct rule_file *files = embedded_rule_files(&count);

	assert_true(rules_load(&arena, &scratch, files, count, &keys, &findings, &loaded));
	assert_true(rules_load_policies(&loaded, &scratch, &findings));
}

static void every_shipped_item_has_a_question_in_both_languages(void **state)
{
	(void)state;
	load_shipped();
	assert_true(loaded.policies->policy_count > 0);
	for (size_t i = 0; i < loaded.policies->policy_count; i++)
		for (size_t k = 0; k < loaded.policies->policies[i].item_count; k++) {
			const struct policy_item *item = &loaded.policies->policies[i].items[k];

			for (size_t q = 0; q < item->question_count; q++)
				if (!item->questions[q].text[LANGUAGE_EN].length)
					fail_msg("%.*s: no English question", SLICE_PRINT(item->name));
			if (!item->question_count)
				fail_msg("%.*s: no question", SLICE_PRINT(item->name));
			if (item->machine != POLICY_MACHINE_NO && !item->rule_count)
				fail_msg("%.*s: a program sees it, by which rule?", SLICE_PRINT(item->name));
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(an_item_has_its_sentence_rules_and_question, set_up, tear_down),
		cmocka_unit_test_setup_teardown(another_question_needs_a_condition_over_the_plan, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_wrong_condition_is_shown_where_it_stands, set_up, tear_down),
		cmocka_unit_test_setup_teardown(another_question_alone_is_not_enough, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_number_stands_once_in_a_policy, set_up, tear_down),
		cmocka_unit_test_setup_teardown(an_item_without_its_sentence_is_a_mistake, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_priority_is_one_digit, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_source_must_be_known, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_profile_names_policies_that_exist, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_run_without_a_profile_reads_no_policy, set_up, tear_down),
		cmocka_unit_test_setup_teardown(every_shipped_item_has_a_question_in_both_languages, set_up, tear_down),
	};

	return cmocka_run_group_tests_name("policies", tests, NULL, NULL);
}
