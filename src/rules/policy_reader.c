#include "rules/policy_reader.h"

#include "rules/rule_shapes.h"

enum policy_key {
	POLICY_ID,
	POLICY_TITLE,
	POLICY_TITLE_EN,
	POLICY_SOURCE,
	POLICY_IN_FORCE,
	POLICY_ITEMS,
	POLICY_NOTE
};

static const struct rule_key policy_keys[] = {
	[POLICY_ID] = {SLICE("policy|方針"), KEY_SCALAR | KEY_MANDATORY},
	[POLICY_TITLE] = {SLICE("title|題名"), KEY_SCALAR | KEY_MANDATORY},
	[POLICY_TITLE_EN] = {SLICE("title_en|英題"), KEY_SCALAR | KEY_MANDATORY},
	[POLICY_SOURCE] = {SLICE("source|出典"), KEY_SCALAR | KEY_MANDATORY},
	[POLICY_IN_FORCE] = {SLICE("in_force|施行"), KEY_MAPPING},
	[POLICY_ITEMS] = {SLICE("items|項目"), KEY_SEQUENCE | KEY_MANDATORY},
	[POLICY_NOTE] = {SLICE("note|備考"), KEY_SCALAR},
	{{NULL, 0}, 0},
};

static const struct rule_key period_keys[] = {
	{SLICE("from|始まり"), KEY_SCALAR},
	{SLICE("to|終わり"), KEY_SCALAR},
	{{NULL, 0}, 0},
};

enum item_key {
	ITEM_ID,
	ITEM_LABEL,
	ITEM_TEXT,
	ITEM_RULES,
	ITEM_MACHINE,
	ITEM_QUESTION,
	ITEM_QUESTION_EN,
	ITEM_INSTEAD,
	ITEM_PRIORITY,
	ITEM_ASKS,
	ITEM_NOTE
};

static const struct rule_key item_keys[] = {
	[ITEM_ID] = {SLICE("id|番号"), KEY_SCALAR | KEY_MANDATORY},
	[ITEM_LABEL] = {SLICE("label|表記"), KEY_SCALAR},
	[ITEM_TEXT] = {SLICE("text|原文"), KEY_SCALAR | KEY_MANDATORY},
	[ITEM_RULES] = {SLICE("rules|規則"), KEY_SEQUENCE},
	[ITEM_MACHINE] = {SLICE("machine|機械"), KEY_SCALAR | KEY_MANDATORY},
	[ITEM_QUESTION] = {SLICE("question|問いかけ"), KEY_SCALAR},
	[ITEM_QUESTION_EN] = {SLICE("question_en|英語の問いかけ"), KEY_SCALAR},
	[ITEM_INSTEAD] = {SLICE("instead|別の問いかけ"), KEY_SEQUENCE},
	[ITEM_PRIORITY] = {SLICE("priority|優先"), KEY_SCALAR},
	[ITEM_ASKS] = {SLICE("asks|尋ねる相手"), KEY_SCALAR},
	[ITEM_NOTE] = {SLICE("note|備考"), KEY_SCALAR},
	{{NULL, 0}, 0},
};

static const struct rule_key instead_keys[] = {
	{SLICE("when|とき"), KEY_SCALAR | KEY_MANDATORY},
	{SLICE("question|問いかけ"), KEY_SCALAR | KEY_MANDATORY},
	{SLICE("question_en|英語の問いかけ"), KEY_SCALAR},
	{{NULL, 0}, 0},
};

enum profile_key {
	PROFILE_NAME,
	PROFILE_TITLE,
	PROFILE_TITLE_EN,
	PROFILE_POLICIES,
	PROFILE_SELECT,
	PROFILE_IGNORE,
	PROFILE_AUDIENCE,
	PROFILE_QUESTIONS,
	PROFILE_REQUIRE_FORMS,
	PROFILE_NOTE
};

static const struct rule_key profile_keys[] = {
	[PROFILE_NAME] = {SLICE("profile|プロファイル"), KEY_SCALAR | KEY_MANDATORY},
	[PROFILE_TITLE] = {SLICE("title|題名"), KEY_SCALAR | KEY_MANDATORY},
	[PROFILE_TITLE_EN] = {SLICE("title_en|英題"), KEY_SCALAR | KEY_MANDATORY},
	[PROFILE_POLICIES] = {SLICE("policies|方針"), KEY_SEQUENCE},
	[PROFILE_SELECT] = {SLICE("select|確かめる"), KEY_SEQUENCE},
	[PROFILE_IGNORE] = {SLICE("ignore|確かめない"), KEY_SEQUENCE},
	[PROFILE_AUDIENCE] = {SLICE("audience|相手"), KEY_SCALAR},
	[PROFILE_QUESTIONS] = {SLICE("questions|問いかけの数"), KEY_SCALAR},
	[PROFILE_REQUIRE_FORMS] = {SLICE("require_forms|必要な様式"), KEY_SEQUENCE},
	[PROFILE_NOTE] = {SLICE("note|備考"), KEY_SCALAR},
	{{NULL, 0}, 0},
};

