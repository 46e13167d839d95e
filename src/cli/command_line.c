#include "cli/command_line.h"

#include "base/compiler.h"
#include "base/name_table.h"
#include "base/text_builder.h"

#include <stdint.h>
#include <string.h>

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
	char letter;
	enum option_kind kind;
	size_t target; /* offset in struct command_line */
	const char *argument_ja, *argument_en, *help_ja, *help_en;
};

#define CHECK COMMAND_CHECK
#define RULES COMMAND_RULES
#define SCHEMA COMMAND_SCHEMA
#define CONVERT COMMAND_CONVERT
#define BASELINE COMMAND_BASELINE
static const struct option options[] = {
#define OPTION(commands, name, letter, kind, target, argument_ja, argument_en, help_ja, help_en)                         \
	{(unsigned)(commands), name, letter, kind, offsetof(struct command_line, target), argument_ja, argument_en, help_ja, help_en},
#include "cli/options.def"
#undef OPTION
};

static void add_word(struct command_line *line, struct words *words, const char *word)
{
	words->items = arena_with_room(line->arena, words->items, words->count, &words->capacity, sizeof *words->items);
	words->items[words->count++] = word;
}

static struct tenken_output *add_output(struct command_line *line, const char *format)
{
	line->outputs = arena_with_room(line->arena, line->outputs, line->output_count, &line->output_capacity,
					sizeof *line->outputs);
	line->outputs[line->output_count] = (struct tenken_output){.format = format};
	return &line->outputs[line->output_count++];
}

/* The number of `value` among the words of "a|b|c"; SIZE_MAX when it is none. */
static size_t choice_number(const char *words, struct slice value)
{
	struct slice rest = slice_from_string(words), word;

	for (size_t number = 0; slice_next(&rest, '|', &word); number++)
		if (slice_equal(word, value))
			return number;
	return SIZE_MAX;
}

static void add_each_word(struct command_line *line, struct words *words, const char *value)
{
	struct slice rest = slice_from_string(value), word;

	while (slice_next(&rest, ',', &word))
		if (word.length)
			add_word(line, words, arena_copy(line->arena, word).data);
}

/* Options may stand before the command, so what belongs to another one is noticed at the end. */
static bool options_fit(const struct command_line *line, struct failure *failure)
{
	static const struct {
		enum command command;
		const char *name;
	} names[] = {{COMMAND_CHECK, "check"},
		     {COMMAND_RULES, "rules"},
		     {COMMAND_SCHEMA, "schema"},
		     {COMMAND_CONVERT, "convert"},
		     {COMMAND_BASELINE, "baseline"}};
	const char *name = "";

	if (line->command == COMMAND_NONE)
		return true;
	for (size_t i = 0; i < COUNT_OF(names); i++)
		if (names[i].command == line->command)
			name = names[i].name;
	for (size_t i = 0; i < COUNT_OF(options); i++) {
		if (!line->given[i] || options[i].commands & (unsigned)line->command)
			continue;
		failure_set(failure, "--%s：%s では使えません。%s で使えるものは tenken %s --help で分かります（not an option of %s）",
			    options[i].name, name, name, name, name);
		return false;
	}
	return true;
}

static bool take_value(struct command_line *line, const struct option *option, const char *value, struct failure *failure)
{
	void *target = (char *)line + option->target;
	size_t number;

	line->given[option - options] = true;

	switch (option->kind) {
	case FLAG:
		*(bool *)target = true;
		return true;
	case TEXT:
		*(const char **)target = value;
		return true;
	case WORDS:
		add_each_word(line, target, value);
		return true;
	case FOLDERS:
		add_word(line, target, value);
		return true;
	case FORMAT:
		add_output(line, value);
		return true;
	case OUTPUT:
		if (line->output_count == 0)
			add_output(line, "text");
		line->outputs[line->output_count - 1].path = strcmp(value, "-") == 0 ? "" : value;
		return true;
	case CHOICE:
		number = choice_number(option->argument_en, slice_from_string(value));
		if (number != SIZE_MAX) {
			*(unsigned *)target = (unsigned)number;
			return true;
		}
		failure_set(failure, "--%s %s: %s", option->name, value, option->argument_en);
		return false;
	}
	return false;
}

