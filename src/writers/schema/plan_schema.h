/*
 * plan_schema.h - the JSON Schema (draft-07) of a YAML plan, from the model's tables: what an editor offers and marks as wrong.
 *
 * Keys stand in every spelling of the tables, each referring to one definition of its field. What the reader reports about shape
 * and keys the schema refuses; what needs the whole plan (a period that ends before it begins) is the rules' business. For the linter.
 */
#ifndef TENKEN_WRITERS_PLAN_SCHEMA_H
#define TENKEN_WRITERS_PLAN_SCHEMA_H

#include "text/json/json_writer.h"

/* The whole schema as text in `arena`. */
struct slice plan_schema(struct arena *arena);
/* Adds every definition, "Plan" among them, to an open "definitions" object. */
void plan_schema_add_definitions(struct json_writer *json, struct arena *arena);

#endif
