/* Pieces of the inputs on their way: a branch of the run for each, a runner of rules for each thread. */
#include "linter/jobs/check_jobs.h"

#include "base/platform/platform_threads.h"
#include "findings/finding_copy.h"
#include "linter/jobs/ordered_work.h"

#include <stdlib.h>

enum {
	SMALL_BYTES = 512 * 1024,     /* of what is one piece */
	YAML_PART_BYTES = 64 * 1024, /* of a long file: some plans, so that a thread is not asked too often */
	CSV_PART_BYTES = 32 * 1024,
	MOST_JOBS = 256,
	PIECES_A_JOB = 4 /* under way: as many results may wait for their turn */
};

enum piece_kind {
	PIECE_INPUTS,
	PIECE_YAML,
	PIECE_CSV
};

struct check_piece {
	struct work_piece work; /* first: what is handed in */
	struct check check;     /* the branch */
	struct kept_results kept;
	enum piece_kind kind;
	struct told_unit unit;  /* it belongs to */
	bool failed;            /* for want of memory */
	struct input_list inputs;   /* PIECE_INPUTS */
	struct opened_input *whole; /* the open file, or the first of the set */
	struct opened_input part;   /* its stand-in in the branch: findings of lost documents */
	uint64_t from, to, reached; /* PIECE_YAML: bytes */
	uint32_t documents;
	struct csv_span span;       /* PIECE_CSV */
	size_t plans;
	struct check_piece *next_free, *next;
};

/* What stays with a thread from piece to piece. */
struct check_worker {
	struct memory_trap trap;
	struct arena memory, views;
	struct rule_base base;
	struct rule_runner *runner;
	struct derive_memory *derived;
	struct batch_collector *collector; /* NULL: no rule over many plans is selected */
	struct csv_set *view; /* of the set that is open */
};

struct check_jobs {
	struct check *run;
	struct ordered_work *work;
	struct check_worker *workers;
	size_t count;
	struct check_piece *all, *free;
	/* Of the file or set that is being cut. */
	uint64_t reached; /* by what was told: the next part begins here */
	uint32_t documents;
	size_t plans;
};

/* ---- pieces ---- */

/* An empty branch of the run. */
static void begin_branch(struct check_piece *piece, const struct check *run)
{
	struct check *branch = &piece->check;
	struct arena file = branch->file, document = branch->document, scratch = branch->scratch;

	/* What was chosen and read for the run is shared; what it has open, and what it tells to, is not. */
	*branch = *run;
	branch->jobs = NULL;
	branch->kept = &piece->kept;
	branch->file = file;
	branch->document = document;
	branch->scratch = scratch;
	branch->run = branch->archive = (struct arena){0};
	branch->runner = NULL;
	branch->derived = NULL;
	branch->collector = NULL;
	branch->partial = NULL;
	branch->merge = NULL;
	branch->reports = NULL;
	branch->report_count = 0;
	branch->summary = (struct report_summary){0};
	branch->rule_failed = NULL;
	branch->names = (struct platform_file){0};
	branch->inputs = NULL;
	branch->yaml = NULL;
	branch->csv = NULL;
	branch->zip = (struct zip_contents){0};
	piece->kept = (struct kept_results){.last = &piece->kept.first};
	piece->unit = run->unit;
	piece->failed = false;
	piece->plans = 0;
}

static struct check_piece *new_piece(struct check_jobs *jobs, enum piece_kind kind)
{
	struct check_piece *piece = jobs->free;

	if (piece) {
		jobs->free = piece->next_free;
	} else {
		piece = arena_new(&jobs->run->run, struct check_piece);
		arena_init(&piece->check.file, NULL);
		arena_init(&piece->check.document, NULL);
		arena_init(&piece->check.scratch, NULL);
		piece->next = jobs->all;
		jobs->all = piece;
	}
	begin_branch(piece, jobs->run);
	piece->kind = kind;
	/* What is prepared before it is handed in is prepared by the run. */
	piece->check.file.trap = piece->check.document.trap = piece->check.scratch.trap = &jobs->run->trap;
	return piece;
}

static void close_piece(struct check_piece *piece)
{
	struct check *branch = &piece->check;

	if (branch->yaml)
		yaml_reader_close(branch->yaml);
	branch->yaml = NULL;
	check_inputs_close(branch);
	arena_reset(&branch->scratch);
}

