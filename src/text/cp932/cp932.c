#include "text/cp932/cp932.h"

#include "base/compiler.h"
#include "base/eight_bytes.h"

#include <stdatomic.h>
#include <stdint.h>
#include <string.h>
#include <uchar.h>

enum {
	FIRST_TRAIL = 0x40,
	LAST_TRAIL = 0xFC,
	CELLS = LAST_TRAIL - FIRST_TRAIL + 1,
	ROWS = 60,       /* lead bytes 81 to 9F and E0 to FC */
	CODES_A_ROW = 188 /* without 7F */
};

/* 81 to 9F give 0 to 30, E0 to FC give 31 to 59, anything else more. */
#define LEAD_INDEX(lead) (((lead) ^ 0x20U) - 0xA1U)

/* 0 where there is no character. One cell more than used, for the NUL of a full row. */
static const char16_t rows[ROWS][CELLS + 1] = {
#define ROW(lead, characters) [LEAD_INDEX(lead)] = characters,
#include "text/cp932/cp932_table.inc"
#undef ROW
};

/* F040 to F9FC: the characters a user drew himself, the start of the private use area; 0 for any other code. */
static uint32_t user_defined(unsigned lead, unsigned trail)
{
	if (lead < 0xF0 || lead > 0xF9 || trail == 0x7F)
		return 0;
	return 0xE000 + (lead - 0xF0) * CODES_A_ROW + (trail - FIRST_TRAIL) - (trail > 0x7F);
}

/* The character of two bytes, 0 when there is none. */
static inline uint32_t double_byte(unsigned lead, unsigned trail)
{
	unsigned row = LEAD_INDEX(lead), cell = trail - FIRST_TRAIL;

	if (row >= ROWS || cell >= CELLS)
		return 0;
	uint32_t character = rows[row][cell];

	return LIKELY(character) ? character : user_defined(lead, trail);
}

uint32_t cp932_next(struct slice s, size_t *at)
{
	const unsigned char *p = (const unsigned char *)s.data + *at;
	size_t left = s.length - *at;

	(*at)++;
	if (p[0] < 0x80)
		return p[0];
	if (p[0] >= 0xA1 && p[0] <= 0xDF)
		return 0xFF61U + p[0] - 0xA1U;
	uint32_t character = left > 1 ? double_byte(p[0], p[1]) : 0;

	if (!character)
		return CP932_NONE;
	(*at)++;
	return character;
}

/* Where the ASCII that begins at p ends, eight bytes at a time. */
static inline const unsigned char *skip_ascii(const unsigned char *p, const unsigned char *end)
{
	for (; end - p >= 8; p += 8) {
		uint64_t wide = eight_bytes_not_ascii(eight_bytes_at((const char *)p));

		if (wide)
			return p + eight_bytes_before(wide);
	}
	while (p < end && *p < 0x80)
		p++;
	return p;
}

/*
 * Checking alone needs no character: which lead bytes go with which trail bytes, a bit for each kind of row. Full rows have all of
 * 40 to FC but 7F; kana, signs and the rows where kanji begin or end are kinds of their own. Rare rows have none.
 */
enum { FULL = 0x01, ROW_81 = 0x02, ROW_82 = 0x04, ROW_83 = 0x08, ROW_84 = 0x10, ROW_88 = 0x20, ROW_98 = 0x40, ROW_EA = 0x80 };

static const uint8_t lead_kinds[256] = {
	[0x81] = ROW_81, ROW_82, ROW_83, ROW_84,
	[0x88] = ROW_88, FULL, FULL, FULL, FULL, FULL, FULL, FULL, FULL, FULL, FULL, FULL, FULL, FULL, FULL, FULL,
	[0x98] = ROW_98, FULL, FULL, FULL, FULL, FULL, FULL, FULL,
	[0xE0] = FULL, FULL, FULL, FULL, FULL, FULL, FULL, FULL, FULL, FULL, ROW_EA,
	[0xED] = FULL,
	[0xF0] = FULL, FULL, FULL, FULL, FULL, FULL, FULL, FULL, FULL, FULL, FULL, FULL,
};

