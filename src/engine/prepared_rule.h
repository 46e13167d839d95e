/*
 * prepared_rule.h - a rule of the set with what one worker keeps about it. Private to engine/, for the rule runner and its results.
 */
#ifndef TENKEN_ENGINE_PREPARED_RULE_H
#define TENKEN_ENGINE_PREPARED_RULE_H

#include "engine/plan_condition.h"
#include "engine/rule_runner.h"

struct screen_node;
struct screened_rule;

/* What is kept about one revision, made when it is first asked for: one plan asks few of them. */
struct prepared_revision {
	const struct basis *basis;       /* as findings carry it */
	struct plan_condition applies;
	struct screen_node *of_plan;     /* what it asks of the plan alone; NULL until a screen has been asked */
	struct screened_rule *screened;  /* NULL when it cannot be screened, and until it has been tried */
	bool applies_known, screen_tried;
};

/* A rule of a set, ready for a run. */
struct prepared_rule {
	const struct rule *rule;
	struct arena *arena; /* of what is made */
	bool enabled;
	struct prepared_revision *revisions;
	const struct rule_revision *revision;  /* in force for the document at hand, with rows to look at; NULL: none */
	const struct expression *of_row;       /* what each row of it is asked before its condition; NULL: nothing */
	struct slice decided_by;               /* the date that chose it */
};

/* Does its condition ask a dated table? Its tree is walked: for what is rare. */
bool revision_looks_up(const struct rule_revision *revision);
/* All of it lives in `arena`, which outlives the findings. */
void prepared_rule_init(struct prepared_rule *prepared, struct arena *arena, const struct rule_runner_options *options,
			const struct rule *rule);
/* What is kept about the revision in force. */
struct prepared_revision *prepared_revision(const struct prepared_rule *prepared);

#endif
