/*
 * deciding_date.h - the date that decides which revision of a rule judges a plan (dates decide the rules: a 2019 plan is judged
 * by 2019). Private to engine/.
 */
#ifndef TENKEN_ENGINE_RESULTS_DECIDING_DATE_H
#define TENKEN_ENGINE_RESULTS_DECIDING_DATE_H

#include "model/model.h"

struct deciding_date {
	int32_t date;
	struct slice said;             /* "plan.plan_date 2025-04-01" */
	struct slice name_ja, name_en; /* 作成年月日: what stood in; empty for the plan date itself */
	bool stands_in;                /* the plan date could not be read */
};

/* Plan date, created on, certification start, first month, as-of date: the first that is there. */
struct deciding_date deciding_date_of(struct arena *arena, const struct record *plan, int32_t as_of);
/* "NAME 2025-04-01". */
struct slice deciding_date_said(struct arena *arena, struct slice name, int32_t date);

#endif
