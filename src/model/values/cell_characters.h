/*
 * cell_characters.h - the characters of one short cell (a date, a period, a time, a number), folded so that a reader of them need
 * not know how they were typed. For the model's own reading of values.
 *
 * Full-width letters, digits and signs become ASCII; every dash and long-vowel mark '-', every wave and arrow '~', every blank and
 * line break ' '; ㋿ ㍻ ㍼ ㍽ ㍾ the era's letter; ヶ ヵ ケ カ 個 箇 か; ○ ◯ 零 〇; ✕ ✖ ×; ① 1; ㊊ ㈪ 月; 日 月 令 of the compatibility blocks themselves.
 * Narrower than normalize(): without memory, and only for cells that are a handful of characters long.
 */
#ifndef TENKEN_MODEL_VALUES_CELL_CHARACTERS_H
#define TENKEN_MODEL_VALUES_CELL_CHARACTERS_H

#include "base/slice.h"

enum { LONGEST_CELL = 96 }; /* characters; no date or period needs as many */

struct cell_characters {
	uint32_t at[LONGEST_CELL + 1];     /* folded; 0 at the end */
	uint32_t offset[LONGEST_CELL + 1]; /* byte of the text where each began */
	size_t count;
	struct slice text;                 /* the text itself, without blanks at its ends */
};

/* False when the text is longer than any such cell. */
bool cell_characters_fold(struct cell_characters *cell, struct slice text);
size_t cell_skip_blanks(const struct cell_characters *cell, size_t at);
/* The words from character `from` up to `to`, as they were written, without blanks at the ends. */
struct slice cell_words(const struct cell_characters *cell, size_t from, size_t to);

/*
 * The whole number at `at`: digits (at most 9), or kanji numerals, by position (二〇二五) or by tens (二十五). Gives the count of
 * characters it takes, 0 when there is no number or it is too long.
 */
size_t cell_number(const struct cell_characters *cell, size_t at, int *number);
static inline bool cell_is_digit(uint32_t character)
{
	return character >= '0' && character <= '9';
}

#endif
