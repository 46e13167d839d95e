/*
 * batch_included.h - how many plans a rule over many plans could include, and why it could not include others. Private to
 * engine/batch/.
 */
#ifndef TENKEN_ENGINE_BATCH_BATCH_INCLUDED_H
#define TENKEN_ENGINE_BATCH_BATCH_INCLUDED_H

#include "engine/batch/facts/batch_record.h"
#include "program/rule_set.h"

/* Why plans could not be included. */
struct batch_reason {
	struct slice what;
	size_t plans;
	size_t last_record;
	struct slice *keys;
	size_t key_count, key_capacity;
};

/* Of one revision of a rule, over all plans. Those left out belong to the rule: the same for each revision. */
struct batch_included {
	struct arena *arena;
	size_t plans;             /* that gave facts */
	size_t left_out;          /* each once */
	size_t left_out_anywhere; /* of these, those of no known scope: they may belong to every group */
	struct batch_reason *reasons; /* most plans first */
	size_t reason_count, reason_capacity;
	struct name_table by_what; /* to the number of the reason */
	struct name_table by_key;  /* reasons with what was looked up, each once */
};

/* `facts` are sorted; all that is made lives in `arena`. */
void batch_included_count(struct batch_included *included, struct arena *arena, const struct batch_facts *facts, const struct rule *rule,
			  size_t revision, bool english);

#endif
