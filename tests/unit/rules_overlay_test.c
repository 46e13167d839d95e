/* rules: what local files change of rules, words and tables, and for whose plans. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "linter/rules/rule_examples.h"
#include "linter/rules/rule_explain.h"
#include "unit/rules_fixture.h"

#define SOURCES "- {id: l29, title: 老企第29号}\n- {id: own, title: 手引き}\n"

#define HEAD(id, name)                                                                                                   \
	"- id: " id "\n  name: " name "\n  title: 題\n  title_en: title\n  category: dates\n  severity: warning\n"       \
	"  scope: plan\n  basis: [{source: l29, kind: notice, verified: true}]\n"

#define SHIPPED                                                                                                          \
	HEAD("T2-001", "goal") "  problem: |\n    blank(plan.policy)\n  message: 古い説明\n  message_en: old\n"          \
	HEAD("T2-002", "word") "  problem: |\n    mentions(plan.policy, 'vague')\n  message: 「{hit()}」\n"              \
	HEAD("T2-003", "limit") "  problem: |\n    lookup('limits', plan.certification.level, plan.plan_date) > 30\n  message: 回数\n" \
	HEAD("T2-004", "twice") "  in_force: {to: 2020-03-31}\n  problem: |\n    blank(plan.policy)\n  message: 前\n"    \
	HEAD("T2-004", "twice") "  in_force: {from: 2020-04-01}\n  problem: |\n    blank(plan.policy)\n  message: 後\n"

#define LEXICON "lexicon: vague\ntitle: 言葉\ntitle_en: words\nwords: [楽しく]\n"
#define TABLE                                                                                                            \
	"table: limits\ntitle: 回数\ntitle_en: visits\nkeys: [{name: level, type: level}]\nvalue: {name: visits, type: int}\n" \
	"rows: [{level: care1, visits: 27}, {level: care2, visits: 34}]\n"

static struct rule_file file(const char *path, const char *text)
{
	return (struct rule_file){.path = slice_from_string(path), .bytes = slice_from_string(text)};
}

static bool load(const char *own)
{
	struct rule_file files[] = {file("rules/sources.yaml", SOURCES), file("rules/shipped.yaml", SHIPPED),
				    file("rules/lexicon.yaml", LEXICON), file("rules/table.yaml", TABLE), file("own/own.yaml", own)};

	return rules_load(&arena, &scratch, files, COUNT_OF(files), &keys, &findings, &loaded);
}

static void show_findings(void)
{
	for (size_t i = 0; i < findings.count; i++) {
		finding_seal(&findings, findings.items[i]);
		print_error("%.*s:%u:%u: %.*s\n", SLICE_PRINT(findings.items[i]->path), findings.items[i]->start.line,
			    findings.items[i]->start.column, SLICE_PRINT(findings.items[i]->message));
	}
}

/* Every example of the set comes to what it says. */
static void assert_examples(const char *own, size_t count)
{
	struct example_options options = {.english = false};

	if (!load(own))
		show_findings();
	assert_int_equal(findings.count, 0);
	struct example_counts counts = rule_examples_run(&arena, &loaded, &keys, &options, &findings);

	show_findings();
	assert_int_equal(counts.run, count);
	assert_int_equal(counts.failed, 0);
}

static void assert_only(enum builtin_finding builtin, unsigned line, unsigned column)
{
	assert_int_equal(findings.count, 1);
	finding_seal(&findings, findings.items[0]);
	assert_true(slice_equal(findings.items[0]->rule, builtin_info(builtin)->id));
	assert_true(slice_equal(findings.items[0]->path, SLICE_OF("own/own.yaml")));
	assert_int_equal(findings.items[0]->start.line, line);
	assert_int_equal(findings.items[0]->start.column, column);
}

#define EXAMPLE(name, expect, plan) "    - {name: " name ", expect: " expect ", plan: {種類: 居宅サービス計画, " plan "}}\n"

static void a_change_replaces_fields_for_every_plan(void **state)
{
	(void)state;
	assert_true(load("- change: T2-001\n  reason: 市の方針\n  severity: info\n  message: 新しい説明\n  basis+: [{source: own, kind: policy}]\n"
			 "  must: |\n    has(plan.policy)\n"));
	const struct rule_revision *revision = rule_newest(rule_find(loaded.set, SLICE_OF("T2-001")));

	assert_int_equal(revision->severity, RULE_INFO);
	assert_true(slice_equal(revision->message_text[LANGUAGE_JA], SLICE_OF("新しい説明")));
	assert_int_equal(revision->message_text[LANGUAGE_EN].length, 0); /* the old translation would say something else */
	assert_int_equal(revision->basis_count, 2);
	assert_true(revision->must);
	assert_true(slice_equal(revision->condition.written.source->path, SLICE_OF("own/own.yaml")));
}

