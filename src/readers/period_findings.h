/*
 * period_findings.h - periods that end before they begin, wherever in a plan they stand. For the linter, once a document.
 */
#ifndef TENKEN_READERS_PERIOD_FINDINGS_H
#define TENKEN_READERS_PERIOD_FINDINGS_H

#include "findings/finding.h"
#include "readers/plan_records.h"

/* One finding a period, at its end. Dates that were counted, not written, are nobody's slip. */
void period_findings_add(struct finding_list *findings, const struct document *document, const struct plan_records *records);

#endif
