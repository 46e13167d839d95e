/* From the conditions of a rule to nodes. What several rules ask becomes one node; what no set can say, a node that walks. */
#include "engine/screen/screen_compile.h"

#include "engine/screen/screen_lists.h"

/* ---- one node for the same question ---- */

static uint64_t mix(uint64_t hash, uint64_t what)
{
	hash = (hash ^ what) * UINT64_C(0x9E3779B97F4A7C15);
	return hash ^ hash >> 29;
}

static uint64_t node_hash(const struct screen_node *node, uint64_t of_expression)
{
	uint64_t hash = mix(mix(of_expression, node->kind), (uintptr_t)node->table);

	for (uint16_t i = 0; i < node->part_count; i++)
		hash = mix(mix(hash, (uintptr_t)node->parts[i].table), (uintptr_t)node->parts[i].where);
	hash = mix(mix(hash, (uintptr_t)node->words), (uint64_t)node->number << 8 | node->comparison);
	for (uint16_t i = 0; i < node->count; i++)
		hash = mix(hash, (uintptr_t)node->items[i]);
	return hash;
}

static bool is_same_node(const struct screen_node *a, const struct screen_node *b)
{
	if (a->hash != b->hash || a->kind != b->kind || a->comparison != b->comparison || a->table != b->table ||
	    a->part_count != b->part_count || a->words != b->words || a->number != b->number || a->names_lets || b->names_lets ||
	    a->count != b->count)
		return false;
	for (uint16_t i = 0; i < a->part_count; i++)
		if (a->parts[i].table != b->parts[i].table || a->parts[i].where != b->parts[i].where ||
		    a->parts[i].proper != b->parts[i].proper)
			return false;
	for (uint16_t i = 0; i < a->count; i++)
		if (a->items[i] != b->items[i])
			return false;
	return !a->expression || screen_same(a->expression, a->slot, b->expression, b->slot);
}

/* The node there is already, or a copy of this one. */
static struct screen_node *intern(struct screen *screen, struct screen_node node, uint64_t of_expression)
{
	node.hash = node_hash(&node, of_expression);
	struct screen_node **bucket = &screen->buckets[node.hash % SCREEN_BUCKETS];

	for (struct screen_node *other = *bucket; other; other = other->next)
		if (is_same_node(other, &node))
			return other;
	struct screen_node *kept = arena_new(screen->arena, struct screen_node);

	node.next = *bucket;
	*kept = node;
	*bucket = kept;
	return kept;
}

/* ---- conditions ---- */

const struct expression *screen_root(const struct expression *path)
{
	if (path->kind != EXPRESSION_FIELD)
		return NULL;
	for (path = path->first; path->kind == EXPRESSION_FIELD; path = path->first)
		if (path->function != KIND_RECORD)
			return NULL;
	return path->kind == EXPRESSION_NAME ? path : NULL;
}

/* Of the row and the records around it: nothing but the cell at `path`, which the first that is met becomes. */
static bool reads_only(const struct screen_frame *frame, const struct expression *node, const struct expression **path, unsigned *slot)
{
	const struct expression *root = screen_root(node);
	struct expression_parts parts = expression_parts(node);

	if (root && screen_is_row(frame, root->slot)) {
		bool first = !*path;

		*path = first ? node : *path;
		*slot = root->slot;
		return node->function < KIND_RECORD && (first || screen_same(*path, frame->slot, node, frame->slot));
	}
	if (node->kind == EXPRESSION_NAME)
		return !screen_is_row(frame, node->slot);
	if (node->kind == EXPRESSION_HAS_FIELD)
		return false;
	if (node->kind == EXPRESSION_CALL && node->function == FUNCTION_is_derived && !screen_root(node->items[0]))
		return false;
	for (size_t i = 0; i < parts.count; i++)
		if (!reads_only(frame, parts.items[i], path, slot))
			return false;
	return true;
}

/* The one cell that an expression reads of a row and what is around it; NULL when it reads more. */
static struct screen_column *only_column(struct screen *screen, const struct screen_frame *frame, const struct expression *expression,
					 unsigned reads)
{
	const struct expression *path = NULL;
	unsigned slot = SCOPE_PLAN;
	bool lets_too = frame->slot >= SLOT_FIRST_FREE; /* no named expression reads the variable of a list */

	if (!(reads & READS_ROW) || reads & (READS_HIT | READS_ELSE) || (reads & READS_LET && !lets_too) ||
	    !reads_only(frame, expression, &path, &slot) || !path)
		return NULL;
	return screen_column_of(screen, frame->table, path, slot);
}

