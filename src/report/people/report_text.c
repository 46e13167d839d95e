/*
 * The report for people: findings grouped by plan, each with its line and a mark under it, then what could not be checked.
 *
 * Words are those of the care manager's voice: no blame, and what was not in the material is said to be unchecked.
 */
#include "findings/suppression.h"
#include "report/finding_voice.h"
#include "report/people/text_parts.h"
#include "report/report_words.h"
#include "text/unicode/fold.h"
#include "text/unicode/utf8.h"

enum {
	EXCERPT_MARGIN = 10 /* columns of the line number before it */
};

void text_begin_tone(struct report *report, enum tone tone)
{
	static const char *const codes[] = {
		[TONE_ERROR] = "\033[1;31m",  [TONE_WARNING] = "\033[1;33m", [TONE_INFO] = "\033[1;36m",
		[TONE_QUESTION] = "\033[1;35m", [TONE_STRONG] = "\033[1m",	 [TONE_FAINT] = "\033[2m",
	};

	if (report->run.color)
		text_builder_add_string(&report->text, codes[tone]);
}

void text_end_tone(struct report *report)
{
	if (report->run.color)
		text_builder_add_string(&report->text, "\033[0m");
}

/* The word of the run's language. */
struct slice text_word(const struct report *report, const char *ja, const char *en)
{
	return slice_from_string(report->run.english ? en : ja);
}

void text_add_in_tone(struct report *report, enum tone tone, struct slice text)
{
	text_begin_tone(report, tone);
	utf8_add_safely(&report->text, text);
	text_end_tone(report);
}

void text_fold(struct report *report, size_t from, unsigned hang)
{
	struct text_builder *text = &report->text, *folded = &report->line;

	if (!report->run.width)
		return;
	text_builder_clear(folded);
	fold_lines(folded, slice_part(text_builder_slice(text), from, text->length), report->run.width, hang);
	text->length = from;
	text_builder_add(text, text_builder_slice(folded));
}

static void add_label(struct report *report, const struct finding *finding)
{
	static const enum tone tones[SEVERITY_COUNT] = {
		[SEVERITY_ERROR] = TONE_ERROR, [SEVERITY_WARNING] = TONE_WARNING, [SEVERITY_INFO] = TONE_INFO};

	text_begin_tone(report, finding->kind == FINDING_REVIEW ? TONE_QUESTION : tones[finding->severity]);
	text_builder_add(&report->text, voice_weight(finding, &report->run));
	text_builder_add_char(&report->text, '[');
	text_builder_add(&report->text, finding->rule);
	text_builder_add_char(&report->text, ']');
	text_end_tone(report);
}

/* Right-aligned in the seven characters before an excerpt. */
static void add_line_number(struct text_builder *text, uint32_t line)
{
	for (uint32_t first = 1000000; first > line && first > 1; first /= 10)
		text_builder_add_char(text, ' ');
	text_builder_add_int(text, line);
}

static void add_excerpt(struct report *report, const struct finding *finding)
{
	struct text_builder *text = &report->text;

	struct slice excerpt = finding->excerpt; /* sealed: already safe */
	uint32_t caret = finding->caret;

	if (excerpt.length == 0)
		return;
	/* What a narrow terminal would fold is moved to the left, as far as nothing but blanks goes. */
	while (report->run.width && caret && excerpt.data[0] == ' ' && utf8_width(excerpt) + EXCERPT_MARGIN > report->run.width) {
		excerpt = slice_part(excerpt, 1, excerpt.length);
		caret--;
	}
	text_begin_tone(report, TONE_FAINT);
	add_line_number(text, finding->start.line);
	text_builder_add(text, SLICE_OF(" | "));
	text_end_tone(report);
	text_builder_add(text, excerpt);
	text_builder_add(text, SLICE_OF("\n        | "));
	text_builder_add_times(text, ' ', caret);
	text_begin_tone(report, TONE_STRONG);
	text_builder_add_times(text, '^', finding->caret_width ? finding->caret_width : 1);
	text_end_tone(report);
	text_builder_add_char(text, '\n');
}

void text_add_detail(struct report *report, struct slice label, struct slice value)
{
	size_t from = report->text.length;

	if (value.length == 0)
		return;
	text_builder_add(&report->text, SLICE_OF("    "));
	text_add_in_tone(report, TONE_FAINT, label);
	text_builder_add(&report->text, SLICE_OF("  "));
	utf8_add_safely(&report->text, value);
	text_builder_add_char(&report->text, '\n');
	text_fold(report, from, (unsigned)utf8_width(label) + 6);
}

