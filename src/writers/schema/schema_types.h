/*
 * schema_types.h - JSON Schema (draft-07) of single cells: dates, times, marks, words of closed lists, as the reader accepts them.
 *
 * Editors read YAML by its core schema: a date may arrive as a text or as the number 20250401, a mark as true or 1. The patterns
 * let in what the reader lets in for every usual spelling; where exactness would need a calendar they let in more, never less.
 * For the files of writers/schema/.
 */
#ifndef TENKEN_WRITERS_SCHEMA_TYPES_H
#define TENKEN_WRITERS_SCHEMA_TYPES_H

#include "model/model.h"
#include "text/json/json_writer.h"

/* What an empty cell may look like, as the inside of a pattern: nothing, ~, null. */
#define SCHEMA_BLANK "~|null|Null|NULL"

/* Adds the members blank, text, integer, number, mark, date, time and one for each enum and for form names to an open object. */
void schema_types_add(struct json_writer *json, struct arena *arena);
/* The name of the definition for cells of a field that is neither a record nor a list of records. */
struct slice schema_type_name(struct arena *arena, enum field field);
/* {"$ref": "#/definitions/NAME"} as the next value. */
void schema_reference(struct json_writer *json, struct arena *arena, struct slice name);
/* "type": [TYPES…], one word or several separated by blanks. */
void schema_type(struct json_writer *json, const char *types);

#endif
