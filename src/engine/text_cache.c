#include "engine/text_cache.h"

#include "text/normalize.h"

void text_cache_init(struct text_cache *cache, struct arena *arena)
{
	*cache = (struct text_cache){.arena = arena};
}

void text_cache_clear(struct text_cache *cache)
{
	cache->entries = cache->last = NULL;
	cache->count = cache->capacity = 0;
}

/* Addresses differ in their middle bits; a text and its beginning differ in length. */
static size_t place_of(const struct text_cache *cache, struct slice text)
{
	uint64_t key = (uint64_t)(uintptr_t)text.data ^ (uint64_t)text.length << 40;

	key *= UINT64_C(0x9e3779b97f4a7c15);
	return (size_t)(key >> 32) & (cache->capacity - 1);
}

static struct text_cache_entry *slot_for(const struct text_cache *cache, struct slice text)
{
	size_t at = place_of(cache, text);

	while (cache->entries[at].text.data && (cache->entries[at].text.data != text.data || cache->entries[at].text.length != text.length))
		at = (at + 1) & (cache->capacity - 1);
	return &cache->entries[at];
}

static void grow(struct text_cache *cache)
{
	struct text_cache old = *cache;

	cache->capacity = old.capacity ? old.capacity * 2 : 64;
	cache->entries = arena_array(cache->arena, struct text_cache_entry, cache->capacity);
	for (size_t i = 0; i < old.capacity; i++)
		if (old.entries[i].text.data)
			*slot_for(cache, old.entries[i].text) = old.entries[i];
}

static struct text_cache_entry *entry_for(struct text_cache *cache, struct slice text)
{
	struct text_cache_entry *entry = cache->last;

	if (entry && entry->text.data == text.data && entry->text.length == text.length)
		return entry;
	if (cache->count * 2 >= cache->capacity)
		grow(cache);
	cache->last = entry = slot_for(cache, text);
	if (!entry->text.data) {
		*entry = (struct text_cache_entry){.text = text};
		cache->count++;
	}
	return entry;
}

struct slice text_cache_normalise(struct text_cache *cache, struct slice text)
{
	struct text_cache_entry *entry;

	if (!text.length)
		return slice_of("", 0);
	entry = entry_for(cache, text);
	if (!entry->normalised.data)
		entry->normalised = normalize(cache->arena, text);
	return entry->normalised;
}

size_t text_cache_hits(struct text_cache *cache, const struct automaton *automaton, struct slice normalised,
		       const struct automaton_hit **hits)
{
	struct text_cache_entry *entry;

	*hits = NULL;
	if (!normalised.length || !automaton)
		return 0;
	entry = entry_for(cache, normalised);
	if (!entry->scanned) {
		entry->normalised = normalised;
		entry->hit_count = automaton_scan(automaton, normalised, cache->arena, &entry->hits);
		entry->scanned = true;
	}
	*hits = entry->hits;
	return entry->hit_count;
}

struct slice text_cache_comparable(struct text_cache *cache, struct slice normalised)
{
	struct text_cache_entry *entry;

	if (!normalised.length)
		return slice_of("", 0);
	entry = entry_for(cache, normalised);
	if (!entry->comparable.data)
		entry->comparable = normalize_for_comparison(cache->arena, normalised);
	return entry->comparable;
}
