/* Which files a run looks at: the paths of the command line and those of --files-from. */
#include "linter/check/check.h"

#include "linter/caller.h"
#include "linter/inputs/file_names.h"

static bool reads_stdin(const struct tenken_options *options)
{
	for (size_t i = 0; i < options->path_count; i++)
		if (strcmp(options->paths[i], "-") == 0)
			return true;
	return false;
}

/* The list of --files-from; without one nothing is listed. */
static bool read_names(struct check *check, struct input_request *request, struct tenken_error *error)
{
	const struct tenken_options *options = check->options;
	struct failure failure = {0};
	struct slice *names;

	if (!options->files_from)
		return true;
	if (strcmp(options->files_from, "-") == 0 && reads_stdin(options))
		return caller_refused(error, options->english ? "--files-from -: standard input cannot be the list and an input"
						    : "--files-from -：標準入力を、ファイルの一覧と確かめるファイルの両方には使えません");
	if (!file_names_read(&check->run, &check->names, slice_from_string(options->files_from), &names, &request->listed_count, &failure)) {
		struct slice reason = unreadable_reason(slice_of(failure.text, failure.length), options->english);

		return caller_refused(error, arena_print(&check->run, options->english ? "--files-from %s: %.*s" : "--files-from %s：%.*s", options->files_from,
					       SLICE_PRINT(reason))
					   .data);
	}
	request->listed = names;
	return true;
}

bool check_list_inputs(struct check *check, struct input_list *inputs, struct finding_list *unlisted, struct tenken_error *error)
{
	static const struct slice here = SLICE(".");
	const struct tenken_options *options = check->options;
	struct slice *paths = arena_array(&check->run, struct slice, options->path_count);
	struct input_request request = {.stdin_name = slice_from_string(options->stdin_name ? options->stdin_name : "stdin.yaml")};

	request.keep_left_out = options->list_files;
	for (size_t i = 0; i < options->path_count; i++)
		paths[i] = slice_from_string(options->paths[i]);
	request.paths = paths;
	request.path_count = options->path_count;
	if (!options->path_count && !options->files_from) {
		request.paths = &here;
		request.path_count = 1;
	}
	struct slice *settings = arena_array(&check->run, struct slice, options->suppression_count);

	for (size_t i = 0; i < options->suppression_count; i++)
		settings[i] = slice_from_string(options->suppressions[i]);
	request.settings = settings;
	request.settings_count = options->suppression_count;
	check_list_init(check, unlisted, &check->run);
	if (!read_names(check, &request, error))
		return false;
	input_list_build(inputs, &check->run, &request, unlisted);
	return true;
}
