/* rules: rule files to a rule set, and every mistake at its place. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "rules/embedded.h"
#include "unit/rules_fixture.h"

#define SOURCES                                                                                                          \
	"- id: l29\n  title: 老企第29号\n  date: 平成11年11月12日\n  link: https://example.jp/\n  quote: 引用\n"

#define HEAD(id, name)                                                                                                   \
	"- id: " id "\n  name: " name "\n  title: 題\n  title_en: title\n  category: dates\n  severity: warning\n"       \
	"  scope: short_goal\n  basis: [{source: l29, place: 第2表, kind: notice, verified: true}]\n"

#define BODY "  problem: |\n    short_goal.period.to > plan.certification.valid.to\n  message: 終わりは{short_goal.period.to}です。\n"

static struct rule_file file(const char *path, const char *text)
{
	return (struct rule_file){.path = slice_from_string(path), .bytes = slice_from_string(text)};
}

static bool load(const char *rules)
{
	struct rule_file files[] = {file("rules/sources.yaml", SOURCES), file("rules/own.yaml", rules)};

	return rules_load(&arena, &scratch, files, COUNT_OF(files), &keys, &findings, &loaded);
}

/* The one finding so far, which must be this one at this place. */
static void assert_only(enum builtin_finding builtin, unsigned line, unsigned column)
{
	assert_int_equal(findings.count, 1);
	struct finding *finding = findings.items[0];

	finding_seal(&findings, finding);
	assert_true(slice_equal(finding->rule, builtin_info(builtin)->id));
	assert_int_equal(finding->start.line, line);
	assert_int_equal(finding->start.column, column);
}

static void a_rule_is_read(void **state)
{
	(void)state;
	assert_true(load(HEAD("T2-029", "goal-beyond") "  in_force: {from: 2018-10-01}\n  let:\n    limit: plan.certification.valid.to\n"
			 "  must: |\n    short_goal.period.to <= limit\n  message: 終わりは{limit}より後です。\n  subsumes: [T2-029]\n"));
	const struct rule *rule = rule_find(loaded.set, SLICE_OF("goal-beyond"));

	assert_non_null(rule);
	assert_ptr_equal(rule, rule_find(loaded.set, SLICE_OF("T2-029")));
	assert_int_equal(rule->scope, SCOPE_SHORT_GOAL);
	const struct rule_revision *revision = rule_newest(rule);

	assert_true(revision->must);
	assert_int_equal(revision->let_count, 1);
	assert_true(slice_equal(revision->period, SLICE_OF("2018-10-01/")));
	assert_int_equal(revision->severity, RULE_WARNING);
	assert_true(slice_equal(revision->basis[0].source->quote, SLICE_OF("引用")));
	assert_non_null(revision->at.expression);
	assert_int_equal(revision->at.expression->field, Period_to);
	assert_non_null(revision->wording[AUDIENCE_VENDOR].message[LANGUAGE_EN]);
	assert_int_equal(loaded.set->digest.length, 32);
}

static void japanese_keys_mean_the_same(void **state)
{
	(void)state;
	assert_true(load("- 番号: T2-030\n  名前: own\n  題名: 題\n  英題: title\n  分類: 日付\n  重さ: 気づき\n  対象: 短期目標\n"
			 "  結果: 問いかけ\n  指摘する条件: |\n    短期目標.期間.終わり > 計画.認定.有効期間.終わり\n"
			 "  説明: 終わりは{短期目標.期間.終わり}です。\n  根拠:\n    - {出典: l29, 箇所: 第2表, 種類: 通知, 確認済: はい}\n"));
	const struct rule_revision *revision = rule_newest(&loaded.set->rules[0]);

	assert_true(revision->review);
	assert_int_equal(revision->severity, RULE_INFO);
	assert_true(revision->basis[0].verified);
}

static void an_unknown_key_is_pointed_at_with_a_hint(void **state)
{
	(void)state;
	assert_false(load(HEAD("T2-001", "own") "  mesage: x\n" BODY));
	assert_only(BUILTIN_RULE_UNKNOWN_KEY, 9, 3);
	assert_true(slice_contains(findings.items[0]->message, SLICE_OF("message")));
	assert_int_equal(loaded.set->count, 0);
}

static void notes_are_free(void **state)
{
	(void)state;
	assert_true(load(HEAD("T2-001", "own") "  x-memo: 覚え書き\n" BODY));
}

