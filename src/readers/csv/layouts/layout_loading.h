/*
 * layout_loading.h - what the files that load record layouts share. For record_layout.c, layout_item.c and layout_scalars.c alone.
 */
#ifndef TENKEN_READERS_LAYOUT_LOADING_H
#define TENKEN_READERS_LAYOUT_LOADING_H

#include "readers/csv/layouts/record_layout.h"
#include "readers/yaml/yaml_tree.h"

/* What is being loaded; every failure names the file and the line. */
struct loading {
	struct arena *arena;
	struct source *source;
	struct failure *failure;
	struct slice edition;
	const struct slice *versions, *earlier_versions;
	size_t version_count, earlier_version_count;
	struct slice followed_by;
	const struct slice *name_parts;
	size_t name_part_count;
	unsigned rank;
};

/* False, with "file:line: problem: about" as the failure. */
bool layout_fail(const struct loading *loading, const struct yaml_node *node, const char *problem, struct slice about);
/* False when the mapping is none or has a key that is not known; x- keys are free. */
bool layout_check_keys(const struct loading *loading, const struct yaml_node *mapping, const struct slice *known, size_t count);
/* A text under a key; one that is missing is all right when not `needed`. */
bool layout_get_text(const struct loading *loading, const struct yaml_node *mapping, struct slice key, bool needed, struct slice *text);
/* A number from 1; 0 when the key is missing. */
bool layout_get_number(const struct loading *loading, const struct yaml_node *mapping, struct slice key, unsigned *number);
bool layout_get_texts(const struct loading *loading, const struct yaml_node *mapping, struct slice key, bool needed,
		      const struct slice **texts, size_t *count);

/* Loads the item that must have this number; items stand in an array, so that the one before is item - 1. */
bool layout_load_item(const struct loading *loading, const struct yaml_node *mapping, struct layout_item *item, unsigned number);

#endif
