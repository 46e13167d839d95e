/* Functions that know of cells and of the rule set's tables. */
#include "engine/functions/functions.h"
#include "engine/values/cell_values.h"
#include "engine/values/operators.h"

/* Nothing but blanks is as empty as nothing; an unreadable cell is not empty. */
struct cel_value function_blank(struct evaluation *evaluation, const struct expression *call, const struct cel_value *arguments,
				size_t count)
{
	struct cel_value v = arguments[0];

	(void)evaluation;
	(void)call;
	(void)count;
	switch (v.kind) {
	case CEL_NULL: return cel_bool(true);
	case CEL_UNKNOWN: return v;
	case CEL_ERROR: return v.sub == CEL_ERROR_UNREADABLE ? cel_bool(false) : v.sub == CEL_ERROR_BLANK ? cel_bool(true) : v;
	case CEL_STRING: return cel_bool(slice_trim(cel_text(v)).length == 0);
	case CEL_LIST:
	case CEL_MODEL_LIST: return cel_bool(cel_count(v) == 0);
	case CEL_RECORD: return cell_record_is_blank(v.is.record);
	default: return cel_bool(false);
	}
}

/* The compiler saw to it that the argument is a field: its flags are asked, not its value. */
struct cel_value function_is_derived(struct evaluation *evaluation, const struct expression *call, const struct cel_value *arguments,
				     size_t count)
{
	const struct expression *path = call->items[0];
	struct cel_value record;

	(void)count;
	if (arguments[0].kind == CEL_UNKNOWN)
		return arguments[0];
	record = evaluate(evaluation, path->first);
	if (record.kind != CEL_RECORD)
		return cel_bool(false);
	return cel_bool((record_read(record.is.record, path->field)->flags & VALUE_COUNTED) != 0);
}

/* Arguments of lookup() and row_from(): the keys, then the day. */
static const struct lookup_row *row_in_force(struct evaluation *evaluation, const struct lookup_table *table, const struct cel_value *arguments,
					     size_t count)
{
	evaluation_charge(evaluation, 4);
	return lookup_table_row(table, arguments, (int32_t)arguments[count - 1].is.integer);
}

static struct cel_value outside(const struct lookup_table *table)
{
	return (struct cel_value){.kind = CEL_UNKNOWN, .sub = CEL_UNKNOWN_TABLE, .is.table = table};
}

struct cel_value function_lookup(struct evaluation *evaluation, const struct expression *call, const struct cel_value *arguments,
				 size_t count)
{
	const struct lookup_table *table = lookup_table_for(call->resolved.table, evaluation->insurer);
	const struct lookup_row *row = row_in_force(evaluation, table, arguments, count);

	return row ? row->value : outside(table);
}

/* A row that has held ever since has no first day. */
struct cel_value function_row_from(struct evaluation *evaluation, const struct expression *call, const struct cel_value *arguments,
				   size_t count)
{
	const struct lookup_table *table = lookup_table_for(call->resolved.table, evaluation->insurer);
	const struct lookup_row *row = row_in_force(evaluation, table, arguments, count);

	if (!row)
		return outside(table);
	return row->from == INT32_MIN ? cel_null() : cel_date(row->from);
}
