#include "linter/rule_base.h"

#include "base/limits.h"
#include "base/platform.h"
#include "rules/embedded.h"

#include <assert.h>
#include <stdlib.h>
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
static void find_layouts(struct rule_base *base, struct arena *arena, const struct file_list *files)
{
	base->arena = arena;
	base->layout_texts = arena_array(arena, struct layout_text, files->count);
	for (size_t i = 0; i < files->count; i++)
		if (slice_contains(files->items[i].path, SLICE_OF("formats/")))
			base->layout_texts[base->layout_text_count++] =
				(struct layout_text){files->items[i].path, files->items[i].bytes, files->items[i].outline};
}

static bool load_layouts(struct rule_base *base, struct failure *failure)
{
	base->has_layouts = true;
	return record_layouts_load(&base->layouts, base->arena, base->layout_texts, base->layout_text_count, failure);
}

const struct record_layouts *rule_base_layouts(struct rule_base *base)
{
	struct failure failure = {0};

	/* Only the shipped ones can still be unread, and what is shipped is tested. */
	if (!base->has_layouts && !load_layouts(base, &failure))
		assert(false && "a shipped record layout is wrong");
	return &base->layouts;
}

static bool load_flat_layouts(struct rule_base *base, struct failure *failure)
{
	base->has_flat_layouts = true;
	for (size_t i = 0; i < base->layout_text_count; i++) {
		const struct layout_text *text = &base->layout_texts[i];

		if (!flat_layout_load(&base->flat_layouts, base->arena, &(struct flat_text){text->path, text->text, text->outline}, false,
				      failure))
			return false;
	}
	return true;
}

const struct flat_layouts *rule_base_flat_layouts(struct rule_base *base)
{
	struct failure failure = {0};

	if (!base->has_flat_layouts && !load_flat_layouts(base, &failure))
		assert(false && "a shipped layout of a table is wrong");
	return &base->flat_layouts;
}

bool rule_base_add_flat_layout(struct rule_base *base, struct slice path, struct failure *failure)
{
	struct flat_text text = {.path = path};

	rule_base_flat_layouts(base);
	return platform_file_read(path, base->arena, LIMIT_RULE_FILE_BYTES, &text.text, failure) &&
	       flat_layout_load(&base->flat_layouts, base->arena, &text, true, failure);
}

static int compare_places(const void *a, const void *b)
{
	const struct finding *const *left = a, *const *right = b;
	int paths = slice_compare((*left)->path, (*right)->path);

	if (paths)
		return paths;
	if ((*left)->place.offset != (*right)->place.offset)
		return (*left)->place.offset < (*right)->place.offset ? -1 : 1;
	return (*left)->raised < (*right)->raised ? -1 : (*left)->raised > (*right)->raised;
}

/* Mistakes are found in several passes over the files; whoever mends them goes from top to bottom. */
static void seal_by_place(struct finding_list *findings)
{
	for (size_t i = 0; i < findings->count; i++)
		finding_seal(findings, findings->items[i]);
	if (findings->count)
		qsort(findings->items, findings->count, sizeof(struct finding *), compare_places);
	for (size_t i = 0; i < findings->count; i++)
		findings->items[i]->order = (uint32_t)i;
}

bool rule_base_load(struct rule_base *base, struct arena *arena, const struct rule_base_options *options,
		    struct finding_list *findings, struct failure *failure)
{
	struct file_list files = {0};
	struct arena *scratch = arena_new(arena, struct arena);

	key_table_init(&base->keys, arena);
	if (!gather(arena, &files, options, failure))
		return false;
	arena_init_inner(scratch, arena);
	bool fine = rules_load(arena, scratch, files.items, files.count, &base->keys, findings, &base->loaded);

	arena_release(scratch);
	seal_by_place(findings);
	find_layouts(base, arena, &files);
	/* Somebody's own layouts must show their mistakes at once, whatever is read with them. */
	bool shipped_only = options->folder.length == 0 && options->added_count == 0;

	return (shipped_only || (load_layouts(base, failure) && load_flat_layouts(base, failure))) && fine;
}
