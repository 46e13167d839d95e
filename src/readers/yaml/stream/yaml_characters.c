/* Characters counted, many bytes at a step. */
#include "readers/yaml/stream/yaml_characters.h"

#include "base/compiler.h"
#include "base/eight_bytes.h"

size_t yaml_count_characters(const char *data, size_t size)
{
	size_t count = 0;

	for (size_t at = 0; at < size;) {
		size_t end = size - at > UINT8_MAX ? at + UINT8_MAX : size;
		unsigned char some = 0; /* as narrow as what is counted: compilers take many bytes at a time */

		for (; at < end; at++)
			some = (unsigned char)(some + !yaml_continues(data[at]));
		count += some;
	}
	return count;
}

uint64_t yaml_skip_characters(struct slice bytes, uint64_t at, uint64_t end, size_t characters)
{
	const char *data = bytes.data;

	/* What lies between two values is mostly a few ASCII blanks and signs. */
	for (; characters > 8 && end - at >= 8; at += 8) {
		uint64_t word = eight_bytes_at(data + at);
		/* One bit a byte that continues a character; the product sums them in its highest byte. */
		uint64_t continued = word >> 7 & ~word >> 6 & EIGHT_TIMES(1U);

		characters -= 8;
		if (UNLIKELY(eight_bytes_not_ascii(word)))
			characters += (size_t)(continued * EIGHT_TIMES(1U) >> 56);
	}
	if (characters > 0 && characters <= 8 && end - at >= 8) {
		uint64_t wanted = UINT64_MAX >> (64 - 8 * characters);

		if (!eight_bytes_not_ascii(eight_bytes_at(data + at) & wanted))
			return at + characters;
	}
	for (; at < end; at++) {
		if (yaml_continues(data[at]))
			continue;
		if (characters == 0)
			break;
		characters--;
	}
	return at;
}

/* U+0085, U+2028 and U+2029 are line breaks too. */
bool yaml_begins_line(struct slice before)
{
	static const struct slice breaks[] = {SLICE("\n"), SLICE("\r"), SLICE("\xC2\x85"), SLICE("\xE2\x80\xA8"), SLICE("\xE2\x80\xA9")};

	for (size_t i = 0; i < COUNT_OF(breaks); i++)
		if (slice_ends_with(before, breaks[i]))
			return true;
	return before.length == 0;
}

/* Written, as the next one, for compilers that take many bytes at a time. */
static bool looks_harmless(const char *data, size_t size)
{
	unsigned char suspect = 0;

	for (size_t i = 0; i + 1 < size; i++) {
		unsigned char c = (unsigned char)data[i], next = (unsigned char)data[i + 1];

		suspect |= (unsigned char)((c < 0x20) & (c != '\n') & (c != '\r'));
		suspect |= (unsigned char)((c == 0x7F) | (c == 0xC2));
		suspect |= (unsigned char)((c == 0x80) & ((next & 0xFE) == 0xA8));
		suspect |= (unsigned char)((c == 0xEF) & ((next & 0xFB) == 0xBB));
	}
	return !suspect;
}

/* libyaml refuses control characters, U+FFFE and U+FFFF; U+0085, U+2028 and U+2029 break lines, and U+FEFF may be a mark to it. */
bool yaml_is_harmless(const char *data, size_t size)
{
	unsigned char suspect = 0;

	if (LIKELY(looks_harmless(data, size)))
		return true;
	for (size_t i = 0; i + 2 < size; i++) {
		unsigned char c = (unsigned char)data[i], second = (unsigned char)data[i + 1], third = (unsigned char)data[i + 2];

		suspect |= (unsigned char)((c < 0x20) & (c != '\t') & (c != '\n') & (c != '\r'));
		suspect |= (unsigned char)(c == 0x7F);
		suspect |= (unsigned char)((c == 0xC2) & (second < 0xA0));
		suspect |= (unsigned char)((c == 0xE2) & (second == 0x80) & ((third & 0xFE) == 0xA8));
		suspect |= (unsigned char)((c == 0xEF) & ((second == 0xBB) & (third == 0xBF)));
		suspect |= (unsigned char)((c == 0xEF) & ((second == 0xBF) & (third >= 0xBE)));
	}
	return !suspect;
}

static bool is_anchor_character(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_' || c == '-';
}

/* libyaml asks for no blank behind an anchor: &a:[ is one. */
uint64_t yaml_skip_properties(struct slice bytes, uint64_t at, uint64_t end)
{
	const char *data = bytes.data;

	while (at < end) {
		char c = data[at];

		if (c == '&') {
			for (at++; at < end && is_anchor_character(data[at]); at++)
				;
		} else if (c == '!') {
			while (at < end && !yaml_is_blank(data[at]))
				at++;
		} else if (c == '#') {
			while (at < end && data[at] != '\n' && data[at] != '\r')
				at++;
		} else if (yaml_is_blank(c)) {
			at++;
		} else {
			break;
		}
	}
	return at;
}
