#include "readers/plan_records.h"

#include <string.h>

static void add(struct plan_records *records, struct record *record)
{
	records->items = arena_with_room(records->arena, records->items, records->count, &records->capacity, sizeof *records->items);
	records->items[records->count++] = record;
}

static void add_all(struct plan_records *records, struct record *record)
{
	enum field first = record_info(record->kind)->first;

	add(records, record);
	for (uint64_t parts = record_parts(record->kind); parts; parts &= parts - 1) {
		unsigned number = LOWEST_BIT(parts);
		const struct value *value = &record->values[number];

		if (value->presence != PRESENCE_WRITTEN)
			continue;
		if (field_info((enum field)(first + number))->kind == KIND_RECORD)
			add_all(records, value->is.record);
		else
			for (size_t i = 0; i < value->is.list.count; i++)
				add_all(records, value->is.list.items[i].is.record);
	}
}

struct plan_records plan_records_of(const struct document *document, struct arena *arena)
{
	struct plan_records records = {.arena = arena};

	add_all(&records, document->plan);
	return records;
}

void plan_records_insert(struct plan_records *records, size_t behind, struct record *record)
{
	add(records, record);
	memmove(&records->items[behind + 2], &records->items[behind + 1], (records->count - behind - 2) * sizeof *records->items);
	records->items[behind + 1] = record;
}
