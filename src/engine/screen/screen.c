/* Asking the nodes: sets of rows under &&, || and over lists; what no set can say is asked of the evaluator. */
#include "engine/screen/screen_nodes.h"

#include "base/compiler.h"
#include "engine/evaluator_macros.h"
#include "engine/values/operators.h"

struct screen *screen_new(struct arena *arena, struct evaluation *evaluation)
{
	struct screen *screen = arena_new(arena, struct screen);

	screen->arena = arena;
	screen->evaluation = evaluation;
	screen_words_index(screen);
	return screen;
}

void screen_begin_document(struct screen *screen, const struct record *plan)
{
	screen->document++;
	screen->plan = plan;
	screen->plan_table.document = screen->document;
	screen->plan_table.usable = true;
	screen->plan_table.all = 1;
	screen->plan_table.rows = &screen->plan;
	screen->plan_table.scope_rows = NULL;
}

static struct screen_answers ask(struct screen *screen, struct screen_node *node, uint64_t rows);

/* What is true of the plan is true of each of its rows. */
static struct screen_answers ask_about(struct screen *screen, struct screen_node *node, const struct screen_table *table, uint64_t rows)
{
	if (node->table == table || !rows)
		return rows ? ask(screen, node, rows) : (struct screen_answers){0, 0};
	struct screen_answers of_plan = ask(screen, node, 1);

	return (struct screen_answers){of_plan.yes ? rows : 0, of_plan.no ? rows : 0};
}

/* ---- the kinds of nodes, each for rows it was not asked about before ---- */

/* && and ||: an item that decides does so whatever the others are; those after it are not asked. */
static struct screen_answers join(struct screen *screen, const struct screen_node *node, uint64_t rows, bool any)
{
	uint64_t left = rows, agreed = rows, decided = 0;

	for (uint16_t i = 0; i < node->count && left; i++) {
		struct screen_answers answers = ask_about(screen, node->items[i], node->table, left);
		uint64_t deciding = any ? answers.yes : answers.no;

		agreed &= any ? answers.no : answers.yes;
		decided |= deciding;
		left &= ~deciding;
	}
	return any ? (struct screen_answers){decided, agreed} : (struct screen_answers){agreed, decided};
}

static struct screen_answers choose(struct screen *screen, const struct screen_node *node, uint64_t rows)
{
	struct screen_answers condition = ask_about(screen, node->items[0], node->table, rows);
	struct screen_answers then = ask_about(screen, node->items[1], node->table, condition.yes);
	struct screen_answers otherwise = ask_about(screen, node->items[2], node->table, condition.no);

	return (struct screen_answers){then.yes | otherwise.yes, then.no | otherwise.no};
}

static struct screen_answers mention(struct screen *screen, const struct screen_node *node, uint64_t rows)
{
	screen_words_load(screen, node->words);
	uint64_t told = node->words->told & rows, mentioned = node->words->mentioned[node->number];

	return (struct screen_answers){told & mentioned, told & ~mentioned};
}

/* The rows of a part; false when that is not sure of every row. */
static bool part_rows(struct screen *screen, const struct screen_part *part, uint64_t *rows)
{
	bool sure = screen_table_load(screen, part->table);

	*rows = sure ? part->table->all : 0;
	screen->steps += SCREEN_ROWS;
	if (part->where && *rows) {
		struct screen_answers left = ask_about(screen, part->where, part->table, *rows);

		sure = (left.yes | left.no) == *rows;
		*rows = left.yes;
	}
	if (part->proper && sure && *rows)
		sure = ask_about(screen, part->proper, part->table, *rows).yes == *rows;
	return sure;
}

static struct screen_answers of_plan(bool yes, bool no)
{
	return (struct screen_answers){yes ? 1 : 0, no ? 1 : 0};
}

/* What is unsure of one part is unsure of the whole list: it may have no value at all. */
static struct screen_answers look_at_list(struct screen *screen, const struct screen_node *node, bool any)
{
	bool decided = false, agreed = true;

