/*
 * batch_groups.h - the facts of one revision of a rule, taken from the records of plans and put into groups. Private to engine/.
 *
 * Facts stay bytes: a column is read when somebody asks for it. Lists alone are made at once, because conditions go over them again
 * and again.
 */
#ifndef TENKEN_ENGINE_BATCH_BATCH_GROUPS_H
#define TENKEN_ENGINE_BATCH_BATCH_GROUPS_H

#include "engine/batch/batch_scopes.h"
#include "program/rule_set.h"

struct batch_fact {
	const unsigned char *row;      /* its columns, in a record */
	const struct cel_value *lists; /* those that are lists, in their order */
	uint32_t record;
	uint32_t next; /* of the same group, in input order; UINT32_MAX: the last */
};

struct batch_group {
	uint32_t first, last, count;
	uint32_t plans;     /* that gave it facts */
	uint32_t last_record;
	uint32_t hash;      /* of the columns that make it */
};

struct batch_groups {
	const struct batch_facts *records;
	const struct rule *rule;
	const struct rule_revision *revision;
	struct arena *arena;    /* of the room for facts, groups and slots, which is used again from scope to scope */
	struct arena lists;     /* of the facts at hand */
	struct arena_room *fact_room, *group_room, *slot_room;
	struct batch_fact *facts;
	struct batch_group *groups; /* sorted by the columns that make them */
	uint32_t *slots;            /* number of a group + 1, found by its hash; 0 is free */
	size_t fact_count, fact_capacity, group_count, group_capacity, slot_count, slot_capacity;
	struct slice scope;     /* what makes it one office, care manager or person */
	size_t left_out;        /* plans of the scope that could not be included */
	bool alike_is_cut;      /* more texts are alike than can be followed: groups of any scope may be missing */
};

/* Before the first make(); everything ends with `arena`. */
void batch_groups_init(struct batch_groups *groups, struct arena *arena, const struct batch_facts *records, const struct rule *rule,
		       const struct rule_revision *revision);
/* The groups of these plans' facts; what was made before is gone. */
void batch_groups_make(struct batch_groups *groups, const struct scope_member *members, size_t count);
/* A column of a fact, number as in its type; a text of several lines is put together in `arena`. */
struct cel_value batch_fact_column(const struct batch_groups *groups, const struct batch_fact *fact, size_t column, struct arena *arena);
/* Do two facts say the same in all columns that are read? */
bool batch_facts_are_equal(const struct batch_groups *groups, const struct batch_fact *a, const struct batch_fact *b,
			   struct evaluation *evaluation, const struct expression *at);
/* The value of the column that makes the group, number i of revision->batch->group. */
struct cel_value batch_group_value(const struct batch_groups *groups, const struct batch_group *group, size_t i, struct arena *arena);
/* What its first plan says of a column that every fact has: names of the group for people. */
struct cel_value batch_group_who(const struct batch_groups *groups, const struct batch_group *group, enum fact_column column);
/* The facts of a group as values, in input order; room for group->count. Gives how many. They are good until the next make(). */
size_t batch_group_facts(const struct batch_groups *groups, const struct batch_group *group, struct cel_value *facts);

#endif
