/* readers: events of YAML with exact byte places, and inputs that must end at once. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "base/compiler.h"
#include "base/limits.h"
#include "base/text_builder.h"
#include "readers/yaml/stream/yaml_events.h"

static struct arena arena;
static struct yaml_events *events;
static struct slice bytes;
static struct yaml_event event;

static int set_up(void **state)
{
	(void)state;
	arena_init(&arena, NULL);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	yaml_events_close(events);
	events = NULL;
	arena_release(&arena);
	return 0;
}

static void open_text(const char *text)
{
	bytes = slice_from_string(text);
	yaml_events_close(events);
	events = yaml_events_open(&arena, bytes, 0, bytes.length, true);
}

static void next_is(enum yaml_event_kind kind)
{
	yaml_events_next(events, &event);
	assert_int_equal(event.kind, kind);
}

/* The next event is of this kind and its place holds exactly these bytes, at this occurrence in the text. */
static void next_stands_on(enum yaml_event_kind kind, const char *raw)
{
	next_is(kind);
	assert_true(event.offset + event.length <= bytes.length);
	struct slice place = slice_of(bytes.data + event.offset, (size_t)event.length);

	if (!slice_equal(place, slice_from_string(raw)))
		fail_msg("wanted \"%s\", the place holds \"%.*s\"", raw, SLICE_PRINT(place));
}

static void next_scalar(const char *raw, const char *value)
{
	next_stands_on(YAML_EVENT_SCALAR, raw);
	if (!slice_equal(event.text, slice_from_string(value)))
		fail_msg("wanted \"%s\", got \"%.*s\"", value, SLICE_PRINT(event.text));
}

static void begin_document(const char *text)
{
	open_text(text);
	next_is(YAML_EVENT_DOCUMENT_START);
}

static void places_are_bytes_in_block_and_flow(void **state)
{
	(void)state;
	begin_document("種類: 居宅サービス計画 # 注記：ひとつ\n"
		       "利用者: {氏名: 点検 花子, \"性別\": '女性', 独居: }\n"
		       "ニーズ:\n"
		       "- 内容: 膝の痛み\n"
		       "  期間: [一, 二]\n"
		       "担当者: 介護 太郎\n");
	next_is(YAML_EVENT_MAPPING_START);
	assert_int_equal(event.offset, 0);
	next_scalar("種類", "種類");
	next_scalar("居宅サービス計画", "居宅サービス計画");
	assert_true(event.verbatim && event.text.data == bytes.data + event.offset);
	next_scalar("利用者", "利用者");
	next_is(YAML_EVENT_MAPPING_START);
	assert_int_equal(bytes.data[event.offset], '{');
	next_scalar("氏名", "氏名");
	next_scalar("点検 花子", "点検 花子");
	next_scalar("\"性別\"", "性別");
	assert_true(event.verbatim);
	next_scalar("'女性'", "女性");
	next_scalar("独居", "独居");
	next_scalar("", "");
	next_stands_on(YAML_EVENT_MAPPING_END, "}");
	next_scalar("ニーズ", "ニーズ");
	next_is(YAML_EVENT_SEQUENCE_START);
	assert_int_equal(bytes.data[event.offset], '-');
	next_is(YAML_EVENT_MAPPING_START);
	next_scalar("内容", "内容");
	next_scalar("膝の痛み", "膝の痛み");
	next_scalar("期間", "期間");
	next_is(YAML_EVENT_SEQUENCE_START);
	next_scalar("一", "一");
	next_scalar("二", "二");
	next_stands_on(YAML_EVENT_SEQUENCE_END, "]");
	uint64_t end = event.offset + event.length;

	/* Blocks end with their last child, not where the next token begins. */
	next_is(YAML_EVENT_MAPPING_END);
	assert_int_equal(event.offset + event.length, end);
	next_is(YAML_EVENT_SEQUENCE_END);
	assert_int_equal(event.offset + event.length, end);
	next_scalar("担当者", "担当者");
	next_scalar("介護 太郎", "介護 太郎");
	next_is(YAML_EVENT_MAPPING_END);
	next_is(YAML_EVENT_DOCUMENT_END);
	next_is(YAML_EVENT_STREAM_END);
}

