/* Outputs on POSIX: buffered, the first error remembered, files complete or not there at all. */
#include "base/platform.h"

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
	const char *temporary;   /* written here, renamed to path at the end; NULL when written in place */
	char buffer[BUFFER_SIZE];
};

/* A regular file, or none yet, is replaced as a whole; a device or a pipe is written in place. */
static bool is_replaceable(const char *path)
{
	struct stat about;

	return stat(path, &about) != 0 ? errno == ENOENT : S_ISREG(about.st_mode);
}

struct output *output_open(struct arena *arena, struct slice path, struct failure *failure)
{
	struct output *output = arena_allocate(arena, sizeof *output);

	output->descriptor = STDOUT_FILENO;
	output->error = 0;
	output->used = 0;
	output->path = NULL;
	output->temporary = NULL;
	if (path.length == 0)
		return output;
	output->path = arena_copy(arena, path).data;
	if (is_replaceable(output->path)) {
		char *name = arena_allocate_bytes(arena, path.length + sizeof ".XXXXXX");

		memcpy(name, path.data, path.length);
		memcpy(name + path.length, ".XXXXXX", sizeof ".XXXXXX");
		output->descriptor = mkstemp(name); /* 0600 */
		output->temporary = name;
	} else {
		output->descriptor = open(output->path, O_WRONLY | O_CLOEXEC);
	}
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

bool output_close(struct output *output, struct failure *failure)
{
	flush(output);
	/* Standard output stays open for who comes next; closing a copy of it brings out what the system has kept back. */
	int last = output->path ? output->descriptor : dup(output->descriptor);

	if ((last < 0 || close(last) != 0) && !output->error)
		output->error = errno;
	if (output->temporary && !output->error && rename(output->temporary, output->path) != 0)
		output->error = errno;
	if (!output->error)
		return true;
	if (output->temporary)
		unlink(output->temporary);
	failure_set(failure, "%s: %s", output->path ? output->path : "stdout", strerror(output->error));
	return false;
}

void output_abandon(struct output *output)
{
	if (output->path)
		close(output->descriptor);
	if (output->temporary)
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
	fclose(file);
	return output;
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
