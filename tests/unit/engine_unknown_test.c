/* engine: how unknowns, errors and blank cells travel: the table of the rule language, every operator, every function. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "unit/expression_fixture.h"

#include <stdio.h>
#include <string.h>

static struct fixture fixture;

static struct cel_value unknown_of(enum field field)
{
	return (struct cel_value){.kind = CEL_UNKNOWN, .sub = CEL_UNKNOWN_CELL, .detail = field};
}

static struct cel_value failing(void)
{
	return (struct cel_value){.kind = CEL_ERROR, .sub = CEL_ERROR_UNREADABLE, .detail = Plan_plan_date};
}

static int set_up(void **state)
{
	const struct type *open = type_simple(TYPE_DYN);

	(void)state;
	fixture_open(&fixture);
	fixture_name(&fixture, "U", open, unknown_of(Plan_policy));
	fixture_name(&fixture, "V", open, unknown_of(Plan_weekly));
	fixture_name(&fixture, "E", open, failing());
	fixture_name(&fixture, "B", open, (struct cel_value){.kind = CEL_NULL, .sub = CEL_NULL_CELL, .detail = Plan_policy});
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	fixture_close(&fixture);
	return 0;
}

/* What an expression came to, in the letters of the table. */
static const char *outcome(struct cel_value value)
{
	static char text[32];

	switch (value.kind) {
	case CEL_BOOL: return value.is.boolean ? "true" : "false";
	case CEL_INT: snprintf(text, sizeof text, "%d", (int)value.is.integer); return text;
	case CEL_UNKNOWN: {
		struct cel_origin origins[4];
		size_t count = cel_origins_of(value, origins, 4);
		bool u = false, v = false;

		for (size_t i = 0; i < count; i++) {
			u = u || origins[i].field == Plan_policy;
			v = v || origins[i].field == Plan_weekly;
		}
		return u && v ? "UV" : u ? "U" : "V";
	}
	case CEL_ERROR: return value.sub == CEL_ERROR_BLANK ? "blank" : value.sub == CEL_ERROR_UNREADABLE ? "error" : "fault";
	case CEL_NULL: return "null";
	case CEL_PENDING: return "does not compile";
	default: return "value";
	}
}

