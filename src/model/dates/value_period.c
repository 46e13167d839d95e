/* Reading a period written in one cell: two dates, a date and a length, a length alone, a fiscal year. */
#include "model/dates/date.h"
#include "model/dates/date_words.h"
#include "model/values/cell_characters.h"
#include "model/values/placeholder.h"
#include "model/values/value_read.h"

enum {
	NEN = 0x5E74,   /* 年 */
	TSUKI = 0x6708, /* 月 */
	HAN = 0x534A,   /* 半 */
	KA = 0x304B,    /* か, also of ヶ and カ */
	RA = 0x3089,    /* ら */
	YO = 0x3088,    /* よ */
	RI = 0x308A,    /* り */
	MA = 0x307E,    /* ま */
	DE = 0x3067,    /* で */
	AIDA = 0x9593,  /* 間 */
	JI = 0x81EA,    /* 自 */
	ITARU = 0x81F3, /* 至 */
};

static const struct slice readable_period = SLICE("R7.4.1～R7.9.30、2025/4/1～2025/9/30、6か月 など");

struct span {
	size_t from, to; /* characters */
};

static bool has_words(const struct cell_characters *cell, struct span span)
{
	return cell_words(cell, span.from, span.to).length > 0;
}

/* ---- lengths ---- */

/* 6か月, 6月間, 1年, 1年6か月, 1年半, 半年 at *at, stepping behind it; 0 months when there is no length. */
static int take_length(const struct cell_characters *cell, size_t *at)
{
	size_t here = cell_skip_blanks(cell, *at);
	int number, months = 0;
	size_t count = cell_number(cell, here, &number);

	if (count == 0 && cell->at[here] == HAN && cell->at[here + 1] == NEN) {
		months = 6;
		here += 2;
	} else if (count && number <= 100 && cell->at[cell_skip_blanks(cell, here + count)] == NEN) {
		months = number * 12;
		here = cell_skip_blanks(cell, here + count) + 1;
		if (cell->at[here] == HAN) {
			months += 6;
			here++;
		}
		size_t more = cell_number(cell, cell_skip_blanks(cell, here), &number);

		if (more && cell->at[cell_skip_blanks(cell, here) + more] == KA) {
			size_t rest = here;

			months += take_length(cell, &rest);
			here = rest;
		}
	} else if (count && number <= 1200) {
		here = cell_skip_blanks(cell, here + count);
		bool named = cell->at[here] == KA;

		here += named;
		if (cell->at[here] != TSUKI || (!named && cell->at[here + 1] != AIDA))
			return 0;
		months = number;
		here++;
	}
	if (months == 0)
		return 0;
	here += cell->at[here] == AIDA;
	*at = here;
	return months;
}

static bool is_bracket(uint32_t c)
{
	return c == '(' || c == ')';
}

/* A length that fills the span, brackets around it allowed: 6か月, （6か月）. */
static int length_of(const struct cell_characters *cell, struct span span)
{
	size_t at = cell_skip_blanks(cell, span.from);

	at += is_bracket(cell->at[at]);
	int months = take_length(cell, &at);

	at = cell_skip_blanks(cell, at);
	at += is_bracket(cell->at[at]);
	return cell_skip_blanks(cell, at) >= span.to ? months : 0;
}

/* ---- the two sides ---- */

/* Characters of the word or mark between two dates at `at`: ~, から, より, 至; a dash is none here, dates hold dashes. */
static size_t connector(const struct cell_characters *cell, size_t at)
{
	uint32_t c = cell->at[at];

	if (c == '~' || c == ITARU)
		return 1;
	return (c == KA && cell->at[at + 1] == RA) || (c == YO && cell->at[at + 1] == RI) ? 2 : 0;
}

static size_t skip_connectors(const struct cell_characters *cell, size_t at)
{
	for (;;) {
		size_t next = cell_skip_blanks(cell, at);
		size_t count = connector(cell, next);

		if (count == 0 && cell->at[next] == '-')
			count = 1;
		if (count == 0)
			return at;
		at = next + count;
	}
}

/* Cuts the cell at its connector; without one, at the dash behind a date. False when there is none. */
static bool cut(const struct cell_characters *cell, struct span *first, struct span *second)
{
	struct date_words words;
	size_t at = first->from;

	while (at < first->to && !connector(cell, at))
		at++;
	if (at == first->to) {
		size_t behind = first->from;

		if (!date_words_read(cell, &behind, NULL, &words))
			behind = first->from;
		at = cell_skip_blanks(cell, behind);
		if (cell->at[at] != '-')
			return false;
	}
	*second = (struct span){skip_connectors(cell, at), first->to};
	first->to = at;
	return true;
}

struct side {
	struct date_words words;
	int months; /* of a length in brackets behind the date */
	bool until; /* まで behind it */
};

