#include "engine/screen/screen_lists.h"

#include "engine/screen/screen_compile.h"

/* ---- an item in the place of its name ---- */

struct replacing {
	struct arena *arena;
	unsigned slot, of_item; /* the name that is replaced, and the one that the item begins with */
	const struct expression *item;
	bool failed; /* the name that the item begins with means something else already */
};

static const struct expression *replaced(struct replacing *replacing, const struct expression *node)
{
	struct expression_parts parts = expression_parts(node);
	struct expression *copy;

	if (node->kind == EXPRESSION_NAME && node->slot == replacing->slot)
		return replacing->item;
	if ((node->kind == EXPRESSION_NAME && node->slot == replacing->of_item && node->slot != SCOPE_PLAN) ||
	    (screen_is_macro(node) && (node->slot == replacing->slot || node->slot == replacing->of_item)))
		replacing->failed = true;
	if (!parts.count)
		return node;
	copy = arena_new(replacing->arena, struct expression);
	*copy = *node;
	const struct expression **items = copy->operands;

	if (parts.items != node->operands)
		copy->items = items = arena_array(replacing->arena, const struct expression *, parts.count);
	for (size_t i = 0; i < parts.count; i++)
		items[i] = replaced(replacing, parts.items[i]);
	return copy;
}

/* NULL when the item cannot stand there. */
static const struct expression *with_item(struct screen *screen, const struct list_part *part, unsigned slot,
					  const struct expression *expression)
{
	struct replacing replacing = {screen->arena, slot, part->slot, part->item, false};

	if (!part->item)
		return expression;
	expression = replaced(&replacing, expression);
	return replacing.failed ? NULL : expression;
}

static struct screen_frame frame_of(const struct screen_frame *frame, const struct list_part *part, unsigned slot)
{
	return (struct screen_frame){
		.table = part->rows.table, .slot = part->item ? part->slot : slot, .scope = SCOPE_PLAN, .revision = frame->revision};
}

struct screen_node *screen_of_item(struct screen *screen, const struct screen_frame *frame, const struct list_part *part, unsigned slot,
				   const struct expression *condition)
{
	struct screen_frame inside = frame_of(frame, part, slot);

	condition = with_item(screen, part, slot, condition);
	return condition ? screen_compile(screen, &inside, condition) : NULL;
}

/* ---- lists ---- */

static struct screen_table *table_at(struct screen *screen, const struct expression *path)
{
	const struct expression *root = screen_root(path);
	enum field fields[SCREEN_PATH] = {FIELD_INVALID};
	size_t depth = 0;

	if (!root || root->slot != SCOPE_PLAN || path->function != KIND_LIST_RECORD)
		return NULL;
	for (const struct expression *step = path; step != root; step = step->first)
		depth++;
	if (depth > SCREEN_PATH)
		return NULL;
	for (; path != root; path = path->first)
		fields[--depth] = path->field;
	return screen_table_of(screen, fields);
}

static bool keep_where(struct screen *screen, struct list_part *part, struct screen_node *condition)
{
	if (condition)
		part->rows.where = part->rows.where ? screen_both(screen, part->rows.table, part->rows.where, condition) : condition;
	return condition != NULL;
}

static bool filter_parts(struct screen *screen, const struct screen_frame *frame, const struct expression *filter, struct list_parts *list)
{
	for (size_t i = 0; i < list->count; i++)
		if (!keep_where(screen, &list->items[i], screen_of_item(screen, frame, &list->items[i], filter->slot, filter->second)))
			return false;
	return true;
}

/* A literal, or a list of literals. */
static bool is_literal(const struct expression *item)
{
	return item->kind == EXPRESSION_LITERAL || (item->kind == EXPRESSION_LIST && item->literal.kind == CEL_LIST);
}

/* What may stand for a name many times over, because reading it is no work: a cell, or a simple function of one. */
static bool is_simple(const struct expression *item)
{
	if (item->kind == EXPRESSION_CALL)
		return item->count == 1 && screen_root(item->items[0]);
	return screen_root(item) || is_literal(item);
}

