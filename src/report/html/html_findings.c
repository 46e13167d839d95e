/* What there is to say, one after another: the finding, what to do next, what it rests on, and its question with room to write. */
#include "findings/suppression.h"
#include "report/finding_voice.h"
#include "report/html/html_report.h"
#include "report/report_words.h"

enum { ANSWER_LINES = 3, LONG_MESSAGE = 900 }; /* bytes of a message that may be cut between two pages */

struct slice html_weight_name(enum finding_weight weight, const struct report_run *run)
{
	static const struct slice ja[] = {SLICE("要確認"), SLICE("話題になりやすい点"), SLICE("気づき"), SLICE("問いかけ")};
	static const struct slice en[] = {SLICE("error"), SLICE("warning"), SLICE("info"), SLICE("question")};
	bool words_of_formats = run->audience == REPORT_FOR_VENDOR;

	if (words_of_formats && weight == WEIGHT_QUESTION)
		return finding_kind_name(FINDING_REVIEW);
	return run->english || words_of_formats ? en[weight] : ja[weight];
}

struct slice html_said_title(const struct report_run *run)
{
	static const struct slice ja[REPORT_AUDIENCE_COUNT] = {[REPORT_FOR_MANAGER] = SLICE("お伝えしたいこと"),
								[REPORT_FOR_INSPECTOR] = SLICE("面談で確かめること"),
								[REPORT_FOR_VENDOR] = SLICE("見つかったこと")};

	return run->english ? SLICE_OF("Findings and questions") : ja[run->audience];
}

const char *html_weight_class(enum finding_weight weight)
{
	static const char *const classes[] = {"error", "warning", "info", "question"};

	return classes[weight];
}

static void add_detail(struct text_builder *text, struct slice label, const char *class, struct slice value)
{
	if (!value.length)
		return;
	text_builder_print(text, "<dt>%.*s</dt><dd class=\"%s\">", SLICE_PRINT(label), class);
	html_add_lines(text, value);
	text_builder_add_string(text, "</dd>");
}

/* All of them with their links, whoever reads: there is room. The day of a document is evidence. */
static void add_basis(struct text_builder *text, const struct finding *finding, const struct report_run *run)
{
	bool english = run->english, days = run->audience == REPORT_FOR_INSPECTOR;

	if (!finding->basis_count)
		return;
	text_builder_print(text, "<dt>%.*s</dt><dd class=\"basis\">", SLICE_PRINT(voice_label(VOICE_EVERY_BASIS, run)));
	for (size_t i = 0; i < finding->basis_count; i++) {
		const struct basis *basis = &finding->basis[i];

		text_builder_add_string(text, i ? "<br>" : "");
		html_add_link(text, basis->link, basis->title.length ? basis->title : basis->source);
		text_builder_add_char(text, ' ');
		html_add(text, basis->place);
		if (days && basis->date.length) {
			html_say(text, english, "（", " (");
			html_add(text, basis->date);
			html_say(text, english, "）", ")");
		}
		if (!basis->verified)
			html_say(text, english, "（原文との照合前）", " (not compared with the text yet)");
	}
	text_builder_add_string(text, "</dd>");
}

static void add_decision(struct text_builder *text, const struct suppression *by, bool english)
{
	html_say(text, english, "<p>そのままにすると決めたこと。理由：", "<p>Left as it is, because: ");
	html_add_lines(text, by->reason);
	if (by->by.length) {
		html_say(text, english, "　記入：", "; by ");
		html_add(text, by->by);
	}
	if (by->until.length) {
		html_say(text, english, "　期限：", "; until ");
		html_add(text, by->until);
	}
	text_builder_add_string(text, "</p>");
}

static void add_question(struct text_builder *text, struct slice question, const struct report_run *run)
{
	bool inspector = run->audience == REPORT_FOR_INSPECTOR;

	text_builder_add_string(text, "<p class=\"ask\">▷ ");
	html_add_lines(text, question);
	html_say(text, run->english, inspector ? "</p><div class=\"answer\"><span>お話・確かめた書類</span>" : "</p><div class=\"answer\"><span>お答え・メモ</span>",
		 inspector ? "</p><div class=\"answer\"><span>What was said and seen</span>" : "</p><div class=\"answer\"><span>Answer, notes</span>");
	for (int i = 0; i < ANSWER_LINES; i++)
		text_builder_add_string(text, "<i></i>");
	text_builder_add_string(text, "</div>");
}

/* Where it stands in the file, for who keeps the file. */
static void add_line(struct text_builder *text, const struct finding *finding, bool english)
{
	if (!finding->path.length)
		return;
	html_say(text, english, "<dt>ファイル</dt><dd class=\"line\">", "<dt>file</dt><dd class=\"line\">");
	html_add(text, finding->path);
	if (finding->start.line)
		text_builder_print(text, ":%u:%u", (unsigned)finding->start.line, (unsigned)finding->start.column);
	text_builder_add_string(text, "</dd>");
}

