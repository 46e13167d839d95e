#include "text/unicode/normalize.h"

#include "base/compiler.h"
#include "base/text_builder.h"
#include "text/unicode/unicode.h"
#include "text/unicode/utf8.h"

#include <string.h>

/*
 * Most text of a plan changes nothing, and one scan proves it: a character is inert when NFKC leaves it, no folding below
 * touches it and it never combines with the one before. A bit per code point, for the blocks Japanese text is made of; all
 * kanji are inert, anything else is asked of the Unicode library. A test compares the bits with NFKC itself.
 */
static const uint64_t inert_latin[2] = { /* U+0080 to U+00FF, for × and ÷ */
	UINT64_C(0x88c37afeffffffff),
	UINT64_C(0xffffffffffffffff),
};
static const uint64_t inert_symbols[32] = { /* U+2000 to U+27FF: punctuation, arrows, mathematics, boxes, figures, dingbats */
	UINT64_C(0xaf277f8fff7df800), UINT64_C(0x000cffff7f7ffc7f), UINT64_C(0xfffffeffe0008000), UINT64_C(0xfffe00000000ffff),
	UINT64_C(0x040442a8c1900110), UINT64_C(0x000000000000fc1e), UINT64_C(0xfffffffffffffdff), UINT64_C(0xffffffffffffffff),
	UINT64_C(0xfffe4fffffffffff), UINT64_C(0xffffffffffffffff), UINT64_C(0xffffffffffffffff), UINT64_C(0xffffffffffffffff),
	UINT64_C(0xfffff9ffffffffff), UINT64_C(0xffffffffffffffff), UINT64_C(0xffffffffffffffff), UINT64_C(0xffffffffffffffff),
	UINT64_C(0xffffffffffffffff), UINT64_C(0x00000000ffffffff), UINT64_C(0x0000000000000000), UINT64_C(0xfffff80000000000),
	UINT64_C(0xffffffffffffffff), UINT64_C(0xffffffffffffffff), UINT64_C(0xffffffffffffffff), UINT64_C(0xffff7ffffffff7ff),
	UINT64_C(0xffffffffffffffff), UINT64_C(0xffffffffffffffff), UINT64_C(0xffffffffffffffff), UINT64_C(0xffffffffffffffff),
	UINT64_C(0xffffffffffffffff), UINT64_C(0xffffffffffffffff), UINT64_C(0xffffffffffffffff), UINT64_C(0xffffffffffffffff),
};
static const uint64_t inert_kana[4] = { /* U+3000 to U+30FF, the counters カ ケ ヵ ヶ left out */
	UINT64_C(0xf8bf03fffffffffe),
	UINT64_C(0xffffffffffffffff),
	UINT64_C(0xfffdf7ff61ffffff),
	UINT64_C(0x7f9fffffffffffff),
};

static inline uint64_t inert_page(unsigned page) /* code point / 64 */
{
	if (LIKELY(page - 0xD0U < 0x280U - 0xD0U)) /* U+3400 to U+9FFF: kanji */
		return UINT64_MAX;
	if (page - 0xC0U < COUNT_OF(inert_kana))
		return inert_kana[page - 0xC0U];
	if (page - 0x80U < COUNT_OF(inert_symbols))
		return inert_symbols[page - 0x80U];
	return 0;
}

/* カ U+30AB, ケ U+30B1, ヵ U+30F5, ヶ U+30F6 at p; three bytes must be there. */
static inline bool is_counter(const unsigned char *p)
{
	if (p[0] != 0xE3)
		return false;
	return (p[1] == 0x82 && (p[2] == 0xAB || p[2] == 0xB1)) || (p[1] == 0x83 && (p[2] == 0xB5 || p[2] == 0xB6));
}

static const struct slice month = SLICE("月");

/* The end of the inert run that starts at `at`. *counter is set when 月 follows a counter in it. */
static size_t inert_run(struct slice s, size_t at, bool *counter)
{
	const unsigned char *p = (const unsigned char *)s.data;

	while (at < s.length) {
		unsigned lead = p[at];

		if (lead < 0x80) {
			if (lead == '~')
				return at;
			at++;
			continue;
		}
		if (UNLIKELY((lead & 0xFE) == 0xC2)) {
			if (s.length - at < 2 || (p[at + 1] & 0xC0) != 0x80 || !(inert_latin[lead & 1] >> (p[at + 1] & 0x3F) & 1))
				return at;
			at += 2;
			continue;
		}
		if ((lead & 0xF0) != 0xE0 || s.length - at < 3 || (p[at + 1] & 0xC0) != 0x80 || (p[at + 2] & 0xC0) != 0x80)
			return at;
		if (UNLIKELY(!(inert_page((lead & 0x0F) << 6 | (p[at + 1] & 0x3FU)) >> (p[at + 2] & 0x3F) & 1))) {
			if (!is_counter(p + at))
				return at;
			if (s.length - at >= 6 && memcmp(p + at + 3, month.data, 3) == 0)
				*counter = true;
		}
		at += 3;
	}
	return at;
}

