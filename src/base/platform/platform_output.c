/* Outputs on POSIX: buffered, the first error remembered, files complete or not there at all. */
#define _GNU_SOURCE /* O_TMPFILE */
#include "base/platform/platform.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { BUFFER_SIZE = 64 * 1024 };

struct output {
	int descriptor;
	int error;               /* errno of the first failure, 0 while all is well */
	size_t used;             /* bytes waiting in buffer */
	const char *path;        /* NULL: standard output */
	char *temporary;         /* written here, renamed to path at the end; NULL when written in place, or without a name */
	bool nameless;           /* the file gets its name at the end: whatever happens before, nothing stays behind */
	char buffer[BUFFER_SIZE];
};

/* A regular file, or none yet, is replaced as a whole; a device or a pipe is written in place. */
static bool is_replaceable(const char *path)
{
	struct stat about;

	return stat(path, &about) != 0 ? errno == ENOENT : S_ISREG(about.st_mode);
}

/* A file without a name in the folder of `path`; -1 where the system has none, or no way to give it one. */
static int open_nameless(struct arena *arena, struct slice path)
{
#ifdef O_TMPFILE
	size_t name = path.length;

	while (name > 0 && path.data[name - 1] != '/')
		name--;
	const char *folder = name ? arena_copy(arena, slice_part(path, 0, name)).data : ".";

	return access("/proc/self/fd", F_OK) == 0 ? open(folder, O_TMPFILE | O_WRONLY | O_CLOEXEC, 0600) : -1;
#else
	(void)arena;
	(void)path;
	return -1;
#endif
}

static void open_replacement(struct output *output, struct arena *arena, struct slice path)
{
	/*
	 * Room for a name beside it, which a file that takes the place of another needs for a moment. Before anything is open, for memory that
	 * runs out leaves here.
	 */
	char *name = arena_allocate_bytes(arena, path.length + sizeof ".XXXXXX");

	memcpy(name, path.data, path.length);
	memcpy(name + path.length, ".XXXXXX", sizeof ".XXXXXX");
	output->descriptor = open_nameless(arena, path);
	output->nameless = output->descriptor >= 0;
	if (!output->nameless)
		output->descriptor = mkstemp(name); /* 0600 */
	output->temporary = name;
}

struct output *output_open(struct arena *arena, struct slice path, struct failure *failure)
{
	struct output *output = arena_allocate(arena, sizeof *output);

	output->descriptor = STDOUT_FILENO;
	output->error = 0;
	output->used = 0;
	output->path = NULL;
	output->temporary = NULL;
	output->nameless = false;
	if (path.length == 0)
		return output;
	output->path = arena_copy(arena, path).data;
	if (is_replaceable(output->path))
		open_replacement(output, arena, path);
	else
		output->descriptor = open(output->path, O_WRONLY | O_CLOEXEC);
	if (output->descriptor >= 0)
		return output;
	failure_set(failure, "%s: %s", output->path, strerror(errno));
	return NULL;
}

static void write_out(struct output *output, const char *bytes, size_t length)
{
	while (length && !output->error) {
		ssize_t written = write(output->descriptor, bytes, length);

		if (written >= 0) {
			bytes += written;
			length -= (size_t)written;
		} else if (errno != EINTR) {
			output->error = errno;
		}
	}
}

void output_write(struct output *output, struct slice bytes)
{
	if (bytes.length > BUFFER_SIZE - output->used) {
		write_out(output, output->buffer, output->used);
		output->used = 0;
	}
	if (bytes.length > BUFFER_SIZE) {
		write_out(output, bytes.data, bytes.length);
	} else if (bytes.length) {
		memcpy(output->buffer + output->used, bytes.data, bytes.length);
		output->used += bytes.length;
	}
}

static void flush(struct output *output)
{
	write_out(output, output->buffer, output->used);
	output->used = 0;
}

/* Gives a file without a name the name `path`, which must be free. */
static bool name_it(const struct output *output, const char *path)
{
	char open_file[64];

	snprintf(open_file, sizeof open_file, "/proc/self/fd/%d", output->descriptor);
	return linkat(AT_FDCWD, open_file, AT_FDCWD, path, AT_SYMLINK_FOLLOW) == 0;
}

/* In the place of what is there: under a name beside it first. */
static bool replace_by_nameless(struct output *output)
{
	char *letters = output->temporary + strlen(output->temporary) - strlen("XXXXXX");
	bool named = false;

	for (unsigned i = 0; i < 1000 && !named; i++) {
		snprintf(letters, sizeof "XXXXXX", "%06u", i);
		named = name_it(output, output->temporary);
		if (!named && errno != EEXIST)
			return false;
	}
	if (named && rename(output->temporary, output->path) == 0)
		return true;
	int error = errno;

	if (named)
		unlink(output->temporary);
	errno = error;
	return false;
}

static bool put_in_place(struct output *output)
{
	if (output->nameless)
		return name_it(output, output->path) || (errno == EEXIST && replace_by_nameless(output));
	return !output->temporary || rename(output->temporary, output->path) == 0;
}

bool output_close(struct output *output, struct failure *failure)
{
	flush(output);
	/* Closing a copy brings out what the system has kept back; standard output stays open for who comes next. */
	int copy = dup(output->descriptor);

	if ((copy < 0 || close(copy) != 0) && !output->error)
		output->error = errno;
	if (!output->error && !put_in_place(output))
		output->error = errno;
	if (output->path)
		close(output->descriptor);
	if (!output->error)
		return true;
	if (output->temporary && !output->nameless)
		unlink(output->temporary);
	failure_set(failure, "%s: %s", output->path ? output->path : "stdout", strerror(output->error));
	return false;
}

void output_abandon(struct output *output)
{
	if (output->path)
		close(output->descriptor);
	if (output->temporary && !output->nameless)
		unlink(output->temporary);
}

struct output *output_open_spool(struct arena *arena, struct failure *failure)
{
	struct output *output = arena_allocate(arena, sizeof *output);
	FILE *file = tmpfile(); /* no name in any folder, so nothing stays behind */

	if (!file) {
		failure_set(failure, "temporary file: %s", strerror(errno));
		return NULL;
	}
	output->descriptor = dup(fileno(file));
	output->error = output->descriptor < 0 ? errno : 0;
	output->used = 0;
	output->path = "temporary file";
	output->temporary = NULL;
	output->nameless = false;
	fclose(file);
	return output;
}

struct slice output_spool_path(const struct output *spool, struct arena *arena)
{
	return arena_print(arena, "/dev/fd/%d", spool->descriptor);
}

void output_pass_on(struct output *spool, struct output *to)
{
	flush(spool);
	if (!spool->error && lseek(spool->descriptor, 0, SEEK_SET) != 0)
		spool->error = errno;
	while (!spool->error) {
		ssize_t count = read(spool->descriptor, spool->buffer, sizeof spool->buffer);

		if (count < 0 && errno != EINTR)
			spool->error = errno;
		if (count == 0)
			break;
		if (count > 0)
			output_write(to, slice_of(spool->buffer, (size_t)count));
	}
	if (spool->error && !to->error)
		to->error = spool->error;
	if (spool->descriptor >= 0)
		close(spool->descriptor);
}

void platform_ignore_broken_pipe(void)
{
	signal(SIGPIPE, SIG_IGN);
}
