/*
 * batch_left_out.h - why a plan could not be included in what rules over many plans count: the form or cell, in the words of
 * whoever has the papers at hand. Private to engine/batch/.
 */
#ifndef TENKEN_ENGINE_BATCH_FACTS_BATCH_LEFT_OUT_H
#define TENKEN_ENGINE_BATCH_FACTS_BATCH_LEFT_OUT_H

#include "engine/batch/facts/batch_record.h"
#include "engine/results/rule_results.h"

struct batch_left_out_note {
	const struct rule *rule;
	struct slice what, key; /* key: what a table has no row for; else empty */
};

/* Of one document; each rule and reason once. */
struct batch_left_out_notes {
	struct rule_results results; /* lends the words for what was not supplied */
	struct batch_left_out_note *items;
	size_t count, capacity;
};

void batch_left_out_begin(struct batch_left_out_notes *notes, const struct document *document, const struct rule_runner_options *options,
			  size_t rule_count);
/* The expression came to an unknown. A row that a table lacks is named by the keys that were looked up. */
void batch_left_out_missing(struct batch_left_out_notes *notes, const struct rule *rule, struct evaluation *evaluation,
			    const struct expression *expression, struct cel_value value);
/* To the error of a blank or unreadable cell. */
void batch_left_out_blank(struct batch_left_out_notes *notes, const struct rule *rule, struct cel_value value);
/* The form with the rows is not there. */
void batch_left_out_form(struct batch_left_out_notes *notes, const struct rule *rule, const struct record *absent);
/* As entries of a record. */
void batch_left_out_write(const struct batch_left_out_notes *notes, struct text_builder *to, struct batch_shared *shared);

#endif
