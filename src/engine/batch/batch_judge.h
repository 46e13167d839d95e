/*
 * batch_judge.h - the second phase of rules over many plans: the facts of all plans are grouped, each group is judged once.
 * For the linter.
 */
#ifndef TENKEN_ENGINE_BATCH_BATCH_JUDGE_H
#define TENKEN_ENGINE_BATCH_BATCH_JUDGE_H

#include "engine/batch/batch_round.h"

/* Of one thread. */
struct batch_judge;

/* `arena` is that thread's: of the judge and of all that its rules come to. */
struct batch_judge *batch_judge_new(struct arena *arena, const struct batch_round *round);
/*
 * Judges rule number `rule` of the round. Findings belong to no plan: they have no place, but an address (the office, the month) and the
 * plans they list; they come in the order of the groups. A rule that could not judge anything, or a group that has to be whole and is
 * not, gives one finding of kind open. What was needed on the way is given back.
 */
void batch_judge_rule(struct batch_judge *judge, size_t rule, struct batch_judged *judged);
void batch_judge_release(struct batch_judge *judge); /* its scratch memory */

#endif
