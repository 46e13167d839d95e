/*
 * result_reader.h - a saved result (`--format json` or `ndjson`), handed to reports again as if its run were happening now. For the
 * linter.
 *
 * Read twice: first for the run and its summary, wherever they stand, then plan by plan. Memory is that of one plan.
 */
#ifndef TENKEN_LINTER_RESULTS_RESULT_READER_H
#define TENKEN_LINTER_RESULTS_RESULT_READER_H

#include "linter/results/result_objects.h"
#include "report/report.h"

struct result_head {
	size_t schema_version;
	struct report_run run; /* version, ruleset, its digest, as_of, rules, english */
	struct report_summary summary;
	bool has_summary;
	bool has_care_managers; /* its run was asked to name them */
};

/* False when it is no result; `reading->json` has the problem and where it is. Texts are in the arena of the reading. */
bool result_read_head(struct result_reading *reading, struct platform_file *file, struct result_head *head);
/*
 * Gives every file and plan to all of the reports, in the order of the result. The arena of the reading is reset after each. False
 * as above. Pages of the file that were passed are given back.
 */
bool result_pass_on(struct result_reading *reading, struct platform_file *file, struct report **reports, size_t count);

#endif
