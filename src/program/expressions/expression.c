/* Looking at checked trees without running them. */
#include "program/expressions/expression.h"

struct field_visit {
	void (*visit)(void *context, const struct expression *path);
	void *context;
};

struct expression_parts expression_parts(const struct expression *node)
{
	switch ((enum expression_kind)node->kind) {
	case EXPRESSION_LITERAL:
	case EXPRESSION_NAME:
	case EXPRESSION_KIND_COUNT:
		break;
	case EXPRESSION_FIELD:
	case EXPRESSION_COLUMN:
	case EXPRESSION_KEY:
	case EXPRESSION_HAS_FIELD:
	case EXPRESSION_HAS_KEY:
	case EXPRESSION_IS_NULL:
	case EXPRESSION_IS_NOT_NULL:
	case EXPRESSION_NOT:
	case EXPRESSION_NEGATE:
		return (struct expression_parts){node->operands, 1};
	case EXPRESSION_INDEX:
	case EXPRESSION_EQUAL:
	case EXPRESSION_NOT_EQUAL:
	case EXPRESSION_LESS:
	case EXPRESSION_LESS_EQUAL:
	case EXPRESSION_GREATER:
	case EXPRESSION_GREATER_EQUAL:
	case EXPRESSION_IN:
	case EXPRESSION_ADD:
	case EXPRESSION_SUBTRACT:
	case EXPRESSION_MULTIPLY:
	case EXPRESSION_DIVIDE:
	case EXPRESSION_REMAINDER:
	case EXPRESSION_ALL:
	case EXPRESSION_EXISTS:
	case EXPRESSION_EXISTS_ONE:
	case EXPRESSION_FILTER:
		return (struct expression_parts){node->operands, 2};
	case EXPRESSION_CONDITIONAL:
	case EXPRESSION_MAP_EACH:
		return (struct expression_parts){node->operands, node->third ? 3 : 2};
	case EXPRESSION_AND:
	case EXPRESSION_OR:
	case EXPRESSION_LIST:
	case EXPRESSION_CALL:
	case EXPRESSION_BLANK_CELL:
		return (struct expression_parts){node->items, node->count};
	case EXPRESSION_MAP:
		return (struct expression_parts){node->items, (size_t)node->count * 2};
	}
	return (struct expression_parts){NULL, 0};
}

bool expression_has_literal(const struct expression *node)
{
	return node->kind == EXPRESSION_LITERAL || node->kind == EXPRESSION_LIST || node->kind == EXPRESSION_KEY ||
	       node->kind == EXPRESSION_HAS_KEY;
}

static void visit_node(const struct field_visit *visit, const struct expression *node)
{
	if (node->kind == EXPRESSION_FIELD || node->kind == EXPRESSION_HAS_FIELD) {
		visit->visit(visit->context, node);
		do
			node = node->first;
		while (node->kind == EXPRESSION_FIELD);
		visit_node(visit, node);
		return;
	}
	struct expression_parts parts = expression_parts(node);

	for (size_t i = 0; i < parts.count; i++)
		visit_node(visit, parts.items[i]);
}

void expression_visit_fields(const struct expression *expression,
			     void (*visit)(void *context, const struct expression *path), void *context)
{
	if (expression)
		visit_node(&(struct field_visit){visit, context}, expression);
}

bool expression_holds(const struct expression *tree, const struct expression *node)
{
	if (!tree || tree == node)
		return tree;
	struct expression_parts parts = expression_parts(tree);

	for (size_t i = 0; i < parts.count; i++)
		if (expression_holds(parts.items[i], node))
			return true;
	return false;
}

bool expression_is_path(const struct expression *expression)
{
	while (expression->kind == EXPRESSION_FIELD)
		expression = expression->first;
	return expression->kind == EXPRESSION_NAME;
}
