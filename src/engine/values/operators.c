/* Equality, order, membership and indexing of values. */
#include "engine/values/operators.h"

#include "engine/batch/batch_groups.h"
#include "engine/values/cell_values.h"

#include <math.h>

static bool is_list(struct cel_value v)
{
	return v.kind == CEL_LIST || v.kind == CEL_MODEL_LIST;
}

static bool is_number(struct cel_value v)
{
	return v.kind == CEL_INT || v.kind == CEL_UINT || v.kind == CEL_DOUBLE;
}

struct cel_value cel_item(struct evaluation *evaluation, struct cel_value list, size_t index)
{
	if (list.kind == CEL_LIST)
		return list.is.items[index];
	if (list.kind == CEL_MAP)
		return list.is.entries[index].key;
	return cell_of_list(evaluation, list, index);
}

/* ---- order ---- */

enum {
	UNORDERED = 2
};

static int order_doubles(double a, double b)
{
	if (isnan(a) || isnan(b))
		return UNORDERED;
	return (a > b) - (a < b);
}

/*
 * An int against a double is compared as a double inside the range both have: 9223372036854775807 equals
 * 9223372036854775808.0, as the conformance suite wants it.
 */
static int order_numbers(struct cel_value a, struct cel_value b)
{
	if (a.kind == CEL_DOUBLE || b.kind == CEL_DOUBLE) {
		double left = a.kind == CEL_DOUBLE ? a.is.number : a.kind == CEL_INT ? (double)a.is.integer : (double)a.is.natural;
		double right = b.kind == CEL_DOUBLE ? b.is.number : b.kind == CEL_INT ? (double)b.is.integer : (double)b.is.natural;

		return order_doubles(left, right);
	}
	if (a.kind == b.kind && a.kind == CEL_INT)
		return (a.is.integer > b.is.integer) - (a.is.integer < b.is.integer);
	if (a.kind == CEL_INT && a.is.integer < 0)
		return -1;
	if (b.kind == CEL_INT && b.is.integer < 0)
		return 1;
	return (a.is.natural > b.is.natural) - (a.is.natural < b.is.natural);
}

static int order_moments(struct cel_value a, struct cel_value b)
{
	if (a.is.integer != b.is.integer)
		return a.is.integer < b.is.integer ? -1 : 1;
	return ((int32_t)a.detail > (int32_t)b.detail) - ((int32_t)a.detail < (int32_t)b.detail);
}

struct cel_value cel_compare(struct cel_value a, struct cel_value b, const struct expression *at)
{
	if (is_number(a) && is_number(b))
		return cel_int(order_numbers(a, b));
	if (a.kind != b.kind)
		return cel_error(CEL_ERROR_NO_OVERLOAD, at);
	switch (a.kind) {
	case CEL_BOOL: return cel_int((int)a.is.boolean - (int)b.is.boolean);
	case CEL_STRING:
	case CEL_BYTES: {
		int order = slice_compare(cel_text(a), cel_text(b));

		return cel_int((order > 0) - (order < 0));
	}
	case CEL_DATE:
	case CEL_TIME:
	case CEL_ENUM: return cel_int((a.is.integer > b.is.integer) - (a.is.integer < b.is.integer));
	case CEL_TIMESTAMP:
	case CEL_DURATION: return cel_int(order_moments(a, b));
	default: return cel_error(CEL_ERROR_NO_OVERLOAD, at);
	}
}

/* ---- equality ---- */

static struct cel_value lists_equal(struct evaluation *evaluation, struct cel_value a, struct cel_value b, const struct expression *at)
{
	struct cel_value result = cel_bool(true);

	if (cel_count(a) != cel_count(b))
		return cel_bool(false);
	evaluation_charge(evaluation, cel_count(a));
	for (size_t i = 0; i < cel_count(a) && !evaluation->exhausted; i++) {
		struct cel_value equal = cel_equal(evaluation, cel_item(evaluation, a, i), cel_item(evaluation, b, i), at);

		if (equal.kind == CEL_BOOL && !equal.is.boolean)
			return equal;
		if (equal.kind != CEL_BOOL)
			result = result.kind == CEL_BOOL ? equal : cel_worse(evaluation, result, equal);
	}
	return result;
}

static struct cel_value maps_equal(struct evaluation *evaluation, struct cel_value a, struct cel_value b, const struct expression *at)
{
	if (a.detail != b.detail)
		return cel_bool(false);
	for (size_t i = 0; i < a.detail && !evaluation->exhausted; i++) {
		const struct cel_value *other = cel_map_find(b, a.is.entries[i].key);
		struct cel_value equal;

		evaluation_charge(evaluation, b.detail);
		if (!other)
			return cel_bool(false);
		equal = cel_equal(evaluation, a.is.entries[i].value, *other, at);
		if (!cel_is_true(equal))
			return equal;
	}
	return cel_bool(true);
}

