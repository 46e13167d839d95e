/* base: objects that point to each other, written down and put somewhere else. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/memory/block_writer.h"

#include <string.h>

struct ward {
	struct slice name, floor;
	const struct ward *next;
	const uint32_t *beds;
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
	block_point_to_rare_text(writer, BLOCK_FIELD(at, struct ward, name), ward->name);
	block_point_to_text(writer, BLOCK_FIELD(at, struct ward, floor), ward->floor);
	block_point_to_bytes(writer, BLOCK_FIELD(at, struct ward, beds), ward->beds, ward->bed_count * sizeof *ward->beds);
	block_point(writer, BLOCK_FIELD(at, struct ward, next), write_ward(writer, ward->next));
	return at;
}

/* A ring: an object is pointed to while it is being written. The name of one stands in the constants that are given. */
static void pointers_lead_to_the_copies(void **state)
{
	static const char given[] = "東病棟 ";
	static const uint32_t beds[] = {4, 6};
	struct ward east = {.name = slice_of(given, 9), .floor = slice_of(given, 3), .beds = beds, .bed_count = 2};
	struct ward west = {.name = SLICE("西病棟"), .floor = SLICE("東")};
	struct block_writer writer;

	(void)state;
	east.next = &west;
	west.next = &east;
	block_writer_init(&writer, &arena, slice_of(given, sizeof given - 1));
	assert_int_equal(write_ward(&writer, &east), 0);
	struct block block = block_writer_finish(&writer, 0x10000);
	const char *constants = (const char *)block.image + block.object_size;

	memset(&east, 0xA5, sizeof east);
	const struct ward *first = block_copy(&block, &arena), *second = first->next;

	assert_true(slice_equal(first->name, SLICE_OF("東病棟")));
	assert_ptr_equal(first->name.data, constants + writer.added.length);
	assert_true(slice_equal(first->floor, SLICE_OF("東")));
	assert_true(first->floor.data < first->name.data);
	assert_ptr_equal(second->floor.data, first->floor.data);
	assert_true(slice_equal(second->name, SLICE_OF("西病棟")));
	assert_ptr_equal(second->next, first);
	assert_memory_equal(first->beds, beds, sizeof beds);
	assert_int_equal((uintptr_t)((const char *)first->beds - constants) % alignof(uint32_t), 0);
	assert_true(second->beds == NULL || second->bed_count == 0);
}

/* As many words without a pointer between two as one step can say, one more and one less, and twice as many. */
static void pointers_are_found_however_far_apart(void **state)
{
	static const size_t gaps[] = {0, 1, 254, 255, 256, 510, 511, 1000};
	uintptr_t words[3000] = {0};
	struct block_writer writer;
	size_t used = 1, places[COUNT_OF(gaps)];

	(void)state;
	words[0] = 4711;
	block_writer_init(&writer, &arena, slice_of("", 0));
	size_t at = block_add(&writer, words, sizeof words[0], COUNT_OF(words));

	for (size_t i = 0; i < COUNT_OF(gaps); i++) {
		used += gaps[i];
		places[i] = used;
		block_point(&writer, at + used++ * sizeof words[0], at);
	}
	struct block block = block_writer_finish(&writer, 0x10000);
	const uintptr_t *copy = block_copy(&block, &arena);

	for (size_t i = 0, next = 0; i < COUNT_OF(words); i++) {
		bool points = next < COUNT_OF(gaps) && places[next] == i;

		assert_int_equal(copy[i], points ? (uintptr_t)copy : i ? 0 : 4711);
		next += points;
	}
}

#define HOME 0x3000000000

struct page {
	alignas(BLOCK_PAGE) uintptr_t words[BLOCK_PAGE / sizeof(uintptr_t)];
};

/* The first word leads to the third. Sanitizers, emulators and old systems copy; what is read is the same. */
static void blocks_are_shown_at_home_or_copied(void **state)
{
	static const struct page image = {{HOME + 2 * sizeof(uintptr_t), 5, 6}};
	static const uint8_t steps[] = {0};
	const struct block block = {&image, sizeof image, sizeof image, HOME, steps, COUNT_OF(steps)};

	(void)state;
	const uintptr_t *words = block_take_up(&block, &arena), *again = block_take_up(&block, &arena);

	assert_int_equal(words[0], (uintptr_t)&words[2]);
	assert_int_equal(again[0], (uintptr_t)&again[2]);
	assert_int_equal(again[2], 6);
	assert_int_equal((uintptr_t)words == HOME, (uintptr_t)again == HOME);
	assert_int_equal(image.words[2], 6);
}

static void nothing_makes_way_for_a_block(void **state)
{
	static const struct page image = {{7, 8}}, taken = {{9}};
	const struct block block = {&image, sizeof image, sizeof image, (uintptr_t)&taken, NULL, 0};

	(void)state;
	const uintptr_t *words = block_take_up(&block, &arena);

	assert_ptr_not_equal(words, &taken);
	assert_int_equal(words[1], 8);
	assert_int_equal(taken.words[0], 9);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(pointers_lead_to_the_copies, set_up, tear_down),
		cmocka_unit_test_setup_teardown(pointers_are_found_however_far_apart, set_up, tear_down),
		cmocka_unit_test_setup_teardown(blocks_are_shown_at_home_or_copied, set_up, tear_down),
		cmocka_unit_test_setup_teardown(nothing_makes_way_for_a_block, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
