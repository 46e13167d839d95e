/*
 * The tables of --statistics: how many there are of what, from the same totals as those of html and xlsx, so that nothing is counted in
 * two ways. Numbers stand before names: they are as wide as their headings, names are as long as they are.
 */
#include "report/people/text_parts.h"
#include "report/totals/count_tables.h"
#include "text/unicode/utf8.h"

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

static void add_headings(struct report *report, const struct count_table *table)
{
	add_spaces(report, 2);
	for (size_t i = table->counts_plans ? 0 : 1; i < COUNT_COLUMNS; i++) {
		add_spaces(report, 2);
		text_builder_add(&report->text, count_heading(i, report->run.english));
	}
	add_spaces(report, 2);
	text_builder_add(&report->text, table->name);
	text_builder_add_char(&report->text, '\n');
}

static void add_row(struct report *report, const struct count_table *table, const struct total_row *row)
{
	struct text_builder *text = &report->text;
	size_t from = text->length;
	unsigned hang = 4;

	add_spaces(report, 2);
	for (size_t i = table->counts_plans ? 0 : 1; i < COUNT_COLUMNS; i++) {
		int width = (int)utf8_width(count_heading(i, report->run.english));

		text_builder_print(text, "  %*zu", width, count_of_row(row, i));
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

static void add_table(struct report *report, const struct count_table *table)
{
	if (!table->rows->count)
		return;
	text_builder_add(&report->text, SLICE_OF("\n  "));
	text_add_in_tone(report, TONE_STRONG, table->title);
	text_builder_add_char(&report->text, '\n');
	add_headings(report, table);
	for (size_t i = 0; i < table->rows->count; i++)
		add_row(report, table, &table->rows->rows[table->order[i]]);
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
	struct count_table tables[COUNT_TABLES];
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
	count_tables_of(totals, report->run.english, tables);
	for (int i = 0; i < COUNT_TABLES; i++)
		add_table(report, &tables[i]);
	add_memory(report);
}
