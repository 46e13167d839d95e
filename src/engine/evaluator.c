/* The walk over checked trees: a function for every kind of node, values by value, the steps counted. */
#include "engine/evaluator.h"

#include "engine/batch/batch_groups.h"
#include "engine/evaluator_macros.h"
#include "engine/functions/functions.h"
#include "engine/values/cell_values.h"
#include "engine/values/operators.h"

#include <assert.h>
#include <string.h>

#define ARGUMENTS_MAX (LOOKUP_KEYS_MAX + 2)

void evaluation_init(struct evaluation *evaluation, struct arena *scratch, struct arena *document,
		     const struct lexicon_set *lexicons, int32_t today)
{
	memset(evaluation, 0, sizeof *evaluation);
	evaluation->scratch = scratch;
	evaluation->document = document;
	evaluation->lexicons = lexicons;
	evaluation->today = today;
	evaluation->step_limit = LIMIT_EXPRESSION_STEPS;
	text_cache_init(&evaluation->texts, document);
}

void evaluation_begin_document(struct evaluation *evaluation)
{
	text_cache_begin_document(&evaluation->texts);
	evaluation_begin_node(evaluation);
}

/* Empties the slots from the given one on. */
static void empty_slots(struct evaluation *evaluation, unsigned from)
{
	if (evaluation->slots_used <= from)
		return;
	memset(&evaluation->slots[from], 0, (evaluation->slots_used - from) * sizeof evaluation->slots[0]);
	memset(&evaluation->written[from], 0, (evaluation->slots_used - from) * sizeof evaluation->written[0]);
	evaluation->slots_used = from;
}

void evaluation_begin_node(struct evaluation *evaluation)
{
	empty_slots(evaluation, 0);
	evaluation_begin_rule(evaluation);
}

void evaluation_begin_rule(struct evaluation *evaluation)
{
	arena_reset(evaluation->scratch);
	empty_slots(evaluation, SLOT_FIRST_FREE);
	evaluation->scanned.text.data = NULL;
	evaluation->used.count = 0;
	evaluation_begin_count(evaluation);
}

void evaluation_begin_count(struct evaluation *evaluation)
{
	evaluation->mention.found = false;
	evaluation->steps = 0;
	evaluation->exhausted = false;
}

void evaluation_set_record(struct evaluation *evaluation, unsigned slot, const struct record *record)
{
	evaluation_set_value(evaluation, slot, cell_of_record(record));
}

void evaluation_set_value(struct evaluation *evaluation, unsigned slot, struct cel_value value)
{
	assert(slot < LIMIT_EXPRESSION_SLOTS);
	evaluation->slots[slot] = value;
	if (slot >= evaluation->slots_used)
		evaluation->slots_used = slot + 1;
}

void evaluation_set_let(struct evaluation *evaluation, unsigned slot, const struct expression *expression)
{
	evaluation_set_value(evaluation, slot, (struct cel_value){.kind = CEL_PENDING, .is.expression = expression});
	evaluation->written[slot] = expression;
}

void evaluation_charge(struct evaluation *evaluation, size_t steps)
{
	if (steps > evaluation->step_limit - evaluation->steps) {
		evaluation->steps = evaluation->step_limit;
		evaluation->exhausted = true;
	} else {
		evaluation->steps += (uint32_t)steps;
	}
}

/* A literal or a name with its value needs no call; most operands are one. */
static inline struct cel_value operand_of(struct evaluation *evaluation, const struct expression *node)
{
	const struct cel_value *value = &node->literal;

	if (node->kind == EXPRESSION_NAME)
		value = &evaluation->slots[node->slot];
	else if (node->kind != EXPRESSION_LITERAL)
		return evaluate(evaluation, node);
	if (value->kind == CEL_PENDING || evaluation->steps >= evaluation->step_limit - 1)
		return evaluate(evaluation, node);
	evaluation->steps++;
	return *value;
}

