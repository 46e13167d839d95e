/*
 * automaton.h - finds many words in one pass over a text. Anyone above base may use it.
 *
 * Built once with a rule set, then read-only and shared by all workers. A place costs one look into a bit table, by the first two
 * characters there; only where a word may begin are words compared. Twice as fast on Japanese text as Aho–Corasick.
 */
#ifndef TENKEN_TEXT_AUTOMATON_H
#define TENKEN_TEXT_AUTOMATON_H

#include "base/memory/arena.h"
#include "base/memory/block_writer.h"
#include "base/slice.h"

struct automaton;

struct automaton_hit {
	uint32_t word;       /* number given when the word was added */
	uint32_t start, end; /* bytes of the text */
};

/* Words are given normalised, non-empty, valid UTF-8, and are copied; the same word may be added under several numbers. */
struct automaton *automaton_build(struct arena *arena, const struct slice *words, const uint32_t *numbers, size_t count);
/*
 * Every occurrence of every word, overlapping ones too, in order of their ends; of one end the longer first, of one word in the
 * order its numbers were added. The array lives in `arena`. Texts are shorter than 4 GB.
 */
size_t automaton_scan(const struct automaton *automaton, struct slice text, struct arena *arena, struct automaton_hit **hits);
/* What the caller sorts words into: the class of each word by its number; words with other numbers have none. */
struct automaton_classes {
	const uint16_t *of_word;
	uint32_t count;
};
/*
 * Marks the classes of all words that occur, where nobody asks which word and where: less than half the work of automaton_scan. Gives
 * how many occurrences there are, as automaton_scan does.
 */
size_t automaton_mark(const struct automaton *automaton, struct slice text, const struct automaton_classes *classes, bool *marked);
/* Gives its place in the block. */
size_t automaton_write(struct block_writer *writer, const struct automaton *automaton);

#endif
