/*
 * frequency_scan.h - the parts that a frequency is written in, found from left to right; frequency.c puts them together.
 * Private to the reading of frequencies.
 */
#ifndef TENKEN_DERIVE_FREQUENCY_FREQUENCY_SCAN_H
#define TENKEN_DERIVE_FREQUENCY_FREQUENCY_SCAN_H

#include "model/values/cell_characters.h"

struct count_range {
	bool said;
	int min, max;
	bool days; /* counted in 日, not 回 */
};

/* 隔週, 毎日 and the like, as bits: several may stand in one cell. */
enum frequency_word {
	WORD_EVERY_DAY = 1,        /* 毎日 */
	WORD_WORKING_DAYS = 2,     /* 平日 */
	WORD_OTHER_WEEK = 4,       /* 隔週 */
	WORD_OTHER_DAY = 8,        /* 隔日, 1日おき */
	WORD_OTHER_MONTH = 16,     /* 隔月 */
	WORD_EVERY_WEEK = 32,      /* 毎週 */
	WORD_EVERY_MONTH = 64,     /* 毎月 */
	WORD_CONTINUOUS = 128,
	WORD_AS_NEEDED = 256,
	WORD_EVENT = 512,
	WORD_ABOUT = 1024,
	WORD_AT_MOST = 2048,
	WORD_AT_LEAST = 4096,
	WORD_WEEKEND = 8192,       /* 週末 */
	WORD_CHOICE = 16384,       /* いずれか, または: what is listed is not all of it, or more than it */
};

struct frequency_parts {
	unsigned words;             /* of enum frequency_word */
	struct count_range a_day, a_week, a_month, bare; /* bare: 2回 without saying in what time */
	int weeks, months;          /* 2週に1回, 3か月に1回: the count of a_week or a_month is for so many; 1 as a rule */
	unsigned weekdays, ordinals; /* bits; ordinals of 第1・3木, bit 0 for 第1 */
	unsigned excluded;          /* weekdays of 日曜を除く */
	int nights, days;           /* 6泊7日 */
	bool left_over;             /* characters that are none of these */
	bool clash;                 /* two different rates for the same time */
};

void frequency_scan(const struct cell_characters *cell, struct frequency_parts *parts);

#endif
