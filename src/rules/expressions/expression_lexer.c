/* Words, numbers, texts and signs of an expression. */
#include "rules/expressions/expression_syntax.h"

#include "text/unicode/utf8.h"

#include <string.h>

static struct token make_token(struct expression_lexer *lexer, enum token_kind kind, size_t start)
{
	return (struct token){.kind = kind,
			      .offset = (uint32_t)start,
			      .length = (uint32_t)(lexer->at - start),
			      .text = slice_part(lexer->text, start, lexer->at)};
}

static void report_here(struct expression_lexer *lexer, size_t start, struct slice message, struct slice message_en)
{
	expression_report(lexer->compiler, (uint32_t)start, (uint32_t)(lexer->at - start), message, message_en);
}

static char peek(const struct expression_lexer *lexer, size_t ahead)
{
	return lexer->at + ahead < lexer->text.length ? lexer->text.data[lexer->at + ahead] : '\0';
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static int hex_digit(char c)
{
	if (is_digit(c))
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

/* Letters of Japanese names. "Any byte from 0x80" would take ＞ for a name. */
static bool is_japanese_letter(uint32_t c)
{
	return (c >= 0x3041 && c <= 0x309f) || (c >= 0x30a1 && c <= 0x30ff) || (c >= 0x3400 && c <= 0x4dbf) ||
	       (c >= 0x4e00 && c <= 0x9fff) || (c >= 0xf900 && c <= 0xfaff) || (c >= 0x20000 && c <= 0x3ffff) || c == 0x3005 ||
	       c == 0x3006 || c == 0x3007 || (c >= 0xff10 && c <= 0xff19) || (c >= 0xff21 && c <= 0xff3a) ||
	       (c >= 0xff41 && c <= 0xff5a) || (c >= 0xff66 && c <= 0xff9f);
}

static void skip_blanks(struct expression_lexer *lexer)
{
	while (lexer->at < lexer->text.length) {
		char c = lexer->text.data[lexer->at];

		if (c == '/' && peek(lexer, 1) == '/') {
			while (lexer->at < lexer->text.length && lexer->text.data[lexer->at] != '\n')
				lexer->at++;
		} else if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f') {
			lexer->at++;
		} else {
			return;
		}
	}
}

static struct token lex_name(struct expression_lexer *lexer)
{
	size_t start = lexer->at;

	while (lexer->at < lexer->text.length) {
		char c = lexer->text.data[lexer->at];
		size_t next = lexer->at;

		if (!is_letter(c) && !is_digit(c) && ((unsigned char)c < 0x80 || !is_japanese_letter(utf8_next(lexer->text, &next))))
			break;
		lexer->at = (unsigned char)c < 0x80 ? lexer->at + 1 : next;
	}
	return make_token(lexer, TOKEN_NAME, start);
}

static struct token lex_quoted_name(struct expression_lexer *lexer)
{
	size_t start = lexer->at, end = slice_find(lexer->text, SLICE_OF("`"), start + 1);
	struct token token;

	if (end == SIZE_MAX) {
		lexer->at = lexer->text.length;
		report_here(lexer, start, SLICE_OF("「`」で始まる名前が閉じられていません。"), SLICE_OF("the name that begins with ` has no end"));
		return make_token(lexer, TOKEN_BAD, start);
	}
	lexer->at = end + 1;
	token = make_token(lexer, TOKEN_QUOTED_NAME, start);
	token.text = slice_part(lexer->text, start + 1, end);
	return token;
}

static struct token lex_number(struct expression_lexer *lexer)
{
	size_t start = lexer->at;
	enum token_kind kind = TOKEN_INT;
	struct token token;

	if (peek(lexer, 0) == '0' && (peek(lexer, 1) == 'x' || peek(lexer, 1) == 'X') && hex_digit(peek(lexer, 2)) >= 0) {
		lexer->at += 2;
		while (hex_digit(peek(lexer, 0)) >= 0)
			lexer->at++;
	} else {
		while (is_digit(peek(lexer, 0)))
			lexer->at++;
		if (peek(lexer, 0) == '.' && is_digit(peek(lexer, 1))) {
			kind = TOKEN_DOUBLE;
			lexer->at++;
			while (is_digit(peek(lexer, 0)))
				lexer->at++;
		}
		size_t sign = peek(lexer, 1) == '+' || peek(lexer, 1) == '-';

		if ((peek(lexer, 0) == 'e' || peek(lexer, 0) == 'E') && is_digit(peek(lexer, 1 + sign))) {
			kind = TOKEN_DOUBLE;
			lexer->at += 1 + sign;
			while (is_digit(peek(lexer, 0)))
				lexer->at++;
		}
	}
	token = make_token(lexer, kind, start);
	if (kind == TOKEN_INT && (peek(lexer, 0) == 'u' || peek(lexer, 0) == 'U')) {
		lexer->at++;
		token.kind = TOKEN_UINT;
		token.length++;
	}
	return token;
}

/* ---- texts ---- */

struct quoted {
	bool raw, bytes, triple;
	char quote;
	size_t start;
};

static bool at_closing_quote(const struct expression_lexer *lexer, const struct quoted *quoted)
{
	if (peek(lexer, 0) != quoted->quote)
		return false;
	return !quoted->triple || (peek(lexer, 1) == quoted->quote && peek(lexer, 2) == quoted->quote);
}

/* `digits` digits of base 8 or 16 after `skip` bytes; -1 when they are not there. */
static int64_t escape_number(const struct expression_lexer *lexer, size_t skip, size_t digits, int base)
{
	int64_t number = 0;

	for (size_t i = 0; i < digits; i++) {
		int digit = hex_digit(peek(lexer, skip + i));

		if (digit < 0 || digit >= base)
			return -1;
		number = number * base + digit;
	}
	return number;
}

/* A number written as \x41, \101, \u0041 or \U00000041: a character, or in bytes (not for u and U) one byte. */
static bool add_numeric_escape(struct expression_lexer *lexer, const struct quoted *quoted, struct text_builder *builder)
{
	char c = peek(lexer, 1);
	size_t skip = c >= '0' && c <= '3' ? 1 : 2;
	size_t digits = c == 'U' ? 8 : c == 'u' ? 4 : skip == 1 ? 3 : 2;
	int64_t number = escape_number(lexer, skip, digits, skip == 1 ? 8 : 16);

	if (number < 0 || ((c == 'u' || c == 'U') && (quoted->bytes || number > 0x10ffff || (number >= 0xd800 && number < 0xe000))))
		return false;
	if (quoted->bytes)
		text_builder_add_char(builder, (char)number);
	else
		text_builder_add_code_point(builder, (uint32_t)number);
	lexer->at += skip + digits;
	return true;
}

static bool add_escape(struct expression_lexer *lexer, const struct quoted *quoted, struct text_builder *builder)
{
	static const char letters[] = "abfnrtv\\?\"'`";
	static const char meanings[] = "\a\b\f\n\r\t\v\\?\"'`";
	char c = peek(lexer, 1);
	const char *found = c ? strchr(letters, c) : NULL;

	if (!found)
		return ((c >= '0' && c <= '3') || c == 'x' || c == 'X' || c == 'u' || c == 'U') &&
		       add_numeric_escape(lexer, quoted, builder);
	text_builder_add_char(builder, meanings[found - letters]);
	lexer->at += 2;
	return true;
}

static bool lex_quoted_content(struct expression_lexer *lexer, const struct quoted *quoted, struct text_builder *builder)
{
	while (lexer->at < lexer->text.length && !at_closing_quote(lexer, quoted)) {
		char c = lexer->text.data[lexer->at];

		if (!quoted->triple && (c == '\n' || c == '\r'))
			break;
		if (c != '\\' || quoted->raw) {
			text_builder_add_char(builder, c);
			lexer->at++;
		} else if (!add_escape(lexer, quoted, builder)) {
			size_t start = lexer->at++;

			report_here(lexer, start, SLICE_OF("「\\」の後がこの言語の書き方ではありません。「\\」そのものは「\\\\」と書いてください。"),
				    SLICE_OF("no such escape; write \\\\ for a backslash"));
		}
	}
	if (at_closing_quote(lexer, quoted)) {
		lexer->at += quoted->triple ? 3 : 1;
		return true;
	}
	return false;
}

/* A text from its prefix (r, b, rb) on. */
static struct token lex_text(struct expression_lexer *lexer, size_t prefix)
{
	struct quoted quoted = {.start = lexer->at};
	struct text_builder builder;
	struct token token;

	for (size_t i = 0; i < prefix; i++) {
		char c = lexer->text.data[lexer->at++];

		quoted.raw = quoted.raw || c == 'r' || c == 'R';
		quoted.bytes = quoted.bytes || c == 'b' || c == 'B';
	}
	quoted.quote = peek(lexer, 0);
	quoted.triple = peek(lexer, 1) == quoted.quote && peek(lexer, 2) == quoted.quote;
	lexer->at += quoted.triple ? 3 : 1;
	text_builder_init(&builder, lexer->compiler->arena);
	if (!lex_quoted_content(lexer, &quoted, &builder))
		report_here(lexer, quoted.start, SLICE_OF("文字列が閉じられていません。終わりに「'」か「\"」が要ります。"),
			    SLICE_OF("the text has no closing quote"));
	token = make_token(lexer, quoted.bytes ? TOKEN_BYTES : TOKEN_STRING, quoted.start);
	token.text = text_builder_finish(&builder);
	return token;
}

/* Letters before a quote that make it a raw text or bytes; SIZE_MAX when no text begins here. */
static size_t text_prefix(const struct expression_lexer *lexer)
{
	for (size_t i = 0; i <= 2; i++) {
		char c = peek(lexer, i);

		if (c == '"' || c == '\'')
			return i;
		if ((c != 'r' && c != 'R' && c != 'b' && c != 'B') || (i == 1 && (c | 32) == (peek(lexer, 0) | 32)))
			return SIZE_MAX;
	}
	return SIZE_MAX;
}

/* ---- signs ---- */

/* The commonest first, and of two that begin alike the longer. */
static const struct sign {
	char text[3];
	enum token_kind kind;
} signs[] = {
	{".", TOKEN_DOT},           {"(", TOKEN_LEFT_PAREN},  {")", TOKEN_RIGHT_PAREN},   {",", TOKEN_COMMA},
	{"&&", TOKEN_AND},          {"||", TOKEN_OR},         {"==", TOKEN_EQUAL},        {"!=", TOKEN_NOT_EQUAL},
	{"!", TOKEN_BANG},          {"<=", TOKEN_LESS_EQUAL}, {"<", TOKEN_LESS},          {">=", TOKEN_GREATER_EQUAL},
	{">", TOKEN_GREATER},       {"[", TOKEN_LEFT_BRACKET}, {"]", TOKEN_RIGHT_BRACKET}, {"{", TOKEN_LEFT_BRACE},
	{"}", TOKEN_RIGHT_BRACE},   {"?", TOKEN_QUESTION},    {":", TOKEN_COLON},         {"+", TOKEN_PLUS},
	{"-", TOKEN_MINUS},         {"*", TOKEN_STAR},        {"/", TOKEN_SLASH},         {"%", TOKEN_PERCENT},
};

static const struct sign *sign_of(struct slice s)
{
	for (size_t i = 0; s.length && i < COUNT_OF(signs); i++) {
		const char *text = signs[i].text;

		if (s.data[0] == text[0] && (!text[1] || (s.length > 1 && s.data[1] == text[1])))
			return &signs[i];
	}
	return NULL;
}

/* Signs a Japanese keyboard gives, and what is meant. */
static const char *half_width_of(uint32_t c, char buffer[2])
{
	static const struct {
		uint32_t sign;
		const char *meant;
	} others[] = {{0x3000, " "},  {0x3001, ","}, {0x3002, "."},  {0x2266, "<="}, {0x2264, "<="}, {0x2267, ">="}, {0x2265, ">="},
		      {0x2260, "!="}, {0xd7, "*"},   {0xf7, "/"},    {0x2212, "-"},  {0x2018, "'"},  {0x2019, "'"},  {0x201c, "\""},
		      {0x201d, "\""}, {0x300c, "'"}, {0x300d, "'"},  {0xff5f, "("},  {0xff60, ")"},  {0x3010, "["},  {0x3011, "]"},
		      {0x3014, "["},  {0x3015, "]"}, {0x301c, "-"},  {0xa5, "\\"},   {0xa0, " "}};

	for (size_t i = 0; i < COUNT_OF(others); i++)
		if (others[i].sign == c)
			return others[i].meant;
	if (c < 0xff01 || c > 0xff5e)
		return NULL;
	buffer[0] = (char)(c - 0xff01 + '!');
	buffer[1] = '\0';
	return buffer;
}

/* Full-width signs come one by one: ＞＝ is one operator, and so is a full-width sign followed by a half-width one. */
static struct slice meant_signs(const struct expression_lexer *lexer, size_t *end, char meant[4])
{
	size_t at = lexer->at, length = 0;

	while (length < 2 && at < lexer->text.length) {
		char buffer[2];
		size_t next = at;
		uint32_t c = utf8_next(lexer->text, &next);
		const char *half = c < 0x80 ? NULL : half_width_of(c, buffer);
		char sign = c < 0x80 ? (char)c : half ? half[0] : '\0';

		if (!sign || (length == 1 && !strchr("=&|", sign)))
			break;
		meant[length++] = sign;
		at = next;
		if (half && half[1]) {
			meant[length++] = half[1];
			break;
		}
	}
	*end = at;
	return slice_of(meant, length);
}

/* = & | alone are not signs of this language; what was meant is the double one. */
static struct slice doubled(struct slice meant)
{
	if (meant.length != 1)
		return meant;
	switch (meant.data[0]) {
	case '=': return SLICE_OF("==");
	case '&': return SLICE_OF("&&");
	case '|': return SLICE_OF("||");
	default: return meant;
	}
}

static void report_sign(struct expression_lexer *lexer, size_t start, struct slice meant)
{
	struct arena *arena = lexer->compiler->arena;
	struct slice written = slice_part(lexer->text, start, lexer->at);

	if (slice_equal(meant, SLICE_OF(" ")))
		report_here(lexer, start, SLICE_OF("全角の空白は使えません。半角の空白にしてください。"),
			    SLICE_OF("a full-width blank: use a plain one"));
	else
		report_here(lexer, start,
			    arena_print(arena, "「%.*s」は使えません。半角の「%.*s」で書いてください。", SLICE_PRINT(written),
					SLICE_PRINT(meant)),
			    arena_print(arena, "\"%.*s\" is no sign of this language: write \"%.*s\"", SLICE_PRINT(written),
					SLICE_PRINT(meant)));
}

/* 「…」 and “…”: read to the closing one, so that one mistake gives one message. */
static struct token lex_foreign_quotes(struct expression_lexer *lexer, size_t start, size_t content)
{
	struct token token;

	lexer->at = content;
	while (lexer->at < lexer->text.length) {
		size_t at = lexer->at;
		uint32_t c = utf8_next(lexer->text, &lexer->at);

		if (c == 0x300d || c == 0x201d || c == 0x2019 || c == 0xff02 || c == 0xff07) {
			content = content > at ? at : content;
			break;
		}
	}
	report_sign(lexer, start, SLICE_OF("'"));
	token = make_token(lexer, TOKEN_STRING, start);
	token.text = slice_of(NULL, 0);
	return token;
}

static struct token lex_unknown(struct expression_lexer *lexer, size_t start, uint32_t c)
{
	struct arena *arena = lexer->compiler->arena;
	struct slice written = slice_part(lexer->text, start, lexer->at);

	if (c < 0x20 || c == 0x7f || c == 0xfffd)
		report_here(lexer, start, SLICE_OF("ここに使えない文字があります。"), SLICE_OF("a character that cannot stand here"));
	else
		report_here(lexer, start, arena_print(arena, "「%.*s」はここでは使えません。", SLICE_PRINT(written)),
			    arena_print(arena, "\"%.*s\" cannot stand here", SLICE_PRINT(written)));
	return make_token(lexer, TOKEN_BAD, start);
}

static struct token lex_foreign(struct expression_lexer *lexer)
{
	size_t start = lexer->at, end = start, shown = start;
	uint32_t c = utf8_next(lexer->text, &shown);
	char buffer[2], meant_buffer[4] = "";
	const char *half = c < 0x80 ? NULL : half_width_of(c, buffer);
	const struct sign *sign;
	struct slice meant;

	if (half && (half[0] == '\'' || half[0] == '"'))
		return lex_foreign_quotes(lexer, start, shown);
	lexer->at = start;
	meant = meant_signs(lexer, &end, meant_buffer);
	sign = sign_of(meant);
	if (sign && strlen(sign->text) < meant.length) {
		end = shown;
		meant.length = strlen(sign->text);
	} else if (!sign) {
		end = shown;
		meant = doubled(slice_part(meant, 0, 1));
		sign = sign_of(meant);
	}
	lexer->at = end;
	if (!half && !sign)
		return lex_unknown(lexer, start, c);
	report_sign(lexer, start, meant);
	if (slice_equal(meant, SLICE_OF(" ")))
		return expression_lexer_next(lexer);
	return make_token(lexer, sign ? sign->kind : TOKEN_BAD, start);
}

struct token expression_lexer_next(struct expression_lexer *lexer)
{
	const struct sign *sign;
	size_t start, next, prefix;
	char c;

	skip_blanks(lexer);
	start = next = lexer->at;
	if (start >= lexer->text.length)
		return make_token(lexer, TOKEN_END, start);
	c = lexer->text.data[start];
	prefix = text_prefix(lexer);
	if (prefix != SIZE_MAX)
		return lex_text(lexer, prefix);
	if (is_letter(c) || ((unsigned char)c >= 0x80 && is_japanese_letter(utf8_next(lexer->text, &next))))
		return lex_name(lexer);
	if (is_digit(c) || (c == '.' && is_digit(peek(lexer, 1))))
		return lex_number(lexer);
	if (c == '`')
		return lex_quoted_name(lexer);
	sign = sign_of(slice_part(lexer->text, start, lexer->text.length));
	if (!sign)
		return lex_foreign(lexer);
	lexer->at += strlen(sign->text);
	return make_token(lexer, sign->kind, start);
}
