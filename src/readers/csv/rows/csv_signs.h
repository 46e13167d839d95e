/*
 * csv_signs.h - the signs of a text one after another: bytes up to ',', so that quotes, commas, line breaks and blanks are among them
 * and digits, letters and every byte of Japanese text, in UTF-8 as in CP932, are not; or those alone that tell the end of a row. For csv_rows.c.
 *
 * They are marked 64 bytes at a time, without a branch that depends on the text.
 */
#ifndef TENKEN_READERS_CSV_SIGNS_H
#define TENKEN_READERS_CSV_SIGNS_H

#include "base/eight_bytes.h"

#include <stdbool.h>

enum { CSV_LARGEST_SIGN = ',', CSV_SIGN_BLOCK = 64 };

/* Which signs: always a constant, so that what depends on it is decided when it is compiled. */
enum csv_alphabet {
	CSV_SIGNS,
	CSV_ROW_SIGNS /* quotes and control characters, of which line breaks are two: what tells the end of a row */
};

struct csv_signs {
	const char *block, *end; /* the block that is marked, NULL before the first; and the end of the text */
	uint64_t marks;          /* bit per byte of the block: signs that were not given yet */
};

/* The signs of the block at `at`, which the text may end in. */
uint64_t csv_signs_of(const char *at, const char *end);
uint64_t csv_row_signs_of(const char *at, const char *end);

static inline struct csv_signs csv_signs_from(const char *at, const char *end, enum csv_alphabet alphabet)
{
	return (struct csv_signs){at, end, alphabet == CSV_SIGNS ? csv_signs_of(at, end) : csv_row_signs_of(at, end)};
}

/* Signs of a text that ends at `end`, of which nothing was marked yet: they begin with csv_signs_skip_to. */
static inline struct csv_signs csv_signs_before(const char *end)
{
	return (struct csv_signs){NULL, end, 0};
}

/* Goes on with what stands at `at` or behind it; nothing before it is asked for any more. */
static inline void csv_signs_skip_to(struct csv_signs *signs, const char *at, enum csv_alphabet alphabet)
{
	if (LIKELY(signs->block) && at - signs->block < CSV_SIGN_BLOCK)
		signs->marks &= UINT64_MAX << (at - signs->block);
	else
		*signs = csv_signs_from(at, signs->end, alphabet);
}

/* The next sign, NULL when there is none. */
static inline const char *csv_signs_next(struct csv_signs *signs, enum csv_alphabet alphabet)
{
	while (UNLIKELY(!signs->marks)) {
		if (signs->end - signs->block <= CSV_SIGN_BLOCK)
			return NULL;
		*signs = csv_signs_from(signs->block + CSV_SIGN_BLOCK, signs->end, alphabet);
	}
	const char *sign = signs->block + LOWEST_BIT(signs->marks);

	signs->marks &= signs->marks - 1;
	return sign;
}

static inline bool csv_is_break(char byte)
{
	return byte == '\r' || byte == '\n';
}

/*
 * The line break that ends a row, looked for from `at`, the beginning of a cell behind a comma, by its quotes: each opens a cell or closes
 * one. NULL where one does neither, or the row has no line break. `signs` are CSV_ROW_SIGNS.
 */
const char *csv_row_end(struct csv_signs *signs, const char *at);

#endif
