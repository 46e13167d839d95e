/* tenken_report: a saved result as HTML, CSV or XLSX. */
#include "base/compiler.h"
#include "base/limits.h"
#include "linter/caller.h"
#include "linter/results/result_reader.h"
#include "readers/input_list.h"

#include <stdlib.h>

struct report_work {
	const struct tenken_report_options *options;
	struct memory_trap trap;
	struct arena run, plan; /* plan: as long as one file or plan of the result is passed on */
	struct platform_file file;
	struct report **reports;
	size_t count;
};

static struct slice result_name(const struct report_work *work)
{
	struct slice path = slice_from_string(work->options->result);

	return slice_equal(path, SLICE_OF("-")) ? SLICE_OF("stdin") : path;
}

static bool open_result(struct report_work *work, struct tenken_error *error)
{
	struct slice path = slice_from_string(work->options->result);
	struct failure failure = {0};

	if (!path.length)
		return caller_refused(error, work->options->english ? "name the result to make a report of" : "結果のファイルを一つ指定してください");
	if (slice_equal(path, SLICE_OF("-")) ? platform_file_open_stdin(&work->file, LIMIT_FILE_BYTES, &failure)
					     : platform_file_open(&work->file, path, LIMIT_FILE_BYTES, &failure))
		return true;
	struct slice reason = unreadable_reason(slice_of(failure.text, failure.length), work->options->english);

	return caller_refused(error, arena_print(&work->run, work->options->english ? "%.*s: %.*s" : "%.*s：%.*s", SLICE_PRINT(result_name(work)),
						 SLICE_PRINT(reason))
					     .data);
}

/* "result.json:3:17: a comma is missing" */
static bool tell_problem(struct report_work *work, const struct result_reading *reading, struct tenken_error *error)
{
	struct source source;
	struct slice name = result_name(work);

	source_init(&source, &work->run, name, work->file.bytes, ENCODING_UTF8, 0);
	struct position place = source_position(&source, reading->json.at);

	return caller_refused(error, arena_print(&work->run, work->options->english ? "%.*s:%u:%u: cannot be read as a result (%s)"
										    : "%.*s:%u:%u：結果として読めません（%s）",
						 SLICE_PRINT(name), (unsigned)place.line, (unsigned)place.column,
						 reading->json.problem ? reading->json.problem : "it is cut off")
					     .data);
}

/* What needs more than a result holds is made by a run alone. */
static const struct report_format *format_named(struct slice name)
{
	static const struct slice names[] = {SLICE("html"), SLICE("csv"), SLICE("xlsx"), SLICE("totals")};

	for (size_t i = 0; i < COUNT_OF(names); i++)
		if (slice_equal(names[i], name))
			return report_format_find(name);
	return NULL;
}

static bool is_the_result(const struct report_work *work, struct slice output)
{
	uint64_t ours[2], theirs[2];

	return output.length && platform_path_identity(output, theirs) &&
	       platform_path_identity(slice_from_string(work->options->result), ours) && ours[0] == theirs[0] && ours[1] == theirs[1];
}

static bool open_reports(struct report_work *work, const struct result_head *head, struct tenken_error *error)
{
	static const struct tenken_output html = {.format = "html"};
	const struct tenken_report_options *options = work->options;
	const struct tenken_output *outputs = options->output_count ? options->outputs : &html;
	size_t count = options->output_count ? options->output_count : 1;
	struct report_run run = head->run;

	run.care_managers = options->care_managers;
	run.add_date = run.english ? NULL : caller_add_date_in_words;
	run.csv_cp932 = options->csv_encoding == TENKEN_ENCODING_CP932;
	run.folder = platform_folder(&work->run);
	run.notice = options->notice;
	run.context = options->context;
	work->reports = arena_array(&work->run, struct report *, count);
	for (size_t i = 0; i < count; i++) {
		const struct report_format *format = format_named(slice_from_string(outputs[i].format));
		struct slice path = slice_from_string(outputs[i].path);
		struct failure failure = {0};

		if (!format)
			return caller_refused(error, arena_print(&work->run, options->english ? "--format %s: a report is html, csv, xlsx or totals"
											      : "--format %s：報告書は html、csv、xlsx、totals のどれかです",
								 outputs[i].format)
							     .data);
		if (is_the_result(work, path))
			return caller_refused(error, options->english ? "--output: this is the result itself" : "--output：結果のファイルそのものです");
		work->count++;
		if (!report_open(&work->reports[i], &work->run, format, path, &run, &failure))
			return caller_refused(error, failure.text);
	}
	return true;
}

static bool close_reports(struct report_work *work, const struct report_summary *summary, struct tenken_error *error)
{
	bool done = true;

	for (size_t i = 0; i < work->count; i++) {
		struct failure failure = {0};

		if (!report_close(work->reports[i], summary, &failure) && done)
			done = caller_refused(error, failure.text);
		work->reports[i] = NULL;
	}
	return done;
}

static enum tenken_status refuse_care_managers(const struct report_work *work, struct tenken_error *error)
{
	caller_refused(error, work->options->english ?
				      "--care-managers: this result does not name care managers. Write it with tenken check --care-managers --format json" :
				      "--care-managers：この結果には担当者が入っていません。tenken check --care-managers --format json で書き出した結果を使ってください");
	return TENKEN_USAGE_ERROR;
}

static enum tenken_status run_report(struct report_work *work, struct tenken_error *error)
{
	struct result_reading reading = {.arena = &work->run, .kept = &work->run};
	struct result_head head = {0};

	if (!open_result(work, error))
		return TENKEN_USAGE_ERROR;
	if (!result_read_head(&reading, &work->file, &head)) {
		tell_problem(work, &reading, error);
		return TENKEN_USAGE_ERROR;
	}
	if (work->options->care_managers && !head.has_care_managers)
		return refuse_care_managers(work, error);
	if (!open_reports(work, &head, error))
		return TENKEN_USAGE_ERROR;
	reading.arena = &work->plan;
	reading.english = head.run.english;
	if (!result_pass_on(&reading, &work->file, work->reports, work->count)) {
		tell_problem(work, &reading, error);
		return TENKEN_USAGE_ERROR;
	}
	return close_reports(work, &head.summary, error) ? TENKEN_OK : TENKEN_LOST;
}

/* The place to come back to when memory runs out, as in check.c. */
static enum tenken_status run_trapped(struct report_work *work, struct tenken_error *error)
{
	arena_init(&work->run, &work->trap);
	arena_init(&work->plan, &work->trap);
	if (setjmp(work->trap.jump) == 0)
		return run_report(work, error);
	caller_told(error, "out of memory");
	return TENKEN_INTERNAL_ERROR;
}

enum tenken_status tenken_report(const struct tenken_report_options *options, struct tenken_error *error)
{
	struct report_work *work = calloc(1, sizeof *work);

	if (error)
		error->text[0] = '\0';
	if (!work) {
		caller_told(error, "out of memory");
		return TENKEN_INTERNAL_ERROR;
	}
	work->options = options;
	enum tenken_status status = run_trapped(work, error);

	for (size_t i = 0; i < work->count; i++)
		report_abandon(work->reports[i]);
	platform_file_close(&work->file);
	arena_release(&work->plan);
	arena_release(&work->run);
	free(work);
	return status;
}
