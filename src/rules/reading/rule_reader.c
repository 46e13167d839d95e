/* One rule: its keys, expressions and texts, each mistake at the very character. */
#include "rules/reading/rule_reader.h"

#include "base/text_builder.h"
#include "rules/overlays/overlay.h"
#include "rules/reading/batch_reader.h"
#include "rules/reading/wording_reader.h"
#include "rules/rule_shapes.h"
#include "text/unicode/normalize.h"

enum {
	RULE_ID,
	RULE_NAME,
	RULE_TITLE,
	RULE_TITLE_EN,
	RULE_CATEGORY,
	RULE_SEVERITY,
	RULE_RESULT,
	RULE_SCOPE,
	RULE_INSURER,
	RULE_IN_FORCE,
	RULE_APPLIES,
	RULE_LET,
	RULE_PROBLEM,
	RULE_MUST,
	RULE_AT,
	RULE_FOR,
	RULE_PRIORITY,
	RULE_BASIS,
	RULE_SUBSUMES,
	RULE_SUPPRESSIBLE,
	RULE_TESTS,
	RULE_ON_REQUEST,
	RULE_EACH,
	RULE_COLLECT,
	RULE_GROUP,
	RULE_ALIKE,
	RULE_JUDGE,
	RULE_ONCE,
	RULE_COMPLETE,
	RULE_LIST,
	RULE_OVERALL,
	RULE_WORDING /* the six keys of WORDING_KEY_ROWS follow */
};

static const struct rule_key rule_keys[] = {
	[RULE_ID] = {SLICE("id|番号"), KEY_SCALAR | KEY_MANDATORY},
	[RULE_NAME] = {SLICE("name|名前"), KEY_SCALAR | KEY_MANDATORY},
	[RULE_TITLE] = {SLICE("title|題名"), KEY_SCALAR | KEY_MANDATORY},
	[RULE_TITLE_EN] = {SLICE("title_en|英題"), KEY_SCALAR | KEY_MANDATORY},
	[RULE_CATEGORY] = {SLICE("category|分類"), KEY_SCALAR | KEY_MANDATORY},
	[RULE_SEVERITY] = {SLICE("severity|重さ"), KEY_SCALAR | KEY_MANDATORY},
	[RULE_RESULT] = {SLICE("result|結果"), KEY_SCALAR},
	[RULE_SCOPE] = {SLICE("scope|対象"), KEY_SCALAR | KEY_MANDATORY},
	[RULE_INSURER] = {SLICE("insurer|保険者番号"), KEY_SCALAR | KEY_SEQUENCE},
	[RULE_IN_FORCE] = {SLICE("in_force|施行"), KEY_MAPPING},
	[RULE_APPLIES] = {SLICE("applies|適用"), KEY_SCALAR},
	[RULE_LET] = {SLICE("let|計算"), KEY_MAPPING},
	[RULE_PROBLEM] = {SLICE("problem|指摘する条件"), KEY_SCALAR},
	[RULE_MUST] = {SLICE("must|守ること"), KEY_SCALAR},
	[RULE_AT] = {SLICE("at|場所"), KEY_SCALAR},
	[RULE_FOR] = {SLICE("for|相手"), KEY_MAPPING},
	[RULE_PRIORITY] = {SLICE("priority|優先"), KEY_SCALAR},
	[RULE_BASIS] = {SLICE("basis|根拠"), KEY_SEQUENCE | KEY_MANDATORY},
	[RULE_SUBSUMES] = {SLICE("subsumes|含む"), KEY_SEQUENCE},
	[RULE_SUPPRESSIBLE] = {SLICE("suppressible|除外可"), KEY_SCALAR},
	[RULE_TESTS] = {SLICE("tests|例"), KEY_SEQUENCE},
	[RULE_ON_REQUEST] = {SLICE("on_request|求めたときだけ"), KEY_SCALAR},
	[RULE_EACH] = {SLICE("each|集める行"), KEY_SCALAR},
	[RULE_COLLECT] = {SLICE("collect|集める"), KEY_MAPPING},
	[RULE_GROUP] = {SLICE("group|まとめる"), KEY_SCALAR | KEY_SEQUENCE},
	[RULE_ALIKE] = {SLICE("alike|似たもの"), KEY_MAPPING},
	[RULE_JUDGE] = {SLICE("judge|判定"), KEY_SCALAR},
	[RULE_ONCE] = {SLICE("once|一度だけ"), KEY_SCALAR},
	[RULE_COMPLETE] = {SLICE("complete|欠けなし"), KEY_SCALAR},
	[RULE_LIST] = {SLICE("list|並べる"), KEY_MAPPING},
	[RULE_OVERALL] = {SLICE("overall|全体の計算"), KEY_MAPPING},
	WORDING_KEY_ROWS(RULE_WORDING, KEY_MANDATORY),
};

