/* text: from byte offsets to lines and columns, and what encoding a file is in. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/compiler.h"
#include "text/cp932/cp932.h"
#include "text/source.h"
#include "text/unicode/utf8.h"

#include <string.h>

static struct arena arena;

static int make_arena(void **state)
{
	(void)state;
	arena_init(&arena, NULL);
	return 0;
}

static int drop_arena(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static struct source source_of(struct slice bytes, enum text_encoding encoding, size_t mark)
{
	struct source source;

	source_init(&source, &arena, SLICE_OF("plan.yaml"), bytes, encoding, mark);
	return source;
}

static void assert_place(struct source *source, uint64_t offset, uint32_t line, uint32_t column)
{
	struct position position = source_position(source, offset);

	if (position.line != line || position.column != column)
		fail_msg("byte %u: %u:%u, expected %u:%u", (unsigned)offset, position.line, position.column, line, column);
}

static void all_three_line_breaks_count(void **state)
{
	(void)state;
	struct source source = source_of(SLICE_OF("a\nb\r\nc\rd\n\n\r\re"), ENCODING_UTF8, 0);
	static const char *const lines[] = {"a", "b", "c", "d", "", "", "", "e"};

	assert_place(&source, 0, 1, 1);
	assert_place(&source, 1, 1, 2); /* a line break belongs to its line */
	assert_place(&source, 2, 2, 1);
	assert_place(&source, 4, 2, 3);
	assert_place(&source, 5, 3, 1);
	assert_place(&source, 7, 4, 1);
	assert_place(&source, 12, 8, 1);
	assert_place(&source, 13, 8, 2);
	assert_place(&source, 99, 8, 2);
	for (uint32_t i = 0; i < 8; i++)
		assert_true(slice_equal(source_line(&source, i + 1), slice_from_string(lines[i])));
	assert_int_equal(source_line(&source, 0).length, 0);
	assert_int_equal(source_line(&source, 9).length, 0);
	assert_int_equal(source_line_start(&source, 3), 5);
	assert_int_equal(source_line_start(&source, 9), 13);
}

static void columns_are_characters_in_either_encoding(void **state)
{
	(void)state;
	struct source utf8 = source_of(SLICE_OF("\xef\xbb\xbf短期: 🐱x\n見本"), ENCODING_UTF8, 3);

	assert_place(&utf8, 0, 1, 1); /* the byte-order mark has no column */
	assert_place(&utf8, 3, 1, 1);
	assert_place(&utf8, 6, 1, 2);
	assert_place(&utf8, 8, 1, 2); /* inside a character: that character */
	assert_place(&utf8, 11, 1, 5);
	assert_place(&utf8, 14, 1, 5);
	assert_place(&utf8, 15, 1, 6);
	assert_place(&utf8, 17, 2, 1);
	assert_place(&utf8, 23, 2, 3);
	assert_true(slice_equal(source_line(&utf8, 1), SLICE_OF("短期: 🐱x")));
	/* 見本 ﾊﾅ: two bytes each, one byte each; 0x5C as a trail byte (表) is no character of its own */
	struct source cp932 = source_of(SLICE_OF("\x8c\xa9\x96\x7b,\xca\xc5,\x95\x5c\r\n\x8c\xa9"), ENCODING_CP932, 0);

	assert_place(&cp932, 2, 1, 2);
	assert_place(&cp932, 5, 1, 4);
	assert_place(&cp932, 9, 1, 7);
	assert_place(&cp932, 1, 1, 1);
	assert_place(&cp932, 12, 2, 1);
	assert_place(&cp932, 14, 2, 2);
}

static void an_empty_source_has_one_place(void **state)
{
	(void)state;
	struct source source = source_of(slice_of(NULL, 0), ENCODING_UTF8, 0);

	assert_place(&source, 0, 1, 1);
	assert_place(&source, 5, 1, 1);
	assert_int_equal(source_line(&source, 1).length, 0);
}

