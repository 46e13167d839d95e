/* The days of a frequency: weekdays, which of a month, and the dates of a period that share its cell. */
#include "derive/frequency/frequency_cursor.h"

#include "base/compiler.h"
#include "model/dates/date_words.h"

static int weekday_of(uint32_t c)
{
	static const uint32_t weekdays[] = {TSUKI, 0x706B, 0x6C34, 0x6728, 0x91D1, 0x571F, HI};

	for (int i = 0; i < 7; i++)
		if (weekdays[i] == c)
			return i;
	return -1;
}

static void skip_spelling(struct frequency_cursor *cursor)
{
	if (cursor_take(cursor, YOU))
		cursor_take(cursor, HI);
}

static bool joins_weekdays(uint32_t c)
{
	return c == DOT || c == TOUTEN || c == ',' || c == '.' || c == '/' || c == '(' || c == ')' || c == TO;
}

/* What may stand behind a list of weekdays, so that 日中 and 金銭 are none. */
static bool ends_weekdays(uint32_t c)
{
	return c == 0 || c == ' ' || c == NO || c == GO || c == SHUKU || joins_weekdays(c) || cell_is_digit(c) || c == 'A' || c == 'P' ||
	       c == '*' || c == TIMES;
}

/* 日曜を除く, 土日以外, 日は休み: the days on which nothing is done. */
static bool take_exclusion(struct frequency_cursor *cursor)
{
	static const uint32_t endings[][2] = {{0x9664, 0x304F}, {0x9664, 0x304D}, {0x4EE5, 0x5916}, {0x4F11, 0x307F}}; /* 除く 除き 以外 休み */
	struct frequency_cursor ahead = *cursor;

	if (!cursor_take(&ahead, 0x3092)) /* を */
		cursor_take(&ahead, 0x306F); /* は */
	for (size_t i = 0; i < COUNT_OF(endings); i++) {
		struct frequency_cursor end = ahead;

		if (!cursor_take(&end, endings[i][0]) || !cursor_take(&end, endings[i][1]))
			continue;
		cursor->at = end.at;
		return true;
	}
	return false;
}

/* 月水金, (月)(木), 火・金, 月曜日と木曜日, 火～金 */
bool frequency_take_weekdays(struct frequency_cursor *cursor)
{
	struct frequency_cursor ahead = *cursor;
	unsigned found = 0;

	for (;;) {
		int day = weekday_of(cursor_peek(&ahead));

		if (day < 0)
			break;
		cursor_take(&ahead, cursor_peek(&ahead));
		skip_spelling(&ahead);
		found |= 1u << day;
		struct frequency_cursor range = ahead;

		if ((cursor_take(&range, '~') || cursor_take(&range, '-')) && weekday_of(cursor_peek(&range)) > day) {
			for (int last = weekday_of(cursor_peek(&range)); day <= last; day++)
				found |= 1u << day;
			cursor_take(&range, cursor_peek(&range));
			skip_spelling(&range);
			ahead = range;
		}
		struct frequency_cursor next = ahead;

		while (joins_weekdays(cursor_peek(&next)))
			cursor_take(&next, cursor_peek(&next));
		if (weekday_of(cursor_peek(&next)) < 0)
			break;
		struct frequency_cursor rate = next;
		int length;

		if (frequency_take_span(&rate, &length) != SPAN_NONE && cell_number(rate.cell, cell_skip_blanks(rate.cell, rate.at), &length))
			break; /* 火・金、月1回 */
		ahead = next;
	}
	if (!found)
		return false;
	if (take_exclusion(&ahead))
		cursor->parts->excluded |= found;
	else if (ends_weekdays(ahead.cell->at[ahead.at]))
		cursor->parts->weekdays |= found;
	else
		return false;
	cursor->at = ahead.at;
	return true;
}

/* 第2火曜, 第1・3木, 第2・第4土 */
bool frequency_take_ordinals(struct frequency_cursor *cursor)
{
	struct frequency_cursor ahead = *cursor;
	unsigned found = 0;
	int number;

	if (!cursor_take(&ahead, DAI))
		return false;
	while (cursor_take_number(&ahead, &number)) {
		if (number < 1 || number > 5)
			return false;
		found |= 1u << (number - 1);
		struct frequency_cursor next = ahead;

		while (joins_weekdays(cursor_peek(&next)) && cursor_peek(&next) != '(')
			cursor_take(&next, cursor_peek(&next));
		cursor_take(&next, DAI);
		if (!cell_number(next.cell, cell_skip_blanks(next.cell, next.at), &number))
			break;
		ahead = next;
	}
	cursor_take(&ahead, SHUU); /* 第2週の火曜 */
	cursor_take(&ahead, NO);
	if (!found || !frequency_take_weekdays(&ahead))
		return false;
	cursor->parts->ordinals |= found;
	cursor->at = ahead.at;
	return true;
}

/* ---- dates ---- */

/* 4月1日, 4/1: no rate and no weekday. */
static bool take_month_and_day(struct frequency_cursor *cursor)
{
	struct frequency_cursor ahead = *cursor;
	int month, day;
	bool found = cursor_take_number(&ahead, &month) && month >= 1 && month <= 12;

	found = found && cursor_take(&ahead, TSUKI) && cursor_take_number(&ahead, &day) && day >= 1 && day <= 31 && cursor_take(&ahead, HI);
	if (found && cursor_peek(&ahead) != KAN)
		cursor->at = ahead.at;
	return found;
}

bool frequency_take_date(struct frequency_cursor *cursor)
{
	struct date_words first, last;
	size_t at = cell_skip_blanks(cursor->cell, cursor->at);

	if (!date_words_read(cursor->cell, &at, NULL, &first))
		return take_month_and_day(cursor);
	cursor->at = at;
	struct frequency_cursor ahead = *cursor;

	if (!cursor_take(&ahead, '~'))
		return true;
	at = ahead.at;
	if (date_words_read(cursor->cell, &at, &first, &last))
		cursor->at = at;
	return true;
}
