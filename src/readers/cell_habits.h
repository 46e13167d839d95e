/*
 * cell_habits.h - what people write into a cell instead of its value: 〃 and 同上 for the value above, and the period behind the
 * frequency (週2回 R7.4.1～R7.9.30). For whoever judges a document a reader has settled, once, before derive.
 */
#ifndef TENKEN_READERS_CELL_HABITS_H
#define TENKEN_READERS_CELL_HABITS_H

#include "findings/finding.h"
#include "model/key_table.h"
#include "readers/plan_records.h"

/*
 * A text or period of a list's record that only says 〃 becomes that of the record before it of its kind, in the order of the
 * document, with its origin, marked VALUE_CARRIED; with nothing above it is blank and reported. A service without a period takes
 * the one its frequency ends in, and that is said; it becomes one of `records`, which are those of the document.
 */
void cell_habits_read(struct document *document, struct plan_records *records, const struct key_table *keys,
		      struct finding_list *findings, struct arena *scratch);

#endif
