/*
 * file_names.h - the files of --files-from: a list of paths in a file or on standard input. For the linter alone.
 */
#ifndef TENKEN_LINTER_FILE_NAMES_H
#define TENKEN_LINTER_FILE_NAMES_H

#include "base/platform/platform.h"

/*
 * Splits a list: where there is a NUL, at each NUL (find -print0), else a path a line, with LF or CRLF. Empty names are nothing, a
 * byte-order mark neither; # * ? and - mean themselves. The names lie in `bytes`.
 */
void file_names_split(struct arena *arena, struct slice bytes, struct slice **names, size_t *count);
/*
 * Reads the list at `path`, "-" for standard input, into *file, which the caller closes when it no longer needs the names; false with
 * a sentence when the list cannot be read or exceeds LIMIT_FILE_LIST_BYTES.
 */
bool file_names_read(struct arena *arena, struct platform_file *file, struct slice path, struct slice **names, size_t *count,
		     struct failure *failure);

#endif
