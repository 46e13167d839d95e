/* readers: many documents in a YAML file, what is lost when one is broken, and how that is explained. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/text_builder.h"
#include "readers/yaml/yaml_reader.h"

static struct arena arena, plan_arena;
static struct key_table keys;
static struct source source;
static struct finding_list findings;
static struct yaml_reader *reader;
static struct document *document;

static int set_up(void **state)
{
	(void)state;
	arena_init(&arena, NULL);
	arena_init(&plan_arena, NULL);
	key_table_init(&keys, &arena);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	if (reader)
		yaml_reader_close(reader);
	reader = NULL;
	arena_release(&plan_arena);
	arena_release(&arena);
	return 0;
}

static void open_bytes(struct slice bytes)
{
	bool marked = slice_starts_with(bytes, SLICE_OF("\xef\xbb\xbf"));

	if (reader)
		yaml_reader_close(reader);
	source_init(&source, &arena, SLICE_OF("plan.yaml"), bytes, ENCODING_UTF8, marked ? 3 : 0);
	finding_list_init(&findings, &arena, false);
	reader = yaml_reader_open(&arena, &source, &keys);
}

/* What the reader gives until the end: D a document, L a lost one. */
static void gives(const char *wanted)
{
	char got[32];
	size_t count = 0;
	enum reading reading;

	do {
		arena_reset(&plan_arena);
		reading = yaml_reader_next(reader, &plan_arena, &findings, &document);
		assert_int_equal(document != NULL, reading == READING_DOCUMENT);
		if (reading != READING_END && count < sizeof got - 1)
			got[count++] = reading == READING_DOCUMENT ? 'D' : 'L';
	} while (reading != READING_END);
	got[count] = '\0';
	assert_string_equal(got, wanted);
	assert_int_equal(yaml_reader_next(reader, &plan_arena, &findings, &document), READING_END);
}

static void only_finding(const char *id, unsigned line, unsigned column, const char *words)
{
	if (findings.count != 1)
		for (size_t i = 0; i < findings.count; i++)
			print_error("%.*s %.*s\n", SLICE_PRINT(findings.items[i]->rule), SLICE_PRINT(findings.items[i]->message));
	assert_int_equal(findings.count, 1);
	const struct finding *finding = findings.items[0];
	struct position at = source_position(&source, finding->place.offset);

	if (!slice_equal(finding->rule, slice_from_string(id)) || at.line != line || at.column != column ||
	    !slice_contains(finding->message, slice_from_string(words)))
		fail_msg("%u:%u %.*s %.*s", at.line, at.column, SLICE_PRINT(finding->rule), SLICE_PRINT(finding->message));
	assert_true(finding->lost);
}

#define A "種類: home\n計画作成日: 2025-04-01\nニーズ: []\n"

static void documents_come_one_after_another(void **state)
{
	(void)state;
	open_bytes(SLICE_OF("\xef\xbb\xbf" A "---\n---\n# 空\n---\r\n" A "...\n\n%YAML 1.2\n---\n" A "---\n~\n"));
	gives("DDD");
	assert_int_equal(findings.count, 0);
	assert_int_equal(yaml_reader_done(reader), source.bytes.length);
}

static void done_moves_with_the_documents(void **state)
{
	(void)state;
	open_bytes(SLICE_OF(A "---\n" A));
	assert_int_equal(yaml_reader_next(reader, &plan_arena, &findings, &document), READING_DOCUMENT);
	assert_int_equal(yaml_reader_done(reader), strlen(A));
}

static void files_without_a_plan_say_so(void **state)
{
	(void)state;
	open_bytes(SLICE_OF(""));
	gives("");
	only_finding("YM-014", 1, 1, "一つも");
	open_bytes(SLICE_OF("\xef\xbb\xbf# だけ\n---\n"));
	gives("");
	only_finding("YM-014", 1, 1, "一つも");
}

static void what_is_no_plan_is_lost_alone(void **state)
{
	(void)state;
	open_bytes(SLICE_OF("- a\n- {b: c}\n---\n" A));
	gives("LD");
	only_finding("YM-012", 1, 1, "一覧");
	open_bytes(SLICE_OF("種類：居宅サービス計画\n氏名：花子\n---\n" A));
	gives("LD");
	only_finding("YM-012", 1, 1, "全角");
	open_bytes(SLICE_OF("種類:居宅サービス計画\n"));
	gives("L");
	only_finding("YM-012", 1, 1, "空白が続いていません");
	open_bytes(SLICE_OF("services:\n  web: {image: x}\nvolumes: []\n---\n" A));
	gives("LD");
	only_finding("YM-013", 1, 1, "services");
}

