/* tenken_check: options, inputs, one file after another, the conclusion. */
#include "linter/check.h"

#include "base/text_builder.h"
#include "linter/builtin_selection.h"
#include "linter/caller.h"
#include "linter/output_paths.h"
#include "linter/question_limit.h"
#include "linter/report_rules.h"
#include "model/date.h"
#include "model/value_read.h"

#include <stdlib.h>

static bool fail(struct tenken_error *error, const char *text)
{
	caller_told(error, text);
	return false;
}

void check_list_init(const struct check *check, struct finding_list *list, struct arena *arena)
{
	finding_list_init(list, arena, check->options->english);
	list->unwanted = check->unwanted;
}

static struct opened_input *open_input(struct check *check, const struct input *input)
{
	struct opened_input *opened = arena_new(&check->file, struct opened_input);

	opened->next = check->inputs;
	check->inputs = opened;
	check_list_init(check, &opened->findings, &check->file);
	opened_input_init(opened, &check->file, input, &check->base, check->options->encoding);
	return opened;
}

void check_inputs_close(struct check *check)
{
	for (struct opened_input *opened = check->inputs; opened; opened = opened->next)
		opened_input_close(opened);
	check->inputs = NULL;
	arena_reset(&check->file);
	arena_reset(&check->document);
}

static void check_yaml(struct check *check, struct opened_input *opened)
{
	size_t plans = 0, forgotten = 0;
	enum reading reading = READING_DOCUMENT;

	check->yaml = yaml_reader_open(&check->file, &opened->source, &check->base.keys);
	while (reading != READING_END) {
		struct finding_list findings;
		struct document *document = NULL;

		arena_reset(&check->document);
		check_list_init(check, &findings, &check->document);
		reading = yaml_reader_next(check->yaml, &check->document, &findings, &document);
		if (reading == READING_DOCUMENT) {
			check_document(check, document, &findings, opened->input->path);
			plans++;
		} else {
			check_document_lost(check, opened, &findings);
		}
		size_t done = yaml_reader_done(check->yaml);

		platform_file_forget(&opened->file, forgotten, done);
		forgotten = done > forgotten ? done : forgotten;
	}
	yaml_reader_close(check->yaml);
	check->yaml = NULL;
	check_file_done(check, opened, plans);
}

/* The path a plan of a set is shown under: that of the first file it was read from. */
static struct slice path_of(const struct document *document)
{
	return document->source_count ? document->sources[0]->path : slice_of("", 0);
}

/* `files` are the readable standard CSV files of one folder. */
static void check_csv_set(struct check *check, struct opened_input **files, size_t count, struct check_assessments *assessments)
{
	struct source **sources = arena_array(&check->file, struct source *, count);
	const struct record_layout **layouts = arena_array(&check->file, const struct record_layout *, count);
	enum reading reading = READING_DOCUMENT;
	size_t plans = 0;

	for (size_t i = 0; i < count; i++) {
		sources[i] = &files[i]->source;
		layouts[i] = files[i]->layout;
		files[i]->set = check->sets + 1;
	}
	check->sets++;
	check->csv = csv_set_open(&check->file, sources, layouts, count, &check->base.keys, &files[0]->findings);
	if (check->sink)
		csv_set_keep_all(check->csv);
	while (reading != READING_END) {
		struct finding_list findings;
		struct document *document = NULL;

		arena_reset(&check->document);
		check_list_init(check, &findings, &check->document);
		reading = csv_set_next(check->csv, &check->document, &findings, &document);
		if (reading == READING_DOCUMENT) {
			check_assessments_join(assessments, document, &findings);
			check_document(check, document, &findings, path_of(document));
			plans++;
		} else {
			check_document_lost(check, files[0], &findings);
		}
	}
	csv_set_close(check->csv);
	check->csv = NULL;
	for (size_t i = 0; i < count; i++)
		check_file_done(check, files[i], i == 0 ? plans : 0);
}

