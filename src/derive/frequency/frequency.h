/*
 * frequency.h - what a frequency cell of 第2表 says: 週2回（火・金）, 月1回, 毎日, 隔週水, 随時. For derive.
 *
 * Rates become ranges a week or a month. A text that is not understood says so and gives no number: a wrong number would be
 * worse than none.
 */
#ifndef TENKEN_DERIVE_FREQUENCY_FREQUENCY_H
#define TENKEN_DERIVE_FREQUENCY_FREQUENCY_H

#include "base/slice.h"

enum frequency_kind {
	FREQUENCY_NOT_UNDERSTOOD,
	FREQUENCY_MISSING,       /* empty, –, ／, なし */
	FREQUENCY_SAME_AS_ABOVE, /* 〃, 同上: as the row above */
	FREQUENCY_RATE,          /* per_week or per_month is known */
	FREQUENCY_STAY,          /* 2泊3日 without saying how often */
	FREQUENCY_CONTINUOUS,    /* 常時, 24時間, 貸与期間中 */
	FREQUENCY_BY_EVENT,      /* 受診時, 毎食後 */
	FREQUENCY_AS_NEEDED      /* 随時, 必要時: no bound */
};

enum frequency_confidence {
	CONFIDENCE_LOW,
	CONFIDENCE_MEDIUM, /* 程度, 祝日 open, words left over */
	CONFIDENCE_HIGH
};

struct frequency_range {
	bool known;
	double min, max;
};

struct frequency {
	enum frequency_kind kind;
	enum frequency_confidence confidence;
	struct frequency_range per_week;  /* not known for what is counted by the month or year */
	struct frequency_range per_month; /* weekly ones: a month has 4 to 5 of each weekday */
	bool days;                        /* the count is days, not times: 月8日以内 */
	bool at_most;                     /* 以内, 上限: min is 0 */
	unsigned weekdays;                /* bit 0 月 … bit 6 日; what was listed */
	int nights;                       /* of 6泊7日, else 0 */
	/* 週3回 beside four weekdays: both numbers. */
	bool contradiction;
	int said, listed;
};

struct frequency frequency_read(struct slice text);

#endif
