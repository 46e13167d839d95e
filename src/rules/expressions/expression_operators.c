/* Which types the binary operators take. */
#include "rules/expressions/expression_checker.h"

static bool is_number(enum type_kind kind)
{
	return kind == TYPE_INT || kind == TYPE_UINT || kind == TYPE_DOUBLE;
}

static bool is_time(enum type_kind kind)
{
	return kind == TYPE_TIMESTAMP || kind == TYPE_DURATION;
}

static const char *sign_of(enum expression_kind kind)
{
	static const char *const signs[EXPRESSION_KIND_COUNT] = {
		[EXPRESSION_AND] = "&&",       [EXPRESSION_OR] = "||",           [EXPRESSION_EQUAL] = "==",
		[EXPRESSION_NOT_EQUAL] = "!=", [EXPRESSION_LESS] = "<",          [EXPRESSION_LESS_EQUAL] = "<=",
		[EXPRESSION_GREATER] = ">",    [EXPRESSION_GREATER_EQUAL] = ">=", [EXPRESSION_IN] = "in",
		[EXPRESSION_ADD] = "+",        [EXPRESSION_SUBTRACT] = "-",      [EXPRESSION_MULTIPLY] = "*",
		[EXPRESSION_DIVIDE] = "/",     [EXPRESSION_REMAINDER] = "%",
	};

	return signs[kind];
}

struct advice {
	const char *ja, *en;
};

/* What the writer most likely wants instead. */
static struct advice advice_for(enum expression_kind operation, const struct type *a, const struct type *b)
{
	bool date = a->kind == TYPE_DATE || b->kind == TYPE_DATE;

	if (date && (a->kind == TYPE_STRING || b->kind == TYPE_STRING))
		return (struct advice){"日付は date('2025-04-01') と書いてください。", "; write a date as date('2025-04-01')"};
	if (date && operation == EXPRESSION_SUBTRACT && a->kind == b->kind)
		return (struct advice){"日数は days_between(初めの日, 終わりの日) で数えます。", "; count days with days_between(from, to)"};
	if (date && (operation == EXPRESSION_ADD || operation == EXPRESSION_SUBTRACT))
		return (struct advice){"何日か後は add_days(日付, 日数) です。", "; use add_days(date, days)"};
	if (is_number(a->kind) && is_number(b->kind))
		return (struct advice){"整数と小数は double(整数) でそろえてください。", "; make both alike with double(…)"};
	if (a->kind == TYPE_NULL || b->kind == TYPE_NULL)
		return (struct advice){"必ず値のある項目です。空欄かどうかは blank(…) で調べます。",
				       "; the field always has a value: ask blank(…) whether it is empty"};
	if (a->kind == TYPE_ENUM && b->kind == TYPE_ENUM && a->model == b->model)
		return (struct advice){"この区分には順番がありません。", "; these words have no order"};
	return (struct advice){"", ""};
}

static struct expression *reject_operands(struct checker *checker, const struct syntax *syntax, struct expression *node,
					  const struct type *a, const struct type *b)
{
	struct advice advice = advice_for(syntax->operation, a, b);

	return reject_type(checker, syntax, node,
			   arena_print(checker->arena, "「%s」は%.*sと%.*sには使えません。%s", sign_of(syntax->operation),
				       SLICE_PRINT(type_words(checker, a)), SLICE_PRINT(type_words(checker, b)), advice.ja),
			   arena_print(checker->arena, "\"%s\" does not take %.*s and %.*s%s", sign_of(syntax->operation),
				       SLICE_PRINT(type_words_en(checker, a)), SLICE_PRINT(type_words_en(checker, b)), advice.en));
}

static bool is_ordered(const struct type *type)
{
	switch (type->kind) {
	case TYPE_BOOL:
	case TYPE_INT:
	case TYPE_UINT:
	case TYPE_DOUBLE:
	case TYPE_STRING:
	case TYPE_BYTES:
	case TYPE_TIMESTAMP:
	case TYPE_DURATION:
	case TYPE_DATE:
	case TYPE_TIME: return true;
	case TYPE_ENUM: return enum_info((enum enum_kind)type->model)->ordered;
	case TYPE_POISON:
	case TYPE_FREE:
	case TYPE_DYN:
	case TYPE_NULL:
	case TYPE_TYPE:
	case TYPE_RECORD:
	case TYPE_LIST:
	case TYPE_MAP:
	case TYPE_FACT:
	case TYPE_KIND_COUNT: break;
	}
	return false;
}

static bool comparable(const struct type *a, const struct type *b)
{
	if (is_open(a))
		return is_open(b) || is_ordered(b);
	if (is_open(b))
		return is_ordered(a);
	if (is_number(a->kind) && is_number(b->kind))
		return true;
	return type_equal(a, b) && is_ordered(a);
}

/* The result of arithmetic, NULL when the operator does not take the types. */
static const struct type *arithmetic_type(struct checker *checker, enum expression_kind operation, const struct type *a,
					  const struct type *b)
{
	bool add = operation == EXPRESSION_ADD, subtract = operation == EXPRESSION_SUBTRACT;

	if (is_open(a) || is_open(b))
		return a->kind == TYPE_POISON || b->kind == TYPE_POISON ? type_simple(TYPE_POISON) : type_simple(TYPE_DYN);
	if ((add || subtract) && is_time(a->kind) && is_time(b->kind)) {
		if (a->kind == b->kind)
			return a->kind == TYPE_DURATION || subtract ? type_simple(TYPE_DURATION) : NULL;
		return add || a->kind == TYPE_TIMESTAMP ? type_simple(TYPE_TIMESTAMP) : NULL;
	}
	if (a->kind == b->kind && is_number(a->kind))
		return operation == EXPRESSION_REMAINDER && a->kind == TYPE_DOUBLE ? NULL : type_simple(a->kind);
	if (add && a->kind == b->kind && (a->kind == TYPE_STRING || a->kind == TYPE_BYTES))
		return type_simple(a->kind);
	if (add && a->kind == TYPE_LIST && b->kind == TYPE_LIST)
		return join_types(checker, a, b);
	return NULL;
}

