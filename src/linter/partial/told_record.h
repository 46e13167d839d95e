/*
 * told_record.h - what a plan or a file came to, as a passage: complete, so that every format can be written from it. For the files of
 * linter/partial.
 */
#ifndef TENKEN_LINTER_TOLD_RECORD_H
#define TENKEN_LINTER_TOLD_RECORD_H

#include "linter/check/check.h"
#include "linter/partial/passage.h"

/* What is read is complete but for what the run decides: `rule_count` is that of its rules. `forms`: with the plan's form view. */
void pass_plan(struct passage *passage, struct judged_plan *judged, size_t rule_count, bool forms);

struct told_file {
	struct report_file file;
	struct finding_list findings;
	bool readable;
};

void pass_file(struct passage *passage, struct told_file *told);
/* Of a plan with so many findings. */
void pass_forms(struct passage *passage, struct form_view *view, size_t finding_count);

#endif
