/* Names that CEL has and rules have no use for: of types, and with dots in them. For the conformance tests. */
#include "rules/expressions/expression_checker.h"

/* The names of types are values of type `type`. */
static struct expression *check_type_name(struct checker *checker, const struct syntax *syntax, struct slice name)
{
	static const enum type_kind kinds[] = {TYPE_INT,   TYPE_UINT,      TYPE_DOUBLE,   TYPE_BOOL, TYPE_STRING,
					       TYPE_BYTES, TYPE_TIMESTAMP, TYPE_DURATION, TYPE_TYPE, TYPE_NULL};
	const struct type *named = NULL, *open = type_simple(TYPE_DYN);
	struct expression *node;

	for (size_t i = 0; i < COUNT_OF(kinds) && !named; i++)
		if (slice_equal(type_words_en(checker, type_simple(kinds[i])), name))
			named = type_simple(kinds[i]);
	if (slice_equal(name, SLICE_OF("google.protobuf.Timestamp")))
		named = type_simple(TYPE_TIMESTAMP);
	else if (slice_equal(name, SLICE_OF("google.protobuf.Duration")))
		named = type_simple(TYPE_DURATION);
	else if (slice_equal(name, SLICE_OF("list")))
		named = type_list(checker->arena, open);
	else if (slice_equal(name, SLICE_OF("map")))
		named = type_map(checker->arena, open, open);
	if (!named)
		return NULL;
	node = new_expression(checker, syntax, EXPRESSION_LITERAL, type_of_type(checker->arena, named));
	node->literal = (struct cel_value){.kind = CEL_TYPE, .is.type = named};
	return node;
}

/* a.b.c of nothing but names, as one text; empty when it is more than names. */
static struct slice qualified_text(struct checker *checker, const struct syntax *syntax)
{
	struct slice before;

	if (syntax->kind == SYNTAX_NAME)
		return syntax->name;
	if (syntax->kind != SYNTAX_SELECT)
		return slice_of("", 0);
	before = qualified_text(checker, syntax->first);
	return before.length ? arena_print(checker->arena, "%.*s.%.*s", SLICE_PRINT(before), SLICE_PRINT(syntax->name)) : before;
}

struct expression *check_cel_name(struct checker *checker, const struct syntax *syntax)
{
	struct slice text = qualified_text(checker, syntax);
	const struct expression_name *name = text.length ? find_name(checker->compiler, text) : NULL;
	struct expression *node;

	if (!name)
		return text.length ? check_type_name(checker, syntax, text) : NULL;
	node = new_expression(checker, syntax, EXPRESSION_NAME, name->type);
	node->slot = (uint16_t)name->slot;
	return node;
}
