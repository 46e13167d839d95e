/* Requests to stop, on POSIX. */
#include "base/platform/platform.h"

#include <signal.h>
#include <stdatomic.h>

static atomic_bool interrupted;

static void note(int number)
{
	(void)number;
	atomic_store(&interrupted, true);
}

void platform_note_interrupts(void)
{
	static const int numbers[] = {SIGINT, SIGTERM};
	/* The first of each is noted, and whatever waits comes back; the next one ends the process as ever. */
	struct sigaction action = {.sa_handler = note, .sa_flags = (int)SA_RESETHAND};

	sigemptyset(&action.sa_mask);
	for (size_t i = 0; i < COUNT_OF(numbers); i++) {
		struct sigaction before;

		/* What the caller lets us ignore (nohup, a job in the background) stays ignored. */
		if (sigaction(numbers[i], NULL, &before) == 0 && before.sa_handler != SIG_IGN)
			sigaction(numbers[i], &action, NULL);
	}
}

bool platform_interrupted(void)
{
	return atomic_load_explicit(&interrupted, memory_order_relaxed);
}
