#include "report/totals/count_tables.h"

void count_tables_of(const struct report_totals *totals, bool english, struct count_table tables[COUNT_TABLES])
{
	static const struct {
		struct slice ja, en, name_ja, name_en;
	} words[COUNT_TABLES] = {
		[COUNTS_BY_RULE] = {SLICE("項目ごと"), SLICE("By rule"), SLICE("項目"), SLICE("rule")},
		[COUNTS_BY_OFFICE] = {SLICE("事業所ごと"), SLICE("By office"), SLICE("事業所"), SLICE("office")},
		[COUNTS_BY_MONTH] = {SLICE("計画作成日の月ごと"), SLICE("By month of the plan"), SLICE("月"), SLICE("month")},
		[COUNTS_BY_CARE_MANAGER] = {SLICE("担当者ごと（人を評価するためのものではありません）"), SLICE("By care manager (not for judging people)"),
					    SLICE("担当者と事業所"), SLICE("care manager and office")},
	};
	const struct total_rows *const rows[COUNT_TABLES] = {&totals->rules, &totals->offices, &totals->months, &totals->care_managers};

	for (int i = 0; i < COUNT_TABLES; i++)
		tables[i] = (struct count_table){
			.rows = rows[i],
			.order = i == COUNTS_BY_RULE || i == COUNTS_BY_OFFICE ? total_rows_sorted(rows[i]) : total_rows_by_key(rows[i]),
			.counts_plans = i != COUNTS_BY_RULE,
			.shows_key = i == COUNTS_BY_RULE,
			.keys_sort = i == COUNTS_BY_MONTH,
			.title = english ? words[i].en : words[i].ja,
			.name = english ? words[i].name_en : words[i].name_ja,
		};
}

struct slice count_heading(size_t column, bool english)
{
	static const struct slice ja[COUNT_COLUMNS] = {SLICE("計画"), SLICE("要確認"), SLICE("話題"), SLICE("気づき"), SLICE("問いかけ")};
	static const struct slice en[COUNT_COLUMNS] = {SLICE("plans"), SLICE("errors"), SLICE("warnings"), SLICE("infos"), SLICE("questions")};

	return english ? en[column] : ja[column];
}

struct slice count_row_name(const struct count_table *table, const struct total_row *row)
{
	return table->keys_sort && row->key.length ? row->key : row->title;
}

size_t count_of_row(const struct total_row *row, size_t column)
{
	return column == 0 ? row->plans : row->counts[column - 1];
}