static const struct slice machine_words[] = {
	[POLICY_MACHINE_NO] = SLICE("no|いいえ|false"),
	[POLICY_MACHINE_PARTLY] = SLICE("partly|一部"),
	[POLICY_MACHINE_YES] = SLICE("yes|はい|true"),
};

static const struct slice asked_words[] = {
	[POLICY_ASKS_MANAGER] = SLICE("manager|介護支援専門員"),
	[POLICY_ASKS_INSURER] = SLICE("insurer|保険者"),
};

static const struct slice audience_words[] = {
	[AUDIENCE_MANAGER] = SLICE("manager|介護支援専門員"),
	[AUDIENCE_INSPECTOR] = SLICE("inspector|点検者"),
	[AUDIENCE_VENDOR] = SLICE("vendor|ベンダー"),
};

void rule_shapes_add_policy(struct rule_shapes *shapes)
{
	shapes->policy = policy_keys;
	shapes->policy_period = period_keys;
	shapes->policy_item = item_keys;
	shapes->policy_instead = instead_keys;
	shapes->profile = profile_keys;
	shapes->machines = (struct rule_words){machine_words, COUNT_OF(machine_words)};
	shapes->asked = (struct rule_words){asked_words, COUNT_OF(asked_words)};
	shapes->readers = (struct rule_words){audience_words, COUNT_OF(audience_words)};
}

void policy_reading_init(struct policy_reading *reading, struct rule_reading *rules, size_t policies, size_t profiles)
{
	struct arena *arena = rules->file.arena;

	*reading = (struct policy_reading){
		.rules = rules,
		.policies = arena_array(arena, struct policy, policies),
		.policies_at = arena_array(arena, struct defined_at, policies),
		.profiles = arena_array(arena, struct profile, profiles),
		.profiles_at = arena_array(arena, struct defined_at, profiles),
	};
}

static unsigned word_or(struct policy_reading *reading, const struct yaml_node *node, const struct slice *words, size_t count,
			unsigned fallback)
{
	size_t word = node ? rule_word_read(&reading->rules->file, node, words, count) : SIZE_MAX;

	return word == SIZE_MAX ? fallback : (unsigned)word;
}

static unsigned read_priority(struct policy_reading *reading, const struct yaml_node *node)
{
	enum { MIDDLE = 5 };
	struct slice text = node ? slice_trim(node->text) : slice_of("", 0);

	if (!node)
		return MIDDLE;
	if (text.length == 1 && text.data[0] >= '0' && text.data[0] <= '9')
		return (unsigned)(text.data[0] - '0');
	rule_mistake(&reading->rules->file, BUILTIN_RULE_BAD_VALUE, node, (struct slice[]){text, SLICE("0–9"), SLICE("")}, 3);
	return MIDDLE;
}

/* A sequence of texts; what is no text is reported. */
static const struct slice *read_names(struct policy_reading *reading, const struct yaml_node *node, size_t *count)
{
	struct rule_file_reading *file = &reading->rules->file;
	struct slice *names = node ? arena_array(file->arena, struct slice, node->count) : NULL;

	*count = 0;
	for (size_t i = 0; node && i < node->count; i++) {
		if (node->items[i].kind == YAML_SCALAR && slice_trim(node->items[i].text).length)
			names[(*count)++] = slice_trim(node->items[i].text);
		else
			rule_mistake(file, BUILTIN_RULE_EMPTY_VALUE, &node->items[i], NULL, 0);
	}
	return names;
}

/* ---- items ---- */

static struct slice optional_text(const struct yaml_node *node)
{
	return node ? slice_trim(node->text) : slice_of("", 0);
}

