/*
 * yaml_stream.h - where documents begin in a YAML stream, found without the parser: for going on behind what it could not read.
 */
#ifndef TENKEN_READERS_YAML_STREAM_YAML_STREAM_H
#define TENKEN_READERS_YAML_STREAM_YAML_STREAM_H

#include "base/slice.h"

/*
 * A line that begins with `---` and holds a blank or nothing behind it, or a line that begins with a byte-order mark: there
 * somebody joined two files.
 */
struct document_mark {
	uint64_t offset; /* where reading can begin: at `---`, or at the % lines right before it */
	uint64_t line;   /* where the line begins, a byte-order mark included */
	bool found, after_mark;
};

/* The first such line that begins at or after `from`. */
struct document_mark document_mark_after(struct slice bytes, uint64_t from);
/* Does a line that begins with % stand right before the line at `line`? */
bool document_mark_has_directives(struct slice bytes, uint64_t line);
/*
 * The last such line that begins in [from, before) and has something to read between `from` and itself. `after_mark`: only
 * lines with a byte-order mark, which the parser does not take for the beginning of a document.
 */
struct document_mark document_mark_before(struct slice bytes, uint64_t from, uint64_t before, bool after_mark);

#endif
