/*
 * csv_signs.h - the signs of a text one after another: bytes up to ',', so that quotes, commas, line breaks and blanks are among them
 * and digits, letters and every byte of Japanese text, in UTF-8 as in CP932, are not. For csv_rows.c.
 *
 * They are marked 64 bytes at a time, without a branch that depends on the text.
 */
#ifndef TENKEN_READERS_CSV_SIGNS_H
#define TENKEN_READERS_CSV_SIGNS_H

#include "base/eight_bytes.h"

#include <stdbool.h>

enum { CSV_LARGEST_SIGN = ',', CSV_SIGN_BLOCK = 64 };

struct csv_signs {
	const char *block, *end; /* the block that is marked, and the end of the text */
	uint64_t marks;          /* bit per byte of the block: signs that were not given yet */
};

/* The signs of the block at `at`, which the text may end in. */
uint64_t csv_signs_of(const char *at, const char *end);

static inline struct csv_signs csv_signs_from(const char *at, const char *end)
{
	return (struct csv_signs){at, end, csv_signs_of(at, end)};
}

/* Goes on with what stands at `at` or behind it; nothing before it is asked for any more. */
static inline void csv_signs_skip_to(struct csv_signs *signs, const char *at)
{
	if (at - signs->block < CSV_SIGN_BLOCK)
		signs->marks &= UINT64_MAX << (at - signs->block);
	else
		*signs = csv_signs_from(at, signs->end);
}

/* The next sign, `end` when there is none. */
static inline const char *csv_signs_next(struct csv_signs *signs)
{
	while (UNLIKELY(!signs->marks)) {
		if (signs->end - signs->block <= CSV_SIGN_BLOCK)
			return signs->end;
		signs->block += CSV_SIGN_BLOCK;
		signs->marks = csv_signs_of(signs->block, signs->end);
	}
	const char *sign = signs->block + LOWEST_BIT(signs->marks);

	signs->marks &= signs->marks - 1;
	return sign;
}

#endif
