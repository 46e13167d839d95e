/*
 * cp932.h - Shift_JIS as Windows writes it (MS932), by our own table: only glibc's iconv has it. Anyone above base may use it.
 */
#ifndef TENKEN_TEXT_CP932_CP932_H
#define TENKEN_TEXT_CP932_CP932_H

#include "base/slice.h"
#include "base/text_builder.h"

#define CP932_VALID SIZE_MAX
#define CP932_NONE UINT32_MAX

/* Offset of the first byte that is not CP932, CP932_VALID when all is well. Bytes of the user-defined area are valid. */
size_t cp932_check(struct slice s);
/* Decodes the character at *at and steps over it; CP932_NONE and one byte of step when it is not CP932. */
uint32_t cp932_next(struct slice s, size_t *at);
/* Adds the text as UTF-8; a byte that is not CP932 becomes U+FFFD. Gives the number of such bytes. */
size_t cp932_add_decoded(struct text_builder *builder, struct slice s);
/*
 * One character in CP932: 1 or 2 bytes into out, 0 when CP932 has no such character. One code a character. Seven signs that
 * other tables know under another number (〜 U+301C, − U+2212, — ‖ ¢ £ ¬) are written as Microsoft's twin.
 */
size_t cp932_encode(uint32_t code_point, unsigned char out[2]);

#endif
