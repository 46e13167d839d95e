/* rules: rules over many plans as they are read, and every mistake in them at its place. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "unit/rules_fixture.h"

static void anew(void **state)
{
	tear_down(state);
	set_up(state);
}

static bool load(const char *rules)
{
	struct rule_file files[] = {
		{SLICE("rules/sources.yaml"), SLICE("- {id: s, title: 出典}\n"), NULL, {{0}}},
		{SLICE("rules/own.yaml"), slice_from_string(rules), NULL, {{0}}},
	};

	return rules_load(&arena, &scratch, files, COUNT_OF(files), &keys, &findings, &loaded);
}

/* Eight lines; what is tested begins in the ninth. */
#define HEAD                                                                                                             \
	"- id: ZZ-001\n  name: many\n  title: 多い\n  title_en: Many\n  category: batch\n  severity: info\n"              \
	"  basis: [{source: s, kind: practice}]\n  message: \"{size(facts)}件\"\n"

static void assert_only(enum builtin_finding builtin, uint32_t line, uint32_t column)
{
	for (size_t i = 0; i < findings.count; i++)
		finding_seal(&findings, findings.items[i]);
	if (findings.count != 1)
		for (size_t i = 0; i < findings.count; i++)
			print_error("%u:%u %.*s\n", findings.items[i]->start.line, findings.items[i]->start.column,
				    SLICE_PRINT(findings.items[i]->message));
	assert_int_equal(findings.count, 1);
	assert_true(slice_equal(findings.items[0]->rule, builtin_info(builtin)->id));
	assert_int_equal(findings.items[0]->start.line, line);
	assert_int_equal(findings.items[0]->start.column, column);
}

static void it_is_read(void **state)
{
	(void)state;
	assert_true(load(HEAD "  scope: office\n  each: month\n  collect: {used_in: month.first_day, units: month.units}\n  group: [used_in]\n"
			      "  let: {total: 'sum(facts.map(f, f.units))'}\n  judge: |\n    total > 10 && left_out == 0 && office != ''\n"
			      "  once: true\n  complete: true\n  list: {by: fact.units, text: '{fact.person}'}\n"));
	const struct rule *rule = &loaded.set->rules[0];
	const struct rule_batch *batch = rule_newest(rule)->batch;

	assert_int_equal(rule->batch, BATCH_OFFICE);
	assert_int_equal(rule->scope, SCOPE_MONTH);
	assert_non_null(batch);
	assert_int_equal(batch->column_count, 2);
	assert_int_equal(batch->fact->count, FACT_FIRST_OWN + 2);
	assert_int_equal(batch->group_count, 1);
	assert_int_equal(batch->group[0], FACT_FIRST_OWN);
	assert_true(batch->once && batch->complete);
	assert_non_null(batch->listed.expression);
	assert_non_null(batch->item[LANGUAGE_EN]);
}

static void japanese_keys_mean_the_same(void **state)
{
	(void)state;
	assert_true(load("- 番号: ZZ-001\n  名前: many\n  題名: 多い\n  英題: Many\n  分類: 一括\n  重さ: 気づき\n  対象: 事業所\n"
			 "  根拠: [{出典: s, 種類: 実務}]\n  求めたときだけ: はい\n  集める行: 月\n  集める: {利用月: 月.月初, 単位: 月.合計単位数}\n"
			 "  まとめる: 利用月\n  判定: |\n    数(事実) > 1 && 含められなかった計画 == 0\n"
			 "  並べる: {順: fact.単位, 文: '{fact.単位}単位'}\n  説明: \"{事業所}：{利用月}\"\n"));
	assert_int_equal(loaded.set->rules[0].batch, BATCH_OFFICE);
	assert_true(loaded.set->rules[0].on_request);
}