static const struct rule_key in_force_keys[] = {
	{SLICE("from|始まり"), KEY_SCALAR},
	{SLICE("to|終わり"), KEY_SCALAR},
	{SLICE("decided_by|基準日"), KEY_SCALAR},
	{{NULL, 0}, 0},
};

static const struct rule_key basis_keys[] = {
	{SLICE("source|出典"), KEY_SCALAR | KEY_MANDATORY},
	{SLICE("place|箇所"), KEY_SCALAR},
	{SLICE("kind|種類"), KEY_SCALAR | KEY_MANDATORY},
	{SLICE("verified|確認済"), KEY_SCALAR},
	{{NULL, 0}, 0},
};

static const struct slice categories[] = {
	SLICE("required|必須"), SLICE("dates|日付"),	 SLICE("consistency|整合"), SLICE("wording|表現"), SLICE("process|手順"),
	SLICE("medical|医療"),	SLICE("units|単位数"), SLICE("format|様式"),	    SLICE("batch|一括"),   SLICE("reflection|内省"),
};

static const struct slice severities[] = {
	[RULE_INFO] = SLICE("info|気づき"),
	[RULE_WARNING] = SLICE("warning|話題"),
	[RULE_ERROR] = SLICE("error|要確認"),
};

static const struct slice basis_kinds[] = {
	SLICE("law|法令"),    SLICE("notice|通知"),	SLICE("qa|Q&A"),	SLICE("manual|手引き"),
	SLICE("policy|方針"), SLICE("standard|標準仕様"), SLICE("practice|実務"),
};

static const struct slice results[] = {SLICE("fail|指摘"), SLICE("review|問いかけ")};

void rule_shapes_add_rule(struct rule_shapes *shapes)
{
	shapes->rule = rule_keys;
	shapes->in_force = in_force_keys;
	shapes->basis = basis_keys;
	shapes->categories = (struct rule_words){categories, COUNT_OF(categories)};
	shapes->severities = (struct rule_words){severities, COUNT_OF(severities)};
	shapes->results = (struct rule_words){results, COUNT_OF(results)};
	shapes->basis_kinds = (struct rule_words){basis_kinds, COUNT_OF(basis_kinds)};
}

/* ---- expressions and texts ---- */

void rule_report_problems(struct rule_reading *reading, enum builtin_finding builtin, const struct rule_text *text)
{
	for (size_t i = 0; i < reading->compiler.problem_count; i++) {
		const struct expression_problem *problem = &reading->compiler.problems[i];
		bool english = reading->file.findings->english;
		struct slice message = english ? problem->message_en : problem->message;

		if (text->made && reading->told.source == text->source && reading->told.offset == text->offset)
			continue;
		if (text->made) { /* the reader has not seen this text: it was made from a kind */
			reading->told.source = text->source;
			reading->told.offset = text->offset;
			message = arena_print(reading->file.arena, english ? "%.*s (filled in: %.*s)" : "%.*s（当てはめた式：%.*s）",
					      SLICE_PRINT(message), SLICE_PRINT(slice_trim(text->text)));
		}
		rule_mistake_inside(&reading->file, builtin, text, problem->offset, problem->length, &message, 1);
	}
	expression_compiler_clear_problems(&reading->compiler);
}

