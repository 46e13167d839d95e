/* Walking the events of a plan. */
#include "readers/yaml/yaml_plan.h"

#include "base/limits.h"
#include "model/values/placeholder.h"
#include "text/unicode/utf8.h"

#include <assert.h>
#include <string.h>

static bool read_record(struct yaml_plan *plan, struct record *record, struct yaml_event *event);

/* ---- records and lists ---- */

static bool is_blank(const struct yaml_event *event)
{
	return event->kind == YAML_EVENT_SCALAR && text_is_blank(event->text);
}

static bool read_sub_record(struct yaml_plan *plan, struct record *record, enum field field, struct value *value,
			    struct yaml_event *event, uint32_t row)
{
	enum record_kind kind = (enum record_kind)field_info(field)->element;

	if (event->kind == YAML_EVENT_SCALAR && kind == RECORD_Period && row == 0)
		return yaml_plan_read_period(plan, record, field, value, event);
	if (event->kind != YAML_EVENT_MAPPING_START && !is_blank(event))
		return yaml_plan_refuse_shape(plan, record, field, value, event, BUILTIN_YAML_WANTS_MAPPING);
	struct record *child = record_new(plan->arena, kind, record, field, row);

	yaml_set_origin(value, event);
	value->presence = event->kind == YAML_EVENT_SCALAR ? PRESENCE_BLANK : PRESENCE_WRITTEN;
	value->is.record = child;
	child->self = *value;
	if (event->kind == YAML_EVENT_SCALAR)
		return true;
	bool complete = read_record(plan, child, event);

	*value = child->self;
	return complete;
}

static bool add_item(struct yaml_plan *plan, struct record *record, enum field field, struct yaml_event *event, size_t base)
{
	struct value item = {0};
	enum field_kind kind = field_info(field)->kind;

	if (is_blank(event)) {
		struct reported_cell cell = {record, field, yaml_plan_place(plan, event), event->text};

		yaml_plan_report(plan, &cell, BUILTIN_YAML_EMPTY_ITEM, NULL, 0);
		return true;
	}
	if (kind == KIND_LIST_RECORD) {
		uint32_t row = (uint32_t)(plan->room->value_count - base + 1);

		if (!read_sub_record(plan, record, field, &item, event, row))
			return false;
		if (item.presence == PRESENCE_WRITTEN)
			yaml_plan_push(plan, &item);
		return true;
	}
	if (kind == KIND_LIST_TEXT && event->kind == YAML_EVENT_SCALAR) {
		yaml_set_origin(&item, event);
		item.presence = PRESENCE_WRITTEN;
		item.is.text = yaml_plan_text(plan, event);
		yaml_plan_push(plan, &item);
		return true;
	}
	if (!yaml_plan_read_cell(plan, record, field, &item, event))
		return false;
	/* One word of a list may hold several (初回・紹介): each is an item. */
	if (item.presence == PRESENCE_WRITTEN)
		for (size_t i = 0; i < item.is.list.count; i++)
			yaml_plan_push(plan, &item.is.list.items[i]);
	return true;
}

static void report_long_list(struct yaml_plan *plan, struct record *record, enum field field, const struct yaml_event *event)
{
	struct reported_cell cell = {record, field, yaml_plan_place(plan, event), slice_of(NULL, 0)};
	struct slice most = arena_print(plan->findings->arena, "%d", LIMIT_LIST_ITEMS);

	yaml_plan_report(plan, &cell, BUILTIN_YAML_LIST_TOO_LONG, &most, 1);
}

static bool read_sequence(struct yaml_plan *plan, struct record *record, enum field field, struct value *value, struct yaml_event *event)
{
	size_t base = plan->room->value_count;
	bool cut = false;

	yaml_set_origin(value, event);
	for (;;) {
		yaml_cursor_next(&plan->cursor, event);
		if (event->kind == YAML_EVENT_PROBLEM)
			return false;
		if (event->kind == YAML_EVENT_SEQUENCE_END)
			break;
		if (plan->room->value_count - base < LIMIT_LIST_ITEMS) {
			if (!add_item(plan, record, field, event, base))
				return false;
			continue;
		}
		if (!cut)
			report_long_list(plan, record, field, event);
		cut = true;
		if (!yaml_cursor_skip(&plan->cursor, event))
			return false;
	}
	value->presence = PRESENCE_WRITTEN;
	value->length = (uint32_t)(event->offset + event->length - value->offset);
	value->is.list = yaml_plan_take(plan, base);
	return true;
}