/* NULL when it reads the row of a list outside. */
static struct screen_node *compile_leaf(struct screen *screen, const struct screen_frame *frame, enum screen_kind kind,
					const struct expression *expression)
{
	struct screen_survey survey = screen_survey(frame, expression);
	bool of_row = (survey.reads & READS_ROW) != 0;

	if (survey.reads & READS_ELSE)
		return NULL;
	struct screen_column *column = only_column(screen, frame, expression, survey.reads);

	struct screen_node *node = intern(screen,
		      (struct screen_node){
			      .kind = (uint8_t)kind,
			      .table = of_row ? frame->table : &screen->plan_table,
			      .slot = (uint16_t)(of_row ? frame->slot : SCOPE_PLAN),
			      .names_lets = (survey.reads & READS_LET) != 0,
			      .names_above = (survey.reads & READS_ABOVE) != 0,
			      .column = column,
			      .answer = NO_ANSWER,
			      .expression = expression,
		      },
		      survey.hash);

	if (node->kind == SCREEN_WALK && node->answer == NO_ANSWER && column && column->path->function == KIND_TEXT &&
	    !(survey.reads & READS_LET) && screen->answers < KNOWN_ANSWERS && screen_is_of_texts(expression))
		node->answer = screen->answers++;
	return node;
}

struct screen_node *screen_proper(struct screen *screen, const struct screen_frame *frame, const struct expression *expression)
{
	return compile_leaf(screen, frame, SCREEN_PROPER, expression);
}

struct screen_node *screen_both(struct screen *screen, struct screen_table *table, struct screen_node *a, struct screen_node *b)
{
	struct screen_node both = {.kind = SCREEN_AND, .count = 2, .table = table};

	both.items = arena_array(screen->arena, struct screen_node *, 2);
	both.items[0] = a;
	both.items[1] = b;
	return intern(screen, both, 0);
}

struct screen_node *screen_not(struct screen *screen, struct screen_node *node)
{
	struct screen_node negated = {.kind = SCREEN_NOT, .count = 1, .table = node->table};

	negated.items = arena_array(screen->arena, struct screen_node *, 1);
	negated.items[0] = node;
	return intern(screen, negated, 0);
}

/* A node over others; it speaks of rows when one of them does. Without items when one of them cannot be. */
static struct screen_node items_of(struct screen *screen, const struct screen_frame *frame, enum screen_kind kind,
				   const struct expression *const *expressions, size_t count)
{
	struct screen_node node = {.kind = (uint8_t)kind, .count = (uint16_t)count, .table = &screen->plan_table};

	node.items = arena_array(screen->arena, struct screen_node *, count);
	for (size_t i = 0; i < count && node.items; i++) {
		struct screen_node *item = screen_compile(screen, frame, expressions[i]);

		if (item && item->table != &screen->plan_table)
			node.table = item->table;
		node.items[i] = item;
		if (!item)
			node.items = NULL;
	}
	return node;
}

static struct screen_node *compile_items(struct screen *screen, const struct screen_frame *frame, enum screen_kind kind,
					 const struct expression *const *expressions, size_t count)
{
	struct screen_node node = items_of(screen, frame, kind, expressions, count);

	return node.items ? intern(screen, node, 0) : NULL;
}

/* mentions(row.text, 'lexicon'); NULL when it is not of that form. */
static struct screen_node *compile_mentions(struct screen *screen, const struct screen_frame *frame, const struct expression *call)
{
	const struct expression *path = call->items[0], *root = screen_root(path);
	const struct lexicon *lexicon = call->resolved.lexicon;

	if (!root || path->function != KIND_TEXT || lexicon->local_count)
		return NULL;
	struct screen_survey survey = screen_survey(frame, root);

	if (survey.reads & (READS_ELSE | READS_LET))
		return NULL;
	struct screen_table *table = survey.reads & READS_ROW ? frame->table : &screen->plan_table;

