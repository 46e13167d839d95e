#include "text/automaton.h"

#include "base/compiler.h"

#include <assert.h>
#include <string.h>

/*
 * A word is looked for by its first bytes: two characters of Japanese, or the whole of a shorter word. Words whose keys have the
 * same length form a group, so that there are at most KEY_BYTES of them, and one or two in real lexicons.
 */
enum {
	KEY_BYTES = 6,
	NO_WORD = -1,
	FILTER_BITS_A_WORD = 64, /* one place in 64 without a word is looked at in vain */
	LARGEST_FILTER = 1 << 18, /* bits; 32 KB stay in the cache */
	OPENING_BITS = 12
};

struct word {
	uint64_t head, head_mask; /* the first eight bytes as they are loaded, zeros behind the end of a shorter word */
	struct slice text;
	uint32_t number;
	int32_t next; /* word of the same key, in the order added; NO_WORD ends */
};

struct key_slot {
	uint64_t key;
	int32_t first; /* NO_WORD: free */
};

struct group {
	uint64_t mask; /* the key's bytes of eight loaded ones */
	unsigned filter_shift, slot_shift; /* 64 less the bits of a place */
	uint64_t *filter; /* a bit per hash */
	struct key_slot *slots;
};

/*
 * With many words most characters begin one, but few pairs do: words with a whole key are looked for by its filter at once. The few
 * shorter ones have a table by the hash of one character, which says which of their groups are worth a look. What counts as a
 * character here are the three bytes of kana and kanji, else the first byte.
 */
struct automaton {
	struct word *words;
	size_t word_count;
	struct group whole_keys;        /* without slots when there are none */
	struct group groups[KEY_BYTES]; /* of shorter keys */
	size_t group_count;
	uint8_t openings[1 << OPENING_BITS]; /* a bit per group */
	uint64_t first_byte, three_bytes;    /* masks of loaded bytes */
	uint64_t wide_mask, wide_bits;       /* what the three bytes of one character have in common */
};

static inline uint64_t load_bytes(const char *bytes, size_t left)
{
	uint64_t loaded = 0;

	memcpy(&loaded, bytes, left < sizeof loaded ? left : sizeof loaded);
	return loaded;
}

static inline uint64_t key_hash(uint64_t key)
{
	return (key ^ key >> 29) * UINT64_C(0x9E3779B97F4A7C15);
}

static void init_masks(struct automaton *automaton)
{
	automaton->first_byte = load_bytes("\xff", 1);
	automaton->three_bytes = load_bytes("\xff\xff\xff", 3);
	automaton->wide_mask = load_bytes("\xf0\xc0\xc0", 3);
	automaton->wide_bits = load_bytes("\xe0\x80\x80", 3);
}

static inline bool is_wide(const struct automaton *automaton, uint64_t loaded)
{
	return (loaded & automaton->wide_mask) == automaton->wide_bits;
}

static inline size_t opening_of(const struct automaton *automaton, uint64_t loaded)
{
	uint64_t character = loaded & (is_wide(automaton, loaded) ? automaton->three_bytes : automaton->first_byte);

	return (size_t)(key_hash(character) >> (64 - OPENING_BITS));
}

static size_t key_length(struct slice word)
{
	return word.length < KEY_BYTES ? word.length : KEY_BYTES;
}

/* The slot of a key, or the free one where it would stand. */
static inline struct key_slot *find_slot(const struct group *group, uint64_t key, uint64_t hash)
{
	size_t mask = ((size_t)1 << (64 - group->slot_shift)) - 1;
	size_t at = (size_t)(hash >> group->slot_shift);

	while (group->slots[at].first != NO_WORD && group->slots[at].key != key)
		at = (at + 1) & mask;
	return &group->slots[at];
}

