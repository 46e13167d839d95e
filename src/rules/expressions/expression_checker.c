/* From the tree as written to the checked tree: names, fields, conditions. Literals, calls and operators have their own files. */
#include "rules/expressions/expression_checker.h"

#include "base/text_builder.h"
#include "program/batch.h"

#include <assert.h>

/* ---- nodes and reports ---- */

struct expression *new_expression(struct checker *checker, const struct syntax *syntax, enum expression_kind kind,
				  const struct type *type)
{
	struct expression *expression = arena_new(checker->arena, struct expression);

	expression->kind = (uint8_t)kind;
	expression->offset = syntax->offset;
	expression->length = syntax->length;
	expression->type = type;
	return expression;
}

struct expression *poison(struct checker *checker, const struct syntax *syntax)
{
	struct expression *node = new_expression(checker, syntax, EXPRESSION_LITERAL, type_simple(TYPE_POISON));

	node->literal = (struct cel_value){.kind = CEL_ERROR, .sub = CEL_ERROR_NO_SUCH_NAME, .is.expression = node};
	return node;
}

struct expression *reject(struct checker *checker, const struct syntax *syntax, struct slice message, struct slice message_en)
{
	if (!checker->compiler->unchecked)
		expression_report(checker->compiler, syntax->offset, syntax->length, message, message_en);
	return poison(checker, syntax);
}

struct expression *reject_type(struct checker *checker, const struct syntax *syntax, struct expression *node, struct slice message,
			       struct slice message_en)
{
	if (checker->compiler->unchecked) {
		node->type = type_simple(TYPE_DYN);
		return node;
	}
	return reject(checker, syntax, message, message_en);
}

struct slice type_words(struct checker *checker, const struct type *type)
{
	struct text_builder builder;

	text_builder_init(&builder, checker->arena);
	type_add_japanese_name(&builder, type);
	return text_builder_finish(&builder);
}

struct slice type_words_en(struct checker *checker, const struct type *type)
{
	struct text_builder builder;

	text_builder_init(&builder, checker->arena);
	type_add_name(&builder, type);
	return text_builder_finish(&builder);
}

struct slice hint_ja(struct checker *checker, struct slice nearest)
{
	return nearest.length ? arena_print(checker->arena, "「%.*s」のことですか。", SLICE_PRINT(nearest)) : SLICE_OF("");
}

struct slice hint_en(struct checker *checker, struct slice nearest)
{
	return nearest.length ? arena_print(checker->arena, "; did you mean \"%.*s\"?", SLICE_PRINT(nearest)) : SLICE_OF("");
}

/* ---- types ---- */

bool is_open(const struct type *type)
{
	return type->kind <= TYPE_DYN;
}

bool assignable(const struct type *wanted, const struct type *given)
{
	if (is_open(wanted) || is_open(given))
		return true;
	if (given->kind == TYPE_NULL && wanted->nullable)
		return true;
	if (wanted->kind != given->kind || wanted->model != given->model || wanted->fact != given->fact)
		return false;
	if (wanted->kind == TYPE_TYPE) /* any two types may be compared */
		return true;
	if (wanted->key && !assignable(wanted->key, given->key))
		return false;
	return !wanted->element || !given->element || assignable(wanted->element, given->element);
}

static const struct type *join_parts(struct checker *checker, const struct type *a, const struct type *b)
{
	const struct type *element = join_types(checker, a->element, b->element), *key;

	if (!element)
		return NULL;
	if (a->kind == TYPE_LIST)
		return type_list(checker->arena, element);
	key = join_types(checker, a->key, b->key);
	return key ? type_map(checker->arena, key, element) : NULL;
}

const struct type *join_types(struct checker *checker, const struct type *a, const struct type *b)
{
	if (is_open(a) || is_open(b)) {
		if (a->kind == TYPE_POISON || b->kind == TYPE_FREE)
			return a;
		return b->kind == TYPE_POISON || a->kind == TYPE_FREE ? b : type_simple(TYPE_DYN);
	}
	if (type_equal(a, b))
		return a->nullable ? a : b;
	if ((a->kind == TYPE_NULL || b->kind == TYPE_NULL) && !checker->compiler->conformance)
		return type_nullable(checker->arena, a->kind == TYPE_NULL ? b : a);
	if (a->kind == b->kind && (a->kind == TYPE_LIST || a->kind == TYPE_MAP))
		return join_parts(checker, a, b);
	return NULL;
}

