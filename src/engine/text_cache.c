#include "engine/text_cache.h"

#include "text/unicode/normalize.h"

#include <string.h>

enum { SMALLEST = 128, LARGEST_USUAL = 4096 }; /* places of a table; a power of two */

void text_cache_init(struct text_cache *cache, struct arena *arena)
{
	*cache = (struct text_cache){.arena = arena};
}

/* One document with very many texts must not cost every one after it. */
void text_cache_begin_document(struct text_cache *cache)
{
	cache->last = (struct text_place){.known = NULL};
	cache->place_count = 0;
	if (cache->arena->reserved > TEXT_CACHE_BYTES || cache->place_capacity > LARGEST_USUAL) {
		arena_reset(cache->arena);
		text_cache_init(cache, cache->arena);
	} else if (cache->places) {
		memset(cache->places, 0, cache->place_capacity * sizeof *cache->places);
	}
}

static size_t next_capacity(size_t capacity)
{
	return capacity ? capacity * 2 : SMALLEST;
}

static bool is_same_place(struct slice a, struct slice b)
{
	return a.data == b.data && a.length == b.length;
}

/* ---- by content ---- */

static uint64_t mix(uint64_t hash, uint64_t bytes)
{
	hash = (hash ^ bytes) * UINT64_C(0x9e3779b97f4a7c15);
	return hash ^ hash >> 32;
}

/* Eight bytes at a time: only tables of this process see it. */
static uint64_t content_hash(struct slice text)
{
	uint64_t hash = text.length, bytes;
	size_t at = 0;

	for (; text.length - at >= sizeof bytes; at += sizeof bytes) {
		memcpy(&bytes, text.data + at, sizeof bytes);
		hash = mix(hash, bytes);
	}
	bytes = 0;
	memcpy(&bytes, text.data + at, text.length - at);
	return mix(hash, bytes);
}

static struct known_text **known_slot(const struct text_cache *cache, struct slice text, uint64_t hash)
{
	size_t mask = cache->known_capacity - 1, at = (size_t)hash & mask;

	while (cache->known[at] && (cache->known[at]->hash != hash || !slice_equal(cache->known[at]->text, text)))
		at = (at + 1) & mask;
	return &cache->known[at];
}

static void grow_known(struct text_cache *cache)
{
	struct text_cache old = *cache;

	cache->known_capacity = next_capacity(old.known_capacity);
	cache->known = arena_array(cache->arena, struct known_text *, cache->known_capacity);
	for (size_t i = 0; i < old.known_capacity; i++)
		if (old.known[i])
			*known_slot(cache, old.known[i]->text, old.known[i]->hash) = old.known[i];
}

static struct known_text *known_by_content(struct text_cache *cache, struct slice text)
{
	uint64_t hash = content_hash(text);

	if (cache->known_count * 2 >= cache->known_capacity)
		grow_known(cache);
	struct known_text **known = known_slot(cache, text, hash);

	if (!*known) {
		*known = arena_new(cache->arena, struct known_text);
		**known = (struct known_text){.text = arena_copy(cache->arena, text), .hash = hash};
		cache->known_count++;
	}
	return *known;
}

/* ---- by address ---- */

/* Addresses differ in their middle bits; a text and its beginning differ in length. */
static struct text_place *place_slot(const struct text_cache *cache, struct slice text)
{
	uint64_t key = ((uint64_t)(uintptr_t)text.data ^ (uint64_t)text.length << 40) * UINT64_C(0x9e3779b97f4a7c15);
	size_t mask = cache->place_capacity - 1, at = (size_t)(key >> 32) & mask;

	while (cache->places[at].text.data && !is_same_place(cache->places[at].text, text))
		at = (at + 1) & mask;
	return &cache->places[at];
}

static void grow_places(struct text_cache *cache)
{
	struct text_cache old = *cache;

	cache->place_capacity = next_capacity(old.place_capacity);
	cache->places = arena_array(cache->arena, struct text_place, cache->place_capacity);
	for (size_t i = 0; i < old.place_capacity; i++)
		if (old.places[i].text.data)
			*place_slot(cache, old.places[i].text) = old.places[i];
}

static struct known_text *known_text(struct text_cache *cache, struct slice text)
{
	if (cache->last.known && is_same_place(cache->last.text, text))
		return cache->last.known;
	if (cache->place_count * 2 >= cache->place_capacity)
		grow_places(cache);
	struct text_place *place = place_slot(cache, text);

	if (!place->known) {
		*place = (struct text_place){.text = text, .known = known_by_content(cache, text)};
		cache->place_count++;
	}
	cache->last = *place;
	return place->known;
}

/* ---- what is known ---- */

static struct slice normalised_of(struct text_cache *cache, struct known_text *known)
{
	if (!known->normalised.data)
		known->normalised = normalize(cache->arena, known->text);
	return known->normalised;
}

const struct known_text *text_cache_known(struct text_cache *cache, struct slice text)
{
	return text.length ? known_text(cache, text) : NULL;
}

struct slice text_cache_normalise(struct text_cache *cache, struct slice text)
{
	return text.length ? normalised_of(cache, known_text(cache, text)) : slice_of("", 0);
}

static struct known_text *scan(struct text_cache *cache, const struct automaton *automaton, struct known_text *known)
{
	if (!known->scanned) {
		known->normalised = known->text;
		known->hit_count = automaton_scan(automaton, known->text, cache->arena, &known->hits);
		known->scanned = true;
	}
	return known;
}

struct known_text *text_cache_scanned(struct text_cache *cache, const struct automaton *automaton, struct slice text)
{
	if (!text.length || !automaton)
		return NULL;
	struct known_text *known = known_text(cache, text);

	if (!known->of_normalised) {
		struct slice normalised = normalised_of(cache, known);

		if (!normalised.length)
			return NULL;
		known->of_normalised = normalised.data == known->text.data ? known : known_by_content(cache, normalised);
	}
	return scan(cache, automaton, known->of_normalised);
}

size_t text_cache_hits(struct text_cache *cache, const struct automaton *automaton, struct slice normalised,
		       const struct automaton_hit **hits)
{
	*hits = NULL;
	if (!normalised.length || !automaton)
		return 0;
	const struct known_text *known = scan(cache, automaton, known_text(cache, normalised));

	*hits = known->hits;
	return known->hit_count;
}

struct slice text_cache_comparable(struct text_cache *cache, struct slice normalised)
{
	struct known_text *known;

	if (!normalised.length)
		return slice_of("", 0);
	known = known_text(cache, normalised);
	if (!known->comparable.data)
		known->comparable = normalize_for_comparison(cache->arena, normalised);
	return known->comparable;
}