static void init_group(struct group *group, struct arena *arena, size_t length, size_t word_count)
{
	unsigned char ones[8] = {0};
	unsigned filter_bits = 10, slot_bits = 4;

	memset(ones, 0xFF, length);
	memcpy(&group->mask, ones, sizeof group->mask);
	while ((size_t)1 << filter_bits < word_count * FILTER_BITS_A_WORD && 1 << filter_bits < LARGEST_FILTER)
		filter_bits++;
	while ((size_t)1 << slot_bits < word_count * 2)
		slot_bits++;
	group->filter_shift = 64 - filter_bits;
	group->slot_shift = 64 - slot_bits;
	group->filter = arena_array(arena, uint64_t, ((size_t)1 << filter_bits) / 64);
	group->slots = arena_array(arena, struct key_slot, (size_t)1 << slot_bits);
	for (size_t i = 0; i < (size_t)1 << slot_bits; i++)
		group->slots[i].first = NO_WORD;
}

static void add_word(struct group *group, struct word *words, int32_t index)
{
	struct word *word = &words[index];
	uint64_t key = load_bytes(word->text.data, word->text.length) & group->mask, hash = key_hash(key);
	struct key_slot *slot = find_slot(group, key, hash);
	uint64_t bit = hash >> group->filter_shift;

	group->filter[bit / 64] |= UINT64_C(1) << bit % 64;
	word->next = slot->first;
	slot->key = key;
	slot->first = index;
}

struct automaton *automaton_build(struct arena *arena, const struct slice *words, const uint32_t *numbers, size_t count)
{
	static const unsigned char ones[8] = {0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF};
	struct automaton *automaton = arena_new(arena, struct automaton);

	assert(count < INT32_MAX);
	init_masks(automaton);
	automaton->words = arena_array(arena, struct word, count);
	automaton->word_count = count;
	for (size_t i = 0; i < count; i++) {
		assert(words[i].length && ((unsigned char)words[i].data[0] & 0xC0) != 0x80);
		automaton->words[i] = (struct word){
			.head = load_bytes(words[i].data, words[i].length),
			.head_mask = load_bytes((const char *)ones, words[i].length),
			.text = arena_copy(arena, words[i]),
			.number = numbers[i],
		};
	}
	for (size_t length = 1; length <= KEY_BYTES; length++) {
		size_t members = 0;

		for (size_t i = 0; i < count; i++)
			members += key_length(words[i]) == length;
		if (!members)
			continue;
		bool whole = length == KEY_BYTES;
		uint8_t bit = (uint8_t)(whole ? 0U : 1U << automaton->group_count);
		struct group *group = whole ? &automaton->whole_keys : &automaton->groups[automaton->group_count++];

		init_group(group, arena, length, members);
		/* From the last to the first, each put in front: the chains keep the order of adding. */
		for (size_t i = count; i-- > 0;) {
			if (key_length(words[i]) != length)
				continue;
			add_word(group, automaton->words, (int32_t)i);
			automaton->openings[opening_of(automaton, load_bytes(words[i].data, words[i].length))] |= bit;
		}
	}
	return automaton;
}

/* What becomes of words that are found: hits in an arena, or marks of their classes. */
struct hit_list {
	struct arena *arena; /* NULL: marks */
	struct automaton_hit *items;
	size_t count, capacity;
	const struct automaton_classes *classes;
	bool *marked;
};

/* Starts come in order already; a longer word that began earlier and ends later moves behind. */
static void add_hit(struct hit_list *hits, struct automaton_hit hit)
{
	hits->items = arena_with_room(hits->arena, hits->items, hits->count, &hits->capacity, sizeof *hits->items);
	size_t at = hits->count++;

	for (; at > 0 && hits->items[at - 1].end > hit.end; at--)
		hits->items[at] = hits->items[at - 1];
	hits->items[at] = hit;
}

/* Does the word stand there, whose first bytes are loaded? Words of one key differ mostly in the two bytes behind it. */
static inline bool stands_at(const struct word *word, uint64_t loaded, struct slice text, size_t at)
{
	size_t length = word->text.length;

	if ((loaded ^ word->head) & word->head_mask)
		return false;
	if (length <= sizeof loaded)
		return true;
	if (length > text.length - at)
		return false;
	if (length > 2 * sizeof loaded)
		return memcmp(text.data + at + sizeof loaded, word->text.data + sizeof loaded, length - sizeof loaded) == 0;
	/* The last eight bytes, some of them for the second time. */
	size_t last = length - sizeof loaded;

	return load_bytes(text.data + at + last, sizeof loaded) == load_bytes(word->text.data + last, sizeof loaded);
}

