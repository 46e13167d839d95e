/*
 * JUnit's XML as Jenkins and GitLab read it: a suite is a plan (or a file with something to say), a case a rule.
 *
 * A case fails when one of its findings can change the exit status (--fail-on); what weighs less, questions and what was left as it is
 * stand in system-out. A rule that could not be checked is skipped and names what is missing; one that does not apply is no case.
 * At most LIMIT_JUNIT_FINDINGS findings are told in full; each suite says so, and how many of its own were cut.
 */
#include "base/limits.h"
#include "base/name_table.h"
#include "findings/coverage.h"
#include "findings/suppression.h"
#include "report/finding_voice.h"
#include "report/report_format.h"
#include "report/report_words.h"
#include "text/unicode/utf8.h"

/* Cases are numbered: rules of the run, then what tenken itself says, then anything else. */
struct junit_state {
	struct name_table numbers; /* of ids */
	size_t case_count;
	const struct finding ***of_case; /* by number: the findings of the suite at hand, in their order */
	size_t *finding_count, *finding_room;
	struct text_builder cases; /* of the suite at hand */
	size_t tests, failures, errors, skipped, cut;
	size_t told; /* findings in the whole report */
};

static void add_escaped(struct report *report, struct text_builder *to, struct slice value)
{
	struct text_builder *safe = &report->line;

	text_builder_clear(safe);
	utf8_add_safely(safe, value);
	for (size_t i = 0; i < safe->length; i++)
		switch (safe->data[i]) {
		case '&':
			text_builder_add(to, SLICE_OF("&amp;"));
			break;
		case '<':
			text_builder_add(to, SLICE_OF("&lt;"));
			break;
		case '>':
			text_builder_add(to, SLICE_OF("&gt;"));
			break;
		case '"':
			text_builder_add(to, SLICE_OF("&quot;"));
			break;
		default:
			text_builder_add_char(to, safe->data[i]);
		}
}

static void add_attribute(struct report *report, struct text_builder *to, const char *name, struct slice value)
{
	text_builder_print(to, " %s=\"", name);
	add_escaped(report, to, value);
	text_builder_add_char(to, '"');
}

/* ---- one finding ---- */

static void add_detail(struct report *report, struct slice label, struct slice value)
{
	struct junit_state *state = report->state;

	if (!value.length)
		return;
	text_builder_print(&state->cases, "  %.*s ", SLICE_PRINT(label));
	add_escaped(report, &state->cases, value);
	text_builder_add_char(&state->cases, '\n');
}

static void tell_finding(struct report *report, const struct finding *finding)
{
	struct junit_state *state = report->state;
	struct text_builder *text = &state->cases;
	bool english = report->run.english;

	if (state->told >= LIMIT_JUNIT_FINDINGS) {
		state->cut++;
		return;
	}
	state->told++;
	add_escaped(report, text, finding->path);
	if (finding->start.line)
		text_builder_print(text, ":%u:%u", (unsigned)finding->start.line, (unsigned)finding->start.column);
	text_builder_add(text, SLICE_OF(": "));
	text_builder_add(text, voice_weight(finding, &report->run));
	text_builder_add(text, SLICE_OF(": "));
	add_escaped(report, text, finding->message);
	text_builder_add_char(text, '\n');
	voice_tell(report, finding, add_detail);
	if (voice_asks(report->run.audience))
		add_detail(report, english ? SLICE_OF(">") : SLICE_OF("▷"), finding->question);
	if (finding->suppressed_by)
		add_detail(report, english ? SLICE_OF("left as it is because") : SLICE_OF("そのままにする理由"), finding->suppressed_by->reason);
	if (finding->known)
		add_detail(report, english ? SLICE_OF("known before:") : SLICE_OF("前から分かっていること："),
			   english ? SLICE_OF("in the baseline") : SLICE_OF("--baseline の記録にあります"));
}

/* ---- one case ---- */

enum part {
	PART_ERROR,   /* a file or document was lost */
	PART_FAILURE,
	PART_OUTPUT
};

static enum part part_of(const struct finding *finding, const struct report_run *run)
{
	if (finding->lost)
		return PART_ERROR;
	return finding_fails(finding, run) ? PART_FAILURE : PART_OUTPUT;
}

