/*
 * batch_facts.h - the small facts that plans leave behind for rules over many plans. For the engine and the linter.
 *
 * How a run uses them, with any number of workers or shards:
 *
 *   any worker      batch_collect (batch_collector.h) beside the rules of one plan: the part a plan leaves behind, in the document's
 *                   memory
 *   who tells       the plans in the order of the inputs adds each part with its number in that order, which is known only there:
 *                   batch_facts_add_plan; the record is then all that is kept of the plan
 *   a shard         writes the order and bytes of each record and reads them back with batch_facts_add, or hands its own over with
 *                   batch_facts_merge, in any order. A record is plain bytes without pointers, good wherever the same rule set (its
 *                   digest) and version of tenken are
 *   once            batch_judge (batch_judge.h) over all facts: it sorts them by their order, so the result is the same for every
 *                   way of sharing out the work
 *
 * A record holds who the plan is and, for each rule that collects, its facts or why it has none. Nothing else of the plan stays.
 */
#ifndef TENKEN_ENGINE_BATCH_BATCH_FACTS_H
#define TENKEN_ENGINE_BATCH_BATCH_FACTS_H

#include "base/memory/arena.h"
#include "base/text_builder.h"
#include "engine/evaluator.h"

/* Who a plan is. */
struct batch_identity {
	struct slice plan, path;   /* its key; the file it stands in */
	uint32_t ordinal;
	struct slice person;       /* insurer/insured; the plan's key where a number is missing */
	struct slice office;       /* what makes it one office: its number, else its name; empty: unknown */
	struct slice office_label; /* name and number, for people */
	struct slice care_manager; /* empty: unknown */
	bool person_known;
};

struct batch_record {
	uint64_t order;     /* of the plan among all inputs */
	struct slice bytes;
};

struct batch_facts {
	struct arena *arena; /* of the records */
	struct batch_record *records;
	size_t count, capacity;
	size_t bytes;        /* of all records */
	struct text_builder room; /* for a record in the making */
};

void batch_facts_init(struct batch_facts *facts, struct arena *arena);
/* What a plan leaves behind, before its place among all plans is known. */
struct batch_part {
	struct batch_identity who; /* without plan, path and ordinal */
	struct slice entries;
};

void batch_facts_add_plan(struct batch_facts *facts, uint64_t order, const struct batch_part *part, struct slice plan_key,
			  struct slice path, uint32_t ordinal);
/* A record that was made elsewhere; copies the bytes. */
void batch_facts_add(struct batch_facts *facts, uint64_t order, struct slice bytes);
/* Takes over the records of `from`, whose arena must live as long as `into`. */
void batch_facts_merge(struct batch_facts *into, const struct batch_facts *from);
/* By order; records of the same order stay as they are. */
void batch_facts_sort(struct batch_facts *facts);

/* ---- inside a record: for the files of engine/batch alone ---- */

enum batch_entry {
	BATCH_ENTRY_FACTS,    /* rule, revision, then a text: its rows, each a text of its columns */
	BATCH_ENTRY_LEFT_OUT, /* rule, what was missing, what was looked up */
	BATCH_ENTRY_END
};

struct batch_reader {
	const unsigned char *at, *end;
	bool broken; /* the bytes are no record: everything read since is empty */
};

void batch_write_number(struct text_builder *to, uint64_t number);
void batch_write_text(struct text_builder *to, struct slice text);
void batch_write_identity(struct text_builder *to, const struct batch_identity *identity);
/* A value of the type, which can be kept (rules/reading/batch_reader.c); false when it is none: blank, unknown, an error. */
bool batch_write_value(struct text_builder *to, struct evaluation *evaluation, const struct type *type, struct cel_value value);

uint64_t batch_read_number(struct batch_reader *reader);
struct slice batch_read_text(struct batch_reader *reader); /* into the record */
struct batch_identity batch_read_identity(struct batch_reader *reader);
/* Texts point into the record; the items of lists are made in `arena`. */
struct cel_value batch_read_value(struct batch_reader *reader, struct arena *arena, const struct type *type);

#endif