/* ---- doing a piece: any thread ---- */

static void prepare_worker(struct check_jobs *jobs, struct check_worker *worker)
{
	const struct check *run = jobs->run;

	if (!worker->runner) {
		worker->runner = rule_runner_new(&worker->memory, run->base.loaded.set, &run->running);
		worker->derived = derive_memory_new(&worker->memory, run->base.loaded.set->derive_tables);
	}
	if (run->collector && !worker->collector)
		worker->collector = batch_collector_new(&worker->memory, run->base.loaded.set, &run->running);
}

static void do_inputs(struct check_piece *piece)
{
	check_inputs(&piece->check, &piece->inputs, arena_array(&piece->check.file, bool, piece->inputs.count));
}

static void do_yaml(struct check_piece *piece)
{
	struct check *branch = &piece->check;

	branch->yaml = yaml_reader_open_part(&branch->file, &piece->part.source, branch->base.keys, piece->from, piece->to);
	piece->plans = check_yaml_documents(branch, &piece->part);
	piece->reached = yaml_reader_done(branch->yaml);
	piece->documents = yaml_reader_ordinal(branch->yaml);
	/* By this thread: libyaml's memory is kept for its next reader. */
	yaml_reader_close(branch->yaml);
	branch->yaml = NULL;
}

static void do_csv(struct check_jobs *jobs, struct check_piece *piece, struct check_worker *worker)
{
	static struct check_assessments none;

	if (!worker->view) {
		worker->view = csv_set_view(&worker->views, jobs->run->csv);
		if (jobs->run->wants_forms)
			csv_set_keep_texts(worker->view);
	}
	csv_set_seek(worker->view, &piece->span);
	piece->check.csv = worker->view;
	piece->plans = check_csv_plans(&piece->check, &none, &piece->part);
	piece->check.csv = NULL;
}

static void do_piece(struct check_jobs *jobs, struct check_piece *piece, struct check_worker *worker)
{
	struct check *branch = &piece->check;

	prepare_worker(jobs, worker);
	branch->base = worker->base;
	branch->runner = worker->runner;
	branch->derived = worker->derived;
	branch->collector = worker->collector;
	switch (piece->kind) {
	case PIECE_INPUTS: do_inputs(piece); break;
	case PIECE_YAML: do_yaml(piece); break;
	case PIECE_CSV: do_csv(jobs, piece, worker); break;
	}
	worker->base = branch->base; /* with the layouts it may have read */
}

static void run_piece(void *context, struct work_piece *work, size_t number)
{
	struct check_jobs *jobs = context;
	struct check_piece *piece = (struct check_piece *)work;
	struct check_worker *worker = &jobs->workers[number];

	piece->check.file.trap = piece->check.document.trap = piece->check.scratch.trap = &worker->trap;
	if (setjmp(worker->trap.jump) == 0)
		do_piece(jobs, piece, worker);
	else
		piece->failed = true;
}

/* ---- telling it: the thread of the run ---- */

/* Documents that were lost are told with the file. */
static void keep_lost(struct check_piece *piece)
{
	for (size_t i = 0; i < piece->part.findings.count; i++)
		finding_list_copy(&piece->whole->findings, piece->part.findings.items[i]);
	piece->whole->findings.suppressed_by_limit += piece->part.findings.suppressed_by_limit;
}

/* Where a document swallowed the beginning of this part it is read once more, from where that one ended. */
static void read_again(struct check_jobs *jobs, struct check_piece *piece)
{
	struct check *run = jobs->run;
	struct opened_input *opened = piece->whole;

	run->yaml = yaml_reader_open_part(&run->file, &opened->source, run->base.keys, jobs->reached, piece->to);
	yaml_reader_count_from(run->yaml, jobs->documents);
	jobs->plans += check_yaml_documents(run, opened);
	jobs->documents = yaml_reader_ordinal(run->yaml);
	jobs->reached = yaml_reader_done(run->yaml);
	yaml_reader_close(run->yaml);
	run->yaml = NULL;
}

static void tell_results(struct check_jobs *jobs, struct check_piece *piece, uint32_t documents_before)
{
	for (struct kept_result *result = piece->kept.first; result; result = result->next) {
		if (result->plan) {
			result->plan->plan.ordinal += documents_before;
			check_tell_plan(jobs->run, result->plan);
		} else {
			check_tell_file(jobs->run, &result->file, result->findings, result->readable);
		}
	}
	jobs->plans += piece->plans;
}

