/* The rule files of a folder, for `--rules DIR`, `rules check` and `rules test`. */
#include "base/limits.h"
#include "base/platform/platform.h"
#include "rules/rule_loader.h"

#include <stdlib.h>

struct gathering {
	struct arena *arena;
	struct rule_file *files;
	size_t count, capacity;
	struct failure *failure;
};

static bool add_file(struct gathering *gathering, struct slice path)
{
	struct slice bytes;

	if (!platform_file_read(path, gathering->arena, LIMIT_RULE_FILE_BYTES, &bytes, gathering->failure)) {
		failure_prefix(gathering->failure, path);
		return false;
	}
	gathering->files = arena_with_room(gathering->arena, gathering->files, gathering->count, &gathering->capacity,
					   sizeof *gathering->files);
	gathering->files[gathering->count++] = (struct rule_file){.path = path, .bytes = bytes};
	return true;
}

static bool is_rule_file(struct slice name)
{
	return slice_ends_with(name, SLICE_OF(".yaml")) || slice_ends_with(name, SLICE_OF(".yml"));
}

static bool add_folder(struct gathering *gathering, struct slice folder, unsigned depth)
{
	struct slice *names;
	size_t count;

	if (depth > LIMIT_DIRECTORY_DEPTH) {
		failure_set(gathering->failure, "%.*s: フォルダーの入れ子が深すぎます", SLICE_PRINT(folder));
		return false;
	}
	if (!platform_folder_list(folder, gathering->arena, &names, &count, gathering->failure)) {
		failure_prefix(gathering->failure, folder);
		return false;
	}
	for (size_t i = 0; i < count; i++) {
		bool separate = folder.length && folder.data[folder.length - 1] == '/';
		struct slice path = arena_print(gathering->arena, "%.*s%s%.*s", SLICE_PRINT(folder), separate ? "" : "/",
						SLICE_PRINT(names[i]));
		enum path_kind kind = names[i].length && names[i].data[0] == '.' ? PATH_OTHER : platform_path_kind(path);

		if (kind == PATH_FOLDER && !add_folder(gathering, path, depth + 1))
			return false;
		if (kind == PATH_FILE && is_rule_file(names[i]) && !add_file(gathering, path))
			return false;
	}
	return true;
}

static int compare_files(const void *a, const void *b)
{
	return slice_compare(((const struct rule_file *)a)->path, ((const struct rule_file *)b)->path);
}

bool rule_folder_read(struct arena *arena, struct slice folder, struct rule_file **files, size_t *count, struct failure *failure)
{
	struct gathering gathering = {.arena = arena, .failure = failure};

	if (!add_folder(&gathering, folder, 0))
		return false;
	if (gathering.count)
		qsort(gathering.files, gathering.count, sizeof *gathering.files, compare_files);
	*files = gathering.files;
	*count = gathering.count;
	return true;
}
