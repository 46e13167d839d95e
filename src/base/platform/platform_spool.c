/* Bytes on their way into memory or, when they are many, into an unlinked file. */
#include "base/platform/platform.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

enum { MEMORY_MOST = 16 * 1024 * 1024, PAGE = 4096 };

static bool fail_errno(struct failure *failure)
{
	failure_set(failure, "%s", strerror(errno ? errno : EIO));
	return false;
}

/* What was kept in memory so far goes to a file. */
static bool open_file(struct platform_spool *spool, struct failure *failure)
{
	errno = 0;
	spool->stream = tmpfile();
	if (!spool->stream || fwrite(spool->memory, 1, spool->length, spool->stream) != spool->length)
		return fail_errno(failure);
	free(spool->memory);
	spool->memory = NULL;
	spool->capacity = 0;
	return true;
}

static bool make_room(struct platform_spool *spool, size_t length, struct failure *failure)
{
	size_t capacity = spool->capacity ? spool->capacity : 64 * 1024;

	while (capacity < length)
		capacity *= 2;
	char *memory = capacity == spool->capacity ? spool->memory : realloc(spool->memory, capacity);

	if (!memory)
		return fail_errno(failure);
	spool->memory = memory;
	spool->capacity = capacity;
	return true;
}

bool platform_spool_write(struct platform_spool *spool, struct slice bytes, struct failure *failure)
{
	if (bytes.length == 0)
		return true;
	if (!spool->stream && bytes.length > MEMORY_MOST - spool->length && !open_file(spool, failure))
		return false;
	if (spool->stream) {
		errno = 0;
		if (fwrite(bytes.data, 1, bytes.length, spool->stream) != bytes.length)
			return fail_errno(failure);
	} else {
		if (!make_room(spool, spool->length + bytes.length, failure))
			return false;
		memcpy(spool->memory + spool->length, bytes.data, bytes.length);
	}
	spool->length += bytes.length;
	return true;
}

bool platform_spool_align(struct platform_spool *spool, struct failure *failure)
{
	static const char zeros[PAGE];

	return platform_spool_write(spool, slice_of(zeros, (PAGE - spool->length % PAGE) % PAGE), failure);
}

static bool map_file(const struct platform_spool *spool, struct platform_file *file, struct failure *failure)
{
	errno = 0;
	if (fflush(spool->stream) != 0)
		return fail_errno(failure);
	void *mapping = mmap(NULL, spool->length, PROT_READ, MAP_PRIVATE, fileno(spool->stream), 0);

	if (mapping == MAP_FAILED)
		return fail_errno(failure);
	*file = (struct platform_file){.bytes = slice_of(mapping, spool->length), .mapping = mapping, .mapped_length = spool->length};
	return true;
}

bool platform_spool_finish(struct platform_spool *spool, struct platform_file *file, struct failure *failure)
{
	bool done = true;

	if (spool->stream) {
		done = map_file(spool, file, failure);
	} else {
		*file = (struct platform_file){.bytes = slice_of(spool->memory, spool->length), .storage = spool->memory};
		spool->memory = NULL;
	}
	platform_spool_release(spool);
	return done;
}

void platform_spool_release(struct platform_spool *spool)
{
	free(spool->memory);
	if (spool->stream)
		fclose(spool->stream);
	*spool = (struct platform_spool){0};
}
