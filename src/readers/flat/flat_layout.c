/* Layouts of flat tables: from YAML to checked columns. */
#include "readers/flat/flat_layout.h"

#include "base/limits.h"
#include "base/name_table.h"
#include "findings/finding.h"
#include "model/key_table.h"
#include "readers/yaml/yaml_tree.h"
#include "text/unicode/normalize.h"

/* What is being loaded; every failure names the file and the line. */
struct loading {
	struct arena *arena;
	struct source *source;
	struct flat_layouts *layouts;
	struct failure *failure;
	bool own;
};

/* A key in both languages. */
struct key {
	struct slice en, ja;
};

static const struct key key_table = {SLICE("layout_for"), SLICE("読み方")}, key_name = {SLICE("name"), SLICE("名前")},
			key_columns = {SLICE("columns"), SLICE("列")}, key_ignored = {SLICE("ignored"), SLICE("読まない見出し")},
			key_to = {SLICE("to"), SLICE("項目")}, key_names = {SLICE("names"), SLICE("見出し")},
			key_maybe = {SLICE("maybe"), SLICE("紛らわしい見出し")}, key_position = {SLICE("column"), SLICE("列番号")};

static bool fail_at(const struct loading *loading, const struct yaml_node *node, const char *ja, const char *en, struct slice about)
{
	struct position position = source_position(loading->source, node->offset);

	failure_set(loading->failure, "%.*s:%u:%u: %s%s%.*s%s（%s）", SLICE_PRINT(loading->source->path), position.line, position.column, ja,
		    about.length ? "「" : "", SLICE_PRINT(about), about.length ? "」" : "", en);
	return false;
}

static const struct yaml_node *get(const struct yaml_node *mapping, const struct key *key)
{
	const struct yaml_node *node = yaml_node_get(mapping, key->en);

	return node ? node : yaml_node_get(mapping, key->ja);
}

static bool check_keys(const struct loading *loading, const struct yaml_node *mapping, const struct key *const *known, size_t count)
{
	if (mapping->kind != YAML_MAPPING)
		return fail_at(loading, mapping, "ここには「キー: 値」の組が要ります", "a mapping is expected here", SLICE_OF(""));
	for (size_t i = 0; i < mapping->count; i++) {
		struct slice key = mapping->keys[i].text;
		bool found = slice_starts_with(key, SLICE_OF("x-"));

		for (size_t k = 0; k < count && !found; k++)
			found = slice_equal(key, known[k]->en) || slice_equal(key, known[k]->ja);
		if (!found)
			return fail_at(loading, &mapping->keys[i], "知らないキーです", "unknown key", key);
	}
	for (size_t k = 0; k < count; k++)
		if (yaml_node_get(mapping, known[k]->en) && yaml_node_get(mapping, known[k]->ja))
			return fail_at(loading, yaml_node_get(mapping, known[k]->ja), "同じキーが日本語と英語で二度あります",
				       "key given in both languages", known[k]->ja);
	return true;
}

/* One text or a list of them, normalised; `first` is the first as it was written. */
static bool get_names(const struct loading *loading, const struct yaml_node *mapping, const struct key *key, struct flat_names *names,
		      struct slice *first)
{
	const struct yaml_node *node = get(mapping, key);
	size_t count = node ? node->kind == YAML_SEQUENCE ? node->count : 1 : 0;
	struct slice *items = arena_array(loading->arena, struct slice, count);

	*names = (struct flat_names){items, count};
	for (size_t i = 0; i < count; i++) {
		const struct yaml_node *item = node->kind == YAML_SEQUENCE ? &node->items[i] : node;

		if (item->kind == YAML_SCALAR)
			items[i] = normalize_for_comparison(loading->arena, item->text);
		if (!items[i].length)
			return fail_at(loading, item, "見出しの言葉が要ります", "a heading is expected here", SLICE_OF(""));
		if (i == 0 && first)
			*first = item->text;
	}
	return true;
}

static bool holds(const struct flat_names *names, struct slice name)
{
	for (size_t i = 0; i < names->count; i++)
		if (slice_equal(names->items[i], name))
			return true;
	return false;
}

/* ---- the field a column fills ---- */

/* A cell, or the words of a period; never a record or a list of records. */
static bool is_cell(enum field field)
{
	const struct field_info *info = field_info(field);

	return info->kind == KIND_RECORD ? info->element == RECORD_Period : info->kind != KIND_LIST_RECORD;
}

static bool follow_path(const struct loading *loading, const struct yaml_node *node, struct flat_column *column)
{
	struct slice rest = node->text, word;
	enum record_kind record = RECORD_Plan;
	bool inside = true;

	slice_next(&rest, '.', &word);
	while (slice_next(&rest, '.', &word)) {
		enum field field = inside ? field_by_name(record, word) : FIELD_COUNT;

		if (field == FIELD_COUNT || column->path_length == FLAT_PATH_LENGTH || (field_info(field)->flags & FIELD_DERIVED))
			return fail_at(loading, node, "計画にそのような項目はありません", "the plan has no such field", node->text);
		const struct field_info *info = field_info(field);

		column->path[column->path_length++] = field;
		if (info->kind == KIND_LIST_RECORD) {
			column->depth++;
			column->list_end = column->path_length;
		}
		inside = info->kind == KIND_RECORD || info->kind == KIND_LIST_RECORD;
		record = inside ? (enum record_kind)info->element : record;
	}
	if (!column->path_length || !is_cell(column->path[column->path_length - 1]))
		return fail_at(loading, node, "一つの欄まで書いてください", "the path must end in one cell", node->text);
	column->field = column->path[column->path_length - 1];
	column->kind = field_info(column->field)->kind;
	return true;
}

