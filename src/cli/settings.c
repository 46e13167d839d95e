#include "cli/settings.h"

#include "base/compiler.h"
#include "base/name_table.h"
#include "base/text_builder.h"
#include "cli/option_table.h"

#include <string.h>

/* ---- what may stand in the file ---- */

/* Where the file is and what to do in place of checking is said on the command line alone. */
static bool is_for_command_line(const struct option *option)
{
	static const char *const names[] = {"config", "show-config", "help", "version", "force", "to"};

	for (size_t i = 0; i < COUNT_OF(names); i++)
		if (strcmp(option->name, names[i]) == 0)
			return true;
	return false;
}

static bool is_output(const struct option *option)
{
	return option->kind == FORMAT || option->kind == OUTPUT;
}

/* What is being done. */
struct taking {
	struct command_line *line;
	const struct tenken_settings *settings;
	const bool *said; /* by option: on the command line itself */
};

/* Was it, or for outputs either part of it, said on the command line? */
static bool is_said(const struct taking *taking, const struct option *option)
{
	if (!is_output(option))
		return taking->said[option - options];
	for (size_t i = 0; i < option_count; i++)
		if (is_output(&options[i]) && taking->said[i])
			return true;
	return false;
}

static bool belongs(const struct command_line *line, const struct option *option)
{
	return (option->commands & (unsigned)line->command) != 0 && (!is_output(option) || line->command == COMMAND_CHECK);
}

static bool fail_at(const struct tenken_settings *settings, const struct tenken_setting *setting, struct failure *failure)
{
	struct failure where = {0};

	failure_set(&where, "%s:%u", settings->path, setting->line);
	failure_prefix(failure, slice_of(where.text, where.length));
	return false;
}

static bool fail_unknown(const struct command_line *line, struct slice key, struct failure *failure)
{
	struct slice *names = arena_array(line->arena, struct slice, option_count);
	size_t count = 0;

	for (size_t i = 0; i < option_count; i++)
		if (!is_for_command_line(&options[i]))
			names[count++] = slice_from_string(options[i].name);
	size_t nearest = nearest_name(key, names, count);

	if (nearest == SIZE_MAX)
		failure_set(failure, "「%.*s」という設定はありません（no such setting）", SLICE_PRINT(key));
	else
		failure_set(failure, "「%.*s」という設定はありません。%.*s ではありませんか（no such setting; did you mean %.*s?）", SLICE_PRINT(key),
			    SLICE_PRINT(names[nearest]), SLICE_PRINT(names[nearest]));
	return false;
}

/* ---- taking it ---- */

/* Paths in the file begin where the file stands. */
static const char *from_its_folder(const struct command_line *line, const struct option *option, const char *path, const char *value)
{
	bool is_path = strcmp(option->argument_en, "FILE") == 0 || strcmp(option->argument_en, "DIR") == 0;
	size_t end = strlen(path);

	while (end > 0 && path[end - 1] != '/')
		end--;
	if (!is_path || end == 0 || *value == '/' || strcmp(value, "-") == 0)
		return value;
	return arena_print(line->arena, "%.*s%s", (int)end, path, value).data;
}

static bool take_flag(struct command_line *line, const struct option *option, const char *value, struct failure *failure)
{
	static const struct {
		const char *word;
		bool on;
	} words[] = {{"true", true}, {"false", false}, {"はい", true}, {"いいえ", false}};

	for (size_t i = 0; i < COUNT_OF(words); i++)
		if (strcmp(words[i].word, value) == 0)
			return !words[i].on || command_line_take(line, option, NULL, failure);
	failure_set(failure, "%s：true か false を書いてください（%s: true or false）", option->name, option->name);
	return false;
}

