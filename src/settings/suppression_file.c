#include "settings/suppression_file.h"

#include "model/dates/date.h"
#include "model/values/value_read.h"
#include "readers/yaml/yaml_tree.h"
#include "text/unicode/normalize.h"

static const struct slice list_en = SLICE("suppressions"), list_ja = SLICE("指摘の除外");
static const struct slice plan_en = SLICE("plan"), plan_ja = SLICE("計画");

/* The file that is being read. */
struct side_file {
	struct side_suppressions *list;
	const struct side_reading *reading;
	struct finding_list *findings;
	struct source *source;
};

static struct place place_of(const struct side_file *file, const struct yaml_node *node)
{
	return (struct place){file->source, node->offset, node->length};
}

/* An entry that cannot be understood; what is wrong with it in both languages. */
static void say_unclear(const struct side_file *file, const struct yaml_node *node, struct slice ja, struct slice en)
{
	struct finding *finding = finding_add_builtin(file->findings, BUILTIN_SUPPRESSION_UNCLEAR, place_of(file, node),
						      (struct slice[]){ja, en}, 2);

	if (finding) {
		finding->address = file->reading->english ? list_en : list_ja;
		finding->address_plain = list_ja;
	}
}

/* ---- one entry ---- */

static bool read_until(const struct side_file *file, const struct yaml_node *node, struct suppression *suppression)
{
	struct arena *arena = file->list->arena;
	const struct value_reader reader = {.keys = file->reading->keys, .arena = arena, .scratch = arena};
	struct value value = {.presence = PRESENCE_NOT_SUPPLIED};
	struct text_builder text;

	value_read(&reader, Suppression_until, node->text, &value);
	if (value.presence == PRESENCE_BLANK)
		return true;
	if (value.presence != PRESENCE_WRITTEN) {
		say_unclear(file, node, SLICE_OF("期限を日付として読めません"), SLICE_OF("its end is no date"));
		return false;
	}
	text_builder_init(&text, arena);
	date_add_iso(&text, value.is.date);
	suppression->until = suppression->until_iso = text_builder_finish(&text);
	if (!file->reading->english) {
		text_builder_init(&text, arena);
		date_add_japanese(&text, value.is.date);
		suppression->until = text_builder_finish(&text);
	}
	suppression->expired = value.is.date < file->reading->today;
	return true;
}

static void say_unknown_key(const struct side_file *file, const struct yaml_node *key)
{
	struct arena *arena = file->findings->arena;
	enum field near = field_hint(RECORD_Suppression, key->text, arena);
	struct text_builder ja, en;

	text_builder_init(&ja, arena);
	text_builder_init(&en, arena);
	text_builder_print(&ja, "「%.*s」というキーはありません", SLICE_PRINT(key->text));
	text_builder_print(&en, "there is no key \"%.*s\"", SLICE_PRINT(key->text));
	if (near != FIELD_COUNT) {
		text_builder_print(&ja, "（「%.*s」ではありませんか）", SLICE_PRINT(field_name_ja(near)));
		text_builder_print(&en, " (did you mean \"%.*s\"?)", SLICE_PRINT(field_info(near)->name));
	}
	say_unclear(file, key, text_builder_finish(&ja), text_builder_finish(&en));
}

/* Where the text of a key goes; NULL for the end, which is a date, and for what is no key of an entry. */
static struct slice *text_slot(struct side_suppression *entry, enum field field)
{
	struct suppression *suppression = &entry->as_written;

	if (field == Suppression_rule)
		return &suppression->rule;
	if (field == Suppression_at)
		return &suppression->at;
	if (field == Suppression_reason)
		return &suppression->reason;
	return field == Suppression_by ? &suppression->by : NULL;
}

static bool read_pair(const struct side_file *file, const struct yaml_node *key, const struct yaml_node *node, struct side_suppression *entry)
{
	struct arena *arena = file->list->arena;
	enum field field = field_by_key(file->reading->keys, RECORD_Suppression, key->text, arena);
	bool names_plan = slice_equal(key->text, plan_en) || slice_equal(normalize(arena, key->text), plan_ja);
	struct slice *slot = names_plan ? &entry->plan : text_slot(entry, field);

	if (slice_starts_with(key->text, SLICE_OF("x-")))
		return true;
	if (!slot && field != Suppression_until) {
		say_unknown_key(file, key);
		return false;
	}
	if (node->kind != YAML_SCALAR) {
		say_unclear(file, node, SLICE_OF("ここには一つの値が要ります"), SLICE_OF("one value is expected here"));
		return false;
	}
	if (!slot)
		return read_until(file, node, &entry->as_written);
	*slot = slice_trim(node->text);
	if (names_plan || field == Suppression_rule)
		*slot = normalize(arena, *slot);
	return true;
}

/* insurer/insured of a plan's key; the whole of a key that has no numbers (path#document). */
static struct slice person_of(struct slice key)
{
	struct slice rest = key, insurer, insured;

	if (slice_next(&rest, '/', &insurer) && slice_next(&rest, '/', &insured) && slice_is_digits(insurer) && insured.length)
		return slice_part(key, 0, insurer.length + 1 + insured.length);
	return key;
}