struct rule_condition rule_read_expression(struct rule_reading *reading, const struct yaml_node *node, const struct type *wanted)
{
	struct rule_condition condition = {.expression = NULL};

	if (!node)
		return condition;
	condition.written = rule_text_of(&reading->file, node);
	condition.expression = expression_compile(&reading->compiler, node->text, wanted);
	rule_report_problems(reading, BUILTIN_RULE_EXPRESSION, &condition.written);
	return condition;
}

struct rule_condition rule_read_plan_condition(struct rule_reading *reading, const struct yaml_node *node)
{
	size_t names = reading->compiler.name_count;

	expression_compiler_add_scope(&reading->compiler, SCOPE_PLAN);
	struct rule_condition condition = rule_read_expression(reading, node, type_simple(TYPE_BOOL));

	expression_compiler_forget_names(&reading->compiler, names);
	return condition;
}

size_t rule_read_lets(struct rule_reading *reading, const struct yaml_node *node, const struct rule_let **read)
{
	size_t count = 0;

	if (!node)
		return 0;
	struct rule_let *lets = arena_array(reading->file.arena, struct rule_let, node->count);

	for (size_t i = 0; i < node->count; i++) {
		struct rule_text written = rule_text_of(&reading->file, &node->items[i]);

		if (node->items[i].kind != YAML_SCALAR) {
			struct slice shape = reading->file.findings->english ? SLICE_OF("an expression") : SLICE_OF("式");

			rule_mistake(&reading->file, BUILTIN_RULE_WRONG_SHAPE, &node->items[i],
				     (struct slice[]){node->keys[i].text, shape}, 2);
			continue;
		}
		struct slice name = normalize(reading->file.arena, node->keys[i].text);
		unsigned slot;
		const struct expression *expression =
			expression_compiler_add_let(&reading->compiler, name, written.text, &slot);

		rule_report_problems(reading, BUILTIN_RULE_EXPRESSION, &written);
		if (expression)
			lets[count++] = (struct rule_let){name, slot, written, expression};
	}
	*read = lets;
	return count;
}

/* ---- where to point ---- */

struct first_path {
	const struct expression *path;
};

static bool begins_at_scope(const struct expression *path)
{
	while (path->kind == EXPRESSION_FIELD || path->kind == EXPRESSION_HAS_FIELD)
		path = path->first;
	return path->kind == EXPRESSION_NAME && path->slot < SCOPE_COUNT;
}

static void note_path(void *context, const struct expression *path)
{
	struct first_path *first = context;

	if (!first->path && begins_at_scope(path))
		first->path = path;
}

/* The first field that the condition reads, then the first of its named expressions; NULL when there is none. */
static const struct expression *default_place(const struct rule_revision *revision)
{
	struct first_path first = {NULL};

	if (revision->condition.expression)
		expression_visit_fields(revision->condition.expression, note_path, &first);
	for (size_t i = 0; i < revision->let_count && !first.path; i++)
		expression_visit_fields(revision->lets[i].expression, note_path, &first);
	return first.path;
}

static void read_at(struct rule_reading *reading, const struct yaml_node *node, struct rule_revision *revision)
{
	revision->at = rule_read_expression(reading, node, NULL);
	const struct expression *at = revision->at.expression;

	if (!node) {
		revision->at.expression = default_place(revision);
	} else if (at && (!expression_is_path(at) || !begins_at_scope(at))) {
		struct slice message = reading->file.findings->english ?
					       SLICE_OF("`at` must be a field, such as short_goal.period.to.") :
					       SLICE_OF("場所（at）には、short_goal.period.to のような項目を書きます。");

		rule_mistake_inside(&reading->file, BUILTIN_RULE_EXPRESSION, &revision->at.written, 0, node->text.length, &message, 1);
	}
}

/* ---- period, basis and the rest ---- */

