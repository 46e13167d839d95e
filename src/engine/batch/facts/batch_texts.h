/*
 * batch_texts.h - the texts that the facts of a run hold, each of them once. Private to engine/batch/.
 *
 * A caseload repeats itself: the name of an office stands in every plan, a goal in several rules, and stock phrases in plan after plan.
 * Records of facts name a text by its number. Numbers depend on the order in which plans are told, so nothing that leaves the run may.
 */
#ifndef TENKEN_ENGINE_BATCH_FACTS_BATCH_TEXTS_H
#define TENKEN_ENGINE_BATCH_FACTS_BATCH_TEXTS_H

#include "base/memory/arena_room.h"

struct batch_texts {
	struct arena *arena; /* of their bytes */
	struct arena_room *item_room, *slot_room;
	const char **items;  /* by number: the length in four bytes, then the text */
	size_t count, capacity;
	uint32_t *slots;     /* number + 1, found by hash; 0 is free */
	size_t slot_count;   /* a power of two, or 0 */
	size_t bytes;        /* of all texts */
};

void batch_texts_init(struct batch_texts *texts, struct arena *arena);
/* The number of the text, which is copied when it is new. */
uint32_t batch_texts_number(struct batch_texts *texts, struct slice text);
struct slice batch_texts_at(const struct batch_texts *texts, uint32_t number);

#endif