/* Does the text before `end` end in a number (6, 十, 数, 〇), blanks after it not counted? */
static bool number_before(struct slice text, size_t end)
{
	static const struct slice numbers = SLICE("〇一二三四五六七八九十百半数何");

	while (end && text.data[end - 1] == ' ')
		end--;
	if (end && text.data[end - 1] >= '0' && text.data[end - 1] <= '9')
		return true;
	if (end < 3)
		return false;
	for (size_t i = 0; i < numbers.length; i += 3)
		if (memcmp(numbers.data + i, text.data + end - 3, 3) == 0)
			return true;
	return false;
}

/* Offset of the next カ, ケ, ヵ or ヶ between a number and 月, SIZE_MAX when there is none. */
static size_t month_counter(struct slice text, size_t from)
{
	for (size_t at = from; (at = slice_find(text, month, at)) != SIZE_MAX; at += month.length)
		if (at >= from + 3 && is_counter((const unsigned char *)text.data + at - 3) && number_before(text, at - 3))
			return at - 3;
	return SIZE_MAX;
}

struct normalizer {
	struct slice text;
	struct text_builder out;
	bool mapped;
	uint32_t *origins; /* per byte of out, when mapped */
	size_t origin_capacity;
};

static void note_origins(struct normalizer *n, size_t count, size_t origin, bool advancing)
{
	size_t needed = n->out.length + count + 1;

	if (!n->mapped)
		return;
	if (needed > n->origin_capacity) {
		size_t capacity = needed * 2;

		n->origins = arena_grow(n->out.arena, n->origins, n->origin_capacity * sizeof *n->origins,
					capacity * sizeof *n->origins);
		n->origin_capacity = capacity;
	}
	for (size_t i = 0; i < count; i++)
		n->origins[n->out.length + i] = (uint32_t)(advancing ? origin + i : origin);
}

static void add_unchanged(struct normalizer *n, size_t from, size_t to)
{
	note_origins(n, to - from, from, true);
	text_builder_add(&n->out, slice_part(n->text, from, to));
}

static void add_changed(struct normalizer *n, struct slice bytes, size_t origin)
{
	note_origins(n, bytes.length, origin, false);
	text_builder_add(&n->out, bytes);
}

/* The habits of forms, on text that is NFKC already: ~ to 〜, ○ and ◯ to 〇. */
static void add_folded(struct normalizer *n, struct slice nfkc, size_t origin)
{
	size_t plain = 0;

	for (size_t at = 0; at < nfkc.length;) {
		size_t start = at;
		uint32_t code_point = utf8_next(nfkc, &at);

		if (code_point != '~' && code_point != 0x25CB && code_point != 0x25EF)
			continue;
		add_changed(n, slice_part(nfkc, plain, start), origin);
		add_changed(n, code_point == '~' ? SLICE_OF("〜") : SLICE_OF("〇"), origin);
		plain = at;
	}
	add_changed(n, slice_part(nfkc, plain, nfkc.length), origin);
}

/* The ASCII form of U+FF01 to U+FF5D and of the wide blank, 0 for anything else: the commonest changes. */
static char narrow_form(uint32_t code_point)
{
	if (code_point >= 0xFF01 && code_point <= 0xFF5D)
		return (char)(code_point - 0xFF00 + 0x20);
	return code_point == 0x3000 ? ' ' : 0;
}

/* One character that is not inert, or that one with the marks behind it; gives the offset after it. */
static size_t add_character(struct normalizer *n, size_t start)
{
	size_t end = start, marks = 0;
	uint32_t code_point = utf8_next(n->text, &end);

	if (code_point == 0xFFFD && end - start == 1) { /* not UTF-8: kept */
		add_unchanged(n, start, end);
		return end;
	}
	while (end < n->text.length && (unsigned char)n->text.data[end] >= 0xCC && marks < UNICODE_RUN_CHARACTERS - 1) {
		size_t next = end;

		if (!unicode_joins_previous(utf8_next(n->text, &next)))
			break;
		end = next;
		marks++;
	}
	char narrow = marks ? 0 : narrow_form(code_point);

	if (narrow) {
		add_changed(n, slice_of(&narrow, 1), start);
		return end;
	}
	char nfkc[UNICODE_RUN_BYTES];
	size_t length = unicode_nfkc(slice_part(n->text, start, end), nfkc);

	if (length)
		add_folded(n, slice_of(nfkc, length), start);
	else
		add_unchanged(n, start, end);
	return end;
}

