/*
 * fold.h - lines folded to the width of a terminal, as Japanese is set: no line begins with 、 or 」, none ends with 「, and words of
 * Latin letters stay whole where they fit. Reports for people use it.
 */
#ifndef TENKEN_TEXT_UNICODE_FOLD_H
#define TENKEN_TEXT_UNICODE_FOLD_H

#include "base/text_builder.h"

/*
 * Adds each line of `text`, folded to `width` columns; what is folded goes on `hang` columns from the left. Colours (ESC [ … m) take no room. A
 * width that leaves fewer than 16 columns behind `hang` folds nothing.
 */
void fold_lines(struct text_builder *to, struct slice text, unsigned width, unsigned hang);

#endif
