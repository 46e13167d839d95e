/*
 * template_compiler.h - from message text with {expression} placeholders to a compiled template.
 */
#ifndef TENKEN_RULES_EXPRESSIONS_TEMPLATE_COMPILER_H
#define TENKEN_RULES_EXPRESSIONS_TEMPLATE_COMPILER_H

#include "program/template.h"
#include "rules/expressions/expression_compiler.h"

/*
 * {{ and }} stand for braces. A placeholder holds any expression the names of the compiler allow; braces of texts inside it do
 * not end it. NULL when something is wrong; problems of the compiler then have their offsets in `text`.
 */
const struct message_template *template_compile(struct expression_compiler *compiler, struct slice text);

#endif
