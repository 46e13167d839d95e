/*
 * make_completions bash|zsh|fish [PROFILE…]: what the shell needs to complete the words of the program, on standard output. From the
 * tables by which the program reads its words; the ids of rules are asked of the program when they are wanted.
 */
#include "base/compiler.h"
#include "base/text_builder.h"
#include "cli/option_table.h"
#include "report/report.h"

#include <stdio.h>
#include <string.h>

static struct arena arena;
static char **profiles;
static int profile_count;

/* The words that may stand behind an option, blanks between them; empty: a file, or anything. */
static struct slice values_of(const struct option *option)
{
	struct text_builder text;

	text_builder_init(&text, &arena);
	if (option->kind == CHOICE)
		text_builder_add_string(&text, option->argument_en);
	if (option->kind == FORMAT)
		text_builder_add(&text, report_format_names(&arena));
	for (int i = 0; strcmp(option->name, "profile") == 0 && i < profile_count; i++)
		text_builder_print(&text, "%s ", profiles[i]);
	struct slice values = slice_trim(text_builder_finish(&text));
	char *bytes = arena_allocate_bytes(&arena, values.length);

	for (size_t i = 0; i < values.length; i++)
		bytes[i] = values.data[i] == '|' || values.data[i] == ',' ? ' ' : values.data[i];
	return slice_of(bytes, values.length);
}

static bool takes_rules(const struct option *option)
{
	return option->kind == WORDS;
}

/* The commands an option belongs to, with `between` between them. */
static void put_commands_of(unsigned bits, const char *between)
{
	enum command last = COMMAND_NONE;
	const char *before = "";

	for (size_t i = 0; i < command_count; i++) {
		if (commands[i].command == last || !(bits & (unsigned)commands[i].command))
			continue;
		last = commands[i].command;
		printf("%s%.*s", before, SLICE_PRINT(command_word(&commands[i])));
		before = between;
	}
}

/* The second words of a command: list, explain … */
static void put_second_words(enum command command, const char *between)
{
	const char *before = "";

	for (size_t i = 0; i < command_count; i++) {
		const char *second = strchr(commands[i].word, ' ');

		if (commands[i].command != command)
			continue;
		if (second) {
			printf("%s%s", before, second + 1);
			before = between;
		}
	}
}

static void put_bash(void)
{
	puts("# bash completion for tenken. Made from the option table; do not edit.\n"
	     "_tenken()\n{\n"
	     "	local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} command= word\n"
	     "	for word in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do\n"
	     "		case $word in -*) ;; *) command=$word; break ;; esac\n"
	     "	done\n"
	     "	case $previous in");
	for (size_t i = 0; i < option_count; i++) {
		struct slice values = values_of(&options[i]);

		if (options[i].kind == FLAG)
			continue;
		printf("	--%s", options[i].name);
		if (options[i].letter)
			printf(" | -%c", options[i].letter);
		if (values.length)
			printf(") COMPREPLY=($(compgen -W '%.*s' -- \"$current\")); return ;;\n", SLICE_PRINT(values));
		else if (takes_rules(&options[i]))
			puts(") COMPREPLY=($(compgen -W \"$(\"${COMP_WORDS[0]}\" rules list 2>/dev/null | awk '{print $1}')\" -- \"$current\")); return ;;");
		else
			puts(") COMPREPLY=($(compgen -f -- \"$current\")); return ;;");
	}
	fputs("	esac\n	if [[ $current == -* ]]; then\n		case $command in\n", stdout);
	for (size_t row = 0; row < command_count; row++) {
		if (row && commands[row].command == commands[row - 1].command)
			continue;
		printf("		%.*s) COMPREPLY=($(compgen -W '", SLICE_PRINT(command_word(&commands[row])));
		for (size_t i = 0; i < option_count; i++)
			if (options[i].commands & (unsigned)commands[row].command)
				printf("--%s ", options[i].name);
		puts("' -- \"$current\")) ;;");
	}
	fputs("		*) COMPREPLY=($(compgen -W '--help --version' -- \"$current\")) ;;\n		esac\n		return\n	fi\n	case $command in\n	'') COMPREPLY=($(compgen -W '",
	      stdout);
	put_commands_of(~0U, " ");
	fputs("' -- \"$current\")) ;;\n	rules)\n		if [[ $previous == rules ]]; then\n			COMPREPLY=($(compgen -W '", stdout);
	put_second_words(COMMAND_RULES, " ");
	fputs("' -- \"$current\"))\n"
	      "		elif [[ ${COMP_WORDS[*]} == *' explain '* ]]; then\n"
	      "			COMPREPLY=($(compgen -W \"$(\"${COMP_WORDS[0]}\" rules list 2>/dev/null | awk '{print $1}')\" -- \"$current\"))\n"
	      "		else\n			COMPREPLY=($(compgen -d -- \"$current\"))\n		fi ;;\n"
	      "	schema) COMPREPLY=($(compgen -W 'plan rules result' -- \"$current\")) ;;\n"
	      "	*) COMPREPLY=($(compgen -f -- \"$current\")) ;;\n	esac\n}\n"
	      "complete -o filenames -F _tenken tenken\n",
	      stdout);
}