static void read_questions(struct policy_reading *reading, const struct yaml_node *const *values, struct policy_item *item)
{
	const struct yaml_node *instead = values[ITEM_INSTEAD], *parts[COUNT_OF(instead_keys)];
	size_t most = 1 + (instead ? instead->count : 0);
	struct policy_question *questions = arena_array(reading->rules->file.arena, struct policy_question, most);

	for (size_t i = 0; instead && i < instead->count; i++) {
		rule_keys_read(&reading->rules->file, &instead->items[i], instead_keys, parts);
		if (!parts[0] || !parts[1])
			continue;
		questions[item->question_count++] = (struct policy_question){
			.when = rule_read_plan_condition(reading->rules, parts[0]),
			.text = {rule_text_read(&reading->rules->file, parts[1]), optional_text(parts[2])},
		};
	}
	if (values[ITEM_QUESTION])
		questions[item->question_count++] = (struct policy_question){
			.text = {rule_text_read(&reading->rules->file, values[ITEM_QUESTION]), optional_text(values[ITEM_QUESTION_EN])},
		};
	else if (instead)
		rule_mistake(&reading->rules->file, BUILTIN_RULE_MISSING_KEY, instead, (struct slice[]){SLICE("question（問いかけ）")}, 1);
	item->questions = questions;
}

/* `places` has the place of each item before; the one of this item is added. */
static bool read_item(struct policy_reading *reading, const struct yaml_node *node, const struct policy *policy, struct policy_item *item,
		      struct defined_at *places)
{
	const struct yaml_node *values[COUNT_OF(item_keys)];
	struct rule_file_reading *file = &reading->rules->file;

	rule_keys_read(file, node, item_keys, values);
	if (!values[ITEM_ID] || !values[ITEM_TEXT])
		return false;
	item->id = rule_name_read(file, values[ITEM_ID]);
	item->name = arena_print(file->arena, "%.*s/%.*s", SLICE_PRINT(policy->id), SLICE_PRINT(item->id));
	item->label = values[ITEM_LABEL] ? rule_text_read(file, values[ITEM_LABEL]) : item->id;
	item->text = rule_text_read(file, values[ITEM_TEXT]);
	item->rules = read_names(reading, values[ITEM_RULES], &item->rule_count);
	item->machine = (enum policy_machine)word_or(reading, values[ITEM_MACHINE], machine_words, COUNT_OF(machine_words), POLICY_MACHINE_NO);
	item->asked = (enum policy_asked)word_or(reading, values[ITEM_ASKS], asked_words, COUNT_OF(asked_words), POLICY_ASKS_MANAGER);
	item->priority = read_priority(reading, values[ITEM_PRIORITY]);
	read_questions(reading, values, item);
	for (size_t i = 0; i < policy->item_count; i++)
		if (slice_equal(policy->items[i].id, item->id)) {
			report_duplicate(file, BUILTIN_RULE_DUPLICATE, values[ITEM_ID], item->id, &places[i]);
			return false;
		}
	places[policy->item_count] = (struct defined_at){file->source, values[ITEM_ID]->offset};
	return true;
}

void policy_add(struct policy_reading *reading, const struct yaml_node *mapping)
{
	const struct yaml_node *values[COUNT_OF(policy_keys)], *period[COUNT_OF(period_keys)] = {NULL};
	struct rule_file_reading *file = &reading->rules->file;
	struct policy *policy = &reading->policies[reading->policy_count];

	rule_keys_read(file, mapping, policy_keys, values);
	if (!values[POLICY_ID] || !values[POLICY_SOURCE] || !values[POLICY_ITEMS])
		return;
	policy->id = rule_name_read(file, values[POLICY_ID]);
	policy->title = rule_text_read(file, values[POLICY_TITLE]);
	policy->title_en = rule_text_read(file, values[POLICY_TITLE_EN]);
	policy->source = reference_source(reading->rules->data, file, values[POLICY_SOURCE]);
	if (values[POLICY_IN_FORCE])
		rule_keys_read(file, values[POLICY_IN_FORCE], period_keys, period);
	policy->from = rule_date_read(file, period[0], RULE_ALWAYS_FROM);
	policy->to = rule_date_read(file, period[1], RULE_ALWAYS_TO);
	for (size_t i = 0; i < reading->policy_count; i++)
		if (slice_equal(reading->policies[i].id, policy->id)) {
			report_duplicate(file, BUILTIN_RULE_DUPLICATE, values[POLICY_ID], policy->id, &reading->policies_at[i]);
			return;
		}
	struct policy_item *items = arena_array(file->arena, struct policy_item, values[POLICY_ITEMS]->count);
	struct defined_at *places = arena_array(file->scratch, struct defined_at, values[POLICY_ITEMS]->count);

	policy->items = items;
	for (size_t i = 0; i < values[POLICY_ITEMS]->count; i++)
		if (read_item(reading, &values[POLICY_ITEMS]->items[i], policy, &items[policy->item_count], places))
			policy->item_count++;
	reading->policies_at[reading->policy_count++] = (struct defined_at){file->source, values[POLICY_ID]->offset};
}

/* ---- profiles ---- */

