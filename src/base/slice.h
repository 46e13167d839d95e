/*
 * slice.h - bytes with a length, borrowed from somewhere that outlives them.
 *
 * Everything inside tenken that is text travels as a slice: values may hold NUL, so lengths decide and NUL is never
 * trusted. A slice owns nothing. Anyone may use this header.
 */
#ifndef TENKEN_BASE_SLICE_H
#define TENKEN_BASE_SLICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct slice {
	const char *data; /* may be NULL when length is 0 */
	size_t length;    /* bytes */
};

/* A slice of a string literal; usable in static initialisers. */
#define SLICE(literal) {(literal), sizeof(literal) - 1}
#define SLICE_OF(literal) ((struct slice)SLICE(literal))
/* For printf("%.*s", SLICE_PRINT(s)); only for text known to be short and free of NUL. Evaluates `s` more than once. */
#define SLICE_PRINT(s) (int)(s).length, ((s).data ? (s).data : "")

static inline struct slice slice_of(const char *data, size_t length)
{
	return (struct slice){data, length};
}

/* The part [from, to) of a slice; the bounds are clamped, never an error. */
struct slice slice_part(struct slice s, size_t from, size_t to);

/* Inline as those below, so that the compiler compares with a literal in place. */
static inline bool slice_equal(struct slice a, struct slice b)
{
	return a.length == b.length && (a.length == 0 || memcmp(a.data, b.data, a.length) == 0);
}

static inline bool slice_starts_with(struct slice s, struct slice prefix)
{
	return s.length >= prefix.length && slice_equal(slice_of(s.data, prefix.length), prefix);
}

static inline bool slice_ends_with(struct slice s, struct slice suffix)
{
	return s.length >= suffix.length && (suffix.length == 0 || slice_equal(slice_of(s.data + (s.length - suffix.length), suffix.length), suffix));
}

struct slice slice_from_string(const char *string); /* NULL gives an empty slice */
int slice_compare(struct slice a, struct slice b); /* by bytes, a prefix sorts first */
/* Byte offset of the first occurrence at or after `from`, or SIZE_MAX. */
size_t slice_find(struct slice s, struct slice needle, size_t from);
bool slice_contains(struct slice s, struct slice needle);
/* Without ASCII blanks, tabs and line breaks (and U+3000) at both ends. */
struct slice slice_trim(struct slice s);
uint64_t slice_hash(struct slice s); /* FNV-1a; for tables, never for identity */
/* By beginning, end and length: spreads short texts well in its highest bits. For memories that may forget, not for anything that lasts. */
static inline uint64_t slice_glance(struct slice s, unsigned salt)
{
	uint64_t head = 0, tail = 0;

	if (s.length >= sizeof head) {
		memcpy(&head, s.data, sizeof head);
		memcpy(&tail, s.data + s.length - sizeof tail, sizeof tail);
	} else if (s.length) {
		memcpy(&head, s.data, s.length);
	}
	return (head ^ (tail << 7 | tail >> 57) ^ (uint64_t)salt << 48 ^ s.length) * UINT64_C(0x9E3779B97F4A7C15);
}

bool slice_is_digits(struct slice s); /* not empty, and 0 to 9 throughout */
/* The whole slice as a decimal number without sign; false when empty, not all digits, or too large. */
bool slice_to_uint(struct slice s, uint64_t *value);
/* Cuts the part before `separator` off the front of *rest; false when *rest was exhausted. */
bool slice_next(struct slice *rest, char separator, struct slice *part);

#endif
