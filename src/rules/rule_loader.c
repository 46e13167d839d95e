/* Files to a rule set: parse all, then sources, tables and lexicons, then rules, then what holds between rules. */
#include "rules/rule_loader.h"

#include "base/limits.h"
#include "base/text_builder.h"
#include "rules/kinds/rule_kind.h"
#include "rules/policy_reader.h"
#include "rules/reading/rule_drafts.h"
#include "rules/reference/service_type_table.h"
#include "rules/rule_content.h"
#include "text/source.h"

struct loading {
	struct arena *arena;
	struct rule_reading reading;
	struct source **sources;
	struct yaml_documents *trees;
	uint8_t **contents; /* enum file_content of every document of every tree */
	size_t file_count;
	struct reference_data data;
	struct service_type_reading service_types;
	struct rule_kinds kinds;
	struct policy_reading policies;
	struct rule_draft_list drafts;
	struct rule_example *examples;
	size_t example_count;
};

/* ---- parsing ---- */

static bool holds_other_data(struct slice path)
{
	return rule_file_stands_in(path, SLICE_OF("formats"));
}

static void report_lost_file(struct loading *loading, enum builtin_finding builtin, struct place place)
{
	loading->reading.file.mistakes++;
	finding_add_builtin(loading->reading.file.findings, builtin, place, (struct slice[]){SLICE(""), SLICE("")}, 2);
}

static void parse_file(struct loading *loading, const struct rule_file *file, size_t number)
{
	struct encoding_decision encoding = {.verdict = VERDICT_UTF8};
	struct source *source = arena_new(loading->arena, struct source);

	if (!file->outline)
		encoding = encoding_decide(file->bytes, NULL);

	source_init(source, loading->arena, file->path, file->bytes, ENCODING_UTF8, encoding.mark_length);
	loading->sources[number] = source;
	if (file->bytes.length > LIMIT_RULE_FILE_BYTES) {
		report_lost_file(loading, BUILTIN_FILE_TOO_LARGE, (struct place){source, 0, 0});
		return;
	}
	if (encoding.verdict != VERDICT_UTF8) {
		report_lost_file(loading, BUILTIN_FILE_BAD_ENCODING, (struct place){source, encoding.bad_utf8, 1});
		return;
	}
	if (file->outline) {
		yaml_outline_restore(&loading->trees[number], loading->arena, source, file->outline);
	} else if (!yaml_tree_parse(&loading->trees[number], loading->arena, source, loading->reading.file.findings)) {
		loading->reading.file.mistakes++;
		loading->trees[number] = (struct yaml_documents){NULL, 0};
	}
}

/* ---- what the files hold ---- */

/* Found once: the documents are gone over for each content. */
static void note_contents(struct loading *loading)
{
	loading->contents = arena_array(loading->arena, uint8_t *, loading->file_count);
	for (size_t i = 0; i < loading->file_count; i++) {
		const struct yaml_documents *tree = &loading->trees[i];

		loading->contents[i] = arena_array(loading->arena, uint8_t, tree->count);
		for (size_t k = 0; k < tree->count; k++)
			loading->contents[i][k] = (uint8_t)rule_file_content(loading->sources[i]->path, &tree->items[k]);
	}
}

static struct rule_draft *add_draft(struct loading *loading, const struct yaml_node *mapping)
{
	struct rule_draft_list *drafts = &loading->drafts;

	drafts->items = arena_with_room(loading->arena, drafts->items, drafts->count, &drafts->capacity, sizeof *drafts->items);
	struct rule_draft *draft = &drafts->items[drafts->count];

	rule_read(&loading->reading, mapping, draft);
	draft->order = drafts->count;
	if (draft->id_node)
		drafts->count++;
	return draft;
}

static struct slice id_of(const struct yaml_node *mapping)
{
	const struct yaml_node *id = yaml_node_get(mapping, SLICE_OF("id"));

	id = id ? id : yaml_node_get(mapping, SLICE_OF("番号"));
	return id && id->kind == YAML_SCALAR ? slice_trim(id->text) : slice_of("", 0);
}

/* A rule as it is for every plan, then as it is for the plans of insurers that change it. */
static void read_rule(struct loading *loading, const struct yaml_node *mapping)
{
	struct overlay_list *overlays = &loading->data.overlays;
	struct rule_file_reading *file = &loading->reading.file;
	struct slice id = overlays->count && mapping->kind == YAML_MAPPING ? id_of(mapping) : slice_of("", 0);
	struct overlay_group *groups = NULL;

	if (rule_kind_key(mapping))
		mapping = rule_kind_fill(&loading->kinds, &loading->reading, mapping);
	if (!mapping)
		return;
	if (!id.length) {
		add_draft(loading, mapping);
		return;
	}
	add_draft(loading, overlay_rule(overlays, file, mapping, id, NULL));
	size_t count = overlay_groups(overlays, file, OVERLAY_CHANGE, id, &groups);

	for (size_t i = 0; i < count; i++) {
		struct rule_draft *draft = add_draft(loading, overlay_rule(overlays, file, mapping, id, &groups[i]));

		draft->revision.insurers = groups[i].insurers;
		draft->revision.variant = (unsigned)i + 1;
		draft->revision.disabled = groups[i].disabled;
	}
}

