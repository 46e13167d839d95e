/*
 * period_ends.h - the ends of a period whose words give none, from a cell of a CSV. For the CSV readers.
 */
#ifndef TENKEN_READERS_PERIOD_ENDS_H
#define TENKEN_READERS_PERIOD_ENDS_H

#include "model/model.h"

/* 6か月 runs from the plan date; without one its ends are written but cannot be known. Both stand where the words stand. */
void period_count_from_plan(const struct document *document, struct record *period, int months);
/* Something is written, and no dates can be read in it. */
void period_ends_unknown(struct record *period);

#endif
