/*
 * batch_jobs.h - rules over many plans judged by several threads: a rule is a piece of work, and its findings stay where the thread made
 * them until the run ends. For the linter alone.
 */
#ifndef TENKEN_LINTER_BATCH_JOBS_H
#define TENKEN_LINTER_BATCH_JOBS_H

#include "engine/batch/batch_round.h"
#include "linter/check/check.h"

/* Judges every rule of the round into `judged`, by as many threads as the run may use and the plans are worth. */
void batch_jobs_judge(struct check *check, const struct batch_round *round, struct batch_judged *judged);

#endif