static void changed_values_keep_their_places(void **state)
{
	(void)state;
	begin_document("- 'it''s'\n- 'a'''\n- ''''\n- \"a\\\"\"\n- \"\\u3042\\\\\"\n- \"末\n  尾\"\n- \"a \n  \"\n- 一行目\n  二行目\n\n  四行目\n- 後\n");
	next_is(YAML_EVENT_SEQUENCE_START);
	next_scalar("'it''s'", "it's");
	next_scalar("'a'''", "a'");
	next_scalar("''''", "'");
	next_scalar("\"a\\\"\"", "a\"");
	next_scalar("\"\\u3042\\\\\"", "あ\\");
	next_scalar("\"末\n  尾\"", "末 尾");
	next_scalar("\"a \n  \"", "a ");
	assert_false(event.verbatim);
	next_scalar("一行目\n  二行目\n\n  四行目", "一行目 二行目\n四行目");
	next_scalar("後", "後");
	next_is(YAML_EVENT_SEQUENCE_END);
}

static void block_scalars_end_with_their_last_word(void **state)
{
	(void)state;
	begin_document("a: |\n  一\n\n  二  \n\n\nb: >2-\n    三\n   四\n# 終\nc: d\n");
	next_is(YAML_EVENT_MAPPING_START);
	next_scalar("a", "a");
	next_scalar("|\n  一\n\n  二", "一\n\n二  \n");
	assert_int_equal(event.style, YAML_STYLE_LITERAL);
	next_scalar("b", "b");
	next_stands_on(YAML_EVENT_SCALAR, ">2-\n    三\n   四");
	next_scalar("c", "c");
	next_scalar("d", "d");
}

/* U+0085, U+2028 and lone CR are line breaks to libyaml; CRLF is two characters; all stay exact. */
static void odd_line_breaks_do_not_move_places(void **state)
{
	(void)state;
	begin_document("a: 一\r\nb: 二\rc: 三\xc2\x85" "d: \"四\xe2\x80\xa8五\"\r\n\r\ne: 六\r\n");
	next_is(YAML_EVENT_MAPPING_START);
	next_scalar("a", "a");
	next_scalar("一", "一");
	next_scalar("b", "b");
	next_scalar("二", "二");
	next_scalar("c", "c");
	next_scalar("三", "三");
	next_scalar("d", "d");
	next_stands_on(YAML_EVENT_SCALAR, "\"四\xe2\x80\xa8五\"");
	next_scalar("e", "e");
	next_scalar("六", "六");
}

static void anchors_and_tags_are_not_part_of_the_place(void **state)
{
	(void)state;
	begin_document("- &n !!str 値\n- &b\n  # 注\n  c: d\n- *b\n- &e [f]\n- &z\n- !x 'g'\n");
	next_is(YAML_EVENT_SEQUENCE_START);
	next_scalar("値", "値");
	assert_true(slice_equal(event.anchor, SLICE_OF("n")) && event.verbatim);
	next_is(YAML_EVENT_MAPPING_START);
	assert_int_equal(bytes.data[event.offset], 'c');
	next_scalar("c", "c");
	assert_int_equal(event.anchor.length, 0);
	next_scalar("d", "d");
	next_is(YAML_EVENT_MAPPING_END);
	next_stands_on(YAML_EVENT_ALIAS, "*b");
	next_is(YAML_EVENT_SEQUENCE_START);
	assert_int_equal(bytes.data[event.offset], '[');
	next_scalar("f", "f");
	next_stands_on(YAML_EVENT_SEQUENCE_END, "]");
	next_scalar("", "");
	assert_true(slice_equal(event.anchor, SLICE_OF("z")));
	next_scalar("'g'", "g");
	assert_true(slice_equal(event.tag, SLICE_OF("!x")));
}

static void an_anchor_needs_no_blank_behind_it(void **state)
{
	(void)state;
	open_text("a: &n:[x, y\nb: &m?z\n漢: 字");
	next_is(YAML_EVENT_DOCUMENT_START);
	next_is(YAML_EVENT_MAPPING_START);
	next_scalar("a", "a");
	next_scalar(":[x, y", ":[x, y");
	next_scalar("b", "b");
	next_scalar("?z", "?z");
	next_scalar("漢", "漢");
	next_scalar("字", "字");
}

