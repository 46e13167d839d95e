#include "linter/rule_base.h"

#include "rules/embedded.h"

#include <string.h>

struct file_list {
	struct rule_file *items;
	size_t count;
};

static void append(struct arena *arena, struct file_list *list, const struct rule_file *files, size_t count)
{
	list->items = arena_grow(arena, list->items, list->count * sizeof *files, (list->count + count) * sizeof *files);
	if (count)
		memcpy(list->items + list->count, files, count * sizeof *files);
	list->count += count;
}

static bool append_folder(struct arena *arena, struct file_list *list, struct slice folder, struct failure *failure)
{
	struct rule_file *files;
	size_t count;

	if (!rule_folder_read(arena, folder, &files, &count, failure))
		return false;
	if (count == 0) {
		failure_set(failure, "%.*s：規則のファイル（.yaml）がありません（no rule files）", SLICE_PRINT(folder));
		return false;
	}
	append(arena, list, files, count);
	return true;
}

static bool gather(struct arena *arena, struct file_list *list, const struct rule_base_options *options, struct failure *failure)
{
	size_t count;
	const struct rule_file *shipped = embedded_rule_files(&count);

	if (options->folder.length == 0 || options->with_shipped)
		append(arena, list, shipped, count);
	if (options->folder.length && !append_folder(arena, list, options->folder, failure))
		return false;
	for (size_t i = 0; i < options->added_count; i++)
		if (!append_folder(arena, list, slice_from_string(options->added[i]), failure))
			return false;
	return true;
}

/* Record layouts are the files of a folder formats/. */
static bool load_layouts(struct rule_base *base, struct arena *arena, const struct file_list *files, struct failure *failure)
{
	struct layout_text *texts = arena_array(arena, struct layout_text, files->count);
	size_t count = 0;

	for (size_t i = 0; i < files->count; i++)
		if (slice_contains(files->items[i].path, SLICE_OF("formats/")))
			texts[count++] = (struct layout_text){files->items[i].path, files->items[i].bytes};
	return record_layouts_load(&base->layouts, arena, texts, count, &base->keys, failure);
}

bool rule_base_load(struct rule_base *base, struct arena *arena, const struct rule_base_options *options,
		    struct finding_list *findings, struct failure *failure)
{
	struct file_list files = {0};
	struct arena scratch;

	key_table_init(&base->keys, arena);
	if (!gather(arena, &files, options, failure))
		return false;
	arena_init(&scratch, arena->trap);
	bool fine = rules_load(arena, &scratch, files.items, files.count, &base->keys, findings, &base->loaded);

	arena_release(&scratch);
	for (size_t i = 0; i < findings->count; i++)
		finding_seal(findings, findings->items[i]);
	return load_layouts(base, arena, &files, failure) && fine;
}
