/* Calls: the macros of CEL, the functions of the table, and the few whose first argument is a name of the rule set. */
#include "rules/expressions/expression_checker.h"

#include "model/values/value_read.h"

#define ARGUMENTS_MAX (LOOKUP_KEYS_MAX + 2)

/* ---- matching signatures ---- */

struct bound_types {
	const struct type *a, *b; /* what the letters A and B stand for; NULL so far */
};

struct pattern_reader {
	struct checker *checker;
	const char *at;
	struct bound_types bound;
};

static const struct type *simple_of_letter(char letter)
{
	switch (letter) {
	case 'b': return type_simple(TYPE_BOOL);
	case 'i': return type_simple(TYPE_INT);
	case 'u': return type_simple(TYPE_UINT);
	case 'd': return type_simple(TYPE_DOUBLE);
	case 's': return type_simple(TYPE_STRING);
	case 'y': return type_simple(TYPE_BYTES);
	case 't': return type_simple(TYPE_TIMESTAMP);
	case 'r': return type_simple(TYPE_DURATION);
	case 'D': return type_simple(TYPE_DATE);
	case 'T': return type_simple(TYPE_TIME);
	case 'Z': return type_simple(TYPE_DYN);
	case 'w': return type_of_enum(ENUM_weekday);
	case 'P': return type_of_record(RECORD_Period);
	default: return NULL;
	}
}

static bool bind(struct checker *checker, const struct type **bound, const struct type *given)
{
	const struct type *joined = *bound ? join_types(checker, *bound, given) : given;

	if (joined)
		*bound = joined;
	return joined != NULL;
}

/* Does `given` fit the next type of the pattern? Steps over it either way. */
static bool match_type(struct pattern_reader *reader, const struct type *given)
{
	char letter = *reader->at++;
	bool open = is_open(given), fits;

	switch (letter) {
	case '?': return match_type(reader, given);
	case 'A': return bind(reader->checker, &reader->bound.a, given);
	case 'B': return bind(reader->checker, &reader->bound.b, given);
	case 'Q': return open || given->kind == TYPE_ENUM;
	case 'L':
		fits = open || given->kind == TYPE_LIST;
		return match_type(reader, fits && !open ? given->element : type_simple(TYPE_DYN)) && fits;
	case 'M':
		fits = open || given->kind == TYPE_MAP;
		open = match_type(reader, fits && !open ? given->key : type_simple(TYPE_DYN));
		return match_type(reader, fits && given->kind == TYPE_MAP ? given->element : type_simple(TYPE_DYN)) && open && fits;
	default: return assignable(simple_of_letter(letter), given);
	}
}

static const struct type *build_type(struct pattern_reader *reader)
{
	char letter = *reader->at++;
	struct arena *arena = reader->checker->arena;
	const struct type *open = type_simple(TYPE_DYN);

	switch (letter) {
	case 'A': return reader->bound.a ? reader->bound.a : open;
	case 'B': return reader->bound.b ? reader->bound.b : open;
	case 'L': return type_list(arena, build_type(reader));
	case 'X': return type_of_type(arena, build_type(reader));
	default: return simple_of_letter(letter);
	}
}

/* The result's type when the arguments fit the signature, else NULL. */
static const struct type *match_signature(struct checker *checker, const struct signature *signature,
					  struct expression *const *arguments, size_t count)
{
	struct pattern_reader reader = {.checker = checker, .at = signature->pattern.data};

	for (size_t i = 0; i < count; i++)
		if (*reader.at == ':' || !match_type(&reader, arguments[i]->type))
			return NULL;
	if (*reader.at != ':')
		return NULL;
	reader.at++;
	return build_type(&reader);
}

static const struct type *resolve(struct checker *checker, enum function function, struct expression *const *arguments, size_t count)
{
	size_t signatures;
	const struct signature *signature = function_signatures(function, &signatures);
	const struct type *result = NULL;

	for (size_t i = 0; i < signatures; i++) {
		const struct type *type = match_signature(checker, &signature[i], arguments, count);

		if (type && result && !type_equal(type, result))
			return type_simple(TYPE_DYN);
		if (type && !result)
			result = type;
	}
	return result;
}

