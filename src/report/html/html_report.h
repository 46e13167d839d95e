/*
 * html_report.h - the parts of an HTML report and what they share. For the files of report/html/ alone.
 *
 * Plans and files are written into spools as they come, in markup that is final; the first pages, which count them all, are made at
 * the end and go before them. So a report over a thousand plans holds one plan at a time in memory.
 */
#ifndef TENKEN_REPORT_HTML_HTML_REPORT_H
#define TENKEN_REPORT_HTML_HTML_REPORT_H

#include "report/html/html_text.h"
#include "report/totals/report_totals.h"
#include "report/report_format.h"

/* The spools of the format, in the order they appear. */
enum html_spool {
	SPOOL_PLANS, /* what report_add_plan sends by itself */
	SPOOL_INDEX,
	SPOOL_FILES,
	HTML_SPOOLS
};

struct html_state {
	struct report_totals totals;
	struct text_builder beside; /* rows of the index and of files, until they are sent */
	uint32_t *numbers;          /* of this plan's findings: what is printed beside them; 0: not shown */
	size_t number_capacity;
	size_t told;                /* findings and questions shown in full */
	size_t told_plans;          /* the first ones */
	size_t cut_plans, cut_findings;
	size_t file_findings;
};

/* What every part of a plan needs. */
struct html_plan {
	struct report *report;
	struct html_state *state;
	struct text_builder *text;
	const struct report_plan *plan;
	size_t number; /* of the plan in the report, from 1 */
	bool english;
};

static inline void html_say(struct text_builder *text, bool english, const char *ja, const char *en)
{
	text_builder_add_string(text, english ? en : ja);
}

/* 要確認 and its kin: short enough for a margin. A finding that rests on no law is not said to. The vendor has the words of formats. */
struct slice html_weight_name(enum finding_weight weight, const struct report_run *run);
/* What the findings and questions of a plan are called; in the language of the run. */
struct slice html_said_title(const struct report_run *run);
const char *html_weight_class(enum finding_weight weight);

void html_add_forms(const struct html_plan *plan);                          /* html_forms.c */
void html_add_said(const struct html_plan *plan);                           /* html_findings.c: all findings and questions of a plan */
/* A finding that belongs to no plan, as an item of a list that is left open. */
void html_begin_finding(struct report *report, struct text_builder *text, const struct finding *finding); /* html_findings.c */
void html_add_file_findings(struct report *report, const struct report_file *file); /* the same of a file, into `beside` */
void html_add_plan(const struct html_plan *plan);                           /* html_plan.c */
void html_add_index_row(const struct html_plan *plan, bool cut);            /* html_plan.c, into `beside` */
void html_add_head(struct report *report, const struct report_summary *summary);    /* html_pages.c: up to the index */
void html_add_charts(struct report *report, const struct report_summary *summary);  /* html_charts.c */
void html_add_weight_headings(struct text_builder *text, const struct report_run *run); /* html_charts.c: four columns */
void html_add_ranking(struct report *report);                               /* html_together.c, with --rank */
bool html_has_batch(const struct report *report); /* html_together.c: was anything seen of all plans together? */
void html_add_batch(struct report *report);                                 /* html_together.c, when there is any */
void html_add_sources(struct report *report);                               /* html_pages.c */
void html_add_about(struct report *report, const struct report_summary *summary);

#endif
