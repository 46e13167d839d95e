#include "derive/frequency_scan.h"

#include "base/compiler.h"

#include <string.h>

/* Characters as code points, after folding (cell_characters.h). */
enum {
	SHUU = 0x9031,  /* 週 */
	TSUKI = 0x6708, /* 月 */
	HI = 0x65E5,    /* 日 */
	NEN = 0x5E74,   /* 年 */
	KAI = 0x56DE,   /* 回 */
	DO = 0x5EA6,    /* 度 */
	HAKU = 0x6CCA,  /* 泊 */
	NI = 0x306B,    /* に */
	KA = 0x304B,    /* か */
	KAN = 0x9593,   /* 間 */
	HAN = 0x534A,   /* 半 */
	DAI = 0x7B2C,   /* 第 */
	YOU = 0x66DC,   /* 曜 */
	FUN = 0x5206,   /* 分 */
	JI = 0x6642,    /* 時 */
	DOT = 0x30FB,   /* ・ */
	TOUTEN = 0x3001, /* 、 */
	TO = 0x3068,    /* と */
	TAN = 0x5358,   /* 単 */
	I = 0x4F4D,     /* 位 */
	NO = 0x306E,    /* の */
	SHUKU = 0x795D, /* 祝 */
	YAKU = 0x7D04,  /* 約 */
	GO = 0x5348,    /* 午 */
	TIMES = 0xD7,   /* × */
	O = 0x304A,     /* お */
	KI = 0x304D,    /* き */
};

struct scan {
	const struct cell_characters *cell;
	size_t at;
	struct frequency_parts *parts;
};

static uint32_t peek(const struct scan *scan)
{
	return scan->cell->at[cell_skip_blanks(scan->cell, scan->at)];
}

static bool take(struct scan *scan, uint32_t character)
{
	size_t at = cell_skip_blanks(scan->cell, scan->at);

	if (scan->cell->at[at] != character)
		return false;
	scan->at = at + 1;
	return true;
}

enum { LARGEST_NUMBER = 9999 }; /* no frequency, length or time of day is more */

static bool take_number(struct scan *scan, int *number)
{
	size_t at = cell_skip_blanks(scan->cell, scan->at);
	int found;
	size_t count = cell_number(scan->cell, at, &found);

	if (count == 0 || found > LARGEST_NUMBER)
		return false;
	*number = found;
	scan->at = at + count;
	return true;
}

/* ---- words ---- */

static const struct {
	struct slice word;
	unsigned meaning; /* of enum frequency_word; 0: says nothing about how often */
} words[] = {
	{SLICE("毎食"), WORD_EVENT},	      {SLICE("毎日"), WORD_EVERY_DAY},	    {SLICE("連日"), WORD_EVERY_DAY},
	{SLICE("日々"), WORD_EVERY_DAY},      {SLICE("毎朝"), WORD_EVERY_DAY},	    {SLICE("毎晩"), WORD_EVERY_DAY},
	{SLICE("毎週"), WORD_EVERY_WEEK},     {SLICE("毎月"), WORD_EVERY_MONTH},    {SLICE("毎"), 0},
	{SLICE("平日"), WORD_WORKING_DAYS},   {SLICE("隔週"), WORD_OTHER_WEEK},	    {SLICE("隔日"), WORD_OTHER_DAY},
	{SLICE("隔月"), WORD_OTHER_MONTH},    {SLICE("常時"), WORD_CONTINUOUS},	    {SLICE("終日"), WORD_CONTINUOUS},
	{SLICE("通年"), WORD_CONTINUOUS},     {SLICE("貸与期間中"), WORD_CONTINUOUS}, {SLICE("期間中"), WORD_CONTINUOUS},
	{SLICE("継続"), WORD_CONTINUOUS},     {SLICE("貸与"), WORD_CONTINUOUS},	    {SLICE("レンタル"), WORD_CONTINUOUS},
	{SLICE("随時"), WORD_AS_NEEDED},      {SLICE("適宜"), WORD_AS_NEEDED},	    {SLICE("適時"), WORD_AS_NEEDED},
	{SLICE("必要時"), WORD_AS_NEEDED},    {SLICE("必要に応じ"), WORD_AS_NEEDED}, {SLICE("必要な時"), WORD_AS_NEEDED},
	{SLICE("その都度"), WORD_AS_NEEDED},  {SLICE("都度"), WORD_AS_NEEDED},	    {SLICE("状況に応じ"), WORD_AS_NEEDED},
	{SLICE("緊急時"), WORD_AS_NEEDED},    {SLICE("希望時"), WORD_AS_NEEDED},    {SLICE("体調不良時"), WORD_AS_NEEDED},
	{SLICE("不定期"), WORD_AS_NEEDED},    {SLICE("受診時"), WORD_EVENT},	    {SLICE("受診日"), WORD_EVENT},
	{SLICE("通院日"), WORD_EVENT},	      {SLICE("通院時"), WORD_EVENT},	    {SLICE("入浴後"), WORD_EVENT},
	{SLICE("起床時"), WORD_EVENT},	      {SLICE("就寝前"), WORD_EVENT},	    {SLICE("就寝時"), WORD_EVENT},
	{SLICE("食後"), WORD_EVENT},	      {SLICE("食前"), WORD_EVENT},	    {SLICE("外出時"), WORD_EVENT},
	{SLICE("程度"), WORD_ABOUT},	      {SLICE("くらい"), WORD_ABOUT},	    {SLICE("ぐらい"), WORD_ABOUT},
	{SLICE("およそ"), WORD_ABOUT},	      {SLICE("約"), WORD_ABOUT},	    {SLICE("ほど"), WORD_ABOUT},
	{SLICE("以内"), WORD_AT_MOST},	      {SLICE("上限"), WORD_AT_MOST},	    {SLICE("最大"), WORD_AT_MOST},
	{SLICE("まで"), WORD_AT_MOST},	      {SLICE("以上"), WORD_AT_LEAST},	    {SLICE("午前"), 0},
	{SLICE("午後"), 0},		      {SLICE("祝日"), 0},		    {SLICE("各"), 0},
	{SLICE("時間"), 0},
};