static void a_change_may_hold_for_one_insurer_alone(void **state)
{
	(void)state;
	assert_examples("- 変更: T2-001\n  保険者番号: \"999913\"\n  重さ: 気づき\n  指摘する条件: |\n    計画.援助の方針 == '未'\n"
			"  例:\n" EXAMPLE("市の計画", "fail", "保険者番号: \"999913\", 援助の方針: 未")
			EXAMPLE("市の計画は空欄でよい", "notJudged", "保険者番号: \"999913\", 援助の方針: \"\"")
			EXAMPLE("よその計画", "pass", "保険者番号: \"999905\", 援助の方針: 未")
			EXAMPLE("番号のない計画", "fail", "援助の方針: \"\""), 4);
	const struct rule *rule = rule_find(loaded.set, SLICE_OF("T2-001"));

	assert_int_equal(rule->revision_count, 2);
	assert_int_equal(rule_newest(rule)->severity, RULE_WARNING);
}

static void a_rule_is_disabled_with_a_reason(void **state)
{
	(void)state;
	assert_false(load("- disable: T2-001\n"));
	assert_only(BUILTIN_RULE_MISSING_KEY, 1, 3);
}

static void a_disabled_rule_is_not_run(void **state)
{
	(void)state;
	assert_true(load("- {disable: T2-001, reason: 別の様式で見る}\n- {disable: T2-002, insurer: [\"999913\"], reason: 使わない}\n"));
	assert_true(rule_find(loaded.set, SLICE_OF("T2-001"))->disabled);
	const struct rule *local = rule_find(loaded.set, SLICE_OF("T2-002"));

	assert_false(local->disabled);
	assert_true(local->revisions[0].disabled);
	assert_false(rule_newest(local)->disabled);
}

static void insurers_with_the_same_changes_share_a_revision(void **state)
{
	(void)state;
	assert_true(load("- {change: T2-001, insurer: [\"999913\", \"999921\"], severity: info}\n"
			 "- {change: T2-001, insurer: \"999921\", priority: 9}\n- {change: T2-001, insurer: \"999939\", severity: info}\n"
			 "- {change: T2-001, question: だれにも}\n"));
	const struct rule *rule = rule_find(loaded.set, SLICE_OF("T2-001"));

	assert_int_equal(rule->revision_count, 4);
	assert_int_equal(rule->overlay_count, 4);
	for (size_t i = 0; i < rule->revision_count; i++)
		assert_true(slice_equal(rule->revisions[i].question_text[LANGUAGE_JA], SLICE_OF("だれにも")));
	assert_int_equal(rule->revisions[1].priority, 9);
	assert_int_equal(rule->revisions[1].severity, RULE_INFO);
}

static void words_and_rows_are_added(void **state)
{
	(void)state;
	assert_examples("- lexicon+: vague\n  insurer: [\"999913\"]\n  words: [ゆったり]\n"
			"- {辞書+: vague, 言葉: [のんびり], 除く言葉: [楽しくない]}\n"
			"- {table+: limits, insurer: \"999913\", rows: [{level: care1, visits: 31}]}\n"
			"- change: T2-002\n  tests:\n" EXAMPLE("市の言葉", "fail", "保険者番号: \"999913\", 援助の方針: ゆったり暮らす")
			EXAMPLE("よその言葉", "pass", "援助の方針: ゆったり暮らす") EXAMPLE("みなの言葉", "fail", "援助の方針: のんびり暮らす")
			EXAMPLE("市でも", "fail", "保険者番号: \"999913\", 援助の方針: のんびり楽しくないこと")
			EXAMPLE("除く言葉", "pass", "援助の方針: 楽しくない")
			"- change: T2-003\n  tests:\n" EXAMPLE("市の行", "fail", "保険者番号: \"999913\", 計画作成日: 2025-04-01, 認定: {要介護度: 要介護1}")
			EXAMPLE("国の行", "pass", "計画作成日: 2025-04-01, 認定: {要介護度: 要介護1}"), 7);
}

static void what_is_not_there_cannot_be_changed(void **state)
{
	(void)state;
	assert_false(load("- {change: T2-009, severity: info}\n"));
	assert_only(BUILTIN_RULE_UNKNOWN_RULE, 1, 12);
}