	for (uint16_t i = 0; i < node->part_count; i++) {
		uint64_t rows;

		if (!part_rows(screen, &node->parts[i], &rows))
			return of_plan(false, false);
		struct screen_answers answers = ask_about(screen, node->items[i], node->parts[i].table, rows);

		decided |= (any ? answers.yes : answers.no) != 0;
		agreed &= (any ? answers.no : answers.yes) == rows;
	}
	return any ? of_plan(decided, agreed) : of_plan(agreed, decided);
}

static bool compares(const struct screen_node *node, int64_t count)
{
	switch (node->comparison) {
	case EXPRESSION_EQUAL: return count == node->number;
	case EXPRESSION_NOT_EQUAL: return count != node->number;
	case EXPRESSION_LESS: return count < node->number;
	case EXPRESSION_LESS_EQUAL: return count <= node->number;
	case EXPRESSION_GREATER: return count > node->number;
	default: return count >= node->number;
	}
}

static struct screen_answers count_list(struct screen *screen, const struct screen_node *node)
{
	int64_t count = 0;

	for (uint16_t i = 0; i < node->part_count; i++) {
		uint64_t rows;

		if (!part_rows(screen, &node->parts[i], &rows))
			return of_plan(false, false);
		for (; rows; rows &= rows - 1)
			count++;
	}
	return of_plan(compares(node, count), !compares(node, count));
}

static struct screen_answers tally(struct screen *screen, const struct screen_node *node, uint64_t rows)
{
	uint64_t counted[SCREEN_TALLY_MOST + 1] = {rows}; /* by number: the rows of which so many conditions are true */
	struct screen_answers answers = {0, 0};

	for (uint16_t i = 0; i < node->count; i++) {
		struct screen_answers item = ask_about(screen, node->items[i], node->table, rows);

		for (uint16_t k = (uint16_t)(i + 1); k > 0; k--)
			counted[k] = (counted[k] & item.no) | (counted[k - 1] & item.yes);
		counted[0] &= item.no;
	}
	for (uint16_t k = 0; k <= node->count; k++) {
		answers.yes |= compares(node, k) ? counted[k] : 0;
		answers.no |= compares(node, k) ? 0 : counted[k];
	}
	return answers;
}

static struct screen_answers solve(struct screen *screen, struct screen_node *node, uint64_t rows)
{
	switch ((enum screen_kind)node->kind) {
	case SCREEN_WALK: return screen_walk(screen, node, rows);
	case SCREEN_PROPER: return screen_find_proper(screen, node, rows);
	case SCREEN_AND: return join(screen, node, rows, false);
	case SCREEN_OR: return join(screen, node, rows, true);
	case SCREEN_NOT: {
		struct screen_answers answers = ask_about(screen, node->items[0], node->table, rows);

		return (struct screen_answers){answers.no, answers.yes};
	}
	case SCREEN_CHOICE: return choose(screen, node, rows);
	case SCREEN_MENTIONS: return mention(screen, node, rows);
	case SCREEN_EXISTS: return look_at_list(screen, node, true);
	case SCREEN_ALL: return look_at_list(screen, node, false);
	case SCREEN_COUNT: return count_list(screen, node);
	case SCREEN_TALLY: return tally(screen, node, rows);
	}
	return (struct screen_answers){0, 0};
}

/* No fewer than the steps the evaluator would take where none is counted here. */
static uint64_t most_steps(const struct screen_node *node)
{
	return SCREEN_ROWS + (node->kind == SCREEN_MENTIONS ? node->words->steps : 0);
}

/* What was found for a row before is not looked for again; its steps count again, as the evaluator would take them again. */
static struct screen_answers ask(struct screen *screen, struct screen_node *node, uint64_t rows)
{
	uint64_t before = screen->steps;

	if (node->document != screen->document) {
		node->document = screen->document;
		node->asked = node->yes = node->no = node->steps = 0;
	}
	uint64_t fresh = rows & ~node->asked;

