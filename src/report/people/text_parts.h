/*
 * text_parts.h - what the files of the report for people share. For report/people/ alone.
 */
#ifndef TENKEN_REPORT_PEOPLE_TEXT_PARTS_H
#define TENKEN_REPORT_PEOPLE_TEXT_PARTS_H

#include "report/report_format.h"

enum tone {
	TONE_ERROR,
	TONE_WARNING,
	TONE_INFO,
	TONE_QUESTION,
	TONE_STRONG,
	TONE_FAINT
};

/* Colour, on a terminal, for what follows. */
void text_begin_tone(struct report *report, enum tone tone);
void text_end_tone(struct report *report);
void text_add_in_tone(struct report *report, enum tone tone, struct slice text);
/* The word of the run's language. */
struct slice text_word(const struct report *report, const char *ja, const char *en);
/*
 * Folds what was added since `from` to the width of the terminal, rows after the first `hang` columns in. Not for excerpts: marks stand
 * below them.
 */
void text_fold(struct report *report, size_t from, unsigned hang);
/* Neither one line a missing form, nor known before. */
bool text_is_shown(const struct finding *finding);
/* A finding with its line and all that belongs to it, or, when it was left as it is, by whose decision and why. */
void text_add_finding(struct report *report, const struct finding *finding);
/* A line below a finding; nothing when `value` is empty. */
void text_add_detail(struct report *report, struct slice label, struct slice value);
void text_add_counts(struct report *report, const struct coverage_counts *counts);

/* The closing summary: text_summary.c. */
void text_summary(struct report *report, const struct report_summary *summary);

/* The tables of --statistics: text_statistics.c. */
void text_statistics_begin(struct report *report);
void text_statistics_plan(struct report *report, const struct report_plan *plan);
void text_statistics_end(struct report *report);

/* The section of --rank: text_ranking.c. */
void text_ranking(struct report *report);

/* The section about all plans together: text_batch.c. */
void text_batch(struct report *report, const struct report_batch *batch);

#endif
