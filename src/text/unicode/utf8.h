/*
 * utf8.h - checking, stepping through and measuring UTF-8. Anyone above base may use it.
 */
#ifndef TENKEN_TEXT_UNICODE_UTF8_H
#define TENKEN_TEXT_UNICODE_UTF8_H

#include "base/slice.h"
#include "base/text_builder.h"

#define UTF8_VALID SIZE_MAX

/* Offset of the first byte that is not well-formed UTF-8 (no surrogates, no overlong forms), UTF8_VALID when all is well. */
size_t utf8_check(struct slice s);
/* Decodes the character at *at and steps over it; an ill-formed byte gives U+FFFD and one step. */
uint32_t utf8_next(struct slice s, size_t *at);
size_t utf8_count(struct slice s); /* code points */
/* The beginning of `s` of at most `most` bytes that ends between characters. */
struct slice utf8_beginning(struct slice s, size_t most);
/*
 * Terminal columns: 2 for full-width and wide, 0 for combining. East Asian ambiguous characters (○ … ① ×) count 1, as in the C
 * library and in the terminals of today; only a terminal told otherwise shows them in 2.
 */
unsigned utf8_width_of(uint32_t code_point);
size_t utf8_width(struct slice s);
/*
 * Adds `s` so that it cannot drive a terminal or forge a line: C0, C1, DEL, bidirectional and other format controls appear as
 * <U+001B>; line breaks and tabs as one blank each. What is not UTF-8 appears as <0xNN>.
 */
void utf8_add_safely(struct text_builder *builder, struct slice s);
/* The same for one character, and for one byte that belongs to none. */
void utf8_add_character_safely(struct text_builder *builder, uint32_t code_point);
void utf8_add_byte_safely(struct text_builder *builder, unsigned char byte);

#endif
