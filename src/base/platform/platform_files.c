/* Files and folders on POSIX. Large files are mapped, so that memory is what is being looked at and not the whole file. */
#define _DEFAULT_SOURCE /* madvise: posix_madvise cannot give pages back on glibc */
#include "base/platform/platform.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
	MAP_FROM = 256 * 1024,         /* bytes from which mapping beats reading */
	STRIPE = 512 * 1024,           /* bytes of a mapping that have the same advice */
	SPOOL_FROM = 16 * 1024 * 1024, /* bytes of standard input that are kept in memory */
	PATH_ROOM = 4096,
	NAMES_ROOM = 2048              /* bytes for the names of most folders */
};

/* Paths arrive as slices; the system wants a NUL. False when the path cannot be one. */
static bool path_string(struct slice path, char room[PATH_ROOM])
{
	if (path.length == 0 || path.length >= PATH_ROOM || memchr(path.data, '\0', path.length)) {
		errno = path.length >= PATH_ROOM ? ENAMETOOLONG : ENOENT;
		return false;
	}
	memcpy(room, path.data, path.length);
	room[path.length] = '\0';
	return true;
}

static bool fail_errno(struct failure *failure)
{
	failure_set(failure, "%s", strerror(errno));
	return false;
}

/* Reads until the end or `size` bytes. */
static bool read_fully(int descriptor, char *room, size_t size, size_t *got)
{
	*got = 0;
	while (*got < size) {
		ssize_t count = read(descriptor, room + *got, size - *got);

		if (count < 0 && errno == EINTR && !platform_interrupted())
			continue;
		if (count < 0)
			return false;
		if (count == 0)
			break;
		*got += (size_t)count;
	}
	return true;
}

/*
 * Linux maps a large folio of its page cache as a whole as soon as one byte of it is touched, megabytes at a time, unless it reaches
 * beyond the area of the mapping. Areas end where the advice changes: it changes with every stripe.
 */
static void advise_in_stripes(char *mapping, size_t size)
{
	for (size_t at = 0; at < size; at += 2 * STRIPE)
		madvise(mapping + at, size - at < STRIPE ? size - at : STRIPE, MADV_SEQUENTIAL);
}

static bool map_descriptor(struct platform_file *file, int descriptor, size_t size, struct failure *failure)
{
	void *mapping = mmap(NULL, size, PROT_READ, MAP_PRIVATE, descriptor, 0);

	if (mapping == MAP_FAILED)
		return fail_errno(failure);
	advise_in_stripes(mapping, size);
	*file = (struct platform_file){.bytes = slice_of(mapping, size), .mapping = mapping, .mapped_length = size};
	return true;
}

static bool load_descriptor(struct platform_file *file, int descriptor, size_t size, struct failure *failure)
{
	char *room = malloc(size + 1);
	size_t got;

	if (!room)
		return fail_errno(failure);
	if (!read_fully(descriptor, room, size, &got)) {
		fail_errno(failure);
		free(room);
		return false;
	}
	room[got] = '\0';
	*file = (struct platform_file){.bytes = slice_of(room, got), .storage = room};
	return true;
}

