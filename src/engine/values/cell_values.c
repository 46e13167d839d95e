#include "engine/values/cell_values.h"

#include <assert.h>

struct cel_value cell_unknown(const struct record *record, enum field field)
{
	return (struct cel_value){.kind = CEL_UNKNOWN, .sub = CEL_UNKNOWN_CELL, .detail = field, .is.record = record};
}

static struct cel_value blank_cell(const struct record *record, enum field field)
{
	return (struct cel_value){.kind = CEL_NULL, .sub = CEL_NULL_CELL, .detail = field, .is.record = record};
}

static struct cel_value unreadable(const struct record *record, enum field field)
{
	return (struct cel_value){.kind = CEL_ERROR, .sub = CEL_ERROR_UNREADABLE, .detail = field, .is.record = record};
}

struct cel_value cell_of_record(const struct record *record)
{
	if (!record)
		return cel_null();
	if (record->parent && record->self.presence == PRESENCE_NOT_SUPPLIED)
		return cell_unknown(record->parent, record->in);
	if (record->self.presence == PRESENCE_UNREADABLE)
		return unreadable(record->parent ? record->parent : record, record->parent ? record->in : FIELD_COUNT);
	return (struct cel_value){.kind = CEL_RECORD, .is.record = record};
}

struct cel_value cell_text(struct evaluation *evaluation, struct slice text)
{
	struct cel_value value;

	if (evaluation->verbatim)
		return cel_string(text);
	value = cel_string(text_cache_normalise(&evaluation->texts, text));
	value.sub = CEL_STRING_CELL;
	return value;
}

struct cel_value cell_read(struct evaluation *evaluation, const struct record *record, enum field field)
{
	const struct field_info *info = field_info(field);
	const struct value *value = record_read(record, field);

	if (value->presence == PRESENCE_NOT_SUPPLIED)
		return cell_unknown(record, field);
	if (value->presence == PRESENCE_UNREADABLE)
		return unreadable(record, field);
	if (info->kind == KIND_RECORD && value->is.record) /* a blank one too: its cells can be asked */
		return (struct cel_value){.kind = CEL_RECORD, .is.record = value->is.record};
	if (value->presence == PRESENCE_BLANK)
		return blank_cell(record, field);
	switch (info->kind) {
	case KIND_TEXT: return cell_text(evaluation, value->is.text);
	case KIND_INT: return cel_int(value->is.integer);
	case KIND_NUMBER: return cel_double(value->is.number);
	case KIND_BOOL: return cel_bool(value->is.boolean);
	case KIND_DATE: return cel_date(value->is.date);
	case KIND_TIME: return cel_time(value->is.minutes);
	case KIND_ENUM: return cel_enum((enum enum_kind)info->element, value->is.enumerated);
	case KIND_LIST_TEXT:
	case KIND_LIST_ENUM:
	case KIND_LIST_RECORD:
		return (struct cel_value){.kind = CEL_MODEL_LIST,
					  .model = (uint16_t)field,
					  .detail = (uint32_t)value->is.list.count,
					  .is.model_items = value->is.list.items};
	case KIND_RECORD: break;
	}
	return blank_cell(record, field);
}

struct cel_value cell_of_list(struct evaluation *evaluation, struct cel_value list, size_t index)
{
	enum field field = (enum field)list.model;
	const struct field_info *info = field_info(field);
	const struct value *item = &list.is.model_items[index];

	assert(index < list.detail);
	if (info->kind == KIND_LIST_RECORD)
		return cell_of_record(item->is.record);
	if (item->presence == PRESENCE_UNREADABLE)
		return unreadable(NULL, field);
	if (item->presence == PRESENCE_NOT_SUPPLIED)
		return cell_unknown(NULL, field);
	if (item->presence == PRESENCE_BLANK)
		return blank_cell(NULL, field);
	if (info->kind == KIND_LIST_ENUM)
		return cel_enum((enum enum_kind)info->element, item->is.enumerated);
	return cell_text(evaluation, item->is.text);
}

struct cel_value cell_has(const struct record *record, enum field field)
{
	const struct value *value = record_read(record, field);

	if (value->presence == PRESENCE_NOT_SUPPLIED)
		return cell_unknown(record, field);
	return cel_bool(value->presence != PRESENCE_BLANK);
}

struct cel_value cell_record_is_blank(const struct record *record)
{
	const struct record_info *info = record_info(record->kind);
	struct cel_value unknown = cel_bool(true);

	for (unsigned i = 0; i < info->count; i++) {
		const struct value *value = &record->values[i];
		bool list = field_info((enum field)(info->first + i))->kind >= KIND_LIST_TEXT;

		if (value->presence == PRESENCE_UNREADABLE || (value->presence == PRESENCE_WRITTEN && !(list && !value->is.list.count)))
			return cel_bool(false);
		if (value->presence == PRESENCE_NOT_SUPPLIED && record->self.presence != PRESENCE_BLANK)
			unknown = cell_unknown(record, (enum field)(info->first + i));
	}
	return unknown;
}
