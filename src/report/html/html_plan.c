/* One plan: its facts, its forms, what there is to say, what could not be checked, and the items it was held against. */
#include "report/html/html_report.h"

enum { AGREED_LINES = 4 };

/* What stands beside the four weights. */
struct beside {
	size_t decided, known;
};

static struct beside count_findings(const struct finding_list *findings, size_t counts[WEIGHT_COUNT])
{
	struct beside beside = {0};

	for (int i = 0; i < WEIGHT_COUNT; i++)
		counts[i] = 0;
	for (size_t i = 0; i < findings->count; i++) {
		if (findings->items[i]->kind == FINDING_OPEN)
			continue;
		if (findings->items[i]->known)
			beside.known++;
		else if (findings->items[i]->suppressed_by)
			beside.decided++;
		else
			counts[finding_weight(findings->items[i])]++;
	}
	return beside;
}

/* 居宅サービス計画書（令和8年4月6日） */
static void add_name(const struct html_plan *plan, struct text_builder *text)
{
	html_add(text, plan->plan->kind_name);
	html_say(text, plan->english, "（計画作成日 ", " (plan date ");
	if (plan->plan->plan_date.length)
		html_add(text, plan->plan->plan_date);
	else
		html_say(text, plan->english, "空欄", "blank");
	html_say(text, plan->english, "）", ")");
}

static void add_fact(struct text_builder *text, const char *label, struct slice value)
{
	if (!value.length)
		return;
	text_builder_print(text, "<dt>%s</dt><dd>", label);
	html_add(text, value);
	text_builder_add_string(text, "</dd>");
}

static void add_facts(const struct html_plan *plan)
{
	struct text_builder *text = plan->text;
	const struct coverage_counts *counts = &plan->plan->coverage;
	bool english = plan->english;

	text_builder_add_string(text, "<dl class=\"facts\">");
	add_fact(text, english ? "plan" : "計画", plan->plan->key);
	add_fact(text, english ? "file" : "ファイル", plan->plan->path);
	add_fact(text, english ? "office" : "事業所", plan->plan->office);
	html_say(text, english, "<dt>点検の項目</dt><dd>", "<dt>rules run</dt><dd>");
	text_builder_print(text, english ? "%zu: %zu passed, %zu found something, %zu not applicable, %zu not judged, %zu could not be checked"
					 : "%zu：適合 %zu、お伝えしたいこと %zu、対象外 %zu、判定を見送り %zu、確認できない %zu",
			   counts->rules, counts->passed, counts->found, counts->not_applicable, counts->not_judged, counts->open);
	text_builder_add_string(text, "</dd></dl>\n");
}

static void add_counts(const struct html_plan *plan)
{
	size_t counts[WEIGHT_COUNT];
	struct beside beside = count_findings(plan->plan->findings, counts);

	text_builder_add_string(plan->text, "<ul class=\"counts\">");
	for (int i = 0; i < WEIGHT_COUNT; i++) {
		enum finding_weight weight = (enum finding_weight)i;

		text_builder_print(plan->text, "<li class=\"%s\"><b>%zu</b> <span>", html_weight_class(weight), counts[i]);
		html_add(plan->text, html_weight_name(weight, &plan->report->run));
		text_builder_add_string(plan->text, "</span></li>");
	}
	if (beside.decided)
		text_builder_print(plan->text, "<li><b>%zu</b> <span>%s</span></li>", beside.decided,
				   plan->english ? "left as they are" : "そのままにすると決めたこと");
	if (beside.known)
		text_builder_print(plan->text, "<li><b>%zu</b> <span>%s</span></li>", beside.known,
				   plan->english ? "known before (not shown)" : "前から分かっていること（示していません）");
	text_builder_add_string(plan->text, "</ul>\n");
}

/* ---- what could not be checked ---- */

