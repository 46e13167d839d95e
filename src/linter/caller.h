/*
 * caller.h - what the functions of the public header owe their caller: one sentence that is safe to show, and colours and
 * folded rows only where they can be seen. For the linter alone.
 */
#ifndef TENKEN_LINTER_CALLER_H
#define TENKEN_LINTER_CALLER_H

#include "base/text_builder.h"
#include "tenken/tenken.h"

/* Cut between characters and without control characters, as any failure (base/failure.h); `error` may be NULL. */
void caller_told(struct tenken_error *error, const char *text);
/* The same, and false: for who returns it. */
bool caller_refused(struct tenken_error *error, const char *text);
/* Does the output under `path` (NULL or "": standard output) get colours? NO_COLOR of the environment is heard. */
bool caller_wants_color(enum tenken_color color, const char *path);
/* Columns to fold the rows of the output under `path` to; 0: they stay as they are, because a program or a file gets them. */
unsigned caller_width(const char *path);

/* A date for people who read Japanese: 2026-06-30 as 令和8年6月30日; what is no date as it is. For report_run. */
void caller_add_date_in_words(struct text_builder *text, struct slice iso);

#endif