static void the_table_of_the_rule_language_holds(void **state)
{
	static const struct {
		const char *expression, *expected;
	} rows[] = {
		{"true && U", "U"},
		{"U && true", "U"},
		{"false && U", "false"},
		{"U && false", "false"},
		{"true || U", "true"},
		{"U || true", "true"},
		{"U || false", "U"},
		{"false || U", "U"},
		{"U && V", "UV"},
		{"U || V", "UV"},
		{"V && U && V", "UV"},
		{"E && U", "U"},
		{"U && E", "U"},
		{"E || U", "U"},
		{"U || E", "U"},
		{"E && false", "false"},
		{"false && E", "false"},
		{"E || true", "true"},
		{"E && true", "error"},
		{"E || false", "error"},
		{"E && E", "error"},
		{"U == 1", "U"},
		{"U != 1", "U"},
		{"1 == U", "U"},
		{"U + 1 > 2", "U"},
		{"!U", "U"},
		{"!E", "error"},
		{"E + U", "error"},
		{"U + E", "error"},
		{"U + V", "UV"},
		{"U == E", "error"},
		{"U < V", "UV"},
		{"U ? 1 : 2", "U"},
		{"E ? 1 : 2", "error"},
		{"true ? 1 : U", "1"},
		{"false ? E : 2", "2"},
		{"true ? U : E", "U"},
		{"[1, 2].exists(k, k == 2 || U == k)", "true"},
		{"[1, 2].exists(k, k == 3 || U == k)", "U"},
		{"[1, 2].all(k, k > 5 && U)", "false"},
		{"[1, 2].all(k, k > 0 && U)", "U"},
		{"[1, 2].all(k, k == 1 ? U : false)", "false"},
		{"[1, 2].all(k, k == 1 ? U : E)", "U"},
		{"[1, 2].exists(k, k == 1 ? E : true)", "true"},
		{"[1, 2].exists_one(k, k == 1 ? U : E)", "error"},
		{"[1, 2].exists_one(k, k == 1 || U)", "U"},
		{"[1, 2].map(k, k == 1 ? U : V)", "UV"},
		{"[1, 2].map(k, k == 1 ? U : E)", "error"},
		{"[1, 2].filter(k, U)", "U"},
		{"size([1, 2].filter(k, k == 1))", "1"},
		{"U.exists(k, k == 1)", "U"},
		{"U.all(k, true)", "U"},
		{"size(U)", "U"},
		{"size([1, U])", "U"},
		{"has(U.x)", "U"},
		{"U.x", "U"},
		{"U[0]", "U"},
		{"[1][U]", "U"},
		{"U in [1]", "U"},
		{"1 in [2, U]", "U"},
		{"1 in U", "U"},
		{"-U", "U"},
		{"U == null", "U"},
		{"null == U", "U"},
		{"E == null", "false"},
		{"E != null", "true"},
		{"B == null", "true"},
		{"B != null", "false"},
		{"B == 1", "blank"},
		{"B + 1", "blank"},
		{"!B", "blank"},
		{"B && true", "blank"},
		{"B && false", "false"},
		{"B && U", "U"},
		{"B < U", "blank"},
		{"B ? 1 : 2", "blank"},
		{"true ? B : 1", "null"},
		{"[B]", "blank"},
		{"size(B)", "blank"},
		{"B.x", "blank"},
		{"blank(B)", "true"},
		{"blank(U)", "U"},
		{"blank(E)", "false"},
		{"blank('  ')", "true"},
		{"blank('a')", "false"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		const char *found = outcome(fixture_evaluate(&fixture, rows[i].expression));

		if (!slice_equal(slice_from_string(found), slice_from_string(rows[i].expected)))
			fail_msg("%s is %s, not %s", rows[i].expression, found, rows[i].expected);
	}
}

/* ---- every function in every position ---- */

static const char *sample(const char **pattern)
{
	char letter = *(*pattern)++;

	switch (letter) {
	case '?': return sample(pattern);
	case 'b': return "true";
	case 'i':
	case 'A': return "1";
	case 'd': return "1.5";
	case 's': return "'2025-04-01'";
	case 'D': return "date('2025-04-01')";
	case 'L':
		letter = *(*pattern)++;
		if (letter == 'L') {
			(*pattern)++;
			return "[[1]]";
		}
		return letter == 's' ? "['a']" : "[1]";
	case 'T':
	case 'P':
	case 'Q': return "U"; /* no literal of this type: unknown too */
	default: return NULL;
	}
}

/* name(sample, …, U, …, sample) must be U whatever the position, and with E beside it an error. */
static void check_signature(enum function function, const char *pattern)
{
	const struct function_info *info = function_info(function);
	const char *samples[8];
	size_t count = 0;

	while (*pattern != ':' && (samples[count] = sample(&pattern)))
		count++;
	if (*pattern != ':' || count == 0)
		return;
	for (size_t position = 0; position < count; position++) {
		char text[256];
		int at = snprintf(text, sizeof text, "%.*s(", SLICE_PRINT(info->name));

		if (!(info->flags & FUNCTION_GLOBAL))
			at = snprintf(text, sizeof text, "%s.%.*s(", position == 0 ? "U" : samples[0], SLICE_PRINT(info->name));
		for (size_t i = info->flags & FUNCTION_GLOBAL ? 0 : 1; i < count; i++)
			at += snprintf(text + at, sizeof text - (size_t)at, "%s%s", i == 0 || (!(info->flags & FUNCTION_GLOBAL) && i == 1) ? "" : ", ",
				       i == position ? "U" : samples[i]);
		snprintf(text + at, sizeof text - (size_t)at, ")");
		if (fixture_evaluate(&fixture, text).kind != CEL_UNKNOWN)
			fail_msg("%s is %s, not unknown", text, outcome(fixture_evaluate(&fixture, text)));
		for (char *u = text; (u = strchr(u, 'U')); u++)
			if (u[1] == ',' || u[1] == ')' || u[1] == '.') {
				*u = 'E';
				break;
			}
		if (!(info->flags & FUNCTION_TAKES_CELLS) && fixture_evaluate(&fixture, text).kind != CEL_ERROR)
			fail_msg("%s is %s, not an error", text, outcome(fixture_evaluate(&fixture, text)));
	}
}

static void functions_hand_unknowns_and_errors_on(void **state)
{
	(void)state;
	fixture.compiler.conformance = true;
	for (unsigned function = 0; function < FUNCTION_COUNT; function++) {
		size_t count;
		const struct signature *signatures = function_signatures((enum function)function, &count);

		if (function == FUNCTION_known) /* goes on without a value; that is why no condition may call it */
			continue;
		/* these want a name of the rule set or a path to a field */
		if (function == FUNCTION_mentions || function == FUNCTION_lookup || function == FUNCTION_row_from ||
		    function == FUNCTION_row_period ||
		    function == FUNCTION_in_table || function == FUNCTION_is_derived)
			continue;
		/* asks whether something is unknown, and so it is never unknown itself */
		if (function == FUNCTION_supplied)
			continue;
		for (size_t i = 0; i < count; i++)
			check_signature((enum function)function, signatures[i].pattern.data);
	}
	fixture.compiler.conformance = false;
}

/* Those that name a lexicon or a table of the rule set. */
static void functions_of_the_rule_set_hand_them_on_too(void **state)
{
	static const struct lexicon lexicons[] = {{.name = SLICE("words")}};
	static const struct lexicon_set set = {.lexicons = lexicons, .count = 1};
	static struct lookup_column keys[2] = {{.name = SLICE("a")}, {.name = SLICE("b")}};
	static struct lookup_table tables[] = {{.name = SLICE("rows"), .keys = keys, .key_count = 2}};
	static const struct lookup_table_set table_set = {tables, 1};
	static const struct {
		const char *expression, *expected;
	} rows[] = {
		{"mentions(U, 'words')", "U"},
		{"mentions(E, 'words')", "error"},
		{"mentions(B, 'words')", "blank"},
		{"lookup('rows', U, 1, date('2025-04-01'))", "U"},
		{"lookup('rows', 1, U, date('2025-04-01'))", "U"},
		{"lookup('rows', 1, 1, U)", "U"},
		{"lookup('rows', U, V, date('2025-04-01'))", "UV"},
		{"lookup('rows', E, U, date('2025-04-01'))", "error"},
		{"lookup('rows', U, 1, E)", "error"},
		{"row_from('rows', U, 1, date('2025-04-01'))", "U"},
		{"row_from('rows', 1, 1, E)", "error"},
		{"in_table('rows', U, 1, date('2025-04-01'))", "U"},
		{"in_table('rows', 1, 1, E)", "error"},
		{"in_table('rows', 1, B, date('2025-04-01'))", "blank"},
		{"lookup('rows', 1, B, date('2025-04-01'))", "blank"},
	};

	(void)state;
	keys[0].type = keys[1].type = type_simple(TYPE_INT);
	tables[0].value_type = type_simple(TYPE_INT);
	fixture.compiler.lexicons = &set;
	fixture.compiler.tables = &table_set;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		const char *found = outcome(fixture_evaluate(&fixture, rows[i].expression));

		if (!slice_equal(slice_from_string(found), slice_from_string(rows[i].expected)))
			fail_msg("%s is %s, not %s", rows[i].expression, found, rows[i].expected);
	}
	fixture.compiler.lexicons = NULL;
	fixture.compiler.tables = NULL;
}

