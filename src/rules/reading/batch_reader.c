#include "rules/reading/batch_reader.h"

#include "base/number_text.h"
#include "rules/rule_shapes.h"
#include "text/unicode/normalize.h"

/* Below it everything is a little alike, and the search would compare almost each with each. */
#define LEAST_ALIKE 0.5

enum {
	LIST_FACTS,
	LIST_BY,
	LIST_TEXT,
	LIST_TEXT_EN
};

static const struct rule_key list_keys[] = {
	[LIST_FACTS] = {SLICE("facts|事実"), KEY_SCALAR},
	[LIST_BY] = {SLICE("by|順"), KEY_SCALAR},
	[LIST_TEXT] = {SLICE("text|文"), KEY_SCALAR},
	[LIST_TEXT_EN] = {SLICE("text_en|英語の文"), KEY_SCALAR},
	{{NULL, 0}, 0},
};

enum {
	ALIKE_BY,
	ALIKE_FROM
};

static const struct rule_key alike_keys[] = {
	[ALIKE_BY] = {SLICE("by|比べる文"), KEY_MANDATORY | KEY_SCALAR},
	[ALIKE_FROM] = {SLICE("from|以上"), KEY_MANDATORY | KEY_SCALAR},
	{{NULL, 0}, 0},
};

void rule_shapes_add_batch(struct rule_shapes *shapes)
{
	shapes->batch_alike = alike_keys;
	shapes->batch_list = list_keys;
}

static struct slice in_language(const struct rule_reading *reading, const char *ja, const char *en)
{
	return slice_from_string(reading->file.findings->english ? en : ja);
}

void batch_check_keys(struct rule_reading *reading, const struct yaml_node *mapping, const struct batch_nodes *nodes,
		      enum batch_scope scope, const struct yaml_node *const *others, size_t other_count)
{
	const struct yaml_node *own[] = {nodes->collect, nodes->group, nodes->alike, nodes->overall, nodes->judge,
					 nodes->once, nodes->complete, nodes->list};
	struct slice why = scope == BATCH_NONE ?
				   in_language(reading, "対象（scope）が batch・office・care_manager・person の規則だけに書きます。",
					       "only rules whose scope is batch, office, care_manager or person have it") :
				   in_language(reading, "多くの計画を見る規則には書きません。条件は judge に書きます。",
					       "rules over many plans do not have it; their condition is `judge`");

	for (size_t i = 0; i < COUNT_OF(own) && scope == BATCH_NONE; i++)
		if (own[i])
			rule_mistake(&reading->file, BUILTIN_RULE_BATCH_KEY, own[i], &why, 1);
	for (size_t i = 0; i < other_count && scope != BATCH_NONE; i++)
		if (others[i])
			rule_mistake(&reading->file, BUILTIN_RULE_BATCH_KEY, others[i], &why, 1);
	if (scope != BATCH_NONE && (!nodes->collect || !nodes->judge)) {
		why = in_language(reading, "多くの計画を見る規則には、集めるもの（collect）と判定（judge）を書きます。",
				  "a rule over many plans needs `collect` and `judge`");
		rule_mistake(&reading->file, BUILTIN_RULE_BATCH_KEY, mapping, &why, 1);
	}
}

/* ---- the columns ---- */

/* Facts outlive their plan: numbers, days, words and short lists of them do. */
static bool can_be_kept(const struct type *type)
{
	static const enum type_kind kinds[] = {TYPE_POISON, TYPE_BOOL, TYPE_INT,  TYPE_DOUBLE,
					       TYPE_STRING, TYPE_DATE, TYPE_TIME, TYPE_ENUM};

	if (type->kind == TYPE_LIST)
		return type->element->kind != TYPE_LIST && can_be_kept(type->element);
	for (size_t i = 0; i < COUNT_OF(kinds); i++)
		if (kinds[i] == type->kind)
			return true;
	return false;
}

