/* Types, values and checked expressions. */
#include "program/writing/rule_set_writer.h"

#include <assert.h>

/* ---- types ---- */

static bool same_type(const struct type *a, const struct type *b)
{
	return a == b || (a && b && a->kind == b->kind && a->nullable == b->nullable && a->model == b->model && a->fact == b->fact &&
			  same_type(a->element, b->element) && same_type(a->key, b->key));
}

size_t fact_type_write(struct rule_set_writing *writing, const struct fact_type *fact)
{
	struct block_writer *block = writing->block;
	size_t at = block_find(block, fact);

	if (!fact || at != BLOCK_NOWHERE)
		return at;
	at = block_add(block, fact, sizeof *fact, 1);
	size_t columns = block_add(block, fact->columns, sizeof *fact->columns, fact->count);

	block_point(block, BLOCK_FIELD(at, struct fact_type, columns), columns);
	for (size_t i = 0; i < fact->count; i++) {
		size_t column = columns + i * sizeof *fact->columns;

		block_point_to_text(block, BLOCK_FIELD(column, struct fact_column_type, name), fact->columns[i].name);
		block_point_to_text(block, BLOCK_FIELD(column, struct fact_column_type, names_ja), fact->columns[i].names_ja);
		block_point(block, BLOCK_FIELD(column, struct fact_column_type, type), type_write(writing, fact->columns[i].type));
	}
	return at;
}

size_t type_write(struct rule_set_writing *writing, const struct type *type)
{
	if (!type)
		return BLOCK_NOWHERE;
	for (size_t i = 0; i < writing->type_count; i++)
		if (same_type(writing->types[i], type))
			return block_find(writing->block, writing->types[i]);
	size_t element = type_write(writing, type->element), key = type_write(writing, type->key);
	size_t fact = fact_type_write(writing, type->fact);
	size_t at = block_add(writing->block, type, sizeof *type, 1);

	block_point(writing->block, BLOCK_FIELD(at, struct type, element), element);
	block_point(writing->block, BLOCK_FIELD(at, struct type, key), key);
	block_point(writing->block, BLOCK_FIELD(at, struct type, fact), fact);
	writing->types = arena_with_room(writing->block->arena, writing->types, writing->type_count, &writing->type_capacity,
					 sizeof *writing->types);
	writing->types[writing->type_count++] = type;
	return at;
}

/* ---- values ---- */

static size_t values_write(struct rule_set_writing *writing, const struct cel_value *values, size_t count)
{
	size_t at = block_add(writing->block, values, sizeof *values, count);

	for (size_t i = 0; i < count; i++)
		cel_value_write(writing, at + i * sizeof *values, &values[i]);
	return at;
}

void cel_value_write(struct rule_set_writing *writing, size_t field, const struct cel_value *value)
{
	size_t is = BLOCK_FIELD(field, struct cel_value, is);

	switch ((enum cel_kind)value->kind) {
	case CEL_STRING:
	case CEL_BYTES:
		if (value->is.text)
			block_point_to_characters(writing->block, is, value->is.text, value->detail);
		break;
	case CEL_LIST:
		block_point(writing->block, is, values_write(writing, value->is.items, value->detail));
		break;
	case CEL_TYPE:
		block_point(writing->block, is, type_write(writing, value->is.type));
		break;
	case CEL_ERROR:
	case CEL_NULL:
		assert(!value->is.record);
		break;
	case CEL_BOOL: /* the only one shorter than its place */
		block_clear(writing->block, is + sizeof value->is.boolean, is + sizeof value->is);
		break;
	case CEL_INT:
	case CEL_UINT:
	case CEL_DOUBLE:
	case CEL_TIMESTAMP:
	case CEL_DURATION:
	case CEL_DATE:
	case CEL_TIME:
	case CEL_ENUM:
		break;
	case CEL_UNKNOWN:
	case CEL_PENDING:
	case CEL_RECORD:
	case CEL_MODEL_LIST:
	case CEL_MAP:
	case CEL_FACT:
		assert(false && "a value that only an evaluation makes");
	}
}

/* ---- expressions ---- */

static void operands_write(struct rule_set_writing *writing, size_t at, const struct expression_parts *operands)
{
	size_t field = BLOCK_FIELD(at, struct expression, operands);

	for (size_t i = 0; i < operands->count; i++)
		block_point(writing->block, field + i * sizeof *operands->items, expression_write(writing, operands->items[i]));
}

static void items_write(struct rule_set_writing *writing, size_t at, const struct expression_parts *items)
{
	size_t to = block_add(writing->block, items->items, sizeof *items->items, items->count);

	block_point(writing->block, BLOCK_FIELD(at, struct expression, items), to);
	for (size_t i = 0; i < items->count; i++)
		block_point(writing->block, to + i * sizeof *items->items, expression_write(writing, items->items[i]));
}

size_t expression_write(struct rule_set_writing *writing, const struct expression *expression)
{
	struct block_writer *block = writing->block;
	size_t at = block_find(block, expression);

	if (!expression || at != BLOCK_NOWHERE)
		return at;
	struct expression_parts parts = expression_parts(expression);

	at = block_add(block, expression, sizeof *expression, 1);
	block_point(block, BLOCK_FIELD(at, struct expression, type), type_write(writing, expression->type));
	if (parts.items == expression->operands)
		operands_write(writing, at, &parts);
	else if (parts.items)
		items_write(writing, at, &parts);
	if (expression_has_literal(expression))
		cel_value_write(writing, BLOCK_FIELD(at, struct expression, literal), &expression->literal);
	if (expression->kind == EXPRESSION_CALL) { /* a lexicon or a table of the set, which were written before the rules */
		size_t resolved = block_find(block, expression->resolved.lexicon);

		assert(!expression->resolved.lexicon || resolved != BLOCK_NOWHERE);
		block_point(block, BLOCK_FIELD(at, struct expression, resolved), resolved);
	}
	return at;
}