/* ---- reports ---- */

static struct expression *reject_arguments(struct checker *checker, const struct syntax *syntax, struct expression *call,
					   struct expression *const *arguments, size_t count)
{
	struct text_builder ja, en;
	const struct function_info *info = function_info((enum function)call->function);

	text_builder_init(&ja, checker->arena);
	text_builder_init(&en, checker->arena);
	for (size_t i = 0; i < count; i++) {
		if (i) {
			text_builder_add_string(&ja, "、");
			text_builder_add_string(&en, ", ");
		}
		type_add_japanese_name(&ja, arguments[i]->type);
		type_add_name(&en, arguments[i]->type);
	}
	return reject_type(checker, syntax, call,
			   arena_print(checker->arena, "%.*s（%.*s）は、この並びの値（%.*s）では使えません。", SLICE_PRINT(syntax->name),
				       SLICE_PRINT(info->help_ja), SLICE_PRINT(ja)),
			   arena_print(checker->arena, "%.*s (%.*s) does not take (%.*s)", SLICE_PRINT(syntax->name),
				       SLICE_PRINT(info->help_en), SLICE_PRINT(en)));
}

static struct expression *reject_function(struct checker *checker, const struct syntax *syntax)
{
	struct slice names[FUNCTION_COUNT * 2], near = slice_of(NULL, 0);
	struct syntax at = *syntax;
	size_t count = 0, nearest;

	for (unsigned i = 0; i < FUNCTION_COUNT; i++) {
		names[count++] = function_info((enum function)i)->name;
		if (function_info((enum function)i)->name_ja.length)
			names[count++] = function_info((enum function)i)->name_ja;
	}
	nearest = nearest_name(syntax->name, names, count);
	if (nearest != SIZE_MAX)
		near = names[nearest];
	at.offset = syntax->name_offset;
	at.length = syntax->name_length;
	return reject(checker, &at,
		      arena_print(checker->arena, "「%.*s」という関数はありません。%.*s", SLICE_PRINT(syntax->name),
				  SLICE_PRINT(hint_ja(checker, near))),
		      arena_print(checker->arena, "there is no function \"%.*s\"%.*s", SLICE_PRINT(syntax->name),
				  SLICE_PRINT(hint_en(checker, near))));
}

static struct expression *reject_style(struct checker *checker, const struct syntax *syntax, bool method)
{
	return reject(checker, syntax,
		      arena_print(checker->arena, method ? "%.*s は「%.*s(…)」の形で使います。" : "%.*s は「値.%.*s(…)」の形で使います。",
				  SLICE_PRINT(syntax->name), SLICE_PRINT(syntax->name)),
		      arena_print(checker->arena, method ? "write %.*s as %.*s(…)" : "write %.*s as value.%.*s(…)",
				  SLICE_PRINT(syntax->name), SLICE_PRINT(syntax->name)));
}

/* ---- macros ---- */

static const struct macro {
	struct slice name;
	enum expression_kind kind;
	bool cel_only;
} macros[] = {
	{SLICE("all"), EXPRESSION_ALL, false},
	{SLICE("exists"), EXPRESSION_EXISTS, false},
	{SLICE("exists_one"), EXPRESSION_EXISTS_ONE, false},
	{SLICE("existsOne"), EXPRESSION_EXISTS_ONE, true},
	{SLICE("map"), EXPRESSION_MAP_EACH, false},
	{SLICE("filter"), EXPRESSION_FILTER, false},
};

static const struct macro *macro_named(const struct checker *checker, const struct syntax *syntax)
{
	for (size_t i = 0; i < COUNT_OF(macros); i++)
		if (slice_equal(macros[i].name, syntax->name) && (checker->compiler->conformance || !macros[i].cel_only))
			return &macros[i];
	return NULL;
}

/* What the variable of a macro holds: the items of a list, the keys of a map. */
static const struct type *variable_type(const struct type *type)
{
	if (type->kind == TYPE_LIST)
		return type->element;
	return type->kind == TYPE_MAP ? type->key : type_simple(type->kind == TYPE_POISON ? TYPE_POISON : TYPE_DYN);
}

