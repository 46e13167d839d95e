/* The numbers of a frequency: how many times in what time, nights, and the lengths that say nothing about how often. */
#include "derive/frequency/frequency_cursor.h"

static bool joins_numbers(uint32_t c)
{
	return c == '~' || c == '-' || c == DOT || c == TOUTEN || c == ',';
}

/* 2, 1～2, 1・2 */
static bool take_count(struct frequency_cursor *cursor, struct count_range *range)
{
	struct frequency_cursor ahead = *cursor;

	if (!cursor_take_number(&ahead, &range->min))
		return false;
	range->max = range->min;
	range->said = true;
	*cursor = ahead;
	if (joins_numbers(cursor_peek(&ahead))) {
		int second;

		cursor_take(&ahead, cursor_peek(&ahead));
		/* 月曜 behind "1・" is no number; 10:00-11:00 never gets here. */
		if (cursor_take_number(&ahead, &second) && second > range->min) {
			range->max = second;
			*cursor = ahead;
		}
	}
	return true;
}

/* 回, 度 or 日 behind a count. */
static bool take_counter(struct frequency_cursor *cursor, struct count_range *range)
{
	if (cursor_take(cursor, KAI) || cursor_take(cursor, DO))
		return true;
	struct frequency_cursor ahead = *cursor;

	if (cursor_take(&ahead, HI) && cursor_peek(&ahead) != YOU) {
		cursor_take(&ahead, KAN);
		*cursor = ahead;
		range->days = true;
		return true;
	}
	return false;
}

static void keep(struct frequency_cursor *cursor, struct count_range *kept, const struct count_range *found)
{
	if (kept->said && (kept->min != found->min || kept->max != found->max))
		cursor->parts->clash = true;
	*kept = *found;
}

/* Behind 週, 月, 日: [に] count [回]. */
static bool take_rate(struct frequency_cursor *cursor, struct count_range *kept)
{
	struct frequency_cursor ahead = *cursor;
	struct count_range range = {0};

	while (cursor_take(&ahead, KAN) || cursor_take(&ahead, NI) || cursor_take(&ahead, '/'))
		;
	bool about = cursor_take(&ahead, YAKU);

	if (!take_count(&ahead, &range))
		return false;
	bool counted = take_counter(&ahead, &range);

	if (!counted && (cursor_peek(&ahead) == FUN || cursor_peek(&ahead) == JI || cursor_peek(&ahead) == ':' || cursor_peek(&ahead) == TAN))
		return false;
	keep(cursor, kept, &range);
	if (about)
		cursor->parts->words |= WORD_ABOUT;
	*cursor = ahead;
	return true;
}

enum time_span frequency_take_span(struct frequency_cursor *cursor, int *length)
{
	struct frequency_cursor ahead = *cursor;
	enum time_span span = SPAN_NONE;

	*length = 1;
	if (cursor_take(&ahead, HAN) && cursor_take(&ahead, NEN)) {
		*length = 6;
		*cursor = ahead;
		return SPAN_MONTH;
	}
	ahead = *cursor;
	cursor_take_number(&ahead, length);
	if (cursor_take(&ahead, SHUU)) {
		span = SPAN_WEEK;
	} else if (cursor_take(&ahead, NEN)) {
		*length *= 12;
		span = SPAN_MONTH;
	} else if (cursor_take(&ahead, HI)) {
		span = SPAN_DAY;
	} else {
		cursor_take(&ahead, KA);
		span = cursor_take(&ahead, TSUKI) ? SPAN_MONTH : SPAN_NONE;
	}
	if (span != SPAN_NONE && *length > 0)
		*cursor = ahead;
	return *length > 0 ? span : SPAN_NONE;
}

bool frequency_take_rate(struct frequency_cursor *cursor)
{
	struct frequency_parts *parts = cursor->parts;
	struct frequency_cursor ahead = *cursor;
	int length;
	enum time_span span = frequency_take_span(&ahead, &length);
	bool found = false;

	if (span == SPAN_WEEK && (found = take_rate(&ahead, &parts->a_week)))
		parts->weeks = length;
	else if (span == SPAN_MONTH && (found = take_rate(&ahead, &parts->a_month)))
		parts->months = length;
	else if (span == SPAN_DAY && length == 1)
		found = take_rate(&ahead, &parts->a_day);
	if (found)
		cursor->at = ahead.at;
	return found;
}

