/* One plan: its rows gathered from the files of a transmission. */
#include "readers/csv/plan/csv_plan.h"

#define BIT(role) (1u << (role))

enum {
	TABLES = BIT(CSV_TABLE1) | BIT(CSV_TABLE2) | BIT(CSV_TABLE3),
	PREVENTION_FILES = BIT(CSV_PREVENTION) | BIT(CSV_PREVENTION_TABLE),
	MONTH_FILES = BIT(CSV_PLANNED) | BIT(CSV_ACTUAL) | BIT(CSV_UNITS)
};

static const struct csv_file *file_of(const struct csv_gathering *plan, uint32_t range)
{
	return &plan->from->index->files[plan->from->index->ranges[range - 1].file];
}

/* ---- which files ---- */

void csv_choose_files(const struct csv_gathering *plan, const struct csv_entry *entry, struct csv_chosen *chosen)
{
	const struct csv_range *ranges = plan->from->index->ranges;
	uint32_t lead = entry->first;

	*chosen = (struct csv_chosen){.group = 0};
	while (lead && file_of(plan, lead)->role == CSV_SUPPLEMENT)
		lead = ranges[lead - 1].next;
	chosen->group = file_of(plan, lead ? lead : entry->first)->group;
	for (uint32_t range = entry->first; range; range = ranges[range - 1].next) {
		const struct csv_file *file = file_of(plan, range), **place = &chosen->files[file->role];

		if (!*place || ((*place)->group != chosen->group && file->group == chosen->group))
			*place = file;
	}
}

/* What can be said to be there: the files of the transmission, perhaps without rows of this plan, unless it was taken back. */
static unsigned supplied_roles(const struct csv_gathering *plan, const struct csv_chosen *chosen)
{
	static const unsigned own[] = {
		[CSV_ABOUT_PLAN - CSV_ABOUT_PLAN] = TABLES | BIT(CSV_SUPPLEMENT) | MONTH_FILES,
		[CSV_ABOUT_PREVENTION - CSV_ABOUT_PLAN] = PREVENTION_FILES | MONTH_FILES,
		[CSV_ABOUT_BASICS - CSV_ABOUT_PLAN] = 0,
		[CSV_ABOUT_MONTH - CSV_ABOUT_PLAN] = MONTH_FILES,
	};
	unsigned roles = plan->from->index->group_roles[chosen->group] & own[plan->entry->about - CSV_ABOUT_PLAN];

	roles &= ~plan->entry->withdrawn;
	for (unsigned role = 0; role < CSV_ROLE_COUNT; role++)
		if (chosen->files[role])
			roles |= BIT(role);
	/* Without its row a first table is not carried: one finding says so, not one for each of its cells. */
	if (!chosen->files[CSV_TABLE1])
		roles &= ~BIT(CSV_TABLE1);
	if (!chosen->files[CSV_PREVENTION])
		roles &= ~BIT(CSV_PREVENTION);
	return roles;
}

/* The same plan in a file that was not chosen, said once a file. Each provider sends its own file of actual services. */
void csv_report_unused_files(struct csv_gathering *plan, const struct csv_entry *entry, const struct csv_chosen *chosen)
{
	const struct csv_file *said = NULL;

	for (uint32_t range = entry->first; range; range = plan->from->index->ranges[range - 1].next) {
		const struct csv_file *file = file_of(plan, range), *used = chosen->files[file->role];

		if (file == used || file == said || file->role == CSV_ACTUAL)
			continue;
		said = file;
		struct place place = {file->source, plan->from->index->ranges[range - 1].from, 0};

		finding_add_builtin(plan->reading->findings, BUILTIN_CSV_PLAN_TWICE, place,
				    (const struct slice[]){file->layout->name, used->source->path}, 2);
	}
}

/* ---- rows ---- */

void csv_read_plan_items(struct csv_reading *reading)
{
	const struct record_layout *layout = reading->file->layout;

	for (size_t i = 0; i < layout->levels[0].count; i++)
		csv_cell_read(reading, layout->levels[0].items[i], reading->document->plan);
}

