/*
 * ranking_words.h - why a plan stands where it does in the order of --rank, in words. For the formats that people read.
 */
#ifndef TENKEN_REPORT_TOTALS_RANKING_WORDS_H
#define TENKEN_REPORT_TOTALS_RANKING_WORDS_H

#include "base/text_builder.h"
#include "report/totals/plan_ranking.h"

/* What the order is, and that it is none of merit: one or two sentences. */
struct slice ranking_meaning(bool english);
/* "要確認 1（T2-029）、確認できない項目 3" */
void ranking_add_reasons(struct text_builder *text, const struct ranked_plan *plan, bool english);

#endif
