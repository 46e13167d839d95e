/*
 * csv_join.h - what belongs together though its keys differ: months and their plan, basic information and the prevention plan, a
 * plan of which one file cannot be given its date. For csv_set.c, once all files are indexed.
 */
#ifndef TENKEN_READERS_CSV_JOIN_H
#define TENKEN_READERS_CSV_JOIN_H

#include "readers/csv/join/csv_index.h"

/*
 * A month belongs to the latest plan dated on or before its last day, 利用者基本情報 to the plans of its person. Rows whose plan date
 * cannot be read go to the only plan of the person that lacks them. Nothing is reported: what could not be joined shows when it is
 * read.
 */
void csv_join(struct csv_index *index, struct arena *scratch);

#endif
