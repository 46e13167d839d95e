/*
 * report_format.h - what a format must offer: one row of functions. For the files of report/ alone.
 */
#ifndef TENKEN_REPORT_REPORT_FORMAT_H
#define TENKEN_REPORT_REPORT_FORMAT_H

#include "base/text_builder.h"
#include "report/report.h"

enum { REPORT_SPOOLS_MAX = 3 };

struct plan_ranking;

struct report {
	const struct report_format *format;
	struct report_run run;
	struct output *output;
	struct output *spools[REPORT_SPOOLS_MAX]; /* what must wait for what comes later; plans go into the first. NULL: there is none */
	struct text_builder text; /* bytes on their way to the output; emptied after each call */
	struct text_builder line;   /* room for what is escaped or folded on its way, used again for each */
	struct text_builder detail; /* room for a detail of a finding (finding_voice.h), used again for each */
	size_t files, plans;      /* so far */
	struct file_row *rows;    /* file_table: what is known until its columns are */
	size_t row_count, row_capacity;
	const struct report_batch *batch; /* NULL until it is known, and in runs without */
	struct plan_ranking *ranking; /* report/totals/plan_ranking.h; NULL unless the run asks for it and the format says it */
	struct failure failed; /* set by end() when nothing whole could be made */
	void *state; /* what a format keeps between calls, made by its begin() */
};

struct report_format {
	struct slice name;
	bool wants_rules; /* report_run.all_rules */
	bool wants_forms; /* report_plan.forms */
	bool ranks;       /* says report.ranking, when the run asks for it */
	unsigned spools; /* how many it uses; 0: everything is written as it comes */
	bool (*prepare)(struct report *report, struct failure *failure); /* before begin(); false: nothing is written. NULL: always fine */
	void (*begin)(struct report *report);
	void (*file)(struct report *report, const struct report_file *file);
	void (*plan)(struct report *report, const struct report_plan *plan);
	void (*batch)(struct report *report, const struct report_batch *batch); /* NULL: it says it at the end, or not */
	void (*end)(struct report *report, const struct report_summary *summary);
	void (*abandon)(struct report *report); /* gives back what is in no arena; NULL: nothing is */
};

extern const struct report_format report_format_text;
extern const struct report_format report_format_json;
extern const struct report_format report_format_ndjson;
extern const struct report_format report_format_sarif, report_format_junit, report_format_github, report_format_gitlab, report_format_csv;
extern const struct report_format report_format_html, report_format_xlsx, report_format_totals;
extern const struct report_format file_list_text, file_list_json;
extern const struct report_format baseline_file;

/* Sends what is in report->text to the output and empties it. */
void report_flush(struct report *report);

#endif
