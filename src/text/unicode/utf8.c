#include "text/unicode/utf8.h"

#include "base/compiler.h"
#include "text/unicode/unicode.h"

#include <string.h>

/* Length of the well-formed character at p (Unicode 15, table 3-7), 0 when there is none. `left` is at least 1. */
static inline size_t character_length(const unsigned char *p, size_t left)
{
	unsigned lead = p[0];

	if (lead < 0x80)
		return 1;
	if (LIKELY((lead & 0xF0) == 0xE0)) {
		if (left < 3 || (p[1] & 0xC0) != 0x80 || (p[2] & 0xC0) != 0x80)
			return 0;
		/* overlong forms and surrogates */
		return (lead == 0xE0 && p[1] < 0xA0) || (lead == 0xED && p[1] > 0x9F) ? 0 : 3;
	}
	if (lead >= 0xC2 && lead < 0xE0)
		return left >= 2 && (p[1] & 0xC0) == 0x80 ? 2 : 0;
	if (lead < 0xF0 || lead > 0xF4 || left < 4)
		return 0;
	if ((p[1] & 0xC0) != 0x80 || (p[2] & 0xC0) != 0x80 || (p[3] & 0xC0) != 0x80)
		return 0;
	return (lead == 0xF0 && p[1] < 0x90) || (lead == 0xF4 && p[1] > 0x8F) ? 0 : 4;
}

/*
 * Do the eight bytes at p begin with two well-formed characters of three bytes each? Those that begin with E0 and ED have rules of
 * their own and count as no. Most Japanese text passes here, two characters at a glance.
 */
static inline bool is_wide_pair(const unsigned char *p)
{
	static const unsigned char mask_bytes[8] = {0xF0, 0xC0, 0xC0, 0xF0, 0xC0, 0xC0, 0, 0};
	static const unsigned char wide_bytes[8] = {0xE0, 0x80, 0x80, 0xE0, 0x80, 0x80, 0, 0};
	uint64_t bytes, mask, wide;

	memcpy(&bytes, p, sizeof bytes);
	memcpy(&mask, mask_bytes, sizeof mask);
	memcpy(&wide, wide_bytes, sizeof wide);
	return (bytes & mask) == wide && !(((1U << (p[0] & 0x0F)) | (1U << (p[3] & 0x0F))) & (1U << 0x0 | 1U << 0xD));
}

static inline size_t skip_ascii(const unsigned char *p, size_t at, size_t length)
{
	while (length - at >= 8) {
		uint64_t eight;

		memcpy(&eight, p + at, 8);
		if (eight & UINT64_C(0x8080808080808080))
			break;
		at += 8;
	}
	while (at < length && p[at] < 0x80)
		at++;
	return at;
}

enum { BLOCK = 64 };

/*
 * Is the block behind the two bytes at `before`, which are good, all ASCII and characters of two or three bytes without rules of their
 * own? It may end within a character. Written for compilers that take many bytes at a time.
 */
static inline bool block_is_simple(const unsigned char *before)
{
	unsigned char bad = 0;

	for (size_t i = 0; i < BLOCK; i++) {
		unsigned char c = before[i + 2];
		unsigned char wanted = (unsigned char)((before[i + 1] >= 0xC0) | (before[i] >= 0xE0));

		bad |= (unsigned char)((c >= 0xF0) | (c == 0xE0) | (c == 0xED) | ((c & 0xFE) == 0xC0));
		bad |= (unsigned char)(((c & 0xC0) == 0x80) ^ wanted);
	}
	return !bad;
}

