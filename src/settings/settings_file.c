#include "settings/settings_file.h"

#include "base/limits.h"
#include "base/platform/platform.h"
#include "readers/input_list.h"
#include "readers/yaml/yaml_tree.h"

static const struct slice suppressions_en = SLICE("suppressions"), suppressions_ja = SLICE("指摘の除外");

/* ---- where it is ---- */

struct slice settings_file_find(struct arena *arena)
{
	static const struct slice name = SLICE("tenken.yaml");
	struct slice folder = platform_folder(arena);

	if (platform_path_kind(name) == PATH_FILE)
		return name;
	while (folder.length) {
		while (folder.length && folder.data[folder.length - 1] != '/')
			folder.length--;
		folder.length -= folder.length > 0;
		struct slice path = arena_print(arena, "%.*s/%.*s", SLICE_PRINT(folder), SLICE_PRINT(name));

		if (platform_path_kind(path) == PATH_FILE)
			return path;
	}
	return slice_of("", 0);
}

/* ---- what is in it ---- */

struct reading_settings {
	struct settings_file *settings;
	struct arena *arena;
	struct source *source;
	struct failure *failure;
};

static bool fail_at(const struct reading_settings *reading, uint64_t offset, struct slice what)
{
	struct position position = source_position(reading->source, offset);

	failure_set(reading->failure, "%.*s:%u:%u: %.*s", SLICE_PRINT(reading->source->path), position.line, position.column, SLICE_PRINT(what));
	return false;
}

static void add(const struct reading_settings *reading, struct slice key, const struct yaml_node *node)
{
	struct settings_file *settings = reading->settings;

	settings->entries = arena_with_room(reading->arena, settings->entries, settings->count, &settings->capacity, sizeof *settings->entries);
	settings->entries[settings->count++] = (struct settings_entry){
		.key = arena_copy(reading->arena, key),
		.value = arena_copy(reading->arena, node->text),
		.line = source_position(reading->source, node->offset).line,
	};
}

/* {sarif: tenken.sarif}: a format with the place it goes to. */
static bool add_output(const struct reading_settings *reading, const struct yaml_node *node)
{
	if (node->count != 1 || node->items[0].kind != YAML_SCALAR)
		return fail_at(reading, node->offset, SLICE_OF("「{形式: ファイル}」の形で書きます（write {format: file}）"));
	add(reading, SLICE_OF("format"), &node->keys[0]);
	add(reading, SLICE_OF("output"), &node->items[0]);
	return true;
}

static bool add_values(const struct reading_settings *reading, struct slice key, const struct yaml_node *node)
{
	if (node->kind == YAML_SCALAR) {
		add(reading, key, node);
		return true;
	}
	for (size_t i = 0; node->kind == YAML_SEQUENCE && i < node->count; i++) {
		const struct yaml_node *item = &node->items[i];

		if (item->kind == YAML_MAPPING && slice_equal(key, SLICE_OF("format"))) {
			if (!add_output(reading, item))
				return false;
		} else if (item->kind == YAML_SCALAR) {
			add(reading, key, item);
		} else {
			return fail_at(reading, item->offset, SLICE_OF("ここには一つの値が要ります（one value is expected here）"));
		}
	}
	return node->kind == YAML_SEQUENCE ||
	       fail_at(reading, node->offset, SLICE_OF("ここには値か、値の一覧が要ります（a value or a list of values is expected here）"));
}

/* Entries, and not the names of files that hold some. */
static bool is_list_of_suppressions(struct slice key, const struct yaml_node *node)
{
	return slice_equal(key, suppressions_ja) ||
	       (slice_equal(key, suppressions_en) && node->kind == YAML_SEQUENCE && node->count && node->items[0].kind != YAML_SCALAR);
}

static bool read_root(const struct reading_settings *reading, const struct yaml_node *root)
{
	if (root->kind != YAML_MAPPING)
		return root->kind == YAML_SCALAR && !slice_trim(root->text).length
			       ? true
			       : fail_at(reading, root->offset, SLICE_OF("「キー: 値」の組が要ります（a mapping is expected）"));
	for (size_t i = 0; i < root->count; i++) {
		struct slice key = root->keys[i].text;

		if (slice_starts_with(key, SLICE_OF("x-")))
			continue;
		if (is_list_of_suppressions(key, &root->items[i]))
			reading->settings->has_suppressions = true;
		else if (!add_values(reading, key, &root->items[i]))
			return false;
	}
	return true;
}

bool settings_file_read(struct settings_file *settings, struct arena *arena, struct slice path, struct failure *failure)
{
	struct source *source = arena_new(arena, struct source);
	struct reading_settings reading = {settings, arena, source, failure};
	struct yaml_documents documents;
	struct finding_list problems;
	struct failure system = {0};
	struct slice text;

	*settings = (struct settings_file){.path = path};
	if (!platform_file_read(path, arena, LIMIT_SUPPRESSION_FILE_BYTES, &text, &system)) {
		struct slice reason = unreadable_reason(slice_of(system.text, system.length), false);

		failure_set(failure, "%.*s：%.*s（%s）", SLICE_PRINT(path), SLICE_PRINT(reason), system.text);
		return false;
	}
	source_init(source, arena, path, text, ENCODING_UTF8, slice_starts_with(text, SLICE_OF("\xEF\xBB\xBF")) ? 3 : 0);
	finding_list_init(&problems, arena, false);
	if (!yaml_tree_parse(&documents, arena, source, &problems))
		return fail_at(&reading, problems.count ? problems.items[0]->place.offset : 0,
			       problems.count ? problems.items[0]->message : SLICE_OF("YAML として読めません（not YAML）"));
	if (documents.count > 1)
		return fail_at(&reading, documents.items[1].offset, SLICE_OF("設定は一つだけ書きます（one document is expected）"));
	return documents.count == 0 || read_root(&reading, &documents.items[0]);
}
