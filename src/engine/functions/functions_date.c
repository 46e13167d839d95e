/* Functions of days, times of day and periods. */
#include "engine/functions/functions.h"
#include "engine/values/cell_values.h"
#include "engine/values/operators.h"
#include "model/dates/date.h"
#include "model/values/value_read.h"

static int32_t day_of(struct cel_value v)
{
	return (int32_t)v.is.integer;
}

/* Dates come from cells and literals, so they are days of the calendar; what is computed is kept so. */
static struct cel_value checked_date(int64_t day, const struct expression *call)
{
	static const struct calendar_date first = {1, 1, 1}, last = {9999, 12, 31};

	if (day < date_from_calendar(first) || day > date_from_calendar(last))
		return cel_error(CEL_ERROR_RANGE, call);
	return cel_date((int32_t)day);
}

struct cel_value function_date(struct evaluation *evaluation, const struct expression *call, const struct cel_value *arguments, size_t count)
{
	int32_t date;

	(void)evaluation;
	(void)count;
	return date_read(cel_text(arguments[0]), &date) ? cel_date(date) : cel_error(CEL_ERROR_CONVERSION, call);
}

struct cel_value function_today(struct evaluation *evaluation, const struct expression *call, const struct cel_value *arguments,
				size_t count)
{
	(void)call;
	(void)arguments;
	(void)count;
	return cel_date(evaluation->today);
}

struct cel_value function_days_between(struct evaluation *evaluation, const struct expression *call, const struct cel_value *arguments,
				       size_t count)
{
	(void)evaluation;
	(void)call;
	(void)count;
	return cel_int(arguments[1].is.integer - arguments[0].is.integer);
}

struct cel_value function_months_between(struct evaluation *evaluation, const struct expression *call, const struct cel_value *arguments,
					 size_t count)
{
	(void)evaluation;
	(void)call;
	(void)count;
	return cel_int(date_months_between(day_of(arguments[0]), day_of(arguments[1])));
}

#define DAYS_MAX 4000000 /* more than all days of the calendar */

struct cel_value function_add_days(struct evaluation *evaluation, const struct expression *call, const struct cel_value *arguments,
				   size_t count)
{
	int64_t days = arguments[1].is.integer;

	(void)evaluation;
	(void)count;
	if (days > DAYS_MAX || days < -DAYS_MAX)
		return cel_error(CEL_ERROR_RANGE, call);
	return checked_date(arguments[0].is.integer + days, call);
}

struct cel_value function_add_months(struct evaluation *evaluation, const struct expression *call, const struct cel_value *arguments,
				     size_t count)
{
	struct calendar_date date = date_to_calendar(day_of(arguments[0]));
	int64_t months = arguments[1].is.integer, year;

	(void)evaluation;
	(void)count;
	if (months > DAYS_MAX || months < -DAYS_MAX)
		return cel_error(CEL_ERROR_RANGE, call);
	year = (date.year * INT64_C(12) + date.month - 1 + months) / 12;
	if (year < 1 || year > 9999)
		return cel_error(CEL_ERROR_RANGE, call);
	return cel_date(date_add_months(day_of(arguments[0]), (int)months));
}

struct cel_value function_month_start(struct evaluation *evaluation, const struct expression *call, const struct cel_value *arguments,
				      size_t count)
{
	struct calendar_date date = date_to_calendar(day_of(arguments[0]));

	(void)evaluation;
	(void)call;
	(void)count;
	date.day = 1;
	return cel_date(date_from_calendar(date));
}

struct cel_value function_month_end(struct evaluation *evaluation, const struct expression *call, const struct cel_value *arguments,
				    size_t count)
{
	struct calendar_date date = date_to_calendar(day_of(arguments[0]));

	(void)evaluation;
	(void)call;
	(void)count;
	date.day = date_days_in_month(date.year, date.month);
	return cel_date(date_from_calendar(date));
}

