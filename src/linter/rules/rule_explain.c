#include "linter/rules/rule_explain.h"

#include "base/text_builder.h"
#include "model/dates/date.h"
#include "program/expressions/expression_names.h"

struct explanation {
	struct text_builder out;
	struct arena *arena;
	const struct rule *rule;
	bool english;
	bool english_names; /* of items, functions and words in conditions */
};

/* How the three severities are called: never 警告 or エラー towards a care manager. */
static struct slice severity_words(enum rule_severity severity, bool english)
{
	static const struct slice words[][2] = {
		[RULE_INFO] = {SLICE("気づき（info）"), SLICE("info")},
		[RULE_WARNING] = {SLICE("点検で話題になりやすい点（warning）"), SLICE("warning")},
		[RULE_ERROR] = {SLICE("要確認（法令）（error）"), SLICE("error")},
	};

	return words[severity][english];
}

static struct slice basis_kind_word(struct slice kind, bool english)
{
	static const struct slice words[][2] = {
		{SLICE("law"), SLICE("法令")},	    {SLICE("notice"), SLICE("通知")},	{SLICE("qa"), SLICE("Q&A")},
		{SLICE("manual"), SLICE("手引き")}, {SLICE("policy"), SLICE("方針")}, {SLICE("standard"), SLICE("標準仕様")},
		{SLICE("practice"), SLICE("実務")},
	};

	for (size_t i = 0; i < COUNT_OF(words) && !english; i++)
		if (slice_equal(words[i][0], kind))
			return words[i][1];
	return kind;
}

static void add(struct explanation *to, struct slice text)
{
	text_builder_add(&to->out, text);
}

static void add_words(struct explanation *to, const char *japanese, const char *english)
{
	text_builder_add_string(&to->out, to->english ? english : japanese);
}

/* "重さ: …" on a line. */
static void add_fact(struct explanation *to, const char *japanese, const char *english, struct slice value)
{
	add_words(to, japanese, english);
	add_words(to, "：", ": ");
	add(to, value);
	text_builder_add_char(&to->out, '\n');
}

/* Every line of `text` with two blanks before it. */
static void add_indented(struct explanation *to, struct slice text)
{
	struct slice rest = slice_trim(text), line;

	while (slice_next(&rest, '\n', &line)) {
		text_builder_add_string(&to->out, "  ");
		add(to, line);
		text_builder_add_char(&to->out, '\n');
	}
}

static void add_heading(struct explanation *to, const char *japanese, const char *english)
{
	text_builder_add_char(&to->out, '\n');
	add_words(to, japanese, english);
	text_builder_add_char(&to->out, '\n');
}

static struct slice in_language(const struct slice texts[LANGUAGE_COUNT], bool english)
{
	return english && texts[LANGUAGE_EN].length ? texts[LANGUAGE_EN] : texts[LANGUAGE_JA];
}

static void add_says(struct explanation *to, const struct rule_revision *revision)
{
	struct slice question = in_language(revision->question_text, to->english);
	struct slice fix = in_language(revision->fix_text, to->english);

	add_heading(to, "伝えること", "What it says");
	add_indented(to, in_language(revision->message_text, to->english));
	if (fix.length)
		add_indented(to, fix);
	if (question.length)
		add_indented(to, arena_print(to->arena, "▷ %.*s", SLICE_PRINT(question)));
}

static void add_condition(struct explanation *to, const char *japanese, const char *english, const struct rule_text *written,
			  const struct expression *expression)
{
	if (!expression || !written->text.length)
		return;
	add_heading(to, japanese, english);
	add_indented(to, expression_with_names(to->arena, expression, written->text, to->english_names));
}

static struct slice joined_names(struct explanation *to, const struct rule_batch *batch)
{
	struct text_builder names;

	text_builder_init(&names, to->arena);
	for (size_t i = 0; i < batch->group_count; i++) {
		text_builder_add_string(&names, i ? ", " : "");
		text_builder_add(&names, batch->fact->columns[batch->group[i]].name);
	}
	return text_builder_finish(&names);
}

