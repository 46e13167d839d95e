/*
 * zip_directory.h - the table of contents of a .zip file: names, sizes and which entries are encrypted. For zip_contents.c.
 *
 * Read here and not by libarchive, because libarchive turns names into the encoding of the host's locale, and tenken has none. Source:
 * PKWARE APPNOTE 6.3, sections 4.3.12 to 4.3.16 and 4.5.3.
 */
#ifndef TENKEN_READERS_ZIP_ZIP_DIRECTORY_H
#define TENKEN_READERS_ZIP_ZIP_DIRECTORY_H

#include "base/memory/arena.h"

struct zip_directory_entry {
	struct slice name; /* the bytes as they stand in the archive: UTF-8, CP932 or anything */
	uint64_t size;     /* expanded, as the directory says */
	uint64_t offset;   /* of the entry's own header, as the directory says */
	uint32_t number;   /* place in the directory, from 0 */
	bool encrypted;
};

struct zip_directory {
	struct zip_directory_entry *entries; /* by offset: the order in which the archive holds them; entries of one offset but the first left out */
	size_t count;
	size_t repeated; /* entries left out for that: their bytes are those of another one */
};

enum zip_directory_result {
	ZIP_DIRECTORY_READ,
	ZIP_DIRECTORY_NONE,  /* no end record: not a .zip, or cut off */
	ZIP_DIRECTORY_BROKEN,
	ZIP_DIRECTORY_TOO_LONG /* more than `most` entries */
};

enum zip_directory_result zip_directory_read(struct zip_directory *directory, struct arena *arena, struct slice bytes, size_t most);

#endif
