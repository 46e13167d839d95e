/* The tables of counts as one CSV: a row of it is a row of one of them, named in the first cell, so that it can be filtered and drawn. */
#include "report/tables/csv_rows.h"
#include "report/totals/count_tables.h"

struct totals_state {
	struct csv_rows rows;
	struct report_totals totals;
};

static void totals_begin(struct report *report)
{
	struct totals_state *state = arena_new(report->text.arena, struct totals_state);
	bool english = report->run.english;

	csv_begin_rows(report, &state->rows);
	report_totals_init(&state->totals, report->text.arena);
	state->totals.by_care_manager = report->run.care_managers;
	csv_add_cell(report, english ? SLICE_OF("table") : SLICE_OF("表"));
	csv_add_cell(report, english ? SLICE_OF("number") : SLICE_OF("番号"));
	csv_add_cell(report, english ? SLICE_OF("name") : SLICE_OF("名前"));
	for (size_t i = 0; i < COUNT_COLUMNS; i++)
		csv_add_cell(report, count_heading(i, english));
	csv_end_row(report);
}

static void totals_file(struct report *report, const struct report_file *file)
{
	(void)report;
	(void)file;
}

static void totals_plan(struct report *report, const struct report_plan *plan)
{
	struct totals_state *state = report->state;

	report_totals_add(&state->totals, plan, report->run.english);
}

static void add_table(struct report *report, const struct count_table *table)
{
	for (size_t i = 0; i < table->rows->count; i++) {
		const struct total_row *row = &table->rows->rows[table->order[i]];

		csv_add_cell(report, table->title);
		csv_add_cell(report, table->shows_key ? row->key : row->more);
		csv_add_cell(report, count_row_name(table, row));
		for (size_t column = 0; column < COUNT_COLUMNS; column++) {
			if (column == 0 && !table->counts_plans)
				csv_add_nothing(report);
			else
				csv_add_number(report, count_of_row(row, column));
		}
		csv_end_row(report);
	}
}

static void totals_end(struct report *report, const struct report_summary *summary)
{
	struct totals_state *state = report->state;
	struct count_table tables[COUNT_TABLES];

	(void)summary;
	count_tables_of(&state->totals, report->run.english, tables);
	for (int i = 0; i < COUNT_TABLES; i++)
		add_table(report, &tables[i]);
	csv_send_rows(report);
	csv_end_rows(report);
}

const struct report_format report_format_totals = {
	.name = SLICE("totals"),
	.begin = totals_begin,
	.file = totals_file,
	.plan = totals_plan,
	.end = totals_end,
};