static void check_macro_body(struct checker *checker, const struct syntax *syntax, struct expression *node)
{
	const struct syntax *body = syntax->items[syntax->count - 1];

	if (node->kind == EXPRESSION_MAP_EACH) {
		if (syntax->count == 3)
			node->third = check_condition(checker, syntax->items[1]);
		node->second = check(checker, body, NULL);
		node->type = type_list(checker->arena, node->second->type);
		return;
	}
	node->second = check_condition(checker, body);
	if (node->kind != EXPRESSION_FILTER)
		node->type = type_simple(TYPE_BOOL);
}

static struct expression *check_macro(struct checker *checker, const struct syntax *syntax, const struct macro *macro)
{
	struct expression *operand = check(checker, syntax->first, NULL), *node;
	const struct type *type = operand->type;
	size_t most = macro->kind == EXPRESSION_MAP_EACH ? 3 : 2;

	if (syntax->count < 2 || syntax->count > most || syntax->items[0]->kind != SYNTAX_NAME)
		return reject(checker, syntax,
			      arena_print(checker->arena, "「リスト.%.*s(x, x についての式)」の形で書いてください。", SLICE_PRINT(macro->name)),
			      arena_print(checker->arena, "write it as list.%.*s(x, an expression about x)", SLICE_PRINT(macro->name)));
	if (!is_open(type) && type->kind != TYPE_LIST && type->kind != TYPE_MAP && !checker->compiler->unchecked)
		return reject(checker, syntax->first,
			      arena_print(checker->arena, "「.%.*s」はリストに使います。ここは%.*sです。", SLICE_PRINT(macro->name),
					  SLICE_PRINT(type_words(checker, type))),
			      arena_print(checker->arena, ".%.*s needs a list; this is a %.*s", SLICE_PRINT(macro->name),
					  SLICE_PRINT(type_words_en(checker, type))));
	node = new_expression(checker, syntax, macro->kind, type->kind == TYPE_MAP ? type_list(checker->arena, type->key) : type);
	node->first = operand;
	node->slot = (uint16_t)push_variable(checker, syntax->items[0], variable_type(type));
	check_macro_body(checker, syntax, node);
	pop_variable(checker);
	return node;
}

/* ---- functions that name something of the rule set ---- */

static bool literal_text(const struct syntax *syntax, struct slice *text)
{
	if (syntax->kind != SYNTAX_LITERAL || syntax->literal.kind != CEL_STRING)
		return false;
	*text = cel_text(syntax->literal);
	return true;
}

static struct expression *reject_unknown_name(struct checker *checker, const struct syntax *at, struct slice what, struct slice what_en,
					      struct slice name, const struct slice *names, size_t count)
{
	size_t nearest = nearest_name(name, names, count);
	struct slice near = nearest == SIZE_MAX ? slice_of(NULL, 0) : names[nearest];

	return reject(checker, at,
		      arena_print(checker->arena, "「%.*s」という%.*sはありません。%.*s", SLICE_PRINT(name), SLICE_PRINT(what),
				  SLICE_PRINT(hint_ja(checker, near))),
		      arena_print(checker->arena, "there is no %.*s \"%.*s\"%.*s", SLICE_PRINT(what_en), SLICE_PRINT(name),
				  SLICE_PRINT(hint_en(checker, near))));
}

static struct expression *check_lexicon_name(struct checker *checker, const struct syntax *at, struct expression *call)
{
	const struct lexicon_set *set = checker->compiler->lexicons;
	size_t count = set ? set->count : 0;
	struct slice name, *names;

	if (!literal_text(at, &name))
		return reject(checker, at, SLICE_OF("辞書の名前は 'vague-goals' のように引用符の中に直接書いてください。"),
			      SLICE_OF("write the lexicon's name directly, in quotes"));
	call->resolved.lexicon = count ? lexicon_find(set, name) : NULL;
	if (call->resolved.lexicon)
		return call;
	names = arena_array(checker->arena, struct slice, count);
	for (size_t i = 0; i < count; i++)
		names[i] = set->lexicons[i].name;
	return reject_unknown_name(checker, at, SLICE_OF("辞書"), SLICE_OF("lexicon"), name, names, count);
}