/* In quotes of zsh and fish; both take '\'' or \' for the sign itself, which help texts do not hold. */
static void put_quoted(const char *text)
{
	putchar('\'');
	for (; *text; text++) {
		if (*text == '\'')
			fputs("'\\''", stdout);
		else
			putchar(*text);
	}
	putchar('\'');
}

/* What an option means, without the signs by which _arguments cuts its words. */
static void put_zsh_meaning(const char *text)
{
	for (; *text; text++) {
		if (*text == '[' || *text == ']' || *text == ':' || *text == '\\')
			putchar('\\');
		if (*text == '\'')
			fputs("'\\''", stdout);
		else
			putchar(*text);
	}
}

static void put_zsh_option(const struct option *option)
{
	struct slice values = values_of(option);

	printf("		'*--%s[", option->name);
	put_zsh_meaning(option->help_en);
	putchar(']');
	if (option->kind != FLAG) {
		printf(":%s:", option->kind == CHOICE ? "value" : option->name);
		if (values.length)
			printf("(%.*s)", SLICE_PRINT(values));
		else if (takes_rules(option))
			fputs("->rules", stdout);
		else
			fputs("_files", stdout);
	}
	puts("' \\");
}

static void put_zsh(void)
{
	puts("#compdef tenken\n# zsh completion for tenken. Made from the option table; do not edit.\n_tenken()\n{\n"
	     "	local context state state_descr line\n	typeset -A opt_args\n"
	     "	if (( CURRENT == 2 )); then");
	fputs("		compadd -- ", stdout);
	put_commands_of(~0U, " ");
	puts("\n		return\n	fi\n	case ${words[2]} in");
	for (size_t row = 0; row < command_count; row++) {
		if (row && commands[row].command == commands[row - 1].command)
			continue;
		printf("	%.*s)\n		_arguments -C \\\n", SLICE_PRINT(command_word(&commands[row])));
		for (size_t i = 0; i < option_count; i++)
			if (options[i].commands & (unsigned)commands[row].command)
				put_zsh_option(&options[i]);
		fputs("		'1:command:' '2:word:", stdout);
		if (commands[row].command == COMMAND_RULES) {
			putchar('(');
			put_second_words(COMMAND_RULES, " ");
			puts(")' '*:rule:->rules' ;;");
		} else if (commands[row].command == COMMAND_SCHEMA) {
			puts("(plan rules result)' ;;");
		} else {
			puts("_files' '*:file:_files' ;;");
		}
	}
	puts("	esac\n	[[ $state == rules ]] && compadd -- $(${words[1]} rules list 2>/dev/null | awk '{print $1}') && return\n}\n_tenken \"$@\"");
}

static void put_fish(void)
{
	puts("# fish completion for tenken. Made from the option table; do not edit.");
	for (size_t row = 0; row < command_count; row++) {
		if (row && commands[row].command == commands[row - 1].command)
			continue;
		printf("complete -c tenken -n __fish_use_subcommand -f -a %.*s -d ", SLICE_PRINT(command_word(&commands[row])));
		put_quoted(commands[row].help_en);
		putchar('\n');
	}
	fputs("complete -c tenken -n '__fish_seen_subcommand_from rules' -f -a '", stdout);
	put_second_words(COMMAND_RULES, " ");
	puts("'\ncomplete -c tenken -n '__fish_seen_subcommand_from schema' -f -a 'plan rules result'\n"
	     "complete -c tenken -n '__fish_seen_subcommand_from explain' -f -a \"(tenken rules list 2>/dev/null | awk '{print \\$1}')\"");
	for (size_t i = 0; i < option_count; i++) {
		struct slice values = values_of(&options[i]);

		fputs("complete -c tenken -n '__fish_seen_subcommand_from ", stdout);
		put_commands_of(options[i].commands, " ");
		printf("' -l %s", options[i].name);
		if (options[i].letter)
			printf(" -s %c", options[i].letter);
		if (values.length)
			printf(" -x -a '%.*s'", SLICE_PRINT(values));
		else if (takes_rules(&options[i]))
			fputs(" -x -a \"(tenken rules list 2>/dev/null | awk '{print \\$1}')\"", stdout);
		else if (options[i].kind != FLAG)
			fputs(" -r", stdout);
		fputs(" -d ", stdout);
		put_quoted(options[i].help_en);
		putchar('\n');
	}
}

int main(int count, char **arguments)
{
	static const struct {
		const char *name;
		void (*put)(void);
	} shells[] = {{"bash", put_bash}, {"zsh", put_zsh}, {"fish", put_fish}};
	bool is_known = false;

	arena_init(&arena, NULL);
	profiles = arguments + 2;
	profile_count = count - 2;
	for (size_t i = 0; count > 1 && i < COUNT_OF(shells); i++) {
		if (strcmp(shells[i].name, arguments[1]) != 0)
			continue;
		shells[i].put();
		is_known = true;
	}
	arena_release(&arena);
	if (!is_known) {
		fputs("make_completions bash|zsh|fish [PROFILE…]\n", stderr);
		return 2;
	}
	return fflush(stdout) || ferror(stdout);
}