static bool read_list(struct yaml_plan *plan, struct record *record, enum field field, struct value *value, struct yaml_event *event)
{
	bool of_records = field_info(field)->kind == KIND_LIST_RECORD;

	if (event->kind == YAML_EVENT_SEQUENCE_START)
		return read_sequence(plan, record, field, value, event);
	if (is_blank(event)) {
		yaml_set_origin(value, event);
		value->presence = PRESENCE_WRITTEN;
		value->is.list = (struct value_list){NULL, 0};
		return true;
	}
	if (!of_records)
		return yaml_plan_read_cell(plan, record, field, value, event);
	if (event->kind != YAML_EVENT_MAPPING_START)
		return yaml_plan_refuse_shape(plan, record, field, value, event, BUILTIN_YAML_WANTS_MAPPING);
	struct reported_cell cell = {record, field, {plan->source, event->offset, 0}, slice_of(NULL, 0)};
	size_t base = plan->room->value_count;
	struct slice words[2];

	yaml_shape_words(event, words);
	yaml_plan_report(plan, &cell, BUILTIN_YAML_WANTS_LIST, words, 2);
	yaml_set_origin(value, event);
	if (!add_item(plan, record, field, event, base))
		return false;
	value->presence = PRESENCE_WRITTEN;
	value->length = (uint32_t)(event->offset + event->length - value->offset);
	value->is.list = yaml_plan_take(plan, base);
	return true;
}

static bool read_field(struct yaml_plan *plan, struct record *record, enum field field, struct yaml_event *event)
{
	struct value *value = record_value(record, field);

	switch (field_info(field)->kind) {
	case KIND_RECORD:
		return read_sub_record(plan, record, field, value, event, 0);
	case KIND_LIST_TEXT:
	case KIND_LIST_ENUM:
	case KIND_LIST_RECORD:
		return read_list(plan, record, field, value, event);
	case KIND_TEXT:
	case KIND_INT:
	case KIND_NUMBER:
	case KIND_BOOL:
	case KIND_DATE:
	case KIND_TIME:
	case KIND_ENUM:
		break;
	}
	return yaml_plan_read_cell(plan, record, field, value, event);
}

/* ---- keys ---- */

static enum field field_of_key(struct yaml_plan *plan, enum record_kind record, struct slice key)
{
	struct remembered_key *slot = NULL;

	if (plan->room->keys && key.length > 0 && key.length <= KEY_MEMORY_LENGTH) {
		slot = &plan->room->keys[slice_glance(key, record) >> 55];
		if (LIKELY(slot->length == key.length && slot->record == record && memcmp(slot->bytes, key.data, key.length) == 0))
			return (enum field)slot->field;
	}
	enum field field = field_by_key(plan->reader.keys, record, key, plan->reader.scratch);

	if (slot && field != FIELD_COUNT) {
		slot->record = (uint8_t)record;
		slot->length = (uint8_t)key.length;
		slot->field = (uint16_t)field;
		memcpy(slot->bytes, key.data, key.length);
	}
	return field;
}

