/*
 * batch_facts.h - the small facts that plans leave behind for rules over many plans. For the engine and the linter.
 *
 * How a run uses them, with any number of workers or shards:
 *
 *   any worker      batch_collect (batch_collector.h) beside the rules of one plan: the part a plan leaves behind, in the document's
 *                   memory. A part is plain bytes and texts: a shard writes it into its partial result, and it is good wherever the
 *                   same rule set (its digest) and version of tenken are
 *   who tells       the plans adds each part with its number in the order of the inputs, which is known only there:
 *                   batch_facts_add_plan; the record is then all that is kept of the plan. Parts may come in any order
 *   once            batch_judge (batch_judge.h) over all facts: it sorts them by their order, so the result is the same for every
 *                   way of sharing out the work
 *
 * A record holds who the plan is and, for each rule that collects, its facts or why it has none. Its texts are kept once for the whole
 * run. Nothing else of the plan stays.
 */
#ifndef TENKEN_ENGINE_BATCH_FACTS_BATCH_FACTS_H
#define TENKEN_ENGINE_BATCH_FACTS_BATCH_FACTS_H

#include "base/text_builder.h"
#include "engine/batch/facts/batch_texts.h"

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

/* What a plan leaves behind, before its place among all plans is known. */
struct batch_part {
	struct batch_identity who;  /* without plan, path and ordinal */
	const struct slice *texts;  /* that the entries name by number, each once */
	size_t text_count;
	struct slice entries;       /* batch_record.h */
};

/* Bytes: who the plan is, the numbers of its texts, its entries. */
struct batch_record {
	const unsigned char *bytes;
	uint32_t order; /* of the plan among all inputs */
	uint32_t length;
	uint32_t entries, text_count; /* where the entries begin; the numbers of the texts stand before them, four bytes each */
};

struct batch_facts {
	struct arena *arena; /* of the records */
	struct arena_room *record_room;
	struct batch_record *records;
	size_t count, capacity;
	size_t record_bytes;
	struct batch_texts texts;
	struct text_builder room; /* for a record in the making */
};

void batch_facts_init(struct batch_facts *facts, struct arena *arena);
/* Copies all it needs. */
void batch_facts_add_plan(struct batch_facts *facts, uint32_t order, const struct batch_part *part, struct slice plan_key,
			  struct slice path, uint32_t ordinal);
/* By order; records of the same order stay as they are. */
void batch_facts_sort(struct batch_facts *facts);
/* What records and texts take, whatever the order they came in. */
size_t batch_facts_bytes(const struct batch_facts *facts);

#endif
