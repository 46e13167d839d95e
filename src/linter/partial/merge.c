/* Partial files joined: their inputs sorted by path, and told as those of one run. */
#include "linter/partial/partial.h"

#include "base/limits.h"
#include "linter/caller.h"
#include "linter/partial/told_record.h"
#include "readers/input_list.h"

#include <stdlib.h>
#include <string.h>

struct partial_file {
	struct slice path;
	struct platform_file file;
	struct partial_run run;
	struct slice records; /* behind the first */
};

/* What was told of one input. */
struct merged_unit {
	struct told_unit is;
	struct slice records;
	size_t file;
};

struct merge {
	struct partial_file *files;
	size_t count;
	struct merged_unit *units;
	size_t unit_count, unit_capacity;
	struct tenken_options options; /* with what the parts were told */
};

struct partial_record {
	struct slice kind, bytes;
};

/* ---- reading ---- */

/* The next record; false at the end of the bytes, and when there is none: then *rest is not empty. */
static bool next_record(struct slice *rest, struct partial_record *record)
{
	struct slice head = slice_part(*rest, 0, 32);
	size_t end = slice_find(head, SLICE_OF("\n"), 0), blank = slice_find(head, SLICE_OF(" "), 0);
	uint64_t length;

	if (end == SIZE_MAX || blank >= end || !slice_to_uint(slice_part(head, blank + 1, end), &length))
		return false;
	struct slice behind = slice_part(*rest, end + 1, rest->length);

	if (length >= behind.length || behind.data[length] != '\n')
		return false;
	record->kind = slice_part(*rest, 0, blank);
	record->bytes = slice_part(behind, 0, (size_t)length);
	*rest = slice_part(behind, (size_t)length + 1, behind.length);
	return true;
}

static bool refuse(struct check *check, struct tenken_error *error, const struct partial_file *file, const char *ja, const char *en)
{
	return caller_refused(error, arena_print(&check->run, check->options->english ? "%.*s: %s" : "%.*s：%s", SLICE_PRINT(file->path),
						 check->options->english ? en : ja)
					     .data);
}

static bool refuse_damaged(struct check *check, struct tenken_error *error, const struct partial_file *file)
{
	return refuse(check, error, file, "部分結果のファイルが壊れています。もう一度作ってください",
		      "the partial file is damaged; make it again");
}

static bool open_part(struct check *check, struct partial_file *file, struct tenken_error *error)
{
	struct passage passage = {.arena = &check->run};
	struct failure failure = {0};
	struct partial_record record;

	if (!platform_file_open(&file->file, file->path, LIMIT_PARTIAL_BYTES, &failure))
		return refuse(check, error, file, unreadable_reason(slice_of(failure.text, failure.length), false).data, failure.text);
	if (!slice_starts_with(file->file.bytes, SLICE_OF(PARTIAL_NAME)))
		return refuse(check, error, file, "この版の tenken check --partial が書いたファイルではありません",
			      "not written by tenken check --partial of this version");
	file->records = slice_part(file->file.bytes, strlen(PARTIAL_NAME), file->file.bytes.length);
	if (!next_record(&file->records, &record) || !slice_equal(record.kind, SLICE_OF("run")))
		return refuse_damaged(check, error, file);
	passage.in = record.bytes;
	pass_run(&passage, &file->run);
	return !passage.broken || refuse_damaged(check, error, file);
}

static bool same_words(const struct slice *a, size_t a_count, const struct slice *b, size_t b_count)
{
	if (a_count != b_count)
		return false;
	for (size_t i = 0; i < a_count; i++)
		if (!slice_equal(a[i], b[i]))
			return false;
	return true;
}

