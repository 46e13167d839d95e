/* readers: rows and cells of CSV bytes, their places, and that our scan is libcsv's. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/text_builder.h"
#include "readers/csv/rows/csv_rows.h"

#include <string.h>

static struct arena arena;
static struct csv_scanner scanner;

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

static void begin(const char *bytes)
{
	csv_scanner_init(&scanner, &arena, slice_from_string(bytes));
}

static void expect_cell(size_t at, const char *content, uint64_t offset, uint64_t length)
{
	struct slice expected = slice_from_string(content);

	assert_int_equal(scanner.cells[at].content.length, expected.length);
	assert_memory_equal(scanner.cells[at].content.data, expected.data, expected.length);
	assert_int_equal(csv_cell_offset(&scanner, &scanner.cells[at]), offset);
	assert_int_equal(scanner.cells[at].length, length);
}

static void cells_have_their_places(void **state)
{
	(void)state;
	struct csv_row row;

	begin("202407,\"a,\r\nb\", c ,\r\n\"say \"\"x\"\"\"\r\n");
	assert_true(csv_scanner_read(&scanner, &row));
	assert_int_equal(row.count, 4);
	expect_cell(0, "202407", 0, 6);
	expect_cell(1, "a,\r\nb", 7, 7);
	expect_cell(2, "c", 15, 3);
	expect_cell(3, "", 19, 0);
	assert_int_equal(row.length, 19);
	assert_int_equal(row.next, 21);
	assert_true(csv_scanner_read(&scanner, &row));
	assert_int_equal(row.count, 1);
	expect_cell(0, "say \"x\"", 21, 11);
	assert_false(csv_scanner_read(&scanner, &row));
}

static void skimming_keeps_only_what_is_wanted(void **state)
{
	(void)state;
	struct csv_row row;

	begin("a,\"b\nb\",c,\"d\nd\"\r\ne,f\r\n");
	assert_true(csv_scanner_skim(&scanner, &row, 1));
	expect_cell(0, "a", 0, 1);
	assert_int_equal(row.next, 17);
	assert_true(csv_scanner_skim(&scanner, &row, 1));
	expect_cell(0, "e", 17, 1);
	assert_false(csv_scanner_skim(&scanner, &row, 1));
}

static void blank_lines_and_line_breaks_are_told(void **state)
{
	(void)state;
	struct csv_row row;

	begin("a\r\n\r\n  \r\nb\nc");
	assert_true(csv_scanner_read(&scanner, &row));
	assert_false(row.blank_line_before);
	assert_false(row.ends_without_cr);
	assert_true(csv_scanner_read(&scanner, &row));
	assert_true(row.blank_line_before);
	assert_true(row.ends_without_cr);
	assert_int_equal(row.offset, 9);
	assert_true(csv_scanner_read(&scanner, &row));
	assert_false(row.blank_line_before);
	assert_false(row.ends_without_cr);
	assert_false(csv_scanner_read(&scanner, &row));
}

static void an_open_quote_loses_its_row_alone(void **state)
{
	(void)state;
	struct csv_row row;

	begin("202407,999913,\"open,x\r\n202407,999913,\"shut\",y\r\n202407,999913,z,\r\n");
	assert_true(csv_scanner_read(&scanner, &row));
	assert_true(row.oddities & CSV_UNTERMINATED);
	assert_int_equal(row.odd_at, 14);
	assert_int_equal(row.next, 23);
	assert_true(csv_scanner_read(&scanner, &row));
	assert_int_equal(row.oddities, 0);
	assert_int_equal(row.count, 4);
	expect_cell(2, "shut", 37, 6);
	assert_true(csv_scanner_read(&scanner, &row));
	assert_int_equal(row.count, 4);
	assert_false(csv_scanner_read(&scanner, &row));
}

static void an_open_quote_at_the_end_takes_the_rest(void **state)
{
	(void)state;
	struct csv_row row;

	begin("202407,999913,\"open\r\nand on");
	assert_true(csv_scanner_read(&scanner, &row));
	assert_true(row.oddities & CSV_UNTERMINATED);
	assert_int_equal(row.next, 27);
	assert_false(csv_scanner_read(&scanner, &row));
}

static void stray_quotes_are_read_and_told(void **state)
{
	(void)state;
	struct csv_row row;

	begin("a\"b,\"c\"d\",e\r\n");
	assert_true(csv_scanner_read(&scanner, &row));
	assert_int_equal(row.count, 3);
	assert_int_equal(row.oddities, CSV_STRAY_QUOTE);
	assert_int_equal(row.odd_at, 1);
	expect_cell(0, "a\"b", 0, 3);
	expect_cell(1, "c\"d", 4, 5);
	assert_int_equal(scanner.cells[2].oddities, 0);
}

static void limits_hold(void **state)
{
	(void)state;
	struct csv_row row;
	size_t size = LIMIT_CSV_FIELD_BYTES + 3;
	char *bytes = arena_allocate_bytes(&arena, size);

	memset(bytes, ',', size);
	csv_scanner_init(&scanner, &arena, slice_of(bytes, LIMIT_CSV_FIELDS + 9));
	assert_true(csv_scanner_read(&scanner, &row));
	assert_int_equal(row.count, LIMIT_CSV_FIELDS + 10);
	memset(bytes, 'x', size);
	bytes[size - 2] = ',';
	csv_scanner_init(&scanner, &arena, slice_of(bytes, size));
	assert_true(csv_scanner_read(&scanner, &row));
	assert_int_equal(row.count, 2);
	assert_true(row.oddities & CSV_CELL_TOO_LONG);
	assert_int_equal(scanner.cells[0].content.length, 0);
	expect_cell(1, "x", size - 1, 1);
}

static void a_beginning_that_comes_again_is_told(void **state)
{
	(void)state;
	struct csv_row row;

	begin("1,\"2\",c\r\n1,\"2\",dd\r\n1,2,e\r\n1,2,\"f\r\n1,2,g,\"h\r\n202407,999913,i\r\n202407,999913,j\r\n");
	assert_true(csv_scanner_read(&scanner, &row));
	assert_int_equal(row.repeated, 0);
	assert_true(csv_scanner_read(&scanner, &row));
	assert_int_equal(row.repeated, 2);
	assert_int_equal(row.count, 3);
	expect_cell(0, "1", 9, 1);
	expect_cell(1, "2", 11, 3);
	expect_cell(2, "dd", 15, 2);
	assert_true(csv_scanner_read(&scanner, &row));
	assert_int_equal(row.repeated, 1); /* behind it the same number, written in another way */
	assert_true(csv_scanner_read(&scanner, &row));
	assert_int_equal(row.oddities, CSV_UNTERMINATED);
	assert_true(csv_scanner_read(&scanner, &row));
	assert_int_equal(row.repeated, 0); /* the row before was lost */
	csv_scanner_seek(&scanner, 0, scanner.bytes.length);
	assert_true(csv_scanner_read(&scanner, &row));
	assert_int_equal(row.repeated, 0);
}

