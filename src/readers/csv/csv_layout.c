/* Which record layout a file has: its type by the name, else by the first row; its edition by version, columns and name. */
#include "readers/csv/csv_set.h"

#include "readers/csv/conformance/csv_file_name.h"
#include "readers/csv/rows/csv_rows.h"

const struct record_layout *csv_layout_named(const struct record_layouts *layouts, struct slice path)
{
	const struct record_layout *best = NULL;
	struct slice name = csv_name_in(path);

	for (size_t i = 0; i < layouts->count; i++) {
		struct slice type = layouts->items[i]->file_type;

		if (name.length <= type.length || !csv_same_letters(slice_part(name, 0, type.length), type))
			continue;
		if (name.data[type.length] != '_' && name.data[type.length] != '.')
			continue;
		if (!best || type.length > best->file_type.length)
			best = layouts->items[i];
	}
	return best;
}

/* Does a row look like one of this layout: as many items, and dates and numbers where they are required? */
static bool row_fits(const struct record_layout *layout, const struct csv_scanner *scanner, const struct csv_row *row)
{
	if (row->count != layout->count || !layout->count)
		return false;
	for (size_t i = 0; i < layout->count; i++) {
		const struct layout_item *item = &layout->items[i];
		struct slice text = scanner->cells[i].content;
		bool person = slice_equal(item->key, SLICE_OF("insured_no")) && slice_starts_with(text, SLICE_OF("H"));

		if (person || !item->required)
			continue;
		bool digits = item->type == ITEM_YM || item->type == ITEM_YMD || item->type == ITEM_DIGITS;

		if (digits && (text.length != item->length || !slice_is_digits(text)))
			return false;
	}
	return true;
}

/* ---- editions ---- */

/* The first row of a file, and how the name is made. */
struct first_look {
	struct csv_scanner *scanner;
	struct csv_row row;
	bool has_row;
	size_t name_parts; /* behind the file type and a month */
};

static bool holds(const struct slice *texts, size_t count, struct slice text)
{
	for (size_t i = 0; i < count; i++)
		if (slice_equal(texts[i], text))
			return true;
	return false;
}

/* UPPLAN_201912_0300000100_0300000005_20191025200201.CSV has three parts: both offices and the time. */
static size_t count_name_parts(struct slice path, const struct record_layout *layout)
{
	struct slice rest = csv_name_in(path), part;
	size_t count = 0;

	if (rest.length <= layout->file_type.length)
		return 0;
	rest = slice_part(rest, layout->file_type.length + 1, rest.length);
	while (slice_next(&rest, '_', &part))
		if (!(layout->target_month && count == 0 && part.length == 6))
			count++;
	return count;
}

/*
 * How well an edition's layout fits. The number of columns is what reading needs, so it counts most, then the version the file
 * gives, then how its name is made; what fits alike goes to the edition that is in force.
 */
static unsigned fit_of(const struct record_layout *layout, const struct first_look *look)
{
	struct slice version = look->has_row ? look->scanner->cells[0].content : slice_of(NULL, 0);
	unsigned fit = layout->followed_by.length ? 0 : 1;

	fit += look->name_parts && look->name_parts == layout->name_part_count ? 2 : 0;
	fit += holds(layout->earlier_versions, layout->earlier_version_count, version) ? 4 : 0;
	fit += holds(layout->versions, layout->version_count, version) ? 8 : 0;
	return fit + (look->has_row && look->row.count == layout->count ? 16 : 0);
}

/* Of the layouts of one file type in several editions, the one that fits best. */
static const struct record_layout *edition_of(const struct record_layouts *layouts, const struct record_layout *type,
					      const struct first_look *look)
{
	const struct record_layout *best = type;

	for (size_t i = 0; i < layouts->count; i++)
		if (slice_equal(layouts->items[i]->file_type, type->file_type) && fit_of(layouts->items[i], look) > fit_of(best, look))
			best = layouts->items[i];
	return best;
}

/*
 * The one file type whose rows look like the first row; NULL when none does, or several. Asked when the name tells no type, or one
 * that no edition gives so many items.
 */
static const struct record_layout *type_by_row(const struct record_layouts *layouts, const struct first_look *look)
{
	const struct record_layout *found = NULL;

	for (size_t i = 0; i < layouts->count && look->has_row; i++) {
		if (!row_fits(layouts->items[i], look->scanner, &look->row))
			continue;
		if (found && !slice_equal(found->file_type, layouts->items[i]->file_type))
			return NULL;
		found = layouts->items[i];
	}
	return found;
}

const struct record_layout *csv_layout_of(const struct record_layouts *layouts, struct source *source)
{
	const struct record_layout *layout = csv_layout_named(layouts, source->path);
	struct arena *scratch = arena_new(source->arena, struct arena);
	struct first_look look = {.name_parts = layout ? count_name_parts(source->path, layout) : 0};

	arena_init_inner(scratch, source->arena);
	look.scanner = arena_new(scratch, struct csv_scanner);
	csv_scanner_init(look.scanner, scratch, source->bytes);
	csv_scanner_seek(look.scanner, source->mark_length, source->bytes.length);
	look.has_row = csv_scanner_read(look.scanner, &look.row);
	if (layout)
		layout = edition_of(layouts, layout, &look);
	if (!layout || (look.has_row && look.row.count != layout->count)) {
		const struct record_layout *by_row = type_by_row(layouts, &look);

		if (by_row)
			layout = edition_of(layouts, by_row, &look);
	}
	arena_release(scratch);
	return layout;
}
