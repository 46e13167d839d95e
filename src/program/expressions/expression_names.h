/*
 * expression_names.h - a condition as it is written, with the names of the other language: plan.needs as 計画.ニーズ and back.
 * For the linter's explanations.
 */
#ifndef TENKEN_PROGRAM_EXPRESSIONS_EXPRESSION_NAMES_H
#define TENKEN_PROGRAM_EXPRESSIONS_EXPRESSION_NAMES_H

#include "program/expressions/expression.h"

/* The text of a checked expression with the names of the model, its functions and enum values in Japanese or English. In `arena`. */
struct slice expression_with_names(struct arena *arena, const struct expression *expression, struct slice text, bool english);

#endif