/* What two runs differ in, as their options are called; NULL: nothing. */
static const char *difference(const struct partial_run *a, const struct partial_run *b)
{
	if (!slice_equal(a->version, b->version))
		return "tenken --version";
	if (!slice_equal(a->ruleset, b->ruleset) || !slice_equal(a->digest, b->digest))
		return "--rules";
	if (!slice_equal(a->as_of, b->as_of))
		return "--as-of";
	if (!slice_equal(a->profile, b->profile))
		return "--profile";
	if (!same_words(a->select, a->select_count, b->select, b->select_count))
		return "--select";
	if (!same_words(a->also, a->also_count, b->also, b->also_count))
		return "--also";
	if (!same_words(a->ignore, a->ignore_count, b->ignore, b->ignore_count))
		return "--ignore";
	if (a->questions != b->questions)
		return "--questions";
	if (a->audience != b->audience)
		return "--audience";
	if (a->english != b->english)
		return "--lang";
	if (!slice_equal(a->key, b->key))
		return "--mask-key";
	if (!slice_equal(a->suppressions, b->suppressions))
		return "--suppressions";
	return a->forms != b->forms ? "--with-plan" : NULL;
}

static bool refuse_difference(struct check *check, struct tenken_error *error, const struct partial_file *file, const char *what)
{
	return refuse(check, error, file,
		      arena_print(&check->run, "ほかと %s が違うので、一つの結果にできません", what).data,
		      arena_print(&check->run, "differs from the others in %s: no single result can be made", what).data);
}

/* ---- inputs ---- */

static void add_unit(struct check *check, struct merge *merge, size_t file, const struct partial_record *record, bool *broken)
{
	struct passage passage = {.in = record->bytes, .arena = &check->run};
	struct merged_unit unit = {.file = file};

	unit.is.kind = (enum unit_kind)pass_choice(&passage, 0, UNIT_KIND_COUNT);
	pass_text(&passage, &unit.is.path);
	*broken |= passage.broken;
	merge->units = arena_with_room(&check->run, merge->units, merge->unit_count, &merge->unit_capacity, sizeof unit);
	merge->units[merge->unit_count++] = unit;
}

/* Where the inputs of a file stand, and whether it is whole. */
static bool index_part(struct check *check, struct merge *merge, size_t number, struct tenken_error *error)
{
	struct partial_file *file = &merge->files[number];
	struct slice rest = file->records;
	struct partial_record record = {.kind = slice_of("", 0)};
	struct merged_unit *unit = NULL;
	size_t first = merge->unit_count, units = 0;
	bool broken = false, stopped = false;

	while (!broken && !slice_equal(record.kind, SLICE_OF("end")) && next_record(&rest, &record)) {
		if (slice_equal(record.kind, SLICE_OF("unit"))) {
			add_unit(check, merge, number, &record, &broken);
			unit = &merge->units[merge->unit_count - 1];
			unit->records = slice_of(rest.data, 0);
		} else if (unit && !slice_equal(record.kind, SLICE_OF("end"))) {
			unit->records.length = (size_t)(rest.data - unit->records.data);
		}
	}
	struct passage passage = {.in = record.bytes, .arena = &check->run};

	if (broken || !slice_equal(record.kind, SLICE_OF("end")) || rest.length)
		return refuse_damaged(check, error, file);
	pass_bool(&passage, &stopped);
	pass_size(&passage, &units);
	if (passage.broken || units != merge->unit_count - first)
		return refuse_damaged(check, error, file);
	return !stopped || refuse(check, error, file, "途中で止められた確認の結果です。もう一度作ってください",
				  "its run was interrupted; make it again");
}

/* The order in which one run over their folder lists two paths: names compared by bytes, folder by folder. */
static int compare_paths(struct slice a, struct slice b)
{
	size_t least = a.length < b.length ? a.length : b.length;

	for (size_t i = 0; i < least; i++) {
		unsigned char left = (unsigned char)a.data[i], right = (unsigned char)b.data[i];

		if (left != right)
			return left == '/' ? -1 : right == '/' ? 1 : left < right ? -1 : 1;
	}
	return a.length < b.length ? -1 : a.length > b.length;
}

