#include "linter/rule_base.h"

#include "base/limits.h"
#include "base/platform/platform.h"
#include "base/text_builder.h"
#include "linter/caller.h"
#include "readers/input_list.h"
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
		if (rule_file_stands_in(files->items[i].path, SLICE_OF("formats")))
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

/* A file named by an option; its name goes before what the system says. */
static bool read_own_file(struct arena *arena, struct slice path, uint64_t limit, struct slice *bytes, struct failure *failure)
{
	struct failure system = {0};

	if (platform_file_read(path, arena, limit, bytes, &system))
		return true;
	struct slice reason = unreadable_reason(slice_of(system.text, system.length), false);

	failure_set(failure, "%.*s：%.*s（%s）", SLICE_PRINT(path), SLICE_PRINT(reason), system.text);
	return false;
}

bool rule_base_add_flat_layout(struct rule_base *base, struct slice path, struct failure *failure)
{
	struct flat_text text = {.path = path};

	rule_base_flat_layouts(base);
	return read_own_file(base->arena, path, LIMIT_RULE_FILE_BYTES, &text.text, failure) &&
	       flat_layout_load(&base->flat_layouts, base->arena, &text, true, failure);
}

bool rule_base_add_service_codes(struct rule_base *base, struct slice path, struct finding_list *findings, struct failure *failure)
{
	struct arena *arena = base->arena;
	struct source *source = arena_new(arena, struct source);
	struct rule_set *set = arena_new(arena, struct rule_set);
	struct service_codes codes;
	struct slice bytes;

	if (!read_own_file(arena, path, LIMIT_SERVICE_CODES_BYTES, &bytes, failure))
		return false;
	source_init(source, arena, path, bytes, ENCODING_UTF8, 0);
	if (!service_codes_read(&codes, arena, source, failure))
		return false;
	struct service_item *items = arena_array(arena, struct service_item, codes.count);

	for (size_t i = 0; i < codes.count; i++)
		items[i] = (struct service_item){codes.items[i].code, codes.items[i].item_class};
	*set = *base->loaded.set;
	if (set->derive_tables)
		set->derive_tables = derive_tables_with_codes(set->derive_tables, arena, items, codes.count);
	base->loaded.set = set;
	if (codes.unknown.length) {
		struct place place = {.source = source, .offset = codes.headings_at};
		struct finding *finding = finding_add_builtin(findings, BUILTIN_SERVICE_CODES_COLUMNS, place, &codes.unknown, 1);

		if (finding) {
			finding->path = path;
			finding_seal(findings, finding);
		}
	}
	return true;
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
	finding_list_seal(findings);
	if (findings->count)
		qsort(findings->items, findings->count, sizeof(struct finding *), compare_places);
	for (size_t i = 0; i < findings->count; i++)
		findings->items[i]->order = (uint32_t)i;
}

/* Everything is read and checked, so that every mistake of every file shows. */
static bool load_texts(struct rule_base *base, struct arena *arena, const struct file_list *files, bool with_policies,
		       struct finding_list *findings)
{
	struct arena *scratch = arena_new(arena, struct arena);
	struct key_table *keys = arena_new(arena, struct key_table);

	arena_init_inner(scratch, arena);
	key_table_init(keys, arena);
	base->keys = keys;
	bool fine = rules_load(arena, scratch, files->items, files->count, keys, findings, &base->loaded);

	if (with_policies)
		fine = rules_load_policies(&base->loaded, scratch, findings);
	arena_release(scratch);
	seal_by_place(findings);
	return fine;
}

bool rule_base_load(struct rule_base *base, struct arena *arena, const struct rule_base_options *options,
		    struct finding_list *findings, struct failure *failure)
{
	struct file_list files = {0};
	bool shipped_only = options->folder.length == 0 && options->added_count == 0;
	const struct block *shipped = embedded_set();

	if (!gather(arena, &files, options, failure))
		return false;
	find_layouts(base, arena, &files);
	if (shipped_only && shipped && !options->with_policies) {
		const struct embedded_set *set = block_take_up(shipped, arena);

		base->keys = set->keys;
		base->loaded = (struct loaded_rules){.set = set->rules};
		return true;
	}
	bool fine = load_texts(base, arena, &files, options->with_policies, findings);

	/* Somebody's own layouts must show their mistakes at once, whatever is read with them. */
	return (shipped_only || (load_layouts(base, failure) && load_flat_layouts(base, failure))) && fine;
}

const struct profile *rule_base_profile(const struct rule_base *base, struct arena *arena, const char *name, bool english,
					struct tenken_error *error)
{
	const struct policy_set *set = base->loaded.policies;
	const struct profile *profile = profile_find(set, slice_from_string(name));
	struct text_builder names;

	if (profile)
		return profile;
	text_builder_init(&names, arena);
	for (size_t i = 0; i < set->profile_count; i++) {
		text_builder_add_string(&names, i ? ", " : "");
		text_builder_add(&names, set->profiles[i].name);
	}
	caller_told(error, arena_print(arena, english ? "--profile %s: no such profile; there are %.*s"
						      : "--profile %s：そのようなプロファイルはありません。あるのは %.*s です",
				       name, SLICE_PRINT(text_builder_slice(&names)))
				   .data);
	return NULL;
}
