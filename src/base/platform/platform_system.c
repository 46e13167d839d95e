/* Time, terminal and environment on POSIX. */
#include "base/platform/platform.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

int32_t platform_today(void)
{
	time_t now = time(NULL);
	struct tm local;

	if (!localtime_r(&now, &local))
		return 0;
	/* Days from civil, with March as the first month so that the leap day comes last. */
	int year = local.tm_year + 1900 - (local.tm_mon < 2);
	int month = (local.tm_mon + 10) % 12;
	int era = year / 400, of_era = year % 400;
	int day = of_era * 365 + of_era / 4 - of_era / 100 + (153 * month + 2) / 5 + local.tm_mday - 1;

	return era * 146097 + day - 719468;
}

struct slice platform_folder(struct arena *arena)
{
	char room[4096];
	struct slice folder = slice_from_string(getcwd(room, sizeof room));

	return arena_copy(arena, slice_equal(folder, SLICE_OF("/")) ? SLICE_OF("") : folder);
}

bool platform_is_terminal(int descriptor)
{
	return isatty(descriptor) == 1;
}

unsigned platform_terminal_width(int descriptor)
{
	struct winsize size = {0};

	return platform_is_terminal(descriptor) && ioctl(descriptor, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

uint64_t platform_milliseconds(void)
{
	struct timespec now = {0};

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}

const char *platform_environment(const char *name)
{
	return getenv(name);
}

bool platform_random(unsigned char *bytes, size_t count)
{
	FILE *source = fopen("/dev/urandom", "rb");

	if (!source)
		return false;
	setvbuf(source, NULL, _IONBF, 0);
	size_t got = fread(bytes, 1, count, source);

	fclose(source);
	return got == count;
}
