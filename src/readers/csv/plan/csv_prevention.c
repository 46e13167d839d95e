/* The prevention plan: lists that are printed as rows with headings, 支援計画, and 利用者基本情報 of the person. */
#include "readers/csv/plan/csv_plan.h"

enum { MOST_LISTS = 4 }; /* lists with headings of one file type */

/* A list whose rows are known by a heading: アセスメント領域, 基本チェックリスト. */
struct headed_list {
	struct csv_list list;
	struct record *parent;
};

struct headed_lists {
	struct headed_list lists[MOST_LISTS];
	size_t count;
};

/* The record the list of an item stands in. */
static struct record *parent_of(struct csv_reading *reading, const struct layout_item *item)
{
	struct record *record = reading->document->plan;

	for (unsigned i = 0; i + 1 < item->list_depth; i++)
		record = csv_sub_record(reading, item, record, item->path[i]);
	return record;
}

static struct headed_list *list_of(struct csv_reading *reading, struct headed_lists *lists, const struct layout_item *item)
{
	enum field field = item->path[item->list_depth - 1];

	for (size_t i = 0; i < lists->count; i++)
		if (lists->lists[i].list.field == field)
			return &lists->lists[i];
	if (lists->count == MOST_LISTS)
		return NULL;
	lists->lists[lists->count] = (struct headed_list){.list.field = field, .parent = parent_of(reading, item)};
	return &lists->lists[lists->count++];
}

static bool is_row(const struct record *record, const struct layout_item *item)
{
	const struct value *heading = record_read(record, item->in_row);

	if (field_info(item->in_row)->kind == KIND_ENUM)
		return heading->is.enumerated == item->in_row_value.is.enumerated;
	return slice_equal(heading->is.text, item->in_row_value.is.text);
}

/* The record of the item's row, made when it is the first of it. */
static struct record *row_of(struct csv_reading *reading, struct headed_list *headed, const struct layout_item *item)
{
	for (size_t i = 0; i < headed->list.count; i++)
		if (is_row(headed->list.items[i].is.record, item))
			return headed->list.items[i].is.record;
	struct record *record =
		csv_record_new(reading, headed->list.field, headed->parent, (uint32_t)headed->list.count + 1, item);
	struct value *heading = record_value(record, item->in_row);

	*heading = record->self;
	heading->is = item->in_row_value.is;
	csv_list_add(reading, &headed->list, record);
	return record;
}

/* The form prints its headings whether anything stands beside them or not: every row is there, perhaps with blank cells. */
static void read_headed_lists(struct csv_reading *reading)
{
	const struct record_layout *layout = reading->file->layout;
	struct headed_lists lists = {.count = 0};

	for (size_t i = 0; i < layout->count; i++) {
		const struct layout_item *item = &layout->items[i];
		struct headed_list *headed = item->in_row != FIELD_INVALID ? list_of(reading, &lists, item) : NULL;

		if (!headed)
			continue;
		csv_cell_read(reading, item, row_of(reading, headed, item));
		if (csv_cell_raw(reading, item).length)
			csv_mark_written(headed->parent);
	}
	for (size_t i = 0; i < lists.count; i++)
		csv_list_end(&lists.lists[i].list, lists.lists[i].parent);
}

static void take_plan(struct csv_gathering *plan, void *target, size_t number)
{
	(void)target;
	if (number > 1)
		return;
	csv_read_plan_items(plan->reading);
	read_headed_lists(plan->reading);
}

static void take_nothing(struct csv_gathering *plan, void *target, size_t number)
{
	(void)plan, (void)target, (void)number; /* the cells of the row have been checked; no field is filled from them */
}

static void read_basics(struct csv_gathering *plan, const struct csv_entry *basics)
{
	struct csv_chosen chosen;

	csv_choose_files(plan, basics, &chosen);
	csv_read_plan_file(plan, basics, chosen.files[CSV_BASICS]);
	csv_weekly_read(plan, basics, chosen.files[CSV_TIMETABLE]);
	if (chosen.files[CSV_DISEASES] && csv_open_file(plan, chosen.files[CSV_DISEASES]))
		csv_read_rows(plan, basics, take_nothing, NULL);
	csv_report_unused_files(plan, basics, &chosen);
	plan->supplied |= chosen.files[CSV_BASICS] ? 1u << CSV_BASICS : 0;
	plan->supplied |= chosen.files[CSV_TIMETABLE] ? 1u << CSV_TIMETABLE : 0;
}

void csv_prevention_read(struct csv_gathering *plan, const struct csv_chosen *chosen)
{
	const struct csv_file *file = chosen->files[CSV_PREVENTION];

	if (file && csv_open_file(plan, file))
		csv_read_rows(plan, plan->entry, take_plan, NULL);
	csv_read_table2(plan, plan->entry, chosen->files[CSV_PREVENTION_TABLE]);
	csv_read_plan_file(plan, plan->entry, chosen->files[CSV_SUPPLEMENT]);
	if (plan->entry->basics)
		read_basics(plan, &plan->from->index->entries[plan->entry->basics - 1]);
}