/* A plan without a key of its own that somebody may have named by its number among all of the file: only now there is one. */
static bool needs_number(const struct check_jobs *jobs, const struct check_piece *piece)
{
	const struct kept_result *result = piece->kept.first;

	if (!jobs->documents || !jobs->run->decisions.beside.count)
		return false;
	while (result && result->plan->plan.key.length)
		result = result->next;
	return result != NULL;
}

static void tell_yaml(struct check_jobs *jobs, struct check_piece *piece)
{
	uint64_t before = jobs->reached;

	if (before >= piece->to)
		return;
	if (before != piece->from || needs_number(jobs, piece)) {
		read_again(jobs, piece);
		return;
	}
	tell_results(jobs, piece, jobs->documents);
	keep_lost(piece);
	jobs->documents += piece->documents;
	jobs->reached = piece->reached;
	platform_file_forget(&piece->whole->file, before, jobs->reached);
}

static void tell_piece(void *context, struct work_piece *work)
{
	struct check_jobs *jobs = context;
	struct check_piece *piece = (struct check_piece *)work;

	if (piece->failed)
		memory_exhausted(&jobs->run->trap);
	piece->check.file.trap = piece->check.document.trap = piece->check.scratch.trap = &jobs->run->trap;
	jobs->run->told_unit = piece->unit;
	switch (piece->kind) {
	case PIECE_INPUTS: tell_results(jobs, piece, 0); break;
	case PIECE_YAML: tell_yaml(jobs, piece); break;
	case PIECE_CSV:
		tell_results(jobs, piece, 0);
		keep_lost(piece);
		break;
	}
	close_piece(piece);
	piece->next_free = jobs->free;
	jobs->free = piece;
}

/* ---- handing out ---- */

/* `whole` is the open file, or the first of the set. */
static void begin_part(struct check_piece *piece, struct opened_input *whole)
{
	piece->whole = whole;
	piece->part = (struct opened_input){.input = whole->input};
	check_list_init(&piece->check, &piece->part.findings, &piece->check.file);
}

static uint64_t bytes_of(const struct input *input)
{
	return input->content ? input->content->bytes.length : input->bytes;
}

static bool is_small_yaml(const struct input *input)
{
	char room[8];
	struct slice ending = path_ending(input->path, room);

	return bytes_of(input) && bytes_of(input) <= SMALL_BYTES &&
	       (slice_equal(ending, SLICE_OF("yaml")) || slice_equal(ending, SLICE_OF("yml")));
}

/* Is another input that is left read together with this one? */
static bool is_beside(const struct input_list *inputs, size_t at, size_t other, const bool *done)
{
	return !done[other] && check_is_csv(&inputs->items[other]) &&
	       slice_equal(check_folder_of(inputs->items[other].path), check_folder_of(inputs->items[at].path));
}

/* How many CSV files of the folder are left; 0 when they are too much for one piece, or nobody knows how much. */
static size_t small_folder(const struct input_list *inputs, size_t at, const bool *done)
{
	uint64_t bytes = 0;
	size_t count = 0;

	for (size_t i = at; i < inputs->count; i++) {
		if (!is_beside(inputs, at, i, done))
			continue;
		bytes += bytes_of(&inputs->items[i]);
		if (!bytes_of(&inputs->items[i]) || bytes > SMALL_BYTES)
			return 0;
		count++;
	}
	return count;
}

bool check_jobs_take(struct check *check, const struct input_list *inputs, size_t at, bool *done)
{
	struct check_jobs *jobs = check->jobs;

	if (!jobs)
		return false;
	bool csv = check_is_csv(&inputs->items[at]);
	size_t count = csv ? small_folder(inputs, at, done) : is_small_yaml(&inputs->items[at]);

	if (!count) {
		check_jobs_finish(check); /* it is told at once, and must come behind all before it */
		return false;
	}
	struct check_piece *piece = new_piece(jobs, PIECE_INPUTS);

	piece->inputs = (struct input_list){.items = arena_array(&piece->check.file, struct input, count)};
	for (size_t i = at; piece->inputs.count < count; i++) {
		if (csv && !is_beside(inputs, at, i, done))
			continue;
		piece->inputs.items[piece->inputs.count++] = inputs->items[i];
		done[i] = true;
	}
	ordered_work_hand_in(jobs->work, &piece->work);
	return true;
}

