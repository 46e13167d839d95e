/*
 * batch_judge.h - the second phase of rules over many plans: the facts of all plans are grouped, each group is judged once.
 * For the linter.
 */
#ifndef TENKEN_ENGINE_BATCH_BATCH_JUDGE_H
#define TENKEN_ENGINE_BATCH_BATCH_JUDGE_H

#include "engine/batch/batch_facts.h"
#include "engine/rule_runner.h"
#include "findings/batch_coverage.h"

/*
 * Sorts the facts and judges every selected rule over many plans. Findings belong to no plan: they have no place, but an address
 * (the office, the month) and the plans they list; they come in the order of the rules, then of the groups. A rule that could not
 * judge anything, or a group that has to be whole and is not, gives one finding of kind open. Findings, coverage and all they point
 * to live in `arena` and in that of the facts. `options` as the rule runner takes them.
 */
void batch_judge(struct arena *arena, const struct rule_set *rules, const struct rule_runner_options *options, struct batch_facts *facts,
		 struct finding_list *findings, struct finding_list *faults, struct batch_coverage *coverage);

#endif
