#include "cli/command_line.h"

#include "base/compiler.h"
#include "base/name_table.h"
#include "base/text_builder.h"
#include "cli/option_table.h"

#include <stdint.h>
#include <string.h>

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
	struct slice name = SLICE("");

	if (line->command == COMMAND_NONE)
		return true;
	for (size_t i = 0; i < command_count; i++)
		if (commands[i].command == line->command)
			name = command_word(&commands[i]);
	for (size_t i = 0; i < option_count; i++) {
		if (!line->given[i] || options[i].commands & (unsigned)line->command)
			continue;
		failure_set(failure, "--%s：%.*s では使えません。%.*s で使えるものは tenken %.*s --help で分かります（not an option of %.*s）",
			    options[i].name, SLICE_PRINT(name), SLICE_PRINT(name), SLICE_PRINT(name), SLICE_PRINT(name));
		return false;
	}
	return true;
}

bool command_line_take(struct command_line *line, const struct option *option, const char *value, struct failure *failure)
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
			line->format_meant = add_output(line, "text") != NULL;
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

static const struct option *find_letter(char letter)
{
	for (size_t i = 0; i < option_count; i++)
		if (options[i].letter && options[i].letter == letter)
			return &options[i];
	return NULL;
}

static bool fail_unknown(const struct command_line *line, struct slice word, struct failure *failure)
{
	struct slice *names = arena_array(line->arena, struct slice, option_count);

	for (size_t i = 0; i < option_count; i++)
		names[i] = slice_from_string(options[i].name);
	struct slice name = slice_part(word, word.length > 1 && word.data[1] == '-' ? 2 : 1, word.length);
	size_t nearest = nearest_name(name, names, option_count);

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
	const struct option *option = is_long ? option_find(slice_part(all, 2, equals)) : find_letter(word[1]);
	const char *value = NULL;

	if (!option)
		return fail_unknown(line, slice_part(all, 0, equals), failure);
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
	return command_line_take(line, option, value, failure);
}

/* The commands in a sentence: 「check、rules」 and "check, rules". */
static struct slice command_list(struct arena *arena, const char *between)
{
	struct text_builder text;
	enum command last = COMMAND_NONE;

	text_builder_init(&text, arena);
	for (size_t i = 0; i < command_count; i++) {
		if (commands[i].command == last)
			continue;
		if (last != COMMAND_NONE)
			text_builder_add_string(&text, between);
		text_builder_add(&text, command_word(&commands[i]));
		last = commands[i].command;
	}
	return text_builder_slice(&text);
}

static bool take_command(struct command_line *line, const char *word, struct failure *failure)
{
	for (size_t i = 0; i < command_count && line->command == COMMAND_NONE; i++)
		if (slice_equal(command_word(&commands[i]), slice_from_string(word)))
			line->command = commands[i].command;
	if (line->command != COMMAND_NONE)
		return true;
	struct slice ja = command_list(line->arena, "、"), en = command_list(line->arena, ", ");

	failure_set(failure, "%s：そのような命令はありません。%.*s のどれかです（no such command; use one of %.*s）", word, SLICE_PRINT(ja),
		    SLICE_PRINT(en));
	return false;
}

bool command_line_gave(const struct command_line *line, const char *name)
{
	const struct option *option = option_find(slice_from_string(name));

	return option && line->given[option - options];
}

bool command_line_is_complete(const struct command_line *line, struct failure *failure)
{
	if (line->command != COMMAND_NONE)
		return true;
	struct slice ja = command_list(line->arena, "、"), en = command_list(line->arena, ", ");

	failure_set(failure, "%.*s のどれかを続けてください。使い方は tenken --help（give a command: %.*s; see tenken --help）", SLICE_PRINT(ja),
		    SLICE_PRINT(en));
	return false;
}

bool command_line_parse(struct command_line *line, struct arena *arena, int count, char **words, struct failure *failure)
{
	struct reading_words reading = {words, count, 1};
	bool options_over = false;

	*line = (struct command_line){.arena = arena, .given = arena_array(arena, bool, option_count),
				       .origins = arena_array(arena, const char *, option_count)};
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
