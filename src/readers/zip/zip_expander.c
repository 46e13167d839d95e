#include "readers/zip/zip_expander.h"

#ifdef TENKEN_HAS_LIBARCHIVE

#include <archive.h>
#include <archive_entry.h>
#include <stdlib.h>

struct zip_expander {
	struct archive *archive;
	uint64_t position; /* of the next byte in the entry */
	enum zip_step opened;
};

bool zip_expander_available(void)
{
	return true;
}

struct zip_expander *zip_expander_open(struct slice bytes)
{
	struct zip_expander *expander = calloc(1, sizeof *expander);

	if (!expander)
		return NULL;
	expander->archive = archive_read_new();
	if (!expander->archive) {
		free(expander);
		return NULL;
	}
	archive_read_support_format_zip_seekable(expander->archive);
	archive_read_set_option(expander->archive, "zip", "mac-ext", NULL);
	expander->opened = archive_read_open_memory(expander->archive, bytes.data, bytes.length) == ARCHIVE_OK ? ZIP_MORE : ZIP_LOST;
	return expander;
}

static enum zip_step step_of(int result)
{
	switch (result) {
	case ARCHIVE_OK:
		return ZIP_MORE;
	case ARCHIVE_EOF:
		return ZIP_END;
	case ARCHIVE_WARN:
	case ARCHIVE_FAILED:
	case ARCHIVE_RETRY:
		return ZIP_WRONG;
	default:
		return ZIP_LOST;
	}
}

enum zip_step zip_expander_next(struct zip_expander *expander, uint64_t *size)
{
	struct archive_entry *entry;

	*size = UINT64_MAX;
	if (expander->opened == ZIP_LOST)
		return ZIP_LOST;
	int result = archive_read_next_header(expander->archive, &entry);

	if (result == ARCHIVE_WARN) /* a name that the host's locale cannot write: names come from the directory */
		result = ARCHIVE_OK;
	if (result == ARCHIVE_OK && archive_entry_size_is_set(entry) && archive_entry_size(entry) >= 0)
		*size = (uint64_t)archive_entry_size(entry);
	expander->position = 0;
	return step_of(result);
}

enum zip_step zip_expander_bytes(struct zip_expander *expander, struct slice *bytes)
{
	const void *data = NULL;
	size_t length = 0;
	la_int64_t offset = 0;
	int result = archive_read_data_block(expander->archive, &data, &length, &offset);

	*bytes = slice_of(data, result == ARCHIVE_OK ? length : 0);
	if (result == ARCHIVE_OK && (offset < 0 || (uint64_t)offset != expander->position))
		return ZIP_WRONG;
	expander->position += bytes->length;
	return step_of(result);
}

void zip_expander_close(struct zip_expander *expander)
{
	if (!expander)
		return;
	archive_read_free(expander->archive);
	free(expander);
}

#else

bool zip_expander_available(void)
{
	return false;
}

struct zip_expander *zip_expander_open(struct slice bytes)
{
	(void)bytes;
	return NULL;
}

enum zip_step zip_expander_next(struct zip_expander *expander, uint64_t *size)
{
	(void)expander;
	*size = UINT64_MAX;
	return ZIP_LOST;
}

enum zip_step zip_expander_bytes(struct zip_expander *expander, struct slice *bytes)
{
	(void)expander;
	*bytes = slice_of("", 0);
	return ZIP_LOST;
}

void zip_expander_close(struct zip_expander *expander)
{
	(void)expander;
}

#endif
