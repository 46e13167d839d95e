/*
 * rule_keys.h - reads a mapping of a rule file by a list of the keys it may have, reporting every mistake at its place.
 *
 * Private to rules/. Keys have an English and a Japanese name; both are compared after normalisation.
 */
#ifndef TENKEN_RULES_RULE_KEYS_H
#define TENKEN_RULES_RULE_KEYS_H

#include "model/key_table.h"
#include "program/rule_set.h"
#include "readers/yaml/yaml_tree.h"

/* The file that is being read. */
struct rule_file_reading {
	struct arena *arena;   /* of the rule set */
	struct arena *scratch;
	struct source *source;
	struct finding_list *findings;
	const struct key_table *keys; /* of the model */
	size_t mistakes;
};

enum key_flag {
	KEY_OPTIONAL = 0,
	KEY_MANDATORY = 1,
	KEY_SCALAR = 2,
	KEY_SEQUENCE = 4,
	KEY_MAPPING = 8
};

/* One key; `names` in English and Japanese, separated by |. A list of them ends with names of length 0. */
struct rule_key {
	struct slice names;
	unsigned flags;
};

/*
 * Fills values[i] with the value of keys[i], NULL when it is absent or of the wrong kind (reported). Unknown keys, keys given
 * in both languages and missing mandatory keys are reported. False when anything was.
 */
bool rule_keys_read(struct rule_file_reading *reading, const struct yaml_node *node, const struct rule_key *keys,
		    const struct yaml_node **values);

/* Is `word` one of the names of a key, which are separated by |? */
bool rule_key_is(struct slice names, struct slice word);

/* A word of a list: its number, or SIZE_MAX (reported). Each entry of `words` is English|Japanese …. */
size_t rule_word_read(struct rule_file_reading *reading, const struct yaml_node *node, const struct slice *words, size_t count);
/* true はい, false いいえ; `fallback` when node is NULL. */
bool rule_bool_read(struct rule_file_reading *reading, const struct yaml_node *node, bool fallback);
/* A date; `fallback` when node is NULL or wrong (reported). */
int32_t rule_date_read(struct rule_file_reading *reading, const struct yaml_node *node, int32_t fallback);
/* The trimmed text of a scalar, empty when NULL. An empty one is reported. */
struct slice rule_text_read(struct rule_file_reading *reading, const struct yaml_node *node);
/* A name of small letters, digits and hyphens; anything else is reported. */
struct slice rule_name_read(struct rule_file_reading *reading, const struct yaml_node *node);
/* Where a scalar stands, for offsets inside it. */
struct rule_text rule_text_of(const struct rule_file_reading *reading, const struct yaml_node *node);

/* A mistake at a node, or at a part of its text. Arguments as finding_add_builtin takes them. */
void rule_mistake(struct rule_file_reading *reading, enum builtin_finding builtin, const struct yaml_node *node,
		  const struct slice *arguments, size_t count);
void rule_mistake_inside(struct rule_file_reading *reading, enum builtin_finding builtin, const struct rule_text *text,
			 size_t at, size_t length, const struct slice *arguments, size_t count);
/* "Did you mean …", empty when nothing is near: an argument of messages. */
struct slice rule_hint(struct rule_file_reading *reading, struct slice wrong, const struct slice *names, size_t count);

#endif