static int compare_units(const void *a, const void *b)
{
	const struct merged_unit *left = a, *right = b;
	/* Inputs are one kind here, whichever they are. */
	int left_kind = left->is.kind < UNIT_INPUT ? (int)left->is.kind : UNIT_INPUT;
	int right_kind = right->is.kind < UNIT_INPUT ? (int)right->is.kind : UNIT_INPUT;
	int by_path = compare_paths(left->is.path, right->is.path);

	if (left_kind != right_kind)
		return left_kind < right_kind ? -1 : 1;
	if (by_path)
		return by_path;
	return left->file < right->file ? -1 : left->file > right->file;
}

static bool refuse_twice(struct check *check, struct tenken_error *error, const struct merge *merge, const struct merged_unit *a,
			 const struct merged_unit *b, struct slice what)
{
	bool english = check->options->english;

	return caller_refused(error, arena_print(&check->run, english ? "%.*s is in both %.*s and %.*s; each input, and all CSV files of a folder, belong into one part"
								       : "%.*s：%.*s と %.*s の両方にあります。一つのファイル（CSV はフォルダごと）は、一つの部分で確かめてください",
						 SLICE_PRINT(what), SLICE_PRINT(merge->files[a->file].path), SLICE_PRINT(merge->files[b->file].path))
					     .data);
}

/* No input, and no folder of CSV files, in two parts: it would not be what one run says of it. */
static bool stand_once(struct check *check, const struct merge *merge, struct tenken_error *error)
{
	struct name_table folders;

	name_table_init(&folders, &check->run);
	for (size_t i = 0; i < merge->unit_count; i++) {
		const struct merged_unit *unit = &merge->units[i], *before = i ? unit - 1 : NULL;
		struct slice folder = check_folder_of(unit->is.path);

		if (unit->is.kind < UNIT_INPUT)
			continue;
		if (before && before->is.kind >= UNIT_INPUT && slice_equal(before->is.path, unit->is.path))
			return refuse_twice(check, error, merge, before, unit, unit->is.path);
		if (unit->is.kind != UNIT_CSV || name_table_add(&folders, folder, (uint32_t)i))
			continue;
		before = &merge->units[name_table_find(&folders, folder)];
		if (before->file != unit->file)
			return refuse_twice(check, error, merge, before, unit, unit->is.path);
	}
	return true;
}

static const char *const *strings_of(struct check *check, const struct slice *words, size_t count)
{
	const char **strings = arena_array(&check->run, const char *, count);

	for (size_t i = 0; i < count; i++)
		strings[i] = arena_copy(&check->run, words[i]).data;
	return strings;
}

/* The run goes on as one with the options of the parts. */
static void take_over(struct check *check, struct merge *merge)
{
	const struct partial_run *run = &merge->files[0].run;
	struct tenken_options *options = &merge->options;

	*options = *check->options;
	check->options = options;
	options->path_count = 0;
	if (!merge->count)
		return;
	options->as_of = arena_copy(&check->run, run->as_of).data;
	options->profile = run->profile.length ? arena_copy(&check->run, run->profile).data : NULL;
	options->select = strings_of(check, run->select, run->select_count);
	options->select_count = run->select_count;
	options->also = strings_of(check, run->also, run->also_count);
	options->also_count = run->also_count;
	options->ignore = strings_of(check, run->ignore, run->ignore_count);
	options->ignore_count = run->ignore_count;
	options->questions = run->questions == SIZE_MAX ? "all" : arena_print(&check->run, "%zu", run->questions).data;
	options->audience = (enum tenken_audience)(TENKEN_AUDIENCE_MANAGER + run->audience);
	options->english = run->english;
}

