/*
 * prepared_rule.h - a rule of the set with what one worker keeps about it. Private to engine/, for the rule runner and its results.
 */
#ifndef TENKEN_ENGINE_PREPARED_RULE_H
#define TENKEN_ENGINE_PREPARED_RULE_H

#include "engine/rule_runner.h"

struct plan_condition;
struct screened_rule;

/* A rule of a set, ready for a run. */
struct prepared_rule {
	const struct rule *rule;
	bool enabled;
	const struct basis *const *basis;      /* of each revision, as findings carry them */
	const struct plan_condition *applies;  /* of each revision */
	struct screened_rule **screened;       /* of each revision; NULL when it cannot be screened, and until it has been tried */
	bool *screen_tried;
	const struct rule_revision *revision;  /* in force for the document at hand, with rows to look at; NULL: none */
	const struct expression *of_row;       /* what each row of it is asked before its condition; NULL: nothing */
	struct slice decided_by;               /* the date that chose it */
};

/* Does its condition ask a dated table? Its tree is walked: for what is rare. */
bool revision_looks_up(const struct rule_revision *revision);
/* Is it selected, and what do its findings carry? All of it lives in `arena`. */
void prepared_rule_init(struct prepared_rule *prepared, struct arena *arena, const struct rule_runner_options *options,
			const struct rule *rule);

#endif
