/*
 * rule_runner.h - runs every rule over one frozen document: rules and a plan in, findings and coverage out. For the linter.
 *
 * A runner belongs to one worker and is used for one document after another; the rule set behind it is shared. The same
 * document gives the same findings in the same order, whoever runs it.
 */
#ifndef TENKEN_ENGINE_RULE_RUNNER_H
#define TENKEN_ENGINE_RULE_RUNNER_H

#include "findings/coverage.h"
#include "findings/finding.h"
#include "model/model.h"
#include "program/rule_set.h"

/* Rows that a rule surely passes are found for all rows at once (screen/screen.h); what is found and counted is the same. */
enum rule_screening {
	SCREENING_WHEN_IT_PAYS, /* from the second document on */
	SCREENING_ALWAYS,
	SCREENING_NEVER
};

struct rule_runner_options {
	int32_t as_of; /* what today() gives, and the last resort for the date that decides */
	enum rule_language language;
	enum rule_audience audience;
	/* Rules by id, name or category; an empty `select` selects all, `ignore` wins. */
	const struct slice *select, *ignore;
	size_t select_count, ignore_count;
	enum rule_screening screening;
	const struct slice *also; /* ids or names: beside what is selected; what runs only on request is asked for here or in `select` */
	size_t also_count;
};

struct rule_runner;

/*
 * `arena` holds the runner and must outlive the findings: their ids, titles and bases are borrowed from it and from the
 * rule set. The options are copied, the slices in them borrowed.
 */
struct rule_runner *rule_runner_new(struct arena *arena, const struct rule_set *rules, const struct rule_runner_options *options);

/*
 * Judges one document (settled and derived). Findings of rules go to `findings` in form order; faults of rules go to
 * `faults`, at their place in the rule file. `coverage` and all it points to live in the document's arena.
 */
void rule_runner_run(struct rule_runner *runner, const struct document *document, struct finding_list *findings,
		     struct finding_list *faults, struct plan_coverage *coverage);

/*
 * Is a condition over `plan` true of the document that was run last? False when it is not, and when that cannot be known.
 */
bool rule_runner_holds(struct rule_runner *runner, const struct expression *condition);

/* Does the rule run? Neither disabled nor ignored, selected, and asked for by its own id or name if that is needed. */
bool rule_is_selected(const struct rule *rule, const struct rule_runner_options *options);
/* Does a name of --select or --ignore mean any rule of the set? Unknown ones are an error of the command line. */
bool rule_selector_known(const struct rule_set *rules, struct slice name);
/* Gives back the scratch memory; the runner's own is the arena's. */
void rule_runner_release(struct rule_runner *runner);

#endif
