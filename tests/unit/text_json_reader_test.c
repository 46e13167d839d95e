/* JSON: what the standard takes, what it does not, and texts as they were meant. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/compiler.h"
#include "text/json/json_reader.h"
#include "text/json/json_writer.h"

static struct arena arena;

/* One letter an event: { } [ ] k s n t f z, ! for a problem. */
static const char *events_of(const char *json, size_t length)
{
	static const char letters[] = "{}[]ksntfz.!";
	static char room[256];
	struct json_reader reader;
	size_t count = 0;
	enum json_event event;

	json_reader_init(&reader, &arena, slice_of(json, length));
	do {
		event = json_reader_next(&reader);
		room[count++] = letters[event];
	} while (event != JSON_END && event != JSON_PROBLEM && count < sizeof room - 1);
	room[count] = '\0';
	return room;
}

static void test_events(void **state)
{
	static const struct {
		const char *json, *events;
	} cases[] = {
		{"{}", "{}."},
		{" [ ] ", "[]."},
		{"{\"a\":1,\"b\":[true,false,null,\"x\"]}", "{knk[tfzs]}."},
		{"\xEF\xBB\xBF{\"a\":{}}", "{k{}}."},
		{"{}\n{}\n", "{}{}."},
		{"-0.5e+3 0 1E9", "nnn."},
		{"", "."},
		/* what a lenient reader would take */
		{"{\"a\":1,}", "{kn!"},
		{"[1,]", "[n!"},
		{"[1 2]", "[n!"},
		{"[,1]", "[!"},
		{"{a:1}", "{!"},
		{"{\"a\" 1}", "{!"},
		{"{'a':1}", "{!"},
		{"[01]", "[!"},
		{"[+1]", "[!"},
		{"[1.]", "[!"},
		{"[.5]", "[!"},
		{"[NaN]", "[!"},
		{"[tru]", "[!"},
		{"[1", "[n!"},
		{"{\"a\"", "{!"},
		{"[}", "[!"},
		{"\"a\tb\"", "!"},
		{"\"\\x\"", "!"},
		{"\"\\u12g4\"", "!"},
		{"\"\xFF\"", "!"},
		{"\"no end", "!"},
		{"[1] // remark", "[n]!"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		assert_string_equal(events_of(cases[i].json, strlen(cases[i].json)), cases[i].events);
	assert_string_equal(events_of("\"a\0b\"", 5), "!");
}

static void expect_text(const char *json, struct slice text)
{
	struct json_reader reader;

	json_reader_init(&reader, &arena, slice_from_string(json));
	assert_int_equal(json_reader_next(&reader), JSON_STRING);
	assert_int_equal(reader.text.length, text.length);
	assert_memory_equal(reader.text.data, text.data, text.length);
}

static void test_texts(void **state)
{
	(void)state;
	expect_text("\"見本 ハナ\"", SLICE_OF("見本 ハナ"));
	expect_text("\"a\\\"\\\\\\/\\n\\t\\u3042z\"", SLICE_OF("a\"\\/\n\tあz"));
	expect_text("\"\\ud83d\\ude00\"", SLICE_OF("😀"));
	expect_text("\"\\udb40\\udd00\"", SLICE_OF("\xF3\xA0\x84\x80")); /* a variant of a kanji */
	expect_text("\"\\ud83dx\\ude00\"", SLICE_OF("\xEF\xBF\xBDx\xEF\xBF\xBD"));
	expect_text("\"\\u0000\"", SLICE_OF("\0"));
}

/* Whatever the writer writes comes back. */
static void test_round_trip(void **state)
{
	struct slice text = SLICE("改行\nタブ\t引用\"\\ \x1b[1m \xE2\x80\xAE 葛\xF3\xA0\x84\x80 😀 \x7F");
	struct text_builder json;
	struct json_writer writer;

	(void)state;
	text_builder_init(&json, &arena);
	json_init(&writer, &json, false);
	json_string(&writer, text);
	expect_text(text_builder_finish(&json).data, text);
}

static void test_nesting_is_bounded(void **state)
{
	char deep[2 * JSON_READER_DEPTH];
	struct json_reader reader;
	enum json_event event;

	(void)state;
	memset(deep, '[', sizeof deep);
	json_reader_init(&reader, &arena, slice_of(deep, sizeof deep));
	for (int i = 0; i < JSON_READER_DEPTH; i++)
		assert_int_equal(json_reader_next(&reader), JSON_BEGIN_ARRAY);
	assert_int_equal(json_reader_next(&reader), JSON_PROBLEM);
	json_reader_init(&reader, &arena, slice_of(deep, sizeof deep));
	event = json_reader_next(&reader);
	assert_false(json_reader_skip(&reader, event));
}

static void test_skipping_and_bookmarks(void **state)
{
	struct json_reader reader, bookmark;
	enum json_event event;

	(void)state;
	json_reader_init(&reader, &arena, SLICE_OF("{\"a\":{\"b\":[1,{\"c\":\"}\"}]},\"d\":2}"));
	assert_int_equal(json_reader_next(&reader), JSON_BEGIN_OBJECT);
	bookmark = reader;
	for (int i = 0; i < 2; i++) {
		reader = bookmark;
		assert_int_equal(json_reader_next(&reader), JSON_KEY);
		event = json_reader_next(&reader);
		assert_true(json_reader_skip(&reader, event));
		assert_int_equal(json_reader_next(&reader), JSON_KEY);
		assert_true(slice_equal(reader.text, SLICE_OF("d")));
		event = json_reader_next(&reader);
		assert_int_equal(event, JSON_NUMBER);
		assert_true(json_reader_skip(&reader, event));
		assert_int_equal(json_reader_next(&reader), JSON_END_OBJECT);
		assert_int_equal(json_reader_next(&reader), JSON_END);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_events),
		cmocka_unit_test(test_texts),
		cmocka_unit_test(test_round_trip),
		cmocka_unit_test(test_nesting_is_bounded),
		cmocka_unit_test(test_skipping_and_bookmarks),
	};
	int failed;

	arena_init(&arena, NULL);
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	arena_release(&arena);
	return failed;
}
