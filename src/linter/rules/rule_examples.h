/*
 * rule_examples.h - runs the examples that stand with the rules and says which give another result. For the linter.
 *
 * An example is run with its rule alone: the plan is read, derived and judged as any other. What goes wrong is a finding at the
 * example's place in the rule file.
 */
#ifndef TENKEN_LINTER_RULE_EXAMPLES_H
#define TENKEN_LINTER_RULE_EXAMPLES_H

#include "findings/finding.h"
#include "model/key_table.h"
#include "rules/rule_loader.h"

struct example_counts {
	size_t run, failed;
	size_t unreadable; /* examples whose plan could not be read: failed too */
	size_t missing;    /* kinds of example a rule lacks */
};

struct example_options {
	const struct slice *select; /* ids, names or categories; none: all */
	size_t select_count;
	bool english;
	bool require; /* a rule without a passing and a failing example is a finding */
};

bool example_options_select(const struct example_options *options, const struct rule *rule);

/*
 * Do the examples of the one rule of `set` come to what they say? `set` is `loaded`'s but for its rules, whose only one has the
 * number 0. `work` is used and grows. Nothing is reported.
 */
bool rule_examples_hold(const struct loaded_rules *loaded, const struct rule_set *set, const struct key_table *keys, struct arena *work);

struct example_counts rule_examples_run(struct arena *arena, const struct loaded_rules *loaded, const struct key_table *keys,
					const struct example_options *options, struct finding_list *findings);

#endif