static bool is_taken(const struct fact_type *fact, struct slice name)
{
	static const struct slice own[] = {SLICE("facts"), SLICE("事実"), SLICE("fact"), SLICE("left_out"),
					   SLICE("含められなかった計画")};

	for (size_t i = 0; i < COUNT_OF(own); i++)
		if (slice_equal(own[i], name))
			return true;
	return rule_scope_by_name(name) != SCOPE_COUNT || fact_column_find(fact, name) != SIZE_MAX;
}

static void mistake(struct rule_reading *reading, const struct yaml_node *node, const char *ja, const char *en)
{
	struct slice why = in_language(reading, ja, en);

	rule_mistake(&reading->file, BUILTIN_RULE_BATCH_KEY, node, &why, 1);
}

static void read_column(struct rule_reading *reading, const struct yaml_node *key, const struct yaml_node *value,
			struct rule_batch *batch, struct rule_let *lets, struct fact_type *fact, struct fact_column_type *columns)
{
	struct slice name = normalize(reading->file.arena, slice_trim(key->text));
	struct rule_text written = rule_text_of(&reading->file, value);
	unsigned slot;

	if (is_taken(fact, name)) {
		mistake(reading, key, "この名前は、行や事実の名前としてもう使われています。別の名前にしてください。",
			"a row or every fact has this name already, or it is used twice; choose another one");
		return;
	}
	const struct expression *expression = expression_compiler_add_let(&reading->compiler, name, written.text, &slot);

	rule_report_problems(reading, BUILTIN_RULE_EXPRESSION, &written);
	if (expression && !can_be_kept(expression->type)) {
		mistake(reading, value, "集められるのは、数・真偽・文字・日付・時刻・区分と、そのリストです。項目まで書いてください。",
			"only numbers, truths, texts, dates, times, enums and lists of them can be collected: name a field");
		expression = NULL;
	}
	columns[fact->count].name = name;
	columns[fact->count].names_ja = SLICE_OF("");
	columns[fact->count++].type = expression ? expression->type : type_simple(TYPE_POISON);
	lets[batch->column_count++] = (struct rule_let){name, slot, written, expression};
}

static void read_columns(struct rule_reading *reading, const struct yaml_node *node, struct rule_batch *batch)
{
	size_t count = node ? node->count : 0;
	struct fact_column_type *columns = arena_array(reading->file.arena, struct fact_column_type, FACT_FIRST_OWN + count);
	struct rule_let *lets = arena_array(reading->file.arena, struct rule_let, count);
	struct fact_type *fact = arena_new(reading->file.arena, struct fact_type);

	fact->columns = columns;
	for (; fact->count < FACT_FIRST_OWN; fact->count++)
		columns[fact->count] = fact_common_columns()[fact->count];
	reading->compiler.collecting = true;
	for (size_t i = 0; i < count; i++) {
		if (node->items[i].kind == YAML_SCALAR)
			read_column(reading, &node->keys[i], &node->items[i], batch, lets, fact, columns);
		else
			rule_mistake(&reading->file, BUILTIN_RULE_WRONG_SHAPE, &node->items[i],
				     (struct slice[]){node->keys[i].text, in_language(reading, "式", "an expression")}, 2);
	}
	reading->compiler.collecting = false;
	batch->columns = lets;
	batch->fact = fact;
}

static void read_group_column(struct rule_reading *reading, const struct yaml_node *node, struct rule_batch *batch)
{
	struct slice name = normalize(reading->file.scratch, slice_trim(node->text));
	size_t column = fact_column_find(batch->fact, name);

	if (column == SIZE_MAX || column < FACT_FIRST_OWN)
		mistake(reading, node, "まとめる鍵（group）には、集めるもの（collect）の名前を書きます。", "`group` takes names of `collect`");
	else if (batch->fact->columns[column].type->kind == TYPE_LIST)
		mistake(reading, node, "リストでまとめることはできません。", "a list cannot make a group");
	else if (batch->group_count == BATCH_GROUP_MAX)
		mistake(reading, node, "まとめる鍵は四つまでです。", "four names make a group at most");
	else
		batch->group[batch->group_count++] = column;
	if (column != SIZE_MAX)
		batch->fact->columns[column].is_read = true;
}

