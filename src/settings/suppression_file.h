/*
 * suppression_file.h - suppressions that stand beside the plans: in a file of --suppressions, or in tenken.yaml. CSV has no place
 * for them. For the linter.
 *
 *     指摘の除外:
 *       - 計画: 999913/0000000101/2026-04-01
 *         規則: T2-029
 *         場所: 第2表 短期目標 期間 終わり
 *         理由: 更新の見込みを第5表に残したため
 *         期限: 2027-03-31
 *
 * An entry names its plan as results do (insurer/insured/plan date/kind), or with the beginning of that: insurer/insured means every
 * plan of the person. The other keys are those of the list in a plan.
 */
#ifndef TENKEN_SETTINGS_SUPPRESSION_FILE_H
#define TENKEN_SETTINGS_SUPPRESSION_FILE_H

#include "base/name_table.h"
#include "findings/suppression.h"
#include "model/key_table.h"

/* One entry; what a run found out about it is gathered here, and told once at its end. */
struct side_suppression {
	struct suppression as_written;
	struct slice plan;   /* as results name it, or its beginning; empty: not written */
	uint32_t next;       /* of the same person; NAME_NOT_FOUND: the last */
	bool seen;           /* a plan that it names came by */
	bool judged;         /* and its rule was judged there */
};

struct side_suppressions {
	struct arena *arena;
	struct side_suppression *items;
	size_t count, capacity;
	struct name_table persons; /* insurer/insured, or the whole of a key without numbers, to the first item */
};

struct side_reading {
	const struct key_table *keys; /* of the model */
	bool english;
	bool among_settings; /* the file is a tenken.yaml: its other keys are somebody else's */
	int32_t today;       /* decides what has expired; a suppression holds through the day it names */
};

void side_suppressions_init(struct side_suppressions *list, struct arena *arena);
/*
 * Adds the entries of a file. What is wrong with one of them goes to `findings`, unsealed, and it is not used. False with
 * "path:line:column: …" when the file is no list of suppressions at all.
 */
bool side_suppressions_read(struct side_suppressions *list, struct slice path, struct slice text, const struct side_reading *reading,
			    struct finding_list *findings, struct failure *failure);

/* The entries that may be for a plan, one after another: those of its person. `*at` is NAME_NOT_FOUND behind the last. */
uint32_t side_suppressions_first(const struct side_suppressions *list, struct slice key);
/* Is the entry for the plan of this key? */
bool side_suppression_names(const struct side_suppression *entry, struct slice key);

/* After the run: what is to be said about the entries themselves. */
void side_suppressions_tell(const struct side_suppressions *list, struct finding_list *findings);

#endif
