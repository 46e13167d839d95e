/*
 * result_forms.h - the form view of a plan, read back from a saved result. For linter/results/ alone.
 */
#ifndef TENKEN_LINTER_RESULTS_RESULT_FORMS_H
#define TENKEN_LINTER_RESULTS_RESULT_FORMS_H

#include "base/name_table.h"
#include "findings/finding.h"
#include "linter/results/result_objects.h"
#include "report/form_view.h"

/* The numbers of a plan's findings by fingerprint: the context of a reading while forms and items are read. */
void result_number_findings(struct name_table *numbers, struct arena *arena, const struct finding_list *findings);
/* `forms` and `assessment_items`, into the view. */
bool result_read_sheets(struct result_reading *reading, enum json_event event, struct form_view *view);
bool result_read_items(struct result_reading *reading, enum json_event event, struct form_view *view);
/* Once both were read: the findings that stand nowhere. */
void result_finish_forms(struct arena *arena, struct form_view *view, const struct finding_list *findings);

#endif
