/*
 * service_types_fixture.h - the tables of derive/ from rules/tables/service_types.yaml or from a text. For tests of derive/ and of
 * the tables; include it behind <cmocka.h>.
 */
#ifndef TENKEN_TESTS_SERVICE_TYPES_FIXTURE_H
#define TENKEN_TESTS_SERVICE_TYPES_FIXTURE_H

#include "rules/reference/service_type_table.h"

#include <stdio.h>

static struct arena arena;
static struct key_table keys;
static const struct derive_tables *tables; /* the shipped ones */

static struct slice S(const char *text)
{
	return slice_from_string(text);
}

static struct slice read_file(const char *path)
{
	FILE *file = fopen(path, "rb");
	char *bytes = arena_allocate_bytes(&arena, 1 << 16);

	assert_non_null(file);
	size_t length = fread(bytes, 1, 1 << 16, file);

	fclose(file);
	assert_true(length > 1000 && length < 1 << 16);
	return slice_of(bytes, length);
}

static const struct derive_tables *load(struct slice bytes, size_t *mistakes)
{
	struct source *source = arena_new(&arena, struct source);
	struct finding_list findings;
	struct yaml_documents documents;
	struct service_type_reading types;
	struct rule_file_reading reading = {.arena = &arena, .scratch = &arena, .source = source, .findings = &findings, .keys = &keys};

	source_init(source, &arena, S("service_types.yaml"), bytes, ENCODING_UTF8, 0);
	finding_list_init(&findings, &arena, false);
	assert_true(yaml_tree_parse(&documents, &arena, source, &findings));
	service_types_init(&types, &arena);
	for (size_t i = 0; i < documents.count; i++)
		service_types_add(&types, &reading, &documents.items[i]);
	for (size_t i = 0; i < findings.count; i++)
		print_error("%.*s\n", SLICE_PRINT(findings.items[i]->message));
	*mistakes = findings.count;
	return service_types_finish(&types);
}

static int set_up_tables(void **state)
{
	size_t mistakes;

	(void)state;
	arena_init(&arena, NULL);
	key_table_init(&keys, &arena);
	tables = load(read_file(TENKEN_SOURCE_DIR "/rules/tables/service_types.yaml"), &mistakes);
	assert_int_equal(mistakes, 0);
	return tables ? 0 : -1;
}

static int tear_down_tables(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

#endif
