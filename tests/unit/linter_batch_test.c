/* engine/batch: facts of plans, merged in any order, judged once; linter: rules over many plans from file to finding. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "derive/derive.h"
#include "engine/batch/batch_collector.h"
#include "engine/batch/batch_judge.h"
#include "engine/batch/facts/batch_record.h"
#include "readers/yaml/yaml_tree.h"
#include "rules/rule_loader.h"

#include <string.h>

static struct arena arena, scratch;
static struct key_table keys;
static struct finding_list findings, faults;
static struct loaded_rules loaded;
static struct batch_coverage coverage;

static int set_up(void **state)
{
	(void)state;
	arena_init(&arena, NULL);
	arena_init(&scratch, NULL);
	key_table_init(&keys, &arena);
	finding_list_init(&findings, &arena, false);
	finding_list_init(&faults, &arena, false);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	arena_release(&arena);
	arena_release(&scratch);
	return 0;
}

#define RULE_HEAD                                                                                                        \
	"- id: ZZ-001\n  name: many\n  title: 多い\n  title_en: Many\n  category: batch\n  severity: info\n"              \
	"  basis: [{source: s, kind: practice}]\n"

/* Two months a plan, units as given; the third person has no Table 6. */
#define PLANS                                                                                                            \
	"  tests:\n    - name: いろいろ\n      expect: fail\n      plans:\n"                                              \
	"        - {種類: 居宅サービス計画, 保険者番号: \"999913\", 被保険者番号: \"0000000001\", 計画作成日: 2025-04-01, "  \
	"事業所: {事業所番号: \"1399900001\", 名称: 見本}, "                                                               \
	"月別利用: [{月初: 2025-07-01, 予定: [], 前月までの短期入所利用日数: 3}, {月初: 2025-08-01, 予定: [], 前月までの短期入所利用日数: 3}]}\n" \
	"        - {種類: 居宅サービス計画, 保険者番号: \"999913\", 被保険者番号: \"0000000002\", 計画作成日: 2025-04-01, "  \
	"事業所: {事業所番号: \"1399900001\"}, 月別利用: [{月初: 2025-08-01, 予定: [], 前月までの短期入所利用日数: 5}]}\n" \
	"        - {種類: 居宅サービス計画, 保険者番号: \"999913\", 被保険者番号: \"0000000003\", 計画作成日: 2025-04-01, "  \
	"事業所: {事業所番号: \"1399900001\"}, ニーズ: []}\n"                                                              \
	"        - {種類: 居宅サービス計画, 保険者番号: \"999913\", 被保険者番号: \"0000000004\", 計画作成日: 2025-04-01, "  \
	"事業所: {事業所番号: \"1399900002\"}, 月別利用: [{月初: 2025-08-01, 予定: [], 前月までの短期入所利用日数: ~}]}\n"

static void load(const char *rules)
{
	struct rule_file files[] = {
		{SLICE("rules/sources.yaml"), SLICE("- {id: s, title: 出典}\n"), NULL, {{0}}},
		{SLICE("rules/own.yaml"), slice_from_string(rules), NULL, {{0}}},
	};

	if (!rules_load(&arena, &scratch, files, COUNT_OF(files), &keys, &findings, &loaded))
		for (size_t i = 0; i < findings.count; i++)
			print_error("%.*s\n", SLICE_PRINT(findings.items[i]->message));
	assert_int_equal(findings.count, 0);
}

static struct batch_part part_of(struct batch_collector *collector, const struct yaml_node *node)
{
	struct finding_list reading;
	struct document *document;
	struct batch_part part;

	finding_list_init(&reading, &arena, false);
	assert_int_equal(yaml_plan_from_node(&arena, loaded.examples[0].source, node, &keys, &reading, &document), READING_DOCUMENT);
	derive_document(document, derive_memory_new(&scratch, loaded.set->derive_tables), &scratch);
	batch_collect(collector, document, &part, &faults);
	return part;
}

static const struct rule_runner_options options = {.as_of = RULE_EXAMPLE_AS_OF};

/* Adds plan number i, which was judged by anybody. */
static void add_part(struct batch_facts *facts, size_t i, const struct batch_part *part)
{
	batch_facts_add_plan(facts, (uint32_t)i, part, arena_print(&arena, "計画%zu", i + 1), SLICE_OF("a.yaml"), (uint32_t)i + 1);
}