/* A field by the heading that means it in the shipped layout. */
static const struct flat_column *column_named(const struct flat_layout *layout, struct slice name)
{
	for (size_t i = 0; layout && i < layout->count; i++)
		if (holds(&layout->columns[i].names, name))
			return &layout->columns[i];
	return NULL;
}

static size_t nearest_title(const struct loading *loading, const struct flat_layout *layout, struct slice name)
{
	struct slice *titles = arena_array(loading->arena, struct slice, layout->count);

	for (size_t i = 0; i < layout->count; i++)
		titles[i] = layout->columns[i].title;
	return nearest_name(name, titles, layout->count);
}

static bool find_field(const struct loading *loading, const struct yaml_node *mapping, enum flat_table table, struct flat_column *column)
{
	const struct yaml_node *node = get(mapping, &key_to);
	const struct flat_layout *shipped = loading->own ? loading->layouts->shipped[table] : NULL;

	if (!node)
		return fail_at(loading, mapping, "キーがありません", "a key is missing: to", key_to.ja);
	if (node->kind != YAML_SCALAR || !node->text.length)
		return fail_at(loading, node, "項目の名前が要ります", "the name of a field is expected", SLICE_OF(""));
	if (slice_starts_with(node->text, SLICE_OF("plan.")))
		return follow_path(loading, node, column);
	const struct flat_column *named = column_named(shipped, normalize_for_comparison(loading->arena, node->text));

	if (named) {
		*column = *named;
		column->names = column->maybe = (struct flat_names){NULL, 0};
		return true;
	}
	size_t near = shipped ? nearest_title(loading, shipped, node->text) : SIZE_MAX;

	if (near == SIZE_MAX)
		return fail_at(loading, node, "そのような項目はありません", "no such field", node->text);
	struct slice hint = shipped->columns[near].title;

	return fail_at(loading, node,
		       arena_print(loading->arena, "そのような項目はありません。「%.*s」のことでしょうか。書かれているのは", SLICE_PRINT(hint)).data,
		       arena_print(loading->arena, "no such field; did you mean %.*s?", SLICE_PRINT(hint)).data, node->text);
}

/* ---- columns ---- */

static bool load_position(const struct loading *loading, const struct yaml_node *mapping, struct flat_column *column)
{
	const struct yaml_node *node = get(mapping, &key_position);
	uint64_t number = 0;

	if (!node)
		return true;
	if (node->kind != YAML_SCALAR || !slice_to_uint(node->text, &number) || number < 1 || number > LIMIT_CSV_FIELDS)
		return fail_at(loading, node, "1 から始まる列の番号が要ります", "the number of a column, from 1, is expected", node->text);
	column->position = (unsigned)number;
	return true;
}

static bool load_column(const struct loading *loading, const struct yaml_node *mapping, enum flat_table table, struct flat_column *column)
{
	static const struct key *const known[] = {&key_to, &key_names, &key_maybe, &key_position};
	struct slice first = slice_of(NULL, 0);

	*column = (struct flat_column){.field = FIELD_INVALID};
	if (!check_keys(loading, mapping, known, COUNT_OF(known)) || !find_field(loading, mapping, table, column) ||
	    !get_names(loading, mapping, &key_names, &column->names, &first) ||
	    !get_names(loading, mapping, &key_maybe, &column->maybe, NULL) || !load_position(loading, mapping, column))
		return false;
	if (!column->names.count && !column->position)
		return fail_at(loading, mapping, "見出しか列番号が要ります", "names or column is needed", SLICE_OF(""));
	if (!column->title.length)
		column->title = first;
	return true;
}

/* Names must be told apart, and rows fill one chain of lists. */
static bool check_column(const struct loading *loading, const struct yaml_node *mapping, struct flat_layout *layout, size_t number)
{
	const struct flat_column *column = &layout->columns[number];

	for (size_t i = 0; i < number; i++) {
		const struct flat_column *other = &layout->columns[i];

		for (size_t k = 0; k < column->names.count; k++)
			if (holds(&other->names, column->names.items[k]) || holds(&other->maybe, column->names.items[k]))
				return fail_at(loading, mapping, "同じ見出しが二つの項目にあります", "one heading for two fields",
					       column->names.items[k]);
		for (size_t k = 0; k < column->maybe.count; k++)
			if (holds(&other->names, column->maybe.items[k]))
				return fail_at(loading, mapping, "同じ見出しが二つの項目にあります", "one heading for two fields",
					       column->maybe.items[k]);
		if (column->position && column->position == other->position)
			return fail_at(loading, mapping, "同じ列番号が二つの項目にあります", "one column for two fields", SLICE_OF(""));
	}
	for (unsigned i = 0, depth = 0; i < column->list_end; i++) {
		if (field_info(column->path[i])->kind != KIND_LIST_RECORD)
			continue;
		if (depth == layout->list_count)
			layout->lists[layout->list_count++] = column->path[i];
		if (layout->lists[depth++] != column->path[i])
			return fail_at(loading, mapping, "ほかの列とは別の一覧の項目です", "the field is of another list than the columns above",
				       column->title);
	}
	return true;
}