/* Marks combine with the character before them, so that one leaves the run. */
static size_t run_before_marks(struct slice s, size_t start, size_t end)
{
	size_t next = end;

	if (end == start || end == s.length || (unsigned char)s.data[end] < 0xCC || !unicode_joins_previous(utf8_next(s, &next)))
		return end;
	do
		end--;
	while (end > start && ((unsigned char)s.data[end] & 0xC0) == 0x80);
	return end;
}

static struct slice normalize_changed(struct normalizer *n, size_t inert)
{
	bool counter = false;

	for (size_t at = 0; at < n->text.length;) {
		size_t end = at < inert ? inert : inert_run(n->text, at, &counter);

		end = run_before_marks(n->text, at, end);
		add_unchanged(n, at, end);
		at = end < n->text.length ? add_character(n, end) : end;
	}
	note_origins(n, 0, 0, false);
	if (n->mapped)
		n->origins[n->out.length] = (uint32_t)n->text.length;
	struct slice result = text_builder_finish(&n->out);

	for (size_t at = 0; (at = month_counter(result, at)) != SIZE_MAX; at += 3)
		memcpy(n->out.data + at, "か", 3);
	return result;
}

struct slice normalize(struct arena *arena, struct slice s)
{
	bool counter = false;
	size_t inert = inert_run(s, 0, &counter);

	if (LIKELY(inert == s.length && (!counter || month_counter(s, 0) == SIZE_MAX)))
		return s;
	struct normalizer n = {.text = s};

	text_builder_init(&n.out, arena);
	struct slice result = normalize_changed(&n, inert);

	return slice_equal(result, s) ? s : result;
}

struct slice normalize_with_map(struct arena *arena, struct slice s, struct offset_map *map)
{
	struct normalizer n = {.text = s, .mapped = true};
	bool counter = false;

	text_builder_init(&n.out, arena);
	struct slice result = normalize_changed(&n, inert_run(s, 0, &counter));

	*map = (struct offset_map){.original = n.origins, .count = result.length + 1};
	return result;
}

/* Bytes of the blank, line break or zero-width blank at `at`, 0 when something else is there. NFKC left few of them. */
static size_t blank_length(struct slice s, size_t at)
{
	static const struct slice wide[] = {SLICE("\xe2\x80\x8b"), SLICE("\xe2\x80\xa8"), SLICE("\xe2\x80\xa9"), SLICE("\xef\xbb\xbf")};
	unsigned char c = (unsigned char)s.data[at];

	if (c == ' ' || (c >= '\t' && c <= '\r'))
		return 1;
	if (c != 0xE2 && c != 0xEF) /* kana and kanji begin otherwise */
		return 0;
	for (size_t i = 0; i < COUNT_OF(wide); i++)
		if (slice_starts_with(slice_part(s, at, s.length), wide[i]))
			return wide[i].length;
	return 0;
}

struct slice normalize_for_comparison(struct arena *arena, struct slice s)
{
	struct slice normal = normalize(arena, s);
	size_t at = 0;

	while (at < normal.length && !blank_length(normal, at) && !(normal.data[at] >= 'A' && normal.data[at] <= 'Z'))
		at++;
	if (at == normal.length)
		return normal;
	char *bytes = arena_allocate_bytes(arena, normal.length);
	size_t length = at;

	memcpy(bytes, normal.data, at);
	while (at < normal.length) {
		size_t blank = blank_length(normal, at);
		char c = normal.data[at];

		if (!blank)
			bytes[length++] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
		at += blank ? blank : 1;
	}
	return slice_of(bytes, length);
}

struct slice normalize_for_comparison_with_map(struct arena *arena, struct slice s, struct offset_map *map)
{
	struct offset_map all;
	struct slice normal = normalize_with_map(arena, s, &all);
	char *bytes = arena_allocate_bytes(arena, normal.length + 1);
	uint32_t *original = arena_array(arena, uint32_t, normal.length + 1);
	size_t length = 0;

	for (size_t at = 0; at < normal.length;) {
		size_t blank = blank_length(normal, at);
		char c = normal.data[at];

		if (!blank) {
			original[length] = all.original[at];
			bytes[length++] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
		}
		at += blank ? blank : 1;
	}
	original[length] = (uint32_t)s.length;
	*map = (struct offset_map){original, length + 1};
	return slice_of(bytes, length);
}
