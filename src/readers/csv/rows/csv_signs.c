#include "readers/csv/rows/csv_signs.h"

#include <string.h>

/* The block at `at`; where the text ends in it, a copy with bytes behind it that are no sign. */
static inline const char *whole_block(char room[CSV_SIGN_BLOCK], const char *at, const char *end)
{
	if (LIKELY(end - at >= CSV_SIGN_BLOCK))
		return at;
	memset(room, 0x7F, CSV_SIGN_BLOCK);
	memcpy(room, at, (size_t)(end - at));
	return room;
}

/* Compilers compare sixteen bytes and more at a time; a product then gathers the lowest bits of eight bytes in its highest byte. */
static inline uint64_t gathered(const char low[CSV_SIGN_BLOCK])
{
	uint64_t marks = 0;

	for (size_t i = 0; i < CSV_SIGN_BLOCK; i += 8)
		marks |= (eight_bytes_at(low + i) * UINT64_C(0x0102040810204080) >> 56) << i;
	return marks;
}

uint64_t csv_signs_of(const char *at, const char *end)
{
	char room[CSV_SIGN_BLOCK], low[CSV_SIGN_BLOCK];
	const char *block = whole_block(room, at, end);

	for (size_t i = 0; i < CSV_SIGN_BLOCK; i++)
		low[i] = (unsigned char)block[i] <= CSV_LARGEST_SIGN;
	return gathered(low);
}

/* One loop for each kind: compilers would make a table of bits of them together, and look at one byte at a time. */
uint64_t csv_row_signs_of(const char *at, const char *end)
{
	char room[CSV_SIGN_BLOCK], low[CSV_SIGN_BLOCK];
	const char *block = whole_block(room, at, end);

	for (size_t i = 0; i < CSV_SIGN_BLOCK; i++)
		low[i] = block[i] == '"';
	for (size_t i = 0; i < CSV_SIGN_BLOCK; i++)
		low[i] |= (unsigned char)block[i] <= '\r';
	return gathered(low);
}

const char *csv_row_end(struct csv_signs *signs, const char *at)
{
	const char *sign;

	csv_signs_skip_to(signs, at, CSV_ROW_SIGNS);
	while ((sign = csv_signs_next(signs, CSV_ROW_SIGNS)) != NULL) {
		if (*sign != '"') {
			if (csv_is_break(*sign))
				return sign;
			continue;
		}
		if (sign[-1] != ',')
			return NULL;
		do
			sign = csv_signs_next(signs, CSV_ROW_SIGNS);
		while (sign && *sign != '"');
		if (!sign || sign + 1 == signs->end)
			return NULL;
		if (csv_is_break(sign[1]))
			return sign + 1;
		if (sign[1] != ',')
			return NULL;
	}
	return NULL;
}
