/* Looking at checked trees without running them. */
#include "program/expression.h"

struct field_visit {
	void (*visit)(void *context, const struct expression *path);
	void *context;
};

static void visit_node(const struct field_visit *visit, const struct expression *node)
{
	size_t parts;

	if (!node)
		return;
	if (node->kind == EXPRESSION_FIELD || node->kind == EXPRESSION_HAS_FIELD) {
		visit->visit(visit->context, node);
		do
			node = node->first;
		while (node->kind == EXPRESSION_FIELD);
		visit_node(visit, node);
		return;
	}
	visit_node(visit, node->first);
	visit_node(visit, node->second);
	visit_node(visit, node->third);
	if (!node->items)
		return;
	parts = node->kind == EXPRESSION_MAP ? (size_t)node->count * 2 : node->count;
	for (size_t i = 0; i < parts; i++)
		visit_node(visit, node->items[i]);
}

void expression_visit_fields(const struct expression *expression,
			     void (*visit)(void *context, const struct expression *path), void *context)
{
	visit_node(&(struct field_visit){visit, context}, expression);
}

bool expression_holds(const struct expression *tree, const struct expression *node)
{
	if (!tree)
		return false;
	if (tree == node || expression_holds(tree->first, node) || expression_holds(tree->second, node) || expression_holds(tree->third, node))
		return true;
	size_t items = tree->kind == EXPRESSION_MAP ? (size_t)tree->count * 2 : tree->items ? tree->count : 0;

	for (size_t i = 0; i < items; i++)
		if (expression_holds(tree->items[i], node))
			return true;
	return false;
}

bool expression_is_path(const struct expression *expression)
{
	while (expression->kind == EXPRESSION_FIELD)
		expression = expression->first;
	return expression->kind == EXPRESSION_NAME;
}
