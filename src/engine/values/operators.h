/*
 * operators.h - what the operators do to values. For the engine alone.
 *
 * Operands are values proper: errors, unknowns and blank cells have been handed on before (evaluator.c). Results may be errors;
 * `at` is the node they are reported at.
 */
#ifndef TENKEN_ENGINE_VALUES_OPERATORS_H
#define TENKEN_ENGINE_VALUES_OPERATORS_H

#include "engine/evaluator.h"

struct cel_value cel_error(enum cel_error error, const struct expression *at);
/* Neither error, unknown nor a blank cell. */
static inline bool cel_is_proper(struct cel_value v)
{
	return v.kind > CEL_PENDING && !(v.kind == CEL_NULL && v.sub == CEL_NULL_CELL);
}
/* What an error, unknown or blank cell becomes when it is used; the one of two that wins. */
static inline struct cel_value cel_used(struct cel_value v)
{
	if (v.kind == CEL_NULL && v.sub == CEL_NULL_CELL) {
		v.kind = CEL_ERROR;
		v.sub = CEL_ERROR_BLANK;
	}
	return v;
}
struct cel_value cel_worse(struct evaluation *evaluation, struct cel_value a, struct cel_value b);
/* An unknown of both operands' origins. */
struct cel_value cel_merge_unknown(struct evaluation *evaluation, struct cel_value a, struct cel_value b);

/* A bool; an error or unknown when an item of a list of the model is one and nothing else decides. */
struct cel_value cel_equal(struct evaluation *evaluation, struct cel_value a, struct cel_value b, const struct expression *at);
/* CEL_INT -1, 0, 1, or 2 when they have no order (NaN); an error when the types have none. */
struct cel_value cel_compare(struct cel_value a, struct cel_value b, const struct expression *at);
struct cel_value cel_arithmetic(struct evaluation *evaluation, const struct expression *node, struct cel_value a, struct cel_value b);
struct cel_value cel_negate(struct cel_value v, const struct expression *at);
struct cel_value cel_index(struct evaluation *evaluation, struct cel_value operand, struct cel_value index, const struct expression *at);
/* NULL when the map has no such key. */
const struct cel_value *cel_map_find(struct cel_value map, struct cel_value key);
struct cel_value cel_in(struct evaluation *evaluation, struct cel_value item, struct cel_value list, const struct expression *at);

/* Items of a list, either kind; keys of a map. */
static inline size_t cel_count(struct cel_value list)
{
	return list.detail;
}
struct cel_value cel_item(struct evaluation *evaluation, struct cel_value list, size_t index);

/* Counts work that is more than one step, in units of 16 bytes or one item. */
void evaluation_charge(struct evaluation *evaluation, size_t steps);

/* Of one kind, whose whole value is the integer. */
static inline bool cel_are_plain(struct cel_value a, struct cel_value b)
{
	return a.kind == b.kind && (a.kind == CEL_INT || a.kind == CEL_DATE || a.kind == CEL_TIME ||
				    (a.kind == CEL_ENUM && a.model == b.model));
}

/* cel_equal, without a call for plain values and for texts that differ in length. */
static inline struct cel_value cel_equal_mostly(struct evaluation *evaluation, struct cel_value a, struct cel_value b,
						const struct expression *at)
{
	if (cel_are_plain(a, b))
		return cel_bool(a.is.integer == b.is.integer);
	if (a.kind == CEL_STRING && b.kind == CEL_STRING && a.detail != b.detail)
		return cel_bool(false);
	return cel_equal(evaluation, a, b, at);
}

#endif
