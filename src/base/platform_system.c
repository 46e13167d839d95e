/* Time, terminal and environment on POSIX. */
#define _DEFAULT_SOURCE /* struct winsize */
#include "base/platform.h"

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

double platform_clock(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

bool platform_is_terminal(int descriptor)
{
	return isatty(descriptor) == 1;
}

unsigned platform_terminal_width(void)
{
	struct winsize size;

	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
		return size.ws_col;
	return 80;
}

const char *platform_environment(const char *name)
{
	return getenv(name);
}
