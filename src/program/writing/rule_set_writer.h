/*
 * rule_set_writer.h - writes a rule set as a block (base/block.h), so that the shipped rules are ready when a run begins. For the build
 * and its tests.
 *
 * Every pointer of the structures in program/ is named in rule_set_writer.c and its neighbours. Who adds one adds it there; a unit test
 * compares the set that was taken up with the one that is read from the rule files, bit by bit.
 */
#ifndef TENKEN_PROGRAM_WRITING_RULE_SET_WRITER_H
#define TENKEN_PROGRAM_WRITING_RULE_SET_WRITER_H

#include "program/rule_set.h"

/* Gives its place in the block. No place of its sources may have been asked for. */
size_t rule_set_write(struct block_writer *writer, const struct rule_set *set);

/* ---- between the files that write a rule set ---- */

struct rule_set_writing {
	struct block_writer *block;
	const struct type **types; /* one of each that was written: nobody asks which one it is */
	size_t type_count, type_capacity;
};

size_t type_write(struct rule_set_writing *writing, const struct type *type);
size_t fact_type_write(struct rule_set_writing *writing, const struct fact_type *fact);
size_t expression_write(struct rule_set_writing *writing, const struct expression *expression);
/* What the value at `field`, copied from `value`, points to. */
void cel_value_write(struct rule_set_writing *writing, size_t field, const struct cel_value *value);
void insurers_write(struct rule_set_writing *writing, size_t field, const struct insurers *insurers);
/* Gives the place of the copied texts. */
size_t texts_write(struct rule_set_writing *writing, const struct slice *texts, size_t count);
void lookup_tables_write(struct rule_set_writing *writing, size_t field, const struct lookup_table_set *set);
void lexicons_write(struct rule_set_writing *writing, size_t field, const struct lexicon_set *set);
size_t derive_tables_write(struct rule_set_writing *writing, const struct derive_tables *tables);

#endif
