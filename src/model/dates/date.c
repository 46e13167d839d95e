/* Days as numbers. The arithmetic is that of the proleptic Gregorian calendar, counted from 1 March so that leap days come last. */
#include "model/dates/date.h"
#include "model/dates/era.h"

#include <assert.h>

static bool is_leap(int year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int date_days_in_month(int year, int month)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

	assert(month >= 1 && month <= 12);
	return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

bool calendar_date_exists(struct calendar_date date)
{
	return date.year >= 1 && date.year <= 9999 && date.month >= 1 && date.month <= 12 && date.day >= 1 &&
	       date.day <= date_days_in_month(date.year, date.month);
}

enum {
	DAYS_IN_400_YEARS = 146097,
	DAYS_BEFORE_1970 = 719468, /* from 0000-03-01 to 1970-01-01 */
};

int32_t date_from_calendar(struct calendar_date date)
{
	assert(calendar_date_exists(date));
	int year = date.month > 2 ? date.year : date.year - 1; /* of the year that begins in March; 0 at the least */
	int month = date.month > 2 ? date.month - 3 : date.month + 9;
	int century_year = year % 400;
	int day_of_year = (153 * month + 2) / 5 + date.day - 1;
	int day = century_year * 365 + century_year / 4 - century_year / 100 + day_of_year;

	return year / 400 * DAYS_IN_400_YEARS + day - DAYS_BEFORE_1970;
}

struct calendar_date date_to_calendar(int32_t date)
{
	int64_t days = (int64_t)date + DAYS_BEFORE_1970;
	int64_t cycle = days >= 0 ? days / DAYS_IN_400_YEARS : (days - DAYS_IN_400_YEARS + 1) / DAYS_IN_400_YEARS;
	int day = (int)(days - cycle * DAYS_IN_400_YEARS);
	int year = (day - day / 1460 + day / 36524 - day / 146096) / 365;
	int day_of_year = day - (year * 365 + year / 4 - year / 100);
	int month = (5 * day_of_year + 2) / 153;

	return (struct calendar_date){
		.year = year + (int)cycle * 400 + (month >= 10),
		.month = month < 10 ? month + 3 : month - 9,
		.day = day_of_year - (153 * month + 2) / 5 + 1,
	};
}

int32_t date_add_months(int32_t date, int months)
{
	struct calendar_date day = date_to_calendar(date);
	int64_t since_year_0 = (int64_t)day.year * 12 + day.month - 1 + months;

	if (since_year_0 < 12)
		since_year_0 = 12;
	if (since_year_0 > 9999 * 12 + 11)
		since_year_0 = 9999 * 12 + 11;
	day.year = (int)(since_year_0 / 12);
	day.month = (int)(since_year_0 % 12) + 1;
	if (day.day > date_days_in_month(day.year, day.month))
		day.day = date_days_in_month(day.year, day.month);
	return date_from_calendar(day);
}

int32_t date_last_of_months(int32_t from, int months)
{
	int32_t same_day = date_add_months(from, months);
	bool held = date_to_calendar(same_day).day < date_to_calendar(from).day;

	return held ? same_day : same_day - 1;
}

int date_months_between(int32_t a, int32_t b)
{
	if (b < a)
		return -date_months_between(b, a);
	struct calendar_date from = date_to_calendar(a), to = date_to_calendar(b);
	int months = (to.year - from.year) * 12 + to.month - from.month;

	/* 1-31 to 2-28 is a whole month: the day is held at the month's end, as date_add_months holds it. */
	return date_add_months(a, months) > b ? months - 1 : months;
}

/* A number below 100 in two digits. */
static void add_two_digits(struct text_builder *builder, int number)
{
	text_builder_add_char(builder, (char)('0' + number / 10));
	text_builder_add_char(builder, (char)('0' + number % 10));
}

void date_add_iso(struct text_builder *builder, int32_t date)
{
	struct calendar_date day = date_to_calendar(date);

	if (day.year < 0 || day.year > 9999) { /* counted on from a date, nobody's calendar */
		text_builder_print(builder, "%04d", day.year);
	} else {
		add_two_digits(builder, day.year / 100);
		add_two_digits(builder, day.year % 100);
	}
	text_builder_add_char(builder, '-');
	add_two_digits(builder, day.month);
	text_builder_add_char(builder, '-');
	add_two_digits(builder, day.day);
}

static void add_number(struct text_builder *builder, int number, const char *unit)
{
	text_builder_add_int(builder, number);
	text_builder_add_string(builder, unit);
}

void date_add_month_japanese(struct text_builder *builder, int32_t date)
{
	struct calendar_date day = date_to_calendar(date);
	const struct era *era = era_of(date);

	if (!era) {
		add_number(builder, day.year, "年");
	} else {
		int year = day.year - era->year_before;

		text_builder_add(builder, era->name);
		if (year == 1)
			text_builder_add_string(builder, "元年");
		else
			add_number(builder, year, "年");
	}
	add_number(builder, day.month, "月");
}

void date_add_japanese(struct text_builder *builder, int32_t date)
{
	date_add_month_japanese(builder, date);
	add_number(builder, date_to_calendar(date).day, "日");
}

void date_add_month_english(struct text_builder *builder, int32_t date)
{
	static const char *const names[] = {"January", "February", "March",     "April",   "May",      "June",
					    "July",    "August",   "September", "October", "November", "December"};
	struct calendar_date day = date_to_calendar(date);

	text_builder_print(builder, "%s %d", names[day.month - 1], day.year);
}