/* The findings of a case that belong into one element; false when there is none. */
static bool add_part(struct report *report, size_t number, enum part part)
{
	static const char *const names[] = {[PART_ERROR] = "error", [PART_FAILURE] = "failure", [PART_OUTPUT] = "system-out"};
	struct junit_state *state = report->state;
	bool begun = false;

	for (size_t i = 0; i < state->finding_count[number]; i++) {
		const struct finding *finding = state->of_case[number][i];

		if (part_of(finding, &report->run) != part)
			continue;
		if (!begun) {
			text_builder_print(&state->cases, "<%s", names[part]);
			if (part != PART_OUTPUT) {
				add_attribute(report, &state->cases, "type", severity_name(finding->severity));
				add_attribute(report, &state->cases, "message", finding->message);
			}
			text_builder_add_char(&state->cases, '>');
			begun = true;
		}
		tell_finding(report, finding);
	}
	if (begun)
		text_builder_print(&state->cases, "</%s>", names[part]);
	return begun;
}

/* What is missing, a word each, or why the rule was not judged. */
static void add_skipped(struct report *report, size_t number, enum outcome outcome)
{
	struct junit_state *state = report->state;
	struct text_builder *text = &state->cases;
	bool english = report->run.english;

	text_builder_add(text, SLICE_OF("<skipped>"));
	if (outcome == OUTCOME_NOT_JUDGED) {
		text_builder_add(text, english ? SLICE_OF("not judged: a value it needs is blank or cannot be read, which another case says")
					       : SLICE_OF("判定を見送り：必要な欄が空欄か読み取れません（別の項目でお伝えしています）"));
	} else {
		text_builder_add(text, english ? SLICE_OF("not in the material, so not checked: ") : SLICE_OF("資料にないため確認していません："));
		for (size_t i = 0; i < state->finding_count[number]; i++) {
			if (i)
				text_builder_add(text, english ? SLICE_OF(", ") : SLICE_OF("、"));
			add_escaped(report, text, state->of_case[number][i]->missing);
		}
	}
	text_builder_add(text, SLICE_OF("</skipped>"));
	state->skipped++;
}

static void begin_case(struct report *report, struct slice category, struct slice id, struct slice title)
{
	struct junit_state *state = report->state;

	text_builder_add(&state->cases, SLICE_OF("<testcase"));
	add_attribute(report, &state->cases, "classname", category);
	text_builder_add(&state->cases, SLICE_OF(" name=\""));
	add_escaped(report, &state->cases, id);
	text_builder_add_char(&state->cases, ' ');
	add_escaped(report, &state->cases, title);
	text_builder_add(&state->cases, SLICE_OF("\">"));
	state->tests++;
}

static void add_case(struct report *report, const struct report_rule *rule, size_t number, enum outcome outcome)
{
	struct junit_state *state = report->state;

	begin_case(report, rule->category, rule->id, rule->title);
	if (outcome == OUTCOME_OPEN || outcome == OUTCOME_NOT_JUDGED) {
		add_skipped(report, number, outcome);
	} else if (outcome == OUTCOME_FAULT) {
		text_builder_add_string(&state->cases, report->run.english ? "<error type=\"rule\" message=\"the rule failed while running\"/>"
									   : "<error type=\"rule\" message=\"この項目は評価できませんでした\"/>");
		state->errors++;
	} else {
		state->errors += add_part(report, number, PART_ERROR);
		state->failures += add_part(report, number, PART_FAILURE);
		add_part(report, number, PART_OUTPUT);
	}
	text_builder_add(&state->cases, SLICE_OF("</testcase>\n"));
}

/* ---- one suite ---- */

static void sort_into_cases(struct report *report, const struct finding_list *findings)
{
	struct junit_state *state = report->state;

	for (size_t i = 0; i < state->case_count; i++)
		state->finding_count[i] = 0;
	for (size_t i = 0; i < findings->count; i++) {
		uint32_t number = name_table_find(&state->numbers, findings->items[i]->rule);

		if (number == NAME_NOT_FOUND)
			number = (uint32_t)state->case_count - 1;
		state->of_case[number] = arena_with_room(report->text.arena, state->of_case[number], state->finding_count[number],
							 &state->finding_room[number], sizeof **state->of_case);
		state->of_case[number][state->finding_count[number]++] = findings->items[i];
	}
	text_builder_clear(&state->cases);
	state->tests = state->failures = state->errors = state->skipped = state->cut = 0;
}

