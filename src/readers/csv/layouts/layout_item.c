/* Record layouts: one item, checked against the model. */
#include "readers/csv/layouts/layout_loading.h"

#include "model/key_table.h"

/* ---- the path of an item through the model ---- */

static bool resolve_path(const struct loading *loading, const struct yaml_node *node, struct layout_item *item)
{
	struct slice rest = node->text, word;
	enum record_kind record = RECORD_Plan;
	bool ended = false;

	if (!slice_next(&rest, '.', &word) || !slice_equal(word, SLICE_OF("plan")))
		return layout_fail(loading, node, "a path begins with plan.", node->text);
	while (slice_next(&rest, '.', &word)) {
		enum field field = ended ? FIELD_COUNT : field_by_name(record, word);

		if (field == FIELD_COUNT || item->path_length == LAYOUT_PATH_LENGTH)
			return layout_fail(loading, node, "the model has no such field", node->text);
		const struct field_info *info = field_info(field);

		if (info->flags & FIELD_DERIVED)
			return layout_fail(loading, node, "the field is derived, no item can fill it", node->text);
		item->path[item->path_length++] = field;
		if (info->kind == KIND_LIST_RECORD)
			item->list_depth = item->path_length;
		ended = info->kind != KIND_RECORD && info->kind != KIND_LIST_RECORD;
		if (!ended)
			record = (enum record_kind)info->element;
	}
	if (!item->path_length || item->list_depth == item->path_length)
		return layout_fail(loading, node, "the path must end in a field", node->text);
	item->field = item->path[item->path_length - 1];
	item->kind = field_info(item->field)->kind;
	item->slot = (unsigned)(item->field - record_info(field_info(item->field)->record)->first);
	return true;
}

/* Can an item of this type be read into a field of this kind? Texts may also hold the words of a period. */
static bool type_fits(const struct layout_item *item)
{
	const struct field_info *info = field_info(item->field);
	bool period = info->kind == KIND_RECORD && info->element == RECORD_Period;

	switch (item->type) {
	case ITEM_TEXT:
		return info->kind == KIND_TEXT || period;
	case ITEM_YMD:
	case ITEM_YM:
		return info->kind == KIND_DATE;
	case ITEM_HHMM:
		return info->kind == KIND_TIME;
	case ITEM_INT:
		return info->kind == KIND_INT;
	case ITEM_DECIMAL:
		return info->kind == KIND_NUMBER;
	case ITEM_CODE:
		return info->kind == KIND_ENUM || info->kind == KIND_LIST_ENUM || info->kind == KIND_BOOL;
	case ITEM_FLAG:
		return info->kind == KIND_BOOL;
	case ITEM_DIGITS:
	case ITEM_CODE6:
	case ITEM_POSTAL:
	case ITEM_PHONE:
	case ITEM_DAYS31:
		return info->kind == KIND_TEXT;
	case ITEM_UNUSED:
	case ITEM_TYPE_COUNT:
		break;
	}
	return false;
}

/* ---- codes ---- */

static bool resolve_enum_codes(const struct loading *loading, const struct yaml_node *node, enum enum_kind kind,
			       const struct slice *codes, size_t count, struct layout_code *code)
{
	struct value *values = arena_array(loading->arena, struct value, count);

	for (size_t i = 0; i < count; i++) {
		int number = enum_value_by_code(kind, codes[i]);

		if (number < 0)
			return layout_fail(loading, node, "the model has no such code", codes[i]);
		values[i] = (struct value){.presence = PRESENCE_WRITTEN, .is.enumerated = (unsigned)number};
	}
	code->values = values;
	code->value_count = count;
	return true;
}

static bool resolve_code(const struct loading *loading, const struct yaml_node *mapping, const struct layout_item *item,
			 struct layout_code *code, size_t position)
{
	const struct field_info *info = field_info(item->field);
	const struct yaml_node *combined = yaml_node_get(mapping, SLICE_OF("stands_for"));
	const struct slice *parts = &code->code;
	size_t count = 1;

