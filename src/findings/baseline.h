/*
 * baseline.h - what was known on a day: the fingerprints of a run in a file, against which later runs are compared. For the linter
 * and for report/, which writes the file.
 *
 * A baseline holds fingerprints and how often each was met, never numbers of findings a rule: a new finding cannot hide behind an old
 * one that was mended. It is text, a line a finding, so that two of them can be compared and joined by the tools of everyone:
 *
 *     tenken-baseline 1
 *     key -
 *     8c41…e0 1 5b2f09c7d1a38e64 T2-029 第2表 短期目標 期間 終わり
 *
 * fingerprint, times, mark of the person (- without numbers), rule, place on the form. Names and numbers of people are not in it.
 */
#ifndef TENKEN_FINDINGS_BASELINE_H
#define TENKEN_FINDINGS_BASELINE_H

#include "base/name_table.h"
#include "base/text_builder.h"
#include "findings/finding.h"

struct baseline_entry {
	struct slice fingerprint; /* 32 hex digits */
	struct slice person;      /* its mark, or "-" */
	struct slice rule, address;
	uint32_t times;           /* in the run that wrote it */
	uint32_t met;             /* in this run, at most `times` */
	uint32_t line;            /* in the file */
	bool judged;              /* its rule was judged on a plan of its person in this run */
	uint32_t next;            /* of the same person; NAME_NOT_FOUND: the last */
};

struct baseline {
	struct slice path;
	struct slice key; /* mark of the key its fingerprints were made with; "-" without one */
	struct baseline_entry *entries;
	size_t count, capacity;
	struct name_table fingerprints, persons; /* to the number of the (first) entry */
};

/* What a finding of kind fail is written under; false for those that no baseline holds. */
bool baseline_entry_of(struct baseline_entry *entry, const struct finding *finding, struct slice person);
/* The beginning of a file; `key` empty: none. */
void baseline_add_head(struct text_builder *text, struct slice key);
void baseline_add_line(struct text_builder *text, const struct baseline_entry *entry);

/* False with "path:line: …" when `text` is no baseline. It must live as long as the baseline does. */
bool baseline_read(struct baseline *baseline, struct arena *arena, struct slice path, struct slice text, struct failure *failure);
/* Marks the findings of a list that were known. Lists in the order of the run: of equal ones the first were known. */
void baseline_mark(struct baseline *baseline, struct finding_list *findings);
/* A plan of the person was judged; `was_judged` tells of which rules. An entry of another rule cannot be called stale. */
void baseline_saw_person(struct baseline *baseline, struct slice person, bool (*was_judged)(const void *context, struct slice rule),
			 const void *context);
/* After the run: says once what was known and is there no more. */
void baseline_tell_stale(const struct baseline *baseline, struct finding_list *findings);

#endif