static void add_entry(struct side_suppressions *list, const struct side_suppression *entry)
{
	struct slice person = person_of(entry->plan);
	uint32_t number = (uint32_t)list->count;

	list->items = arena_with_room(list->arena, list->items, list->count, &list->capacity, sizeof *entry);
	list->items[list->count++] = *entry;
	list->items[number].next = NAME_NOT_FOUND;
	if (!person.length || name_table_add(&list->persons, person, number))
		return;
	uint32_t last = name_table_find(&list->persons, person);

	while (list->items[last].next != NAME_NOT_FOUND)
		last = list->items[last].next;
	list->items[last].next = number;
}

static void read_entry(const struct side_file *file, const struct yaml_node *node)
{
	struct side_suppression entry = {
		.as_written = {.beside = true, .place = place_of(file, node), .address = file->reading->english ? list_en : list_ja}};
	bool clear = true;

	if (node->kind != YAML_MAPPING) {
		say_unclear(file, node, SLICE_OF("「キー: 値」の組が要ります"), SLICE_OF("a mapping is expected"));
		return;
	}
	for (size_t i = 0; i < node->count; i++)
		clear &= read_pair(file, &node->keys[i], &node->items[i], &entry);
	if (clear && !entry.plan.length) {
		say_unclear(file, node, SLICE_OF("どの計画のことか（計画）が書かれていません"), SLICE_OF("it does not say which plan it is for (plan)"));
		clear = false;
	}
	if (clear)
		add_entry(file->list, &entry);
}

/* ---- the file ---- */

void side_suppressions_init(struct side_suppressions *list, struct arena *arena)
{
	*list = (struct side_suppressions){.arena = arena};
	name_table_init(&list->persons, arena);
}

/* The list itself: under its key, or the whole of a file that is nothing else. NULL when there is none. */
static const struct yaml_node *find_list(const struct yaml_node *root)
{
	if (root->kind == YAML_SEQUENCE)
		return root;
	const struct yaml_node *node = yaml_node_get(root, list_ja);

	return node ? node : yaml_node_get(root, list_en);
}

static bool fail_at(const struct side_file *file, uint64_t offset, struct slice what, struct failure *failure)
{
	struct position position = source_position(file->source, offset);

	failure_set(failure, "%.*s:%u:%u: %.*s", SLICE_PRINT(file->source->path), position.line, position.column, SLICE_PRINT(what));
	return false;
}

static bool read_document(const struct side_file *file, const struct yaml_node *root, struct failure *failure)
{
	const struct yaml_node *list = find_list(root);
	bool alone = root->kind == YAML_SEQUENCE || file->reading->among_settings || (root->kind == YAML_MAPPING && root->count == 1);

	if (!list && file->reading->among_settings)
		return true;
	if (!list || !alone)
		return fail_at(file, root->offset, SLICE_OF("「指摘の除外」の一覧だけを書くファイルです（a file of suppressions and nothing else is expected）"),
			       failure);
	if (list->kind == YAML_SCALAR && slice_trim(list->text).length == 0)
		return true;
	if (list->kind != YAML_SEQUENCE)
		return fail_at(file, list->offset, SLICE_OF("「指摘の除外」は一覧（- で始まる行）で書きます（suppressions: a list is expected）"), failure);
	for (size_t i = 0; i < list->count; i++)
		read_entry(file, &list->items[i]);
	return true;
}

bool side_suppressions_read(struct side_suppressions *list, struct slice path, struct slice text, const struct side_reading *reading,
			    struct finding_list *findings, struct failure *failure)
{
	struct source *source = arena_new(list->arena, struct source);
	struct side_file file = {list, reading, findings, source};
	struct yaml_documents documents;
	struct finding_list problems;

	source_init(source, list->arena, path, text, ENCODING_UTF8, slice_starts_with(text, SLICE_OF("\xEF\xBB\xBF")) ? 3 : 0);
	finding_list_init(&problems, list->arena, reading->english);
	if (!yaml_tree_parse(&documents, list->arena, source, &problems))
		return fail_at(&file, problems.count ? problems.items[0]->place.offset : 0,
			       problems.count ? problems.items[0]->message : SLICE_OF("YAML として読めません（not YAML）"), failure);
	for (size_t i = 0; i < documents.count; i++)
		if (!read_document(&file, &documents.items[i], failure))
			return false;
	return true;
}

/* ---- for a plan ---- */

uint32_t side_suppressions_first(const struct side_suppressions *list, struct slice key)
{
	return list->count ? name_table_find(&list->persons, person_of(key)) : NAME_NOT_FOUND;
}

bool side_suppression_names(const struct side_suppression *entry, struct slice key)
{
	return slice_starts_with(key, entry->plan) && (key.length == entry->plan.length || key.data[entry->plan.length] == '/');
}

/* ---- after the run ---- */

static void say_not_here(const struct suppression *first, size_t count, struct finding_list *findings)
{
	struct slice number = arena_print(findings->arena, "%zu", count);
	struct finding *finding = finding_add_builtin(findings, BUILTIN_SUPPRESSION_NOT_HERE, first->place, &number, 1);

	if (finding) {
		finding->address = first->address;
		finding->address_plain = list_ja;
	}
}

void side_suppressions_tell(const struct side_suppressions *list, struct finding_list *findings)
{
	const struct suppression *first = NULL;
	size_t not_here = 0;

	for (size_t i = 0; i < list->count; i++) {
		const struct side_suppression *entry = &list->items[i];

		if (suppression_tell(&entry->as_written, entry->judged, findings) || entry->seen)
			continue;
		first = first ? first : &entry->as_written;
		not_here++;
	}
	if (first)
		say_not_here(first, not_here, findings);
}
