/* Rules that fill in a kind. */
#include "rules/kinds/rule_kind.h"

#include "rules/rule_shapes.h"
#include "text/unicode/normalize.h"

static const struct rule_key *rule_key_list(void)
{
	struct rule_shapes shapes;

	rule_shapes_add_rule(&shapes);
	return shapes.rule;
}

static bool bad_value(struct rule_file_reading *reading, const struct yaml_node *node, const char *japanese, const char *english)
{
	struct slice allowed = slice_from_string(reading->findings->english ? english : japanese);
	struct slice written = node->kind == YAML_SCALAR ? node->text : SLICE_OF("-");

	rule_mistake(reading, BUILTIN_RULE_BAD_VALUE, node, (struct slice[]){written, allowed, SLICE("")}, 3);
	return false;
}

/* What a form's item must hold, and how that is called. */
struct item_need {
	bool (*holds)(const struct type *type);
	const char *name, *name_en;
	const char *example, *example_en; /* where the row that was written has none */
};

static bool holds_text(const struct type *type)
{
	return type->kind == TYPE_STRING;
}

static bool holds_period(const struct type *type)
{
	return type->kind == TYPE_RECORD && type->model == RECORD_Period;
}

static bool holds_list(const struct type *type)
{
	return type->kind == TYPE_LIST;
}

static bool holds_anything(const struct type *type)
{
	(void)type;
	return true;
}

static const struct item_need needs[PARAMETER_TYPE_COUNT] = {
	[PARAMETER_FIELD] = {holds_anything, "項目", "an item", "計画.援助の方針", "plan.policy"},
	[PARAMETER_TEXT] = {holds_text, "文字の項目", "an item of text", "計画.援助の方針", "plan.policy"},
	[PARAMETER_PERIOD] = {holds_period, "期間の項目", "a period", "短期目標.期間", "short_goal.period"},
	[PARAMETER_LIST] = {holds_list, "行や言葉の並び", "a list", "計画.ニーズ", "plan.needs"},
};

/* Up to three cells of the row that was written in place of one: "長期目標.内容、長期目標.期間". */
static struct slice cells_of_row(struct rule_reading *reading, const struct item_need *need, struct slice row, const struct type *type,
				 bool english)
{
	struct arena *arena = reading->file.scratch;
	const struct record_info *record = record_info((enum record_kind)type->model);
	struct text_builder builder;
	unsigned count = 0;

	text_builder_init(&builder, arena);
	for (unsigned i = 0; i < record->count && count < 3; i++) {
		enum field field = (enum field)(record->first + i);

		if (!need->holds(type_of_field(arena, field)))
			continue;
		text_builder_add_string(&builder, count++ ? english ? ", " : "、" : "");
		text_builder_print(&builder, "%.*s.%.*s", SLICE_PRINT(row), SLICE_PRINT(english ? field_info(field)->name : field_name_ja(field)));
	}
	return text_builder_finish(&builder);
}

static bool wrong_item(struct rule_reading *reading, const struct yaml_node *node, const struct item_need *need, const struct type *type)
{
	bool english = reading->file.findings->english;
	struct slice example = {NULL, 0};

	if (type && type->kind == TYPE_RECORD)
		example = cells_of_row(reading, need, slice_trim(node->text), type, english);
	if (!example.length)
		example = slice_from_string(english ? need->example_en : need->example);
	example = english ? arena_print(reading->file.scratch, "%s (%.*s)", need->name_en, SLICE_PRINT(example))
			  : arena_print(reading->file.scratch, "%s（%.*s など）", need->name, SLICE_PRINT(example));
	return bad_value(&reading->file, node, example.data, example.data);
}