static void operators_hand_unknowns_and_errors_on(void **state)
{
	static const char *const operators[] = {"==", "!=", "<", "<=", ">", ">=", "+", "-", "*", "/", "%", "in"};
	const size_t membership = COUNT_OF(operators) - 1;
	static const struct {
		const char *left, *right, *expected;
	} operands[] = {{"U", "1", "U"},     {"1", "U", "U"},     {"U", "V", "UV"},    {"V", "U", "UV"},
			{"E", "U", "error"}, {"U", "E", "error"}, {"E", "1", "error"}, {"1", "E", "error"},
			{"B", "1", "blank"}, {"1", "B", "blank"}, {"B", "U", "blank"}, {"U", "B", "blank"}};

	(void)state;
	fixture.compiler.conformance = true;
	for (size_t i = 0; i < COUNT_OF(operators); i++)
		for (size_t k = 0; k < COUNT_OF(operands); k++) {
			char text[64];
			const char *found;

			snprintf(text, sizeof text, "%s %s %s%s%s", operands[k].left, operators[i], i == membership ? "[" : "",
				 operands[k].right, i == membership ? "]" : "");
			found = outcome(fixture_evaluate(&fixture, text));
			if (!slice_equal(slice_from_string(found), slice_from_string(operands[k].expected)))
				fail_msg("%s is %s, not %s", text, found, operands[k].expected);
		}
	fixture.compiler.conformance = false;
}

