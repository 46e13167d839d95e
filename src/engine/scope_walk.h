/*
 * scope_walk.h - the rows of a plan that rules of one scope look at, with the records above them. Private to engine/.
 */
#ifndef TENKEN_ENGINE_SCOPE_WALK_H
#define TENKEN_ENGINE_SCOPE_WALK_H

#include "model/model.h"
#include "program/rule_scope.h"

struct scope_row {
	struct record *records[SCOPE_COUNT]; /* of every scope on the path; the others NULL */
	/*
	 * The list that would hold the rows is not supplied: the records from there on are empty ones whose presence says so. Rules
	 * may find that they do not apply; anything else cannot be checked. `absent` is the outermost such record.
	 */
	bool missing;
	const struct record *absent;
};

struct scope_visitor {
	void (*row)(void *context, const struct scope_row *row);
	void *context;
};

/* Visits every row of `scope` in form order. Empty records for what is not supplied are made in `arena`. */
void scope_walk(struct arena *arena, struct record *plan, enum rule_scope scope, const struct scope_visitor *visitor);

#endif
