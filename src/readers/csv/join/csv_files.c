/* The CSV files of a run: which were sent together, and in which order they are read. */
#include "readers/csv/conformance/csv_file_name.h"
#include "readers/csv/join/csv_index.h"

#include <stdlib.h>

enum { SENT_DIGITS = 14 }; /* YYYYMMDDHHMMSS */

/* The parts of a file name that files sent together share (standard, file names of 4.1 and 3.x). */
static void find_transmission(struct csv_file *file)
{
	struct slice path = file->source->path, name = csv_name_in(path), type = file->layout->file_type;

	file->folder = slice_part(path, 0, path.length - name.length);
	if (slice_starts_with(name, type) && name.length > type.length && name.data[type.length] == '_')
		name = slice_part(name, type.length + 1, name.length);
	else
		name = slice_of(NULL, 0); /* known by its rows: belongs with whatever lies beside it */
	if (file->layout->target_month && name.length > 7 && name.data[6] == '_' && slice_is_digits(slice_part(name, 0, 6)))
		name = slice_part(name, 7, name.length);
	file->transmission = slice_part(name, 0, slice_find(name, SLICE_OF("."), 0));
	if (file->transmission.length >= SENT_DIGITS)
		file->sent = slice_part(file->transmission, file->transmission.length - SENT_DIGITS, file->transmission.length);
	if (!slice_is_digits(file->sent))
		file->sent = slice_of(NULL, 0);
}

static int compare_files(const void *a, const void *b)
{
	const struct csv_file *left = a, *right = b;
	int by_path = slice_compare(left->source->path, right->source->path);

	if (left->role != right->role)
		return left->role < right->role ? -1 : 1;
	return by_path;
}

static int compare_transmissions(const void *a, const void *b)
{
	const struct csv_file *left = *(const struct csv_file *const *)a, *right = *(const struct csv_file *const *)b;
	int by_folder = slice_compare(left->folder, right->folder);

	return by_folder ? by_folder : slice_compare(left->transmission, right->transmission);
}

/* Numbers the transmissions and notes what each one holds. */
static void group_files(struct csv_index *index)
{
	struct csv_file **sorted = arena_array(index->arena, struct csv_file *, index->file_count);
	uint32_t group = 0;

	index->group_roles = arena_array(index->arena, unsigned, index->file_count);
	for (size_t i = 0; i < index->file_count; i++)
		sorted[i] = &index->files[i];
	if (index->file_count)
		qsort(sorted, index->file_count, sizeof *sorted, compare_transmissions);
	for (size_t i = 0; i < index->file_count; i++) {
		if (i > 0 && compare_transmissions(&sorted[i - 1], &sorted[i]) != 0)
			group++;
		sorted[i]->group = group;
		if (sorted[i]->role < CSV_ROLE_COUNT)
			index->group_roles[group] |= 1u << sorted[i]->role;
	}
}

void csv_files_arrange(struct csv_index *index)
{
	for (size_t i = 0; i < index->file_count; i++)
		find_transmission(&index->files[i]);
	if (index->file_count)
		qsort(index->files, index->file_count, sizeof *index->files, compare_files);
	group_files(index);
}
