/*
 * batch_scopes.h - which plans are looked at together: those of one office, care manager or person. Private to engine/batch/.
 *
 * Rules are judged scope by scope, so that the facts of one are all that stands decoded in memory.
 */
#ifndef TENKEN_ENGINE_BATCH_BATCH_SCOPES_H
#define TENKEN_ENGINE_BATCH_BATCH_SCOPES_H

#include "engine/batch/facts/batch_record.h"

/* A plan, by the number of its record, and what makes it one office, care manager or person with others. */
struct scope_member {
	const char *scope;
	uint32_t length, record;
};

/* By scope, then by record; without the plans of which the scope is not known. */
struct batch_scope_members {
	const struct scope_member *items;
	size_t count;
};

/* `facts` are sorted. Lives in `arena`, names partly in the facts. */
struct batch_scope_members batch_scope_members_of(struct arena *arena, const struct batch_facts *facts, enum batch_scope scope);
/* Is it known whose plan it is? */
bool batch_scope_is_known(enum batch_scope scope, const struct batch_identity *who);
/* What a plan lacks when nobody can say whose it is. */
struct slice batch_scope_missing(enum batch_scope scope, bool english);
/* How many members from `from` on are of the same scope as that one; 0 at the end. */
size_t batch_scope_count_from(const struct batch_scope_members *members, size_t from);

#endif
