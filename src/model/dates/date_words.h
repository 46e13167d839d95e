/*
 * date_words.h - the date that stands at one place of a short cell, in any form of plan-format. For the model's own reading.
 *
 * Two steps: first the words (which era, year, month, day were written), then the day they mean, or why there is no such day.
 */
#ifndef TENKEN_MODEL_DATES_DATE_WORDS_H
#define TENKEN_MODEL_DATES_DATE_WORDS_H

#include "model/dates/era.h"
#include "model/values/cell_characters.h"
#include "model/values/value_read.h"

enum { WHOLE_MONTH = -1, LAST_OF_MONTH = -2 };

struct date_words {
	const struct era *era; /* NULL: 西暦 */
	int year, month;       /* as written: 令和7年 is 7 */
	int day;               /* or WHOLE_MONTH (2025年4月), LAST_OF_MONTH (4月末) */
	bool fiscal_year;      /* 令和6年度: no month */
	bool years_differ;     /* 2025年（令和6年）: the two do not agree */
};

/*
 * Reads the date at character *at and steps behind it; false when no form of date stands there. `before` is the date that went
 * before it in the same cell, or NULL: 9月30日, 9.30, 30日 and an era left out go by it.
 */
bool date_words_read(const struct cell_characters *cell, size_t *at, const struct date_words *before, struct date_words *words);

/*
 * The day that the words mean; a whole month means its first day, or its last one with `end`. VALUE_FINE, VALUE_ERA_RUNS_ON (the
 * day is given), VALUE_OUTSIDE_ERA or VALUE_IMPOSSIBLE_DATE.
 */
enum value_problem date_words_day(const struct date_words *words, bool end, int32_t *day);
int date_words_year(const struct date_words *words); /* 西暦 */

/*
 * The whole reading of one date: sets presence and `is` of *value and says what was wrong, with what would be readable.
 * `written` are the words as they stand in the cell.
 */
struct value_reading date_words_value(const struct date_words *words, bool end, struct slice written, struct arena *arena,
				      struct value *value);
/* The reading of words that are no date at all; *value becomes UNREADABLE. */
struct value_reading not_a_date(struct slice written, struct value *value);

#endif