bool merge_read(struct check *check, struct tenken_error *error)
{
	const struct tenken_options *options = check->options;
	struct merge *merge = arena_new(&check->run, struct merge);

	check->merge = merge;
	merge->files = arena_array(&check->run, struct partial_file, options->path_count);
	for (size_t i = 0; i < options->path_count; i++) {
		struct partial_file *file = &merge->files[merge->count++];

		file->path = slice_from_string(options->paths[i]);
		if (!open_part(check, file, error))
			return false;
		const char *what = difference(&file->run, &merge->files[0].run);

		if (what)
			return refuse_difference(check, error, file, what);
	}
	for (size_t i = 0; i < merge->count; i++)
		if (!index_part(check, merge, i, error))
			return false;
	if (merge->unit_count)
		qsort(merge->units, merge->unit_count, sizeof *merge->units, compare_units);
	take_over(check, merge);
	return stand_once(check, merge, error);
}

bool merge_fits(struct check *check, struct tenken_error *error)
{
	const struct partial_file *file = &check->merge->files[0];
	struct partial_run here = partial_run_of(check);

	if (!check->merge->count)
		return true;
	if (check->wants_forms && !file->run.forms)
		return refuse(check, error, file, "計画書の中身がありません。この形式には tenken check --partial に --with-plan を付けてください",
			      "holds no plans; for this format give --with-plan to tenken check --partial");
	here.forms = file->run.forms;
	const char *what = difference(&file->run, &here);

	return !what || refuse(check, error, file,
			       arena_print(&check->run, "ここでの実行と %s が違うので、一つの結果にできません", what).data,
			       arena_print(&check->run, "differs from this run in %s: no single result can be made", what).data);
}

/* ---- telling ---- */

static bool tell_record(struct check *check, const struct partial_record *record, bool forms)
{
	struct passage passage = {.in = record->bytes, .arena = &check->document};

	arena_reset(&check->document);
	if (slice_equal(record->kind, SLICE_OF("plan"))) {
		struct judged_plan *judged = arena_new(&check->document, struct judged_plan);

		pass_plan(&passage, judged, check->base.loaded.set->count, forms);
		if (!passage.broken && !passage.in.length)
			check_tell_plan(check, judged);
	} else {
		struct told_file *told = arena_new(&check->document, struct told_file);

		pass_file(&passage, told);
		if (!passage.broken && !passage.in.length)
			check_tell_file(check, &told->file, &told->findings, told->readable);
	}
	return !passage.broken && !passage.in.length;
}

/* What every part says once, or says of a path that could not be listed, is said once. */
static bool is_repeated(const struct merge *merge, size_t number)
{
	const struct merged_unit *unit = &merge->units[number], *before = unit - 1;

	return number && unit->is.kind < UNIT_INPUT && before->is.kind == unit->is.kind && slice_equal(before->is.path, unit->is.path) &&
	       slice_equal(before->records, unit->records);
}

bool merge_tell(struct check *check, struct tenken_error *error)
{
	const struct merge *merge = check->merge;

	for (size_t i = 0; i < merge->unit_count && !check_stopped(check); i++) {
		struct partial_file *file = &merge->files[merge->units[i].file];
		struct slice rest = merge->units[i].records;
		struct partial_record record;

		if (is_repeated(merge, i))
			continue;
		while (next_record(&rest, &record))
			if (!tell_record(check, &record, file->run.forms))
				return refuse_damaged(check, error, file);
		size_t from = (size_t)(merge->units[i].records.data - file->file.bytes.data);

		platform_file_forget(&file->file, from, from + merge->units[i].records.length);
	}
	return true;
}

void merge_inputs(struct check *check, struct input_list *inputs)
{
	const struct merge *merge = check->merge;

	*inputs = (struct input_list){.items = arena_array(&check->run, struct input, merge->count), .count = merge->count};
	for (size_t i = 0; i < merge->count; i++)
		inputs->items[i].path = merge->files[i].path;
}

bool merge_found(const struct check *check)
{
	for (size_t i = 0; i < check->merge->unit_count; i++)
		if (check->merge->units[i].is.kind > UNIT_SETTINGS)
			return true;
	return false;
}

void merge_release(struct check *check)
{
	for (size_t i = 0; check->merge && i < check->merge->count; i++)
		platform_file_close(&check->merge->files[i].file);
	check->merge = NULL;
}
