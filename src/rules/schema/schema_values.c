/* What may stand under each key, and how the schema says it. */
#include "rules/schema/schema_values.h"

#include "base/compiler.h"
#include "program/batch.h"
#include "program/rule_scope.h"

/* What stands under a key, where the key list alone does not say it. */
enum value_kind {
	VALUE_BY_SHAPE, /* scalar, sequence of texts or mapping of texts, as the key list says */
	VALUE_ID,       /* T2-029 */
	VALUE_NAME,     /* vague-goals */
	VALUE_DATE,
	VALUE_TRUTH,
	VALUE_DIGIT,
	VALUE_WORD,     /* of a word list */
	VALUE_SCOPE,
	VALUE_SHAPE,    /* a mapping of the definition `shape` */
	VALUE_SHAPES,   /* a sequence of them */
	VALUE_WORDS,    /* a sequence of texts or of mappings */
	VALUE_ROWS,     /* a scope of rows of one plan */
	VALUE_NAMES,    /* a text or a sequence of them */
	VALUE_INSURERS  /* a number of six digits or a sequence of them */
};

/* A key, by its English name, in the shapes that have it; an empty `shape_of` is any. */
static const struct value_shape {
	const char *shape_of, *key;
	enum value_kind kind;
	const char *shape;
	const char *meaning;
} value_shapes[] = {
	{"rule", "id", VALUE_ID, NULL, "二つから四つの大文字か数字、ハイフン、三桁の番号。使い回しません。 / Never reused: T2-029."},
	{"kind_rule", "id", VALUE_ID, NULL, "二つから四つの大文字か数字、ハイフン、三桁の番号。使い回しません。 / Never reused: T2-029."},
	{"rule", "name", VALUE_NAME, NULL, "英小文字・数字・ハイフンの名前。 / Small letters, digits and hyphens; unique."},
	{"kind_rule", "name", VALUE_NAME, NULL, "英小文字・数字・ハイフンの名前。 / Small letters, digits and hyphens; unique."},
	{"rule", "title", VALUE_BY_SHAPE, NULL, "一行の題名。 / One line."},
	{"rule", "category", VALUE_WORD, "categories", NULL},
	{"kind_rule", "category", VALUE_WORD, "categories", NULL},
	{"rule", "severity", VALUE_WORD, "severities", "error は、原文と照らした根拠が要ります。 / error rests on a verified basis."},
	{"kind_rule", "severity", VALUE_WORD, "severities", "error は、原文と照らした根拠が要ります。 / error rests on a verified basis."},
	{"rule", "result", VALUE_WORD, "results", "指摘か問いかけ。 / A finding or a question."},
	{"kind_rule", "result", VALUE_WORD, "results", "指摘か問いかけ。 / A finding or a question."},
	{"rule", "scope", VALUE_SCOPE, NULL, "何を一つずつ見るか。 / What it looks at, one row a time."},
	{"kind_rule", "scope", VALUE_SCOPE, NULL, "何を一つずつ見るか。 / What it looks at, one row a time."},
	{"rule", "in_force", VALUE_SHAPE, "rule.in_force", "この形で使う期間。 / The period of this revision."},
	{"kind_rule", "in_force", VALUE_SHAPE, "rule.in_force", "この形で使う期間。 / The period of this revision."},
	{"rule", "applies", VALUE_BY_SHAPE, NULL, "確かめる場合の条件（| で始まる行）。 / Condition, as a literal block."},
	{"rule", "on_request", VALUE_TRUTH, NULL, "番号か名前で求められたときだけ使う。 / Runs only when asked for by its own id or name."},
	{"kind_rule", "on_request", VALUE_TRUTH, NULL, "番号か名前で求められたときだけ使う。 / Runs only when asked for by its own id or name."},
	{"rule", "each", VALUE_ROWS, NULL, "多くの計画を見る規則：何ごとに集めるか。なければ計画ごと。 / Over many plans: the rows facts are collected of; the plan without it."},
	{"rule", "collect", VALUE_BY_SHAPE, NULL, "多くの計画を見る規則：集めるものの名前と式。 / Over many plans: names and expressions of a fact."},
	{"rule", "group", VALUE_NAMES, NULL, "集めたもののうち、これが同じものをまとめて判定する。 / Names of collect: facts that agree in them are judged together."},
	{"rule", "overall", VALUE_BY_SHAPE, NULL, "どの事業所（担当者）の事実も合わせた計算。 / Named numbers over the facts of all offices (care managers)."},
	{"rule", "judge", VALUE_BY_SHAPE, NULL, "まとまりごとの条件（| で始まる行）。 / Condition over the facts of a group, as a literal block."},
	{"rule", "once", VALUE_TRUTH, NULL, "一つの計画の同じ事実は一度だけ数える。 / Equal facts of one plan count once."},
	{"rule", "complete", VALUE_TRUTH, NULL, "含められない計画があれば判定しない。 / Not judged when a plan could not be included."},
	{"rule", "alike", VALUE_SHAPE, "rule.alike", "文の似ている事実をまとめます。 / Facts whose texts are alike belong together."},
	{"change", "alike", VALUE_SHAPE, "rule.alike", NULL},
	{"rule.alike", "by", VALUE_BY_SHAPE, NULL, "比べる文：集めるもの（collect）の名前。 / The text compared: a name of collect."},
	{"rule.alike", "from", VALUE_BY_SHAPE, NULL, "どれだけ同じなら似ているか（0.85 など）。 / How much of it must be the same (0.85)."},
	{"rule", "list", VALUE_SHAPE, "rule.list", "指摘に並べる事実。 / The facts a finding lists."},
	{"change", "list", VALUE_SHAPE, "rule.list", NULL},
	{"change", "complete", VALUE_TRUTH, NULL, NULL},
	{"rule.list", "facts", VALUE_BY_SHAPE, NULL, "並べる事実の式。なければすべて。 / Which; all without it."},
	{"rule.list", "by", VALUE_BY_SHAPE, NULL, "大きい順に並べる値（fact.…）。 / What the largest of comes first, over fact."},
	{"rule.list", "text", VALUE_BY_SHAPE, NULL, "一行の文。 / One line about each."},
	{"rule", "let", VALUE_BY_SHAPE, NULL, "名前と式。 / Names for expressions."},
	{"rule", "problem", VALUE_BY_SHAPE, NULL, "指摘する条件（| で始まる行）。 / Condition of a finding, as a literal block."},
	{"rule", "must", VALUE_BY_SHAPE, NULL, "守られるべき条件（| で始まる行）。 / Condition that must hold, as a literal block."},
	{"rule", "at", VALUE_BY_SHAPE, NULL, "指し示す項目。 / The field to point at."},
	{"rule", "for", VALUE_SHAPE, "rule.audiences", "相手ごとの言葉。 / Words for other readers."},
	{"kind_rule", "for", VALUE_SHAPE, "rule.audiences", "相手ごとの言葉。 / Words for other readers."},
	{"rule", "priority", VALUE_DIGIT, NULL, "問いかけの順（0〜9）。 / Order of questions."},
	{"kind_rule", "priority", VALUE_DIGIT, NULL, "問いかけの順（0〜9）。 / Order of questions."},
	{"rule", "basis", VALUE_SHAPES, "rule.basis", "根拠。 / What it rests on."},
	{"kind_rule", "basis", VALUE_SHAPES, "rule.basis", "根拠。 / What it rests on."},
	{"rule", "suppressible", VALUE_TRUTH, NULL, "除外できるか。 / May it be suppressed?"},
	{"kind_rule", "suppressible", VALUE_TRUTH, NULL, "除外できるか。 / May it be suppressed?"},
	{"rule", "tests", VALUE_SHAPES, "rule.example", "例：計画と、その結果。 / Plans and what the rule must make of them."},
	{"kind_rule", "tests", VALUE_SHAPES, "rule.example", "例：計画と、その結果。 / Plans and what the rule must make of them."},
	{"", "insurer", VALUE_INSURERS, NULL, "この保険者（6桁）の計画だけ。 / Only plans of these insurers."},
	{"", "reason", VALUE_BY_SHAPE, NULL, "なぜそうするか。 / Why."},
	{"change", "severity", VALUE_WORD, "severities", NULL},
	{"change", "result", VALUE_WORD, "results", NULL},
	{"change", "in_force", VALUE_SHAPE, "rule.in_force", NULL},
	{"change", "for", VALUE_SHAPE, "rule.audiences", NULL},
	{"change", "priority", VALUE_DIGIT, NULL, NULL},
	{"change", "basis+", VALUE_SHAPES, "rule.basis", "根拠に書き足すもの。 / What is added to the basis."},
	{"change", "tests", VALUE_SHAPES, "rule.example", NULL},
	{"change", "change", VALUE_ID, NULL, "変える規則の番号。 / The id of the rule to change."},
	{"disable", "disable", VALUE_ID, NULL, "止める規則の番号。 / The id of the rule to switch off."},
	{"lexicon_more", "lexicon+", VALUE_NAME, NULL, "言葉を足す辞書。 / The lexicon that gets more words."},
	{"lexicon_more", "words", VALUE_WORDS, "lexicon.word", NULL},
	{"table_more", "table+", VALUE_NAME, NULL, "行を足す表。 / The table that gets more rows."},
	{"table_more", "rows", VALUE_SHAPES, "table.row", NULL},
	{"", "message", VALUE_BY_SHAPE, NULL, "説明。{式} が値になります。 / Text; {expression} becomes its value."},
	{"", "question", VALUE_BY_SHAPE, NULL, "気づきを促す問いかけ。 / A question that prompts thought."},
	{"", "fix", VALUE_BY_SHAPE, NULL, "直し方。 / What to do."},
	{"rule.in_force", "from", VALUE_DATE, NULL, NULL},
	{"rule.in_force", "to", VALUE_DATE, NULL, "最後の日も含みます。 / Last day included."},
	{"rule.in_force", "decided_by", VALUE_BY_SHAPE, NULL, "日付の式。なければ plan.plan_date。 / An expression over plan."},
	{"rule.audiences", "manager", VALUE_SHAPE, "rule.wording", NULL},
	{"rule.audiences", "inspector", VALUE_SHAPE, "rule.wording", NULL},
	{"rule.audiences", "vendor", VALUE_SHAPE, "rule.wording", NULL},
	{"rule.basis", "source", VALUE_BY_SHAPE, NULL, "sources.yaml の番号。 / An id of sources.yaml."},
	{"rule.basis", "kind", VALUE_WORD, "basis_kinds", NULL},
	{"", "verified", VALUE_TRUTH, NULL, "原文と照らしたか。 / Has somebody compared it with the text itself?"},
	{"rule.example", "expect", VALUE_WORD, "expectations", NULL},
	{"rule.example", "plan", VALUE_SHAPE, "Plan", "YAML の計画。要るところだけでよい。 / A plan, as sparse as the case allows."},
	{"rule.example", "plans", VALUE_SHAPES, "Plan", "多くの計画を見る規則の例：計画の並び。 / Examples of a rule over many plans."},
	{"rule.example", "as_of", VALUE_DATE, NULL, "today() の日（なければ 2025-04-01）。 / What today() gives."},
	{"rule.example", "at", VALUE_BY_SHAPE, NULL, "指摘が指す書式上の場所。 / Form address that must be pointed at."},
	{"source", "id", VALUE_NAME, NULL, NULL},
	{"lexicon", "lexicon", VALUE_NAME, NULL, NULL},
	{"lexicon", "words", VALUE_WORDS, "lexicon.word", NULL},
	{"table", "table", VALUE_NAME, NULL, NULL},
	{"table", "keys", VALUE_SHAPES, "table.column", NULL},
	{"table", "value", VALUE_SHAPE, "table.column", NULL},
	{"table", "rows", VALUE_SHAPES, "table.row", NULL},
	{"table.row", "from", VALUE_DATE, NULL, NULL},
	{"table.row", "to", VALUE_DATE, NULL, "最後の日も含みます。 / Last day included."},
	{"service_types", "service_types", VALUE_SHAPES, "service_types.type", NULL},
	{"service_types", "items", VALUE_SHAPES, "service_types.item", NULL},
	{"service_types.type", "insured", VALUE_TRUTH, NULL, NULL},
	{"service_types.type", "medical", VALUE_TRUTH, NULL, NULL},
	{"policy", "policy", VALUE_NAME, NULL, "方針の番号。 / The policy document."},
	{"policy", "source", VALUE_BY_SHAPE, NULL, "sources.yaml の番号。 / An id of sources.yaml."},
	{"policy", "in_force", VALUE_SHAPE, "policy.in_force", "計画作成日がこの期間にある計画の方針。 / For plans made in this period."},
	{"policy", "items", VALUE_SHAPES, "policy.item", "文書の順。 / In the order of the document."},
	{"policy.in_force", "from", VALUE_DATE, NULL, NULL},
	{"policy.in_force", "to", VALUE_DATE, NULL, "最後の日も含みます。 / Last day included."},
	{"policy.item", "id", VALUE_BY_SHAPE, NULL, "方針の中の番号。 / Unique in its policy."},
	{"policy.item", "text", VALUE_BY_SHAPE, NULL, "文書の文のままの引用。 / Quoted word for word."},
	{"policy.item", "rules", VALUE_BY_SHAPE, NULL, "確かめる規則の番号か名前。まだない規則も書けます。 / Ids or names; they may not exist yet."},
	{"policy.item", "machine", VALUE_WORD, "machines", "機械で確かめられるか。 / How much a program can see."},
	{"policy.item", "instead", VALUE_SHAPES, "policy.instead", "計画によって替える問いかけ。 / Other questions for some plans."},
	{"policy.item", "priority", VALUE_DIGIT, NULL, "問いかけの順（0〜9、0 が先）。 / Order of questions, 0 first."},
	{"policy.item", "asks", VALUE_WORD, "asked", "だれに尋ねるか。 / Whom the question is for."},
	{"policy.instead", "when", VALUE_BY_SHAPE, NULL, "plan についての条件（| で始まる行）。 / Condition over plan, as a literal block."},
	{"profile", "profile", VALUE_NAME, NULL, "--profile で選ぶ名前。 / The name for --profile."},
	{"profile", "audience", VALUE_WORD, "readers", NULL},
	{"profile", "questions", VALUE_BY_SHAPE, NULL, "問いかけの数（--questions と同じ）。 / How many questions a plan brings up."},
	{"profile", "require_forms", VALUE_BY_SHAPE, NULL, "--fail-on-unchecked が求める様式。 / Forms that --fail-on-unchecked asks for."},
};

