/* The program: a thin shell over the public header. What it prints on failure is one line on standard error. */
#include "base/platform/platform.h"
#include "cli/command_line.h"
#include "cli/progress.h"
#include "cli/settings.h"

#include <stdio.h>
#include <string.h>

static int complain(const char *text)
{
	fprintf(stderr, "tenken: %s\n", text);
	return TENKEN_USAGE_ERROR;
}

static int print(struct arena *arena, struct slice text)
{
	struct failure failure = {0};
	struct output *output = output_open(arena, slice_of("", 0), &failure);

	output_write(output, text);
	if (output_close(output, &failure))
		return TENKEN_OK;
	fprintf(stderr, "tenken: %s\n", failure.text);
	return TENKEN_LOST;
}

static void print_notice(void *context, const char *notice)
{
	(void)context;
	progress_clear();
	fprintf(stderr, "%s\n", notice);
}

/* 0 when nothing was said: the library decides. */
static bool read_jobs(const struct command_line *line, size_t *jobs)
{
	uint64_t number = 0;
	bool fine = !line->jobs || (slice_to_uint(slice_from_string(line->jobs), &number) && number > 0);

	*jobs = (size_t)number;
	return fine;
}

static bool is_interrupted(void *context)
{
	(void)context;
	return platform_interrupted();
}

static struct tenken_options check_options(const struct command_line *line)
{
	return (struct tenken_options){
		.paths = line->arguments.items,
		.path_count = line->arguments.count,
		.outputs = line->outputs,
		.output_count = line->output_count,
		.rule_folders = line->rule_folders.items,
		.rule_folder_count = line->rule_folders.count,
		.select = line->select.items,
		.select_count = line->select.count,
		.also = line->also.items,
		.also_count = line->also.count,
		.ignore = line->ignore.items,
		.ignore_count = line->ignore.count,
		.profile = line->profile,
		.suppressions = line->suppressions.items,
		.suppression_count = line->suppressions.count,
		.settings = line->settings,
		.baseline = line->baseline,
		.mask = line->mask,
		.mask_key = line->mask_key,
		.audience = command_line_gave(line, "audience") ? (enum tenken_audience)(line->audience + 1) : TENKEN_AUDIENCE_OF_PROFILE,
		.as_of = line->as_of,
		.questions = line->questions,
		.stdin_name = line->stdin_name,
		.files_from = line->files_from,
		.list_files = line->list_files,
		.layout = line->layout,
		.service_codes = line->service_codes,
		.english = line->language == 1,
		.allow_empty = line->allow_empty,
		.fail_on_unchecked = line->fail_on_unchecked,
		.quiet = line->quiet,
		.statistics = line->statistics,
		.care_managers = line->care_managers,
		.rank = line->rank,
		.fail_on = (enum tenken_level)line->fail_on,
		.color = (enum tenken_color)line->color,
		.encoding = (enum tenken_encoding)line->encoding,
		.sarif_all_kinds = line->sarif_all_kinds,
		.csv_encoding = line->csv_encoding == 1 ? TENKEN_ENCODING_CP932 : TENKEN_ENCODING_UTF8,
		.with_plan = line->with_plan,
		.partial = line->partial,
		.stop = is_interrupted,
		.notice = print_notice,
	};
}

static int tell(enum tenken_status status, const struct tenken_error *error)
{
	if (error->text[0])
		fprintf(stderr, "tenken: %s\n", error->text);
	return (int)status;
}

static int run_check(const struct command_line *line)
{
	struct tenken_options options = check_options(line);
	struct tenken_error error;

	if (!read_jobs(line, &options.jobs))
		return complain("--jobs：1 以上の数を書いてください（a number from 1）");
	platform_note_interrupts();
	if (progress_is_wanted(line))
		options.progress = progress_show;
	progress_begin(options.english);
	enum tenken_status status = tenken_check(&options, NULL, &error);

	progress_clear();
	return tell(status, &error);
}

static int run_baseline(const struct command_line *line)
{
	struct tenken_options options = check_options(line);
	struct tenken_error error;

	if (!read_jobs(line, &options.jobs))
		return complain("--jobs：1 以上の数を書いてください（a number from 1）");
	return tell(tenken_baseline(&options, line->output_count ? line->outputs[line->output_count - 1].path : NULL, NULL, &error), &error);
}

static int run_merge(const struct command_line *line)
{
	struct tenken_options options = check_options(line);
	struct tenken_error error;

	if (!line->arguments.count)
		return complain("merge の次に、部分結果のファイルを続けてください（name the partial files to merge）");
	platform_note_interrupts();
	return tell(tenken_merge(&options, NULL, &error), &error);
}