static void collect_parts(struct batch_part parts[4])
{
	struct batch_collector *collector = batch_collector_new(&arena, loaded.set, &options);
	const struct yaml_node *plans = loaded.examples[0].plan;

	assert_non_null(collector);
	assert_int_equal(plans->count, 4);
	for (size_t i = 0; i < plans->count; i++)
		parts[i] = part_of(collector, &plans->items[i]);
	batch_collector_release(collector);
}

static void judge(struct batch_facts *facts)
{
	finding_list_init(&findings, &arena, false);
	batch_round(&arena, loaded.set, &options, facts, &findings, &faults, &coverage);
}

static void judge_all(const char *rules)
{
	struct batch_facts facts;
	struct batch_part parts[4];

	load(rules);
	collect_parts(parts);
	batch_facts_init(&facts, &arena);
	for (size_t i = COUNT_OF(parts); i-- > 0;) /* last first: whoever was quicker */
		add_part(&facts, i, &parts[i]);
	judge(&facts);
	assert_int_equal(faults.count, 0);
}

static void assert_text(struct slice found, const char *wanted)
{
	if (!slice_equal(found, slice_from_string(wanted)))
		fail_msg("\"%.*s\", not \"%s\"", SLICE_PRINT(found), wanted);
}

#define MONTHS                                                                                                           \
	RULE_HEAD "  scope: office\n  each: month\n  collect:\n    used_in: month.first_day\n"                            \
		  "    days: month.short_stay_days_before\n  group: used_in\n"                                               \
		  "  judge: |\n    sum(facts.map(f, f.days)) > 3\n  list: {by: fact.days, text: \"{fact.days}日\"}\n"          \
		  "  message: \"{office}：{size(facts)}人で{sum(facts.map(f, f.days))}日、ほか{left_out}件\"\n"

static void groups_are_judged_and_listed(void **state)
{
	(void)state;
	judge_all(MONTHS PLANS);
	assert_int_equal(findings.count, 1);
	assert_text(findings.items[0]->message, "見本（1399900001）：2人で8日、ほか1件");
	assert_text(findings.items[0]->address, "見本（1399900001） 令和7年8月");
	assert_text(findings.items[0]->address_plain, "1399900001 2025-08-01");
	assert_int_equal(findings.items[0]->related_count, 2);
	assert_text(findings.items[0]->related[0].plan, "計画2"); /* five days before three */
	assert_text(findings.items[0]->related[0].text, "5日");
	assert_text(findings.items[0]->related[1].plan, "計画1");
}

static void what_could_not_be_included_is_named(void **state)
{
	const struct batch_rule_coverage *rule;

	(void)state;
	judge_all(MONTHS PLANS);
	assert_int_equal(coverage.rule_count, 1);
	rule = &coverage.rules[0];
	assert_int_equal(rule->outcome, OUTCOME_FINDING);
	assert_int_equal(rule->groups, 2); /* July and August of one office; the other has no fact */
	assert_int_equal(rule->found, 1);
	assert_int_equal(rule->passed, 1);
	assert_int_equal(rule->plans, 2);
	assert_int_equal(rule->facts, 3);
	assert_int_equal(rule->left_out, 2);
	assert_int_equal(rule->reason_count, 2);
	assert_text(rule->reasons[0].what, "第6表");
	assert_text(rule->reasons[1].what, "第6表 月 前月までの短期入所利用日数（空欄）");
}

static void complete_rules_wait_for_every_plan(void **state)
{
	(void)state;
	judge_all(MONTHS "  complete: true\n" PLANS);
	assert_int_equal(findings.count, 1);
	assert_int_equal(findings.items[0]->kind, FINDING_OPEN);
	assert_int_equal(coverage.rules[0].outcome, OUTCOME_OPEN);
	assert_int_equal(coverage.rules[0].open, 2);
}

static void equal_facts_of_a_plan_count_once(void **state)
{
	(void)state;
	judge_all(RULE_HEAD "  scope: batch\n  each: month\n  once: true\n  collect:\n    days: month.short_stay_days_before\n"
			    "  judge: |\n    size(facts) == 2\n  message: 二つ\n" PLANS);
	assert_int_equal(findings.count, 1);
	assert_text(findings.items[0]->address, "すべての計画をまとめて");
}

