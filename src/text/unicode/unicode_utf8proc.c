/* The Unicode questions of text/, answered by utf8proc: the one file that includes it. */
#include "text/unicode/unicode.h"

#include <assert.h>
#include <string.h>
#include <utf8proc.h>

size_t unicode_nfkc(struct slice run, char out[UNICODE_RUN_BYTES])
{
	const utf8proc_option_t options = UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_COMPOSE;
	/* utf8proc writes the UTF-8 over the code points, and a NUL behind it. */
	utf8proc_int32_t buffer[UNICODE_RUN_CHARACTERS * 18 + 1];
	const utf8proc_ssize_t room = UNICODE_RUN_CHARACTERS * 18;
	utf8proc_ssize_t count = utf8proc_decompose((const utf8proc_uint8_t *)run.data, (utf8proc_ssize_t)run.length, buffer,
						    room, options);

	if (count < 0 || count > room)
		return 0;
	utf8proc_ssize_t length = utf8proc_reencode(buffer, count, options);

	if (length <= 0 || length > UNICODE_RUN_BYTES)
		return 0;
	memcpy(out, buffer, (size_t)length);
	return (size_t)length;
}

bool unicode_joins_previous(uint32_t code_point)
{
	if (code_point < 0x300)
		return false;
	if ((code_point >= 0x1160 && code_point <= 0x11FF) || (code_point >= 0x3131 && code_point <= 0x318E) ||
	    code_point == 0xFF9E || code_point == 0xFF9F || (code_point >= 0xFFA0 && code_point <= 0xFFDC))
		return true;
	utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)code_point);

	return category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_MC || category == UTF8PROC_CATEGORY_ME;
}

unsigned unicode_columns(uint32_t code_point)
{
	int width = utf8proc_charwidth((utf8proc_int32_t)code_point);

	assert(width >= 0 && width <= 2);
	return (unsigned)width;
}

bool unicode_is_invisible_control(uint32_t code_point)
{
	/* Most of what is asked about: kana, kanji and ASCII. */
	if ((code_point >= 0x3000 && code_point < 0xE000) || (code_point >= 0x20 && code_point < 0x7F))
		return false;
	if ((code_point & 0xFFFE) == 0xFFFE || (code_point >= 0xFDD0 && code_point <= 0xFDEF))
		return true;
	utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)code_point);

	return category == UTF8PROC_CATEGORY_CC || category == UTF8PROC_CATEGORY_CF || category == UTF8PROC_CATEGORY_ZL ||
	       category == UTF8PROC_CATEGORY_ZP;
}
