/* The life of a report: opening its output, handing it files and plans, closing it. */
#include "report/report.h"

#include "report/report_format.h"
#include "report/totals/plan_ranking.h"

static const struct report_format *const formats[] = {&report_format_text, &report_format_json, &report_format_ndjson,
						      &report_format_sarif, &report_format_junit, &report_format_github,
						      &report_format_gitlab, &report_format_csv, &report_format_html, &report_format_xlsx,
						      &report_format_totals};

const struct report_format *report_format_find(struct slice name)
{
	for (size_t i = 0; i < COUNT_OF(formats); i++)
		if (slice_equal(formats[i]->name, name))
			return formats[i];
	return NULL;
}

struct slice report_audience_name(enum report_audience audience)
{
	static const struct slice names[REPORT_AUDIENCE_COUNT] = {
		[REPORT_FOR_MANAGER] = SLICE("manager"), [REPORT_FOR_INSPECTOR] = SLICE("inspector"), [REPORT_FOR_VENDOR] = SLICE("vendor")};

	return names[audience];
}

const struct report_format *report_format_baseline(void)
{
	return &baseline_file;
}

bool report_format_wants_rules(const struct report_format *format)
{
	return format->wants_rules;
}

bool report_format_wants_forms(const struct report_format *format)
{
	return format->wants_forms;
}

const struct report_format *file_list_format_find(struct slice name)
{
	static const struct report_format *const lists[] = {&file_list_text, &file_list_json};

	for (size_t i = 0; i < COUNT_OF(lists); i++)
		if (slice_equal(lists[i]->name, name))
			return lists[i];
	return NULL;
}

struct slice report_format_names(struct arena *arena)
{
	struct text_builder names;

	text_builder_init(&names, arena);
	for (size_t i = 0; i < COUNT_OF(formats); i++) {
		if (i)
			text_builder_add(&names, SLICE_OF(", "));
		text_builder_add(&names, formats[i]->name);
	}
	return text_builder_finish(&names);
}

void report_flush(struct report *report)
{
	output_write(report->output, text_builder_slice(&report->text));
	text_builder_clear(&report->text);
}

bool report_open(struct report **opened, struct arena *arena, const struct report_format *format, struct slice path,
		 const struct report_run *run, struct failure *failure)
{
	struct report *report = arena_new(arena, struct report);

	*report = (struct report){.format = format, .run = *run};
	*opened = report;
	report->output = output_open(arena, path, failure);
	if (!report->output)
		return false;
	for (unsigned i = 0; i < format->spools; i++) {
		report->spools[i] = output_open_spool(arena, failure);
		if (!report->spools[i])
			return false;
	}
	text_builder_init(&report->text, arena);
	text_builder_init(&report->line, arena);
	text_builder_init(&report->detail, arena);
	if (run->rank && format->ranks) {
		report->ranking = arena_new(arena, struct plan_ranking);
		plan_ranking_init(report->ranking, arena);
	}
	if (format->prepare && !format->prepare(report, failure))
		return false;
	format->begin(report);
	report_flush(report);
	return true;
}

void report_add_file(struct report *report, const struct report_file *file)
{
	report->format->file(report, file);
	report_flush(report);
	report->files++;
}

void report_add_plan(struct report *report, const struct report_plan *plan)
{
	report->format->plan(report, plan);
	if (report->ranking)
		plan_ranking_add(report->ranking, plan);
	if (report->spools[0]) {
		output_write(report->spools[0], text_builder_slice(&report->text));
		text_builder_clear(&report->text);
	} else {
		report_flush(report);
	}
	report->plans++;
}

void report_add_batch(struct report *report, const struct report_batch *batch)
{
	report->batch = batch;
	if (!report->format->batch)
		return;
	report->format->batch(report, batch);
	report_flush(report);
}

bool report_close(struct report *report, const struct report_summary *summary, struct failure *failure)
{
	report->format->end(report, summary);
	if (report->failed.length) {
		*failure = report->failed;
		report_abandon(report);
		return false;
	}
	report_flush(report);
	return output_close(report->output, failure);
}

void report_abandon(struct report *report)
{
	if (!report)
		return;
	if (report->format->abandon)
		report->format->abandon(report);
	for (unsigned i = 0; i < REPORT_SPOOLS_MAX; i++)
		if (report->spools[i])
			output_abandon(report->spools[i]);
	if (report->output)
		output_abandon(report->output);
}
