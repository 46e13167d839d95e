#include "rules/reference/service_type_table.h"

#include "rules/rule_shapes.h"
#include "text/unicode/normalize.h"

enum { FILE_TYPES, FILE_TITLE, FILE_TITLE_EN, FILE_INFORMAL, FILE_ITEMS, FILE_SOURCE, FILE_NOTE };

static const struct rule_key file_keys[] = {
	[FILE_TYPES] = {SLICE("service_types|サービス種類"), KEY_SEQUENCE | KEY_MANDATORY},
	[FILE_TITLE] = {SLICE("title|題名"), KEY_SCALAR | KEY_MANDATORY},
	[FILE_TITLE_EN] = {SLICE("title_en|英題"), KEY_SCALAR | KEY_MANDATORY},
	[FILE_INFORMAL] = {SLICE("informal|インフォーマル"), KEY_SEQUENCE},
	[FILE_ITEMS] = {SLICE("items|区分"), KEY_SEQUENCE},
	[FILE_SOURCE] = {SLICE("source|出典"), KEY_SCALAR},
	[FILE_NOTE] = {SLICE("note|備考"), KEY_SCALAR},
	{{NULL, 0}, 0},
};

enum { TYPE_CODE, TYPE_NAME, TYPE_ALIASES, TYPE_SHORT, TYPE_PREVENTION, TYPE_INSURED, TYPE_MEDICAL, TYPE_VERIFIED, TYPE_NOTE };

static const struct rule_key type_keys[] = {
	[TYPE_CODE] = {SLICE("code|コード"), KEY_SCALAR | KEY_MANDATORY},
	[TYPE_NAME] = {SLICE("name|名称"), KEY_SCALAR | KEY_MANDATORY},
	[TYPE_ALIASES] = {SLICE("aliases|別名"), KEY_SEQUENCE},
	[TYPE_SHORT] = {SLICE("short|略称"), KEY_SEQUENCE},
	[TYPE_PREVENTION] = {SLICE("prevention|予防"), KEY_SCALAR},
	[TYPE_INSURED] = {SLICE("insured|保険給付"), KEY_SCALAR},
	[TYPE_MEDICAL] = {SLICE("medical|医療"), KEY_SCALAR},
	[TYPE_VERIFIED] = {SLICE("verified|確認済"), KEY_SCALAR},
	[TYPE_NOTE] = {SLICE("note|備考"), KEY_SCALAR},
	{{NULL, 0}, 0},
};

enum { ITEM_BEGINS, ITEM_CLASS, ITEM_VERIFIED, ITEM_NOTE };

static const struct rule_key item_keys[] = {
	[ITEM_BEGINS] = {SLICE("begins|始まり"), KEY_SCALAR | KEY_MANDATORY},
	[ITEM_CLASS] = {SLICE("class|区分"), KEY_SCALAR | KEY_MANDATORY},
	[ITEM_VERIFIED] = {SLICE("verified|確認済"), KEY_SCALAR},
	[ITEM_NOTE] = {SLICE("note|備考"), KEY_SCALAR},
	{{NULL, 0}, 0},
};

void rule_shapes_add_service_types(struct rule_shapes *shapes)
{
	shapes->service_types = file_keys;
	shapes->service_type = type_keys;
	shapes->service_item = item_keys;
}

void service_types_init(struct service_type_reading *types, struct arena *arena)
{
	*types = (struct service_type_reading){.arena = arena};
	name_table_init(&types->seen, arena);
}

static void report_shape(struct rule_file_reading *reading, const struct yaml_node *node, struct slice key)
{
	struct slice shape = reading->findings->english ? SLICE_OF("a text") : SLICE_OF("文字");

	rule_mistake(reading, BUILTIN_RULE_WRONG_SHAPE, node, (struct slice[]){key, shape}, 2);
}

static struct slice comparable(struct service_type_reading *types, struct rule_file_reading *reading, const struct yaml_node *node)
{
	struct slice text = normalize_for_comparison(types->arena, node->text);

	if (text.length == 0)
		rule_mistake(reading, BUILTIN_RULE_EMPTY_VALUE, node, NULL, 0);
	return text;
}

static void add_name(struct service_type_reading *types, struct rule_file_reading *reading, const struct yaml_node *node,
		     uint32_t type, bool whole_only)
{
	if (node->kind != YAML_SCALAR) {
		report_shape(reading, node, SLICE_OF("aliases"));
		return;
	}
	struct slice name = comparable(types, reading, node);

	if (name.length == 0)
		return;
	if (!name_table_add(&types->seen, name, (uint32_t)types->name_count)) {
		uint32_t first = name_table_find(&types->seen, name);

		if (types->names[first].type != type)
			report_duplicate(reading, BUILTIN_RULE_DUPLICATE, node, node->text, &types->names_at[first]);
		return;
	}
	size_t capacity = types->name_capacity;

	types->names_at = arena_with_room(types->arena, types->names_at, types->name_count, &capacity, sizeof *types->names_at);
	types->names = arena_with_room(types->arena, types->names, types->name_count, &types->name_capacity, sizeof *types->names);
	types->names_at[types->name_count] = (struct defined_at){reading->source, node->offset};
	types->names[types->name_count++] = (struct service_name){name, type, whole_only};
}

