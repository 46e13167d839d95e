/*
 * batch_overall.h - numbers with which a rule over many plans compares each office (care manager, person): over the facts of all of them
 * that agree in the columns that make groups. Private to engine/batch/.
 */
#ifndef TENKEN_ENGINE_BATCH_BATCH_OVERALL_H
#define TENKEN_ENGINE_BATCH_BATCH_OVERALL_H

#include "engine/batch/batch_groups.h"

struct batch_overall {
	uint32_t *of_group; /* number in `sets` of each group */
	struct overall_set {
		uint32_t first, last;     /* of its groups */
		struct cel_value *values; /* one for each `overall` of the rule */
	} *sets;
	uint32_t *next; /* group of the same set; UINT32_MAX: the last */
	size_t count, capacity;
};

/* Nothing without `overall`. False when it takes more steps than `steps_a_fact` allows: the rule is at fault. */
bool batch_overall_make(struct batch_overall *overall, const struct batch_groups *groups, struct evaluation *evaluation,
			uint32_t steps_a_fact);
/* Lends the names of `overall` to the evaluation, which is to judge the group. */
void batch_overall_lend(const struct batch_overall *overall, const struct batch_groups *groups, const struct batch_group *group,
			struct evaluation *evaluation);

#endif
