/*
 * progress.h - what a long run shows of itself: one line on standard error, on a terminal alone, that goes again. For src/cli alone.
 */
#ifndef TENKEN_CLI_PROGRESS_H
#define TENKEN_CLI_PROGRESS_H

#include "cli/command_line.h"

/* Not where the report itself can be seen growing, and not with --quiet. */
bool progress_is_wanted(const struct command_line *line);
void progress_begin(bool english); /* the clock runs from here: nothing is shown in the first second */
void progress_show(void *context, size_t files, size_t plans); /* tenken_options.progress */
void progress_clear(void); /* before anything else is printed, and at the end */

#endif
