#include "engine/batch/facts/batch_texts.h"

#include <string.h>

enum { FIRST_SLOTS = 256 };

void batch_texts_init(struct batch_texts *texts, struct arena *arena)
{
	*texts = (struct batch_texts){.arena = arena, .item_room = arena_room_new(arena), .slot_room = arena_room_new(arena)};
}

struct slice batch_texts_at(const struct batch_texts *texts, uint32_t number)
{
	const char *item = texts->items[number];
	uint32_t length;

	memcpy(&length, item, sizeof length);
	return slice_of(item + sizeof length, length);
}

/* The slot of the text, or the free one where it belongs. */
static size_t slot_of(const struct batch_texts *texts, struct slice text)
{
	size_t mask = texts->slot_count - 1;
	uint64_t hash = slice_hash(text);
	size_t at = (size_t)(hash ^ hash >> 32) & mask;

	while (texts->slots[at] && !slice_equal(batch_texts_at(texts, texts->slots[at] - 1), text))
		at = (at + 1) & mask;
	return at;
}

static void double_slots(struct batch_texts *texts)
{
	texts->slot_count = texts->slot_count ? texts->slot_count * 2 : FIRST_SLOTS;
	texts->slots = arena_room_move(texts->slot_room, NULL, 0, texts->slot_count, sizeof *texts->slots);
	memset(texts->slots, 0, texts->slot_count * sizeof *texts->slots);
	for (size_t i = 0; i < texts->count; i++)
		texts->slots[slot_of(texts, batch_texts_at(texts, (uint32_t)i))] = (uint32_t)i + 1;
}

static const char *copy_of(struct batch_texts *texts, struct slice text)
{
	uint32_t length = (uint32_t)text.length;
	char *item = arena_allocate_bytes(texts->arena, sizeof length + text.length);

	memcpy(item, &length, sizeof length);
	if (text.length)
		memcpy(item + sizeof length, text.data, text.length);
	texts->bytes += text.length;
	return item;
}

uint32_t batch_texts_number(struct batch_texts *texts, struct slice text)
{
	if ((texts->count + 1) * 4 > texts->slot_count * 3)
		double_slots(texts);
	size_t slot = slot_of(texts, text);

	if (texts->slots[slot])
		return texts->slots[slot] - 1;
	texts->items = arena_room_for_one(texts->item_room, texts->items, texts->count, &texts->capacity, sizeof *texts->items);
	texts->items[texts->count++] = copy_of(texts, text);
	texts->slots[slot] = (uint32_t)texts->count;
	return (uint32_t)texts->count - 1;
}
