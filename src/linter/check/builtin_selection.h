/*
 * builtin_selection.h - which of tenken's own findings --select and --ignore leave. For the linter alone.
 *
 * --select chooses among what is checked: rules, and how far a CSV follows the standard (FM-…, category format). What says that
 * something could not be read is always shown, for otherwise a rule would seem to have been judged; --ignore hides it, but never
 * a finding because of which something was lost.
 */
#ifndef TENKEN_LINTER_BUILTIN_SELECTION_H
#define TENKEN_LINTER_BUILTIN_SELECTION_H

#include "findings/finding.h"

struct builtin_selectors {
	const struct slice *select, *ignore; /* ids, names or categories */
	size_t select_count, ignore_count;
};

/* Does a word of --select or --ignore mean any built-in finding? */
bool builtin_selector_known(struct slice name);
/* For finding_list.unwanted; NULL when all are wanted. */
const bool *builtin_unwanted(struct arena *arena, const struct builtin_selectors *selectors);

#endif