	return intern(screen,
		      (struct screen_node){
			      .kind = SCREEN_MENTIONS,
			      .table = table,
			      .words = screen_words_of(screen, screen_column_of(screen, table, path, root->slot)),
			      .number = lexicon - screen->evaluation->lexicons->lexicons,
		      },
		      0);
}

/* ---- lists ---- */

static void keep_parts(struct screen *screen, struct screen_node *node, const struct list_parts *list)
{
	node->parts = screen_parts_kept(screen, list);
	node->part_count = (uint16_t)list->count;
}

/*
 * Does the evaluator walk it row by row with named expressions? They mostly stand for the very list that is asked about: to
 * walk it as a whole is no more work then, and the words of a finding need them anyway.
 */
static bool walks_lets(const struct screen_node *node)
{
	if (node->kind == SCREEN_WALK)
		return node->names_lets;
	for (uint16_t i = 0; i < node->count; i++)
		if (walks_lets(node->items[i]))
			return true;
	return false;
}

static bool lists_walk_lets(const struct list_parts *list)
{
	for (size_t i = 0; i < list->count; i++)
		if (list->items[i].rows.where && walks_lets(list->items[i].rows.where))
			return true;
	return false;
}

/* exists and all over a list of the plan; NULL when it is another list, or the condition reads another row. */
static struct screen_node *compile_quantifier(struct screen *screen, const struct screen_frame *frame, const struct expression *macro)
{
	struct screen_node node = {.kind = macro->kind == EXPRESSION_EXISTS ? SCREEN_EXISTS : SCREEN_ALL, .table = &screen->plan_table};
	struct list_parts list;

	if (!screen_list_parts(screen, frame, macro->first, &list) || !list.count)
		return NULL;
	node.items = arena_array(screen->arena, struct screen_node *, list.count);
	for (; node.count < list.count; node.count++) {
		node.items[node.count] = screen_of_item(screen, frame, &list.items[node.count], macro->slot, macro->second);
		if (!node.items[node.count] || walks_lets(node.items[node.count]))
			return NULL;
	}
	if (lists_walk_lets(&list))
		return NULL;
	keep_parts(screen, &node, &list);
	return intern(screen, node, 0);
}

/* [a, b, c].filter(found, found): how many of the conditions are true. NULL when it is not of that form. */
static const struct expression *tallied(const struct screen_frame *frame, const struct expression *expression)
{
	const struct rule_let *let = expression->kind == EXPRESSION_NAME ? screen_let(frame->revision, expression->slot) : NULL;

	if (let)
		return tallied(frame, let->expression);
	if (expression->kind != EXPRESSION_FILTER || expression->first->kind != EXPRESSION_LIST || !expression->first->count ||
	    expression->first->count > SCREEN_TALLY_MOST)
		return NULL;
	return expression->second->kind == EXPRESSION_NAME && expression->second->slot == expression->slot ? expression->first : NULL;
}

/* Does the comparison only ask whether there are any? */
static bool asks_for_any(const struct expression *comparison, int64_t number)
{
	switch (comparison->kind) {
	case EXPRESSION_EQUAL:
	case EXPRESSION_NOT_EQUAL:
	case EXPRESSION_GREATER: return number == 0;
	case EXPRESSION_LESS:
	case EXPRESSION_GREATER_EQUAL: return number == 1;
	default: return false;
	}
}

/* size(list) > 2 */
static struct screen_node *compile_count(struct screen *screen, const struct screen_frame *frame, const struct expression *comparison)
{
	const struct expression *call = comparison->first, *number = comparison->second, *conditions;
	struct screen_node node = {.kind = SCREEN_COUNT, .table = &screen->plan_table};
	struct list_parts list;

	if (call->kind != EXPRESSION_CALL || call->function != FUNCTION_size || number->kind != EXPRESSION_LITERAL ||
	    number->literal.kind != CEL_INT)
		return NULL;
	conditions = tallied(frame, call->items[0]);
	if (conditions)
		node = items_of(screen, frame, SCREEN_TALLY, conditions->items, conditions->count);
	else if (!screen_list_parts(screen, frame, call->items[0], &list) || lists_walk_lets(&list) || (list.once && !asks_for_any(comparison, number->literal.is.integer)))
		return NULL;
	else
		keep_parts(screen, &node, &list);
	node.comparison = comparison->kind;
	node.number = number->literal.is.integer;
	return node.kind == SCREEN_TALLY && !node.items ? NULL : intern(screen, node, 0);
}

