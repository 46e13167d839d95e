/* engine: rules over a plan: findings, what is not judged, what cannot be checked, and what became of every rule. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "engine/rule_runner.h"
#include "readers/yaml/yaml_reader.h"
#include "rules/rule_loader.h"

static struct arena arena, scratch, plan_arena;
static struct key_table keys;
static struct finding_list findings, faults, mistakes;
static struct loaded_rules loaded;
static struct plan_coverage coverage;
static struct rule_runner_options options;

static int set_up(void **state)
{
	(void)state;
	arena_init(&arena, NULL);
	arena_init(&scratch, NULL);
	arena_init(&plan_arena, NULL);
	key_table_init(&keys, &arena);
	finding_list_init(&mistakes, &arena, false);
	options = (struct rule_runner_options){.as_of = RULE_EXAMPLE_AS_OF};
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	arena_release(&arena);
	arena_release(&scratch);
	arena_release(&plan_arena);
	return 0;
}

#define RULE(id, name, scope, rest)                                                                                         \
	"- id: " id "\n  name: " name "\n  title: 題" id "\n  title_en: t\n  category: dates\n  severity: warning\n"  \
	"  scope: " scope "\n  basis: [{source: l29, place: 第2表, kind: notice, verified: true}]\n" rest

static void load(const char *rules)
{
	struct rule_file files[] = {
		{SLICE("rules/sources.yaml"), SLICE("- {id: l29, title: 老企29号, date: H11, link: 'https://example.jp/'}\n"), NULL, {{0}}},
		{SLICE("rules/own.yaml"), slice_from_string(rules), NULL, {{0}}},
		{SLICE("rules/tables/limits.yaml"), SLICE("table: limits\ntitle: 届出の回数\ntitle_en: t\nkeys: []\nvalue: {name: visits, type: int}\n"
							  "rows: [{from: 2025-04-02, visits: 27}]\n"),
		 NULL, {{0}}},
		{SLICE("rules/tables/outside.yaml"), SLICE("table: outside\ntitle: 「記録の期間」の外の記録\ntitle_en: t\nkeys: []\n"
							   "value: {name: known, type: bool}\nrows: []\n"),
		 NULL, {{0}}},
		{SLICE("rules/tables/lower.yaml"), SLICE("table: lower\ntitle: 低い回数\ntitle_en: t\nkeys: []\nvalue: {name: visits, type: int}\n"
							 "rows: [{visits: 10}]\n"),
		 NULL, {{0}}},
		{SLICE("rules/lexicons/up.yaml"), SLICE("lexicon: up\ntitle: 上\ntitle_en: t\nwords: [上る]\n"), NULL, {{0}}},
		{SLICE("rules/lexicons/down.yaml"), SLICE("lexicon: down\ntitle: 下\ntitle_en: t\nwords: [下りる]\n"), NULL, {{0}}},
	};
	bool fine = rules_load(&arena, &scratch, files, COUNT_OF(files), &keys, &mistakes, &loaded);

	for (size_t i = 0; i < mistakes.count; i++)
		print_error("%.*s\n", SLICE_PRINT(mistakes.items[i]->message));
	assert_true(fine);
}

static struct document *read_plan(const char *text)
{
	struct source *source = arena_new(&arena, struct source);
	struct finding_list reading;
	struct document *document = NULL;

	finding_list_init(&reading, &arena, false);
	source_init(source, &arena, SLICE_OF("plan.yaml"), slice_from_string(text), ENCODING_UTF8, 0);
	struct yaml_reader *reader = yaml_reader_open(&arena, source, &keys);

	assert_int_equal(yaml_reader_next(reader, &plan_arena, &reading, &document), READING_DOCUMENT);
	yaml_reader_close(reader);
	return document;
}

static void run(const char *plan)
{
	struct rule_runner *runner = rule_runner_new(&arena, loaded.set, &options);

	finding_list_init(&findings, &arena, options.language == LANGUAGE_EN);
	finding_list_init(&faults, &arena, false);
	rule_runner_run(runner, read_plan(plan), &findings, &faults, &coverage);
	rule_runner_release(runner);
}

static enum outcome outcome_of(const char *id)
{
	const struct rule *rule = rule_find(loaded.set, slice_from_string(id));

	assert_non_null(rule);
	return (enum outcome)coverage.outcomes[rule->number];
}

static void assert_text(struct slice text, const char *wanted)
{
	if (!slice_equal(text, slice_from_string(wanted)))
		print_error("got “%.*s”\n", SLICE_PRINT(text));
	assert_true(slice_equal(text, slice_from_string(wanted)));
}

#define PLAN                                                                                                             \
	"種類: 居宅サービス計画\n計画作成日: 2025-04-01\n認定: {有効期間: {始まり: 2025-04-01, 終わり: 2026-03-31}}\n"   \
	"ニーズ:\n  - 内容: 歩きたい\n    長期目標:\n      - 内容: 買い物\n        期間: {始まり: 2025-04-01, 終わり: 2026-03-31}\n"

#define GOAL(text, to)                                                                                                   \
	"          - {内容: " text ", 期間: {始まり: 2025-04-01, 終わり: " to "}}\n"

#define BEYOND "  problem: |\n    short_goal.period.to > plan.certification.valid.to\n  message: 「{short_goal.text}」の終わり（{short_goal.period.to}）\n"

static void a_problem_becomes_a_finding(void **state)
{
	(void)state;
	load(RULE("T2-029", "rule-t2-029", "short_goal", BEYOND));
	run(PLAN "        短期目標:\n" GOAL("杖で歩く", "2025-09-30") GOAL("坂を歩く", "2026-04-01"));
	assert_int_equal(findings.count, 1);
	struct finding *finding = findings.items[0];

	finding_seal(&findings, finding);
	assert_text(finding->rule, "T2-029");
	assert_text(finding->message, "「坂を歩く」の終わり（令和8年4月1日）");
	assert_text(finding->address, "第2表 課題1 長期目標1 短期目標2 期間 終わり");
	assert_text(finding->address_plain, "第2表 短期目標 期間 終わり");
	assert_text(finding->value, "2026-04-01");
	assert_text(finding->decided_by, "plan.plan_date 2025-04-01");
	assert_int_equal(finding->start.line, 11);
	assert_int_equal(finding->kind, FINDING_FAIL);
	assert_int_equal(finding->severity, SEVERITY_WARNING);
	assert_int_equal(finding->basis_count, 1);
	assert_int_equal(outcome_of("T2-029"), OUTCOME_FINDING);
}

static void no_problem_is_a_pass(void **state)
{
	(void)state;
	load(RULE("T2-029", "rule-t2-029", "short_goal", BEYOND));
	run(PLAN "        短期目標:\n" GOAL("杖で歩く", "2026-03-31"));
	assert_int_equal(findings.count, 0);
	assert_int_equal(outcome_of("T2-029"), OUTCOME_PASS);
}

static void no_row_is_not_applicable(void **state)
{
	(void)state;
	load(RULE("T2-029", "rule-t2-029", "short_goal", BEYOND));
	run(PLAN);
	assert_int_equal(outcome_of("T2-029"), OUTCOME_NOT_APPLICABLE);
}

static void a_blank_cell_is_not_judged(void **state)
{
	(void)state;
	load(RULE("T2-029", "rule-t2-029", "short_goal", BEYOND));
	run(PLAN "        短期目標:\n          - {内容: 歩く, 期間: {始まり: 2025-04-01, 終わり: }}\n");
	assert_int_equal(findings.count, 0);
	assert_int_equal(outcome_of("T2-029"), OUTCOME_NOT_JUDGED);
}

static void a_form_that_is_not_there_is_said_once(void **state)
{
	(void)state;
	load(RULE("T4-001", "rule-t4-001", "plan", "  problem: |\n    size(plan.meetings) == 0\n  message: 文\n")
		     RULE("T4-002", "rule-t4-002", "meeting", "  must: |\n    has(meeting.date)\n  message: 文\n")
			     RULE("T4-003", "rule-t4-003", "meeting", "  applies: |\n    plan.kind == 'prevention'\n  must: |\n    has(meeting.date)\n  message: 文\n"));
	run(PLAN);
	assert_int_equal(outcome_of("T4-001"), OUTCOME_OPEN);
	assert_int_equal(outcome_of("T4-002"), OUTCOME_OPEN);
	assert_int_equal(outcome_of("T4-003"), OUTCOME_NOT_APPLICABLE);
	assert_int_equal(coverage.missing_count, 1);
	assert_text(coverage.missing[0].what, "第4表");
	assert_int_equal(coverage.missing[0].rule_count, 2);
	assert_int_equal(findings.count, 2);
	assert_int_equal(findings.items[0]->kind, FINDING_OPEN);
	assert_text(findings.items[0]->missing, "第4表");
}

static void many_rows_are_one_open_entry(void **state)
{
	(void)state;
	load(RULE("T2-040", "rule-t2-040", "short_goal", "  problem: |\n    plan.meetings.exists(m, m.date > short_goal.period.to)\n  message: 文\n"));
	run(PLAN "        短期目標:\n" GOAL("一", "2025-09-30") GOAL("二", "2025-09-30"));
	assert_int_equal(findings.count, 1);
	assert_int_equal(findings.items[0]->kind, FINDING_OPEN);
}

#define DATED(period, word)                                                                                              \
	RULE("T1-050", "rule-t1-050", "plan", "  in_force: " period "\n  problem: |\n    has(plan.kind)\n  message: " word "\n")

static void the_plan_date_chooses_the_revision(void **state)
{
	(void)state;
	load(DATED("{to: 2021-03-31}", "前") DATED("{from: 2021-04-01, to: 2024-03-31}", "後"));
	run("種類: 居宅サービス計画\n計画作成日: 2019-06-01\n");
	assert_text(findings.items[0]->message, "前");
	assert_text(findings.items[0]->revision, "/2021-03-31");
	run("種類: 居宅サービス計画\n計画作成日: 2022-06-01\n");
	assert_text(findings.items[0]->message, "後");
	run("種類: 居宅サービス計画\n計画作成日: 2025-06-01\n");
	assert_int_equal(findings.count, 0);
	assert_int_equal(outcome_of("T1-050"), OUTCOME_NOT_APPLICABLE);
}

static void another_date_stands_in_and_is_named(void **state)
{
	(void)state;
	load(DATED("{to: 2021-03-31}", "前") DATED("{from: 2021-04-01}", "後"));
	run("種類: 居宅サービス計画\n作成年月日: 2020-01-10\n");
	assert_int_equal(findings.count, 2);
	assert_text(findings.items[0]->rule, "RL-031");
	assert_true(slice_contains(findings.items[0]->message, SLICE_OF("作成年月日（令和2年1月10日）")));
	assert_text(findings.items[1]->message, "前");
	assert_text(findings.items[1]->decided_by, "plan.created_on 2020-01-10");
}

static void a_rule_names_its_own_date(void **state)
{
	(void)state;
	load(DATED("{from: 2026-01-01, decided_by: plan.certification.valid.to}", "満了"));
	run(PLAN);
	assert_int_equal(findings.count, 1);
	assert_text(findings.items[0]->decided_by, "plan.certification.valid.to 2026-03-31");
}

static void a_table_says_by_its_title_what_is_missing(void **state)
{
	(void)state;
	load(RULE("T2-029", "rule-t2-029", "plan", "  problem: |\n    lookup('limits', plan.plan_date) > 3\n  message: 文\n")
		     RULE("T2-030", "rule-t2-030", "plan", "  problem: |\n    lookup('outside', plan.plan_date)\n  message: 文\n"));
	run(PLAN);
	assert_int_equal(coverage.missing_count, 2);
	assert_text(coverage.missing[0].what, "「記録の期間」の外の記録");
	assert_text(coverage.missing[1].what, "基準表「届出の回数」の当てはまる行");
}

static void what_is_subsumed_is_not_shown(void **state)
{
	(void)state;
	load(RULE("T2-029", "rule-t2-029", "short_goal", BEYOND "  subsumes: [T2-035]\n") RULE("T2-035", "rule-t2-035", "short_goal", BEYOND));
	run(PLAN "        短期目標:\n" GOAL("坂を歩く", "2026-04-01"));
	assert_int_equal(findings.count, 1);
	assert_text(findings.items[0]->rule, "T2-029");
	assert_int_equal(outcome_of("T2-035"), OUTCOME_FINDING);
}

static void rules_that_subsume_each_other_leave_one(void **state)
{
	(void)state;
	load(RULE("T2-029", "rule-t2-029", "short_goal", BEYOND "  subsumes: [T2-029, T2-035]\n")
		     RULE("T2-035", "rule-t2-035", "short_goal", BEYOND "  subsumes: [T2-029]\n"));
	run(PLAN "        短期目標:\n" GOAL("坂を歩く", "2026-04-01"));
	assert_int_equal(findings.count, 1);
	assert_text(findings.items[0]->rule, "T2-029");
}

static void findings_come_in_form_order(void **state)
{
	(void)state;
	load(RULE("T1-001", "rule-t1-001", "plan", "  problem: |\n    plan.policy == null\n  message: 方針\n")
		     RULE("T2-001", "rule-t2-001", "short_goal", "  problem: |\n    short_goal.text == null\n  message: 短期\n")
			     RULE("T2-002", "rule-t2-002", "long_goal", "  problem: |\n    has(long_goal.text)\n  message: 長期\n")
				     RULE("T0-009", "rule-t0-009", "need", "  problem: |\n    has(need.text)\n  message: 課題\n"));
	run(PLAN "        短期目標:\n          - {内容: }\n");
	assert_int_equal(findings.count, 4);
	assert_text(findings.items[0]->message, "方針");
	assert_text(findings.items[1]->message, "課題");
	assert_text(findings.items[2]->message, "長期");
	assert_text(findings.items[3]->message, "短期");
	assert_true(findings.items[0]->order < findings.items[1]->order);
}

static void rules_are_selected_and_ignored(void **state)
{
	(void)state;
	static const struct slice category[] = {SLICE("dates")}, name[] = {SLICE("rule-t2-002")};

	load(RULE("T2-001", "rule-t2-001", "need", "  problem: |\n    has(need.text)\n  message: 一\n")
		     RULE("T2-002", "rule-t2-002", "need", "  problem: |\n    has(need.text)\n  message: 二\n"));
	options.select = category;
	options.select_count = 1;
	options.ignore = name;
	options.ignore_count = 1;
	run(PLAN);
	assert_int_equal(findings.count, 1);
	assert_int_equal(outcome_of("T2-002"), OUTCOME_OFF);
	assert_true(rule_selector_known(loaded.set, name[0]));
	assert_false(rule_selector_known(loaded.set, SLICE_OF("T9-999")));
}

static void a_fault_is_at_its_place_in_the_rule_file(void **state)
{
	(void)state;
	load(RULE("T2-001", "rule-t2-001", "plan", "  problem: |\n    size(plan.needs) > 0 &&\n    1 / (size(plan.needs) - 1) > 2\n  message: 一\n"));
	run(PLAN);
	assert_int_equal(findings.count, 0);
	assert_int_equal(faults.count, 1);
	finding_seal(&faults, faults.items[0]);
	assert_text(faults.items[0]->rule, "RL-030");
	assert_text(faults.items[0]->path, "rules/own.yaml");
	assert_int_equal(faults.items[0]->start.line, 11);
	assert_int_equal(faults.items[0]->start.column, 5);
	assert_int_equal(coverage.faults, 1);
	assert_int_equal(outcome_of("T2-001"), OUTCOME_FAULT);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

#define PAIR(id, name, words) RULE(id, name, "plan", "  problem: |\n    plan.needs.exists(a, plan.needs.exists(b, b.text != a.text && mentions(b.text, '" words "')))\n  message: m\n")
#define LIMIT(id, name, table) RULE(id, name, "plan", "  problem: |\n    lookup('" table "', date('2025-05-01')) > 20\n  message: m\n")

/* Two questions that differ in nothing but the lexicon or table they name are two. */
static void the_lexicon_and_the_table_belong_to_the_question(void **state)
{
	(void)state;
	load(PAIR("T2-001", "up", "up") PAIR("T2-002", "down", "down") LIMIT("T2-003", "limits", "limits") LIMIT("T2-004", "lower", "lower"));
	options.screening = SCREENING_ALWAYS;
	run("種類: 居宅サービス計画\n計画作成日: 2025-05-01\nニーズ: [{内容: 坂を下りる}, {内容: 歩く}]\n");
	assert_int_equal(outcome_of("T2-001"), OUTCOME_PASS);
	assert_int_equal(outcome_of("T2-002"), OUTCOME_FINDING);
	assert_int_equal(outcome_of("T2-003"), OUTCOME_FINDING);
	assert_int_equal(outcome_of("T2-004"), OUTCOME_PASS);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_problem_becomes_a_finding),
		TEST(no_problem_is_a_pass),
		TEST(no_row_is_not_applicable),
		TEST(a_blank_cell_is_not_judged),
		TEST(a_form_that_is_not_there_is_said_once),
		TEST(many_rows_are_one_open_entry),
		TEST(the_plan_date_chooses_the_revision),
		TEST(another_date_stands_in_and_is_named),
		TEST(a_rule_names_its_own_date),
		TEST(a_table_says_by_its_title_what_is_missing),
		TEST(what_is_subsumed_is_not_shown),
		TEST(rules_that_subsume_each_other_leave_one),
		TEST(findings_come_in_form_order),
		TEST(rules_are_selected_and_ignored),
		TEST(a_fault_is_at_its_place_in_the_rule_file),
		TEST(the_lexicon_and_the_table_belong_to_the_question),
	};
	return cmocka_run_group_tests_name("engine_runner", tests, NULL, NULL);
}
