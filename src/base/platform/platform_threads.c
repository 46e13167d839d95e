/* Threads on POSIX. */
#define _GNU_SOURCE /* sched_getaffinity */
#include "base/platform/platform_threads.h"

#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

struct platform_gate {
	pthread_mutex_t lock;
	pthread_cond_t changed;
};

struct platform_thread {
	pthread_t thread;
	void (*run)(void *context);
	void *context;
};

size_t platform_processors(void)
{
#ifdef CPU_COUNT
	cpu_set_t allowed;

	if (sched_getaffinity(0, sizeof allowed, &allowed) == 0 && CPU_COUNT(&allowed) > 0)
		return (size_t)CPU_COUNT(&allowed);
#endif
	long online = sysconf(_SC_NPROCESSORS_ONLN);

	return online > 0 ? (size_t)online : 1;
}

struct platform_gate *platform_gate_new(void)
{
	struct platform_gate *gate = malloc(sizeof *gate);

	if (!gate)
		return NULL;
	if (pthread_mutex_init(&gate->lock, NULL) != 0) {
		free(gate);
		return NULL;
	}
	if (pthread_cond_init(&gate->changed, NULL) != 0) {
		pthread_mutex_destroy(&gate->lock);
		free(gate);
		return NULL;
	}
	return gate;
}

void platform_gate_enter(struct platform_gate *gate)
{
	pthread_mutex_lock(&gate->lock);
}

void platform_gate_leave(struct platform_gate *gate)
{
	pthread_mutex_unlock(&gate->lock);
}

void platform_gate_wait(struct platform_gate *gate)
{
	pthread_cond_wait(&gate->changed, &gate->lock);
}

void platform_gate_changed(struct platform_gate *gate)
{
	pthread_cond_broadcast(&gate->changed);
}

void platform_gate_free(struct platform_gate *gate)
{
	if (!gate)
		return;
	pthread_cond_destroy(&gate->changed);
	pthread_mutex_destroy(&gate->lock);
	free(gate);
}

static void *run_thread(void *context)
{
	struct platform_thread *thread = context;

	thread->run(thread->context);
	return NULL;
}

struct platform_thread *platform_thread_start(void (*run)(void *context), void *context)
{
	struct platform_thread *thread = malloc(sizeof *thread);
	sigset_t all, before;

	if (!thread)
		return NULL;
	thread->run = run;
	thread->context = context;
	/* Signals go to the thread that called tenken: its waiting is what they end. */
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	bool started = pthread_create(&thread->thread, NULL, run_thread, thread) == 0;

	pthread_sigmask(SIG_SETMASK, &before, NULL);
	if (started)
		return thread;
	free(thread);
	return NULL;
}

void platform_thread_join(struct platform_thread *thread)
{
	pthread_join(thread->thread, NULL);
	free(thread);
}
