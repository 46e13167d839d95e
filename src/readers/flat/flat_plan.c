/* From rows to needs, goals and services. */
#include "readers/flat/flat_plan.h"

#include <assert.h>

enum { SIBLINGS_LOOKED_AT = 64 }; /* a plan has a handful of needs; more are not compared with each row */

/* A record of one level with what its cells said, undecoded: rows are compared by their bytes. */
struct node {
	struct record *record;
	struct slice *raw;                    /* one a column of the level */
	struct node *next, *previous;         /* siblings */
	struct node *first, *last, *current;  /* children; the one rows go on with */
	uint32_t count;
};

struct flat_plan {
	struct flat_reading *reading;
	const struct flat_shape *shape;
	struct record *own;       /* the plan */
	struct slice *own_raw;    /* what its cells said first */
	struct node root;         /* what the first list stands in: the plan, or its assessment */
	bool *differs; /* of the plan's own columns: said that rows differ */
	bool begun;
};

/* ---- the shape ---- */

static void mark_supplied(struct flat_shape *shape, const struct flat_column *column, bool assessment)
{
	for (unsigned i = 0; i < column->path_length; i++)
		shape->supplied[column->path[i]] = true;
	if (column->kind == KIND_RECORD)
		for (enum field field = FIRST_Period; field <= LAST_Period; field = (enum field)(field + 1))
			shape->supplied[field] = true;
	enum form form = field_info(column->path[0])->form;

	/* The columns of an assessment that say whose it is are no part of another form. */
	if (assessment && form != FORM_ASSESSMENT)
		return;
	if (form != FORM_NONE && column->field != Plan_insurer_no && column->field != Plan_insured_no)
		shape->forms |= 1u << form;
}

/* The fields of the levels above a column, too: a file without goals still has lists of them for its services. */
void flat_shape_init(struct flat_shape *shape, struct arena *arena, const struct flat_header *header)
{
	*shape = (struct flat_shape){.supplied = arena_array(arena, bool, FIELD_COUNT)};
	for (unsigned i = FIELD_INVALID + 1; i < FIELD_COUNT; i++)
		shape->supplied[i] = (field_info((enum field)i)->flags & FIELD_OPTIONAL) != 0;
	for (size_t i = 0; i < header->count; i++) {
		const struct flat_heading *heading = &header->headings[i];

		if (heading->state != HEADING_READ)
			continue;
		struct flat_level *level = &shape->levels[heading->column->depth];

		if (!level->columns)
			level->columns = arena_array(arena, unsigned, header->count);
		level->columns[level->count++] = (unsigned)i;
		mark_supplied(shape, heading->column, header->layout->table == FLAT_ASSESSMENT);
		if (heading->column->depth > shape->deepest)
			shape->deepest = heading->column->depth;
	}
	shape->rows_are_items = shape->deepest == header->layout->list_count;
}

/* ---- rows ---- */

static const struct flat_cell *cell_of(const struct flat_plan *plan, unsigned level, size_t at)
{
	return &plan->reading->cells[plan->shape->levels[level].columns[at]];
}

static const struct flat_column *column_of(const struct flat_plan *plan, unsigned level, size_t at)
{
	return plan->reading->header->headings[plan->shape->levels[level].columns[at]].column;
}

/* The cells that say which need or goal this is: its words and its number, not its period. */
static bool tells_apart(const struct flat_column *column)
{
	return column->path_length == column->list_end + 1 && (column->kind == KIND_TEXT || column->kind == KIND_INT);
}

static bool is_written(const struct flat_plan *plan, unsigned level)
{
	for (size_t i = 0; i < plan->shape->levels[level].count; i++)
		if (cell_of(plan, level, i)->raw.length || cell_of(plan, level, i)->too_long)
			return true;
	return false;
}

static bool is_written_from(const struct flat_plan *plan, unsigned level)
{
	for (; level <= plan->shape->deepest; level++)
		if (is_written(plan, level))
			return true;
	return false;
}

