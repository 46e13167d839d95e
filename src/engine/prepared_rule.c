#include "engine/prepared_rule.h"


static bool is_listed(const struct rule *rule, const struct slice *names, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (slice_equal(rule->id, names[i]) || slice_equal(rule->name, names[i]) || slice_equal(rule->category, names[i]))
			return true;
	return false;
}

static bool is_asked_for(const struct rule *rule, const struct slice *names, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (slice_equal(rule->id, names[i]) || slice_equal(rule->name, names[i]))
			return true;
	return false;
}

bool rule_is_selected(const struct rule *rule, const struct rule_runner_options *options)
{
	bool also = is_asked_for(rule, options->also, options->also_count);
	bool selected = also || !options->select_count || is_listed(rule, options->select, options->select_count);

	if (rule->on_request && !also && !is_asked_for(rule, options->select, options->select_count))
		return false;
	return selected && !rule->disabled && !is_listed(rule, options->ignore, options->ignore_count);
}

bool rule_selector_known(const struct rule_set *rules, struct slice name)
{
	for (size_t i = 0; i < rules->count; i++)
		if (is_listed(&rules->rules[i], &name, 1))
			return true;
	return false;
}

static bool looks_up(const struct expression *expression)
{
	struct expression_parts parts = expression_parts(expression);
	bool found = expression->kind == EXPRESSION_CALL &&
		     (expression->function == FUNCTION_lookup || expression->function == FUNCTION_row_from ||
		      expression->function == FUNCTION_row_period || expression->function == FUNCTION_in_table);

	for (size_t i = 0; i < parts.count && !found; i++)
		found = looks_up(parts.items[i]);
	return found;
}

bool revision_looks_up(const struct rule_revision *revision)
{
	bool found = revision->condition.expression && looks_up(revision->condition.expression);

	for (size_t i = 0; i < revision->let_count && !found; i++)
		found = looks_up(revision->lets[i].expression);
	return found;
}

void prepared_rule_init(struct prepared_rule *prepared, struct arena *arena, const struct rule_runner_options *options,
			const struct rule *rule)
{
	*prepared = (struct prepared_rule){
		.rule = rule,
		.arena = arena,
		.enabled = rule->batch == BATCH_NONE && rule_is_selected(rule, options),
		.revisions = arena_array(arena, struct prepared_revision, rule->revision_count),
	};
}

struct prepared_revision *prepared_revision(const struct prepared_rule *prepared)
{
	return &prepared->revisions[prepared->revision - prepared->rule->revisions];
}