static void report_row_twice(struct csv_reading *reading)
{
	const struct record_layout *layout = reading->file->layout;
	struct place place = csv_cell_place(reading, &layout->items[layout->insured - 1]);

	finding_add_builtin(reading->findings, BUILTIN_CSV_ROW_TWICE, place, &layout->file_type, 1);
}

void csv_list_add(struct csv_reading *reading, struct csv_list *list, struct record *record)
{
	list->items = arena_with_room(reading->values.arena, list->items, list->count, &list->capacity, sizeof *list->items);
	list->items[list->count] = record->self;
	list->items[list->count++].is.record = record;
}

void csv_list_end(const struct csv_list *list, struct record *record)
{
	struct value *value = record_value(record, list->field);

	if (!list->count)
		return;
	*value = list->items[0];
	value->presence = PRESENCE_WRITTEN;
	value->is.list = (struct value_list){list->items, list->count};
}

bool csv_open_file(struct csv_gathering *plan, const struct csv_file *file)
{
	struct csv_reading *reading = plan->reading;
	size_t number = plan->source_count;

	while (number > 0 && plan->sources[number - 1] != file->source)
		number--;
	if (!number && plan->source_count == LIMIT_PLAN_SOURCES) {
		struct place place = {file->source, 0, 0};
		struct slice limit = arena_print(reading->values.scratch, "%d", LIMIT_PLAN_SOURCES);

		finding_add_builtin(reading->findings, BUILTIN_CSV_TOO_MANY_FILES, place, &limit, 1);
		return false;
	}
	if (!number) {
		plan->sources = arena_with_room(reading->values.arena, plan->sources, plan->source_count, &plan->source_capacity,
						sizeof(struct source *));
		plan->sources[plan->source_count++] = file->source;
		number = plan->source_count;
	}
	csv_scanner_init(reading->scanner, reading->values.arena, file->source->bytes);
	csv_cells_begin(reading, file, (uint16_t)(number - 1));
	return true;
}

/* More rows than anyone has: false, and it is said. */
static bool rows_left(struct csv_reading *reading, size_t count)
{
	struct place place = {reading->file->source, reading->row.offset, 0};

	if (count < LIMIT_PLAN_ROWS)
		return true;
	struct slice limit = arena_print(reading->values.scratch, "%d", LIMIT_PLAN_ROWS);

	finding_add_builtin(reading->findings, BUILTIN_CSV_TOO_MANY_ROWS, place,
			    (const struct slice[]){reading->file->layout->file_type, limit}, 2);
	return false;
}

void csv_read_rows(struct csv_gathering *plan, const struct csv_entry *entry,
		   void (*take)(struct csv_gathering *plan, void *target, size_t number), void *target)
{
	static const unsigned one_a_plan = BIT(CSV_TABLE1) | BIT(CSV_SUPPLEMENT) | BIT(CSV_PREVENTION) | BIT(CSV_BASICS);
	struct csv_reading *reading = plan->reading;
	const struct csv_index *index = plan->from->index;
	size_t count = 0;

	for (uint32_t range = entry->first; range; range = index->ranges[range - 1].next) {
		if (file_of(plan, range) != reading->file)
			continue;
		source_passed(reading->file->source, index->ranges[range - 1].from, index->ranges[range - 1].to);
		csv_scanner_seek(reading->scanner, index->ranges[range - 1].from, index->ranges[range - 1].to);
		while (csv_scanner_read(reading->scanner, &reading->row)) {
			if (!rows_left(reading, count))
				break;
			if (count++ > 0 && one_a_plan & BIT(reading->file->role)) {
				report_row_twice(reading);
				continue;
			}
			csv_cells_take(reading);
			take(plan, target, count);
			if (plan->kept)
				csv_kept_row(plan, entry);
		}
	}
	csv_row_checks_end(reading);
}

