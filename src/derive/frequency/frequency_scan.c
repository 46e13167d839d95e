#include "derive/frequency/frequency_cursor.h"

static bool is_mark(uint32_t c)
{
	return c == ' ' || c == '(' || c == ')' || c == ',' || c == TOUTEN || c == DOT || c == '/' || c == '*' || c == TIMES || c == '+' ||
	       c == NI || c == NO || c == TO || c == '~' || c == '-' || c == '.' || c == 0x3002 || c == ':' || c == '\'' || c == SHUKU;
}

/* Marks that begin no part, passed over at once. */
static bool only_separates(uint32_t c)
{
	return c == ' ' || c == '(' || c == ')' || c == ',' || c == TOUTEN;
}

static bool take_part(struct frequency_cursor *cursor)
{
	return frequency_take_date(cursor) || frequency_take_other_day(cursor) || frequency_take_rate(cursor) || frequency_take_stay(cursor) ||
	       frequency_take_duration(cursor) || frequency_take_count(cursor) || frequency_take_ordinals(cursor) ||
	       frequency_take_weekdays(cursor) || frequency_take_word(cursor);
}

/* Inside words that mean nothing here (日 of 日中, 金 of 料金) only what cannot be part of them counts: numbers and 週. */
static bool take_part_in_word(struct frequency_cursor *cursor)
{
	uint32_t c = cursor_peek(cursor);

	if (cell_is_digit(c) || c == SHUU)
		return frequency_take_date(cursor) || frequency_take_rate(cursor) || frequency_take_duration(cursor) ||
		       frequency_take_count(cursor);
	return frequency_take_word(cursor);
}

void frequency_scan(const struct cell_characters *cell, struct frequency_parts *parts)
{
	struct frequency_cursor cursor = {cell, 0, parts};
	bool in_word = false;

	*parts = (struct frequency_parts){.weeks = 1, .months = 1};
	while (cursor.at < cell->count) {
		if (only_separates(cell->at[cursor.at])) {
			in_word = false;
			cursor.at++;
			continue;
		}
		if (in_word ? take_part_in_word(&cursor) : take_part(&cursor)) {
			in_word = false;
			continue;
		}
		uint32_t c = cell->at[cursor.at++];

		in_word = !is_mark(c) && (c >= 0x80 || in_word);
		parts->left_over |= !is_mark(c);
	}
}
