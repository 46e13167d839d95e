/*
 * batch_group_index.h - finds the group of a fact while groups are made: by its scope and the columns that make groups. Private to
 * engine/batch/.
 */
#ifndef TENKEN_ENGINE_BATCH_BATCH_GROUP_INDEX_H
#define TENKEN_ENGINE_BATCH_BATCH_GROUP_INDEX_H

#include "engine/batch/batch_groups.h"

/* Slots hold the number of a group plus one; what they are found by stands in the facts. */
struct batch_group_index {
	const struct batch_groups *groups;
	uint32_t *slots;
	size_t capacity; /* a power of two, or 0 */
	struct arena room;
	struct text_builder key;
};

/* In the arena of the groups, but for the slots: release those when all groups are made. */
struct batch_group_index *batch_group_index_new(const struct batch_groups *groups);
/* The number of the group, which is group_count when there is none yet: then the caller adds it with this hash, and a fact of it. */
size_t batch_group_index_find(struct batch_group_index *index, struct slice scope, const struct cel_value *columns, uint32_t *hash);
void batch_group_index_release(struct batch_group_index *index);

#endif