/* What the row says of this level is what the node says; empty cells say nothing. */
static bool goes_on(const struct flat_plan *plan, const struct node *node, unsigned level)
{
	for (size_t i = 0; i < plan->shape->levels[level].count; i++) {
		const struct flat_cell *cell = cell_of(plan, level, i);

		if (!cell->raw.length || slice_equal(cell->raw, node->raw[i]))
			continue;
		if (node->raw[i].length || tells_apart(column_of(plan, level, i)))
			return false;
	}
	return true;
}

/* The words of a need or goal that came before, in a row that says them again. */
static struct node *find_again(const struct flat_plan *plan, const struct node *parent, unsigned level)
{
	struct node *node = parent->last;
	bool told = false;

	for (size_t i = 0; i < plan->shape->levels[level].count; i++)
		told = told || (cell_of(plan, level, i)->raw.length && tells_apart(column_of(plan, level, i)));
	for (int looked = 0; told && node && looked < SIBLINGS_LOOKED_AT; looked++, node = node->previous)
		if (goes_on(plan, node, level))
			return node;
	return NULL;
}

/* Reads the cells of a level into its record: all of a new one, those that were blank of one that goes on. */
static void read_level(struct flat_plan *plan, struct node *node, unsigned level)
{
	for (size_t i = 0; i < plan->shape->levels[level].count; i++) {
		const struct flat_cell *cell = cell_of(plan, level, i);

		if (!node->raw[i].length)
			node->raw[i] = cell->raw;
		flat_cell_read(plan->reading, plan->shape->levels[level].columns[i], node->record);
	}
}

/* The first cell of the row that says something from this level on: where a new record begins. */
static const struct flat_cell *place_of_new(const struct flat_plan *plan, unsigned level)
{
	static const struct flat_cell nowhere;

	for (unsigned at = level; at <= plan->shape->deepest; at++)
		for (size_t i = 0; i < plan->shape->levels[at].count; i++)
			if (cell_of(plan, at, i)->raw.length && !cell_of(plan, at, i)->carried)
				return cell_of(plan, at, i);
	return plan->shape->levels[level].count ? cell_of(plan, level, 0) : &nowhere;
}

/*
 * A new record of the level. Where only its period differs from the one above, its words continue: the same goal for another time.
 */
static struct node *add_node(struct flat_plan *plan, struct node *parent, unsigned level)
{
	struct flat_reading *reading = plan->reading;
	struct node *above = parent->current, *node = arena_new(reading->values.arena, struct node);
	const struct flat_level *columns = &plan->shape->levels[level];
	bool told = !above || (level == plan->shape->deepest && plan->shape->rows_are_items);

	node->raw = arena_array(reading->values.arena, struct slice, columns->count);
	node->record = flat_record_new(reading, reading->header->layout->lists[level - 1], parent->record, ++parent->count,
				       place_of_new(plan, level));
	for (size_t i = 0; i < columns->count; i++)
		told = told || (tells_apart(column_of(plan, level, i)) && cell_of(plan, level, i)->raw.length);
	read_level(plan, node, level);
	for (size_t i = 0; !told && i < columns->count; i++) {
		const struct flat_column *column = column_of(plan, level, i);

		if (!tells_apart(column) || column->kind != KIND_TEXT)
			continue;
		struct value *value = record_value(node->record, column->field);

		*value = *record_read(above->record, column->field);
		value->flags |= VALUE_CARRIED;
		node->raw[i] = above->raw[i];
	}
	node->previous = parent->last;
	if (parent->last)
		parent->last->next = node;
	else
		parent->first = node;
	return parent->last = parent->current = node;
}

static struct node *node_of_row(struct flat_plan *plan, struct node *parent, unsigned level)
{
	struct node *node = parent->current && goes_on(plan, parent->current, level) ? parent->current : NULL;

	if (!node)
		node = find_again(plan, parent, level);
	if (!node)
		return add_node(plan, parent, level);
	parent->current = node;
	read_level(plan, node, level);
	return node;
}

/* ---- the plan's own cells ---- */

