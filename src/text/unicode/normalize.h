/*
 * normalize.h - one normalised copy of a text for matching; the original is what is shown.
 *
 * NFKC (Ｒ７ to R7, ㋿ to 令和, ｶﾞ to ガ, a wide blank to a blank, … to ...), then the habits of Japanese forms are folded: 〜 ～ ~ to
 * 〜; ヶ ヵ ケ カ between a number (6, 六, 数, 何, 〇; blanks may follow it) and 月 to か; ○ ◯ to 〇. Blanks and line breaks inside a cell
 * stay. Normalising twice changes nothing more. Anyone above base may use it.
 */
#ifndef TENKEN_TEXT_UNICODE_NORMALIZE_H
#define TENKEN_TEXT_UNICODE_NORMALIZE_H

#include "base/memory/arena.h"
#include "base/slice.h"

/* The normalised text; `s` itself when nothing changes (the common case costs one scan). Invalid UTF-8 is kept as it is. */
struct slice normalize(struct arena *arena, struct slice s);

/* Where a normalised byte came from: made only when a place inside a text must be shown. */
struct offset_map {
	const uint32_t *original; /* per byte of the normalised text, one more for the end */
	size_t count;
};
struct slice normalize_with_map(struct arena *arena, struct slice s, struct offset_map *map);

/* As normalize, and without any blanks or line breaks, ASCII letters in lower case: for comparing whole texts. */
struct slice normalize_for_comparison(struct arena *arena, struct slice s);
/* The same with places, for finding texts inside others whatever their width, case and blanks. */
struct slice normalize_for_comparison_with_map(struct arena *arena, struct slice s, struct offset_map *map);

#endif
