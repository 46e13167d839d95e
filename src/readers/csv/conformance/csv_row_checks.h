/*
 * csv_row_checks.h - what the rows of one plan must be to one another: their order, sums, tables that speak of the same. For
 * csv_plan.c, which reads the rows of one file of a plan after those of another.
 *
 * Everything works on cells as they are written, and where the standard leaves room nothing is said.
 */
#ifndef TENKEN_READERS_CSV_ROW_CHECKS_H
#define TENKEN_READERS_CSV_ROW_CHECKS_H

#include "findings/finding.h"
#include "readers/csv/join/csv_index.h"

struct csv_reading;

enum { CSV_ORDER_LEVELS = 3, CSV_SUMMED_ITEMS = 7 };

/* 課題NO, 援助目標NO, 援助内容NO and their like: rows come in their order. */
struct csv_order {
	const struct record_layout *layout; /* of the items */
	const struct layout_item *items[CSV_ORDER_LEVELS];
	uint64_t before[CSV_ORDER_LEVELS]; /* numbers of the row before */
	bool any, said;
};

/* A service of table 6 or 7: how often in the month. */
struct csv_use {
	struct slice provider, code;
	uint64_t count;
	struct place place; /* of the first cell that counts */
};

struct csv_uses {
	struct csv_use *items;
	size_t count, capacity;
};

/* Table 6. */
struct csv_usage {
	const struct record_layout *layout;
	const struct layout_item *month, *date, *count, *code, *provider, *tais, *notice;
	struct slice planned_month; /* of `planned` */
	struct csv_uses planned;
	bool said_date, said_equipment;
};

/* One row of table 7. */
struct csv_sum_line {
	struct slice provider, code;
	struct place places[CSV_SUMMED_ITEMS];
	int64_t values[CSV_SUMMED_ITEMS];
	bool written[CSV_SUMMED_ITEMS];
	bool in_limit, over_30_days;
};

struct csv_totals {
	const struct record_layout *layout;
	const struct layout_item *month, *provider, *code, *units, *discounted, *count, *managed, *over_30_days, *fixed;
	const struct layout_item *summed[CSV_SUMMED_ITEMS];
	struct csv_sum_line *lines;
	size_t line_count, line_capacity;
	struct csv_uses uses;
	struct slice of_month; /* as written in the last row */
	struct place last;     /* row */
	bool said_fixed, said_product;
};

/* What table 1 says that the supplement says too. */
enum { CSV_SHARED_ITEMS = 3 };

struct csv_shared {
	const struct record_layout *layout; /* of table 1, NULL: not read */
	const struct layout_item *items[CSV_SHARED_ITEMS];
	struct slice values[CSV_SHARED_ITEMS];
	struct slice from, to; /* certification period */
};

struct csv_row_checks {
	struct csv_order order;
	struct csv_usage usage;
	struct csv_totals totals;
	struct csv_shared shared;
	struct slice row_before;
	bool said_repeated;
};

/* A new plan; a new file of it; a row of the file, in reading->row; the end of its rows. */
void csv_row_checks_plan(struct csv_reading *reading);
void csv_row_checks_begin(struct csv_reading *reading);
void csv_row_checks_take(struct csv_reading *reading);
void csv_row_checks_end(struct csv_reading *reading);

/* ---- between the modules of these checks ---- */

/* A finding about an item of the row; {0} is its title, then `arguments`. */
void csv_check_report(struct csv_reading *reading, enum builtin_finding builtin, const struct layout_item *item, struct place place,
		      const struct slice *arguments, size_t count);
/* A number written with digits alone; false for anything else, an empty cell too. */
bool csv_check_number(struct slice raw, uint64_t *number);
/* Adds to the service of that provider and code. */
void csv_uses_add(struct csv_reading *reading, struct csv_uses *uses, const struct csv_use *use);

void csv_order_begin(struct csv_reading *reading, struct csv_order *order);
void csv_order_take(struct csv_reading *reading, struct csv_order *order);
void csv_usage_begin(struct csv_reading *reading, struct csv_usage *usage);
void csv_usage_take(struct csv_reading *reading, struct csv_usage *usage);
void csv_totals_begin(struct csv_reading *reading, struct csv_totals *totals);
void csv_totals_take(struct csv_reading *reading, struct csv_totals *totals);
/* Sums, once all rows are there; counts against those of table 6. */
void csv_totals_end(struct csv_reading *reading, struct csv_totals *totals, const struct csv_usage *usage);
void csv_shared_note(struct csv_reading *reading, struct csv_shared *shared);
void csv_shared_compare(struct csv_reading *reading, const struct csv_shared *shared);

#endif
