/* rules: what the compiler says about mistakes, its limits, and messages with placeholders. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "unit/expression_fixture.h"

#include "base/platform/platform.h"
#include "engine/results/template.h"
#include "rules/expressions/template_compiler.h"

#include <string.h>

static struct fixture fixture;

static int set_up(void **state)
{
	(void)state;
	fixture_open(&fixture);
	expression_compiler_add_scope(&fixture.compiler, SCOPE_SHORT_GOAL);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	fixture_close(&fixture);
	return 0;
}

static void mistakes_are_named_where_they_are(void **state)
{
	static const struct {
		const char *text;
		const char *at;       /* the part of the text that is marked; "" is the end */
		const char *contains; /* a part of the Japanese message */
		const char *english;  /* a part of the English one */
	} rows[] = {
		/* full-width signs */
		{"size(plan.needs) ＞ 1", "＞", "半角の「>」", "write \">\""},
		{"size(plan.needs) ＜＝ 1", "＜＝", "半角の「<=」", "write \"<=\""},
		{"size(plan.needs) ＝ 1", "＝", "半角の「==」", "write \"==\""},
		{"size(plan.needs) ！＝ 1", "！＝", "半角の「!=」", "write \"!=\""},
		{"size（plan.needs) > 1", "（", "半角の「(」", "write \"(\""},
		{"has(plan.policy) ＆＆ true", "＆＆", "半角の「&&」", "write \"&&\""},
		{"has(plan.policy) ｜｜ true", "｜｜", "半角の「||」", "write \"||\""},
		{"1 ＋ 1 == 2", "＋", "半角の「+」", "write \"+\""},
		{"2 － 1 == 1", "－", "半角の「-」", "write \"-\""},
		{"months_between(today()，today()) == 0", "，", "半角の「,」", "write \",\""},
		{"true ？ true : false", "？", "半角の「?」", "write \"?\""},
		{"true ? true ： false", "：", "半角の「:」", "write \":\""},
		{"size(plan.needs) ≧ 1", "≧", "半角の「>=」", "write \">=\""},
		{"true　&& true", "　", "全角の空白", "full-width blank"},
		{"plan.policy == 「様式」", "「様式」", "半角の「'」", "write \"'\""},
		{"size(plan.needs) = 1", "=", "半角の「==」", "write \"==\""},
		{"true & true", "&", "半角の「&&」", "write \"&&\""},
		{"true # true", "#", "「#」はここでは使えません", "\"#\" cannot stand here"},
		/* names */
		{"plam.policy == 'x'", "plam", "「plan」のことですか", "did you mean \"plan\""},
		{"plan.polcy == 'x'", "polcy", "という項目はありません", "did you mean \"policy\""},
		{"計画.援助の方法 == 'x'", "援助の方法", "「援助の方針」のことですか", "no field"},
		{"service.content == 'x'", "service", "という名前はここでは使えません。使えるのは 計画", "there is no name \"service\" here; there are: plan"},
		{"plan.user.living_alone == はい", "はい", "「== true」のように比べます", "write true"},
		{"sizes(plan.needs) == 1", "sizes", "「size」のことですか", "did you mean \"size\""},
		{"plan.needs.text == 'x'", "plan.needs.text", "一つずつ見ます", "look at its items"},
		{"plan.policy.text == 'x'", "plan.policy.text", "項目を持ちません", "has no fields"},
		{"var == 1", "var", "予約された言葉", "reserved"},
		/* words of enums */
		{"plan.certification.level == '要介護6'", "'要介護6'", "のことですか", "is no word of this field"},
		{"plan.certification.level in ['care2', 'carex']", "'carex'", "使えるのは", "it takes applicable"},
		{"plan.certification.level == 要介護2", "要介護2", "引用符で囲んで", "write the word in quotes"},
		{"plan.kind < 'home'", "plan.kind < 'home'", "順番がありません", "no order"},
		/* types */
		{"1 + 1.0 == 2.0", "1 + 1.0", "double(整数)", "double("},
		{"short_goal.period.to > '2025-04-01'", "short_goal.period.to > '2025-04-01'", "date('2025-04-01')", "write a date as"},
		{"short_goal.period.to - short_goal.period.from > 3", "short_goal.period.to - short_goal.period.from", "days_between",
		 "days_between"},
		{"short_goal.period.to + 3 > today()", "short_goal.period.to + 3", "add_days", "add_days"},
		{"date('2025-02-30') == today()", "'2025-02-30'", "日付として読めません", "is no date"},
		{"plan.kind == null", "plan.kind == null", "blank(…)", "blank(…)"},
		{"plan.needs && true", "plan.needs", "条件が要ります", "condition is needed"},
		{"[1, 'a'] == [1]", "'a'", "混ざっています", "mixes"},
		{"{'a': 1}.a == 1", "{'a': 1}", "基準表", "maps are not part"},
		{"month_name(today()) == '令和7年9月'", "month_name(today())", "{…} の中だけで使えます", "can only stand in the {…} of a message"},
		{"'abc'.matches('b')", "matches", "という関数はありません", "no function"},
		{"7u == 7", "7u", "符号なし整数", "uint"},
		{"contains('abc', 'b')", "contains('abc', 'b')", "の形で使います", "value.contains"},
		{"plan.needs.exists(n)", "plan.needs.exists(n)", "の形で書いて", "write it as"},
		{"has(plan)", "has(plan)", "道筋", "path to a field"},
		{"is_derived(today())", "is_derived(today())", "道筋", "path to a field"},
		{"size(1) == 1", "size(1)", "使えません", "does not take (int)"},
		{"mentions(plan.policy, 'vague')", "'vague'", "という辞書はありません", "no lexicon"},
		{"lookup('limits', today()) == 1", "'limits'", "という基準表はありません", "no table"},
		/* grammar */
		{"size(plan.needs", "", "ここで式が終わっています", "the expression ends here"},
		{"1 2", "2", "演算子", "an operator"},
		{"plan.", "", "項目の名前", "name of a field"},
		{"'abc", "'abc", "閉じられていません", "no closing quote"},
		{"", "", "式が空", "empty"},
		{"9223372036854775808 > 1", "9223372036854775808", "大きすぎます", "too large"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		const struct expression_problem *problem;
		struct slice at;

		if (fixture_compile(&fixture, rows[i].text))
			fail_msg("%s compiles", rows[i].text);
		if (fixture.compiler.problem_count != 1)
			fail_msg("%s has %zu problems", rows[i].text, fixture.compiler.problem_count);
		problem = &fixture.compiler.problems[0];
		at = slice_part(slice_from_string(rows[i].text), problem->offset, problem->offset + problem->length);
		if (!slice_equal(at, slice_from_string(rows[i].at)))
			fail_msg("%s is marked at \"%.*s\"", rows[i].text, SLICE_PRINT(at));
		if (!slice_contains(problem->message, slice_from_string(rows[i].contains)))
			fail_msg("%s: %.*s", rows[i].text, SLICE_PRINT(problem->message));
		if (!slice_contains(problem->message_en, slice_from_string(rows[i].english)))
			fail_msg("%s: %.*s", rows[i].text, SLICE_PRINT(problem->message_en));
	}
}

