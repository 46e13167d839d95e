/*
 * html_totals.h - what the first pages of an HTML report say of all plans: counts by rule, office, form, policy item and standard item,
 * and what everything rests on. For the files of report/html/ alone.
 *
 * Plans come and go; what stays here grows with the number of rules, offices and sources, not with the number of plans.
 */
#ifndef TENKEN_REPORT_HTML_HTML_TOTALS_H
#define TENKEN_REPORT_HTML_HTML_TOTALS_H

#include "base/name_table.h"
#include "report/report.h"

/* What is counted: the three weights of findings, and questions. */
enum html_weight {
	WEIGHT_ERROR,
	WEIGHT_WARNING,
	WEIGHT_INFO,
	WEIGHT_QUESTION,
	WEIGHT_COUNT
};

struct html_row {
	struct slice key, title, more; /* more: a link, an address, a text beside the title */
	size_t plans, counts[WEIGHT_COUNT];
	bool verified; /* of a source */
};

/* Rows by key, in the order they came up. */
struct html_rows {
	struct arena *arena;
	struct name_table names;
	struct html_row *rows;
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

struct html_policy_item {
	struct slice policy, label, text;
	size_t outcomes[ITEM_OUTCOME_COUNT];
};

enum { HTML_STANDARD_ITEMS = 23 };

struct html_standard_item {
	struct slice name; /* of the newest plan that has one */
	size_t written, blank, not_supplied, findings;
};

struct html_totals {
	struct arena *arena;
	struct html_rows rules, offices, missing, sources;
	struct name_table item_names;
	struct html_policy_item *items;
	size_t item_count, item_capacity;
	struct html_standard_item standard[HTML_STANDARD_ITEMS];
};

void html_totals_init(struct html_totals *totals, struct arena *arena);
void html_totals_add(struct html_totals *totals, const struct report_plan *plan, bool english);
/* Sources of findings about a file. */
void html_totals_add_basis(struct html_totals *totals, const struct finding *finding);
enum html_weight html_weight_of(const struct finding *finding);
enum item_outcome item_outcome_of(struct slice outcome);
/* Numbers of the rows, those with most first; in the arena. */
size_t *html_rows_sorted(const struct html_rows *rows);
size_t html_row_total(const struct html_row *row);

#endif
