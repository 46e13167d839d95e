/*
 * record_layout.h - the record layouts of the national CSV standard, read from rules/formats/. For the CSV reader.
 */
#ifndef TENKEN_READERS_RECORD_LAYOUT_H
#define TENKEN_READERS_RECORD_LAYOUT_H

#include "base/arena.h"
#include "base/failure.h"
#include "model/key_table.h"

struct record_layout;

struct record_layouts {
	const struct record_layout *const *items;
	size_t count;
};

/* `texts` are the layout files (path and YAML text), embedded or from a folder. False with a sentence when one is wrong. */
struct layout_text {
	struct slice path, text;
};
bool record_layouts_load(struct record_layouts *layouts, struct arena *arena, const struct layout_text *texts, size_t count,
			 const struct key_table *keys, struct failure *failure);
struct slice record_layout_file_type(const struct record_layout *layout); /* UP2KYO */

#endif
