/*
 * seen_files.h - which files a run has already listed, so that each is judged once. For the listing of inputs.
 *
 * A file is known by the system's numbers for it, whatever names it has; where those cannot be asked, by its path without ./ and
 * repeated /. Lives in its arena.
 */
#ifndef TENKEN_READERS_SEEN_FILES_H
#define TENKEN_READERS_SEEN_FILES_H

#include "base/memory/arena.h"

struct seen_file {
	uint64_t identity[2];
	struct slice path; /* as given */
	struct slice name; /* as compared, when there is no identity */
	bool has_identity;
};

struct seen_files {
	struct arena *arena;
	struct seen_file *files;
	size_t count, capacity;
	uint32_t *slots; /* hash table, index + 1 */
	size_t slot_count;
};

void seen_files_init(struct seen_files *seen, struct arena *arena);
/* The path under which this file was added before; otherwise adds it and gives NULL. `identity` may be NULL. */
const struct slice *seen_files_add(struct seen_files *seen, struct slice path, const uint64_t identity[2]);

#endif
