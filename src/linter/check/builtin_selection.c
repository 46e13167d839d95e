#include "linter/check/builtin_selection.h"

static bool is_listed(const struct builtin_info *info, const struct slice *names, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (slice_equal(info->id, names[i]) || slice_equal(info->name, names[i]) || slice_equal(info->category, names[i]))
			return true;
	return false;
}

bool builtin_selector_known(struct slice name)
{
	for (unsigned i = 0; i < BUILTIN_COUNT; i++)
		if (is_listed(builtin_info((enum builtin_finding)i), &name, 1))
			return true;
	return false;
}

/* Conformance to the standard is something to be checked, as a rule is; all else tells what could not be read or run. */
static bool is_chosen_by_select(const struct builtin_info *info)
{
	return slice_starts_with(info->id, SLICE_OF("FM-")) && slice_equal(info->category, SLICE_OF("format"));
}

const bool *builtin_unwanted(struct arena *arena, const struct builtin_selectors *selectors)
{
	if (!selectors->select_count && !selectors->ignore_count)
		return NULL;
	bool *unwanted = arena_array(arena, bool, BUILTIN_COUNT);

	for (unsigned i = 0; i < BUILTIN_COUNT; i++) {
		const struct builtin_info *info = builtin_info((enum builtin_finding)i);
		bool left_out = selectors->select_count && is_chosen_by_select(info) &&
				!is_listed(info, selectors->select, selectors->select_count);

		unwanted[i] = !info->lost && (left_out || is_listed(info, selectors->ignore, selectors->ignore_count));
	}
	return unwanted;
}