static void read_rules(struct loading *loading, const struct yaml_node *sequence)
{
	for (size_t i = 0; i < sequence->count; i++)
		if (!is_overlay(&sequence->items[i])) {
			read_rule(loading, &sequence->items[i]);
			arena_reset(loading->reading.file.scratch);
		}
}

/* An overlay stands alone or among the rules of a file. */
static void read_overlays(struct loading *loading, const struct yaml_node *node)
{
	struct overlay_list *overlays = &loading->data.overlays;

	if (is_overlay(node))
		overlay_read(overlays, &loading->reading.file, node);
	for (size_t i = 0; node->kind == YAML_SEQUENCE && i < node->count; i++)
		if (is_overlay(&node->items[i]))
			overlay_read(overlays, &loading->reading.file, &node->items[i]);
}

static void read_documents(struct loading *loading, enum file_content wanted)
{
	for (size_t i = 0; i < loading->file_count; i++) {
		loading->reading.file.source = loading->sources[i];
		for (size_t k = 0; k < loading->trees[i].count; k++) {
			const struct yaml_node *node = &loading->trees[i].items[k];
			enum file_content content = (enum file_content)loading->contents[i][k];

			if (wanted == CONTENT_OVERLAY)
				read_overlays(loading, node);
			if (wanted == CONTENT_LEXICON && content == CONTENT_RULES)
				rule_kinds_add_words(&loading->kinds, &loading->reading.file, &loading->data, node);
			if (content != wanted)
				continue;
			if (content == CONTENT_KIND)
				rule_kinds_add(&loading->kinds, &loading->reading.file, node);
			else if (content == CONTENT_SOURCES)
				reference_data_add_sources(&loading->data, &loading->reading.file, node);
			else if (content == CONTENT_TABLE)
				reference_data_add_table(&loading->data, &loading->reading.file, node);
			else if (content == CONTENT_LEXICON)
				reference_data_add_lexicon(&loading->data, &loading->reading.file, node);
			else if (content == CONTENT_SERVICE_TYPES)
				service_types_add(&loading->service_types, &loading->reading.file, node);
			else if (content == CONTENT_RULES)
				read_rules(loading, node);
			else if (content == CONTENT_POLICY)
				policy_add(&loading->policies, node);
			else if (content == CONTENT_PROFILE)
				profile_add(&loading->policies, node);
			else if (content == CONTENT_OTHER)
				rule_mistake(&loading->reading.file, BUILTIN_RULE_FILE_SHAPE, node, NULL, 0);
			arena_reset(loading->reading.file.scratch);
		}
	}
}

static size_t count_items(const struct loading *loading, enum file_content wanted)
{
	size_t count = 0;

	for (size_t i = 0; i < loading->file_count; i++)
		for (size_t k = 0; k < loading->trees[i].count; k++)
			count += loading->contents[i][k] == wanted;
	return count;
}

/* ---- the set ---- */

static void read_examples(struct loading *loading)
{
	size_t count = 0;

	for (size_t i = 0; i < loading->drafts.count; i++)
		count += loading->drafts.items[i].tests ? loading->drafts.items[i].tests->count : 0;
	loading->examples = arena_array(loading->arena, struct rule_example, count);
	for (size_t i = 0; i < loading->drafts.count; i++) {
		loading->reading.file.source = loading->drafts.items[i].source;
		rule_examples_read(&loading->reading, &loading->drafts.items[i], loading->examples, &loading->example_count);
	}
}

struct fingerprint rule_file_fingerprint(struct slice path, struct slice bytes)
{
	struct fingerprint_hash hash;

	fingerprint_hash_init(&hash, NULL);
	fingerprint_hash_add_part(&hash, path);
	fingerprint_hash_add_part(&hash, bytes);
	return fingerprint_hash_finish(&hash);
}

/* Tells rule sets apart: every path and text, in order. */
static struct slice digest_of(struct arena *arena, const struct rule_file *files, size_t count)
{
	struct fingerprint_hash hash;
	struct text_builder digits;

	fingerprint_hash_init(&hash, NULL);
	for (size_t i = 0; i < count; i++) {
		const struct rule_file *file = &files[i];
		struct fingerprint own = file->outline ? file->fingerprint : rule_file_fingerprint(file->path, file->bytes);

		fingerprint_hash_add_part(&hash, slice_of((const char *)own.bytes, sizeof own.bytes));
	}
	struct fingerprint fingerprint = fingerprint_hash_finish(&hash);

