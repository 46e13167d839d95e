/*
 * lexicon.h - word lists: all of a rule set in one automaton, so that each text is scanned once. For rules and engine.
 *
 * Words and blockers are numbered in the automaton. A hit that touches a place where one of its blockers stands does not count
 * ("通いの場" blocks "通う"). Words are normalised when the rule set is built.
 */
#ifndef TENKEN_PROGRAM_LEXICON_H
#define TENKEN_PROGRAM_LEXICON_H

#include "program/insurers.h"
#include "text/automaton.h"

/* The longest word or blocker, bytes: bounds how far apart hits that touch can stand. */
#define LEXICON_WORD_BYTES 1024

struct lexicon_word {
	struct slice word;
	uint32_t first_blocker, blocker_count; /* numbers in the automaton; these block this word alone */
};

struct lexicon;

/* The same lexicon with the words some insurers added for their plans. */
struct lexicon_local {
	struct insurers insurers;
	const struct lexicon *lexicon;
};

struct lexicon {
	struct slice name; /* 'vague-goals' */
	const struct lexicon_word *words;
	uint32_t first_word, word_count;       /* words[i] has the number first_word + i */
	uint32_t first_blocker, blocker_count; /* numbers in the automaton; these block every word */
	const struct lexicon_local *locals;
	size_t local_count;
};

struct lexicon_set {
	const struct lexicon *lexicons;
	size_t count;
	const struct automaton *automaton; /* NULL without any word */
};

/* NULL when there is none of the name. */
const struct lexicon *lexicon_find(const struct lexicon_set *set, struct slice name);

/* The lexicon as it holds for the plans of an insurer. */
const struct lexicon *lexicon_for(const struct lexicon *lexicon, struct slice insurer);

struct lexicon_match {
	bool found;
	uint32_t word;       /* number in the automaton */
	uint32_t start, end; /* bytes of the scanned text */
};

/* Of all hits of a text: the leftmost that the lexicon counts, the longest of those that begin there. */
struct lexicon_match lexicon_match(const struct lexicon *lexicon, const struct automaton_hit *hits, size_t count);

#endif