/* The titles of the rules one missing form stopped, from the findings that say so. */
static void add_stopped(const struct html_plan *plan, const struct missing_form *missing)
{
	const struct finding_list *findings = plan->plan->findings;
	size_t shown = 0;

	for (size_t i = 0; i < findings->count; i++) {
		const struct finding *finding = findings->items[i];

		if (finding->kind != FINDING_OPEN || !slice_equal(finding->missing, missing->name))
			continue;
		text_builder_add_string(plan->text, shown++ ? (plan->english ? "; " : "、") : "");
		html_add(plan->text, finding->title);
		html_say(plan->text, plan->english, "［", " [");
		html_add(plan->text, finding->rule);
		html_say(plan->text, plan->english, "］", "]");
	}
	for (size_t i = 0; !shown && i < missing->rule_count; i++) {
		text_builder_add_string(plan->text, i ? ", " : "");
		html_add(plan->text, missing->rules[i]);
	}
}

static void add_missing(const struct html_plan *plan)
{
	struct text_builder *text = plan->text;

	if (!plan->plan->missing_count)
		return;
	html_say(text, plan->english,
		 "<h3>資料にないため確認していないこと</h3>\n<p>「問題なし」ではありません。お手元の記録で確かめるか、書類を添えるともう一度確かめられます。</p>\n"
		 "<table><thead><tr><th scope=\"col\">要る書類</th><th scope=\"col\" class=\"n\">項目の数</th><th scope=\"col\">確認していないこと</th></tr></thead><tbody>\n",
		 "<h3>Not in the material, so not checked</h3>\n<p>This does not mean that all is well.</p>\n"
		 "<table><thead><tr><th scope=\"col\">needed</th><th scope=\"col\" class=\"n\">rules</th><th scope=\"col\">not checked</th></tr></thead><tbody>\n");
	for (size_t i = 0; i < plan->plan->missing_count; i++) {
		const struct missing_form *missing = &plan->plan->missing[i];

		text_builder_add_string(text, "<tr><th scope=\"row\" class=\"form\">");
		html_add(text, missing->name);
		text_builder_print(text, "</th><td class=\"n\">%zu</td><td class=\"small\">", missing->rule_count);
		add_stopped(plan, missing);
		text_builder_add_string(text, "</td></tr>\n");
	}
	text_builder_add_string(text, "</tbody></table>\n");
}

/* ---- the standard items and those of a policy ---- */

static void add_number_links(const struct html_plan *plan, const uint32_t *findings, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (plan->state->numbers[findings[i]])
			text_builder_print(plan->text, "<a href=\"#p%zu-%u\">%u</a> ", plan->number, (unsigned)plan->state->numbers[findings[i]],
					   (unsigned)plan->state->numbers[findings[i]]);
}

static void add_standard_items(const struct html_plan *plan)
{
	static const char *const ja[] = {"書かれています", "見当たりません（空欄）", "読み取れません", "資料にないため確認していません"};
	static const char *const en[] = {"written", "blank", "could not be read", "not supplied"};
	const struct form_view *view = plan->plan->forms;
	struct text_builder *text = plan->text;
	size_t supplied = 0;

	for (size_t i = 0; i < view->item_count; i++)
		supplied += view->items[i].state != CELL_NOT_SUPPLIED;
	if (!supplied)
		return;
	html_say(text, plan->english,
		 "<h3>課題分析標準項目（23項目）</h3>\n<table><thead><tr><th scope=\"col\">番号</th><th scope=\"col\">項目</th>"
		 "<th scope=\"col\">アセスメント</th><th scope=\"col\">お伝えしたいこと</th></tr></thead><tbody>\n",
		 "<h3>The 23 standard items of assessment</h3>\n<table><thead><tr><th scope=\"col\">no</th><th scope=\"col\">item</th>"
		 "<th scope=\"col\">assessment</th><th scope=\"col\">findings</th></tr></thead><tbody>\n");
	for (size_t i = 0; i < view->item_count; i++) {
		const struct assessment_coverage *item = &view->items[i];

		text_builder_print(text, "<tr><td class=\"n\">%u</td><th scope=\"row\">", item->number);
		html_add(text, item->name);
		text_builder_print(text, "</th><td>%s</td><td>", plan->english ? en[item->state] : ja[item->state]);
		add_number_links(plan, item->findings, item->finding_count);
		text_builder_add_string(text, "</td></tr>\n");
	}
	text_builder_add_string(text, "</tbody></table>\n");
}

