#include "derive/frequency/frequency.h"

#include "base/compiler.h"
#include "derive/frequency/frequency_scan.h"
#include "model/values/placeholder.h"

enum { ALL_DAYS = 0x7F, WORKING_DAYS = 0x1F, WEEKEND = 0x60 }; /* sets of weekdays: bit 0 月 … bit 6 日 */

static struct frequency_range range_of(double min, double max)
{
	return (struct frequency_range){true, min, max};
}

static int bits(unsigned set)
{
	int count = 0;

	for (; set; set &= set - 1)
		count++;
	return count;
}

static bool is_one_of(struct slice text, const struct slice *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (slice_equal(text, words[i]))
			return true;
	return false;
}

/* A weekly rate gives a monthly one, too: of each weekday a month has four or five, of all of them 28 to 31. */
static void set_week(struct frequency *frequency, double min, double max)
{
	frequency->kind = FREQUENCY_RATE;
	frequency->per_week = range_of(min, max);
	frequency->per_month = range_of(min * 4, max >= 7 ? max * 31 / 7 : max * 5);
}

static void set_month(struct frequency *frequency, double min, double max)
{
	frequency->kind = FREQUENCY_RATE;
	frequency->per_month = range_of(min, max);
}

static void compare(struct frequency *frequency, const struct count_range *said, int listed)
{
	if (!listed || (listed >= said->min && listed <= said->max))
		return;
	frequency->contradiction = true;
	frequency->said = listed > said->max ? said->max : said->min;
	frequency->listed = listed;
}

/* How often on one day: 1日2回, 毎日2回; once when nothing is said. */
static struct count_range on_a_day(const struct frequency_parts *parts)
{
	if (parts->a_day.said)
		return parts->a_day;
	return parts->bare.said ? parts->bare : (struct count_range){.min = 1, .max = 1};
}

static void by_the_week(struct frequency *frequency, const struct frequency_parts *parts)
{
	struct count_range count = parts->a_week;

	if (parts->weeks == 1 && !(parts->words & (WORD_CHOICE | WORD_OTHER_WEEK)))
		compare(frequency, &count, parts->ordinals ? 0 : bits(parts->weekdays));
	frequency->days = count.days;
	if (count.days && parts->a_day.said) { /* 週3日、1日2回 */
		count.min *= parts->a_day.min;
		count.max *= parts->a_day.max;
		frequency->days = false;
	}
	if (parts->weeks == 1) {
		set_week(frequency, count.min, count.max);
		return;
	}
	/* A month has at least 28 days and touches at most 31: every second week falls into it two or three times. */
	frequency->per_week = range_of((double)count.min / parts->weeks, (double)count.max / parts->weeks);
	set_month(frequency, (double)count.min * (4 / parts->weeks), (double)count.max * ((4 + parts->weeks) / parts->weeks));
}

static void by_the_month(struct frequency *frequency, const struct frequency_parts *parts)
{
	const struct count_range *count = &parts->a_month;

	if (parts->months == 1 && parts->ordinals && !(parts->words & WORD_CHOICE))
		compare(frequency, count, bits(parts->ordinals) * bits(parts->weekdays));
	frequency->days = count->days;
	set_month(frequency, (double)count->min / parts->months, (double)count->max / parts->months);
}

/* 隔週水: one or more weekdays every other week; a month has two or three of each. */
static void every_other_week(struct frequency *frequency, const struct frequency_parts *parts)
{
	int days = parts->weekdays ? bits(parts->weekdays) : 1;

	frequency->per_week = range_of(days / 2.0, days / 2.0);
	set_month(frequency, days * 2, days * 3);
}

/* Every day of the week but those left out (日曜を除く). */
static void on_days(struct frequency *frequency, const struct frequency_parts *parts, unsigned weekdays)
{
	int days = bits(weekdays & ~parts->excluded);

	struct count_range count = on_a_day(parts);

	set_week(frequency, days * count.min, days * count.max);
}

/* 毎週2回, 毎月1回: the count without a time of its own goes by these words. */
static void give_bare_count(struct frequency_parts *parts)
{
	if (!parts->bare.said)
		return;
	if (parts->words & WORD_EVERY_WEEK && !parts->a_week.said) {
		parts->a_week = parts->bare;
		parts->bare.said = false;
	} else if (parts->words & (WORD_EVERY_MONTH | WORD_OTHER_MONTH) && !parts->a_month.said) {
		parts->a_month = parts->bare;
		parts->months = parts->words & WORD_OTHER_MONTH ? 2 : 1;
		parts->bare.said = false;
	}
}