/* `need` is what a path must lead to; NULL for any expression. */
static bool check_expression(struct rule_reading *reading, const struct yaml_node *node, const struct item_need *need,
			     const struct type *wanted)
{
	if (node->kind != YAML_SCALAR)
		return wrong_item(reading, node, need ? need : &needs[PARAMETER_FIELD], NULL);
	size_t names = reading->compiler.name_count;
	struct rule_text text = rule_text_of(&reading->file, node);

	/* Every scope: which one the rule has follows from the items. */
	for (unsigned scope = 0; scope < SCOPE_COUNT; scope++)
		expression_compiler_add_scope(&reading->compiler, (enum rule_scope)scope);
	const struct expression *expression = expression_compile(&reading->compiler, node->text, wanted);

	expression_compiler_forget_names(&reading->compiler, names);
	rule_report_problems(reading, BUILTIN_RULE_EXPRESSION, &text);
	/* A row of a form as a whole is no item: its cells are. */
	if (expression && need &&
	    (!expression_is_path(expression) || expression->kind == EXPRESSION_NAME || !need->holds(expression->type)))
		return wrong_item(reading, node, need, expression->type);
	return expression != NULL;
}

static struct slice quoted(struct arena *arena, struct slice text)
{
	return arena_print(arena, "'%.*s'", SLICE_PRINT(text));
}

static bool known_name(struct rule_file_reading *reading, enum builtin_finding builtin, const struct yaml_node *node, const struct slice *names,
		       size_t count)
{
	struct slice name = slice_trim(node->text);

	for (size_t i = 0; i < count; i++)
		if (slice_equal(names[i], name))
			return true;
	struct slice hint = rule_hint(reading, name, names, count);

	rule_mistake(reading, builtin, node, (struct slice[]){name, hint}, 2);
	return false;
}

static bool known_lexicon(struct rule_reading *reading, const struct yaml_node *node)
{
	const struct reference_data *data = reading->data;
	struct slice *names = arena_array(reading->file.scratch, struct slice, data->lexicon_count);

	for (size_t i = 0; i < data->lexicon_count; i++)
		names[i] = data->lexicons[i].name;
	return known_name(&reading->file, BUILTIN_RULE_UNKNOWN_LEXICON, node, names, data->lexicon_count);
}

static bool known_table(struct rule_reading *reading, const struct yaml_node *node)
{
	const struct reference_data *data = reading->data;
	struct slice *names = arena_array(reading->file.scratch, struct slice, data->table_count);

	for (size_t i = 0; i < data->table_count; i++)
		names[i] = data->tables[i].name;
	return known_name(&reading->file, BUILTIN_RULE_UNKNOWN_TABLE, node, names, data->table_count);
}

static bool fill_number(struct rule_file_reading *reading, const struct yaml_node *node, struct slice *written)
{
	uint64_t number;

	*written = node->kind == YAML_SCALAR ? slice_trim(normalize(reading->arena, node->text)) : slice_of("", 0);
	return slice_to_uint(*written, &number) || bad_value(reading, node, "数（12 など）", "a number such as 12");
}

static bool fill_fields(struct rule_reading *reading, const struct yaml_node *node)
{
	bool fine = true;

	if (node->kind == YAML_SCALAR)
		return check_expression(reading, node, NULL, NULL);
	if (node->kind != YAML_SEQUENCE || node->count == 0)
		return bad_value(&reading->file, node, "項目の並び（[計画.援助の方針, …]）", "a sequence of items");
	for (size_t i = 0; i < node->count; i++)
		fine &= check_expression(reading, &node->items[i], NULL, NULL);
	return fine;
}