	if (fresh) {
		struct screen_answers answers = solve(screen, node, fresh);

		screen->steps += most_steps(node);
		node->asked |= fresh;
		node->yes |= answers.yes;
		node->no |= answers.no;
		node->steps += screen->steps - before;
	}
	screen->steps = before + node->steps;
	return (struct screen_answers){node->yes & rows, node->no & rows};
}

enum verdict screen_plan_verdict(struct screen *screen, struct screen_node *condition)
{
	screen->steps = 0;
	evaluation_set_record(screen->evaluation, SCOPE_PLAN, screen->plan);
	struct screen_answers answers = ask(screen, condition, 1);

	return answers.yes ? VERDICT_TRUE : answers.no ? VERDICT_FALSE : VERDICT_UNKNOWN;
}

/* ---- a rule ---- */

static void begin_rule(struct screen *screen, const struct screened_rule *rule)
{
	evaluation_begin_rule(screen->evaluation);
	for (size_t i = 0; i < rule->revision->let_count; i++)
		evaluation_set_let(screen->evaluation, rule->revision->lets[i].slot, rule->revision->lets[i].expression);
	screen->rule = rule;
	screen->steps = 0;
}

/* Half the limit is for what the sets took no steps for. */
static bool is_near_limit(const struct screen *screen)
{
	return screen->steps > LIMIT_EXPRESSION_STEPS / 2;
}

struct screened_rows screen_rule(struct screen *screen, const struct screened_rule *rule)
{
	struct screen_table *table = screen->scope_table;
	struct screen_answers applies = {table->all, 0};

	begin_rule(screen, rule);
	if (rule->applies)
		applies = ask_about(screen, rule->applies, table, table->all);
	struct screen_answers condition = applies.yes ? ask_about(screen, rule->condition, table, applies.yes) : (struct screen_answers){0, 0};
	uint64_t passed = rule->revision->must ? condition.yes : condition.no;
	uint64_t found = rule->revision->must ? condition.no : condition.yes;

	/* Values that were cut short, and words that were found in another order than the evaluator's, are not kept. */
	bool near_limit = is_near_limit(screen);

	if (near_limit || rule->says_hit)
		begin_rule(screen, rule);
	if (near_limit)
		return (struct screened_rows){.unsure = table->all};
	found = rule->says_hit ? 0 : found;
	return (struct screened_rows){
		.passed = passed,
		.found = found,
		.applies = applies.yes,
		.unsure = table->all & ~applies.no & ~passed & ~found,
		.rule = rule->says_hit ? NULL : rule,
	};
}

static bool is_known_true(const struct screen *screen, const struct screen_node *node, uint64_t row)
{
	return node->document == screen->document && node->yes & (node->table == &screen->plan_table ? 1 : row);
}

/* As the evaluator walks it: the parts that are true say nothing. */
static struct cel_value walk_unsure(struct screen *screen, const struct screen_node *node, const struct expression *expression, uint64_t row)
{
	struct cel_value result = cel_bool(true);

	if (node->kind != SCREEN_AND || expression->kind != EXPRESSION_AND)
		return evaluate(screen->evaluation, expression);
	for (uint32_t i = 0; i < expression->count; i++) {
		if (is_known_true(screen, node->items[i], row))
			continue;
		struct cel_value value = walk_unsure(screen, node->items[i], expression->items[i], row);

		value = as_condition(value, expression->items[i]);
		if (value.kind == CEL_BOOL && !value.is.boolean)
			return value;
		if (value.kind != CEL_BOOL)
			result = cel_undecided(screen->evaluation, result, value);
	}
	return result;
}

struct cel_value screen_applies(struct screen *screen, const struct screened_rule *rule, uint64_t row)
{
	return rule->applies ? walk_unsure(screen, rule->applies, rule->revision->applies.expression, row) : cel_bool(true);
}

struct cel_value screen_condition(struct screen *screen, const struct screened_rule *rule, uint64_t row)
{
	return walk_unsure(screen, rule->condition, rule->revision->condition.expression, row);
}
