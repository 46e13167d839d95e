/*
 * text_cache.h - what is known about the texts of documents: their normalised form and the words found in them.
 *
 * Each text is normalised once and scanned once, however many rules ask and in however many rows it stands; services, frequencies
 * and set phrases come again in the next document too, so they stay known until all of them take TEXT_CACHE_BYTES. Within a
 * document texts are found by their addresses, so that only texts that live as long as it may be given. For the engine.
 */
#ifndef TENKEN_ENGINE_TEXT_CACHE_H
#define TENKEN_ENGINE_TEXT_CACHE_H

#include "base/memory/arena.h"
#include "text/automaton.h"

enum { KNOWN_ANSWERS = 192 }; /* a multiple of 64 */

enum { TEXT_CACHE_BYTES = 1024 * 1024 }; /* of memory, after which everything is forgotten */

/* The pairs of neighbouring characters of a text, as far as a glance needs them. */
struct text_pairs {
	uint64_t marks; /* a bit a pair, by its hash; 0 until asked for */
	size_t count;
};

/* All that is known about one text, wherever it stands. */
struct known_text {
	struct slice text;       /* the cache's own copy */
	uint64_t hash;           /* of its bytes */
	struct slice normalised; /* text itself when nothing changed; data NULL until asked for, as all that follows */
	struct known_text *of_normalised; /* NULL until asked for */
	struct slice comparable;
	struct text_pairs pairs;
	struct automaton_hit *hits;
	size_t hit_count;
	bool scanned;
	const uint16_t *lexicons; /* those that count a word of it; for screen/, which fills these four */
	uint16_t lexicon_count;
	bool lexicons_known;
	size_t word_count; /* that stand in it, of whichever lexicon */
	uint64_t yes[KNOWN_ANSWERS / 64], no[KNOWN_ANSWERS / 64]; /* to questions that read this text and nothing else; screen/'s too */
	uint64_t column;  /* that was read when it was met last */
	unsigned in_cell; /* number of its cell there */
};

struct text_place {
	const char *data;
	uint32_t length;
	uint32_t document; /* in which it stands; of any other: free */
	struct known_text *known;
};

struct text_cache {
	struct arena *arena; /* of what is remembered; the cache says when to reset it */
	struct text_place *places; /* by address and length: what a rule asks again costs no look at the bytes */
	size_t place_count, place_capacity; /* capacities are a power of two or 0 */
	uint32_t document;                  /* counts documents, never 0 */
	struct known_text **known; /* by content: types, frequencies and whole rows repeat */
	size_t known_count, known_capacity;
	struct text_place last; /* a rule asks one text for several lexicons in a row */
};

/* The arena belongs to the cache, which resets it; others may keep in it what lasts as long as a document. */
void text_cache_init(struct text_cache *cache, struct arena *arena);
/* Another document: forgets where texts stand, and from time to time everything. */
void text_cache_begin_document(struct text_cache *cache);
/* What is known about a text of the document: one and the same for every text of the same bytes; NULL for an empty one. */
struct known_text *text_cache_known(struct text_cache *cache, struct slice text);
struct slice text_cache_normalise(struct text_cache *cache, struct slice text);
/* Every hit in a text that text_cache_normalise gave, scanned at the first call. */
size_t text_cache_hits(struct text_cache *cache, const struct automaton *automaton, struct slice normalised,
		       const struct automaton_hit **hits);
/* What is known about the normalised form of a known text; NULL when that is empty. */
struct known_text *text_cache_normal(struct text_cache *cache, struct known_text *known);
/* A text that text_cache_normalise gave, as normalize_for_comparison has it. */
struct slice text_cache_comparable(struct text_cache *cache, struct slice normalised);
/* The pairs of that. */
struct text_pairs text_cache_pairs(struct text_cache *cache, struct slice normalised);

#endif
