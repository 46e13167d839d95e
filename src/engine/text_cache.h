/*
 * text_cache.h - what is known about the texts of one document: their normalised form and the words found in them.
 *
 * Each text is normalised once and scanned once a document, however many rules ask. Keys are the texts' addresses, so that only
 * texts that live as long as the document may be given. For the engine.
 */
#ifndef TENKEN_ENGINE_TEXT_CACHE_H
#define TENKEN_ENGINE_TEXT_CACHE_H

#include "base/arena.h"
#include "text/automaton.h"

struct text_cache_entry {
	struct slice text;       /* as given; data NULL = free */
	struct slice normalised; /* text itself when nothing changed */
	struct slice comparable; /* data NULL until asked for */
	struct automaton_hit *hits;
	size_t hit_count;
	bool scanned;
};

struct text_cache {
	struct arena *arena; /* of the document's remembered things */
	struct text_cache_entry *entries;
	struct text_cache_entry *last; /* a rule asks one text after the other for several lexicons; NULL: none yet */
	size_t count, capacity; /* capacity is a power of two or 0 */
};

void text_cache_init(struct text_cache *cache, struct arena *arena);
/* Forgets everything; to be called with the reset of the arena. */
void text_cache_clear(struct text_cache *cache);
struct slice text_cache_normalise(struct text_cache *cache, struct slice text);
/* Every hit in a text that text_cache_normalise gave, scanned at the first call. */
size_t text_cache_hits(struct text_cache *cache, const struct automaton *automaton, struct slice normalised,
		       const struct automaton_hit **hits);
/* A text that text_cache_normalise gave, as normalize_for_comparison has it. */
struct slice text_cache_comparable(struct text_cache *cache, struct slice normalised);

#endif
