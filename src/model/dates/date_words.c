#include "model/dates/date_words.h"

#include "model/dates/date.h"

#include <assert.h>

/* Characters of the forms, as code points: sources stay readable in any editor font this way round. */
enum {
	NEN = 0x5E74,   /* 年 */
	TSUKI = 0x6708, /* 月 */
	HI = 0x65E5,    /* 日 */
	GAN = 0x5143,   /* 元 */
	DO = 0x5EA6,    /* 度 */
	MATSU = 0x672B, /* 末 */
	YOU = 0x66DC,   /* 曜 */
	SEI = 0x897F,   /* 西 */
	REKI = 0x66A6,  /* 暦 */
	DOT = 0x30FB,   /* ・ */
	SHUKU = 0x795D, /* 祝 */
};

struct scan {
	const struct cell_characters *cell;
	size_t at;
	const struct date_words *before;
};

static uint32_t peek(struct scan *scan)
{
	scan->at = cell_skip_blanks(scan->cell, scan->at);
	return scan->cell->at[scan->at];
}

static bool take(struct scan *scan, uint32_t character)
{
	size_t at = cell_skip_blanks(scan->cell, scan->at);

	if (scan->cell->at[at] != character)
		return false;
	scan->at = at + 1;
	return true;
}

/* A number of at most `digits` characters; the count it took; 0, and *number as it was, without. */
static size_t take_number(struct scan *scan, size_t digits, int *number)
{
	size_t at = cell_skip_blanks(scan->cell, scan->at);
	int found;
	size_t count = cell_number(scan->cell, at, &found);

	if (count == 0 || count > digits)
		return 0;
	*number = found;
	scan->at = at + count;
	return count;
}

static bool begins_year(const struct cell_characters *cell, size_t at)
{
	int number;

	at = cell_skip_blanks(cell, at);
	return cell->at[at] == GAN || cell_number(cell, at, &number) > 0;
}

/* 令和, 令, R, r, "R." in front of a year; NULL and nothing taken when there is none. */
static const struct era *take_era(struct scan *scan)
{
	uint32_t c = peek(scan);
	uint32_t letter = c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c;

	for (size_t i = 0; i < ERA_COUNT; i++) {
		const struct era *era = &eras[i];
		size_t length = 0;

		if (c == era->characters[0]) {
			size_t second = cell_skip_blanks(scan->cell, scan->at + 1);

			length = scan->cell->at[second] == era->characters[1] ? second + 1 - scan->at : 1;
		} else if (letter == (uint32_t)era->letter) {
			length = scan->cell->at[scan->at + 1] == '.' ? 2 : 1;
		}
		if (length && begins_year(scan->cell, scan->at + length)) {
			scan->at += length;
			return era;
		}
	}
	return NULL;
}

/* （令和7年） beside 2025年, or the other way round: must be the same year. */
static void take_other_year(struct scan *scan, struct date_words *words)
{
	struct scan inner = *scan;
	struct date_words other = {0};

	if (!take(&inner, '('))
		return;
	other.era = take_era(&inner);
	if (take(&inner, GAN))
		other.year = 1;
	else if (!take_number(&inner, 4, &other.year))
		return;
	take(&inner, NEN);
	if (!take(&inner, ')'))
		return;
	words->years_differ = date_words_year(&other) != date_words_year(words);
	scan->at = inner.at;
}

static bool is_separator(uint32_t c)
{
	return c == '.' || c == '/' || c == '-';
}

/* （火）, （火・祝）, 火曜日 behind a date say nothing more. */
static void skip_weekday(struct scan *scan)
{
	static const uint32_t weekdays[] = {0x6708, 0x706B, 0x6C34, 0x6728, 0x91D1, 0x571F, 0x65E5};
	struct scan ahead = *scan;
	bool bracket = take(&ahead, '('), named = false;

	for (size_t i = 0; i < COUNT_OF(weekdays) && !named; i++)
		named = take(&ahead, weekdays[i]);
	bool spelled = named && take(&ahead, YOU);

	if (spelled)
		take(&ahead, HI);
	if (bracket && named) {
		take(&ahead, DOT);
		take(&ahead, SHUKU);
		spelled = take(&ahead, ')');
	}
	if (spelled)
		scan->at = ahead.at;
}