/* Any bytes over the alphabet that matters, as many as fit. */
static struct slice random_bytes(char *room, size_t length, uint64_t *seed)
{
	static const char alphabet[] = "\"\"\"\",,,\r\n\n  \tab\x83\x5c\x95\x7c!#";

	for (size_t i = 0; i < length; i++) {
		*seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
		room[i] = alphabet[(*seed >> 33) % (sizeof alphabet - 1)];
	}
	return slice_of(room, length);
}

static void skimming_and_reading_find_the_same_rows(void **state)
{
	(void)state;
	static struct csv_scanner skimming;
	uint64_t seed = 43;

	for (int round = 0; round < 20000; round++) {
		char room[60];
		struct slice bytes = random_bytes(room, sizeof room, &seed);
		struct csv_row row, skimmed;

		csv_scanner_init(&scanner, &arena, bytes);
		csv_scanner_init(&skimming, &arena, bytes);
		scanner.recovers = skimming.recovers = round % 2;
		while (csv_scanner_read(&scanner, &row)) {
			assert_true(csv_scanner_skim(&skimming, &skimmed, 2));
			assert_int_equal(skimmed.offset, row.offset);
			assert_int_equal(skimmed.next, row.next);
			assert_int_equal(skimmed.count, row.count);
			assert_int_equal(skimmed.oddities, row.oddities);
			for (size_t i = 0; i < 2 && i < row.count; i++) {
				assert_int_equal(skimming.cells[i].in_row, scanner.cells[i].in_row);
				assert_int_equal(skimming.cells[i].length, scanner.cells[i].length);
				assert_true(slice_equal(skimming.cells[i].content, scanner.cells[i].content));
			}
		}
		assert_false(csv_scanner_skim(&skimming, &skimmed, 2));
		arena_reset(&arena);
	}
}

/* Lines of which most are the one above but for some bytes at the end, as in a table. */
static struct slice random_table(char *room, size_t length, uint64_t *seed)
{
	enum { LINE = 20 };

	random_bytes(room, length, seed);
	for (size_t at = LINE; at + LINE <= length; at += LINE) {
		size_t same = (*seed >> 40) % LINE;

		memcpy(room + at, room + at - LINE, same);
		random_bytes(room + at + same, LINE - same, seed);
		room[at + LINE - 1] = '\n';
	}
	return slice_of(room, length);
}

static void expect_the_same_row(const struct csv_scanner *other, const struct csv_row *row, const struct csv_row *expected, size_t keys)
{
	assert_int_equal(row->offset, expected->offset);
	assert_int_equal(row->next, expected->next);
	assert_int_equal(row->length, expected->length);
	assert_int_equal(row->oddities, expected->oddities);
	assert_int_equal(row->blank_line_before, expected->blank_line_before);
	assert_int_equal(row->ends_without_cr, expected->ends_without_cr);
	for (size_t i = 0; i < keys && i < expected->count; i++) {
		assert_int_equal(other->cells[i].in_row, scanner.cells[i].in_row);
		assert_int_equal(other->cells[i].length, scanner.cells[i].length);
		assert_true(slice_equal(other->cells[i].content, scanner.cells[i].content));
	}
}

