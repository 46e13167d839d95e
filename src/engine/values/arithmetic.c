/* Arithmetic with every overflow an error, concatenation, and time arithmetic. */
#include "engine/values/moments.h"
#include "engine/values/operators.h"

#include <math.h>
#include <string.h>

static struct cel_value overflow(const struct expression *at)
{
	return cel_error(CEL_ERROR_OVERFLOW, at);
}

static struct cel_value add_ints(int64_t a, int64_t b, const struct expression *at)
{
	if (b > 0 ? a > INT64_MAX - b : a < INT64_MIN - b)
		return overflow(at);
	return cel_int(a + b);
}

static struct cel_value subtract_ints(int64_t a, int64_t b, const struct expression *at)
{
	if (b < 0 ? a > INT64_MAX + b : a < INT64_MIN + b)
		return overflow(at);
	return cel_int(a - b);
}

static struct cel_value multiply_ints(int64_t a, int64_t b, const struct expression *at)
{
	if (a > 0 ? (b > 0 ? a > INT64_MAX / b : b < INT64_MIN / a)
		  : (b > 0 ? a < INT64_MIN / b : a != 0 && b < INT64_MAX / a))
		return overflow(at);
	return cel_int(a * b);
}

static struct cel_value divide_ints(enum expression_kind operation, int64_t a, int64_t b, const struct expression *at)
{
	if (b == 0)
		return cel_error(CEL_ERROR_DIVIDE_BY_ZERO, at);
	if (a == INT64_MIN && b == -1)
		return overflow(at);
	return cel_int(operation == EXPRESSION_DIVIDE ? a / b : a % b);
}

static struct cel_value with_ints(const struct expression *node, int64_t a, int64_t b)
{
	switch (node->kind) {
	case EXPRESSION_ADD: return add_ints(a, b, node);
	case EXPRESSION_SUBTRACT: return subtract_ints(a, b, node);
	case EXPRESSION_MULTIPLY: return multiply_ints(a, b, node);
	default: return divide_ints((enum expression_kind)node->kind, a, b, node);
	}
}

static struct cel_value with_uints(const struct expression *node, uint64_t a, uint64_t b)
{
	switch (node->kind) {
	case EXPRESSION_ADD: return a > UINT64_MAX - b ? overflow(node) : cel_uint(a + b);
	case EXPRESSION_SUBTRACT: return a < b ? overflow(node) : cel_uint(a - b);
	case EXPRESSION_MULTIPLY: return b && a > UINT64_MAX / b ? overflow(node) : cel_uint(a * b);
	default:
		if (b == 0)
			return cel_error(CEL_ERROR_DIVIDE_BY_ZERO, node);
		return cel_uint(node->kind == EXPRESSION_DIVIDE ? a / b : a % b);
	}
}

static double divide_doubles(double a, double b)
{
	if (b != 0)
		return a / b;
	return a == 0 || isnan(a) ? (double)NAN : (signbit(a) != 0) == (signbit(b) != 0) ? (double)INFINITY : (double)-INFINITY;
}

static struct cel_value with_doubles(const struct expression *node, double a, double b)
{
	switch (node->kind) {
	case EXPRESSION_ADD: return cel_double(a + b);
	case EXPRESSION_SUBTRACT: return cel_double(a - b);
	case EXPRESSION_MULTIPLY: return cel_double(a * b);
	case EXPRESSION_DIVIDE: return cel_double(divide_doubles(a, b));
	default: return cel_error(CEL_ERROR_NO_OVERLOAD, node);
	}
}

static struct cel_value join_texts(struct evaluation *evaluation, struct cel_value a, struct cel_value b, const struct expression *at)
{
	size_t length = (size_t)a.detail + b.detail;
	char *text;

	evaluation_charge(evaluation, length / 16);
	if (evaluation->exhausted || length > UINT32_MAX)
		return cel_error(CEL_ERROR_STEPS, at);
	text = arena_allocate_bytes(evaluation->scratch, length + 1);
	if (a.detail)
		memcpy(text, a.is.text, a.detail);
	if (b.detail)
		memcpy(text + a.detail, b.is.text, b.detail);
	return (struct cel_value){.kind = a.kind, .detail = (uint32_t)length, .is.text = text};
}

static struct cel_value join_lists(struct evaluation *evaluation, struct cel_value a, struct cel_value b, const struct expression *at)
{
	size_t count = cel_count(a) + cel_count(b);
	struct cel_value *items;

	evaluation_charge(evaluation, count);
	if (evaluation->exhausted)
		return cel_error(CEL_ERROR_STEPS, at);
	items = arena_array(evaluation->scratch, struct cel_value, count);
	for (size_t i = 0; i < cel_count(a); i++)
		items[i] = cel_item(evaluation, a, i);
	for (size_t i = 0; i < cel_count(b); i++)
		items[cel_count(a) + i] = cel_item(evaluation, b, i);
	return cel_list(items, count);
}

static bool is_list(struct cel_value v)
{
	return v.kind == CEL_LIST || v.kind == CEL_MODEL_LIST;
}

static bool is_moment(struct cel_value v)
{
	return v.kind == CEL_TIMESTAMP || v.kind == CEL_DURATION;
}

struct cel_value cel_arithmetic(struct evaluation *evaluation, const struct expression *node, struct cel_value a, struct cel_value b)
{
	bool add = node->kind == EXPRESSION_ADD;

	if (a.kind == CEL_INT && b.kind == CEL_INT)
		return with_ints(node, a.is.integer, b.is.integer);
	if (a.kind == CEL_DOUBLE && b.kind == CEL_DOUBLE)
		return with_doubles(node, a.is.number, b.is.number);
	if (a.kind == CEL_UINT && b.kind == CEL_UINT)
		return with_uints(node, a.is.natural, b.is.natural);
	if (is_moment(a) && is_moment(b) && (add || node->kind == EXPRESSION_SUBTRACT))
		return moment_arithmetic(a, b, !add, node);
	if (add && a.kind == b.kind && (a.kind == CEL_STRING || a.kind == CEL_BYTES))
		return join_texts(evaluation, a, b, node);
	if (add && is_list(a) && is_list(b))
		return join_lists(evaluation, a, b, node);
	return cel_error(CEL_ERROR_NO_OVERLOAD, node);
}

struct cel_value cel_negate(struct cel_value v, const struct expression *at)
{
	if (v.kind == CEL_INT)
		return v.is.integer == INT64_MIN ? overflow(at) : cel_int(-v.is.integer);
	return v.kind == CEL_DOUBLE ? cel_double(-v.is.number) : cel_error(CEL_ERROR_NO_OVERLOAD, at);
}