/* Read while only the plan is visible, or the row that facts are collected from: what decides is a date of theirs. */
static void read_in_force(struct rule_reading *reading, const struct yaml_node *node, struct rule_revision *revision)
{
	const struct yaml_node *values[COUNT_OF(in_force_keys)] = {NULL};

	if (node)
		rule_keys_read(&reading->file, node, in_force_keys, values);
	revision->from = rule_date_read(&reading->file, values[0], RULE_ALWAYS_FROM);
	revision->to = rule_date_read(&reading->file, values[1], RULE_ALWAYS_TO);
	if (revision->from > revision->to)
		rule_mistake(&reading->file, BUILTIN_RULE_PERIOD_BACKWARDS, values[1], NULL, 0);
	revision->period = rule_period_text(reading->file.arena, revision->from, revision->to);
	revision->decided_by = rule_read_expression(reading, values[2], type_simple(TYPE_DATE));
}

static bool read_one_basis(struct rule_reading *reading, const struct yaml_node *node, struct rule_basis *basis)
{
	const struct yaml_node *values[COUNT_OF(basis_keys)];

	rule_keys_read(&reading->file, node, basis_keys, values);
	if (!values[0] || !values[2])
		return false;
	const struct rule_source *source = reference_source(reading->data, &reading->file, values[0]);
	size_t kind = rule_word_read(&reading->file, values[2], basis_kinds, COUNT_OF(basis_kinds));

	if (!source || kind == SIZE_MAX)
		return false;
	*basis = (struct rule_basis){
		.source = source,
		.place = values[1] ? slice_trim(values[1]->text) : slice_of("", 0),
		.kind = first_name(basis_kinds[kind]),
		.verified = rule_bool_read(&reading->file, values[3], false),
	};
	return true;
}

static void read_basis(struct rule_reading *reading, const struct yaml_node *node, const struct yaml_node *severity,
		       struct rule_revision *revision)
{
	size_t mistakes = reading->file.mistakes;
	bool verified = true;

	if (!node)
		return;
	struct rule_basis *basis = arena_array(reading->file.arena, struct rule_basis, node->count);

	for (size_t i = 0; i < node->count; i++)
		if (read_one_basis(reading, &node->items[i], &basis[revision->basis_count]))
			verified &= basis[revision->basis_count++].verified;
	revision->basis = basis;
	if (!node->count)
		rule_mistake(&reading->file, BUILTIN_RULE_EMPTY_VALUE, node, NULL, 0);
	else if (revision->severity == RULE_ERROR && !verified && severity && reading->file.mistakes == mistakes)
		rule_mistake(&reading->file, BUILTIN_RULE_UNVERIFIED_ERROR, severity, NULL, 0);
}

static bool is_rule_id(struct slice id)
{
	size_t dash = slice_find(id, SLICE_OF("-"), 0);
	uint64_t number;

	if (dash == SIZE_MAX || dash < 2 || dash > 4 || id.length != dash + 4)
		return false;
	for (size_t i = 0; i < dash; i++)
		if (!(id.data[i] >= 'A' && id.data[i] <= 'Z') && !(id.data[i] >= '0' && id.data[i] <= '9'))
			return false;
	return slice_to_uint(slice_part(id, dash + 1, id.length), &number);
}

static void read_subsumes(struct rule_reading *reading, const struct yaml_node *node, struct rule_draft *draft)
{
	if (!node)
		return;
	struct slice *ids = arena_array(reading->file.arena, struct slice, node->count);

	for (size_t i = 0; i < node->count; i++)
		ids[i] = node->items[i].kind == YAML_SCALAR ? slice_trim(node->items[i].text) : slice_of("", 0);
	draft->subsumes = ids;
	draft->subsume_count = node->count;
	draft->subsumes_node = node;
}

static size_t read_word(struct rule_reading *reading, const struct yaml_node *node, const struct slice *words, size_t count,
			size_t fallback)
{
	size_t word = node ? rule_word_read(&reading->file, node, words, count) : SIZE_MAX;

	return word == SIZE_MAX ? fallback : word;
}

