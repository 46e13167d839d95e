/*
 * plan_records.h - the records of a plan, listed once for all who look at each of them. For whoever judges a document a reader has
 * settled, and for the modules of readers/ that look.
 *
 * Only what is written is listed, in the order of the document: a record before those in it. Derived lists are no place of their own.
 */
#ifndef TENKEN_READERS_PLAN_RECORDS_H
#define TENKEN_READERS_PLAN_RECORDS_H

#include "model/model.h"

struct plan_records {
	struct arena *arena;
	struct record **items;
	size_t count, capacity;
};

/* The list lives in `arena`. */
struct plan_records plan_records_of(const struct document *document, struct arena *arena);
/* A record that was made after `behind`, the number of the record it stands in, was looked at. */
void plan_records_insert(struct plan_records *records, size_t behind, struct record *record);

#endif