	if (info->kind == KIND_BOOL) {
		struct value *value = arena_new(loading->arena, struct value);

		*value = (struct value){.presence = PRESENCE_WRITTEN, .is.boolean = position == 0};
		code->values = value;
		code->value_count = 1;
		return true;
	}
	if (combined && !layout_get_texts(loading, combined, code->code, false, &parts, &count))
		return false;
	if (!count) {
		parts = &code->code;
		count = 1;
	}
	if (count > 1 && info->kind != KIND_LIST_ENUM)
		return layout_fail(loading, mapping, "only a list can take a code that stands for several", code->code);
	return resolve_enum_codes(loading, mapping, (enum enum_kind)info->element, parts, count, code);
}

static bool load_codes(const struct loading *loading, const struct yaml_node *mapping, struct layout_item *item)
{
	const struct yaml_node *values = yaml_node_get(mapping, SLICE_OF("values"));
	struct layout_code *codes;

	if (!values)
		return item->type != ITEM_CODE || layout_fail(loading, mapping, "a code item needs its values", item->name);
	if (values->kind != YAML_MAPPING)
		return layout_fail(loading, values, "a mapping of codes to words is expected for", SLICE_OF("values"));
	codes = arena_array(loading->arena, struct layout_code, values->count);
	item->codes = codes;
	item->code_count = values->count;
	if (item->path_length && field_info(item->field)->kind == KIND_BOOL && values->count != 2)
		return layout_fail(loading, values, "a yes-or-no field needs two codes, the first meaning yes", item->name);
	for (size_t i = 0; i < values->count; i++) {
		codes[i].code = values->keys[i].text;
		codes[i].meaning = values->items[i].text;
		if (item->path_length && !resolve_code(loading, mapping, item, &codes[i], i))
			return false;
	}
	return true;
}

/* ---- items ---- */

static bool read_type(const struct loading *loading, const struct yaml_node *mapping, struct layout_item *item)
{
	static const struct slice names[ITEM_TYPE_COUNT] = {
		[ITEM_YM] = SLICE("ym"), [ITEM_YMD] = SLICE("ymd"), [ITEM_HHMM] = SLICE("hhmm"), [ITEM_TEXT] = SLICE("text"),
		[ITEM_CODE] = SLICE("code"), [ITEM_FLAG] = SLICE("flag"), [ITEM_DIGITS] = SLICE("digits"),
		[ITEM_INT] = SLICE("int"), [ITEM_DECIMAL] = SLICE("decimal"), [ITEM_DAYS31] = SLICE("days31"),
		[ITEM_CODE6] = SLICE("code6"), [ITEM_POSTAL] = SLICE("postal"), [ITEM_PHONE] = SLICE("phone"),
		[ITEM_UNUSED] = SLICE("unused"),
	};
	struct slice word;

	if (!layout_get_text(loading, mapping, SLICE_OF("type"), true, &word))
		return false;
	for (unsigned i = 0; i < ITEM_TYPE_COUNT; i++)
		if (slice_equal(names[i], word)) {
			item->type = (enum item_type)i;
			return true;
		}
	return layout_fail(loading, mapping, "no such type of item", word);
}

/* The value of an enum by its English name; -1 when there is none. */
static int enum_value_named(enum enum_kind kind, struct slice word)
{
	const struct enum_info *info = enum_info(kind);

	for (unsigned i = 0; i < info->count; i++)
		if (slice_equal(info->values[i].name, word))
			return (int)i;
	return -1;
}

