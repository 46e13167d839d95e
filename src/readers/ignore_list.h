/*
 * ignore_list.h - names a folder asks to leave out: its file .tenkenignore. For the listing of inputs.
 *
 * One pattern a line, compared with the names in the folder and in all folders below: * stands for any characters, ? for one.
 * A / at the end means folders alone. Empty lines and lines that begin with # say nothing. Files given by name are always read.
 */
#ifndef TENKEN_READERS_IGNORE_LIST_H
#define TENKEN_READERS_IGNORE_LIST_H

#include "base/arena.h"

struct ignore_list {
	const struct slice *patterns;
	size_t count;
	const struct ignore_list *outer; /* of the folder above; NULL at the top */
};

/* The list of a folder: that of `outer` when the folder has no file. Lives in `arena`. */
const struct ignore_list *ignore_list_read(struct arena *arena, struct slice folder, const struct ignore_list *outer);
/* Does a name fit a pattern of * (any characters) and ? (one character)? */
bool name_fits(struct slice pattern, struct slice name);
bool ignore_list_holds(const struct ignore_list *list, struct slice name, bool is_folder);

#endif