/* Every offset agrees with counting from the start of the bytes. */
static void any_bytes_have_places(void **state)
{
	(void)state;
	static const struct slice texts[] = {SLICE("点x\n\xe3\x82\n🐱\xff\r\nあ\x80\x80\x80い\r\r点検"), SLICE("\x8c\xa9\n\x8c\n\xfd\xca\r\n\x95\x5c\x95")};
	for (int which = 0; which < 2; which++) {
		enum text_encoding encoding = which ? ENCODING_CP932 : ENCODING_UTF8;

		for (size_t offset = 0; offset <= texts[which].length; offset++) {
			struct source fresh = source_of(texts[which], encoding, 0);
			struct position expected = {1, 1};

			for (size_t at = 0; at < offset;) {
				size_t start = at;

				if (encoding == ENCODING_UTF8)
					utf8_next(texts[which], &at);
				else
					cp932_next(texts[which], &at);
				if (at > offset)
					break;
				char c = texts[which].data[start];
				bool ends = c == '\n' || (c == '\r' && (at == texts[which].length || texts[which].data[at] != '\n'));

				expected.column++;
				if (ends)
					expected = (struct position){expected.line + 1, 1};
			}
			assert_place(&fresh, offset, expected.line, expected.column);
		}
	}
}

/* Places all over two huge lines: counting from the start of the line each time would take minutes. */
static void huge_lines_are_not_counted_through(void **state)
{
	(void)state;
	enum { CHARACTERS = 2000000, PLACES = 4000 };
	static const struct {
		const char *character;
		size_t length;
		enum text_encoding encoding;
	} kinds[] = {{"点", 3, ENCODING_UTF8}, {"\x93\x5f", 2, ENCODING_CP932}};

	for (size_t kind = 0; kind < 2; kind++) {
		size_t width = kinds[kind].length, line = CHARACTERS * width + 2;
		char *bytes = arena_allocate_bytes(&arena, 2 * line);

		for (size_t i = 0; i < CHARACTERS; i++) {
			memcpy(bytes + 1 + i * width, kinds[kind].character, width);
			memcpy(bytes + line + 1 + i * width, kinds[kind].character, width);
		}
		bytes[0] = bytes[line] = 'x';
		bytes[line - 1] = bytes[2 * line - 1] = '\n';
		struct source source = source_of(slice_of(bytes, 2 * line), kinds[kind].encoding, 0);
		uint32_t seed = 3;

		for (uint32_t i = 0; i < PLACES; i++) {
			seed = seed * 1664525 + 1013904223;
			uint32_t character = seed % CHARACTERS, on = i < PLACES / 2 ? 0 : 1;
			/* half of them in the middle of a character */
			uint64_t offset = on * line + 1 + (uint64_t)character * width + (seed >> 31);

			assert_place(&source, offset, on + 1, character + 2);
		}
	}
}

/* Line breaks of every kind on and around the places where the table of lines is cut, asked for forwards, backwards and apart. */
static void lines_of_large_files_are_exact(void **state)
{
	(void)state;
	enum { BLOCK = 1 << 18, LENGTH = 3 * BLOCK + 7, PLACES = 4000 };
	char *bytes = arena_allocate_bytes(&arena, LENGTH);
	uint32_t *lines = arena_array(&arena, uint32_t, LENGTH + 1);
	uint64_t *starts = arena_array(&arena, uint64_t, LENGTH + 2);

	for (uint32_t shift = 0; shift < 3; shift++) {
		uint32_t line = 1, seed = 7;

		memset(bytes, 'x', LENGTH);
		for (size_t at = 5; at < BLOCK * 2; at += 41) /* the third block has no line of its own but at its edges */
			bytes[at] = at % 3 ? '\n' : '\r';
		for (size_t edge = BLOCK; edge < LENGTH; edge += BLOCK) {
			bytes[edge - 2 + shift] = '\r';
			bytes[edge - 1 + shift] = '\n';
		}
		starts[1] = 0;
		for (size_t at = 0; at <= LENGTH; at++) {
			if (at && (bytes[at - 1] == '\n' || (bytes[at - 1] == '\r' && (at == LENGTH || bytes[at] != '\n'))))
				starts[++line] = at;
			lines[at] = line;
		}
		struct source source = source_of(slice_of(bytes, LENGTH), ENCODING_UTF8, 0);

		for (uint32_t i = 0; i < PLACES; i++) {
			size_t edge = BLOCK * (size_t)(1 + i % 3), at = i % 2 ? seed % (LENGTH + 1) : edge - 4 + i / 2 % 8;

			seed = seed * 1664525 + 1013904223;
			at = at > LENGTH ? LENGTH : at;
			assert_place(&source, at, lines[at], (uint32_t)(at - starts[lines[at]]) + 1);
			assert_int_equal(source_line_start(&source, lines[at]), starts[lines[at]]);
		}
		assert_int_equal(source_line(&source, line + 1).length, 0);
		assert_int_equal(source_line_start(&source, line + 1), LENGTH);
		for (uint32_t i = line; i > 0; i--)
			assert_int_equal(source_line_start(&source, i), starts[i]);
	}
}