static const uint8_t trail_kinds[256] = {
	[0x40] = 0xDB, 0xDB, 0xDB, 0xDB, 0xDB, 0xDB, 0xDB, 0xDB, 0xDB, 0xDB, 0xDB, 0xDB, 0xDB, 0xDB, 0xDB, 0xDF,
	[0x50] = 0xDF, 0xDF, 0xDF, 0xDF, 0xDF, 0xDF, 0xDF, 0xDF, 0xDF, 0xDB, 0xDB, 0xDB, 0xDB, 0xDB, 0xDB, 0xDB,
	[0x60] = 0xDF, 0xCF, 0xCF, 0xCF, 0xCF, 0xCF, 0xCF, 0xCF, 0xCF, 0xCF, 0xCF, 0xCF, 0xCF, 0xCF, 0xCF, 0xCF,
	[0x70] = 0xDF, 0xDF, 0xDF, 0x9F, 0x9F, 0x9F, 0x9F, 0x9F, 0x9F, 0x9F, 0x9B, 0x9B, 0x9B, 0x9B, 0x9B, 0,
	[0x80] = 0x9B, 0x9F, 0x9F, 0x9F, 0x9F, 0x9F, 0x9F, 0x9F, 0x9F, 0x9F, 0x9F, 0x9F, 0x9F, 0x9F, 0x9F, 0x9F,
	[0x90] = 0x9F, 0x9F, 0x8F, 0x8F, 0x8F, 0x8F, 0x8F, 0x87, 0x87, 0x87, 0x87, 0x83, 0x83, 0x83, 0x83, 0xFF,
	[0xA0] = 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F, 0x7F, 0x7F, 0x7F, 0x7F, 0x7F, 0x7F, 0x7F, 0x7D, 0x7D, 0x7D,
	[0xB0] = 0x7D, 0x7D, 0x7D, 0x7D, 0x7D, 0x7D, 0x7D, 0x75, 0x77, 0x77, 0x77, 0x77, 0x77, 0x77, 0x77, 0x6F,
	[0xC0] = 0x6D, 0x6D, 0x6D, 0x6D, 0x6D, 0x6D, 0x6D, 0x6D, 0x6F, 0x6F, 0x6F, 0x6F, 0x6F, 0x6F, 0x6F, 0x6D,
	[0xD0] = 0x6D, 0x6D, 0x6D, 0x6D, 0x6D, 0x6D, 0x6D, 0x65, 0x65, 0x65, 0x67, 0x67, 0x67, 0x67, 0x67, 0x67,
	[0xE0] = 0x67, 0x67, 0x67, 0x67, 0x67, 0x67, 0x67, 0x67, 0x67, 0x65, 0x65, 0x65, 0x65, 0x65, 0x65, 0x65,
	[0xF0] = 0x67, 0x67, 0x63, 0x63, 0x63, 0x63, 0x63, 0x63, 0x61, 0x61, 0x61, 0x61, 0x63,
};

size_t cp932_check(struct slice s)
{
	const unsigned char *start = (const unsigned char *)s.data, *p = start, *end = start + s.length;

	while ((p = skip_ascii(p, end)) < end) {
		/* ASCII is no lead byte: the first of it ends a run of Japanese as well. */
		while (end - p > 1 && lead_kinds[p[0]] & trail_kinds[p[1]])
			p += 2;
		if (p == end || *p < 0x80)
			continue;
		if (*p >= 0xA1 && *p <= 0xDF)
			p++;
		else if (end - p > 1 && double_byte(p[0], p[1]))
			p += 2;
		else
			return (size_t)(p - start);
	}
	return CP932_VALID;
}

