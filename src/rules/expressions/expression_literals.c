/* Literals, the words of enums, lists and maps. */
#include "rules/expressions/expression_checker.h"

#include "text/unicode/normalize.h"

#include <assert.h>

static struct slice nearest_word(struct checker *checker, const struct enum_info *info, struct slice word)
{
	struct slice *all = arena_array(checker->arena, struct slice, info->count * 2);
	size_t nearest;

	for (unsigned i = 0; i < info->count; i++) {
		all[i * 2] = info->values[i].name;
		all[i * 2 + 1] = first_name(info->values[i].names_ja);
	}
	nearest = nearest_name(word, all, (size_t)info->count * 2);
	return nearest == SIZE_MAX ? slice_of(NULL, 0) : all[nearest];
}

static struct slice all_words(struct checker *checker, const struct enum_info *info, bool english)
{
	struct text_builder builder;

	text_builder_init(&builder, checker->arena);
	for (unsigned i = 0; i < info->count; i++) {
		if (i)
			text_builder_add_string(&builder, english ? ", " : "、");
		text_builder_add(&builder, english ? info->values[i].name : first_name(info->values[i].names_ja));
	}
	return text_builder_finish(&builder);
}

/* A word of an enum, in either language. */
static struct expression *check_enum_word(struct checker *checker, const struct syntax *syntax, const struct type *type)
{
	enum enum_kind kind = (enum enum_kind)type->model;
	struct slice word = cel_text(syntax->literal), near;
	int number = enum_value_by_name(checker->compiler->keys, kind, word, checker->compiler->scratch);
	struct expression *node;

	if (number >= 0) {
		node = new_expression(checker, syntax, EXPRESSION_LITERAL, type_of_enum(kind));
		node->literal = cel_enum(kind, (unsigned)number);
		return node;
	}
	near = nearest_word(checker, enum_info(kind), word);
	return reject(checker, syntax,
		      arena_print(checker->arena, "「%.*s」はこの項目の言葉ではありません。%.*s使えるのは %.*s です。", SLICE_PRINT(word),
				  SLICE_PRINT(hint_ja(checker, near)), SLICE_PRINT(all_words(checker, enum_info(kind), false))),
		      arena_print(checker->arena, "\"%.*s\" is no word of this field%.*s (it takes %.*s)", SLICE_PRINT(word),
				  SLICE_PRINT(hint_en(checker, near)), SLICE_PRINT(all_words(checker, enum_info(kind), true))));
}

static enum type_kind type_of_literal(struct cel_value literal)
{
	switch ((enum cel_kind)literal.kind) {
	case CEL_BOOL: return TYPE_BOOL;
	case CEL_INT: return TYPE_INT;
	case CEL_UINT: return TYPE_UINT;
	case CEL_DOUBLE: return TYPE_DOUBLE;
	case CEL_STRING: return TYPE_STRING;
	case CEL_BYTES: return TYPE_BYTES;
	case CEL_NULL: return TYPE_NULL;
	case CEL_ERROR:
	case CEL_UNKNOWN:
	case CEL_PENDING:
	case CEL_TIMESTAMP:
	case CEL_DURATION:
	case CEL_TYPE:
	case CEL_DATE:
	case CEL_TIME:
	case CEL_ENUM:
	case CEL_RECORD:
	case CEL_LIST:
	case CEL_MODEL_LIST:
	case CEL_MAP:
	case CEL_FACT: break;
	}
	assert(false);
	return TYPE_POISON;
}

static bool is_cel_only(enum type_kind kind)
{
	return kind == TYPE_UINT || kind == TYPE_BYTES;
}

struct expression *check_literal(struct checker *checker, const struct syntax *syntax, const struct type *expected)
{
	enum type_kind kind = type_of_literal(syntax->literal);
	struct expression *node;

