/*
 * The tables of --statistics: how many there are of what, from the same totals as those of html and xlsx, so that nothing is counted in
 * two ways. Numbers stand before names: they are as wide as their headings, names are as long as they are.
 */
#include "report/people/text_parts.h"
#include "report/totals/report_totals.h"
#include "text/utf8.h"

enum { COLUMNS = 1 + WEIGHT_COUNT };

struct table {
	const struct total_rows *rows;
	size_t *(*order)(const struct total_rows *rows);
	bool counts_plans; /* the rows do; those of rules do not */
	bool shows_key;    /* before the title: the number of a rule */
	const char *title_ja, *title_en, *name_ja, *name_en;
};

static const struct {
	const char *ja, *en;
} headings[COLUMNS] = {{"計画", "plans"}, {"要確認", "errors"}, {"話題", "warnings"}, {"気づき", "infos"}, {"問いかけ", "questions"}};

void text_statistics_begin(struct report *report)
{
	struct report_totals *totals = arena_new(report->text.arena, struct report_totals);

	report_totals_init(totals, report->text.arena);
	totals->by_care_manager = report->run.care_managers;
	report->state = totals;
}

void text_statistics_plan(struct report *report, const struct report_plan *plan)
{
	report_totals_add(report->state, plan, report->run.english);
}

static void add_spaces(struct report *report, size_t count)
{
	while (count--)
		text_builder_add_char(&report->text, ' ');
}

static void add_headings(struct report *report, const struct table *table)
{
	add_spaces(report, 2);
	for (int i = table->counts_plans ? 0 : 1; i < COLUMNS; i++) {
		add_spaces(report, 2);
		text_builder_add(&report->text, text_word(report, headings[i].ja, headings[i].en));
	}
	add_spaces(report, 2);
	text_builder_add(&report->text, text_word(report, table->name_ja, table->name_en));
	text_builder_add_char(&report->text, '\n');
}

static void add_row(struct report *report, const struct table *table, const struct total_row *row)
{
	struct text_builder *text = &report->text;
	size_t from = text->length;
	unsigned hang = 4;

	add_spaces(report, 2);
	for (int i = table->counts_plans ? 0 : 1; i < COLUMNS; i++) {
		int width = (int)utf8_width(text_word(report, headings[i].ja, headings[i].en));

		text_builder_print(text, "  %*zu", width, i == 0 ? row->plans : row->counts[i - 1]);
		hang += (unsigned)width + 2;
	}
	add_spaces(report, 2);
	if (table->shows_key) {
		utf8_add_safely(text, row->key);
		add_spaces(report, 1);
	}
	utf8_add_safely(text, row->title);
	if (row->more.length) {
		add_spaces(report, 1);
		utf8_add_safely(text, row->more);
	}
	text_builder_add_char(text, '\n');
	text_fold(report, from, hang);
}

static void add_table(struct report *report, const struct table *table)
{
	const size_t *order = table->order(table->rows);

	if (!table->rows->count)
		return;
	text_builder_add(&report->text, SLICE_OF("\n  "));
	text_add_in_tone(report, TONE_STRONG, text_word(report, table->title_ja, table->title_en));
	text_builder_add_char(&report->text, '\n');
	add_headings(report, table);
	for (size_t i = 0; i < table->rows->count; i++)
		add_row(report, table, &table->rows->rows[order[i]]);
}

/* What plans left behind is all of their memory that lasts until the end of the run. */
static void add_memory(struct report *report)
{
	const struct report_batch *batch = report->batch;
	size_t from = report->text.length;

	if (!batch || !batch->plans)
		return;
	text_builder_print(&report->text,
			   report->run.english ? "\n  Kept for rules over many plans: %zu KB of memory, %zu bytes a plan\n"
					       : "\n  事業所・全体を見るために残した控え：メモリー %zuKB（計画1件あたり %zu バイト）\n",
			   (batch->fact_bytes + 1023) / 1024, batch->fact_bytes / batch->plans);
	text_fold(report, from, 4);
}

void text_statistics_end(struct report *report)
{
	const struct report_totals *totals = report->state;
	const struct table tables[] = {
		{&totals->rules, total_rows_sorted, false, true, "項目ごと", "By rule", "項目", "rule"},
		{&totals->offices, total_rows_sorted, true, false, "事業所ごと", "By office", "事業所", "office"},
		{&totals->months, total_rows_by_key, true, false, "計画作成日の月ごと", "By month of the plan", "月", "month"},
		{&totals->care_managers, total_rows_by_key, true, false, "担当者ごと（人を評価するためのものではありません）",
		 "By care manager (not for judging people)", "担当者と事業所", "care manager and office"},
	};
	size_t from = report->text.length;

	if (!report->run.quiet)
		text_builder_add_char(&report->text, '\n');
	text_add_in_tone(report, TONE_STRONG, text_word(report, "件数の表", "Tables"));
	text_builder_add_char(&report->text, '\n');
	text_builder_add(&report->text,
			 text_word(report,
				   "  計画ごとのお知らせを数えています。ファイルのこと、事業所・全体のことは入りません。件数は良し悪しの順ではありません。\n",
				   "  What was said of single plans, neither of files nor of all plans together. This is no order of merit.\n"));
	text_fold(report, from, 2);
	for (size_t i = 0; i < COUNT_OF(tables); i++)
		add_table(report, &tables[i]);
	add_memory(report);
}