enum { FIRST_CHARACTER = 3 }; /* bytes: every word begins with kana or kanji */

static bool take_word(struct scan *scan)
{
	struct slice rest = slice_part(scan->cell->text, scan->cell->offset[scan->at], scan->cell->text.length);

	if (rest.length < FIRST_CHARACTER)
		return false;
	for (size_t i = 0; i < COUNT_OF(words); i++) {
		if (memcmp(rest.data, words[i].word.data, FIRST_CHARACTER) != 0 || !slice_starts_with(rest, words[i].word))
			continue;
		uint32_t end = scan->cell->offset[scan->at] + (uint32_t)words[i].word.length;

		while (scan->cell->offset[scan->at] < end)
			scan->at++;
		scan->parts->words |= words[i].meaning;
		if (words[i].meaning == WORD_EVENT) /* 毎食後, 受診時のみ */
			while (scan->cell->at[scan->at] && scan->cell->at[scan->at] != ' ' && scan->cell->at[scan->at] != '(' &&
			       !cell_is_digit(scan->cell->at[scan->at]))
				scan->at++;
		return true;
	}
	return false;
}

/* ---- counts ---- */

static bool joins_numbers(uint32_t c)
{
	return c == '~' || c == '-' || c == DOT || c == TOUTEN || c == ',';
}

/* 2, 1～2, 1・2 */
static bool take_count(struct scan *scan, struct count_range *range)
{
	struct scan ahead = *scan;

	if (!take_number(&ahead, &range->min))
		return false;
	range->max = range->min;
	range->said = true;
	*scan = ahead;
	if (joins_numbers(peek(&ahead))) {
		int second;

		take(&ahead, peek(&ahead));
		/* 月曜 behind "1・" is no number; 10:00-11:00 never gets here. */
		if (take_number(&ahead, &second) && second > range->min) {
			range->max = second;
			*scan = ahead;
		}
	}
	return true;
}

/* 回, 度 or 日 behind a count. */
static bool take_counter(struct scan *scan, struct count_range *range)
{
	if (take(scan, KAI) || take(scan, DO))
		return true;
	struct scan ahead = *scan;

	if (take(&ahead, HI) && peek(&ahead) != YOU) {
		take(&ahead, KAN);
		*scan = ahead;
		range->days = true;
		return true;
	}
	return false;
}

static void keep(struct scan *scan, struct count_range *kept, const struct count_range *found)
{
	if (kept->said && (kept->min != found->min || kept->max != found->max))
		scan->parts->clash = true;
	*kept = *found;
}

/* Behind 週, 月, 日: [に] count [回]. */
static bool take_rate(struct scan *scan, struct count_range *kept)
{
	struct scan ahead = *scan;
	struct count_range range = {0};

	while (take(&ahead, KAN) || take(&ahead, NI) || take(&ahead, '/'))
		;
	bool about = take(&ahead, YAKU);

	if (!take_count(&ahead, &range))
		return false;
	bool counted = take_counter(&ahead, &range);

	if (!counted && (peek(&ahead) == FUN || peek(&ahead) == JI || peek(&ahead) == ':' || peek(&ahead) == TAN))
		return false;
	keep(scan, kept, &range);
	if (about)
		scan->parts->words |= WORD_ABOUT;
	*scan = ahead;
	return true;
}