/* in_row: {name: 運動・移動}: of a list that is printed as rows with headings, the row. */
static bool load_row(const struct loading *loading, const struct yaml_node *mapping, struct layout_item *item)
{
	const struct yaml_node *node = yaml_node_get(mapping, SLICE_OF("in_row"));

	item->in_row = FIELD_INVALID;
	if (!node)
		return true;
	if (node->kind != YAML_MAPPING || node->count != 1 || !item->list_depth)
		return layout_fail(loading, mapping, "in_row names one field of the list the item fills", item->name);
	enum record_kind record = (enum record_kind)field_info(item->path[item->list_depth - 1])->element;
	struct slice word = node->items[0].text;
	int number = 0;

	item->in_row = field_by_name(record, node->keys[0].text);
	if (item->in_row == FIELD_COUNT)
		return layout_fail(loading, node, "the model has no such field", node->keys[0].text);
	const struct field_info *info = field_info(item->in_row);

	item->in_row_value = (struct value){.presence = PRESENCE_WRITTEN, .is.text = word};
	if (info->kind == KIND_ENUM) {
		number = enum_value_named((enum enum_kind)info->element, word);
		item->in_row_value.is.enumerated = (unsigned)number;
	}
	if (number < 0 || (info->kind != KIND_ENUM && info->kind != KIND_TEXT))
		return layout_fail(loading, node, "the field of in_row cannot hold this", word);
	return true;
}

/* when: {consulted_by: "03"}: required where an item before it says so. */
static bool load_when(const struct loading *loading, const struct yaml_node *mapping, struct layout_item *item)
{
	const struct yaml_node *when = yaml_node_get(mapping, SLICE_OF("when"));

	if (!when)
		return true;
	if (when->kind != YAML_MAPPING || when->count != 1 || when->items[0].kind != YAML_SCALAR || !when->items[0].text.length)
		return layout_fail(loading, when, "when is the key of an item before and what it says", item->name);
	for (unsigned back = 1; back < item->number; back++)
		if (slice_equal(item[-(int)back].key, when->keys[0].text))
			item->when_item = item[-(int)back].number;
	if (!item->when_item)
		return layout_fail(loading, when, "no item before has this key", when->keys[0].text);
	item->when_value = when->items[0].text;
	return true;
}

bool layout_load_item(const struct loading *loading, const struct yaml_node *mapping, struct layout_item *item, unsigned number)
{
	static const struct slice known[] = {SLICE("item"), SLICE("name"), SLICE("key"), SLICE("length"), SLICE("required"),
					     SLICE("type"), SLICE("values"), SLICE("stands_for"), SLICE("to"),
					     SLICE("continues"), SLICE("in_row"), SLICE("when"), SLICE("note")};
	struct slice required, continues, to;

	if (!layout_check_keys(loading, mapping, known, COUNT_OF(known)) ||
	    !layout_get_number(loading, mapping, SLICE_OF("item"), &item->number) ||
	    !layout_get_text(loading, mapping, SLICE_OF("name"), true, &item->name) ||
	    !layout_get_text(loading, mapping, SLICE_OF("key"), true, &item->key) ||
	    !layout_get_number(loading, mapping, SLICE_OF("length"), &item->length) || !read_type(loading, mapping, item) ||
	    !layout_get_text(loading, mapping, SLICE_OF("required"), false, &required) ||
	    !layout_get_text(loading, mapping, SLICE_OF("continues"), false, &continues) ||
	    !layout_get_text(loading, mapping, SLICE_OF("to"), false, &to))
		return false;
	if (item->number != number)
		return layout_fail(loading, mapping, "items are numbered from 1 without gaps", item->name);
	if (required.length && !slice_equal(required, SLICE_OF("always")) && !slice_equal(required, SLICE_OF("sometimes")))
		return layout_fail(loading, mapping, "required is always or sometimes", required);
	item->required = slice_equal(required, SLICE_OF("always"));
	item->continues = slice_equal(continues, SLICE_OF("true"));
	if (to.length) {
		if (!resolve_path(loading, yaml_node_get(mapping, SLICE_OF("to")), item))
			return false;
		if (!type_fits(item))
			return layout_fail(loading, mapping, "the field is of another kind than the item", to);
		/* A number or a date that fills a text is taken as it stands. */
		item->read_strictly = item->kind != KIND_TEXT || item->type == ITEM_TEXT;
	}
	if (item->continues && (number == 1 || !item->path_length || item->field != item[-1].field))
		return layout_fail(loading, mapping, "continues needs the same field in the item before", item->name);
	return load_row(loading, mapping, item) && load_when(loading, mapping, item) && load_codes(loading, mapping, item);
}
