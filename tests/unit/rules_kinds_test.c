/* rules: kinds: every shipped one as its own example fills it in, and mistakes where they were filled in. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/text_builder.h"
#include "linter/rules/rule_examples.h"
#include "rules/embedded.h"
#include "unit/rules_fixture.h"

#include <string.h>

enum { KINDS = 11, FILES_MAX = 512 };

/* The shipped rules and one file more. */
static bool load(struct slice own)
{
	struct rule_file files[FILES_MAX];
	size_t count;
	const struct rule_file *shipped = embedded_rule_files(&count);

	assert_true(count < FILES_MAX);
	memcpy(files, shipped, count * sizeof *files);
	files[count] = (struct rule_file){.path = SLICE_OF("own/own.yaml"), .bytes = own};
	return rules_load(&arena, &scratch, files, count + 1, &keys, &findings, &loaded);
}

static void show_findings(void)
{
	for (size_t i = 0; i < findings.count; i++) {
		finding_seal(&findings, findings.items[i]);
		print_error("%.*s:%u:%u: %.*s\n", SLICE_PRINT(findings.items[i]->path), findings.items[i]->start.line,
			    findings.items[i]->start.column, SLICE_PRINT(findings.items[i]->message));
	}
}

static void assert_mistake(const char *own, enum builtin_finding builtin, unsigned line, unsigned column)
{
	assert_false(load(slice_from_string(own)));
	if (findings.count != 1)
		show_findings();
	assert_int_equal(findings.count, 1);
	finding_seal(&findings, findings.items[0]);
	assert_true(slice_equal(findings.items[0]->rule, builtin_info(builtin)->id));
	assert_true(slice_equal(findings.items[0]->path, SLICE_OF("own/own.yaml")));
	assert_int_equal(findings.items[0]->start.line, line);
	assert_int_equal(findings.items[0]->start.column, column);
}

static void every_kind_does_what_its_example_says(void **state)
{
	struct example_options options = {.select = (struct slice[]){SLICE("LC-001"), SLICE("LC-002"), SLICE("LC-003"), SLICE("LC-004"),
								     SLICE("LC-005"), SLICE("LC-006"), SLICE("LC-007"), SLICE("LC-008"),
								     SLICE("LC-009"), SLICE("LC-010"), SLICE("LC-011")},
					  .select_count = KINDS,
					  .require = true};
	struct text_builder all;

	(void)state;
	assert_true(load(SLICE_OF("")));
	assert_int_equal(loaded.kind_count, KINDS);
	text_builder_init(&all, &arena);
	for (size_t i = 0; i < loaded.kind_count; i++)
		text_builder_add(&all, loaded.kinds[i].example);
	if (!load(text_builder_finish(&all)))
		show_findings();
	assert_int_equal(findings.count, 0);
	struct example_counts counts = rule_examples_run(&arena, &loaded, &keys, &options, &findings);

	show_findings();
	assert_int_equal(findings.count, 0);
	assert_true(counts.run >= 2 * KINDS);
}

#define RULE(kind) "- 番号: LC-001\n  型: " kind "\n  根拠: [{出典: l29, 種類: 実務}]\n"

static void a_rule_says_more_than_its_kind(void **state)
{
	(void)state;
	assert_true(load(SLICE_OF(RULE("must-write") "  field: plan.policy\n  重さ: 話題\n  名前: policy\n  説明: 方針を書きましょう。\n")));
	const struct rule *rule = rule_find(loaded.set, SLICE_OF("policy"));

	assert_non_null(rule);
	assert_int_equal(rule->scope, SCOPE_PLAN);
	assert_int_equal(rule_newest(rule)->severity, RULE_WARNING);
	assert_true(slice_equal(rule_newest(rule)->message_text[LANGUAGE_JA], SLICE_OF("方針を書きましょう。")));
	assert_true(slice_equal(slice_trim(rule_newest(rule)->condition.written.text), SLICE_OF("blank(plan.policy)")));
}

