/*
 * result_findings.h - the findings of a saved result. For linter/results/ alone.
 */
#ifndef TENKEN_LINTER_RESULTS_RESULT_FINDINGS_H
#define TENKEN_LINTER_RESULTS_RESULT_FINDINGS_H

#include "findings/finding.h"
#include "linter/results/result_objects.h"

/* The array that begins with `event`, into `list`, which has the arena and language of the reading. */
bool result_read_findings(struct result_reading *reading, enum json_event event, struct finding_list *list);
/* A date for people: 2026-06-30 as 令和8年6月30日; what is no date stays as it is. */
struct slice result_date_in_words(struct arena *arena, struct slice iso, bool english);

#endif
