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
void form_build_prevention(struct form_builder *builder, const struct record *plan);
/* Any other form: what stands once as labels and values, lists as tables. */
void form_build_plain(struct form_builder *builder, const struct record *plan, enum form form);
/*
 * What is written in a record and stands in none of these fields: cells as labels and values, lists as tables. Nothing for NULL, and
 * without anything written.
 */
void form_add_rest(struct form_builder *builder, const struct record *record, struct slice title, const enum field *shown, size_t count);

/* Rows that a goal and a need take in a table of services, at least one. */
unsigned form_rows_of_short_goal(const struct record *goal);
unsigned form_rows_of_need(const struct record *need);

#endif
