/* An archive: expanded, then read as the folders it holds. */
#include "linter/check/check.h"

/* Entries that are not read: those that cannot be, each a file of its own with its findings, and those left out. */
static void report_others(struct check *check)
{
	for (size_t i = 0; i < check->zip.count; i++) {
		struct zip_entry *entry = &check->zip.entries[i];
		struct input input = {.path = entry->path};
		struct opened_input opened = {.input = &input, .findings = entry->findings};

		if (entry->state == ZIP_ENTRY_LOST)
			check_file_done(check, &opened, 0);
		if (check->options->list_files && (entry->state == ZIP_ENTRY_DOT || entry->state == ZIP_ENTRY_ENDING))
			check_left_out(check, entry->path, entry->state == ZIP_ENTRY_DOT ? LEFT_OUT_DOT : LEFT_OUT_ENDING);
	}
}

static struct input_list entries_of(struct check *check)
{
	const struct zip_contents *zip = &check->zip;
	struct input_list list = {.items = arena_array(&check->archive, struct input, zip->count)};

	for (size_t i = 0; i < zip->count; i++)
		if (zip->entries[i].state == ZIP_ENTRY_EXPANDED)
			list.items[list.count++] = (struct input){.path = zip->entries[i].path, .content = &zip->entries[i].file};
	return list;
}

void check_archive(struct check *check, struct opened_input *opened)
{
	zip_contents_read(&check->zip, &check->archive, opened->input->path, opened->file.bytes, &zip_default_limits, &opened->findings);
	opened->readable = false; /* its entries are the files that were read */
	check_file_done(check, opened, 0);
	check_inputs_close(check);
	report_others(check);
	struct input_list list = entries_of(check);

	check_inputs(check, &list, arena_array(&check->archive, bool, list.count));
	zip_contents_release(&check->zip);
	check->zip = (struct zip_contents){0};
	arena_reset(&check->archive);
}
