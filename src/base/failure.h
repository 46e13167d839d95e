/*
 * failure.h - the environment or the arguments are wrong: the second of the three kinds of failure.
 *
 * The user's file being wrong is a finding; our own mistake is an assertion. What is left comes here: a function
 * returns false and says why in the caller's struct failure, untouched on success. Running out of memory is the one
 * failure nobody checks for: the arena jumps to the run's memory_trap, the run gives everything back and returns.
 */
#ifndef TENKEN_BASE_FAILURE_H
#define TENKEN_BASE_FAILURE_H

#include "base/compiler.h"
#include "base/slice.h"

#include <setjmp.h>

struct failure {
	char text[1024]; /* one message for a person, UTF-8, cut at a character; empty = no failure */
	size_t length;
};

/* Control characters in what is printed become question marks: names of files and texts of rules may hold any. */
void failure_set(struct failure *failure, const char *format, ...) PRINTF_LIKE(2, 3);
/* Puts "context: " before what is there. */
void failure_prefix(struct failure *failure, struct slice context);

/*
 * Where a run continues when memory is exhausted: `if (setjmp(trap.jump)) { release everything; return OUT_OF_MEMORY; }`.
 * A trap belongs to one thread and must outlive every arena that points to it.
 */
struct memory_trap {
	jmp_buf jump;
};

void memory_exhausted(struct memory_trap *trap) NO_RETURN; /* NULL aborts: only tests may leave it out */

#endif