static void every_mistake_is_shown_once(void **state)
{
	(void)state;
	assert_null(fixture_compile(&fixture, "plam.x == 1 && plan.polcy == 'x' || plan.kind == 'hom'"));
	assert_int_equal(fixture.compiler.problem_count, 3);
	assert_null(fixture_compile(&fixture, "size(plam.x.y.z) + 1 == size(plam.x) || !plam.y"));
	assert_int_equal(fixture.compiler.problem_count, 3);
}

static void names_may_be_quoted(void **state)
{
	(void)state;
	assert_non_null(fixture_compile(&fixture, "plan.`目標とする生活（1日）` == null"));
	assert_non_null(fixture_compile(&fixture, "plan.生活援助中心型の算定理由 == '一人暮らし'"));
}

static void a_wrong_let_is_reported_once(void **state)
{
	size_t names = fixture.compiler.name_count;
	unsigned slot;

	(void)state;
	expression_compiler_clear_problems(&fixture.compiler);
	assert_null(expression_compiler_add_let(&fixture.compiler, SLICE_OF("limit"), SLICE_OF("plan.certifcation"), &slot));
	assert_int_equal(fixture.compiler.problem_count, 1);
	assert_non_null(fixture_compile(&fixture, "short_goal.period.to > limit && limit.x == 1"));
	assert_int_equal(fixture.compiler.problem_count, 0);
	expression_compiler_forget_names(&fixture.compiler, names);
}