static bool take(const struct taking *taking, const struct tenken_setting *setting, struct failure *failure)
{
	struct command_line *line = taking->line;
	const struct option *option = option_find(slice_from_string(setting->key));

	if (!option)
		return fail_unknown(line, slice_from_string(setting->key), failure);
	if (is_for_command_line(option)) {
		failure_set(failure, "%s は、コマンド行だけで使えます（%s belongs to the command line alone）", option->name, option->name);
		return false;
	}
	if (is_said(taking, option) || !belongs(line, option))
		return true;
	if (!line->origins[option - options])
		line->origins[option - options] = arena_print(line->arena, "%s:%u", taking->settings->path, setting->line).data;
	if (option->kind == FLAG)
		return take_flag(line, option, setting->value, failure);
	return command_line_take(line, option, from_its_folder(line, option, taking->settings->path, setting->value), failure);
}

bool settings_apply(struct command_line *line, struct tenken_settings *settings, struct failure *failure)
{
	struct tenken_error error;
	bool *said = arena_array(line->arena, bool, option_count);
	struct taking taking = {line, settings, said};

	/* A command without --config reads none: nobody could keep a wrong one away from it. */
	if (!(option_find(SLICE_OF("config"))->commands & (unsigned)line->command) || (line->config && strcmp(line->config, "none") == 0))
		return true;
	if (tenken_settings_read(line->config, settings, &error) != TENKEN_OK) {
		failure_set(failure, "%s", error.text);
		return false;
	}
	memcpy(said, line->given, option_count * sizeof *said);
	for (size_t i = 0; i < settings->count; i++)
		if (!take(&taking, &settings->items[i], failure))
			return fail_at(settings, &settings->items[i], failure);
	line->settings = settings->has_suppressions ? settings->path : NULL;
	return true;
}

/* ---- showing it ---- */