static void broken_documents_say_what_people_did(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		unsigned line, column;
		const char *words;
	} cases[] = {
		{"種類: home\n利用者:\n\t氏名: 花子\n", 3, 1, "タブ"},
		{"種類: home\n利用者:\n  氏名: 花子\n　性別: 女性\n  独居: はい\n", 4, 1, "全角の空白"},
		{"種類: home\n氏名：花子\n担当者: あ\n", 2, 1, "全角の「：」"},
		{"種類: home\n担当者:あ\n保険者番号: 1\n", 2, 1, "空白が続いていません"},
		{"種類: home\n担当者: \"あ\n保険者番号: 1\n", 2, 6, "引用符"},
		{"種類: home\n利用者: {氏名: 花子, 性別: 女性\n保険者番号: 1\n", 2, 6, "括弧"},
		{"種類: home\n計画書区分: [初回\n", 2, 8, "括弧"},
		{"種類: home\n担当者: @花子\n", 2, 6, "引用符で囲んで"},
		{"種類: home\n担当者: *重要\n", 2, 7, "別名"},
		{"種類: home\n援助の方針: 連絡先: みどり内科\n", 2, 11, "値の中に「: 」"},
		{"種類: home\n担当者: \"C:\\計画\"\n", 2, 9, "\\\\"},
		{"  種類: home\n担当者: あ\n", 2, 1, "字下げ"},
		{"種類: home\n利用者:\n   氏名: 花子\n  性別: 女性\n", 4, 3, "字下げ"},
		{"種類: home\n担当者: 'あ' い\n", 2, 10, "字下げ"},
	};

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct slice text = arena_print(&arena, "%s---\n" A, cases[i].text);

		print_message("%s", cases[i].text);
		open_bytes(text);
		gives("LD");
		only_finding("YM-001", cases[i].line, cases[i].column, cases[i].words);
		/* The same in the second place, so that the line is that of the file. */
		open_bytes(arena_print(&arena, "# é\r\n" A "---\n%s---\n" A, cases[i].text));
		gives("DLD");
		only_finding("YM-001", cases[i].line + 5, cases[i].column, cases[i].words);
	}
}

static void control_characters_lose_their_own_document_only(void **state)
{
	(void)state;
	open_bytes(SLICE_OF(A "---\n" A "---\n種類: home\n担当者: 花\x0b子\n---\n" A "--- # \x01\n" A "---\n" A));
	gives("DDLDLD");
	assert_int_equal(findings.count, 2);
	assert_true(slice_contains(findings.items[0]->message, SLICE_OF("U+000B")));
	assert_int_equal(source_position(&source, findings.items[0]->place.offset).line, 10);
	/* The end mark of old DOS files. */
	open_bytes(SLICE_OF(A "\x1a"));
	gives("L");
	only_finding("YM-002", 4, 1, "U+001A");
}

static void marks_inside_a_file_do_not_hide_documents(void **state)
{
	(void)state;
	open_bytes(SLICE_OF(A "\xef\xbb\xbf---\n" A "\xef\xbb\xbf---\n" A));
	gives("DDD");
	assert_int_equal(findings.count, 0);
	open_bytes(SLICE_OF(A "\xef\xbb\xbf" A "\xef\xbb\xbf種類: \"a\n"));
	gives("DDL");
	only_finding("YM-001", 7, 6, "引用符");
}

static void streams_are_not_cut_behind_directives(void **state)
{
	(void)state;
	open_bytes(SLICE_OF("a: [\n%TAG !e! tag:yaml.org,2002:\n--- !e!map\n" A "担当者: !e!str 花子\n"));
	gives("LD");
	assert_int_equal(findings.count, 1);
}

static void limits_lose_one_document(void **state)
{
	(void)state;
	size_t count = 200000;
	char *text = arena_allocate_bytes(&arena, count + 256);

	memcpy(text, "担当者: ", 11);
	memset(text + 11, '[', count);
	memcpy(text + 11 + count, "\n---\n" A, strlen("\n---\n" A));
	open_bytes(slice_of(text, 11 + count + strlen("\n---\n" A)));
	gives("LD");
	only_finding("YM-003", 1, 5 + LIMIT_YAML_DEPTH, "64");
}

static void anchors_at_every_level_end_at_once(void **state)
{
	(void)state;
	struct text_builder text;

	text_builder_init(&text, &arena);
	text_builder_add_string(&text, A "x-a: &a [&a [&a [*a]]]\nx-b: [");
	for (int i = 0; i < 20000; i++)
		text_builder_print(&text, "&n%d [1], ", i);
	text_builder_add_string(&text, "]\n担当者: &me [*me]\n");
	open_bytes(text_builder_finish(&text));
	gives("D");
}

/* Each unknown key asks for the nearest name: only as many as can be shown. */
static void many_unknown_keys_end_soon(void **state)
{
	(void)state;
	struct text_builder text;

	text_builder_init(&text, &arena);
	text_builder_add_string(&text, A);
	for (int i = 0; i < 300000; i++)
		text_builder_print(&text, "担当者%d: 令和99年13月\n", i);
	open_bytes(text_builder_finish(&text));
	assert_int_equal(yaml_reader_next(reader, &plan_arena, &findings, &document), READING_DOCUMENT);
	assert_int_equal(findings.count, LIMIT_FINDINGS_A_PLAN);
	assert_int_equal(findings.suppressed_by_limit, 300000 - LIMIT_FINDINGS_A_PLAN);
}