/* ---- names ---- */

static struct slice nearest_of_names(struct checker *checker, struct slice name)
{
	const struct expression_compiler *compiler = checker->compiler;
	struct slice *all = arena_array(checker->arena, struct slice, compiler->name_count * 2);
	size_t count = 0, nearest;

	for (size_t i = 0; i < compiler->name_count; i++) {
		all[count++] = compiler->names[i].name;
		if (compiler->names[i].name_ja.length)
			all[count++] = compiler->names[i].name_ja;
	}
	nearest = nearest_name(name, all, count);
	return nearest == SIZE_MAX ? slice_of(NULL, 0) : all[nearest];
}

const struct expression_name *find_name(const struct expression_compiler *compiler, struct slice name)
{
	for (size_t i = compiler->name_count; i-- > 0;) {
		struct slice rest = compiler->names[i].name_ja, word;

		if (slice_equal(compiler->names[i].name, name))
			return &compiler->names[i];
		while (slice_next(&rest, '|', &word))
			if (slice_equal(word, name))
				return &compiler->names[i];
	}
	return NULL;
}

static bool is_first_of_name(const struct expression_compiler *compiler, size_t number)
{
	for (size_t i = 0; i < number; i++)
		if (slice_equal(compiler->names[i].name, compiler->names[number].name))
			return false;
	return true;
}

/* Without a near name: those there are, since the rows a rule looks at decide which. */
static struct slice names_told(struct checker *checker, bool english)
{
	const struct expression_compiler *compiler = checker->compiler;
	struct text_builder text;

	text_builder_init(&text, checker->arena);
	for (size_t i = 0; i < compiler->name_count; i++) {
		const struct expression_name *name = &compiler->names[i];

		if (!is_first_of_name(compiler, i))
			continue;
		text_builder_add_string(&text, i == 0 ? "" : english ? ", " : "、");
		text_builder_add(&text, english || !name->name_ja.length ? name->name : first_name(name->name_ja));
	}
	return text_builder_finish(&text);
}

/* はい and yes are how a plan ticks a box; a condition compares it with true. */
static struct slice advice_on_name(struct checker *checker, struct slice name, struct slice nearest, bool english)
{
	bool yes = slice_equal(name, SLICE_OF("はい")) || slice_equal(name, SLICE_OF("yes"));
	bool no = slice_equal(name, SLICE_OF("いいえ")) || slice_equal(name, SLICE_OF("no"));

	if (yes || no)
		return arena_print(checker->arena, english ? "; write %s" : "○×の項目は「== %s」のように比べます。", yes ? "true" : "false");
	if (nearest.length)
		return english ? hint_en(checker, nearest) : hint_ja(checker, nearest);
	if (!checker->compiler->name_count)
		return SLICE_OF("");
	return arena_print(checker->arena, english ? "; there are: %.*s" : "使えるのは %.*s です。", SLICE_PRINT(names_told(checker, english)));
}

/* A word of an enum without quotes is the likeliest unknown name. */
static struct expression *reject_name(struct checker *checker, const struct syntax *syntax, const struct type *expected)
{
	struct arena *arena = checker->arena;
	struct slice name = syntax->name, nearest;

	if (expected && expected->kind == TYPE_ENUM)
		return reject(checker, syntax,
			      arena_print(arena, "「%.*s」は言葉として「'%.*s'」のように引用符で囲んでください。", SLICE_PRINT(name),
					  SLICE_PRINT(name)),
			      arena_print(arena, "write the word in quotes: '%.*s'", SLICE_PRINT(name)));
	nearest = nearest_of_names(checker, name);
	return reject(checker, syntax,
		      arena_print(arena, "「%.*s」という名前はここでは使えません。%.*s", SLICE_PRINT(name),
				  SLICE_PRINT(advice_on_name(checker, name, nearest, false))),
		      arena_print(arena, "there is no name \"%.*s\" here%.*s", SLICE_PRINT(name),
				  SLICE_PRINT(advice_on_name(checker, name, nearest, true))));
}

static struct expression *check_name(struct checker *checker, const struct syntax *syntax, const struct type *expected)
{
	const struct expression_name *name = find_name(checker->compiler, syntax->name);
	struct expression *node;

	if (!name && checker->compiler->conformance && (node = check_cel_name(checker, syntax)))
		return node;
	if (!name)
		return reject_name(checker, syntax, expected);
	node = new_expression(checker, syntax, EXPRESSION_NAME, name->type);
	node->slot = (uint16_t)name->slot;
	return node;
}

