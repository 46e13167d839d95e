/*
 * form_view_build.h - the form view (report/form_view.h) of a plan that was judged. For the linter.
 */
#ifndef TENKEN_LINTER_FORMS_FORM_VIEW_BUILD_H
#define TENKEN_LINTER_FORMS_FORM_VIEW_BUILD_H

#include "findings/finding.h"
#include "model/model.h"
#include "program/tables.h"
#include "report/form_view.h"

/*
 * In `arena`, borrowing from the document and the tables. `findings` are sorted and complete: their numbers in the list are what the
 * view refers to. `as_of` chooses the list of assessment items where the plan has no date for it.
 */
struct form_view *form_view_build(struct arena *arena, const struct document *document, const struct finding_list *findings,
				  const struct lookup_table_set *tables, int32_t as_of, bool english);

#endif