/* ---- the whole ---- */

struct screen_node *screen_compile(struct screen *screen, const struct screen_frame *frame, const struct expression *expression)
{
	const struct rule_let *let = expression->kind == EXPRESSION_NAME ? screen_let(frame->revision, expression->slot) : NULL;
	struct screen_node *node = NULL;

	switch (expression->kind) {
	case EXPRESSION_AND:
		return compile_items(screen, frame, SCREEN_AND, expression->items, expression->count);
	case EXPRESSION_OR:
		return compile_items(screen, frame, SCREEN_OR, expression->items, expression->count);
	case EXPRESSION_NOT:
		return compile_items(screen, frame, SCREEN_NOT, &expression->first, 1);
	case EXPRESSION_CONDITIONAL:
		return compile_items(screen, frame, SCREEN_CHOICE,
				     (const struct expression *[]){expression->first, expression->second, expression->third}, 3);
	case EXPRESSION_EXISTS:
	case EXPRESSION_ALL:
		node = compile_quantifier(screen, frame, expression);
		break;
	case EXPRESSION_CALL:
		if (expression->function == FUNCTION_mentions)
			node = compile_mentions(screen, frame, expression);
		break;
	case EXPRESSION_NAME:
		if (let)
			return screen_compile(screen, frame, let->expression);
		break;
	default:
		if (expression->kind >= EXPRESSION_EQUAL && expression->kind <= EXPRESSION_GREATER_EQUAL)
			node = compile_count(screen, frame, expression);
		break;
	}
	return node ? node : compile_leaf(screen, frame, SCREEN_WALK, expression);
}

struct screen_node *screen_plan_condition(struct screen *screen, const struct rule_revision *revision, const struct expression *of_plan)
{
	struct screen_frame frame = {.table = &screen->plan_table, .slot = SCOPE_PLAN, .scope = SCOPE_PLAN, .revision = revision};

	return screen_compile(screen, &frame, of_plan);
}

/* The lets that mean something else in every row. */
static void find_lets_of_row(struct screen *screen, const struct screen_frame *frame, struct screened_rule *rule)
{
	const struct rule_let **of_row = arena_array(screen->arena, const struct rule_let *, frame->revision->let_count);

	for (size_t i = 0; i < frame->revision->let_count; i++)
		if (screen_survey(frame, frame->revision->lets[i].expression).reads & READS_ROW)
			of_row[rule->of_row_count++] = &frame->revision->lets[i];
	rule->of_row = of_row;
}

static bool template_says_hit(const struct screen_frame *frame, const struct message_template *template)
{
	for (size_t i = 0; template && i < template->count; i++)
		if (template->parts[i].expression && screen_survey(frame, template->parts[i].expression).reads & READS_HIT)
			return true;
	return false;
}

static bool says_hit(const struct screen_frame *frame)
{
	for (size_t i = 0; i < AUDIENCE_COUNT; i++)
		for (size_t k = 0; k < LANGUAGE_COUNT; k++) {
			const struct rule_wording *wording = &frame->revision->wording[i];

			if (template_says_hit(frame, wording->message[k]) || template_says_hit(frame, wording->question[k]) ||
			    template_says_hit(frame, wording->fix[k]))
				return true;
		}
	return false;
}

struct screened_rule *screened_rule_new(struct screen *screen, enum rule_scope scope, const struct rule_revision *revision)
{
	struct screen_frame frame = {.table = screen->scope_table, .slot = scope, .scope = scope, .revision = revision};
	const struct expression *applies = revision->applies.expression, *condition = revision->condition.expression;
	struct screened_rule *rule = arena_new(screen->arena, struct screened_rule);

	if ((screen_survey(&frame, condition).reads | (applies ? screen_survey(&frame, applies).reads : 0)) & READS_HIT)
		return NULL;
	rule->revision = revision;
	rule->says_hit = says_hit(&frame);
	rule->applies = applies ? screen_compile(screen, &frame, applies) : NULL;
	rule->condition = screen_compile(screen, &frame, condition);
	find_lets_of_row(screen, &frame, rule);
	return rule->condition && (rule->applies || !applies) ? rule : NULL;
}
