/*
 * make_manual ja|en VERSION: the manual page tenken(1), on standard output. Commands and options come from the tables by which
 * the program itself reads its words, so the page cannot fall behind. The format is man(7), in UTF-8.
 */
#include "cli/option_table.h"

#include "base/compiler.h"

#include <stdio.h>
#include <string.h>

static bool english;

static const char *in(const char *ja, const char *en)
{
	return english ? en : ja;
}

/* Where a line of Japanese may end, for formatters that know blanks alone. */
static bool line_may_end(const char *at)
{
	return strncmp(at, "。", 3) == 0 || strncmp(at, "、", 3) == 0 || strncmp(at, "）", 3) == 0;
}

/* Text as man(7) shows it: no line begins a request, a hyphen is what one types, a backslash is itself. */
static void put(const char *text)
{
	bool line_begins = true;

	for (const char *break_at = NULL; *text; text++) {
		if (text == break_at)
			fputs("\\:", stdout);
		if (line_may_end(text))
			break_at = text + 3;
		if (line_begins && (*text == '.' || *text == '\''))
			fputs("\\&", stdout);
		if (*text == '-')
			fputs("\\-", stdout);
		else if (*text == '\\')
			fputs("\\e", stdout);
		else
			putchar(*text);
		line_begins = *text == '\n';
	}
}

static void section(const char *ja, const char *en)
{
	printf(".SH \"%s\"\n", in(ja, en));
}

/* A term, and below it what it means. */
static void term(const char *name, const char *argument, const char *meaning)
{
	fputs(".TP\n\\fB", stdout);
	put(name);
	fputs("\\fR", stdout);
	if (*argument) {
		fputs(" \\fI", stdout);
		put(argument);
		fputs("\\fR", stdout);
	}
	putchar('\n');
	put(meaning);
	putchar('\n');
}

static void put_commands(void)
{
	for (size_t i = 0; i < command_count; i++) {
		const struct command_row *row = &commands[i];

		char words[64];

		snprintf(words, sizeof words, "tenken %s", row->word);
		term(words, in(row->arguments_ja, row->arguments_en), in(row->help_ja, row->help_en));
	}
}

/* "check, convert": the commands an option belongs to. */
static void put_commands_of(const struct option *option)
{
	enum command last = COMMAND_NONE;
	bool is_first = true;

	fputs(in("（", "("), stdout);
	for (size_t i = 0; i < command_count; i++) {
		if (commands[i].command == last || !(option->commands & (unsigned)commands[i].command))
			continue;
		last = commands[i].command;
		printf("%s%.*s", is_first ? "" : in("、", ", "), SLICE_PRINT(command_word(&commands[i])));
		is_first = false;
	}
	fputs(in("）\n", ")\n"), stdout);
}

static void put_options(void)
{
	for (size_t i = 0; i < option_count; i++) {
		const struct option *option = &options[i];
		char names[64];

		if (option->letter)
			snprintf(names, sizeof names, "-%c, --%s", option->letter, option->name);
		else
			snprintf(names, sizeof names, "--%s", option->name);
		term(names, in(option->argument_ja, option->argument_en), in(option->help_ja, option->help_en));
		put_commands_of(option);
	}
}

struct meaning {
	const char *term, *ja, *en;
};

static const struct meaning statuses[] = {
	{"0", "すべて読めて、--fail-on 以上のものはありません。", "Every input was read, and nothing is at or above --fail-on."},
	{"1", "--fail-on 以上の指摘があります。", "There are findings at or above --fail-on."},
	{"2", "使い方、設定、項目のファイルの誤りです。", "Options, configuration or rule files are wrong."},
	{"3", "読めないファイルや計画、書けない結果がありました。ほかは確かめてあります。",
	 "A file or plan could not be read, or a result not written. The rest was checked."},
	{"4", "資料がなく、確認できない項目があります（--fail-on-unchecked のとき）。", "Something could not be checked (only with --fail-on-unchecked)."},
	{"70", "tenken の内部の誤り、またはメモリの不足です。", "An internal error, or no memory."},
	{"130", "途中で止められました。", "The run was interrupted."},
};

static const struct meaning files[] = {
	{"*.yaml, *.yml", "計画。書き方は docs/reference/plan-format.md にあります。", "Plans, as docs/reference/plan-format.md describes."},
	{"*.CSV", "「ケアプラン標準仕様」の CSV（Shift_JIS）、または見出しのある CSV。", "The national standard's CSV in Shift_JIS, or CSV with headings."},
	{"*.zip", "これらをまとめたもの。", "An archive of them."},
	{".tenkenignore", "フォルダを確かめるときに、とばすファイル。", "Files to leave out when a folder is checked."},
};

static const struct meaning examples[] = {
	{"tenken check plan.yaml", "計画を一つ確かめます。", "Check one plan."},
	{"tenken check --format json -o result.json --format text exports/", "フォルダを確かめ、結果を二つの形で書き出します。",
	 "Check a folder and write the result in two formats."},
	{"tenken rules explain T1-011", "項目の意味と根拠を読みます。", "Read what a rule means and rests on."},
};

static void put_meanings(const struct meaning *meanings, size_t count)
{
	for (size_t i = 0; i < count; i++)
		term(meanings[i].term, "", in(meanings[i].ja, meanings[i].en));
}

int main(int count, char **arguments)
{
	if (count != 3) {
		fputs("make_manual ja|en VERSION\n", stderr);
		return 2;
	}
	english = strcmp(arguments[1], "en") == 0;
	printf(".\\\" Made from the option table; do not edit.\n.TH TENKEN 1 \"\" \"tenken %s\"\n.nh\n.ad l\n", arguments[2]);
	section("名前", "NAME");
	fputs(in("tenken \\- ケアプランを点検の項目に照らして確かめる\n", "tenken \\- check Japanese care plans against checklist items kept as data\n"), stdout);
	section("書式", "SYNOPSIS");
	fputs(in(".B tenken\n.I 命令\n[\\fIオプション\\fR] [\\fIファイル・フォルダ\\fR ...]\n", ".B tenken\n.I command\n[\\fIoptions\\fR] [\\fIpath\\fR ...]\n"),
	      stdout);
	section("説明", "DESCRIPTION");
	put(in("居宅サービス計画書（第1表から第7表）、介護予防サービス・支援計画書、アセスメントを YAML か CSV で読み、"
	       "法令・通知と自治体の点検の項目に照らして、気になるところ、考えていただきたいこと、確認できなかったことを伝えます。"
	       "インターネットにはつながりません。計画のファイルを書き換えることもありません。\n",
	       "Reads care plans (Tables 1 to 7, plans of preventive care) and assessments in YAML or CSV, holds them against law, notices\n"
	       "and the checklist items of municipalities, and says what stands out, what is worth a thought, and what could not be checked.\n"
	       "It uses no network and changes no plan.\n"));
	section("命令", "COMMANDS");
	put_commands();
	section("オプション", "OPTIONS");
	put_options();
	section("終了コード", "EXIT STATUS");
	put_meanings(statuses, COUNT_OF(statuses));
	section("ファイル", "FILES");
	put_meanings(files, COUNT_OF(files));
	section("環境変数", "ENVIRONMENT");
	term("NO_COLOR", "", in("あれば、色を付けません（--color always のほかは）。", "When set, no colours are used (but for --color always)."));
	section("例", "EXAMPLES");
	put_meanings(examples, COUNT_OF(examples));
	return fflush(stdout) || ferror(stdout);
}