unsigned push_variable(struct checker *checker, const struct syntax *syntax, const struct type *type)
{
	struct expression_compiler *compiler = checker->compiler;
	unsigned slot = expression_compiler_next_slot(compiler);

	if (slot >= LIMIT_EXPRESSION_SLOTS) {
		reject(checker, syntax, SLICE_OF("一度に使える名前が多すぎます。"), SLICE_OF("too many names at once"));
		slot = LIMIT_EXPRESSION_SLOTS - 1;
	}
	expression_compiler_add_name(compiler, (struct expression_name){.name = syntax->name, .type = type, .slot = slot});
	return slot;
}

void pop_variable(struct checker *checker)
{
	expression_compiler_forget_names(checker->compiler, checker->compiler->name_count - 1);
}

/* ---- fields ---- */

static struct expression *reject_field(struct checker *checker, const struct syntax *syntax, enum record_kind record)
{
	const struct record_info *info = record_info(record);
	enum field near = field_hint(record, syntax->name, checker->compiler->scratch);
	struct slice none = slice_of(NULL, 0);
	struct syntax at = *syntax;

	at.offset = syntax->name_offset;
	at.length = syntax->name_length;
	return reject(checker, &at,
		      arena_print(checker->arena, "「%.*s」に「%.*s」という項目はありません。%.*s", SLICE_PRINT(info->name_ja),
				  SLICE_PRINT(syntax->name),
				  SLICE_PRINT(hint_ja(checker, near == FIELD_COUNT ? none : field_name_ja(near)))),
		      arena_print(checker->arena, "%.*s has no field \"%.*s\"%.*s", SLICE_PRINT(info->name), SLICE_PRINT(syntax->name),
				  SLICE_PRINT(hint_en(checker, near == FIELD_COUNT ? none : field_info(near)->name))));
}

static struct expression *reject_select(struct checker *checker, const struct syntax *syntax, const struct type *type)
{
	struct arena *arena = checker->arena;

	if (type->kind == TYPE_LIST)
		return reject(checker, syntax,
			      arena_print(arena, "リストの項目は一つずつ見ます。「.exists(x, x.%.*s …)」か「.all(x, …)」を使ってください。",
					  SLICE_PRINT(syntax->name)),
			      arena_print(arena, "a list has no fields: look at its items with .exists(x, x.%.*s …) or .all(x, …)",
					  SLICE_PRINT(syntax->name)));
	return reject(checker, syntax,
		      arena_print(arena, "「.%.*s」の前が%.*sなので、項目を持ちません。", SLICE_PRINT(syntax->name),
				  SLICE_PRINT(type_words(checker, type))),
		      arena_print(arena, "\".%.*s\" follows a %.*s, which has no fields", SLICE_PRINT(syntax->name),
				  SLICE_PRINT(type_words_en(checker, type))));
}

/* A column of a fact: it always has a value, or the fact would not be there. */
static struct expression *check_column(struct checker *checker, const struct syntax *syntax, struct expression *operand, bool has)
{
	const struct fact_type *fact = operand->type->fact;
	size_t column = fact_column_find(fact, syntax->name), near;
	struct slice *names, none = slice_of(NULL, 0);
	struct expression *node;

	if (column != SIZE_MAX && !has) {
		node = new_expression(checker, syntax, EXPRESSION_COLUMN, fact->columns[column].type);
		node->first = operand;
		node->count = (uint32_t)column;
		fact->columns[column].is_read = true;
		return node;
	}
	if (column != SIZE_MAX)
		return reject(checker, syntax, SLICE_OF("事実の項目にはいつも値があります。has(…) は要りません。"),
			      SLICE_OF("a column of a fact always has a value; has(…) is not needed"));
	names = arena_array(checker->arena, struct slice, fact->count);
	for (size_t i = 0; i < fact->count; i++)
		names[i] = fact->columns[i].name;
	near = nearest_name(syntax->name, names, fact->count);
	return reject(checker, syntax,
		      arena_print(checker->arena, "事実に「%.*s」という項目はありません（collect に書いた名前を使います）。%.*s",
				  SLICE_PRINT(syntax->name), SLICE_PRINT(hint_ja(checker, near == SIZE_MAX ? none : names[near]))),
		      arena_print(checker->arena, "the fact has no \"%.*s\" (use the names of `collect`)%.*s", SLICE_PRINT(syntax->name),
				  SLICE_PRINT(hint_en(checker, near == SIZE_MAX ? none : names[near]))));
}