static struct cel_value walk_name(struct evaluation *evaluation, const struct expression *node)
{
	struct cel_value value = evaluation->slots[node->slot];

	if (value.kind == CEL_PENDING) {
		value = evaluate(evaluation, value.is.expression);
		evaluation->slots[node->slot] = value;
	}
	return value;
}

/* The plain kinds without a call; the compiler noted kind and place. */
static inline struct cel_value read_field(struct evaluation *evaluation, const struct record *record, const struct expression *node)
{
	const struct value *value = &record->values[node->slot];

	assert(value == record_read(record, node->field));
	if (LIKELY(value->presence == PRESENCE_WRITTEN)) {
		switch (node->function) {
		case KIND_INT: return cel_int(value->is.integer);
		case KIND_BOOL: return cel_bool(value->is.boolean);
		case KIND_DATE: return cel_date(value->is.date);
		case KIND_TIME: return cel_time(value->is.minutes);
		case KIND_RECORD: return (struct cel_value){.kind = CEL_RECORD, .is.record = value->is.record};
		case KIND_ENUM: return cel_enum((enum enum_kind)field_info(node->field)->element, value->is.enumerated);
		case KIND_TEXT: return cell_text(evaluation, value->is.text);
		default: break;
		}
	}
	return cell_read(evaluation, record, node->field);
}

/* What stands before a dot: mostly a name whose record is in its slot. */
static inline struct cel_value record_of(struct evaluation *evaluation, const struct expression *node)
{
	if (LIKELY(node->kind == EXPRESSION_NAME && evaluation->slots[node->slot].kind == CEL_RECORD))
		return evaluation->slots[node->slot];
	return evaluate(evaluation, node);
}

static struct cel_value walk_field(struct evaluation *evaluation, const struct expression *node)
{
	struct cel_value operand = record_of(evaluation, node->first);

	if (LIKELY(operand.kind == CEL_RECORD))
		return read_field(evaluation, operand.is.record, node);
	if (operand.kind == CEL_NULL) /* nothing stands there (previous in a first plan): as blank as its fields */
		return (struct cel_value){.kind = CEL_ERROR, .sub = CEL_ERROR_BLANK, .detail = node->field};
	return cel_is_proper(operand) ? cel_error(CEL_ERROR_NO_OVERLOAD, node) : operand;
}

static struct cel_value walk_column(struct evaluation *evaluation, const struct expression *node)
{
	struct cel_value fact = evaluate(evaluation, node->first);

	if (fact.kind != CEL_FACT)
		return cel_is_proper(fact) ? cel_error(CEL_ERROR_NO_OVERLOAD, node) : cel_used(fact);
	return batch_fact_column(evaluation->groups, fact.is.fact, node->count, evaluation->scratch);
}

static struct cel_value walk_key(struct evaluation *evaluation, const struct expression *node)
{
	struct cel_value operand = evaluate(evaluation, node->first);
	const struct cel_value *found;

	if (!cel_is_proper(operand))
		return cel_used(operand);
	if (operand.kind != CEL_MAP)
		return cel_error(CEL_ERROR_NO_OVERLOAD, node);
	found = cel_map_find(operand, node->literal);
	if (node->kind == EXPRESSION_HAS_KEY)
		return cel_bool(found != NULL);
	return found ? *found : cel_error(CEL_ERROR_NO_SUCH_KEY, node);
}

static struct cel_value walk_has(struct evaluation *evaluation, const struct expression *node)
{
	struct cel_value operand = record_of(evaluation, node->first);

	if (operand.kind == CEL_RECORD)
		return cell_has(operand.is.record, node->field);
	if (operand.kind == CEL_NULL) /* nothing stands there, so it has nothing */
		return cel_bool(false);
	return cel_used(operand);
}