bool platform_file_open(struct platform_file *file, struct slice path, uint64_t limit, struct failure *failure)
{
	char name[PATH_ROOM];
	struct stat about;
	bool done = false;

	if (!path_string(path, name))
		return fail_errno(failure);
	int descriptor = open(name, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

	if (descriptor < 0)
		return fail_errno(failure);
	if (fstat(descriptor, &about) != 0)
		fail_errno(failure);
	else if (!S_ISREG(about.st_mode))
		failure_set(failure, "not a regular file");
	else if ((uint64_t)about.st_size > limit)
		failure_set(failure, "larger than %llu bytes", (unsigned long long)limit);
	else if (about.st_size >= MAP_FROM)
		done = map_descriptor(file, descriptor, (size_t)about.st_size, failure);
	else
		done = load_descriptor(file, descriptor, (size_t)about.st_size, failure);
	close(descriptor);
	return done;
}

bool platform_file_read(struct slice path, struct arena *arena, uint64_t limit, struct slice *bytes, struct failure *failure)
{
	char name[PATH_ROOM];
	struct stat about;
	size_t got = 0;

	if (!path_string(path, name) || stat(name, &about) != 0)
		return fail_errno(failure);
	if (!S_ISREG(about.st_mode) || (uint64_t)about.st_size > limit) {
		failure_set(failure, S_ISREG(about.st_mode) ? "too large" : "not a regular file");
		return false;
	}
	/* Before the file is open: running out of memory leaves nothing open. */
	char *room = arena_allocate_bytes(arena, (size_t)about.st_size + 1);
	int descriptor = open(name, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

	if (descriptor < 0)
		return fail_errno(failure);
	bool done = read_fully(descriptor, room, (size_t)about.st_size, &got) || fail_errno(failure);

	close(descriptor);
	room[got] = '\0';
	*bytes = slice_of(room, got);
	return done;
}

/* What was read so far and all the rest go to an unlinked file, which is then mapped. */
static bool spool_stdin(struct platform_file *file, const char *first, size_t first_size, uint64_t limit, struct failure *failure)
{
	FILE *spool = tmpfile();
	char room[64 * 1024];
	uint64_t size = first_size;
	size_t got;
	bool done = spool && fwrite(first, 1, first_size, spool) == first_size;

	while (done) {
		done = read_fully(STDIN_FILENO, room, sizeof room, &got);
		if (!done || got == 0)
			break;
		size += got;
		if (size > limit) {
			failure_set(failure, "larger than %llu bytes", (unsigned long long)limit);
			fclose(spool);
			return false;
		}
		done = fwrite(room, 1, got, spool) == got;
	}
	done = done && fflush(spool) == 0;
	if (done)
		done = map_descriptor(file, fileno(spool), (size_t)size, failure);
	else
		fail_errno(failure);
	if (spool)
		fclose(spool);
	return done;
}

bool platform_file_open_stdin(struct platform_file *file, uint64_t limit, struct failure *failure)
{
	size_t capacity = 64 * 1024, length = 0, got;
	char *room = malloc(capacity + 1);

	for (;;) {
		if (!room || !read_fully(STDIN_FILENO, room + length, capacity - length, &got)) {
			fail_errno(failure);
			free(room);
			return false;
		}
		length += got;
		if (length < capacity)
			break;
		if (capacity >= SPOOL_FROM) {
			bool done = spool_stdin(file, room, length, limit, failure);

			free(room);
			return done;
		}
		char *larger = realloc(room, capacity * 2 + 1);

		if (!larger)
			free(room);
		room = larger;
		capacity *= 2;
	}
	room[length] = '\0';
	*file = (struct platform_file){.bytes = slice_of(room, length), .storage = room};
	return true;
}

void platform_file_forget(struct platform_file *file, size_t from, size_t to)
{
	/* Reading a byte may have brought back pages before it that were forgotten: as much as a huge page holds. */
	static const size_t page = 4096, huge_page = 2 << 20;

	if (!file->mapping || to > file->mapped_length || from >= to)
		return;
	from = from / huge_page * huge_page;
	to = to / page * page;
	if (to > from)
		madvise((char *)file->mapping + from, to - from, MADV_DONTNEED);
}

void platform_file_close(struct platform_file *file)
{
	if (file->mapping)
		munmap(file->mapping, file->mapped_length);
	free(file->storage);
	*file = (struct platform_file){0};
}

enum path_kind platform_path_kind(struct slice path)
{
	return platform_path_look(path, (uint64_t[2]){0}, &(uint64_t){0});
}

enum path_kind platform_path_look(struct slice path, uint64_t identity[2], uint64_t *bytes)
{
	char name[PATH_ROOM];
	struct stat about;

	if (!path_string(path, name) || stat(name, &about) != 0)
		return errno == ENOENT || errno == ENOTDIR ? PATH_MISSING : PATH_UNREADABLE;
	identity[0] = (uint64_t)about.st_dev;
	identity[1] = (uint64_t)about.st_ino;
	*bytes = S_ISREG(about.st_mode) ? (uint64_t)about.st_size : 0;
	if (S_ISREG(about.st_mode))
		return PATH_FILE;
	return S_ISDIR(about.st_mode) ? PATH_FOLDER : PATH_OTHER;
}

bool platform_path_identity(struct slice path, uint64_t identity[2])
{
	char name[PATH_ROOM];
	struct stat about;

	if (!path_string(path, name) || stat(name, &about) != 0)
		return false;
	identity[0] = (uint64_t)about.st_dev;
	identity[1] = (uint64_t)about.st_ino;
	return true;
}

static int compare_names(const void *a, const void *b)
{
	const struct slice *left = a, *right = b;

	return slice_compare(*left, *right);
}

/*
 * The names of a folder, one behind the other with their NUL. False: ENOBUFS when the room is too small, else what went wrong.
 * No memory is asked for while the folder is open, so that running out of it leaves nothing open.
 */
static bool read_names(const char *path, char *room, size_t size, size_t *count)
{
	const struct dirent *entry;
	size_t used = 0;
	DIR *folder = opendir(path);

	if (!folder)
		return false;
	*count = 0;
	while (errno = 0, (entry = readdir(folder)) != NULL) {
		size_t length = strlen(entry->d_name) + 1;

		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
			continue;
		if (length > size - used) {
			errno = ENOBUFS;
			break;
		}
		memcpy(room + used, entry->d_name, length);
		used += length;
		++*count;
	}
	int error = errno;

	closedir(folder);
	errno = error;
	return error == 0;
}

bool platform_folder_list(struct slice path, struct arena *arena, struct slice **names, size_t *count, struct failure *failure)
{
	char name[PATH_ROOM];

	*names = NULL;
	*count = 0;
	if (!path_string(path, name))
		return fail_errno(failure);
	size_t size = NAMES_ROOM;
	char *room = arena_allocate_bytes(arena, size);

	while (!read_names(name, room, size, count)) {
		if (errno != ENOBUFS)
			return fail_errno(failure);
		size *= 2;
		room = arena_allocate_bytes(arena, size);
	}
	*names = arena_array(arena, struct slice, *count);
	const char *next = room;

	for (size_t i = 0; i < *count; i++) {
		(*names)[i] = slice_from_string(next);
		next += (*names)[i].length + 1;
	}
	if (*count)
		qsort(*names, *count, sizeof **names, compare_names);
	return true;
}
