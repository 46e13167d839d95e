/*
 * option_table.h - the options and commands of the program as tables. For src/cli, and for the program that writes the manual page and
 * the completions of shells.
 */
#ifndef TENKEN_CLI_OPTION_TABLE_H
#define TENKEN_CLI_OPTION_TABLE_H

#include "cli/command_line.h"

/* What stands behind an option; options.def says what each means. */
enum option_kind {
	FLAG,
	TEXT,
	WORDS,
	FOLDERS,
	CHOICE,
	FORMAT,
	OUTPUT
};

struct option {
	unsigned commands;
	const char *name;
	char letter; /* 0: none */
	enum option_kind kind;
	size_t target; /* offset in struct command_line */
	const char *argument_ja, *argument_en, *help_ja, *help_en;
};
extern const struct option options[];
extern const size_t option_count;
const struct option *option_find(struct slice name); /* by its long name; NULL when there is none */

struct command_row {
	enum command command;
	const char *word; /* two words when the command does several things */
	const char *arguments_ja, *arguments_en, *help_ja, *help_en;
};
extern const struct command_row commands[];
extern const size_t command_count;

/* The first word of a row: the command itself. */
struct slice command_word(const struct command_row *row);

#endif