/* Files of one folder, each kind by itself: the standard set, tables with headings, assessments for either. */
static void check_csv_files(struct check *check, struct opened_input **files, size_t count)
{
	struct opened_input **standard = arena_array(&check->file, struct opened_input *, count);
	struct check_assessments assessments;
	size_t standard_count = 0;

	check_assessments_open(check, &assessments, files, count);
	for (size_t i = 0; i < count; i++)
		if (files[i]->kind == INPUT_STANDARD_CSV)
			standard[standard_count++] = files[i];
	if (standard_count)
		check_csv_set(check, standard, standard_count, &assessments);
	for (size_t i = 0; i < count; i++)
		if (files[i]->kind == INPUT_FLAT_CSV)
			check_flat(check, files[i], &assessments);
	check_assessments_end(check, &assessments, assessments.count < count);
}

static struct slice folder_of(struct slice path)
{
	size_t end = path.length;

	while (end > 0 && path.data[end - 1] != '/')
		end--;
	return slice_part(path, 0, end);
}

static bool is_csv(const struct input *input)
{
	char room[8];

	return slice_equal(path_ending(input->path, room), SLICE_OF("csv"));
}

/* All CSV files of the folder of `first` among the inputs that are left are read together: they may be one set. */
static void check_csv_folder(struct check *check, const struct input_list *inputs, size_t first, bool *done)
{
	struct slice folder = folder_of(inputs->items[first].path);
	struct opened_input **files = arena_array(&check->file, struct opened_input *, inputs->count - first);
	size_t count = 0;

	for (size_t i = first; i < inputs->count; i++) {
		if (done[i] || !is_csv(&inputs->items[i]) || !slice_equal(folder_of(inputs->items[i].path), folder))
			continue;
		struct opened_input *opened = open_input(check, &inputs->items[i]);

		done[i] = true;
		if (opened->readable)
			files[count++] = opened;
		else
			check_file_done(check, opened, 0);
	}
	if (count)
		check_csv_files(check, files, count);
}

static void check_input(struct check *check, const struct input_list *inputs, size_t at, bool *done)
{
	if (is_csv(&inputs->items[at])) {
		check_csv_folder(check, inputs, at, done);
	} else {
		struct opened_input *opened = open_input(check, &inputs->items[at]);

		if (!opened->readable)
			check_file_done(check, opened, 0);
		else if (opened->kind == INPUT_ARCHIVE)
			check_archive(check, opened);
		else if (opened->kind == INPUT_YAML)
			check_yaml(check, opened);
		else
			check_csv_files(check, &opened, 1);
	}
	check_inputs_close(check);
}

/* Findings about paths that could not even be listed. */
static void report_unlisted(struct check *check, struct finding_list *unlisted)
{
	struct opened_input opened = {.input = &(struct input){.path = slice_of("", 0)}, .findings = *unlisted};

	for (size_t i = 0; i < unlisted->count; i++) {
		struct input input = {.path = unlisted->items[i]->path};

		opened.input = &input;
		opened.findings.items = &unlisted->items[i];
		opened.findings.count = 1;
		check_file_done(check, &opened, 0);
	}
}

void check_inputs(struct check *check, const struct input_list *inputs, bool *done)
{
	for (size_t i = 0; i < inputs->count; i++)
		if (!done[i])
			check_input(check, inputs, i, done);
}

void check_run_inputs(struct check *check, const struct input_list *inputs, struct finding_list *unlisted)
{
	report_unlisted(check, unlisted);
	check_inputs(check, inputs, arena_array(&check->run, bool, inputs->count));
}

static struct slice *slices_of(struct check *check, const char *const *strings, size_t count)
{
	struct slice *slices = arena_array(&check->run, struct slice, count);

	for (size_t i = 0; i < count; i++)
		slices[i] = slice_from_string(strings[i]);
	return slices;
}

static bool is_policy_name(const struct policy_set *policies, struct slice name)
{
	return policies && (policy_find(policies, name) || policy_item_find(policies, name));
}