static void add_question(struct report *report, const struct finding *finding)
{
	struct text_builder *text = &report->text;
	size_t from = text->length;

	if (finding->question.length == 0)
		return;
	text_builder_add(text, SLICE_OF("    "));
	text_begin_tone(report, TONE_QUESTION);
	text_builder_add(text, text_word(report, "▷ ", "> "));
	utf8_add_safely(text, finding->question);
	text_end_tone(report);
	text_builder_add_char(text, '\n');
	text_fold(report, from, 6);
}

static void add_position(struct text_builder *text, const struct position *position)
{
	text_builder_add_char(text, ':');
	text_builder_add_int(text, position->line);
	text_builder_add_char(text, ':');
	text_builder_add_int(text, position->column);
}

static void add_finding(struct report *report, const struct finding *finding)
{
	struct text_builder *text = &report->text;
	size_t from = text->length;

	if (finding->path.length) {
		add_path_first(text, finding->path);
		if (finding->start.line)
			add_position(text, &finding->start);
		text_builder_add(text, SLICE_OF(": "));
	}
	add_label(report, finding);
	text_builder_add(text, SLICE_OF(": "));
	utf8_add_safely(text, finding->message);
	text_builder_add_char(text, '\n');
	text_fold(report, from, 2);
	add_excerpt(report, finding);
	voice_tell(report, finding, text_add_detail);
	if (voice_asks(report->run.audience))
		add_question(report, finding);
	text_builder_add_char(text, '\n');
}

/* One line: what was left as it is, by whose decision and why. */
static void add_suppressed(struct report *report, const struct finding *finding)
{
	struct text_builder *text = &report->text;
	const struct suppression *by = finding->suppressed_by;
	size_t from = text->length;

	text_builder_add(text, text_word(report, "そのままにすると決めたこと", "left as it is"));
	text_builder_print(text, "[%.*s]: ", SLICE_PRINT(finding->rule));
	utf8_add_safely(text, finding->address.length ? finding->address : finding->title);
	text_builder_add(text, text_word(report, "（理由：", " (reason: "));
	utf8_add_safely(text, by->reason);
	if (by->by.length) {
		text_builder_add(text, text_word(report, "、記入：", ", by "));
		utf8_add_safely(text, by->by);
	}
	if (by->until.length) {
		text_builder_add(text, text_word(report, "、期限：", ", until "));
		utf8_add_safely(text, by->until);
	}
	text_builder_add(text, text_word(report, "）\n\n", ")\n\n"));
	text_fold(report, from, 2);
}

void text_add_finding(struct report *report, const struct finding *finding)
{
	if (finding->suppressed_by)
		add_suppressed(report, finding);
	else
		add_finding(report, finding);
}

/* What could not be checked is one line a missing form, and what was known before is counted. */
bool text_is_shown(const struct finding *finding)
{
	return finding->kind != FINDING_OPEN && !finding->known;
}

/* How many were shown. */
static size_t add_findings(struct report *report, const struct finding_list *findings)
{
	size_t shown = 0;

	for (size_t i = 0; i < findings->count; i++) {
		if (!text_is_shown(findings->items[i]))
			continue;
		text_add_finding(report, findings->items[i]);
		shown++;
	}
	return shown;
}

/* ---- in the order of a policy ---- */

static bool holds(const struct report_item *item, const struct finding *finding)
{
	for (size_t i = 0; i < item->finding_count; i++)
		if (item->findings[i] == finding)
			return true;
	return false;
}

/* Does one of the first `count` items hold it? A finding is shown once, under the first item it belongs to. */
static bool is_shown_before(const struct report_plan *plan, size_t count, const struct finding *finding)
{
	for (size_t i = 0; i < count; i++)
		if (holds(&plan->items[i], finding))
			return true;
	return false;
}

static void add_item_title(struct report *report, const struct report_item *item)
{
	size_t from = report->text.length;

	text_add_in_tone(report, TONE_STRONG, item->label);
	text_builder_add(&report->text, text_word(report, " 「", " \""));
	utf8_add_safely(&report->text, item->text);
	text_builder_add(&report->text, text_word(report, "」\n\n", "\"\n\n"));
	text_fold(report, from, 2);
}

