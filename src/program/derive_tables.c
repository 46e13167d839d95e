#include "program/derive_tables.h"

#include "text/utf8.h"

#include <stdlib.h>

/* Longest first; equal lengths by bytes, so that the order never depends on the files'. */
static int longer_first(struct slice a, struct slice b)
{
	return a.length != b.length ? (a.length > b.length ? -1 : 1) : slice_compare(a, b);
}

static int compare_names(const void *a, const void *b)
{
	const struct service_name *x = a, *y = b;

	return longer_first(x->name, y->name);
}

static int compare_words(const void *a, const void *b)
{
	const struct slice *x = a, *y = b;

	return longer_first(*x, *y);
}

static int compare_items(const void *a, const void *b)
{
	const struct service_item *x = a, *y = b;

	return longer_first(x->beginning, y->beginning);
}

void derive_tables_finish(struct derive_tables *tables, struct arena *arena, struct service_name *names, struct slice *informal,
			  struct service_item *items)
{
	if (tables->name_count)
		qsort(names, tables->name_count, sizeof *names, compare_names);
	if (tables->informal_count)
		qsort(informal, tables->informal_count, sizeof *informal, compare_words);
	if (tables->item_count)
		qsort(items, tables->item_count, sizeof *items, compare_items);
	tables->names = names;
	tables->informal = informal;
	tables->items = items;
	name_table_init(&tables->name_numbers, arena);
	name_table_init(&tables->informal_words, arena);
	for (size_t i = 0; i < tables->name_count; i++)
		name_table_add(&tables->name_numbers, names[i].name, (uint32_t)i);
	for (size_t i = 0; i < tables->informal_count; i++)
		name_table_add(&tables->informal_words, informal[i], (uint32_t)i);
}

const struct service_type *service_type_of(const struct derive_tables *tables, struct slice normalized)
{
	uint32_t whole = name_table_find(&tables->name_numbers, normalized);

	if (whole != NAME_NOT_FOUND)
		return &tables->types[tables->names[whole].type];
	for (size_t i = 0; i < tables->name_count; i++)
		if (!tables->names[i].whole_only && slice_contains(normalized, tables->names[i].name))
			return &tables->types[tables->names[i].type];
	return NULL;
}

const struct service_type *service_type_by_code(const struct derive_tables *tables, struct slice code)
{
	for (size_t i = 0; i < tables->type_count; i++)
		if (slice_equal(tables->types[i].code, code))
			return &tables->types[i];
	return NULL;
}

bool names_informal(const struct derive_tables *tables, struct slice normalized)
{
	if (normalized.length == 0)
		return false;
	if (name_table_find(&tables->informal_words, normalized) != NAME_NOT_FOUND)
		return true;
	for (size_t i = 0; i < tables->informal_count; i++)
		if (utf8_count(tables->informal[i]) > 1 && slice_contains(normalized, tables->informal[i]))
			return true;
	return false;
}

int service_item_class(const struct derive_tables *tables, struct slice service_code)
{
	for (size_t i = 0; i < tables->item_count; i++)
		if (slice_starts_with(service_code, tables->items[i].beginning))
			return (int)tables->items[i].item_class;
	return -1;
}
