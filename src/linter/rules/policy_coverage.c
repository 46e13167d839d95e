#include "linter/rules/policy_coverage.h"

#include "base/text_builder.h"
#include "text/json/json_writer.h"

struct policy_coverage policy_coverage_of(const struct loaded_rules *loaded)
{
	struct policy_coverage coverage = {0};

	for (size_t i = 0; i < loaded->policies->policy_count; i++) {
		const struct policy *policy = &loaded->policies->policies[i];

		for (size_t k = 0; k < policy->item_count; k++) {
			const struct policy_item *item = &policy->items[k];
			size_t shipped = 0;

			for (size_t r = 0; r < item->rule_count; r++)
				shipped += rule_find(loaded->set, item->rules[r]) != NULL;
			coverage.items++;
			coverage.rules += shipped;
			coverage.awaited += item->rule_count - shipped;
			if (shipped)
				coverage.with_rules++;
			else if (item->question_count)
				coverage.questions_only++;
			else
				coverage.without++;
		}
	}
	return coverage;
}

/* ---- text ---- */

static void add_item_head(struct text_builder *out, const struct policy_item *item, bool english)
{
	text_builder_print(out, english ? "%.*s  %.*s  \"" : "%.*s  %.*s  「", SLICE_PRINT(item->name), SLICE_PRINT(item->label));
	text_builder_add(out, item->text);
	text_builder_add_string(out, english ? "\"\n" : "」\n");
}

static void add_rules(struct text_builder *out, const struct rule_set *set, const struct policy_item *item, bool english)
{
	size_t awaited = 0;

	for (size_t i = 0; i < item->rule_count; i++) {
		const struct rule *rule = rule_find(set, item->rules[i]);

		awaited += !rule;
		if (!rule)
			continue;
		const struct rule_revision *newest = rule_newest(rule);

		text_builder_print(out, english ? "    rule      %.*s %.*s " : "    規則      %.*s %.*s ", SLICE_PRINT(rule->id), SLICE_PRINT(rule->name));
		text_builder_add(out, english ? newest->title_en : newest->title);
		text_builder_add_char(out, '\n');
	}
	for (size_t i = 0, named = 0; awaited && i < item->rule_count; i++) {
		if (rule_find(set, item->rules[i]))
			continue;
		text_builder_add_string(out, named++ ? ", " : english ? "    not yet   " : "    まだない  ");
		text_builder_add(out, item->rules[i]);
		if (named == awaited)
			text_builder_add_char(out, '\n');
	}
}

static void add_question(struct text_builder *out, const struct policy_question *question, const struct policy_item *item, bool english)
{
	bool insurer = item->asked == POLICY_ASKS_INSURER;
	struct slice text = english && question->text[LANGUAGE_EN].length ? question->text[LANGUAGE_EN] : question->text[LANGUAGE_JA];

	if (english)
		text_builder_add_string(out, insurer ? "    question  (for the municipality) > " : "    question  > ");
	else
		text_builder_add_string(out, insurer ? "    問いかけ  （保険者へ）▷ " : "    問いかけ  ▷ ");
	text_builder_add(out, text);
	text_builder_add_char(out, '\n');
	if (!question->when.expression)
		return;
	text_builder_add_string(out, english ? "              when " : "              次のとき： ");
	text_builder_add(out, slice_trim(question->when.written.text));
	text_builder_add_char(out, '\n');
}

static void add_item(struct text_builder *out, const struct rule_set *set, const struct policy_item *item, bool english)
{
	static const char *const machine[][2] = {
		[POLICY_MACHINE_NO] = {"機械では確かめられません", "a program cannot see this"},
		[POLICY_MACHINE_PARTLY] = {"機械で確かめられるのは一部です", "a program sees a part of this"},
		[POLICY_MACHINE_YES] = {"機械で確かめられます", "a program can see this"},
	};

	add_item_head(out, item, english);
	add_rules(out, set, item, english);
	for (size_t i = 0; i < item->question_count; i++)
		add_question(out, &item->questions[i], item, english);
	text_builder_print(out, "    %s\n", machine[item->machine][english]);
}

static void add_policy_head(struct text_builder *out, const struct policy *policy, bool english)
{
	text_builder_add_string(out, english ? "== " : "■ ");
	text_builder_add(out, english ? policy->title_en : policy->title);
	text_builder_print(out, english ? " (%.*s)\n" : "（%.*s）\n", SLICE_PRINT(policy->id));
}

static void add_policy(struct text_builder *out, const struct rule_set *set, const struct policy *policy, bool english)
{
	add_policy_head(out, policy, english);
	for (size_t i = 0; i < policy->item_count; i++) {
		text_builder_add_char(out, '\n');
		add_item(out, set, &policy->items[i], english);
	}
	text_builder_add_char(out, '\n');
}