static void facts_go_to_the_revision_of_their_date(void **state)
{
	(void)state;
	judge_all(RULE_HEAD "  scope: batch\n  each: month\n  in_force: {to: 2025-07-31, decided_by: month.first_day}\n"
			    "  collect: {days: month.short_stay_days_before}\n  judge: |\n    true\n  message: \"前{size(facts)}\"\n"
		  RULE_HEAD "  scope: batch\n  each: month\n  in_force: {from: 2025-08-01, decided_by: month.first_day}\n"
			    "  collect: {days: month.short_stay_days_before}\n  judge: |\n    true\n  message: \"後{size(facts)}\"\n" PLANS);
	assert_int_equal(findings.count, 2);
	assert_text(findings.items[0]->message, "前1");
	assert_text(findings.items[1]->message, "後2");
	assert_text(findings.items[1]->revision, "2025-08-01/");
}

static void rules_on_request_are_asked_for(void **state)
{
	static const struct slice id = SLICE("ZZ-001"), category = SLICE("batch");
	struct rule_runner_options asked = options;

	(void)state;
	load(MONTHS "  on_request: true\n" PLANS);
	assert_null(batch_collector_new(&arena, loaded.set, &options));
	asked.select = &category;
	asked.select_count = 1;
	assert_null(batch_collector_new(&arena, loaded.set, &asked));
	asked.also = &id;
	asked.also_count = 1;
	assert_non_null(batch_collector_new(&arena, loaded.set, &asked));
	assert_non_null(batch_collector_new(&arena, loaded.set, &(struct rule_runner_options){.select = &id, .select_count = 1}));
}

/* In every order in which the plans can be told, with other numbers for their texts: what comes out is what one run gives. */
static void the_order_of_telling_changes_nothing(void **state)
{
	struct batch_facts facts;
	struct batch_part parts[4];
	struct finding first = {.kind = FINDING_FAIL};
	size_t bytes = 0;

	(void)state;
	load(MONTHS PLANS);
	collect_parts(parts);
	for (unsigned order = 0; order < 24; order++) {
		size_t left[4] = {0, 1, 2, 3};

		batch_facts_init(&facts, &arena);
		for (unsigned count = 4, rest = order; count; rest /= count--) {
			size_t taken = left[rest % count];

			left[rest % count] = left[count - 1];
			add_part(&facts, taken, &parts[taken]);
		}
		judge(&facts);
		assert_int_equal(findings.count, 1);
		assert_int_equal(coverage.plans, 4);
		if (!order)
			first = *findings.items[0];
		bytes = bytes ? bytes : coverage.fact_bytes;
		assert_int_equal(coverage.fact_bytes, bytes);
		assert_true(slice_equal(findings.items[0]->message, first.message));
		assert_true(slice_equal(findings.items[0]->address, first.address));
		for (size_t i = 0; i < first.related_count; i++)
			assert_true(slice_equal(findings.items[0]->related[i].plan, first.related[i].plan));
	}
}

/* What plans have in common is kept once; what nobody asks of groups is not kept at all. */
static void equal_texts_take_room_once(void **state)
{
	struct batch_facts facts;
	struct batch_part parts[4];

	(void)state;
	load(RULE_HEAD "  scope: office\n  collect:\n    number: plan.insured_no\n    name: plan.office.code\n    long: name + name\n"
		       "  judge: |\n    size(facts.map(f, f.name)) > 9\n  message: 多い\n" PLANS);
	collect_parts(parts);
	assert_int_equal(parts[0].text_count, 1);
	assert_text(parts[0].texts[0], "1399900001");
	batch_facts_init(&facts, &arena);
	add_part(&facts, 0, &parts[0]);
	size_t texts = facts.texts.bytes;

	add_part(&facts, 1, &parts[1]);
	add_part(&facts, 2, &parts[2]);
	assert_int_equal(facts.texts.bytes, texts);
}

