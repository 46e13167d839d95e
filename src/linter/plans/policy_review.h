/*
 * policy_review.h - a plan in the light of a policy: which of its rules belong to which item of the document, and which of the
 * document's questions are asked. For the linter alone, in runs with --profile.
 */
#ifndef TENKEN_LINTER_POLICY_REVIEW_H
#define TENKEN_LINTER_POLICY_REVIEW_H

#include "engine/rule_runner.h"
#include "program/policy.h"
#include "report/report.h"

struct policy_review;

struct policy_review_options {
	const struct profile *profile;
	const struct slice *select, *ignore; /* as the runner's: an item is named kashiwa/1, by its policy or by `reflection` */
	size_t select_count, ignore_count;
	size_t questions; /* of a policy, asked of a plan at most */
	int32_t as_of; /* stands for the date of a plan that has none */
	bool english;
};

/* Borrows the profile and the rules; lives in `arena`. */
struct policy_review *policy_review_new(struct arena *arena, const struct rule_set *rules, const struct policy_review_options *options);
/*
 * Adds the questions of the policy that is for this plan, of kind review. Items come first whose rules found
 * something or could not be checked, then by priority, then in the order of the document. Nothing is asked that a finding asks.
 */
void policy_review_ask(const struct policy_review *review, struct rule_runner *runner, const struct document *document,
		       const struct plan_coverage *coverage, struct finding_list *findings);
/* Fills the policy and its items of a plan whose findings are complete; without a policy for its date nothing. */
void policy_review_report(const struct policy_review *review, const struct document *document, const struct plan_coverage *coverage,
			  struct report_plan *plan);

#endif
