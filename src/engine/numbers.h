/*
 * numbers.h - doubles as text and back, as CEL writes them. For the engine alone.
 */
#ifndef TENKEN_ENGINE_NUMBERS_H
#define TENKEN_ENGINE_NUMBERS_H

#include "base/text_builder.h"

/* The whole text as a decimal number, NaN, Infinity or -Infinity. */
bool double_read(struct slice text, double *number);
/* The shortest text that reads back as the same number. */
void double_add(struct text_builder *builder, double number);

#endif
