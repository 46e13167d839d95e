/* Record layouts: from the YAML of rules/formats/ to checked tables. */
#include "readers/csv/record_layout.h"

#include "base/limits.h"
#include "model/key_table.h"
#include "readers/yaml/yaml_tree.h"

/* What is being loaded; every failure names the file and the line. */
struct loading {
	struct arena *arena;
	struct source *source;
	struct failure *failure;
	struct slice edition;
	const struct slice *versions, *earlier_versions;
	size_t version_count, earlier_version_count;
	unsigned rank;
};

static bool fail_at(const struct loading *loading, const struct yaml_node *node, const char *problem, struct slice about)
{
	struct position position = source_position(loading->source, node->offset);

	failure_set(loading->failure, "%.*s:%u: %s%s%.*s", SLICE_PRINT(loading->source->path), position.line, problem,
		    about.length ? ": " : "", SLICE_PRINT(about));
	return false;
}

/* ---- scalars ---- */

static bool check_keys(const struct loading *loading, const struct yaml_node *mapping, const struct slice *known, size_t count)
{
	if (mapping->kind != YAML_MAPPING)
		return fail_at(loading, mapping, "a mapping is expected here", SLICE_OF(""));
	for (size_t i = 0; i < mapping->count; i++) {
		bool found = slice_starts_with(mapping->keys[i].text, SLICE_OF("x-"));

		for (size_t k = 0; k < count && !found; k++)
			found = slice_equal(mapping->keys[i].text, known[k]);
		if (!found)
			return fail_at(loading, &mapping->keys[i], "unknown key", mapping->keys[i].text);
	}
	return true;
}

/* A text under a key; `missing` is all right when not `needed`. */
static bool get_text(const struct loading *loading, const struct yaml_node *mapping, struct slice key, bool needed,
		     struct slice *text)
{
	const struct yaml_node *node = yaml_node_get(mapping, key);

	*text = slice_of(NULL, 0);
	if (!node)
		return !needed || fail_at(loading, mapping, "a key is missing", key);
	if (node->kind != YAML_SCALAR || !node->text.length)
		return fail_at(loading, node, "a text is expected for", key);
	*text = node->text;
	return true;
}

static bool get_number(const struct loading *loading, const struct yaml_node *mapping, struct slice key, unsigned *number)
{
	struct slice text;
	uint64_t read = 0;

	*number = 0;
	if (!get_text(loading, mapping, key, false, &text))
		return false;
	if (text.length && (!slice_to_uint(text, &read) || read == 0 || read > LIMIT_CSV_FIELD_BYTES))
		return fail_at(loading, yaml_node_get(mapping, key), "a number from 1 is expected for", key);
	*number = (unsigned)read;
	return true;
}

static bool get_texts(const struct loading *loading, const struct yaml_node *mapping, struct slice key, bool needed,
		      const struct slice **texts, size_t *count)
{
	const struct yaml_node *node = yaml_node_get(mapping, key);
	struct slice *read;

	*count = 0;
	if (!node)
		return !needed || fail_at(loading, mapping, "a key is missing", key);
	if (node->kind != YAML_SEQUENCE || (needed && !node->count))
		return fail_at(loading, node, "a sequence of texts is expected for", key);
	read = arena_array(loading->arena, struct slice, node->count);
	for (size_t i = 0; i < node->count; i++) {
		if (node->items[i].kind != YAML_SCALAR || !node->items[i].text.length)
			return fail_at(loading, &node->items[i], "a text is expected in", key);
		read[i] = node->items[i].text;
	}
	*texts = read;
	*count = node->count;
	return true;
}

/* ---- the path of an item through the model ---- */

static enum field field_named(enum record_kind record, struct slice name)
{
	const struct record_info *info = record_info(record);

	for (unsigned i = 0; i < info->count; i++)
		if (slice_equal(field_info((enum field)(info->first + i))->name, name))
			return (enum field)(info->first + i);
	return FIELD_COUNT;
}