static void unknown_lexicons_and_tables_are_told(void **state)
{
	(void)state;
	assert_false(load("- {lexicon+: vage, words: [あ]}\n- {table+: limit, rows: []}\n"));
	assert_int_equal(findings.count, 2);
	assert_true(slice_contains(findings.items[0]->message, SLICE_OF("vague")));
	assert_true(slice_contains(findings.items[1]->message, SLICE_OF("limits")));
}

static void a_mistake_is_shown_in_the_file_that_changes(void **state)
{
	(void)state;
	assert_false(load("- change: T2-001\n  problem: |\n    blank(plan.polcy)\n"));
	assert_only(BUILTIN_RULE_EXPRESSION, 3, 16);
}

static void periods_of_a_rule_with_several_stay(void **state)
{
	(void)state;
	assert_false(load("- {change: T2-004, in_force: {from: 2021-04-01}}\n"));
	assert_true(findings.count >= 1);
	assert_true(slice_equal(findings.items[0]->rule, builtin_info(BUILTIN_RULE_CHANGED_PERIODS)->id));
}

static void insurer_numbers_have_six_digits(void **state)
{
	(void)state;
	assert_false(load("- {change: T2-001, insurer: [99991], severity: info}\n"));
	assert_only(BUILTIN_RULE_BAD_VALUE, 1, 30);
}

static void an_explanation_says_what_was_changed_where(void **state)
{
	(void)state;
	assert_true(load("\n- {change: T2-001, insurer: \"999913\", reason: 市の方針, severity: info}\n"));
	struct slice text = rule_explain(&arena, &loaded, rule_find(loaded.set, SLICE_OF("T2-001")), false, false);

	assert_true(slice_contains(text, SLICE_OF("own/own.yaml:2、保険者 999913（市の方針）\n")));
	assert_true(slice_contains(text, SLICE_OF("重さ：warning → info")));
}

static void an_explanation_says_what_was_added_to_words_and_tables(void **state)
{
	(void)state;
	assert_true(load("- {lexicon+: vague, reason: 方言, words: [ゆったり, {word: 穏やか, blockers: [穏やかな気候]}], blockers: [楽しくない]}\n"
			 "- {table+: limits, insurer: \"999913\", rows: [{level: care1, visits: 31}, {level: care2, visits: 40}]}\n"));
	struct slice words = rule_explain(&arena, &loaded, rule_find(loaded.set, SLICE_OF("T2-002")), false, false);
	struct slice rows = rule_explain(&arena, &loaded, rule_find(loaded.set, SLICE_OF("T2-003")), true, false);
	struct slice neither = rule_explain(&arena, &loaded, rule_find(loaded.set, SLICE_OF("T2-001")), false, false);

	assert_true(slice_contains(words, SLICE_OF("own/own.yaml:1、すべての計画：辞書 vague に足すもの（方言）\n"
						   "  言葉：[ゆったり, {word: 穏やか, blockers: [穏やかな気候]}]\n"
						   "  除く言葉：[楽しくない]\n")));
	assert_false(slice_contains(words, SLICE_OF("limits")));
	assert_true(slice_contains(rows, SLICE_OF("own/own.yaml:2, insurer 999913: adds to the table limits\n"
						  "  row: {level: care1, visits: 31}\n  row: {level: care2, visits: 40}\n")));
	assert_false(slice_contains(neither, SLICE_OF("own/own.yaml")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_change_replaces_fields_for_every_plan, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_change_may_hold_for_one_insurer_alone, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_rule_is_disabled_with_a_reason, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_disabled_rule_is_not_run, set_up, tear_down),
		cmocka_unit_test_setup_teardown(insurers_with_the_same_changes_share_a_revision, set_up, tear_down),
		cmocka_unit_test_setup_teardown(words_and_rows_are_added, set_up, tear_down),
		cmocka_unit_test_setup_teardown(what_is_not_there_cannot_be_changed, set_up, tear_down),
		cmocka_unit_test_setup_teardown(unknown_lexicons_and_tables_are_told, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_mistake_is_shown_in_the_file_that_changes, set_up, tear_down),
		cmocka_unit_test_setup_teardown(periods_of_a_rule_with_several_stay, set_up, tear_down),
		cmocka_unit_test_setup_teardown(insurer_numbers_have_six_digits, set_up, tear_down),
		cmocka_unit_test_setup_teardown(an_explanation_says_what_was_changed_where, set_up, tear_down),
		cmocka_unit_test_setup_teardown(an_explanation_says_what_was_added_to_words_and_tables, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
