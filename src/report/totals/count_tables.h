/*
 * count_tables.h - which tables of counts there are, for every format that shows them: so that none counts, orders or names its own way.
 */
#ifndef TENKEN_REPORT_TOTALS_COUNT_TABLES_H
#define TENKEN_REPORT_TOTALS_COUNT_TABLES_H

#include "report/totals/report_totals.h"

enum {
	COUNTS_BY_RULE,
	COUNTS_BY_OFFICE,
	COUNTS_BY_MONTH,        /* of the plan date */
	COUNTS_BY_CARE_MANAGER, /* without rows unless it was asked for */
	COUNT_TABLES
};

struct count_table {
	const struct total_rows *rows;
	const size_t *order; /* numbers of the rows */
	bool counts_plans;   /* the rows do; those of rules do not */
	bool shows_key;      /* before the title: the number of a rule */
	bool keys_sort;      /* the title is for people: 令和8年4月 of 2026-04 */
	struct slice title, name; /* of the table; of what a row is */
};

void count_tables_of(const struct report_totals *totals, bool english, struct count_table tables[COUNT_TABLES]);
/* 計画, 要確認, 話題, 気づき, 問いかけ: plans first, then the weights in their order. */
struct slice count_heading(size_t column, bool english);
enum { COUNT_COLUMNS = 1 + WEIGHT_COUNT };
/* What a row is called in tables that programs sort and read. */
struct slice count_row_name(const struct count_table *table, const struct total_row *row);
size_t count_of_row(const struct total_row *row, size_t column);

#endif
