/*
 * service_type_table.h - from rules/tables/service_types.yaml to the tables of derive/. Private to rules/.
 */
#ifndef TENKEN_RULES_REFERENCE_SERVICE_TYPE_TABLE_H
#define TENKEN_RULES_REFERENCE_SERVICE_TYPE_TABLE_H

#include "program/derive_tables.h"
#include "rules/reference/reference_data.h"

struct service_type_reading {
	struct arena *arena;
	struct service_type *types;
	struct service_name *names;
	struct defined_at *names_at;
	struct slice *informal;
	struct service_item *items;
	size_t type_count, type_capacity, name_count, name_capacity, informal_count, informal_capacity, item_count, item_capacity;
	struct name_table seen; /* names to their place in `names`: one name means one type */
};

void service_types_init(struct service_type_reading *types, struct arena *arena);
/* A mapping with the key service_types; several files add up. */
void service_types_add(struct service_type_reading *types, struct rule_file_reading *reading, const struct yaml_node *mapping);
/* The tables, NULL when no file had any. */
const struct derive_tables *service_types_finish(struct service_type_reading *types);

#endif
