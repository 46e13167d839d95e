/*
 * rule_explain.h - everything a person may want to know about a rule, as text. For the linter.
 */
#ifndef TENKEN_LINTER_RULE_EXPLAIN_H
#define TENKEN_LINTER_RULE_EXPLAIN_H

#include "findings/finding.h"
#include "rules/rule_loader.h"

/*
 * Title, what it says, its condition with every name in one language, what it rests on with quotation and
 * link, its periods in force and its examples.
 */
struct slice rule_explain(struct arena *arena, const struct loaded_rules *loaded, const struct rule *rule, bool english, bool english_names);

/* The built-in finding of an id or a name; NULL when there is none. */
const struct builtin_info *builtin_find(struct slice id_or_name);
/* What tenken itself says about files and values: it has no condition to show. */
struct slice builtin_explain(struct arena *arena, const struct builtin_info *builtin, bool english);

#endif
