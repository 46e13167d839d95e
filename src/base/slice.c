#include "base/slice.h"

#include <string.h>

struct slice slice_part(struct slice s, size_t from, size_t to)
{
	if (to > s.length)
		to = s.length;
	if (from > to)
		from = to;
	return slice_of(s.data ? s.data + from : NULL, to - from);
}

struct slice slice_from_string(const char *string)
{
	return slice_of(string, string ? strlen(string) : 0);
}

int slice_compare(struct slice a, struct slice b)
{
	size_t shorter = a.length < b.length ? a.length : b.length;
	int order = shorter ? memcmp(a.data, b.data, shorter) : 0;

	if (order)
		return order;
	return a.length < b.length ? -1 : a.length > b.length;
}

size_t slice_find(struct slice s, struct slice needle, size_t from)
{
	if (from > s.length || needle.length > s.length - from)
		return SIZE_MAX;
	if (needle.length == 0)
		return from;
	for (size_t at = from; at <= s.length - needle.length;) {
		const char *hit = memchr(s.data + at, needle.data[0], s.length - needle.length - at + 1);

		if (!hit)
			return SIZE_MAX;
		at = (size_t)(hit - s.data);
		if (memcmp(hit, needle.data, needle.length) == 0)
			return at;
		at++;
	}
	return SIZE_MAX;
}

bool slice_contains(struct slice s, struct slice needle)
{
	return slice_find(s, needle, 0) != SIZE_MAX;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* U+3000, the full-width blank. */
static bool is_wide_blank(const char *data)
{
	return data[0] == '\xe3' && data[1] == '\x80' && data[2] == '\x80';
}

struct slice slice_trim(struct slice s)
{
	for (;;) {
		size_t step = s.length > 0 && is_blank(s.data[0]) ? 1 : s.length >= 3 && is_wide_blank(s.data) ? 3 : 0;

		if (step == 0)
			break;
		s.data += step;
		s.length -= step;
	}
	for (;;) {
		size_t step = s.length > 0 && is_blank(s.data[s.length - 1])          ? 1
			      : s.length >= 3 && is_wide_blank(s.data + s.length - 3) ? 3
										      : 0;

		if (step == 0)
			return s;
		s.length -= step;
	}
}

uint64_t slice_hash(struct slice s)
{
	uint64_t hash = UINT64_C(14695981039346656037);

	for (size_t i = 0; i < s.length; i++)
		hash = (hash ^ (unsigned char)s.data[i]) * UINT64_C(1099511628211);
	return hash;
}

bool slice_is_digits(struct slice s)
{
	for (size_t i = 0; i < s.length; i++)
		if (s.data[i] < '0' || s.data[i] > '9')
			return false;
	return s.length > 0;
}

bool slice_to_uint(struct slice s, uint64_t *value)
{
	uint64_t number = 0;

	if (s.length == 0)
		return false;
	for (size_t i = 0; i < s.length; i++) {
		unsigned digit = (unsigned)(unsigned char)s.data[i] - '0';

		if (digit > 9 || number > (UINT64_MAX - digit) / 10)
			return false;
		number = number * 10 + digit;
	}
	*value = number;
	return true;
}

bool slice_next(struct slice *rest, char separator, struct slice *part)
{
	if (!rest->data)
		return false;
	const char *end = rest->length ? memchr(rest->data, separator, rest->length) : NULL;

	if (!end) {
		*part = *rest;
		*rest = slice_of(NULL, 0);
		return true;
	}
	*part = slice_of(rest->data, (size_t)(end - rest->data));
	*rest = slice_part(*rest, part->length + 1, rest->length);
	return true;
}