static bool resolve_path(const struct loading *loading, const struct yaml_node *node, struct layout_item *item)
{
	struct slice rest = node->text, word;
	enum record_kind record = RECORD_Plan;
	bool ended = false;

	if (!slice_next(&rest, '.', &word) || !slice_equal(word, SLICE_OF("plan")))
		return fail_at(loading, node, "a path begins with plan.", node->text);
	while (slice_next(&rest, '.', &word)) {
		enum field field = ended ? FIELD_COUNT : field_named(record, word);

		if (field == FIELD_COUNT || item->path_length == LAYOUT_PATH_LENGTH)
			return fail_at(loading, node, "the model has no such field", node->text);
		const struct field_info *info = field_info(field);

		if (info->flags & FIELD_DERIVED)
			return fail_at(loading, node, "the field is derived, no item can fill it", node->text);
		item->path[item->path_length++] = field;
		if (info->kind == KIND_LIST_RECORD)
			item->list_depth = item->path_length;
		ended = info->kind != KIND_RECORD && info->kind != KIND_LIST_RECORD;
		if (!ended)
			record = (enum record_kind)info->element;
	}
	if (!item->path_length || item->list_depth == item->path_length)
		return fail_at(loading, node, "the path must end in a field", node->text);
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
			return fail_at(loading, node, "the model has no such code", codes[i]);
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
	if (combined && !get_texts(loading, combined, code->code, false, &parts, &count))
		return false;
	if (!count) {
		parts = &code->code;
		count = 1;
	}
	if (count > 1 && info->kind != KIND_LIST_ENUM)
		return fail_at(loading, mapping, "only a list can take a code that stands for several", code->code);
	return resolve_enum_codes(loading, mapping, (enum enum_kind)info->element, parts, count, code);
}

static bool load_codes(const struct loading *loading, const struct yaml_node *mapping, struct layout_item *item)
{
	const struct yaml_node *values = yaml_node_get(mapping, SLICE_OF("values"));
	struct layout_code *codes;

	if (!values)
		return item->type != ITEM_CODE || fail_at(loading, mapping, "a code item needs its values", item->name);
	if (values->kind != YAML_MAPPING)
		return fail_at(loading, values, "a mapping of codes to words is expected for", SLICE_OF("values"));
	codes = arena_array(loading->arena, struct layout_code, values->count);
	item->codes = codes;
	item->code_count = values->count;
	if (item->path_length && field_info(item->field)->kind == KIND_BOOL && values->count != 2)
		return fail_at(loading, values, "a yes-or-no field needs two codes, the first meaning yes", item->name);
	for (size_t i = 0; i < values->count; i++) {
		codes[i].code = values->keys[i].text;
		codes[i].meaning = values->items[i].text;
		if (item->path_length && !resolve_code(loading, mapping, item, &codes[i], i))
			return false;
	}
	return true;
}

/* ---- items and layouts ---- */

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

	if (!get_text(loading, mapping, SLICE_OF("type"), true, &word))
		return false;
	for (unsigned i = 0; i < ITEM_TYPE_COUNT; i++)
		if (slice_equal(names[i], word)) {
			item->type = (enum item_type)i;
			return true;
		}
	return fail_at(loading, mapping, "no such type of item", word);
}

static bool load_item(const struct loading *loading, const struct yaml_node *mapping, struct layout_item *item, unsigned number)
{
	static const struct slice known[] = {SLICE("item"), SLICE("name"), SLICE("key"), SLICE("length"), SLICE("required"),
					     SLICE("type"), SLICE("values"), SLICE("stands_for"), SLICE("to"),
					     SLICE("continues"), SLICE("note")};
	struct slice required, continues, to;

	if (!check_keys(loading, mapping, known, COUNT_OF(known)) ||
	    !get_number(loading, mapping, SLICE_OF("item"), &item->number) ||
	    !get_text(loading, mapping, SLICE_OF("name"), true, &item->name) ||
	    !get_text(loading, mapping, SLICE_OF("key"), true, &item->key) ||
	    !get_number(loading, mapping, SLICE_OF("length"), &item->length) || !read_type(loading, mapping, item) ||
	    !get_text(loading, mapping, SLICE_OF("required"), false, &required) ||
	    !get_text(loading, mapping, SLICE_OF("continues"), false, &continues) ||
	    !get_text(loading, mapping, SLICE_OF("to"), false, &to))
		return false;
	if (item->number != number)
		return fail_at(loading, mapping, "items are numbered from 1 without gaps", item->name);
	if (required.length && !slice_equal(required, SLICE_OF("always")) && !slice_equal(required, SLICE_OF("sometimes")))
		return fail_at(loading, mapping, "required is always or sometimes", required);
	item->required = slice_equal(required, SLICE_OF("always"));
	item->continues = slice_equal(continues, SLICE_OF("true"));
	if (to.length) {
		if (!resolve_path(loading, yaml_node_get(mapping, SLICE_OF("to")), item))
			return false;
		if (!type_fits(item))
			return fail_at(loading, mapping, "the field is of another kind than the item", to);
	}
	if (item->continues && (number == 1 || !item->path_length || item->field != item[-1].field))
		return fail_at(loading, mapping, "continues needs the same field in the item before", item->name);
	return load_codes(loading, mapping, item);
}

