/*
 * report_rules.h - the rule set as formats see it that list rules beside their findings. For the linter alone.
 */
#ifndef TENKEN_LINTER_REPORT_RULES_H
#define TENKEN_LINTER_REPORT_RULES_H

#include "program/rule_set.h"
#include "report/report.h"

/* One for each rule of the set, in its order: what the newest revision says. Texts are borrowed from the set. */
const struct report_rule *report_rules(struct arena *arena, const struct rule_set *set, bool english);

#endif
