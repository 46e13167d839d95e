/* Rows of dated tables, found by a hash of their keys. */
#include "program/tables.h"

#include <assert.h>
#include <stdlib.h>

static bool is_text(const struct cel_value *key)
{
	return key->kind == CEL_STRING;
}

static uint32_t hash_keys(const struct cel_value *keys, size_t count)
{
	uint64_t hash = 14695981039346656037u;

	for (size_t i = 0; i < count; i++) {
		uint64_t part = is_text(&keys[i]) ? slice_hash(cel_text(keys[i])) : keys[i].is.natural;

		hash = (hash ^ part ^ (uint64_t)keys[i].kind << 56) * 1099511628211u;
	}
	return (uint32_t)(hash ^ hash >> 32);
}

static bool keys_equal(const struct cel_value *a, const struct cel_value *b, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (a[i].kind != b[i].kind)
			return false;
		if (is_text(&a[i]) ? !slice_equal(cel_text(a[i]), cel_text(b[i])) : a[i].is.natural != b[i].is.natural)
			return false;
	}
	return true;
}

static int compare_rows(const void *a, const void *b)
{
	const struct lookup_row *left = a, *right = b;

	if (left->hash != right->hash)
		return left->hash < right->hash ? -1 : 1;
	if (left->local != right->local)
		return left->local ? -1 : 1;
	return (left->number > right->number) - (left->number < right->number);
}

static bool rows_clash(const struct lookup_table *table, const struct lookup_row *a, const struct lookup_row *b)
{
	return a->local == b->local && a->from <= b->to && b->from <= a->to && keys_equal(a->keys, b->keys, table->key_count);
}

bool lookup_table_finish(struct lookup_table *table, uint32_t clash[2])
{
	assert(table->key_count <= LOOKUP_KEYS_MAX);
	for (size_t i = 0; i < table->row_count; i++)
		table->rows[i].hash = hash_keys(table->rows[i].keys, table->key_count);
	if (table->row_count)
		qsort(table->rows, table->row_count, sizeof table->rows[0], compare_rows);
	for (size_t i = 0; i < table->row_count; i++)
		for (size_t k = i + 1; k < table->row_count && table->rows[k].hash == table->rows[i].hash; k++)
			if (rows_clash(table, &table->rows[i], &table->rows[k])) {
				clash[0] = table->rows[i].number;
				clash[1] = table->rows[k].number;
				return false;
			}
	return true;
}

const struct lookup_table *lookup_table_find(const struct lookup_table_set *set, struct slice name)
{
	for (size_t i = 0; i < set->count; i++)
		if (slice_equal(set->tables[i].name, name))
			return &set->tables[i];
	return NULL;
}

const struct lookup_table *lookup_table_for(const struct lookup_table *table, struct slice insurer)
{
	for (size_t i = 0; i < table->local_count; i++)
		if (insurers_include(&table->locals[i].insurers, insurer))
			return table->locals[i].table;
	return table;
}

const struct lookup_row *lookup_table_row(const struct lookup_table *table, const struct cel_value *keys, int32_t date)
{
	uint32_t hash = hash_keys(keys, table->key_count);
	size_t low = 0, high = table->row_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (table->rows[middle].hash < hash)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < table->row_count && table->rows[low].hash == hash; low++) {
		const struct lookup_row *row = &table->rows[low];

		if (row->from <= date && date <= row->to && keys_equal(row->keys, keys, table->key_count))
			return row;
	}
	return NULL;
}

const struct cel_value *lookup_table_value(const struct lookup_table *table, const struct cel_value *keys, int32_t date)
{
	const struct lookup_row *row = lookup_table_row(table, keys, date);

	return row ? &row->value : NULL;
}