/* English|Japanese words of what a rule may look at: rows of a plan, then, for `scope` alone, many plans. */
static size_t scope_words(struct rule_reading *reading, struct slice words[SCOPE_COUNT + BATCH_SCOPE_COUNT], bool with_batch)
{
	size_t count = 0;

	for (unsigned i = 0; i < SCOPE_COUNT; i++) {
		const struct rule_scope_info *info = rule_scope_info((enum rule_scope)i);

		words[count++] = arena_print(reading->file.scratch, "%.*s|%.*s", SLICE_PRINT(info->name), SLICE_PRINT(info->names_ja));
	}
	for (unsigned i = BATCH_ALL; with_batch && i < BATCH_SCOPE_COUNT; i++) {
		const struct batch_scope_info *info = batch_scope_info((enum batch_scope)i);

		words[count++] = arena_print(reading->file.scratch, "%.*s|%.*s", SLICE_PRINT(info->name), SLICE_PRINT(info->names_ja));
	}
	return count;
}

static enum rule_scope read_scope(struct rule_reading *reading, const struct yaml_node *node, bool with_batch)
{
	struct slice words[SCOPE_COUNT + BATCH_SCOPE_COUNT];
	enum rule_scope scope = node ? rule_scope_by_name(slice_trim(normalize(reading->file.scratch, node->text))) : SCOPE_PLAN;

	if (scope != SCOPE_COUNT)
		return scope;
	size_t count = scope_words(reading, words, with_batch);

	return (enum rule_scope)read_word(reading, node, words, count, SCOPE_PLAN);
}

/* Rows of one plan, or many plans and the rows that facts of them are collected from. */
static void read_scopes(struct rule_reading *reading, const struct yaml_node *scope, const struct yaml_node *each, struct rule_draft *draft)
{
	if (scope)
		draft->batch = batch_scope_by_name(slice_trim(normalize(reading->file.scratch, scope->text)));
	if (draft->batch == BATCH_NONE)
		draft->scope = read_scope(reading, scope, true);
	else
		draft->scope = read_scope(reading, each, false);
}

/* What all revisions of an id have in common. */
static void read_identity(struct rule_reading *reading, const struct yaml_node *const *values, struct rule_draft *draft)
{
	draft->id_node = values[RULE_ID];
	draft->name_node = values[RULE_NAME];
	draft->period_node = values[RULE_IN_FORCE] ? values[RULE_IN_FORCE] : values[RULE_ID];
	draft->id = rule_text_read(&reading->file, values[RULE_ID]);
	if (values[RULE_ID] && draft->id.length && !is_rule_id(draft->id)) {
		struct slice allowed = reading->file.findings->english ? SLICE_OF("ids such as T2-029") : SLICE_OF("T2-029 のような番号");

		rule_mistake(&reading->file, BUILTIN_RULE_BAD_VALUE, values[RULE_ID], (struct slice[]){draft->id, allowed, SLICE("")}, 3);
	}
	draft->name = values[RULE_NAME] ? rule_name_read(&reading->file, values[RULE_NAME]) : slice_of("", 0);
	draft->category = first_name(categories[read_word(reading, values[RULE_CATEGORY], categories, COUNT_OF(categories), 0)]);
	read_scopes(reading, values[RULE_SCOPE], values[RULE_EACH], draft);
	draft->on_request = rule_bool_read(&reading->file, values[RULE_ON_REQUEST], false);
	draft->suppressible = rule_bool_read(&reading->file, values[RULE_SUPPRESSIBLE], true);
	read_subsumes(reading, values[RULE_SUBSUMES], draft);
}

