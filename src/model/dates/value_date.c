/* Reading a single date, for fields of the model and for everyone who needs a date from a text. */
#include "model/values/value_kinds.h"

#include "model/dates/date_words.h"

/* 00:00:00 behind a date, as databases and spreadsheets write it, says nothing more. */
static size_t skip_time(const struct cell_characters *cell, size_t at)
{
	size_t start = at;
	int number;

	at = cell_skip_blanks(cell, cell->at[at] == 'T' ? at + 1 : at);
	if (at == start)
		return start;
	for (int part = 0; part < 3; part++) {
		size_t digits = cell_number(cell, at, &number);

		if (digits == 0 || digits > 2)
			return start;
		at += digits;
		if (cell->at[at] != ':' || part == 2)
			return part == 0 ? start : cell->at[at] == 'Z' ? at + 1 : at;
		at++;
	}
	return start;
}

/* 2025-04-01, 2025/04/01 and 20250401, as nearly every file writes them: no need to look at characters. */
static bool plain_date(struct slice text, struct date_words *words)
{
	size_t gap = text.length == 10 && (text.data[4] == '-' || text.data[4] == '/') && text.data[7] == text.data[4];
	uint64_t year, month, day;

	if (text.length != 8 + 2 * gap || !slice_to_uint(slice_part(text, 0, 4), &year) || year < 1000 ||
	    !slice_to_uint(slice_part(text, 4 + gap, 6 + gap), &month) || !slice_to_uint(slice_part(text, 6 + 2 * gap, 8 + 2 * gap), &day))
		return false;
	*words = (struct date_words){.year = (int)year, .month = (int)month, .day = (int)day};
	return true;
}

/* The words of a date that fills the whole cell. */
static bool whole_date(struct slice text, struct date_words *words)
{
	struct cell_characters cell;
	size_t at = 0;

	if (plain_date(text, words))
		return true;
	if (!cell_characters_fold(&cell, text) || !date_words_read(&cell, &at, NULL, words) || words->fiscal_year)
		return false;
	at = cell_skip_blanks(&cell, skip_time(&cell, at));
	return at == cell.count;
}

bool date_read(struct slice text, int32_t *date)
{
	struct date_words words;
	int32_t day = 0;

	if (!whole_date(text, &words))
		return false;
	enum value_problem problem = date_words_day(&words, false, &day);

	if (problem != VALUE_FINE && problem != VALUE_ERA_RUNS_ON)
		return false;
	*date = day;
	return true;
}

/* A month alone (2025年9月) is its last day where something ends, its first day everywhere else. */
static bool is_end(enum field field)
{
	return field == Period_to || field == Absence_to || field == Suppression_until;
}

/* 202504 of the CSV standard; elsewhere six digits could be 2025-04 or 25-04-01 with an era's year left out. */
static bool code_month(struct slice text, struct date_words *words)
{
	uint64_t number;

	if (text.length != 6 || !slice_to_uint(text, &number))
		return false;
	*words = (struct date_words){.year = (int)(number / 100), .month = (int)(number % 100), .day = WHOLE_MONTH};
	return true;
}

static bool is_code_without_date(struct slice text)
{
	uint64_t number;

	return (text.length == 8 || text.length == 6) && slice_to_uint(text, &number) && number == 0;
}

struct value_reading value_read_date(const struct value_reader *reader, enum field field, struct slice text, struct value *value)
{
	struct date_words words;

	text = slice_trim(text);
	if (reader->codes && is_code_without_date(text)) {
		value->presence = PRESENCE_BLANK;
		return (struct value_reading){0};
	}
	if (!(reader->codes && code_month(text, &words)) && !whole_date(text, &words))
		return not_a_date(text, value);
	return date_words_value(&words, is_end(field), text, reader->arena, value);
}
