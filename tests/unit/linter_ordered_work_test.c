/* linter: work done by several threads is told in the order it was handed in. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "linter/jobs/ordered_work.h"

enum { PIECES = 3000, JOBS = 4 };

struct numbered {
	struct work_piece work;
	size_t number;
	uint64_t sum;
	bool told;
};

struct telling {
	size_t next, told;
	bool in_order;
	size_t of_worker[JOBS]; /* pieces each has done: its own place, so that nobody shares it */
};

static void add_up(void *context, struct work_piece *work, size_t worker)
{
	struct numbered *piece = (struct numbered *)work;
	struct telling *telling = context;

	/* Some take far longer than others. */
	for (size_t i = 0; i <= piece->number % 7 * 4000; i++)
		piece->sum += i ^ piece->number;
	telling->of_worker[worker]++;
}

static void check_order(void *context, struct work_piece *work)
{
	struct numbered *piece = (struct numbered *)work;
	struct telling *telling = context;

	telling->in_order &= piece->number == telling->next++ && work->done && !piece->told;
	piece->told = true;
	telling->told++;
}

static struct numbered pieces[PIECES];

static void run(size_t jobs, size_t count, struct telling *telling)
{
	struct arena arena;

	arena_init(&arena, NULL);
	*telling = (struct telling){.in_order = true};
	struct ordered_work *work = ordered_work_begin(
		&arena, &(struct work_orders){.jobs = jobs, .room = jobs * 4, .run = add_up, .tell = check_order, .context = telling});

	assert_non_null(work);
	for (size_t i = 0; i < count; i++) {
		pieces[i] = (struct numbered){.number = i};
		ordered_work_hand_in(work, &pieces[i].work);
		assert_true(i - telling->told < jobs * 4);
	}
	ordered_work_finish(work);
	ordered_work_end(work);
	arena_release(&arena);
}

static void everything_is_told_in_order(void **state)
{
	(void)state;
	for (size_t jobs = 1; jobs <= JOBS; jobs++) {
		struct telling telling;
		size_t done = 0;

		run(jobs, PIECES, &telling);
		for (size_t i = 0; i < JOBS; i++)
			done += telling.of_worker[i];
		assert_true(telling.in_order);
		assert_int_equal(telling.told, PIECES);
		assert_int_equal(done, PIECES);
	}
}

static void one_piece_starts_no_thread(void **state)
{
	(void)state;
	struct telling telling;

	run(JOBS, 1, &telling);
	assert_int_equal(telling.of_worker[0], 1);
	assert_int_equal(telling.told, 1);
}

static void what_is_left_at_the_end_is_not_told(void **state)
{
	(void)state;
	struct telling telling = {.in_order = true};
	struct arena arena;

	arena_init(&arena, NULL);
	struct ordered_work *work = ordered_work_begin(
		&arena, &(struct work_orders){.jobs = 2, .room = 8, .run = add_up, .tell = check_order, .context = &telling});

	assert_non_null(work);
	for (size_t i = 0; i < 6; i++) {
		pieces[i] = (struct numbered){.number = i};
		ordered_work_hand_in(work, &pieces[i].work);
	}
	size_t told = telling.told;

	ordered_work_end(work);
	assert_int_equal(telling.told, told);
	assert_true(telling.in_order);
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(everything_is_told_in_order),
		cmocka_unit_test(one_piece_starts_no_thread),
		cmocka_unit_test(what_is_left_at_the_end_is_not_told),
	};
	return cmocka_run_group_tests_name("ordered work", tests, NULL, NULL);
}
