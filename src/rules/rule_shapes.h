/*
 * rule_shapes.h - the key lists and word lists by which rule files are read, for who describes them: the schema for editors.
 *
 * Private to rules/. Each reader of a shape fills in its own lists, so that the schema cannot know others than the reader.
 */
#ifndef TENKEN_RULES_RULE_SHAPES_H
#define TENKEN_RULES_RULE_SHAPES_H

#include "rules/rule_keys.h"

/* Words of which one is chosen; each entry is English|Japanese …. */
struct rule_words {
	const struct slice *items;
	size_t count;
};

struct rule_shapes {
	const struct rule_key *rule, *wording, *in_force, *audiences, *basis, *example;
	const struct rule_key *source, *lexicon, *word;
	const struct rule_key *table, *column, *row; /* a row has one key for each column besides */
	const struct rule_key *service_types, *service_type, *service_item;
	const struct rule_key *change, *disable, *lexicon_more, *table_more; /* overlays */
	const struct rule_key *batch_list, *batch_alike;
	const struct rule_key *policy, *policy_period, *policy_item, *policy_instead, *profile;
	struct rule_words categories, severities, results, basis_kinds, expectations;
	struct rule_words machines, asked, readers;
};

void rule_shapes_add_rule(struct rule_shapes *shapes); /* reading/rule_reader.c */
void rule_shapes_add_wording(struct rule_shapes *shapes); /* reading/wording_reader.c */
void rule_shapes_add_batch(struct rule_shapes *shapes);         /* reading/batch_reader.c */
void rule_shapes_add_example(struct rule_shapes *shapes); /* reading/example_reader.c */
void rule_shapes_add_reference(struct rule_shapes *shapes); /* reference/reference_data.c: sources and lexicons */
void rule_shapes_add_table(struct rule_shapes *shapes); /* reference/table_reader.c */
void rule_shapes_add_service_types(struct rule_shapes *shapes); /* reference/service_type_table.c */
void rule_shapes_add_overlays(struct rule_shapes *shapes); /* overlays/overlay.c */
void rule_shapes_add_policy(struct rule_shapes *shapes); /* policy_reader.c: policies and profiles */

#endif
