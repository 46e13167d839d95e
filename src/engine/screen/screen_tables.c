/* Tables of rows: the lists of the plan at hand, found when first asked for. */
#include "engine/screen/screen_nodes.h"

#include <string.h>

const struct value *screen_cell(const struct expression *path, const struct record *record)
{
	if (path->first->kind == EXPRESSION_FIELD) {
		const struct value *around = screen_cell(path->first, record);

		if (!around || (around->presence != PRESENCE_WRITTEN && around->presence != PRESENCE_BLANK))
			return NULL;
		record = around->is.record;
	}
	return record ? record_read(record, path->field) : NULL;
}

struct screen_table *screen_table_of(struct screen *screen, const enum field path[SCREEN_PATH])
{
	struct screen_table **table = &screen->plan_table.next;

	while (*table && memcmp((*table)->path, path, sizeof (*table)->path) != 0)
		table = &(*table)->next;
	if (!*table) {
		*table = arena_new(screen->arena, struct screen_table);
		memcpy((*table)->path, path, sizeof (*table)->path);
	}
	return *table;
}

/* The list at the end of a path from the plan; NULL when it, or a record on the way, is not there. */
static const struct value *list_of(const struct screen *screen, const struct screen_table *table)
{
	const struct record *record = screen->plan;
	const struct value *value = NULL;

	for (size_t i = 0; i < SCREEN_PATH && table->path[i] != FIELD_INVALID; i++) {
		if (value && value->presence != PRESENCE_WRITTEN && value->presence != PRESENCE_BLANK)
			return NULL;
		record = value ? value->is.record : record;
		value = record_read(record, table->path[i]);
	}
	return value && value->presence == PRESENCE_WRITTEN ? value : NULL;
}

static bool is_plain_row(const struct record *record)
{
	return record && record->self.presence != PRESENCE_NOT_SUPPLIED && record->self.presence != PRESENCE_UNREADABLE;
}

static uint64_t rows_up_to(size_t count)
{
	return count == SCREEN_ROWS ? UINT64_MAX : (UINT64_C(1) << count) - 1;
}

bool screen_table_load(struct screen *screen, struct screen_table *table)
{
	if (table->document == screen->document)
		return table->usable;
	const struct value *list = list_of(screen, table);
	size_t count = list ? list->is.list.count : 0;
	const struct record **rows = arena_allocate(screen->evaluation->document, (count + 1) * sizeof *rows);

	table->document = screen->document;
	table->scope_rows = NULL;
	table->usable = list && count <= SCREEN_ROWS;
	for (size_t i = 0; i < count && table->usable; i++) {
		rows[i] = list->is.list.items[i].is.record;
		table->usable = is_plain_row(rows[i]);
	}
	table->rows = rows;
	table->all = table->usable ? rows_up_to(count) : 0;
	return table->usable;
}

/* The lists in which the rows of a scope stand, however deep, in form order. */
static const enum field scope_paths[SCOPE_COUNT][SCREEN_PATH] = {
	[SCOPE_NEED] = {Plan_needs},
	[SCOPE_LONG_GOAL] = {Plan_all_long_goals},
	[SCOPE_SHORT_GOAL] = {Plan_all_short_goals},
	[SCOPE_SERVICE] = {Plan_all_services},
	[SCOPE_WEEKLY_SLOT] = {Plan_weekly},
	[SCOPE_ASSESSMENT_ITEM] = {Plan_assessment, Assessment_items},
	[SCOPE_MONTH] = {Plan_months},
	[SCOPE_MEETING] = {Plan_meetings},
};

bool screen_begin_scope(struct screen *screen, enum rule_scope scope, const struct scope_row *rows, size_t count)
{
	struct screen_table *table = &screen->plan_table;

	if (scope != SCOPE_PLAN) {
		if (scope_paths[scope][0] == FIELD_INVALID)
			return false;
		table = screen_table_of(screen, scope_paths[scope]);
		if (!screen_table_load(screen, table) || table->all != rows_up_to(count <= SCREEN_ROWS ? count : 0))
			return false;
		for (size_t i = 0; i < count; i++)
			if (table->rows[i] != rows[i].records[scope])
				return false;
	}
	table->scope_rows = rows;
	screen->scope_table = table;
	return true;
}
