/* A Pratt parser: from tokens to the tree as written. Its recursion and the tree's height are limited. */
#include "rules/expressions/expression_syntax.h"

#include "base/number_text.h"

#include <stdio.h>

struct parser {
	struct expression_compiler *compiler;
	struct expression_lexer lexer;
	struct token token; /* the next one */
	uint32_t end;       /* end of the last token taken */
	unsigned depth;
	bool failed; /* reported: no more messages from the parser */
};

static void advance(struct parser *parser)
{
	parser->end = parser->token.offset + parser->token.length;
	parser->token = expression_lexer_next(&parser->lexer);
}

static struct syntax *fail(struct parser *parser, uint32_t offset, uint32_t length, struct slice message, struct slice message_en)
{
	if (!parser->failed && parser->token.kind != TOKEN_BAD)
		expression_report(parser->compiler, offset, length, message, message_en);
	parser->failed = true;
	return NULL;
}

static struct syntax *fail_here(struct parser *parser, const char *expected, const char *expected_en)
{
	struct arena *arena = parser->compiler->arena;
	struct slice found = slice_part(parser->lexer.text, parser->token.offset, parser->token.offset + parser->token.length);

	if (parser->token.kind == TOKEN_END)
		return fail(parser, parser->token.offset, 0, arena_print(arena, "ここで式が終わっています。%sが要ります。", expected),
			    arena_print(arena, "the expression ends here: %s is needed", expected_en));
	return fail(parser, parser->token.offset, parser->token.length,
		    arena_print(arena, "「%.*s」の前に%sが要ります。", SLICE_PRINT(found), expected),
		    arena_print(arena, "%s is needed before \"%.*s\"", expected_en, SLICE_PRINT(found)));
}

static bool accept(struct parser *parser, enum token_kind kind)
{
	if (parser->token.kind != kind)
		return false;
	advance(parser);
	return true;
}

static bool expect(struct parser *parser, enum token_kind kind, const char *sign)
{
	char expected[32], expected_en[32];

	if (accept(parser, kind))
		return true;
	snprintf(expected, sizeof expected, "「%s」", sign);
	snprintf(expected_en, sizeof expected_en, "\"%s\"", sign);
	fail_here(parser, expected, expected_en);
	return false;
}

static unsigned height_of(const struct syntax *syntax)
{
	return syntax ? syntax->height : 0;
}

static unsigned larger(unsigned a, unsigned b)
{
	return a > b ? a : b;
}

/* Ends a node: its span and height. NULL when the tree grows too high for a walk by recursion. */
static struct syntax *finish(struct parser *parser, struct syntax *syntax, uint32_t start)
{
	unsigned height = larger(larger(height_of(syntax->first), height_of(syntax->second)), height_of(syntax->third));

	for (size_t i = 0; i < syntax->count; i++)
		height = larger(height, height_of(syntax->items[i]));
	syntax->offset = start;
	syntax->length = parser->end - start;
	syntax->height = height + 1;
	if (syntax->height > LIMIT_EXPRESSION_HEIGHT)
		return fail(parser, start, syntax->length,
			    arena_print(parser->compiler->arena, "式の組み立てが深すぎます（%d段まで）。分けて「計算」に置いてください。",
					LIMIT_EXPRESSION_HEIGHT),
			    arena_print(parser->compiler->arena, "the expression is more than %d levels high: put parts of it into `let`",
					LIMIT_EXPRESSION_HEIGHT));
	return syntax;
}

static struct syntax *node(struct parser *parser, enum syntax_kind kind)
{
	struct syntax *syntax = arena_new(parser->compiler->scratch, struct syntax);

	syntax->kind = kind;
	return syntax;
}

static struct syntax *parse_expression(struct parser *parser);

/* ---- literals ---- */

static struct syntax *literal(struct parser *parser, struct cel_value value, uint32_t start)
{
	struct syntax *syntax = node(parser, SYNTAX_LITERAL);

	syntax->literal = value;
	return finish(parser, syntax, start);
}

static bool read_natural(struct slice digits, uint64_t *number)
{
	if (digits.length < 2 || (digits.data[1] | 32) != 'x')
		return slice_to_uint(digits, number);
	*number = 0;
	for (size_t i = 2; i < digits.length; i++) {
		char c = digits.data[i];
		unsigned digit = c <= '9' ? (unsigned)(c - '0') : (unsigned)((c | 32) - 'a' + 10);

		if (*number >> 60)
			return false;
		*number = *number << 4 | digit;
	}
	return true;
}

