#include "engine/scope_walk.h"

struct walk {
	struct arena *arena;
	enum rule_scope path[SCOPE_DEPTH];
	size_t depth;
	const struct scope_visitor *visitor;
	struct scope_row row;
};

/* The list cannot be there in this input: one visit with empty records stands for all its rows. */
static void visit_missing(struct walk *walk, size_t level, struct record *holder)
{
	struct scope_row row = walk->row;

	row.missing = true;
	for (size_t i = level; i < walk->depth; i++) {
		const struct rule_scope_info *info = rule_scope_info(walk->path[i]);

		holder = record_new(walk->arena, info->record, holder, info->lists[0], 0);
		row.records[walk->path[i]] = holder;
		if (!row.absent)
			row.absent = holder;
	}
	walk->visitor->row(walk->visitor->context, &row);
}

/* The record that has the list: the one above, or a part of it, made up when it is not supplied. */
static struct record *holder_of(struct walk *walk, const struct rule_scope_info *info, struct record *above)
{
	if (info->through == FIELD_INVALID)
		return above;
	const struct value *part = record_read(above, info->through);

	if (part->presence == PRESENCE_WRITTEN || part->presence == PRESENCE_BLANK)
		return part->is.record;
	return record_new(walk->arena, (enum record_kind)field_info(info->through)->element, above, info->through, 0);
}

static void descend(struct walk *walk, size_t level, struct record *above)
{
	if (level == walk->depth) {
		walk->visitor->row(walk->visitor->context, &walk->row);
		return;
	}
	const struct rule_scope_info *info = rule_scope_info(walk->path[level]);
	struct record *holder = holder_of(walk, info, above);
	bool supplied = false;

	for (size_t i = 0; i < COUNT_OF(info->lists); i++) {
		if (info->lists[i] == FIELD_INVALID)
			continue;
		supplied |= record_read(holder, info->lists[i])->presence != PRESENCE_NOT_SUPPLIED;
		struct value_list list = record_list(holder, info->lists[i]);

		for (size_t k = 0; k < list.count; k++) {
			walk->row.records[walk->path[level]] = list.items[k].is.record;
			descend(walk, level + 1, list.items[k].is.record);
		}
	}
	if (!supplied)
		visit_missing(walk, level, holder);
}

void scope_walk(struct arena *arena, struct record *plan, enum rule_scope scope, const struct scope_visitor *visitor)
{
	struct walk walk = {.arena = arena, .visitor = visitor};

	walk.depth = rule_scope_path(scope, walk.path);
	walk.row.records[SCOPE_PLAN] = plan;
	descend(&walk, 1, plan);
}
