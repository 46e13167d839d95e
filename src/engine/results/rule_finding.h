/*
 * rule_finding.h - what every finding of a rule carries, whatever raised it: ids, title, severity, basis, period. Private to engine/.
 */
#ifndef TENKEN_ENGINE_RESULTS_RULE_FINDING_H
#define TENKEN_ENGINE_RESULTS_RULE_FINDING_H

#include "engine/results/rule_results.h"

/* What was looked up, in `arena`. */
const struct used_table *rule_finding_tables(struct arena *arena, const struct table_uses *used, enum rule_language language);
/* Of the revision in force, without words and place; NULL beyond the limit of the list. */
struct finding *rule_finding_add(const struct prepared_rule *prepared, enum rule_language language, struct finding_list *findings);

#endif