static void take_plan_items(struct csv_gathering *plan, void *target, size_t number)
{
	(void)target;
	if (number == 1)
		csv_read_plan_items(plan->reading);
}

void csv_read_plan_file(struct csv_gathering *plan, const struct csv_entry *entry, const struct csv_file *file)
{
	if (file && csv_open_file(plan, file))
		csv_read_rows(plan, entry, take_plan_items, NULL);
}

static void take_table2(struct csv_gathering *plan, void *target, size_t number)
{
	take_plan_items(plan, NULL, number);
	csv_table2_row(target);
}

void csv_read_table2(struct csv_gathering *plan, const struct csv_entry *entry, const struct csv_file *file)
{
	if (!file || !csv_open_file(plan, file))
		return;
	struct csv_table2 *table = csv_table2_begin(plan->reading);

	csv_read_rows(plan, entry, take_table2, table);
	csv_table2_end(table);
}

/* ---- the plan ---- */

/* Where the plan begins: not with its supplement, unless there is nothing else. */
static const struct csv_range *first_rows(const struct csv_gathering *plan)
{
	const struct csv_range *ranges = plan->from->index->ranges;
	uint32_t first = plan->entry->first;

	while (ranges[first - 1].next && file_of(plan, first)->role == CSV_SUPPLEMENT)
		first = ranges[first - 1].next;
	return file_of(plan, first)->role == CSV_SUPPLEMENT ? &ranges[plan->entry->first - 1] : &ranges[first - 1];
}

static struct place first_place(const struct csv_gathering *plan)
{
	const struct csv_range *rows = first_rows(plan);

	return (struct place){plan->from->index->files[rows->file].source, rows->from, 0};
}

static struct record *new_plan(const struct csv_gathering *plan, struct arena *arena)
{
	struct record *record = record_new(arena, RECORD_Plan, NULL, FIELD_COUNT, 0);
	struct value *kind = record_value(record, Plan_kind);

	record->self = (struct value){.presence = PRESENCE_WRITTEN, .offset = first_rows(plan)->from};
	*kind = record->self;
	kind->is.enumerated = plan->entry->about == CSV_ABOUT_PREVENTION ? plan_kind_prevention : plan_kind_home;
	return record;
}

/* Other files of the run have rows of a first table, but there is none of this plan. */
static void report_missing_row(struct csv_gathering *plan, enum csv_role role, enum builtin_finding builtin)
{
	const struct csv_index *index = plan->from->index;
	struct slice type = slice_of(NULL, 0);

	for (size_t i = 0; i < index->file_count; i++)
		if (index->files[i].role == role)
			type = index->files[i].layout->file_type;
	finding_add_builtin(plan->reading->findings, builtin, first_place(plan),
			    (const struct slice[]){type, csv_entry_date(plan->entry)}, 2);
}

static void read_home_plan(struct csv_gathering *plan, const struct csv_chosen *chosen)
{
	csv_read_plan_file(plan, plan->entry, chosen->files[CSV_TABLE1]);
	csv_read_table2(plan, plan->entry, chosen->files[CSV_TABLE2]);
	csv_weekly_read(plan, plan->entry, chosen->files[CSV_TABLE3]);
	csv_read_plan_file(plan, plan->entry, chosen->files[CSV_SUPPLEMENT]);
}

static unsigned forms_carried(unsigned roles)
{
	unsigned forms = 0;

	for (unsigned role = 0; role < CSV_ROLE_COUNT; role++) {
		static const enum form of[CSV_ROLE_COUNT] = {
			[CSV_TABLE1] = FORM_TABLE1,	    [CSV_TABLE2] = FORM_TABLE2,
			[CSV_TABLE3] = FORM_TABLE3,	    [CSV_SUPPLEMENT] = FORM_NONE,
			[CSV_PREVENTION] = FORM_PREVENTION, [CSV_PREVENTION_TABLE] = FORM_PREVENTION,
			[CSV_BASICS] = FORM_NONE,	    [CSV_TIMETABLE] = FORM_NONE,
			[CSV_DISEASES] = FORM_NONE,	    [CSV_PLANNED] = FORM_TABLE6,
			[CSV_ACTUAL] = FORM_TABLE6,	    [CSV_UNITS] = FORM_TABLE7,
			[CSV_WITHDRAWAL] = FORM_NONE,
		};

		if (roles & BIT(role) && of[role] != FORM_NONE)
			forms |= 1u << of[role];
	}
	return forms;
}