/* A date that fills the span but for 自 before it, まで or a length in brackets behind it. */
static bool date_of(const struct cell_characters *cell, struct span span, const struct date_words *before, struct side *side)
{
	size_t at = cell_skip_blanks(cell, span.from);

	*side = (struct side){0};
	at += cell->at[at] == JI;
	if (!date_words_read(cell, &at, before, &side->words))
		return false;
	at = cell_skip_blanks(cell, at);
	side->until = cell->at[at] == MA && cell->at[at + 1] == DE;
	at = cell_skip_blanks(cell, side->until ? at + 2 : at);
	if (at >= span.to)
		return true;
	side->months = length_of(cell, (struct span){at, span.to});
	return side->months > 0;
}

static struct value_reading not_a_period(const struct cell_characters *cell, struct span span, struct value *value)
{
	struct value_reading reading = not_a_date(cell_words(cell, span.from, span.to), value);

	reading.expected = readable_period;
	return reading;
}

/* 令和6年度: from 4-01 to 3-31. */
static void read_fiscal_year(const struct value_reader *reader, struct period_reading *period, struct date_words words,
			     struct slice written)
{
	words.fiscal_year = false;
	words.month = 4;
	words.day = 1;
	period->from_problem = date_words_value(&words, false, written, reader->arena, &period->from);
	if (period->from.presence != PRESENCE_WRITTEN)
		return;
	period->to.presence = PRESENCE_WRITTEN;
	period->to.is.date = date_last_of_months(period->from.is.date, 12);
	period->months = 12;
}

static void count_end(struct period_reading *period)
{
	if (period->months == 0 || period->from.presence != PRESENCE_WRITTEN || period->to.presence != PRESENCE_NOT_SUPPLIED)
		return;
	period->to.presence = PRESENCE_WRITTEN;
	period->to.is.date = date_last_of_months(period->from.is.date, period->months);
	period->to.flags |= VALUE_COUNTED;
	period->counted = true;
}

/* What stands behind the connector: a date, a length, or nothing (it goes on). */
static void read_end(const struct value_reader *reader, const struct cell_characters *cell, struct span span,
		     const struct date_words *start, struct period_reading *period)
{
	struct side side;
	int months = length_of(cell, span);

	if (!has_words(cell, span))
		return;
	if (months) {
		period->months = months;
	} else if (date_of(cell, span, start, &side) && !side.words.fiscal_year) {
		period->to_problem =
			date_words_value(&side.words, true, cell_words(cell, span.from, span.to), reader->arena, &period->to);
		period->months = side.months ? side.months : period->months;
	} else {
		period->to_problem = not_a_period(cell, span, &period->to);
	}
}

static void read_start(const struct value_reader *reader, const struct side *side, struct slice written, struct period_reading *period)
{
	if (side->words.fiscal_year) {
		read_fiscal_year(reader, period, side->words, written);
		return;
	}
	period->months = side->months;
	if (side->until)
		period->to_problem = date_words_value(&side->words, true, written, reader->arena, &period->to);
	else
		period->from_problem = date_words_value(&side->words, false, written, reader->arena, &period->from);
}

static void read_sides(const struct value_reader *reader, const struct cell_characters *cell, struct period_reading *period)
{
	struct span first = {0, cell->count}, second = {cell->count, cell->count};
	struct side side;
	bool two = cut(cell, &first, &second), start = false;

	if (has_words(cell, first)) {
		start = date_of(cell, first, NULL, &side);
		if (start)
			read_start(reader, &side, cell_words(cell, first.from, first.to), period);
		else if (two)
			period->from_problem = not_a_period(cell, first, &period->from);
		else
			return;
	}
	if (two)
		read_end(reader, cell, second, start ? &side.words : NULL, period);
	period->understood = true;
	count_end(period);
}

/* 6か月（R7.4.1～R7.9.30）: the dates are in the brackets; the cell is cut down to them. */
static void keep_bracketed_dates(struct cell_characters *cell)
{
	size_t at = 0;

	if (take_length(cell, &at) == 0)
		return;
	at = cell_skip_blanks(cell, at);
	if (cell->at[at] != '(' || cell->at[cell->count - 1] != ')')
		return;
	cell->count--;
	cell->at[cell->count] = 0;
	for (size_t i = 0; i <= at; i++)
		cell->at[i] = ' ';
}

struct period_reading period_read(const struct value_reader *reader, struct slice text)
{
	struct period_reading period = {0};
	struct cell_characters cell;

	if (!cell_characters_fold(&cell, text) || cell.count == 0)
		return period;
	if (text_is_ditto(text)) { /* the period above, whatever it is */
		period.understood = true;
		return period;
	}
	period.months = length_of(&cell, (struct span){0, cell.count});
	if (period.months) {
		period.understood = true;
		return period;
	}
	keep_bracketed_dates(&cell);
	read_sides(reader, &cell, &period);
	if (period.from.presence != PRESENCE_WRITTEN && period.to.presence != PRESENCE_WRITTEN &&
	    period.from_problem.problem == VALUE_NOT_A_DATE && period.to_problem.problem != VALUE_IMPOSSIBLE_DATE &&
	    period.to_problem.problem != VALUE_OUTSIDE_ERA)
		return (struct period_reading){0}; /* words with a dash or から in them, but no date: 状態が落ち着くまで */
	return period;
}
