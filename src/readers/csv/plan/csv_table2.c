/*
 * Table 2: from rows to needs, long goals, short goals and services.
 *
 * The table is written as it prints: a need, a goal and its period may stand on their first row alone, and 課題NO, 援助目標NO and
 * 援助内容NO tell what a row belongs to. A changed number opens something new, whose empty cells are blank; under the same number an
 * empty cell means what stands above. A new 援助目標NO without a long goal is one more short goal of the long goal above. Senders
 * that repeat everything on each row come out the same. Where numbers are missing the texts decide, and one finding says so.
 *
 * 支援計画 of the prevention plan is the same with 課題NO, 支援計画NO and 利用サービスNO: it has no long goal, so its goals hang under one
 * without text; and one goal may have several 支援計画NO, each of which becomes a short goal with that text.
 */
#include "readers/csv/plan/csv_plan.h"

#include "readers/value_findings.h"

/* The levels of the table are also the lists on the way from the plan to an item. */
enum level {
	LEVEL_NEED = 1,
	LEVEL_LONG,
	LEVEL_SHORT,
	LEVEL_SERVICE
};

/* A record of one level with what its row said, undecoded: rows are compared by their bytes. */
struct node {
	struct record *record;
	struct slice number, text, period;
	struct node *next, *first, *last; /* siblings and children */
	struct node *current;             /* the child rows were added to last */
	uint32_t count;                   /* children */
};

/* A number column: rows in which it is empty though something of its level is written. */
struct number_gap {
	size_t rows;
	struct place first;
};

struct csv_table2 {
	struct csv_reading *reading;
	const struct layout_item *need_no, *need, *goal_no, *long_goal, *long_period, *short_goal, *short_period, *service_no, *content;
	struct node root; /* of needs */
	struct number_gap gaps[LEVEL_SERVICE + 1];
};

struct csv_table2 *csv_table2_begin(struct csv_reading *reading)
{
	struct csv_table2 *table = arena_new(reading->values.arena, struct csv_table2);
	const struct record_layout *layout = reading->file->layout;

	table->reading = reading;
	table->need_no = layout_item_for(layout, Need_no);
	table->need = layout_item_for(layout, Need_text);
	table->goal_no = layout_item_for(layout, ShortGoal_no);
	table->long_goal = layout_item_for(layout, LongGoal_text);
	table->long_period = layout_item_for(layout, LongGoal_period);
	table->short_goal = layout_item_for(layout, ShortGoal_text);
	table->short_period = layout_item_for(layout, ShortGoal_period);
	table->service_no = layout_item_for(layout, Service_no);
	table->content = layout_item_for(layout, Service_content);
	table->root.record = reading->document->plan;
	return table;
}

/* ---- comparing ---- */

/* 01 and 1 are one number. */
static struct slice number_of(const struct csv_table2 *table, const struct layout_item *item)
{
	struct slice number = csv_cell_raw(table->reading, item);

	while (number.length > 1 && number.data[0] == '0')
		number = slice_part(number, 1, number.length);
	return number;
}

/* What a cell says agrees with what stands above: it is empty, or the same, or nothing stands there yet. */
static bool agrees(struct slice cell, struct slice above)
{
	return !cell.length || !above.length || slice_equal(cell, above);
}

/* ---- building ---- */

/* Fills the fields of a record from the row: all of a new one, the blank ones of one that goes on. */
static void read_level(struct csv_table2 *table, struct record *record, enum level level)
{
	const struct layout_level *items = &table->reading->file->layout->levels[level];

	for (size_t i = 0; i < items->count; i++)
		csv_cell_read(table->reading, items->items[i], record);
}

static struct node *add_node(struct csv_table2 *table, struct node *parent, enum field list, enum level level,
			     const struct layout_item *text)
{
	struct node *node = arena_new(table->reading->values.arena, struct node);
	const struct layout_level *items = &table->reading->file->layout->levels[level];
	const struct layout_item *origin = text ? text : items->count ? items->items[0] : table->need;

	node->record = csv_record_new(table->reading, list, parent->record, ++parent->count, origin);
	node->text = csv_cell_raw(table->reading, text);
	if (parent->last)
		parent->last->next = node;
	else
		parent->first = node;
	parent->last = parent->current = node;
	read_level(table, node->record, level);
	return node;
}

/* A row that goes on with a node: what was blank may stand here. */
static void go_on(struct csv_table2 *table, struct node *node, enum level level, const struct layout_item *text,
		  const struct layout_item *period)
{
	struct slice text_here = csv_cell_raw(table->reading, text), period_here = csv_cell_raw(table->reading, period);
	bool fills = (text_here.length && !node->text.length) || (period_here.length && !node->period.length) || !table->long_goal;

	if (!fills)
		return;
	node->text = node->text.length ? node->text : text_here;
	node->period = node->period.length ? node->period : period_here;
	read_level(table, node->record, level);
}