/* The row that lost its quote ends far before the place that shows it, and the rows behind it are looked at again. */
static void rows_behind_an_open_quote_are_passed(void **state)
{
	(void)state;
	static struct csv_scanner passing;
	struct text_builder text;
	struct csv_row row, passed;
	size_t rows = 0;

	text_builder_init(&text, &arena);
	for (int i = 0; i < 40; i++)
		text_builder_print(&text, "%s202407,999913,%s%0*d,x\r\n", i % 9 == 4 ? "\r\n" : "", i % 10 == 3 ? "\"" : "", 5 + i * 3, i);
	struct slice bytes = text_builder_finish(&text);

	csv_scanner_init(&scanner, &arena, bytes);
	csv_scanner_init(&passing, &arena, bytes);
	for (; csv_scanner_read(&scanner, &row); rows++) {
		assert_true(csv_scanner_pass(&passing, &passed, 2));
		expect_the_same_row(&passing, &passed, &row, 2);
	}
	assert_false(csv_scanner_pass(&passing, &passed, 2));
	assert_int_equal(rows, 40);
}

static void rows_like_those_above_are_read_as_any_others(void **state)
{
	(void)state;
	static struct csv_scanner passing, fresh;
	uint64_t seed = 47;

	for (int round = 0; round < 20000; round++) {
		char room[160];
		struct slice bytes = random_table(room, sizeof room, &seed);
		struct csv_row row, passed, alone;
		size_t keys = 1 + (size_t)round % 3;

		csv_scanner_init(&scanner, &arena, bytes);
		csv_scanner_init(&passing, &arena, bytes);
		scanner.recovers = passing.recovers = round % 2;
		while (csv_scanner_read(&scanner, &row)) {
			assert_true(csv_scanner_pass(&passing, &passed, keys));
			expect_the_same_row(&passing, &passed, &row, keys);
			assert_true(passed.count == row.count || (passed.count == keys + 1 && row.count > keys));
			csv_scanner_init(&fresh, &arena, bytes);
			fresh.recovers = round % 2;
			csv_scanner_seek(&fresh, row.offset, bytes.length);
			assert_true(csv_scanner_read(&fresh, &alone));
			assert_int_equal(alone.count, row.count);
			alone.blank_line_before = row.blank_line_before;
			expect_the_same_row(&fresh, &alone, &row, row.count);
		}
		assert_false(csv_scanner_pass(&passing, &passed, keys));
		arena_reset(&arena);
	}
}

/* libcsv and our scan must agree on all bytes. */
static void random_bytes_read_as_libcsv_reads_them(void **state)
{
	(void)state;
	uint64_t seed = 42;

	for (int round = 0; round < 60000; round++) {
		char bytes[40];
		size_t length = (size_t)round % sizeof bytes;
		uint64_t difference;

		if (round % 2)
			random_table(bytes, length, &seed);
		else
			random_bytes(bytes, length, &seed);
		if (!csv_rows_prove(&arena, slice_of(bytes, length), &difference))
			fail_msg("round %d parts from libcsv at byte %u: %.*s", round, (unsigned)difference, (int)length, bytes);
		arena_reset(&arena);
	}
}

static void proof_notices_a_difference(void **state)
{
	(void)state;
	uint64_t difference;

	/* libcsv has no limit of cells; ours keeps 512 of them, so that the proof must fail behind them. */
	char bytes[LIMIT_CSV_FIELDS + 40];

	memset(bytes, ',', sizeof bytes);
	bytes[sizeof bytes - 2] = 'x';
	assert_false(csv_rows_prove(&arena, slice_of(bytes, sizeof bytes), &difference));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cells_have_their_places),
		cmocka_unit_test(skimming_keeps_only_what_is_wanted),
		cmocka_unit_test(blank_lines_and_line_breaks_are_told),
		cmocka_unit_test(an_open_quote_loses_its_row_alone),
		cmocka_unit_test(an_open_quote_at_the_end_takes_the_rest),
		cmocka_unit_test(stray_quotes_are_read_and_told),
		cmocka_unit_test(limits_hold),
		cmocka_unit_test(a_beginning_that_comes_again_is_told),
		cmocka_unit_test(skimming_and_reading_find_the_same_rows),
		cmocka_unit_test(rows_like_those_above_are_read_as_any_others),
		cmocka_unit_test(rows_behind_an_open_quote_are_passed),
		cmocka_unit_test(random_bytes_read_as_libcsv_reads_them),
		cmocka_unit_test(proof_notices_a_difference),
	};
	return cmocka_run_group_tests_name("readers_csv_rows", tests, set_up, tear_down);
}