static void missing_keys_are_named(void **state)
{
	(void)state;
	assert_false(load("- id: T2-001\n  name: own\n  title: 題\n  title_en: t\n  category: dates\n  severity: info\n  scope: plan\n"
			  "  problem: |\n    plan.plan_date == null\n"
			  "  basis: [{source: l29, place: x, kind: notice}]\n"));
	assert_only(BUILTIN_RULE_MISSING_KEY, 1, 3);
	assert_true(slice_contains(findings.items[0]->message, SLICE_OF("message（説明）")));
}

static void a_mistake_in_a_block_is_at_its_character(void **state)
{
	(void)state;
	assert_false(load(HEAD("T2-001", "own") "  problem: |\n    has(short_goal.text) &&\n      short_goal.perio.to > plan.plan_date\n  message: 文\n"));
	assert_int_equal(findings.count, 1);
	finding_seal(&findings, findings.items[0]);
	assert_true(slice_equal(findings.items[0]->rule, builtin_info(BUILTIN_RULE_EXPRESSION)->id));
	assert_int_equal(findings.items[0]->start.line, 11);
	assert_in_range(findings.items[0]->start.column, 7, 18);
}

static void full_width_signs_are_explained(void **state)
{
	(void)state;
	assert_false(load(HEAD("T2-001", "own") "  problem: |\n    short_goal.period.to ＞ plan.plan_date\n  message: 文\n"));
	assert_only(BUILTIN_RULE_EXPRESSION, 10, 26);
}

static void a_mistake_in_a_message_is_at_its_placeholder(void **state)
{
	(void)state;
	assert_false(load(HEAD("T2-001", "own") "  problem: |\n    short_goal.text == null\n  message: 目標「{short_goal.txt}」\n"));
	assert_int_equal(findings.count, 1);
	finding_seal(&findings, findings.items[0]);
	assert_int_equal(findings.items[0]->start.line, 11);
	assert_in_range(findings.items[0]->start.column, 17, 28);
}

static void exactly_one_condition(void **state)
{
	(void)state;
	assert_false(load(HEAD("T2-001", "own") "  message: 文\n"));
	assert_only(BUILTIN_RULE_CONDITION_COUNT, 1, 3);
}

static void an_error_needs_a_verified_basis(void **state)
{
	(void)state;
	assert_false(load("- id: T2-001\n  name: own\n  title: 題\n  title_en: t\n  category: dates\n  severity: error\n  scope: plan\n"
			  "  problem: |\n    plan.plan_date == null\n  message: 文\n  basis: [{source: l29, place: x, kind: notice}]\n"));
	assert_only(BUILTIN_RULE_UNVERIFIED_ERROR, 6, 13);
}

static void an_error_needs_each_basis_verified(void **state)
{
	(void)state;
	assert_false(load("- id: T2-001\n  name: own\n  title: 題\n  title_en: t\n  category: dates\n  severity: error\n  scope: plan\n"
			  "  problem: |\n    plan.plan_date == null\n  message: 文\n"
			  "  basis: [{source: l29, place: x, kind: notice, verified: true}, {source: l29, place: y, kind: notice}]\n"));
	assert_only(BUILTIN_RULE_UNVERIFIED_ERROR, 6, 13);
}

static void an_unknown_source_is_a_mistake(void **state)
{
	(void)state;
	assert_false(load("- id: T2-001\n  name: own\n  title: 題\n  title_en: t\n  category: dates\n  severity: info\n  scope: plan\n"
			  "  problem: |\n    plan.plan_date == null\n  message: 文\n  basis: [{source: l92, place: x, kind: notice}]\n"));
	assert_only(BUILTIN_RULE_UNKNOWN_SOURCE, 11, 20);
}

static void two_rules_may_not_share_a_name(void **state)
{
	(void)state;
	assert_false(load(HEAD("T2-001", "own") BODY HEAD("T2-002", "own") BODY));
	assert_only(BUILTIN_RULE_DUPLICATE, 13, 9);
	assert_int_equal(loaded.set->count, 1);
}

static void revisions_may_not_overlap(void **state)
{
	(void)state;
	assert_false(load(HEAD("T2-001", "own") "  in_force: {to: 2021-03-31}\n" BODY HEAD("T2-001", "own") "  in_force: {from: 2021-03-31}\n" BODY));
	assert_only(BUILTIN_RULE_PERIODS_OVERLAP, 21, 13);
}

static void revisions_stand_one_after_another(void **state)
{
	(void)state;
	assert_true(load(HEAD("T2-001", "own") "  in_force: {from: 2021-04-01}\n" BODY HEAD("T2-001", "own") "  in_force: {to: 2021-03-31}\n" BODY));
	assert_int_equal(loaded.set->count, 1);
	assert_int_equal(loaded.set->rules[0].revision_count, 2);
	assert_true(slice_equal(loaded.set->rules[0].revisions[0].period, SLICE_OF("/2021-03-31")));
}