static const struct lookup_table *check_table_name(struct checker *checker, const struct syntax *at)
{
	const struct lookup_table_set *set = checker->compiler->tables;
	size_t count = set ? set->count : 0;
	const struct lookup_table *table;
	struct slice name, *names;

	if (!literal_text(at, &name)) {
		reject(checker, at, SLICE_OF("基準表の名前は 'visit-limits' のように引用符の中に直接書いてください。"),
		       SLICE_OF("write the table's name directly, in quotes"));
		return NULL;
	}
	table = count ? lookup_table_find(set, name) : NULL;
	if (table)
		return table;
	names = arena_array(checker->arena, struct slice, count);
	for (size_t i = 0; i < count; i++)
		names[i] = set->tables[i].name;
	reject_unknown_name(checker, at, SLICE_OF("基準表"), SLICE_OF("table"), name, names, count);
	return NULL;
}

static struct expression *reject_lookup(struct checker *checker, const struct syntax *syntax, enum function function,
					const struct lookup_table *table)
{
	struct slice name = function_info(function)->name;
	struct text_builder builder;

	text_builder_init(&builder, checker->arena);
	for (size_t i = 0; i < table->key_count; i++) {
		text_builder_add(&builder, table->keys[i].name);
		text_builder_add_string(&builder, ", ");
	}
	return reject(checker, syntax,
		      arena_print(checker->arena, "この基準表は %.*s('%.*s', %.*s日付) の形で引きます。", SLICE_PRINT(name),
				  SLICE_PRINT(table->name), SLICE_PRINT(text_builder_slice(&builder))),
		      arena_print(checker->arena, "this table is looked up as %.*s('%.*s', %.*sdate)", SLICE_PRINT(name),
				  SLICE_PRINT(table->name), SLICE_PRINT(text_builder_slice(&builder))));
}

static const struct type *lookup_type(enum function function, const struct lookup_table *table)
{
	if (function == FUNCTION_in_table)
		return type_simple(TYPE_BOOL);
	if (function == FUNCTION_row_from)
		return type_simple(TYPE_DATE);
	return function == FUNCTION_lookup ? table->value_type : type_simple(TYPE_STRING);
}

/* lookup('table', key…, date) and its like (row_from, row_period, in_table): every key has the type of its column, so that words of enums are known. */
static struct expression *check_lookup(struct checker *checker, const struct syntax *syntax, enum function function)
{
	const struct lookup_table *table = syntax->count ? check_table_name(checker, syntax->items[0]) : NULL;
	struct expression *call;
	bool fits = true;

	if (!table)
		return syntax->count ? poison(checker, syntax) : reject(checker, syntax, SLICE_OF("ここには基準表の名前が要ります。"),
									SLICE_OF("the name of a table is needed here"));
	if (syntax->count != table->key_count + 2)
		return reject_lookup(checker, syntax, function, table);
	call = new_expression(checker, syntax, EXPRESSION_CALL, lookup_type(function, table));
	call->function = (uint8_t)function;
	call->resolved.table = table;
	call->count = (uint32_t)table->key_count + 1;
	call->items = arena_array(checker->arena, const struct expression *, call->count);
	for (size_t i = 0; i < call->count; i++) {
		const struct type *type = i < table->key_count ? table->keys[i].type : type_simple(TYPE_DATE);
		struct expression *argument = check(checker, syntax->items[i + 1], type);

		fits = fits && assignable(type, argument->type);
		call->items[i] = argument;
	}
	return fits ? call : reject_lookup(checker, syntax, function, table);
}

/* date('2025-04-01') is a literal: a date that is none shows when the rule is compiled. */
static struct expression *fold_date(struct checker *checker, const struct syntax *syntax, struct expression *call)
{
	struct slice text;
	int32_t date;

	if (!literal_text(syntax->items[0], &text))
		return call;
	if (!date_read(text, &date))
		return reject(checker, syntax->items[0],
			      arena_print(checker->arena, "「%.*s」は日付として読めません。'2025-04-01' のように書いてください。", SLICE_PRINT(text)),
			      arena_print(checker->arena, "\"%.*s\" is no date; write it as '2025-04-01'", SLICE_PRINT(text)));
	call->kind = EXPRESSION_LITERAL;
	call->items = NULL;
	call->count = 0;
	call->literal = cel_date(date);
	return call;
}