static void values_come_back(void **state)
{
	const struct type *texts = type_list(&arena, type_simple(TYPE_STRING));
	struct cel_value items[] = {cel_string(SLICE_OF("あ")), cel_string(SLICE_OF(""))};
	const struct {
		const struct type *type;
		struct cel_value value;
	} rows[] = {
		{type_simple(TYPE_INT), cel_int(INT64_MIN)},
		{type_simple(TYPE_INT), cel_int(INT64_MAX)},
		{type_simple(TYPE_INT), cel_int(-1)},
		{type_simple(TYPE_BOOL), cel_bool(true)},
		{type_simple(TYPE_DATE), cel_date(-719162)},
		{type_simple(TYPE_TIME), cel_time(1439)},
		{type_simple(TYPE_DOUBLE), cel_double(-0.1)},
		{type_simple(TYPE_STRING), cel_string(SLICE_OF("見本 ハナ"))},
		{type_of_enum(ENUM_level), cel_enum(ENUM_level, level_care5)},
	};
	struct evaluation evaluation;
	struct arena memory[2];
	struct batch_shared shared;
	struct batch_facts facts;
	struct text_builder bytes;

	(void)state;
	arena_init(&memory[0], NULL);
	arena_init(&memory[1], NULL);
	evaluation_init(&evaluation, &memory[0], &memory[1], NULL, 0);
	text_builder_init(&bytes, &arena);
	batch_shared_init(&shared, &arena);
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		assert_true(batch_can_be_written(&evaluation, rows[i].type, rows[i].value));
		batch_write_value(&bytes, &shared, &evaluation, rows[i].type, rows[i].value);
	}
	assert_true(batch_can_be_written(&evaluation, texts, cel_list(items, 2)));
	batch_write_value(&bytes, &shared, &evaluation, texts, cel_list(items, 2));
	batch_write_lines(&bytes, &shared, SLICE_OF("あ\nい\n"));
	assert_false(batch_can_be_written(&evaluation, type_simple(TYPE_INT), cel_null()));
	assert_int_equal(shared.count, 4); /* 見本 ハナ, あ, the empty text, い */
	batch_facts_init(&facts, &arena);
	batch_facts_add_plan(&facts, 0, &(struct batch_part){.texts = shared.texts, .text_count = shared.count, .entries = text_builder_slice(&bytes)},
			     SLICE_OF("計画"), SLICE_OF("a.yaml"), 1);
	struct batch_reader reader = batch_entries_of(&facts, 0);

	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct cel_value value = batch_read_value(&reader, &arena, rows[i].type);

		assert_int_equal(value.kind, rows[i].value.kind);
		if (value.kind == CEL_STRING)
			assert_true(slice_equal(cel_text(value), cel_text(rows[i].value)));
		else
			assert_int_equal(value.is.integer, rows[i].value.is.integer);
	}
	struct cel_value list = batch_read_value(&reader, &arena, texts);

	assert_int_equal(list.detail, 2);
	assert_true(slice_equal(cel_text(list.is.items[0]), SLICE_OF("あ")));
	assert_text(cel_text(batch_read_value(&reader, &arena, type_simple(TYPE_STRING))), "あ\nい\n");
	assert_false(reader.broken);
	assert_ptr_equal(reader.at, reader.end);
	arena_release(&memory[0]);
	arena_release(&memory[1]);
}

/* Partial results come from files: entries that were cut anywhere are judged as far as they can be read, and so is one with too few texts. */
static void cut_entries_are_fine(void **state)
{
	struct batch_facts facts;
	struct batch_part parts[4];

	(void)state;
	load(MONTHS PLANS);
	collect_parts(parts);
	struct slice whole = parts[0].entries;

	for (size_t length = 0; length < whole.length; length++) {
		char *copy = arena_allocate_bytes(&arena, length); /* its very end, for the sanitizer */

		memcpy(copy, whole.data, length);
		parts[0].entries = slice_of(copy, length);
		batch_facts_init(&facts, &arena);
		add_part(&facts, 0, &parts[0]);
		judge(&facts);
		assert_int_equal(coverage.plans, 1);
		assert_true(coverage.rules[0].facts <= 2);
	}
	assert_int_not_equal(parts[3].text_count, 0);
	parts[3].text_count = 0;
	batch_facts_init(&facts, &arena);
	add_part(&facts, 0, &parts[3]);
	judge(&facts);
	assert_int_equal(coverage.rules[0].left_out, 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(groups_are_judged_and_listed, set_up, tear_down),
		cmocka_unit_test_setup_teardown(what_could_not_be_included_is_named, set_up, tear_down),
		cmocka_unit_test_setup_teardown(complete_rules_wait_for_every_plan, set_up, tear_down),
		cmocka_unit_test_setup_teardown(equal_facts_of_a_plan_count_once, set_up, tear_down),
		cmocka_unit_test_setup_teardown(facts_go_to_the_revision_of_their_date, set_up, tear_down),
		cmocka_unit_test_setup_teardown(rules_on_request_are_asked_for, set_up, tear_down),
		cmocka_unit_test_setup_teardown(the_order_of_telling_changes_nothing, set_up, tear_down),
		cmocka_unit_test_setup_teardown(equal_texts_take_room_once, set_up, tear_down),
		cmocka_unit_test_setup_teardown(values_come_back, set_up, tear_down),
		cmocka_unit_test_setup_teardown(cut_entries_are_fine, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
