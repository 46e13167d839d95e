/*
 * output_paths.h - where the results of a run may go: never over one of its inputs, never two to one place. For the linter.
 */
#ifndef TENKEN_LINTER_OUTPUT_PATHS_H
#define TENKEN_LINTER_OUTPUT_PATHS_H

#include "readers/input_list.h"
#include "tenken/tenken.h"

/* False, with the reason in `failure`, before anything is written. Devices and pipes may be named as often as one likes. */
bool output_paths_fine(struct arena *arena, const struct tenken_options *options, const struct input_list *inputs,
		       struct failure *failure);

#endif
