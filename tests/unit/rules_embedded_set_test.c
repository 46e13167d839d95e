/* rules: the rule set that the build wrote down is, bit by bit, the one that is read from the shipped rule files. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "program/writing/rule_set_writer.h"
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

static const struct rule_set *read_from_files(void)
{
	size_t count;
	const struct rule_file *files = embedded_rule_files(&count);
	struct key_table keys;
	struct finding_list findings;
	struct loaded_rules loaded;

	key_table_init(&keys, &arena);
	finding_list_init(&findings, &arena, false);
	assert_true(rules_load(&arena, &scratch, files, count, &keys, &findings, &loaded));
	return loaded.set;
}

struct written {
	struct block block;
	struct slice words, constants;
};

/* With no constants given all texts are copied, one behind another: it does not matter where each set has them. */
static struct written written(const struct rule_set *set)
{
	struct block_writer writer;
	struct written written;

	block_writer_init(&writer, &arena, slice_of("", 0));
	rule_set_write(&writer, set);
	written.block = block_writer_finish(&writer, &written.words, &written.constants);
	return written;
}

static void set_is_the_one_of_the_files(void **state)
{
	struct written read, taken;

	(void)state;
	assert_non_null(embedded_rule_set());
	read = written(read_from_files());
	taken = written(block_place(embedded_rule_set(), &scratch));
	assert_int_equal(read.block.size, taken.block.size);
	assert_true(slice_equal(read.words, taken.words));
	assert_true(slice_equal(read.constants, taken.constants));
}

/* Two runs of one process hold sets of their own: what one learns of its files the other does not see. */
static void set_is_taken_up_anew_each_time(void **state)
{
	const struct rule_set *first = block_place(embedded_rule_set(), &arena), *second = block_place(embedded_rule_set(), &scratch);
	const struct rule_text *place = &rule_newest(first->rules)->place;

	(void)state;
	assert_ptr_not_equal(first->rules, second->rules);
	assert_true(source_position(place->source, place->offset).line > 1);
	assert_ptr_equal(place->source->arena, &arena);
	assert_int_equal(rule_newest(second->rules)->place.source->line_mark_count, 0);
	assert_ptr_equal(rule_find(second, first->rules[0].name), &second->rules[0]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(set_is_the_one_of_the_files, set_up, tear_down),
		cmocka_unit_test_setup_teardown(set_is_taken_up_anew_each_time, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
