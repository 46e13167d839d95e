#include "cli/progress.h"

#include "base/platform/platform.h"

#include <stdio.h>

enum {
	FIRST_AFTER = 1000, /* milliseconds */
	EVERY = 200
};

static struct {
	uint64_t begun, shown; /* milliseconds; shown: 0 while the line is not there */
	bool english;
} progress;

bool progress_is_wanted(const struct command_line *line)
{
	bool shows_report = line->output_count == 0;

	for (size_t i = 0; i < line->output_count; i++)
		shows_report |= !line->outputs[i].path || !*line->outputs[i].path;
	return platform_is_terminal(2) && !line->quiet && !(shows_report && platform_is_terminal(1));
}

void progress_begin(bool english)
{
	progress.begun = platform_milliseconds();
	progress.english = english;
}

void progress_show(void *context, size_t files, size_t plans)
{
	uint64_t now = platform_milliseconds();

	(void)context;
	if (now - progress.begun < FIRST_AFTER || now - progress.shown < EVERY)
		return;
	progress.shown = now;
	fprintf(stderr, progress.english ? "\rchecking: %zu files, %zu plans" : "\r確かめています：ファイル %zu、計画 %zu", files, plans);
}

void progress_clear(void)
{
	if (progress.shown)
		fputs("\r\033[K", stderr);
	progress.shown = 0;
}