/* x == null: a blank cell and a record without any content are; an unreadable cell is not. */
static struct cel_value walk_null_test(struct evaluation *evaluation, const struct expression *node)
{
	struct cel_value operand = evaluate(evaluation, node->first);
	bool is_null = operand.kind == CEL_NULL || (operand.kind == CEL_RECORD && operand.is.record->self.presence == PRESENCE_BLANK);

	if (operand.kind == CEL_UNKNOWN)
		return operand;
	if (operand.kind == CEL_ERROR &&
	    (operand.sub != CEL_ERROR_UNREADABLE || (node->first->kind != EXPRESSION_FIELD && node->first->kind != EXPRESSION_NAME)))
		return operand;
	return cel_bool(is_null == (node->kind == EXPRESSION_IS_NULL));
}

/* Neither operand decides: unknown beats error beats the value that does not decide. */
struct cel_value cel_undecided(struct evaluation *evaluation, struct cel_value a, struct cel_value b)
{
	if (a.kind == CEL_UNKNOWN && b.kind == CEL_UNKNOWN)
		return cel_merge_unknown(evaluation, a, b);
	if (a.kind == CEL_UNKNOWN || b.kind == CEL_UNKNOWN)
		return a.kind == CEL_UNKNOWN ? a : b;
	return a.kind == CEL_ERROR ? a : b;
}

static struct cel_value walk_logic(struct evaluation *evaluation, const struct expression *node)
{
	bool deciding = node->kind == EXPRESSION_OR;
	struct cel_value result = cel_bool(!deciding);

	for (uint32_t i = 0; i < node->count; i++) {
		struct cel_value value = as_condition(evaluate(evaluation, node->items[i]), node->items[i]);

		if (UNLIKELY(value.kind != CEL_BOOL))
			result = cel_undecided(evaluation, result, value);
		else if (value.is.boolean == deciding)
			return value;
	}
	return result;
}

static struct cel_value walk_not(struct evaluation *evaluation, const struct expression *node)
{
	struct cel_value value = as_condition(evaluate(evaluation, node->first), node);

	return value.kind == CEL_BOOL ? cel_bool(!value.is.boolean) : value;
}

static struct cel_value walk_conditional(struct evaluation *evaluation, const struct expression *node)
{
	struct cel_value condition = as_condition(evaluate(evaluation, node->first), node->first);

	if (condition.kind != CEL_BOOL)
		return condition;
	return evaluate(evaluation, condition.is.boolean ? node->second : node->third);
}

static bool order_fits(const struct expression *node, int64_t order)
{
	switch (node->kind) {
	case EXPRESSION_LESS: return order == -1;
	case EXPRESSION_LESS_EQUAL: return order <= 0;
	case EXPRESSION_GREATER: return order == 1;
	default: return order == 0 || order == 1;
	}
}

/* similarity(a, b) >= 0.9 */
static bool asks_likeness(const struct expression *node)
{
	return node->kind == EXPRESSION_GREATER_EQUAL && node->first->kind == EXPRESSION_CALL &&
	       node->first->function == FUNCTION_similarity && node->second->kind == EXPRESSION_LITERAL &&
	       node->second->literal.kind == CEL_DOUBLE;
}

static struct cel_value walk_order(struct evaluation *evaluation, const struct expression *node)
{
	if (UNLIKELY(asks_likeness(node)) &&
	    similarity_stays_below(evaluation, operand_of(evaluation, node->first->items[0]),
				   operand_of(evaluation, node->first->items[1]), node->second->literal.is.number))
		return cel_bool(false);
	struct cel_value a = operand_of(evaluation, node->first);
	struct cel_value b = operand_of(evaluation, node->second);

	if (LIKELY(cel_are_plain(a, b)))
		return cel_bool(order_fits(node, (a.is.integer > b.is.integer) - (a.is.integer < b.is.integer)));
	if (!cel_is_proper(a) || !cel_is_proper(b))
		return cel_worse(evaluation, a, b);
	a = cel_compare(a, b, node);
	return a.kind == CEL_INT ? cel_bool(order_fits(node, a.is.integer)) : a;
}

