/*
 * name_table.h - from a name to a number: keys, aliases, ids. Anyone may use it.
 *
 * Open addressing over borrowed slices; the names must outlive the table. Built once, then read by many.
 */
#ifndef TENKEN_BASE_NAME_TABLE_H
#define TENKEN_BASE_NAME_TABLE_H

#include "base/memory/arena.h"
#include "base/memory/block_writer.h"

struct name_entry {
	struct slice name;
	uint32_t value;
	uint32_t hash; /* 0 = free */
};

struct name_table {
	struct arena *arena;
	struct name_entry *entry;
	size_t count, capacity; /* capacity is a power of two or 0 */
};

#define NAME_NOT_FOUND UINT32_MAX

void name_table_init(struct name_table *table, struct arena *arena);
/* False, and nothing changed, when the name is already there. */
bool name_table_add(struct name_table *table, struct slice name, uint32_t value);
uint32_t name_table_find(const struct name_table *table, struct slice name); /* NAME_NOT_FOUND when absent */
/* What the table at `field` of a block, copied from `table`, points to. */
void name_table_write(struct block_writer *writer, size_t field, const struct name_table *table);

/*
 * The closest of `count` names by edit distance over bytes-as-characters, for "did you mean"; SIZE_MAX when none is
 * near enough (more than a third of the characters differ).
 */
size_t nearest_name(struct slice name, const struct slice *names, size_t count);

#endif