static void add_names(struct service_type_reading *types, struct rule_file_reading *reading, const struct yaml_node *names,
		      uint32_t type, bool whole_only)
{
	for (size_t i = 0; names && i < names->count; i++)
		add_name(types, reading, &names->items[i], type, whole_only);
}

static void add_type(struct service_type_reading *types, struct rule_file_reading *reading, const struct yaml_node *node)
{
	const struct yaml_node *values[COUNT_OF(type_keys)];

	rule_keys_read(reading, node, type_keys, values);
	if (!values[TYPE_CODE] || !values[TYPE_NAME])
		return;
	uint32_t number = (uint32_t)types->type_count;

	types->types = arena_with_room(types->arena, types->types, types->type_count, &types->type_capacity, sizeof *types->types);
	types->types[types->type_count++] = (struct service_type){
		.code = rule_text_read(reading, values[TYPE_CODE]),
		.name = rule_text_read(reading, values[TYPE_NAME]),
		.prevention_code = values[TYPE_PREVENTION] ? rule_text_read(reading, values[TYPE_PREVENTION]) : SLICE_OF(""),
		.insured = rule_bool_read(reading, values[TYPE_INSURED], true),
		.medical = rule_bool_read(reading, values[TYPE_MEDICAL], false),
	};
	rule_bool_read(reading, values[TYPE_VERIFIED], false);
	add_name(types, reading, values[TYPE_NAME], number, false);
	add_names(types, reading, values[TYPE_ALIASES], number, false);
	add_names(types, reading, values[TYPE_SHORT], number, true);
}

static void add_informal(struct service_type_reading *types, struct rule_file_reading *reading, const struct yaml_node *node)
{
	if (node->kind != YAML_SCALAR) {
		report_shape(reading, node, SLICE_OF("informal"));
		return;
	}
	struct slice word = comparable(types, reading, node);

	if (word.length == 0)
		return;
	types->informal = arena_with_room(types->arena, types->informal, types->informal_count, &types->informal_capacity, sizeof *types->informal);
	types->informal[types->informal_count++] = word;
}

static void add_item(struct service_type_reading *types, struct rule_file_reading *reading, const struct yaml_node *node)
{
	const struct yaml_node *values[COUNT_OF(item_keys)];
	const struct enum_info *classes = enum_info(ENUM_item_class);
	struct slice words[item_class_value_count];

	rule_keys_read(reading, node, item_keys, values);
	if (!values[ITEM_BEGINS] || !values[ITEM_CLASS])
		return;
	rule_bool_read(reading, values[ITEM_VERIFIED], false);
	for (size_t i = 0; i < COUNT_OF(words); i++)
		words[i] = arena_print(reading->scratch, "%.*s|%.*s", SLICE_PRINT(classes->values[i].name),
				       SLICE_PRINT(classes->values[i].names_ja));
	size_t item_class = rule_word_read(reading, values[ITEM_CLASS], words, COUNT_OF(words));
	struct slice beginning = rule_text_read(reading, values[ITEM_BEGINS]);

	if (item_class == SIZE_MAX || beginning.length == 0)
		return;
	types->items = arena_with_room(types->arena, types->items, types->item_count, &types->item_capacity, sizeof *types->items);
	types->items[types->item_count++] = (struct service_item){beginning, (unsigned)item_class};
}

void service_types_add(struct service_type_reading *types, struct rule_file_reading *reading, const struct yaml_node *mapping)
{
	const struct yaml_node *values[COUNT_OF(file_keys)];

	rule_keys_read(reading, mapping, file_keys, values);
	for (size_t i = 0; values[FILE_TYPES] && i < values[FILE_TYPES]->count; i++)
		add_type(types, reading, &values[FILE_TYPES]->items[i]);
	for (size_t i = 0; values[FILE_INFORMAL] && i < values[FILE_INFORMAL]->count; i++)
		add_informal(types, reading, &values[FILE_INFORMAL]->items[i]);
	for (size_t i = 0; values[FILE_ITEMS] && i < values[FILE_ITEMS]->count; i++)
		add_item(types, reading, &values[FILE_ITEMS]->items[i]);
}

const struct derive_tables *service_types_finish(struct service_type_reading *types)
{
	if (!types->type_count)
		return NULL;
	struct derive_tables *tables = arena_new(types->arena, struct derive_tables);

	tables->types = types->types;
	tables->type_count = types->type_count;
	tables->name_count = types->name_count;
	tables->informal_count = types->informal_count;
	tables->item_count = types->item_count;
	derive_tables_finish(tables, types->arena, types->names, types->informal, types->items);
	return tables;
}
