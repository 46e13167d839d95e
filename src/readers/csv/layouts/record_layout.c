/* Record layouts: from the YAML of rules/formats/ to checked tables. */
#include "readers/csv/layouts/layout_loading.h"

#include "base/limits.h"

/* ---- items and layouts ---- */

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

	if (!layout->count)
		return true;
	if (!layout_get_texts(loading, mapping, SLICE_OF("key"), true, &keys, &count))
		return false;
	for (size_t i = 0; i < count; i++) {
		unsigned number = item_number(layout, keys[i]);

		if (!number)
			return layout_fail(loading, mapping, "no item has this key", keys[i]);
		if (slice_equal(keys[i], SLICE_OF("insurer_no")))
			layout->insurer = number;
		else if (slice_equal(keys[i], SLICE_OF("insured_no")))
			layout->insured = number;
		else if (slice_equal(keys[i], SLICE_OF("plan_date")))
			layout->plan_date = number;
		else if (slice_equal(keys[i], SLICE_OF("target_month")))
			layout->target_month = number;
		else if (slice_equal(keys[i], SLICE_OF("consulted_on")))
			layout->consulted_on = number;
	}
	if (!layout->insurer || !layout->insured)
		return layout_fail(loading, mapping, "the key must hold insurer_no and insured_no", SLICE_OF(""));
	return true;
}

static bool load_form(const struct loading *loading, const struct yaml_node *mapping, struct record_layout *layout)
{
	struct slice name;

	layout->form = FORM_NONE;
	if (!layout_get_text(loading, mapping, SLICE_OF("carries"), false, &name))
		return false;
	for (unsigned i = 0; i < FORM_COUNT && name.length; i++)
		if (slice_equal(form_info((enum form)i)->name_ja, name))
			layout->form = (enum form)i;
	if (name.length && layout->form == FORM_NONE)
		return layout_fail(loading, mapping, "no such form", name);
	return true;
}

static bool role_named(struct slice word, enum csv_role *role)
{
	static const struct slice names[CSV_ROLE_COUNT] = {
		[CSV_TABLE1] = SLICE("table1"),	[CSV_TABLE2] = SLICE("table2"),
		[CSV_TABLE3] = SLICE("table3"),	[CSV_SUPPLEMENT] = SLICE("supplement"),
		[CSV_PREVENTION] = SLICE("prevention"), [CSV_PREVENTION_TABLE] = SLICE("prevention_table"),
		[CSV_BASICS] = SLICE("basics"), [CSV_TIMETABLE] = SLICE("timetable"),
		[CSV_DISEASES] = SLICE("diseases"), [CSV_PLANNED] = SLICE("planned"),
		[CSV_ACTUAL] = SLICE("actual"), [CSV_UNITS] = SLICE("units"),
		[CSV_WITHDRAWAL] = SLICE("withdrawal"),
	};

	for (unsigned i = 0; i < CSV_ROLE_COUNT; i++)
		if (slice_equal(names[i], word)) {
			*role = (enum csv_role)i;
			return true;
		}
	return false;
}

/* What the file type is for, and what the reader needs of it then. */
static bool load_role(const struct loading *loading, const struct yaml_node *mapping, struct record_layout *layout)
{
	const struct slice *withdrawn = NULL;
	enum csv_role role = CSV_NO_ROLE;
	struct slice word;
	size_t count;

	if (!layout_get_text(loading, mapping, SLICE_OF("role"), false, &word))
		return false;
	if (word.length && !role_named(word, &role))
		return layout_fail(loading, mapping, "no such role of a file", word);
	layout->role = role;
	if (!layout_get_texts(loading, mapping, SLICE_OF("withdraws"), role == CSV_WITHDRAWAL, &withdrawn, &count))
		return false;
	for (size_t i = 0; i < count; i++) {
		if (!role_named(withdrawn[i], &role))
			return layout_fail(loading, mapping, "no such role of a file", withdrawn[i]);
		layout->withdraws |= 1u << role;
	}
	return true;
}

