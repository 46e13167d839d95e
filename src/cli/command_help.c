#include "base/text_builder.h"
#include "cli/option_table.h"

static const char *in(bool english, const char *ja, const char *en)
{
	return english ? en : ja;
}

static void add_command_help(struct text_builder *text, const struct command_row *row, bool english)
{
	const char *arguments = in(english, row->arguments_ja, row->arguments_en);

	text_builder_print(text, "  tenken %s%s%s\n          %s\n", row->word, *arguments ? " " : "", arguments,
			   in(english, row->help_ja, row->help_en));
}

static void add_option_help(struct text_builder *text, const struct option *option, bool english)
{
	const char *argument = in(english, option->argument_ja, option->argument_en);

	if (option->letter)
		text_builder_print(text, "  -%c, --%s", option->letter, option->name);
	else
		text_builder_print(text, "      --%s", option->name);
	if (*argument)
		text_builder_print(text, " %s", argument);
	text_builder_print(text, "\n          %s\n", in(english, option->help_ja, option->help_en));
}

struct slice command_line_help(struct arena *arena, enum command command, bool english)
{
	struct text_builder text;

	text_builder_init(&text, arena);
	text_builder_add_string(&text, in(english, "tenken（点検）は、ケアプランを点検の項目に照らして確かめます。\n\n",
					  "tenken checks Japanese care plans against checklist items kept as data.\n\n"));
	for (size_t i = 0; i < command_count; i++)
		if (command == COMMAND_NONE || commands[i].command == command)
			add_command_help(&text, &commands[i], english);
	text_builder_add_string(&text, in(english, "  tenken --version | --help\n\nオプション\n", "  tenken --version | --help\n\nOptions\n"));
	for (size_t i = 0; i < option_count; i++)
		if (command == COMMAND_NONE || options[i].commands & (unsigned)command)
			add_option_help(&text, &options[i], english);
	text_builder_add_string(
		&text, in(english,
			  "\n終了コード：0 --fail-on 以上のものなし、1 --fail-on 以上のものあり、2 使い方か項目の誤り、\n"
			  "3 読めないか書けないものあり、4 確認できない項目あり（--fail-on-unchecked）\n",
			  "\nExit status: 0 nothing at or above --fail-on, 1 findings at or above --fail-on, 2 wrong usage or rules,\n"
			  "3 something could not be read or written, 4 something could not be checked (--fail-on-unchecked).\n"));
	return text_builder_finish(&text);
}
