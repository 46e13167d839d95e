/*
 * policy_coverage.h - what stands for each item of the policy documents: `rules coverage` and `rules explain kashiwa/1`.
 * For the linter alone.
 */
#ifndef TENKEN_LINTER_POLICY_COVERAGE_H
#define TENKEN_LINTER_POLICY_COVERAGE_H

#include "rules/rule_loader.h"

struct policy_coverage {
	size_t items;
	size_t with_rules;      /* at least one rule that exists */
	size_t questions_only;
	size_t without;         /* neither a rule nor a question */
	size_t rules, awaited;  /* mentions of rules that exist, and of rules that do not yet */
};

struct policy_coverage policy_coverage_of(const struct loaded_rules *loaded);
struct slice policy_coverage_text(struct arena *arena, const struct loaded_rules *loaded, const struct policy_coverage *coverage,
				  bool english);
struct slice policy_coverage_json(struct arena *arena, const struct loaded_rules *loaded, const struct policy_coverage *coverage,
				  struct slice version, bool english);
/* An item (kashiwa/1, kashiwa/□1) or a whole policy (kashiwa); empty when the name is neither. */
struct slice policy_explain(struct arena *arena, const struct loaded_rules *loaded, struct slice name, bool english);

#endif
