/* What no set can say is asked of the evaluator: row by row, once for all rows with the same cell, or once for a text. */
#include "engine/screen/screen_nodes.h"

#include "base/compiler.h"
#include "engine/values/operators.h"

static void set_row(struct evaluation *evaluation, const struct screen_node *node, unsigned row)
{
	const struct screen_table *table = node->table;

	if (node->slot == SCOPE_PLAN)
		return;
	if (node->names_above)
		for (unsigned scope = SCOPE_PLAN + 1; scope < SCOPE_COUNT; scope++)
			if (table->scope_rows[row].records[scope])
				evaluation_set_record(evaluation, scope, table->scope_rows[row].records[scope]);
	evaluation_set_record(evaluation, node->slot, table->rows[row]);
}

static void set_lets_of_row(struct screen *screen)
{
	for (size_t i = 0; i < screen->rule->of_row_count; i++)
		evaluation_set_let(screen->evaluation, screen->rule->of_row[i]->slot, screen->rule->of_row[i]->expression);
}

/* What it says of the row holds for all rows that are like it. */
static void walk_row(struct screen *screen, const struct screen_node *node, unsigned row, uint64_t alike, struct screen_answers *answers)
{
	struct evaluation *evaluation = screen->evaluation;

	set_row(evaluation, node, row);
	if (node->names_lets)
		set_lets_of_row(screen);
	evaluation_begin_count(evaluation);
	struct cel_value value = evaluate(evaluation, node->expression);

	screen->steps += COUNT_BITS(alike) * (uint64_t)evaluation->steps;
	if (node->kind == SCREEN_PROPER) {
		answers->yes |= cel_is_proper(value) ? alike : 0;
		return;
	}
	switch (evaluation_verdict(evaluation, value)) {
	case VERDICT_TRUE: answers->yes |= alike; break;
	case VERDICT_FALSE: answers->no |= alike; break;
	case VERDICT_UNKNOWN:
	case VERDICT_NOT_JUDGED:
	case VERDICT_FAULT: break;
	}
}

/* The text may have been asked before, in this plan or an earlier one. */
static void ask_text(struct screen *screen, struct screen_node *node, struct known_text *text, unsigned row, uint64_t alike,
		     struct screen_answers *answers)
{
	struct screen_answers said = {0, 0};
	uint64_t bit = UINT64_C(1) << node->answer % 64;
	unsigned at = node->answer / 64;

	if (!((text->yes[at] | text->no[at]) & bit)) {
		walk_row(screen, node, row, alike, &said);
		if (screen->evaluation->steps > node->most_steps)
			node->most_steps = screen->evaluation->steps;
		text->yes[at] |= said.yes ? bit : 0;
		text->no[at] |= said.no ? bit : 0;
	} else {
		screen->steps += COUNT_BITS(alike) * (uint64_t)node->most_steps;
	}
	answers->yes |= text->yes[at] & bit ? alike : 0;
	answers->no |= text->no[at] & bit ? alike : 0;
}

static void walk_column(struct screen *screen, struct screen_node *node, uint64_t rows, struct screen_answers *answers)
{
	screen_column_load(screen, node->column);
	for (unsigned i = 0; i < node->column->count; i++) {
		struct screen_cells *cells = &node->column->cells[i];
		uint64_t alike = cells->rows & rows;

		if (!alike)
			continue;
		if (cells->text && node->answer != NO_ANSWER)
			ask_text(screen, node, cells->text, LOWEST_BIT(alike), alike, answers);
		else
			walk_row(screen, node, LOWEST_BIT(alike), alike, answers);
	}
}

struct screen_answers screen_walk(struct screen *screen, struct screen_node *node, uint64_t rows)
{
	struct evaluation *evaluation = screen->evaluation;
	struct cel_value hidden = evaluation->slots[node->slot];
	struct screen_answers answers = {0, 0};

	if (node->column)
		walk_column(screen, node, rows, &answers);
	else
		for (; rows; rows &= rows - 1)
			walk_row(screen, node, LOWEST_BIT(rows), rows & -rows, &answers);
	evaluation->slots[node->slot] = hidden;
	return answers;
}

/* A cell that is written has a value. */
struct screen_answers screen_find_proper(struct screen *screen, struct screen_node *node, uint64_t rows)
{
	uint64_t written = 0;

	if (!node->column || node->expression->kind != EXPRESSION_FIELD)
		return screen_walk(screen, node, rows);
	screen_column_load(screen, node->column);
	for (unsigned i = 0; i < node->column->count; i++)
		if (node->column->cells[i].presence == PRESENCE_WRITTEN)
			written |= node->column->cells[i].rows;
	return (struct screen_answers){written & rows, 0};
}
