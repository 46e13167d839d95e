/* The order of rows: 課題NO, 援助目標NO and 援助内容NO go up, those of a need within it, those of a goal within that. */
#include "readers/csv/rows/csv_cells.h"

void csv_order_begin(struct csv_reading *reading, struct csv_order *order)
{
	static const struct slice home[CSV_ORDER_LEVELS] = {SLICE("need_no"), SLICE("goal_no"), SLICE("service_no")};
	static const struct slice prevention[CSV_ORDER_LEVELS] = {SLICE("need_no"), SLICE("support_no"), SLICE("service_no")};
	const struct slice *keys = reading->file->role == CSV_TABLE2 ? home : prevention;

	if (order->layout != reading->file->layout)
		for (unsigned i = 0; i < CSV_ORDER_LEVELS; i++)
			order->items[i] = layout_item_keyed(reading->file->layout, keys[i]);
	order->layout = reading->file->layout;
	order->any = order->said = false;
}

void csv_order_take(struct csv_reading *reading, struct csv_order *order)
{
	uint64_t numbers[CSV_ORDER_LEVELS];

	/* A row without a number has no place in the order; that it lacks one is told elsewhere. */
	for (unsigned i = 0; i < CSV_ORDER_LEVELS; i++)
		if (!csv_check_number(csv_cell_raw(reading, order->items[i]), &numbers[i]))
			return;
	for (unsigned i = 0; i < CSV_ORDER_LEVELS && order->any && !order->said; i++) {
		if (numbers[i] > order->before[i])
			break;
		if (numbers[i] == order->before[i])
			continue;
		csv_check_report(reading, BUILTIN_CSV_ORDER, order->items[i], csv_cell_place(reading, order->items[i]),
				 (const struct slice[]){csv_cell_raw(reading, order->items[i]),
							arena_print(reading->values.scratch, "%llu", (unsigned long long)order->before[i])},
				 2);
		order->said = true;
	}
	for (unsigned i = 0; i < CSV_ORDER_LEVELS; i++)
		order->before[i] = numbers[i];
	order->any = true;
}
