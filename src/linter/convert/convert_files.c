/* The CSV files of a conversion: their names, opened by their first row, there all together at the end. */
#include "linter/convert/convert.h"

#include "base/platform/platform.h"
#include "model/dates/date.h"
#include "text/unicode/utf8.h"
#include "writers/csv/standard_csv.h"

static bool has_month_in_name(enum csv_role role)
{
	return role == CSV_PLANNED || role == CSV_ACTUAL || role == CSV_UNITS || role == CSV_SUPPLEMENT;
}

/* UPPLAN_202604_9990000410_43_9990000428_78_20260326101530.CSV */
static struct slice file_path(struct convert *convert, const struct record_layout *layout, int32_t month)
{
	struct arena *arena = &convert->check->run;
	struct slice folder = slice_from_string(convert->options->output);
	struct slice receiver = convert->receiver.length ? convert->receiver : convert->plan_sender;
	struct text_builder path;

	text_builder_init(&path, arena);
	text_builder_add(&path, folder);
	if (!slice_ends_with(folder, SLICE_OF("/")))
		text_builder_add_char(&path, '/');
	text_builder_add(&path, layout->file_type);
	if (has_month_in_name(layout->role)) {
		struct calendar_date date = {0, 0, 0};

		if (month != CSV_NO_MONTH)
			date = date_to_calendar(month);
		text_builder_print(&path, "_%04d%02d", date.year, date.month);
	}
	text_builder_print(&path, "_%.*s_%.*s_%.*s.CSV", SLICE_PRINT(convert->plan_sender), SLICE_PRINT(receiver),
			   SLICE_PRINT(convert->timestamp));
	return text_builder_finish(&path);
}

static struct converted_file *open_file(struct convert *convert, const struct record_layout *layout, int32_t month)
{
	struct converted_file *file = arena_new(&convert->check->run, struct converted_file);

	file->layout = layout;
	file->month = month;
	file->sender = arena_copy(&convert->check->run, convert->plan_sender);
	file->path = file_path(convert, layout, month);
	if (!convert->options->force && platform_path_kind(file->path) != PATH_MISSING) {
		failure_set(&convert->failure,
			    convert->options->english ? "%.*s: exists already (--force replaces it)"
						      : "%.*s：すでにあります（置き換えるなら --force）",
			    SLICE_PRINT(file->path));
		return NULL;
	}
	file->output = output_open(&convert->check->run, file->path, &convert->failure);
	if (!file->output)
		return NULL;
	*convert->last = file;
	convert->last = &file->next;
	return file;
}

void convert_files_write(struct convert *convert, const struct record_layout *layout, int32_t month, struct slice bytes)
{
	struct converted_file *file = convert->files;

	while (file && (file->layout != layout || file->month != month || !slice_equal(file->sender, convert->plan_sender)))
		file = file->next;
	if (convert->failure.length)
		return;
	if (!file)
		file = open_file(convert, layout, month);
	if (file)
		output_write(file->output, bytes);
}

bool convert_files_close(struct convert *convert)
{
	for (; convert->files && !convert->failure.length; convert->files = convert->files->next)
		output_close(convert->files->output, &convert->failure);
	convert_files_abandon(convert);
	return !convert->failure.length;
}

void convert_files_abandon(struct convert *convert)
{
	for (; convert->files; convert->files = convert->files->next)
		output_abandon(convert->files->output);
}
