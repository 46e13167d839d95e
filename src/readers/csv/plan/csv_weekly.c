/* Table 3: what a week looks like, one row a slot or an activity. The timetable of 利用者基本情報 is read the same way. */
#include "readers/csv/plan/csv_plan.h"

#include "base/text_builder.h"

struct weekly {
	struct csv_list weekly, daily;
	const struct layout_item *other_services;
	struct text_builder other_lines; /* its lines, once they are several */
};

/* Makes a record of one of the lists when the row has anything for it. */
static void read_slot(struct csv_reading *reading, struct csv_list *list, bool always)
{
	const struct layout_level *level = &reading->file->layout->levels[1];
	const struct layout_item *first = NULL;
	bool written = false;

	for (size_t i = 0; i < level->count; i++) {
		const struct layout_item *item = level->items[i];

		if (item->path[0] != list->field)
			continue;
		first = first ? first : item;
		written = written || csv_cell_raw(reading, item).length > 0;
	}
	if (!first || (!written && !always))
		return;
	struct record *record = csv_record_new(reading, list->field, reading->document->plan, (uint32_t)list->count + 1, first);

	for (size_t i = 0; i < level->count; i++)
		if (level->items[i]->path[0] == list->field)
			csv_cell_read(reading, level->items[i], record);
	csv_list_add(reading, list, record);
}

/* 週単位以外のサービス stands on one row, on every row, or is spread over rows: what differs is put on a line of its own. */
static void add_other_services(struct csv_reading *reading, struct weekly *weekly)
{
	struct value *value = record_value(reading->document->plan, Plan_other_services);
	struct text_builder *lines = &weekly->other_lines;

	if (!weekly->other_services || !csv_cell_raw(reading, weekly->other_services).length)
		return;
	struct slice text = csv_cell_text(reading, weekly->other_services);

	if (value->presence != PRESENCE_WRITTEN || slice_contains(value->is.text, text)) {
		csv_cell_read(reading, weekly->other_services, reading->document->plan);
		return;
	}
	if (!lines->length)
		text_builder_add(lines, value->is.text);
	text_builder_add_char(lines, '\n');
	text_builder_add(lines, text);
	value->is.text = text_builder_slice(lines);
}

static void take_row(struct csv_gathering *plan, void *target, size_t number)
{
	struct weekly *weekly = target;

	if (number == 1)
		csv_read_plan_items(plan->reading);
	/* For convert, what the timetable says beside the person's activity is kept by the number of its row: one without counts too. */
	bool every_row = plan->kept && plan->reading->file->layout->role == CSV_TIMETABLE;

	read_slot(plan->reading, &weekly->weekly, false);
	read_slot(plan->reading, &weekly->daily, every_row);
	add_other_services(plan->reading, weekly);
}

void csv_weekly_read(struct csv_gathering *plan, const struct csv_entry *entry, const struct csv_file *file)
{
	struct weekly weekly = {.weekly.field = Plan_weekly, .daily.field = Plan_daily_activities};

	if (!file || !csv_open_file(plan, file))
		return;
	weekly.other_services = layout_item_for(file->layout, Plan_other_services);
	text_builder_init(&weekly.other_lines, plan->reading->values.arena);
	csv_read_rows(plan, entry, take_row, &weekly);
	csv_list_end(&weekly.weekly, plan->reading->document->plan);
	csv_list_end(&weekly.daily, plan->reading->document->plan);
}
