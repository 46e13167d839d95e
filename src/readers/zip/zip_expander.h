/*
 * zip_expander.h - what the entries of a .zip file expand to, through libarchive. For zip_contents.c.
 *
 * A thin wrapper: the only file that knows libarchive. Built without it, or where there is none, nothing can be expanded and
 * zip_expander_available says so.
 */
#ifndef TENKEN_READERS_ZIP_ZIP_EXPANDER_H
#define TENKEN_READERS_ZIP_ZIP_EXPANDER_H

#include "base/slice.h"

struct zip_expander;

enum zip_step {
	ZIP_MORE,  /* an entry, or bytes of it */
	ZIP_END,   /* no further entry, no further bytes of this one */
	ZIP_WRONG, /* this entry cannot be read; the next one may be */
	ZIP_LOST   /* nothing more can be read */
};

bool zip_expander_available(void);
/* The bytes must outlive it. NULL without memory, and without libarchive. */
struct zip_expander *zip_expander_open(struct slice bytes);
/* The next entry, in the order of zip_directory.h, and its size as its headers say; UINT64_MAX when they do not. */
enum zip_step zip_expander_next(struct zip_expander *expander, uint64_t *size);
/* The next bytes of the entry, valid until the next call. */
enum zip_step zip_expander_bytes(struct zip_expander *expander, struct slice *bytes);
void zip_expander_close(struct zip_expander *expander); /* NULL is fine */

#endif