/* Every row of a role must say what it belongs to. */
static bool check_role(const struct loading *loading, const struct yaml_node *mapping, const struct record_layout *layout)
{
	unsigned which = layout->plan_date + layout->target_month + layout->consulted_on;

	if (layout->role != CSV_NO_ROLE && !which)
		return layout_fail(loading, mapping, "the key must hold plan_date, target_month or consulted_on", layout->name);
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

	if (!nodes && layout->role == CSV_NO_ROLE)
		return true; /* a picture: known by its name alone */
	if (!nodes || nodes->kind != YAML_SEQUENCE || !nodes->count || nodes->count > LIMIT_CSV_FIELDS)
		return layout_fail(loading, mapping, "a layout needs its items", layout->name);
	items = arena_array(loading->arena, struct layout_item, nodes->count);
	layout->items = items;
	layout->count = nodes->count;
	for (size_t i = 0; i < nodes->count; i++)
		if (!layout_load_item(loading, &nodes->items[i], &items[i], (unsigned)i + 1))
			return false;
	find_levels(loading, layout);
	return true;
}

static bool load_layout(struct loading *loading, const struct yaml_node *mapping, struct record_layout *layout,
			const struct slice **files, size_t *file_count)
{
	static const struct slice known[] = {SLICE("files"), SLICE("role"),      SLICE("withdraws"), SLICE("name"),
					     SLICE("carries"), SLICE("key"), SLICE("items")};

	*layout = (struct record_layout){.edition = loading->edition,
					 .rank = loading->rank++,
					 .versions = loading->versions,
					 .version_count = loading->version_count,
					 .earlier_versions = loading->earlier_versions,
					 .earlier_version_count = loading->earlier_version_count,
					 .followed_by = loading->followed_by,
					 .name_parts = loading->name_parts,
					 .name_part_count = loading->name_part_count};
	return layout_check_keys(loading, mapping, known, COUNT_OF(known)) &&
	       layout_get_texts(loading, mapping, SLICE_OF("files"), true, files, file_count) &&
	       layout_get_text(loading, mapping, SLICE_OF("name"), true, &layout->name) && load_form(loading, mapping, layout) &&
	       load_role(loading, mapping, layout) && load_items(loading, mapping, layout) &&
	       load_key(loading, mapping, layout) && check_role(loading, mapping, layout);
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
	static const struct slice known[] = {SLICE("standard"), SLICE("edition"), SLICE("verified"), SLICE("versions"),
					     SLICE("earlier_versions"), SLICE("followed_by"), SLICE("name_parts"), SLICE("layouts")};

	if (!layout_check_keys(loading, root, known, COUNT_OF(known)) ||
	    !layout_get_text(loading, root, SLICE_OF("edition"), true, &loading->edition) ||
	    !layout_get_texts(loading, root, SLICE_OF("versions"), true, &loading->versions, &loading->version_count) ||
	    !layout_get_texts(loading, root, SLICE_OF("earlier_versions"), false, &loading->earlier_versions,
		       &loading->earlier_version_count) ||
	    !layout_get_text(loading, root, SLICE_OF("followed_by"), false, &loading->followed_by) ||
	    !layout_get_texts(loading, root, SLICE_OF("name_parts"), false, &loading->name_parts, &loading->name_part_count))
		return false;
	const struct yaml_node *layouts = yaml_node_get(root, SLICE_OF("layouts"));

	if (!layouts || layouts->kind != YAML_SEQUENCE)
		return layout_fail(loading, root, "a key is missing", SLICE_OF("layouts"));
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

/* Editions in force before those that were followed by another, else as they were loaded. */
static const struct record_layout **in_force_first(struct arena *arena, const struct layout_list *list)
{
	const struct record_layout **sorted = arena_array(arena, const struct record_layout *, list->count);
	size_t count = 0;

	for (int followed = 0; followed < 2; followed++)
		for (size_t i = 0; i < list->count; i++)
			if ((list->items[i]->followed_by.length > 0) == (followed == 1))
				sorted[count++] = list->items[i];
	return sorted;
}

bool record_layouts_load(struct record_layouts *layouts, struct arena *arena, const struct layout_text *texts, size_t count,
			 struct failure *failure)
{
	struct loading loading = {.arena = arena, .failure = failure};
	struct layout_list list = {.items = NULL};

	for (size_t i = 0; i < count; i++)
		if (!load_text(&loading, &texts[i], &list))
			return false;
	layouts->items = in_force_first(arena, &list);
	layouts->count = list.count;
	return true;
}
