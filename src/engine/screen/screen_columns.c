/* Columns: which rows have the same in a cell. What reads nothing else of a row is asked once for all of them. */
#include "engine/screen/screen_nodes.h"

#include "base/compiler.h"
#include "engine/screen/screen_expression.h"

#include <string.h>

struct screen_column *screen_column_of(struct screen *screen, struct screen_table *table, const struct expression *path, unsigned slot)
{
	struct screen_column *column = screen->columns;

	/* Fields alone tell paths apart: every record of a row has fields of its own. */
	while (column && (column->table != table || !screen_same(column->path, column->slot, path, slot)))
		column = column->next;
	if (!column) {
		column = arena_new(screen->arena, struct screen_column);
		column->table = table;
		column->path = path;
		column->slot = slot;
		column->next = screen->columns;
		screen->columns = column;
	}
	return column;
}

/* The record of a row at which the path begins: one around the row is named by its scope, any other name is the row's own. */
static const struct record *record_at(const struct screen_column *column, unsigned row)
{
	const struct screen_table *table = column->table;
	const struct record *around =
		table->scope_rows && column->slot < SCOPE_COUNT ? table->scope_rows[row].records[column->slot] : NULL;

	return around ? around : table->rows[row];
}

/* What a cell holds, as a number that is the same for the same content. */
static uint64_t content_of(struct screen *screen, const struct value *value, enum field_kind kind)
{
	switch (kind) {
	case KIND_TEXT: return (uintptr_t)text_cache_known(&screen->evaluation->texts, value->is.text);
	case KIND_INT: return (uint64_t)value->is.integer;
	case KIND_BOOL: return value->is.boolean;
	case KIND_DATE: return (uint64_t)value->is.date;
	case KIND_TIME: return (uint64_t)value->is.minutes;
	case KIND_ENUM: return value->is.enumerated;
	case KIND_NUMBER: {
		uint64_t bits;

		memcpy(&bits, &value->is.number, sizeof bits);
		return bits;
	}
	case KIND_RECORD:
	case KIND_LIST_TEXT:
	case KIND_LIST_ENUM:
	case KIND_LIST_RECORD: break;
	}
	return 0;
}

static struct screen_cells *cells_of(struct screen_column *column, struct screen_cells wanted)
{
	for (unsigned i = 0; i < column->count; i++)
		if (column->cells[i].content == wanted.content && column->cells[i].presence == wanted.presence &&
		    column->cells[i].counted == wanted.counted)
			return &column->cells[i];
	column->cells[column->count] = wanted;
	return &column->cells[column->count++];
}

void screen_column_load(struct screen *screen, struct screen_column *column)
{
	if (column->document == screen->document)
		return;
	column->document = screen->document;
	column->count = 0;
	for (uint64_t rows = column->table->all; rows; rows &= rows - 1) {
		unsigned row = LOWEST_BIT(rows);
		const struct value *value = screen_cell(column->path, record_at(column, row));
		bool written = value && value->presence == PRESENCE_WRITTEN;
		/* A path that ends before the cell is none of the other presences, nor are the rows behind it alike. */
		struct screen_cells *cells = cells_of(
			column, (struct screen_cells){
					.presence = value ? (enum presence)value->presence : PRESENCE_NOT_SUPPLIED,
					.counted = value && value->flags & VALUE_COUNTED,
					.content = written ? content_of(screen, value, (enum field_kind)column->path->function) :
						   value   ? 0 :
							     row + 1U,
				});

		cells->rows |= rows & -rows;
		cells->text = written && column->path->function == KIND_TEXT ? value->is.text : slice_of(NULL, 0);
	}
}

uint64_t screen_column_alike(const struct screen_column *column, uint64_t row)
{
	for (unsigned i = 0; i < column->count; i++)
		if (column->cells[i].rows & row)
			return column->cells[i].rows;
	return row;
}
