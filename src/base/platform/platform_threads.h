/*
 * platform_threads.h - threads and what they wait for. For the linter's jobs alone: everything else in tenken knows one thread.
 */
#ifndef TENKEN_BASE_PLATFORM_PLATFORM_THREADS_H
#define TENKEN_BASE_PLATFORM_PLATFORM_THREADS_H

#include <stdbool.h>
#include <stddef.h>

/* Processors this process may use; at least 1. */
size_t platform_processors(void);

/* A lock with a place to wait until somebody who held it says that something has changed. NULL without memory. */
struct platform_gate;
struct platform_gate *platform_gate_new(void);
void platform_gate_enter(struct platform_gate *gate);
void platform_gate_leave(struct platform_gate *gate);
void platform_gate_wait(struct platform_gate *gate);    /* leaves, waits for a change, enters again; may come back without one */
void platform_gate_changed(struct platform_gate *gate); /* wakes all who wait */
void platform_gate_free(struct platform_gate *gate);    /* NULL is fine */

/* A thread that runs to the end of its function. NULL when the system has none left: whoever asks does the work itself. */
struct platform_thread;
struct platform_thread *platform_thread_start(void (*run)(void *context), void *context);
void platform_thread_join(struct platform_thread *thread); /* waits for its end and gives it back */

#endif