/* x.name, and has(x.name) when `has`. */
static struct expression *check_select(struct checker *checker, const struct syntax *syntax, bool has)
{
	struct expression *operand, *node;
	const struct type *type;
	bool of_map;

	if (checker->compiler->conformance && !has && (node = check_cel_name(checker, syntax)))
		return node;
	operand = check(checker, syntax->first, NULL);
	type = operand->type;
	of_map = type->kind == TYPE_MAP || is_open(type);
	if (type->kind == TYPE_POISON && !checker->compiler->unchecked)
		return poison(checker, syntax);
	if (type->kind == TYPE_FACT)
		return check_column(checker, syntax, operand, has);
	if (type->kind != TYPE_RECORD && !of_map && !checker->compiler->unchecked)
		return reject_select(checker, syntax, type);
	if (type->kind != TYPE_RECORD) {
		node = new_expression(checker, syntax, has ? EXPRESSION_HAS_KEY : EXPRESSION_KEY,
				      type->kind == TYPE_MAP ? type->element : type_simple(TYPE_DYN));
		node->literal = cel_string(syntax->name);
	} else {
		enum record_kind record = (enum record_kind)type->model;
		enum field field = field_by_key(checker->compiler->keys, record, syntax->name, checker->compiler->scratch);

		if (field == FIELD_COUNT)
			return reject_field(checker, syntax, record);
		node = new_expression(checker, syntax, has ? EXPRESSION_HAS_FIELD : EXPRESSION_FIELD,
				      type_of_field(checker->arena, field));
		node->field = field;
		node->function = (uint8_t)field_info(field)->kind;
		node->slot = (uint16_t)(field - record_info(record)->first);
	}
	node->first = operand;
	if (has)
		node->type = type_simple(TYPE_BOOL);
	return node;
}

struct expression *check_has(struct checker *checker, const struct syntax *syntax)
{
	if (syntax->count != 1 || syntax->items[0]->kind != SYNTAX_SELECT)
		return reject(checker, syntax, SLICE_OF("has(…) の中には、has(plan.user.name) のように項目までの道筋を一つ書いてください。"),
			      SLICE_OF("has(…) takes one path to a field, as in has(plan.user.name)"));
	struct expression *node = check_select(checker, syntax->items[0], true);

	node->offset = syntax->offset; /* has and its brackets belong to what people are pointed at */
	node->length = syntax->length;
	return node;
}

static struct expression *check_index(struct checker *checker, const struct syntax *syntax)
{
	struct expression *operand = check(checker, syntax->first, NULL);
	struct expression *index = check(checker, syntax->second, NULL);
	const struct type *type = operand->type, *wanted = type_simple(TYPE_INT), *result = type_simple(TYPE_DYN);
	struct expression *node = new_expression(checker, syntax, EXPRESSION_INDEX, result);

	node->first = operand;
	node->second = index;
	if (type->kind == TYPE_POISON || index->type->kind == TYPE_POISON)
		return checker->compiler->unchecked ? node : poison(checker, syntax);
	if (is_open(type))
		return node;
	if (type->kind != TYPE_LIST && type->kind != TYPE_MAP)
		return reject_type(checker, syntax, node,
				   arena_print(checker->arena, "[ ] はリストに使います。ここは%.*sです。",
					       SLICE_PRINT(type_words(checker, type))),
				   arena_print(checker->arena, "[ ] needs a list; this is a %.*s",
					       SLICE_PRINT(type_words_en(checker, type))));
	if (type->kind == TYPE_MAP)
		wanted = type->key;
	if (!assignable(wanted, index->type))
		return reject_type(checker, syntax->second, node, SLICE_OF("[ ] の中には何番目か（0から）を整数で書いてください。"),
				   SLICE_OF("the index must be an int, counted from 0"));
	node->type = type->element;
	return node;
}

/* ---- conditions ---- */

struct expression *check_condition(struct checker *checker, const struct syntax *syntax)
{
	struct expression *node = check(checker, syntax, NULL);

	if (assignable(type_simple(TYPE_BOOL), node->type))
		return node;
	return reject_type(checker, syntax, node,
			   arena_print(checker->arena, "ここには、はい・いいえで答えられる条件が要ります（%.*sになっています）。",
				       SLICE_PRINT(type_words(checker, node->type))),
			   arena_print(checker->arena, "a condition is needed here; this is a %.*s",
				       SLICE_PRINT(type_words_en(checker, node->type))));
}