static const struct option *find_long(struct slice name)
{
	for (size_t i = 0; i < COUNT_OF(options); i++)
		if (slice_equal(slice_from_string(options[i].name), name))
			return &options[i];
	return NULL;
}

static const struct option *find_letter(char letter)
{
	for (size_t i = 0; i < COUNT_OF(options); i++)
		if (options[i].letter && options[i].letter == letter)
			return &options[i];
	return NULL;
}

static bool fail_unknown(struct slice word, struct failure *failure)
{
	struct slice names[COUNT_OF(options)];

	for (size_t i = 0; i < COUNT_OF(options); i++)
		names[i] = slice_from_string(options[i].name);
	struct slice name = slice_part(word, word.length > 1 && word.data[1] == '-' ? 2 : 1, word.length);
	size_t nearest = nearest_name(name, names, COUNT_OF(options));

	if (nearest == SIZE_MAX)
		failure_set(failure, "%.*s：そのようなオプションはありません（no such option）", SLICE_PRINT(word));
	else
		failure_set(failure, "%.*s：そのようなオプションはありません。--%s ではありませんか（no such option; did you mean --%s?）",
			    SLICE_PRINT(word), options[nearest].name, options[nearest].name);
	return false;
}

struct reading_words {
	char **words;
	int count, at; /* next word */
};

static bool take_option(struct command_line *line, struct reading_words *reading, const char *word, struct failure *failure)
{
	struct slice all = slice_from_string(word);
	bool is_long = word[1] == '-';
	size_t equals = is_long ? slice_find(all, SLICE_OF("="), 0) : SIZE_MAX;
	const struct option *option = is_long ? find_long(slice_part(all, 2, equals)) : find_letter(word[1]);
	const char *value = NULL;

	if (!option)
		return fail_unknown(slice_part(all, 0, equals), failure);
	if (is_long && equals != SIZE_MAX)
		value = word + equals + 1;
	else if (!is_long && word[2] && option->kind != FLAG)
		value = word + 2;
	else if (option->kind != FLAG && reading->at < reading->count)
		value = reading->words[reading->at++];
	if (option->kind == FLAG && (value || (!is_long && word[2]))) {
		failure_set(failure, "--%s：値は要りません（takes no value）", option->name);
		return false;
	}
	if (option->kind != FLAG && !value) {
		failure_set(failure, "--%s：値が要ります：%s（needs a value: %s）", option->name, option->argument_ja, option->argument_en);
		return false;
	}
	return take_value(line, option, value, failure);
}

static bool take_command(struct command_line *line, const char *word, struct failure *failure)
{
	if (strcmp(word, "check") == 0)
		line->command = COMMAND_CHECK;
	else if (strcmp(word, "rules") == 0)
		line->command = COMMAND_RULES;
	else if (strcmp(word, "schema") == 0)
		line->command = COMMAND_SCHEMA;
	else if (strcmp(word, "convert") == 0)
		line->command = COMMAND_CONVERT;
	else if (strcmp(word, "baseline") == 0)
		line->command = COMMAND_BASELINE;
	else
		failure_set(failure, "%s：そのような命令はありません。check、baseline、rules、convert、schema のどれかです（no such command; use check, baseline, rules, convert or schema）", word);
	return line->command != COMMAND_NONE;
}

bool command_line_parse(struct command_line *line, struct arena *arena, int count, char **words, struct failure *failure)
{
	struct reading_words reading = {words, count, 1};
	bool options_over = false;

	*line = (struct command_line){.arena = arena, .given = arena_array(arena, bool, COUNT_OF(options))};
	while (reading.at < reading.count) {
		const char *word = reading.words[reading.at++];

		if (!options_over && strcmp(word, "--") == 0)
			options_over = true;
		else if (!options_over && word[0] == '-' && word[1]) {
			if (!take_option(line, &reading, word, failure))
				return false;
		} else if (line->command == COMMAND_NONE) {
			if (!take_command(line, word, failure))
				return false;
		} else {
			add_word(line, &line->arguments, word);
		}
	}
	return options_fit(line, failure);
}

