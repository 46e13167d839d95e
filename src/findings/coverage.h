/*
 * coverage.h - what became of every rule over one plan. A green result from rules that never ran is the worst failure a linter
 * can have, so these counts end every plan and every run.
 *
 * Rules are numbered by the rule set; this header knows nothing else about them. For engine, linter and report.
 */
#ifndef TENKEN_FINDINGS_COVERAGE_H
#define TENKEN_FINDINGS_COVERAGE_H

#include "base/slice.h"

/* What became of a rule over one plan, the weightiest of its rows: in this order, the larger wins. */
enum outcome {
	OUTCOME_OFF,            /* not selected */
	OUTCOME_NOT_APPLICABLE, /* 対象外: no row, `applies` false, not in force on the date that decides, cells this kind of plan never has */
	OUTCOME_PASS,           /* 適合 */
	OUTCOME_NOT_JUDGED,     /* a cell it needs is blank or unreadable: a finding of a presence rule or the reader */
	OUTCOME_OPEN,           /* 確認できない: something it needs was not supplied */
	OUTCOME_FINDING,        /* 指摘 or 問いかけ */
	OUTCOME_FAULT,          /* the rule itself is at fault: exit status 2 */
	OUTCOME_COUNT
};

/* One form or item that this plan's input does not have, with the rules it stopped. */
struct missing_input {
	struct slice what;     /* 第5表; or, when the form is there and a column is not, 第1表 前回要介護状態区分 */
	const uint32_t *rules; /* numbers, rising */
	size_t rule_count;
};

struct plan_coverage {
	uint8_t *outcomes; /* enum outcome of each rule */
	size_t rule_count;
	struct missing_input *missing; /* in form order */
	size_t missing_count;
	size_t faults;     /* rules at fault */
};

/* pass, finding, open, notApplicable, notJudged, fault, off: in machine formats. */
struct slice outcome_name(enum outcome outcome);

#endif
