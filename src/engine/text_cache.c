#include "engine/text_cache.h"

#include "text/unicode/normalize.h"
#include "text/unicode/utf8.h"

#include <string.h>

enum { SMALLEST = 128, LARGEST_USUAL = 4096 }; /* places of a table; a power of two */

void text_cache_init(struct text_cache *cache, struct arena *arena)
{
	*cache = (struct text_cache){.arena = arena, .document = 1};
}

/* One document with very many texts must not cost every one after it. */
void text_cache_begin_document(struct text_cache *cache)
{
	cache->last = (struct text_place){.known = NULL};
	cache->place_count = 0;
	cache->document++;
	if (cache->arena->reserved > TEXT_CACHE_BYTES || cache->place_capacity > LARGEST_USUAL || !cache->document) {
		arena_reset(cache->arena);
		text_cache_init(cache, cache->arena);
	}
}

static size_t next_capacity(size_t capacity)
{
	return capacity ? capacity * 2 : SMALLEST;
}

static bool is_place_of(const struct text_place *place, struct slice text)
{
	return place->data == text.data && place->length == text.length;
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

	while (cache->places[at].document == cache->document && !is_place_of(&cache->places[at], text))
		at = (at + 1) & mask;
	return &cache->places[at];
}

static void grow_places(struct text_cache *cache)
{
	struct text_cache old = *cache;

	cache->place_capacity = next_capacity(old.place_capacity);
	cache->places = arena_array(cache->arena, struct text_place, cache->place_capacity);
	for (size_t i = 0; i < old.place_capacity; i++)
		if (old.places[i].document == cache->document)
			*place_slot(cache, slice_of(old.places[i].data, old.places[i].length)) = old.places[i];
}

static struct known_text *known_text(struct text_cache *cache, struct slice text)
{
	if (cache->last.known && is_place_of(&cache->last, text))
		return cache->last.known;
	if (cache->place_count * 2 >= cache->place_capacity)
		grow_places(cache);
	struct text_place *place = place_slot(cache, text);

	if (place->document != cache->document) {
		*place = (struct text_place){text.data, (uint32_t)text.length, cache->document, known_by_content(cache, text)};
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

struct known_text *text_cache_known(struct text_cache *cache, struct slice text)
{
	return text.length ? known_text(cache, text) : NULL;
}

struct slice text_cache_normalise(struct text_cache *cache, struct slice text)
{
	return text.length ? normalised_of(cache, known_text(cache, text)) : slice_of("", 0);
}

struct known_text *text_cache_normal(struct text_cache *cache, struct known_text *known)
{
	if (!known->of_normalised) {
		struct slice normalised = normalised_of(cache, known);

		if (!normalised.length)
			return NULL;
		known->of_normalised = normalised.data == known->text.data ? known : known_by_content(cache, normalised);
		known->of_normalised->normalised = known->of_normalised->text;
	}
	return known->of_normalised;
}

size_t text_cache_hits(struct text_cache *cache, const struct automaton *automaton, struct slice normalised,
		       const struct automaton_hit **hits)
{
	*hits = NULL;
	if (!normalised.length || !automaton)
		return 0;
	struct known_text *known = known_text(cache, normalised);

	if (!known->scanned) {
		known->normalised = known->text;
		known->hit_count = automaton_scan(automaton, known->text, cache->arena, &known->hits);
		known->scanned = true;
	}
	*hits = known->hits;
	return known->hit_count;
}

static struct slice comparable_of(struct text_cache *cache, struct known_text *known)
{
	if (!known->comparable.data)
		known->comparable = normalize_for_comparison(cache->arena, known->text);
	return known->comparable;
}

struct slice text_cache_comparable(struct text_cache *cache, struct slice normalised)
{
	return normalised.length ? comparable_of(cache, known_text(cache, normalised)) : slice_of("", 0);
}

static struct text_pairs pairs_of(struct slice text)
{
	struct text_pairs pairs = {0, 0};
	uint32_t previous = 0;

	for (size_t at = 0, characters = 0; at < text.length; characters++) {
		uint32_t c = utf8_next(text, &at);

		if (characters) {
			pairs.marks |= UINT64_C(1) << (((uint64_t)previous << 32 | c) * UINT64_C(0x9e3779b97f4a7c15) >> 58);
			pairs.count++;
		}
		previous = c;
	}
	return pairs;
}

struct text_pairs text_cache_pairs(struct text_cache *cache, struct slice normalised)
{
	if (!normalised.length)
		return (struct text_pairs){0, 0};
	struct known_text *known = known_text(cache, normalised);

	if (!known->pairs.marks)
		known->pairs = pairs_of(comparable_of(cache, known));
	return known->pairs;
}