static int run_rules(const struct command_line *line)
{
	static const char *const actions[] = {"list", "explain", "check", "test", "new", "coverage"};
	const char *word = line->arguments.count ? line->arguments.items[0] : "";
	struct tenken_error error;
	struct tenken_rules_options options = {
		.rule_folders = line->rule_folders.items,
		.rule_folder_count = line->rule_folders.count,
		.english = line->language == 1,
		.color = (enum tenken_color)line->color,
	};
	size_t action = 0;

	if (line->output_count > 1)
		return complain("rules の --format は一つだけです（rules writes one format）");
	options.format = line->output_count ? line->outputs[0].format : NULL;
	options.names_in = (enum tenken_names)line->names;
	options.mutations = line->mutations;
	options.output = line->output_count ? line->outputs[0].path : NULL;
	while (action < COUNT_OF(actions) && strcmp(actions[action], word) != 0)
		action++;
	if (action == COUNT_OF(actions))
		return complain("rules の次は list、explain、check、test、new、coverage のどれかです（use rules list, explain, check, test, new or coverage）");
	options.action = (enum tenken_rules_action)action;
	if (options.action == TENKEN_RULES_EXPLAIN || options.action == TENKEN_RULES_NEW) {
		options.names = line->arguments.items + 1;
		options.name_count = line->arguments.count - 1;
	} else if (line->arguments.count > 1) {
		options.folder = line->arguments.items[1];
	}
	return tell(tenken_rules(&options, &error), &error);
}

static int run_convert(const struct command_line *line)
{
	struct tenken_error error;
	struct tenken_convert_options options = {
		.paths = line->arguments.items,
		.path_count = line->arguments.count,
		.csv = line->to == 1,
		.output = line->output_count ? line->outputs[line->output_count - 1].path : NULL,
		.sender = line->sender,
		.receiver = line->receiver,
		.timestamp = line->timestamp,
		.as_of = line->as_of,
		.stdin_name = line->stdin_name,
		.files_from = line->files_from,
		.layout = line->layout,
		.encoding = (enum tenken_encoding)line->encoding,
		.english = line->language == 1,
		.allow_empty = line->allow_empty,
		.force = line->force,
		.notice = print_notice,
	};
	return tell(tenken_convert(&options, &error), &error);
}

static int run_report(const struct command_line *line)
{
	struct tenken_error error;
	struct tenken_report_options options = {
		.result = line->arguments.count == 1 ? line->arguments.items[0] : NULL,
		.outputs = line->outputs,
		.output_count = line->output_count,
		.csv_encoding = line->csv_encoding == 1 ? TENKEN_ENCODING_CP932 : TENKEN_ENCODING_UTF8,
		.english = line->language == 1,
		.care_managers = line->care_managers,
		.notice = print_notice,
	};

	if (line->arguments.count != 1)
		return complain("report の次は、check が json で書き出した結果を一つ（name one result that check wrote as json）");
	if (line->format_meant)
		line->outputs[0].format = "html";
	return tell(tenken_report(&options, &error), &error);
}

static int run_schema(const struct command_line *line)
{
	static const char *const kinds[] = {"plan", "rules", "result"};
	const char *word = line->arguments.count == 1 ? line->arguments.items[0] : "";
	struct tenken_error error;
	size_t kind = 0;

	while (kind < COUNT_OF(kinds) && strcmp(kinds[kind], word) != 0)
		kind++;
	if (kind == COUNT_OF(kinds))
		return complain("schema の次は plan、rules、result のどれか一つです（use schema plan, rules or result）");
	return tell(tenken_schema((enum tenken_schema_kind)kind, &error), &error);
}

static int show_settings(const struct command_line *line, const struct tenken_settings *settings)
{
	struct tenken_options options = check_options(line);
	struct tenken_settings profile = {0}, defaults;
	struct tenken_error error;

	if (line->profile && tenken_profile_read(&options, &profile, &error) != TENKEN_OK)
		return complain(error.text);
	if (tenken_defaults_read(&defaults, &error) != TENKEN_OK) {
		tenken_settings_release(&profile);
		return complain(error.text);
	}
	int status = print(line->arena, settings_show(line, &(struct settings_shown){settings, &profile, &defaults}));

	tenken_settings_release(&defaults);
	tenken_settings_release(&profile);
	return status;
}

static int run_command(const struct command_line *line)
{
	switch (line->command) {
	case COMMAND_CHECK:
		return run_check(line);
	case COMMAND_BASELINE:
		return run_baseline(line);
	case COMMAND_RULES:
		return run_rules(line);
	case COMMAND_CONVERT:
		return run_convert(line);
	case COMMAND_SCHEMA:
		return run_schema(line);
	case COMMAND_REPORT:
		return run_report(line);
	case COMMAND_MERGE:
		return run_merge(line);
	case COMMAND_NONE:
		break;
	}
	return TENKEN_USAGE_ERROR;
}

static int run_with_settings(struct command_line *line)
{
	struct tenken_settings settings = {0};
	struct failure failure = {0};
	int status;

	if (!settings_apply(line, &settings, &failure))
		status = complain(failure.text);
	else if (line->show_config)
		status = show_settings(line, &settings);
	else
		status = run_command(line);
	tenken_settings_release(&settings);
	return status;
}

int main(int count, char **words)
{
	struct arena arena;
	struct command_line line;
	struct failure failure = {0};
	int status;

	platform_ignore_broken_pipe();
	arena_init(&arena, NULL);
	if (!command_line_parse(&line, &arena, count, words, &failure))
		status = complain(failure.text);
	else if (line.version)
		status = print(&arena, arena_print(&arena, "tenken %s\n", tenken_version()));
	else if (line.help)
		status = print(&arena, command_line_help(&arena, line.command, line.language == 1));
	else if (!command_line_is_complete(&line, &failure))
		status = complain(failure.text);
	else
		status = run_with_settings(&line);
	arena_release(&arena);
	return status;
}
