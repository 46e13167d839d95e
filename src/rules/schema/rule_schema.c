/* The shapes of rule files and what a file may be, for editors. */
#include "rules/schema/rule_schema.h"

#include "base/compiler.h"
#include "rules/schema/schema_values.h"

/* ---- shapes ---- */

static bool has_mandatory(const struct rule_key *keys)
{
	while (keys->names.length && !(keys->flags & KEY_MANDATORY))
		keys++;
	return keys->names.length > 0;
}

/* A mandatory key may be given in either language. */
static void add_mandatory(struct json_writer *json, const struct rule_key *keys)
{
	if (!has_mandatory(keys))
		return;
	json_key(json, "allOf");
	json_begin_array(json);
	for (; keys->names.length; keys++) {
		struct slice names = keys->names, name;

		if (!(keys->flags & KEY_MANDATORY))
			continue;
		json_begin_object(json);
		json_key(json, "anyOf");
		json_begin_array(json);
		while (slice_next(&names, '|', &name)) {
			json_begin_object(json);
			json_key(json, "required");
			json_begin_array(json);
			json_string(json, name);
			json_end_array(json);
			json_end_object(json);
		}
		json_end_array(json);
		json_end_object(json);
	}
	json_end_array(json);
}

static void add_shape(struct schema *schema, const char *shape, const struct rule_key *keys)
{
	struct json_writer *json = schema->json;

	bool filled_in = slice_equal(slice_from_string(shape), SLICE_OF("kind_rule"));

	json_key(json, shape);
	json_begin_object(json);
	json_text(json, "type", SLICE_OF("object"));
	json_key(json, "properties");
	json_begin_object(json);
	for (const struct rule_key *key = keys; key->names.length; key++) {
		struct slice names = key->names, name, english = first_name(key->names);

		while (slice_next(&names, '|', &name))
			schema_add_key(schema, shape, key, english, name);
	}
	json_end_object(json);
	json_key(json, "patternProperties");
	json_begin_object(json);
	json_key(json, "^x-");
	json_begin_object(json);
	json_end_object(json);
	json_end_object(json);
	json_key(json, "additionalProperties");
	if (keys == schema->shapes.row) { /* the columns of the table */
		json_begin_object(json);
		schema_add_text(json, false);
		json_end_object(json);
	} else {
		json_bool(json, filled_in); /* the parameters of the kind */
	}
	if (!filled_in)
		add_mandatory(json, keys);
	json_end_object(json);
}

static void schema_init(struct schema *schema, struct json_writer *json, struct arena *arena)
{
	*schema = (struct schema){.json = json, .arena = arena};
	rule_shapes_add_rule(&schema->shapes);
	rule_shapes_add_wording(&schema->shapes);
	rule_shapes_add_batch(&schema->shapes);
	rule_shapes_add_example(&schema->shapes);
	rule_shapes_add_reference(&schema->shapes);
	rule_shapes_add_table(&schema->shapes);
	rule_shapes_add_service_types(&schema->shapes);
	rule_shapes_add_overlays(&schema->shapes);
	rule_shapes_add_policy(&schema->shapes);
}

