/*
 * unicode.h - what tenken asks the Unicode library, so that only one file knows which library that is. For text/ alone.
 */
#ifndef TENKEN_TEXT_UNICODE_UNICODE_H
#define TENKEN_TEXT_UNICODE_UNICODE_H

#include "base/slice.h"

/* A run of this many characters is normalised as a whole; longer runs of marks are cut (UAX #15, Stream-Safe Text Format). */
#define UNICODE_RUN_CHARACTERS 32
/* Room for the normalised form of such a run: no character grows to more than 18 characters of at most 4 bytes. */
#define UNICODE_RUN_BYTES (UNICODE_RUN_CHARACTERS * 18 * 4)

/* NFKC of a short, well-formed run into `out`; gives the bytes written, 0 when the run is not to be touched. */
size_t unicode_nfkc(struct slice run, char out[UNICODE_RUN_BYTES]);
/* May this character combine with the one before it under NFKC (marks, half-width voicing marks, Hangul parts)? */
bool unicode_joins_previous(uint32_t code_point);
/* Columns of a terminal: 0, 1 or 2; ambiguous characters are 1. */
unsigned unicode_columns(uint32_t code_point);
/* Controls, format characters (bidirectional marks, zero-width ones), line and paragraph separators, noncharacters. */
bool unicode_is_invisible_control(uint32_t code_point);

#endif
