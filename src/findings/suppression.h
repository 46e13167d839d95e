/*
 * suppression.h - findings somebody decided to leave as they are, with a reason. For the linter.
 *
 * A suppressed finding stays in every report, with the reason beside it, and no longer counts for the exit status. What is
 * malformed suppresses nothing; what is expired or fits no finding is said, so that old decisions do not stay for ever.
 */
#ifndef TENKEN_FINDINGS_SUPPRESSION_H
#define TENKEN_FINDINGS_SUPPRESSION_H

#include "findings/finding.h"

struct suppression {
	struct slice rule;    /* id or name */
	struct slice at;      /* form address, with rows or without, in any width; empty: anywhere in the plan */
	struct slice reason, by;
	struct slice until;   /* as shown to people; empty: without end */
	struct slice until_iso; /* the same for programs: 2026-06-30 */
	bool unreadable;      /* its end is written and no date: it is not used */
	bool expired;         /* judged by the caller against the date of the run */
	bool refused;         /* the rule may not be suppressed: the caller has said so */
	bool not_judged;      /* the rule was left out, or could not be checked here: that nothing fits says nothing */
	bool beside;          /* it stands in a file beside the plans, of which is told once, after the run */
	struct place place;   /* where it is written */
	struct slice address;
	bool used;
};

/* Marks the findings that a valid suppression names, then adds what is to be said about the suppressions themselves. */
void suppressions_apply(struct suppression *items, size_t count, struct finding_list *findings);
/* Says what is wrong with one, or, where `judged`, that it was not used; false when there is nothing to say. */
bool suppression_tell(const struct suppression *suppression, bool judged, struct finding_list *findings);

#endif