/* Of a rule over many plans: what every plan is asked, and how the answers are put together. */
static void add_collecting(struct explanation *to, const struct rule *rule, const struct rule_revision *revision)
{
	const struct rule_batch *batch = revision->batch;
	const struct rule_scope_info *rows = rule_scope_info(rule->scope);

	add_heading(to, "計画ごとに集めること", "What is collected of every plan");
	add_indented(to, arena_print(to->arena, to->english ? "of each %.*s:" : "%.*sごとに：",
				     SLICE_PRINT(to->english ? rows->name : first_name(rows->names_ja))));
	for (size_t i = 0; i < batch->column_count; i++) {
		const struct rule_let *column = &batch->columns[i];
		struct slice text = expression_with_names(to->arena, column->expression, slice_trim(column->written.text), to->english_names);

		add_indented(to, arena_print(to->arena, "%.*s = %.*s", SLICE_PRINT(column->name), SLICE_PRINT(text)));
	}
	if (batch->once)
		add_indented(to, to->english ? SLICE_OF("what is the same twice in one plan counts once") :
					       SLICE_OF("一つの計画の中の同じものは一度だけ数えます"));
	if (batch->group_count)
		add_indented(to, arena_print(to->arena, to->english ? "judged for each %.*s" : "%.*s が同じものをまとめて判定します",
					     SLICE_PRINT(joined_names(to, batch))));
	for (size_t i = 0; i < batch->overall_count; i++) {
		const struct rule_let *overall = &batch->overall[i];
		struct slice text = expression_with_names(to->arena, overall->expression, slice_trim(overall->written.text), to->english_names);

		add_indented(to, arena_print(to->arena, to->english ? "over all of them: %.*s = %.*s" : "全体で：%.*s = %.*s",
					     SLICE_PRINT(overall->name), SLICE_PRINT(text)));
	}
	if (batch->alike)
		add_indented(to, arena_print(to->arena, to->english ? "of different people, those belong together whose %.*s are the same to %.0f percent or more" :
					     "別の利用者で、%.*s が %.0f％以上同じものをまとめて判定します",
					     SLICE_PRINT(batch->fact->columns[batch->alike].name), batch->alike_from * 100));
	if (batch->listed.expression)
		add_indented(to, to->english ? SLICE_OF("a finding lists plans") : SLICE_OF("お知らせには計画の一覧が付きます"));
	if (batch->complete)
		add_indented(to, to->english ? SLICE_OF("not judged when a plan could not be included") :
					       SLICE_OF("含められない計画があるときは判定しません"));
}

static void add_conditions(struct explanation *to, const struct rule_revision *revision)
{
	add_condition(to, "対象になる場合", "It applies when", &revision->applies.written, revision->applies.expression);
	if (revision->batch)
		add_collecting(to, to->rule, revision);
	if (revision->must)
		add_condition(to, "守られていること", "What must hold", &revision->condition.written, revision->condition.expression);
	else
		add_condition(to, "お知らせする条件", "It speaks up when", &revision->condition.written,
			      revision->condition.expression);
	if (!revision->let_count)
		return;
	add_heading(to, "その中の計算", "Where");
	for (size_t i = 0; i < revision->let_count; i++) {
		const struct rule_let *let = &revision->lets[i];
		struct slice text = expression_with_names(to->arena, let->expression, slice_trim(let->written.text), to->english_names);

		add_indented(to, arena_print(to->arena, "%.*s = %.*s", SLICE_PRINT(let->name), SLICE_PRINT(text)));
	}
}

static void add_basis(struct explanation *to, const struct rule_revision *revision)
{
	add_heading(to, "根拠", "It rests on");
	for (size_t i = 0; i < revision->basis_count; i++) {
		const struct rule_basis *basis = &revision->basis[i];
		const struct rule_source *source = basis->source;

		text_builder_add_string(&to->out, "  ");
		add(to, to->english && source->title_en.length ? source->title_en : source->title);
		if (source->date.length)
			text_builder_print(&to->out, to->english ? " (%.*s)" : "（%.*s）", SLICE_PRINT(source->date));
		text_builder_add_char(&to->out, ' ');
		add(to, basis->place);
		text_builder_print(&to->out, " [%.*s", SLICE_PRINT(basis_kind_word(basis->kind, to->english)));
		add_words(to, basis->verified ? "・本文を確認済" : "・本文は未確認", basis->verified ? ", verified]" : ", not yet verified]");
		add_words(to, "]\n", "\n");
		if (source->quote.length)
			add_indented(to, arena_print(to->arena, to->english ? "  from it: \"%.*s\"" : "  文中より「%.*s」", SLICE_PRINT(source->quote)));
		if (source->link.length)
			add_indented(to, arena_print(to->arena, "  %.*s", SLICE_PRINT(source->link)));
	}
}

