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

/* What a cell without a text holds, as a number that is the same for the same content. */
static uint64_t content_of(const struct value *value, enum field_kind kind)
{
	switch (kind) {
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
	case KIND_TEXT:
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
		    column->cells[i].counted == wanted.counted && column->cells[i].text == wanted.text)
			return &column->cells[i];
	column->cells[column->count] = wanted;
	return &column->cells[column->count++];
}

/* A text says itself where it stands. */
static struct screen_cells *cells_of_text(struct screen *screen, struct screen_column *column, struct known_text *text, bool counted)
{
	if (text->column == screen->columns_read && column->cells[text->in_cell].counted == counted)
		return &column->cells[text->in_cell];
	struct screen_cells *cells =
		cells_of(column, (struct screen_cells){.presence = PRESENCE_WRITTEN, .counted = counted, .text = text});

	text->column = screen->columns_read;
	text->in_cell = (unsigned)(cells - column->cells);
	return cells;
}

static struct screen_cells *cells_of_value(struct screen *screen, struct screen_column *column, const struct value *value, unsigned row)
{
	enum field_kind kind = (enum field_kind)column->path->function;
	bool counted = value && value->flags & VALUE_COUNTED;

	/* A path that ends before the cell is none of the other presences, nor are the rows behind it alike. */
	if (!value)
		return cells_of(column, (struct screen_cells){.presence = PRESENCE_NOT_SUPPLIED, .content = row + 1U});
	if (value->presence != PRESENCE_WRITTEN)
		return cells_of(column, (struct screen_cells){.presence = (enum presence)value->presence, .counted = counted});
	struct known_text *text = kind == KIND_TEXT ? text_cache_known(&screen->evaluation->texts, value->is.text) : NULL;

	if (text)
		return cells_of_text(screen, column, text, counted);
	return cells_of(column, (struct screen_cells){
					.presence = PRESENCE_WRITTEN, .counted = counted, .content = content_of(value, kind)});
}

void screen_column_load(struct screen *screen, struct screen_column *column)
{
	bool own_cell = column->path->first->kind == EXPRESSION_NAME;

	if (column->document == screen->document)
		return;
	column->document = screen->document;
	column->count = 0;
	screen->columns_read++;
	for (uint64_t rows = column->table->all; rows; rows &= rows - 1) {
		unsigned row = LOWEST_BIT(rows);
		const struct record *record = record_at(column, row);
		const struct value *value = own_cell ? &record->values[column->path->slot] : screen_cell(column->path, record);

		cells_of_value(screen, column, value, row)->rows |= rows & -rows;
	}
}
