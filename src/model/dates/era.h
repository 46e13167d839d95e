/*
 * era.h - the Japanese eras from 明治 on, as one table. For the model's own reading and printing of dates.
 *
 * First days as the enactments of 1912, 1926, 1989 and 2019 say; the day of a change in 1912 and 1926 belongs to both eras. 明治 is
 * counted here from 1868-01-25, the day the era was named, in Gregorian days: before 1873 Japan's own calendar was another.
 */
#ifndef TENKEN_MODEL_DATES_ERA_H
#define TENKEN_MODEL_DATES_ERA_H

#include "base/slice.h"

struct era {
	struct slice name;        /* 令和 */
	uint32_t characters[2];   /* the same as code points: the first alone is its short form (令7.4.1) */
	char letter;              /* R */
	int year_before;          /* the Gregorian year before its year 1: 2018 */
	int32_t first, last;      /* days as in date.h; INT32_MAX: goes on */
	bool may_run_on;          /* printed ahead on documents before it ended: 平成33年 */
	struct slice bounds, bounds_en; /* for people */
};

enum { ERA_COUNT = 5 };

extern const struct era eras[ERA_COUNT]; /* oldest first */
const struct era *era_of(int32_t date);  /* the newest era that holds the day; NULL before 明治 */

#endif