static bool check_selectors(struct check *check, const struct slice *names, size_t count, const char *option,
			    struct tenken_error *error)
{
	for (size_t i = 0; i < count; i++) {
		if (rule_selector_known(check->base.loaded.set, names[i]) || builtin_selector_known(names[i]) ||
		    is_policy_name(check->base.loaded.policies, names[i]))
			continue;
		fail(error, arena_print(&check->run, check->options->english ? "%s %.*s: no such rule or category"
									    : "%s %.*s：そのような規則・分類はありません",
					option, SLICE_PRINT(names[i]))
				    .data);
		return false;
	}
	return true;
}

bool check_read_as_of(struct check *check, struct tenken_error *error)
{
	const char *text = check->options->as_of;

	check->as_of = platform_today();
	if (!text || date_read(slice_from_string(text), &check->as_of))
		return true;
	return fail(error, arena_print(&check->run, check->options->english ? "--as-of %s: not a date" : "--as-of %s：日付として読めません",
				       text)
				   .data);
}

static bool read_questions(struct check *check, struct tenken_error *error)
{
	const char *text = check->options->questions;
	uint64_t number = QUESTIONS_A_PLAN;

	if (text && slice_equal(slice_from_string(text), SLICE_OF("all")))
		number = SIZE_MAX;
	else if (text && !slice_to_uint(slice_from_string(text), &number))
		return fail(error, arena_print(&check->run, check->options->english ? "--questions %s: a number or all" :
										     "--questions %s：数か all を書いてください", text).data);
	check->questions = (size_t)number;
	return true;
}

static bool add_service_codes(struct check *check, struct tenken_error *error)
{
	const char *path = check->options->service_codes;
	struct failure failure = {0};

	check_list_init(check, &check->told, &check->run);
	return !path || rule_base_add_service_codes(&check->base, slice_from_string(path), &check->told, &failure) ||
	       fail(error, failure.text);
}

/* The profile that was asked for, in *profile; NULL there when none was. */
static bool find_profile(struct check *check, const struct profile **profile, struct tenken_error *error)
{
	const struct policy_set *set = check->base.loaded.policies;
	struct text_builder names;

	*profile = NULL;
	if (!check->options->profile)
		return true;
	*profile = profile_find(set, slice_from_string(check->options->profile));
	if (*profile)
		return true;
	text_builder_init(&names, &check->run);
	for (size_t i = 0; i < set->profile_count; i++) {
		text_builder_add_string(&names, i ? ", " : "");
		text_builder_add(&names, set->profiles[i].name);
	}
	return fail(error, arena_print(&check->run, check->options->english ? "--profile %s: no such profile; there are %.*s"
									    : "--profile %s：そのようなプロファイルはありません。あるのは %.*s です",
				       check->options->profile, SLICE_PRINT(text_builder_slice(&names)))
				   .data);
}

/* What the caller chose; what the profile chooses stands where the caller chose nothing, and is left out besides. */
static void use_profile(struct check *check, const struct profile *profile, struct rule_runner_options *run)
{
	struct slice *ignore = arena_array(&check->run, struct slice, run->ignore_count + profile->ignore_count);

	for (size_t i = 0; i < run->ignore_count; i++)
		ignore[i] = run->ignore[i];
	for (size_t i = 0; i < profile->ignore_count; i++)
		ignore[run->ignore_count + i] = profile->ignore[i];
	run->ignore = ignore;
	run->ignore_count += profile->ignore_count;
	if (!run->select_count) {
		run->select = profile->select;
		run->select_count = profile->select_count;
	}
	run->audience = profile->audience;
}

static void prepare_review(struct check *check, const struct profile *profile, const struct rule_runner_options *run)
{
	if (!profile->policy_count)
		return;
	check->review = policy_review_new(&check->run, check->base.loaded.set, &(struct policy_review_options){
								       .profile = profile,
								       .select = run->select,
								       .ignore = run->ignore,
								       .select_count = run->select_count,
								       .ignore_count = run->ignore_count,
								       .questions = check->questions,
								       .as_of = check->as_of,
								       .english = check->options->english,
							       });
}