/* 1日おき, 2日に1回: every other day. */
bool frequency_take_other_day(struct frequency_cursor *cursor)
{
	struct frequency_cursor ahead = *cursor;
	int number;

	if (!cursor_take_number(&ahead, &number) || !cursor_take(&ahead, HI))
		return false;
	bool every_second = number == 1 && cursor_take(&ahead, O) && cursor_take(&ahead, KI);

	if (!every_second && number == 2 && cursor_take(&ahead, NI))
		every_second = cursor_take_number(&ahead, &number) && number == 1 && cursor_take(&ahead, KAI);
	if (!every_second)
		return false;
	cursor->parts->words |= WORD_OTHER_DAY;
	cursor->at = ahead.at;
	return true;
}

/* /月 behind a stay: its days are for a month. */
static void take_span_of_stay(struct frequency_cursor *cursor)
{
	struct frequency_parts *parts = cursor->parts;
	struct frequency_cursor ahead = *cursor;
	int length;

	if (!cursor_take(&ahead, '/') || frequency_take_span(&ahead, &length) != SPAN_MONTH)
		return;
	parts->a_month = (struct count_range){true, parts->days, parts->days, true};
	parts->months = length;
	cursor->at = ahead.at;
}

/* 6泊7日, 6泊7日/月 */
bool frequency_take_stay(struct frequency_cursor *cursor)
{
	struct frequency_cursor ahead = *cursor;
	int nights, days;

	if (!cursor_take_number(&ahead, &nights) || !cursor_take(&ahead, HAKU))
		return false;
	days = nights + 1;
	struct frequency_cursor behind = ahead;

	if (cursor_take_number(&behind, &days) && cursor_take(&behind, HI))
		ahead = behind;
	cursor->parts->nights = nights;
	cursor->parts->days = days;
	cursor->at = ahead.at;
	take_span_of_stay(cursor);
	return true;
}

/* 60分, 1時間, 2単位, 10:00: how long or when, not how often. */
bool frequency_take_duration(struct frequency_cursor *cursor)
{
	struct frequency_cursor ahead = *cursor;
	int number;

	if (!cursor_take_number(&ahead, &number))
		return false;
	if (cursor_take(&ahead, ':')) {
		cursor_take_number(&ahead, &number);
		cursor_take(&ahead, '~');
	} else if (cursor_take(&ahead, JI)) {
		if (cursor_take(&ahead, KAN) && number == 24)
			cursor->parts->words |= WORD_CONTINUOUS;
		cursor_take(&ahead, HAN);
	} else if (!cursor_take(&ahead, FUN) && !(cursor_take(&ahead, TAN) && cursor_take(&ahead, I))) {
		return false;
	}
	cursor->at = ahead.at;
	return true;
}

/* 2回/週, 1回／月, 6泊7日/月 and 2回 alone. */
bool frequency_take_count(struct frequency_cursor *cursor)
{
	struct frequency_parts *parts = cursor->parts;
	struct frequency_cursor ahead = *cursor;
	struct count_range range = {0};
	int length;

	if (!take_count(&ahead, &range) || !take_counter(&ahead, &range))
		return false;
	struct frequency_cursor behind = ahead;

	if (cursor_take(&behind, '/')) {
		enum time_span span = frequency_take_span(&behind, &length);

		if (span != SPAN_NONE) {
			keep(cursor, span == SPAN_DAY ? &parts->a_day : span == SPAN_WEEK ? &parts->a_week : &parts->a_month, &range);
			if (span == SPAN_WEEK)
				parts->weeks = length;
			if (span == SPAN_MONTH)
				parts->months = length;
			cursor->at = behind.at;
			return true;
		}
	}
	if (range.days)
		return false;
	struct frequency_cursor each = ahead;

	if (range.min == 1 && range.max == 1 && frequency_take_duration(&each)) { /* 1回60分: each time */
		cursor->at = each.at;
		return true;
	}
	keep(cursor, &parts->bare, &range);
	cursor->at = ahead.at;
	return true;
}