/* ---- help ---- */

static void add_option_help(struct text_builder *text, const struct option *option, bool english)
{
	const char *argument = english ? option->argument_en : option->argument_ja;

	if (option->letter)
		text_builder_print(text, "  -%c, --%s", option->letter, option->name);
	else
		text_builder_print(text, "      --%s", option->name);
	if (*argument)
		text_builder_print(text, " %s", argument);
	text_builder_print(text, "\n          %s\n", english ? option->help_en : option->help_ja);
}

struct slice command_line_help(struct arena *arena, enum command command, bool english)
{
	struct text_builder text;

	text_builder_init(&text, arena);
	text_builder_add_string(
		&text, english ? "tenken checks Japanese care plans against checklist items kept as data.\n\n"
				 "  tenken check [PATH…]              files and folders (.yaml .yml .csv .zip), - for standard input\n"
				 "  tenken baseline [PATH…] [-o FILE] what is known today, for --baseline\n"
				 "  tenken rules list                 the rules, one a line\n"
				 "  tenken rules explain ID…          everything about a rule\n"
				 "  tenken rules check [DIR]          mistakes in rule files\n"
				 "  tenken rules test [DIR]           runs the examples of the rules\n"
				 "  tenken rules new [KIND] [-o FILE] a rule of a kind to fill in; the kinds\n"
				 "  tenken rules coverage [DIR]       each item of the policies, its rules and its question\n"
				 "  tenken convert --to yaml|csv [PATH…]  YAML from the standard CSV set, or the set from YAML\n"
				 "  tenken schema plan|rules|result   JSON Schema for editors and programs\n"
				 "  tenken --version | --help\n\nOptions\n"
			       : "tenken（点検）は、ケアプランを点検の項目に照らして確かめます。\n\n"
				 "  tenken check [ファイル・フォルダ…]  .yaml .yml .csv .zip を確かめます。- は標準入力です\n"
				 "  tenken baseline [ファイル・フォルダ…] [-o ファイル]  いま分かっていることを、--baseline のために書き出します\n"
				 "  tenken rules list                 項目の一覧\n"
				 "  tenken rules explain 番号…        項目のくわしい説明\n"
				 "  tenken rules check [フォルダ]     項目のファイルの書きまちがいを探します\n"
				 "  tenken rules test [フォルダ]      項目に付いている例を動かします\n"
				 "  tenken rules new [型] [-o ファイル]  型に当てはめて項目を書く手本。型の一覧\n"
				 "  tenken rules coverage [フォルダ]  方針の項目ごとに、確かめる規則と問いかけ\n"
				 "  tenken convert --to yaml|csv […]  標準仕様の CSV を YAML に、YAML を CSV にします\n"
				 "  tenken schema plan|rules|result   編集ソフトなどのための JSON Schema\n"
				 "  tenken --version | --help\n\nオプション\n");
	for (size_t i = 0; i < COUNT_OF(options); i++)
		if (command == COMMAND_NONE || options[i].commands & (unsigned)command)
			add_option_help(&text, &options[i], english);
	text_builder_add_string(
		&text, english ? "\nExit status: 0 nothing to report, 1 findings at or above --fail-on, 2 wrong usage or rules,\n"
				 "3 something could not be read or written, 4 something could not be checked (--fail-on-unchecked).\n"
			       : "\n終了コード：0 伝えることなし、1 --fail-on 以上のものあり、2 使い方か項目の誤り、\n"
				 "3 読めないか書けないものあり、4 確認できない項目あり（--fail-on-unchecked）\n");
	return text_builder_finish(&text);
}