static void report_unknown(struct yaml_plan *plan, const struct record *record, const struct yaml_event *key)
{
	const struct record_info *info = record_info(record->kind);
	/* A nearest name costs a look at every name: not for keys that nobody will read about. */
	bool full = plan->findings->count >= LIMIT_FINDINGS_A_PLAN;
	enum field hint = full ? FIELD_COUNT : field_hint(record->kind, key->text, plan->reader.scratch);
	struct slice arguments[5] = {utf8_beginning(key->text, 120), info->name_ja, info->name};

	if (slice_starts_with(key->text, SLICE_OF("\xe3\x80\x80"))) {
		arguments[3] = SLICE_OF("字下げに全角の空白が使われています。字下げは半角の空白で書いてください。");
		arguments[4] = SLICE_OF(" A full-width blank indents this line: indent with ASCII spaces.");
	} else if (hint != FIELD_COUNT) {
		/* In the language the key was typed in, whatever that of the report. */
		struct slice name = key_is_english(key->text) ? field_info(hint)->name : field_name_ja(hint);

		arguments[3] = arena_print(plan->findings->arena, "「%.*s」のことでしょうか。", SLICE_PRINT(name));
		arguments[4] = arena_print(plan->findings->arena, " Did you mean \"%.*s\"?", SLICE_PRINT(name));
	}
	yaml_plan_report_in(plan, record, BUILTIN_YAML_UNKNOWN_KEY, yaml_plan_place(plan, key), arguments, 5);
}

/* Forms are carried when a key of theirs is present. The numbers of insurer and insured stand in every file: they say nothing. */
static void note_form(struct yaml_plan *plan, const struct record *record, enum field field)
{
	enum form form = field_info(field)->form;

	if (form == FORM_NONE || field == Plan_insurer_no || field == Plan_insured_no || field == Plan_months)
		return;
	if (record->kind == RECORD_Plan || record->kind == RECORD_Month)
		plan->forms |= 1u << form;
}

/* A key that names no field we read: says why, unless it is somebody's own (x-…). */
static void report_key(struct yaml_plan *plan, const struct record *record, const struct yaml_event *key, enum field field)
{
	if (field != FIELD_COUNT)
		yaml_plan_report_in(plan, record, BUILTIN_YAML_DERIVED_KEY, yaml_plan_place(plan, key), &key->text, 1);
	else if (slice_equal(key->text, SLICE_OF("<<")))
		yaml_plan_report_in(plan, record, BUILTIN_YAML_MERGE_KEY, yaml_plan_place(plan, key), NULL, 0);
	else if (!slice_starts_with(key->text, SLICE_OF("x-")) && !slice_starts_with(key->text, SLICE_OF("ｘ－")))
		report_unknown(plan, record, key);
}

static bool skip_value(struct yaml_plan *plan, struct yaml_event *event)
{
	yaml_cursor_next(&plan->cursor, event);
	return yaml_cursor_skip(&plan->cursor, event);
}

/* One key and its value. `seen` has a bit a field of this record. */
static bool read_pair(struct yaml_plan *plan, struct record *record, struct yaml_event *event, uint64_t *seen)
{
	if (UNLIKELY(event->kind != YAML_EVENT_SCALAR)) {
		yaml_plan_report_in(plan, record, BUILTIN_YAML_KEY_NOT_TEXT, yaml_plan_place(plan, event), NULL, 0);
		return yaml_cursor_skip(&plan->cursor, event) && skip_value(plan, event);
	}
	enum field field = field_of_key(plan, record->kind, event->text);

	if (UNLIKELY(record->kind == RECORD_Plan && plan->first_key.data == NULL))
		plan->first_key = yaml_plan_raw(plan, event);
	if (UNLIKELY(field == FIELD_COUNT || (field_info(field)->flags & FIELD_DERIVED))) {
		report_key(plan, record, event, field);
		return skip_value(plan, event);
	}
	uint64_t bit = UINT64_C(1) << (field - record_info(record->kind)->first);

	if (UNLIKELY(*seen & bit)) {
		yaml_plan_report_in(plan, record, BUILTIN_YAML_DUPLICATE_KEY, yaml_plan_place(plan, event), &event->text, 1);
		return skip_value(plan, event);
	}
	*seen |= bit;
	note_form(plan, record, field);
	yaml_cursor_next(&plan->cursor, event);
	if (UNLIKELY(event->kind == YAML_EVENT_PROBLEM))
		return false;
	bool complete = read_field(plan, record, field, event);

	if (record->kind == RECORD_Plan) {
		plan->any_known = true;
		if (field == Plan_kind)
			plan->kind_known = true;
	}
	return complete;
}

