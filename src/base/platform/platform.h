/*
 * platform.h - every call to the operating system: files, folders, time, terminal, memory, libraries. Nothing else in tenken makes one.
 *
 * Paths are UTF-8 with / between folders. Functions that can fail fill a struct failure with a sentence for people.
 */
#ifndef TENKEN_BASE_PLATFORM_PLATFORM_H
#define TENKEN_BASE_PLATFORM_PLATFORM_H

#include "base/failure.h"
#include "base/memory/arena.h"

/* The bytes of a file, mapped or read; read-only until platform_file_close. */
struct platform_file {
	struct slice bytes;
	void *mapping;       /* NULL when the bytes were read into `storage` */
	size_t mapped_length;
	void *storage;       /* malloc'ed */
};

/*
 * Whole file; small ones are read, large ones mapped. A directory, a file over `limit` bytes or one that cannot be read
 * fails. A file that shrinks while it is mapped ends the process by SIGBUS: plans are not edited while checked.
 */
bool platform_file_open(struct platform_file *file, struct slice path, uint64_t limit, struct failure *failure);
/* The same for files that are small and kept: the bytes in `arena`, followed by a NUL that is not counted, nothing to close. */
bool platform_file_read(struct slice path, struct arena *arena, uint64_t limit, struct slice *bytes, struct failure *failure);
/* Standard input to its end, through an unlinked private file once it is large. */
bool platform_file_open_stdin(struct platform_file *file, uint64_t limit, struct failure *failure);
/* The pages of bytes[from, to) are not needed now: memory stays bounded over huge files. The bytes stay readable. */
void platform_file_forget(struct platform_file *file, size_t from, size_t to);
void platform_file_close(struct platform_file *file);

/*
 * Bytes that come piece by piece and are wanted as a whole: in memory at first, in a private file without a name once they are many.
 * Zero is empty.
 */
struct platform_spool {
	char *memory;
	size_t capacity;
	void *stream;  /* of the file, once there is one */
	size_t length; /* bytes written */
};
bool platform_spool_write(struct platform_spool *spool, struct slice bytes, struct failure *failure);
/* So that the next byte stands at a multiple of a page, where platform_file_forget can begin. */
bool platform_spool_align(struct platform_spool *spool, struct failure *failure);
/* All of it as a file, which the caller closes; the spool is empty then, also after false. */
bool platform_spool_finish(struct platform_spool *spool, struct platform_file *file, struct failure *failure);
void platform_spool_release(struct platform_spool *spool);

enum path_kind {
	PATH_MISSING,
	PATH_FILE,
	PATH_FOLDER,
	PATH_OTHER,     /* device, socket, pipe */
	PATH_UNREADABLE /* exists, but may not be looked at */
};
enum path_kind platform_path_kind(struct slice path);
/* The same and, for a file or folder, its identity as platform_path_identity gives it, and the bytes of a file, in one question to the system. */
enum path_kind platform_path_look(struct slice path, uint64_t identity[2], uint64_t *bytes);
/* Two paths of one file (a symbolic link loop) give the same number pair. False when it cannot be asked. */
bool platform_path_identity(struct slice path, uint64_t identity[2]);
/* The names in a folder without . and .., sorted by bytes; in `arena`. */
bool platform_folder_list(struct slice path, struct arena *arena, struct slice **names, size_t *count, struct failure *failure);

/* Today's date where the machine stands, as days since 1970-01-01. */
int32_t platform_today(void);

/* An output: a stream that remembers its first error. `path` empty: standard output. */
struct output;
/* Files are created 0600 beside their name and renamed by output_close: complete or not there at all. NULL on failure. */
struct output *output_open(struct arena *arena, struct slice path, struct failure *failure);
void output_write(struct output *output, struct slice bytes);
/* Flushes and closes; false when anything could not be written. */
bool output_close(struct output *output, struct failure *failure);
void output_abandon(struct output *output); /* as if it had never been opened */
/*
 * A private file without a name, for what must wait: written like any output, then handed on to another one by
 * output_pass_on, which closes it. NULL on failure.
 */
struct output *output_open_spool(struct arena *arena, struct failure *failure);
void output_pass_on(struct output *spool, struct output *to);
/* A name of the spool for libraries that only know names; good while it is open, in this process. */
struct slice output_spool_path(const struct output *spool, struct arena *arena);
void platform_ignore_broken_pipe(void);  /* a closed reader is a write error, not the end of the process */
/* From here on Ctrl-C and a request to end are noted instead of ending the process; a second one ends it. For programs alone. */
void platform_note_interrupts(void);
bool platform_interrupted(void); /* any thread may ask */
/* The folder the process runs in, absolute, without / at its end; empty when it cannot be had. */
struct slice platform_folder(struct arena *arena);
bool platform_is_terminal(int descriptor); /* 0, 1 or 2 */
unsigned platform_terminal_width(int descriptor); /* in columns; 0 when it is no terminal, or the terminal does not say */
uint64_t platform_milliseconds(void); /* since some moment; never goes back */
/* Bytes nobody can foretell, from the system; false when it has none to give. */
bool platform_random(unsigned char *bytes, size_t count);
const char *platform_environment(const char *name); /* NULL when unset */

/*
 * Constant bytes of the program or the library, shown a second time at `address`, to the end of the process: the next call with the
 * same finds them there. They begin at a page, as the address does, and are pages long. Any thread may ask. NULL when something else
 * stands there, or when this system cannot do it; the bytes stay where they are in any case.
 */
const void *platform_show_at(const void *bytes, size_t size, uintptr_t address);

/*
 * A shared library that few runs need, brought in by the first of them: a program that links it pays for it, and for every library
 * behind it, whenever it starts. `name` and the number of its binary interface, as in libNAME.so.NUMBER; looked for where linked
 * libraries are. Stays to the end of the process. NULL when this machine has none.
 */
void *platform_library(const char *name, int interface);
void (*platform_library_function(void *library, const char *name))(void); /* NULL when there is none of the name */

#endif
