#include "cli/option_table.h"

#include "base/compiler.h"

#define CHECK COMMAND_CHECK
#define RULES COMMAND_RULES
#define SCHEMA COMMAND_SCHEMA
#define CONVERT COMMAND_CONVERT
#define BASELINE COMMAND_BASELINE
#define REPORT COMMAND_REPORT
#define MERGE COMMAND_MERGE
const struct option options[] = {
#define OPTION(commands, name, letter, kind, target, argument_ja, argument_en, help_ja, help_en)                         \
	{(unsigned)(commands), name, letter, kind, offsetof(struct command_line, target), argument_ja, argument_en, help_ja, help_en},
#include "cli/options.def"
#undef OPTION
};
const size_t option_count = COUNT_OF(options);

const struct command_row commands[] = {
#define COMMAND(bit, word, arguments_ja, arguments_en, help_ja, help_en) {COMMAND_##bit, word, arguments_ja, arguments_en, help_ja, help_en},
#include "cli/commands.def"
#undef COMMAND
};
const size_t command_count = COUNT_OF(commands);

const struct option *option_find(struct slice name)
{
	for (size_t i = 0; i < option_count; i++)
		if (slice_equal(slice_from_string(options[i].name), name))
			return &options[i];
	return NULL;
}

struct slice command_word(const struct command_row *row)
{
	struct slice rest = slice_from_string(row->word), word = rest;

	slice_next(&rest, ' ', &word);
	return word;
}
