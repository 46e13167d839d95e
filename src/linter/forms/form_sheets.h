/*
 * form_sheets.h - the sheets of a plan: the official ones as they are printed, all others by what the model knows of them. For
 * linter/forms/ alone.
 */
#ifndef TENKEN_LINTER_FORMS_FORM_SHEETS_H
#define TENKEN_LINTER_FORMS_FORM_SHEETS_H

#include "linter/forms/form_builder.h"

void form_build_table1(struct form_builder *builder, const struct record *plan);
void form_build_table2(struct form_builder *builder, const struct record *plan);
void form_build_table3(struct form_builder *builder, const struct record *plan);
/* Any other form: what stands once as labels and values, lists as tables. */
void form_build_plain(struct form_builder *builder, const struct record *plan, enum form form);

#endif
