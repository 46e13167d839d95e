/*
 * rule_schema.h - the JSON Schema (draft-07) of rule files, from the lists by which they are read. For the linter.
 */
#ifndef TENKEN_RULES_SCHEMA_RULE_SCHEMA_H
#define TENKEN_RULES_SCHEMA_RULE_SCHEMA_H

#include "text/json/json_writer.h"

/* Adds what a file may be to an open root object. */
void rule_schema_add_root(struct json_writer *json, struct arena *arena);
/* Adds the shapes to an open "definitions" object, which must also hold those of a plan ("Plan", "date", "text"). */
void rule_schema_add_definitions(struct json_writer *json, struct arena *arena);

#endif