static bool prepare_rules(struct check *check, struct tenken_error *error)
{
	const struct tenken_options *options = check->options;
	struct failure failure = {0};
	struct finding_list mistakes;

	finding_list_init(&mistakes, &check->run, options->english);
	struct rule_base_options base = {.added = options->rule_folders, .added_count = options->rule_folder_count,
					 .with_policies = options->profile != NULL};

	if (!rule_base_load(&check->base, &check->run, &base, &mistakes, &failure)) {
		if (failure.length)
			return fail(error, failure.text);
		const struct finding *first = mistakes.items[0];

		return fail(error, arena_print(&check->run, "%.*s:%u:%u: %.*s", SLICE_PRINT(first->path), (unsigned)first->start.line,
					       (unsigned)first->start.column, SLICE_PRINT(first->message))
					   .data);
	}
	if (options->layout && !rule_base_add_flat_layout(&check->base, slice_from_string(options->layout), &failure))
		return fail(error, failure.text);
	struct rule_runner_options run = {
		.as_of = check->as_of,
		.language = options->english ? LANGUAGE_EN : LANGUAGE_JA,
		.audience = AUDIENCE_MANAGER,
		.select = slices_of(check, options->select, options->select_count),
		.select_count = options->select_count,
		.ignore = slices_of(check, options->ignore, options->ignore_count),
		.ignore_count = options->ignore_count,
	};

	const struct profile *profile;

	if (!find_profile(check, &profile, error))
		return false;
	if (profile)
		use_profile(check, profile, &run);
	if (!check_selectors(check, run.select, run.select_count, "--select", error) ||
	    !check_selectors(check, run.ignore, run.ignore_count, "--ignore", error))
		return false;
	check->unwanted = builtin_unwanted(&check->run, &(struct builtin_selectors){.select = run.select,
										    .select_count = run.select_count,
										    .ignore = run.ignore,
										    .ignore_count = run.ignore_count});
	if (!add_service_codes(check, error))
		return false;
	check->runner = rule_runner_new(&check->run, check->base.loaded.set, &run);
	if (profile)
		prepare_review(check, profile, &run);
	check->rule_failed = arena_array(&check->run, bool, check->base.loaded.set->count);
	finding_list_init(&check->rule_faults, &check->run, options->english);
	return true;
}

static enum severity failing_severity(enum tenken_level level)
{
	return level == TENKEN_LEVEL_ERROR ? SEVERITY_ERROR : level == TENKEN_LEVEL_WARNING ? SEVERITY_WARNING : SEVERITY_INFO;
}

static bool open_reports(struct check *check, struct tenken_error *error)
{
	static const struct tenken_output text = {.format = "text"};
	const struct tenken_options *options = check->options;
	const struct tenken_output *outputs = options->output_count ? options->outputs : &text;
	size_t count = options->output_count ? options->output_count : 1;
	struct text_builder as_of;

	text_builder_init(&as_of, &check->run);
	date_add_iso(&as_of, check->as_of);
	check->reports = arena_array(&check->run, struct report *, count);
	for (size_t i = 0; i < count; i++) {
		const struct report_format *format = options->list_files ? file_list_format_find(slice_from_string(outputs[i].format))
							 : report_format_find(slice_from_string(outputs[i].format));
		struct failure failure = {0};
		struct report_run run = {
			.version = slice_from_string(tenken_version()),
			.ruleset = check->base.loaded.set->version,
			.ruleset_digest = check->base.loaded.set->digest,
			.as_of = text_builder_finish(&as_of),
			.rules = check->base.loaded.set->count,
			.english = options->english,
			.color = caller_wants_color(options->color, outputs[i].path),
			.quiet = options->quiet,
			.sarif_all_kinds = options->sarif_all_kinds,
			.csv_cp932 = options->csv_encoding == TENKEN_ENCODING_CP932,
			.can_fail = options->fail_on != TENKEN_LEVEL_NEVER,
			.fails_from = failing_severity(options->fail_on),
			.folder = platform_folder(&check->run),
			.notice = options->notice,
			.context = options->context,
		};

		if (!format)
			return fail(error, arena_print(&check->run, options->english ? "--format %s: use one of %s" : "--format %s：使えるのは %s です",
						       outputs[i].format, options->list_files ? "text, json" : report_format_names(&check->run).data)
						   .data);
		if (report_format_wants_rules(format))
			run.all_rules = report_rules(&check->run, check->base.loaded.set, options->english);
		check->report_count++;
		if (!report_open(&check->reports[i], &check->run, format, slice_from_string(outputs[i].path), &run, &failure))
			return fail(error, failure.text);
	}
	return true;
}

