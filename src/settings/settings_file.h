/*
 * settings_file.h - tenken.yaml: options of the program as keys of a mapping. For the linter.
 *
 *     profile: kashiwa
 *     fail-on: warning
 *     rules: [kisoku]
 *     format: [text, {sarif: tenken.sarif}]
 *     指摘の除外: [...]
 *
 * Which keys there are is the business of who takes them: here a key is a name and its values are texts. The list of suppressions is
 * read by suppression_file.h. There is one file a run, the nearest upward, and nothing in it takes in another.
 */
#ifndef TENKEN_SETTINGS_SETTINGS_FILE_H
#define TENKEN_SETTINGS_SETTINGS_FILE_H

#include "base/memory/arena.h"

struct settings_entry {
	struct slice key, value; /* each followed by a NUL that is not counted */
	uint32_t line;
};

struct settings_file {
	struct slice path;
	struct settings_entry *entries; /* a list gives one of each item, {format: file} a format and an output */
	size_t count, capacity;
	bool has_suppressions;          /* a list of them, not of names of files */
};

/* The nearest tenken.yaml from the folder of the run upward; empty when there is none. */
struct slice settings_file_find(struct arena *arena);
/* False with "path:line:column: …" when it cannot be read or is no mapping of keys to values. */
bool settings_file_read(struct settings_file *settings, struct arena *arena, struct slice path, struct failure *failure);

#endif