/* What is printed once for several rows: the text of a new record is that of the one above. */
static void carry(struct node *node, const struct node *above, enum field field)
{
	struct value *text = record_value(node->record, field);

	*text = *record_read(above->record, field);
	node->text = above->text;
	if (text->presence == PRESENCE_WRITTEN)
		text->flags |= VALUE_CARRIED;
}

static void note_gap(struct csv_table2 *table, enum level level, const struct layout_item *item)
{
	struct number_gap *gap = &table->gaps[level];

	if (!gap->rows++ && item)
		gap->first = csv_cell_place(table->reading, item);
}

/* The same number says different things: {3} of the finding tells what was made of it. */
static void report_same_number(struct csv_table2 *table, const struct layout_item *item, const struct record *record,
			       enum field field, bool kept_above)
{
	struct csv_reading *reading = table->reading;
	bool english = reading->findings->english;
	const struct value *above = record_read(record, field);
	struct slice written = above->presence == PRESENCE_WRITTEN ? above->is.text : slice_of(NULL, 0);
	struct slice done = kept_above ? (english ? SLICE_OF("The row above was used.") : SLICE_OF("上の行を使いました。"))
				       : (english ? SLICE_OF("It was read as another need.") : SLICE_OF("別の課題として読みました。"));
	struct finding *finding = finding_add_builtin(
		reading->findings, BUILTIN_CSV_SAME_NUMBER, csv_cell_place(reading, item),
		(const struct slice[]){csv_item_title(reading->values.scratch, reading->file->layout, item),
				       csv_cell_text(reading, item), written, done},
		4);

	finding_address(reading->findings, finding, record, field);
}

/* A period that differs from the one above under the same number: the printed cell is one, so the first counts. */
static void check_period(struct csv_table2 *table, const struct node *node, const struct layout_item *period, enum field field)
{
	if (agrees(csv_cell_raw(table->reading, period), node->period))
		return;
	const struct record *above = record_sub(node->record, field);

	if (above)
		report_same_number(table, period, above, Period_text, true);
}

/* ---- needs ---- */

static struct node *need_of_row(struct csv_table2 *table)
{
	struct slice number = number_of(table, table->need_no), text = csv_cell_raw(table->reading, table->need);
	struct node *found = NULL, *same_number = NULL;

	if (!number.length) {
		note_gap(table, LEVEL_NEED, table->need_no);
		if (table->root.current && agrees(text, table->root.current->text))
			found = table->root.current;
	} else if (table->root.current && slice_equal(number, table->root.current->number) &&
		   agrees(text, table->root.current->text)) {
		found = table->root.current;
	} else {
		for (struct node *need = table->root.first; need && !found; need = need->next) {
			if (!slice_equal(number, need->number))
				continue;
			same_number = need;
			if (agrees(text, need->text))
				found = need;
		}
	}
	if (found) {
		table->root.current = found;
		go_on(table, found, LEVEL_NEED, table->need, NULL);
		return found;
	}
	if (same_number)
		report_same_number(table, table->need, same_number->record, Need_text, false);
	found = add_node(table, &table->root, Plan_needs, LEVEL_NEED, table->need);
	found->number = number;
	return found;
}

/* ---- goals ---- */

/* The long goal of a new short goal: the one above unless this row says another. */
static struct node *long_goal_of_row(struct csv_table2 *table, struct node *need)
{
	struct slice text = csv_cell_raw(table->reading, table->long_goal);
	struct slice period = csv_cell_raw(table->reading, table->long_period);
	struct node *found = NULL;

	if (need->current && agrees(text, need->current->text) && agrees(period, need->current->period))
		found = need->current;
	for (struct node *goal = need->first; goal && !found && text.length; goal = goal->next)
		if (slice_equal(text, goal->text) && agrees(period, goal->period))
			found = goal;
	if (found) {
		need->current = found;
		go_on(table, found, LEVEL_LONG, table->long_goal, table->long_period);
		return found;
	}
	found = add_node(table, need, Need_long_goals, LEVEL_LONG, table->long_goal);
	found->period = period;
	return found;
}

/* A short goal of the need that the row goes on with; sets need->current and its current. */
static struct node *known_goal(struct csv_table2 *table, struct node *need, struct slice number)
{
	struct slice long_text = csv_cell_raw(table->reading, table->long_goal);
	struct slice short_text = csv_cell_raw(table->reading, table->short_goal);
	struct node *now = need->current ? need->current->current : NULL;

