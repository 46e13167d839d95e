/*
 * embedded.h - the rule files that tenken ships, as they stood when it was built, without their examples. For the linter.
 *
 * Made by rules/embed.cmake and rules/embed_rules.c: every .yaml below rules/, formats and profiles included, sorted by path.
 */
#ifndef TENKEN_RULES_EMBEDDED_H
#define TENKEN_RULES_EMBEDDED_H

#include "base/memory/block.h"
#include "rules/rule_loader.h"

const struct rule_file *embedded_rule_files(size_t *count);
/* What every run needs and what is the same in each that has no rules of its own. */
struct embedded_set {
	const struct rule_set *rules; /* as rules_load makes it of these files */
	const struct key_table *keys; /* of the model */
};

/* The struct embedded_set that the build wrote down, to be taken up by block_take_up; NULL when a rule file has a mistake. */
const struct block *embedded_set(void);
/* Writes one as a block, for the build and its tests. */
void embedded_set_write(struct block_writer *writer, const struct embedded_set *set);

#endif
