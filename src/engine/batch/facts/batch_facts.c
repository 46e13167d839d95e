/* Records of facts: who the plan is in front, then its texts by their numbers in the run, then the entries as they were collected. */
#include "engine/batch/facts/batch_facts.h"

#include "engine/batch/facts/batch_record.h"

#include <stdlib.h>
#include <string.h>

void batch_facts_init(struct batch_facts *facts, struct arena *arena)
{
	*facts = (struct batch_facts){.arena = arena, .record_room = arena_room_new(arena)};
	batch_texts_init(&facts->texts, arena);
	text_builder_init(&facts->room, arena);
}

static int compare_records(const void *a, const void *b)
{
	const struct batch_record *x = a, *y = b;

	if (x->order != y->order)
		return x->order < y->order ? -1 : 1;
	return slice_compare(slice_of((const char *)x->bytes, x->length), slice_of((const char *)y->bytes, y->length));
}

void batch_facts_sort(struct batch_facts *facts)
{
	for (size_t i = 1; i < facts->count; i++) {
		if (facts->records[i - 1].order <= facts->records[i].order)
			continue;
		qsort(facts->records, facts->count, sizeof *facts->records, compare_records);
		return;
	}
}

size_t batch_facts_bytes(const struct batch_facts *facts)
{
	return facts->record_bytes + facts->texts.bytes;
}

static void write_number_of(struct batch_facts *facts, struct slice text)
{
	uint32_t number = batch_texts_number(&facts->texts, text);

	text_builder_add(&facts->room, slice_of((const char *)&number, sizeof number));
}

/* Plan and person are hardly ever those of another record; everything else is. */
static void write_identity(struct batch_facts *facts, const struct batch_identity *who)
{
	batch_write_text(&facts->room, who->plan);
	batch_write_number(&facts->room, who->person_known);
	if (who->person_known)
		batch_write_text(&facts->room, who->person);
	batch_write_number(&facts->room, who->ordinal);
	write_number_of(facts, who->path);
	write_number_of(facts, who->office);
	write_number_of(facts, who->office_label);
	write_number_of(facts, who->care_manager);
}

void batch_facts_add_plan(struct batch_facts *facts, uint32_t order, const struct batch_part *part, struct slice plan_key,
			  struct slice path, uint32_t ordinal)
{
	struct batch_identity who = part->who;

	who.plan = plan_key;
	who.path = path;
	who.ordinal = ordinal;
	text_builder_clear(&facts->room);
	write_identity(facts, &who);
	for (size_t i = 0; i < part->text_count; i++)
		write_number_of(facts, part->texts[i]);
	uint32_t entries = (uint32_t)facts->room.length;

	text_builder_add(&facts->room, part->entries);
	size_t length = facts->room.length;
	char *bytes = arena_allocate_bytes(facts->arena, length);

	memcpy(bytes, facts->room.data, length);
	facts->records = arena_room_for_one(facts->record_room, facts->records, facts->count, &facts->capacity, sizeof *facts->records);
	facts->records[facts->count++] = (struct batch_record){.bytes = (const unsigned char *)bytes,
							       .order = order,
							       .length = (uint32_t)length,
							       .entries = entries,
							       .text_count = (uint32_t)part->text_count};
	facts->record_bytes += length;
}
