/*
 * zip_contents.h - the files in a .zip archive, expanded. For the linter.
 *
 * Entries with the endings of plans are expanded one after another into memory or, when they are many, into one private file without a
 * name. A name is only a name: nothing is ever written under it, so ../ and / lead nowhere. What is not read is said.
 */
#ifndef TENKEN_READERS_ZIP_ZIP_CONTENTS_H
#define TENKEN_READERS_ZIP_ZIP_CONTENTS_H

#include "base/platform/platform.h"
#include "findings/finding.h"

struct zip_limits {
	size_t entries, path_bytes;
	uint64_t bytes; /* all that is expanded */
	uint64_t ratio; /* that to the archive's own size, beyond the first free_bytes */
	uint64_t free_bytes;
};

extern const struct zip_limits zip_default_limits; /* those of base/limits.h */

enum zip_entry_state {
	ZIP_ENTRY_EXPANDED,
	ZIP_ENTRY_FOLDER,
	ZIP_ENTRY_DOT,    /* a name in its path begins with a dot, or it is the shadow macOS adds to a file */
	ZIP_ENTRY_ENDING, /* none of the endings that are read */
	ZIP_ENTRY_LOST    /* a finding says why */
};

struct zip_entry {
	struct slice path; /* ARCHIVE.zip/folder/name, in UTF-8 */
	enum zip_entry_state state;
	struct platform_file file; /* ZIP_ENTRY_EXPANDED: its bytes, which belong to the archive */
	size_t from, length;       /* in what was expanded */
	struct finding_list findings;
};

struct zip_contents {
	struct arena *arena;
	struct slice path; /* of the archive, as shown */
	struct zip_entry *entries; /* by path */
	size_t count;
	struct zip_limits limits;
	/* While it is being expanded, and the bytes of all entries afterwards. */
	struct zip_expander *expander;
	struct platform_spool spool;
	struct platform_file expanded;
};

/*
 * Reads the archive `bytes`, which are no longer needed afterwards. What is wrong with the archive as a whole goes to `findings`, what is
 * wrong with an entry to its own, in English where `findings` are. `contents` must be zero; release it whatever happens.
 */
void zip_contents_read(struct zip_contents *contents, struct arena *arena, struct slice path, struct slice bytes,
		       const struct zip_limits *limits, struct finding_list *findings);
void zip_contents_release(struct zip_contents *contents);

/* Is this a .zip file by its first bytes? */
bool zip_begins(struct slice bytes);

#endif
