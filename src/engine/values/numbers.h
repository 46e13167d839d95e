/*
 * numbers.h - doubles from text, as CEL reads them. For the engine alone.
 */
#ifndef TENKEN_ENGINE_VALUES_NUMBERS_H
#define TENKEN_ENGINE_VALUES_NUMBERS_H

#include "base/slice.h"

/* The whole text as a decimal number, NaN, Infinity or -Infinity. */
bool double_read(struct slice text, double *number);

#endif
