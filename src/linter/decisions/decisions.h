/*
 * decisions.h - what was decided before a run: suppressions beside the plans, and the baseline. For the linter alone.
 *
 * While plans are judged all of this is read-only. What a plan showed about it is written down by decisions_plan_done, plan after plan
 * in the order of the run, and told by decisions_tell.
 */
#ifndef TENKEN_LINTER_DECISIONS_H
#define TENKEN_LINTER_DECISIONS_H

#include "findings/baseline.h"
#include "linter/decisions/plan_suppressions.h"
#include "linter/rule_base.h"
#include "settings/suppression_file.h"

struct decisions {
	struct side_suppressions beside;
	struct baseline baseline;
	bool has_baseline;
	struct slice key;           /* mark of the key of fingerprints; empty without one */
	struct finding_list told;   /* about the files themselves */
};

struct decisions_options {
	const char *const *suppressions; /* files */
	size_t suppression_count;
	const char *settings;            /* a tenken.yaml whose suppressions count too; NULL: none */
	const char *baseline;            /* NULL: none */
	int32_t today;
};

/* Reads the files; false with a sentence when one cannot be used. `decisions->told` is the caller's empty list, in `arena`. */
bool decisions_read(struct decisions *decisions, struct arena *arena, const struct rule_base *base, const struct decisions_options *options,
		    struct failure *failure);
/* Marks what the baseline knows, and notes what the plan showed about its entries and about suppressions beside it. */
void decisions_plan_done(struct decisions *decisions, const struct rule_set *rules, const struct plan_coverage *coverage,
			 const struct plan_suppressions *suppressions, struct slice person_mark, struct finding_list *findings);
/* The same for findings that belong to no plan. */
void decisions_file_done(struct decisions *decisions, struct finding_list *findings);
/* After the run, to `told`: what was expired, unused, stale. */
void decisions_tell(struct decisions *decisions);

#endif
