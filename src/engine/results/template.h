/*
 * template.h - fills the placeholders of a message. Never fails: what has no value is said in its place.
 */
#ifndef TENKEN_ENGINE_RESULTS_TEMPLATE_H
#define TENKEN_ENGINE_RESULTS_TEMPLATE_H

#include "engine/evaluator.h"
#include "program/template.h"

/* One value as it is shown in a message. */
void cel_value_add_for_people(struct text_builder *builder, struct cel_value value, bool english);
/*
 * The text in the scratch arena of the evaluation. An error prints （表示できません） (not available), blank （空欄） (blank), unknown
 * （不明） (unknown); dates 令和7年9月30日 (2025-09-30), enums their official word. Texts of the plan appear as written.
 */
struct slice template_print(struct evaluation *evaluation, const struct message_template *template, bool english);

#endif
