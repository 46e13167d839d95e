/* Cells that fill no field of the plan, kept for the way back to CSV. */
#include "readers/csv/plan/csv_plan.h"

#include "model/dates/date.h"

#include <assert.h>

/* A cell of one row of the file and entry being read. */
struct kept_cell {
	const struct layout_item *item;
	uint32_t row; /* from 1 */
	struct slice text;
	struct place place;
};

/* Where a row stood: tables that regroup their rows number them anew. */
struct kept_row {
	uint64_t offset, length;
};

struct csv_kept {
	struct arena *arena;
	const struct csv_entry *entry; /* the rows that are coming in; NULL before the first */
	const struct record_layout *layout;
	uint16_t source;
	struct kept_cell *cells;
	size_t cell_count, cell_capacity;
	struct kept_row *rows;
	size_t row_count, row_capacity;
	struct csv_list list;
};

struct csv_kept *csv_kept_new(struct arena *arena)
{
	struct csv_kept *kept = arena_new(arena, struct csv_kept);

	kept->arena = arena;
	kept->list.field = Plan_standard_items;
	return kept;
}

/* ---- rows of a table, as the plan orders them ---- */

struct leaf_walk {
	const struct csv_kept *kept;
	uint32_t *numbers; /* by row: its number in the order of the plan, 0 when nothing begins on it */
	uint32_t count;
};

static void number_leaf(struct leaf_walk *walk, const struct record *leaf)
{
	walk->count++;
	for (size_t i = 0; i < walk->kept->row_count; i++) {
		const struct kept_row *row = &walk->kept->rows[i];

		if (leaf->self.source == walk->kept->source && leaf->self.offset >= row->offset &&
		    leaf->self.offset <= row->offset + row->length && !walk->numbers[i]) {
			walk->numbers[i] = walk->count;
			return;
		}
	}
}

static void walk_leaves(struct leaf_walk *walk, const struct record *record, unsigned depth)
{
	static const enum field lists[] = {Plan_needs, Need_long_goals, LongGoal_short_goals, ShortGoal_services};
	struct value_list children = {NULL, 0};

	if (depth < COUNT_OF(lists))
		children = record_list(record, lists[depth]);
	for (size_t i = 0; i < children.count; i++)
		walk_leaves(walk, children.items[i].is.record, depth + 1);
	if (!children.count && depth)
		number_leaf(walk, record);
}

/* ---- one file and entry ---- */

static void set_text(struct value *value, struct slice text, const struct value *origin)
{
	*value = *origin;
	value->presence = PRESENCE_WRITTEN;
	value->is.text = text;
}

static void set_number(struct value *value, int64_t number, const struct value *origin)
{
	*value = *origin;
	value->presence = PRESENCE_WRITTEN;
	value->is.integer = number;
}

static int digits_of(struct slice text, size_t from, size_t to)
{
	uint64_t number = 0;

	slice_to_uint(slice_part(text, from, to), &number);
	return (int)number;
}

/* `row` 0: every row has it. */
static void add_record(struct csv_gathering *plan, const struct kept_cell *cell, uint32_t row)
{
	struct csv_kept *kept = plan->kept;
	struct record *to = plan->reading->document->plan;
	struct record *record = record_new(kept->arena, RECORD_StandardItem, to, Plan_standard_items, (uint32_t)kept->list.count + 1);
	struct slice month = csv_entry_date(kept->entry);
	struct value *origin = &record->self;

	*origin = (struct value){.presence = PRESENCE_WRITTEN,
				 .source = kept->source,
				 .offset = cell->place.offset,
				 .length = (uint32_t)cell->place.length};
	set_text(record_value(record, StandardItem_file), kept->layout->file_type, origin);
	set_number(record_value(record, StandardItem_item), cell->item->number, origin);
	set_text(record_value(record, StandardItem_name), cell->item->name, origin);
	set_text(record_value(record, StandardItem_value), cell->text, origin);
	if (row)
		set_number(record_value(record, StandardItem_row), row, origin);
	if (kept->entry->about == CSV_ABOUT_MONTH && month.length == 6 && slice_is_digits(month)) {
		struct value *value = record_value(record, StandardItem_month);

		*value = *origin;
		value->is.date = date_from_calendar((struct calendar_date){digits_of(month, 0, 4), digits_of(month, 4, 6), 1});
	}
	csv_list_add(plan->reading, &kept->list, record);
}