static struct syntax *number_too_large(struct parser *parser, uint32_t start)
{
	return fail(parser, start, parser->end - start, SLICE_OF("数が大きすぎます。"), SLICE_OF("the number is too large"));
}

static struct syntax *parse_int(struct parser *parser, bool negative, uint32_t start)
{
	uint64_t number;
	bool fits = read_natural(parser->token.text, &number) && number <= (uint64_t)INT64_MAX + negative;

	advance(parser);
	if (!fits)
		return number_too_large(parser, start);
	return literal(parser, cel_int(negative ? (int64_t)(0 - number) : (int64_t)number), start);
}

static struct syntax *parse_uint(struct parser *parser, uint32_t start)
{
	uint64_t number;
	bool fits = read_natural(parser->token.text, &number);

	advance(parser);
	return fits ? literal(parser, cel_uint(number), start) : number_too_large(parser, start);
}

static struct syntax *parse_double(struct parser *parser, bool negative, uint32_t start)
{
	double number;
	bool fits = number_text_read(parser->token.text, &number);

	advance(parser);
	if (!fits)
		return number_too_large(parser, start);
	return literal(parser, cel_double(negative ? -number : number), start);
}

static struct syntax *parse_text(struct parser *parser, uint32_t start)
{
	struct cel_value value = cel_string(parser->token.text);

	if (parser->token.kind == TOKEN_BYTES)
		value.kind = CEL_BYTES;
	advance(parser);
	return literal(parser, value, start);
}

/* ---- lists, maps, names and calls ---- */

struct item_list {
	struct syntax **items;
	size_t count, capacity;
};

static void add_item(struct parser *parser, struct item_list *list, struct syntax *item)
{
	list->items = arena_with_room(parser->compiler->scratch, list->items, list->count, &list->capacity, sizeof *list->items);
	list->items[list->count++] = item;
}

/* Items up to `close`, which is taken too; with `colon` as key: value pairs. A comma may stand before the end. */
static bool parse_items(struct parser *parser, struct syntax *into, enum token_kind close, const char *sign, bool colon, bool trailing)
{
	struct item_list list = {NULL, 0, 0};

	while (parser->token.kind != close) {
		struct syntax *item = parse_expression(parser);

		if (!item)
			return false;
		add_item(parser, &list, item);
		if (colon) {
			if (!expect(parser, TOKEN_COLON, ":") || !(item = parse_expression(parser)))
				return false;
			add_item(parser, &list, item);
		}
		if (!accept(parser, TOKEN_COMMA))
			break;
		if (!trailing && parser->token.kind == close) {
			fail_here(parser, "値", "a value");
			return false;
		}
	}
	into->items = list.items;
	into->count = list.count;
	return expect(parser, close, sign);
}

static bool is_reserved(struct slice name)
{
	static const struct slice reserved[] = {SLICE("as"),     SLICE("break"),  SLICE("const"),  SLICE("continue"), SLICE("else"),
						SLICE("for"),    SLICE("function"), SLICE("if"),   SLICE("import"),   SLICE("let"),
						SLICE("loop"),   SLICE("package"), SLICE("namespace"), SLICE("return"), SLICE("var"),
						SLICE("void"),   SLICE("while")};

	for (size_t i = 0; i < COUNT_OF(reserved); i++)
		if (slice_equal(name, reserved[i]))
			return true;
	return false;
}

static struct syntax *parse_call(struct parser *parser, struct syntax *receiver, struct slice name, uint32_t name_offset, uint32_t start)
{
	struct syntax *call = node(parser, SYNTAX_CALL);

	call->first = receiver;
	call->name = name;
	call->name_offset = name_offset;
	call->name_length = parser->end - name_offset;
	advance(parser);
	if (!parse_items(parser, call, TOKEN_RIGHT_PAREN, ")", false, false))
		return NULL;
	return finish(parser, call, start);
}

static struct syntax *parse_name(struct parser *parser, uint32_t start)
{
	struct slice name = parser->token.text;
	struct syntax *syntax;

