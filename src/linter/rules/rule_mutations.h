/*
 * rule_mutations.h - do the examples of a rule notice when a part of its condition is missing? For the linter.
 *
 * Every part of every && in `applies`, `let`, `problem` and `must`, in `collect` and `judge`, is dropped in turn, also inside all(),
 * exists() and the like, and the rule's examples are run. A part that no example needs is a finding at its place: an example is missing,
 * or the part does nothing.
 */
#ifndef TENKEN_LINTER_RULE_MUTATIONS_H
#define TENKEN_LINTER_RULE_MUTATIONS_H

#include "linter/rules/rule_examples.h"

struct mutation_counts {
	size_t run, survived;
};

struct mutation_counts rule_mutations_run(struct arena *arena, const struct loaded_rules *loaded, const struct key_table *keys,
					  const struct example_options *options, struct finding_list *findings);

#endif