struct slice policy_coverage_text(struct arena *arena, const struct loaded_rules *loaded, const struct policy_coverage *coverage,
				  bool english)
{
	struct text_builder out;

	text_builder_init(&out, arena);
	for (size_t i = 0; i < loaded->policies->policy_count; i++)
		add_policy(&out, loaded->set, &loaded->policies->policies[i], english);
	text_builder_print(&out,
			   english ? "%zu documents, %zu items: %zu with rules, %zu with a question alone, %zu with neither\n"
				   : "文書 %zu、項目 %zu：規則のあるもの %zu、問いかけだけのもの %zu、どちらもないもの %zu\n",
			   loaded->policies->policy_count, coverage->items, coverage->with_rules, coverage->questions_only, coverage->without);
	text_builder_print(&out,
			   english ? "rules named by items: %zu that exist, %zu not yet\n" : "項目に書かれた規則：あるもの %zu、まだないもの %zu\n",
			   coverage->rules, coverage->awaited);
	return text_builder_finish(&out);
}

struct slice policy_explain(struct arena *arena, const struct loaded_rules *loaded, struct slice name, bool english)
{
	const struct policy_item *item = policy_item_find(loaded->policies, name);
	const struct policy *policy = policy_find(loaded->policies, name);
	struct text_builder out;

	text_builder_init(&out, arena);
	if (policy)
		add_policy(&out, loaded->set, policy, english);
	if (!item)
		return text_builder_finish(&out);
	for (size_t i = 0; i < loaded->policies->policy_count; i++) {
		const struct policy *of = &loaded->policies->policies[i];

		if (item >= of->items && item < of->items + of->item_count)
			add_policy_head(&out, of, english);
	}
	add_item(&out, loaded->set, item, english);
	return text_builder_finish(&out);
}

/* ---- json ---- */

static void add_item_json(struct json_writer *json, const struct rule_set *set, const struct policy_item *item, bool english)
{
	static const struct slice machine[] = {SLICE("no"), SLICE("partly"), SLICE("yes")};

	json_begin_object(json);
	json_text(json, "item", item->name);
	json_text(json, "label", item->label);
	json_text(json, "text", item->text);
	json_text(json, "machine", machine[item->machine]);
	json_key(json, "rules");
	json_begin_array(json);
	for (size_t i = 0; i < item->rule_count; i++) {
		const struct rule *rule = rule_find(set, item->rules[i]);

		if (!rule)
			continue;
		json_begin_object(json);
		json_text(json, "rule", rule->id);
		json_text(json, "name", rule->name);
		json_text(json, "title", english ? rule_newest(rule)->title_en : rule_newest(rule)->title);
		json_end_object(json);
	}
	json_end_array(json);
	json_key(json, "not_yet");
	json_begin_array(json);
	for (size_t i = 0; i < item->rule_count; i++)
		if (!rule_find(set, item->rules[i]))
			json_string(json, item->rules[i]);
	json_end_array(json);
	json_text(json, "question", policy_item_question(item, english));
	json_text(json, "asks", item->asked == POLICY_ASKS_INSURER ? SLICE_OF("insurer") : SLICE_OF("manager"));
	json_count(json, "priority", item->priority);
	json_end_object(json);
}

static void add_policy_json(struct json_writer *json, const struct rule_set *set, const struct policy *policy, bool english)
{
	json_begin_object(json);
	json_text(json, "policy", policy->id);
	json_text(json, "title", english ? policy->title_en : policy->title);
	json_text(json, "source", policy->source ? policy->source->id : slice_of("", 0));
	json_key(json, "items");
	json_begin_array(json);
	for (size_t i = 0; i < policy->item_count; i++)
		add_item_json(json, set, &policy->items[i], english);
	json_end_array(json);
	json_end_object(json);
}

struct slice policy_coverage_json(struct arena *arena, const struct loaded_rules *loaded, const struct policy_coverage *coverage,
				  struct slice version, bool english)
{
	struct text_builder out;
	struct json_writer json;

	text_builder_init(&out, arena);
	json_init(&json, &out, false);
	json_begin_object(&json);
	json_count(&json, "schema_version", 1);
	json_key(&json, "tool");
	json_begin_object(&json);
	json_text(&json, "name", SLICE_OF("tenken"));
	json_text(&json, "version", version);
	json_end_object(&json);
	json_key(&json, "policies");
	json_begin_array(&json);
	json.line_depth = 2;
	for (size_t i = 0; i < loaded->policies->policy_count; i++)
		add_policy_json(&json, loaded->set, &loaded->policies->policies[i], english);
	json.line_depth = 0;
	json_end_array(&json);
	json_key(&json, "summary");
	json_begin_object(&json);
	json_count(&json, "policies", loaded->policies->policy_count);
	json_count(&json, "items", coverage->items);
	json_count(&json, "with_rules", coverage->with_rules);
	json_count(&json, "questions_only", coverage->questions_only);
	json_count(&json, "without", coverage->without);
	json_count(&json, "rules", coverage->rules);
	json_count(&json, "not_yet", coverage->awaited);
	json_end_object(&json);
	json_end_object(&json);
	text_builder_add_char(&out, '\n');
	return text_builder_finish(&out);
}
