/*
 * policy.h - policy documents of municipalities as data: each of their items with the rules and the question that stand for it,
 * and profiles, which choose a policy for a run. For rules, linter.
 *
 * Lives in the arena of the rule set and is const once built. A policy names rules that may not exist yet: who reads it asks
 * rule_find, and says so.
 */
#ifndef TENKEN_PROGRAM_POLICY_H
#define TENKEN_PROGRAM_POLICY_H

#include "program/rule_set.h"

/* How much of an item a program can see. */
enum policy_machine {
	POLICY_MACHINE_NO,
	POLICY_MACHINE_PARTLY,
	POLICY_MACHINE_YES
};

/* Whom the question of an item is for. Only the care manager's are asked of a plan. */
enum policy_asked {
	POLICY_ASKS_MANAGER,
	POLICY_ASKS_INSURER
};

struct policy_question {
	struct rule_condition when; /* over `plan`; NULL expression: always */
	struct slice text[LANGUAGE_COUNT];
};

/* One sentence of the document. */
struct policy_item {
	struct slice name;  /* kashiwa/1 */
	struct slice id;    /* 1: unique in its policy */
	struct slice label; /* □1: as the document prints it */
	struct slice text;  /* quoted from the document */
	const struct slice *rules; /* ids or names, shipped or not */
	size_t rule_count;
	enum policy_machine machine;
	enum policy_asked asked;
	unsigned priority; /* 0 to 9, 0 first */
	const struct policy_question *questions; /* the first whose condition holds is asked */
	size_t question_count;
};

struct policy {
	struct slice id, title, title_en;
	const struct rule_source *source;
	int32_t from, to; /* plan dates it is for; RULE_ALWAYS_FROM and RULE_ALWAYS_TO when unbounded */
	const struct policy_item *items; /* in the order of the document */
	size_t item_count;
};

/* What `--profile NAME` stands for. */
struct profile {
	struct slice name, title, title_en;
	const struct policy *const *policies; /* the first that is for the date of the plan is taken */
	size_t policy_count;
	const struct slice *select, *ignore; /* as the options of the same names */
	size_t select_count, ignore_count;
	enum rule_audience audience;
	bool has_audience;
	struct slice questions;            /* as --questions; empty: not said */
	const struct slice *require_forms; /* names as written; what they lack is what --fail-on-unchecked speaks of */
	uint32_t required;                 /* the same, a bit per enum form */
	size_t require_form_count;
};

struct policy_set {
	const struct policy *policies; /* in the order of the files */
	size_t policy_count;
	const struct profile *profiles;
	size_t profile_count;
};

/* NULL when there is none. */
const struct policy *policy_find(const struct policy_set *set, struct slice id);
const struct profile *profile_find(const struct policy_set *set, struct slice name);
/* By kashiwa/1 or kashiwa/□1. */
const struct policy_item *policy_item_find(const struct policy_set *set, struct slice name);
/* The question when no condition was asked; empty without one. English falls back to Japanese. */
struct slice policy_item_question(const struct policy_item *item, bool english);

#endif