static void add_item_findings(const struct html_plan *plan, const struct report_item *item)
{
	const struct finding_list *findings = plan->plan->findings;

	for (size_t i = 0; i < item->finding_count; i++)
		for (uint32_t k = 0; k < findings->count; k++)
			if (findings->items[k] == item->findings[i])
				add_number_links(plan, &k, 1);
}

static void add_policy(const struct html_plan *plan)
{
	static const char *const ja[] = {"お伝えしたいことがあります", "資料がなく確認しきれません", "確かめた範囲ではありません", "この計画では対象外", "問いかけだけの項目"};
	static const char *const en[] = {"found something", "could not be checked", "nothing found in what was checked", "not applicable", "question only"};
	struct text_builder *text = plan->text;

	if (!plan->plan->item_count)
		return;
	text_builder_add_string(text, "<h3>");
	html_add(text, plan->plan->policy_title);
	html_say(text, plan->english,
		 "</h3>\n<table><thead><tr><th scope=\"col\">項目</th><th scope=\"col\">方針の文</th><th scope=\"col\">確かめた結果</th>"
		 "<th scope=\"col\">番号</th></tr></thead><tbody>\n",
		 "</h3>\n<table><thead><tr><th scope=\"col\">item</th><th scope=\"col\">text of the policy</th><th scope=\"col\">result</th>"
		 "<th scope=\"col\">no</th></tr></thead><tbody>\n");
	for (size_t i = 0; i < plan->plan->item_count; i++) {
		const struct report_item *item = &plan->plan->items[i];
		enum item_outcome outcome = item_outcome_of(item->outcome);

		text_builder_add_string(text, "<tr><th scope=\"row\">");
		html_add(text, item->label);
		text_builder_add_string(text, "</th><td>");
		html_add_lines(text, item->text);
		text_builder_print(text, "</td><td>%s</td><td>", plan->english ? en[outcome] : ja[outcome]);
		add_item_findings(plan, item);
		text_builder_add_string(text, "</td></tr>\n");
	}
	text_builder_add_string(text, "</tbody></table>\n");
}

/* ---- the whole ---- */

static void add_left_out(const struct html_plan *plan)
{
	if (plan->plan->findings->suppressed_by_limit)
		text_builder_print(plan->text, plan->english ? "<p>%zu more findings are not shown: too many for one plan.</p>\n"
							     : "<p>ほかに%zu件あります（一つの計画で示す上限を超えました）。</p>\n",
				   plan->plan->findings->suppressed_by_limit);
	if (plan->plan->questions_left_out)
		text_builder_print(plan->text, plan->english ? "<p>%zu more questions are not shown (--questions all shows every one).</p>\n"
							     : "<p>ほかに問いかけが%zu件あります（--questions all ですべて示します）。</p>\n",
				   plan->plan->questions_left_out);
}

/* Where an interview is written down. */
static void add_meeting(const struct html_plan *plan)
{
	html_say(plan->text, plan->english,
		 "<table class=\"meeting\"><tbody><tr><th scope=\"row\">面談日</th><td></td><th scope=\"row\">面談した方</th><td></td>"
		 "<th scope=\"row\">同席</th><td></td></tr></tbody></table>\n",
		 "<table class=\"meeting\"><tbody><tr><th scope=\"row\">Interview on</th><td></td><th scope=\"row\">with</th><td></td>"
		 "<th scope=\"row\">present</th><td></td></tr></tbody></table>\n");
}

static void add_agreed(const struct html_plan *plan)
{
	html_say(plan->text, plan->english, "<h3>話し合って決めたこと</h3>\n<div class=\"answer\">", "<h3>What was agreed</h3>\n<div class=\"answer\">");
	for (int i = 0; i < AGREED_LINES; i++)
		text_builder_add_string(plan->text, "<i></i>");
	text_builder_add_string(plan->text, "</div>\n");
}

