/*
 * passage.h - results on their way into bytes and back, by the same functions: what is written cannot be read otherwise. For the files
 * of linter/partial.
 *
 * A number is written as digits and a blank, a text as its length, a colon, its bytes and a blank. Who reads gets texts that point into
 * the bytes and arrays in the arena. Bytes that are no passage set `broken`; everything read from then on is empty.
 */
#ifndef TENKEN_LINTER_PASSAGE_H
#define TENKEN_LINTER_PASSAGE_H

#include "base/text_builder.h"

struct passage {
	struct text_builder *out; /* NULL: reading */
	struct slice in;          /* what is still to be read */
	struct arena *arena;      /* reading: for arrays */
	bool broken;
};

static inline bool passage_reads(const struct passage *passage)
{
	return !passage->out;
}

void pass_number(struct passage *passage, uint64_t *number);
void pass_text(struct passage *passage, struct slice *text);
void pass_bool(struct passage *passage, bool *value);
void pass_size(struct passage *passage, size_t *number);
void pass_u32(struct passage *passage, uint32_t *number);
void pass_unsigned(struct passage *passage, unsigned *number);
/* A value of an enumeration with `count` members; any other is broken. */
unsigned pass_choice(struct passage *passage, unsigned value, unsigned count);
/*
 * The number of items of an array, each of `size` bytes; reading, the array is made in the arena, cleared, and returned. Writing, it
 * is `items`.
 */
void *pass_array(struct passage *passage, void *items, size_t *count, size_t size);
/* The same for arrays that nobody may change once they are there. */
void pass_texts(struct passage *passage, const struct slice **texts, size_t *count);
void pass_numbers(struct passage *passage, uint32_t **numbers, size_t *count);

#endif
