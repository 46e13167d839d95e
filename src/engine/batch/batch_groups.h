/*
 * batch_groups.h - the facts of one revision of a rule, taken from the records of all plans and put into groups. Private to
 * engine/batch/.
 */
#ifndef TENKEN_ENGINE_BATCH_BATCH_GROUPS_H
#define TENKEN_ENGINE_BATCH_BATCH_GROUPS_H

#include "base/memory/arena_room.h"
#include "engine/batch/batch_facts.h"
#include "findings/batch_coverage.h"
#include "program/rule_set.h"

/* A fact: its columns, and behind the last of them the number of its record. */
struct batch_fact {
	const struct cel_value *columns;
	uint32_t next; /* of the same group, in input order; UINT32_MAX: the last */
};

struct batch_group {
	struct slice scope; /* what makes it one office, care manager or person; empty for all plans */
	uint32_t first, last, count;
	uint32_t plans;     /* that gave it facts */
	uint32_t last_record;
	uint32_t left_out;  /* plans that may belong to it and could not be included */
	uint32_t hash;      /* of what makes it (batch_group_index.h) */
};

/* Why plans could not be included. */
struct batch_reason {
	struct slice what;
	size_t plans;
	uint32_t last_record;
	struct slice *keys;
	size_t key_count, key_capacity;
};

struct batch_groups {
	struct arena *arena;
	struct arena_room *fact_room, *group_room;
	const struct batch_facts *records;
	const struct rule *rule;
	const struct rule_revision *revision;
	bool english;
	struct batch_fact *facts;
	size_t fact_count, fact_capacity;
	struct batch_group *groups; /* by scope, then by the columns that make them */
	size_t group_count, group_capacity;
	size_t plans;               /* that gave facts */
	size_t left_out;            /* plans that could not be included, each once */
	struct batch_reason *reasons; /* most plans first */
	size_t reason_count, reason_capacity;
};

/* `records` are sorted; all that is made lives in `arena`. */
void batch_groups_make(struct batch_groups *groups, struct arena *arena, const struct batch_facts *records, const struct rule *rule,
		       const struct rule_revision *revision, bool english);
/* The value of the column that makes the group, number i of revision->batch->group. */
struct cel_value batch_group_value(const struct batch_groups *groups, const struct batch_group *group, size_t i);
/* What its first plan says of a column that every fact has: names of the group for people. */
struct cel_value batch_group_who(const struct batch_groups *groups, const struct batch_group *group, enum fact_column column);
/* Bytes that fact columns share when they agree in those that make groups. */
void batch_group_write_key(struct text_builder *key, const struct batch_groups *groups, const struct cel_value *columns);
/* The facts of a group as values, in input order; room for group->count. Gives how many. */
size_t batch_group_facts(const struct batch_groups *groups, const struct batch_group *group, struct cel_value *facts);
/* The record a fact came from. */
size_t batch_fact_record(const struct batch_groups *groups, struct cel_value fact);

#endif
