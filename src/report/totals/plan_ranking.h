/*
 * plan_ranking.h - in which order plans are worth looking at together, and why. For the formats that rank.
 *
 * There is no score: a plan stands where it does because of reasons that are counted and named. Offices take turns, the plan with most
 * reasons of each before the second of any, so that neither small nor large ones fill the beginning. The same plans in the same order of
 * inputs give the same order.
 */
#ifndef TENKEN_REPORT_TOTALS_PLAN_RANKING_H
#define TENKEN_REPORT_TOTALS_PLAN_RANKING_H

#include "base/name_table.h"
#include "report/report.h"
#include "report/totals/report_totals.h"

/* The ids of rules, each once. */
struct rule_ids {
	struct slice *ids;
	size_t count, capacity;
};

struct ranked_plan {
	struct slice key, path, office, office_code;
	uint32_t ordinal;
	size_t counts[WEIGHT_COUNT], unchecked; /* findings that count, and rules that could not be checked */
	struct rule_ids rules;                  /* of its errors and warnings */
	struct rule_ids lists;                  /* over all plans: those that name it */
	size_t number, round;                   /* in the order of inputs; whose turn of its office it is */
	uint32_t office_number;
};

struct plan_ranking {
	struct arena *arena;
	struct ranked_plan *plans;
	size_t count, capacity;
	struct name_table offices;
};

void plan_ranking_init(struct plan_ranking *ranking, struct arena *arena);
void plan_ranking_add(struct plan_ranking *ranking, const struct report_plan *plan);
/* Those with a reason, in order; in the arena. `batch` may be NULL. */
const struct ranked_plan **plan_ranking_order(struct plan_ranking *ranking, const struct report_batch *batch, size_t *count);

#endif