	advance(parser);
	if (slice_equal(name, SLICE_OF("true")))
		return literal(parser, cel_bool(true), start);
	if (slice_equal(name, SLICE_OF("false")))
		return literal(parser, cel_bool(false), start);
	if (slice_equal(name, SLICE_OF("null")))
		return literal(parser, cel_null(), start);
	if (is_reserved(name))
		return fail(parser, start, parser->end - start,
			    arena_print(parser->compiler->arena, "「%.*s」は名前として使えません（予約された言葉です）。", SLICE_PRINT(name)),
			    arena_print(parser->compiler->arena, "\"%.*s\" is reserved and cannot be a name", SLICE_PRINT(name)));
	if (parser->token.kind == TOKEN_LEFT_PAREN)
		return parse_call(parser, NULL, name, start, start);
	syntax = node(parser, SYNTAX_NAME);
	syntax->name = name;
	return finish(parser, syntax, start);
}

static struct syntax *parse_primary(struct parser *parser)
{
	uint32_t start = parser->token.offset;
	struct syntax *syntax;

	switch ((unsigned)parser->token.kind) {
	case TOKEN_INT: return parse_int(parser, false, start);
	case TOKEN_UINT: return parse_uint(parser, start);
	case TOKEN_DOUBLE: return parse_double(parser, false, start);
	case TOKEN_STRING:
	case TOKEN_BYTES: return parse_text(parser, start);
	case TOKEN_NAME: return parse_name(parser, start);
	case TOKEN_LEFT_PAREN:
		advance(parser);
		syntax = parse_expression(parser);
		return syntax && expect(parser, TOKEN_RIGHT_PAREN, ")") ? syntax : NULL;
	case TOKEN_LEFT_BRACKET:
		advance(parser);
		syntax = node(parser, SYNTAX_LIST);
		return parse_items(parser, syntax, TOKEN_RIGHT_BRACKET, "]", false, true) ? finish(parser, syntax, start) : NULL;
	case TOKEN_LEFT_BRACE:
		advance(parser);
		syntax = node(parser, SYNTAX_MAP);
		return parse_items(parser, syntax, TOKEN_RIGHT_BRACE, "}", true, true) ? finish(parser, syntax, start) : NULL;
	default: return fail_here(parser, "値か名前", "a value or a name");
	}
}

static struct syntax *parse_select(struct parser *parser, struct syntax *operand, uint32_t start)
{
	struct token name = parser->token;
	struct syntax *select;

	if (!accept(parser, TOKEN_NAME) && !accept(parser, TOKEN_QUOTED_NAME))
		return fail_here(parser, "「.」に続く項目の名前", "the name of a field after \".\"");
	if (parser->token.kind == TOKEN_LEFT_PAREN && name.kind == TOKEN_NAME)
		return parse_call(parser, operand, name.text, name.offset, start);
	select = node(parser, SYNTAX_SELECT);
	select->first = operand;
	select->name = name.text;
	select->name_offset = name.offset;
	select->name_length = name.length;
	return finish(parser, select, start);
}

static struct syntax *parse_member(struct parser *parser)
{
	uint32_t start = parser->token.offset;
	struct syntax *syntax = parse_primary(parser);

	while (syntax) {
		if (accept(parser, TOKEN_DOT)) {
			syntax = parse_select(parser, syntax, start);
		} else if (accept(parser, TOKEN_LEFT_BRACKET)) {
			struct syntax *index = node(parser, SYNTAX_INDEX);

			index->first = syntax;
			index->second = parse_expression(parser);
			if (!index->second || !expect(parser, TOKEN_RIGHT_BRACKET, "]"))
				return NULL;
			syntax = finish(parser, index, start);
		} else {
			break;
		}
	}
	return syntax;
}

static struct syntax *too_deep(struct parser *parser)
{
	return fail(parser, parser->token.offset, parser->token.length,
		    arena_print(parser->compiler->arena, "かっこなどの入れ子が深すぎます（%d段まで）。", LIMIT_EXPRESSION_NESTING),
		    arena_print(parser->compiler->arena, "nested more than %d levels deep", LIMIT_EXPRESSION_NESTING));
}

static struct syntax *parse_unary(struct parser *parser)
{
	uint32_t start = parser->token.offset;
	enum token_kind kind = parser->token.kind;
	struct syntax *syntax;

	if (kind != TOKEN_BANG && kind != TOKEN_MINUS)
		return parse_member(parser);
	if (++parser->depth > LIMIT_EXPRESSION_NESTING)
		return too_deep(parser);
	advance(parser);
	if (kind == TOKEN_MINUS && parser->token.kind == TOKEN_INT) {
		syntax = parse_int(parser, true, start);
	} else if (kind == TOKEN_MINUS && parser->token.kind == TOKEN_DOUBLE) {
		syntax = parse_double(parser, true, start);
	} else {
		syntax = node(parser, kind == TOKEN_BANG ? SYNTAX_NOT : SYNTAX_NEGATE);
		syntax->first = parse_unary(parser);
		syntax = syntax->first ? finish(parser, syntax, start) : NULL;
	}
	parser->depth--;
	return syntax;
}