/* ---- replacing an unknown by any value never contradicts a definite answer ---- */

static uint32_t next_random(uint32_t *seed)
{
	*seed = *seed * 1664525u + 1013904223u;
	return *seed >> 16;
}

static void add_condition(struct text_builder *text, uint32_t *seed, unsigned depth);

static void add_number(struct text_builder *text, uint32_t *seed)
{
	static const char *const numbers[] = {"0", "1", "2", "N", "N", "(N + 1)", "(1 / N)", "size([N])", "sum([N, 1])",
					      "smallest([N, 1])", "largest([0, N])", "size(distinct([N, 1]))", "(P ? N : 1)", "[1, N][0]",
					      "months_between(date('2025-04-01'), add_months(date('2025-04-01'), N))",
					      "days_between(date('2025-04-01'), add_days(date('2025-04-01'), N))", "size(string(N))",
					      "int(percent(N, 2))", "int(ratio(1, N))", "-N", "(N % 2)", "(N * 0)"};

	text_builder_add_string(text, numbers[next_random(seed) % COUNT_OF(numbers)]);
}

static void add_leaf(struct text_builder *text, uint32_t *seed)
{
	static const char *const comparisons[] = {" == ", " != ", " < ", " >= "};

	switch (next_random(seed) % 5) {
	case 0: text_builder_add_string(text, next_random(seed) % 2 ? "true" : "N in [0, 1]"); break;
	case 1: text_builder_add_string(text, "false"); break;
	case 2: text_builder_add_string(text, "P"); break;
	default:
		add_number(text, seed);
		text_builder_add_string(text, comparisons[next_random(seed) % COUNT_OF(comparisons)]);
		add_number(text, seed);
	}
}

static void add_macro(struct text_builder *text, uint32_t *seed, unsigned depth)
{
	static const char *const macros[] = {"[0, 1].all(k, k == N || ", "[0, 1, N].exists(k, k == 1 && ", "[0, 1].exists_one(k, k < N && ",
					     "[0, 1].filter(k, k != N) == [1] || ("};

	text_builder_add_string(text, macros[next_random(seed) % COUNT_OF(macros)]);
	add_condition(text, seed, depth - 1);
	text_builder_add_char(text, ')');
}

static void add_condition(struct text_builder *text, uint32_t *seed, unsigned depth)
{
	uint32_t choice = next_random(seed) % 6;

	if (depth == 0 || choice == 0) {
		add_leaf(text, seed);
		return;
	}
	if (choice == 5) {
		add_macro(text, seed, depth);
		return;
	}
	text_builder_add_string(text, choice == 1 ? "!(" : "(");
	add_condition(text, seed, depth - 1);
	if (choice > 1) {
		text_builder_add_string(text, choice == 2 ? " && " : choice == 3 ? " || " : " ? ");
		add_condition(text, seed, depth - 1);
	}
	if (choice == 4) {
		text_builder_add_string(text, " : ");
		add_condition(text, seed, depth - 1);
	}
	text_builder_add_char(text, ')');
}

