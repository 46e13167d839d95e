/* Columns of a terminal, as utf8proc knows them, with the exceptions of Japanese terminals. */
#include "text/unicode/unicode.h"
#include "text/unicode/utf8.h"

unsigned utf8_width_of(uint32_t code_point)
{
	if (code_point >= 0x20 && code_point < 0x7F)
		return 1;
	if ((code_point >= 0x3400 && code_point <= 0x9FFF) || (code_point >= 0x3041 && code_point <= 0x3096) ||
	    (code_point >= 0x30A0 && code_point <= 0x30FF) || (code_point >= 0x3000 && code_point <= 0x3029) ||
	    (code_point >= 0xFF01 && code_point <= 0xFF60))
		return 2;
	/* Half-width voicing marks are marks to Unicode and cells of their own to a terminal. */
	if (code_point >= 0xFF61 && code_point <= 0xFF9F)
		return 1;
	return unicode_columns(code_point);
}
