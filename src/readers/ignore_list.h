/*
 * ignore_list.h - names a folder asks to leave out: its file .tenkenignore. For the listing of inputs.
 *
 * One pattern a line, compared with the names in the folder and in all folders below: * stands for any characters, ? for one.
 * A / at the end means folders alone. Empty lines and lines that begin with # say nothing. Files given by name are always read.
 */
#ifndef TENKEN_READERS_IGNORE_LIST_H
#define TENKEN_READERS_IGNORE_LIST_H

#include "base/failure.h"
#include "base/memory/arena.h"

struct ignore_list {
	const struct slice *patterns;
	size_t count;
	const struct ignore_list *outer; /* of the folder above; NULL at the top */
};

struct slice ignore_list_path(struct arena *arena, struct slice folder); /* FOLDER/.tenkenignore */
/*
 * The list in the file at `path`; `outer` when there is none, and when it cannot be read or is larger than LIMIT_IGNORE_FILE_BYTES:
 * then *failure says why. Lives in `arena`.
 */
const struct ignore_list *ignore_list_read(struct arena *arena, struct slice path, const struct ignore_list *outer,
					   struct failure *failure);
/* Does a name fit a pattern of * (any characters) and ? (one character)? */
bool name_fits(struct slice pattern, struct slice name);
bool ignore_list_holds(const struct ignore_list *list, struct slice name, bool is_folder);

#endif
