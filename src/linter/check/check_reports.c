/* Where the results of a run go: its reports, opened before the first plan and closed after the last. */
#include "linter/check/check.h"

#include "base/text_builder.h"
#include "linter/caller.h"
#include "linter/check/report_rules.h"
#include "model/dates/date.h"

static enum severity failing_severity(enum tenken_level level)
{
	return level == TENKEN_LEVEL_ERROR ? SEVERITY_ERROR : level == TENKEN_LEVEL_WARNING ? SEVERITY_WARNING : SEVERITY_INFO;
}

static const struct report_format *find_format(const struct check *check, struct slice name)
{
	if (check->writes_baseline)
		return report_format_baseline();
	return check->options->list_files ? file_list_format_find(name) : report_format_find(name);
}

/* What the report to `path` is told of the run: colours and width are for who looks at it there. */
static struct report_run run_of(struct check *check, const char *path)
{
	const struct tenken_options *options = check->options;
	struct text_builder as_of;

	text_builder_init(&as_of, &check->run);
	date_add_iso(&as_of, check->as_of);

	return (struct report_run){
		.version = slice_from_string(tenken_version()),
		.ruleset = check->base.loaded.set->version,
		.ruleset_digest = check->base.loaded.set->digest,
		.as_of = text_builder_finish(&as_of),
		.rules = check->base.loaded.set->count,
		.english = options->english,
		.add_date = options->english ? NULL : caller_add_date_in_words,
		.audience = (enum report_audience)check->running.audience,
		.color = caller_wants_color(options->color, path),
		.width = caller_width(path),
		.quiet = options->quiet,
		.statistics = options->statistics || options->care_managers,
		.care_managers = options->care_managers,
		.rank = options->rank,
		.sarif_all_kinds = options->sarif_all_kinds,
		.csv_cp932 = options->csv_encoding == TENKEN_ENCODING_CP932,
		.with_plan = options->with_plan,
		.can_fail = options->fail_on != TENKEN_LEVEL_NEVER,
		.fails_from = failing_severity(options->fail_on),
		.has_baseline = check->decisions.has_baseline,
		.key_mark = check->decisions.key,
		.folder = check->masking ? slice_of("", 0) : platform_folder(&check->run),
		.notice = options->notice,
		.context = options->context,
	};
}

bool check_open_reports(struct check *check, struct tenken_error *error)
{
	static const struct tenken_output text = {.format = "text"};
	const struct tenken_options *options = check->options;
	const struct tenken_output *outputs = options->output_count ? options->outputs : &text;
	size_t count = options->output_count || options->partial ? options->output_count : 1;

	check->wants_forms = options->with_plan;
	check->reports = arena_array(&check->run, struct report *, count);
	for (size_t i = 0; i < count; i++) {
		const struct report_format *format = find_format(check, slice_from_string(outputs[i].format));
		struct failure failure = {0};
		struct report_run run = run_of(check, outputs[i].path);

		if (!format)
			return caller_refused(error, arena_print(&check->run, options->english ? "--format %s: use one of %s" : "--format %s：使えるのは %s です",
						       outputs[i].format, options->list_files ? "text, json" : report_format_names(&check->run).data)
						   .data);
		if (report_format_wants_rules(format))
			run.all_rules = report_rules(&check->run, check->base.loaded.set, options->english);
		check->wants_forms |= options->with_plan || report_format_wants_forms(format);
		check->report_count++;
		if (!report_open(&check->reports[i], &check->run, format, slice_from_string(outputs[i].path), &run, &failure))
			return caller_refused(error, failure.text);
	}
	return true;
}

/* Every output is closed, in their order and whatever became of the others; the first failure is told. */
bool check_close_reports(struct check *check, struct tenken_error *error)
{
	bool done = true;

	for (size_t i = 0; i < check->report_count; i++) {
		struct failure failure = {0};

		if (!report_close(check->reports[i], &check->summary, &failure) && done)
			done = caller_refused(error, failure.text);
		check->reports[i] = NULL;
	}
	return done;
}
