/*
 * settings.h - tenken.yaml on top of the command line: what was not said there is taken from the file. For src/cli alone.
 */
#ifndef TENKEN_CLI_SETTINGS_H
#define TENKEN_CLI_SETTINGS_H

#include "cli/command_line.h"

/*
 * Reads the file of --config, or the nearest tenken.yaml, into the options that the command line left open. Its strings belong to
 * `settings`, which the caller releases. False with a sentence when a key or a value in it is wrong.
 */
bool settings_apply(struct command_line *line, struct tenken_settings *settings, struct failure *failure);
struct settings_shown {
	const struct tenken_settings *file;
	const struct tenken_settings *profile;  /* what it sets */
	const struct tenken_settings *defaults; /* that hang on the machine or the day */
};

/* --show-config: every option with its value and where that came from, as a tenken.yaml. */
struct slice settings_show(const struct command_line *line, const struct settings_shown *shown);

#endif
