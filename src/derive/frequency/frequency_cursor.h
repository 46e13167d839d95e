/*
 * frequency_cursor.h - a place in the cell of a frequency, and the readers that step on from it. Private to the reading of
 * frequencies.
 *
 * Each reader takes one part of a frequency at the cursor into its `parts`; where none stands it leaves the cursor alone and says
 * false.
 */
#ifndef TENKEN_DERIVE_FREQUENCY_FREQUENCY_CURSOR_H
#define TENKEN_DERIVE_FREQUENCY_FREQUENCY_CURSOR_H

#include "derive/frequency/frequency_scan.h"

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

struct frequency_cursor {
	const struct cell_characters *cell;
	size_t at;
	struct frequency_parts *parts;
};

enum { LARGEST_COUNT = 9999 }; /* no frequency, length or time of day is more */

/* The next character that is no blank. */
static inline uint32_t cursor_peek(const struct frequency_cursor *cursor)
{
	return cursor->cell->at[cell_skip_blanks(cursor->cell, cursor->at)];
}

static inline bool cursor_take(struct frequency_cursor *cursor, uint32_t character)
{
	size_t at = cell_skip_blanks(cursor->cell, cursor->at);

	if (cursor->cell->at[at] != character)
		return false;
	cursor->at = at + 1;
	return true;
}

static inline bool cursor_take_number(struct frequency_cursor *cursor, int *number)
{
	size_t at = cell_skip_blanks(cursor->cell, cursor->at);
	int found;
	size_t count = cell_number(cursor->cell, at, &found);

	if (count == 0 || found > LARGEST_COUNT)
		return false;
	*number = found;
	cursor->at = at + count;
	return true;
}

/* ---- frequency_words.c ---- */

/* 毎日, 隔週, 程度: one of the words of enum frequency_word, or one that says nothing about how often. */
bool frequency_take_word(struct frequency_cursor *cursor);

/* ---- frequency_counts.c ---- */

/* The time that a rate is for, at the start of it: 週, 2週, 月, 3か月, 3月, 半年, 年, 日, 1日. */
enum time_span { SPAN_NONE, SPAN_DAY, SPAN_WEEK, SPAN_MONTH };

enum time_span frequency_take_span(struct frequency_cursor *cursor, int *length);
bool frequency_take_rate(struct frequency_cursor *cursor);        /* 週2回, 3か月に1回 */
bool frequency_take_count(struct frequency_cursor *cursor);       /* 2回/週, 2回 */
bool frequency_take_other_day(struct frequency_cursor *cursor);   /* 1日おき, 2日に1回 */
bool frequency_take_stay(struct frequency_cursor *cursor);        /* 6泊7日, 6泊7日/月 */
bool frequency_take_duration(struct frequency_cursor *cursor);    /* 60分, 1時間, 2単位, 10:00: how long or when */

/* ---- frequency_days.c ---- */

bool frequency_take_weekdays(struct frequency_cursor *cursor);    /* 月水金, (月)(木), 火～金 */
bool frequency_take_ordinals(struct frequency_cursor *cursor);    /* 第2火曜, 第1・3木 */
/* A period that was written into the cell of the frequency: R7.4.1～R7.9.30, 4月1日. It says nothing about how often. */
bool frequency_take_date(struct frequency_cursor *cursor);

#endif