static bool same(const char *a, struct slice b)
{
	return slice_equal(slice_from_string(a), b);
}

static const struct value_shape *value_shape_of(const char *shape, struct slice key)
{
	for (size_t i = 0; i < COUNT_OF(value_shapes); i++)
		if (same(value_shapes[i].key, key) &&
		    (!value_shapes[i].shape_of[0] || same(value_shapes[i].shape_of, slice_from_string(shape))))
			return &value_shapes[i];
	return NULL;
}

static void add_types(struct json_writer *json, const char *types)
{
	struct slice rest = slice_from_string(types), type;

	json_key(json, "type");
	json_begin_array(json);
	while (slice_next(&rest, ' ', &type))
		json_string(json, type);
	json_end_array(json);
}

/* An editor reads 1 and true as a number and a truth: every scalar is a text here. */
void schema_add_text(struct json_writer *json, bool may_be_empty)
{
	add_types(json, may_be_empty ? "string number boolean null" : "string number boolean");
}

void schema_add_reference(struct schema *schema, const char *name)
{
	json_text(schema->json, "$ref", arena_print(schema->arena, "#/definitions/%s", name));
}

/* Beside a $ref nothing else counts, so it stands in a list of its own. */
static void add_beside(struct schema *schema, const char *name)
{
	json_key(schema->json, "allOf");
	json_begin_array(schema->json);
	json_begin_object(schema->json);
	schema_add_reference(schema, name);
	json_end_object(schema->json);
	json_end_array(schema->json);
}