/* Rows may lack a level in an office's own words, never in the plan: the chain is the shipped one. */
static bool load_columns(const struct loading *loading, const struct yaml_node *root, struct flat_layout *layout)
{
	const struct yaml_node *nodes = get(root, &key_columns);
	const struct flat_layout *shipped = loading->layouts->shipped[layout->table];
	struct flat_column *columns;

	if (!nodes || nodes->kind != YAML_SEQUENCE || !nodes->count || nodes->count > LIMIT_CSV_FIELDS)
		return fail_at(loading, nodes ? nodes : root, "列の並びが要ります", "columns: a list of columns is needed", SLICE_OF(""));
	columns = arena_array(loading->arena, struct flat_column, nodes->count);
	layout->columns = columns;
	layout->count = nodes->count;
	if (loading->own && shipped) {
		memcpy(layout->lists, shipped->lists, sizeof layout->lists);
		layout->list_count = shipped->list_count;
	}
	for (size_t i = 0; i < nodes->count; i++)
		if (!load_column(loading, &nodes->items[i], layout->table, &columns[i]) ||
		    !check_column(loading, &nodes->items[i], layout, i))
			return false;
	return true;
}

/* ---- files ---- */

static bool load_table_kind(const struct loading *loading, const struct yaml_node *node, enum flat_table *table)
{
	static const struct key words[FLAT_TABLE_COUNT] = {
		[FLAT_PLAN] = {SLICE("plan"), SLICE("計画")},
		[FLAT_ASSESSMENT] = {SLICE("assessment"), SLICE("アセスメント")},
	};

	for (unsigned i = 0; i < FLAT_TABLE_COUNT; i++)
		if (node->kind == YAML_SCALAR && (slice_equal(node->text, words[i].en) || slice_equal(node->text, words[i].ja))) {
			*table = (enum flat_table)i;
			return true;
		}
	return fail_at(loading, node, "計画かアセスメントのどちらかです", "use plan or assessment", node->text);
}

static bool load_document(const struct loading *loading, const struct yaml_node *root)
{
	static const struct key *const known[] = {&key_table, &key_name, &key_columns, &key_ignored};
	const struct yaml_node *kind = root->kind == YAML_MAPPING ? get(root, &key_table) : NULL;
	struct flat_layout *layout;
	enum flat_table table = FLAT_PLAN;

	if (!kind && !loading->own)
		return true;
	if (!check_keys(loading, root, known, COUNT_OF(known)) || (kind && !load_table_kind(loading, kind, &table)))
		return false;
	const struct flat_layout **slot = loading->own ? &loading->layouts->own[table] : &loading->layouts->shipped[table];

	if (*slot)
		return fail_at(loading, root, "同じ種類の表の読み方が二つあります", "two layouts for one kind of table", SLICE_OF(""));
	layout = arena_new(loading->arena, struct flat_layout);
	layout->table = table;
	layout->path = loading->source->path;
	if (!load_columns(loading, root, layout) || !get_names(loading, root, &key_ignored, &layout->ignored, NULL))
		return false;
	*slot = layout;
	return true;
}

bool flat_layout_load(struct flat_layouts *layouts, struct arena *arena, const struct flat_text *text, bool own,
		      struct failure *failure)
{
	struct source *source = arena_new(arena, struct source);
	struct loading loading = {arena, source, layouts, failure, own};
	struct finding_list problems;
	struct yaml_documents documents;

	source_init(source, arena, text->path, text->text, ENCODING_UTF8, 0);
	finding_list_init(&problems, arena, false);
	if (text->outline) {
		yaml_outline_restore(&documents, arena, source, text->outline);
	} else if (!yaml_tree_parse(&documents, arena, source, &problems)) {
		struct slice message = problems.count ? problems.items[0]->message : SLICE_OF("YAML として読めません");
		struct position position = source_position(source, problems.count ? problems.items[0]->place.offset : 0);

		failure_set(failure, "%.*s:%u:%u: %.*s", SLICE_PRINT(text->path), position.line, position.column, SLICE_PRINT(message));
		return false;
	}
	for (size_t i = 0; i < documents.count; i++)
		if (!load_document(&loading, &documents.items[i]))
			return false;
	if (own && !documents.count)
		failure_set(failure, "%.*s:1:1: 列の読み方が書かれていません（no layout in this file）", SLICE_PRINT(text->path));
	return !own || documents.count > 0;
}