static void keys_that_do_not_belong_are_told(void **state)
{
	(void)state;
	assert_false(load(HEAD "  scope: office\n  collect: {n: 1}\n  judge: |\n    true\n  problem: |\n    true\n"));
	assert_only(BUILTIN_RULE_BATCH_KEY, 13, 12);
	anew(state);
	assert_false(load(HEAD "  scope: month\n  once: true\n  problem: |\n    month.units > 3\n"));
	assert_true(findings.count >= 1);
	finding_seal(&findings, findings.items[0]);
	assert_true(slice_equal(findings.items[0]->rule, builtin_info(BUILTIN_RULE_BATCH_KEY)->id));
	assert_int_equal(findings.items[0]->start.line, 10);
	anew(state);
	assert_false(load(HEAD "  scope: office\n  collect: {n: 1}\n"));
	assert_only(BUILTIN_RULE_BATCH_KEY, 1, 3);
}

static void a_record_cannot_be_collected(void **state)
{
	(void)state;
	assert_false(load(HEAD "  scope: office\n  collect:\n    who: plan.user\n  judge: |\n    true\n"));
	assert_only(BUILTIN_RULE_BATCH_KEY, 11, 10);
}

static void names_that_are_taken_are_told(void **state)
{
	(void)state;
	assert_false(load(HEAD "  scope: office\n  each: month\n  collect:\n    month: month.first_day\n  judge: |\n    true\n"));
	assert_only(BUILTIN_RULE_BATCH_KEY, 12, 5);
	anew(state);
	assert_false(load(HEAD "  scope: office\n  collect:\n    person: plan.insured_no\n  judge: |\n    true\n"));
	assert_only(BUILTIN_RULE_BATCH_KEY, 11, 5);
}

static void a_group_is_made_of_what_is_collected(void **state)
{
	(void)state;
	assert_false(load(HEAD "  scope: office\n  collect: {n: 1}\n  group: m\n  judge: |\n    true\n"));
	assert_only(BUILTIN_RULE_BATCH_KEY, 11, 10);
	anew(state);
	assert_false(load(HEAD "  scope: office\n  collect: {n: '[1]'}\n  group: n\n  judge: |\n    true\n"));
	assert_only(BUILTIN_RULE_BATCH_KEY, 11, 10);
}

static void the_judgement_sees_facts_alone(void **state)
{
	(void)state;
	assert_false(load(HEAD "  scope: office\n  collect: {n: 1}\n  judge: |\n    size(plan.needs) > 0\n"));
	assert_only(BUILTIN_RULE_EXPRESSION, 12, 10);
	anew(state);
	assert_false(load(HEAD "  scope: office\n  collect: {units: 1}\n  judge: |\n    facts.exists(f, f.unit > 1)\n"));
	assert_only(BUILTIN_RULE_EXPRESSION, 12, 21);
	assert_true(slice_contains(findings.items[0]->message, SLICE_OF("units")));
	anew(state);
	assert_false(load(HEAD "  scope: batch\n  collect: {units: 1}\n  judge: |\n    office == ''\n"));
	assert_only(BUILTIN_RULE_EXPRESSION, 12, 5);
}

static void examples_have_plans(void **state)
{
	(void)state;
	assert_false(load(HEAD "  scope: office\n  collect: {n: 1}\n  judge: |\n    true\n  tests:\n"
			       "    - {name: 例, expect: fail, plan: {種類: 居宅サービス計画}}\n"));
	assert_only(BUILTIN_RULE_BATCH_KEY, 14, 7);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(it_is_read, set_up, tear_down),
		cmocka_unit_test_setup_teardown(japanese_keys_mean_the_same, set_up, tear_down),
		cmocka_unit_test_setup_teardown(keys_that_do_not_belong_are_told, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_record_cannot_be_collected, set_up, tear_down),
		cmocka_unit_test_setup_teardown(names_that_are_taken_are_told, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_group_is_made_of_what_is_collected, set_up, tear_down),
		cmocka_unit_test_setup_teardown(the_judgement_sees_facts_alone, set_up, tear_down),
		cmocka_unit_test_setup_teardown(examples_have_plans, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
