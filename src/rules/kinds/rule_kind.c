/* Definitions of kinds, and rules that fill them in. */
#include "rules/kinds/rule_kind.h"

#include "model/key_table.h"
#include "rules/rule_shapes.h"
#include "text/unicode/normalize.h"

#include <string.h>

/* ---- definitions ---- */

enum {
	KIND_NAME,
	KIND_NAME_EN,
	KIND_TITLE,
	KIND_TITLE_EN,
	KIND_PARAMETERS,
	KIND_RULE,
	KIND_EXAMPLE
};

static const struct rule_key kind_keys[] = {
	[KIND_NAME] = {SLICE(RULE_KIND_KEY), KEY_SCALAR | KEY_MANDATORY},
	[KIND_NAME_EN] = {SLICE("name_en|英名"), KEY_SCALAR | KEY_MANDATORY},
	[KIND_TITLE] = {SLICE("title|題名"), KEY_SCALAR | KEY_MANDATORY},
	[KIND_TITLE_EN] = {SLICE("title_en|英題"), KEY_SCALAR | KEY_MANDATORY},
	[KIND_PARAMETERS] = {SLICE("parameters|欄"), KEY_SEQUENCE | KEY_MANDATORY},
	[KIND_RULE] = {SLICE("rule|規則"), KEY_MAPPING | KEY_MANDATORY},
	[KIND_EXAMPLE] = {SLICE("example|手本"), KEY_SCALAR | KEY_MANDATORY},
	{{NULL, 0}, 0},
};

static const struct rule_key parameter_keys[] = {
	{SLICE("name|名前"), KEY_SCALAR | KEY_MANDATORY},
	{SLICE("name_en|英名"), KEY_SCALAR | KEY_MANDATORY},
	{SLICE("type|種類"), KEY_SCALAR | KEY_MANDATORY},
	{SLICE("default|なければ"), KEY_SCALAR},
	{{NULL, 0}, 0},
};

static const struct slice parameter_types[PARAMETER_TYPE_COUNT] = {
	[PARAMETER_FIELD] = SLICE("field|項目"),     [PARAMETER_FIELDS] = SLICE("fields|項目の並び"),
	[PARAMETER_TEXT] = SLICE("text|文字の項目"), [PARAMETER_PERIOD] = SLICE("period|期間の項目"),
	[PARAMETER_LIST] = SLICE("list|行の項目"),
	[PARAMETER_WORDS] = SLICE("words|言葉"),     [PARAMETER_NUMBER] = SLICE("number|数"),
	[PARAMETER_TABLE] = SLICE("table|表"),	     [PARAMETER_CONDITION] = SLICE("condition|条件"),
	[PARAMETER_VALUE] = SLICE("value|値"),
};

const struct yaml_node *rule_kind_key(const struct yaml_node *mapping)
{
	for (size_t i = 0; mapping->kind == YAML_MAPPING && i < mapping->count; i++)
		if (rule_key_is(kind_keys[KIND_NAME].names, mapping->keys[i].text))
			return &mapping->items[i];
	return NULL;
}

bool is_rule_kind(const struct yaml_node *document)
{
	return rule_kind_key(document) != NULL;
}

static struct slice both_names(struct rule_file_reading *reading, const struct yaml_node *name, const struct yaml_node *name_en)
{
	struct slice first = normalize(reading->arena, slice_trim(name->text));

	return arena_print(reading->arena, "%.*s|%.*s", SLICE_PRINT(first), SLICE_PRINT(slice_trim(name_en->text)));
}

static void add_parameter(struct rule_kind *kind, struct rule_file_reading *reading, const struct yaml_node *node)
{
	const struct yaml_node *values[COUNT_OF(parameter_keys)];

	if (!rule_keys_read(reading, node, parameter_keys, values))
		return;
	size_t type = rule_word_read(reading, values[2], parameter_types, PARAMETER_TYPE_COUNT);

	if (type != SIZE_MAX)
		kind->parameters[kind->parameter_count++] = (struct kind_parameter){
			.names = both_names(reading, values[0], values[1]), .type = (enum parameter_type)type, .fallback = values[3]};
}

const struct rule_kind *rule_kind_find(const struct rule_kinds *kinds, struct rule_file_reading *reading, const struct yaml_node *name)
{
	if (!name || name->kind != YAML_SCALAR)
		return NULL;
	struct slice word = slice_trim(normalize(reading->scratch, name->text));

	for (size_t i = 0; i < kinds->count; i++)
		if (rule_key_is(kinds->items[i].names, word))
			return &kinds->items[i];
	return NULL;
}

/* Every ${…} must name a parameter: a slip of the kind's author is told to them, not to whoever fills it in. */
static void check_texts(const struct rule_kind *kind, struct rule_file_reading *reading, const struct yaml_node *node)
{
	for (size_t i = 0; node->kind != YAML_SCALAR && i < node->count; i++)
		check_texts(kind, reading, &node->items[i]);
	for (size_t at = 0; node->kind == YAML_SCALAR && (at = slice_find(node->text, SLICE_OF("${"), at)) != SIZE_MAX; at += 2) {
		size_t to = slice_find(node->text, SLICE_OF("}"), at);
		struct slice inside = slice_part(node->text, at + 2, to == SIZE_MAX ? node->text.length : to);
		bool each = slice_starts_with(inside, SLICE_OF("any ")) || slice_starts_with(inside, SLICE_OF("all "));
		size_t end = slice_find(inside, each ? SLICE_OF(":") : SLICE_OF("."), 0);
		struct slice name = slice_trim(slice_part(inside, each ? 4 : 0, end == SIZE_MAX ? inside.length : end));
		bool known = to != SIZE_MAX && !(each && end == SIZE_MAX);
		size_t i = 0;

		while (i < kind->parameter_count && !rule_key_is(kind->parameters[i].names, name))
			i++;
		if (!known || i == kind->parameter_count)
			rule_mistake(reading, BUILTIN_RULE_UNKNOWN_KEY, node, (struct slice[]){name, SLICE("")}, 2);
	}
}

