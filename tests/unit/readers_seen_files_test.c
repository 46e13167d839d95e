/* readers: a file is listed once, whatever it is called. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "readers/seen_files.h"

static void identities_decide_before_names(void **state)
{
	(void)state;
	struct arena arena;
	struct seen_files seen;

	arena_init(&arena, NULL);
	seen_files_init(&seen, &arena);
	assert_null(seen_files_add(&seen, SLICE_OF("a.yaml"), (uint64_t[2]){1, 2}));
	assert_null(seen_files_add(&seen, SLICE_OF("b.yaml"), (uint64_t[2]){2, 1}));
	assert_null(seen_files_add(&seen, SLICE_OF("a.yaml"), (uint64_t[2]){1, 3}));
	const struct slice *before = seen_files_add(&seen, SLICE_OF("link.yaml"), (uint64_t[2]){1, 2});

	assert_non_null(before);
	assert_true(slice_equal(*before, SLICE_OF("a.yaml")));
	arena_release(&arena);
}

static void names_without_identity_are_compared_plainly(void **state)
{
	(void)state;
	struct arena arena;
	struct seen_files seen;

	arena_init(&arena, NULL);
	seen_files_init(&seen, &arena);
	assert_null(seen_files_add(&seen, SLICE_OF("./a//b"), NULL));
	assert_non_null(seen_files_add(&seen, SLICE_OF("a/./b"), NULL));
	assert_non_null(seen_files_add(&seen, SLICE_OF("a/b/"), NULL));
	assert_null(seen_files_add(&seen, SLICE_OF("/a/b"), NULL));
	assert_non_null(seen_files_add(&seen, SLICE_OF("//a/b"), NULL));
	assert_null(seen_files_add(&seen, SLICE_OF("a/c/../b"), NULL));
	assert_null(seen_files_add(&seen, SLICE_OF(""), NULL));
	arena_release(&arena);
}

static void thousands_are_kept_apart(void **state)
{
	(void)state;
	struct arena arena;
	struct seen_files seen;

	arena_init(&arena, NULL);
	seen_files_init(&seen, &arena);
	for (uint64_t round = 0; round < 2; round++)
		for (uint64_t i = 0; i < 5000; i++) {
			const struct slice *before = seen_files_add(&seen, SLICE_OF("x"), (uint64_t[2]){i % 3, i});

			assert_int_equal(before != NULL, round);
		}
	assert_int_equal(seen.count, 5000);
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(identities_decide_before_names),
		cmocka_unit_test(names_without_identity_are_compared_plainly),
		cmocka_unit_test(thousands_are_kept_apart),
	};
	return cmocka_run_group_tests_name("readers_seen_files", tests, NULL, NULL);
}
