/* linter: the examples of rules, and what `rules explain` and `rules list` say. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "linter/rules/rule_examples.h"
#include "linter/rules/rule_explain.h"
#include "linter/rules/rule_list.h"
#include "linter/rules/rule_mutations.h"
#include "linter/rules/rule_presence.h"
#include "unit/rules_fixture.h"

static void show_findings(void)
{
	for (size_t i = 0; i < findings.count; i++) {
		finding_seal(&findings, findings.items[i]);
		print_error("%.*s:%u:%u: %.*s\n", SLICE_PRINT(findings.items[i]->path), findings.items[i]->start.line,
			    findings.items[i]->start.column, SLICE_PRINT(findings.items[i]->message));
	}
}

#define SOURCES                                                                                                          \
	"- id: l29\n  title: 老企第29号\n  date: 平成11年11月12日\n  link: https://example.jp/\n  quote: 期間も考慮する\n"

#define GOAL_RULE                                                                                                        \
	"- id: T2-029\n  name: goal-beyond\n  title: 短期目標が認定を超えている\n  title_en: Goal beyond certification\n" \
	"  category: dates\n  severity: warning\n  scope: short_goal\n"                                                   \
	"  basis: [{source: l29, place: 第2表 期間, kind: notice, verified: true}]\n"                                     \
	"  in_force: {from: 2000-04-01, decided_by: plan.plan_date}\n"                                                    \
	"  applies: |\n    plan.certification.level == 'care2' || blank(plan.certification.level)\n"                      \
	"  let:\n    limit: plan.certification.valid.to\n"                                                                \
	"  problem: |\n    short_goal.period.to > limit\n"                                                                \
	"  message: 終わりが{short_goal.period.to}です。\n  question: なぜですか。\n  fix: 直してください。\n"

#define PLAN(to)                                                                                                         \
	"      plan:\n        種類: 居宅サービス計画\n        計画作成日: 2025-04-01\n"                                  \
	"        認定: {有効期間: {始まり: 2025-04-01, 終わり: 2026-03-31}}\n"                                           \
	"        ニーズ: [{長期目標: [{短期目標: [{内容: 歩く, 期間: {始まり: 2025-04-01, 終わり: " to "}}]}]}]\n"

static void load(const char *rules)
{
	struct rule_file files[] = {
		{SLICE("rules/sources.yaml"), SLICE(SOURCES), NULL, {{0}}},
		{SLICE("rules/own.yaml"), slice_from_string(rules), NULL, {{0}}},
	};

	if (!rules_load(&arena, &scratch, files, COUNT_OF(files), &keys, &findings, &loaded))
		show_findings();
	assert_int_equal(findings.count, 0);
}

static struct example_counts run(bool require)
{
	struct example_options options = {.require = require};

	return rule_examples_run(&arena, &loaded, &keys, &options, &findings);
}

static void examples_that_hold_say_nothing(void **state)
{
	(void)state;
	load(GOAL_RULE "  tests:\n    - name: 満了日と同日\n      expect: pass\n" PLAN("2026-03-31")
			       "    - name: 一日超える\n      expect: 指摘\n      at: 第2表 課題1 長期目標1 短期目標1 期間 終わり\n" PLAN("2026-04-01")
				       "    - name: 空欄\n      expect: notJudged\n" PLAN("''"));
	struct example_counts counts = run(true);

	show_findings();
	assert_int_equal(counts.run, 3);
	assert_int_equal(counts.failed, 0);
	assert_int_equal(findings.count, 0);
}

static void a_wrong_result_is_told_with_the_finding(void **state)
{
	(void)state;
	load(GOAL_RULE "  tests:\n    - name: 一日超える\n      expect: pass\n" PLAN("2026-04-01"));
	assert_int_equal(run(false).failed, 1);
	assert_int_equal(findings.count, 1);
	finding_seal(&findings, findings.items[0]);
	assert_true(slice_equal(findings.items[0]->rule, SLICE_OF("RL-040")));
	assert_int_equal(findings.items[0]->start.line, 20);
	assert_true(slice_contains(findings.items[0]->message, SLICE_OF("終わりが令和8年4月1日です")));
}

static void a_wrong_place_is_a_failure(void **state)
{
	(void)state;
	load(GOAL_RULE "  tests:\n    - name: 一日超える\n      expect: fail\n      at: 第1表 計画作成者\n" PLAN("2026-04-01"));
	assert_int_equal(run(false).failed, 1);
}

static void other_words_of_the_message_are_a_failure(void **state)
{
	(void)state;
	load(GOAL_RULE "  tests:\n    - name: 一日超える\n      expect: fail\n      message: 終わりが令和8年4月1日\n" PLAN("2026-04-01")
			       "    - name: 二日超える\n      expect: 指摘\n      説明: 終わりが令和8年4月1日\n" PLAN("2026-04-02"));
	assert_int_equal(run(false).failed, 1);
	assert_int_equal(findings.count, 1);
	assert_true(slice_contains(findings.items[0]->message, SLICE_OF("例「二日超える」は、期待した結果が「指摘」（fail）、説明に「終わりが令和8年4月1日」")));
}

static void a_misspelt_key_of_an_example_is_reported(void **state)
{
	(void)state;
	load(GOAL_RULE "  tests:\n    - name: 満了日と同日\n      expect: open\n      plan: {種類: 居宅サービス計画, 計画作成曰: 2025-04-01}\n");
	assert_int_equal(run(false).failed, 0);
	assert_int_equal(findings.count, 1);
	assert_true(slice_equal(findings.items[0]->rule, SLICE_OF("YM-008")));
}

static void examples_are_required(void **state)
{
	(void)state;
	load(GOAL_RULE "  tests:\n    - name: 満了日と同日\n      expect: pass\n" PLAN("2026-03-31"));
	assert_int_equal(run(true).missing, 1);
	assert_true(slice_equal(findings.items[0]->rule, SLICE_OF("RL-042")));
}

static void explanations_speak_one_language(void **state)
{
	(void)state;
	load(GOAL_RULE);
	struct slice japanese = rule_explain(&arena, &loaded, &loaded.set->rules[0], false, false);
	struct slice english = rule_explain(&arena, &loaded, &loaded.set->rules[0], true, true);

	assert_true(slice_contains(japanese, SLICE_OF("短期目標.期間.終わり > limit")));
	assert_true(slice_contains(japanese, SLICE_OF("limit = 計画.認定.有効期間.終わり")));
	assert_true(slice_contains(japanese, SLICE_OF("計画.認定.要介護状態区分 == '要介護2' || 空欄(計画.認定.要介護状態区分)")));
	assert_true(slice_contains(japanese, SLICE_OF("老企第29号（平成11年11月12日） 第2表 期間 [通知・本文を確認済]")));
	assert_true(slice_contains(japanese, SLICE_OF("「期間も考慮する」")));
	assert_true(slice_contains(english, SLICE_OF("short_goal.period.to > limit")));
	assert_true(slice_contains(english, SLICE_OF("since 2000-04-01 (decided by plan.plan_date)")));
}

static void lists_have_a_line_a_rule(void **state)
{
	(void)state;
	load(GOAL_RULE);
	struct slice list = rule_list(&arena, loaded.set, true);

	assert_true(slice_equal(list, SLICE_OF("T2-029   warning  dates        goal-beyond Goal beyond certification\n")));
}

static void the_list_is_one_object_for_programs(void **state)
{
	(void)state;
	load(GOAL_RULE);
	struct slice list = rule_list_json(&arena, loaded.set, SLICE_OF("9.9"), true);

	assert_true(slice_starts_with(list, SLICE_OF("{\"schema_version\":1,\"tool\":{\"name\":\"tenken\",\"version\":\"9.9\"},\"ruleset\":{")));
	assert_true(slice_contains(list, SLICE_OF("\"rules\":1},\"rules\":[\n{\"rule\":\"T2-029\",\"name\":\"goal-beyond\",\"category\":\"dates\","
						  "\"severity\":\"warning\",\"kind\":\"fail\",\"title\":\"Goal beyond certification\",")));
	assert_true(slice_contains(list, SLICE_OF("\n{\"rule\":\"IN-001\",\"name\":\"file-unreadable\",")));
	assert_true(slice_ends_with(list, SLICE_OF("}]}\n")));
}

static void every_example_of_the_shipped_rules_holds(void **state)
{
	(void)state;
	struct rule_file *files;
	size_t count;
	struct failure failure = {.length = 0};

	assert_true(rule_folder_read(&arena, SLICE_OF(TENKEN_SOURCE_DIR "/rules"), &files, &count, &failure));
	rules_load(&arena, &scratch, files, count, &keys, &findings, &loaded);
	struct example_counts counts = run(true);

	show_findings();
	assert_int_equal(findings.count, 0);
	assert_int_equal(counts.failed, 0);
	assert_true(counts.run > loaded.set->count);
}

#define PLAN_RULE(condition)                                                                                             \
	"- id: T2-001\n  name: own\n  title: 題\n  title_en: title\n  category: dates\n  severity: warning\n  scope: plan\n" \
	"  basis: [{source: l29, kind: notice}]\n  message: 説明\n  problem: |\n    " condition "\n  tests:\n"
#define POLICY(name, expect, policy, needs)                                                                              \
	"    - {name: " name ", expect: " expect ", plan: {種類: 居宅サービス計画, 援助の方針: '" policy "', ニーズ: [" needs "]}}\n"

static size_t survivors(void)
{
	struct example_options options = {.english = false};
	struct mutation_counts counts = rule_mutations_run(&arena, &loaded, &keys, &options, &findings);

	assert_int_equal(counts.survived, findings.count);
	for (size_t i = 0; i < findings.count; i++)
		finding_seal(&findings, findings.items[i]);
	return counts.survived;
}

static void a_part_that_no_example_needs_is_found(void **state)
{
	(void)state;
	load(PLAN_RULE("blank(plan.policy) && size(plan.needs) > 1") POLICY("空欄で二つ", "fail", "", "{内容: 一}, {内容: 二}")
		     POLICY("空欄で一つ", "pass", "", "{内容: 一}"));
	assert_int_equal(survivors(), 1);
	assert_int_equal(findings.items[0]->start.line, 11);
	assert_int_equal(findings.items[0]->start.column, 5);
	assert_true(slice_contains(findings.items[0]->message, SLICE_OF("「blank(plan.policy)」")));
}

static void every_part_decides_an_example(void **state)
{
	(void)state;
	load(PLAN_RULE("blank(plan.policy) && size(plan.needs) > 1") POLICY("空欄で二つ", "fail", "", "{内容: 一}, {内容: 二}")
		     POLICY("空欄で一つ", "pass", "", "{内容: 一}") POLICY("書いてある", "pass", "歩く", "{内容: 一}, {内容: 二}"));
	assert_int_equal(survivors(), 0);
}

static void parts_inside_exists_are_dropped_too(void **state)
{
	(void)state;
	load(PLAN_RULE("plan.needs.exists(n, n.text == '一' && size(n.text) < 3)") POLICY("一", "fail", "", "{内容: 一}")
		     POLICY("二", "pass", "", "{内容: 二}"));
	assert_int_equal(survivors(), 1);
	assert_true(slice_contains(findings.items[0]->message, SLICE_OF("「size(n.text) < 3」")));
}

static void parts_inside_let_are_dropped_too(void **state)
{
	(void)state;
	load("- id: T2-001\n  name: own\n  title: 題\n  title_en: title\n  category: dates\n  severity: warning\n  scope: plan\n"
	     "  basis: [{source: l29, kind: notice}]\n  message: 説明\n  let:\n    other: |\n      size(plan.needs)\n    short: |\n"
	     "      plan.needs.filter(n, n.text == '一' && size(n.text) < 3)\n  problem: |\n    size(short) > 0 && other < 9\n  tests:\n"
	     POLICY("一", "fail", "", "{内容: 一}") POLICY("二", "pass", "", "{内容: 二}"));
	assert_int_equal(survivors(), 2);
	assert_true(slice_contains(findings.items[0]->message, SLICE_OF("let から「size(n.text) < 3」")));
	assert_int_equal(findings.items[0]->start.line, 14);
	assert_int_equal(findings.items[0]->start.column, 45);
	assert_true(slice_contains(findings.items[1]->message, SLICE_OF("problem から「other < 9」")));
}

static void parts_of_what_is_collected_are_dropped_too(void **state)
{
	(void)state;
	load("- id: BA-001\n  name: own\n  title: 題\n  title_en: title\n  category: batch\n  severity: warning\n  scope: office\n"
	     "  basis: [{source: l29, kind: notice}]\n  message: 説明\n  collect:\n    number: size(plan.needs)\n    short: |\n"
	     "      plan.needs.exists(n, n.text == '一' && size(n.text) < 3)\n  judge: |\n    facts.exists(f, f.short)\n  tests:\n"
	     "    - {name: 一, expect: fail, plans: [{事業所: {事業所番号: '9990000001'}, ニーズ: [{内容: 一}]}]}\n"
	     "    - {name: 二, expect: pass, plans: [{事業所: {事業所番号: '9990000001'}, ニーズ: [{内容: 二}]}]}\n");
	assert_int_equal(survivors(), 1);
	assert_true(slice_contains(findings.items[0]->message, SLICE_OF("collect から「size(n.text) < 3」")));
	assert_int_equal(findings.items[0]->start.line, 13);
}

static void an_explanation_says_what_cannot_be_suppressed(void **state)
{
	(void)state;
	load("- {id: T2-001, name: own, title: 題, title_en: title, category: dates, severity: warning, scope: plan, message: 説明,\n"
	     "   basis: [{source: l29, kind: notice}], problem: blank(plan.policy), suppressible: false}\n"
	     "- {id: T2-002, name: other, title: 題, title_en: title, category: dates, severity: warning, scope: plan, message: 説明,\n"
	     "   basis: [{source: l29, kind: notice}], problem: blank(plan.policy)}\n");
	struct slice kept = rule_explain(&arena, &loaded, rule_find(loaded.set, SLICE_OF("T2-001")), false, false);
	struct slice free = rule_explain(&arena, &loaded, rule_find(loaded.set, SLICE_OF("T2-002")), false, false);

	assert_true(slice_contains(kept, SLICE_OF("除外：できません\n")));
	assert_false(slice_contains(free, SLICE_OF("除外")));
}

static size_t blanks_untold(const char *rules)
{
	bool wanted[8] = {true, true, true};

	load(rules);
	rule_presence_check(loaded.set, wanted, &scratch, &findings);
	for (size_t i = 0; i < findings.count; i++)
		finding_seal(&findings, findings.items[i]);
	return findings.count;
}

#define HEAD(id, name, category)                                                                                         \
	"- id: " id "\n  name: " name "\n  title: 題\n  title_en: title\n  category: " category "\n  severity: warning\n"    \
	"  scope: plan\n  basis: [{source: l29, kind: notice}]\n  message: 説明\n"

static void a_blank_that_no_rule_tells_is_pointed_at(void **state)
{
	(void)state;
	assert_int_equal(blanks_untold(HEAD("T2-001", "own", "dates") "  problem: |\n    size(plan.policy) > 3 && size(plan.policy) < 9\n"), 1);
	assert_int_equal(findings.items[0]->start.line, 11);
	assert_int_equal(findings.items[0]->start.column, 10);
	assert_true(slice_contains(findings.items[0]->message, SLICE_OF("「plan.policy」")));
}

static void a_presence_rule_tells_it(void **state)
{
	(void)state;
	assert_int_equal(blanks_untold(HEAD("T2-001", "own", "dates") "  problem: |\n    size(plan.policy) > 3\n"
				       HEAD("T2-002", "there", "required") "  problem: |\n    blank(plan.policy)\n"), 0);
}

static void whoever_asks_has_thought_of_it(void **state)
{
	(void)state;
	assert_int_equal(blanks_untold(HEAD("T2-001", "own", "dates") "  applies: |\n    has(plan.policy)\n  problem: |\n"
				       "    size(plan.policy) > 3\n"), 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(examples_that_hold_say_nothing),
		TEST(a_wrong_result_is_told_with_the_finding),
		TEST(a_wrong_place_is_a_failure),
		TEST(other_words_of_the_message_are_a_failure),
		TEST(a_misspelt_key_of_an_example_is_reported),
		TEST(examples_are_required),
		TEST(explanations_speak_one_language),
		TEST(lists_have_a_line_a_rule),
		TEST(the_list_is_one_object_for_programs),
		TEST(a_part_that_no_example_needs_is_found),
		TEST(every_part_decides_an_example),
		TEST(parts_inside_let_are_dropped_too),
		TEST(parts_of_what_is_collected_are_dropped_too),
		TEST(an_explanation_says_what_cannot_be_suppressed),
		TEST(parts_inside_exists_are_dropped_too),
		TEST(a_blank_that_no_rule_tells_is_pointed_at),
		TEST(a_presence_rule_tells_it),
		TEST(whoever_asks_has_thought_of_it),
		TEST(every_example_of_the_shipped_rules_holds),
	};
	return cmocka_run_group_tests_name("linter_rule_examples", tests, NULL, NULL);
}
