/* tenken_convert: plans from one form to the other. */
#include "linter/convert/convert.h"

#include "base/platform/platform.h"
#include "linter/caller.h"
#include "model/dates/date.h"
#include "readers/input_list.h"

#include <stdlib.h>

static bool fail(struct convert *convert, const char *ja, const char *en, struct tenken_error *error)
{
	caller_told(error, convert->options->english ? en : ja);
	return false;
}

/* 9990000410 or 9990000410-43 as it stands in names: 9990000410_43. */
static bool read_office(struct convert *convert, const char *option, struct slice *office)
{
	struct slice text = slice_from_string(option);
	bool typed = text.length == 13 && (text.data[10] == '-' || text.data[10] == '_');

	if (!option)
		return true;
	if ((text.length != 10 && !typed) || !slice_is_digits(slice_part(text, 0, 10)))
		return false;
	for (size_t i = 11; typed && i < text.length; i++)
		if (!(text.data[i] >= '0' && text.data[i] <= '9') && !(text.data[i] >= 'A' && text.data[i] <= 'Z'))
			return false;
	*office = arena_print(&convert->check->run, "%.*s_%.*s", 10, text.data, 2, typed ? text.data + 11 : "43");
	return true;
}

static bool read_timestamp(struct convert *convert, struct tenken_error *error)
{
	struct slice text = slice_from_string(convert->options->timestamp);
	struct calendar_date date = date_to_calendar(convert->check->as_of);

	convert->timestamp = text;
	if (!text.length)
		convert->timestamp =
			arena_print(&convert->check->run, "%04d%02d%02d000000", date.year, date.month, date.day);
	return convert->timestamp.length == 14 && slice_is_digits(convert->timestamp)
		       ? true
		       : fail(convert, "--timestamp は 20260401093000 のような14桁です", "--timestamp: 14 digits such as 20260401093000", error);
}

static bool prepare_yaml(struct convert *convert, struct tenken_error *error)
{
	struct slice path = slice_from_string(convert->options->output);
	struct failure failure = {0};

	if (path.length && platform_path_kind(path) == PATH_FOLDER)
		return fail(convert, "-o：フォルダではなく、書き出すファイルの名前を指定してください", "-o: name a file to write, not a folder", error);
	if (path.length && platform_path_kind(path) == PATH_FILE && !convert->options->force)
		return fail(convert, "-o：そのファイルはすでにあります（置き換えるなら --force）", "-o: the file exists already (--force replaces it)", error);
	convert->yaml = output_open(&convert->check->run, path, &failure);
	if (!convert->yaml)
		caller_told(error, failure.text);
	return convert->yaml != NULL;
}

bool convert_prepare(struct convert *convert, struct tenken_error *error)
{
	const struct tenken_convert_options *options = convert->options;

	convert->last = &convert->files;
	if (!options->csv)
		return prepare_yaml(convert, error);
	if (!options->output || platform_path_kind(slice_from_string(options->output)) != PATH_FOLDER)
		return fail(convert, "--to csv には、書き出し先のフォルダが要ります（-o フォルダ）", "--to csv needs an existing folder (-o FOLDER)", error);
	if (!read_office(convert, options->sender, &convert->sender) || !read_office(convert, options->receiver, &convert->receiver))
		return fail(convert, "--sender と --receiver は、事業所番号10桁か、9990000410-43 のようにサービス種類を付けたものです",
			    "--sender and --receiver: ten digits, or with a service type as in 9990000410-43", error);
	return read_timestamp(convert, error);
}

static bool load_layouts(struct check *check, struct tenken_error *error)
{
	struct failure failure = {0};
	struct finding_list mistakes;
	struct rule_base_options options = {.folder = slice_of("", 0)};

	finding_list_init(&mistakes, &check->run, check->options->english);
	if (rule_base_load(&check->base, &check->run, &options, &mistakes, &failure) &&
	    (!check->options->layout || rule_base_add_flat_layout(&check->base, slice_from_string(check->options->layout), &failure)))
		return true;
	caller_told(error, failure.text);
	return false;
}

/* Everything was read: what is written is put in its place, all of it or nothing. */
static bool finish(struct convert *convert, struct tenken_error *error)
{
	struct output *yaml = convert->yaml;

	convert->yaml = NULL;
	if (yaml)
		output_close(yaml, &convert->failure);
	if (convert_files_close(convert))
		return true;
	caller_told(error, convert->failure.text);
	return false;
}

static enum tenken_status run_convert(struct convert *convert, struct tenken_error *error)
{
	struct check *check = convert->check;
	struct input_list inputs;
	struct finding_list unlisted;

	if (!check_read_as_of(check, error) || !load_layouts(check, error))
		return TENKEN_USAGE_ERROR;
	if (!check_list_inputs(check, &inputs, &unlisted, error))
		return TENKEN_USAGE_ERROR;
	if (inputs.count + unlisted.count == 0 && !convert->options->allow_empty) {
		fail(convert, "変換するファイルがありません（.yaml .yml .csv が見つかりませんでした）",
		     "nothing to convert: no .yaml, .yml or .csv file was found", error);
		return TENKEN_USAGE_ERROR;
	}
	if (!convert_prepare(convert, error))
		return TENKEN_USAGE_ERROR;
	check_run_inputs(check, &inputs, &unlisted);
	if (!finish(convert, error))
		return TENKEN_LOST;
	return check->summary.lost ? TENKEN_LOST : TENKEN_OK;
}

/* The place to come back to when memory runs out, as in check.c. */
static enum tenken_status run_trapped(struct convert *convert, struct tenken_error *error)
{
	struct check *check = convert->check;

	arena_init(&check->run, &check->trap);
	arena_init(&check->file, &check->trap);
	arena_init(&check->archive, &check->trap);
	arena_init(&check->document, &check->trap);
	arena_init(&check->scratch, &check->trap);
	if (setjmp(check->trap.jump) == 0)
		return run_convert(convert, error);
	caller_told(error, "out of memory");
	return TENKEN_INTERNAL_ERROR;
}

enum tenken_status tenken_convert(const struct tenken_convert_options *options, struct tenken_error *error)
{
	struct tenken_options reading = {
		.paths = options->paths,
		.path_count = options->path_count,
		.as_of = options->as_of,
		.stdin_name = options->stdin_name,
		.files_from = options->files_from,
		.layout = options->layout,
		.encoding = options->encoding,
		.english = options->english,
	};
	struct convert convert = {.sink = {convert_document, convert_file_done}, .options = options};

	if (error)
		error->text[0] = '\0';
	convert.check = calloc(1, sizeof *convert.check);
	if (!convert.check) {
		caller_told(error, "out of memory");
		return TENKEN_INTERNAL_ERROR;
	}
	convert.check->options = &reading;
	convert.check->sink = &convert.sink;
	enum tenken_status status = run_trapped(&convert, error);

	if (convert.yaml)
		output_abandon(convert.yaml);
	convert_files_abandon(&convert);
	check_release(convert.check);
	return status;
}
