#include "writers/schema/plan_schema.h"

#include "base/compiler.h"
#include "model/model.h"
#include "text/unicode/normalize.h"
#include "writers/schema/schema_types.h"

/* ---- what a field is called and where it stands ---- */

/* The first way from the plan to a record of this kind: enough to say on which form its cells are. NULL when it is derived. */
static struct record *record_somewhere(struct arena *arena, enum record_kind kind, unsigned depth)
{
	if (kind == RECORD_Plan)
		return record_new(arena, RECORD_Plan, NULL, FIELD_COUNT, 0);
	for (unsigned i = FIELD_INVALID + 1; depth && i < FIELD_COUNT; i++) {
		const struct field_info *info = field_info((enum field)i);
		bool holds = (info->kind == KIND_RECORD || info->kind == KIND_LIST_RECORD) && info->element == kind;

		if (!holds || info->flags & FIELD_DERIVED)
			continue;
		struct record *parent = record_somewhere(arena, info->record, depth - 1);

		if (parent)
			return record_new(arena, kind, parent, (enum field)i, info->kind == KIND_LIST_RECORD);
	}
	return NULL;
}

enum { DEEPEST_RECORD = 6 };

/* How a cell of each kind is written, for the editor's help. */
static struct slice how_to_write(enum field_kind kind, const struct field_info *info, bool english)
{
	switch (kind) {
	case KIND_DATE:
		return english ? SLICE_OF("A date: 2025-04-01, 令和7年4月1日, R7.4.1.") : SLICE_OF("日付（2025-04-01、令和7年4月1日、R7.4.1 など）。");
	case KIND_TIME:
		return english ? SLICE_OF("A time: 9:00, 午前9時30分.") : SLICE_OF("時刻（9:00、午前9時30分 など）。");
	case KIND_BOOL:
		return english ? SLICE_OF("Yes or no: ○ ×, true false, 1 0.") : SLICE_OF("○ か ×（はい・いいえ、Y・N、1・0 も）。");
	case KIND_INT:
		return english ? SLICE_OF("A whole number.") : SLICE_OF("整数。");
	case KIND_NUMBER:
		return english ? SLICE_OF("A number.") : SLICE_OF("数。");
	case KIND_RECORD:
		if (info->element != RECORD_Period)
			break;
		return english ? SLICE_OF("A period: R7.4.1～R7.9.30, 6か月, or from and to.")
			       : SLICE_OF("期間（R7.4.1～R7.9.30、6か月、または 始まり・終わり）。");
	case KIND_LIST_RECORD:
	case KIND_LIST_TEXT:
	case KIND_LIST_ENUM:
		return english ? SLICE_OF("A list.") : SLICE_OF("一覧（「- 」で始まる行）。");
	case KIND_TEXT:
	case KIND_ENUM:
		break;
	}
	return slice_of("", 0);
}

static void add_sentence(struct text_builder *text, struct slice sentence)
{
	if (!sentence.length)
		return;
	if (text->length)
		text_builder_add_char(text, ' ');
	text_builder_add(text, sentence);
}

/* 第2表 短期目標 期間。期間（…）。標準CSV：UP2KYO 12。 / Table 2 short-term goal period. A period: … */
static void add_description(struct json_writer *json, struct arena *arena, const struct record *record, enum field field)
{
	const struct field_info *info = field_info(field);
	struct text_builder text;

	text_builder_init(&text, arena);
	for (unsigned english = 0; english < 2; english++) {
		/* The cells of a period stand wherever periods do. */
		bool nowhere = !record || info->record == RECORD_Period;
		struct slice place = nowhere ? (english ? info->name : first_name(info->names_ja))
					     : form_address(arena, record, field, false, english);

		add_sentence(&text, arena_print(arena, english ? "/ %.*s." : "%.*s。", SLICE_PRINT(place)));
		add_sentence(&text, how_to_write(info->kind, info, english));
		if (!english && info->csv_source.length && !slice_equal(info->csv_source, SLICE_OF("none")))
			add_sentence(&text, arena_print(arena, "標準CSV：%.*s。", SLICE_PRINT(info->csv_source)));
	}
	if (info->note.length)
		add_sentence(&text, arena_print(arena, "(%.*s)", SLICE_PRINT(info->note)));
	json_text(json, "description", text_builder_finish(&text));
}

/* ---- fields ---- */

static struct slice field_definition_name(struct arena *arena, enum field field)
{
	struct slice record = record_info(field_info(field)->record)->name, name = field_info(field)->name;

	return arena_print(arena, "%.*s.%.*s", SLICE_PRINT(record), SLICE_PRINT(name));
}

static void add_all_of(struct json_writer *json, struct arena *arena, struct slice name)
{
	json_key(json, "allOf");
	json_begin_array(json);
	schema_reference(json, arena, name);
	json_end_array(json);
}

/* A list of cells, or one cell alone that may hold several. */
static void add_cell_list(struct json_writer *json, struct arena *arena, struct slice type)
{
	json_key(json, "anyOf");
	json_begin_array(json);
	schema_reference(json, arena, type);
	json_begin_object(json);
	schema_type(json, "array");
	json_key(json, "items");
	schema_reference(json, arena, type);
	json_end_object(json);
	json_end_array(json);
}

/* A list of records, each of which must be written: an empty item is a slip. */
static void add_record_list(struct json_writer *json, struct arena *arena, struct slice record)
{
	schema_type(json, "array string null");
	json_text(json, "pattern", SLICE_OF("^\\s*(" SCHEMA_BLANK ")?\\s*$"));
	json_key(json, "items");
	json_begin_object(json);
	schema_type(json, "object");
	add_all_of(json, arena, record);
	json_end_object(json);
}

