/* Why the YAML cannot be read, and what people usually did. */
#include "readers/yaml/stream/yaml_explain.h"

#include "base/limits.h"

#include <string.h>

/* A cause in both languages. */
struct cause {
	struct slice ja, en;
};

static const struct cause unknown_cause = {SLICE(""), SLICE("")};
static const struct cause tab_cause = {
	SLICE("字下げにタブが使われています。字下げは半角の空白で書いてください。"), SLICE("A tab indents this line: indent with spaces.")};
static const struct cause wide_blank_cause = {
	SLICE("字下げに全角の空白が使われています。字下げは半角の空白で書いてください。"),
	SLICE("A full-width blank indents this line: indent with ASCII spaces.")};
static const struct cause wide_colon_cause = {
	SLICE("項目名の後が全角の「：」になっています。半角の「: 」（コロンと空白）で書いてください。"),
	SLICE("A full-width colon follows the name: write an ASCII colon and a space.")};
static const struct cause no_space_cause = {
	SLICE("項目名の後の「:」に空白が続いていません。「項目名: 値」のように空白を入れてください。"),
	SLICE("No space follows the colon: write \"name: value\".")};
static const struct cause quote_cause = {
	SLICE("ここで始まる引用符（\" または '）が閉じられていません。"), SLICE("The quote that begins here is not closed.")};
static const struct cause bracket_cause = {
	SLICE("ここで始まる括弧（[ または {）が閉じられていないか、間の「,」が抜けています。"),
	SLICE("The bracket that begins here is not closed, or a comma is missing.")};
static const struct cause node_cause = {
	SLICE("この手前で始まる括弧（[ または {）が閉じられていないか、値や「,」が抜けています。"),
	SLICE("A bracket that begins before this place is not closed, or a value or comma is missing.")};
static const struct cause special_cause = {
	SLICE("この文字（% @ ` など）から値を書き始めることはできません。値を引用符で囲んでください。"),
	SLICE("A value cannot begin with this character (% @ ` …): put it in quotes.")};
static const struct cause alias_cause = {
	SLICE("「*」や「&」から始まる値は別名として読まれます。文字として書くときは引用符で囲んでください。"),
	SLICE("A value that begins with * or & is read as an alias: put it in quotes.")};
static const struct cause colon_inside_cause = {
	SLICE("値の中に「: 」があると、項目名の区切りとして読まれます。値を引用符で囲んでください。"),
	SLICE("\": \" inside a value is read as the end of a name: put the value in quotes.")};
static const struct cause indent_cause = {
	SLICE("字下げがそろっていないようです。同じ並びの項目は、同じ位置から書き始めてください。"),
	SLICE("The indentation does not agree: items side by side begin at the same column.")};
static const struct cause escape_cause = {
	SLICE("\" の中では「\\」が特別な意味を持ちます。「\\\\」と書くか、' で囲んでください。"),
	SLICE("A backslash is special inside double quotes: write \\\\ or use single quotes.")};
static const struct cause mark_cause = {
	SLICE("ファイルの途中にバイト順マーク（BOM）があります。ファイルをつなげたときに残ったものです。消してください。"),
	SLICE("A byte-order mark stands inside the file, left from joining files: delete it.")};
static const struct cause directive_cause = {
	SLICE("行の先頭の「%」は YAML への指示として読まれます。文字として書くときは引用符で囲んでください。"),
	SLICE("% at the start of a line is read as a directive: put text in quotes.")};

static bool says(const char *text, const char *part)
{
	return text && strstr(text, part);
}

/* The line around an offset, without its break. */
static struct slice line_at(struct slice bytes, uint64_t offset)
{
	uint64_t from = offset < bytes.length ? offset : bytes.length, to = from;

	while (from > 0 && bytes.data[from - 1] != '\n')
		from--;
	while (to < bytes.length && bytes.data[to] != '\n' && bytes.data[to] != '\r')
		to++;
	return slice_of(bytes.data + from, (size_t)(to - from));
}

/* A colon right behind a word, and text right behind the colon: 種類:居宅. */
static bool lacks_space(struct slice line)
{
	size_t colon = slice_find(line, SLICE_OF(":"), 0);

	return colon != SIZE_MAX && colon + 1 < line.length && line.data[colon + 1] != ' ' && line.data[colon + 1] != '/' &&
	       !slice_contains(line, SLICE_OF(": "));
}

static const struct cause *cause_in_line(struct slice line)
{
	size_t at = 0;

	for (; at < line.length && (line.data[at] == ' ' || line.data[at] == '-'); at++)
		;
	if (at < line.length && line.data[at] == '\t')
		return &tab_cause;
	if (slice_starts_with(slice_part(line, at, line.length), SLICE_OF("\xe3\x80\x80")))
		return &wide_blank_cause;
	if (slice_contains(line, SLICE_OF("\xef\xbb\xbf")))
		return &mark_cause;
	if (slice_contains(line, SLICE_OF("：")) && !slice_contains(line, SLICE_OF(": ")))
		return &wide_colon_cause;
	if (lacks_space(line))
		return &no_space_cause;
	return NULL;
}

