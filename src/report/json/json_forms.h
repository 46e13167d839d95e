/*
 * json_forms.h - the form view of a plan as members of its object in the result. For report_json.c.
 */
#ifndef TENKEN_REPORT_JSON_JSON_FORMS_H
#define TENKEN_REPORT_JSON_JSON_FORMS_H

#include "findings/finding.h"
#include "report/form_view.h"
#include "text/json/json_writer.h"

/* Adds `forms` and `assessment_items`. What is usual (written, a value, one place wide) is left out. */
void json_add_forms(struct json_writer *json, const struct form_view *view, const struct finding_list *findings);

#endif