	if (now && (number.length ? slice_equal(number, now->number) : true) && agrees(short_text, now->text) &&
	    agrees(long_text, need->current->text))
		return now;
	if (!number.length)
		return NULL;
	for (struct node *goal = need->first; goal; goal = goal->next)
		for (struct node *part = goal->first; part; part = part->next)
			if (slice_equal(number, part->number) && agrees(short_text, part->text) && agrees(long_text, goal->text)) {
				need->current = goal;
				goal->current = part;
				return part;
			}
	return NULL;
}

static bool level_is_written(const struct csv_table2 *table, enum level level)
{
	const struct layout_level *items = &table->reading->file->layout->levels[level];

	for (size_t i = 0; i < items->count; i++)
		if (csv_cell_raw(table->reading, items->items[i]).length)
			return true;
	return false;
}

/* The short goal the row belongs to; NULL when the row is a need alone. */
static struct node *goal_of_row(struct csv_table2 *table, struct node *need, bool service_written)
{
	struct slice number = number_of(table, table->goal_no);
	bool goal_written = number.length || level_is_written(table, LEVEL_LONG) || level_is_written(table, LEVEL_SHORT);

	if (!goal_written && !service_written)
		return NULL;
	if (!number.length)
		note_gap(table, LEVEL_SHORT, table->goal_no);
	struct node *found = known_goal(table, need, number);

	if (found) {
		if (table->long_period)
			check_period(table, need->current, table->long_period, LongGoal_period);
		if (table->short_period)
			check_period(table, found, table->short_period, ShortGoal_period);
		go_on(table, need->current, LEVEL_LONG, table->long_goal, table->long_period);
		go_on(table, found, LEVEL_SHORT, table->short_goal, table->short_period);
		return found;
	}
	struct node *goal = long_goal_of_row(table, need), *above = goal->last;

	found = add_node(table, goal, LongGoal_short_goals, LEVEL_SHORT, table->short_goal);
	found->number = number;
	found->period = csv_cell_raw(table->reading, table->short_period);
	if (!table->long_goal && above && !found->text.length)
		carry(found, above, ShortGoal_text);
	return found;
}

/* ---- services ---- */

/* One row a service. Several providers of one content: 援助内容NO repeats and the content stands above. */
static void add_service(struct csv_table2 *table, struct node *goal)
{
	struct slice number = number_of(table, table->service_no);
	struct node *above = goal->last;
	bool carried = table->content && above && number.length && slice_equal(number, above->number) &&
		       !csv_cell_raw(table->reading, table->content).length;

	if (!number.length)
		note_gap(table, LEVEL_SERVICE, table->service_no);
	struct node *service = add_node(table, goal, ShortGoal_services, LEVEL_SERVICE, table->content);

	service->number = number;
	if (!carried)
		return;
	carry(service, above, Service_content);
}

void csv_table2_row(struct csv_table2 *table)
{
	bool service_written = level_is_written(table, LEVEL_SERVICE);
	struct node *need = need_of_row(table);
	struct node *goal = goal_of_row(table, need, service_written);

	if (goal && service_written)
		add_service(table, goal);
}

/* ---- the end ---- */

static const enum field child_list[] = {Plan_needs, Need_long_goals, LongGoal_short_goals, ShortGoal_services};

static void end_node(struct csv_table2 *table, struct node *node, unsigned depth)
{
	struct value *items, *list;
	size_t count = 0;

	if (depth == COUNT_OF(child_list) || !node->count)
		return;
	items = arena_array(table->reading->values.arena, struct value, node->count);
	for (struct node *child = node->first; child; child = child->next) {
		items[count] = child->record->self;
		items[count++].is.record = child->record;
		end_node(table, child, depth + 1);
	}
	list = record_value(node->record, child_list[depth]);
	*list = items[0];
	list->is.list = (struct value_list){items, count};
}

static void report_gaps(struct csv_table2 *table)
{
	const struct layout_item *const numbers[] = {
		[LEVEL_NEED] = table->need_no, [LEVEL_SHORT] = table->goal_no, [LEVEL_SERVICE] = table->service_no};
	struct csv_reading *reading = table->reading;

	for (size_t level = LEVEL_NEED; level < COUNT_OF(numbers); level++) {
		const struct number_gap *gap = &table->gaps[level];

		if (!gap->rows || !numbers[level])
			continue;
		struct slice rows = arena_print(reading->values.scratch, "%zu", gap->rows);
		struct slice title = csv_item_title(reading->values.scratch, reading->file->layout, numbers[level]);

		finding_add_builtin(reading->findings, BUILTIN_CSV_NUMBER_EMPTY, gap->first, (const struct slice[]){title, rows}, 2);
	}
}

void csv_table2_end(struct csv_table2 *table)
{
	end_node(table, &table->root, 0);
	report_gaps(table);
}
