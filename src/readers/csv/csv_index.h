/*
 * csv_index.h - pass one over the CSV files of a run: which bytes of which file belong to which plan. For csv_set.c and
 * csv_plan.c.
 *
 * A plan is known by insurer, insured number and plan date as written. Only the key columns are looked at; what is found to be
 * wrong with a file as such (version, line breaks, headings, rows of nobody, rows lost to an open quote) is reported here.
 */
#ifndef TENKEN_READERS_CSV_INDEX_H
#define TENKEN_READERS_CSV_INDEX_H

#include "findings/finding.h"
#include "readers/csv/csv_rows.h"
#include "readers/csv/record_layout.h"

/* What a file is to a home plan. */
enum csv_role {
	CSV_TABLE1,
	CSV_TABLE2,
	CSV_TABLE3,
	CSV_SUPPLEMENT, /* 利用者補足情報: UPHOSOKU */
	CSV_ROLE_COUNT,
	CSV_NO_ROLE = CSV_ROLE_COUNT /* a file type that is not read yet */
};

struct csv_file {
	struct source *source;
	const struct record_layout *layout;
	enum csv_role role;
	struct slice folder, transmission; /* files sent together agree in both: the name from the sender office to the time */
	uint32_t group;                    /* number of its transmission */
};

/* Rows of one plan that stand one behind the other. */
struct csv_range {
	uint64_t from, to;
	uint32_t file; /* index into csv_index.files */
	uint32_t next; /* index + 1 of the plan's next range, 0 at its end */
};

struct csv_plan_entry {
	const char *key;      /* insurer, insured number and plan date with CSV_KEY_SEPARATOR between; in the arena */
	uint32_t key_length, hash;
	uint32_t first, last; /* ranges, index + 1, in the order of the files */
};

enum { CSV_KEY_SEPARATOR = '\x1f' };

struct csv_index {
	struct arena *arena;
	struct csv_file *files; /* by role, then path: the order does not depend on the caller's */
	size_t file_count;
	unsigned *group_roles; /* what each transmission holds, bit per csv_role */
	struct csv_plan_entry *plans; /* in the order of their first row */
	size_t plan_count, plan_capacity;
	struct csv_range *ranges;
	size_t range_count, range_capacity;
	uint32_t *slots; /* hash table of plans, index + 1 */
	size_t slot_count;
};

/* Indexes all files. The sources must outlive the index. */
void csv_index_build(struct csv_index *index, struct arena *arena, struct csv_scanner *scanner, struct source *const *sources,
		     const struct record_layout *const *layouts, size_t count, struct finding_list *findings);
/* How many columns from the first hold all of a layout's key. */
unsigned csv_key_columns(const struct record_layout *layout);
/* The plan date of a key. */
struct slice csv_plan_date(const struct csv_plan_entry *plan);
/* "UP1KYO 14 居宅サービス計画作成（変更）日": how messages name an item. */
struct slice csv_item_title(struct arena *arena, const struct record_layout *layout, const struct layout_item *item);

#endif