void rule_schema_add_definitions(struct json_writer *json, struct arena *arena)
{
	struct schema schema;

	schema_init(&schema, json, arena);
	const struct rule_shapes *shapes = &schema.shapes;

	add_shape(&schema, "rule", shapes->rule);
	add_shape(&schema, "kind_rule", shapes->rule);
	add_shape(&schema, "rule.wording", shapes->wording);
	add_shape(&schema, "rule.in_force", shapes->in_force);
	add_shape(&schema, "rule.audiences", shapes->audiences);
	add_shape(&schema, "rule.basis", shapes->basis);
	add_shape(&schema, "rule.list", shapes->batch_list);
	add_shape(&schema, "rule.alike", shapes->batch_alike);
	add_shape(&schema, "rule.example", shapes->example);
	add_shape(&schema, "source", shapes->source);
	add_shape(&schema, "lexicon", shapes->lexicon);
	add_shape(&schema, "lexicon.word", shapes->word);
	add_shape(&schema, "table", shapes->table);
	add_shape(&schema, "table.column", shapes->column);
	add_shape(&schema, "table.row", shapes->row);
	add_shape(&schema, "change", shapes->change);
	add_shape(&schema, "disable", shapes->disable);
	add_shape(&schema, "lexicon_more", shapes->lexicon_more);
	add_shape(&schema, "table_more", shapes->table_more);
	add_shape(&schema, "service_types", shapes->service_types);
	add_shape(&schema, "service_types.type", shapes->service_type);
	add_shape(&schema, "service_types.item", shapes->service_item);
	add_shape(&schema, "policy", shapes->policy);
	add_shape(&schema, "policy.in_force", shapes->policy_period);
	add_shape(&schema, "policy.item", shapes->policy_item);
	add_shape(&schema, "policy.instead", shapes->policy_instead);
	add_shape(&schema, "profile", shapes->profile);
}

/* ---- what a file is ---- */

/* {"anyOf": [{"required": [a]}, …]}: one of the keys is there. */
static void add_one_of_keys(struct json_writer *json, const char *words)
{
	struct slice rest = slice_from_string(words), word;

	json_begin_object(json);
	json_key(json, "anyOf");
	json_begin_array(json);
	while (slice_next(&rest, '|', &word)) {
		json_begin_object(json);
		json_key(json, "required");
		json_begin_array(json);
		json_string(json, word);
		json_end_array(json);
		json_end_object(json);
	}
	json_end_array(json);
	json_end_object(json);
}

struct choice {
	const char *keys, *shape; /* one of these keys, then it is this; without keys: it may become any of these */
};

/* if … then … else …, so that a mistake is explained by the one shape that was meant. */
static void add_choices(struct schema *schema, const struct choice *choices, size_t count, size_t at)
{
	struct json_writer *json = schema->json;

	json_begin_object(json);
	if (at < count) {
		json_key(json, "if");
		add_one_of_keys(json, choices[at].keys);
		json_key(json, "then");
		json_begin_object(json);
		schema_add_reference(schema, choices[at].shape);
		json_end_object(json);
		json_key(json, "else");
		add_choices(schema, choices, count, at + 1);
	} else {
		json_key(json, "anyOf");
		json_begin_array(json);
		for (size_t i = 0; i < count; i++) {
			json_begin_object(json);
			schema_add_reference(schema, choices[i].shape);
			json_end_object(json);
		}
		json_end_array(json);
	}
	json_end_object(json);
}

void rule_schema_add_root(struct json_writer *json, struct arena *arena)
{
	static const struct choice items[] = {
		{"kind|型", "kind_rule"},
		{"change|変更", "change"},
		{"disable|止める", "disable"},
		{"lexicon+|辞書+", "lexicon_more"},
		{"table+|表+", "table_more"},
		{"category|分類|severity|重さ|scope|対象|problem|指摘する条件|must|守ること|message|説明|basis|根拠|tests|例", "rule"},
		{"link|リンク|quote|引用|date|日付", "source"},
	};
	static const struct choice files[] = {
		{"lexicon+|辞書+", "lexicon_more"},
		{"table+|表+", "table_more"},
		{"change|変更", "change"},
		{"disable|止める", "disable"},
		{"table|表", "table"},
		{"lexicon|辞書", "lexicon"},
		{"service_types|サービス種類", "service_types"},
		{"profile|プロファイル", "profile"},
		{"policy|方針", "policy"},
	};
	struct schema schema;

	schema_init(&schema, json, arena);
	json_key(json, "if");
	json_begin_object(json);
	json_text(json, "type", SLICE_OF("array"));
	json_end_object(json);
	json_key(json, "then");
	json_begin_object(json);
	json_key(json, "items");
	add_choices(&schema, items, COUNT_OF(items), 0);
	json_end_object(json);
	json_key(json, "else");
	add_choices(&schema, files, COUNT_OF(files), 0);
}
