/*
 * value_read.h - from the text of one cell to a value of the model, by the field's kind. For readers.
 *
 * Reads every form of plan-format: dates (西暦, 和暦, ㋿, full-width, kanji numerals, 元年), times, levels, marks, words and codes
 * of enums. It reports nothing itself: it says what was wrong, and the reader makes the finding at the cell's place.
 */
#ifndef TENKEN_MODEL_VALUES_VALUE_READ_H
#define TENKEN_MODEL_VALUES_VALUE_READ_H

#include "model/key_table.h"
#include "model/model.h"

enum value_problem {
	VALUE_FINE,
	VALUE_NOT_A_DATE,        /* no form of date */
	VALUE_IMPOSSIBLE_DATE,   /* 2025-02-30, 令和7年13月 */
	VALUE_OUTSIDE_ERA,       /* 昭和64年2月, 令和元年4月: the value is UNREADABLE; `expected` says the era's bounds */
	VALUE_ERA_RUNS_ON,       /* 平成33年: readable (2021) and the value is WRITTEN; a finding only in plans made from 2019-05-01 */
	VALUE_NOT_A_TIME,
	VALUE_NOT_A_NUMBER,
	VALUE_NUMBER_TOO_LARGE,
	VALUE_NOT_A_MARK,        /* ○/× expected */
	VALUE_NOT_IN_LIST,       /* an enum's word that is none; `expected` lists the words */
	VALUE_AMBIGUOUS_LEVEL,   /* a bare 2, 要2: support or care? */
	VALUE_PLACEHOLDER_WHOLE, /* the whole value is 〇〇, ××, 要確認, 未定, 選定中: judged as blank */
	VALUE_PLACEHOLDER_INSIDE /* such a word inside a longer text: the text stands */
};

struct value_reading {
	enum value_problem problem;
	struct slice expected;    /* what would be readable, in Japanese; may be empty */
	struct slice word;        /* the placeholder or the part that was not understood */
	struct slice expected_en; /* the same in English, for the problems whose message shows it */
};

struct value_reader {
	const struct key_table *keys;
	struct arena *arena;   /* for texts that outlive the call */
	struct arena *scratch; /* reset by the caller when it likes */
	bool codes;            /* enums and levels are written as codes of the CSV standard */
};

/*
 * Reads `text` (UTF-8, borrowed: a TEXT value points into it) as `field` needs it; sets presence and `is` of *value, leaves the
 * origin alone. Empty, ~, null and blanks give BLANK. A list written in one cell (初回・紹介) is split; its items take the origin
 * *value has at the call. A month alone (2025年9月) is its last day in Period.to, Absence.to and Suppression.until, else its first.
 */
struct value_reading value_read(const struct value_reader *reader, enum field field, struct slice text, struct value *value);

/*
 * A period in one text: R7.4.1～R7.9.30, 2025/4/1-2025/9/30, R7.4～R7.9 (whole months), 令和7年4月1日から6か月, start without end.
 * A length without dates (6か月, 6ヶ月間, 1年) gives only `months`. What was not found has presence NOT_SUPPLIED.
 */
struct period_reading {
	struct value from, to; /* DATE; UNREADABLE with the words when a date is there and wrong */
	int months;            /* 0 when no length was written */
	bool counted;          /* `to` was counted from `from` and the length */
	struct value_reading from_problem, to_problem;
	bool understood;       /* false: neither dates nor a length (当面, 随時) */
};
struct period_reading period_read(const struct value_reader *reader, struct slice text);

/* The words that mean yes or no, by number from 0; empty behind the last. For schemas: any spelling that compares equal is read. */
struct slice mark_word(size_t number);

/* A date in any accepted form, for options, rule files and tables; *date is left alone when it is none. */
bool date_read(struct slice text, int32_t *date);

#endif