static void the_encoding_of_large_files_is_exact(void **state)
{
	(void)state;
	enum { BLOCK = 1 << 18, LENGTH = 2 * BLOCK };
	char *bytes = arena_allocate_bytes(&arena, LENGTH);

	/* Characters of three and of four bytes lie across the border in every way. */
	for (size_t start = BLOCK - 6; start < BLOCK + 2; start++)
		for (int wrong = 0; wrong < 3; wrong++) {
			static const char *const texts[] = {"点🐱点", "点\xe3\x82", "🐱\x80\x80\x80\x80\x80\x80"};
			static const size_t bad[] = {0, 3, 4};

			memset(bytes, 'x', LENGTH);
			memcpy(bytes + start, texts[wrong], strlen(texts[wrong]));
			struct encoding_decision decision = encoding_decide(slice_of(bytes, LENGTH), NULL);

			assert_int_equal(decision.bad_utf8, wrong ? start + bad[wrong] : 0);
			bytes[LENGTH - 1] = '\0';
			decision = encoding_decide(slice_of(bytes, LENGTH), NULL);
			assert_int_equal(decision.verdict, VERDICT_BINARY);
			assert_int_equal(decision.nul, LENGTH - 1);
		}
}

static void cp932_is_checked_across_blocks(void **state)
{
	(void)state;
	enum { BLOCK = 1 << 18, LENGTH = 2 * BLOCK + 5 };
	char *bytes = arena_allocate_bytes(&arena, LENGTH);

	/* Two bytes a character, from an even or an odd byte on: the border lies between two characters or within one. */
	for (size_t start = 0; start < 2; start++) {
		memset(bytes, 'x', LENGTH);
		for (size_t i = start; i + 2 < LENGTH; i += 2)
			memcpy(bytes + i, "\x82\xA0", 2);
		assert_int_equal(encoding_decide(slice_of(bytes, LENGTH), NULL).verdict, VERDICT_CP932);
		for (size_t at = BLOCK - 3; at < BLOCK + 3; at++) {
			char kept = bytes[at];

			bytes[at] = '\xFF';
			struct encoding_decision decision = encoding_decide(slice_of(bytes, LENGTH), NULL);

			assert_int_equal(decision.verdict, VERDICT_BROKEN);
			assert_int_equal(decision.bad_cp932, cp932_check(slice_of(bytes, LENGTH)));
			bytes[at] = kept;
		}
		/* What is no UTF-8 may stand far behind: then all before it has been ASCII, or UTF-8 that is no CP932. */
		memset(bytes, 'x', LENGTH);
		memcpy(bytes + BLOCK + start, "\x82\xA0", 2);
		assert_int_equal(encoding_decide(slice_of(bytes, LENGTH), NULL).verdict, VERDICT_CP932);
		memcpy(bytes + 7, "\xE3\x81\x82\n", 4);
		struct encoding_decision late = encoding_decide(slice_of(bytes, LENGTH), NULL);

		assert_int_equal(late.verdict, VERDICT_BROKEN);
		assert_int_equal(late.bad_utf8, BLOCK + start);
		assert_int_equal(late.bad_cp932, cp932_check(slice_of(bytes, LENGTH)));
	}
}

/* A carriage return that ends the file is not followed by a line feed beyond it. */
static void a_line_break_may_end_the_file(void **state)
{
	(void)state;
	static const char *const breaks[] = {"\r", "\n", "\r\n"};

	for (size_t i = 0; i < COUNT_OF(breaks); i++) {
		struct slice bytes = arena_print(&arena, "a\r\nbc%s", breaks[i]);
		struct source source = source_of(bytes, ENCODING_UTF8, 0);

		assert_true(slice_equal(source_line(&source, 2), SLICE_OF("bc")));
		assert_int_equal(source_line_start(&source, 3), bytes.length);
		assert_int_equal(source_line(&source, 3).length, 0);
		assert_place(&source, bytes.length, 3, 1);
	}
}