static void report_difference(struct flat_plan *plan, size_t at, const struct value *value)
{
	struct flat_reading *reading = plan->reading;
	const struct flat_column *column = column_of(plan, 0, at);
	const struct flat_cell *cell = cell_of(plan, 0, at);
	struct slice above = slice_of(reading->header->source->bytes.data + value->offset, value->length);
	bool quoted = above.length >= 2 && above.data[0] == '"';
	struct flat_cell first = {.raw = quoted ? slice_part(above, 1, above.length - 1) : above};
	struct slice here = flat_cell_text(reading, cell);

	finding_add_builtin(reading->findings, BUILTIN_FLAT_ROWS_DIFFER, flat_cell_place(reading, cell),
			    (const struct slice[]){column->title, here, flat_cell_text(reading, &first)}, 3);
}

static void read_own_cells(struct flat_plan *plan)
{
	const struct flat_level *own = &plan->shape->levels[0];

	/* Lengths such as 6か月 are counted from the plan date. */
	for (size_t i = 0; i < own->count && !plan->begun; i++)
		if (column_of(plan, 0, i)->field == Plan_plan_date)
			flat_cell_read(plan->reading, own->columns[i], plan->own);
	plan->begun = true;
	for (size_t i = 0; i < own->count; i++) {
		const struct flat_cell *cell = cell_of(plan, 0, i);
		const struct value *value = flat_value_of(plan->own, column_of(plan, 0, i));

		if (cell->raw.length && slice_equal(cell->raw, plan->own_raw[i]))
			continue;
		if (!plan->own_raw[i].length) {
			plan->own_raw[i] = cell->raw;
			flat_cell_read(plan->reading, own->columns[i], plan->own);
		} else if (cell->raw.length && !plan->differs[i] && !flat_cell_agrees(plan->reading, own->columns[i], value)) {
			plan->differs[i] = true;
			report_difference(plan, i, value);
		}
	}
}

/* ---- from begin to end ---- */

/* The items of an assessment stand in a record of its own. */
static struct record *list_holder(struct flat_reading *reading)
{
	struct record *plan = reading->document->plan;

	if (field_info(reading->header->layout->lists[0])->record == RECORD_Plan)
		return plan;
	assert(field_info(reading->header->layout->lists[0])->record == RECORD_Assessment);
	struct value *value = record_value(plan, Plan_assessment);

	*value = plan->self;
	value->presence = PRESENCE_BLANK;
	value->is.record = record_new(reading->values.arena, RECORD_Assessment, plan, Plan_assessment, 0);
	value->is.record->self = *value;
	return value->is.record;
}

struct flat_plan *flat_plan_begin(struct flat_reading *reading, const struct flat_shape *shape)
{
	struct flat_plan *plan = arena_new(reading->values.arena, struct flat_plan);

	plan->reading = reading;
	plan->shape = shape;
	plan->own = reading->document->plan;
	plan->root.record = list_holder(reading);
	plan->own_raw = arena_array(reading->values.arena, struct slice, shape->levels[0].count);
	plan->differs = arena_array(reading->values.arena, bool, shape->levels[0].count);
	return plan;
}

void flat_plan_row(struct flat_plan *plan)
{
	struct node *parent = &plan->root;

	flat_cells_take(plan->reading);
	read_own_cells(plan);
	for (unsigned level = 1; level <= plan->shape->deepest && is_written_from(plan, level); level++) {
		if (level == plan->shape->deepest && plan->shape->rows_are_items)
			parent = add_node(plan, parent, level);
		else
			parent = node_of_row(plan, parent, level);
	}
}

static void end_node(struct flat_plan *plan, struct node *node, unsigned depth)
{
	const struct flat_layout *layout = plan->reading->header->layout;
	struct value *items, *list;
	size_t count = 0;

	if (depth == layout->list_count || !node->count)
		return;
	items = arena_array(plan->reading->values.arena, struct value, node->count);
	for (struct node *child = node->first; child; child = child->next) {
		items[count] = child->record->self;
		items[count++].is.record = child->record;
		end_node(plan, child, depth + 1);
	}
	list = record_value(node->record, layout->lists[depth]);
	*list = items[0];
	list->is.list = (struct value_list){items, count};
}

void flat_plan_end(struct flat_plan *plan)
{
	struct record *holder = plan->root.record;

	if (holder != plan->own && plan->root.count)
		holder->self.presence = record_value(plan->own, Plan_assessment)->presence = PRESENCE_WRITTEN;
	end_node(plan, &plan->root, 0);
}