/* ---- limits ---- */

static char *repeated(const char *part, size_t count, const char *end)
{
	struct text_builder builder;

	text_builder_init(&builder, &fixture.program);
	for (size_t i = 0; i < count; i++)
		text_builder_add_string(&builder, part);
	text_builder_add_string(&builder, end);
	text_builder_finish(&builder);
	return builder.data;
}

static void towers_are_refused_before_they_fall(void **state)
{
	static const struct {
		const char *part;
		size_t too_many;
		const char *end;
	} rows[] = {{"1+", 300, "1"}, {"(", 300, "1"}, {"!", 300, "true"}, {"[", 300, "1"}, {"true?true:", 300, "false"}};

	(void)state;
	assert_non_null(fixture_compile(&fixture, repeated("1+", 240, "1")));
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		assert_null(fixture_compile(&fixture, repeated(rows[i].part, rows[i].too_many, rows[i].end)));
		assert_int_equal(fixture.compiler.problem_count, 1);
	}
	assert_null(fixture_compile(&fixture, repeated("(", 8000, "")));
	assert_null(fixture_compile(&fixture, repeated("1 + ", 3000, "1")));
	assert_int_equal(fixture.compiler.problem_count, 1);
}

static void problems_stop_at_the_limit(void **state)
{
	(void)state;
	assert_null(fixture_compile(&fixture, repeated("x == 1 || ", 40, "y")));
	assert_int_equal(fixture.compiler.problem_count, LIMIT_EXPRESSION_PROBLEMS);
}

static void the_limit_of_steps_sticks(void **state)
{
	static const char ten[] = "[0,1,2,3,4,5,6,7,8,9]";
	struct text_builder text;
	struct cel_value value;

	(void)state;
	text_builder_init(&text, &fixture.program);
	for (int i = 0; i < 7; i++)
		text_builder_print(&text, "%s.all(v%d, ", ten, i);
	text_builder_add_string(&text, "v0 == v6 || true");
	for (int i = 0; i < 7; i++)
		text_builder_add_char(&text, ')');
	value = fixture_evaluate(&fixture, text_builder_finish(&text).data);
	assert_true(fixture.evaluation.exhausted);
	assert_int_equal(evaluation_verdict(&fixture.evaluation, value), VERDICT_FAULT);
	/* && false would swallow an error, and does not swallow this */
	text_builder_add_string(&text, " && false");
	value = fixture_evaluate(&fixture, text_builder_finish(&text).data);
	assert_int_equal(evaluation_verdict(&fixture.evaluation, value), VERDICT_FAULT);
	assert_true(cel_is_true(fixture_evaluate(&fixture, "1 < 2")));
	assert_false(fixture.evaluation.exhausted);
}

static void growing_texts_cost_their_length(void **state)
{
	struct text_builder text;

	(void)state;
	text_builder_init(&text, &fixture.program);
	text_builder_add_string(&text, "['0123456789abcdef']");
	for (int i = 0; i < 30; i++)
		text_builder_print(&text, ".map(t, t + t)");
	text_builder_add_string(&text, " == []");
	fixture_evaluate(&fixture, text_builder_finish(&text).data);
	assert_true(fixture.evaluation.exhausted);
	assert_true(fixture.scratch.reserved < 100 << 20);
	evaluation_begin_node(&fixture.evaluation);
}