	if (kind == TYPE_STRING && expected && expected->kind == TYPE_ENUM)
		return check_enum_word(checker, syntax, expected);
	if (is_cel_only(kind) && !checker->compiler->conformance)
		return reject(checker, syntax, SLICE_OF("符号なし整数とバイト列は規則では使えません。"),
			      SLICE_OF("uint and bytes are not part of the rule language"));
	node = new_expression(checker, syntax, EXPRESSION_LITERAL, type_simple(kind));
	node->literal = syntax->literal;
	if (kind == TYPE_STRING && !checker->compiler->conformance)
		node->literal = cel_string(normalize(checker->arena, cel_text(syntax->literal)));
	return node;
}

/* The type for one more item; mixed lists are dyn in CEL and a mistake in rules. */
static const struct type *add_item_type(struct checker *checker, const struct syntax *item, const struct type *so_far,
					const struct type *type)
{
	const struct type *joined = join_types(checker, so_far, type);

	if (joined)
		return joined;
	if (checker->compiler->conformance)
		return type_simple(TYPE_DYN);
	reject(checker, item,
	       arena_print(checker->arena, "リストの中で%.*sと%.*sが混ざっています。", SLICE_PRINT(type_words(checker, so_far)),
			   SLICE_PRINT(type_words(checker, type))),
	       arena_print(checker->arena, "the list mixes %.*s and %.*s", SLICE_PRINT(type_words_en(checker, so_far)),
			   SLICE_PRINT(type_words_en(checker, type))));
	return type_simple(TYPE_POISON);
}

/* A list of literals is made once, not at every step. */
static void fold_list(struct checker *checker, struct expression *node)
{
	struct cel_value *items = arena_allocate(checker->arena, (node->count + 1) * sizeof *items);

	for (uint32_t i = 0; i < node->count; i++) {
		if (node->items[i]->kind != EXPRESSION_LITERAL)
			return;
		items[i] = node->items[i]->literal;
	}
	node->literal = cel_list(items, node->count);
}

struct expression *check_list(struct checker *checker, const struct syntax *syntax, const struct type *expected)
{
	const struct type *element = type_simple(TYPE_FREE);
	struct expression *node = new_expression(checker, syntax, EXPRESSION_LIST, NULL);

	if (expected && expected->kind == TYPE_LIST)
		expected = expected->element;
	node->count = (uint32_t)syntax->count;
	node->items = arena_array(checker->arena, const struct expression *, syntax->count);
	for (size_t i = 0; i < syntax->count; i++) {
		struct expression *item = check(checker, syntax->items[i], expected);

		node->items[i] = item;
		element = add_item_type(checker, syntax->items[i], element, item->type);
	}
	node->type = type_list(checker->arena, element);
	fold_list(checker, node);
	return node;
}

static bool is_key_type(const struct type *type)
{
	return is_open(type) || type->kind == TYPE_BOOL || type->kind == TYPE_INT || type->kind == TYPE_UINT || type->kind == TYPE_STRING;
}

struct expression *check_map(struct checker *checker, const struct syntax *syntax)
{
	const struct type *key = type_simple(TYPE_FREE), *value = type_simple(TYPE_FREE);
	struct expression *node = new_expression(checker, syntax, EXPRESSION_MAP, NULL);

	if (!checker->compiler->conformance)
		return reject(checker, syntax, SLICE_OF("{ } の対応表は規則では使えません。基準表（lookup）を使ってください。"),
			      SLICE_OF("maps are not part of the rule language: use a table and lookup()"));
	node->count = (uint32_t)(syntax->count / 2);
	node->items = arena_array(checker->arena, const struct expression *, syntax->count);
	for (size_t i = 0; i < syntax->count; i++) {
		struct expression *item = check(checker, syntax->items[i], NULL);

		node->items[i] = item;
		if (i % 2)
			value = add_item_type(checker, syntax->items[i], value, item->type);
		else
			key = add_item_type(checker, syntax->items[i], key, item->type);
		if (i % 2 == 0 && !is_key_type(item->type) && !checker->compiler->unchecked)
			return reject(checker, syntax->items[i], SLICE_OF("この型は対応表の見出しになりません。"),
				      SLICE_OF("a map cannot have keys of this type"));
	}
	node->type = type_map(checker->arena, key, value);
	return node;
}