static void every_character_width_is_counted(void **state)
{
	(void)state;
	/* Comments move the mark by characters of one to four bytes; what follows must still be found. */
	begin_document("# a é あ 𠮷 𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷 ああああああああああ éééééééééééé abcdefghijklmnop\nk: v\n#𠮷\nl: \"\\x41𠮷\"\nm: n\n");
	next_is(YAML_EVENT_MAPPING_START);
	next_scalar("k", "k");
	next_scalar("v", "v");
	next_scalar("l", "l");
	next_scalar("\"\\x41𠮷\"", "A𠮷");
	next_scalar("m", "m");
	next_scalar("n", "n");
}

static void single_pairs_in_a_list_end_with_their_value(void **state)
{
	(void)state;
	begin_document("[a: b, c]\n");
	next_is(YAML_EVENT_SEQUENCE_START);
	next_is(YAML_EVENT_MAPPING_START);
	next_scalar("a", "a");
	next_scalar("b", "b");
	next_is(YAML_EVENT_MAPPING_END);
	assert_int_equal(event.offset + event.length, 5);
	next_scalar("c", "c");
	next_stands_on(YAML_EVENT_SEQUENCE_END, "]");
}

static void a_range_is_read_with_places_of_the_whole(void **state)
{
	(void)state;
	bytes = slice_from_string("\xef\xbb\xbf一: 二\n---\n三: 四\n");
	yaml_events_close(events);
	events = yaml_events_open(&arena, bytes, 3, bytes.length, true);
	next_is(YAML_EVENT_DOCUMENT_START);
	next_is(YAML_EVENT_MAPPING_START);
	assert_int_equal(event.offset, 3);
	next_scalar("一", "一");
	next_scalar("二", "二");
	next_is(YAML_EVENT_MAPPING_END);
	next_is(YAML_EVENT_DOCUMENT_END);
	next_is(YAML_EVENT_DOCUMENT_START);
	next_is(YAML_EVENT_MAPPING_START);
	next_scalar("三", "三");
}

static void values_may_hold_nul(void **state)
{
	(void)state;
	begin_document("\"a\\0b\"");
	next_stands_on(YAML_EVENT_SCALAR, "\"a\\0b\"");
	assert_int_equal(event.text.length, 3);
	assert_memory_equal(event.text.data, "a\0b", 3);
}

static const struct yaml_problem *problem_of(struct slice text)
{
	yaml_events_close(events);
	bytes = text;
	events = yaml_events_open(&arena, bytes, 0, bytes.length, true);
	do
		yaml_events_next(events, &event);
	while (event.kind != YAML_EVENT_PROBLEM && event.kind != YAML_EVENT_STREAM_END);
	assert_int_equal(event.kind, YAML_EVENT_PROBLEM);
	return yaml_events_problem(events);
}

static void problems_have_byte_places(void **state)
{
	(void)state;
	const struct yaml_problem *problem = problem_of(SLICE_OF("氏名: 花子\n住所: \"閉じない\n続き: あ\n"));

	assert_int_equal(problem->kind, YAML_PROBLEM_SYNTAX);
	assert_int_equal(bytes.data[problem->context_offset], '"');
	problem = problem_of(SLICE_OF("氏名: 花子\n\t住所: あ\n"));
	assert_int_equal(bytes.data[problem->offset], '\t');
	problem = problem_of(SLICE_OF("氏名: 花\x0b子\n"));
	assert_int_equal(problem->kind, YAML_PROBLEM_CHARACTER);
	assert_int_equal(problem->character, 0x0b);
	assert_int_equal(bytes.data[problem->offset], 0x0b);
	problem = problem_of(SLICE_OF("a\0b"));
	assert_int_equal(problem->kind, YAML_PROBLEM_CHARACTER);
	assert_int_equal(problem->offset, 1);
}

