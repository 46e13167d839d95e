/*
 * reference_data.h - what rules refer to: sources, dated tables, lexicons; from their YAML trees to the program. Private to rules/.
 */
#ifndef TENKEN_RULES_REFERENCE_REFERENCE_DATA_H
#define TENKEN_RULES_REFERENCE_REFERENCE_DATA_H

#include "rules/overlays/overlay.h"

struct reference_words {
	struct slice *items; /* normalised */
	size_t count, capacity;
};

/* Where something was defined first, for "already used in …". */
struct defined_at {
	struct source *source;
	uint64_t offset;
};

struct reference_data {
	struct arena *arena;
	struct rule_source *sources;
	struct defined_at *sources_at;
	size_t source_count, source_capacity;
	struct name_table source_numbers;
	struct lookup_table *tables;
	struct defined_at *tables_at;
	size_t table_count;
	struct lexicon *lexicons;
	struct defined_at *lexicons_at;
	size_t lexicon_count;
	struct reference_words words; /* of all lexicons; the number of a word is its place here */
	struct lookup_table_set table_set;
	struct lexicon_set lexicon_set;
	struct overlay_list overlays; /* read before everything else */
};

/* Room for `files` tables and lexicons. */
void reference_data_init(struct reference_data *data, struct arena *arena, size_t files);
void reference_data_add_sources(struct reference_data *data, struct rule_file_reading *reading, const struct yaml_node *sequence);
void reference_data_add_table(struct reference_data *data, struct rule_file_reading *reading, const struct yaml_node *mapping);
/* A lexicon and, beside it, itself with the words of single insurers. */
void reference_data_add_lexicon(struct reference_data *data, struct rule_file_reading *reading, const struct yaml_node *mapping);
/* Overlays of lexicons and tables that none is for are reported. */
void reference_data_check_overlays(const struct reference_data *data, struct rule_file_reading *reading);
/* Builds the automaton and the sets, once everything was added. */
void reference_data_finish(struct reference_data *data);

/* The source that a scalar names; NULL when there is none, which is reported. */
const struct rule_source *reference_source(const struct reference_data *data, struct rule_file_reading *reading,
					   const struct yaml_node *node);

/* "Already used in FILE, line N." */
void report_duplicate(struct rule_file_reading *reading, enum builtin_finding builtin, const struct yaml_node *node,
		      struct slice name, const struct defined_at *first);

#endif
