/*
 * result_ranking.h - the ranking of a saved result. Reports order the plans themselves, from the plans and from what lists them; a finding
 * in a result lists LIMIT_RELATED_PLANS at most, and which plans stand behind those the ranking alone says. For linter/results/ alone.
 */
#ifndef TENKEN_LINTER_RESULTS_RESULT_RANKING_H
#define TENKEN_LINTER_RESULTS_RESULT_RANKING_H

#include "findings/finding.h"
#include "linter/results/result_objects.h"

/* The ranking that begins with `event`: findings that left plans out keep those of their rule that it names (related_kept). */
bool result_read_ranking(struct result_reading *reading, enum json_event event, struct finding_list *findings);

#endif