static struct cel_value walk_equality(struct evaluation *evaluation, const struct expression *node)
{
	struct cel_value a = operand_of(evaluation, node->first);
	struct cel_value b = operand_of(evaluation, node->second);
	struct cel_value equal = cel_equal_mostly(evaluation, a, b, node);

	return equal.kind == CEL_BOOL && node->kind == EXPRESSION_NOT_EQUAL ? cel_bool(!equal.is.boolean) : equal;
}

static struct cel_value walk_binary(struct evaluation *evaluation, const struct expression *node)
{
	struct cel_value a = operand_of(evaluation, node->first);
	struct cel_value b = operand_of(evaluation, node->second);

	if (UNLIKELY(!cel_is_proper(a) || !cel_is_proper(b)))
		return cel_worse(evaluation, a, b);
	if (node->kind == EXPRESSION_IN)
		return cel_in(evaluation, a, b, node);
	return node->kind == EXPRESSION_INDEX ? cel_index(evaluation, a, b, node) : cel_arithmetic(evaluation, node, a, b);
}

/* ---- lists, maps and calls ---- */

/* Items that are written null stay null; errors, blank cells and unknowns become the list's. */
static struct cel_value walk_list(struct evaluation *evaluation, const struct expression *node)
{
	struct cel_value *items, worst = cel_null();

	if (node->literal.kind == CEL_LIST)
		return node->literal;
	items = arena_allocate(evaluation->scratch, (node->count + 1) * sizeof *items);
	for (uint32_t i = 0; i < node->count; i++) {
		items[i] = evaluate(evaluation, node->items[i]);
		if (!cel_is_proper(items[i]))
			worst = cel_worse(evaluation, worst, items[i]);
	}
	return cel_is_proper(worst) ? cel_list(items, node->count) : worst;
}

static struct cel_value walk_map(struct evaluation *evaluation, const struct expression *node)
{
	struct cel_entry *entries = arena_allocate(evaluation->scratch, (node->count + 1) * sizeof *entries);
	struct cel_value worst = cel_null(), map = {.kind = CEL_MAP, .is.entries = entries};

	for (uint32_t i = 0; i < node->count; i++) {
		entries[i].key = evaluate(evaluation, node->items[i * 2]);
		entries[i].value = evaluate(evaluation, node->items[i * 2 + 1]);
		if (!cel_is_proper(entries[i].key) || !cel_is_proper(entries[i].value))
			worst = cel_worse(evaluation, worst, cel_worse(evaluation, entries[i].key, entries[i].value));
		else if (entries[i].key.kind != CEL_BOOL && entries[i].key.kind != CEL_INT && entries[i].key.kind != CEL_UINT &&
			 entries[i].key.kind != CEL_STRING)
			worst = cel_error(CEL_ERROR_NO_OVERLOAD, node);
		else if (cel_map_find(map, entries[i].key))
			worst = cel_error(CEL_ERROR_DUPLICATE_KEY, node->items[i * 2]);
		evaluation_charge(evaluation, map.detail);
		map.detail++;
	}
	return cel_is_proper(worst) ? map : worst;
}

static struct cel_value walk_call(struct evaluation *evaluation, const struct expression *node)
{
	struct cel_value arguments[ARGUMENTS_MAX], worst = cel_null();
	bool takes_cells = (function_info((enum function)node->function)->flags & FUNCTION_TAKES_CELLS) != 0;

	assert(node->count <= ARGUMENTS_MAX);
	for (uint32_t i = 0; i < node->count; i++) {
		arguments[i] = operand_of(evaluation, node->items[i]);
		if (UNLIKELY(!takes_cells && !cel_is_proper(arguments[i])))
			worst = cel_worse(evaluation, worst, arguments[i]);
	}
	return cel_is_proper(worst) ? function_call(evaluation, node, arguments, node->count) : worst;
}

