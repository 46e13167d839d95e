/* tenken_settings_read, tenken_profile_read: settings for the caller, who knows what the keys mean. */
#include "base/text_builder.h"
#include "linter/caller.h"
#include "linter/rule_base.h"
#include "settings/settings_file.h"
#include "tenken/tenken.h"

#include <stdlib.h>

struct settings_memory {
	struct arena arena;
	struct memory_trap trap;
	struct tenken_setting *items;
	size_t count, capacity;
};

static bool read_file(struct settings_memory *memory, const char *path, struct tenken_settings *settings, struct tenken_error *error)
{
	struct slice found = path ? slice_from_string(path) : settings_file_find(&memory->arena);
	struct failure failure = {0};
	struct settings_file file;

	if (!found.length)
		return true;
	if (!settings_file_read(&file, &memory->arena, found, &failure))
		return caller_refused(error, failure.text);
	memory->items = arena_array(&memory->arena, struct tenken_setting, file.count);
	for (size_t i = 0; i < file.count; i++)
		memory->items[i] = (struct tenken_setting){file.entries[i].key.data, file.entries[i].value.data, file.entries[i].line};
	memory->count = file.count;
	settings->path = arena_copy(&memory->arena, found).data;
	settings->has_suppressions = file.has_suppressions;
	return true;
}

/* ---- profiles ---- */

static void add(struct settings_memory *memory, const char *key, struct slice value)
{
	memory->items = arena_with_room(&memory->arena, memory->items, memory->count, &memory->capacity, sizeof *memory->items);
	memory->items[memory->count++] = (struct tenken_setting){.key = key, .value = arena_copy(&memory->arena, value).data};
}

static void add_each(struct settings_memory *memory, const char *key, const struct slice *values, size_t count)
{
	for (size_t i = 0; i < count; i++)
		add(memory, key, values[i]);
}

static bool read_profile(struct settings_memory *memory, const struct tenken_options *options, struct tenken_settings *settings,
			 struct tenken_error *error)
{
	static const struct slice audiences[] = {
		[AUDIENCE_MANAGER] = SLICE("manager"), [AUDIENCE_INSPECTOR] = SLICE("inspector"), [AUDIENCE_VENDOR] = SLICE("vendor")};
	struct rule_base_options from = {.added = options->rule_folders, .added_count = options->rule_folder_count, .with_policies = true};
	struct rule_base *base = arena_new(&memory->arena, struct rule_base);
	struct finding_list mistakes;
	struct failure failure = {0};

	finding_list_init(&mistakes, &memory->arena, options->english);
	if (!rule_base_load(base, &memory->arena, &from, &mistakes, &failure))
		return caller_refused(error, failure.length ? failure.text : arena_copy(&memory->arena, mistakes.items[0]->message).data);
	const struct profile *profile = rule_base_profile(base, &memory->arena, options->profile, options->english, error);

	if (!profile)
		return false;
	settings->path = options->profile;
	if (profile->has_audience)
		add(memory, "audience", audiences[profile->audience]);
	add_each(memory, "select", profile->select, profile->select_count);
	add_each(memory, "ignore", profile->ignore, profile->ignore_count);
	if (profile->questions.length)
		add(memory, "questions", profile->questions);
	add_each(memory, "require-forms", profile->require_forms, profile->require_form_count);
	return true;
}

/* ---- the public functions ---- */

/* As in check.c: nothing but this changes across the jump. */
static enum tenken_status read_trapped(struct settings_memory *memory, const char *path, const struct tenken_options *options,
				       struct tenken_settings *settings, struct tenken_error *error)
{
	arena_init(&memory->arena, &memory->trap);
	if (setjmp(memory->trap.jump)) {
		caller_told(error, "out of memory");
		return TENKEN_INTERNAL_ERROR;
	}
	bool fine = options ? read_profile(memory, options, settings, error) : read_file(memory, path, settings, error);

	settings->items = memory->items;
	settings->count = memory->count;
	return fine ? TENKEN_OK : TENKEN_USAGE_ERROR;
}

static enum tenken_status read_any(const char *path, const struct tenken_options *options, struct tenken_settings *settings,
				   struct tenken_error *error)
{
	struct settings_memory *memory = calloc(1, sizeof *memory);

	*settings = (struct tenken_settings){.memory = memory};
	if (error)
		error->text[0] = '\0';
	if (!memory) {
		caller_told(error, "out of memory");
		return TENKEN_INTERNAL_ERROR;
	}
	enum tenken_status status = read_trapped(memory, path, options, settings, error);

	if (status != TENKEN_OK)
		tenken_settings_release(settings);
	return status;
}

enum tenken_status tenken_settings_read(const char *path, struct tenken_settings *settings, struct tenken_error *error)
{
	return read_any(path, NULL, settings, error);
}

enum tenken_status tenken_profile_read(const struct tenken_options *options, struct tenken_settings *settings, struct tenken_error *error)
{
	return read_any(NULL, options, settings, error);
}

void tenken_settings_release(struct tenken_settings *settings)
{
	struct settings_memory *memory = settings->memory;

	if (memory)
		arena_release(&memory->arena);
	free(memory);
	*settings = (struct tenken_settings){.memory = NULL};
}