/* "平成30年10月1日から"; both days where both are set. */
static void add_period(struct explanation *to, const struct rule_revision *revision)
{
	bool from = revision->from != RULE_ALWAYS_FROM, until = revision->to != RULE_ALWAYS_TO;

	if (!from && !until)
		add_words(to, "いつでも", "always");
	else if (to->english)
		text_builder_add_string(&to->out, !until ? "since " : !from ? "until " : "from ");
	if (from)
		(to->english ? date_add_iso : date_add_japanese)(&to->out, revision->from);
	if (from)
		add_words(to, "から", until ? " to " : "");
	if (until)
		(to->english ? date_add_iso : date_add_japanese)(&to->out, revision->to);
	if (until)
		add_words(to, "まで", "");
}

static void add_periods(struct explanation *to)
{
	add_heading(to, "施行", "In force");
	for (size_t i = 0; i < to->rule->revision_count; i++) {
		const struct rule_revision *revision = &to->rule->revisions[i];
		struct slice decided_by = slice_trim(revision->decided_by.written.text);

		text_builder_add_string(&to->out, "  ");
		add_period(to, revision);
		add_words(to, "（基準日：", " (decided by ");
		if (decided_by.length)
			add(to, expression_with_names(to->arena, revision->decided_by.expression, decided_by, to->english_names));
		else
			add_words(to, "計画作成日", "plan.plan_date");
		add_words(to, "）\n", ")\n");
	}
}

static void add_examples(struct explanation *to, const struct loaded_rules *loaded)
{
	static const struct slice expectations[EXPECT_COUNT][2] = {
		[EXPECT_PASS] = {SLICE("適合"), SLICE("pass")},
		[EXPECT_FAIL] = {SLICE("お知らせ"), SLICE("fail")},
		[EXPECT_OPEN] = {SLICE("確認できない"), SLICE("open")},
		[EXPECT_NOT_APPLICABLE] = {SLICE("対象外"), SLICE("notApplicable")},
		[EXPECT_NOT_JUDGED] = {SLICE("判定しない"), SLICE("notJudged")},
	};
	bool any = false;

	for (size_t i = 0; i < loaded->example_count; i++) {
		const struct rule_example *example = &loaded->examples[i];

		if (!slice_equal(example->rule, to->rule->id))
			continue;
		if (!any)
			add_heading(to, "例", "Examples");
		any = true;
		add_indented(to, arena_print(to->arena, to->english ? "%.*s: %.*s" : "%.*s：%.*s", SLICE_PRINT(example->name),
					     SLICE_PRINT(expectations[example->expect][to->english])));
	}
}

static void add_insurers(struct explanation *to, const struct insurers *insurers)
{
	add_words(to, insurers->count ? "、保険者 " : "、すべての計画", insurers->count ? ", insurer " : ", every plan");
	for (size_t i = 0; i < insurers->count; i++) {
		text_builder_add_string(&to->out, i ? ", " : "");
		add(to, insurers->numbers[i]);
	}
}

/* Texts of several lines stand below each other, the others with an arrow between them. */
static void add_change(struct explanation *to, const struct rule_change *change)
{
	struct slice names = change->key, name = {NULL, 0};

	for (int i = 0; i < (to->english ? 1 : 2); i++)
		slice_next(&names, '|', &name);
	if (!change->after.length)
		add_indented(to, arena_print(to->arena, "  %.*s", SLICE_PRINT(name)));
	else if (!change->before.length)
		add_indented(to, arena_print(to->arena, to->english ? "  %.*s: %.*s" : "  %.*s：%.*s", SLICE_PRINT(name), SLICE_PRINT(change->after)));
	else
		add_indented(to, arena_print(to->arena, to->english ? "  %.*s: %.*s -> %.*s" : "  %.*s：%.*s → %.*s", SLICE_PRINT(name),
					     SLICE_PRINT(change->before), SLICE_PRINT(change->after)));
}

/* What an overlay is of, when it is not of the rule itself. */
static void add_added_to(struct explanation *to, const struct rule_overlay *overlay)
{
	if (overlay->lexicon.length)
		text_builder_print(&to->out, to->english ? ": adds to the lexicon %.*s" : "：辞書 %.*s に足すもの", SLICE_PRINT(overlay->lexicon));
	if (overlay->table.length)
		text_builder_print(&to->out, to->english ? ": adds to the table %.*s" : "：表 %.*s に足すもの", SLICE_PRINT(overlay->table));
}

