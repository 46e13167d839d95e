/* Table 6: days of the month, what rented equipment is, and how often a service is used. */
#include "readers/csv/rows/csv_cells.h"

void csv_usage_begin(struct csv_reading *reading, struct csv_usage *usage)
{
	const struct record_layout *layout = reading->file->layout;

	if (usage->layout != layout) {
		usage->month = layout_item_keyed(layout, SLICE_OF("target_month"));
		usage->date = layout_item_keyed(layout, SLICE_OF("date"));
		usage->count = layout_item_keyed(layout, SLICE_OF("count"));
		usage->code = layout_item_keyed(layout, SLICE_OF("service_code"));
		usage->provider = layout_item_keyed(layout, SLICE_OF("provider_code"));
		usage->tais = layout_item_keyed(layout, SLICE_OF("tais_code"));
		usage->notice = layout_item_keyed(layout, SLICE_OF("equipment_notice_code"));
	}
	usage->layout = layout;
	usage->said_date = usage->said_equipment = false;
	if (reading->file->role != CSV_PLANNED)
		return;
	usage->planned_month = slice_of(NULL, 0);
	usage->planned.count = 0;
}

static void check_date(struct csv_reading *reading, struct csv_usage *usage, struct slice month)
{
	struct slice date = csv_cell_raw(reading, usage->date);

	if (usage->said_date || date.length != 8 || month.length != 6 || !slice_is_digits(date) || slice_starts_with(date, month))
		return;
	csv_check_report(reading, BUILTIN_CSV_DATE_OUTSIDE_MONTH, usage->date, csv_cell_place(reading, usage->date),
			 (const struct slice[]){date, month}, 2);
	usage->said_date = true;
}

/* 17 福祉用具貸与 and 67 介護予防福祉用具貸与: the items 1xxx are pieces of equipment, others are additions. */
static void check_equipment(struct csv_reading *reading, struct csv_usage *usage, struct slice code)
{
	bool piece = slice_starts_with(code, SLICE_OF("171")) || slice_starts_with(code, SLICE_OF("671"));

	if (usage->said_equipment || !piece || !usage->tais || !usage->notice)
		return;
	if (csv_cell_raw(reading, usage->tais).length || csv_cell_raw(reading, usage->notice).length)
		return;
	csv_check_report(reading, BUILTIN_CSV_EQUIPMENT_CODE, usage->tais, csv_cell_place(reading, usage->tais),
			 (const struct slice[]){code, usage->notice->name}, 2);
	usage->said_equipment = true;
}

void csv_usage_take(struct csv_reading *reading, struct csv_usage *usage)
{
	struct slice month = csv_cell_raw(reading, usage->month), code = csv_cell_raw(reading, usage->code);
	struct csv_use use = {.provider = csv_cell_raw(reading, usage->provider), .code = code};

	check_date(reading, usage, month);
	check_equipment(reading, usage, code);
	if (reading->file->role != CSV_PLANNED || !usage->count)
		return;
	use.place = csv_cell_place(reading, usage->count);
	usage->planned_month = month;
	if (csv_check_number(csv_cell_raw(reading, usage->count), &use.count))
		csv_uses_add(reading, &usage->planned, &use);
}
