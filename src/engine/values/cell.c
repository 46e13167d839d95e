#include "engine/values/cell.h"

#include "base/number_text.h"
#include "base/text_builder.h"
#include "model/dates/date.h"
#include "text/unicode/normalize.h"

struct cell cell_of_path(const struct scope_row *row, const struct expression *path)
{
	if (path->kind == EXPRESSION_NAME)
		return (struct cell){row->records[path->slot], FIELD_COUNT};
	struct cell around = cell_of_path(row, path->first);

	if (around.field == FIELD_COUNT)
		return (struct cell){around.record, path->field};
	const struct record *part = record_sub(around.record, around.field);

	return part ? (struct cell){part, path->field} : around;
}

static bool has_origin(const struct value *value)
{
	return value->presence != PRESENCE_NOT_SUPPLIED && (value->length || value->offset);
}

/* A record is pointed at by its beginning: nobody wants a whole table underlined. */
static bool is_one_cell(enum field field)
{
	enum field_kind kind = field_info(field)->kind;

	return kind != KIND_RECORD && kind != KIND_LIST_RECORD;
}

struct place cell_place(const struct document *document, struct cell cell)
{
	const struct value *value = &cell.record->self;
	uint64_t length = 0;

	if (cell.field != FIELD_COUNT && has_origin(record_read(cell.record, cell.field))) {
		value = record_read(cell.record, cell.field);
		length = is_one_cell(cell.field) ? value->length : 0;
	}
	for (const struct record *around = cell.record; !has_origin(value) && around->parent; around = around->parent)
		value = &around->parent->self;
	if (value->source >= document->source_count)
		return (struct place){NULL, 0, 0};
	return (struct place){document->sources[value->source], value->offset, length};
}

static void add_plain(struct text_builder *builder, const struct field_info *info, const struct value *value)
{
	switch (info->kind) {
	case KIND_TEXT:
		text_builder_add(builder, normalize(builder->arena, value->is.text));
		break;
	case KIND_INT:
		text_builder_add_int(builder, value->is.integer);
		break;
	case KIND_NUMBER:
		number_text_add(builder, value->is.number);
		break;
	case KIND_BOOL:
		text_builder_add_string(builder, value->is.boolean ? "true" : "false");
		break;
	case KIND_DATE:
		date_add_iso(builder, value->is.date);
		break;
	case KIND_TIME:
		text_builder_print(builder, "%02d:%02d", (int)(value->is.minutes / 60), (int)(value->is.minutes % 60));
		break;
	case KIND_ENUM:
		text_builder_add(builder, enum_info((enum enum_kind)info->element)->values[value->is.enumerated].name);
		break;
	case KIND_RECORD:
	case KIND_LIST_TEXT:
	case KIND_LIST_ENUM:
	case KIND_LIST_RECORD:
		break;
	}
}

struct slice cell_plain_value(struct arena *arena, struct cell cell)
{
	if (cell.field == FIELD_COUNT)
		return slice_of("", 0);
	const struct value *value = record_read(cell.record, cell.field);
	struct text_builder builder;

	text_builder_init(&builder, arena);
	if (value->presence == PRESENCE_UNREADABLE)
		text_builder_add(&builder, normalize(arena, value->is.text));
	else if (value->presence == PRESENCE_WRITTEN)
		add_plain(&builder, field_info(cell.field), value);
	return text_builder_finish(&builder);
}

enum { DEEPEST = 24 };

/* Field and row of every step from the plan down to the cell. */
static size_t path_of(struct cell cell, uint32_t path[DEEPEST])
{
	uint32_t reversed[DEEPEST];
	size_t count = 0;

	if (cell.field != FIELD_COUNT)
		reversed[count++] = (uint32_t)cell.field;
	for (const struct record *record = cell.record; record->parent && count + 2 <= DEEPEST; record = record->parent) {
		reversed[count++] = record->row;
		reversed[count++] = (uint32_t)record->in;
	}
	for (size_t i = 0; i < count; i++)
		path[i] = reversed[count - 1 - i];
	return count;
}

int cell_compare(struct cell a, struct cell b)
{
	uint32_t x[DEEPEST], y[DEEPEST];
	size_t x_count = path_of(a, x), y_count = path_of(b, y);

	for (size_t i = 0; i < x_count && i < y_count; i++)
		if (x[i] != y[i])
			return x[i] < y[i] ? -1 : 1;
	return x_count < y_count ? -1 : x_count > y_count;
}
