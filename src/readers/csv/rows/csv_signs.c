#include "readers/csv/rows/csv_signs.h"

/* Compilers compare sixteen bytes and more at a time; a product then gathers the lowest bits of eight bytes in its highest byte. */
uint64_t csv_signs_of(const char *at, const char *end)
{
	size_t length = end - at < CSV_SIGN_BLOCK ? (size_t)(end - at) : CSV_SIGN_BLOCK;
	char low[CSV_SIGN_BLOCK] = {0};
	uint64_t marks = 0;

	if (LIKELY(length == CSV_SIGN_BLOCK))
		for (size_t i = 0; i < CSV_SIGN_BLOCK; i++)
			low[i] = (unsigned char)at[i] <= CSV_LARGEST_SIGN;
	else
		for (size_t i = 0; i < length; i++)
			low[i] = (unsigned char)at[i] <= CSV_LARGEST_SIGN;
	for (size_t i = 0; i < CSV_SIGN_BLOCK; i += 8)
		marks |= (eight_bytes_at(low + i) * UINT64_C(0x0102040810204080) >> 56) << i;
	return marks;
}