static void every_mistake_of_a_file_is_found(void **state)
{
	(void)state;
	assert_false(load("- id: t2-1\n  name: Own Name\n  title: 題\n  title_en: t\n  category: datum\n  severity: bad\n  scope: goals\n"
			  "  problem: |\n    plan.plan_dat == null\n  message: 文\n  subsumes: [ZZ-999]\n"
			  "  basis: [{source: l29, place: x, kind: notice}]\n"));
	assert_true(findings.count >= 7);
}

#define TABLE_HEAD                                                                                                       \
	"table: limits\ntitle: 表\ntitle_en: table\nkeys: [{name: level, type: level}]\nvalue: {name: visits, type: int}\nrows:\n"

static bool load_table(const char *table)
{
	struct rule_file files[] = {file("rules/sources.yaml", SOURCES), file("rules/tables/limits.yaml", table)};

	return rules_load(&arena, &scratch, files, COUNT_OF(files), &keys, &findings, &loaded);
}

static void tables_are_typed_and_dated(void **state)
{
	(void)state;
	assert_true(load_table(TABLE_HEAD "  - {from: 2018-10-01, to: 2021-03-31, level: 要介護1, visits: 27, source: l29}\n"
					  "  - {from: 2021-04-01, level: care1, visits: 30}\n  - {level: care2, visits: 34}\n"));
	const struct lookup_table *table = lookup_table_find(&loaded.set->tables, SLICE_OF("limits"));
	struct cel_value key = cel_enum(ENUM_level, level_care1);

	assert_non_null(table);
	assert_int_equal(lookup_table_value(table, &key, 17897)->is.integer, 27); /* 2019-01-01 */
	assert_int_equal(lookup_table_value(table, &key, 20089)->is.integer, 30); /* 2025-01-01 */
	assert_null(lookup_table_value(table, &key, 17167));                      /* 2017-01-01 */
	key = cel_enum(ENUM_level, level_care2);
	assert_int_equal(lookup_table_value(table, &key, 17167)->is.integer, 34);
}

static void a_value_that_does_not_fit_its_column(void **state)
{
	(void)state;
	assert_false(load_table(TABLE_HEAD "  - {level: care1, visits: 二十七}\n"));
	assert_only(BUILTIN_RULE_TABLE_ROW, 7, 28);
}

static void rows_rest_on_known_sources(void **state)
{
	(void)state;
	assert_false(load_table(TABLE_HEAD "  - {level: care1, visits: 27, source: l92}\n"));
	assert_only(BUILTIN_RULE_UNKNOWN_SOURCE, 7, 40);
}

static void rows_of_one_key_may_not_overlap(void **state)
{
	(void)state;
	assert_false(load_table(TABLE_HEAD "  - {level: care1, visits: 27}\n  - {from: 2021-04-01, level: care1, visits: 30}\n"));
	assert_only(BUILTIN_RULE_PERIODS_OVERLAP, 8, 5);
}

static void lexicons_share_one_automaton(void **state)
{
	(void)state;
	struct rule_file files[] = {
		file("rules/lexicons/a.yaml", "lexicon: going\ntitle: 通う\ntitle_en: going\nwords:\n  - {word: 通う, blockers: [通う場]}\n"),
		file("rules/lexicons/b.yaml", "辞書: vague\n題名: あいまい\n英題: vague\n言葉: [安心して, 楽しく]\n除く言葉: [安心コール]\n"),
	};
	struct automaton_hit *hits;

	assert_true(rules_load(&arena, &scratch, files, COUNT_OF(files), &keys, &findings, &loaded));
	const struct lexicon *going = lexicon_find(&loaded.set->lexicons, SLICE_OF("going"));
	const struct lexicon *vague = lexicon_find(&loaded.set->lexicons, SLICE_OF("vague"));
	size_t count = automaton_scan(loaded.set->lexicons.automaton, SLICE_OF("通う場で楽しく"), &arena, &hits);

	assert_false(lexicon_match(going, hits, count).found);
	assert_true(lexicon_match(vague, hits, count).found);
}

static void a_file_of_no_known_shape(void **state)
{
	(void)state;
	assert_false(load("rules: []\n"));
	assert_only(BUILTIN_RULE_FILE_SHAPE, 1, 1);
}