/* ---- operators ---- */

static const struct binary_operator {
	unsigned strength; /* 0: no binary operator */
	enum expression_kind kind;
} operators[] = {
	[TOKEN_OR] = {1, EXPRESSION_OR},
	[TOKEN_AND] = {2, EXPRESSION_AND},
	[TOKEN_EQUAL] = {3, EXPRESSION_EQUAL},
	[TOKEN_NOT_EQUAL] = {3, EXPRESSION_NOT_EQUAL},
	[TOKEN_LESS] = {3, EXPRESSION_LESS},
	[TOKEN_LESS_EQUAL] = {3, EXPRESSION_LESS_EQUAL},
	[TOKEN_GREATER] = {3, EXPRESSION_GREATER},
	[TOKEN_GREATER_EQUAL] = {3, EXPRESSION_GREATER_EQUAL},
	[TOKEN_IN] = {3, EXPRESSION_IN},
	[TOKEN_PLUS] = {4, EXPRESSION_ADD},
	[TOKEN_MINUS] = {4, EXPRESSION_SUBTRACT},
	[TOKEN_STAR] = {5, EXPRESSION_MULTIPLY},
	[TOKEN_SLASH] = {5, EXPRESSION_DIVIDE},
	[TOKEN_PERCENT] = {5, EXPRESSION_REMAINDER},
	[TOKEN_BANG] = {0, EXPRESSION_NOT},
};

/* The lexer gives `in` as a name, because a field may be called so. */
static enum token_kind operator_at(const struct parser *parser)
{
	if (parser->token.kind == TOKEN_NAME && slice_equal(parser->token.text, SLICE_OF("in")))
		return TOKEN_IN;
	return parser->token.kind;
}

static struct syntax *parse_binary(struct parser *parser, unsigned weakest)
{
	uint32_t start = parser->token.offset;
	struct syntax *left = parse_unary(parser);

	while (left) {
		struct binary_operator operator = operators[operator_at(parser)];
		struct syntax *binary;

		if (operator.strength == 0 || operator.strength < weakest)
			break;
		advance(parser);
		binary = node(parser, SYNTAX_BINARY);
		binary->operation = operator.kind;
		binary->first = left;
		binary->second = parse_binary(parser, operator.strength + 1);
		left = binary->second ? finish(parser, binary, start) : NULL;
	}
	return left;
}

static struct syntax *parse_conditional(struct parser *parser)
{
	uint32_t start = parser->token.offset;
	struct syntax *condition = parse_binary(parser, 1), *syntax;

	if (!condition || !accept(parser, TOKEN_QUESTION))
		return condition;
	syntax = node(parser, SYNTAX_CONDITIONAL);
	syntax->first = condition;
	syntax->second = parse_binary(parser, 1);
	if (!syntax->second || !expect(parser, TOKEN_COLON, ":"))
		return NULL;
	syntax->third = parse_expression(parser);
	return syntax->third ? finish(parser, syntax, start) : NULL;
}

static struct syntax *parse_expression(struct parser *parser)
{
	struct syntax *syntax;

	if (++parser->depth > LIMIT_EXPRESSION_NESTING)
		return too_deep(parser);
	syntax = parse_conditional(parser);
	parser->depth--;
	return syntax;
}

struct syntax *expression_parse(struct expression_compiler *compiler, struct slice text)
{
	struct parser parser = {.compiler = compiler, .lexer = {.compiler = compiler, .text = text}};
	struct syntax *syntax;

	if (text.length > LIMIT_EXPRESSION_BYTES)
		return fail(&parser, 0, 0, arena_print(compiler->arena, "式が長すぎます（%dバイトまで）。", LIMIT_EXPRESSION_BYTES),
			    arena_print(compiler->arena, "the expression is longer than %d bytes", LIMIT_EXPRESSION_BYTES));
	advance(&parser);
	if (parser.token.kind == TOKEN_END)
		return fail(&parser, 0, 0, SLICE_OF("式が空です。"), SLICE_OF("the expression is empty"));
	syntax = parse_expression(&parser);
	if (syntax && parser.token.kind != TOKEN_END)
		return fail_here(&parser, "「&&」「||」などの演算子", "an operator such as && or ||");
	return syntax;
}
