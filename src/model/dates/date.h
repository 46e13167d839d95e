/*
 * date.h - days as numbers, and the Japanese eras. Anyone above base may use it.
 *
 * A day is the number of days since 1970-01-01 (Gregorian), so that comparing and subtracting are plain arithmetic.
 */
#ifndef TENKEN_MODEL_DATES_DATE_H
#define TENKEN_MODEL_DATES_DATE_H

#include "base/text_builder.h"

struct calendar_date {
	int year, month, day;
};

bool calendar_date_exists(struct calendar_date date); /* years 1 to 9999 */
int32_t date_from_calendar(struct calendar_date date);
struct calendar_date date_to_calendar(int32_t date);
/* The same day `months` later (or earlier), held at the month's last day: 1-31 plus one month is 2-28 or 2-29. */
int32_t date_add_months(int32_t date, int months);
int date_days_in_month(int year, int month);
/*
 * The last day of a period of `months` months that begins on `from` (民法143条): from 4-01 six months end on 9-30; where the last
 * month has no such day, it ends with that month: from 8-31 on 2-28 or 2-29.
 */
int32_t date_last_of_months(int32_t from, int months);
/* Whole months from a to b, negative when b is earlier: 4-01 to 9-30 is 5, to 10-01 is 6. */
int date_months_between(int32_t a, int32_t b);
void date_add_iso(struct text_builder *builder, int32_t date);      /* 2025-04-01 */
void date_add_japanese(struct text_builder *builder, int32_t date); /* 令和7年4月1日; before 明治 as 西暦 */
void date_add_month_japanese(struct text_builder *builder, int32_t date); /* 令和7年4月, by the era of the day */
void date_add_month_english(struct text_builder *builder, int32_t date);  /* April 2025 */

#endif
