/*
 * text_cache.h - what is known about the texts of one document: their normalised form and the words found in them.
 *
 * Each text is normalised once and scanned once a document, however many rules ask and in however many rows it stands. Keys are the texts' addresses, so that only
 * texts that live as long as the document may be given. For the engine.
 */
#ifndef TENKEN_ENGINE_TEXT_CACHE_H
#define TENKEN_ENGINE_TEXT_CACHE_H

#include "base/arena.h"
#include "text/automaton.h"

/* All that is known about one text, wherever in the document it stands. */
struct known_text {
	struct slice text;       /* as given first */
	uint64_t hash;           /* of its bytes */
	struct slice normalised; /* text itself when nothing changed; data NULL until asked for, as all that follows */
	struct slice comparable;
	struct automaton_hit *hits;
	size_t hit_count;
	bool scanned;
	const uint16_t *lexicons; /* those that count a word of it; for screen/, which fills it */
	uint16_t lexicon_count;
	bool lexicons_known;
};

struct text_place {
	struct slice text; /* data NULL = free */
	struct known_text *known;
};

struct text_cache {
	struct arena *arena; /* of the document's remembered things */
	struct text_place *places; /* by address and length: what a rule asks again costs no look at the bytes */
	size_t place_count, place_capacity; /* capacities are a power of two or 0 */
	struct known_text **known; /* by content: types, frequencies and whole rows repeat */
	size_t known_count, known_capacity;
	size_t usual_places, usual_known; /* capacities the document before came to */
	struct text_place last; /* a rule asks one text for several lexicons in a row */
};

void text_cache_init(struct text_cache *cache, struct arena *arena);
/* Forgets everything; to be called with the reset of the arena. */
void text_cache_clear(struct text_cache *cache);
struct slice text_cache_normalise(struct text_cache *cache, struct slice text);
/* Every hit in a text that text_cache_normalise gave, scanned at the first call. */
size_t text_cache_hits(struct text_cache *cache, const struct automaton *automaton, struct slice normalised,
		       const struct automaton_hit **hits);
/* The same as it is kept; NULL for an empty text and without an automaton. */
struct known_text *text_cache_scanned(struct text_cache *cache, const struct automaton *automaton, struct slice normalised);
/* A text that text_cache_normalise gave, as normalize_for_comparison has it. */
struct slice text_cache_comparable(struct text_cache *cache, struct slice normalised);

#endif
