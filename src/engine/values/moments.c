#include "engine/values/moments.h"

#include "engine/values/operators.h"
#include "model/dates/date.h"

#define NANOSECONDS 1000000000
#define FIRST_SECOND INT64_C(-62135596800) /* 0001-01-01T00:00:00Z */
#define LAST_SECOND INT64_C(253402300799)  /* 9999-12-31T23:59:59Z */
#define DAY_SECONDS 86400

/* Durations hold what an int64 of nanoseconds can, as the reference implementation does. */
static struct cel_value make_duration(int64_t seconds, int64_t nanoseconds, const struct expression *at)
{
	seconds += nanoseconds / NANOSECONDS;
	nanoseconds %= NANOSECONDS;
	if (nanoseconds < 0) {
		nanoseconds += NANOSECONDS;
		seconds--;
	}
	if (seconds > INT64_MAX / NANOSECONDS - 1 || seconds < INT64_MIN / NANOSECONDS + 1)
		return cel_error(CEL_ERROR_RANGE, at);
	return (struct cel_value){.kind = CEL_DURATION, .detail = (uint32_t)nanoseconds, .is.integer = seconds};
}

static struct cel_value make_timestamp(int64_t seconds, int64_t nanoseconds, const struct expression *at)
{
	seconds += nanoseconds / NANOSECONDS;
	nanoseconds %= NANOSECONDS;
	if (nanoseconds < 0) {
		nanoseconds += NANOSECONDS;
		seconds--;
	}
	if (seconds < FIRST_SECOND || seconds > LAST_SECOND)
		return cel_error(CEL_ERROR_RANGE, at);
	return (struct cel_value){.kind = CEL_TIMESTAMP, .detail = (uint32_t)nanoseconds, .is.integer = seconds};
}

struct cel_value timestamp_of_seconds(int64_t seconds, const struct expression *at)
{
	return make_timestamp(seconds, 0, at);
}

struct cel_value moment_arithmetic(struct cel_value a, struct cel_value b, bool subtract, const struct expression *at)
{
	int64_t sign = subtract ? -1 : 1;
	int64_t seconds = a.is.integer + sign * b.is.integer; /* both are far below the range of int64 */
	int64_t nanoseconds = (int64_t)a.detail + sign * (int64_t)b.detail;

	if (a.kind == CEL_TIMESTAMP && b.kind == CEL_TIMESTAMP)
		return subtract ? make_duration(seconds, nanoseconds, at) : cel_error(CEL_ERROR_NO_OVERLOAD, at);
	if (a.kind == CEL_DURATION && b.kind == CEL_DURATION)
		return make_duration(seconds, nanoseconds, at);
	if (b.kind == CEL_TIMESTAMP && subtract)
		return cel_error(CEL_ERROR_NO_OVERLOAD, at);
	return make_timestamp(seconds, nanoseconds, at);
}

/* ---- reading ---- */

struct digits {
	struct slice text;
	size_t at;
	bool bad;
};

static int take_number(struct digits *digits, size_t count, char before)
{
	int number = 0;

	if (before && (digits->at >= digits->text.length || digits->text.data[digits->at++] != before))
		digits->bad = true;
	for (size_t i = 0; i < count; i++) {
		char c = digits->at < digits->text.length ? digits->text.data[digits->at++] : '\0';

		digits->bad = digits->bad || c < '0' || c > '9';
		number = number * 10 + (digits->bad ? 0 : c - '0');
	}
	return number;
}

/* Digits after a point, as nanoseconds; what is finer is cut. */
static int64_t take_fraction(struct digits *digits)
{
	int64_t nanoseconds = 0, unit = NANOSECONDS / 10;
	size_t start = ++digits->at;

	for (; digits->at < digits->text.length; digits->at++) {
		char c = digits->text.data[digits->at];

		if (c < '0' || c > '9')
			break;
		nanoseconds += (c - '0') * unit;
		unit /= 10;
	}
	digits->bad = digits->bad || digits->at == start;
	return nanoseconds;
}

static bool at_char(const struct digits *digits, char c)
{
	return digits->at < digits->text.length && digits->text.data[digits->at] == c;
}

bool zone_offset(struct slice zone, int64_t *seconds)
{
	struct digits digits = {.text = zone};
	bool negative = at_char(&digits, '-');
	int hours, minutes;

	if (slice_equal(zone, SLICE_OF("UTC")) || slice_equal(zone, SLICE_OF("Z"))) {
		*seconds = 0;
		return true;
	}
	if (negative || at_char(&digits, '+'))
		digits.at++;
	hours = take_number(&digits, 2, '\0');
	minutes = take_number(&digits, 2, ':');
	*seconds = (hours * 60 + minutes) * INT64_C(60) * (negative ? -1 : 1);
	return !digits.bad && digits.at == zone.length && hours < 24 && minutes < 60;
}

struct cel_value timestamp_read(struct slice text, const struct expression *at)
{
	struct digits digits = {.text = text};
	struct calendar_date date;
	int hour, minute, second;
	int64_t nanoseconds = 0, offset;