static void read_all(struct csv_gathering *plan, const struct csv_chosen *chosen)
{
	if (plan->entry->about == CSV_ABOUT_PREVENTION)
		csv_prevention_read(plan, chosen);
	else if (plan->entry->about == CSV_ABOUT_PLAN)
		read_home_plan(plan, chosen);
	if (plan->entry->about != CSV_ABOUT_MONTH)
		csv_report_unused_files(plan, plan->entry, chosen);
	if (plan->entry->about == CSV_ABOUT_PLAN && !chosen->files[CSV_TABLE1] && plan->from->roles & BIT(CSV_TABLE1))
		report_missing_row(plan, CSV_TABLE1, BUILTIN_CSV_TABLE1_ROW_ABSENT);
	if (plan->entry->about == CSV_ABOUT_PREVENTION && !chosen->files[CSV_PREVENTION])
		report_missing_row(plan, CSV_PREVENTION, BUILTIN_CSV_PREVENTION_ROW_ABSENT);
	csv_months_read(plan);
	if (plan->entry->about == CSV_ABOUT_MONTH && plan->from->roles & (TABLES | PREVENTION_FILES))
		finding_add_builtin(plan->reading->findings, BUILTIN_CSV_MONTH_ALONE, first_place(plan),
				    (const struct slice[]){csv_entry_date(plan->entry)}, 1);
}

/* Rows that are no plan, nor belong to one. */
static bool report_no_plan(struct csv_gathering *plan, const struct csv_chosen *chosen)
{
	bool basics = plan->entry->about == CSV_ABOUT_BASICS;
	const struct csv_file *file = chosen->files[CSV_SUPPLEMENT];

	for (unsigned role = 0; role < CSV_ROLE_COUNT && !basics; role++)
		if (role != CSV_SUPPLEMENT && chosen->files[role])
			return false;
	if (basics)
		file = file_of(plan, plan->entry->first);
	finding_add_builtin(plan->reading->findings, basics ? BUILTIN_CSV_BASICS_ALONE : BUILTIN_CSV_SUPPLEMENT_ALONE,
			    first_place(plan), (const struct slice[]){file->layout->file_type, csv_entry_date(plan->entry)}, 2);
	return true;
}

enum reading csv_plan_read(const struct csv_plan_source *from, const struct csv_entry *entry, uint32_t ordinal, struct arena *arena,
			   struct finding_list *findings, struct document **document)
{
	struct csv_gathering plan = {.from = from, .entry = entry, .reading = from->reading};
	struct csv_reading *reading = from->reading;
	struct csv_chosen chosen;

	*document = NULL;
	reading->findings = findings;
	reading->values = (struct value_reader){from->keys, arena, from->scratch, true};
	csv_row_checks_plan(reading);
	csv_choose_files(&plan, entry, &chosen);
	if (report_no_plan(&plan, &chosen))
		return READING_LOST;
	reading->document = arena_new(arena, struct document);
	*reading->document = (struct document){.arena = arena, .plan = new_plan(&plan, arena), .ordinal = ordinal};
	plan.supplied = supplied_roles(&plan, &chosen);
	plan.kept = from->keep ? csv_kept_new(arena) : NULL;
	read_all(&plan, &chosen);
	if (plan.kept)
		csv_kept_end(&plan);
	reading->document->forms_carried = forms_carried(plan.supplied);
	reading->document->sources = plan.sources;
	reading->document->source_count = plan.source_count;
	document_settle(reading->document, from->supplied(from->context, plan.supplied));
	*document = reading->document;
	return READING_DOCUMENT;
}