static void deep_nesting_stops_at_once(void **state)
{
	(void)state;
	size_t count = 200000;
	char *text = arena_allocate_bytes(&arena, count);

	memset(text, '[', count);
	const struct yaml_problem *problem = problem_of(slice_of(text, count));

	assert_int_equal(problem->kind, YAML_PROBLEM_DEPTH);
	assert_int_equal(problem->offset, LIMIT_YAML_DEPTH);
	for (size_t i = 0; i < count; i++)
		text[i] = i % 2 ? ' ' : '-';
	assert_int_equal(problem_of(slice_of(text, count))->kind, YAML_PROBLEM_DEPTH);
}

static void many_directives_stop_at_once(void **state)
{
	(void)state;
	size_t count = 100000;
	char *text = arena_allocate_bytes(&arena, count * 20);
	size_t length = 0;

	for (size_t i = 0; i < count; i++) {
		memcpy(text + length, "%TAG !a00000! b\n", 16);
		for (size_t k = 0, n = i; k < 5; k++, n /= 10)
			text[length + 11 - k] = (char)('0' + n % 10);
		length += 16;
	}
	assert_int_equal(problem_of(slice_of(text, length))->kind, YAML_PROBLEM_DIRECTIVES);
}

/* 内, 全 and 護 end in the bytes that end U+0085, U+2028 and U+2029. */
static void a_percent_sign_behind_a_word_is_no_directive(void **state)
{
	(void)state;
	struct text_builder text;

	text_builder_init(&text, &arena);
	text_builder_add_string(&text, "総合的な援助の方針: ");
	for (unsigned i = 0; i <= LIMIT_YAML_DIRECTIVES; i++)
		text_builder_add_string(&text, "内%全%護%");
	begin_document(text_builder_finish(&text).data);
	for (event.kind = YAML_EVENT_SCALAR; event.kind != YAML_EVENT_STREAM_END;) {
		yaml_events_next(events, &event);
		assert_int_not_equal(event.kind, YAML_EVENT_PROBLEM);
	}
}

static void directives_are_counted_behind_every_line_break(void **state)
{
	(void)state;
	static const char *const breaks[] = {"\n", "\r\n", "\r", "\xC2\x85", "\xE2\x80\xA8", "\xE2\x80\xA9"};

	for (size_t i = 0; i < COUNT_OF(breaks); i++) {
		struct text_builder text;

		text_builder_init(&text, &arena);
		for (unsigned k = 0; k <= LIMIT_YAML_DIRECTIVES; k++)
			text_builder_print(&text, "%%TAG !a%u! b%s", k, breaks[i]);
		assert_int_equal(problem_of(text_builder_finish(&text))->kind, YAML_PROBLEM_DIRECTIVES);
	}
}

static void huge_documents_stop_at_the_limit(void **state)
{
	(void)state;
	size_t length = LIMIT_DOCUMENT_BYTES + 1000000;
	char *text = arena_allocate_bytes(&arena, length);

	memset(text, 'a', length);
	text[0] = '"';
	assert_int_equal(problem_of(slice_of(text, length))->kind, YAML_PROBLEM_SIZE);
}

/* Several blocks of text in characters of every width; `first` moves all of it against the ends of the blocks. */
static struct slice long_text(const char *first, const char *last)
{
	struct text_builder text;

	text_builder_init(&text, &arena);
	text_builder_add_string(&text, first);
	while (text.length < 70000)
		text_builder_add_string(&text, "a: [é, 膝, \"𠮷\", 36°, ￥, '見本 ハナ', 内\xc2\xa0容]\r\n");
	text_builder_add_string(&text, last);
	return text_builder_finish(&text);
}