static void read_group(struct rule_reading *reading, const struct yaml_node *node, struct rule_batch *batch)
{
	if (!node)
		return;
	if (node->kind == YAML_SCALAR)
		read_group_column(reading, node, batch);
	for (size_t i = 0; node->kind == YAML_SEQUENCE && i < node->count; i++)
		read_group_column(reading, &node->items[i], batch);
}

static void read_alike(struct rule_reading *reading, const struct yaml_node *node, struct rule_batch *batch)
{
	const struct yaml_node *values[COUNT_OF(alike_keys)];

	if (!node || !rule_keys_read(&reading->file, node, alike_keys, values))
		return;
	size_t column = fact_column_find(batch->fact, normalize(reading->file.scratch, slice_trim(values[ALIKE_BY]->text)));

	if (column == SIZE_MAX || column < FACT_FIRST_OWN || batch->fact->columns[column].type->kind != TYPE_STRING)
		mistake(reading, values[ALIKE_BY], "比べる文（by）には、集めるもの（collect）のうち文字のものの名前を書きます。",
			"`by` takes a name of `collect` that is a text");
	else
		batch->alike = column;
	if (column != SIZE_MAX)
		batch->fact->columns[column].is_read = true;
	if (!number_text_read(slice_trim(values[ALIKE_FROM]->text), &batch->alike_from) || batch->alike_from < LEAST_ALIKE || batch->alike_from > 1)
		mistake(reading, values[ALIKE_FROM], "どれだけ同じか（from）には、0.5 から 1 の数を書きます（例：0.85）。",
			"`from` takes a number from 0.5 to 1, such as 0.85");
}

/* ---- the judgement ---- */

static void add_name(struct rule_reading *reading, struct slice name, struct slice names_ja, const struct type *type, unsigned slot)
{
	expression_compiler_add_name(&reading->compiler,
				     (struct expression_name){.name = name, .name_ja = names_ja, .type = type, .slot = slot});
}

static void add_scope_name(struct rule_reading *reading, enum fact_column column, enum batch_slot slot)
{
	const struct fact_column_type *info = &fact_common_columns()[column];

	add_name(reading, info->name, info->names_ja, info->type, slot);
}

/* What both a group and all groups of the same columns have. */
static void add_group_names(struct rule_reading *reading, const struct rule_batch *batch)
{
	struct arena *arena = reading->file.arena;

	add_name(reading, SLICE_OF("facts"), SLICE_OF("事実"), type_list(arena, type_of_fact(arena, batch->fact)), BATCH_SLOT_FACTS);
	for (size_t i = 0; i < BATCH_GROUP_MAX; i++) { /* the slots are there whether they are named or not: what follows is `let` */
		struct slice name = i < batch->group_count ? batch->fact->columns[batch->group[i]].name : SLICE_OF("");
		const struct type *type = i < batch->group_count ? batch->fact->columns[batch->group[i]].type : type_simple(TYPE_POISON);

		add_name(reading, name, SLICE_OF(""), type, BATCH_SLOT_FIRST_GROUP + (unsigned)i);
	}
}

/* Asked once for many groups and kept for them: neither texts nor facts. */
static bool can_be_lent(const struct type *type)
{
	static const enum type_kind kinds[] = {TYPE_POISON, TYPE_BOOL, TYPE_INT, TYPE_DOUBLE, TYPE_DATE};

	if (type->kind == TYPE_LIST)
		return type->element->kind != TYPE_LIST && can_be_lent(type->element);
	for (size_t i = 0; i < COUNT_OF(kinds); i++)
		if (kinds[i] == type->kind)
			return true;
	return false;
}