static bool is_of_operation(const struct syntax *syntax, enum expression_kind operation)
{
	return syntax->kind == SYNTAX_BINARY && syntax->operation == operation;
}

static size_t count_conditions(const struct syntax *syntax, enum expression_kind operation)
{
	if (!is_of_operation(syntax, operation))
		return 1;
	return count_conditions(syntax->first, operation) + count_conditions(syntax->second, operation);
}

static void check_conditions(struct checker *checker, const struct syntax *syntax, struct expression *node)
{
	if (is_of_operation(syntax, node->kind)) {
		check_conditions(checker, syntax->first, node);
		check_conditions(checker, syntax->second, node);
	} else {
		node->items[node->count++] = check_condition(checker, syntax);
	}
}

/* a && b && c is one node of three conditions. */
static struct expression *check_logic(struct checker *checker, const struct syntax *syntax)
{
	struct expression *node = new_expression(checker, syntax, syntax->operation, type_simple(TYPE_BOOL));

	node->items = arena_array(checker->arena, const struct expression *, count_conditions(syntax, syntax->operation));
	check_conditions(checker, syntax, node);
	return node;
}

/* x == null asks for a blank cell, which is no error then. */
static struct expression *check_null_test(struct checker *checker, const struct syntax *syntax, struct expression *node,
					  struct expression *operand)
{
	const struct type *type = operand->type;

	if (!is_open(type) && type->kind != TYPE_NULL && !type->nullable)
		return reject_operands(checker, syntax, node, type, type_simple(TYPE_NULL));
	if (is_open(type) && checker->compiler->conformance)
		return node;
	node->kind = node->kind == EXPRESSION_EQUAL ? EXPRESSION_IS_NULL : EXPRESSION_IS_NOT_NULL;
	node->first = operand;
	node->second = NULL;
	return node;
}

bool is_of_words(const struct syntax *syntax)
{
	if (syntax->kind == SYNTAX_CONDITIONAL)
		return is_of_words(syntax->second) && is_of_words(syntax->third);
	if (syntax->kind == SYNTAX_LIST)
		return syntax->count > 0 && is_of_words(syntax->items[0]);
	return syntax->kind == SYNTAX_LITERAL && syntax->literal.kind == CEL_STRING;
}

static void check_operands(struct checker *checker, const struct syntax *syntax, struct expression **a, struct expression **b)
{
	const struct type *expected;

	if (is_of_words(syntax->first)) {
		*b = check(checker, syntax->second, NULL);
		expected = (*b)->type;
		if (syntax->operation == EXPRESSION_IN && expected->kind == TYPE_LIST)
			expected = expected->element;
		*a = check(checker, syntax->first, expected);
	} else {
		*a = check(checker, syntax->first, NULL);
		*b = check(checker, syntax->second, (*a)->type);
	}
}

static bool fits_in(const struct type *a, const struct type *b)
{
	if (is_open(b))
		return true;
	if (b->kind == TYPE_LIST)
		return assignable(b->element, a) || assignable(a, b->element);
	return b->kind == TYPE_MAP && assignable(b->key, a);
}

struct expression *check_binary(struct checker *checker, const struct syntax *syntax)
{
	enum expression_kind operation = syntax->operation;
	struct expression *node, *a, *b;
	const struct type *type = type_simple(TYPE_BOOL);
	bool fits;

	if (operation == EXPRESSION_AND || operation == EXPRESSION_OR)
		return check_logic(checker, syntax);
	check_operands(checker, syntax, &a, &b);
	node = new_expression(checker, syntax, operation, type);
	node->first = a;
	node->second = b;
	if ((a->type->kind == TYPE_POISON || b->type->kind == TYPE_POISON) && !checker->compiler->unchecked)
		return poison(checker, syntax);
	if (operation == EXPRESSION_EQUAL || operation == EXPRESSION_NOT_EQUAL) {
		if (b->type->kind == TYPE_NULL && b->kind == EXPRESSION_LITERAL)
			return check_null_test(checker, syntax, node, a);
		if (a->type->kind == TYPE_NULL && a->kind == EXPRESSION_LITERAL)
			return check_null_test(checker, syntax, node, b);
		fits = assignable(a->type, b->type) || assignable(b->type, a->type);
		fact_columns_all_read(a->type);
	} else if (operation == EXPRESSION_IN) {
		fits = fits_in(a->type, b->type);
		fact_columns_all_read(a->type);
	} else if (operation >= EXPRESSION_LESS && operation <= EXPRESSION_GREATER_EQUAL) {
		fits = comparable(a->type, b->type);
	} else {
		type = arithmetic_type(checker, operation, a->type, b->type);
		fits = type != NULL;
		node->type = fits ? type : type_simple(TYPE_DYN);
	}
	return fits ? node : reject_operands(checker, syntax, node, a->type, b->type);
}
