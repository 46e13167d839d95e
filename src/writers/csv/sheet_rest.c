/* What the standard has no item for. */
#include "writers/csv/sheet.h"
#include "writers/written_text.h"

struct rest {
	const struct record_layouts *layouts;
	const bool *written;
	bool held[FIELD_COUNT];
	struct csv_loss losses[FIELD_COUNT + 1]; /* by field, the last for rows without a place; count 0: none */
};

static void mark_held(struct rest *rest, const struct record_layout *layout)
{
	for (size_t i = 0; i < layout->count; i++) {
		const struct layout_item *item = &layout->items[i];

		for (unsigned k = 0; k < item->path_length; k++)
			rest->held[item->path[k]] = true;
		if (item->in_row != FIELD_INVALID)
			rest->held[item->in_row] = true;
		if (item->path_length && item->kind == KIND_RECORD)
			for (enum field field = FIRST_Period; field <= LAST_Period; field = (enum field)(field + 1))
				rest->held[field] = true;
	}
}

static bool is_worth_saying(enum field field, const struct value *value)
{
	if (field_info(field)->flags & FIELD_DERIVED || value->flags & VALUE_COUNTED || !value_has_words(value))
		return false;
	return true; /* an empty list, too: "none" is something that was said */
}

static void look_at(struct rest *rest, const struct record *record);

static void note_loss(struct rest *rest, const struct record *record, enum field field, const struct value *value)
{
	struct csv_loss *loss = &rest->losses[field];

	if (!loss->count++)
		*loss = (struct csv_loss){.kind = CSV_LOSS_NO_ITEM, .record = record, .field = field, .value = value, .count = 1};
}

/* Lists whose rows have printed headings hold no others. */
static bool has_place(const struct rest *rest, const struct record *row)
{
	bool headed = false;

	for (size_t i = 0; i < rest->layouts->count; i++) {
		const struct record_layout *layout = rest->layouts->items[i];

		for (size_t k = 0; rest->written[i] && k < layout->count; k++) {
			const struct layout_item *item = &layout->items[k];

			if (item->in_row == FIELD_INVALID || item->path[item->list_depth - 1] != row->in)
				continue;
			if (sheet_is_headed(row, item))
				return true;
			headed = true;
		}
	}
	return !headed;
}

static void look_inside(struct rest *rest, enum field field, const struct value *value)
{
	if (value->presence != PRESENCE_WRITTEN)
		return;
	if (field_info(field)->kind == KIND_RECORD)
		look_at(rest, value->is.record);
	if (field_info(field)->kind == KIND_LIST_RECORD)
		for (size_t i = 0; i < value->is.list.count; i++) {
			const struct value *row = &value->is.list.items[i];

			if (row->presence != PRESENCE_WRITTEN)
				continue;
			if (has_place(rest, row->is.record))
				look_at(rest, row->is.record);
			else
				note_loss(rest, row->is.record, FIELD_COUNT, row);
		}
}

static void look_at(struct rest *rest, const struct record *record)
{
	const struct record_info *info = record_info(record->kind);

	for (unsigned i = 0; i < info->count; i++) {
		enum field field = (enum field)(info->first + i);
		const struct value *value = &record->values[i];

		if (!is_worth_saying(field, value))
			continue;
		if (rest->held[field]) {
			look_inside(rest, field, value);
			continue;
		}
		note_loss(rest, record, field, value);
	}
}

void sheet_report_rest(const struct record_layouts *layouts, const bool *written, bool merged, const struct document *document,
		       const struct csv_target *target)
{
	struct rest rest = {.layouts = layouts, .written = written};

	/* What kind of plan it is the names of the files say; the kept items are the standard's own. */
	rest.held[Plan_kind] = rest.held[Plan_forms] = rest.held[Plan_standard_items] = true;
	for (enum field field = FIRST_StandardItem; field <= LAST_StandardItem; field = (enum field)(field + 1))
		rest.held[field] = true;
	for (size_t i = 0; i < layouts->count; i++)
		if (written[i])
			mark_held(&rest, layouts->items[i]);
	if (merged)
		rest.held[Plan_user_intention] = rest.held[Plan_family_intention] = rest.held[Plan_analysis] = true;
	look_at(&rest, document->plan);
	for (unsigned i = FIELD_INVALID + 1; i <= FIELD_COUNT; i++)
		if (rest.losses[i].count)
			target->loss(target->context, &rest.losses[i]);
}