struct cel_value function_year_of(struct evaluation *evaluation, const struct expression *call, const struct cel_value *arguments,
				  size_t count)
{
	(void)evaluation;
	(void)call;
	(void)count;
	return cel_int(date_to_calendar(day_of(arguments[0])).year);
}

struct cel_value function_month_of(struct evaluation *evaluation, const struct expression *call, const struct cel_value *arguments,
				   size_t count)
{
	(void)evaluation;
	(void)call;
	(void)count;
	return cel_int(date_to_calendar(day_of(arguments[0])).month);
}

/* A day in the words of the run's language. */
static struct cel_value said(struct evaluation *evaluation, struct cel_value date, void (*japanese)(struct text_builder *, int32_t),
			     void (*english)(struct text_builder *, int32_t))
{
	struct text_builder builder;

	text_builder_init(&builder, evaluation->scratch);
	(evaluation->english ? english : japanese)(&builder, day_of(date));
	return cel_string(text_builder_finish(&builder));
}

struct cel_value function_day_name(struct evaluation *evaluation, const struct expression *call, const struct cel_value *arguments,
				   size_t count)
{
	(void)call;
	(void)count;
	return said(evaluation, arguments[0], date_add_japanese, date_add_iso);
}

struct cel_value function_month_name(struct evaluation *evaluation, const struct expression *call, const struct cel_value *arguments,
				     size_t count)
{
	(void)call;
	(void)count;
	return said(evaluation, arguments[0], date_add_month_japanese, date_add_month_english);
}

struct cel_value function_weekday_of(struct evaluation *evaluation, const struct expression *call, const struct cel_value *arguments,
				     size_t count)
{
	int64_t since_monday = (arguments[0].is.integer % 7 + 7 + 3) % 7; /* 1970-01-01 was a Thursday */

	(void)evaluation;
	(void)call;
	(void)count;
	return cel_enum(ENUM_weekday, (unsigned)since_monday);
}

struct cel_value function_minutes_between(struct evaluation *evaluation, const struct expression *call, const struct cel_value *arguments,
					  size_t count)
{
	return function_days_between(evaluation, call, arguments, count);
}

/* ---- periods ---- */

struct bounds {
	struct cel_value from, to;
};

static struct bounds bounds_of(struct evaluation *evaluation, struct cel_value v)
{
	if (v.kind != CEL_RECORD)
		return (struct bounds){v, v};
	return (struct bounds){cell_read(evaluation, v.is.record, Period_from), cell_read(evaluation, v.is.record, Period_to)};
}

/* An end of a period that is blank, unreadable or not supplied is no end: the answer is that error or unknown. */
static struct cel_value worst_bound(struct evaluation *evaluation, struct bounds a, struct bounds b)
{
	struct cel_value all[] = {a.from, a.to, b.from, b.to}, worst = cel_null();

	for (size_t i = 0; i < COUNT_OF(all); i++)
		if (!cel_is_proper(all[i]))
			worst = cel_worse(evaluation, worst, all[i]);
	return worst;
}

struct cel_value function_within(struct evaluation *evaluation, const struct expression *call, const struct cel_value *arguments,
				 size_t count)
{
	struct bounds inner = bounds_of(evaluation, arguments[0]), outer = bounds_of(evaluation, arguments[1]);
	struct cel_value worst = worst_bound(evaluation, inner, outer);

	(void)call;
	(void)count;
	if (!cel_is_proper(worst))
		return worst;
	return cel_bool(outer.from.is.integer <= inner.from.is.integer && inner.to.is.integer <= outer.to.is.integer);
}

struct cel_value function_overlaps(struct evaluation *evaluation, const struct expression *call, const struct cel_value *arguments,
				   size_t count)
{
	struct bounds a = bounds_of(evaluation, arguments[0]), b = bounds_of(evaluation, arguments[1]);
	struct cel_value worst = worst_bound(evaluation, a, b);

	(void)call;
	(void)count;
	if (!cel_is_proper(worst))
		return worst;
	return cel_bool(a.from.is.integer <= b.to.is.integer && b.from.is.integer <= a.to.is.integer);
}
