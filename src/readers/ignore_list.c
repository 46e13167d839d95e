#include "readers/ignore_list.h"

#include "base/limits.h"
#include "base/platform/platform.h"

/* Greedy with one way back: linear in practice, at worst pattern × name. Characters are bytes; ? is a whole UTF-8 character. */
bool name_fits(struct slice pattern, struct slice name)
{
	size_t p = 0, n = 0, star = SIZE_MAX, resume = 0;

	while (n < name.length) {
		size_t step = 1;

		while (n + step < name.length && ((unsigned char)name.data[n + step] & 0xC0) == 0x80)
			step++;
		if (p < pattern.length && pattern.data[p] == '*') {
			star = p++;
			resume = n;
		} else if (p < pattern.length && pattern.data[p] == '?') {
			p++;
			n += step;
		} else if (p < pattern.length && pattern.data[p] == name.data[n]) {
			p++;
			n++;
		} else if (star != SIZE_MAX) {
			p = star + 1;
			n = ++resume;
		} else {
			return false;
		}
	}
	while (p < pattern.length && pattern.data[p] == '*')
		p++;
	return p == pattern.length;
}

struct slice ignore_list_path(struct arena *arena, struct slice folder)
{
	if (slice_equal(folder, SLICE_OF(".")))
		return SLICE_OF(".tenkenignore");
	return arena_print(arena, "%.*s/.tenkenignore", SLICE_PRINT(folder));
}

const struct ignore_list *ignore_list_read(struct arena *arena, struct slice path, const struct ignore_list *outer,
					   struct failure *failure)
{
	struct slice bytes;

	if (platform_path_kind(path) == PATH_MISSING)
		return outer;
	if (!platform_file_read(path, arena, LIMIT_IGNORE_FILE_BYTES, &bytes, failure))
		return outer;
	struct ignore_list *list = arena_new(arena, struct ignore_list);
	struct slice rest = bytes, line;
	struct slice *patterns = arena_array(arena, struct slice, bytes.length / 2 + 1);

	while (slice_next(&rest, '\n', &line)) {
		line = slice_trim(line);
		if (line.length && line.data[0] != '#')
			patterns[list->count++] = line;
	}
	list->patterns = patterns;
	list->outer = outer;
	return list;
}

bool ignore_list_holds(const struct ignore_list *list, struct slice name, bool is_folder)
{
	for (; list; list = list->outer)
		for (size_t i = 0; i < list->count; i++) {
			struct slice pattern = list->patterns[i];
			bool folders_alone = slice_ends_with(pattern, SLICE_OF("/"));

			if (folders_alone)
				pattern.length--;
			if ((is_folder || !folders_alone) && name_fits(pattern, name))
				return true;
		}
	return false;
}