static void add_item(struct report *report, const struct report_plan *plan, size_t number)
{
	const struct report_item *item = &plan->items[number];
	bool begun = false;

	for (size_t i = 0; i < item->finding_count; i++) {
		if (!text_is_shown(item->findings[i]) || is_shown_before(plan, number, item->findings[i]))
			continue;
		if (!begun)
			add_item_title(report, item);
		begun = true;
		text_add_finding(report, item->findings[i]);
	}
}

static void add_beside_items(struct report *report, const struct report_plan *plan)
{
	bool begun = false;

	for (size_t i = 0; i < plan->findings->count; i++) {
		const struct finding *finding = plan->findings->items[i];

		if (!text_is_shown(finding) || is_shown_before(plan, plan->item_count, finding))
			continue;
		if (!begun) {
			text_add_in_tone(report, TONE_STRONG, text_word(report, "どの項目にも結び付かないもの", "Beside the items"));
			text_builder_add(&report->text, SLICE_OF("\n\n"));
		}
		begun = true;
		text_add_finding(report, finding);
	}
}

/* "□1、□3": the labels of the items that came to this. */
static void add_items_of(struct report *report, const struct report_plan *plan, const char *outcomes, const char *ja, const char *en)
{
	struct text_builder *text = &report->text;
	size_t count = 0;

	for (size_t i = 0; i < plan->item_count; i++) {
		struct slice words = slice_from_string(outcomes), outcome;
		bool fits = false;

		while (slice_next(&words, '|', &outcome))
			fits |= slice_equal(outcome, plan->items[i].outcome);
		if (!fits)
			continue;
		text_builder_add(text, count ? text_word(report, "、", ", ") : text_word(report, ja, en));
		utf8_add_safely(text, plan->items[i].label);
		count++;
	}
	if (count)
		text_builder_print(text, report->run.english ? " (%zu)\n" : "（%zu）\n", count);
}

static void add_item_counts(struct report *report, const struct report_plan *plan)
{
	size_t from = report->text.length;

	text_begin_tone(report, TONE_STRONG);
	utf8_add_safely(&report->text, plan->policy_title);
	text_end_tone(report);
	text_builder_add_char(&report->text, '\n');
	add_items_of(report, plan, "finding", "  お伝えしたいことのある項目：", "  found something: ");
	add_items_of(report, plan, "open|notJudged", "  資料がなく確認しきれない項目：", "  could not be checked: ");
	add_items_of(report, plan, "pass", "  確かめた範囲で、お伝えしたいことのない項目：", "  nothing found in what was checked: ");
	add_items_of(report, plan, "notApplicable", "  この計画では対象外の項目：", "  not applicable: ");
	add_items_of(report, plan, "question", "  問いかけだけの項目：", "  questions only: ");
	text_fold(report, from, 4);
	text_builder_add_char(&report->text, '\n');
}

static void text_begin(struct report *report)
{
	if (report->run.statistics)
		text_statistics_begin(report);
}

static void text_file(struct report *report, const struct report_file *file)
{
	add_findings(report, file->findings);
}

static void add_plan_title(struct report *report, const struct report_plan *plan)
{
	struct text_builder *text = &report->text;
	size_t from = text->length;

	text_begin_tone(report, TONE_STRONG);
	text_builder_add(text, text_word(report, "■ ", "== "));
	utf8_add_safely(text, plan->path);
	text_builder_add(text, text_word(report, "（", " ("));
	text_builder_add(text, text_word(report, "", "plan "));
	text_builder_add_int(text, plan->ordinal);
	text_builder_add(text, text_word(report, "件目、", ", "));
	utf8_add_safely(text, plan->kind_name);
	text_builder_add(text, text_word(report, "、計画作成日 ", ", plan date "));
	utf8_add_safely(text, plan->plan_date.length ? plan->plan_date : text_word(report, "空欄", "blank"));
	text_builder_add(text, text_word(report, "）", ")"));
	text_end_tone(report);
	text_builder_add(text, SLICE_OF("\n\n"));
	text_fold(report, from, 3);
}

void text_add_counts(struct report *report, const struct coverage_counts *counts)
{
	static const struct slice words[2][7] = {
		{SLICE("点検の項目 "), SLICE("：適合 "), SLICE("、お伝えしたいこと "), SLICE("、対象外 "), SLICE("、判定を見送り "),
		 SLICE("、確認できない "), SLICE("\n")},
		{SLICE(""), SLICE(" rules: "), SLICE(" passed, "), SLICE(" found something, "), SLICE(" not applicable, "),
		 SLICE(" not judged, "), SLICE(" could not be checked\n")},
	};
	const size_t numbers[] = {counts->rules, counts->passed, counts->found, counts->not_applicable, counts->not_judged, counts->open};

	for (size_t i = 0; i < COUNT_OF(numbers); i++) {
		text_builder_add(&report->text, words[report->run.english][i]);
		text_builder_add_int(&report->text, (int64_t)numbers[i]);
	}
	text_builder_add(&report->text, words[report->run.english][COUNT_OF(numbers)]);
}

