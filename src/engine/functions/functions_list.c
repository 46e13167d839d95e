/* Functions of numbers and lists. */
#include "engine/functions/functions.h"
#include "engine/values/operators.h"

static struct cel_value no_overload(const struct expression *call)
{
	return cel_error(CEL_ERROR_NO_OVERLOAD, call);
}

static struct cel_value add(struct cel_value a, struct cel_value b, const struct expression *call)
{
	if (a.kind == CEL_DOUBLE || b.kind == CEL_DOUBLE)
		return cel_double((a.kind == CEL_DOUBLE ? a.is.number : (double)a.is.integer) + b.is.number);
	if (b.is.integer > 0 ? a.is.integer > INT64_MAX - b.is.integer : a.is.integer < INT64_MIN - b.is.integer)
		return cel_error(CEL_ERROR_OVERFLOW, call);
	return cel_int(a.is.integer + b.is.integer);
}

struct cel_value function_sum(struct evaluation *evaluation, const struct expression *call, const struct cel_value *arguments, size_t count)
{
	const struct type *element = call->type;
	struct cel_value sum = element->kind == TYPE_DOUBLE ? cel_double(0) : cel_int(0), worst = cel_null();

	(void)count;
	evaluation_charge(evaluation, cel_count(arguments[0]));
	for (size_t i = 0; i < cel_count(arguments[0]) && !evaluation->exhausted; i++) {
		struct cel_value item = cel_item(evaluation, arguments[0], i);

		if (!cel_is_proper(item)) {
			worst = cel_worse(evaluation, worst, item);
		} else if (item.kind != CEL_INT && item.kind != CEL_DOUBLE) {
			return no_overload(call);
		} else {
			sum = add(sum, item, call);
			if (sum.kind == CEL_ERROR)
				return sum;
		}
	}
	return cel_is_proper(worst) ? sum : worst;
}

/* The first of equal items stays; order is kept. */
struct cel_value function_distinct(struct evaluation *evaluation, const struct expression *call, const struct cel_value *arguments,
				   size_t count)
{
	struct cel_value *items = arena_allocate(evaluation->scratch, (cel_count(arguments[0]) + 1) * sizeof *items);
	struct cel_value worst = cel_null();
	size_t kept = 0;

	(void)count;
	for (size_t i = 0; i < cel_count(arguments[0]) && !evaluation->exhausted; i++) {
		struct cel_value item = cel_item(evaluation, arguments[0], i);
		bool repeated = false;

		if (!cel_is_proper(item)) {
			worst = cel_worse(evaluation, worst, item);
			continue;
		}
		evaluation_charge(evaluation, kept + 1);
		for (size_t k = 0; k < kept && !repeated; k++)
			repeated = cel_is_true(cel_equal_mostly(evaluation, items[k], item, call));
		if (!repeated)
			items[kept++] = item;
	}
	return cel_is_proper(worst) ? cel_list(items, kept) : worst;
}

/* An empty list has no smallest item: as blank as a cell. */
static struct cel_value extreme(struct evaluation *evaluation, const struct expression *call, struct cel_value list, int64_t wanted)
{
	struct cel_value best = {.kind = CEL_NULL, .sub = CEL_NULL_CELL, .detail = FIELD_COUNT}, worst = cel_null();

	evaluation_charge(evaluation, cel_count(list));
	for (size_t i = 0; i < cel_count(list) && !evaluation->exhausted; i++) {
		struct cel_value item = cel_item(evaluation, list, i), order = cel_int(wanted);

		if (!cel_is_proper(item)) {
			worst = cel_worse(evaluation, worst, item);
			continue;
		}
		if (best.kind != CEL_NULL)
			order = cel_compare(item, best, call);
		if (order.kind != CEL_INT)
			return order;
		if (order.is.integer == wanted)
			best = item;
	}
	return cel_is_proper(worst) ? best : worst;
}

struct cel_value function_smallest(struct evaluation *evaluation, const struct expression *call, const struct cel_value *arguments,
				   size_t count)
{
	(void)count;
	return extreme(evaluation, call, arguments[0], -1);
}

struct cel_value function_largest(struct evaluation *evaluation, const struct expression *call, const struct cel_value *arguments,
				  size_t count)
{
	(void)count;
	return extreme(evaluation, call, arguments[0], 1);
}

static struct cel_value divide(struct cel_value a, struct cel_value b, double scale, const struct expression *call)
{
	double left = a.kind == CEL_INT ? (double)a.is.integer : a.is.number;
	double right = b.kind == CEL_INT ? (double)b.is.integer : b.is.number;

	return right == 0 ? cel_error(CEL_ERROR_DIVIDE_BY_ZERO, call) : cel_double(left * scale / right);
}

struct cel_value function_percent(struct evaluation *evaluation, const struct expression *call, const struct cel_value *arguments,
				  size_t count)
{
	(void)evaluation;
	(void)count;
	return divide(arguments[0], arguments[1], 100, call);
}

struct cel_value function_ratio(struct evaluation *evaluation, const struct expression *call, const struct cel_value *arguments,
				size_t count)
{
	(void)evaluation;
	(void)count;
	return divide(arguments[0], arguments[1], 1, call);
}