/* Every output is closed, in their order and whatever became of the others; the first failure is told. */
static bool close_reports(struct check *check, struct tenken_error *error)
{
	bool done = true;

	for (size_t i = 0; i < check->report_count; i++) {
		struct failure failure = {0};

		if (!report_close(check->reports[i], &check->summary, &failure) && done)
			done = fail(error, failure.text);
		check->reports[i] = NULL;
	}
	return done;
}

static enum tenken_status run_check(struct check *check, struct tenken_error *error)
{
	bool english = check->options->english;

	struct input_list inputs;
	struct finding_list unlisted;
	struct failure failure = {0};

	if (!check_read_as_of(check, error) || !read_questions(check, error) || !prepare_rules(check, error))
		return TENKEN_USAGE_ERROR;
	if (!check_list_inputs(check, &inputs, &unlisted, error))
		return TENKEN_USAGE_ERROR;
	if (!output_paths_fine(&check->run, check->options, &inputs, &failure)) {
		fail(error, failure.text);
		return TENKEN_USAGE_ERROR;
	}
	if (!open_reports(check, error))
		return TENKEN_USAGE_ERROR;
	bool found_inputs = inputs.count + unlisted.count > 0;

	report_unlisted(check, &check->told);
	check_run_inputs(check, &inputs, &unlisted);
	for (size_t i = 0; i < inputs.left_out_count; i++)
		check_left_out(check, inputs.left_out[i].path, inputs.left_out[i].reason);
	report_unlisted(check, &check->rule_faults);
	if (!found_inputs && !check->options->allow_empty) {
		fail(error, english ? "nothing to check: no .yaml, .yml, .csv or .zip file was found"
				    : "確かめるファイルがありません（.yaml .yml .csv .zip が見つかりませんでした）");
		check->summary.status = TENKEN_USAGE_ERROR;
		check->summary.reason = slice_from_string(error ? error->text : "");
	} else {
		check_conclude(check);
	}
	enum tenken_status status = (enum tenken_status)check->summary.status;

	if (!close_reports(check, error) && status != TENKEN_USAGE_ERROR)
		status = TENKEN_LOST;
	return status;
}

void check_release(struct check *check)
{
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
	if (check->runner)
		rule_runner_release(check->runner);
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
		return run_check(check, error);
	fail(error, "out of memory");
	return TENKEN_INTERNAL_ERROR;
}

enum tenken_status tenken_check(const struct tenken_options *options, struct tenken_summary *summary, struct tenken_error *error)
{
	struct check *check = calloc(1, sizeof *check);

	if (error)
		error->text[0] = '\0';
	if (!check) {
		fail(error, "out of memory");
		return TENKEN_INTERNAL_ERROR;
	}
	check->options = options;
	enum tenken_status status = run_trapped(check, error);

	if (summary)
		fill_summary(summary, &check->summary);
	check_release(check);
	return status;
}

const char *tenken_version(void)
{
	return TENKEN_VERSION;
}
