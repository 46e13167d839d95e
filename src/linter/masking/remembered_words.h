/*
 * remembered_words.h - the personal words of every plan of a run, for what is said of many plans together. For the files of masking/.
 *
 * They are looked up by their bytes, never tried one after another: there may be millions of them.
 */
#ifndef TENKEN_LINTER_REMEMBERED_WORDS_H
#define TENKEN_LINTER_REMEMBERED_WORDS_H

#include "base/name_table.h"
#include "linter/masking/personal_words.h"

enum { LONGEST_REMEMBERED = 256 }; /* bytes: longer ones stand in no message */

struct remembered_words {
	struct arena *arena;
	struct name_table numbers; /* of patterns */
	struct personal_word *items;
	size_t count, capacity;
	bool lengths[LONGEST_REMEMBERED + 1]; /* that some pattern has */
};

void remembered_words_init(struct remembered_words *all, struct arena *arena);
void remembered_words_add(struct remembered_words *all, const struct personal_words *words);
/* As personal_words_mask; the new text lives in the arena of the words. */
struct slice remembered_words_mask(const struct remembered_words *all, struct slice text);

#endif
