/*
 * expression_syntax.h - an expression as it is written, before its names and types are known. For the lexer, the parser and
 * the checker alone.
 */
#ifndef TENKEN_RULES_EXPRESSIONS_EXPRESSION_SYNTAX_H
#define TENKEN_RULES_EXPRESSIONS_EXPRESSION_SYNTAX_H

#include "rules/expressions/expression_compiler.h"

enum token_kind {
	TOKEN_END,
	TOKEN_NAME,
	TOKEN_QUOTED_NAME, /* `name` */
	TOKEN_INT,
	TOKEN_UINT,
	TOKEN_DOUBLE,
	TOKEN_STRING,
	TOKEN_BYTES,
	TOKEN_BAD, /* reported by the lexer */
	/* punctuation */
	TOKEN_LEFT_PAREN,
	TOKEN_RIGHT_PAREN,
	TOKEN_LEFT_BRACKET,
	TOKEN_RIGHT_BRACKET,
	TOKEN_LEFT_BRACE,
	TOKEN_RIGHT_BRACE,
	TOKEN_DOT,
	TOKEN_COMMA,
	TOKEN_COLON,
	TOKEN_QUESTION,
	/* operators, in the order of the binary ones in enum syntax_kind */
	TOKEN_OR,
	TOKEN_AND,
	TOKEN_EQUAL,
	TOKEN_NOT_EQUAL,
	TOKEN_LESS,
	TOKEN_LESS_EQUAL,
	TOKEN_GREATER,
	TOKEN_GREATER_EQUAL,
	TOKEN_IN,
	TOKEN_PLUS,
	TOKEN_MINUS,
	TOKEN_STAR,
	TOKEN_SLASH,
	TOKEN_PERCENT,
	TOKEN_BANG
};

struct token {
	enum token_kind kind;
	uint32_t offset, length;
	struct slice text; /* of a name; of a string or bytes what its escapes mean; of a number its digits without u */
};

struct expression_lexer {
	struct expression_compiler *compiler; /* for problems and memory */
	struct slice text;
	size_t at;
};

/* Reports what is no token (full-width signs above all) and goes on as if the nearest right one stood there. */
struct token expression_lexer_next(struct expression_lexer *lexer);

enum syntax_kind {
	SYNTAX_BAD, /* reported */
	SYNTAX_LITERAL,
	SYNTAX_NAME,
	SYNTAX_SELECT, /* .first . name */
	SYNTAX_INDEX,  /* .first [ .second ] */
	SYNTAX_CALL,   /* name(items); with .first as receiver, or NULL */
	SYNTAX_LIST,
	SYNTAX_MAP, /* items: key, value, key, value … */
	SYNTAX_NOT,
	SYNTAX_NEGATE,
	SYNTAX_CONDITIONAL,
	SYNTAX_BINARY
};

struct syntax {
	enum syntax_kind kind;
	enum expression_kind operation; /* of BINARY */
	uint32_t offset, length;
	uint32_t name_offset, name_length; /* of the name in SELECT and CALL */
	unsigned height;
	struct slice name;
	struct cel_value literal;
	struct syntax *first, *second, *third;
	struct syntax **items;
	size_t count; /* of items; entries * 2 of a MAP */
};

/* The whole text as one expression; NULL when it could not be read (reported). */
struct syntax *expression_parse(struct expression_compiler *compiler, struct slice text);

/* The checked tree; a node of TYPE_POISON where something was reported. */
const struct expression *expression_check(struct expression_compiler *compiler, const struct syntax *syntax,
					  const struct type *wanted);

/* The slot behind those of all visible names; may be LIMIT_EXPRESSION_SLOTS or more. */
unsigned expression_compiler_next_slot(const struct expression_compiler *compiler);

/* Adds a problem unless there are LIMIT_EXPRESSION_PROBLEMS already. The messages must live in the compiler's arena. */
void expression_report(struct expression_compiler *compiler, uint32_t offset, uint32_t length, struct slice message,
		       struct slice message_en);

#endif