static void read_policies(struct policy_reading *reading, const struct yaml_node *node, struct profile *profile)
{
	struct rule_file_reading *file = &reading->rules->file;
	struct policy_set known = policy_reading_finish(reading);
	const struct policy **policies = arena_array(file->arena, const struct policy *, node->count);
	struct slice *ids = arena_array(file->scratch, struct slice, known.policy_count);

	for (size_t i = 0; i < known.policy_count; i++)
		ids[i] = known.policies[i].id;
	profile->policies = policies;
	for (size_t i = 0; i < node->count; i++) {
		struct slice id = node->items[i].kind == YAML_SCALAR ? slice_trim(node->items[i].text) : slice_of("", 0);
		const struct policy *policy = policy_find(&known, id);

		if (policy) {
			policies[profile->policy_count++] = policy;
			continue;
		}
		struct slice allowed = file->findings->english ? SLICE_OF("the `policy` of a file") : SLICE_OF("方針（policy）のファイルの番号");

		rule_mistake(file, BUILTIN_RULE_BAD_VALUE, &node->items[i],
			     (struct slice[]){id, allowed, rule_hint(file, id, ids, known.policy_count)}, 3);
	}
}

/* A number or all, as --questions. */
static struct slice read_question_count(struct policy_reading *reading, const struct yaml_node *node)
{
	struct slice text = optional_text(node);
	uint64_t number;

	if (node && !slice_equal(text, SLICE_OF("all")) && !slice_to_uint(text, &number))
		rule_mistake(&reading->rules->file, BUILTIN_RULE_BAD_VALUE, node, (struct slice[]){text, SLICE("0, 1 …, all"), SLICE("")}, 3);
	return text;
}

static void read_required_forms(struct policy_reading *reading, const struct yaml_node *node, struct profile *profile)
{
	struct rule_file_reading *file = &reading->rules->file;
	struct slice names[FORM_COUNT];

	profile->require_forms = read_names(reading, node, &profile->require_form_count);
	for (unsigned i = 0; i < FORM_COUNT; i++)
		names[i] = form_info((enum form)i)->name_ja;
	for (size_t i = 0; i < profile->require_form_count; i++) {
		struct slice name = profile->require_forms[i];
		enum form form = form_by_name(file->keys, name, file->scratch);

		if (form != FORM_NONE) {
			profile->required |= 1u << form;
			continue;
		}
		struct slice allowed = file->findings->english ? SLICE_OF("the name of a form") : SLICE_OF("様式の名前");

		rule_mistake(file, BUILTIN_RULE_BAD_VALUE, node, (struct slice[]){name, allowed, rule_hint(file, name, names, FORM_COUNT)}, 3);
	}
}

void profile_add(struct policy_reading *reading, const struct yaml_node *mapping)
{
	const struct yaml_node *values[COUNT_OF(profile_keys)];
	struct rule_file_reading *file = &reading->rules->file;
	struct profile *profile = &reading->profiles[reading->profile_count];

	rule_keys_read(file, mapping, profile_keys, values);
	if (!values[PROFILE_NAME])
		return;
	profile->name = rule_name_read(file, values[PROFILE_NAME]);
	profile->title = rule_text_read(file, values[PROFILE_TITLE]);
	profile->title_en = rule_text_read(file, values[PROFILE_TITLE_EN]);
	if (values[PROFILE_POLICIES])
		read_policies(reading, values[PROFILE_POLICIES], profile);
	profile->select = read_names(reading, values[PROFILE_SELECT], &profile->select_count);
	profile->ignore = read_names(reading, values[PROFILE_IGNORE], &profile->ignore_count);
	profile->audience =
		(enum rule_audience)word_or(reading, values[PROFILE_AUDIENCE], audience_words, COUNT_OF(audience_words), AUDIENCE_MANAGER);
	profile->has_audience = values[PROFILE_AUDIENCE] != NULL;
	profile->questions = read_question_count(reading, values[PROFILE_QUESTIONS]);
	read_required_forms(reading, values[PROFILE_REQUIRE_FORMS], profile);
	for (size_t i = 0; i < reading->profile_count; i++)
		if (slice_equal(reading->profiles[i].name, profile->name)) {
			report_duplicate(file, BUILTIN_RULE_DUPLICATE, values[PROFILE_NAME], profile->name, &reading->profiles_at[i]);
			return;
		}
	reading->profiles_at[reading->profile_count++] = (struct defined_at){file->source, values[PROFILE_NAME]->offset};
}

struct policy_set policy_reading_finish(const struct policy_reading *reading)
{
	return (struct policy_set){reading->policies, reading->policy_count, reading->profiles, reading->profile_count};
}
