/*
 * result_plans.h - plans, files and findings of a saved result, as reports are given them. For linter/results/ alone.
 */
#ifndef TENKEN_LINTER_RESULTS_RESULT_PLANS_H
#define TENKEN_LINTER_RESULTS_RESULT_PLANS_H

#include "linter/results/result_objects.h"
#include "report/report.h"

/* Each reads the object that begins with `event` into the arena of the reading; `findings` becomes its list. */
bool result_read_plan(struct result_reading *reading, enum json_event event, struct report_plan *plan, struct finding_list *findings);
bool result_read_file(struct result_reading *reading, enum json_event event, struct report_file *file, struct finding_list *findings);
bool result_read_coverage(struct result_reading *reading, enum json_event event, struct coverage_counts *counts);

#endif
