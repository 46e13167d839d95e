/*
 * key_table.h - from the words of an input to the model: keys to fields, words and codes to enum values.
 *
 * Built once a run, or with tenken itself (rules/embedded.h), then read-only and shared. All words are compared after normalize(). For readers, rules and derive.
 */
#ifndef TENKEN_MODEL_KEY_TABLE_H
#define TENKEN_MODEL_KEY_TABLE_H

#include "base/name_table.h"
#include "model/model.h"

struct key_table {
	struct name_table keys[RECORD_COUNT]; /* to enum field */
	struct name_table words[ENUM_COUNT];  /* to the value's number */
	struct name_table forms;              /* to enum form */
};

/* Asserts that no two fields of a record share a name. */
void key_table_init(struct key_table *table, struct arena *arena);
size_t key_table_write(struct block_writer *writer, const struct key_table *table); /* gives its place in the block */
/* English name, Japanese name or alias; FIELD_COUNT when none. The key is normalised here. */
enum field field_by_key(const struct key_table *table, enum record_kind record, struct slice key, struct arena *scratch);
/* By the English name alone, to the letter, as layouts of CSV files write it; FIELD_COUNT when none. */
enum field field_by_name(enum record_kind record, struct slice name);
/* The likeliest field for a key that names none, by its names in the language of the key; FIELD_COUNT when nothing is near. */
enum field field_hint(enum record_kind record, struct slice key, struct arena *scratch);
bool key_is_english(struct slice key); /* typed in ASCII alone */
/* The number of the value that a word or a code of the CSV standard names, -1 when none; English names count as words. */
int enum_value_by_name(const struct key_table *table, enum enum_kind kind, struct slice word, struct arena *scratch);
int enum_value_by_code(enum enum_kind kind, struct slice code);
/* Official name, accepted name or English name of a form; FORM_NONE when none. */
enum form form_by_name(const struct key_table *table, struct slice name, struct arena *scratch);

#endif
