/*
 * csv_set.h - the CSV files of the national standard, joined into plans. For the linter.
 *
 * Pass one indexes all files with our own quote-aware scan (person, plan date or month → byte ranges); then plans are read one
 * by one from their ranges, whatever the order of the files (architecture.md, decision 9).
 */
#ifndef TENKEN_READERS_CSV_SET_H
#define TENKEN_READERS_CSV_SET_H

#include "readers/csv/layouts/record_layout.h"
#include "readers/reader.h"

struct csv_set;

/* The file type a name begins with, the longest there is (UPYOBO_SUB, not UPYOBO); NULL when none. */
const struct record_layout *csv_layout_named(const struct record_layouts *layouts, struct slice path);
/* Which standard file a path is, by its name (UP2KYO_0300000100_43_….CSV) or, failing that, by its rows; NULL when none. */
const struct record_layout *csv_layout_of(const struct record_layouts *layouts, struct source *source);
/*
 * All standard CSV files of a run together. The sources must outlive the set. Findings about files as such go to `findings`.
 */
struct csv_set *csv_set_open(struct arena *arena, struct source *const *sources, const struct record_layout *const *layouts,
			     size_t count, const struct key_table *keys, struct finding_list *findings);
enum reading csv_set_next(struct csv_set *set, struct arena *arena, struct finding_list *findings, struct document **document);
/* From here on cells that fill no field are kept in Plan.standard_items. */
void csv_set_keep_all(struct csv_set *set);
void csv_set_close(struct csv_set *set);

/* Plans that stand one behind the other in the index of a set: what one thread is given to read. */
struct csv_span {
	size_t from, to;   /* entries */
	uint32_t ordinal;  /* of the plan before the first */
};
/* The next plans that come to `bytes` or a little more; false at the end. Instead of csv_set_next. */
bool csv_set_cut(struct csv_set *set, uint64_t bytes, struct csv_span *span);
/*
 * A set for another thread: it reads what it is given of the same files, with a memory and sources of its own. The set it is made
 * from must outlive it and stay as it is.
 */
struct csv_set *csv_set_view(struct arena *arena, const struct csv_set *set);
/* From here on texts of a plan live as long as its arena; otherwise some live until the next plan is read. */
void csv_set_keep_texts(struct csv_set *view);
/* From here on csv_set_next gives the plans of the span. */
void csv_set_seek(struct csv_set *view, const struct csv_span *span);

#endif
