/*
 * cp932_substitute.h - what may stand for a character that CP932 does not have, as the exchange standard asks of senders. Anyone
 * above base may use it.
 */
#ifndef TENKEN_TEXT_CP932_CP932_SUBSTITUTE_H
#define TENKEN_TEXT_CP932_CP932_SUBSTITUTE_H

#include "base/slice.h"

enum { CP932_SUBSTITUTE_BYTES = 64 };

/*
 * UTF-8 in `room`: the usual form of a rare kanji, a sign spelt out. True and empty: the character can be left out (variation
 * selectors, zero-width ones). False when only the writer can choose; also for characters that CP932 has.
 */
bool cp932_substitute(uint32_t code_point, char room[CP932_SUBSTITUTE_BYTES], struct slice *substitute);

#endif