/* Reads no value where the cell's presence answers. */
static struct cel_value walk_blank_cell(struct evaluation *evaluation, const struct expression *node)
{
	const struct expression *path = node->items[0];
	struct cel_value around = record_of(evaluation, path->first);

	if (LIKELY(around.kind == CEL_RECORD)) {
		const struct value *value = &around.is.record->values[path->slot];

		if (value->presence == PRESENCE_BLANK)
			return cel_bool(true);
		if (cell_is_filled(value, (enum field_kind)path->function))
			return cel_bool(false);
	}
	return walk_call(evaluation, node);
}

/* ---- the table ---- */

static struct cel_value walk_literal(struct evaluation *evaluation, const struct expression *node)
{
	(void)evaluation;
	return node->literal;
}

static struct cel_value walk_negation(struct evaluation *evaluation, const struct expression *node)
{
	struct cel_value value = evaluate(evaluation, node->first);

	return cel_is_proper(value) ? cel_negate(value, node) : cel_used(value);
}

/* A function each: a step saves the registers of its own kind alone. */
static struct cel_value (*const walkers[EXPRESSION_KIND_COUNT])(struct evaluation *evaluation, const struct expression *node) = {
	[EXPRESSION_LITERAL] = walk_literal,
	[EXPRESSION_NAME] = walk_name,
	[EXPRESSION_FIELD] = walk_field,
	[EXPRESSION_COLUMN] = walk_column,
	[EXPRESSION_KEY] = walk_key,
	[EXPRESSION_HAS_KEY] = walk_key,
	[EXPRESSION_HAS_FIELD] = walk_has,
	[EXPRESSION_IS_NULL] = walk_null_test,
	[EXPRESSION_IS_NOT_NULL] = walk_null_test,
	[EXPRESSION_INDEX] = walk_binary,
	[EXPRESSION_NOT] = walk_not,
	[EXPRESSION_NEGATE] = walk_negation,
	[EXPRESSION_AND] = walk_logic,
	[EXPRESSION_OR] = walk_logic,
	[EXPRESSION_CONDITIONAL] = walk_conditional,
	[EXPRESSION_EQUAL] = walk_equality,
	[EXPRESSION_NOT_EQUAL] = walk_equality,
	[EXPRESSION_LESS] = walk_order,
	[EXPRESSION_LESS_EQUAL] = walk_order,
	[EXPRESSION_GREATER] = walk_order,
	[EXPRESSION_GREATER_EQUAL] = walk_order,
	[EXPRESSION_IN] = walk_binary,
	[EXPRESSION_ADD] = walk_binary,
	[EXPRESSION_SUBTRACT] = walk_binary,
	[EXPRESSION_MULTIPLY] = walk_binary,
	[EXPRESSION_DIVIDE] = walk_binary,
	[EXPRESSION_REMAINDER] = walk_binary,
	[EXPRESSION_LIST] = walk_list,
	[EXPRESSION_MAP] = walk_map,
	[EXPRESSION_CALL] = walk_call,
	[EXPRESSION_BLANK_CELL] = walk_blank_cell,
	[EXPRESSION_ALL] = walk_macro,
	[EXPRESSION_EXISTS] = walk_macro,
	[EXPRESSION_EXISTS_ONE] = walk_macro,
	[EXPRESSION_MAP_EACH] = walk_macro,
	[EXPRESSION_FILTER] = walk_macro,
};

struct cel_value evaluate(struct evaluation *evaluation, const struct expression *node)
{
	if (UNLIKELY(++evaluation->steps >= evaluation->step_limit)) {
		evaluation->steps = evaluation->step_limit;
		evaluation->exhausted = true;
		return cel_error(CEL_ERROR_STEPS, node);
	}
	return walkers[node->kind](evaluation, node);
}
