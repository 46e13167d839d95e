/* rules: the rule set that the build wrote down is, bit by bit, the one that is read from the shipped rule files. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "rules/embedded.h"

#include <string.h>

static struct arena arena, scratch;

static int set_up(void **state)
{
	(void)state;
	arena_init(&arena, NULL);
	arena_init(&scratch, NULL);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	arena_release(&arena);
	arena_release(&scratch);
	return 0;
}

static struct embedded_set made_from_files(void)
{
	size_t count;
	const struct rule_file *files = embedded_rule_files(&count);
	struct key_table *keys = arena_new(&arena, struct key_table);
	struct finding_list findings;
	struct loaded_rules loaded;

	key_table_init(keys, &arena);
	finding_list_init(&findings, &arena, false);
	assert_true(rules_load(&arena, &scratch, files, count, keys, &findings, &loaded));
	return (struct embedded_set){loaded.set, keys};
}

/* With no constants given all texts are copied, one behind another: it does not matter where each set has them. */
static struct block written(const struct embedded_set *set)
{
	struct block_writer writer;

	block_writer_init(&writer, &arena, slice_of("", 0));
	embedded_set_write(&writer, set);
	return block_writer_finish(&writer, 0);
}

static void assert_same(const struct embedded_set *set, const struct embedded_set *other)
{
	struct block one = written(set), two = written(other);

	assert_int_equal(one.size, two.size);
	assert_int_equal(one.object_size, two.object_size);
	assert_memory_equal(one.image, two.image, one.size);
	assert_int_equal(one.step_count, two.step_count);
	assert_memory_equal(one.steps, two.steps, one.step_count);
}

static void set_is_the_one_of_the_files(void **state)
{
	struct embedded_set made = made_from_files();

	(void)state;
	assert_non_null(embedded_set());
	assert_same(&made, block_take_up(embedded_set(), &scratch));
	assert_same(&made, block_copy(embedded_set(), &scratch));
}

/* What runs of one process do with it none of the others sees, even where all of them hold the same set. */
static void set_is_looked_into_through_views(void **state)
{
	const struct embedded_set *taken = block_take_up(embedded_set(), &arena), *copied = block_copy(embedded_set(), &scratch);
	const struct rule_set *first = taken->rules, *second = copied->rules;
	const struct rule_text *place = &rule_newest(first->rules)->place;
	struct source *view = source_view(place->source, &scratch);

	(void)state;
	assert_ptr_not_equal(first->rules, second->rules);
	assert_true(source_position(view, place->offset).line > 1);
	assert_int_equal(place->source->line_mark_count, 0);
	assert_ptr_equal(rule_find(second, first->rules[0].name), &second->rules[0]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(set_is_the_one_of_the_files, set_up, tear_down),
		cmocka_unit_test_setup_teardown(set_is_looked_into_through_views, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
