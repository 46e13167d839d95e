/* The inputs of a run, one after another: each YAML file by itself, the CSV files of a folder together. */
#include "linter/check/check.h"

#include "linter/jobs/check_jobs.h"

void check_list_init(const struct check *check, struct finding_list *list, struct arena *arena)
{
	finding_list_init(list, arena, check->options->english);
	list->unwanted = check->unwanted;
}

struct opened_input *check_open_input(struct check *check, const struct input *input)
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

void check_begin_plan(struct check *check)
{
	if (!check->kept)
		arena_reset(&check->document);
}

bool check_stopped(const struct check *check)
{
	return check->options->stop && check->options->stop(check->options->context);
}

size_t check_yaml_documents(struct check *check, struct opened_input *opened)
{
	size_t plans = 0, forgotten = yaml_reader_done(check->yaml);
	enum reading reading = READING_DOCUMENT;

	/* Most runs are one plan, and one plan is no caseload. */
	check->alone = check->one_input && !slice_contains(opened->source.bytes, SLICE_OF("\n---"));
	while (reading != READING_END && !check_stopped(check)) {
		struct finding_list findings;
		struct document *document = NULL;

		check_begin_plan(check);
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
	check->alone = false;
	return plans;
}

static void check_yaml(struct check *check, struct opened_input *opened)
{
	size_t plans;

	if (check_jobs_cut(check, opened->source.bytes.length)) {
		plans = check_jobs_yaml(check, opened);
	} else {
		check->yaml = yaml_reader_open(&check->file, &opened->source, check->base.keys);
		plans = check_yaml_documents(check, opened);
		yaml_reader_close(check->yaml);
		check->yaml = NULL;
	}
	check_file_done(check, opened, plans);
}

/* The path a plan of a set is shown under: that of the first file it was read from. */
static struct slice path_of(const struct document *document)
{
	return document->source_count ? document->sources[0]->path : slice_of("", 0);
}

size_t check_csv_plans(struct check *check, struct check_assessments *assessments, struct opened_input *lost)
{
	enum reading reading = READING_DOCUMENT;
	size_t plans = 0;

	while (reading != READING_END && !check_stopped(check)) {
		struct finding_list findings;
		struct document *document = NULL;

		check_begin_plan(check);
		check_list_init(check, &findings, &check->document);
		reading = csv_set_next(check->csv, &check->document, &findings, &document);
		if (reading == READING_DOCUMENT) {
			check_assessments_join(assessments, document, &findings);
			check_document(check, document, &findings, path_of(document));
			plans++;
		} else {
			check_document_lost(check, lost, &findings);
		}
	}
	return plans;
}

/* `files` are the readable standard CSV files of one folder. */
static void check_csv_set(struct check *check, struct opened_input **files, size_t count, struct check_assessments *assessments)
{
	struct source **sources = arena_array(&check->file, struct source *, count);
	const struct record_layout **layouts = arena_array(&check->file, const struct record_layout *, count);
	uint64_t bytes = 0;

	for (size_t i = 0; i < count; i++) {
		sources[i] = &files[i]->source;
		layouts[i] = files[i]->layout;
		files[i]->set = check->sets + 1;
		bytes += files[i]->source.bytes.length;
	}
	check->sets++;
	check->csv = csv_set_open(&check->file, sources, layouts, count, check->base.keys, &files[0]->findings);
	if (check->sink)
		csv_set_keep_all(check->csv);
	if (check->kept && check->wants_forms)
		csv_set_keep_texts(check->csv);
	size_t plans = !assessments->count && check_jobs_cut(check, bytes) ? check_jobs_csv(check, files, count)
									  : check_csv_plans(check, assessments, files[0]);

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

struct slice check_folder_of(struct slice path)
{
	size_t end = path.length;

	while (end > 0 && path.data[end - 1] != '/')
		end--;
	return slice_part(path, 0, end);
}

bool check_is_csv(const struct input *input)
{
	char room[8];

	return slice_equal(path_ending(input->path, room), SLICE_OF("csv"));
}

/* All CSV files of the folder of `first` among the inputs that are left are read together: they may be one set. */
static void check_csv_folder(struct check *check, const struct input_list *inputs, size_t first, bool *done)
{
	struct slice folder = check_folder_of(inputs->items[first].path);
	struct opened_input **files = arena_array(&check->file, struct opened_input *, inputs->count - first);
	size_t count = 0;

	for (size_t i = first; i < inputs->count; i++) {
		if (done[i] || !check_is_csv(&inputs->items[i]) || !slice_equal(check_folder_of(inputs->items[i].path), folder))
			continue;
		struct opened_input *opened = check_open_input(check, &inputs->items[i]);

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
	if (!check->zip.count) /* entries of an archive are told with it */
		check->unit = (struct told_unit){check_is_csv(&inputs->items[at]) ? UNIT_CSV : UNIT_INPUT, inputs->items[at].path};
	if (check_jobs_take(check, inputs, at, done))
		return;
	check->told_unit = check->unit;
	if (check_is_csv(&inputs->items[at])) {
		check_csv_folder(check, inputs, at, done);
	} else {
		struct opened_input *opened = check_open_input(check, &inputs->items[at]);

		if (!opened->readable)
			check_file_done(check, opened, 0);
		else if (opened->kind == INPUT_ARCHIVE)
			check_archive(check, opened);
		else if (opened->kind == INPUT_YAML)
			check_yaml(check, opened);
		else
			check_csv_files(check, &opened, 1);
	}
	if (!check->kept)
		check_inputs_close(check);
}

/* Findings about paths that could not even be listed. */
void check_report_unlisted(struct check *check, struct finding_list *unlisted, enum unit_kind kind)
{
	struct opened_input opened = {.input = &(struct input){.path = slice_of("", 0)}, .findings = *unlisted};

	for (size_t i = 0; i < unlisted->count; i++) {
		struct input input = {.path = unlisted->items[i]->path};

		check->told_unit = (struct told_unit){kind, kind == UNIT_SETTINGS ? slice_of("", 0) : input.path};
		opened.input = &input;
		opened.findings.items = &unlisted->items[i];
		opened.findings.count = 1;
		check_file_done(check, &opened, 0);
	}
}

void check_inputs(struct check *check, const struct input_list *inputs, bool *done)
{
	for (size_t i = 0; i < inputs->count && !check_stopped(check); i++)
		if (!done[i])
			check_input(check, inputs, i, done);
	check_jobs_finish(check);
}

void check_run_inputs(struct check *check, const struct input_list *inputs, struct finding_list *unlisted)
{
	check_report_unlisted(check, unlisted, UNIT_UNLISTED);
	check_inputs(check, inputs, arena_array(&check->run, bool, inputs->count));
}
