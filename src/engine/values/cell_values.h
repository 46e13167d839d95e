/*
 * cell_values.h - from the model's values to values of the rule language: written, blank, unreadable, not supplied. For the engine alone.
 */
#ifndef TENKEN_ENGINE_VALUES_CELL_VALUES_H
#define TENKEN_ENGINE_VALUES_CELL_VALUES_H

#include "engine/evaluator.h"

/* The field of the record as a value: null (with its origin) when blank, error when unreadable, unknown when not supplied. */
struct cel_value cell_read(struct evaluation *evaluation, const struct record *record, enum field field);
/* A text of the document: normalised, unless texts are taken as written. */
struct cel_value cell_text(struct evaluation *evaluation, struct slice text);
/* An item of a CEL_MODEL_LIST. */
struct cel_value cell_of_list(struct evaluation *evaluation, struct cel_value list, size_t index);
/* has(record.field): true, false, or unknown. */
struct cel_value cell_has(const struct record *record, enum field field);
/* A record as a value: unknown when it was not supplied as a whole. */
struct cel_value cell_of_record(const struct record *record);
/* Is nothing written in the record: is it blank itself, or every cell of it? */
struct cel_value cell_record_is_blank(const struct record *record);

struct cel_value cell_unknown(const struct record *record, enum field field);

/*
 * Is there surely something in a cell that is no record? Kana, kanji and ASCII that is no blank begin a text that normalising
 * leaves something of; false when only its normalised form can tell.
 */
static inline bool cell_is_filled(const struct value *value, enum field_kind kind)
{
	const unsigned char *text;

	if (value->presence != PRESENCE_WRITTEN)
		return false;
	if (kind > KIND_RECORD)
		return value->is.list.count > 0;
	if (kind != KIND_TEXT)
		return true;
	text = (const unsigned char *)value->is.text.data;
	return value->is.text.length > 2 && ((text[0] > ' ' && text[0] < 0x7F) || (text[0] == 0xE3 && text[1] > 0x80) ||
					     (text[0] > 0xE3 && text[0] <= 0xE9));
}

#endif
