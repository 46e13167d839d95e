/* What concerns all plans: which to hear about first, and what was seen when they were looked at together. */
#include "report/html/html_report.h"
#include "report/totals/ranking_words.h"

enum { PLANS_RANKED = 100 };

static void add_ranked(struct report *report, const struct ranked_plan *plan, size_t turn)
{
	const struct html_state *state = report->state;
	struct text_builder *text = &report->text;
	bool linked = plan->number < state->told_plans;

	text_builder_print(text, "<tr><td class=\"n\">%zu</td><th scope=\"row\">", turn);
	if (linked)
		text_builder_print(text, "<a href=\"#p%zu\">", plan->number + 1);
	html_add(text, plan->key);
	text_builder_add_string(text, linked ? "</a></th><td>" : "</th><td>");
	html_add(text, plan->office.length ? plan->office : plan->office_code);
	text_builder_add_string(text, "</td><td>");
	text_builder_clear(&report->detail);
	ranking_add_reasons(&report->detail, plan, report->run.english);
	html_add(text, text_builder_slice(&report->detail));
	text_builder_add_string(text, "</td></tr>\n");
}

void html_add_ranking(struct report *report)
{
	struct text_builder *text = &report->text;
	bool english = report->run.english;
	size_t count;
	const struct ranked_plan **plans = plan_ranking_order(report->ranking, report->batch, &count);

	html_say(text, english, "<section id=\"ranking\" aria-labelledby=\"h-ranking\">\n<h2 id=\"h-ranking\">話を聞いてみる順</h2>\n<p>",
		 "<section id=\"ranking\" aria-labelledby=\"h-ranking\">\n<h2 id=\"h-ranking\">Which plans to hear about first</h2>\n<p>");
	html_add(text, ranking_meaning(english));
	html_say(text, english,
		 "</p>\n<div class=\"scroll\" role=\"group\" aria-label=\"話を聞いてみる順\" tabindex=\"0\"><table><thead><tr><th scope=\"col\" class=\"n\">順</th>"
		 "<th scope=\"col\">計画</th><th scope=\"col\">事業所</th><th scope=\"col\">理由</th></tr></thead><tbody>\n",
		 "</p>\n<div class=\"scroll\" role=\"group\" aria-label=\"Which plans to hear about first\" tabindex=\"0\"><table><thead><tr><th scope=\"col\" class=\"n\">no</th>"
		 "<th scope=\"col\">plan</th><th scope=\"col\">office</th><th scope=\"col\">reasons</th></tr></thead><tbody>\n");
	for (size_t i = 0; i < count && i < PLANS_RANKED; i++)
		add_ranked(report, plans[i], i + 1);
	text_builder_add_string(text, "</tbody></table></div>\n");
	if (count > PLANS_RANKED)
		text_builder_print(text, english ? "<p class=\"small\">%zu more stand in the formats json and xlsx.</p>\n"
						 : "<p class=\"small\">ほかに%zu件あります（json と xlsx にすべてあります）。</p>\n",
				   count - PLANS_RANKED);
	if (report->plans > count)
		text_builder_print(text, english ? "<p class=\"small\">Without any reason: %zu.</p>\n" : "<p class=\"small\">並べる理由のなかった計画：%zu件。</p>\n",
				   report->plans - count);
	text_builder_add_string(text, "</section>\n");
}

/* ---- all plans together ---- */

static void add_related(struct text_builder *text, const struct finding *finding, bool english)
{
	if (!finding->related_count)
		return;
	text_builder_add_string(text, "<ul class=\"small\">");
	for (size_t i = 0; i < finding->related_count; i++) {
		text_builder_add_string(text, "<li>");
		html_add(text, finding->related[i].plan);
		if (finding->related[i].text.length) {
			html_say(text, english, "：", ": ");
			html_add_lines(text, finding->related[i].text);
		}
		text_builder_add_string(text, "</li>");
	}
	if (finding->related_left_out)
		text_builder_print(text, english ? "<li>and %zu more</li>" : "<li>ほか%zu件</li>", finding->related_left_out);
	text_builder_add_string(text, "</ul>");
}

static bool is_told(const struct finding *finding)
{
	return finding->kind != FINDING_OPEN && !finding->known;
}

static void add_told(struct report *report, const struct finding_list *findings)
{
	struct html_state *state = report->state;
	bool any = false;

	for (size_t i = 0; i < findings->count; i++) {
		if (!is_told(findings->items[i]))
			continue;
		text_builder_add_string(&report->text, any ? "" : "<ul class=\"said\">\n");
		any = true;
		html_begin_finding(report, &report->text, findings->items[i]);
		add_related(&report->text, findings->items[i], report->run.english);
		text_builder_add_string(&report->text, "</li>\n");
		report_totals_add_grounds(&state->totals, findings->items[i]);
	}
	text_builder_add_string(&report->text, any ? "</ul>\n" : "");
}

/* What needed something of many plans that was not supplied. */
static void add_open(struct report *report, const struct finding_list *findings)
{
	struct text_builder *text = &report->text;
	bool english = report->run.english, any = false;

	for (size_t i = 0; i < findings->count; i++) {
		const struct finding *finding = findings->items[i];

		if (finding->kind != FINDING_OPEN)
			continue;
		if (!any)
			html_say(text, english,
				 "<h3>資料にないため確認していないこと（全体）</h3>\n<table><thead><tr><th scope=\"col\">要るもの</th><th scope=\"col\">確認していないこと</th></tr></thead><tbody>\n",
				 "<h3>Not in the material, so not checked</h3>\n<table><thead><tr><th scope=\"col\">needed</th><th scope=\"col\">not checked</th></tr></thead><tbody>\n");
		any = true;
		text_builder_add_string(text, "<tr><th scope=\"row\">");
		html_add(text, finding->missing);
		text_builder_add_string(text, "</th><td class=\"small\">");
		html_add(text, finding->title);
		html_say(text, english, "［", " [");
		html_add(text, finding->rule);
		html_say(text, english, "］</td></tr>\n", "]</td></tr>\n");
	}
	text_builder_add_string(text, any ? "</tbody></table>\n" : "");
}

bool html_has_batch(const struct report *report)
{
	const struct finding_list *findings = report->batch ? report->batch->findings : NULL;

	for (size_t i = 0; findings && i < findings->count; i++)
		if (is_told(findings->items[i]) || findings->items[i]->kind == FINDING_OPEN)
			return true;
	return false;
}

void html_add_batch(struct report *report)
{
	const struct finding_list *findings = report->batch->findings;

	html_say(&report->text, report->run.english,
		 "<section id=\"together\" aria-labelledby=\"h-together\">\n<h2 id=\"h-together\">事業所・全体で見たこと</h2>\n"
		 "<p>いくつもの計画を並べて分かったことです。計画や人の良し悪しを決めるものではありません。</p>\n",
		 "<section id=\"together\" aria-labelledby=\"h-together\">\n<h2 id=\"h-together\">All plans together</h2>\n"
		 "<p>What is seen when plans are looked at together. It decides on no plan and nobody.</p>\n");
	add_told(report, findings);
	add_open(report, findings);
	text_builder_add_string(&report->text, "</section>\n");
}
