/*
 * batch_overall.h - numbers with which a rule over many plans compares each office (care manager, person): over the facts of all of them
 * that agree in the columns that make groups. Private to engine/batch/.
 */
#ifndef TENKEN_ENGINE_BATCH_BATCH_OVERALL_H
#define TENKEN_ENGINE_BATCH_BATCH_OVERALL_H

#include "engine/batch/batch_groups.h"

struct batch_overall {
	struct name_table numbers; /* from the columns that make groups, as bytes, to the number in `values` */
	struct cel_value **values; /* of each set of groups that agree in them: one for each `overall` of the rule */
	struct text_builder key;
};

/*
 * `groups` are those of all plans together. Lives in `arena`. False when it takes more steps than `steps_a_fact` allows: the rule is at
 * fault.
 */
bool batch_overall_make(struct batch_overall *overall, struct arena *arena, const struct batch_groups *groups, struct evaluation *evaluation,
			uint32_t steps_a_fact);
/* Lends the names of `overall` to the evaluation, which is to judge the group: of a rule that has some. */
void batch_overall_lend(struct batch_overall *overall, const struct batch_groups *groups, const struct batch_group *group,
			struct evaluation *evaluation);

#endif