bool check_jobs_cut(struct check *check, uint64_t bytes)
{
	return check->jobs && bytes > SMALL_BYTES;
}

static void begin_cutting(struct check_jobs *jobs, uint64_t from)
{
	jobs->reached = from;
	jobs->documents = 0;
	jobs->plans = 0;
}

size_t check_jobs_yaml(struct check *check, struct opened_input *opened)
{
	struct check_jobs *jobs = check->jobs;
	struct source *source = &opened->source;
	uint64_t length = source->bytes.length, to;

	begin_cutting(jobs, source->mark_length);
	for (uint64_t from = source->mark_length; from < length && !check_stopped(check); from = to) {
		struct check_piece *piece = new_piece(jobs, PIECE_YAML);

		to = yaml_part_start(source->bytes, from + YAML_PART_BYTES);
		begin_part(piece, opened);
		piece->check.counts_in_part = true;
		source_count_lines(source, to);
		source_share(&piece->part.source, source, &piece->check.file);
		piece->from = from;
		piece->to = to;
		ordered_work_hand_in(jobs->work, &piece->work);
	}
	check_jobs_finish(check);
	if (!jobs->documents && !check_stopped(check))
		yaml_report_no_document(source, &opened->findings);
	return jobs->plans;
}

static void close_view(struct check_worker *worker)
{
	if (worker->view)
		csv_set_close(worker->view);
	worker->view = NULL;
	arena_reset(&worker->views);
}

size_t check_jobs_csv(struct check *check, struct opened_input **files, size_t count)
{
	struct check_jobs *jobs = check->jobs;
	struct csv_span span;

	begin_cutting(jobs, 0);
	for (size_t i = 0; i < count; i++)
		source_count_all_lines(&files[i]->source);
	while (!check_stopped(check) && csv_set_cut(check->csv, CSV_PART_BYTES, &span)) {
		struct check_piece *piece = new_piece(jobs, PIECE_CSV);

		begin_part(piece, files[0]);
		piece->span = span;
		ordered_work_hand_in(jobs->work, &piece->work);
	}
	check_jobs_finish(check);
	for (size_t i = 0; i < jobs->count; i++)
		close_view(&jobs->workers[i]);
	return jobs->plans;
}

void check_jobs_finish(struct check *check)
{
	if (check->jobs)
		ordered_work_finish(check->jobs->work);
}

/* ---- the run ---- */

size_t check_jobs_count(const struct check *check)
{
	size_t count = check->options->jobs ? check->options->jobs : platform_processors();

	return count < MOST_JOBS ? count : MOST_JOBS;
}

void check_jobs_begin(struct check *check)
{
	size_t count = check_jobs_count(check);
	struct check_jobs *jobs;

	if (count < 2 || check->sink || check->options->list_files)
		return;
	jobs = arena_new(&check->run, struct check_jobs);
	jobs->run = check;
	jobs->count = count;
	jobs->workers = arena_array(&check->run, struct check_worker, count);
	for (size_t i = 0; i < count; i++) {
		struct check_worker *worker = &jobs->workers[i];

		arena_init(&worker->memory, &worker->trap);
		arena_init(&worker->views, &worker->trap);
		worker->base = check->base;
		worker->base.arena = &worker->memory;
	}
	jobs->work = ordered_work_begin(&check->run, &(struct work_orders){.jobs = count,
									   .room = count * PIECES_A_JOB,
									   .run = run_piece,
									   .tell = tell_piece,
									   .context = jobs});
	check->jobs = jobs->work ? jobs : NULL;
}

void check_jobs_end(struct check *check)
{
	struct check_jobs *jobs = check->jobs;

	if (!jobs)
		return;
	ordered_work_end(jobs->work);
	for (struct check_piece *piece = jobs->all; piece; piece = piece->next) {
		close_piece(piece);
		arena_release(&piece->check.file);
		arena_release(&piece->check.document);
		arena_release(&piece->check.scratch);
	}
	for (size_t i = 0; i < jobs->count; i++) {
		close_view(&jobs->workers[i]);
		if (jobs->workers[i].runner)
			rule_runner_release(jobs->workers[i].runner);
		batch_collector_release(jobs->workers[i].collector);
		arena_release(&jobs->workers[i].views);
		arena_release(&jobs->workers[i].memory);
	}
	check->jobs = NULL;
}