struct cel_value cel_equal(struct evaluation *evaluation, struct cel_value a, struct cel_value b, const struct expression *at)
{
	if (!cel_is_proper(a) || !cel_is_proper(b)) {
		if (a.kind == CEL_NULL && b.kind == CEL_NULL)
			return cel_bool(true);
		return cel_worse(evaluation, a, b);
	}
	if (a.kind == CEL_STRING && b.kind == CEL_STRING) {
		evaluation_charge(evaluation, a.is.text == b.is.text ? 0 : a.detail / 16);
		return cel_bool(slice_equal(cel_text(a), cel_text(b)));
	}
	if (is_number(a) && is_number(b))
		return cel_bool(order_numbers(a, b) == 0);
	if (is_list(a) && is_list(b))
		return lists_equal(evaluation, a, b, at);
	if (a.kind != b.kind)
		return cel_bool(false);
	switch (a.kind) {
	case CEL_NULL: return cel_bool(true);
	case CEL_BOOL: return cel_bool(a.is.boolean == b.is.boolean);
	case CEL_BYTES:
		if (a.is.text != b.is.text)
			evaluation_charge(evaluation, a.detail / 16);
		return cel_bool(slice_equal(cel_text(a), cel_text(b)));
	case CEL_DATE:
	case CEL_TIME: return cel_bool(a.is.integer == b.is.integer);
	case CEL_ENUM: return cel_bool(a.is.integer == b.is.integer && a.model == b.model);
	case CEL_TIMESTAMP:
	case CEL_DURATION: return cel_bool(order_moments(a, b) == 0);
	case CEL_RECORD: return cel_bool(a.is.record == b.is.record);
	case CEL_TYPE: return cel_bool(a.is.type->kind == b.is.type->kind);
	case CEL_MAP: return maps_equal(evaluation, a, b, at);
	case CEL_FACT: return cel_bool(batch_facts_are_equal(evaluation->groups, a.is.fact, b.is.fact, evaluation, at));
	default: return cel_bool(false);
	}
}

/* ---- membership ---- */

static bool same_key(struct cel_value a, struct cel_value b)
{
	if (is_number(a) && is_number(b))
		return order_numbers(a, b) == 0;
	if (a.kind != b.kind)
		return false;
	return a.kind == CEL_STRING ? slice_equal(cel_text(a), cel_text(b)) : a.is.boolean == b.is.boolean;
}

const struct cel_value *cel_map_find(struct cel_value map, struct cel_value key)
{
	for (size_t i = 0; i < map.detail; i++)
		if (same_key(map.is.entries[i].key, key))
			return &map.is.entries[i].value;
	return NULL;
}

/* The list of a literal or of a computation: all its items are proper. */
static struct cel_value is_one_of_texts(struct evaluation *evaluation, struct cel_value text, struct cel_value list)
{
	evaluation_charge(evaluation, (size_t)list.detail * (1 + text.detail / 16));
	for (uint32_t i = 0; i < list.detail; i++)
		if (list.is.items[i].kind == CEL_STRING && slice_equal(cel_text(list.is.items[i]), cel_text(text)))
			return cel_bool(true);
	return cel_bool(false);
}

/* As item == x1 || item == x2 …: an equal item decides whatever the others are. */
struct cel_value cel_in(struct evaluation *evaluation, struct cel_value item, struct cel_value list, const struct expression *at)
{
	struct cel_value result = cel_bool(false);

	if (list.kind == CEL_MAP) {
		evaluation_charge(evaluation, list.detail);
		return cel_bool(cel_map_find(list, item) != NULL);
	}
	if (list.kind == CEL_LIST && item.kind == CEL_STRING)
		return is_one_of_texts(evaluation, item, list);
	if (!is_list(list))
		return cel_error(CEL_ERROR_NO_OVERLOAD, at);
	evaluation_charge(evaluation, cel_count(list));
	for (size_t i = 0; i < cel_count(list) && !evaluation->exhausted; i++) {
		struct cel_value equal = cel_equal_mostly(evaluation, item, cel_item(evaluation, list, i), at);

		if (cel_is_true(equal))
			return equal;
		if (equal.kind != CEL_BOOL)
			result = result.kind == CEL_BOOL ? equal : cel_worse(evaluation, result, equal);
	}
	return result;
}

static bool index_number(struct cel_value index, uint64_t *number)
{
	if (index.kind == CEL_DOUBLE) {
		if (!(index.is.number >= 0 && index.is.number < 4294967296.0) || index.is.number != floor(index.is.number))
			return false;
		*number = (uint64_t)index.is.number;
		return true;
	}
	*number = index.is.natural; /* a negative int becomes one no list has */
	return index.kind == CEL_INT || index.kind == CEL_UINT;
}

struct cel_value cel_index(struct evaluation *evaluation, struct cel_value operand, struct cel_value index, const struct expression *at)
{
	uint64_t number;

	if (operand.kind == CEL_MAP) {
		const struct cel_value *found = cel_map_find(operand, index);

		evaluation_charge(evaluation, operand.detail);
		return found ? *found : cel_error(CEL_ERROR_NO_SUCH_KEY, at);
	}
	if (!is_list(operand))
		return cel_error(CEL_ERROR_NO_OVERLOAD, at);
	if (!index_number(index, &number))
		return cel_error(index.kind == CEL_DOUBLE ? CEL_ERROR_INDEX : CEL_ERROR_NO_OVERLOAD, at);
	return number < cel_count(operand) ? cel_item(evaluation, operand, (size_t)number) : cel_error(CEL_ERROR_INDEX, at);
}