static bool is_plain(struct slice text)
{
	for (size_t i = 0; i < text.length; i++) {
		unsigned char c = (unsigned char)text.data[i];

		if (c < 0x80 && !(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z') && c != '.' && c != '/' && c != '_' &&
		    (c != '-' || i == 0))
			return false;
	}
	return text.length > 0;
}

static void add_text(struct text_builder *text, const char *value)
{
	struct slice rest = slice_from_string(value);

	if (is_plain(rest)) {
		text_builder_add(text, rest);
		return;
	}
	text_builder_add_char(text, '"');
	for (size_t i = 0; i < rest.length; i++)
		if ((unsigned char)rest.data[i] < ' ' || rest.data[i] == 0x7F)
			text_builder_print(text, "\\x%02X", (unsigned)(unsigned char)rest.data[i]);
		else
			text_builder_print(text, "%s%c", rest.data[i] == '"' || rest.data[i] == '\\' ? "\\" : "", rest.data[i]);
	text_builder_add_char(text, '"');
}

static void add_words(struct text_builder *text, const char *const *words, size_t count)
{
	text_builder_add_char(text, '[');
	for (size_t i = 0; i < count; i++) {
		text_builder_add_string(text, i ? ", " : "");
		add_text(text, words[i]);
	}
	text_builder_add_char(text, ']');
}

static void add_outputs(struct text_builder *text, const struct command_line *line)
{
	text_builder_add_char(text, '[');
	for (size_t i = 0; i < line->output_count; i++) {
		const struct tenken_output *output = &line->outputs[i];
		bool to_file = output->path && *output->path;

		text_builder_add_string(text, i ? ", " : "");
		text_builder_add_string(text, to_file ? "{" : "");
		add_text(text, output->format);
		if (to_file) {
			text_builder_add_string(text, ": ");
			add_text(text, output->path);
			text_builder_add_char(text, '}');
		}
	}
	text_builder_add_string(text, line->output_count ? "]" : "text]");
}

/* The nth of words separated by |. */
static struct slice nth_word(const char *words, unsigned number)
{
	struct slice rest = slice_from_string(words), word = SLICE("");

	while (slice_next(&rest, '|', &word) && number-- > 0)
		;
	return word;
}

/* False when the option has no value at all. */
static bool add_value(struct text_builder *text, const struct command_line *line, const struct option *option)
{
	const void *target = (const char *)line + option->target;
	const struct words *words = target;
	const char *value;

	switch (option->kind) {
	case FLAG:
		text_builder_add_string(text, *(const bool *)target ? "true" : "false");
		return true;
	case CHOICE:
		text_builder_add(text, nth_word(option->argument_en, *(const unsigned *)target));
		return true;
	case WORDS:
	case FOLDERS:
		add_words(text, words->items, words->count);
		return words->count > 0;
	case FORMAT:
		add_outputs(text, line);
		return true;
	case TEXT:
		value = *(const char *const *)target;
		if (value)
			add_text(text, value);
		return value != NULL;
	case OUTPUT:
		break;
	}
	return false;
}

/* What the profile, or the default, sets for the key; false when it sets nothing. */
static bool add_setting(struct text_builder *text, const struct command_line *line, const struct tenken_settings *settings, const char *key)
{
	const char **values = arena_array(line->arena, const char *, settings->count);
	size_t count = 0;

	for (size_t i = 0; i < settings->count; i++)
		if (strcmp(settings->items[i].key, key) == 0)
			values[count++] = settings->items[i].value;
	if (!count)
		return false;
	if (count > 1 || strcmp(key, "select") == 0 || strcmp(key, "ignore") == 0 || strcmp(key, "require-forms") == 0)
		add_words(text, values, count);
	else
		add_text(text, values[0]);
	return true;
}

/* What another day or machine would have chosen otherwise is shown, and stays a remark: who keeps these lines as a file must not fix it. */
static bool changes_by_itself(const char *key)
{
	return strcmp(key, "as-of") == 0 || strcmp(key, "jobs") == 0;
}

static void add_line(struct text_builder *text, bool is_set, const char *key, struct slice value, const char *origin)
{
	text_builder_print(text, "%s%s:%s%.*s  # %s\n", is_set ? "" : "# ", key, value.length ? " " : "", SLICE_PRINT(value), origin);
}

/* The value at hand where nobody chose one; gives where it comes from. */
static const char *add_default(struct text_builder *value, const struct command_line *line, const struct option *option,
			       const struct tenken_settings *defaults, bool *is_set)
{
	bool english = line->language == 1;

	*is_set = add_value(value, line, option);
	if (*is_set)
		return english ? "default" : "はじめの値";
	text_builder_clear(value);
	*is_set = add_setting(value, line, defaults, option->name) && !changes_by_itself(option->name);
	if (value->length && strcmp(option->name, "as-of") == 0)
		return english ? "default: today" : "はじめの値（きょう）";
	if (value->length && strcmp(option->name, "jobs") == 0)
		return english ? "default: the processors" : "はじめの値（プロセッサの数）";
	return english ? "default" : "はじめの値";
}

struct slice settings_show(const struct command_line *line, const struct settings_shown *shown)
{
	const struct tenken_settings *settings = shown->file, *profile = shown->profile;
	bool english = line->language == 1;
	const char *by_profile = arena_print(line->arena, "profile %s", line->profile ? line->profile : "").data;
	struct text_builder text, value;

	text_builder_init(&text, line->arena);
	text_builder_init(&value, line->arena);
	text_builder_print(&text, english ? "# settings: %s\n" : "# 設定ファイル：%s\n",
			   settings->path ? settings->path : english ? "none" : "ありません");
	for (size_t i = 0; i < option_count; i++) {
		const struct option *option = &options[i];
		const char *origin = line->origins[i] ? line->origins[i] : line->given[i] ? (english ? "command line" : "コマンド行") : NULL;

		if (is_for_command_line(option) || option->kind == OUTPUT || !belongs(line, option))
			continue;
		text_builder_clear(&value);
		bool is_set = true;

		if (origin)
			is_set = add_value(&value, line, option);
		else if (add_setting(&value, line, profile, option->name))
			origin = by_profile;
		else
			origin = add_default(&value, line, option, shown->defaults, &is_set);
		add_line(&text, is_set, option->name, text_builder_slice(&value), origin);
	}
	text_builder_clear(&value);
	if (add_setting(&value, line, profile, "require-forms"))
		text_builder_print(&text, "# require-forms: %.*s  # %s\n", SLICE_PRINT(text_builder_slice(&value)), by_profile);
	return text_builder_finish(&text);
}
