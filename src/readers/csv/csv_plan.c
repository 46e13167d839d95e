/* One plan: its rows gathered from the files of a transmission. */
#include "readers/csv/csv_plan.h"

#include "base/text_builder.h"

/* The plan being put together. */
struct gathering {
	const struct csv_plan_source *from;
	const struct csv_plan_entry *entry;
	struct csv_reading *reading;
	struct document *document;
	const struct csv_file *files[CSV_ROLE_COUNT]; /* that hold its rows, or NULL */
	struct source *sources[CSV_ROLE_COUNT];       /* of the document */
	size_t source_count;
	unsigned roles_supplied;                      /* bit per csv_role: the file is there, perhaps without rows of this plan */
};

static const struct csv_file *file_of(const struct gathering *plan, uint32_t range)
{
	return &plan->from->index->files[plan->from->index->ranges[range - 1].file];
}

/* ---- which files ---- */

/* Of several files of a role, the one sent together with the plan's first; else the first. */
static void choose_files(struct gathering *plan)
{
	const struct csv_file *lead = file_of(plan, plan->entry->first);

	for (uint32_t range = plan->entry->first; range; range = plan->from->index->ranges[range - 1].next) {
		const struct csv_file *file = file_of(plan, range);
		const struct csv_file **chosen = &plan->files[file->role];

		if (!*chosen || ((*chosen)->group != lead->group && file->group == lead->group))
			*chosen = file;
	}
	plan->roles_supplied = plan->from->index->group_roles[lead->group];
	for (unsigned role = 0; role < CSV_ROLE_COUNT; role++)
		if (plan->files[role])
			plan->roles_supplied |= 1u << role;
	/* Without its row table 1 is not carried: one finding says so, not one for each of its cells. */
	if (!plan->files[CSV_TABLE1])
		plan->roles_supplied &= ~(1u << CSV_TABLE1);
}

/* The same plan in a file that was not chosen, said once a file. */
static void report_unused_files(struct gathering *plan)
{
	const struct csv_file *said = NULL;

	for (uint32_t range = plan->entry->first; range; range = plan->from->index->ranges[range - 1].next) {
		const struct csv_file *file = file_of(plan, range), *chosen = plan->files[file->role];

		if (file == chosen || file == said)
			continue;
		said = file;
		struct place place = {file->source, plan->from->index->ranges[range - 1].from, 0};

		finding_add_builtin(plan->reading->findings, BUILTIN_CSV_PLAN_TWICE, place,
				    (const struct slice[]){file->layout->name, chosen->source->path}, 2);
	}
}

/* ---- rows ---- */

/* Items that fill the plan itself. */
static void read_plan_items(struct csv_reading *reading)
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

/* A list of table 3 while its rows come. */
struct slot_list {
	enum field field;
	struct value *items;
	size_t count, capacity;
};

static void add_to_list(struct csv_reading *reading, struct slot_list *list, struct record *record)
{
	list->items = arena_with_room(reading->values.arena, list->items, list->count, &list->capacity, sizeof *list->items);
	list->items[list->count] = record->self;
	list->items[list->count++].is.record = record;
}

static void end_list(struct csv_reading *reading, const struct slot_list *list)
{
	struct value *value = record_value(reading->document->plan, list->field);

	if (!list->count)
		return;
	*value = list->items[0];
	value->presence = PRESENCE_WRITTEN;
	value->is.list = (struct value_list){list->items, list->count};
}

/* Makes a record of one of table 3's lists when the row has anything for it. */
static void read_slot(struct csv_reading *reading, struct slot_list *list)
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
	if (!written)
		return;
	struct record *record = csv_record_new(reading, list->field, reading->document->plan, (uint32_t)list->count + 1, first);

	for (size_t i = 0; i < level->count; i++)
		if (level->items[i]->path[0] == list->field)
			csv_cell_read(reading, level->items[i], record);
	add_to_list(reading, list, record);
}

/* What the rows of a file are put into. */
struct rows_target {
	struct csv_table2 *table2;
	struct slot_list weekly, daily;
	const struct layout_item *other_services;
	struct text_builder other_lines; /* its lines, once they are several */
	size_t count;
};

/* 週単位以外のサービス stands on one row, on every row, or is spread over rows: what differs is put on a line of its own. */
static void add_other_services(struct csv_reading *reading, struct rows_target *target)
{
	struct value *value = record_value(reading->document->plan, Plan_other_services);
	struct text_builder *lines = &target->other_lines;

	if (!target->other_services || !csv_cell_raw(reading, target->other_services).length)
		return;
	struct slice text = csv_cell_text(reading, target->other_services);

	if (value->presence != PRESENCE_WRITTEN || slice_contains(value->is.text, text)) {
		csv_cell_read(reading, target->other_services, reading->document->plan);
		return;
	}
	if (!lines->length)
		text_builder_add(lines, value->is.text);
	text_builder_add_char(lines, '\n');
	text_builder_add(lines, text);
	value->is.text = text_builder_slice(lines);
}

/* False when no more rows are taken. */
static bool take_row(struct csv_reading *reading, struct rows_target *target)
{
	struct slice type = reading->file->layout->file_type;

	if (target->count == LIMIT_PLAN_ROWS) {
		struct place place = {reading->file->source, reading->row.offset, 0};
		struct slice limit = arena_print(reading->values.scratch, "%d", LIMIT_PLAN_ROWS);

		finding_add_builtin(reading->findings, BUILTIN_CSV_TOO_MANY_ROWS, place, (const struct slice[]){type, limit}, 2);
		return false;
	}
	bool single = reading->file->role == CSV_TABLE1 || reading->file->role == CSV_SUPPLEMENT;

	target->count++;
	if (single && target->count > 1) {
		report_row_twice(reading);
		return true;
	}
	csv_cells_take(reading);
	if (target->count == 1)
		read_plan_items(reading);
	if (reading->file->role == CSV_TABLE2)
		csv_table2_row(target->table2);
	if (reading->file->role == CSV_TABLE3) {
		read_slot(reading, &target->weekly);
		read_slot(reading, &target->daily);
		add_other_services(reading, target);
	}
	return true;
}

