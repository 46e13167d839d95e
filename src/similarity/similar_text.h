/*
 * similar_text.h - cells of a plan made comparable with those of another person's plan. Who searches near-duplicates uses it.
 *
 * What differs between two copies of one plan is taken out first: names and numbers. A text made here holds no name that was
 * named as one, but it is still what somebody wrote about a person: it never leaves the run but in a partial result.
 */
#ifndef TENKEN_SIMILARITY_SIMILAR_TEXT_H
#define TENKEN_SIMILARITY_SIMILAR_TEXT_H

#include "base/text_builder.h"

/* The names of one plan, as normalize_for_comparison leaves them, longest first. */
struct similar_names {
	struct slice *items;
	size_t count;
};
/*
 * Adds a name as written, and its parts (見本 ハナ: 見本ハナ, 見本, ハナ). A part of one character is not taken alone: it is a word
 * of its own too often (林, 原). A blank name adds nothing.
 */
void similar_names_add(struct similar_names *names, struct arena *arena, struct slice name);

/* Adds a cell as one line: normalised for comparison, every number as 0, every name as ＊. A cell without characters adds no line. */
void similar_text_add(struct text_builder *builder, struct arena *scratch, struct slice cell, const struct similar_names *names);
/* The same of a cell that normalize_for_comparison has passed. */
void similar_text_add_line(struct text_builder *builder, struct slice text, const struct similar_names *names);

#endif
