#include "program/derive_tables.h"

#include "text/unicode/utf8.h"

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

/*
 * The names and words that count inside a longer cell, too, in one automaton: the names numbered as in `names`, the informal words
 * behind them.
 */
static const struct automaton *words_inside(const struct derive_tables *tables, struct arena *arena)
{
	size_t capacity = tables->name_count + tables->informal_count, count = 0;
	struct slice *words = arena_array(arena, struct slice, capacity);
	uint32_t *numbers = arena_array(arena, uint32_t, capacity);

	for (size_t i = 0; i < tables->name_count; i++) {
		if (tables->names[i].whole_only)
			continue;
		numbers[count] = (uint32_t)i;
		words[count++] = tables->names[i].name;
	}
	for (size_t i = 0; i < tables->informal_count; i++) {
		if (utf8_count(tables->informal[i]) < 2)
			continue;
		numbers[count] = (uint32_t)(tables->name_count + i);
		words[count++] = tables->informal[i];
	}
	return automaton_build(arena, words, numbers, count);
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
	tables->inside = words_inside(tables, arena);
	name_table_init(&tables->name_numbers, arena);
	name_table_init(&tables->informal_words, arena);
	name_table_init(&tables->code_numbers, arena);
	for (size_t i = 0; i < tables->name_count; i++)
		name_table_add(&tables->name_numbers, names[i].name, (uint32_t)i);
	for (size_t i = 0; i < tables->informal_count; i++)
		name_table_add(&tables->informal_words, informal[i], (uint32_t)i);
}

const struct service_type *service_type_of(const struct derive_tables *tables, struct slice normalized, struct arena *scratch)
{
	uint32_t first = name_table_find(&tables->name_numbers, normalized);
	struct automaton_hit *hits;

	if (first == NAME_NOT_FOUND) {
		size_t count = automaton_scan(tables->inside, normalized, scratch, &hits);

		for (size_t i = 0; i < count; i++)
			if (hits[i].word < first)
				first = hits[i].word;
	}
	return first < tables->name_count ? &tables->types[tables->names[first].type] : NULL;
}

const struct service_type *service_type_by_code(const struct derive_tables *tables, struct slice code)
{
	for (size_t i = 0; i < tables->type_count; i++)
		if (slice_equal(tables->types[i].code, code))
			return &tables->types[i];
	return NULL;
}

bool names_informal(const struct derive_tables *tables, struct slice normalized, struct arena *scratch)
{
	struct automaton_hit *hits;

	if (name_table_find(&tables->informal_words, normalized) != NAME_NOT_FOUND)
		return true;
	size_t count = automaton_scan(tables->inside, normalized, scratch, &hits);

	for (size_t i = 0; i < count; i++)
		if (hits[i].word >= tables->name_count)
			return true;
	return false;
}

const struct derive_tables *derive_tables_with_codes(const struct derive_tables *tables, struct arena *arena,
						     const struct service_item *codes, size_t count)
{
	struct derive_tables *with = arena_new(arena, struct derive_tables);

	*with = *tables;
	with->codes = codes;
	name_table_init(&with->code_numbers, arena);
	for (size_t i = 0; i < count; i++)
		name_table_add(&with->code_numbers, codes[i].beginning, (uint32_t)i);
	return with;
}

int service_item_class(const struct derive_tables *tables, struct slice service_code)
{
	uint32_t number = tables->codes ? name_table_find(&tables->code_numbers, service_code) : NAME_NOT_FOUND;

	if (number != NAME_NOT_FOUND)
		return (int)tables->codes[number].item_class;
	for (size_t i = 0; i < tables->item_count; i++)
		if (slice_starts_with(service_code, tables->items[i].beginning))
			return (int)tables->items[i].item_class;
	return -1;
}
