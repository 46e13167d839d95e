/*
 * rule_drafts.h - all rules as they were read one by one: what must hold between them, and the set they make. Private to rules/.
 */
#ifndef TENKEN_RULES_READING_RULE_DRAFTS_H
#define TENKEN_RULES_READING_RULE_DRAFTS_H

#include "rules/reading/rule_reader.h"

struct rule_draft_list {
	struct rule_draft *items;
	size_t count, capacity;
};

/* Sorts them as they stand in a set and reports what does not fit together; such a draft is no longer fine. */
void rule_drafts_check(const struct rule_draft_list *drafts, struct rule_file_reading *file, const struct overlay_list *overlays);
/* Sorted as they are, each run of one id becomes a rule, without the revisions that have mistakes. */
void rule_drafts_build(const struct rule_draft_list *drafts, struct arena *arena, const struct overlay_list *overlays,
		       struct rule_set *set);

#endif
