#include "program/expressions/expression_names.h"

#include "base/text_builder.h"

#include <stdlib.h>

struct renaming {
	size_t from, length; /* bytes of the text */
	struct slice name;
};

struct renamings {
	struct arena *arena;
	struct slice text;
	bool english;
	struct renaming *items;
	size_t count, capacity;
};

static bool is_name_byte(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || (unsigned char)c >= 0x80;
}

/* Item names of the forms may hold signs that end a name (目標とする生活（1日）): those are written between backquotes. */
static struct slice as_written(struct arena *arena, struct slice name)
{
	static const struct slice signs[] = {SLICE("（"), SLICE("）"), SLICE("・"), SLICE("、"), SLICE("("), SLICE(")"), SLICE(" ")};

	for (size_t i = 0; i < COUNT_OF(signs); i++)
		if (slice_contains(name, signs[i]))
			return arena_print(arena, "`%.*s`", SLICE_PRINT(name));
	return name;
}

static void rename(struct renamings *renamings, size_t from, size_t to, struct slice name)
{
	renamings->items = arena_with_room(renamings->arena, renamings->items, renamings->count, &renamings->capacity,
					   sizeof *renamings->items);
	renamings->items[renamings->count++] = (struct renaming){from, to - from, name};
}

/* The field's own name is the last word of its path. */
static void rename_field(struct renamings *renamings, const struct expression *path)
{
	size_t to = path->offset + path->length;
	size_t from;

	while (to > path->offset && !is_name_byte(renamings->text.data[to - 1]) && renamings->text.data[to - 1] != '`')
		to--;
	if (to > path->offset && renamings->text.data[to - 1] == '`') {
		from = to - 1;
		while (from > path->offset && renamings->text.data[from - 1] != '`')
			from--;
		from -= from > path->offset;
	} else {
		from = to;
		while (from > path->offset && is_name_byte(renamings->text.data[from - 1]))
			from--;
	}
	rename(renamings, from, to, as_written(renamings->arena, renamings->english ? field_info(path->field)->name : field_name_ja(path->field)));
}

static void rename_function(struct renamings *renamings, const struct expression *call)
{
	const struct function_info *info = function_info((enum function)call->function);
	struct slice name = renamings->english ? info->name : info->name_ja;
	size_t from = call->offset;

	if (!name.length)
		return;
	if (call->count && call->items[0]->offset == call->offset) {
		from += call->items[0]->length;
		while (from < renamings->text.length && !is_name_byte(renamings->text.data[from]))
			from++;
	}
	size_t to = from;

	while (to < renamings->text.length && is_name_byte(renamings->text.data[to]))
		to++;
	struct slice written = slice_part(renamings->text, from, to);

	if (slice_equal(written, info->name) || slice_equal(written, info->name_ja))
		rename(renamings, from, to, name);
}

static void rename_value(struct renamings *renamings, const struct expression *literal)
{
	const struct enum_info *info = enum_info((enum enum_kind)literal->literal.model);
	const struct enum_value_info *value = &info->values[literal->literal.is.integer];

	if (literal->length >= 2)
		rename(renamings, literal->offset + 1, literal->offset + literal->length - 1,
		       renamings->english ? value->name : first_name(value->names_ja));
}

static void collect(struct renamings *renamings, const struct expression *expression)
{
	struct expression_parts parts = expression_parts(expression);

	if (expression->kind == EXPRESSION_FIELD || expression->kind == EXPRESSION_HAS_FIELD) {
		rename_field(renamings, expression);
	} else if (expression->kind == EXPRESSION_NAME && expression->slot < SCOPE_COUNT) {
		const struct rule_scope_info *info = rule_scope_info((enum rule_scope)expression->slot);

		rename(renamings, expression->offset, expression->offset + expression->length,
		       renamings->english ? info->name : first_name(info->names_ja));
	} else if (expression->kind == EXPRESSION_CALL || expression->kind == EXPRESSION_BLANK_CELL) {
		rename_function(renamings, expression);
	} else if (expression->kind == EXPRESSION_LITERAL && expression->literal.kind == CEL_ENUM) {
		rename_value(renamings, expression);
	}
	for (size_t i = 0; i < parts.count; i++)
		collect(renamings, parts.items[i]);
}

static int compare_renamings(const void *a, const void *b)
{
	const struct renaming *x = a, *y = b;

	return x->from < y->from ? -1 : x->from > y->from;
}

struct slice expression_with_names(struct arena *arena, const struct expression *expression, struct slice text, bool english)
{
	struct renamings renamings = {.arena = arena, .text = text, .english = english};
	struct text_builder builder;
	size_t at = 0;

	collect(&renamings, expression);
	if (renamings.count)
		qsort(renamings.items, renamings.count, sizeof *renamings.items, compare_renamings);
	text_builder_init(&builder, arena);
	for (size_t i = 0; i < renamings.count; i++) {
		const struct renaming *item = &renamings.items[i];

		if (item->from < at)
			continue;
		text_builder_add(&builder, slice_part(text, at, item->from));
		text_builder_add(&builder, item->name);
		at = item->from + item->length;
	}
	text_builder_add(&builder, slice_part(text, at, text.length));
	return text_builder_finish(&builder);
}
