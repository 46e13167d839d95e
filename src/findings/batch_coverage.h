/*
 * batch_coverage.h - what became of every rule over many plans: how many groups it judged, how many plans it could count, and
 * which it could not, with what was missing. A ratio without this says nothing.
 *
 * For engine, linter and report. Rules are numbered by the rule set.
 */
#ifndef TENKEN_FINDINGS_BATCH_COVERAGE_H
#define TENKEN_FINDINGS_BATCH_COVERAGE_H

#include "findings/coverage.h"

/* Why plans could not be included, most plans first. */
struct batch_left_out {
	struct slice what; /* 第6表; 第1表 要介護状態区分（空欄） */
	size_t plans;
	const struct slice *keys; /* of a table that lacks rows: what was looked up, in input order; each once */
	size_t key_count;
};

struct batch_rule_coverage {
	uint32_t rule;        /* number in the set */
	enum outcome outcome; /* the weightiest of its groups */
	size_t groups, found, passed, not_judged, open;
	size_t plans;         /* that gave it facts */
	size_t facts;
	size_t left_out;      /* plans that concern it and could not be included, in whole or in part */
	const struct batch_left_out *reasons;
	size_t reason_count;
};

struct batch_coverage {
	const struct batch_rule_coverage *rules; /* those that were run, in the order of the set */
	size_t rule_count;
	size_t plans;      /* of the run */
	size_t fact_bytes; /* memory of all facts */
};

#endif