/* What a parameter stands for in an expression; false when it cannot be used, which is reported. */
static bool fill_parameter(const struct rule_kinds *kinds, struct rule_reading *reading, const struct kind_parameter *parameter,
			   const struct yaml_node *node, struct slice *written)
{
	*written = node->kind == YAML_SCALAR ? slice_trim(node->text) : slice_of("", 0);
	switch (parameter->type) {
	case PARAMETER_FIELD:
	case PARAMETER_TEXT:
	case PARAMETER_PERIOD:
	case PARAMETER_LIST:
		return check_expression(reading, node, &needs[parameter->type], NULL);
	case PARAMETER_FIELDS:
		return fill_fields(reading, node);
	case PARAMETER_VALUE:
		return check_expression(reading, node, NULL, NULL);
	case PARAMETER_CONDITION:
		*written = arena_print(reading->file.arena, "(%.*s)", SLICE_PRINT(*written));
		return check_expression(reading, node, NULL, type_simple(TYPE_BOOL));
	case PARAMETER_NUMBER:
		return fill_number(&reading->file, node, written);
	case PARAMETER_TABLE:
		*written = quoted(reading->file.arena, *written);
		return node->kind == YAML_SCALAR ? known_table(reading, node) : bad_value(&reading->file, node, "表の名前", "the name of a table");
	case PARAMETER_WORDS:
		if (node->kind == YAML_MAPPING)
			return bad_value(&reading->file, node, "言葉の並びか、辞書の名前", "a sequence of words or the name of a lexicon");
		*written = quoted(reading->file.arena, node->kind == YAML_SEQUENCE ? kind_lexicon_of(kinds, node) : *written);
		return node->kind == YAML_SEQUENCE || known_lexicon(reading, node);
	case PARAMETER_TYPE_COUNT:
		break;
	}
	return false;
}

static struct slice name_for_people(struct rule_file_reading *reading, struct slice names)
{
	struct slice first = {NULL, 0}, second = {NULL, 0};

	slice_next(&names, '|', &first);
	slice_next(&names, '|', &second);
	return arena_print(reading->scratch, "%.*s（%.*s）", SLICE_PRINT(first), SLICE_PRINT(second));
}

static bool fill_form(const struct rule_kinds *kinds, struct rule_reading *reading, const struct yaml_node *mapping, struct kind_form *form)
{
	bool fine = true;

	for (size_t i = 0; i < form->kind->parameter_count; i++) {
		const struct kind_parameter *parameter = &form->kind->parameters[i];

		form->values[i] = kind_value_of(mapping, parameter->names);
		if (!form->values[i])
			form->values[i] = parameter->fallback;
		if (form->values[i]) {
			fine &= fill_parameter(kinds, reading, parameter, form->values[i], &form->written[i]);
			continue;
		}
		struct slice name = name_for_people(&reading->file, parameter->names);

		rule_mistake(&reading->file, BUILTIN_RULE_MISSING_KEY, mapping, &name, 1);
		fine = false;
	}
	return fine;
}

static bool is_key_of_rules(struct slice key)
{
	for (const struct rule_key *rule_key = rule_key_list(); rule_key->names.length; rule_key++)
		if (rule_key_is(rule_key->names, key))
			return true;
	return slice_starts_with(key, SLICE_OF("x-"));
}

static bool is_parameter(const struct rule_kind *kind, struct slice key)
{
	for (size_t i = 0; i < kind->parameter_count; i++)
		if (rule_key_is(kind->parameters[i].names, key))
			return true;
	return rule_key_is(SLICE_OF(RULE_KIND_KEY), key);
}

/* A key that is neither one of rules nor a parameter: the nearest parameter is most likely meant. */
static bool check_keys(const struct rule_kind *kind, struct rule_file_reading *reading, const struct yaml_node *mapping)
{
	struct slice names[KIND_PARAMETERS_MAX * 2];
	size_t count = 0, mistakes = reading->mistakes;

	for (size_t i = 0; i < kind->parameter_count; i++) {
		struct slice rest = kind->parameters[i].names;

		while (count < COUNT_OF(names) && slice_next(&rest, '|', &names[count]))
			count++;
	}
	for (size_t i = 0; i < mapping->count; i++) {
		struct slice key = mapping->keys[i].text;

		if (is_parameter(kind, key) || is_key_of_rules(key))
			continue;
		struct slice hint = rule_hint(reading, key, names, count);

		rule_mistake(reading, BUILTIN_RULE_UNKNOWN_KEY, &mapping->keys[i], (struct slice[]){key, hint}, 2);
	}
	return reading->mistakes == mistakes;
}

