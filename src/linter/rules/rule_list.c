#include "linter/rules/rule_list.h"

#include "base/text_builder.h"
#include "findings/finding.h"
#include "text/json/json_writer.h"

static struct slice severity_of(const struct rule_revision *revision)
{
	static const enum severity severities[] = {
		[RULE_INFO] = SEVERITY_INFO, [RULE_WARNING] = SEVERITY_WARNING, [RULE_ERROR] = SEVERITY_ERROR};

	return severity_name(severities[revision->severity]);
}

/* "T2-029   warning  dates        goal-beyond " */
static void add_list_columns(struct text_builder *out, struct slice id, struct slice severity, struct slice category,
			     struct slice name, size_t widest)
{
	text_builder_print(out, "%-8.*s %-8.*s %-12.*s %-*.*s ", SLICE_PRINT(id), SLICE_PRINT(severity), SLICE_PRINT(category),
			   (int)widest, SLICE_PRINT(name));
}

struct slice rule_list(struct arena *arena, const struct rule_set *set, bool english)
{
	struct text_builder out;
	size_t widest = 0;

	text_builder_init(&out, arena);
	for (size_t i = 0; i < set->count; i++)
		widest = set->rules[i].name.length > widest ? set->rules[i].name.length : widest;
	for (size_t i = 0; i < set->count; i++) {
		const struct rule *rule = &set->rules[i];
		const struct rule_revision *newest = rule_newest(rule);

		add_list_columns(&out, rule->id, severity_of(newest), rule->category, rule->name, widest);
		text_builder_add(&out, english ? newest->title_en : newest->title);
		text_builder_add_char(&out, '\n');
	}
	return text_builder_finish(&out);
}

/* Those about rule files belong to `rules check`: no plan brings them up. */
static bool is_about_plans(const struct builtin_info *builtin)
{
	return !slice_equal(builtin->category, SLICE_OF("rules"));
}

struct slice builtin_list(struct arena *arena, bool english)
{
	struct text_builder out;
	size_t widest = 0;

	text_builder_init(&out, arena);
	for (int i = 0; i < BUILTIN_COUNT; i++) {
		struct slice name = builtin_info((enum builtin_finding)i)->name;

		widest = name.length > widest ? name.length : widest;
	}
	for (int i = 0; i < BUILTIN_COUNT; i++) {
		const struct builtin_info *builtin = builtin_info((enum builtin_finding)i);

		if (!is_about_plans(builtin))
			continue;
		add_list_columns(&out, builtin->id, severity_name(builtin->severity), builtin->category, builtin->name, widest);
		text_builder_add(&out, english ? builtin->title_en : builtin->title_ja);
		text_builder_add_char(&out, '\n');
	}
	return text_builder_finish(&out);
}

static void add_rule(struct json_writer *json, const struct rule *rule, bool english)
{
	const struct rule_revision *newest = rule_newest(rule);

	json_begin_object(json);
	json_text(json, "rule", rule->id);
	json_text(json, "name", rule->name);
	json_text(json, "category", rule->category);
	json_text(json, "severity", severity_of(newest));
	json_text(json, "kind", newest->review ? SLICE_OF("review") : SLICE_OF("fail"));
	json_text(json, "title", english ? newest->title_en : newest->title);
	json_text(json, "in_force", newest->period);
	json_key(json, "suppressible");
	json_bool(json, rule->suppressible);
	json_key(json, "builtin");
	json_bool(json, false);
	json_end_object(json);
}

static void add_builtin(struct json_writer *json, const struct builtin_info *builtin, bool english)
{
	json_begin_object(json);
	json_text(json, "rule", builtin->id);
	json_text(json, "name", builtin->name);
	json_text(json, "category", builtin->category);
	json_text(json, "severity", severity_name(builtin->severity));
	json_text(json, "kind", SLICE_OF("fail"));
	json_text(json, "title", english ? builtin->title_en : builtin->title_ja);
	json_text(json, "in_force", SLICE_OF(""));
	json_key(json, "suppressible");
	json_bool(json, !builtin->lost);
	json_key(json, "builtin");
	json_bool(json, true);
	json_end_object(json);
}

struct slice rule_list_json(struct arena *arena, const struct rule_set *set, struct slice version, bool english)
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
	json_key(&json, "ruleset");
	json_begin_object(&json);
	json_text(&json, "version", set->version);
	json_text(&json, "digest", set->digest);
	json_count(&json, "rules", set->count);
	json_end_object(&json);
	json_key(&json, "rules");
	json_begin_array(&json);
	json.line_depth = 2;
	for (size_t i = 0; i < set->count; i++)
		add_rule(&json, &set->rules[i], english);
	for (int i = 0; i < BUILTIN_COUNT; i++)
		if (is_about_plans(builtin_info((enum builtin_finding)i)))
			add_builtin(&json, builtin_info((enum builtin_finding)i), english);
	json.line_depth = 0;
	json_end_array(&json);
	json_end_object(&json);
	text_builder_add_char(&out, '\n');
	return text_builder_finish(&out);
}