static struct rule_words words_named(const struct rule_shapes *shapes, struct slice name)
{
	if (same("categories", name))
		return shapes->categories;
	if (same("severities", name))
		return shapes->severities;
	if (same("results", name))
		return shapes->results;
	if (same("basis_kinds", name))
		return shapes->basis_kinds;
	if (same("machines", name))
		return shapes->machines;
	if (same("asked", name))
		return shapes->asked;
	if (same("readers", name))
		return shapes->readers;
	return shapes->expectations;
}

static void add_each(struct json_writer *json, struct slice words)
{
	struct slice word;

	while (slice_next(&words, '|', &word))
		json_string(json, word);
}

static void add_words(struct schema *schema, struct rule_words words)
{
	json_key(schema->json, "enum");
	json_begin_array(schema->json);
	for (size_t i = 0; i < words.count; i++)
		add_each(schema->json, words.items[i]);
	json_end_array(schema->json);
}

/* Rows of one plan; for `scope` many plans as well. */
static void add_scopes(struct schema *schema, bool with_batch)
{
	json_key(schema->json, "enum");
	json_begin_array(schema->json);
	for (unsigned i = 0; i < SCOPE_COUNT; i++) {
		const struct rule_scope_info *info = rule_scope_info((enum rule_scope)i);

		json_string(schema->json, info->name);
		add_each(schema->json, info->names_ja);
	}
	for (unsigned i = BATCH_ALL; with_batch && i < BATCH_SCOPE_COUNT; i++) {
		const struct batch_scope_info *info = batch_scope_info((enum batch_scope)i);

		json_string(schema->json, info->name);
		add_each(schema->json, info->names_ja);
	}
	json_end_array(schema->json);
}