static void values_never_contradict_a_definite_answer(void **state)
{
	unsigned number_slot = fixture.next_slot, condition_slot = number_slot + 1;
	size_t definite = 0, undecided = 0;
	uint32_t seed = 20250401;

	(void)state;
	fixture_name(&fixture, "N", type_simple(TYPE_INT), unknown_of(Plan_policy));
	fixture_name(&fixture, "P", type_simple(TYPE_BOOL), unknown_of(Plan_weekly));
	for (int i = 0; i < 9000; i++) {
		struct text_builder text;
		const struct expression *expression;
		struct cel_value answer;

		text_builder_init(&text, &fixture.program);
		add_condition(&text, &seed, 4);
		expression = fixture_compile(&fixture, text_builder_finish(&text).data);
		assert_non_null(expression);
		fixture.evaluation.steps = 0;
		evaluation_set_value(&fixture.evaluation, number_slot, unknown_of(Plan_policy));
		evaluation_set_value(&fixture.evaluation, condition_slot, unknown_of(Plan_weekly));
		answer = evaluate(&fixture.evaluation, expression);
		undecided += answer.kind != CEL_BOOL;
		if (answer.kind != CEL_BOOL)
			continue;
		definite++;
		for (int n = -1; n <= 3; n++)
			for (int p = 0; p <= 1; p++) {
				struct cel_value value;

				evaluation_set_value(&fixture.evaluation, number_slot, cel_int(n));
				evaluation_set_value(&fixture.evaluation, condition_slot, cel_bool(p));
				value = evaluate(&fixture.evaluation, expression);
				if (value.kind != CEL_BOOL || value.is.boolean != answer.is.boolean)
					fail_msg("%s is %s, and %s with N = %d, P = %d", text.data, outcome(answer), outcome(value), n, p);
			}
	}
	assert_true(definite > 500 && undecided > 500);
}

static void many_rows_make_one_gap(void **state)
{
	struct cel_origin origins[4];
	struct cel_value value;

	(void)state;
	value = fixture_evaluate(&fixture, "U || V || U || V || U");
	assert_int_equal(cel_origins_of(value, origins, 4), 2);
	assert_int_equal(cel_origins_of(value, NULL, 0), 2);
	value = fixture_evaluate(&fixture, "B + 1");
	assert_int_equal(cel_origins_of(value, origins, 4), 1);
	assert_int_equal(origins[0].field, Plan_policy);
	assert_int_equal(cel_origins_of(cel_int(1), origins, 4), 0);
}

static void verdicts_tell_the_rule_from_the_plan(void **state)
{
	(void)state;
	assert_int_equal(evaluation_verdict(&fixture.evaluation, fixture_evaluate(&fixture, "1 < 2")), VERDICT_TRUE);
	assert_int_equal(evaluation_verdict(&fixture.evaluation, fixture_evaluate(&fixture, "1 > 2")), VERDICT_FALSE);
	assert_int_equal(evaluation_verdict(&fixture.evaluation, fixture_evaluate(&fixture, "U")), VERDICT_UNKNOWN);
	assert_int_equal(evaluation_verdict(&fixture.evaluation, fixture_evaluate(&fixture, "B == 1")), VERDICT_NOT_JUDGED);
	assert_int_equal(evaluation_verdict(&fixture.evaluation, fixture_evaluate(&fixture, "B")), VERDICT_NOT_JUDGED);
	assert_int_equal(evaluation_verdict(&fixture.evaluation, fixture_evaluate(&fixture, "E")), VERDICT_NOT_JUDGED);
	assert_int_equal(evaluation_verdict(&fixture.evaluation, fixture_evaluate(&fixture, "1 / 0 == 1")), VERDICT_FAULT);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_table_of_the_rule_language_holds),
		cmocka_unit_test(functions_hand_unknowns_and_errors_on),
		cmocka_unit_test(functions_of_the_rule_set_hand_them_on_too),
		cmocka_unit_test(operators_hand_unknowns_and_errors_on),
		cmocka_unit_test(values_never_contradict_a_definite_answer),
		cmocka_unit_test(many_rows_make_one_gap),
		cmocka_unit_test(verdicts_tell_the_rule_from_the_plan),
	};
	return cmocka_run_group_tests_name("unknown", tests, set_up, tear_down);
}
