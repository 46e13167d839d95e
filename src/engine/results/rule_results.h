/*
 * rule_results.h - what the rules found in one document, while it is judged: raised findings and missing inputs, then put in
 * form order and handed over. Private to engine/.
 */
#ifndef TENKEN_ENGINE_RESULTS_RULE_RESULTS_H
#define TENKEN_ENGINE_RESULTS_RULE_RESULTS_H

#include "engine/evaluator.h"
#include "engine/prepared_rule.h"
#include "engine/values/cell.h"

struct raised_finding {
	const struct prepared_rule *prepared;
	struct cell cell;
	struct slice message, question, fix;
	const struct used_table *tables;
	size_t table_count;
	bool subsumed;
	size_t order; /* of raising */
};

/* Something not supplied: a whole form, a field of a form that is there, or a row of a table. */
struct missing_entry {
	enum form form;   /* FORM_NONE: not a whole form */
	enum field field; /* FIELD_INVALID: none */
	const struct lookup_table *table;
	struct slice what;
	bool *stopped; /* by rule number */
};

struct rule_results {
	struct arena *arena; /* of the document */
	const struct document *document;
	const struct rule_runner_options *options;
	size_t rule_count;
	struct raised_finding *raised;
	size_t raised_count, raised_capacity;
	struct missing_entry *missing;
	size_t missing_count, missing_capacity;
};

void rule_results_raise(struct rule_results *results, const struct raised_finding *finding);
/*
 * The rule could not be checked because of this origin. False, and nothing is noted, when a plan of this kind has no such cell: nobody
 * could hand it in.
 */
bool rule_results_miss(struct rule_results *results, const struct rule *rule, struct cel_origin origin);
/* What is missing, as rule_results_miss would name it. */
struct slice rule_results_missing_words(const struct rule_results *results, struct cel_origin origin);
/* Sorts, drops what is subsumed and adds findings: first those of kind fail and review in form order, then the open ones. */
void rule_results_finish(struct rule_results *results, const struct prepared_rule *rules, struct finding_list *findings,
			 struct plan_coverage *coverage);

#endif
