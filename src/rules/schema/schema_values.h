/*
 * schema_values.h - the part of the schema for editors that says what stands under one key of a rule file. Private to schema/.
 */
#ifndef TENKEN_RULES_SCHEMA_SCHEMA_VALUES_H
#define TENKEN_RULES_SCHEMA_SCHEMA_VALUES_H

#include "rules/rule_shapes.h"
#include "text/json/json_writer.h"

struct schema {
	struct json_writer *json;
	struct arena *arena;
	struct rule_shapes shapes;
};

/* A key of the definition `shape` under one of its names; `english` is the first of them. */
void schema_add_key(struct schema *schema, const char *shape, const struct rule_key *key, struct slice english, struct slice name);
/* Any scalar. */
void schema_add_text(struct json_writer *json, bool may_be_empty);
void schema_add_reference(struct schema *schema, const char *name);

#endif