static void add_overlays(struct explanation *to)
{
	if (to->rule->overlay_count)
		add_heading(to, "手もとのファイルによる変更", "Changed by local files");
	for (size_t i = 0; i < to->rule->overlay_count; i++) {
		const struct rule_overlay *overlay = &to->rule->overlays[i];
		struct source *source = source_view(overlay->source, to->arena);

		text_builder_print(&to->out, "  %.*s:%u", SLICE_PRINT(source->path), (unsigned)source_position(source, overlay->offset).line);
		add_insurers(to, &overlay->insurers);
		if (overlay->disables)
			add_words(to, "：この項目を止める", ": disables the rule");
		add_added_to(to, overlay);
		if (overlay->reason.length)
			text_builder_print(&to->out, to->english ? " (%.*s)" : "（%.*s）", SLICE_PRINT(overlay->reason));
		text_builder_add_char(&to->out, '\n');
		for (size_t k = 0; k < overlay->change_count; k++)
			add_change(to, &overlay->changes[k]);
	}
}

static struct slice looks_at(const struct rule *rule, bool english)
{
	const struct rule_scope_info *rows = rule_scope_info(rule->scope);
	const struct batch_scope_info *plans = batch_scope_info(rule->batch);

	if (rule->batch != BATCH_NONE)
		return english ? plans->title_en : plans->title;
	return english ? rows->name : first_name(rows->names_ja);
}

struct slice rule_explain(struct arena *arena, const struct loaded_rules *loaded, const struct rule *rule, bool english, bool english_names)
{
	struct explanation to = {.arena = arena, .rule = rule, .english = english, .english_names = english_names};
	const struct rule_revision *newest = rule_newest(rule);

	text_builder_init(&to.out, arena);
	text_builder_print(&to.out, "%.*s %.*s\n", SLICE_PRINT(rule->id), SLICE_PRINT(rule->name));
	add(&to, english ? newest->title_en : newest->title);
	text_builder_add_string(&to.out, "\n\n");
	add_fact(&to, "重さ", "Severity", severity_words(newest->severity, english));
	add_fact(&to, "分類", "Category", rule->category);
	add_fact(&to, "対象", "Looks at", looks_at(rule, english));
	if (!rule->suppressible)
		add_fact(&to, "除外", "Suppression", english ? SLICE_OF("not possible") : SLICE_OF("できません"));
	add_says(&to, newest);
	add_conditions(&to, newest);
	add_basis(&to, newest);
	add_periods(&to);
	add_overlays(&to);
	add_examples(&to, loaded);
	return text_builder_finish(&to.out);
}

const struct builtin_info *builtin_find(struct slice id_or_name)
{
	for (int i = 0; i < BUILTIN_COUNT; i++) {
		const struct builtin_info *info = builtin_info((enum builtin_finding)i);

		if (slice_equal(info->id, id_or_name) || slice_equal(info->name, id_or_name))
			return info;
	}
	return NULL;
}

/* The message as it is shown, with … where the run fills in what it found. */
static struct slice without_arguments(struct arena *arena, struct slice message)
{
	struct text_builder text;

	text_builder_init(&text, arena);
	for (size_t i = 0; i < message.length; i++) {
		if (message.data[i] == '{' && i + 2 < message.length && message.data[i + 2] == '}') {
			text_builder_add_string(&text, "…");
			i += 2;
		} else {
			text_builder_add_char(&text, message.data[i]);
		}
	}
	return text_builder_finish(&text);
}

struct slice builtin_explain(struct arena *arena, const struct builtin_info *builtin, bool english)
{
	static const enum rule_severity severities[] = {
		[SEVERITY_INFO] = RULE_INFO, [SEVERITY_WARNING] = RULE_WARNING, [SEVERITY_ERROR] = RULE_ERROR};
	struct explanation to = {.arena = arena, .english = english};

	text_builder_init(&to.out, arena);
	text_builder_print(&to.out, "%.*s %.*s\n", SLICE_PRINT(builtin->id), SLICE_PRINT(builtin->name));
	add(&to, english ? builtin->title_en : builtin->title_ja);
	text_builder_add_string(&to.out, "\n\n");
	add_fact(&to, "重さ", "Severity", severity_words(severities[builtin->severity], english));
	add_fact(&to, "分類", "Category", builtin->category);
	add_heading(&to, "伝えること", "What it says");
	add_indented(&to, without_arguments(arena, english ? builtin->message_en : builtin->message_ja));
	add_indented(&to, without_arguments(arena, english ? builtin->fix_en : builtin->fix_ja));
	add_heading(&to, "由来", "Where it comes from");
	add_words(&to, "  ファイルや値を読むときに tenken 自身が気づいたことです。規則のファイルにはありません。\n",
		  "  tenken itself notices this while it reads files and values; no rule file holds it.\n");
	if (builtin->lost)
		add_words(&to, "  読めなかったところがあるため、終了コードは 3 になります。\n",
			  "  Something could not be read because of it: the exit status is 3.\n");
	return text_builder_finish(&to.out);
}