static void add_field(struct json_writer *json, struct arena *arena, const struct record *record, enum field field)
{
	const struct field_info *info = field_info(field);

	json_key_slice(json, field_definition_name(arena, field));
	json_begin_object(json);
	json_text(json, "title", first_name(info->names_ja));
	add_description(json, arena, record, field);
	if (info->kind == KIND_RECORD)
		add_all_of(json, arena, record_info((enum record_kind)info->element)->name);
	else if (info->kind == KIND_LIST_RECORD)
		add_record_list(json, arena, record_info((enum record_kind)info->element)->name);
	else if (info->kind == KIND_LIST_TEXT || info->kind == KIND_LIST_ENUM)
		add_cell_list(json, arena, schema_type_name(arena, field));
	else
		add_all_of(json, arena, schema_type_name(arena, field));
	json_end_object(json);
}

/* ---- records ---- */

/* Each spelling of a key once; the full-width signs of official names also as they are mostly typed. */
static void add_key(struct json_writer *json, struct arena *arena, struct slice key, enum field field)
{
	struct slice normal = normalize(arena, key);

	json_key_slice(json, key);
	schema_reference(json, arena, field_definition_name(arena, field));
	if (slice_equal(normal, key))
		return;
	json_key_slice(json, normal);
	schema_reference(json, arena, field_definition_name(arena, field));
}

static bool is_named_before(struct slice names, size_t count, struct slice normal, struct arena *arena)
{
	struct slice name;

	for (size_t i = 0; i < count && slice_next(&names, '|', &name); i++)
		if (slice_equal(normalize(arena, name), normal))
			return true;
	return false;
}

static void add_keys(struct json_writer *json, struct arena *arena, enum field field)
{
	const struct field_info *info = field_info(field);
	struct slice rest = info->names_ja, name;

	for (size_t i = 0; slice_next(&rest, '|', &name); i++)
		if (!is_named_before(info->names_ja, i, normalize(arena, name), arena))
			add_key(json, arena, name, field);
	add_key(json, arena, info->name, field);
}

static void add_record(struct json_writer *json, struct arena *arena, enum record_kind kind)
{
	const struct record_info *info = record_info(kind);
	bool period = kind == RECORD_Period;

	json_key_slice(json, info->name);
	json_begin_object(json);
	json_text(json, "title", info->name_ja);
	if (period) {
		json_key(json, "anyOf");
		json_begin_array(json);
		schema_reference(json, arena, SLICE_OF("period"));
		json_begin_object(json);
	}
	schema_type(json, period || kind == RECORD_Plan ? "object" : "object string null");
	if (!period && kind != RECORD_Plan)
		json_text(json, "pattern", SLICE_OF("^\\s*(" SCHEMA_BLANK ")?\\s*$"));
	json_key(json, "properties");
	json_begin_object(json);
	for (unsigned i = 0; i < info->count; i++)
		if (!(field_info((enum field)(info->first + i))->flags & FIELD_DERIVED))
			add_keys(json, arena, (enum field)(info->first + i));
	json_end_object(json);
	json_key(json, "patternProperties");
	json_begin_object(json);
	json_key(json, "^(x-|ｘ－)");
	json_begin_object(json);
	json_text(json, "description", SLICE_OF("覚え書き。点検しません。 / A note of your own; never checked."));
	json_end_object(json);
	json_end_object(json);
	json_key(json, "additionalProperties");
	json_bool(json, false);
	json_end_object(json);
	if (period) {
		json_end_array(json);
		json_end_object(json);
	}
}

/* Are all of a record's fields worked out by tenken? Then no plan has it. */
static bool is_derived(enum record_kind kind)
{
	const struct record_info *info = record_info(kind);

	for (unsigned i = 0; i < info->count; i++)
		if (!(field_info((enum field)(info->first + i))->flags & FIELD_DERIVED))
			return false;
	return true;
}

void plan_schema_add_definitions(struct json_writer *json, struct arena *arena)
{
	schema_types_add(json, arena);
	for (unsigned kind = 0; kind < RECORD_COUNT; kind++) {
		const struct record_info *info = record_info((enum record_kind)kind);
		const struct record *record = record_somewhere(arena, (enum record_kind)kind, DEEPEST_RECORD);

		if (is_derived((enum record_kind)kind))
			continue;
		add_record(json, arena, (enum record_kind)kind);
		for (unsigned i = 0; i < info->count; i++)
			if (!(field_info((enum field)(info->first + i))->flags & FIELD_DERIVED))
				add_field(json, arena, record, (enum field)(info->first + i));
	}
}

struct slice plan_schema(struct arena *arena)
{
	struct text_builder text;
	struct json_writer json;

	text_builder_init(&text, arena);
	json_init(&json, &text, true);
	json_begin_object(&json);
	json_text(&json, "$schema", SLICE_OF("http://json-schema.org/draft-07/schema#"));
	json_text(&json, "title", SLICE_OF("ケアプラン（tenken） / care plan of tenken"));
	json_text(&json, "description",
		  SLICE_OF("YAML のケアプランの項目。日本語と英語のどちらの名前でも書けます。 / Keys of a YAML plan, in Japanese or English."));
	json_key(&json, "allOf");
	json_begin_array(&json);
	schema_reference(&json, arena, SLICE_OF("Plan"));
	json_end_array(&json);
	json_key(&json, "definitions");
	json_begin_object(&json);
	plan_schema_add_definitions(&json, arena);
	json_end_object(&json);
	json_end_object(&json);
	text_builder_add_char(&text, '\n');
	return text_builder_finish(&text);
}