static unsigned item_number(const struct record_layout *layout, struct slice key)
{
	for (size_t i = 0; i < layout->count; i++)
		if (slice_equal(layout->items[i].key, key))
			return layout->items[i].number;
	return 0;
}

static bool load_key(const struct loading *loading, const struct yaml_node *mapping, struct record_layout *layout)
{
	const struct slice *keys;
	size_t count;

	if (!get_texts(loading, mapping, SLICE_OF("key"), true, &keys, &count))
		return false;
	for (size_t i = 0; i < count; i++) {
		unsigned number = item_number(layout, keys[i]);

		if (!number)
			return fail_at(loading, mapping, "no item has this key", keys[i]);
		if (slice_equal(keys[i], SLICE_OF("insurer_no")))
			layout->insurer = number;
		else if (slice_equal(keys[i], SLICE_OF("insured_no")))
			layout->insured = number;
		else if (slice_equal(keys[i], SLICE_OF("plan_date")))
			layout->plan_date = number;
		else if (slice_equal(keys[i], SLICE_OF("target_month")))
			layout->target_month = number;
	}
	if (!layout->insurer || !layout->insured)
		return fail_at(loading, mapping, "the key must hold insurer_no and insured_no", SLICE_OF(""));
	return true;
}

static bool load_form(const struct loading *loading, const struct yaml_node *mapping, struct record_layout *layout)
{
	struct slice name;

	layout->form = FORM_NONE;
	if (!get_text(loading, mapping, SLICE_OF("carries"), false, &name))
		return false;
	for (unsigned i = 0; i < FORM_COUNT && name.length; i++)
		if (slice_equal(form_info((enum form)i)->name_ja, name))
			layout->form = (enum form)i;
	if (name.length && layout->form == FORM_NONE)
		return fail_at(loading, mapping, "no such form", name);
	return true;
}

/* Sorts the items that fill fields by the depth of their records. */
static void find_levels(const struct loading *loading, struct record_layout *layout)
{
	for (unsigned depth = 0; depth < LAYOUT_PATH_LENGTH; depth++) {
		struct layout_level *level = &layout->levels[depth];

		level->items = arena_array(loading->arena, const struct layout_item *, layout->count);
		for (size_t i = 0; i < layout->count; i++)
			if (layout->items[i].path_length && layout->items[i].list_depth == depth)
				level->items[level->count++] = &layout->items[i];
	}
}

static bool load_items(const struct loading *loading, const struct yaml_node *mapping, struct record_layout *layout)
{
	const struct yaml_node *nodes = yaml_node_get(mapping, SLICE_OF("items"));
	struct layout_item *items;

	if (!nodes || nodes->kind != YAML_SEQUENCE || !nodes->count || nodes->count > LIMIT_CSV_FIELDS)
		return fail_at(loading, mapping, "a layout needs its items", layout->name);
	items = arena_array(loading->arena, struct layout_item, nodes->count);
	layout->items = items;
	layout->count = nodes->count;
	for (size_t i = 0; i < nodes->count; i++)
		if (!load_item(loading, &nodes->items[i], &items[i], (unsigned)i + 1))
			return false;
	find_levels(loading, layout);
	return true;
}

static bool load_layout(struct loading *loading, const struct yaml_node *mapping, struct record_layout *layout,
			const struct slice **files, size_t *file_count)
{
	static const struct slice known[] = {SLICE("files"), SLICE("name"), SLICE("carries"), SLICE("key"), SLICE("items")};

	*layout = (struct record_layout){.edition = loading->edition,
					 .rank = loading->rank++,
					 .versions = loading->versions,
					 .version_count = loading->version_count,
					 .earlier_versions = loading->earlier_versions,
					 .earlier_version_count = loading->earlier_version_count};
	return check_keys(loading, mapping, known, COUNT_OF(known)) &&
	       get_texts(loading, mapping, SLICE_OF("files"), true, files, file_count) &&
	       get_text(loading, mapping, SLICE_OF("name"), true, &layout->name) && load_form(loading, mapping, layout) &&
	       load_items(loading, mapping, layout) && load_key(loading, mapping, layout);
}