/* The time that a rate is for, at the start of it: 週, 2週, 月, 3か月, 3月, 半年, 年, 日, 1日. */
enum span { SPAN_NONE, SPAN_DAY, SPAN_WEEK, SPAN_MONTH };

static enum span take_span(struct scan *scan, int *length)
{
	struct scan ahead = *scan;
	enum span span = SPAN_NONE;

	*length = 1;
	if (take(&ahead, HAN) && take(&ahead, NEN)) {
		*length = 6;
		*scan = ahead;
		return SPAN_MONTH;
	}
	ahead = *scan;
	take_number(&ahead, length);
	if (take(&ahead, SHUU)) {
		span = SPAN_WEEK;
	} else if (take(&ahead, NEN)) {
		*length *= 12;
		span = SPAN_MONTH;
	} else if (take(&ahead, HI)) {
		span = SPAN_DAY;
	} else {
		take(&ahead, KA);
		span = take(&ahead, TSUKI) ? SPAN_MONTH : SPAN_NONE;
	}
	if (span != SPAN_NONE && *length > 0)
		*scan = ahead;
	return *length > 0 ? span : SPAN_NONE;
}

static bool take_rate_of_span(struct scan *scan)
{
	struct frequency_parts *parts = scan->parts;
	struct scan ahead = *scan;
	int length;
	enum span span = take_span(&ahead, &length);
	bool found = false;

	if (span == SPAN_WEEK && (found = take_rate(&ahead, &parts->a_week)))
		parts->weeks = length;
	else if (span == SPAN_MONTH && (found = take_rate(&ahead, &parts->a_month)))
		parts->months = length;
	else if (span == SPAN_DAY && length == 1)
		found = take_rate(&ahead, &parts->a_day);
	if (found)
		scan->at = ahead.at;
	return found;
}

/* 1日おき, 2日に1回: every other day. */
static bool take_other_day(struct scan *scan)
{
	struct scan ahead = *scan;
	int number;

	if (!take_number(&ahead, &number) || !take(&ahead, HI))
		return false;
	bool every_second = number == 1 && take(&ahead, O) && take(&ahead, KI);

	if (!every_second && number == 2 && take(&ahead, NI))
		every_second = take_number(&ahead, &number) && number == 1 && take(&ahead, KAI);
	if (!every_second)
		return false;
	scan->parts->words |= WORD_OTHER_DAY;
	scan->at = ahead.at;
	return true;
}

/* 6泊7日 */
static bool take_stay(struct scan *scan)
{
	struct scan ahead = *scan;
	int nights, days;

	if (!take_number(&ahead, &nights) || !take(&ahead, HAKU))
		return false;
	days = nights + 1;
	struct scan behind = ahead;

	if (take_number(&behind, &days) && take(&behind, HI))
		ahead = behind;
	scan->parts->nights = nights;
	scan->parts->days = days;
	scan->at = ahead.at;
	return true;
}

/* 60分, 1時間, 2単位, 10:00: how long or when, not how often. */
static bool take_duration(struct scan *scan)
{
	struct scan ahead = *scan;
	int number;

	if (!take_number(&ahead, &number))
		return false;
	if (take(&ahead, ':')) {
		take_number(&ahead, &number);
		take(&ahead, '~');
	} else if (take(&ahead, JI)) {
		if (take(&ahead, KAN) && number == 24)
			scan->parts->words |= WORD_CONTINUOUS;
		take(&ahead, HAN);
	} else if (!take(&ahead, FUN) && !(take(&ahead, TAN) && take(&ahead, I))) {
		return false;
	}
	scan->at = ahead.at;
	return true;
}

/* 2回/週, 1回／月, 6泊7日/月 and 2回 alone. */
static bool take_count_first(struct scan *scan)
{
	struct frequency_parts *parts = scan->parts;
	struct scan ahead = *scan;
	struct count_range range = {0};
	int length;

	if (!take_count(&ahead, &range) || !take_counter(&ahead, &range))
		return false;
	struct scan behind = ahead;

	if (take(&behind, '/')) {
		enum span span = take_span(&behind, &length);

		if (span != SPAN_NONE) {
			keep(scan, span == SPAN_DAY ? &parts->a_day : span == SPAN_WEEK ? &parts->a_week : &parts->a_month, &range);
			if (span == SPAN_WEEK)
				parts->weeks = length;
			if (span == SPAN_MONTH)
				parts->months = length;
			scan->at = behind.at;
			return true;
		}
	}
	if (range.days)
		return false;
	struct scan each = ahead;

	if (range.min == 1 && range.max == 1 && take_duration(&each)) { /* 1回60分: each time */
		scan->at = each.at;
		return true;
	}
	keep(scan, &parts->bare, &range);
	scan->at = ahead.at;
	return true;
}

