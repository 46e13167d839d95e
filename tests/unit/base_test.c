/* base: slices, arenas, builders, name tables. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/eight_bytes.h"
#include "base/memory/arena.h"
#include "base/name_table.h"
#include "base/text_builder.h"

#include <stdio.h>
#include <string.h>

static void slices_compare_and_cut(void **state)
{
	(void)state;
	assert_true(slice_equal(slice_part(SLICE_OF("短期目標"), 0, 6), SLICE_OF("短期")));
	assert_int_equal(slice_find(SLICE_OF("abcabd"), SLICE_OF("abd"), 0), 3);
	assert_int_equal(slice_find(SLICE_OF("ab"), SLICE_OF("abd"), 0), SIZE_MAX);
	assert_true(slice_equal(slice_trim(SLICE_OF("　 目標\t\n　")), SLICE_OF("目標")));
	assert_true(slice_compare(SLICE_OF("a"), SLICE_OF("ab")) < 0);
	uint64_t number;

	assert_true(slice_to_uint(SLICE_OF("18446744073709551615"), &number));
	assert_false(slice_to_uint(SLICE_OF("18446744073709551616"), &number));
	assert_false(slice_to_uint(SLICE_OF(""), &number));
}

static void slices_are_split(void **state)
{
	(void)state;
	struct slice rest = SLICE_OF("a||b"), part;
	size_t count = 0;

	while (slice_next(&rest, '|', &part))
		count++;
	assert_int_equal(count, 3);
}

static void arena_grows_in_place_and_resets(void **state)
{
	(void)state;
	struct arena arena;

	arena_init(&arena, NULL);
	char *block = arena_allocate(&arena, 10);

	memset(block, 'x', 10);
	assert_ptr_equal(arena_grow(&arena, block, 10, 100), block);
	for (int i = 0; i < 1000; i++)
		arena_allocate(&arena, 1000);
	arena_reset(&arena);
	assert_non_null(arena.chunk);
	assert_int_equal((uintptr_t)arena_allocate(&arena, 1) % alignof(max_align_t), 0);
	arena_release(&arena);
}

static void an_empty_block_is_no_null(void **state)
{
	(void)state;
	struct arena fresh;

	arena_init(&fresh, NULL);
	assert_non_null(arena_allocate_array(&fresh, 0, sizeof(int)));
	arena_release(&fresh);
}

static void exhausted_memory_reaches_the_trap(void **state)
{
	(void)state;
	struct memory_trap trap;
	struct arena arena;

	arena_init(&arena, &trap);
	if (setjmp(trap.jump) == 0) {
		arena_fail_after(0);
		arena_allocate(&arena, 1);
		fail_msg("the allocation should not have returned");
	}
	arena_fail_after(SIZE_MAX);
	if (setjmp(trap.jump) == 0) {
		arena_array(&arena, uint64_t, SIZE_MAX / 2);
		fail_msg("an overflowing product should not have returned");
	}
	arena_release(&arena);
}

static void builder_keeps_every_byte(void **state)
{
	(void)state;
	struct arena arena;
	struct text_builder builder;

	arena_init(&arena, NULL);
	text_builder_init(&builder, &arena);
	for (int i = 0; i < 100; i++)
		text_builder_print(&builder, "%d,", i);
	text_builder_add_code_point(&builder, 0x70B9);
	text_builder_add_code_point(&builder, 0x1F431);
	struct slice text = text_builder_finish(&builder);

	assert_true(slice_ends_with(text, SLICE_OF("99,点🐱")));
	assert_int_equal(text.data[text.length], '\0');
	arena_release(&arena);
}

static void builder_writes_numbers(void **state)
{
	(void)state;
	struct arena arena;
	struct text_builder builder;

	arena_init(&arena, NULL);
	text_builder_init(&builder, &arena);
	text_builder_add_int(&builder, 0);
	text_builder_add_char(&builder, ' ');
	text_builder_add_int(&builder, INT64_MAX);
	text_builder_add_int(&builder, INT64_MIN);
	text_builder_add_times(&builder, ' ', 3);
	text_builder_add_times(&builder, 'x', 0);
	text_builder_add_int(&builder, -7);
	assert_string_equal(text_builder_finish(&builder).data, "0 9223372036854775807-9223372036854775808   -7");
	arena_release(&arena);
}

static void names_are_found_and_hinted(void **state)
{
	(void)state;
	struct arena arena;
	struct name_table table;
	char name[16];

	arena_init(&arena, NULL);
	name_table_init(&table, &arena);
	for (int i = 0; i < 500; i++) {
		int length = snprintf(name, sizeof name, "key%d", i);

		assert_true(name_table_add(&table, arena_copy(&arena, slice_of(name, (size_t)length)), (uint32_t)i));
	}
	assert_false(name_table_add(&table, SLICE_OF("key7"), 1));
	assert_int_equal(name_table_find(&table, SLICE_OF("key499")), 499);
	assert_int_equal(name_table_find(&table, SLICE_OF("key500")), NAME_NOT_FOUND);
	const struct slice names[] = {SLICE("計画作成日"), SLICE("初回作成日"), SLICE("認定日")};

	assert_int_equal(nearest_name(SLICE_OF("計画作製日"), names, 3), 0);
	assert_int_equal(nearest_name(SLICE_OF("電話番号"), names, 3), SIZE_MAX);
	arena_release(&arena);
}

static void failures_cannot_drive_a_terminal(void **state)
{
	(void)state;
	struct failure failure = {0};

	failure_set(&failure, "%s: no such file", "plan\x1b[31m\r\n\x7f\xC2\x9B.yaml");
	assert_string_equal(failure.text, "plan?[31m?????.yaml: no such file");
	failure_set(&failure, "計画");
	failure_prefix(&failure, SLICE_OF("a\x07"));
	assert_string_equal(failure.text, "a?: 計画");
}

static void long_failures_are_cut_at_a_character(void **state)
{
	(void)state;
	struct failure failure = {0};
	char text[3001];

	for (int i = 0; i < 1000; i++)
		memcpy(text + i * 3, "点", 3);
	text[3000] = '\0';
	failure_set(&failure, "x%s", text);
	assert_int_equal((failure.length - 1) % 3, 0);
	failure_prefix(&failure, SLICE_OF("file.yaml"));
	assert_true(slice_starts_with(slice_of(failure.text, failure.length), SLICE_OF("file.yaml: x")));
	assert_true(failure.length < sizeof failure.text);
}

static void eight_bytes_are_marked_one_by_one(void **state)
{
	(void)state;
	uint64_t seed = 1;

	for (int round = 0; round < 20000; round++) {
		char text[8];

		for (size_t i = 0; i < sizeof text; i++) {
			seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
			text[i] = (char)(round % 2 ? seed >> 56 : '+' + (seed >> 33) % 4);
		}
		uint64_t eight = eight_bytes_at(text), below = 0, equal = 0, wide = 0;

		for (size_t i = 0; i < sizeof text; i++) {
			below |= (uint64_t)((unsigned char)text[i] < ',') << (8 * i + 7);
			equal |= (uint64_t)(text[i] == '-') << (8 * i + 7);
			wide |= (uint64_t)((unsigned char)text[i] >= 0x80) << (8 * i + 7);
		}
		assert_true(eight_bytes_below(eight, ',') == below);
		assert_true(eight_bytes_equal(eight, '-') == equal);
		assert_true(eight_bytes_not_ascii(eight) == wide);
		for (size_t i = 0; i < sizeof text; i++)
			assert_int_equal(eight_bytes_before(EIGHT_TIMES(0x80U) << (8 * i)), i);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(slices_compare_and_cut),
		cmocka_unit_test(slices_are_split),
		cmocka_unit_test(eight_bytes_are_marked_one_by_one),
		cmocka_unit_test(arena_grows_in_place_and_resets),
		cmocka_unit_test(an_empty_block_is_no_null),
		cmocka_unit_test(exhausted_memory_reaches_the_trap),
		cmocka_unit_test(builder_keeps_every_byte),
		cmocka_unit_test(builder_writes_numbers),
		cmocka_unit_test(names_are_found_and_hinted),
		cmocka_unit_test(failures_cannot_drive_a_terminal),
		cmocka_unit_test(long_failures_are_cut_at_a_character),
	};
	return cmocka_run_group_tests_name("base", tests, NULL, NULL);
}