/* The day behind "4月" or "4.": nothing means the whole month. False when something stands there that is no day. */
static bool take_day(struct scan *scan, struct date_words *words)
{
	if (take(scan, TSUKI)) {
		struct scan ahead = *scan;

		if (take(&ahead, MATSU)) {
			take(&ahead, HI);
			words->day = LAST_OF_MONTH;
		} else if (take_number(&ahead, 3, &words->day)) {
			if (!take(&ahead, HI))
				return false;
		} else {
			return true;
		}
		*scan = ahead;
		return true;
	}
	struct scan ahead = *scan;

	if (!is_separator(peek(&ahead)))
		return true;
	ahead.at++;
	if (!take_number(&ahead, 2, &words->day))
		return true; /* 2025-04-2025-09: the mark belongs to the period */
	take(&ahead, HI);
	*scan = ahead;
	return true;
}

static bool take_month_and_day(struct scan *scan, struct date_words *words)
{
	return take_number(scan, 2, &words->month) && take_day(scan, words);
}

/* Behind the year: 年 or a mark, then month and day; 年度 alone. */
static bool take_rest(struct scan *scan, struct date_words *words)
{
	take_other_year(scan, words);
	if (take(scan, NEN)) {
		if (take(scan, DO)) {
			words->fiscal_year = true;
			return true;
		}
		take_other_year(scan, words);
	} else if (is_separator(peek(scan))) {
		scan->at++;
	} else {
		return false;
	}
	return take_month_and_day(scan, words);
}

static void split_digits(struct date_words *words, int number)
{
	words->year = number / 10000;
	words->month = number / 100 % 100;
	words->day = number % 100;
}

static bool era_date(struct scan *scan, struct date_words *words)
{
	if (take(scan, GAN)) {
		words->year = 1;
		return take_rest(scan, words);
	}
	bool digits = cell_is_digit(peek(scan));
	size_t count = take_number(scan, 6, &words->year);

	if (digits && count >= 5) { /* R070401 */
		split_digits(words, words->year);
		return true;
	}
	return count && words->year < 100 && take_rest(scan, words);
}

/* 7.9.30 or 7年9月 or 9月30日 or 9.30 or 30日, by the date that went before. */
static bool shortened_date(struct scan *scan, struct date_words *words)
{
	const struct date_words *before = scan->before;
	struct scan whole = *scan, part = *scan;
	int number;

	words->era = before->era;
	if (before->era && take_number(&whole, 2, &words->year) && take_rest(&whole, words) &&
	    (words->day != WHOLE_MONTH || before->day == WHOLE_MONTH || words->fiscal_year)) {
		*scan = whole;
		return true;
	}
	*words = *before;
	words->day = WHOLE_MONTH;
	if (!take_number(&part, 2, &number))
		return false;
	if (take(&part, HI)) {
		words->day = number;
	} else {
		part = *scan;
		if (!take_month_and_day(&part, words))
			return false;
		if (words->day == WHOLE_MONTH && scan->cell->at[part.at - 1] != TSUKI)
			return false;
	}
	*scan = part;
	return true;
}

/* 西暦 is written with four digits, alone as in front of 年: 02250401 is a slip. */
static bool year_is_written(int year)
{
	return year >= 1000 && year <= 9999;
}

static bool western_date(struct scan *scan, struct date_words *words)
{
	bool named = peek(scan) == SEI && scan->cell->at[scan->at + 1] == REKI;

	if (named)
		scan->at += 2;
	bool digits = cell_is_digit(peek(scan));
	size_t count = take_number(scan, 8, &words->year);

	if (digits && count == 8) { /* 20250401 */
		split_digits(words, words->year);
		return true;
	}
	return count && year_is_written(words->year) && (!digits || count == 4) && take_rest(scan, words);
}

bool date_words_read(const struct cell_characters *cell, size_t *at, const struct date_words *before, struct date_words *words)
{
	struct scan start = {cell, *at, before}, scan = start;
	bool found;

	*words = (struct date_words){.era = take_era(&scan), .day = WHOLE_MONTH};
	if (words->era) {
		found = era_date(&scan, words);
	} else {
		found = western_date(&scan, words);
		if (!found && before) {
			scan = start;
			*words = (struct date_words){.day = WHOLE_MONTH};
			found = shortened_date(&scan, words);
		}
	}
	if (!found)
		return false;
	if (words->day != WHOLE_MONTH)
		skip_weekday(&scan);
	*at = scan.at;
	return true;
}