/* What is said without a rule of the set: by the readers, or about a rule at fault. */
static void add_other_cases(struct report *report)
{
	struct junit_state *state = report->state;

	for (size_t i = report->run.rules; i < state->case_count; i++) {
		if (!state->finding_count[i])
			continue;
		const struct finding *first = state->of_case[i][0];
		struct report_rule rule = {.id = first->rule, .category = first->category, .title = first->title};

		add_case(report, &rule, i, OUTCOME_FINDING);
	}
}

static void add_property(struct report *report, const char *name, size_t number)
{
	text_builder_print(&report->text, "<property name=\"%s\" value=\"%zu\"/>", name, number);
}

static void add_suite(struct report *report, struct slice name, struct slice path)
{
	struct junit_state *state = report->state;
	struct text_builder *text = &report->text;

	text_builder_add(text, SLICE_OF("<testsuite"));
	add_attribute(report, text, "name", name);
	add_attribute(report, text, "package", path);
	text_builder_print(text, " tests=\"%zu\" failures=\"%zu\" errors=\"%zu\" skipped=\"%zu\">\n<properties>", state->tests, state->failures,
			   state->errors, state->skipped);
	add_property(report, "findings.limit", LIMIT_JUNIT_FINDINGS);
	add_property(report, "findings.cut", state->cut);
	text_builder_add(text, SLICE_OF("</properties>\n"));
	text_builder_add(text, text_builder_slice(&state->cases));
	text_builder_add(text, SLICE_OF("</testsuite>\n"));
}

static void junit_begin(struct report *report)
{
	struct arena *arena = report->text.arena;
	struct junit_state *state = arena_new(arena, struct junit_state);
	uint32_t number = 0;

	name_table_init(&state->numbers, arena);
	for (size_t i = 0; i < report->run.rules; i++)
		name_table_add(&state->numbers, report->run.all_rules[i].id, number++);
	for (size_t i = 0; i < BUILTIN_COUNT; i++)
		name_table_add(&state->numbers, builtin_info((enum builtin_finding)i)->id, number++);
	state->case_count = (size_t)number + 1;
	state->of_case = arena_array(arena, const struct finding **, state->case_count);
	state->finding_count = arena_array(arena, size_t, state->case_count);
	state->finding_room = arena_array(arena, size_t, state->case_count);
	text_builder_init(&state->cases, arena);
	report->state = state;
	text_builder_add(&report->text, SLICE_OF("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"tenken\">\n"));
}

static void junit_file(struct report *report, const struct report_file *file)
{
	if (file->findings->count == 0)
		return;
	sort_into_cases(report, file->findings);
	add_other_cases(report);
	add_suite(report, file->path, file->path);
}

static void junit_plan(struct report *report, const struct report_plan *plan)
{
	sort_into_cases(report, plan->findings);
	add_other_cases(report);
	for (size_t i = 0; i < report->run.rules; i++)
		if (plan->outcomes[i] != OUTCOME_OFF && plan->outcomes[i] != OUTCOME_NOT_APPLICABLE)
			add_case(report, &report->run.all_rules[i], i, plan->outcomes[i]);
	add_suite(report, plan->key, plan->path);
}

static void junit_batch(struct report *report, const struct report_batch *batch)
{
	sort_into_cases(report, batch->findings);
	add_other_cases(report);
	for (size_t i = 0; i < report->run.rules; i++)
		if (batch->outcomes[i] != OUTCOME_OFF && batch->outcomes[i] != OUTCOME_NOT_APPLICABLE)
			add_case(report, &report->run.all_rules[i], i, (enum outcome)batch->outcomes[i]);
	add_suite(report, report->run.english ? SLICE_OF("all plans together") : SLICE_OF("事業所・全体"), slice_of("", 0));
}

static void junit_end(struct report *report, const struct report_summary *summary)
{
	(void)summary;
	text_builder_add(&report->text, SLICE_OF("</testsuites>\n"));
}

const struct report_format report_format_junit = {
	.name = SLICE("junit"),
	.wants_rules = true,
	.begin = junit_begin,
	.file = junit_file,
	.plan = junit_plan,
	.batch = junit_batch,
	.end = junit_end,
};