	date.year = take_number(&digits, 4, '\0');
	date.month = take_number(&digits, 2, '-');
	date.day = take_number(&digits, 2, '-');
	hour = take_number(&digits, 2, 'T');
	minute = take_number(&digits, 2, ':');
	second = take_number(&digits, 2, ':');
	if (at_char(&digits, '.'))
		nanoseconds = take_fraction(&digits);
	if (digits.bad || hour > 23 || minute > 59 || second > 59 ||
	    !zone_offset(slice_part(text, digits.at, text.length), &offset))
		return cel_error(CEL_ERROR_CONVERSION, at);
	if (!calendar_date_exists(date))
		return cel_error(CEL_ERROR_RANGE, at);
	return make_timestamp(date_from_calendar(date) * (int64_t)DAY_SECONDS + (hour * 60 + minute) * 60 + second - offset, nanoseconds,
			      at);
}

/* Nanoseconds of the unit at the place, which is stepped over; 0 when there is none. */
static int64_t take_unit(struct digits *digits)
{
	static const struct {
		struct slice name;
		int64_t nanoseconds;
	} units[] = {{SLICE("ns"), 1},
		     {SLICE("us"), 1000},
		     {SLICE("µs"), 1000},
		     {SLICE("ms"), 1000000},
		     {SLICE("s"), NANOSECONDS},
		     {SLICE("m"), INT64_C(60) * NANOSECONDS},
		     {SLICE("h"), INT64_C(3600) * NANOSECONDS}};
	struct slice rest = slice_part(digits->text, digits->at, digits->text.length);

	for (size_t i = 0; i < COUNT_OF(units); i++)
		if (slice_starts_with(rest, units[i].name)) {
			digits->at += units[i].name.length;
			return units[i].nanoseconds;
		}
	return 0;
}

struct cel_value duration_read(struct slice text, const struct expression *at)
{
	struct digits digits = {.text = text};
	bool negative = at_char(&digits, '-');
	int64_t seconds = 0, nanoseconds = 0;

	if (negative || at_char(&digits, '+'))
		digits.at++;
	if (slice_equal(slice_part(text, digits.at, text.length), SLICE_OF("0")))
		return make_duration(0, 0, at);
	if (digits.at >= text.length)
		return cel_error(CEL_ERROR_CONVERSION, at);
	while (digits.at < text.length) {
		size_t start = digits.at;
		uint64_t whole = 0;
		int64_t fraction = 0, unit;

		while (digits.at < text.length && text.data[digits.at] >= '0' && text.data[digits.at] <= '9')
			digits.at++;
		if (digits.at > start && !slice_to_uint(slice_part(text, start, digits.at), &whole))
			return cel_error(CEL_ERROR_RANGE, at);
		if (at_char(&digits, '.'))
			fraction = take_fraction(&digits);
		unit = digits.at == start || digits.bad ? 0 : take_unit(&digits);
		if (unit == 0)
			return cel_error(CEL_ERROR_CONVERSION, at);
		if (whole > (uint64_t)INT64_MAX / (uint64_t)unit)
			return cel_error(CEL_ERROR_RANGE, at);
		seconds += (int64_t)whole * unit / NANOSECONDS;
		nanoseconds += (int64_t)whole * unit % NANOSECONDS + (int64_t)((double)fraction / NANOSECONDS * (double)unit);
		if (seconds > INT64_MAX / NANOSECONDS)
			return cel_error(CEL_ERROR_RANGE, at);
	}
	return negative ? make_duration(-seconds, -nanoseconds, at) : make_duration(seconds, nanoseconds, at);
}

/* ---- writing ---- */

static void add_fraction(struct text_builder *builder, uint32_t nanoseconds)
{
	char digits[10];
	int length = 9;

	if (nanoseconds == 0)
		return;
	for (int i = 8; i >= 0; i--, nanoseconds /= 10)
		digits[i] = (char)('0' + nanoseconds % 10);
	while (digits[length - 1] == '0')
		length--;
	text_builder_add_char(builder, '.');
	text_builder_add(builder, slice_of(digits, (size_t)length));
}

void timestamp_add(struct text_builder *builder, struct cel_value timestamp)
{
	int64_t day = timestamp.is.integer / DAY_SECONDS, second = timestamp.is.integer % DAY_SECONDS;

	if (second < 0) {
		second += DAY_SECONDS;
		day--;
	}
	date_add_iso(builder, (int32_t)day);
	text_builder_print(builder, "T%02d:%02d:%02d", (int)(second / 3600), (int)(second / 60 % 60), (int)(second % 60));
	add_fraction(builder, timestamp.detail);
	text_builder_add_char(builder, 'Z');
}

void duration_add(struct text_builder *builder, struct cel_value duration)
{
	int64_t seconds = duration.is.integer;
	uint32_t nanoseconds = duration.detail;

	if (seconds < 0 && nanoseconds > 0) {
		seconds++;
		nanoseconds = NANOSECONDS - nanoseconds;
		if (seconds == 0)
			text_builder_add_char(builder, '-');
	}
	text_builder_add_int(builder, seconds);
	add_fraction(builder, nanoseconds);
	text_builder_add_char(builder, 's');
}