static void read_traits(struct rule_reading *reading, const struct yaml_node *const *values, struct rule_revision *revision)
{
	static const struct slice digits[] = {SLICE("0"), SLICE("1"), SLICE("2"), SLICE("3"), SLICE("4"),
					      SLICE("5"), SLICE("6"), SLICE("7"), SLICE("8"), SLICE("9")};

	revision->title = rule_text_read(&reading->file, values[RULE_TITLE]);
	revision->title_en = rule_text_read(&reading->file, values[RULE_TITLE_EN]);
	revision->severity =
		(enum rule_severity)read_word(reading, values[RULE_SEVERITY], severities, COUNT_OF(severities), RULE_WARNING);
	revision->review = read_word(reading, values[RULE_RESULT], results, COUNT_OF(results), 0) == 1;
	revision->priority = (unsigned)read_word(reading, values[RULE_PRIORITY], digits, COUNT_OF(digits), 5);
	read_basis(reading, values[RULE_BASIS], values[RULE_SEVERITY], revision);
}

static struct batch_nodes batch_nodes_of(const struct yaml_node *const *values)
{
	return (struct batch_nodes){
		.collect = values[RULE_COLLECT],
		.group = values[RULE_GROUP],
		.alike = values[RULE_ALIKE],
		.judge = values[RULE_JUDGE],
		.once = values[RULE_ONCE],
		.complete = values[RULE_COMPLETE],
		.list = values[RULE_LIST],
		.overall = values[RULE_OVERALL],
		.let = values[RULE_LET],
		.applies = values[RULE_APPLIES],
	};
}

static void read_conditions(struct rule_reading *reading, const struct yaml_node *mapping, const struct yaml_node *const *values,
			    struct rule_revision *revision)
{
	const struct type *boolean = type_simple(TYPE_BOOL);

	if (!values[RULE_PROBLEM] == !values[RULE_MUST])
		rule_mistake(&reading->file, BUILTIN_RULE_CONDITION_COUNT, values[RULE_MUST] ? values[RULE_MUST] : mapping, NULL, 0);
	revision->let_count = rule_read_lets(reading, values[RULE_LET], &revision->lets);
	revision->applies = rule_read_expression(reading, values[RULE_APPLIES], boolean);
	revision->must = values[RULE_MUST] != NULL;
	revision->condition = rule_read_expression(reading, values[revision->must ? RULE_MUST : RULE_PROBLEM], boolean);
	read_at(reading, values[RULE_AT], revision);
}

void rule_read(struct rule_reading *reading, const struct yaml_node *mapping, struct rule_draft *draft)
{
	const struct yaml_node *values[COUNT_OF(rule_keys)];
	size_t mistakes = reading->file.mistakes;
	size_t names = reading->compiler.name_count;
	struct rule_revision *revision = &draft->revision;

	*draft = (struct rule_draft){.source = reading->file.source};
	rule_keys_read(&reading->file, mapping, rule_keys, values);
	if (mapping->kind != YAML_MAPPING)
		return;
	revision->place = rule_text_of(&reading->file, mapping);
	read_identity(reading, values, draft);
	read_traits(reading, values, revision);
	expression_compiler_add_scope(&reading->compiler, draft->batch == BATCH_NONE ? SCOPE_PLAN : draft->scope);
	revision->insurers = overlay_insurers(&reading->file, values[RULE_INSURER]);
	read_in_force(reading, values[RULE_IN_FORCE], revision);
	expression_compiler_forget_names(&reading->compiler, names);
	expression_compiler_add_scope(&reading->compiler, draft->scope);
	struct batch_nodes batch = batch_nodes_of(values);
	const struct yaml_node *const of_one_plan[] = {values[RULE_PROBLEM], values[RULE_MUST], values[RULE_AT], values[RULE_SUBSUMES]};

	batch_check_keys(reading, mapping, &batch, draft->batch, of_one_plan, COUNT_OF(of_one_plan));
	if (draft->batch == BATCH_NONE)
		read_conditions(reading, mapping, values, revision);
	else
		batch_read(reading, &batch, draft->batch, names, revision);
	rule_wordings_read(reading, &values[RULE_WORDING], values[RULE_FOR], revision);
	expression_compiler_forget_names(&reading->compiler, names);
	draft->tests = values[RULE_TESTS];
	draft->fine = reading->file.mistakes == mistakes;
}
