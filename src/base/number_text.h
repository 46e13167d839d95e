/*
 * number_text.h - decimal numbers as text and back, the same in every locale. Anyone may use it.
 *
 * The C library reads and writes the decimal sign of its host's locale, and tenken sets no locale but may run inside a program that
 * has: here the sign is always a point.
 */
#ifndef TENKEN_BASE_NUMBER_TEXT_H
#define TENKEN_BASE_NUMBER_TEXT_H

#include "base/text_builder.h"

enum { NUMBER_TEXT_LENGTH = 1024 }; /* bytes of the longest text that is read as a number */

/*
 * The whole text as a decimal number, to the nearest double: a sign or none, digits with at most one point among or around them, an
 * exponent or none. No blanks, no hexadecimal, no names such as inf; too large becomes infinity. False leaves *number alone.
 */
bool number_text_read(struct slice text, double *number);
/* The shortest of 15 to 17 digits that reads back as the same number. NaN, Infinity and -Infinity by these names. */
void number_text_add(struct text_builder *builder, double number);
/* At most `places` (up to 9) digits behind the point and no 0 at their end. From 1e15 on, and for what is no number, as number_text_add. */
void number_text_add_rounded(struct text_builder *builder, double number, unsigned places);

#endif