static void add_names(struct schema *schema)
{
	struct json_writer *json = schema->json;

	add_types(json, "string array");
	json_key(json, "items");
	json_begin_object(json);
	add_types(json, "string");
	json_end_object(json);
}

static void add_truth(struct json_writer *json)
{
	json_key(json, "enum");
	json_begin_array(json);
	json_bool(json, true);
	json_bool(json, false);
	add_each(json, SLICE_OF("はい|いいえ|yes|no|true|false"));
	json_end_array(json);
}

static void add_digit(struct json_writer *json)
{
	add_types(json, "integer string");
	json_count(json, "minimum", 0);
	json_count(json, "maximum", 9);
	json_text(json, "pattern", SLICE_OF("^[0-9]$"));
}

static void add_pattern(struct json_writer *json, const char *pattern)
{
	json_text(json, "type", SLICE_OF("string"));
	json_text(json, "pattern", slice_from_string(pattern));
}

static void add_sequence(struct schema *schema, const char *shape)
{
	json_text(schema->json, "type", SLICE_OF("array"));
	json_key(schema->json, "items");
	json_begin_object(schema->json);
	if (shape)
		schema_add_reference(schema, shape);
	else
		schema_add_text(schema->json, false);
	json_end_object(schema->json);
}

/* A word of a lexicon alone, or with its blockers. */
static void add_word_sequence(struct schema *schema, const char *shape)
{
	struct json_writer *json = schema->json;

	json_text(json, "type", SLICE_OF("array"));
	json_key(json, "items");
	json_begin_object(json);
	json_key(json, "anyOf");
	json_begin_array(json);
	json_begin_object(json);
	schema_add_text(json, false);
	json_end_object(json);
	json_begin_object(json);
	schema_add_reference(schema, shape);
	json_end_object(json);
	json_end_array(json);
	json_end_object(json);
}