static void read_ranges(struct gathering *plan, struct rows_target *target)
{
	struct csv_reading *reading = plan->reading;
	const struct csv_index *index = plan->from->index;
	bool more = true;

	for (uint32_t range = plan->entry->first; range && more; range = index->ranges[range - 1].next) {
		if (file_of(plan, range) != reading->file)
			continue;
		csv_scanner_seek(reading->scanner, index->ranges[range - 1].from, index->ranges[range - 1].to);
		while (more && csv_scanner_read(reading->scanner, &reading->row))
			more = take_row(reading, target);
	}
}

static void read_file(struct gathering *plan, const struct csv_file *file)
{
	struct csv_reading *reading = plan->reading;
	struct rows_target target = {.weekly.field = Plan_weekly, .daily.field = Plan_daily_activities,
				     .other_services = layout_item_for(file->layout, Plan_other_services)};

	text_builder_init(&target.other_lines, reading->values.arena);
	plan->sources[plan->source_count] = file->source;
	csv_scanner_init(reading->scanner, reading->values.arena, file->source->bytes);
	reading->scanner->lead = csv_key_columns(file->layout);
	csv_cells_begin(reading, file, (uint16_t)plan->source_count++);
	if (file->role == CSV_TABLE2)
		target.table2 = csv_table2_begin(reading);
	read_ranges(plan, &target);
	if (target.table2)
		csv_table2_end(target.table2);
	end_list(reading, &target.weekly);
	end_list(reading, &target.daily);
}

/* ---- the plan ---- */

static uint64_t first_row(const struct gathering *plan)
{
	return plan->from->index->ranges[plan->entry->first - 1].from;
}

static struct record *new_plan(const struct gathering *plan, struct arena *arena)
{
	struct record *record = record_new(arena, RECORD_Plan, NULL, FIELD_COUNT, 0);
	struct value *kind = record_value(record, Plan_kind);

	record->self = (struct value){.presence = PRESENCE_WRITTEN, .offset = first_row(plan)};
	*kind = record->self;
	kind->is.enumerated = plan_kind_home;
	return record;
}

static void report_missing_table1(struct gathering *plan)
{
	struct place place = {plan->document->sources[0], first_row(plan), 0};
	struct slice table1 = SLICE_OF("UP1KYO");

	for (size_t i = 0; i < plan->from->index->file_count; i++)
		if (plan->from->index->files[i].role == CSV_TABLE1)
			table1 = plan->from->index->files[i].layout->file_type;
	finding_add_builtin(plan->reading->findings, BUILTIN_CSV_TABLE1_ROW_ABSENT, place,
			    (const struct slice[]){table1, csv_plan_date(plan->entry)}, 2);
}

static void read_files(struct gathering *plan)
{
	static const enum form forms[CSV_ROLE_COUNT] = {FORM_TABLE1, FORM_TABLE2, FORM_TABLE3, FORM_NONE};

	for (unsigned role = 0; role < CSV_ROLE_COUNT; role++) {
		if (plan->files[role])
			read_file(plan, plan->files[role]);
		if (plan->roles_supplied & 1u << role && forms[role] != FORM_NONE)
			plan->document->forms_carried |= 1u << forms[role];
	}
}

static enum reading report_lone_supplement(struct gathering *plan)
{
	const struct csv_file *file = plan->files[CSV_SUPPLEMENT];
	struct place place = {file->source, first_row(plan), 0};

	finding_add_builtin(plan->reading->findings, BUILTIN_CSV_SUPPLEMENT_ALONE, place,
			    (const struct slice[]){file->layout->file_type, csv_plan_date(plan->entry)}, 2);
	return READING_LOST;
}

enum reading csv_plan_read(const struct csv_plan_source *from, const struct csv_plan_entry *entry, uint32_t ordinal,
			   struct arena *arena, struct finding_list *findings, struct document **document)
{
	struct gathering plan = {.from = from, .entry = entry, .reading = from->reading};
	struct csv_reading *reading = from->reading;

	*document = NULL;
	reading->findings = findings;
	reading->values = (struct value_reader){from->keys, arena, from->scratch, true};
	choose_files(&plan);
	if (!plan.files[CSV_TABLE1] && !plan.files[CSV_TABLE2] && !plan.files[CSV_TABLE3])
		return report_lone_supplement(&plan);
	plan.document = arena_new(arena, struct document);
	*plan.document = (struct document){.arena = arena, .plan = new_plan(&plan, arena), .ordinal = ordinal};
	reading->document = plan.document;
	read_files(&plan);
	struct source **sources = arena_array(arena, struct source *, plan.source_count);

	for (size_t i = 0; i < plan.source_count; i++)
		sources[i] = plan.sources[i];
	plan.document->sources = sources;
	plan.document->source_count = plan.source_count;
	report_unused_files(&plan);
	if (!plan.files[CSV_TABLE1] && from->some_table1)
		report_missing_table1(&plan);
	document_settle(plan.document, from->supplied(from->context, plan.roles_supplied));
	*document = plan.document;
	return READING_DOCUMENT;
}
