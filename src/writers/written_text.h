/*
 * written_text.h - what stood in the input where a value came from. For the writers.
 *
 * A placeholder (未定) is judged as blank and its words are not kept; who writes the plan again must not lose them.
 */
#ifndef TENKEN_WRITERS_WRITTEN_TEXT_H
#define TENKEN_WRITERS_WRITTEN_TEXT_H

#include "model/model.h"

/* The words of a value that has VALUE_PLACEHOLDER, without quotes; empty for any other. In `arena`. */
struct slice placeholder_text(struct arena *arena, const struct document *document, const struct value *value);
/* Dates that stand in a period of their own right, not as what its words mean. */
bool period_has_own_dates(const struct record *period);
/* Is there anything to write: a value, one that could not be read, or a placeholder? */
bool value_has_words(const struct value *value);

#endif