/* The rate that the parts give; nothing set when there is none. */
static void set_rate(struct frequency *frequency, const struct frequency_parts *parts)
{
	int ordinals = bits(parts->ordinals);

	if (parts->a_week.said)
		by_the_week(frequency, parts);
	else if (parts->a_month.said)
		by_the_month(frequency, parts);
	else if (ordinals)
		set_month(frequency, ordinals * bits(parts->weekdays), ordinals * bits(parts->weekdays));
	else if (parts->words & WORD_OTHER_WEEK)
		every_other_week(frequency, parts);
	else if (parts->words & WORD_OTHER_DAY)
		set_week(frequency, 3, 4);
	else if (parts->words & WORD_WORKING_DAYS)
		on_days(frequency, parts, WORKING_DAYS);
	else if (parts->words & WORD_EVERY_DAY)
		on_days(frequency, parts, ALL_DAYS);
	else if (parts->words & WORD_WEEKEND)
		on_days(frequency, parts, WEEKEND);
	else if (parts->weekdays)
		on_days(frequency, parts, parts->weekdays);
	else if (parts->a_day.said)
		on_days(frequency, parts, ALL_DAYS);
	else if (parts->words & WORD_OTHER_MONTH)
		set_month(frequency, 0.5, 0.5);
	else if (parts->words & WORD_EVERY_WEEK)
		set_week(frequency, 1, 1);
	else if (parts->words & WORD_EVERY_MONTH)
		set_month(frequency, 1, 1);
}

static void soften(struct frequency *frequency, const struct frequency_parts *parts)
{
	unsigned doubtful = WORD_ABOUT | WORD_WORKING_DAYS | WORD_OTHER_DAY | WORD_AT_MOST | WORD_AT_LEAST | WORD_AS_NEEDED | WORD_EVENT;

	frequency->confidence = parts->words & doubtful || parts->left_over ? CONFIDENCE_MEDIUM : CONFIDENCE_HIGH;
	if (frequency->days)
		frequency->confidence = parts->left_over ? CONFIDENCE_MEDIUM : CONFIDENCE_HIGH;
	if (!(parts->words & WORD_AT_MOST))
		return;
	frequency->at_most = true;
	frequency->per_week.min = 0;
	frequency->per_month.min = 0;
}

/* Texts that end like an occasion: 訪問時, 外出の際, 入浴日. */
static bool ends_like_event(struct slice text)
{
	static const struct slice endings[] = {SLICE("時"), SLICE("際"), SLICE("後"), SLICE("前"), SLICE("日"), SLICE("とき")};

	for (size_t i = 0; i < COUNT_OF(endings); i++)
		if (slice_ends_with(text, endings[i]))
			return true;
	return false;
}

static void set_without_rate(struct frequency *frequency, const struct frequency_parts *parts, struct slice text)
{
	frequency->confidence = CONFIDENCE_MEDIUM;
	if (parts->nights) {
		frequency->kind = FREQUENCY_STAY;
		frequency->confidence = CONFIDENCE_HIGH;
	} else if (parts->words & WORD_CONTINUOUS) {
		frequency->kind = FREQUENCY_CONTINUOUS;
		frequency->confidence = CONFIDENCE_HIGH;
	} else if (parts->words & WORD_AS_NEEDED) {
		frequency->kind = FREQUENCY_AS_NEEDED;
		frequency->confidence = CONFIDENCE_LOW;
	} else if (parts->words & WORD_EVENT || (parts->left_over && !parts->bare.said && ends_like_event(text))) {
		frequency->kind = FREQUENCY_BY_EVENT;
	} else {
		frequency->confidence = CONFIDENCE_LOW;
	}
}

struct frequency frequency_read(struct slice text)
{
	static const struct slice missing[] = {SLICE("-"),  SLICE("－"), SLICE("ー"),   SLICE("―"),   SLICE("–"),  SLICE("—"),
					       SLICE("/"),  SLICE("／"), SLICE("なし"), SLICE("無し"), SLICE("無"), SLICE("−")};
	struct frequency frequency = {.kind = FREQUENCY_NOT_UNDERSTOOD};
	struct cell_characters cell;
	struct frequency_parts parts;

	text = slice_trim(text);
	if (text.length == 0 || is_one_of(text, missing, COUNT_OF(missing))) {
		frequency.kind = FREQUENCY_MISSING;
		frequency.confidence = CONFIDENCE_HIGH;
		return frequency;
	}
	if (text_is_ditto(text)) {
		frequency.kind = FREQUENCY_SAME_AS_ABOVE;
		frequency.confidence = CONFIDENCE_MEDIUM;
		return frequency;
	}
	if (!cell_characters_fold(&cell, text))
		return frequency;
	frequency_scan(&cell, &parts);
	frequency.weekdays = parts.weekdays;
	frequency.nights = parts.nights;
	if (parts.clash || (parts.words & WORD_EVERY_WEEK && parts.words & WORD_OTHER_WEEK)) /* 毎週水、隔週金 */
		return frequency;
	give_bare_count(&parts);
	set_rate(&frequency, &parts);
	if (frequency.kind == FREQUENCY_RATE)
		soften(&frequency, &parts);
	else
		set_without_rate(&frequency, &parts, text);
	return frequency;
}
