/*
 * screen_expression.h - looking at a part of a condition before it becomes a node: what it reads, and whether another is the same. Private
 * to screen/.
 */
#ifndef TENKEN_ENGINE_SCREEN_EXPRESSION_H
#define TENKEN_ENGINE_SCREEN_EXPRESSION_H

#include "program/rule_set.h"

/* Where a condition stands: which names mean the row. */
struct screen_frame {
	struct screen_table *table;
	unsigned slot;        /* of the row; SCOPE_PLAN when the plan is the row */
	enum rule_scope scope; /* the rule's, whose rows these are; SCOPE_PLAN inside a list of the plan */
	const struct rule_revision *revision; /* its named expressions */
};

enum screen_reads {
	READS_ROW = 1,
	READS_ABOVE = 2, /* a record around the row, other than the plan */
	READS_LET = 4,   /* a named expression; what that reads counts too */
	READS_HIT = 8,   /* the word that was found last: order matters */
	READS_ELSE = 16  /* the row of a list outside: no set of rows can say */
};

struct screen_survey {
	unsigned reads; /* of enum screen_reads */
	uint64_t hash;  /* the same for expressions that are the same */
};

struct screen_survey screen_survey(const struct screen_frame *frame, const struct expression *expression);
/* Do they say the same of the same row? Neither may read a named expression. */
bool screen_same(const struct expression *a, unsigned a_slot, const struct expression *b, unsigned b_slot);
/* Does it come to the same whenever the cells it reads have the same texts? Nothing of the plan or the day may decide it. */
bool screen_is_of_texts(const struct expression *expression);
/* Does the slot name the row or a record around it, other than the plan? */
bool screen_is_row(const struct screen_frame *frame, unsigned slot);
/* all, exists …: a node whose .slot is a variable. */
bool screen_is_macro(const struct expression *node);
const struct rule_let *screen_let(const struct rule_revision *revision, unsigned slot);

#endif