static void long_lists_are_cut_with_a_finding(void **state)
{
	(void)state;
	struct text_builder text;

	text_builder_init(&text, &arena);
	text_builder_add_string(&text, "種類: home\n計画作成日: 2025-04-01\nニーズ: [");
	for (int i = 0; i < LIMIT_LIST_ITEMS + 10; i++)
		text_builder_add_string(&text, "{},");
	text_builder_add_string(&text, "]\n");
	open_bytes(text_builder_finish(&text));
	assert_int_equal(yaml_reader_next(reader, &plan_arena, &findings, &document), READING_DOCUMENT);
	assert_int_equal(record_list(document->plan, Plan_needs).count, LIMIT_LIST_ITEMS);
	assert_int_equal(findings.count, 1);
	assert_true(findings.items[0]->lost);
}

/* Every way of cutting a stream short ends, and never says more than a few things. */
static void every_prefix_ends(void **state)
{
	(void)state;
	static const char text[] = "種類: home\n利用者: {氏名: \"花\\u5b50\", 性別: '女'}\nニーズ:\n- &a 内容: |\n    歩きたい\n"
				   "  長期目標: [{期間: R7.4.1～R7.9.30}]\n- *a\n--- !x\n%a\n...\n\xef\xbb\xbf---\n? [b]\n: c\n";

	for (size_t length = 0; length < sizeof text; length++) {
		if (((unsigned char)text[length] & 0xC0) == 0x80)
			continue;
		/* A block of its own, so that reading one byte too far is seen. */
		char *copy = malloc(length + 1);

		assert_non_null(copy);
		memcpy(copy + 1, text, length);
		open_bytes(slice_of(copy + 1, length));
		enum reading reading;
		size_t steps = 0;

		do {
			arena_reset(&plan_arena);
			reading = yaml_reader_next(reader, &plan_arena, &findings, &document);
			assert_true(++steps < 10);
		} while (reading != READING_END);
		for (size_t i = 0; i < findings.count; i++)
			assert_true(findings.items[i]->place.offset + findings.items[i]->place.length <= length);
		yaml_reader_close(reader);
		reader = NULL;
		free(copy);
	}
}

/* Reads the source with `allowed` chunks of memory; a function of its own, so that nothing else changes across the jump. */
static void read_with(size_t allowed, struct memory_trap *trap, struct arena *run, struct arena *plan)
{
	struct finding_list list;

	arena_init(run, trap);
	arena_init(plan, trap);
	if (setjmp(trap->jump) != 0)
		return;
	reader = yaml_reader_open(run, &source, &keys);
	arena_fail_after(allowed);
	finding_list_init(&list, run, false);
	while (yaml_reader_next(reader, plan, &list, &document) != READING_END)
		;
}

/* Memory running out anywhere gives everything back; the reader is closed by whoever catches it. */
static void memory_running_out_is_survived(void **state)
{
	(void)state;
	struct memory_trap trap;
	struct arena small, smaller;

	for (size_t allowed = 0; allowed < 12; allowed++) {
		open_bytes(slice_from_string(A "担当者: &a あ\n委託元: *a\n"));
		yaml_reader_close(reader);
		read_with(allowed, &trap, &small, &smaller);
		arena_fail_after(SIZE_MAX);
		yaml_reader_close(reader);
		reader = NULL;
		arena_release(&small);
		arena_release(&smaller);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(documents_come_one_after_another, set_up, tear_down),
		cmocka_unit_test_setup_teardown(done_moves_with_the_documents, set_up, tear_down),
		cmocka_unit_test_setup_teardown(files_without_a_plan_say_so, set_up, tear_down),
		cmocka_unit_test_setup_teardown(what_is_no_plan_is_lost_alone, set_up, tear_down),
		cmocka_unit_test_setup_teardown(broken_documents_say_what_people_did, set_up, tear_down),
		cmocka_unit_test_setup_teardown(control_characters_lose_their_own_document_only, set_up, tear_down),
		cmocka_unit_test_setup_teardown(marks_inside_a_file_do_not_hide_documents, set_up, tear_down),
		cmocka_unit_test_setup_teardown(streams_are_not_cut_behind_directives, set_up, tear_down),
		cmocka_unit_test_setup_teardown(limits_lose_one_document, set_up, tear_down),
		cmocka_unit_test_setup_teardown(anchors_at_every_level_end_at_once, set_up, tear_down),
		cmocka_unit_test_setup_teardown(many_unknown_keys_end_soon, set_up, tear_down),
		cmocka_unit_test_setup_teardown(long_lists_are_cut_with_a_finding, set_up, tear_down),
		cmocka_unit_test_setup_teardown(every_prefix_ends, set_up, tear_down),
		cmocka_unit_test_setup_teardown(memory_running_out_is_survived, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