static struct expression *check_not(struct checker *checker, const struct syntax *syntax)
{
	struct expression *node = new_expression(checker, syntax, EXPRESSION_NOT, type_simple(TYPE_BOOL));

	node->first = check_condition(checker, syntax->first);
	return node;
}

static struct expression *check_negate(struct checker *checker, const struct syntax *syntax)
{
	struct expression *operand = check(checker, syntax->first, NULL);
	struct expression *node = new_expression(checker, syntax, EXPRESSION_NEGATE, operand->type);

	node->first = operand;
	if (is_open(operand->type) || operand->type->kind == TYPE_INT || operand->type->kind == TYPE_DOUBLE)
		return node;
	return reject_type(checker, syntax, node, SLICE_OF("「-」は整数か小数の前に置きます。"), SLICE_OF("- needs an int or a double"));
}

static struct expression *check_conditional(struct checker *checker, const struct syntax *syntax, const struct type *expected)
{
	struct expression *node = new_expression(checker, syntax, EXPRESSION_CONDITIONAL, NULL);
	struct expression *yes, *no;

	node->first = check_condition(checker, syntax->first);
	if (!expected && is_of_words(syntax->second)) {
		no = check(checker, syntax->third, NULL);
		yes = check(checker, syntax->second, no->type);
	} else {
		yes = check(checker, syntax->second, expected);
		no = check(checker, syntax->third, expected ? expected : yes->type);
	}
	node->second = yes;
	node->third = no;
	node->type = join_types(checker, yes->type, no->type);
	if (node->type)
		return node;
	return reject_type(checker, syntax, node,
			   arena_print(checker->arena, "「? :」の二つの値の型が違います（%.*sと%.*s）。",
				       SLICE_PRINT(type_words(checker, yes->type)), SLICE_PRINT(type_words(checker, no->type))),
			   arena_print(checker->arena, "the two values of ? : differ in type (%.*s and %.*s)",
				       SLICE_PRINT(type_words_en(checker, yes->type)), SLICE_PRINT(type_words_en(checker, no->type))));
}

struct expression *check(struct checker *checker, const struct syntax *syntax, const struct type *expected)
{
	switch (syntax->kind) {
	case SYNTAX_BAD: return poison(checker, syntax);
	case SYNTAX_LITERAL: return check_literal(checker, syntax, expected);
	case SYNTAX_NAME: return check_name(checker, syntax, expected);
	case SYNTAX_SELECT: return check_select(checker, syntax, false);
	case SYNTAX_INDEX: return check_index(checker, syntax);
	case SYNTAX_CALL: return check_call(checker, syntax);
	case SYNTAX_LIST: return check_list(checker, syntax, expected);
	case SYNTAX_MAP: return check_map(checker, syntax);
	case SYNTAX_NOT: return check_not(checker, syntax);
	case SYNTAX_NEGATE: return check_negate(checker, syntax);
	case SYNTAX_CONDITIONAL: return check_conditional(checker, syntax, expected);
	case SYNTAX_BINARY: return check_binary(checker, syntax);
	}
	assert(false);
	return poison(checker, syntax);
}

const struct expression *expression_check(struct expression_compiler *compiler, const struct syntax *syntax,
					  const struct type *wanted)
{
	struct checker checker = {.compiler = compiler, .arena = compiler->arena};
	struct expression *node = check(&checker, syntax, wanted);

	if (!wanted || assignable(wanted, node->type))
		return node;
	if (wanted->kind == TYPE_BOOL)
		return reject(&checker, syntax,
			      arena_print(checker.arena, "条件（はい・いいえ）が要りますが、%.*sになっています。",
					  SLICE_PRINT(type_words(&checker, node->type))),
			      arena_print(checker.arena, "a condition is needed; this is a %.*s",
					  SLICE_PRINT(type_words_en(&checker, node->type))));
	return reject(&checker, syntax,
		      arena_print(checker.arena, "%.*sが要りますが、%.*sになっています。", SLICE_PRINT(type_words(&checker, wanted)),
				  SLICE_PRINT(type_words(&checker, node->type))),
		      arena_print(checker.arena, "a %.*s is needed; this is a %.*s", SLICE_PRINT(type_words_en(&checker, wanted)),
				  SLICE_PRINT(type_words_en(&checker, node->type))));
}