/* ---- messages ---- */

static const char *printed(const char *text, bool english)
{
	const struct message_template *template;

	expression_compiler_clear_problems(&fixture.compiler);
	template = template_compile(&fixture.compiler, slice_from_string(text));
	return template ? template_print(&fixture.evaluation, template, english).data : "does not compile";
}

static void messages_show_every_kind_of_value(void **state)
{
	const struct type *open = type_simple(TYPE_DYN);
	size_t names = fixture.compiler.name_count;

	(void)state;
	fixture_name(&fixture, "day", type_simple(TYPE_DATE), cel_date(date_from_calendar((struct calendar_date){2025, 9, 30})));
	fixture_name(&fixture, "level", type_of_enum(ENUM_level), cel_enum(ENUM_level, level_care2));
	fixture_name(&fixture, "empty", open, (struct cel_value){.kind = CEL_NULL, .sub = CEL_NULL_CELL, .detail = Plan_policy});
	fixture_name(&fixture, "missing", open, (struct cel_value){.kind = CEL_UNKNOWN, .detail = Plan_policy});
	assert_string_equal(printed("終わり（{day}）", false), "終わり（令和7年9月30日）");
	assert_string_equal(printed("ends {day}", true), "ends 2025-09-30");
	assert_string_equal(printed("{level}", false), "要介護2");
	assert_string_equal(printed("{level}", true), "care2");
	assert_string_equal(printed("{1 + 1}件、{percent(1, 3)}％、{2.0}", false), "2件、33.33％、2");
	assert_string_equal(printed("{['a', 'b']} {1 < 2}", false), "a、b はい");
	assert_string_equal(printed("{['a', 'b']} {1 > 2}", true), "a, b no");
	assert_string_equal(printed("{empty}/{missing}/{1 / 0}", false), "（空欄）/（不明）/（表示できません）");
	assert_string_equal(printed("{empty}/{missing}/{1 / 0}", true), "(blank)/(unknown)/(cannot be shown)");
	assert_string_equal(printed("{empty + 'x'}", false), "（空欄）");
	assert_string_equal(printed("{known(level, empty)}{known(missing, '―')}{known(empty, '―')}{known(1 / 0, 2)}", false), "要介護2――2");
	assert_string_equal(printed("{{{'}'}}}", false), "{}}");
	assert_string_equal(printed("", false), "");
	assert_string_equal(printed("{hit()}", false), "（空欄）");
	expression_compiler_forget_names(&fixture.compiler, names);
}

static void messages_say_days_and_months_in_their_language(void **state)
{
	(void)state;
	assert_string_equal(printed("{month_name(date('2025-09-30'))}の{day_name(date('2025-09-01')) + 'から'}", false), "令和7年9月の令和7年9月1日から");
	assert_string_equal(printed("{month_name(date('2025-09-30'))}, {'since ' + day_name(date('2025-09-01'))}", true),
			    "September 2025, since 2025-09-01");
	assert_string_equal(printed("{年月(date('2019-04-30'))}、{年月(date('2019-05-01'))}", false), "平成31年4月、令和元年5月");
}

