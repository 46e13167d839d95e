/*
 * screen.h - which rows of a plan a rule surely passes, found for all its rows at once: the rest is judged row by row. For the rule runner.
 *
 * A condition over rows becomes sets of rows, a bit each: those it is true of, those it is false of; the rest is for the evaluator,
 * which alone says what is blank, missing or faulty, and writes the messages. `&&` and `||` are then operations on two numbers,
 * list.exists(row, …) is a set that is not empty, and what several rules ask of the same rows is found once a plan. Sets
 * only ever say what the evaluator would have said: without them a run is slower and nothing else.
 *
 * A screen belongs to one worker. Its nodes are made when a rule is first asked and last as long as the worker.
 */
#ifndef TENKEN_ENGINE_SCREEN_H
#define TENKEN_ENGINE_SCREEN_H

#include "engine/evaluator.h"
#include "engine/scope_walk.h"
#include "program/rule_set.h"

/* Plans with more rows of a list have that list judged row by row. */
enum { SCREEN_ROWS = 64 };

struct screen;
struct screen_node;
struct screened_rule;

/* Both the arena and the evaluation are the worker's and outlive the screen. */
struct screen *screen_new(struct arena *arena, struct evaluation *evaluation);
/* Another plan: nothing that was found holds any more. */
void screen_begin_document(struct screen *screen, const struct record *plan);
/*
 * What a revision asks of the plan alone: equal conditions of all rules are one, and asked once a plan. Anything but true and
 * false is VERDICT_UNKNOWN. Asked before the first scope begins.
 */
struct screen_node *screen_plan_condition(struct screen *screen, const struct rule_revision *revision, const struct expression *of_plan);
enum verdict screen_plan_verdict(struct screen *screen, struct screen_node *condition);
/* The rows that the rules of a scope look at, as scope_walk gives them; false when they cannot be screened. */
bool screen_begin_scope(struct screen *screen, enum rule_scope scope, const struct scope_row *rows, size_t count);

/* NULL when the revision is none for a screen. */
struct screened_rule *screened_rule_new(struct screen *screen, enum rule_scope scope, const struct rule_revision *revision);

/* Sets of rows: bit i is row i of screen_begin_scope. In all others the rule does not apply. */
struct screened_rows {
	uint64_t passed;  /* the rule applies and finds nothing */
	uint64_t found;   /* it applies and finds something: only its words are missing */
	uint64_t applies; /* of those in `unsure`: it applies */
	uint64_t unsure;  /* to be judged */
	const struct screened_rule *rule; /* whose conditions screen_applies and screen_condition know in part; NULL: walk them */
};

/*
 * For the rows of screen_begin_scope. Afterwards the evaluation is that of the rule: its named expressions have the values they
 * were asked for, which hold for the row when the scope has one.
 */
struct screened_rows screen_rule(struct screen *screen, const struct screened_rule *rule);

/*
 * What `applies` or the condition come to for a row in `unsure`, its bit given: the parts of an && that are surely true are not walked
 * again. The evaluation is set to the row.
 */
struct cel_value screen_applies(struct screen *screen, const struct screened_rule *rule, uint64_t row);
struct cel_value screen_condition(struct screen *screen, const struct screened_rule *rule, uint64_t row);

#endif