static void the_shipped_rules_have_no_mistake(void **state)
{
	(void)state;
	size_t count;
	const struct rule_file *files = embedded_rule_files(&count);

	rules_load(&arena, &scratch, files, count, &keys, &findings, &loaded);
	for (size_t i = 0; i < findings.count; i++) {
		finding_seal(&findings, findings.items[i]);
		print_error("%.*s:%u:%u: %.*s\n", SLICE_PRINT(findings.items[i]->path), findings.items[i]->start.line,
			    findings.items[i]->start.column, SLICE_PRINT(findings.items[i]->message));
	}
	assert_int_equal(findings.count, 0);
	assert_true(loaded.set->count > 0);
	assert_int_equal(loaded.example_count, 0);
}

/* Embedding empties the lines of examples and keeps every other one: places in findings stay true. */
static void embedded_files_keep_their_lines(void **state)
{
	(void)state;
	size_t count, from_folder;
	struct rule_file *shipped;
	struct failure failure = {.length = 0};
	const struct rule_file *embedded = embedded_rule_files(&count);

	assert_true(rule_folder_read(&arena, SLICE_OF(TENKEN_SOURCE_DIR "/rules"), &shipped, &from_folder, &failure));
	assert_int_equal(count, from_folder);
	for (size_t i = 0; i < count; i++) {
		struct slice a = embedded[i].bytes, b = shipped[i].bytes, x, y;

		assert_true(slice_ends_with(shipped[i].path, embedded[i].path));
		while (slice_next(&b, '\n', &y)) {
			assert_true(slice_next(&a, '\n', &x));
			assert_true(x.length == 0 || slice_equal(x, y));
		}
		assert_null(a.data);
	}
}

static void assert_same_node(const struct yaml_node *a, const struct yaml_node *b)
{
	assert_int_equal(a->kind, b->kind);
	assert_int_equal(a->plain, b->plain);
	assert_true(slice_equal(a->text, b->text));
	assert_int_equal(a->offset, b->offset);
	assert_int_equal(a->length, b->length);
	assert_int_equal(a->content_offset, b->content_offset);
	assert_int_equal(a->content_indent, b->content_indent);
	assert_int_equal(a->count, b->count);
	for (size_t i = 0; i < a->count; i++) {
		if (a->kind == YAML_MAPPING)
			assert_same_node(&a->keys[i], &b->keys[i]);
		assert_same_node(&a->items[i], &b->items[i]);
	}
}

/* What the build found in a file is what parsing the embedded text gives, to the byte. */
static void embedded_outlines_are_those_of_the_text(void **state)
{
	(void)state;
	size_t count;
	const struct rule_file *embedded = embedded_rule_files(&count);

	for (size_t i = 0; i < count; i++) {
		struct source source;
		struct yaml_documents parsed, restored;

		source_init(&source, &arena, embedded[i].path, embedded[i].bytes, ENCODING_UTF8, 0);
		assert_true(yaml_tree_parse(&parsed, &arena, &source, &findings));
		assert_non_null(embedded[i].outline);
		yaml_outline_restore(&restored, &arena, &source, embedded[i].outline);
		assert_int_equal(parsed.count, restored.count);
		for (size_t k = 0; k < parsed.count; k++)
			assert_same_node(&parsed.items[k], &restored.items[k]);
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_rule_is_read),
		TEST(japanese_keys_mean_the_same),
		TEST(an_unknown_key_is_pointed_at_with_a_hint),
		TEST(notes_are_free),
		TEST(missing_keys_are_named),
		TEST(a_mistake_in_a_block_is_at_its_character),
		TEST(full_width_signs_are_explained),
		TEST(a_mistake_in_a_message_is_at_its_placeholder),
		TEST(exactly_one_condition),
		TEST(an_error_needs_a_verified_basis),
		TEST(an_error_needs_each_basis_verified),
		TEST(an_unknown_source_is_a_mistake),
		TEST(two_rules_may_not_share_a_name),
		TEST(revisions_may_not_overlap),
		TEST(revisions_stand_one_after_another),
		TEST(every_mistake_of_a_file_is_found),
		TEST(tables_are_typed_and_dated),
		TEST(a_value_that_does_not_fit_its_column),
		TEST(rows_rest_on_known_sources),
		TEST(rows_of_one_key_may_not_overlap),
		TEST(lexicons_share_one_automaton),
		TEST(a_file_of_no_known_shape),
		TEST(the_shipped_rules_have_no_mistake),
		TEST(embedded_files_keep_their_lines),
		TEST(embedded_outlines_are_those_of_the_text),
	};
	return cmocka_run_group_tests_name("rules_loader", tests, NULL, NULL);
}