static inline void note_word(struct hit_list *hits, const struct word *word, size_t at)
{
	if (hits->arena) {
		add_hit(hits, (struct automaton_hit){
				      .word = word->number, .start = (uint32_t)at, .end = (uint32_t)(at + word->text.length)});
		return;
	}
	hits->count++;
	if (word->number < hits->classes->count)
		hits->marked[hits->classes->of_word[word->number]] = true;
}

static inline void compare_words(const struct automaton *automaton, const struct group *group, uint64_t loaded, uint64_t hash,
				 struct slice text, size_t at, struct hit_list *hits)
{
	uint64_t key = loaded & group->mask;

	for (int32_t i = find_slot(group, key, hash)->first; i != NO_WORD; i = automaton->words[i].next) {
		const struct word *word = &automaton->words[i];

		if (stands_at(word, loaded, text, at))
			note_word(hits, word, at);
	}
}

static inline void look_in(const struct automaton *automaton, const struct group *group, uint64_t loaded, struct slice text, size_t at,
			   struct hit_list *hits)
{
	uint64_t key = loaded & group->mask, hash = key_hash(key), bit = hash >> group->filter_shift;

	if (UNLIKELY(group->filter[bit / 64] >> bit % 64 & 1))
		compare_words(automaton, group, loaded, hash, text, at, hits);
}

static void scan(const struct automaton *automaton, struct slice text, struct hit_list *hits)
{
	const struct group *whole_keys = automaton->whole_keys.slots ? &automaton->whole_keys : NULL;

	assert(text.length <= UINT32_MAX);
	for (size_t at = 0, step; at < text.length; at += step) {
		size_t left = text.length - at;
		uint64_t loaded = LIKELY(left >= 8) ? load_bytes(text.data + at, 8) : load_bytes(text.data + at, left);
		unsigned groups = automaton->openings[opening_of(automaton, loaded)];

		step = is_wide(automaton, loaded) ? 3 : 1;
		for (size_t i = 0; UNLIKELY(groups); i++, groups >>= 1)
			if (groups & 1)
				look_in(automaton, &automaton->groups[i], loaded, text, at, hits);
		if (LIKELY(whole_keys))
			look_in(automaton, whole_keys, loaded, text, at, hits);
	}
}

size_t automaton_scan(const struct automaton *automaton, struct slice text, struct arena *arena, struct automaton_hit **hits)
{
	struct hit_list list = {.arena = arena};

	scan(automaton, text, &list);
	*hits = list.items;
	return list.count;
}

size_t automaton_mark(const struct automaton *automaton, struct slice text, const struct automaton_classes *classes, bool *marked)
{
	struct hit_list list = {.classes = classes, .marked = marked};

	scan(automaton, text, &list);
	return list.count;
}

/* The tables have no pointers: only the words are part of the block itself. */
static void write_group(struct block_writer *writer, const struct group *group, size_t at)
{
	if (!group->slots)
		return;
	block_point_to_bytes(writer, BLOCK_FIELD(at, struct group, filter), group->filter, ((size_t)1 << (64 - group->filter_shift)) / 8);
	block_point_to_bytes(writer, BLOCK_FIELD(at, struct group, slots), group->slots,
			     ((size_t)1 << (64 - group->slot_shift)) * sizeof *group->slots);
}

size_t automaton_write(struct block_writer *writer, const struct automaton *automaton)
{
	size_t at = block_add(writer, automaton, sizeof *automaton, 1);
	size_t words = block_add(writer, automaton->words, sizeof *automaton->words, automaton->word_count);

	block_point(writer, BLOCK_FIELD(at, struct automaton, words), words);
	for (size_t i = 0; i < automaton->word_count; i++)
		block_point_to_text(writer, BLOCK_FIELD(words + i * sizeof(struct word), struct word, text), automaton->words[i].text);
	write_group(writer, &automaton->whole_keys, BLOCK_FIELD(at, struct automaton, whole_keys));
	for (size_t i = 0; i < automaton->group_count; i++)
		write_group(writer, &automaton->groups[i], BLOCK_FIELD(at, struct automaton, groups) + i * sizeof automaton->groups[i]);
	return at;
}
