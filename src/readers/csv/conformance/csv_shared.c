/* 利用者補足情報 against table 1: both say the level of care, its status and date, and periods that belong together. */
#include "readers/csv/rows/csv_cells.h"

static const struct slice shared_keys[CSV_SHARED_ITEMS] = {SLICE("care_level"), SLICE("certification_status"), SLICE("certified_on")};

static struct slice cell_keyed(struct csv_reading *reading, struct slice key)
{
	return csv_cell_raw(reading, layout_item_keyed(reading->file->layout, key));
}

void csv_shared_note(struct csv_reading *reading, struct csv_shared *shared)
{
	shared->layout = reading->file->layout;
	for (unsigned i = 0; i < CSV_SHARED_ITEMS; i++) {
		shared->items[i] = layout_item_keyed(shared->layout, shared_keys[i]);
		shared->values[i] = csv_cell_raw(reading, shared->items[i]);
	}
	shared->from = cell_keyed(reading, SLICE_OF("certified_from"));
	shared->to = cell_keyed(reading, SLICE_OF("certified_to"));
}

static void compare_items(struct csv_reading *reading, const struct csv_shared *shared)
{
	/* A level that changed within the period may stand here before it stands in table 1. */
	bool changed = cell_keyed(reading, SLICE_OF("care_level_changed_on")).length > 0;

	for (unsigned i = 0; i < CSV_SHARED_ITEMS && !changed; i++) {
		const struct layout_item *item = layout_item_keyed(reading->file->layout, shared_keys[i]);
		struct slice here = csv_cell_raw(reading, item);

		if (!here.length || !shared->values[i].length || slice_equal(here, shared->values[i]))
			continue;
		csv_check_report(reading, BUILTIN_CSV_SUPPLEMENT_DIFFERS, item, csv_cell_place(reading, item),
				 (const struct slice[]){here, csv_item_title(reading->values.scratch, shared->layout, shared->items[i]),
							shared->values[i]},
				 3);
	}
}

static bool is_day(struct slice raw)
{
	return raw.length == 8 && slice_is_digits(raw);
}

/* The period of the limit lies within that of the certification, or begins with its month. Said only when they have no day in common. */
static void compare_periods(struct csv_reading *reading, const struct csv_shared *shared)
{
	const struct layout_item *item = layout_item_keyed(reading->file->layout, SLICE_OF("limit_from"));
	struct slice from = csv_cell_raw(reading, item), to = cell_keyed(reading, SLICE_OF("limit_to"));

	if (!item || !is_day(from) || !is_day(to) || !is_day(shared->from) || !is_day(shared->to))
		return;
	if (slice_compare(to, shared->from) >= 0 && slice_compare(from, shared->to) <= 0)
		return;
	csv_check_report(reading, BUILTIN_CSV_SUPPLEMENT_PERIOD, item, csv_cell_place(reading, item),
			 (const struct slice[]){arena_print(reading->values.scratch, "%.*s～%.*s", SLICE_PRINT(from), SLICE_PRINT(to)),
						arena_print(reading->values.scratch, "%.*s～%.*s", SLICE_PRINT(shared->from),
							    SLICE_PRINT(shared->to))},
			 2);
}

void csv_shared_compare(struct csv_reading *reading, const struct csv_shared *shared)
{
	struct slice date = cell_keyed(reading, SLICE_OF("plan_date"));

	if (!shared->layout || !date.length || csv_is_noughts(date))
		return; /* that of a month */
	compare_items(reading, shared);
	compare_periods(reading, shared);
}
