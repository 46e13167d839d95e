/*
 * tables.h - dated tables (limits, service codes, wording by year): rows found by their keys and a date.
 *
 * Built by rules/ from rules/tables/, then read-only. derive/ and engine/ look up. Outside a table is unknown, not an error.
 */
#ifndef TENKEN_PROGRAM_TABLES_H
#define TENKEN_PROGRAM_TABLES_H

#include "program/expressions/cel_value.h"
#include "program/insurers.h"

#define LOOKUP_KEYS_MAX 4

struct lookup_column {
	struct slice name;
	const struct type *type; /* string, int, bool, date or an enum */
};

struct lookup_row {
	struct cel_value keys[LOOKUP_KEYS_MAX]; /* strings normalised */
	struct cel_value value;
	int32_t from, to; /* days, inclusive; INT32_MIN and INT32_MAX where open */
	uint32_t hash;    /* of the keys; set by lookup_table_finish */
	uint32_t number;  /* its place among the rows as they were read */
	bool local;       /* added by a local file: goes before the others of its keys and day */
};

struct lookup_table;

/* The same table with the rows some insurers added for their plans. */
struct lookup_local {
	struct insurers insurers;
	const struct lookup_table *table;
};

struct lookup_table {
	struct slice name;            /* 'visit-limits' */
	struct slice title, title_en; /* what people are told is missing when no row fits */
	const struct lookup_column *keys;
	size_t key_count; /* at most LOOKUP_KEYS_MAX; none for a value that only changes with time */
	const struct type *value_type;
	struct lookup_row *rows; /* sorted by hash once finished */
	size_t row_count;
	const struct lookup_local *locals;
	size_t local_count;
};

struct lookup_table_set {
	const struct lookup_table *tables;
	size_t count;
};

/* Sorts the rows for looking up. False when two rows of the same keys are in force on one day: their numbers in clash[2]. */
bool lookup_table_finish(struct lookup_table *table, uint32_t clash[2]);
const struct lookup_table *lookup_table_find(const struct lookup_table_set *set, struct slice name); /* NULL when there is none */
/* The table as it holds for the plans of an insurer. */
const struct lookup_table *lookup_table_for(const struct lookup_table *table, struct slice insurer);
/* The row in force on the day for these keys (key_count of them), and its value; NULL when the table has none. */
const struct lookup_row *lookup_table_row(const struct lookup_table *table, const struct cel_value *keys, int32_t date);
const struct cel_value *lookup_table_value(const struct lookup_table *table, const struct cel_value *keys, int32_t date);

#endif
