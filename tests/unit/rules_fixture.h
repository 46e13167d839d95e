/*
 * rules_fixture.h - what every test begins with that loads rules: two arenas, the keys of the model, a list for mistakes. Made anew for each
 * test. Included by one test program each, behind cmocka.h.
 */
#ifndef TENKEN_TESTS_UNIT_RULES_FIXTURE_H
#define TENKEN_TESTS_UNIT_RULES_FIXTURE_H

#include "rules/rule_loader.h"

static struct arena arena, scratch;
static struct key_table keys;
static struct finding_list findings;
static struct loaded_rules loaded;

static int set_up(void **state)
{
	(void)state;
	arena_init(&arena, NULL);
	arena_init(&scratch, NULL);
	key_table_init(&keys, &arena);
	finding_list_init(&findings, &arena, false);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	arena_release(&arena);
	arena_release(&scratch);
	return 0;
}

#endif
