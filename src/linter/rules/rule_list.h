/*
 * rule_list.h - the list of all rules, for people and for programs. For the linter.
 */
#ifndef TENKEN_LINTER_RULE_LIST_H
#define TENKEN_LINTER_RULE_LIST_H

#include "base/memory/arena.h"
#include "program/rule_set.h"

/* One line a rule, by id: id, severity, category, name, title. */
struct slice rule_list(struct arena *arena, const struct rule_set *set, bool english);
/* The same of what tenken itself says about files and plans. */
struct slice builtin_list(struct arena *arena, bool english);
/* Both as one JSON object (docs/reference/command-line.md), a rule a line; `version` is that of tenken. */
struct slice rule_list_json(struct arena *arena, const struct rule_set *set, struct slice version, bool english);

#endif
