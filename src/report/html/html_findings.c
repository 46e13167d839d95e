/* What there is to say, one after another: the finding, what to do next, what it rests on, and its question with room to write. */
#include "findings/suppression.h"
#include "report/html/html_report.h"
#include "report/report_words.h"

enum { ANSWER_LINES = 3, LONG_MESSAGE = 900 }; /* bytes of a message that may be cut between two pages */

struct slice html_weight_name(enum finding_weight weight, bool english)
{
	static const struct slice ja[] = {SLICE("要確認"), SLICE("話題になりやすい点"), SLICE("気づき"), SLICE("問いかけ")};
	static const struct slice en[] = {SLICE("error"), SLICE("warning"), SLICE("info"), SLICE("question")};

	return english ? en[weight] : ja[weight];
}

const char *html_weight_class(enum finding_weight weight)
{
	static const char *const classes[] = {"error", "warning", "info", "question"};

	return classes[weight];
}

static void add_detail(struct text_builder *text, const char *label, struct slice value)
{
	if (!value.length)
		return;
	text_builder_print(text, "<dt>%s</dt><dd>", label);
	html_add_lines(text, value);
	text_builder_add_string(text, "</dd>");
}

static void add_basis(struct text_builder *text, const struct finding *finding, bool english)
{
	if (!finding->basis_count)
		return;
	html_say(text, english, "<dt>根拠</dt><dd class=\"basis\">", "<dt>basis</dt><dd class=\"basis\">");
	for (size_t i = 0; i < finding->basis_count; i++) {
		const struct basis *basis = &finding->basis[i];

		text_builder_add_string(text, i ? "<br>" : "");
		html_add_link(text, basis->link, basis->title.length ? basis->title : basis->source);
		text_builder_add_char(text, ' ');
		html_add(text, basis->place);
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

static void add_question(struct text_builder *text, struct slice question, bool english)
{
	text_builder_add_string(text, "<p class=\"ask\">▷ ");
	html_add_lines(text, question);
	html_say(text, english, "</p><div class=\"answer\"><span>お答え・メモ</span>", "</p><div class=\"answer\"><span>Answer, notes</span>");
	for (int i = 0; i < ANSWER_LINES; i++)
		text_builder_add_string(text, "<i></i>");
	text_builder_add_string(text, "</div>");
}

/* Where it stands in the file, for who keeps the file. */
static void add_line(struct text_builder *text, const struct finding *finding, bool english)
{
	if (!finding->start.line)
		return;
	html_say(text, english, "<dt>ファイルの行</dt><dd class=\"line\">", "<dt>line of the file</dt><dd class=\"line\">");
	html_add(text, finding->path);
	text_builder_print(text, ":%u</dd>", (unsigned)finding->start.line);
}

/* Which wording of the rule judged, and the date that chose it. */
static void add_revision(struct text_builder *text, const struct finding *finding, bool english)
{
	if (!finding->revision.length)
		return;
	html_say(text, english, "<dt>項目の版</dt><dd class=\"line\">", "<dt>revision</dt><dd class=\"line\">");
	html_add(text, finding->revision);
	if (finding->decided_by.length) {
		html_say(text, english, "（", " (");
		html_add(text, finding->decided_by);
		html_say(text, english, "）", ")");
	}
	text_builder_add_string(text, "</dd>");
}

static void add_body(struct text_builder *text, const struct finding *finding, bool english)
{
	text_builder_add_string(text, "<p>");
	html_add_lines(text, finding->message);
	text_builder_add_string(text, "</p>");
	if (finding->suppressed_by) {
		add_decision(text, finding->suppressed_by, english);
		return;
	}
	text_builder_add_string(text, "<dl>");
	add_detail(text, english ? "next" : "次に", finding->fix);
	add_basis(text, finding, english);
	add_line(text, finding, english);
	add_revision(text, finding, english);
	text_builder_add_string(text, "</dl>");
	if (finding->question.length)
		add_question(text, finding->question, english);
}

static void add_heading(struct text_builder *text, const struct finding *finding, bool english)
{
	/* A question's own title says what it is about; what it rests on decides how a finding is called. */
	html_add(text, finding_label(finding, english));
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
	add_heading(text, finding, plan->english);
	text_builder_add_string(text, "</p>");
	add_body(text, finding, plan->english);
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

void html_add_file_findings(struct report *report, const struct report_file *file)
{
	struct html_state *state = report->state;
	struct text_builder *text = &state->beside;

	text_builder_add_string(text, "<ul class=\"said\">\n");
	for (size_t i = 0; i < file->findings->count; i++) {
		const struct finding *finding = file->findings->items[i];

		text_builder_print(text, "<li class=\"%s\"><p class=\"head\">", html_weight_class(finding_weight(finding)));
		add_heading(text, finding, report->run.english);
		text_builder_add_string(text, "</p>");
		add_body(text, finding, report->run.english);
		text_builder_add_string(text, "</li>\n");
		report_totals_add_basis(&state->totals, finding);
	}
	text_builder_add_string(text, "</ul>\n");
}
