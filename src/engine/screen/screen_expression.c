#include "engine/screen/screen_expression.h"

/* A variable of all, exists … inside the expression. */
struct variable {
	unsigned slot;
	const struct variable *outer;
};

bool screen_is_macro(const struct expression *node)
{
	return node->kind >= EXPRESSION_ALL && node->kind <= EXPRESSION_FILTER;
}

/* How many variables stand between the name and its own; 0 when it is none of them. */
static unsigned depth_of(const struct variable *variables, unsigned slot)
{
	unsigned depth = 1;

	for (; variables; variables = variables->outer, depth++)
		if (variables->slot == slot)
			return depth;
	return 0;
}

const struct rule_let *screen_let(const struct rule_revision *revision, unsigned slot)
{
	for (size_t i = 0; i < revision->let_count; i++)
		if (revision->lets[i].slot == slot)
			return &revision->lets[i];
	return NULL;
}

/* The lexicon, table or pattern a call names: it is no part of the call, and another one makes another question. */
static const void *named_by(const struct expression *node)
{
	if (node->kind != EXPRESSION_CALL)
		return NULL;
	return node->function == FUNCTION_mentions ? (const void *)node->resolved.lexicon : (const void *)node->resolved.table;
}

/* ---- what it reads ---- */

struct surveying {
	const struct screen_frame *frame;
	unsigned reads;
	uint64_t hash;
};

static void add(struct surveying *surveying, uint64_t what)
{
	surveying->hash = (surveying->hash ^ what) * UINT64_C(0x9E3779B97F4A7C15);
	surveying->hash ^= surveying->hash >> 29;
}

static void add_text(struct surveying *surveying, struct slice text)
{
	add(surveying, text.length);
	for (size_t i = 0; i < text.length; i++)
		add(surveying, (unsigned char)text.data[i]);
}

static bool is_above(enum rule_scope scope, unsigned slot)
{
	while (scope != SCOPE_PLAN) {
		scope = rule_scope_info(scope)->above;
		if ((unsigned)scope == slot)
			return true;
	}
	return false;
}

bool screen_is_row(const struct screen_frame *frame, unsigned slot)
{
	return slot != SCOPE_PLAN && (slot == frame->slot || is_above(frame->scope, slot));
}

static void look_at(struct surveying *surveying, const struct expression *node, const struct variable *variables);

static void look_at_name(struct surveying *surveying, unsigned slot, const struct variable *variables)
{
	const struct screen_frame *frame = surveying->frame;
	unsigned depth = depth_of(variables, slot);
	const struct rule_let *let = depth ? NULL : screen_let(frame->revision, slot);

	if (depth || slot == SCOPE_PLAN) {
		add(surveying, depth);
		return;
	}
	add(surveying, slot == frame->slot ? SLOT_FIRST_FREE : slot);
	if (slot == frame->slot) {
		surveying->reads |= READS_ROW;
	} else if (is_above(frame->scope, slot)) {
		surveying->reads |= READS_ROW | READS_ABOVE;
	} else if (let) {
		surveying->reads |= READS_LET;
		look_at(surveying, let->expression, NULL);
	} else {
		surveying->reads |= READS_ELSE;
	}
}

static void look_at(struct surveying *surveying, const struct expression *node, const struct variable *variables)
{
	struct variable own = {node->slot, variables};
	struct expression_parts parts = expression_parts(node);

	add(surveying, (uint64_t)node->kind << 40 | (uint64_t)node->function << 32 | node->count);
	add(surveying, (uintptr_t)named_by(node));
	if (node->kind == EXPRESSION_NAME) {
		look_at_name(surveying, node->slot, variables);
		return;
	}
	if (node->kind == EXPRESSION_CALL && node->function == FUNCTION_hit)
		surveying->reads |= READS_HIT;
	if (expression_has_literal(node) && node->literal.kind == CEL_STRING)
		add_text(surveying, cel_text(node->literal));
	else if (node->kind == EXPRESSION_LITERAL && node->literal.kind != CEL_LIST)
		add(surveying, node->literal.is.natural);
	for (size_t i = 0; i < parts.count; i++) /* the list of a macro knows nothing of its variable */
		look_at(surveying, parts.items[i], i && screen_is_macro(node) ? &own : variables);
}

struct screen_survey screen_survey(const struct screen_frame *frame, const struct expression *expression)
{
	struct surveying surveying = {.frame = frame};

	look_at(&surveying, expression, NULL);
	return (struct screen_survey){surveying.reads, surveying.hash};
}

bool screen_is_of_texts(const struct expression *expression)
{
	struct expression_parts parts = expression_parts(expression);

	if (expression->kind == EXPRESSION_NAME)
		return expression->slot != SCOPE_PLAN;
	if (expression->kind == EXPRESSION_CALL && expression->function != FUNCTION_size && expression->function != FUNCTION_contains &&
	    expression->function != FUNCTION_starts_with && expression->function != FUNCTION_ends_with &&
	    expression->function != FUNCTION_same_text && expression->function != FUNCTION_blank)
		return false;
	for (size_t i = 0; i < parts.count; i++)
		if (!screen_is_of_texts(parts.items[i]))
			return false;
	return true;
}

/* ---- the same ---- */

static bool same_literal(struct cel_value a, struct cel_value b)
{
	if (a.kind != b.kind || a.sub != b.sub || a.model != b.model || a.detail != b.detail)
		return false;
	if (a.kind == CEL_STRING || a.kind == CEL_BYTES)
		return slice_equal(cel_text(a), cel_text(b));
	if (a.kind == CEL_LIST || a.kind == CEL_MAP)
		return true; /* its items are compared */
	return a.is.natural == b.is.natural;
}

struct comparing {
	unsigned a_slot, b_slot;
};

static bool same(const struct comparing *comparing, const struct expression *a, const struct variable *a_variables,
		 const struct expression *b, const struct variable *b_variables)
{
	struct expression_parts a_parts = expression_parts(a), b_parts = expression_parts(b);
	struct variable a_own = {a->slot, a_variables}, b_own = {b->slot, b_variables};

	if (a->kind != b->kind || a->function != b->function || a->count != b->count || a_parts.count != b_parts.count ||
	    named_by(a) != named_by(b))
		return false;
	if (a->kind == EXPRESSION_NAME) {
		unsigned a_depth = depth_of(a_variables, a->slot), b_depth = depth_of(b_variables, b->slot);

		if (a_depth || b_depth)
			return a_depth == b_depth;
		return a->slot == comparing->a_slot ? b->slot == comparing->b_slot : a->slot == b->slot;
	}
	if (expression_has_literal(a) && !same_literal(a->literal, b->literal))
		return false;
	for (size_t i = 0; i < a_parts.count; i++) {
		bool inside = i && screen_is_macro(a); /* the list of a macro knows nothing of its variable */

		if (!same(comparing, a_parts.items[i], inside ? &a_own : a_variables, b_parts.items[i], inside ? &b_own : b_variables))
			return false;
	}
	return true;
}

bool screen_same(const struct expression *a, unsigned a_slot, const struct expression *b, unsigned b_slot)
{
	return same(&(struct comparing){a_slot, b_slot}, a, NULL, b, NULL);
}