size_t utf8_check(struct slice s)
{
	const unsigned char *p = (const unsigned char *)s.data;

	for (size_t at = 0; at < s.length;) {
		size_t from = at;

		while (at >= 2 && s.length - at >= BLOCK && block_is_simple(p + at - 2))
			at += BLOCK;
		/* The last character of the blocks may go on behind them. */
		for (bool begins = at == from; !begins; begins = (p[at] & 0xC0) != 0x80)
			at--;
		for (size_t end = s.length - at > BLOCK ? at + BLOCK : s.length; at < end;) {
			if (p[at] < 0x80) {
				at = skip_ascii(p, at, s.length);
				continue;
			}
			while (s.length - at >= 8 && is_wide_pair(p + at))
				at += 6;
			size_t step = character_length(p + at, s.length - at);

			if (UNLIKELY(step == 0))
				return at;
			at += step;
		}
	}
	return UTF8_VALID;
}

uint32_t utf8_next(struct slice s, size_t *at)
{
	const unsigned char *p = (const unsigned char *)s.data + *at;
	size_t step = character_length(p, s.length - *at);

	*at += step ? step : 1;
	switch (step) {
	case 1:
		return p[0];
	case 2:
		return (p[0] & 0x1FU) << 6 | (p[1] & 0x3FU);
	case 3:
		return (p[0] & 0x0FU) << 12 | (p[1] & 0x3FU) << 6 | (p[2] & 0x3FU);
	case 4:
		return (p[0] & 0x07U) << 18 | (p[1] & 0x3FU) << 12 | (p[2] & 0x3FU) << 6 | (p[3] & 0x3FU);
	default:
		return 0xFFFD;
	}
}

size_t utf8_count(struct slice s)
{
	const unsigned char *p = (const unsigned char *)s.data;
	size_t count = 0;

	for (size_t at = 0; at < s.length; count++) {
		if (p[at] < 0x80) {
			size_t end = skip_ascii(p, at, s.length);

			count += end - at - 1;
			at = end;
			continue;
		}
		for (; s.length - at >= 8 && is_wide_pair(p + at); at += 6)
			count += 2;
		size_t step = character_length(p + at, s.length - at);

		at += step ? step : 1;
	}
	return count;
}

struct slice utf8_beginning(struct slice s, size_t most)
{
	if (s.length <= most)
		return s;
	while (most > 0 && ((unsigned char)s.data[most] & 0xC0) == 0x80)
		most--;
	return slice_part(s, 0, most);
}

size_t utf8_width(struct slice s)
{
	size_t width = 0;

	for (size_t at = 0; at < s.length;)
		width += utf8_width_of(utf8_next(s, &at));
	return width;
}

void utf8_add_character_safely(struct text_builder *builder, uint32_t code_point)
{
	if (code_point == '\n' || code_point == '\r' || code_point == '\t')
		text_builder_add_char(builder, ' ');
	else if (unicode_is_invisible_control(code_point))
		text_builder_print(builder, "<U+%04X>", (unsigned)code_point);
	else
		text_builder_add_code_point(builder, code_point);
}

void utf8_add_byte_safely(struct text_builder *builder, unsigned char byte)
{
	text_builder_print(builder, "<0x%02X>", byte);
}

void utf8_add_safely(struct text_builder *builder, struct slice s)
{
	size_t plain = 0; /* start of the bytes that are fine and not yet added */

	for (size_t at = 0; at < s.length;) {
		size_t start = at;
		unsigned char byte = (unsigned char)s.data[at];

		if (byte >= 0x20 && byte < 0x7F) {
			at++;
			continue;
		}
		if (LIKELY(byte >= 0xE3 && byte < 0xED) && character_length((const unsigned char *)s.data + at, s.length - at) == 3) {
			at += 3; /* U+3000 to U+CFFF: all of it is visible */
			continue;
		}
		uint32_t code_point = utf8_next(s, &at);
		bool broken = code_point == 0xFFFD && at - start == 1;

		if (!broken && !unicode_is_invisible_control(code_point))
			continue;
		text_builder_add(builder, slice_part(s, plain, start));
		plain = at;
		if (broken)
			utf8_add_byte_safely(builder, byte);
		else
			utf8_add_character_safely(builder, code_point);
	}
	text_builder_add(builder, slice_part(s, plain, s.length));
}