static void add_missing(struct report *report, const struct report_plan *plan)
{
	struct text_builder *text = &report->text;
	size_t from = text->length;

	if (plan->missing_count == 0)
		return;
	text_builder_add(text, text_word(report, "資料にないため確認していないこと（「問題なし」ではありません）\n",
				    "Not in the material, so not checked (this does not mean that all is well)\n"));
	for (size_t i = 0; i < plan->missing_count; i++) {
		const struct missing_form *missing = &plan->missing[i];

		text_builder_add(text, text_word(report, "  ・", "  - "));
		utf8_add_safely(text, missing->name);
		text_builder_add(text, text_word(report, "： ", ": "));
		for (size_t k = 0; k < missing->rule_count; k++) {
			text_builder_add_string(text, k ? ", " : "");
			text_builder_add(text, missing->rules[k]);
		}
		text_builder_add_char(text, '\n');
	}
	text_fold(report, from, 4);
}

static size_t count_known(const struct finding_list *findings)
{
	size_t known = 0;

	for (size_t i = 0; i < findings->count; i++)
		known += findings->items[i]->known;
	return known;
}

/* Where no rule was run (--select format), silence must not read as praise; nor where all was known before. */
static void add_nothing(struct report *report, const struct report_plan *plan)
{
	if (count_known(plan->findings))
		text_builder_add(&report->text, text_word(report, "新しくお伝えしたいことはありません。\n\n", "Nothing new to point out.\n\n"));
	else if (plan->coverage.rules)
		text_builder_add(&report->text, text_word(report, "お伝えしたいことは見つかりませんでした。\n\n", "Nothing to point out.\n\n"));
	else
		text_builder_add(&report->text, text_word(report, "計画の項目は選ばれていないため、確かめていません（「問題なし」ではありません）。\n\n",
						     "No rule about single plans was selected: the plan was not checked, which does not mean that all is well.\n\n"));
}

/* What is there and not shown. */
static void add_left_out(struct report *report, const struct report_plan *plan)
{
	size_t known = count_known(plan->findings), from = report->text.length;

	if (plan->findings->suppressed_by_limit)
		text_builder_print(&report->text, report->run.english ? "%zu more findings are not shown.\n" : "ほかに%zu件あります（表示の上限を超えました）。\n",
				   plan->findings->suppressed_by_limit);
	if (known)
		text_builder_print(&report->text, report->run.english ? "%zu more were known before (--baseline).\n" : "ほかに、前から分かっているものが%zu件あります（--baseline の記録にあります）。\n",
				   known);
	if (plan->questions_left_out)
		text_builder_print(&report->text,
				   report->run.english ? "%zu more questions are not shown (--questions all shows every one).\n"
						       : "ほかに問いかけが%zu件あります（--questions all ですべて表示します）。\n",
				   plan->questions_left_out);
	text_fold(report, from, 2);
}

static void text_plan(struct report *report, const struct report_plan *plan)
{
	if (report->run.statistics)
		text_statistics_plan(report, plan);
	add_plan_title(report, plan);
	for (size_t i = 0; i < plan->item_count; i++)
		add_item(report, plan, i);
	if (plan->policy.length)
		add_beside_items(report, plan);
	else if (add_findings(report, plan->findings) == 0)
		add_nothing(report, plan);
	add_left_out(report, plan);
	if (report->run.quiet)
		return;
	if (plan->policy.length)
		add_item_counts(report, plan);
	add_missing(report, plan);
	size_t from = report->text.length;

	text_add_counts(report, &plan->coverage);
	text_fold(report, from, 2);
	text_builder_add_char(&report->text, '\n');
}

static void text_end(struct report *report, const struct report_summary *summary)
{
	if (!report->run.quiet)
		text_summary(report, summary);
	if (report->run.statistics)
		text_statistics_end(report);
	if (report->ranking)
		text_ranking(report);
}

const struct report_format report_format_text = {
	.name = SLICE("text"),
	.ranks = true,
	.begin = text_begin,
	.file = text_file,
	.plan = text_plan,
	.batch = text_batch,
	.end = text_end,
};
