/* Records and documents: making them, reading them, settling what is carried. */
#include "model/model.h"

#include <assert.h>

struct record *record_new(struct arena *arena, enum record_kind kind, struct record *parent, enum field in, uint32_t row)
{
	size_t size = sizeof(struct record) + record_info(kind)->count * sizeof(struct value);
	struct record *record = arena_allocate_zeroed(arena, size);

	record->kind = kind;
	record->parent = parent;
	record->in = in;
	record->row = row;
	return record;
}

struct slice record_text(const struct record *record, enum field field)
{
	const struct value *value = record_read(record, field);

	assert(field_info(field)->kind == KIND_TEXT);
	return value->presence == PRESENCE_WRITTEN ? value->is.text : slice_of(NULL, 0);
}

const struct record *record_sub(const struct record *record, enum field field)
{
	const struct value *value = record_read(record, field);

	assert(field_info(field)->kind == KIND_RECORD);
	return value->presence == PRESENCE_WRITTEN || value->presence == PRESENCE_BLANK ? value->is.record : NULL;
}

struct value_list record_list(const struct record *record, enum field field)
{
	const struct value *value = record_read(record, field);

	assert(field_info(field)->kind >= KIND_LIST_TEXT);
	return value->presence == PRESENCE_WRITTEN ? value->is.list : (struct value_list){NULL, 0};
}

static const struct record *plan_of(const struct record *record)
{
	while (record->parent)
		record = record->parent;
	return record;
}

bool record_is_of_prevention(const struct record *record)
{
	const struct value *kind = record_read(plan_of(record), Plan_kind);

	return kind->presence == PRESENCE_WRITTEN && kind->is.enumerated == plan_kind_prevention;
}

enum form field_form(const struct record *record, enum field field)
{
	enum form form = field == FIELD_COUNT ? FORM_NONE : field_info(field)->form;

	for (; form == FORM_NONE && record->parent; record = record->parent)
		form = field_info(record->in)->form;
	if ((form == FORM_TABLE1 || form == FORM_TABLE2 || form == FORM_CONSENT) && record_is_of_prevention(record))
		return FORM_PREVENTION;
	return form;
}

/* Cells of the plan's own forms, which differ between the home plan and the prevention plan; the table says which fields both have. */
static bool is_on_the_form(enum record_kind kind)
{
	return kind == RECORD_Plan || kind == RECORD_Need || kind == RECORD_LongGoal || kind == RECORD_ShortGoal || kind == RECORD_Service;
}

/* What is said of a person or an office stands on the form in part, and in part on papers beside it. */
static bool is_beside_the_form(enum record_kind kind)
{
	return kind == RECORD_User || kind == RECORD_Certification || kind == RECORD_Office;
}

/*
 * The prevention plan's form has no such cell. What derive/ makes of the cells is no cell of its own. Looks at the plan last: every value
 * that is not supplied is asked.
 */
static bool prevention_form_lacks(const struct record *record, enum field field)
{
	return !(field_info(field)->flags & (FIELD_PREVENTION | FIELD_DERIVED)) && record_is_of_prevention(record) &&
	       field_form(record, field) == FORM_PREVENTION;
}

static bool cell_exists(const struct document *document, const struct record *record, enum field field)
{
	if (!form_is_carried(document, field_form(record, field)))
		return false;
	return !(is_on_the_form(record->kind) || is_beside_the_form(record->kind)) || !prevention_form_lacks(record, field);
}

bool cell_can_be(const struct record *record, enum field field)
{
	enum form form = field_form(record, field);

	if (record_read(plan_of(record), Plan_kind)->presence != PRESENCE_WRITTEN)
		return true;
	if (!record_is_of_prevention(record))
		return form != FORM_PREVENTION && form != FORM_EVALUATION;
	if (form == FORM_TABLE3)
		return false;
	for (; record->parent && (field == FIELD_COUNT || !is_on_the_form(record->kind)); record = record->parent)
		field = record->in;
	return field == FIELD_COUNT || !prevention_form_lacks(record, field);
}

struct settling {
	struct document *document;
	const bool *supplied;
	uint64_t looked_at[RECORD_COUNT]; /* fields that can be supplied or have records in them, a bit each */
};

static void settle_record(const struct settling *settling, struct record *record);

/* A value no reader has set: blank, an empty list or an empty sub-record where its cell exists. */
static void settle_missing(const struct settling *settling, struct record *record, enum field field, struct value *value)
{
	const struct field_info *info = field_info(field);
	bool optional = (info->flags & FIELD_OPTIONAL) != 0;

	if (settling->supplied && !settling->supplied[field])
		return;
	if (!optional && !cell_exists(settling->document, record, field))
		return;
	value->presence = PRESENCE_BLANK;
	value->source = record->self.source;
	value->offset = record->self.offset;
	value->length = 0;
	if (optional)
		value->flags |= VALUE_ABSENT;
	if (info->kind == KIND_RECORD) {
		value->is.record = record_new(settling->document->arena, (enum record_kind)info->element, record, field, 0);
		value->is.record->self = *value;
		settle_record(settling, value->is.record);
	} else if (info->kind >= KIND_LIST_TEXT && !optional) {
		value->presence = PRESENCE_WRITTEN;
		value->is.list = (struct value_list){NULL, 0};
	}
}

static void settle_record(const struct settling *settling, struct record *record)
{
	const struct record_info *info = record_info(record->kind);
	uint64_t parts = record_parts(record->kind);

	for (uint64_t left = settling->looked_at[record->kind]; left; left &= left - 1) {
		unsigned number = LOWEST_BIT(left);
		struct value *value = &record->values[number];

		if (value->presence == PRESENCE_NOT_SUPPLIED) {
			settle_missing(settling, record, (enum field)(info->first + number), value);
			continue;
		}
		if (!(parts >> number & 1) || value->presence == PRESENCE_UNREADABLE)
			continue;
		if (field_info((enum field)(info->first + number))->kind == KIND_RECORD)
			settle_record(settling, value->is.record);
		else if (value->presence == PRESENCE_WRITTEN)
			for (size_t k = 0; k < value->is.list.count; k++)
				settle_record(settling, value->is.list.items[k].is.record);
	}
}

void document_settle(struct document *document, const bool *supplied)
{
	struct settling settling = {.document = document, .supplied = supplied};

	for (unsigned kind = 0; kind < RECORD_COUNT; kind++) {
		const struct record_info *info = record_info((enum record_kind)kind);
		uint64_t able = supplied ? record_parts((enum record_kind)kind) : UINT64_MAX;

		for (unsigned i = 0; supplied && i < info->count; i++)
			able |= (uint64_t)supplied[info->first + i] << i;
		settling.looked_at[kind] = able & record_inputs((enum record_kind)kind);
	}
	settle_record(&settling, document->plan);
}
