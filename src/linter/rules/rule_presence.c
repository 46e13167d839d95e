#include "linter/rules/rule_presence.h"

struct presence_check {
	const struct rule_set *set;
	struct finding_list *findings;
	bool *told_by_others; /* by field: a rule of the category `required` reads it */
	bool *asked;          /* by field: the rule at hand asks whether it is there, or was warned of it */
	const struct rule *rule;
	const struct rule_text *written;
};

static void mark(bool *fields, const struct expression *node)
{
	if (node && (node->kind == EXPRESSION_FIELD || node->kind == EXPRESSION_HAS_FIELD))
		fields[node->field] = true;
}

/* has(x), blank(x), x == null: the author thought of the blank. */
static void note_asked(bool *asked, const struct expression *node)
{
	if (!node)
		return;
	if (node->kind == EXPRESSION_HAS_FIELD)
		mark(asked, node);
	if (node->kind == EXPRESSION_IS_NULL || node->kind == EXPRESSION_IS_NOT_NULL)
		mark(asked, node->first);
	if (node->kind == EXPRESSION_BLANK_CELL || (node->kind == EXPRESSION_CALL && node->function == FUNCTION_blank))
		mark(asked, node->items[0]);
	struct expression_parts parts = expression_parts(node);

	for (size_t i = 0; i < parts.count; i++)
		note_asked(asked, parts.items[i]);
}

static void note_read(void *context, const struct expression *path)
{
	mark(context, path);
}

static void warn(void *context, const struct expression *path)
{
	struct presence_check *presence = context;
	const struct rule_text *written = presence->written;
	const struct field_info *info = field_info(path->field);

	if (path->kind != EXPRESSION_FIELD || !(info->flags & FIELD_NULLABLE) || info->flags & FIELD_OPTIONAL)
		return;
	if (presence->told_by_others[path->field] || presence->asked[path->field])
		return;
	presence->asked[path->field] = true;
	uint64_t from = rule_text_offset(written, path->offset), to = rule_text_offset(written, path->offset + path->length);
	struct place place = {source_view(written->source, presence->findings->arena), from, to - from};

	if (written->made)
		place = (struct place){place.source, written->offset, written->length};
	finding_add_builtin(presence->findings, BUILTIN_RULE_BLANK_UNTOLD, place,
			    (struct slice[]){presence->rule->id, slice_part(written->text, path->offset, path->offset + path->length)}, 2);
}

static void visit(struct presence_check *presence, const struct rule_condition *condition)
{
	presence->written = &condition->written;
	if (condition->expression)
		expression_visit_fields(condition->expression, warn, presence);
}

static void check_revision(struct presence_check *presence, const struct rule_revision *revision, struct arena *scratch)
{
	presence->asked = arena_array(scratch, bool, FIELD_COUNT + 1);
	note_asked(presence->asked, revision->applies.expression);
	note_asked(presence->asked, revision->condition.expression);
	for (size_t i = 0; i < revision->let_count; i++)
		note_asked(presence->asked, revision->lets[i].expression);
	visit(presence, &revision->applies);
	visit(presence, &revision->condition);
}

void rule_presence_check(const struct rule_set *set, const bool *wanted, struct arena *scratch, struct finding_list *findings)
{
	struct presence_check presence = {.set = set, .findings = findings, .told_by_others = arena_array(scratch, bool, FIELD_COUNT + 1)};

	for (size_t i = 0; i < set->count; i++)
		if (slice_equal(set->rules[i].category, SLICE_OF("required")))
			expression_visit_fields(rule_newest(&set->rules[i])->condition.expression, note_read, presence.told_by_others);
	for (size_t i = 0; i < set->count; i++) {
		presence.rule = &set->rules[i];
		if (wanted[i])
			check_revision(&presence, rule_newest(presence.rule), scratch);
	}
}
