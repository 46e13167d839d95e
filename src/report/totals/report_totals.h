/*
 * report_totals.h - what reports say of all plans together: counts by rule, office, month, form, policy item and standard item,
 * and what everything rests on. For html, xlsx and text.
 *
 * Plans come and go; what stays here grows with the number of rules, offices and sources, not with the number of plans.
 */
#ifndef TENKEN_REPORT_TOTALS_REPORT_TOTALS_H
#define TENKEN_REPORT_TOTALS_REPORT_TOTALS_H

#include "base/name_table.h"
#include "report/report.h"

/* What is counted: the three weights of findings, and questions. */
enum finding_weight {
	WEIGHT_ERROR,
	WEIGHT_WARNING,
	WEIGHT_INFO,
	WEIGHT_QUESTION,
	WEIGHT_COUNT
};

struct total_row {
	struct slice key, title, more; /* more: a link, an address, a text beside the title */
	size_t plans, counts[WEIGHT_COUNT];
	bool verified; /* of a source */
};

/* Rows by key, in the order they came up. */
struct total_rows {
	struct arena *arena;
	struct name_table names;
	struct total_row *rows;
	size_t count, capacity;
};

enum item_outcome {
	ITEM_FOUND,
	ITEM_UNCHECKED, /* open or not judged */
	ITEM_PASSED,
	ITEM_NOT_APPLICABLE,
	ITEM_QUESTION, /* no rule was run for it */
	ITEM_OUTCOME_COUNT
};

struct policy_item_total {
	struct slice policy, label, text;
	size_t outcomes[ITEM_OUTCOME_COUNT];
};

enum { STANDARD_ITEMS = 23 };

struct standard_item_total {
	struct slice name; /* of the newest plan that has one */
	size_t written, blank, not_supplied, findings;
};

struct report_totals {
	struct arena *arena;
	struct total_rows rules, offices, missing, sources;
	struct total_rows revisions, tables; /* that judged: title, and in `more` the period in force */
	struct total_rows months;        /* of the plan: key 2026-04, title 令和8年4月 or the same */
	struct total_rows care_managers; /* of each office; only for those who asked for it */
	bool by_care_manager;            /* false after init */
	struct name_table item_names;
	struct policy_item_total *items;
	size_t item_count, item_capacity;
	struct standard_item_total standard[STANDARD_ITEMS];
};

void report_totals_init(struct report_totals *totals, struct arena *arena);
void report_totals_add(struct report_totals *totals, const struct report_plan *plan, bool english);
/* Sources, revision and tables of a finding that is about no plan. */
void report_totals_add_grounds(struct report_totals *totals, const struct finding *finding);
enum finding_weight finding_weight(const struct finding *finding);
enum item_outcome item_outcome_of(struct slice outcome);
/* Numbers of the rows, those with most first; in the arena. */
size_t *total_rows_sorted(const struct total_rows *rows);
size_t *total_rows_by_key(const struct total_rows *rows); /* the same, in the order of the bytes of their keys */
size_t total_row_sum(const struct total_row *row);

#endif