static bool says_anything(const struct html_plan *plan)
{
	for (size_t i = 0; i < plan->plan->findings->count; i++)
		if (plan->state->numbers[i])
			return true;
	return false;
}

void html_add_plan(const struct html_plan *plan)
{
	struct text_builder *text = plan->text;
	struct slice said = html_said_title(&plan->report->run);
	bool english = plan->english, interview = plan->report->run.audience == REPORT_FOR_INSPECTOR;

	text_builder_print(text, "<article class=\"plan\" id=\"p%zu\" aria-labelledby=\"h%zu\">\n<div class=\"head-of-plan\">\n<h2 id=\"h%zu\">", plan->number, plan->number,
			   plan->number);
	text_builder_print(text, english ? "Plan %zu: " : "計画%zu　", plan->number);
	add_name(plan, text);
	text_builder_add_string(text, "</h2>\n");
	add_facts(plan);
	add_counts(plan);
	text_builder_add_string(text, "</div>\n");
	if (plan->plan->forms && plan->plan->forms->sheet_count) {
		text_builder_print(text,
				   english ? "<div class=\"head-of-plan\">\n<h3>The plan</h3>\n<p class=\"small\">Numbers in cells are those under “%.*s” below.</p>\n</div>\n"
					   : "<div class=\"head-of-plan\">\n<h3>計画の様式</h3>\n<p class=\"small\">欄の番号は、このあとの「%.*s」の番号です。</p>\n</div>\n",
				   SLICE_PRINT(said));
		html_add_forms(plan);
	}
	if (!plan->plan->forms)
		html_say(text, english, "<p>この結果には計画そのものが入っていません（check に --with-plan を付けると、様式も並びます）。</p>\n",
			 "<p>The result holds no plan: check --with-plan adds its forms.</p>\n");
	text_builder_print(text, "<h3>%.*s</h3>\n", SLICE_PRINT(said));
	if (interview)
		add_meeting(plan);
	if (says_anything(plan))
		html_add_said(plan);
	else if (plan->plan->coverage.rules)
		html_say(text, english, "<p>確かめた範囲で、お伝えしたいことは見つかりませんでした。</p>\n", "<p>Nothing to point out in what was checked.</p>\n");
	else
		html_say(text, english, "<p>計画の項目は選ばれていないため、確かめていません（「問題なし」ではありません）。</p>\n",
			 "<p>No rule about single plans was selected: the plan was not checked, which does not mean that all is well.</p>\n");
	add_left_out(plan);
	if (interview)
		add_agreed(plan);
	add_missing(plan);
	if (plan->plan->forms)
		add_standard_items(plan);
	add_policy(plan);
	html_say(text, english, "<p class=\"back small\"><a href=\"#top\">はじめに戻る</a></p>\n</article>\n",
		 "<p class=\"back small\"><a href=\"#top\">to the beginning</a></p>\n</article>\n");
}

void html_add_index_row(const struct html_plan *plan, bool cut)
{
	struct text_builder *text = &plan->state->beside;
	size_t counts[WEIGHT_COUNT];

	count_findings(plan->plan->findings, counts);
	text_builder_print(text, "<tr><td class=\"n\">%zu</td><th scope=\"row\">", plan->number);
	if (!cut)
		text_builder_print(text, "<a href=\"#p%zu\">", plan->number);
	html_add(text, plan->plan->key);
	text_builder_add_string(text, cut ? "</th><td>" : "</a></th><td>");
	html_add(text, plan->plan->plan_date);
	text_builder_add_string(text, "</td><td>");
	html_add(text, plan->plan->office);
	text_builder_add_string(text, "</td>");
	for (int i = 0; i < WEIGHT_COUNT; i++)
		text_builder_print(text, "<td class=\"n\">%zu</td>", counts[i]);
	text_builder_print(text, "<td class=\"n\">%zu</td></tr>\n", plan->plan->coverage.open);
}