void rule_kinds_add(struct rule_kinds *kinds, struct rule_file_reading *reading, const struct yaml_node *document)
{
	const struct yaml_node *values[COUNT_OF(kind_keys)];
	struct rule_kind kind = {.parameter_count = 0};

	if (!rule_keys_read(reading, document, kind_keys, values))
		return;
	const struct rule_kind *first = rule_kind_find(kinds, reading, values[KIND_NAME]);

	if (first) {
		struct defined_at at = {first->name_node->source, first->name_node->offset};

		report_duplicate(reading, BUILTIN_RULE_DUPLICATE, values[KIND_NAME], values[KIND_NAME]->text, &at);
		return;
	}
	kind.names = both_names(reading, values[KIND_NAME], values[KIND_NAME_EN]);
	kind.title = rule_text_read(reading, values[KIND_TITLE]);
	kind.title_en = rule_text_read(reading, values[KIND_TITLE_EN]);
	kind.example = values[KIND_EXAMPLE]->text;
	kind.rule = values[KIND_RULE];
	kind.name_node = values[KIND_NAME];
	for (size_t i = 0; i < values[KIND_PARAMETERS]->count && i < KIND_PARAMETERS_MAX; i++)
		add_parameter(&kind, reading, &values[KIND_PARAMETERS]->items[i]);
	check_texts(&kind, reading, kind.rule);
	kinds->items = arena_with_room(reading->arena, kinds->items, kinds->count, &kinds->capacity, sizeof *kinds->items);
	kinds->items[kinds->count++] = kind;
}

/* ---- words that stand in rules ---- */

const struct yaml_node *kind_value_of(const struct yaml_node *mapping, struct slice names)
{
	for (size_t i = 0; i < mapping->count; i++)
		if (rule_key_is(names, mapping->keys[i].text))
			return &mapping->items[i];
	return NULL;
}

size_t rule_kinds_count_words(const struct yaml_node *rules_node)
{
	size_t count = 0;

	for (size_t i = 0; rules_node->kind == YAML_SEQUENCE && i < rules_node->count; i++)
		if (rule_kind_key(&rules_node->items[i]))
			count += KIND_PARAMETERS_MAX;
	return count;
}

struct yaml_node kind_scalar_at(const struct yaml_node *place, struct slice text)
{
	return (struct yaml_node){.kind = YAML_SCALAR, .text = text, .source = place->source, .offset = place->offset, .length = 0};
}

/* The mapping of a lexicon, as if it had been written in a file of its own. */
static void add_lexicon(struct rule_kinds *kinds, struct rule_file_reading *reading, struct reference_data *data,
			const struct yaml_node *sequence)
{
	static const char *const keys[] = {"lexicon", "title", "title_en", "words"};
	struct slice name = arena_print(reading->arena, "words-of-rule-%zu", kinds->word_count + 1);
	struct yaml_node *key_nodes = arena_array(reading->arena, struct yaml_node, COUNT_OF(keys));
	struct yaml_node *values = arena_array(reading->arena, struct yaml_node, COUNT_OF(keys));

	for (size_t i = 0; i < COUNT_OF(keys); i++) {
		key_nodes[i] = kind_scalar_at(sequence, slice_from_string(keys[i]));
		values[i] = kind_scalar_at(sequence, name);
	}
	values[COUNT_OF(keys) - 1] = *sequence;
	struct yaml_node lexicon = {.kind = YAML_MAPPING, .source = sequence->source, .offset = sequence->offset,
				    .count = COUNT_OF(keys), .keys = key_nodes, .items = values};

	reference_data_add_lexicon(data, reading, &lexicon);
	kinds->words = arena_with_room(reading->arena, kinds->words, kinds->word_count, &kinds->word_capacity, sizeof *kinds->words);
	kinds->words[kinds->word_count++] = (struct kind_words){sequence, name};
}

void rule_kinds_add_words(struct rule_kinds *kinds, struct rule_file_reading *reading, struct reference_data *data,
			  const struct yaml_node *rules_node)
{
	for (size_t i = 0; i < rules_node->count; i++) {
		const struct yaml_node *mapping = &rules_node->items[i], *name = rule_kind_key(mapping);
		const struct rule_kind *kind = name ? rule_kind_find(kinds, reading, name) : NULL;

		for (size_t k = 0; kind && k < kind->parameter_count; k++) {
			const struct yaml_node *value = kind_value_of(mapping, kind->parameters[k].names);

			if (kind->parameters[k].type == PARAMETER_WORDS && value && value->kind == YAML_SEQUENCE)
				add_lexicon(kinds, reading, data, value);
		}
	}
}

struct slice kind_lexicon_of(const struct rule_kinds *kinds, const struct yaml_node *sequence)
{
	for (size_t i = 0; i < kinds->word_count; i++)
		if (kinds->words[i].sequence == sequence)
			return kinds->words[i].lexicon;
	return slice_of("", 0);
}