static void add_by_flags(struct schema *schema, unsigned flags)
{
	if (flags & KEY_SCALAR) {
		schema_add_text(schema->json, !(flags & KEY_MANDATORY));
	} else if (flags & KEY_SEQUENCE) {
		add_sequence(schema, NULL);
	} else {
		json_text(schema->json, "type", SLICE_OF("object"));
		json_key(schema->json, "additionalProperties");
		json_begin_object(schema->json);
		schema_add_text(schema->json, false);
		json_end_object(schema->json);
	}
}

static void add_insurers(struct schema *schema)
{
	struct json_writer *json = schema->json;

	add_types(json, "string integer array");
	json_text(json, "pattern", SLICE_OF("^[0-9]{6}$"));
	json_key(json, "items");
	json_begin_object(json);
	add_types(json, "string integer");
	json_text(json, "pattern", SLICE_OF("^[0-9]{6}$"));
	json_end_object(json);
}

static void add_value(struct schema *schema, const struct value_shape *shape, unsigned flags)
{
	switch (shape ? shape->kind : VALUE_BY_SHAPE) {
	case VALUE_BY_SHAPE:
		add_by_flags(schema, flags);
		break;
	case VALUE_ID:
		add_pattern(schema->json, "^[A-Z0-9]{2,4}-[0-9]{3}$");
		break;
	case VALUE_NAME:
		add_pattern(schema->json, "^[a-z0-9][-a-z0-9]*$");
		break;
	case VALUE_DATE:
		add_beside(schema, "date");
		break;
	case VALUE_TRUTH:
		add_truth(schema->json);
		break;
	case VALUE_DIGIT:
		add_digit(schema->json);
		break;
	case VALUE_WORD:
		add_words(schema, words_named(&schema->shapes, slice_from_string(shape->shape)));
		break;
	case VALUE_SCOPE:
		add_scopes(schema, true);
		break;
	case VALUE_ROWS:
		add_scopes(schema, false);
		break;
	case VALUE_NAMES:
		add_names(schema);
		break;
	case VALUE_SHAPE:
		add_beside(schema, shape->shape);
		break;
	case VALUE_SHAPES:
		add_sequence(schema, shape->shape);
		break;
	case VALUE_WORDS:
		add_word_sequence(schema, shape->shape);
		break;
	case VALUE_INSURERS:
		add_insurers(schema);
		break;
	}
}

void schema_add_key(struct schema *schema, const char *shape, const struct rule_key *key, struct slice english, struct slice name)
{
	const struct value_shape *value = value_shape_of(shape, english);

	json_key_slice(schema->json, name);
	json_begin_object(schema->json);
	json_text_if(schema->json, "description", slice_from_string(value ? value->meaning : NULL));
	add_value(schema, value, key->flags);
	json_end_object(schema->json);
}