/* ---- files ---- */

struct layout_list {
	const struct record_layout **items;
	size_t count, capacity;
};

static void add_layout(struct arena *arena, struct layout_list *list, const struct record_layout *layout)
{
	list->items = arena_with_room(arena, list->items, list->count, &list->capacity, sizeof *list->items);
	list->items[list->count++] = layout;
}

static bool load_document(struct loading *loading, const struct yaml_node *root, struct layout_list *list)
{
	static const struct slice known[] = {SLICE("standard"), SLICE("edition"), SLICE("versions"), SLICE("earlier_versions"),
					     SLICE("layouts")};

	if (!check_keys(loading, root, known, COUNT_OF(known)) ||
	    !get_text(loading, root, SLICE_OF("edition"), true, &loading->edition) ||
	    !get_texts(loading, root, SLICE_OF("versions"), true, &loading->versions, &loading->version_count) ||
	    !get_texts(loading, root, SLICE_OF("earlier_versions"), false, &loading->earlier_versions,
		       &loading->earlier_version_count))
		return false;
	const struct yaml_node *layouts = yaml_node_get(root, SLICE_OF("layouts"));

	if (!layouts || layouts->kind != YAML_SEQUENCE)
		return fail_at(loading, root, "a key is missing", SLICE_OF("layouts"));
	for (size_t i = 0; i < layouts->count; i++) {
		struct record_layout layout;
		const struct slice *files;
		size_t file_count;

		if (!load_layout(loading, &layouts->items[i], &layout, &files, &file_count))
			return false;
		for (size_t k = 0; k < file_count; k++) {
			struct record_layout *copy = arena_new(loading->arena, struct record_layout);

			*copy = layout;
			copy->file_type = files[k];
			add_layout(loading->arena, list, copy);
		}
	}
	return true;
}

/* Layouts of other people's tables lie in the same folder and are read elsewhere. */
static bool is_standard_csv(const struct yaml_node *root)
{
	return root->kind == YAML_MAPPING && yaml_node_get(root, SLICE_OF("standard")) != NULL;
}

static bool load_text(struct loading *loading, const struct layout_text *text, struct layout_list *list)
{
	struct source *source = arena_new(loading->arena, struct source);
	struct finding_list problems;
	struct yaml_documents documents;

	source_init(source, loading->arena, text->path, text->text, ENCODING_UTF8, 0);
	loading->source = source;
	finding_list_init(&problems, loading->arena, true);
	if (text->outline) {
		yaml_outline_restore(&documents, loading->arena, source, text->outline);
	} else if (!yaml_tree_parse(&documents, loading->arena, source, &problems)) {
		struct slice message = problems.count ? problems.items[0]->message : SLICE_OF("not a YAML file");
		uint64_t offset = problems.count ? problems.items[0]->place.offset : 0;

		failure_set(loading->failure, "%.*s:%u: %.*s", SLICE_PRINT(text->path), source_position(source, offset).line,
			    SLICE_PRINT(message));
		return false;
	}
	for (size_t i = 0; i < documents.count; i++)
		if (is_standard_csv(&documents.items[i]) && !load_document(loading, &documents.items[i], list))
			return false;
	return true;
}

bool record_layouts_load(struct record_layouts *layouts, struct arena *arena, const struct layout_text *texts, size_t count,
			 struct failure *failure)
{
	struct loading loading = {.arena = arena, .failure = failure};
	struct layout_list list = {.items = NULL};

	for (size_t i = 0; i < count; i++)
		if (!load_text(&loading, &texts[i], &list))
			return false;
	layouts->items = list.items;
	layouts->count = list.count;
	return true;
}

const struct layout_item *layout_item_for(const struct record_layout *layout, enum field field)
{
	for (size_t i = 0; i < layout->count; i++)
		if (layout->items[i].path_length && layout->items[i].field == field)
			return &layout->items[i];
	return NULL;
}
