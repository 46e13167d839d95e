/* base: objects that point to each other, written down and put somewhere else. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/memory/block_writer.h"

#include <string.h>

struct ward {
	struct slice name;
	const struct ward *next;
	const uint32_t *beds;
	struct arena *arena;
	size_t bed_count;
};

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

static size_t write_ward(struct block_writer *writer, const struct ward *ward)
{
	size_t at = block_find(writer, ward);

	if (!ward || at != BLOCK_NOWHERE)
		return at;
	at = block_add(writer, ward, sizeof *ward, 1);
	block_point_to_text(writer, BLOCK_FIELD(at, struct ward, name), ward->name);
	block_point_to_bytes(writer, BLOCK_FIELD(at, struct ward, beds), ward->beds, ward->bed_count * sizeof *ward->beds);
	block_point_to_arena(writer, BLOCK_FIELD(at, struct ward, arena));
	block_point(writer, BLOCK_FIELD(at, struct ward, next), write_ward(writer, ward->next));
	return at;
}

/* A ring: an object is pointed to while it is being written. Its name stands in the constants that are given, the other's does not. */
static void pointers_lead_to_the_copies(void **state)
{
	static const char given[] = "東病棟 ";
	static const uint32_t beds[] = {4, 6};
	struct ward east = {.name = slice_of(given, 9), .beds = beds, .bed_count = 2}, west = {.name = SLICE("西病棟")};
	struct block_writer writer;
	struct slice words, constants;
	struct arena *elsewhere = &arena;

	(void)state;
	east.next = &west;
	west.next = &east;
	block_writer_init(&writer, &arena, slice_of(given, sizeof given - 1));
	assert_int_equal(write_ward(&writer, &east), 0);
	struct block block = block_writer_finish(&writer, &words, &constants);

	memset(&east, 0xA5, sizeof east);
	const struct ward *first = block_place(&block, elsewhere), *second = first->next;

	assert_true(slice_equal(first->name, SLICE_OF("東病棟")));
	assert_ptr_equal(first->name.data, constants.data);
	assert_true(slice_equal(second->name, SLICE_OF("西病棟")));
	assert_ptr_equal(second->next, first);
	assert_ptr_equal(first->arena, elsewhere);
	assert_memory_equal(first->beds, beds, sizeof beds);
	assert_int_equal((uintptr_t)((const char *)first->beds - constants.data) % alignof(uint32_t), 0);
	assert_true(second->beds == NULL || second->bed_count == 0);
}

/* Numbers of every length, and empty words as many as one byte can say, one more and one less. */
static void words_are_the_same_again(void **state)
{
	static const size_t gaps[] = {0, 1, 15, 16, 17, 32, 100};
	uintptr_t numbers[200] = {0};
	struct block_writer writer;
	struct slice words, constants;
	size_t used = 0;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(gaps); i++) {
		used += gaps[i];
		numbers[used++] = UINTPTR_MAX >> i * 8 % 64;
	}
	block_writer_init(&writer, &arena, slice_of("", 0));
	block_add(&writer, numbers, sizeof numbers[0], COUNT_OF(numbers));
	struct block block = block_writer_finish(&writer, &words, &constants);

	assert_true(words.length < used);
	assert_memory_equal(block_place(&block, &arena), numbers, sizeof numbers);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(pointers_lead_to_the_copies, set_up, tear_down),
		cmocka_unit_test_setup_teardown(words_are_the_same_again, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
