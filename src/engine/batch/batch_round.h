/*
 * batch_round.h - one round of judging all selected rules over many plans: what every thread of it shares and only reads, and how what
 * they came to becomes one result. For the linter.
 *
 *   batch_round_begin(&round, …);                                once, by one thread
 *   batch_judge_rule(judge, i, &judged[i]);                      each rule by any thread, with a judge of its own (batch_judge.h)
 *   batch_round_join(&round, judged, …);                         once: the same result whoever judged what
 */
#ifndef TENKEN_ENGINE_BATCH_BATCH_ROUND_H
#define TENKEN_ENGINE_BATCH_BATCH_ROUND_H

#include "engine/batch/batch_scopes.h"
#include "engine/rule_runner.h"
#include "findings/batch_coverage.h"

struct batch_round {
	const struct rule_set *set;
	const struct rule_runner_options *options;
	const struct batch_facts *facts;
	const struct rule **rules; /* those selected, in the order of the set */
	size_t rule_count;
	struct batch_scope_members members[BATCH_SCOPE_COUNT];
};

/* What a rule came to; all of it lives in the arena of the judge. */
struct batch_judged {
	struct finding_list findings, faults;
	struct batch_rule_coverage coverage;
};

/* Sorts the facts, which must not change any more. */
void batch_round_begin(struct batch_round *round, struct arena *arena, const struct rule_set *set, const struct rule_runner_options *options,
		       struct batch_facts *facts);
/* Findings come in the order of the rules, then of the groups. They and all they point to stay where the judges made them. */
void batch_round_join(const struct batch_round *round, struct arena *arena, const struct batch_judged *judged,
		      struct finding_list *findings, struct finding_list *faults, struct batch_coverage *coverage);
/* The whole round by this thread. */
void batch_round(struct arena *arena, const struct rule_set *set, const struct rule_runner_options *options, struct batch_facts *facts,
		 struct finding_list *findings, struct finding_list *faults, struct batch_coverage *coverage);

#endif
