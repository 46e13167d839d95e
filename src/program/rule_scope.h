/*
 * rule_scope.h - what a rule looks at, one row a time, and which names are visible there. For program, rules and engine.
 */
#ifndef TENKEN_PROGRAM_RULE_SCOPE_H
#define TENKEN_PROGRAM_RULE_SCOPE_H

#include "model/model.h"

enum rule_scope {
	SCOPE_PLAN,
	SCOPE_NEED,
	SCOPE_LONG_GOAL,
	SCOPE_SHORT_GOAL,
	SCOPE_SERVICE,
	SCOPE_WEEKLY_SLOT,
	SCOPE_ASSESSMENT_ITEM,
	SCOPE_MONTH,
	SCOPE_USAGE_LINE,
	SCOPE_MEETING,
	SCOPE_COUNT
};

struct rule_scope_info {
	struct slice name;       /* short_goal: in `scope` and as the variable in expressions */
	struct slice names_ja;   /* 短期目標, separated by | */
	enum record_kind record; /* type of the variable */
	enum rule_scope above;   /* the scope it stands in; SCOPE_PLAN for SCOPE_PLAN */
	enum field lists[2];     /* the fields that hold its rows, FIELD_INVALID for none */
	enum field through;      /* the sub-record of `above` that has these fields, FIELD_INVALID when it is `above` itself */
};

const struct rule_scope_info *rule_scope_info(enum rule_scope scope);
/* By English or Japanese name (normalised); SCOPE_COUNT when there is none. */
enum rule_scope rule_scope_by_name(struct slice name);
/* The scopes visible in `scope`, the plan first and `scope` last; at most SCOPE_DEPTH. */
#define SCOPE_DEPTH 5
size_t rule_scope_path(enum rule_scope scope, enum rule_scope path[SCOPE_DEPTH]);

#endif
