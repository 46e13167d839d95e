/*
 * batch_record.h - what stands in a record of facts: numbers in groups of seven bits, texts by number, values by their type. Private
 * to engine/batch/.
 *
 * The entries of a plan, one behind the other: a number (rule and kind), then as a text of bytes what the kind has. They may come from
 * a file that was damaged: whoever reads them asks `broken`, and a row that batch_skip_row() has passed is whole.
 */
#ifndef TENKEN_ENGINE_BATCH_FACTS_BATCH_RECORD_H
#define TENKEN_ENGINE_BATCH_FACTS_BATCH_RECORD_H

#include "base/name_table.h"
#include "engine/batch/facts/batch_facts.h"
#include "engine/evaluator.h"
#include "program/batch.h"

enum batch_entry {
	BATCH_ENTRY_FACTS,    /* revision, rows: each a text of its columns */
	BATCH_ENTRY_LEFT_OUT, /* what was missing, what was looked up: two shared texts */
	BATCH_ENTRY_KINDS
};

/* ---- writing ---- */

/* The texts of one plan's entries. */
struct batch_shared {
	struct arena *arena; /* of the document: they outlive the evaluation */
	struct name_table numbers;
	struct slice *texts;
	size_t count, capacity;
};

void batch_shared_init(struct batch_shared *shared, struct arena *arena);

void batch_write_number(struct text_builder *to, uint64_t number);
void batch_write_text(struct text_builder *to, struct slice text); /* its bytes, in place */
void batch_write_shared(struct text_builder *to, struct batch_shared *shared, struct slice text); /* by number */
/* A text of many lines, each by number: lines repeat where whole texts do not. To be read as any other. */
void batch_write_lines(struct text_builder *to, struct batch_shared *shared, struct slice text);
/* A value that is not blank, unknown or an error, nor are items of it, and has the type. */
bool batch_can_be_written(struct evaluation *evaluation, const struct type *type, struct cel_value value);
/* Such a value. */
void batch_write_value(struct text_builder *to, struct batch_shared *shared, struct evaluation *evaluation, const struct type *type,
		       struct cel_value value);

/* ---- reading ---- */

struct batch_reader {
	const unsigned char *at, *end;
	bool broken; /* the bytes are no record: everything read since is empty */
	const struct batch_texts *texts;
	const unsigned char *numbers; /* of the record's texts */
	uint32_t text_count;
};

/* The texts live as long as the facts. */
struct batch_identity batch_identity_of(const struct batch_facts *facts, size_t record);
/* Of the entries of a record. */
struct batch_reader batch_entries_of(const struct batch_facts *facts, size_t record);
/* The next entry of the rule, whose bytes are then the reader's `entry`; false when there is none any more. */
bool batch_next_entry(struct batch_reader *reader, uint32_t rule, enum batch_entry *kind, struct batch_reader *entry);

uint64_t batch_read_number(struct batch_reader *reader);
/* A reader of the bytes that batch_write_text() wrote. */
struct batch_reader batch_read_inner(struct batch_reader *reader);
/* In the run's texts; one that was written line by line is put together in `arena`. */
struct slice batch_read_shared(struct batch_reader *reader, struct arena *arena);
/* The items of lists are made in `arena`. */
struct cel_value batch_read_value(struct batch_reader *reader, struct arena *arena, const struct type *type);
void batch_skip_value(struct batch_reader *reader, const struct type *type);

#endif