int date_words_year(const struct date_words *words)
{
	return words->era ? words->year + words->era->year_before : words->year;
}

/* Does the era hold any of the days from `first` to `last`? */
static enum value_problem within_era(const struct era *era, int32_t first, int32_t last)
{
	if (last < era->first)
		return VALUE_OUTSIDE_ERA;
	if (first > era->last)
		return era->may_run_on ? VALUE_ERA_RUNS_ON : VALUE_OUTSIDE_ERA;
	return VALUE_FINE;
}

enum value_problem date_words_day(const struct date_words *words, bool end, int32_t *day)
{
	struct calendar_date date = {date_words_year(words), words->month, words->day};
	bool month_exists = year_is_written(date.year) && date.month >= 1 && date.month <= 12;

	if (words->years_differ || !month_exists || (words->era && words->year < 1))
		return VALUE_IMPOSSIBLE_DATE;
	int32_t first = date_from_calendar((struct calendar_date){date.year, date.month, 1});
	int32_t last = first + date_days_in_month(date.year, date.month) - 1;

	if (words->day == LAST_OF_MONTH) {
		first = last;
	} else if (words->day != WHOLE_MONTH) {
		if (!calendar_date_exists(date))
			return VALUE_IMPOSSIBLE_DATE;
		first = last = date_from_calendar(date);
	}
	*day = end ? last : first;
	return words->era ? within_era(words->era, first, last) : VALUE_FINE;
}

/* What would be readable in place of a day that does not exist. */
static struct slice why_impossible(const struct date_words *words, struct arena *arena, bool english)
{
	int year = date_words_year(words);

	if (words->years_differ)
		return english ? SLICE_OF("its two years differ") : SLICE_OF("西暦と和暦の年が合っていません");
	if (words->era && words->year < 1)
		return english ? words->era->bounds_en : words->era->bounds;
	if (words->month < 1 || words->month > 12)
		return english ? SLICE_OF("months go from 1 to 12") : SLICE_OF("月は1から12までです");
	if (!year_is_written(year))
		return english ? SLICE_OF("years have four digits") : SLICE_OF("年は西暦4桁です");
	int days = date_days_in_month(year, words->month);

	if (words->day < 1)
		return english ? SLICE_OF("days begin with 1") : SLICE_OF("日は1からです");
	return english ? arena_print(arena, "%d-%02d has %d days", year, words->month, days)
		       : arena_print(arena, "%d年%d月は%d日までです", year, words->month, days);
}

struct value_reading date_words_value(const struct date_words *words, bool end, struct slice written, struct arena *arena,
				      struct value *value)
{
	struct value_reading reading = {.problem = date_words_day(words, end, &value->is.date), .word = written};

	value->presence = PRESENCE_WRITTEN;
	if (reading.problem == VALUE_FINE)
		return reading;
	if (reading.problem == VALUE_ERA_RUNS_ON) {
		struct text_builder builder, iso;

		text_builder_init(&builder, arena);
		date_add_japanese(&builder, value->is.date);
		reading.expected = text_builder_finish(&builder);
		text_builder_init(&iso, arena);
		date_add_iso(&iso, value->is.date);
		reading.expected_en = text_builder_finish(&iso);
		return reading;
	}
	assert(reading.problem == VALUE_IMPOSSIBLE_DATE || words->era);
	value->presence = PRESENCE_UNREADABLE;
	value->is.text = written;
	bool outside = reading.problem == VALUE_OUTSIDE_ERA;

	reading.expected = outside ? words->era->bounds : why_impossible(words, arena, false);
	reading.expected_en = outside ? words->era->bounds_en : why_impossible(words, arena, true);
	return reading;
}

struct value_reading not_a_date(struct slice written, struct value *value)
{
	value->presence = PRESENCE_UNREADABLE;
	value->is.text = written;
	return (struct value_reading){.problem = VALUE_NOT_A_DATE, .expected = SLICE_OF("2025-04-01、令和7年4月1日、R7.4.1 など"), .word = written};
}