static struct expression *finish_call(struct checker *checker, const struct syntax *syntax, struct expression *call)
{
	switch ((unsigned)call->function) {
	case FUNCTION_mentions:
		call->count = 1;
		return check_lexicon_name(checker, syntax->items[1], call);
	case FUNCTION_date: return fold_date(checker, syntax, call);
	case FUNCTION_blank:
		if (call->items[0]->kind == EXPRESSION_FIELD && call->items[0]->function != KIND_RECORD)
			call->kind = EXPRESSION_BLANK_CELL;
		return call;
	case FUNCTION_is_derived:
		if (call->items[0]->kind == EXPRESSION_FIELD)
			return call;
		return reject(checker, syntax, SLICE_OF("is_derived には項目までの道筋（short_goal.period.to など）を書いてください。"),
			      SLICE_OF("is_derived takes the path to a field, as short_goal.period.to"));
	case FUNCTION_supplied:
		if (checker->compiler->collecting || checker->compiler->conformance)
			return call;
		return reject(checker, syntax, SLICE_OF("supplied（提出済）は、多くの計画を見る規則の collect（集める）でだけ使えます。"),
			      SLICE_OF("supplied is only for `collect` of rules over many plans"));
	default: return call;
	}
}

/* What depends on the language of the run may not decide anything. */
static struct expression *reject_outside_message(struct checker *checker, const struct syntax *syntax)
{
	return reject(checker, syntax,
		      arena_print(checker->arena, "%.*s は、説明・問いかけ・直し方の {…} の中だけで使えます（言語によって違う言葉になるため）。",
				  SLICE_PRINT(syntax->name)),
		      arena_print(checker->arena, "%.*s can only stand in the {…} of a message, question or fix: its words depend on the language",
				  SLICE_PRINT(syntax->name)));
}

struct expression *check_call(struct checker *checker, const struct syntax *syntax)
{
	bool method = syntax->first != NULL, poisoned = false;
	const struct macro *macro = method ? macro_named(checker, syntax) : NULL;
	enum function function = function_by_name(syntax->name);
	struct expression *arguments[ARGUMENTS_MAX], *call;
	const struct function_info *info;
	size_t count = 0;

	if (macro)
		return check_macro(checker, syntax, macro);
	if (!method && slice_equal(syntax->name, SLICE_OF("has")))
		return check_has(checker, syntax);
	if (function == FUNCTION_COUNT)
		return reject_function(checker, syntax);
	info = function_info(function);
	if ((info->flags & FUNCTION_OF_CEL) && !checker->compiler->conformance)
		return reject_function(checker, syntax);
	if (!(info->flags & (method ? FUNCTION_METHOD : FUNCTION_GLOBAL)))
		return reject_style(checker, syntax, method);
	if ((info->flags & FUNCTION_OF_MESSAGES) && !checker->compiler->in_message && !checker->compiler->conformance)
		return reject_outside_message(checker, syntax);
	if (function == FUNCTION_lookup || function == FUNCTION_row_from || function == FUNCTION_row_period || function == FUNCTION_in_table)
		return check_lookup(checker, syntax, function);
	call = new_expression(checker, syntax, EXPRESSION_CALL, NULL);
	call->function = (uint8_t)function;
	if (method)
		arguments[count++] = check(checker, syntax->first, NULL);
	for (size_t i = 0; i < syntax->count && count < ARGUMENTS_MAX; i++)
		arguments[count++] = check(checker, syntax->items[i], NULL);
	call->items = arena_array(checker->arena, const struct expression *, count);
	call->count = (uint32_t)count;
	for (size_t i = 0; i < count; i++) {
		call->items[i] = arguments[i];
		if (function != FUNCTION_size)
			fact_columns_all_read(arguments[i]->type);
		poisoned = poisoned || arguments[i]->type->kind == TYPE_POISON;
	}
	call->type = resolve(checker, function, arguments, count);
	if (poisoned && !checker->compiler->unchecked)
		return poison(checker, syntax);
	if (!call->type)
		return reject_arguments(checker, syntax, call, arguments, count);
	return finish_call(checker, syntax, call);
}
