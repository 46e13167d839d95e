/*
 * compiler.h - what C17 cannot say and both our compilers can. Anyone may use it.
 */
#ifndef TENKEN_BASE_COMPILER_H
#define TENKEN_BASE_COMPILER_H

#if defined(__GNUC__)
#define PRINTF_LIKE(format_index, first_index) __attribute__((__format__(__printf__, format_index, first_index)))
#define NO_RETURN __attribute__((__noreturn__))
#define LIKELY(x) __builtin_expect(!!(x), 1)
#define UNLIKELY(x) __builtin_expect(!!(x), 0)
/* The number of the lowest bit of a uint64_t that is not 0. */
#define LOWEST_BIT(x) ((unsigned)__builtin_ctzll(x))
/* How many bits of a uint64_t are set. */
#define COUNT_BITS(x) ((unsigned)__builtin_popcountll(x))
#else
#define PRINTF_LIKE(format_index, first_index)
#define NO_RETURN
#define LIKELY(x) (x)
#define UNLIKELY(x) (x)
#define LOWEST_BIT(x) lowest_bit(x)
static inline unsigned lowest_bit(unsigned long long bits)
{
	unsigned number = 0;

	while (!(bits >> number & 1))
		number++;
	return number;
}
#define COUNT_BITS(x) count_bits(x)
static inline unsigned count_bits(unsigned long long bits)
{
	unsigned count = 0;

	for (; bits; bits &= bits - 1)
		count++;
	return count;
}
#endif

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

#endif
