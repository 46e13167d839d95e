#include "model/values/cell_characters.h"

#include "text/unicode/utf8.h"

static uint32_t fold_weekday(uint32_t number)
{
	static const uint32_t weekdays[] = {0x6708, 0x706B, 0x6C34, 0x6728, 0x91D1, 0x571F, 0x65E5}; /* 月 … 日 */

	return weekdays[number];
}

static uint32_t fold(uint32_t c)
{
	if (c < 0x80)
		return c == '\t' || c == '\r' || c == '\n' ? ' ' : c;
	if (c >= 0xFF01 && c <= 0xFF5E)
		return c - 0xFEE0;
	if (c >= 0x2010 && c <= 0x2015)
		return '-';
	if (c >= 0x2460 && c <= 0x2468) /* ① … ⑨ */
		return '1' + (c - 0x2460);
	if ((c >= 0x328A && c <= 0x3290) || (c >= 0x322A && c <= 0x3230)) /* ㊊ … ㊐, ㈪ … ㈰ */
		return fold_weekday(c >= 0x328A ? c - 0x328A : c - 0x322A);
	switch (c) {
	case 0x00A0: case 0x3000:
		return ' ';
	case 0x30FC: case 0xFF70: case 0x2212: case 0x2500: /* ー ｰ − ─ */
		return '-';
	case 0x301C: case 0x3030: case 0x223C: case 0x2192: /* 〜 〰 ∼ → */
		return '~';
	case 0x2044: case 0x2215:
		return '/';
	case 0x32FF: return 'R'; /* ㋿ */
	case 0x337B: return 'H'; /* ㍻ */
	case 0x337C: return 'S'; /* ㍼ */
	case 0x337D: return 'T'; /* ㍽ */
	case 0x337E: return 'M'; /* ㍾ */
	case 0x30F6: case 0x30F5: case 0x30B1: case 0x30AB: case 0xFF79: case 0xFF76: case 0x500B: case 0x7B87:
		return 0x304B; /* ヶ ヵ ケ カ ｹ ｶ 個 箇 to か */
	case 0x25CB: case 0x25EF: case 0x96F6: /* ○ ◯ 零 */
		return 0x3007;
	case 0x2715: case 0x2716: case 0x274C: /* ✕ ✖ ❌ */
		return 0x00D7;
	case 0x2F47: return 0x65E5; /* ⽇ of PDF text */
	case 0x2F49: return 0x6708; /* ⽉ */
	case 0xF9A8: return 0x4EE4; /* 令 */
	default:
		return c;
	}
}

bool cell_characters_fold(struct cell_characters *cell, struct slice text)
{
	cell->text = slice_trim(text);
	cell->count = 0;
	if (cell->text.length > (size_t)LONGEST_CELL * 4)
		return false;
	for (size_t at = 0; at < cell->text.length;) {
		if (cell->count == LONGEST_CELL)
			return false;
		cell->offset[cell->count] = (uint32_t)at;
		cell->at[cell->count++] = fold(utf8_next(cell->text, &at));
	}
	cell->offset[cell->count] = (uint32_t)cell->text.length;
	cell->at[cell->count] = 0;
	return true;
}

size_t cell_skip_blanks(const struct cell_characters *cell, size_t at)
{
	while (cell->at[at] == ' ')
		at++;
	return at;
}

struct slice cell_words(const struct cell_characters *cell, size_t from, size_t to)
{
	return slice_trim(slice_part(cell->text, cell->offset[from], cell->offset[to]));
}

enum { MOST_DIGITS = 9 };

static int kanji_digit(uint32_t c)
{
	static const uint32_t digits[] = {0x3007, 0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94, 0x516D, 0x4E03, 0x516B, 0x4E5D};

	for (int i = 0; i < 10; i++)
		if (digits[i] == c)
			return i;
	return -1;
}

static int kanji_unit(uint32_t c)
{
	return c == 0x5341 ? 10 : c == 0x767E ? 100 : c == 0x5343 ? 1000 : 0;
}

static size_t kanji_number(const struct cell_characters *cell, size_t at, int *number)
{
	size_t count = 0;
	int64_t total = 0, part = -1;

	for (;; count++) {
		int digit = kanji_digit(cell->at[at + count]);
		int unit = kanji_unit(cell->at[at + count]);

		if (digit >= 0)
			part = (part < 0 ? 0 : part) * 10 + digit;
		else if (unit) {
			total += (part < 0 ? 1 : part) * unit;
			part = -1;
		} else
			break;
		if (count == MOST_DIGITS)
			return 0;
	}
	total += part < 0 ? 0 : part;
	if (count == 0 || total > INT32_MAX)
		return 0;
	*number = (int)total;
	return count;
}

size_t cell_number(const struct cell_characters *cell, size_t at, int *number)
{
	size_t count = 0;

	if (!cell_is_digit(cell->at[at]))
		return kanji_number(cell, at, number);
	*number = 0;
	for (; cell_is_digit(cell->at[at + count]); count++) {
		if (count == MOST_DIGITS)
			return 0;
		*number = *number * 10 + (int)(cell->at[at + count] - '0');
	}
	return count;
}