/* Tables print their rows in the order of the plan; table 3 holds two lists in one row, so that no row is its own. */
static bool rows_are_own(const struct csv_kept *kept)
{
	return kept->layout->role != CSV_TABLE3;
}

static bool agree(const struct csv_kept *kept, const struct layout_item *item, const struct kept_cell **first)
{
	size_t count = 0;

	*first = NULL;
	for (size_t i = 0; i < kept->cell_count; i++) {
		if (kept->cells[i].item != item)
			continue;
		if (!*first)
			*first = &kept->cells[i];
		else if (!slice_equal((*first)->text, kept->cells[i].text))
			return false;
		count++;
	}
	return count == kept->row_count;
}

static void keep_item(struct csv_gathering *plan, const struct layout_item *item, const uint32_t *numbers)
{
	const struct csv_kept *kept = plan->kept;
	const struct kept_cell *first;
	bool constant = agree(kept, item, &first);

	if (!first)
		return;
	if (constant || !rows_are_own(kept)) {
		add_record(plan, first, 0);
		return;
	}
	for (size_t i = 0; i < kept->cell_count; i++)
		if (kept->cells[i].item == item)
			add_record(plan, &kept->cells[i], numbers[kept->cells[i].row - 1]);
}

/* The rows of a file and an entry are all there. */
static void end_rows(struct csv_gathering *plan)
{
	struct csv_kept *kept = plan->kept;
	struct leaf_walk walk = {.kept = kept};

	if (!kept->cell_count) {
		kept->row_count = 0;
		return;
	}
	walk.numbers = arena_array(kept->arena, uint32_t, kept->row_count);
	if (kept->layout->role == CSV_TABLE2 || kept->layout->role == CSV_PREVENTION_TABLE)
		walk_leaves(&walk, plan->reading->document->plan, 0);
	else
		for (size_t i = 0; i < kept->row_count; i++)
			walk.numbers[i] = (uint32_t)i + 1;
	for (size_t i = 0; i < kept->layout->count; i++)
		keep_item(plan, &kept->layout->items[i], walk.numbers);
	kept->cell_count = kept->row_count = 0;
}

/* 住所２ is kept although its words are in the field, too: where 住所１ ends cannot be seen there. */
static bool is_carried(const struct record_layout *layout, const struct layout_item *item)
{
	return (item->path_length && !item->continues) || item->number == layout->insurer || item->number == layout->insured ||
	       slice_equal(item->key, SLICE_OF("csv_version"));
}

/* ---- a field that two files fill ---- */

static bool same_value(const struct layout_item *item, const struct value *a, const struct value *b)
{
	if (a->presence != b->presence)
		return false;
	switch (item->kind) {
	case KIND_TEXT:
		return slice_starts_with(a->is.text, b->is.text); /* 住所２ may stand behind it */
	case KIND_INT:
		return a->is.integer == b->is.integer;
	case KIND_DATE:
		return a->is.date == b->is.date;
	case KIND_ENUM:
		return a->is.enumerated == b->is.enumerated;
	case KIND_BOOL:
		return a->is.boolean == b->is.boolean;
	case KIND_NUMBER:
	case KIND_TIME:
	case KIND_RECORD:
	case KIND_LIST_TEXT:
	case KIND_LIST_ENUM:
	case KIND_LIST_RECORD:
		break;
	}
	return true; /* no file type shares such an item with another */
}