static void add_voice(struct report *report, struct text_builder *text, const struct finding *finding)
{
	size_t count;
	const enum voice_detail *details = voice_details(report->run.audience, &count);
	const struct report_run *run = &report->run;

	if (run->audience == REPORT_FOR_VENDOR)
		add_line(text, finding, run->english);
	for (size_t i = 0; i < count; i++) {
		if (details[i] == VOICE_ADDRESS) /* stands in the heading */
			continue;
		if (details[i] == VOICE_CHIEF_BASIS || details[i] == VOICE_EVERY_BASIS) {
			add_basis(text, finding, run);
			continue;
		}
		text_builder_clear(&report->detail);
		voice_add_detail(&report->detail, finding, details[i], 0, run);
		add_detail(text, voice_label(details[i], run), details[i] == VOICE_FIX ? "fix" : "line", text_builder_slice(&report->detail));
	}
	if (run->audience == REPORT_FOR_INSPECTOR) {
		add_line(text, finding, run->english);
		add_detail(text, run->english ? SLICE_OF("a next step") : SLICE_OF("次の一歩の例"), "fix", finding->fix);
	}
}

static void add_body(struct report *report, struct text_builder *text, const struct finding *finding)
{
	bool english = report->run.english;

	text_builder_add_string(text, "<p>");
	html_add_lines(text, finding->message);
	text_builder_add_string(text, "</p>");
	if (finding->suppressed_by) {
		add_decision(text, finding->suppressed_by, english);
		return;
	}
	text_builder_add_string(text, "<dl>");
	add_voice(report, text, finding);
	text_builder_add_string(text, "</dl>");
	if (finding->question.length && voice_asks(report->run.audience))
		add_question(text, finding->question, &report->run);
}

static void add_heading(struct text_builder *text, const struct finding *finding, const struct report_run *run)
{
	bool english = run->english;

	/* A question's own title says what it is about; what it rests on decides how a finding is called. */
	html_add(text, voice_weight(finding, run));
	text_builder_add_string(text, english ? ": " : "：");
	html_add(text, finding->title);
	text_builder_add_string(text, " <span class=\"where\">");
	html_say(text, english, "［", "[");
	html_add(text, finding->rule);
	html_say(text, english, "］ ", "] ");
	html_add(text, finding->address);
	text_builder_add_string(text, "</span>");
}

static bool is_placed(const struct form_view *view, uint32_t number)
{
	for (size_t i = 0; i < view->finding_count; i++)
		if (view->findings[i] == number)
			return false;
	return true;
}

static void add_said(const struct html_plan *plan, uint32_t index)
{
	const struct finding *finding = plan->plan->findings->items[index];
	struct text_builder *text = plan->text;
	const char *class = html_weight_class(finding_weight(finding));
	unsigned number = plan->state->numbers[index];
	bool linked = plan->plan->forms && is_placed(plan->plan->forms, index);

	text_builder_print(text, "<li id=\"p%zu-%u\" class=\"%s%s%s\"><p class=\"head\"><span class=\"mark %s\">%u</span> ", plan->number, number,
			   class, finding->suppressed_by ? " decided" : "", finding->message.length > LONG_MESSAGE ? " long" : "", class, number);
	add_heading(text, finding, &plan->report->run);
	text_builder_add_string(text, "</p>");
	add_body(plan->report, text, finding);
	if (linked)
		text_builder_print(text, "<p class=\"back small\"><a href=\"#c%zu-%u\">%s</a></p>", plan->number, number,
				   plan->english ? "to its cell" : "様式の欄へ");
	text_builder_add_string(text, "</li>\n");
}

void html_add_said(const struct html_plan *plan)
{
	const struct finding_list *findings = plan->plan->findings;
	bool any = false;

	for (size_t i = 0; i < findings->count; i++) {
		if (!plan->state->numbers[i])
			continue;
		text_builder_add_string(plan->text, any ? "" : "<ol class=\"said\">\n");
		any = true;
		add_said(plan, (uint32_t)i);
	}
	text_builder_add_string(plan->text, any ? "</ol>\n" : "");
}

void html_begin_finding(struct report *report, struct text_builder *text, const struct finding *finding)
{
	text_builder_print(text, "<li class=\"%s\"><p class=\"head\">", html_weight_class(finding_weight(finding)));
	add_heading(text, finding, &report->run);
	text_builder_add_string(text, "</p>");
	add_body(report, text, finding);
}

void html_add_file_findings(struct report *report, const struct report_file *file)
{
	struct html_state *state = report->state;
	struct text_builder *text = &state->beside;

	text_builder_add_string(text, "<ul class=\"said\">\n");
	for (size_t i = 0; i < file->findings->count; i++) {
		const struct finding *finding = file->findings->items[i];

		html_begin_finding(report, text, finding);
		text_builder_add_string(text, "</li>\n");
		report_totals_add_grounds(&state->totals, finding);
	}
	text_builder_add_string(text, "</ul>\n");
}