/* The names under which a key may stand in the mapping, so that a key of the rule finds the same one of the kind. */
static struct slice all_names(struct slice key)
{
	for (const struct rule_key *rule_key = rule_key_list(); rule_key->names.length; rule_key++)
		if (rule_key_is(rule_key->names, key))
			return rule_key->names;
	return key;
}

static void put_key(struct yaml_node *rule, const struct yaml_node *key, const struct yaml_node *value)
{
	struct slice names = all_names(key->text);
	size_t at = 0;

	while (at < rule->count && !rule_key_is(names, rule->keys[at].text))
		at++;
	rule->keys[at] = *key;
	rule->items[at] = *value;
	if (at == rule->count)
		rule->count++;
}

/* Without a name the rule is called as its number: lc-001. */
static void put_name(struct rule_file_reading *reading, struct yaml_node *rule, const struct yaml_node *mapping)
{
	const struct yaml_node *id = kind_value_of(mapping, SLICE_OF("id|番号"));

	if (!id || id->kind != YAML_SCALAR || kind_value_of(mapping, SLICE_OF("name|名前")))
		return;
	struct slice text = slice_trim(id->text);
	char *lower = arena_allocate(reading->arena, text.length + 1);

	for (size_t i = 0; i < text.length; i++)
		lower[i] = text.data[i] >= 'A' && text.data[i] <= 'Z' ? (char)(text.data[i] + 'a' - 'A') : text.data[i];
	struct yaml_node key = kind_scalar_at(id, SLICE_OF("name")), value = *id;

	value.text = slice_of(lower, text.length);
	value.made = true;
	put_key(rule, &key, &value);
}

/* A condition of the rule takes the place of the kind's, whichever of the two words either uses. */
static bool replaces_condition(const struct yaml_node *mapping, struct slice key)
{
	struct slice conditions = SLICE_OF("problem|指摘する条件|must|守ること");

	if (!rule_key_is(conditions, key))
		return false;
	return kind_value_of(mapping, conditions) != NULL;
}

const struct yaml_node *rule_kind_fill(const struct rule_kinds *kinds, struct rule_reading *reading, const struct yaml_node *mapping)
{
	struct rule_file_reading *file = &reading->file;
	struct kind_form form = {.kind_node = rule_kind_key(mapping)};

	form.kind = rule_kind_find(kinds, file, form.kind_node);
	if (!form.kind) {
		struct slice *names = arena_array(file->scratch, struct slice, kinds->count);

		for (size_t i = 0; i < kinds->count; i++)
			names[i] = first_name(kinds->items[i].names);
		struct slice hint = rule_hint(file, form.kind_node->text, names, kinds->count);

		rule_mistake(file, BUILTIN_RULE_UNKNOWN_KIND, form.kind_node, (struct slice[]){form.kind_node->text, hint}, 2);
		return NULL;
	}
	bool known = check_keys(form.kind, file, mapping);

	if (!fill_form(kinds, reading, mapping, &form) || !known)
		return NULL;
	struct yaml_node *rule = arena_new(file->arena, struct yaml_node);
	size_t most = form.kind->rule->count + mapping->count + 1;

	*rule = *mapping;
	rule->count = 0;
	rule->keys = arena_array(file->arena, struct yaml_node, most);
	rule->items = arena_array(file->arena, struct yaml_node, most);
	for (size_t i = 0; i < form.kind->rule->count; i++) {
		struct yaml_node key = kind_scalar_at(form.kind_node, form.kind->rule->keys[i].text);
		struct yaml_node value = kind_filled(&form, file, &form.kind->rule->items[i]);

		if (!replaces_condition(mapping, key.text))
			put_key(rule, &key, &value);
	}
	for (size_t i = 0; i < mapping->count; i++)
		if (!is_parameter(form.kind, mapping->keys[i].text))
			put_key(rule, &mapping->keys[i], &mapping->items[i]);
	put_name(file, rule, mapping);
	return rule;
}
