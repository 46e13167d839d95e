#include "readers/seen_files.h"

void seen_files_init(struct seen_files *seen, struct arena *arena)
{
	*seen = (struct seen_files){.arena = arena};
}

static uint64_t hash_of(const struct seen_file *file)
{
	if (!file->has_identity)
		return slice_hash(file->name);
	uint64_t hash = (file->identity[1] ^ file->identity[0] << 32) * 0x9e3779b97f4a7c15u;

	return hash ^ hash >> 29;
}

static bool same_file(const struct seen_file *a, const struct seen_file *b)
{
	if (a->has_identity != b->has_identity)
		return false;
	if (!a->has_identity)
		return slice_equal(a->name, b->name);
	return a->identity[0] == b->identity[0] && a->identity[1] == b->identity[1];
}

/* The slot of a file, or the free one where it belongs. */
static uint32_t *slot_of(const struct seen_files *seen, const struct seen_file *file)
{
	for (size_t at = (size_t)hash_of(file) & (seen->slot_count - 1);; at = (at + 1) & (seen->slot_count - 1))
		if (!seen->slots[at] || same_file(&seen->files[seen->slots[at] - 1], file))
			return &seen->slots[at];
}

static void make_room(struct seen_files *seen)
{
	if (seen->count * 2 < seen->slot_count)
		return;
	seen->slot_count = seen->slot_count ? seen->slot_count * 2 : 64;
	seen->slots = arena_array(seen->arena, uint32_t, seen->slot_count);
	for (size_t i = 0; i < seen->count; i++)
		*slot_of(seen, &seen->files[i]) = (uint32_t)i + 1;
}

/* a//./b as a/b; what .. leads to is the system's to say. */
static struct slice plain_path(struct arena *arena, struct slice path)
{
	char *room = arena_allocate_bytes(arena, path.length + 1);
	size_t length = 0;
	struct slice part;
	bool rooted = slice_starts_with(path, SLICE_OF("/"));

	while (slice_next(&path, '/', &part)) {
		if (part.length == 0 || slice_equal(part, SLICE_OF(".")))
			continue;
		if (length || rooted)
			room[length++] = '/';
		memcpy(room + length, part.data, part.length);
		length += part.length;
		rooted = false;
	}
	return slice_of(room, length);
}

const struct slice *seen_files_add(struct seen_files *seen, struct slice path, const uint64_t identity[2])
{
	struct seen_file file = {.path = path, .has_identity = identity != NULL};

	if (identity)
		memcpy(file.identity, identity, sizeof file.identity);
	else
		file.name = plain_path(seen->arena, path);
	make_room(seen);
	uint32_t *slot = slot_of(seen, &file);

	if (*slot)
		return &seen->files[*slot - 1].path;
	seen->files = arena_with_room(seen->arena, seen->files, seen->count, &seen->capacity, sizeof *seen->files);
	seen->files[seen->count++] = file;
	*slot = (uint32_t)seen->count;
	return NULL;
}