static bool take_stay_span(struct scan *scan)
{
	struct scan ahead = *scan;
	int length;

	if (!scan->parts->nights || !take(&ahead, '/') || take_span(&ahead, &length) != SPAN_MONTH)
		return false;
	scan->parts->a_month = (struct count_range){true, scan->parts->days, scan->parts->days, true};
	scan->parts->months = length;
	scan->at = ahead.at;
	return true;
}

/* ---- weekdays ---- */

static int weekday_of(uint32_t c)
{
	static const uint32_t weekdays[] = {TSUKI, 0x706B, 0x6C34, 0x6728, 0x91D1, 0x571F, HI};

	for (int i = 0; i < 7; i++)
		if (weekdays[i] == c)
			return i;
	return -1;
}

static void skip_spelling(struct scan *scan)
{
	if (take(scan, YOU))
		take(scan, HI);
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

/* 月水金, (月)(木), 火・金, 月曜日と木曜日, 火～金 */
static bool take_weekdays(struct scan *scan)
{
	struct scan ahead = *scan;
	unsigned found = 0;

	for (;;) {
		int day = weekday_of(peek(&ahead));

		if (day < 0)
			break;
		take(&ahead, peek(&ahead));
		skip_spelling(&ahead);
		found |= 1u << day;
		struct scan range = ahead;

		if ((take(&range, '~') || take(&range, '-')) && weekday_of(peek(&range)) > day) {
			for (int last = weekday_of(peek(&range)); day <= last; day++)
				found |= 1u << day;
			take(&range, peek(&range));
			skip_spelling(&range);
			ahead = range;
		}
		struct scan next = ahead;

		while (joins_weekdays(peek(&next)))
			take(&next, peek(&next));
		if (weekday_of(peek(&next)) < 0)
			break;
		struct scan rate = next;
		int length;

		if (take_span(&rate, &length) != SPAN_NONE && cell_number(rate.cell, cell_skip_blanks(rate.cell, rate.at), &length))
			break; /* 火・金、月1回 */
		ahead = next;
	}
	if (!found || !ends_weekdays(ahead.cell->at[ahead.at]))
		return false;
	scan->parts->weekdays |= found;
	scan->at = ahead.at;
	return true;
}

/* 第2火曜, 第1・3木, 第2・第4土 */
static bool take_ordinals(struct scan *scan)
{
	struct scan ahead = *scan;
	unsigned found = 0;
	int number;

	if (!take(&ahead, DAI))
		return false;
	while (take_number(&ahead, &number)) {
		if (number < 1 || number > 5)
			return false;
		found |= 1u << (number - 1);
		struct scan next = ahead;

		while (joins_weekdays(peek(&next)) && peek(&next) != '(')
			take(&next, peek(&next));
		take(&next, DAI);
		if (!cell_number(next.cell, cell_skip_blanks(next.cell, next.at), &number))
			break;
		ahead = next;
	}
	take(&ahead, SHUU); /* 第2週の火曜 */
	take(&ahead, NO);
	if (!found || !take_weekdays(&ahead))
		return false;
	scan->parts->ordinals |= found;
	scan->at = ahead.at;
	return true;
}

/* ---- all of it ---- */

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

static bool take_part(struct scan *scan)
{
	return take_other_day(scan) || take_rate_of_span(scan) || take_stay(scan) || take_stay_span(scan) || take_duration(scan) ||
	       take_count_first(scan) || take_ordinals(scan) || take_weekdays(scan) || take_word(scan);
}

/* Inside words that mean nothing here (日 of 日中, 金 of 料金) only what cannot be part of them counts: numbers and 週. */
static bool take_part_in_word(struct scan *scan)
{
	uint32_t c = peek(scan);

	if (cell_is_digit(c) || c == SHUU)
		return take_rate_of_span(scan) || take_duration(scan) || take_count_first(scan);
	return take_word(scan);
}

void frequency_scan(const struct cell_characters *cell, struct frequency_parts *parts)
{
	struct scan scan = {cell, 0, parts};
	bool in_word = false;

	*parts = (struct frequency_parts){.weeks = 1, .months = 1};
	while (scan.at < cell->count) {
		if (only_separates(cell->at[scan.at])) {
			in_word = false;
			scan.at++;
			continue;
		}
		if (in_word ? take_part_in_word(&scan) : take_part(&scan)) {
			in_word = false;
			continue;
		}
		uint32_t c = cell->at[scan.at++];

		in_word = !is_mark(c) && (c >= 0x80 || in_word);
		parts->left_over |= !is_mark(c);
	}
}
