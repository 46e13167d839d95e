/* readers: libyaml sees one sign in place of a run of characters, and nobody can tell. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "base/compiler.h"
#include "base/text_builder.h"
#include "readers/yaml/stream/yaml_events.h"
#include "readers/yaml/stream/yaml_places.h"

static struct arena arena;

static int set_up(void **state)
{
	(void)state;
	arena_init(&arena, NULL);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static struct yaml_places places_of(struct slice text)
{
	struct yaml_places places;

	yaml_places_init(&places, &arena, text, true);
	yaml_places_restart(&places, 0, text.length);
	return places;
}

static struct slice written(struct yaml_places *places)
{
	char *out = arena_allocate_bytes(&arena, places->bytes.length);

	return slice_of(out, yaml_places_write(places, 0, places->bytes.length, out));
}

static void runs_become_one_character(void **state)
{
	(void)state;
	struct slice text = SLICE_OF("氏名: 見本 ハナ # 注\n年: 99歳まで\n");
	struct yaml_places places = places_of(text);
	struct slice out = written(&places);

	/* 注, 年 stand alone and stay; 歳まで is a run. */
	assert_int_equal(out.length, strlen("__: __ __ # ...\n...: 99__\n"));
	assert_memory_equal(out.data, "\xC1\x81: \xC1\x81 \xC1\x81 # 注\n年: 99\xC1\x81\n", out.length);
	assert_int_equal(places.given, strlen("_: _ _ # .\n.: 99_\n"));
	assert_int_equal(yaml_places_offset(&places, 3), slice_find(text, SLICE_OF("見本"), 0));
	assert_int_equal(yaml_places_offset(&places, 4), slice_find(text, SLICE_OF(" ハナ"), 0));
	assert_int_equal(yaml_places_offset(&places, 11), slice_find(text, SLICE_OF("年"), 0));
	assert_int_equal(yaml_places_offset(&places, places.given), text.length);
}

static void letters_and_digits_belong_to_the_run_before(void **state)
{
	(void)state;
	struct slice text = SLICE_OF("令和7年4月1日: R7.4.1～R7.9.30\n7年: 見本, [要介護1]\n");
	struct yaml_places places = places_of(text);

	assert_true(slice_equal(written(&places), SLICE_OF("\xC1\x81: R7.4.1\xC1\x81\n7年: \xC1\x81, [\xC1\x81]\n")));
}

static void a_value_is_put_together_again(void **state)
{
	(void)state;
	struct slice text = SLICE_OF("前置き: \"一行目\\t\n  二行目 あい\"\n");
	struct yaml_places places = places_of(text);
	struct text_builder room;
	uint64_t offset = slice_find(text, SLICE_OF("\""), 0);

	text_builder_init(&room, &arena);
	written(&places);
	yaml_places_offset(&places, places.given - 1);
	struct slice value = yaml_places_restore(&places, SLICE_OF("\xC1\x81\t \xC1\x81 \xC1\x81"), offset, &room);

	assert_true(slice_equal(value, SLICE_OF("一行目\t 二行目 あい")));
}

static void what_waits_is_bounded(void **state)
{
	(void)state;
	struct text_builder text;

	text_builder_init(&text, &arena);
	for (unsigned i = 0; i < 5000; i++)
		text_builder_add_string(&text, "- 見本\n");
	struct yaml_places places = places_of(text_builder_finish(&text));
	struct slice out = written(&places);

	assert_true(out.length > 5000 * strlen("- __\n"));
	assert_true(slice_ends_with(out, SLICE_OF("- 見本\n")));
	assert_int_equal(yaml_places_offset(&places, places.given), places.bytes.length);
}

/* ---- whole texts, read with and without ---- */

static uint64_t seed = 1;

static unsigned draw(unsigned count)
{
	seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (unsigned)(seed >> 33) % count;
}

static void expect_the_same(struct slice text)
{
	struct yaml_events *replaced = yaml_events_open(&arena, text, 0, text.length, true);
	struct yaml_events *plain = yaml_events_open(&arena, text, 0, text.length, false);
	struct yaml_event a, b;

	do {
		yaml_events_next(replaced, &a);
		yaml_events_next(plain, &b);
		bool same = a.kind == b.kind && a.style == b.style && a.verbatim == b.verbatim && a.offset == b.offset && a.length == b.length &&
			    slice_equal(a.text, b.text) && slice_equal(a.anchor, b.anchor) && slice_equal(a.tag, b.tag);

		if (!same)
			fail_msg("at %zu (%zu): %d %zu \"%.*s\", %d %zu \"%.*s\" in:\n%.*s", (size_t)a.offset, (size_t)b.offset, (int)a.kind,
				 (size_t)a.length, SLICE_PRINT(a.text), (int)b.kind, (size_t)b.length, SLICE_PRINT(b.text), SLICE_PRINT(text));
	} while (a.kind != YAML_EVENT_STREAM_END && a.kind != YAML_EVENT_PROBLEM);
	assert_int_equal(yaml_events_position(replaced), yaml_events_position(plain));
	if (a.kind == YAML_EVENT_PROBLEM) {
		const struct yaml_problem *one = yaml_events_problem(replaced), *other = yaml_events_problem(plain);

		assert_int_equal(one->kind, other->kind);
		assert_ptr_equal(one->what, other->what);
		assert_ptr_equal(one->context, other->context);
		assert_int_equal(one->offset, other->offset);
		assert_int_equal(one->context_offset, other->context_offset);
		assert_int_equal(one->character, other->character);
	}
	yaml_events_close(replaced);
	yaml_events_close(plain);
}

