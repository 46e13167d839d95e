/* Functions that count equal items of long lists, as rules over many plans have them: by hash, not by comparing each with each. */
#include "base/name_table.h"
#include "base/text_builder.h"
#include "engine/functions/functions.h"
#include "engine/values/operators.h"

struct counting {
	struct name_table numbers; /* of items as bytes, to their number */
	struct counted {
		const struct cel_value *item; /* the first of those that are equal */
		size_t count;
	} *items;
	size_t count, capacity, most; /* most: number of the most frequent; of several the first */
	struct cel_value worst; /* an item that is no proper value */
};

/* Items of one list have one type: their text or their number tells them apart. */
static struct slice key_of(const struct cel_value *item)
{
	return item->kind == CEL_STRING ? cel_text(*item) : slice_of((const char *)&item->is.natural, sizeof item->is.natural);
}

static bool can_be_counted(struct cel_value item)
{
	return item.kind == CEL_STRING || item.kind == CEL_BOOL || item.kind == CEL_INT || item.kind == CEL_DATE || item.kind == CEL_TIME ||
	       item.kind == CEL_ENUM || item.kind == CEL_DOUBLE;
}

static void count_item(struct evaluation *evaluation, struct counting *counting, const struct cel_value *item)
{
	struct slice key = key_of(item);
	uint32_t number = name_table_find(&counting->numbers, key);

	if (number == NAME_NOT_FOUND) {
		number = (uint32_t)counting->count;
		counting->items = arena_with_room(evaluation->scratch, counting->items, counting->count, &counting->capacity,
						  sizeof *counting->items);
		counting->items[counting->count++] = (struct counted){item, 0};
		name_table_add(&counting->numbers, key, number);
	}
	counting->items[number].count++;
}

/* Lists of the model become values first. */
static const struct cel_value *items_of(struct evaluation *evaluation, struct cel_value list)
{
	if (list.kind == CEL_LIST)
		return list.is.items;
	struct cel_value *values = arena_array(evaluation->scratch, struct cel_value, cel_count(list));

	for (size_t i = 0; i < cel_count(list); i++)
		values[i] = cel_item(evaluation, list, i);
	return values;
}

static struct counting count_items(struct evaluation *evaluation, const struct expression *call, struct cel_value list)
{
	size_t length = cel_count(list);
	struct counting counting = {.worst = cel_null()};
	const struct cel_value *values = items_of(evaluation, list);

	name_table_init(&counting.numbers, evaluation->scratch);
	evaluation_charge(evaluation, length);
	for (size_t i = 0; i < length && !evaluation->exhausted; i++) {
		if (!cel_is_proper(values[i]))
			counting.worst = cel_worse(evaluation, counting.worst, values[i]);
		else if (can_be_counted(values[i]))
			count_item(evaluation, &counting, &values[i]);
		else
			counting.worst = cel_error(CEL_ERROR_NO_OVERLOAD, call);
	}
	for (size_t i = 1; i < counting.count; i++)
		if (counting.items[i].count > counting.items[counting.most].count)
			counting.most = i;
	return counting;
}

struct cel_value function_count_distinct(struct evaluation *evaluation, const struct expression *call, const struct cel_value *arguments,
					 size_t count)
{
	struct counting counting = count_items(evaluation, call, arguments[0]);

	(void)count;
	return cel_is_proper(counting.worst) ? cel_int((int64_t)counting.count) : counting.worst;
}

/* An empty list has no most frequent item: as blank as a cell. */
struct cel_value function_most_frequent(struct evaluation *evaluation, const struct expression *call, const struct cel_value *arguments,
					size_t count)
{
	struct counting counting = count_items(evaluation, call, arguments[0]);

	(void)count;
	if (!cel_is_proper(counting.worst))
		return counting.worst;
	return counting.count ? *counting.items[counting.most].item : (struct cel_value){.kind = CEL_NULL, .sub = CEL_NULL_CELL, .detail = FIELD_COUNT};
}

struct cel_value function_share_of_largest(struct evaluation *evaluation, const struct expression *call, const struct cel_value *arguments,
					   size_t count)
{
	struct counting counting = count_items(evaluation, call, arguments[0]);

	(void)count;
	if (!cel_is_proper(counting.worst))
		return counting.worst;
	return cel_double(counting.count ? 100.0 * (double)counting.items[counting.most].count / (double)cel_count(arguments[0]) : 0);
}

struct cel_value function_flatten(struct evaluation *evaluation, const struct expression *call, const struct cel_value *arguments, size_t count)
{
	struct cel_value worst = cel_null();
	struct cel_value *items;
	size_t total = 0, at = 0;

	(void)count;
	for (size_t i = 0; i < cel_count(arguments[0]); i++) {
		struct cel_value list = cel_item(evaluation, arguments[0], i);

		if (cel_is_proper(list) && list.kind != CEL_LIST && list.kind != CEL_MODEL_LIST)
			return cel_error(CEL_ERROR_NO_OVERLOAD, call);
		total += cel_is_proper(list) ? cel_count(list) : 0;
	}
	evaluation_charge(evaluation, total + cel_count(arguments[0]));
	items = arena_array(evaluation->scratch, struct cel_value, total);
	for (size_t i = 0; i < cel_count(arguments[0]) && !evaluation->exhausted; i++) {
		struct cel_value list = cel_item(evaluation, arguments[0], i);

		if (!cel_is_proper(list))
			worst = cel_worse(evaluation, worst, list);
		for (size_t k = 0; cel_is_proper(list) && k < cel_count(list); k++)
			items[at++] = cel_item(evaluation, list, k);
	}
	return cel_is_proper(worst) ? cel_list(items, at) : worst;
}

/* 62 bits of a hash that is the same on every machine and in every version of the facts. */
struct cel_value function_fingerprint(struct evaluation *evaluation, const struct expression *call, const struct cel_value *arguments,
				      size_t count)
{
	struct slice same = function_text_for_comparison(evaluation, arguments[0]);

	(void)call;
	(void)count;
	evaluation_charge(evaluation, arguments[0].detail / 16);
	return cel_int((int64_t)(slice_hash(same) >> 2));
}