/* The line before the one at an offset; empty at the first. */
static struct slice line_before(struct slice bytes, uint64_t offset)
{
	struct slice line = line_at(bytes, offset);

	return line.data > bytes.data ? line_at(bytes, (uint64_t)(line.data - bytes.data) - 1) : slice_of(NULL, 0);
}

/* The likeliest cause; *offset moves to the line before when the cause stands there. */
static const struct cause *cause_by_words(const struct yaml_problem *problem, struct slice bytes, uint64_t *offset)
{
	struct slice line = line_at(bytes, *offset), before = line_before(bytes, *offset);

	if (says(problem->what, "tab"))
		return &tab_cause;
	if (says(problem->context, "anchor") || says(problem->context, "alias"))
		return &alias_cause;
	if (says(problem->context, "directive"))
		return &directive_cause;
	if (says(problem->context, "quoted scalar") || says(problem->what, "escape"))
		return says(problem->what, "escape") ? &escape_cause : &quote_cause;
	if (says(problem->context, "flow node")) /* libyaml marks where the value should stand, not the bracket */
		return &node_cause;
	if (says(problem->context, "flow"))
		return &bracket_cause;
	const struct cause *in_line = cause_in_line(line);

	if (in_line)
		return in_line;
	in_line = cause_in_line(before);
	if (in_line) {
		*offset = (uint64_t)(before.data - bytes.data);
		return in_line;
	}
	if (says(problem->what, "cannot start any token"))
		return &special_cause;
	if (says(problem->what, "mapping values are not allowed"))
		return &colon_inside_cause;
	if (says(problem->what, "did not find expected") || says(problem->what, "could not find expected"))
		return &indent_cause;
	return &unknown_cause;
}

/* A quote or bracket that stays open is shown where it opens, everything else where reading stopped. */
static uint64_t place_to_show(const struct yaml_problem *problem)
{
	if (says(problem->context, "quoted scalar") && !says(problem->what, "escape"))
		return problem->context_offset;
	if (says(problem->context, "flow") || says(problem->context, "simple key"))
		return problem->context_offset;
	return problem->offset;
}

static struct finding *report_syntax(struct finding_list *findings, struct source *source, const struct yaml_problem *problem)
{
	uint64_t offset = place_to_show(problem);
	const struct cause *cause = cause_by_words(problem, source->bytes, &offset);
	struct slice words = slice_from_string(problem->what);
	struct slice ja = cause->ja.length ? cause->ja : arena_print(findings->arena, "（%.*s）", SLICE_PRINT(words));
	struct slice en = cause->en.length ? cause->en : arena_print(findings->arena, "(%.*s)", SLICE_PRINT(words));

	return finding_add_builtin(findings, BUILTIN_YAML_SYNTAX, (struct place){source, offset, 0},
				   (const struct slice[]){ja, en}, 2);
}

static struct finding *report_too_large(struct finding_list *findings, struct place place, enum yaml_problem_kind kind)
{
	struct slice ja, en;

	if (kind == YAML_PROBLEM_NODES) {
		ja = arena_print(findings->arena, "項目 %d 個", LIMIT_YAML_NODES);
		en = arena_print(findings->arena, "%d nodes", LIMIT_YAML_NODES);
	} else if (kind == YAML_PROBLEM_DIRECTIVES) {
		ja = arena_print(findings->arena, "%% で始まる行 %d 行", LIMIT_YAML_DIRECTIVES);
		en = arena_print(findings->arena, "%d lines that begin with %%", LIMIT_YAML_DIRECTIVES);
	} else {
		ja = arena_print(findings->arena, " %llu バイト", (unsigned long long)LIMIT_DOCUMENT_BYTES);
		en = arena_print(findings->arena, "%llu bytes", (unsigned long long)LIMIT_DOCUMENT_BYTES);
	}
	return finding_add_builtin(findings, BUILTIN_YAML_TOO_LARGE, place, (const struct slice[]){ja, en}, 2);
}

struct finding *yaml_problem_report(struct finding_list *findings, struct source *source, const struct yaml_problem *problem)
{
	struct place place = {source, problem->offset, 0};
	struct slice argument;

	switch (problem->kind) {
	case YAML_PROBLEM_SYNTAX:
		return report_syntax(findings, source, problem);
	case YAML_PROBLEM_CHARACTER:
		argument = arena_print(findings->arena, "U+%04X", (unsigned)problem->character);
		return finding_add_builtin(findings, BUILTIN_YAML_CHARACTER, place, &argument, 1);
	case YAML_PROBLEM_DEPTH:
		argument = arena_print(findings->arena, "%d", LIMIT_YAML_DEPTH);
		return finding_add_builtin(findings, BUILTIN_YAML_TOO_DEEP, place, &argument, 1);
	case YAML_PROBLEM_ALIASES:
		argument = arena_print(findings->arena, "%d", LIMIT_YAML_ALIASES);
		return finding_add_builtin(findings, BUILTIN_YAML_ALIASES, place, &argument, 1);
	case YAML_PROBLEM_SIZE:
	case YAML_PROBLEM_DIRECTIVES:
	case YAML_PROBLEM_NODES:
		break;
	}
	return report_too_large(findings, place, problem->kind);
}