static bool map_part(struct screen *screen, const struct screen_frame *frame, const struct expression *map, struct list_part *part)
{
	struct screen_frame inside = frame_of(frame, part, map->slot);
	const struct expression *item = with_item(screen, part, map->slot, map->second);

	if (!item || !is_simple(item))
		return false;
	part->item = item;
	part->slot = inside.slot;
	part->rows.proper = screen_proper(screen, &inside, item);
	return part->rows.proper != NULL;
}

static bool map_parts(struct screen *screen, const struct screen_frame *frame, const struct expression *map, struct list_parts *list)
{
	for (size_t i = 0; i < list->count; i++)
		if (map->third || !map_part(screen, frame, map, &list->items[i]))
			return false;
	return true;
}

static bool add_list(struct screen *screen, const struct screen_frame *frame, const struct expression *expression, struct list_parts *list)
{
	struct list_parts more;

	if (!screen_list_parts(screen, frame, expression, &more) || more.once || list->count + more.count > LIST_PARTS)
		return false;
	for (size_t i = 0; i < more.count; i++)
		list->items[list->count++] = more.items[i];
	return true;
}

/* Literals stand there once for the plan. */
static bool literal_parts(struct screen *screen, const struct expression *literal, struct list_parts *list)
{
	if (literal->count > LIST_PARTS)
		return false;
	for (uint32_t i = 0; i < literal->count; i++) {
		if (!is_literal(literal->items[i]))
			return false;
		list->items[list->count++] =
			(struct list_part){.rows.table = &screen->plan_table, .item = literal->items[i], .slot = SCOPE_PLAN};
	}
	return true;
}

/* condition ? ['a'] : [] */
static bool choice_parts(struct screen *screen, const struct screen_frame *frame, const struct expression *choice, struct list_parts *list)
{
	struct screen_node *condition = screen_compile(screen, frame, choice->first);
	size_t then;

	if (!condition || condition->table != &screen->plan_table || !add_list(screen, frame, choice->second, list))
		return false;
	then = list->count;
	if (!add_list(screen, frame, choice->third, list))
		return false;
	for (size_t i = 0; i < list->count; i++)
		keep_where(screen, &list->items[i], i < then ? condition : screen_not(screen, condition));
	return true;
}

bool screen_list_parts(struct screen *screen, const struct screen_frame *frame, const struct expression *expression,
		       struct list_parts *list)
{
	const struct rule_let *let = expression->kind == EXPRESSION_NAME ? screen_let(frame->revision, expression->slot) : NULL;

	list->count = 0;
	list->once = false;
	if (let)
		return screen_list_parts(screen, frame, let->expression, list);
	switch (expression->kind) {
	case EXPRESSION_FIELD:
		list->items[list->count++] = (struct list_part){.rows.table = table_at(screen, expression)};
		return list->items[0].rows.table != NULL;
	case EXPRESSION_FILTER:
		return screen_list_parts(screen, frame, expression->first, list) && filter_parts(screen, frame, expression, list);
	case EXPRESSION_MAP_EACH:
		return screen_list_parts(screen, frame, expression->first, list) && map_parts(screen, frame, expression, list);
	case EXPRESSION_ADD:
		return add_list(screen, frame, expression->first, list) && add_list(screen, frame, expression->second, list);
	case EXPRESSION_LIST: return literal_parts(screen, expression, list);
	case EXPRESSION_CONDITIONAL: return choice_parts(screen, frame, expression, list);
	case EXPRESSION_CALL:
		list->once = true;
		if (expression->function != FUNCTION_distinct || !add_list(screen, frame, expression->items[0], list))
			return false;
		for (size_t i = 0; i < list->count; i++)
			if (!list->items[i].item)
				return false;
		return true;
	default: return false;
	}
}

struct screen_part *screen_parts_kept(struct screen *screen, const struct list_parts *list)
{
	struct screen_part *parts = arena_array(screen->arena, struct screen_part, list->count);

	for (size_t i = 0; i < list->count; i++)
		parts[i] = list->items[i].rows;
	return parts;
}
