/*
 * eight_bytes.h - eight bytes of a text looked at in one step, whatever the machine's byte order. Anyone may use it.
 *
 * The first byte of the text is the lowest of the number. A mark is the highest bit of the byte it stands for; marks of all
 * bytes that were asked for are exact.
 */
#ifndef TENKEN_BASE_EIGHT_BYTES_H
#define TENKEN_BASE_EIGHT_BYTES_H

#include "base/compiler.h"

#include <stddef.h>
#include <stdint.h>

/* The same byte eight times. */
#define EIGHT_TIMES(byte) (UINT64_C(0x0101010101010101) * (byte))

/* At least eight bytes must be there. Compilers make one load of it. */
static inline uint64_t eight_bytes_at(const char *text)
{
	const unsigned char *p = (const unsigned char *)text;

	return (uint64_t)p[0] | (uint64_t)p[1] << 8 | (uint64_t)p[2] << 16 | (uint64_t)p[3] << 24 | (uint64_t)p[4] << 32 |
	       (uint64_t)p[5] << 40 | (uint64_t)p[6] << 48 | (uint64_t)p[7] << 56;
}

/* Marks the bytes below `least`, which is ASCII. */
static inline uint64_t eight_bytes_below(uint64_t eight, unsigned least)
{
	return ~((eight & EIGHT_TIMES(0x7FU)) + EIGHT_TIMES(0x80U - least)) & ~eight & EIGHT_TIMES(0x80U);
}

/* Marks the bytes that are `byte`. */
static inline uint64_t eight_bytes_equal(uint64_t eight, unsigned char byte)
{
	return eight_bytes_below(eight ^ EIGHT_TIMES(byte), 1);
}

/* Marks the bytes that are not ASCII. */
static inline uint64_t eight_bytes_not_ascii(uint64_t eight)
{
	return eight & EIGHT_TIMES(0x80U);
}

/* How many bytes stand before the first mark; there must be one. */
static inline size_t eight_bytes_before(uint64_t marks)
{
	return LOWEST_BIT(marks) / 8;
}

#endif