static void read_overall(struct rule_reading *reading, const struct yaml_node *node, enum batch_scope scope, struct rule_batch *batch)
{
	if (node && scope == BATCH_ALL)
		mistake(reading, node, "全体（batch）の規則では、facts がもう全体です。計算（let）に書いてください。",
			"with scope batch `facts` are all there are: write it under `let`");
	batch->overall_count = rule_read_lets(reading, node, &batch->overall);
	for (size_t i = 0; i < batch->overall_count; i++)
		if (!can_be_lent(batch->overall[i].expression->type))
			mistake(reading, &node->items[i], "全体の計算は、数・真偽・日付か、そのリストにしてください。",
				"`overall` takes numbers, truths, dates and lists of them");
}

static void add_judge_names(struct rule_reading *reading, enum batch_scope scope)
{
	add_name(reading, SLICE_OF("left_out"), SLICE_OF("含められなかった計画"), type_simple(TYPE_INT), BATCH_SLOT_LEFT_OUT);
	if (scope == BATCH_OFFICE || scope == BATCH_CARE_MANAGER)
		add_scope_name(reading, FACT_OFFICE, BATCH_SLOT_OFFICE);
	if (scope == BATCH_CARE_MANAGER)
		add_scope_name(reading, FACT_CARE_MANAGER, BATCH_SLOT_CARE_MANAGER);
	if (scope == BATCH_PERSON)
		add_scope_name(reading, FACT_PERSON, BATCH_SLOT_PERSON);
}

static void read_list(struct rule_reading *reading, const struct yaml_node *node, struct rule_batch *batch)
{
	const struct yaml_node *values[COUNT_OF(list_keys)];
	struct arena *arena = reading->file.arena;
	const struct type *fact = type_of_fact(arena, batch->fact);
	size_t names = reading->compiler.name_count;

	if (!node || !rule_keys_read(&reading->file, node, list_keys, values))
		return;
	batch->listed = rule_read_expression(reading, values[LIST_FACTS], type_list(arena, fact));
	if (!values[LIST_FACTS])
		batch->listed.expression = expression_compile(&reading->compiler, SLICE_OF("facts"), NULL);
	add_name(reading, SLICE_OF("fact"), SLICE_OF(""), fact, BATCH_SLOT_FACT);
	batch->listed_by = rule_read_expression(reading, values[LIST_BY], NULL);
	batch->item[LANGUAGE_JA] = rule_read_template(reading, values[LIST_TEXT]);
	batch->item[LANGUAGE_EN] = rule_read_template(reading, values[LIST_TEXT_EN]);
	if (!batch->item[LANGUAGE_EN])
		batch->item[LANGUAGE_EN] = batch->item[LANGUAGE_JA];
	expression_compiler_forget_names(&reading->compiler, names);
}

void batch_read(struct rule_reading *reading, const struct batch_nodes *nodes, enum batch_scope scope, size_t names,
		struct rule_revision *revision)
{
	struct rule_batch *batch = arena_new(reading->file.arena, struct rule_batch);

	revision->batch = batch;
	revision->applies = rule_read_expression(reading, nodes->applies, type_simple(TYPE_BOOL));
	read_columns(reading, nodes->collect, batch);
	read_group(reading, nodes->group, batch);
	read_alike(reading, nodes->alike, batch);
	batch->once = rule_bool_read(&reading->file, nodes->once, false);
	batch->complete = rule_bool_read(&reading->file, nodes->complete, false);
	for (size_t i = FACT_FIRST_OWN; i < batch->fact->count && batch->once; i++)
		batch->fact->columns[i].is_read = true; /* what they differ in makes them two */
	expression_compiler_forget_names(&reading->compiler, names);
	add_group_names(reading, batch);
	read_overall(reading, nodes->overall, scope, batch);
	add_judge_names(reading, scope);
	revision->let_count = rule_read_lets(reading, nodes->let, &revision->lets);
	revision->condition = rule_read_expression(reading, nodes->judge, type_simple(TYPE_BOOL));
	read_list(reading, nodes->list, batch);
}
