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
#else
#define PRINTF_LIKE(format_index, first_index)
#define NO_RETURN
#define LIKELY(x) (x)
#define UNLIKELY(x) (x)
#endif

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

#endif
