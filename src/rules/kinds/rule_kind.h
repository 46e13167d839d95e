/*
 * rule_kind.h - kinds: rule templates that are filled in like a form, for people who write no expressions. Private to rules/.
 *
 * A kind is a file (`kind: 必ず書く`) with typed parameters and a rule in which ${parameter} stands for what was filled in. A rule
 * with the key `kind` becomes a mapping like any other before it is read; keys it writes itself win over those of the kind. Mistakes
 * are shown where the parameter was filled in, never in the kind.
 */
#ifndef TENKEN_RULES_KINDS_RULE_KIND_H
#define TENKEN_RULES_KINDS_RULE_KIND_H

#include "rules/reading/rule_reader.h"

enum { KIND_PARAMETERS_MAX = 8 };

#define RULE_KIND_KEY "kind|型" /* names the kind, both where it is defined and where it is filled in */

enum parameter_type {
	PARAMETER_FIELD,     /* a path to an item of the plan */
	PARAMETER_TEXT,      /* to one that holds text */
	PARAMETER_PERIOD,    /* to a period */
	PARAMETER_LIST,      /* to a list of rows, texts or words */
	PARAMETER_FIELDS,    /* a sequence of them */
	PARAMETER_WORDS,     /* the name of a lexicon, or a sequence of words as a lexicon has them */
	PARAMETER_NUMBER,    /* a whole number */
	PARAMETER_TABLE,     /* the name of a table */
	PARAMETER_CONDITION, /* an expression that is true or false */
	PARAMETER_VALUE,     /* any expression */
	PARAMETER_TYPE_COUNT
};

struct kind_parameter {
	struct slice names; /* 項目|field */
	enum parameter_type type;
	const struct yaml_node *fallback; /* when it is not filled in; NULL: it must be */
};

struct rule_kind {
	struct slice names; /* 必ず書く|must-write */
	struct slice title, title_en;
	struct slice example; /* a rule of this kind, filled in, with comments and examples */
	struct kind_parameter parameters[KIND_PARAMETERS_MAX];
	size_t parameter_count;
	const struct yaml_node *rule;
	const struct yaml_node *name_node;
};

/* Words written in a rule, which became a lexicon of their own. */
struct kind_words {
	const struct yaml_node *sequence;
	struct slice lexicon;
};

struct rule_kinds {
	struct rule_kind *items;
	size_t count, capacity;
	struct kind_words *words;
	size_t word_count, word_capacity;
};

/* The value of the key that names a rule's kind; NULL when it has none. */
const struct yaml_node *rule_kind_key(const struct yaml_node *mapping);
/* Is this whole document the definition of a kind? */
bool is_rule_kind(const struct yaml_node *document);
void rule_kinds_add(struct rule_kinds *kinds, struct rule_file_reading *reading, const struct yaml_node *document);
/* Makes a lexicon of every sequence of words that a rule fills in; `rules_node` is a file of rules. */
void rule_kinds_add_words(struct rule_kinds *kinds, struct rule_file_reading *reading, struct reference_data *data,
			  const struct yaml_node *rules_node);
/* How many lexicons that may become, at most. */
size_t rule_kinds_count_words(const struct yaml_node *rules_node);
/* The rule a mapping with a kind stands for; NULL when it could not be filled in, which is reported. */
const struct yaml_node *rule_kind_fill(const struct rule_kinds *kinds, struct rule_reading *reading, const struct yaml_node *mapping);

/* ---- between the files of kinds/ ---- */

/* What was filled in, by parameter. */
struct kind_form {
	const struct rule_kind *kind;
	const struct yaml_node *values[KIND_PARAMETERS_MAX];
	struct slice written[KIND_PARAMETERS_MAX]; /* as it stands in an expression; of FIELDS empty */
	const struct yaml_node *kind_node;         /* where the rule names its kind */
};

/* By a name as it was written; NULL when there is none. */
const struct rule_kind *rule_kind_find(const struct rule_kinds *kinds, struct rule_file_reading *reading, const struct yaml_node *name);
/* The lexicon that became of a sequence of words. */
struct slice kind_lexicon_of(const struct rule_kinds *kinds, const struct yaml_node *sequence);
/* The value of a key under any of its names; NULL without. */
const struct yaml_node *kind_value_of(const struct yaml_node *mapping, struct slice names);
/* A scalar that stands, for messages, where `place` does. */
struct yaml_node kind_scalar_at(const struct yaml_node *place, struct slice text);
/* `node` of the kind with everything filled in. `${name}`, `${name.part}` and `${any name: …}` are described in rule-files.md. */
struct yaml_node kind_filled(const struct kind_form *form, struct rule_file_reading *reading, const struct yaml_node *node);
/* The last name of a path, without back quotes; the first one. */
struct slice path_last(struct slice path);
struct slice path_first(struct slice path);

#endif