static void an_unknown_kind_is_told_with_the_nearest(void **state)
{
	(void)state;
	assert_mistake(RULE("必ずかく") "  項目: 計画.援助の方針\n", BUILTIN_RULE_UNKNOWN_KIND, 2, 6);
	assert_true(slice_contains(findings.items[0]->message, SLICE_OF("必ず書く")));
}

static void a_wrong_item_is_shown_where_it_was_filled_in(void **state)
{
	(void)state;
	assert_mistake(RULE("必ず書く") "  項目: 計画.援助の方向\n", BUILTIN_RULE_EXPRESSION, 4, 10);
}

static void an_item_that_does_not_fit_is_shown_where_it_was_filled_in(void **state)
{
	(void)state;
	assert_mistake(RULE("順番") "  先: 計画.援助の方針\n  後: 計画.計画作成日\n  説明: x\n", BUILTIN_RULE_EXPRESSION, 4, 6);
	assert_true(slice_contains(findings.items[0]->message, SLICE_OF("計画.援助の方針")));
}

static void an_item_of_another_type_is_told_what_would_fit(void **state)
{
	(void)state;
	assert_mistake(RULE("件数の範囲") "  項目: 計画.計画作成日\n  最多: 3\n  説明: x\n", BUILTIN_RULE_BAD_VALUE, 4, 7);
	assert_true(slice_contains(findings.items[0]->message, SLICE_OF("行や言葉の並び（計画.ニーズ など）")));
}

static void a_row_is_no_item_and_its_cells_are_named(void **state)
{
	(void)state;
	assert_mistake(RULE("この言葉を使わない") "  項目: 長期目標\n  言葉: vague-goals\n", BUILTIN_RULE_BAD_VALUE, 4, 7);
	assert_true(slice_contains(findings.items[0]->message, SLICE_OF("文字の項目（長期目標.内容 など）")));
}

static void a_parameter_that_is_missing_is_named(void **state)
{
	(void)state;
	assert_mistake(RULE("必ず書く"), BUILTIN_RULE_MISSING_KEY, 1, 3);
	assert_true(slice_contains(findings.items[0]->message, SLICE_OF("項目（field）")));
}

static void a_key_that_nobody_knows_is_told(void **state)
{
	(void)state;
	assert_mistake(RULE("必ず書く") "  項目: 計画.援助の方針\n  言葉: [あ]\n", BUILTIN_RULE_UNKNOWN_KEY, 5, 3);
}

static void a_number_must_be_one(void **state)
{
	(void)state;
	assert_mistake(RULE("期間の長さ") "  項目: 短期目標.期間\n  最長: 半年\n", BUILTIN_RULE_BAD_VALUE, 5, 7);
}

static void an_unknown_lexicon_is_told(void **state)
{
	(void)state;
	assert_mistake(RULE("この言葉を使わない") "  項目: 短期目標.内容\n  言葉: vague-goal\n", BUILTIN_RULE_UNKNOWN_LEXICON, 5, 7);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(every_kind_does_what_its_example_says, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_rule_says_more_than_its_kind, set_up, tear_down),
		cmocka_unit_test_setup_teardown(an_unknown_kind_is_told_with_the_nearest, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_wrong_item_is_shown_where_it_was_filled_in, set_up, tear_down),
		cmocka_unit_test_setup_teardown(an_item_that_does_not_fit_is_shown_where_it_was_filled_in, set_up, tear_down),
		cmocka_unit_test_setup_teardown(an_item_of_another_type_is_told_what_would_fit, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_row_is_no_item_and_its_cells_are_named, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_parameter_that_is_missing_is_named, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_key_that_nobody_knows_is_told, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_number_must_be_one, set_up, tear_down),
		cmocka_unit_test_setup_teardown(an_unknown_lexicon_is_told, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
