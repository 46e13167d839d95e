/*
 * batch_reader.h - the keys that only rules over many plans have: what is collected, how it is grouped and judged. Private to rules/.
 */
#ifndef TENKEN_RULES_READING_BATCH_READER_H
#define TENKEN_RULES_READING_BATCH_READER_H

#include "rules/reading/rule_reader.h"

/* The values of a rule's own keys for many plans; NULL where it has none. */
struct batch_nodes {
	const struct yaml_node *collect, *group, *alike, *overall, *judge, *once, *complete, *list, *let, *applies;
};

/* Reports the keys that do not belong together: `judge` with a scope of one plan, `problem` with one of many. */
void batch_check_keys(struct rule_reading *reading, const struct yaml_node *mapping, const struct batch_nodes *nodes,
		      enum batch_scope scope, const struct yaml_node *const *others, size_t other_count);
/*
 * Fills the conditions of the revision. The names of the rows that facts are collected from are visible when it is called; those of
 * the judgement are when it returns, for the messages.
 */
void batch_read(struct rule_reading *reading, const struct batch_nodes *nodes, enum batch_scope scope, size_t names,
		struct rule_revision *revision);

#endif
