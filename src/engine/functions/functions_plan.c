/* Functions that know of cells and of the rule set's tables. */
#include "engine/functions/functions.h"
#include "engine/values/cell_values.h"
#include "engine/values/operators.h"
#include "model/dates/date.h"

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

/* Of messages only: a condition that went on without what is missing would pass in silence. */
struct cel_value function_known(struct evaluation *evaluation, const struct expression *call, const struct cel_value *arguments,
				size_t count)
{
	(void)evaluation;
	(void)call;
	(void)count;
	return arguments[cel_is_proper(arguments[0]) && arguments[0].kind != CEL_NULL ? 0 : 1];
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

/*
 * Asks about the input, not the value, so it is never unknown itself. The compiler allows it only where facts of many plans are collected:
 * in a condition, a form that came later could turn what was decided without it.
 */
struct cel_value function_supplied(struct evaluation *evaluation, const struct expression *call, const struct cel_value *arguments,
				   size_t count)
{
	(void)evaluation;
	(void)call;
	(void)count;
	return cel_bool(arguments[0].kind != CEL_UNKNOWN);
}

static void note_use(struct table_uses *used, const struct lookup_table *table, const struct lookup_row *row)
{
	for (size_t i = 0; i < used->count; i++)
		if (used->items[i].table == table && used->items[i].from == row->from && used->items[i].to == row->to)
			return;
	if (used->count == LIMIT_USED_TABLES)
		return;
	used->items[used->count].table = table;
	used->items[used->count].from = row->from;
	used->items[used->count++].to = row->to;
}

/* Arguments of lookup() and its like: the keys, then the day. */
static const struct lookup_row *row_in_force(struct evaluation *evaluation, const struct lookup_table *table, const struct cel_value *arguments,
					     size_t count)
{
	evaluation_charge(evaluation, 4);
	const struct lookup_row *row = lookup_table_row(table, arguments, (int32_t)arguments[count - 1].is.integer);

	if (row)
		note_use(&evaluation->used, table, row);
	return row;
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

/* "since 2018-10-01"; a table may leave both days of a row open. */
static struct slice period_in_english(struct arena *arena, const struct lookup_row *row)
{
	struct text_builder builder;

	text_builder_init(&builder, arena);
	if (row->from == INT32_MIN && row->to == INT32_MAX)
		return SLICE_OF("no dates given");
	text_builder_add_string(&builder, row->to == INT32_MAX ? "since " : row->from == INT32_MIN ? "until " : "from ");
	if (row->from != INT32_MIN)
		date_add_iso(&builder, row->from);
	if (row->from != INT32_MIN && row->to != INT32_MAX)
		text_builder_add_string(&builder, " to ");
	if (row->to != INT32_MAX)
		date_add_iso(&builder, row->to);
	return text_builder_finish(&builder);
}

static struct slice period_in_japanese(struct arena *arena, const struct lookup_row *row)
{
	struct text_builder builder;

	text_builder_init(&builder, arena);
	if (row->from == INT32_MIN && row->to == INT32_MAX)
		return SLICE_OF("期日の定めなし");
	if (row->from != INT32_MIN) {
		date_add_japanese(&builder, row->from);
		text_builder_add_string(&builder, "から");
	}
	if (row->to != INT32_MAX) {
		date_add_japanese(&builder, row->to);
		text_builder_add_string(&builder, "まで");
	}
	return text_builder_finish(&builder);
}

struct cel_value function_row_period(struct evaluation *evaluation, const struct expression *call, const struct cel_value *arguments,
				     size_t count)
{
	const struct lookup_table *table = lookup_table_for(call->resolved.table, evaluation->insurer);
	const struct lookup_row *row = row_in_force(evaluation, table, arguments, count);

	if (!row)
		return outside(table);
	return cel_string(evaluation->english ? period_in_english(evaluation->scratch, row) : period_in_japanese(evaluation->scratch, row));
}

/* For tables that are lists: what is not in them is known not to be. */
struct cel_value function_in_table(struct evaluation *evaluation, const struct expression *call, const struct cel_value *arguments,
				   size_t count)
{
	return cel_bool(row_in_force(evaluation, lookup_table_for(call->resolved.table, evaluation->insurer), arguments, count) != NULL);
}
