/* The types: shared constants for the simple ones, records and enums. */
#include "program/expressions/type.h"

#include <assert.h>

static const struct type simple_types[TYPE_KIND_COUNT] = {
	[TYPE_POISON] = {.kind = TYPE_POISON},       [TYPE_FREE] = {.kind = TYPE_FREE},
	[TYPE_DYN] = {.kind = TYPE_DYN},             [TYPE_NULL] = {.kind = TYPE_NULL},
	[TYPE_BOOL] = {.kind = TYPE_BOOL},           [TYPE_INT] = {.kind = TYPE_INT},
	[TYPE_UINT] = {.kind = TYPE_UINT},           [TYPE_DOUBLE] = {.kind = TYPE_DOUBLE},
	[TYPE_STRING] = {.kind = TYPE_STRING},       [TYPE_BYTES] = {.kind = TYPE_BYTES},
	[TYPE_TIMESTAMP] = {.kind = TYPE_TIMESTAMP}, [TYPE_DURATION] = {.kind = TYPE_DURATION},
	[TYPE_TYPE] = {.kind = TYPE_TYPE},           [TYPE_DATE] = {.kind = TYPE_DATE},
	[TYPE_TIME] = {.kind = TYPE_TIME},
};

/* A sub-record has no cell of its own: whether it is blank may always be asked. */
static const struct type record_types[RECORD_COUNT] = {
#define RECORD(record_, names_ja_) [RECORD_##record_] = {.kind = TYPE_RECORD, .nullable = true, .model = RECORD_##record_},
#define FIELD(record_, field_, names_ja_, kind_, element_, flags_, form_, csv_, note_)
#define RECORD_END(record_)
#include "model/fields.def"
#undef RECORD
#undef FIELD
#undef RECORD_END
};

static const struct type enum_types[ENUM_COUNT] = {
#define ENUM_BEGIN(name_, ordered_) [ENUM_##name_] = {.kind = TYPE_ENUM, .model = ENUM_##name_},
#define ENUM_VALUE(name_, value_, names_ja_, code_)
#define ENUM_END(name_)
#include "model/enums.def"
#undef ENUM_BEGIN
#undef ENUM_VALUE
#undef ENUM_END
};

const struct type *type_simple(enum type_kind kind)
{
	assert(kind < TYPE_ENUM);
	return &simple_types[kind];
}

const struct type *type_of_record(enum record_kind kind)
{
	assert(kind < RECORD_COUNT);
	return &record_types[kind];
}

const struct type *type_of_enum(enum enum_kind kind)
{
	assert(kind < ENUM_COUNT);
	return &enum_types[kind];
}

const struct type *type_list(struct arena *arena, const struct type *element)
{
	struct type *type = arena_new(arena, struct type);

	type->kind = TYPE_LIST;
	type->element = element;
	return type;
}

const struct type *type_map(struct arena *arena, const struct type *key, const struct type *value)
{
	struct type *type = arena_new(arena, struct type);

	type->kind = TYPE_MAP;
	type->key = key;
	type->element = value;
	return type;
}

const struct type *type_of_type(struct arena *arena, const struct type *named)
{
	struct type *type = arena_new(arena, struct type);

	type->kind = TYPE_TYPE;
	type->element = named;
	return type;
}

const struct type *type_of_fact(struct arena *arena, const struct fact_type *fact)
{
	struct type *type = arena_new(arena, struct type);

	type->kind = TYPE_FACT;
	type->fact = fact;
	return type;
}

const struct type *type_nullable(struct arena *arena, const struct type *type)
{
	struct type *copy;

	if (type->nullable || type->kind <= TYPE_NULL)
		return type;
	copy = arena_new(arena, struct type);
	*copy = *type;
	copy->nullable = true;
	return copy;
}

static const struct type *type_of_cell(struct arena *arena, const struct field_info *info)
{
	switch (info->kind) {
	case KIND_TEXT: return type_simple(TYPE_STRING);
	case KIND_INT: return type_simple(TYPE_INT);
	case KIND_NUMBER: return type_simple(TYPE_DOUBLE);
	case KIND_BOOL: return type_simple(TYPE_BOOL);
	case KIND_DATE: return type_simple(TYPE_DATE);
	case KIND_TIME: return type_simple(TYPE_TIME);
	case KIND_ENUM: return type_of_enum((enum enum_kind)info->element);
	case KIND_RECORD: return type_of_record((enum record_kind)info->element);
	case KIND_LIST_TEXT: return type_list(arena, type_simple(TYPE_STRING));
	case KIND_LIST_ENUM: return type_list(arena, type_of_enum((enum enum_kind)info->element));
	case KIND_LIST_RECORD: return type_list(arena, type_of_record((enum record_kind)info->element));
	}
	assert(false);
	return type_simple(TYPE_POISON);
}

