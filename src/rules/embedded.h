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
/*
 * The struct rule_set that rules_load makes of these files, as the build wrote it down, to be taken up by block_take_up; NULL
 * when a file has a mistake.
 */
const struct block *embedded_rule_set(void);

#endif
