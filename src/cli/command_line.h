/*
 * command_line.h - the words of the command line, understood. For src/cli alone.
 *
 * Options come from options.def, commands from commands.def. A mistake is one sentence that names the word and what is possible.
 */
#ifndef TENKEN_CLI_COMMAND_LINE_H
#define TENKEN_CLI_COMMAND_LINE_H

#include "base/memory/arena.h"
#include "tenken/tenken.h"

/* Commands as bits, so that an option can belong to several. */
enum command {
	COMMAND_NONE = 0,
	COMMAND_CHECK = 1,
	COMMAND_RULES = 2,
	COMMAND_SCHEMA = 4,
	COMMAND_CONVERT = 8,
	COMMAND_BASELINE = 16,
	COMMAND_REPORT = 32,
	COMMAND_MERGE = 64
};

struct words {
	const char **items;
	size_t count, capacity;
};

struct command_line {
	struct arena *arena;
	bool *given; /* by option: it was said, on the command line or in the settings */
	const char **origins; /* by option: "tenken.yaml:3" when the settings said it */
	const char *config, *settings; /* --config; the settings file when it holds suppressions */
	enum command command;
	struct words arguments; /* what is not an option, the command left out */
	struct tenken_output *outputs;
	size_t output_count, output_capacity;
	bool format_meant; /* --output came without a --format before it: the command's own */
	struct words rule_folders, select, also, ignore, suppressions;
	const char *profile, *as_of, *questions, *jobs, *partial, *stdin_name, *files_from, *layout, *service_codes, *baseline, *mask_key;
	const char *sender, *receiver, *timestamp;
	unsigned encoding; /* enum tenken_encoding */
	unsigned csv_encoding; /* 0 utf8, 1 cp932 */
	unsigned language; /* 0 ja, 1 en */
	unsigned audience; /* enum tenken_audience, less one; counts when it was given */
	unsigned fail_on;  /* enum tenken_level */
	unsigned color;    /* enum tenken_color */
	unsigned names;    /* enum tenken_names */
	unsigned to;       /* 0 yaml, 1 csv */
	bool mask, show_config, mutations, list_files, allow_empty, fail_on_unchecked, sarif_all_kinds, with_plan, quiet, statistics, care_managers, rank, force, help, version;
};

struct option;

/* Takes a value for an option, NULL for a flag. False with a sentence. */
bool command_line_take(struct command_line *line, const struct option *option, const char *value, struct failure *failure);
bool command_line_gave(const struct command_line *line, const char *name); /* was the option said? */

/* False with a sentence in `failure`. */
bool command_line_parse(struct command_line *line, struct arena *arena, int count, char **words, struct failure *failure);
/* False with a sentence when there is no command. */
bool command_line_is_complete(const struct command_line *line, struct failure *failure);
/* The help of a command, or of the program for COMMAND_NONE, as text. */
struct slice command_line_help(struct arena *arena, enum command command, bool english);

#endif