/* Once handed over block by block, once decoded by libyaml; 忿 ends in the bytes of U+FFFF, so that its block is decoded, too. */
static void both_ways_through_libyaml_agree(void **state)
{
	(void)state;
	yaml_events_close(events); /* they live in the arena, which is reset here */
	events = NULL;
	for (unsigned shift = 0; shift < 40; shift++) {
		char first[64];

		snprintf(first, sizeof first, "x: %s%.*s\n", shift % 2 ? "忿" : "怒", (int)shift, "........................................");
		struct slice text = long_text(first, "");
		struct yaml_events *handed = yaml_events_open(&arena, text, 0, text.length, true);
		struct yaml_events *decoded = yaml_events_open(&arena, text, 0, text.length, false);
		struct yaml_event other;

		do {
			yaml_events_next(handed, &event);
			yaml_events_next(decoded, &other);
			assert_int_equal(event.kind, other.kind);
			assert_int_equal(event.offset, other.offset);
			assert_int_equal(event.length, other.length);
			assert_true(slice_equal(event.text, other.text));
			assert_int_not_equal(event.kind, YAML_EVENT_PROBLEM);
		} while (event.kind != YAML_EVENT_STREAM_END);
		yaml_events_close(handed);
		yaml_events_close(decoded);
		arena_reset(&arena);
	}
}

/* Rule files come as they are. */
static void broken_utf8_is_a_problem(void **state)
{
	(void)state;
	struct slice text = long_text("", "\xe8\x86");
	struct yaml_events *unchecked = yaml_events_open(&arena, text, 0, text.length, false);

	do
		yaml_events_next(unchecked, &event);
	while (event.kind != YAML_EVENT_PROBLEM && event.kind != YAML_EVENT_STREAM_END);
	assert_int_equal(event.kind, YAML_EVENT_PROBLEM);
	assert_int_equal(yaml_events_problem(unchecked)->offset, text.length - 2);
	yaml_events_close(unchecked);
}

static void forbidden_characters_are_found_far_behind(void **state)
{
	(void)state;
	static const struct {
		const char *bytes;
		uint32_t character;
	} forbidden[] = {{"\x01", 0x01},         {"\x1f", 0x1F},         {"\x7f", 0x7F},        {"\xc2\x80", 0x80},
			 {"\xc2\x9f", 0x9F},     {"\xef\xbf\xbe", 0xFFFE}, {"\xef\xbf\xbf", 0xFFFF}};

	for (size_t i = 0; i < COUNT_OF(forbidden); i++)
		for (size_t behind = 0; behind < 4; behind++) {
			char last[32];
			int length = snprintf(last, sizeof last, "%s%.*s", forbidden[i].bytes, (int)behind, "\n\n\n");
			struct slice text = long_text("", last);
			const struct yaml_problem *problem = problem_of(text);

			assert_int_equal(problem->kind, YAML_PROBLEM_CHARACTER);
			assert_int_equal(problem->character, forbidden[i].character);
			assert_int_equal(problem->offset, text.length - (size_t)length);
		}
}

static void empty_inputs_have_no_document(void **state)
{
	(void)state;
	open_text("");
	next_is(YAML_EVENT_STREAM_END);
	open_text("# だけ\n\n");
	next_is(YAML_EVENT_STREAM_END);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(places_are_bytes_in_block_and_flow),
		cmocka_unit_test(changed_values_keep_their_places),
		cmocka_unit_test(block_scalars_end_with_their_last_word),
		cmocka_unit_test(odd_line_breaks_do_not_move_places),
		cmocka_unit_test(anchors_and_tags_are_not_part_of_the_place),
		cmocka_unit_test(an_anchor_needs_no_blank_behind_it),
		cmocka_unit_test(every_character_width_is_counted),
		cmocka_unit_test(single_pairs_in_a_list_end_with_their_value),
		cmocka_unit_test(a_range_is_read_with_places_of_the_whole),
		cmocka_unit_test(values_may_hold_nul),
		cmocka_unit_test(problems_have_byte_places),
		cmocka_unit_test(deep_nesting_stops_at_once),
		cmocka_unit_test(many_directives_stop_at_once),
		cmocka_unit_test(a_percent_sign_behind_a_word_is_no_directive),
		cmocka_unit_test(directives_are_counted_behind_every_line_break),
		cmocka_unit_test(huge_documents_stop_at_the_limit),
		cmocka_unit_test(both_ways_through_libyaml_agree),
		cmocka_unit_test(forbidden_characters_are_found_far_behind),
		cmocka_unit_test(broken_utf8_is_a_problem),
		cmocka_unit_test(empty_inputs_have_no_document),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