/* The value an item of the plan itself fills, NULL where its record is not there. */
static const struct value *value_in(const struct record *record, const struct layout_item *item)
{
	for (unsigned i = 0; record && i + 1 < item->path_length; i++)
		record = record_sub(record, item->path[i]);
	return record ? record_read(record, item->field) : NULL;
}

static void keep_cell(struct csv_gathering *plan, const struct layout_item *item)
{
	struct csv_kept *kept = plan->kept;

	kept->cells = arena_with_room(kept->arena, kept->cells, kept->cell_count, &kept->cell_capacity, sizeof *kept->cells);
	kept->cells[kept->cell_count++] = (struct kept_cell){item, (uint32_t)kept->row_count, csv_cell_text(plan->reading, item),
							     csv_cell_place(plan->reading, item)};
}

/*
 * An item of the plan itself whose field was not filled from this row: kept when nothing has filled it; when another file has, and
 * otherwise, that is said, for it would be lost.
 */
static void compare_item(struct csv_gathering *plan, const struct layout_item *item, struct record *alone)
{
	struct csv_reading *reading = plan->reading;
	const struct value *filled = value_in(reading->document->plan, item);

	if (!filled || filled->presence == PRESENCE_NOT_SUPPLIED || filled->presence == PRESENCE_BLANK) {
		if (!filled || !(filled->flags & VALUE_PLACEHOLDER))
			keep_cell(plan, item);
		return;
	}
	if (filled->source == reading->source)
		return;
	csv_cell_read(reading, item, alone);
	const struct value *here = value_in(alone, item);

	if (!here || same_value(item, filled, here))
		return;
	struct slice title = csv_item_title(reading->values.scratch, reading->file->layout, item);

	finding_add_builtin(reading->findings, BUILTIN_CONVERT_DIFFERS, csv_cell_place(reading, item),
			    (const struct slice[]){title, csv_cell_text(reading, item)}, 2);
}

/* 00000000 is how the supplement of a month says that it goes with no plan date: nothing to carry. */
static bool says_no_plan_date(const struct csv_reading *reading, const struct layout_item *item)
{
	return item->number == reading->file->layout->plan_date && slice_equal(csv_cell_raw(reading, item), SLICE_OF("00000000"));
}

static void compare_items(struct csv_gathering *plan)
{
	const struct layout_level *level = &plan->reading->file->layout->levels[0];
	struct record *alone = record_new(plan->kept->arena, RECORD_Plan, NULL, FIELD_COUNT, 0);

	for (size_t i = 0; i < level->count; i++)
		if (csv_cell_raw(plan->reading, level->items[i]).length && !level->items[i]->continues &&
		    !says_no_plan_date(plan->reading, level->items[i]) &&
		    level->items[i]->field != Plan_other_services)
			compare_item(plan, level->items[i], alone);
}

/* ---- rows ---- */

void csv_kept_row(struct csv_gathering *plan, const struct csv_entry *entry)
{
	struct csv_kept *kept = plan->kept;
	struct csv_reading *reading = plan->reading;
	const struct record_layout *layout = reading->file->layout;

	if (entry != kept->entry || layout != kept->layout)
		end_rows(plan);
	kept->entry = entry;
	kept->layout = layout;
	kept->source = reading->source;
	kept->rows = arena_with_room(kept->arena, kept->rows, kept->row_count, &kept->row_capacity, sizeof *kept->rows);
	kept->rows[kept->row_count++] = (struct kept_row){reading->row.offset, reading->row.length};
	for (size_t i = 0; i < layout->count; i++) {
		const struct layout_item *item = &layout->items[i];

		if (is_carried(layout, item) || !csv_cell_raw(reading, item).length)
			continue;
		keep_cell(plan, item);
	}
	if (kept->row_count == 1)
		compare_items(plan);
}

void csv_kept_end(struct csv_gathering *plan)
{
	end_rows(plan);
	csv_list_end(&plan->kept->list, plan->reading->document->plan);
}
