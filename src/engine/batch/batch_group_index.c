#include "engine/batch/batch_group_index.h"

enum { FIRST_SLOTS = 64 };

struct batch_group_index *batch_group_index_new(const struct batch_groups *groups)
{
	struct batch_group_index *index = arena_new(groups->arena, struct batch_group_index);

	index->groups = groups;
	arena_init_inner(&index->room, groups->arena);
	text_builder_init(&index->key, groups->arena);
	return index;
}

void batch_group_index_release(struct batch_group_index *index)
{
	arena_release(&index->room);
}

static uint32_t hash_of(struct batch_group_index *index, struct slice scope, const struct cel_value *columns)
{
	text_builder_clear(&index->key);
	batch_write_text(&index->key, scope);
	batch_group_write_key(&index->key, index->groups, columns);
	uint64_t hash = slice_hash(text_builder_slice(&index->key));

	return (uint32_t)(hash ^ hash >> 32);
}

static bool is_same(struct cel_value a, struct cel_value b)
{
	return a.kind == CEL_STRING ? slice_equal(cel_text(a), cel_text(b)) : a.is.natural == b.is.natural;
}

static bool is_of(const struct batch_groups *groups, const struct batch_group *group, struct slice scope, const struct cel_value *columns)
{
	bool same = slice_equal(group->scope, scope);

	for (size_t i = 0; i < groups->revision->batch->group_count && same; i++)
		same = is_same(batch_group_value(groups, group, i), columns[groups->revision->batch->group[i]]);
	return same;
}

/* Twice the slots; those before are given back. */
static void grow(struct batch_group_index *index)
{
	index->capacity = index->capacity ? index->capacity * 2 : FIRST_SLOTS;
	arena_release(&index->room);
	index->slots = arena_array(&index->room, uint32_t, index->capacity);
	size_t mask = index->capacity - 1;

	for (size_t i = 0; i < index->groups->group_count; i++) {
		size_t at = index->groups->groups[i].hash & mask;

		while (index->slots[at])
			at = (at + 1) & mask;
		index->slots[at] = (uint32_t)i + 1;
	}
}

size_t batch_group_index_find(struct batch_group_index *index, struct slice scope, const struct cel_value *columns, uint32_t *hash)
{
	const struct batch_groups *groups = index->groups;

	if ((groups->group_count + 1) * 3 > index->capacity * 2)
		grow(index);
	*hash = hash_of(index, scope, columns);
	for (size_t at = *hash & (index->capacity - 1);; at = (at + 1) & (index->capacity - 1)) {
		uint32_t slot = index->slots[at];

		if (!slot) {
			index->slots[at] = (uint32_t)groups->group_count + 1;
			return groups->group_count;
		}
		if (groups->groups[slot - 1].hash == *hash && is_of(groups, &groups->groups[slot - 1], scope, columns))
			return slot - 1;
	}
}
