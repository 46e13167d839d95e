/*
 * flat_index.h - pass one over a flat CSV: which rows belong to which person and plan. For flat_reader.c.
 *
 * Rows go by insured number (by name when there is no such column), insurer number and plan date, an assessment also by its date.
 * Numbers are compared without leading zeros, which spreadsheets drop, and dates as days, however they are written. An empty key
 * cell continues the row above. Only the key columns are looked at.
 */
#ifndef TENKEN_READERS_FLAT_INDEX_H
#define TENKEN_READERS_FLAT_INDEX_H

#include "base/name_table.h"
#include "readers/csv/rows/csv_rows.h"
#include "readers/flat/flat_header.h"

/* Rows of one plan that stand one behind the other. */
struct flat_range {
	uint64_t from, to;
	uint32_t next; /* index + 1 of the plan's next range, 0 at its end */
};

enum flat_key_part {
	FLAT_PERSON,    /* insured number, or the name */
	FLAT_INSURER,
	FLAT_PLAN_DATE,
	FLAT_ASSESSED_ON,
	FLAT_KEY_PARTS
};

struct flat_entry {
	struct slice parts[FLAT_KEY_PARTS]; /* comparable; empty when there is none */
	uint32_t first, last;               /* ranges, index + 1 */
	uint32_t next_of_person;            /* index + 1 of the person's next entry, 0 at the end */
};

struct flat_index {
	struct arena *arena;
	struct arena scratch;
	const struct flat_header *header;
	unsigned columns[FLAT_KEY_PARTS]; /* from 1, 0 without */
	struct flat_entry *entries;       /* in the order of their first row */
	size_t count, capacity;
	struct flat_range *ranges;
	size_t range_count, range_capacity;
	struct name_table keys, persons;  /* to entries; to the first entry of a person */
};

/* False when no column says whose rows they are: reported. */
bool flat_index_build(struct flat_index *index, struct arena *arena, struct csv_scanner *scanner, const struct flat_header *header,
		      struct finding_list *findings);
/* A number or name as keys compare it: normalised, without leading zeros. */
struct slice flat_comparable(struct arena *arena, struct slice text);
/* The first entry of a person, index + 1; 0 when there is none. */
uint32_t flat_index_person(const struct flat_index *index, struct slice comparable);
void flat_index_release(struct flat_index *index);

#endif