/* Signs of YAML between words: most of the texts are broken somewhere, and where and how must be the same. */
static void random_texts_read_the_same(void **state)
{
	(void)state;
	static const char *const signs[] = {"\n", "\n", "\n  ", "\n    ", ": ", ": ", ":", "- ", "\n- ", "[", "]", "{", "}", ", ", "\"", "'", "''", "\\",
					    "\\n", "\\x7F", "\\u3042", " ", "  ", "# ", " # ", "|\n ", ">-\n ", "&a ", "*a ", "!!str ", "!あ ", "? ", "\n---\n",
					    "\n...\n", "\n%", "%YAML 1.1\n", "\t", "\r\n", "\r", "\xC2\x85", "\xE2\x80\xA8", "\xEF\xBB\xBF", "\x01", "\x7F",
					    "\xEF\xBF\xBF", "<<", "@", "`"};
	static const char *const words[] = {"あ", "あ1", "見本99-1/2.a", "見本 ハナ", "週2回（火・金）", "膝の痛み", "a", "key", "99", "𠮷野", "éé", "、。", "忿忿", "\xC2\xA0\xC2\xA0"};

	for (unsigned round = 0; round < 6000; round++) {
		struct text_builder text;
		unsigned pieces = 1 + draw(40), tame = draw(3);

		text_builder_init(&text, &arena);
		for (unsigned i = 0; i < pieces; i++) {
			if (draw(2))
				text_builder_add_string(&text, signs[draw(tame ? 14 : COUNT_OF(signs))]);
			text_builder_add_string(&text, words[draw(COUNT_OF(words))]);
		}
		expect_the_same(text_builder_finish(&text));
		arena_reset(&arena);
	}
}

/* Whole plans of blocks and values, so that runs, blocks of libyaml's and the ring meet at every place. */
static void long_texts_read_the_same(void **state)
{
	(void)state;
	static const char *const lines[] = {"- 内容: 膝の痛みがあっても、台所で調理ができる。\n",
					    "- {名称: 見本, 内容: \"息切れが\\n あり、居間では\\u898B守りが要る\"}\n",
					    "- 文: |\n    一行目です。\n    二行目も続きます。\n",
					    "- 文: 折り返す文が\n    ここで次の行へ\n\n    続きます。 # 注記\n",
					    "- '引用''符''の中'\n",
					    "- &名\n",
					    "- &n 印のある値\n- *n\n- !!str # 注記\n  札のある値\n",
					    "- 忿\xEF\xBF\xBE\n",
					    "- 七\xE2\x80\xA8八\n"};

	for (unsigned round = 0; round < 60; round++) {
		struct text_builder text;
		unsigned kinds = 5 + draw(COUNT_OF(lines) - 4), size = 1000 + draw(120000);

		text_builder_init(&text, &arena);
		while (text.length < size) {
			text_builder_add_string(&text, lines[draw(draw(400) ? 5 : kinds)]);
			if (draw(900) == 0)
				text_builder_add_string(&text, "---\n");
		}
		expect_the_same(text_builder_finish(&text));
		arena_reset(&arena);
	}
}

/* libyaml looks for the colon of a key within 1,024 characters of a line. */
static void long_keys_are_given_up_at_the_same_length(void **state)
{
	(void)state;
	for (unsigned length = 1010; length < 1040; length++)
		for (unsigned shape = 0; shape < 3; shape++) {
			struct text_builder text;

			text_builder_init(&text, &arena);
			text_builder_add_string(&text, shape == 0 ? "" : shape == 1 ? "前: 後\n" : "[\"見本\", ");
			for (unsigned i = 0; i < length; i++)
				text_builder_add_string(&text, "字");
			text_builder_add_string(&text, shape == 2 ? ": 値]\n" : ": 値\n");
			expect_the_same(text_builder_finish(&text));
			arena_reset(&arena);
		}
}

/* More of one value than may wait, and a line that no block holds. */
static void long_values_read_the_same(void **state)
{
	(void)state;
	for (unsigned shape = 0; shape < 4; shape++) {
		struct text_builder text;

		text_builder_init(&text, &arena);
		text_builder_add_string(&text, shape == 0 ? "文: |\n" : shape == 1 ? "文: \"" : "文: ");
		for (unsigned i = 0; i < 9000; i++)
			text_builder_add_string(&text, shape == 3 ? "見本 " : "  見本の文 a\n");
		text_builder_add_string(&text, shape == 1 ? "\"\n次: 値\n" : "\n次: 値\n");
		expect_the_same(text_builder_finish(&text));
		arena_reset(&arena);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(runs_become_one_character, set_up, tear_down),
		cmocka_unit_test_setup_teardown(letters_and_digits_belong_to_the_run_before, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_value_is_put_together_again, set_up, tear_down),
		cmocka_unit_test_setup_teardown(what_waits_is_bounded, set_up, tear_down),
		cmocka_unit_test_setup_teardown(random_texts_read_the_same, set_up, tear_down),
		cmocka_unit_test_setup_teardown(long_texts_read_the_same, set_up, tear_down),
		cmocka_unit_test_setup_teardown(long_keys_are_given_up_at_the_same_length, set_up, tear_down),
		cmocka_unit_test_setup_teardown(long_values_read_the_same, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
