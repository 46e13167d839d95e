/*
 * csv_index.h - pass one over the CSV files of a run: which bytes of which file belong to which plan. For csv_set.c and
 * csv_plan.c.
 *
 * A plan is known by insurer, insured number and plan date as written, a month of tables 6 and 7 by insurer, insured number and
 * month. Only the key columns are looked at; what is found to be wrong with a file as such (version, line breaks, headings, rows of
 * nobody, rows lost to an open quote) is reported here.
 */
#ifndef TENKEN_READERS_CSV_INDEX_H
#define TENKEN_READERS_CSV_INDEX_H

#include "base/memory/arena_room.h"
#include "findings/finding.h"
#include "readers/csv/rows/csv_rows.h"
#include "readers/csv/layouts/record_layout.h"

struct csv_file {
	struct source *source;
	const struct record_layout *layout;
	enum csv_role role;
	struct slice folder, transmission; /* files sent together agree in both: the name from the sender office to the time */
	struct slice sent;                 /* the time of the transmission, 14 digits; empty when the name does not tell */
	uint32_t group;                    /* number of its transmission */
};

/* What rows with one key make up. */
enum csv_about {
	CSV_ABOUT_PLAN = 'A',       /* a home plan: tables 1 to 3 and their supplement, by plan date */
	CSV_ABOUT_PREVENTION = 'B', /* a prevention plan, by plan date */
	CSV_ABOUT_BASICS = 'C',     /* 利用者基本情報, by the date of consultation */
	CSV_ABOUT_MONTH = 'D'       /* tables 6 and 7 and their supplement, by month */
};

/* Rows of one entry that stand one behind the other. */
struct csv_range {
	uint64_t from, to;
	uint32_t file; /* index into csv_index.files */
	uint32_t next; /* index + 1 of the entry's next range, 0 at its end */
};

struct csv_entry {
	const char *key;      /* insurer, insured number, enum csv_about and date or month with CSV_KEY_SEPARATOR between; in the arena */
	uint32_t key_length, hash;
	uint32_t first, last; /* ranges, index + 1, in the order of the files; 0: nothing is left, it was withdrawn or joined */
	uint32_t joined;      /* what csv_join.c found to belong to it, index + 1: a plan's first month, a month's next one */
	uint32_t basics;      /* of a prevention plan: its 利用者基本情報, index + 1 */
	uint32_t taken_back;  /* of a month: the first of its withdrawn actual services, index + 1 */
	unsigned withdrawn;   /* what was taken back, bit per csv_role */
	enum csv_about about;
	bool belongs;         /* to a plan: it is none of its own */
};

/* Actual services of one provider and type that were taken back. */
struct csv_withdrawn_actual {
	uint32_t file;                /* of the withdrawal: index into csv_index.files */
	uint64_t offset, length;      /* its row */
	struct slice provider, type;  /* raw */
	uint32_t next;                /* of the same month, index + 1 */
};

enum { CSV_KEY_SEPARATOR = '\x1f' };

struct csv_index {
	struct arena *arena;
	struct arena_room *entry_room, *range_room, *slot_room;
	struct csv_file *files; /* by role, then path: the order does not depend on the caller's */
	size_t file_count;
	unsigned *group_roles; /* what each transmission holds, bit per csv_role */
	struct csv_entry *entries; /* in the order of their first row */
	size_t entry_count, entry_capacity;
	struct csv_range *ranges;
	size_t range_count, range_capacity;
	uint32_t *slots; /* hash table of entries, index + 1 */
	size_t slot_count;
	struct csv_withdrawn_actual *withdrawn_actual;
	size_t withdrawn_actual_count, withdrawn_actual_capacity;
};

/* Indexes all files. The sources must outlive the index. */
void csv_index_build(struct csv_index *index, struct arena *arena, struct csv_scanner *scanner, struct source *const *sources,
		     const struct record_layout *const *layouts, size_t count, struct finding_list *findings);
/* The date or month of a key, and the part that tells the person. */
struct slice csv_entry_date(const struct csv_entry *entry);
struct slice csv_entry_person(const struct csv_entry *entry);
/* Sorts the files by role and path, and numbers their transmissions. */
void csv_files_arrange(struct csv_index *index);
/* "UP1KYO 14 居宅サービス計画作成（変更）日": how messages name an item. */
struct slice csv_item_title(struct arena *arena, const struct record_layout *layout, const struct layout_item *item);

#endif
