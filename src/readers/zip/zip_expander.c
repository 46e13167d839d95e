#include "readers/zip/zip_expander.h"

#ifdef TENKEN_HAS_LIBARCHIVE

#include "base/platform/platform.h"

#include <archive.h>
#include <archive_entry.h>
#include <assert.h>
#include <stdlib.h>

/* Since libarchive 3.0; its headers, which the declarations below are held against, say when there is another. */
enum { LIBARCHIVE_INTERFACE = 13 };
static_assert(ARCHIVE_VERSION_NUMBER / 1000000 == 3, "the functions and their library are those of libarchive 3");

/*
 * libarchive stands on some ten libraries (libxml2, ICU, the runtime of C++), which cost a run over one plan more than reading it
 * does. So it is not linked, but brought in by the first .zip.
 */
#define LIBARCHIVE_FUNCTIONS(FUNCTION)                                                                             \
	FUNCTION(struct archive *, read_new, (void))                                                               \
	FUNCTION(int, read_support_format_zip_seekable, (struct archive *))                                        \
	FUNCTION(int, read_set_option, (struct archive *, const char *, const char *, const char *))               \
	FUNCTION(int, read_open_memory, (struct archive *, const void *, size_t))                                  \
	FUNCTION(int, read_next_header, (struct archive *, struct archive_entry **))                               \
	FUNCTION(int, read_data_block, (struct archive *, const void **, size_t *, la_int64_t *))                  \
	FUNCTION(int, read_free, (struct archive *))                                                               \
	FUNCTION(int, entry_size_is_set, (struct archive_entry *))                                                 \
	FUNCTION(la_int64_t, entry_size, (struct archive_entry *))

struct libarchive {
#define POINTER(result, name, parameters) result(*name) parameters;
	LIBARCHIVE_FUNCTIONS(POINTER)
#undef POINTER
};

#define DECLARED(result, name, parameters) \
	static_assert(_Generic(&archive_##name, result(*) parameters : true, default : false), "not as in the header");
LIBARCHIVE_FUNCTIONS(DECLARED)
#undef DECLARED

struct zip_expander {
	struct libarchive library;
	struct archive *archive;
	uint64_t position; /* of the next byte in the entry */
	enum zip_step opened;
};

static bool bring_in(struct libarchive *library)
{
	void *handle = platform_library("archive", LIBARCHIVE_INTERFACE);
	bool complete = handle != NULL;

#define FIND(result, name, parameters)                                                                             \
	library->name = complete ? (result(*) parameters)platform_library_function(handle, "archive_" #name) : NULL; \
	complete = complete && library->name;
	LIBARCHIVE_FUNCTIONS(FIND)
#undef FIND
	return complete;
}

bool zip_expander_available(void)
{
	struct libarchive library;

	return bring_in(&library);
}

struct zip_expander *zip_expander_open(struct slice bytes)
{
	struct zip_expander *expander = calloc(1, sizeof *expander);

	if (!expander)
		return NULL;
	const struct libarchive *library = &expander->library;

	if (!bring_in(&expander->library) || !(expander->archive = library->read_new())) {
		free(expander);
		return NULL;
	}
	library->read_support_format_zip_seekable(expander->archive);
	library->read_set_option(expander->archive, "zip", "mac-ext", NULL);
	expander->opened = library->read_open_memory(expander->archive, bytes.data, bytes.length) == ARCHIVE_OK ? ZIP_MORE : ZIP_LOST;
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
	int result = expander->library.read_next_header(expander->archive, &entry);

	if (result == ARCHIVE_WARN) /* a name that the host's locale cannot write: names come from the directory */
		result = ARCHIVE_OK;
	if (result == ARCHIVE_OK && expander->library.entry_size_is_set(entry) && expander->library.entry_size(entry) >= 0)
		*size = (uint64_t)expander->library.entry_size(entry);
	expander->position = 0;
	return step_of(result);
}

enum zip_step zip_expander_bytes(struct zip_expander *expander, struct slice *bytes)
{
	const void *data = NULL;
	size_t length = 0;
	la_int64_t offset = 0;
	int result = expander->library.read_data_block(expander->archive, &data, &length, &offset);

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
	expander->library.read_free(expander->archive);
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