const struct type *type_of_field(struct arena *arena, enum field field)
{
	const struct field_info *info = field_info(field);
	const struct type *type = type_of_cell(arena, info);

	return info->flags & (FIELD_NULLABLE | FIELD_OPTIONAL) ? type_nullable(arena, type) : type;
}

bool type_equal(const struct type *a, const struct type *b)
{
	if (a == b)
		return true;
	if (a->kind != b->kind || a->model != b->model || a->fact != b->fact)
		return false;
	if ((a->element && b->element && !type_equal(a->element, b->element)) || !a->element != !b->element)
		return false;
	return !a->key || type_equal(a->key, b->key);
}

static const char *const names[TYPE_KIND_COUNT] = {
	[TYPE_POISON] = "error",         [TYPE_FREE] = "dyn",          [TYPE_DYN] = "dyn",     [TYPE_NULL] = "null_type",
	[TYPE_BOOL] = "bool",            [TYPE_INT] = "int",           [TYPE_UINT] = "uint",   [TYPE_DOUBLE] = "double",
	[TYPE_STRING] = "string",        [TYPE_BYTES] = "bytes",       [TYPE_TIMESTAMP] = "timestamp",
	[TYPE_DURATION] = "duration",    [TYPE_TYPE] = "type",         [TYPE_DATE] = "date",   [TYPE_TIME] = "time",
	[TYPE_ENUM] = "enum",            [TYPE_RECORD] = "record",     [TYPE_LIST] = "list",   [TYPE_MAP] = "map",
	[TYPE_FACT] = "fact",
};

void type_add_name(struct text_builder *builder, const struct type *type)
{
	text_builder_add_string(builder, names[type->kind]);
	if (type->kind == TYPE_ENUM || type->kind == TYPE_RECORD) {
		text_builder_add_char(builder, ' ');
		text_builder_add(builder, type->kind == TYPE_ENUM ? enum_info((enum enum_kind)type->model)->name
								   : record_info((enum record_kind)type->model)->name);
	}
	if (!type->element)
		return;
	text_builder_add_char(builder, '(');
	if (type->key) {
		type_add_name(builder, type->key);
		text_builder_add_string(builder, ", ");
	}
	type_add_name(builder, type->element);
	text_builder_add_char(builder, ')');
}

static const char *const japanese_names[TYPE_KIND_COUNT] = {
	[TYPE_POISON] = "誤り",         [TYPE_FREE] = "任意",     [TYPE_DYN] = "任意",       [TYPE_NULL] = "空",
	[TYPE_BOOL] = "真偽",           [TYPE_INT] = "整数",      [TYPE_UINT] = "符号なし整数", [TYPE_DOUBLE] = "小数",
	[TYPE_STRING] = "文字",         [TYPE_BYTES] = "バイト列", [TYPE_TIMESTAMP] = "時点",  [TYPE_DURATION] = "時間の長さ",
	[TYPE_TYPE] = "型",             [TYPE_DATE] = "日付",     [TYPE_TIME] = "時刻",      [TYPE_ENUM] = "区分",
	[TYPE_RECORD] = "記録",         [TYPE_LIST] = "リスト",   [TYPE_MAP] = "対応表",
	[TYPE_FACT] = "事実",
};

/* A word of the enum says more than the enum's own name, which is English. */
static void add_enum_example(struct text_builder *builder, const struct type *type)
{
	text_builder_add_string(builder, "（");
	text_builder_add(builder, first_name(enum_info((enum enum_kind)type->model)->values[0].names_ja));
	text_builder_add_string(builder, " など）");
}

void type_add_japanese_name(struct text_builder *builder, const struct type *type)
{
	if (type->kind == TYPE_LIST && type->element->kind != TYPE_FREE) {
		type_add_japanese_name(builder, type->element);
		text_builder_add_string(builder, "の");
	}
	if (type->kind == TYPE_RECORD)
		text_builder_add(builder, record_info((enum record_kind)type->model)->name_ja);
	else
		text_builder_add_string(builder, japanese_names[type->kind]);
	if (type->kind == TYPE_ENUM)
		add_enum_example(builder, type);
}
