/*
 * leftover_findings.h - rows of circles or crosses that were left inside the texts of a plan: 〇〇ができるようになる. For the linter,
 * once a document.
 *
 * 〇〇 also stands for names that were made unreadable on purpose (〇〇さん, ○○病院, 長女〇〇に). Only a row that begins a word and is
 * followed by a particle counts, and only where a plan is written in sentences; what happened (第5表 and the like) is left alone.
 */
#ifndef TENKEN_READERS_LEFTOVER_FINDINGS_H
#define TENKEN_READERS_LEFTOVER_FINDINGS_H

#include "findings/finding.h"
#include "readers/plan_records.h"

/* Rows of marks in the text that read as left over; *first is the first of them when there is one. */
size_t leftover_marks(struct slice text, struct slice *first);
/* One finding a plan, at its first place, with the number and the first places. */
void leftover_findings_add(struct finding_list *findings, const struct document *document, const struct plan_records *records);

#endif