	text_builder_init(&digits, arena);
	for (size_t i = 0; i < sizeof fingerprint.bytes; i++)
		text_builder_print(&digits, "%02x", fingerprint.bytes[i]);
	return text_builder_finish(&digits);
}

/* Lexicons that rules of kinds write inside themselves. */
static size_t count_words(const struct loading *loading)
{
	size_t count = 0;

	for (size_t i = 0; i < loading->file_count; i++)
		for (size_t k = 0; k < loading->trees[i].count; k++)
			count += rule_kinds_count_words(&loading->trees[i].items[k]);
	return count;
}

static void read_everything(struct loading *loading)
{
	note_contents(loading);
	reference_data_init(&loading->data, loading->arena,
			    count_items(loading, CONTENT_TABLE) + count_items(loading, CONTENT_LEXICON) + count_words(loading));
	read_documents(loading, CONTENT_OVERLAY);
	read_documents(loading, CONTENT_OTHER);
	read_documents(loading, CONTENT_KIND);
	read_documents(loading, CONTENT_SOURCES);
	read_documents(loading, CONTENT_TABLE);
	read_documents(loading, CONTENT_LEXICON);
	service_types_init(&loading->service_types, loading->arena);
	read_documents(loading, CONTENT_SERVICE_TYPES);
	reference_data_check_overlays(&loading->data, &loading->reading.file);
	reference_data_finish(&loading->data);
	loading->reading.compiler.tables = &loading->data.table_set;
	loading->reading.compiler.lexicons = &loading->data.lexicon_set;
	read_documents(loading, CONTENT_RULES);
	rule_drafts_check(&loading->drafts, &loading->reading.file, &loading->data.overlays);
	read_examples(loading);
}

static const struct rule_kind_info *kinds_told(struct loading *loading)
{
	struct rule_kind_info *told = arena_array(loading->arena, struct rule_kind_info, loading->kinds.count);

	for (size_t i = 0; i < loading->kinds.count; i++) {
		const struct rule_kind *kind = &loading->kinds.items[i];

		told[i] = (struct rule_kind_info){kind->names, kind->title, kind->title_en, kind->example};
	}
	return told;
}

bool rules_load(struct arena *arena, struct arena *scratch, const struct rule_file *files, size_t count,
		const struct key_table *keys, struct finding_list *findings, struct loaded_rules *loaded)
{
	struct loading *loading = arena_new(arena, struct loading);
	struct rule_set *set = arena_new(arena, struct rule_set);

	/* Reset after each rule and table, while the caller may keep something in its own. */
	struct arena *briefly = arena_new(scratch, struct arena);

	arena_init_inner(briefly, scratch);
	loading->arena = arena;
	loading->reading.file = (struct rule_file_reading){.arena = arena, .scratch = briefly, .findings = findings, .keys = keys};
	loading->reading.data = &loading->data;
	expression_compiler_init(&loading->reading.compiler, arena, briefly, keys);
	loading->sources = arena_array(arena, struct source *, count);
	loading->trees = arena_array(arena, struct yaml_documents, count);
	for (size_t i = 0; i < count; i++)
		if (!holds_other_data(files[i].path))
			parse_file(loading, &files[i], loading->file_count++);
	read_everything(loading);
	rule_drafts_build(&loading->drafts, arena, &loading->data.overlays, set);
	set->sources = loading->data.sources;
	set->source_count = loading->data.source_count;
	set->tables = loading->data.table_set;
	set->lexicons = loading->data.lexicon_set;
	set->derive_tables = service_types_finish(&loading->service_types);
	set->version = SLICE_OF(TENKEN_VERSION);
	set->digest = digest_of(arena, files, count);
	*loaded = (struct loaded_rules){
		.set = set,
		.examples = loading->examples,
		.example_count = loading->example_count,
		.mistakes = loading->reading.file.mistakes,
		.kinds = kinds_told(loading),
		.kind_count = loading->kinds.count,
		.loading = loading,
	};
	return loaded->mistakes == 0;
}

bool rules_load_policies(struct loaded_rules *loaded, struct arena *scratch, struct finding_list *findings)
{
	struct loading *loading = loaded->loading;
	struct policy_set *policies = arena_new(loading->arena, struct policy_set);

	loading->reading.file.scratch = scratch;
	loading->reading.file.findings = findings;
	loading->reading.compiler.scratch = scratch;
	policy_reading_init(&loading->policies, &loading->reading, count_items(loading, CONTENT_POLICY), count_items(loading, CONTENT_PROFILE));
	read_documents(loading, CONTENT_POLICY);
	read_documents(loading, CONTENT_PROFILE);
	*policies = policy_reading_finish(&loading->policies);
	loaded->policies = policies;
	loaded->mistakes = loading->reading.file.mistakes;
	return loaded->mistakes == 0;
}