static void messages_show_texts_as_written(void **state)
{
	struct record *plan = record_new(&fixture.keys_arena, RECORD_Plan, NULL, FIELD_COUNT, 0);
	size_t names = fixture.compiler.name_count;
	unsigned slot;
	const struct expression *let;

	(void)state;
	plan->self.presence = PRESENCE_WRITTEN;
	*record_value(plan, Plan_policy) = (struct value){.presence = PRESENCE_WRITTEN, .is.text = SLICE("６ヶ月")};
	evaluation_set_record(&fixture.evaluation, SCOPE_PLAN, plan);
	let = expression_compiler_add_let(&fixture.compiler, SLICE_OF("words"), SLICE_OF("plan.policy"), &slot);
	evaluation_set_let(&fixture.evaluation, slot, let);
	assert_string_equal(printed("「{plan.policy}」「{words}」", false), "「６ヶ月」「６ヶ月」");
	assert_string_equal(printed("{plan.policy == '6か月'}{plan.policy + '。'}", false), "はい6か月。");
	expression_compiler_forget_names(&fixture.compiler, names);
	evaluation_begin_node(&fixture.evaluation);
}

static void mistakes_in_messages_have_their_place(void **state)
{
	static const struct {
		const char *text;
		uint32_t offset;
	} rows[] = {{"abc {plam.x}", 5}, {"abc {", 4}, {"abc } d", 4}, {"{{ {x", 3}, {"a{}", 2}, {"{1 + }", 5}};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		assert_string_equal(printed(rows[i].text, false), "does not compile");
		assert_int_equal(fixture.compiler.problem_count, 1);
		assert_int_equal(fixture.compiler.problems[0].offset, rows[i].offset);
	}
}

/* ---- what a rule reads ---- */

struct seen {
	struct text_builder text;
};

static void note_field(void *context, const struct expression *path)
{
	struct seen *seen = context;

	text_builder_add(&seen->text, field_info(path->field)->name);
	text_builder_add_char(&seen->text, ' ');
}

static void fields_are_visited_in_order(void **state)
{
	struct seen seen;
	const struct expression *expression =
		fixture_compile(&fixture, "short_goal.period.to > plan.certification.valid.to && plan.needs.exists(n, has(n.text))");

	(void)state;
	text_builder_init(&seen.text, &fixture.program);
	expression_visit_fields(expression, note_field, &seen);
	assert_string_equal(text_builder_finish(&seen.text).data, "to to needs text ");
	assert_true(expression_is_path(expression->items[0]->first));
	assert_false(expression_is_path(expression));
}

/* ---- the reference ---- */

static void every_function_is_in_the_reference(void **state)
{
	struct platform_file file;
	struct failure failure;

	(void)state;
	assert_true(platform_file_open(&file, SLICE_OF(TENKEN_SOURCE_DIR "/docs/reference/expressions.md"), 1 << 20, &failure));
	for (unsigned i = 0; i < FUNCTION_COUNT; i++) {
		const struct function_info *info = function_info((enum function)i);
		const char *dot = info->flags & FUNCTION_GLOBAL ? "" : ".";
		struct slice row = arena_print(&fixture.program, "| `%s%.*s` | %.*s | ", dot, SLICE_PRINT(info->name), SLICE_PRINT(info->name_ja));

		if (!(info->flags & FUNCTION_OF_CEL) && !slice_contains(file.bytes, row))
			fail_msg("docs/reference/expressions.md lacks %s", row.data);
	}
	platform_file_close(&file);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(mistakes_are_named_where_they_are),
		cmocka_unit_test(every_mistake_is_shown_once),
		cmocka_unit_test(names_may_be_quoted),
		cmocka_unit_test(a_wrong_let_is_reported_once),
		cmocka_unit_test(towers_are_refused_before_they_fall),
		cmocka_unit_test(problems_stop_at_the_limit),
		cmocka_unit_test(the_limit_of_steps_sticks),
		cmocka_unit_test(growing_texts_cost_their_length),
		cmocka_unit_test(messages_show_every_kind_of_value),
		cmocka_unit_test(messages_say_days_and_months_in_their_language),
		cmocka_unit_test(messages_show_texts_as_written),
		cmocka_unit_test(mistakes_in_messages_have_their_place),
		cmocka_unit_test(fields_are_visited_in_order),
		cmocka_unit_test(every_function_is_in_the_reference),
	};
	return cmocka_run_group_tests_name("expression", tests, set_up, tear_down);
}
