/* tenken_settings_read, tenken_profile_read, tenken_defaults_read: settings for the caller, who knows what the keys mean. */
#include "base/platform/platform.h"
#include "base/platform/platform_threads.h"
#include "base/text_builder.h"
#include "linter/caller.h"
#include "linter/plans/question_limit.h"
#include "linter/rule_base.h"
#include "model/dates/date.h"
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

/* ---- defaults ---- */

static void read_defaults(struct settings_memory *memory)
{
	struct text_builder as_of;

	text_builder_init(&as_of, &memory->arena);
	date_add_iso(&as_of, platform_today());
	add(memory, "as-of", text_builder_finish(&as_of));
	add(memory, "questions", arena_print(&memory->arena, "%d", QUESTIONS_A_PLAN));
	add(memory, "jobs", arena_print(&memory->arena, "%zu", platform_processors()));
}

/* ---- the public functions ---- */

/* What is asked for: of a file, or of the profile of some options. */
enum settings_origin {
	FROM_FILE,
	FROM_PROFILE,
	FROM_DEFAULTS
};

struct settings_wanted {
	enum settings_origin origin;
	const char *path;
	const struct tenken_options *options;
};

static bool read_wanted(struct settings_memory *memory, const struct settings_wanted *wanted, struct tenken_settings *settings,
			struct tenken_error *error)
{
	switch (wanted->origin) {
	case FROM_FILE:
		return read_file(memory, wanted->path, settings, error);
	case FROM_PROFILE:
		return read_profile(memory, wanted->options, settings, error);
	case FROM_DEFAULTS:
		break;
	}
	read_defaults(memory);
	return true;
}

/* As in check.c: nothing but this changes across the jump. */
static enum tenken_status read_trapped(struct settings_memory *memory, const struct settings_wanted *wanted, struct tenken_settings *settings,
				       struct tenken_error *error)
{
	arena_init(&memory->arena, &memory->trap);
	if (setjmp(memory->trap.jump)) {
		caller_told(error, "out of memory");
		return TENKEN_INTERNAL_ERROR;
	}
	bool fine = read_wanted(memory, wanted, settings, error);

	settings->items = memory->items;
	settings->count = memory->count;
	return fine ? TENKEN_OK : TENKEN_USAGE_ERROR;
}

static enum tenken_status read_any(const struct settings_wanted *wanted, struct tenken_settings *settings, struct tenken_error *error)
{
	struct settings_memory *memory = calloc(1, sizeof *memory);

	*settings = (struct tenken_settings){.memory = memory};
	if (error)
		error->text[0] = '\0';
	if (!memory) {
		caller_told(error, "out of memory");
		return TENKEN_INTERNAL_ERROR;
	}
	enum tenken_status status = read_trapped(memory, wanted, settings, error);

	if (status != TENKEN_OK)
		tenken_settings_release(settings);
	return status;
}

enum tenken_status tenken_settings_read(const char *path, struct tenken_settings *settings, struct tenken_error *error)
{
	return read_any(&(struct settings_wanted){.origin = FROM_FILE, .path = path}, settings, error);
}

enum tenken_status tenken_profile_read(const struct tenken_options *options, struct tenken_settings *settings, struct tenken_error *error)
{
	return read_any(&(struct settings_wanted){.origin = FROM_PROFILE, .options = options}, settings, error);
}

enum tenken_status tenken_defaults_read(struct tenken_settings *settings, struct tenken_error *error)
{
	return read_any(&(struct settings_wanted){.origin = FROM_DEFAULTS}, settings, error);
}

void tenken_settings_release(struct tenken_settings *settings)
{
	struct settings_memory *memory = settings->memory;

	if (memory)
		arena_release(&memory->arena);
	free(memory);
	*settings = (struct tenken_settings){.memory = NULL};
}