/* *event is the start of the mapping, then its end. The record's place is the mapping's. */
static bool read_record(struct yaml_plan *plan, struct record *record, struct yaml_event *event)
{
	uint64_t seen = 0;

	assert(record_info(record->kind)->count <= 64);
	yaml_plan_check_tag(plan, record, event);
	yaml_set_origin(&record->self, event);
	record->self.presence = PRESENCE_WRITTEN;
	record->self.is.record = record;
	for (;;) {
		yaml_cursor_next(&plan->cursor, event);
		if (event->kind == YAML_EVENT_PROBLEM)
			return false;
		if (event->kind == YAML_EVENT_MAPPING_END)
			break;
		if (!read_pair(plan, record, event, &seen))
			return false;
	}
	record->self.length = (uint32_t)(event->offset + event->length - record->self.offset);
	return true;
}

/* ---- the root ---- */

/* The commonest reason why a document is one long text: the colon behind the first name is a full-width one, or has no blank. */
static void report_no_mapping(struct yaml_plan *plan, const struct yaml_event *event)
{
	struct slice causes[2] = {{NULL, 0}, {NULL, 0}};
	struct slice line = yaml_plan_raw(plan, event);

	line = slice_part(line, 0, slice_find(line, SLICE_OF("\n"), 0));
	if (event->kind == YAML_EVENT_SEQUENCE_START) {
		causes[0] = SLICE_OF("先頭が「- 」の一覧になっています。");
		causes[1] = SLICE_OF("It begins with \"- \", which makes it a list.");
	} else if (slice_contains(line, SLICE_OF("："))) {
		causes[0] = SLICE_OF("項目名の後が全角の「：」になっています。半角の「: 」（コロンと空白）で書いてください。");
		causes[1] = SLICE_OF("A full-width colon follows the name: write an ASCII colon and a space.");
	} else if (slice_contains(line, SLICE_OF(":"))) {
		causes[0] = SLICE_OF("項目名の後の「:」に空白が続いていません。");
		causes[1] = SLICE_OF("No space follows the colon.");
	}
	finding_add_builtin(plan->findings, BUILTIN_YAML_NOT_A_MAPPING, (struct place){plan->source, event->offset, 0}, causes, 2);
}

enum yaml_plan_result yaml_plan_read(struct yaml_plan *plan, struct yaml_event *event)
{
	size_t findings_before = plan->findings->count;
	uint64_t start = event->offset;

	if (event->kind == YAML_EVENT_PROBLEM)
		return YAML_PLAN_BROKEN;
	if (is_blank(event))
		return YAML_PLAN_EMPTY;
	if (event->kind != YAML_EVENT_MAPPING_START) {
		report_no_mapping(plan, event);
		return yaml_cursor_skip(&plan->cursor, event) ? YAML_PLAN_NOT_A_PLAN : YAML_PLAN_BROKEN;
	}
	struct record *record = record_new(plan->arena, RECORD_Plan, NULL, FIELD_COUNT, 0);

	plan->document->plan = record;
	if (!read_record(plan, record, event))
		return YAML_PLAN_BROKEN;
	/* One cause, one finding: what was said about the keys of something that is no plan of ours is taken back. */
	if (plan->out_of_scope.length || !plan->any_known)
		plan->findings->count = findings_before;
	if (plan->out_of_scope.length) {
		const struct value *kind = record_read(record, Plan_kind);

		finding_add_builtin(plan->findings, BUILTIN_PLAN_OUT_OF_SCOPE, (struct place){plan->source, kind->offset, kind->length},
				    &plan->out_of_scope, 1);
		return YAML_PLAN_OUT_OF_SCOPE;
	}
	if (plan->any_known)
		return YAML_PLAN_READ;
	finding_add_builtin(plan->findings, BUILTIN_YAML_NO_KNOWN_KEY, (struct place){plan->source, start, 0}, &plan->first_key, 1);
	return YAML_PLAN_NOT_A_PLAN;
}
