/*
 * Months: tables 6 and 7, one row a service a day, and one row a service with subtotals and a grand total.
 *
 * What a row's code says (subtotal of a type, grand total, type of a service) is worked out in derive/, whatever the format.
 */
#include "readers/csv/plan/csv_plan.h"
#include "readers/csv/join/csv_withdrawal.h"

enum { LISTS = 3 };

struct month {
	const struct csv_entry *entry;
	struct record *record; /* made by the first row */
	uint32_t number;
	bool alone;            /* no plan: its rows fill the plan, too */
	struct csv_list lists[LISTS];
	struct csv_list *list; /* of the file being read */
	const struct layout_item *first_day, *line;
	const struct csv_withdrawn_actual *said;
};

static const enum csv_role roles_of_lists[LISTS] = {CSV_PLANNED, CSV_ACTUAL, CSV_UNITS};
static const enum field fields_of_lists[LISTS] = {Month_planned, Month_actual, Month_totals};

/* Rows of actual services that were taken back are passed over; the first of a withdrawal says so. */
static bool is_withdrawn(struct csv_gathering *plan, struct month *month)
{
	const struct csv_withdrawn_actual *withdrawal;

	if (plan->reading->file->role != CSV_ACTUAL)
		return false;
	withdrawal = csv_withdrawal_of(plan->from->index, month->entry, plan->reading);
	if (withdrawal && withdrawal != month->said) {
		csv_report_withdrawn_actual(plan->from->index, withdrawal, month->entry, plan->reading->file, plan->reading->findings);
		month->said = withdrawal;
	}
	return withdrawal != NULL;
}

static void read_level(struct csv_reading *reading, unsigned depth, struct record *record)
{
	const struct layout_level *level = &reading->file->layout->levels[depth];

	for (size_t i = 0; i < level->count; i++)
		csv_cell_read(reading, level->items[i], record);
}

static void take_row(struct csv_gathering *plan, void *target, size_t number)
{
	struct csv_reading *reading = plan->reading;
	struct month *month = target;

	if (is_withdrawn(plan, month))
		return;
	if (!month->record)
		month->record = csv_record_new(reading, Plan_months, reading->document->plan, month->number, month->first_day);
	if (number == 1) {
		read_level(reading, 1, month->record);
		if (month->alone)
			csv_read_plan_items(reading);
	}
	struct record *line = csv_record_new(reading, month->list->field, month->record, (uint32_t)month->list->count + 1, month->line);

	read_level(reading, 2, line);
	csv_list_add(reading, month->list, line);
}

static void read_file(struct csv_gathering *plan, struct month *month, const struct csv_file *file)
{
	if (!csv_open_file(plan, file))
		return;
	month->first_day = layout_item_for(file->layout, Month_first_day);
	month->line = layout_item_for(file->layout, file->role == CSV_UNITS ? UnitsLine_service_code : UsageLine_date);
	if (month->first_day && month->line)
		csv_read_rows(plan, month->entry, take_row, month);
}

/* Every provider sends its actual services in a file of its own: all are read. */
static void read_actual(struct csv_gathering *plan, struct month *month)
{
	const struct csv_index *index = plan->from->index;
	const struct csv_file *before = NULL;

	for (uint32_t range = month->entry->first; range; range = index->ranges[range - 1].next) {
		const struct csv_file *file = &index->files[index->ranges[range - 1].file];

		if (file->role == CSV_ACTUAL && file != before)
			read_file(plan, month, file);
		before = file;
	}
}

/* A list without rows is empty where its file was sent along; otherwise nothing can be said. */
static void end_list(const struct csv_list *list, struct record *month, bool supplied)
{
	struct value *value = record_value(month, list->field);

	csv_list_end(list, month);
	if (list->count || !supplied)
		return;
	*value = month->self;
	value->presence = PRESENCE_WRITTEN;
	value->is.list = (struct value_list){NULL, 0};
}

static void read_month(struct csv_gathering *plan, const struct csv_entry *entry, struct csv_list *months)
{
	struct month month = {.entry = entry, .number = (uint32_t)months->count + 1, .alone = entry == plan->entry};
	struct csv_chosen chosen;
	unsigned supplied;

	csv_choose_files(plan, entry, &chosen);
	supplied = plan->from->index->group_roles[chosen.group] & ~entry->withdrawn;
	for (unsigned i = 0; i < LISTS; i++) {
		const struct csv_file *file = chosen.files[roles_of_lists[i]];

		month.lists[i].field = fields_of_lists[i];
		month.list = &month.lists[i];
		if (file)
			supplied |= 1u << file->role;
		if (roles_of_lists[i] == CSV_ACTUAL)
			read_actual(plan, &month);
		else if (file)
			read_file(plan, &month, file);
		plan->supplied |= supplied & 1u << roles_of_lists[i];
	}
	csv_read_plan_file(plan, entry, chosen.files[CSV_SUPPLEMENT]);
	plan->supplied |= chosen.files[CSV_SUPPLEMENT] ? 1u << CSV_SUPPLEMENT : 0;
	csv_report_unused_files(plan, entry, &chosen);
	if (!month.record)
		return;
	for (unsigned i = 0; i < LISTS; i++)
		end_list(&month.lists[i], month.record, (supplied & 1u << roles_of_lists[i]) != 0);
	csv_list_add(plan->reading, months, month.record);
}

/* Without a plan the level of care tells whose month it is. */
static void find_kind(struct record *plan)
{
	const struct record *certification = record_sub(plan, Plan_certification);
	const struct value *level = certification ? record_read(certification, Certification_level) : NULL;

	if (level && level->presence == PRESENCE_WRITTEN && level->is.enumerated <= level_support2)
		record_value(plan, Plan_kind)->is.enumerated = plan_kind_prevention;
}

static void report_too_many(struct csv_gathering *plan, const struct csv_entry *entry)
{
	const struct csv_range *range = &plan->from->index->ranges[entry->first - 1];
	const struct csv_file *file = &plan->from->index->files[range->file];
	struct slice limit = arena_print(plan->reading->values.scratch, "%d", LIMIT_PLAN_MONTHS);

	finding_add_builtin(plan->reading->findings, BUILTIN_CSV_TOO_MANY_MONTHS, (struct place){file->source, range->from, 0}, &limit, 1);
}

void csv_months_read(struct csv_gathering *plan)
{
	const struct csv_index *index = plan->from->index;
	struct csv_list months = {.field = Plan_months};

	if (plan->entry->about == CSV_ABOUT_MONTH) {
		read_month(plan, plan->entry, &months);
		find_kind(plan->reading->document->plan);
	}
	for (uint32_t number = plan->entry->about == CSV_ABOUT_MONTH ? 0 : plan->entry->joined; number;
	     number = index->entries[number - 1].joined) {
		if (months.count == LIMIT_PLAN_MONTHS) {
			report_too_many(plan, &index->entries[number - 1]);
			break;
		}
		read_month(plan, &index->entries[number - 1], &months);
	}
	csv_list_end(&months, plan->reading->document->plan);
}
