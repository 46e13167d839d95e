/* tenken_check: the course of a run, and the place it comes back to when memory runs out. */
#include "linter/check/check.h"

#include "linter/caller.h"
#include "linter/check/output_paths.h"
#include "linter/jobs/check_jobs.h"
#include "linter/partial/partial.h"

#include <stdlib.h>

enum purpose {
	CHECK_INPUTS,
	WRITE_BASELINE,
	MERGE_PARTS
};

/* What only the run as a whole can say, and why it ends as it does. */
static enum tenken_status finish_run(struct check *check, bool found_inputs, struct tenken_error *error)
{
	bool english = check->options->english;
	struct failure failure = {0};

	check_jobs_end(check); /* everything is told: what follows has their memory */
	check_batch_judge(check);
	check_report_unlisted(check, &check->rule_faults, UNIT_NONE);
	decisions_tell(&check->decisions);
	check_report_unlisted(check, &check->decisions.told, UNIT_NONE);
	if (!found_inputs && !check->options->allow_empty) {
		caller_told(error, english ? "nothing to check: no .yaml, .yml, .csv or .zip file was found"
				    : "確かめるファイルがありません（.yaml .yml .csv .zip が見つかりませんでした）");
		check->summary.status = TENKEN_USAGE_ERROR;
		check->summary.reason = slice_from_string(error ? error->text : "");
	} else {
		check_conclude(check);
	}
	enum tenken_status status = (enum tenken_status)check->summary.status;
	bool written = check_close_reports(check, error);

	if (!partial_end(check, &failure) && written)
		written = caller_refused(error, failure.text);
	return written || status == TENKEN_USAGE_ERROR ? status : TENKEN_LOST;
}

static bool open_outputs(struct check *check, const struct input_list *inputs, struct tenken_error *error)
{
	struct failure failure = {0};

	if (!output_paths_fine(&check->run, check->options, inputs, &failure))
		return caller_refused(error, failure.text);
	if (!check_open_reports(check, error))
		return false;
	return partial_begin(check, &failure) || caller_refused(error, failure.text);
}

static bool prepare_run(struct check *check, struct tenken_error *error)
{
	return check_read_as_of(check, error) && check_read_questions(check, error) && check_prepare_rules(check, error) &&
	       check_read_decisions(check, error);
}

static enum tenken_status run_check(struct check *check, struct tenken_error *error)
{
	struct input_list inputs;
	struct finding_list unlisted;

	if (!prepare_run(check, error) || !check_list_inputs(check, &inputs, &unlisted, error) || !open_outputs(check, &inputs, error))
		return TENKEN_USAGE_ERROR;
	bool found_inputs = inputs.count + unlisted.count > 0;

	check_jobs_begin(check);
	check_report_unlisted(check, &check->told, UNIT_SETTINGS);
	check->one_input = inputs.count == 1 && !check->options->partial;
	check_run_inputs(check, &inputs, &unlisted);
	for (size_t i = 0; i < inputs.left_out_count; i++)
		check_left_out(check, inputs.left_out[i].path, inputs.left_out[i].reason);
	return finish_run(check, found_inputs, error);
}

/* The same, from what parts of the inputs came to. */
static enum tenken_status run_merge(struct check *check, struct tenken_error *error)
{
	struct input_list parts;

	if (!merge_read(check, error) || !prepare_run(check, error))
		return TENKEN_USAGE_ERROR;
	merge_inputs(check, &parts);
	if (!open_outputs(check, &parts, error) || !merge_fits(check, error))
		return TENKEN_USAGE_ERROR;
	return merge_tell(check, error) ? finish_run(check, merge_found(check), error) : TENKEN_USAGE_ERROR;
}

void check_release(struct check *check)
{
	check_jobs_end(check);
	if (check->yaml)
		yaml_reader_close(check->yaml);
	if (check->csv)
		csv_set_close(check->csv);
	for (struct opened_input *opened = check->inputs; opened; opened = opened->next)
		opened_input_close(opened);
	zip_contents_release(&check->zip);
	platform_file_close(&check->names);
	for (size_t i = 0; i < check->report_count; i++)
		report_abandon(check->reports[i]);
	partial_abandon(check->partial);
	merge_release(check);
	if (check->runner)
		rule_runner_release(check->runner);
	batch_collector_release(check->collector);
	arena_release(&check->scratch);
	arena_release(&check->document);
	arena_release(&check->file);
	arena_release(&check->archive);
	arena_release(&check->run);
	free(check);
}

static void fill_summary(struct tenken_summary *summary, const struct report_summary *from)
{
	*summary = (struct tenken_summary){
		.files = from->files,
		.plans = from->plans,
		.lost = from->lost,
		.errors = from->count[SEVERITY_ERROR],
		.warnings = from->count[SEVERITY_WARNING],
		.infos = from->count[SEVERITY_INFO],
		.questions = from->reviews,
		.unchecked = from->coverage.open,
		.suppressed = from->suppressed,
		.known = from->known,
	};
}

/* The place to come back to when memory runs out; a function of its own so that nothing else changes across the jump. */
static enum tenken_status run_trapped(struct check *check, struct tenken_error *error)
{
	arena_init(&check->run, &check->trap);
	arena_init(&check->file, &check->trap);
	arena_init(&check->archive, &check->trap);
	arena_init(&check->document, &check->trap);
	arena_init(&check->scratch, &check->trap);
	if (setjmp(check->trap.jump) == 0)
		return check->merges_parts ? run_merge(check, error) : run_check(check, error);
	caller_told(error, "out of memory");
	return TENKEN_INTERNAL_ERROR;
}

static enum tenken_status run(const struct tenken_options *options, enum purpose purpose, struct tenken_summary *summary,
			      struct tenken_error *error)
{
	struct check *check = calloc(1, sizeof *check);

	if (error)
		error->text[0] = '\0';
	if (!check) {
		caller_told(error, "out of memory");
		return TENKEN_INTERNAL_ERROR;
	}
	check->options = options;
	check->writes_baseline = purpose == WRITE_BASELINE;
	check->merges_parts = purpose == MERGE_PARTS;
	enum tenken_status status = run_trapped(check, error);

	if (status == TENKEN_USAGE_ERROR && check_stopped(check))
		status = TENKEN_INTERRUPTED; /* what was being read then could not be */
	if (summary)
		fill_summary(summary, &check->summary);
	check_release(check);
	return status;
}

enum tenken_status tenken_check(const struct tenken_options *options, struct tenken_summary *summary, struct tenken_error *error)
{
	return run(options, CHECK_INPUTS, summary, error);
}

enum tenken_status tenken_baseline(const struct tenken_options *options, const char *path, struct tenken_summary *summary,
				   struct tenken_error *error)
{
	const struct tenken_output output = {.format = "baseline", .path = path};
	struct tenken_options all = *options;

	/* Whatever is found is written down: nothing found is a reason to fail. */
	all.outputs = &output;
	all.output_count = 1;
	all.fail_on = TENKEN_LEVEL_NEVER;
	all.baseline = NULL;
	all.list_files = all.fail_on_unchecked = false;
	all.partial = NULL;
	all.stop = NULL; /* half a baseline would call the rest new */
	return run(&all, WRITE_BASELINE, summary, error);
}

enum tenken_status tenken_merge(const struct tenken_options *options, struct tenken_summary *summary, struct tenken_error *error)
{
	struct tenken_options all = *options;

	all.partial = NULL;
	all.list_files = false;
	return run(&all, MERGE_PARTS, summary, error);
}

const char *tenken_version(void)
{
	return TENKEN_VERSION;
}