static void the_encoding_is_decided_over_all_bytes(void **state)
{
	(void)state;
	static const struct {
		struct slice bytes;
		enum encoding_verdict verdict;
		size_t mark;
		uint64_t bad_utf8, bad_cp932, nul;
	} cases[] = {
		{SLICE(""), VERDICT_UTF8, 0, 0, 0, 0},
		{SLICE("plan"), VERDICT_UTF8, 0, 0, 0, 0},
		{SLICE("計画: 見本"), VERDICT_UTF8, 0, 0, 0, 0},
		{SLICE("\xef\xbb\xbf計画"), VERDICT_UTF8, 3, 0, 0, 0},
		{SLICE("a,\x8c\xa9\x96\x7b"), VERDICT_CP932, 0, 2, 0, 0},
		{SLICE("\xca\xc5"), VERDICT_CP932, 0, 0, 0, 0}, /* half-width ハナ alone */
		{SLICE("\xef\xbb\xbfx\x8c\xa9"), VERDICT_BROKEN, 3, 4, 0, 0},
		{SLICE("計画\xff\x8c"), VERDICT_BROKEN, 0, 6, 6, 0},
		{SLICE("\xff\xfe\x0a\x00"), VERDICT_UTF16, 2, 0, 0, 0},
		{SLICE("\xfe\xff\x00\x0a"), VERDICT_UTF16, 2, 0, 0, 0},
		{SLICE("p\0l\0a\0n\0"), VERDICT_UTF16, 0, 0, 0, 1},
		{SLICE("\0p\0l\0a\0n"), VERDICT_UTF16, 0, 0, 0, 0},
		{SLICE("PK\3\4\0\0\0\0\1\2"), VERDICT_BINARY, 0, 0, 0, 4},
		{SLICE("a long text of a plan with one NUL\0 in it."), VERDICT_BINARY, 0, 0, 0, 34},
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct encoding_decision decision = encoding_decide(cases[i].bytes, NULL);

		if (decision.verdict != cases[i].verdict || decision.mark_length != cases[i].mark ||
		    decision.bad_utf8 != cases[i].bad_utf8 || decision.bad_cp932 != cases[i].bad_cp932 ||
		    decision.nul != cases[i].nul)
			fail_msg("case %u: verdict %d, mark %u, UTF-8 %u, CP932 %u, NUL %u", (unsigned)i, (int)decision.verdict,
				 (unsigned)decision.mark_length, (unsigned)decision.bad_utf8, (unsigned)decision.bad_cp932,
				 (unsigned)decision.nul);
	}
}

/* A view counts on from what was counted before it was made, and says what its source says. */
static void views_have_the_same_places(void **state)
{
	(void)state;
	enum { LENGTH = 300000 };
	char *bytes = arena_allocate_bytes(&arena, LENGTH);
	uint64_t random = 7;

	for (size_t i = 0; i < LENGTH; i++) {
		random = random * UINT64_C(6364136223846793005) + 1;
		bytes[i] = "abcdefghij\n\r\n\r\nxyz"[(random >> 33) % 18];
	}
	struct source whole = source_of(slice_of(bytes, LENGTH), ENCODING_UTF8, 0), counted = source_of(slice_of(bytes, LENGTH), ENCODING_UTF8, 0);

	for (uint64_t to = 1; to <= LENGTH; to += 49999) {
		struct source view;

		source_count_lines(&counted, to);
		source_share(&view, &counted, &arena);
		for (uint64_t offset = to - 1; offset <= LENGTH; offset += 7919) {
			struct position expected = source_position(&whole, offset);

			assert_place(&view, (size_t)offset, expected.line, expected.column);
		}
	}
	source_count_all_lines(&counted);
	assert_place(&counted, LENGTH, source_position(&whole, LENGTH).line, source_position(&whole, LENGTH).column);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(all_three_line_breaks_count),
		cmocka_unit_test(lines_of_large_files_are_exact),
		cmocka_unit_test(the_encoding_of_large_files_is_exact),
		cmocka_unit_test(cp932_is_checked_across_blocks),
		cmocka_unit_test(columns_are_characters_in_either_encoding),
		cmocka_unit_test(an_empty_source_has_one_place),
		cmocka_unit_test(any_bytes_have_places),
		cmocka_unit_test(huge_lines_are_not_counted_through),
		cmocka_unit_test(views_have_the_same_places),
		cmocka_unit_test(a_line_break_may_end_the_file),
		cmocka_unit_test(the_encoding_is_decided_over_all_bytes),
	};
	return cmocka_run_group_tests_name("text source", tests, make_arena, drop_arena);
}
