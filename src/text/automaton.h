/*
 * automaton.h - finds many words in one pass over a text (Aho–Corasick over bytes). Anyone above base may use it.
 *
 * Built once with a rule set, then read-only and shared by all workers.
 */
#ifndef TENKEN_TEXT_AUTOMATON_H
#define TENKEN_TEXT_AUTOMATON_H

#include "base/arena.h"
#include "base/slice.h"

struct automaton;

struct automaton_hit {
	uint32_t word;       /* number given when the word was added */
	uint32_t start, end; /* bytes of the text */
};

/* Words are given normalised, non-empty; the same word may be added under several numbers. */
struct automaton *automaton_build(struct arena *arena, const struct slice *words, const uint32_t *numbers, size_t count);
/* Every occurrence of every word, in order of their ends; the array lives in `arena`. */
size_t automaton_scan(const struct automaton *automaton, struct slice text, struct arena *arena, struct automaton_hit **hits);

#endif
