/* Timestamps and durations of CEL: making them, and their parts. */
#include "engine/functions/functions.h"
#include "engine/values/moments.h"
#include "engine/values/operators.h"
#include "model/dates/date.h"

#define DAY_SECONDS 86400

struct cel_value function_timestamp(struct evaluation *evaluation, const struct expression *call, const struct cel_value *arguments,
				    size_t count)
{
	(void)evaluation;
	(void)count;
	switch (arguments[0].kind) {
	case CEL_TIMESTAMP: return arguments[0];
	case CEL_STRING: return timestamp_read(cel_text(arguments[0]), call);
	case CEL_INT: return timestamp_of_seconds(arguments[0].is.integer, call);
	default: return cel_error(CEL_ERROR_NO_OVERLOAD, call);
	}
}

struct cel_value function_duration(struct evaluation *evaluation, const struct expression *call, const struct cel_value *arguments,
				   size_t count)
{
	(void)evaluation;
	(void)count;
	if (arguments[0].kind == CEL_DURATION)
		return arguments[0];
	return arguments[0].kind == CEL_STRING ? duration_read(cel_text(arguments[0]), call) : cel_error(CEL_ERROR_NO_OVERLOAD, call);
}

struct moment {
	struct calendar_date date;
	int32_t day;
	int64_t second; /* of the day */
};

/* The timestamp in the zone of the second argument, else in UTC. */
static bool split(const struct cel_value *arguments, size_t count, struct moment *moment)
{
	int64_t seconds = arguments[0].is.integer, offset = 0;

	if (arguments[0].kind != CEL_TIMESTAMP || (count > 1 && arguments[1].kind != CEL_STRING))
		return false;
	if (count > 1 && !zone_offset(cel_text(arguments[1]), &offset))
		return false;
	seconds += offset;
	moment->second = (seconds % DAY_SECONDS + DAY_SECONDS) % DAY_SECONDS;
	moment->day = (int32_t)((seconds - moment->second) / DAY_SECONDS);
	moment->date = date_to_calendar(moment->day);
	return true;
}

#define DATE_PART(name, value)                                                                                           \
	struct cel_value function_##name(struct evaluation *evaluation, const struct expression *call,                   \
					 const struct cel_value *arguments, size_t count)                                \
	{                                                                                                                \
		struct moment moment;                                                                                    \
                                                                                                                         \
		(void)evaluation;                                                                                        \
		if (!split(arguments, count, &moment))                                                                   \
			return cel_error(CEL_ERROR_CONVERSION, call);                                                    \
		return cel_int(value);                                                                                   \
	}

DATE_PART(getFullYear, moment.date.year)
DATE_PART(getMonth, moment.date.month - 1)
DATE_PART(getDate, moment.date.day)
DATE_PART(getDayOfMonth, moment.date.day - 1)
DATE_PART(getDayOfYear, moment.day - date_from_calendar((struct calendar_date){moment.date.year, 1, 1}))
DATE_PART(getDayOfWeek, ((moment.day % 7 + 7) % 7 + 4) % 7) /* 1970-01-01 was a Thursday */

/* Of a duration the whole of it in that unit; of a timestamp the hand of the clock. */
#define CLOCK_PART(name, of_duration, of_moment)                                                                         \
	struct cel_value function_##name(struct evaluation *evaluation, const struct expression *call,                   \
					 const struct cel_value *arguments, size_t count)                                \
	{                                                                                                                \
		struct moment moment;                                                                                    \
		int64_t whole = arguments[0].is.integer + (arguments[0].is.integer < 0 && arguments[0].detail > 0);      \
                                                                                                                         \
		(void)evaluation;                                                                                        \
		if (arguments[0].kind == CEL_DURATION)                                                                   \
			return cel_int(of_duration);                                                                     \
		if (!split(arguments, count, &moment))                                                                   \
			return cel_error(CEL_ERROR_CONVERSION, call);                                                    \
		return cel_int(of_moment);                                                                               \
	}

CLOCK_PART(getHours, whole / 3600, moment.second / 3600)
CLOCK_PART(getMinutes, whole / 60, moment.second / 60 % 60)
CLOCK_PART(getSeconds, whole, moment.second % 60)
CLOCK_PART(getMilliseconds, (whole & 0) + arguments[0].detail / 1000000, arguments[0].detail / 1000000)