/* UTF-8 of a character of the basic plane; gives the end. */
static inline char *write_utf8(char *out, uint32_t c)
{
	if (c >= 0x800) {
		*out++ = (char)(0xE0 | c >> 12);
		*out++ = (char)(0x80 | (c >> 6 & 0x3F));
	} else {
		*out++ = (char)(0xC0 | c >> 6);
	}
	*out++ = (char)(0x80 | (c & 0x3F));
	return out;
}

size_t cp932_add_decoded(struct text_builder *builder, struct slice s)
{
	enum { PIECE = 2048 };
	char piece[3 * PIECE + 3]; /* no byte needs more than three, and the last may bring its trail byte along */
	const unsigned char *p = (const unsigned char *)s.data, *end = p + s.length;
	size_t bad = 0;

	while (p < end) {
		const unsigned char *stop = end - p > PIECE ? p + PIECE : end;
		char *out = piece;

		while (p < stop) {
			unsigned byte = *p++;

			if (byte < 0x80) {
				*out++ = (char)byte;
				continue;
			}
			uint32_t character = p < end ? double_byte(byte, *p) : 0;

			if (LIKELY(character)) {
				p++;
			} else if (byte >= 0xA1 && byte <= 0xDF) {
				character = 0xFF61U + byte - 0xA1U;
			} else {
				character = 0xFFFD;
				bad++;
			}
			out = write_utf8(out, character);
		}
		text_builder_add(builder, slice_of(piece, (size_t)(out - piece)));
	}
	return bad;
}

/*
 * From character to code, made from the rows when first asked for: writing CP932 is rare. Whoever comes first fills it; two at
 * once write the same numbers, so that atomic stores are all the care it takes.
 */
static _Atomic uint16_t codes[0x10000];
static atomic_bool codes_ready;

static void note_row(unsigned lead)
{
	for (unsigned trail = FIRST_TRAIL; trail <= LAST_TRAIL; trail++) {
		uint32_t character = double_byte(lead, trail);

		if (character && !atomic_load_explicit(&codes[character], memory_order_relaxed))
			atomic_store_explicit(&codes[character], (uint16_t)(lead << 8 | trail), memory_order_relaxed);
	}
}

static void note_codes(void)
{
	/* Several codes for one character: the lowest is Microsoft's choice, but NEC's copy of IBM's characters comes last. */
	for (unsigned lead = 0x81; lead <= 0xFC; lead++)
		if (lead != 0xED && lead != 0xEE)
			note_row(lead);
	note_row(0xED);
	note_row(0xEE);
	/* Characters that other tables give to codes for which Microsoft has a twin: the same signs on paper. */
	static const struct {
		char16_t character;
		uint16_t code;
	} twins[] = {
		{0x00A2, 0x8191}, {0x00A3, 0x8192}, {0x00AC, 0x81CA}, {0x2014, 0x815C},
		{0x2016, 0x8161}, {0x2212, 0x817C}, {0x301C, 0x8160},
	};

	for (size_t i = 0; i < COUNT_OF(twins); i++)
		atomic_store_explicit(&codes[twins[i].character], twins[i].code, memory_order_relaxed);
	atomic_store_explicit(&codes_ready, true, memory_order_release);
}

size_t cp932_encode(uint32_t code_point, unsigned char out[2])
{
	if (code_point < 0x80) {
		out[0] = (unsigned char)code_point;
		return 1;
	}
	if (code_point >= 0xFF61 && code_point <= 0xFF9F) {
		out[0] = (unsigned char)(code_point - 0xFF61 + 0xA1);
		return 1;
	}
	if (code_point > 0xFFFF)
		return 0;
	if (!atomic_load_explicit(&codes_ready, memory_order_acquire))
		note_codes();
	unsigned code = atomic_load_explicit(&codes[code_point], memory_order_relaxed);

	out[0] = (unsigned char)(code >> 8);
	out[1] = (unsigned char)code;
	return code ? 2 : 0;
}
