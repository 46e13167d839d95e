/*
 * template.h - message text with {expression} placeholders, compiled with its rule; {{ and }} stand for braces.
 */
#ifndef TENKEN_PROGRAM_TEMPLATE_H
#define TENKEN_PROGRAM_TEMPLATE_H

#include "program/expressions/expression.h"

struct template_part {
	struct slice text;                   /* when expression is NULL */
	const struct expression *expression;
};

struct message_template {
	const struct template_part *parts;
	size_t count; /* 0: an empty text */
};

#endif
