/*
 * check_jobs.h - a run done by several threads: inputs and parts of large ones, checked in any order, told in theirs. For the linter
 * alone.
 *
 * The thread that called tenken lists and opens what is large, hands out pieces and tells what they came to; reports never see
 * another. A piece is a small file, a small folder of CSV files, documents of a long YAML file, or users of a large CSV set. Rules, layouts and the
 * index of a set are shared and only read; all else a piece needs is its own.
 */
#ifndef TENKEN_LINTER_CHECK_JOBS_H
#define TENKEN_LINTER_CHECK_JOBS_H

#include "linter/check/check.h"

/* How many threads the run may use, the calling one among them. */
size_t check_jobs_count(const struct check *check);
/* Makes check->jobs when the run may use several threads. None are started before there is work for them. */
void check_jobs_begin(struct check *check);
/*
 * True when the input, and those that are read together with it, were handed out; they are marked in `done`. After false nothing is
 * under way: what is told next comes behind all before it.
 */
bool check_jobs_take(struct check *check, const struct input_list *inputs, size_t at, bool *done);
/* Is this much to read worth being cut, and are there threads for it? */
bool check_jobs_cut(struct check *check, uint64_t bytes);
/* The documents of an open file, and the plans of the set the check has open; all told. Give the number of plans. */
size_t check_jobs_yaml(struct check *check, struct opened_input *opened);
size_t check_jobs_csv(struct check *check, struct opened_input **files, size_t count);
/* Until all that was handed out is told. Without jobs nothing. */
void check_jobs_finish(struct check *check);
/* Ends the threads and gives back what pieces hold, told or not. */
void check_jobs_end(struct check *check);

#endif
