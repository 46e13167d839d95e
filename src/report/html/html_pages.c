/* What stands before and behind the plans: the head, the summary, the sources, and what this report is. */
#include "report/finding_voice.h"
#include "report/html/html_report.h"
#include "report/html/html_style.h"

/* Nothing may be loaded and nothing may run: neither by mistake of ours nor through a text of a plan. */
static const char policy[] = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

static void add_patterns(struct text_builder *text)
{
	static const struct {
		const char *id, *ground, *lines; /* the lines as a path over 4 by 4 */
	} fills[] = {
		{"f-error", "#9b1c1c", ""},
		{"f-warning", "#f0b429", "M0 4L4 0"},
		{"f-info", "#bfe3e6", "M0 2H4"},
		{"f-question", "#fff", "M2 0V4M0 2H4"},
		{"f-written", "#2f6f4f", ""},
		{"f-blank", "#fff", "M0 4L4 0"},
		{"f-missing", "#d9d9d9", "M1 1h.8v.8h-.8z"},
	};

	text_builder_add_string(text, "<svg width=\"0\" height=\"0\" style=\"position:absolute\" aria-hidden=\"true\"><defs>");
	for (size_t i = 0; i < COUNT_OF(fills); i++)
		text_builder_print(text,
				   "<pattern id=\"%s\" width=\"4\" height=\"4\" patternUnits=\"userSpaceOnUse\"><rect width=\"4\" height=\"4\" fill=\"%s\"/>"
				   "<path d=\"%s\" stroke=\"#1b1b1b\" stroke-width=\".7\" fill=\"none\"/></pattern>",
				   fills[i].id, fills[i].ground, fills[i].lines);
	text_builder_add_string(text, "</defs></svg>\n");
}

static void add_document_head(struct report *report)
{
	struct text_builder *text = &report->text;
	bool english = report->run.english;

	text_builder_print(text, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n", english ? "en" : "ja");
	text_builder_print(text, "<meta http-equiv=\"Content-Security-Policy\" content=\"%s\">\n", policy);
	text_builder_add_string(text, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"referrer\" content=\"no-referrer\">\n"
				      "<meta name=\"robots\" content=\"noindex\">\n");
	html_say(text, english, "<title>ケアプラン点検の報告書（", "<title>Care plan review (");
	html_add(text, report->run.as_of);
	html_say(text, english, "）</title>\n", ")</title>\n");
	html_add_style(text);
	text_builder_add_string(text, "</head>\n<body id=\"top\">\n");
	add_patterns(text);
}

static void add_navigation(struct report *report, const struct report_summary *summary)
{
	struct text_builder *text = &report->text;
	bool english = report->run.english;

	html_say(text, english, "<nav aria-label=\"目次\"><ul><li><a href=\"#summary\">まとめ</a></li>", "<nav aria-label=\"contents\"><ul><li><a href=\"#summary\">Summary</a></li>");
	if (summary->plans > 1)
		html_say(text, english, "<li><a href=\"#index\">計画の一覧</a></li>", "<li><a href=\"#index\">Plans</a></li>");
	if (report->ranking)
		html_say(text, english, "<li><a href=\"#ranking\">話を聞いてみる順</a></li>", "<li><a href=\"#ranking\">Which plans first</a></li>");
	if (html_has_batch(report))
		html_say(text, english, "<li><a href=\"#together\">事業所・全体で見たこと</a></li>", "<li><a href=\"#together\">All plans together</a></li>");
	if (summary->plans == 1)
		html_say(text, english, "<li><a href=\"#p1\">計画</a></li>", "<li><a href=\"#p1\">The plan</a></li>");
	html_say(text, english,
		 "<li><a href=\"#sources\">根拠</a></li><li><a href=\"#files\">読んだファイル</a></li><li><a href=\"#about\">この報告書について</a></li></ul></nav>\n",
		 "<li><a href=\"#sources\">Sources</a></li><li><a href=\"#files\">Files</a></li><li><a href=\"#about\">About this report</a></li></ul></nav>\n");
}

static void add_count(struct text_builder *text, const char *class, size_t count, struct slice label)
{
	text_builder_print(text, "<li class=\"%s\"><b>%zu</b> <span>%.*s</span></li>", class, count, SLICE_PRINT(label));
}

static void add_weight_counts(struct report *report, const struct report_summary *summary)
{
	const size_t counts[WEIGHT_COUNT] = {[WEIGHT_ERROR] = summary->count[SEVERITY_ERROR],
					     [WEIGHT_WARNING] = summary->count[SEVERITY_WARNING],
					     [WEIGHT_INFO] = summary->count[SEVERITY_INFO],
					     [WEIGHT_QUESTION] = summary->reviews};

	for (int i = 0; i < WEIGHT_COUNT; i++)
		add_count(&report->text, html_weight_class((enum finding_weight)i), counts[i], html_weight_name((enum finding_weight)i, &report->run));
}

static void add_counts(struct report *report, const struct report_summary *summary)
{
	struct text_builder *text = &report->text;
	bool english = report->run.english;

	text_builder_add_string(text, "<ul class=\"counts\">");
	add_count(text, "plans", summary->plans, english ? SLICE_OF("plans") : SLICE_OF("計画"));
	add_weight_counts(report, summary);
	add_count(text, "open", summary->coverage.open, english ? SLICE_OF("could not be checked") : SLICE_OF("確認できない"));
	if (summary->suppressed)
		add_count(text, "decided", summary->suppressed, english ? SLICE_OF("left as they are") : SLICE_OF("そのままにすると決めたこと"));
	if (summary->known)
		add_count(text, "known", summary->known, english ? SLICE_OF("known before") : SLICE_OF("前から分かっていること"));
	if (summary->lost)
		add_count(text, "lost", summary->lost, english ? SLICE_OF("could not be read") : SLICE_OF("読めなかったもの"));
	text_builder_add_string(text, "</ul>\n");
}

/* What is not here must be said where the report begins. */
static void add_cut(struct report *report, const struct report_summary *summary)
{
	const struct html_state *state = report->state;
	struct text_builder *text = &report->text;
	bool english = report->run.english;

	if (state->cut_plans)
		text_builder_print(text, english ? "<p class=\"notice\">This report tells %zu findings and questions. %zu plans with %zu more stand in the "
						   "list alone; the formats csv and xlsx hold all of them.</p>\n"
						 : "<p class=\"notice\">この報告書に詳しく載せたのは%zu件です。計画%zu件（%zu件分）は一覧だけに載せました。"
						   "すべては csv と xlsx の形式にあります。</p>\n",
				   state->told, state->cut_plans, state->cut_findings);
	if (summary->questions_left_out)
		text_builder_print(text, english ? "<p>Not shown: %zu questions (--questions).</p>\n"
						 : "<p>示していない問いかけ：%zu件（--questions の数を超えた分）。</p>\n",
				   summary->questions_left_out);
	if (summary->hidden_by_limit)
		text_builder_print(text, english ? "<p>Not shown: %zu findings beyond the limit of one plan.</p>\n"
						 : "<p>示していないもの：%zu件（一つの計画の上限を超えた分）。</p>\n",
				   summary->hidden_by_limit);
	if (summary->lost)
		html_say(text, english, "<p class=\"notice\">読めなかったファイルや計画があります。「読んだファイル」に書いてあります。</p>\n",
			 "<p class=\"notice\">Files or plans could not be read: see “Files”.</p>\n");
}

/* What this is, to whom it speaks. */
static const char *opening(enum report_audience audience, bool english)
{
	if (audience == REPORT_FOR_INSPECTOR)
		return english ? "For the table of an interview: each finding with what it rests on and what it was judged by. Words that were not "
				 "found prove nothing, and what was not supplied was not checked."
			       : "面談の机に置く資料です。一つひとつに、根拠と判定のもと（どの日付で、どの版の項目を当てたか）を添えています。"
				 "見つからなかった言葉は「ない」ことの証明ではなく、資料にないことは確認していません。";
	if (audience == REPORT_FOR_VENDOR)
		return english ? "What was seen in exported data: each finding with file, line and column, item of the standard, id and name of its rule, and the fix."
			       : "書き出したデータを確かめた結果です。一つひとつに、ファイルの行と桁、標準仕様の項目番号、規則の番号と名前、直し方を添えています。"
				 "入力した方にしか決められないことは、問いかけません。";
	return english ? "Material for a conversation. Words that were not found prove nothing, and what was not supplied was not checked."
		       : "計画をよりよくするための話し合いの材料です。見つからなかった言葉は「ない」ことの証明ではなく、資料にないことは確認していません。";
}

void html_add_head(struct report *report, const struct report_summary *summary)
{
	struct text_builder *text = &report->text;
	bool english = report->run.english;

	add_document_head(report);
	html_say(text, english, "<a class=\"skip\" href=\"#main\">本文へ</a>\n<header>\n<h1>ケアプラン点検の報告書</h1>\n<p>",
		 "<a class=\"skip\" href=\"#main\">To the report</a>\n<header>\n<h1>Care plan review</h1>\n<p>");
	text_builder_add_string(text, opening(report->run.audience, english));
	text_builder_add_string(text, "</p>\n");
	add_navigation(report, summary);
	html_say(text, english, "</header>\n<main id=\"main\">\n<section id=\"summary\" aria-labelledby=\"h-summary\">\n<h2 id=\"h-summary\">まとめ</h2>\n",
		 "</header>\n<main id=\"main\">\n<section id=\"summary\" aria-labelledby=\"h-summary\">\n<h2 id=\"h-summary\">Summary</h2>\n");
	text_builder_add_string(text, "<dl class=\"facts\">");
	html_say(text, english, "<dt>基準日</dt><dd>", "<dt>as of</dt><dd>");
	html_add(text, report->run.as_of);
	html_say(text, english, "</dd><dt>項目の版</dt><dd>", "</dd><dt>rule set</dt><dd>");
	html_add(text, report->run.ruleset);
	text_builder_print(text, english ? " (%zu rules)</dd></dl>\n" : "（%zu項目）</dd></dl>\n", report->run.rules);
	add_counts(report, summary);
	add_cut(report, summary);
	html_add_charts(report, summary);
	text_builder_add_string(text, "</section>\n");
}

/* ---- behind the plans ---- */

static void add_periods(struct report *report, const struct total_rows *rows)
{
	struct text_builder *text = &report->text;
	const size_t *order = total_rows_by_key(rows);

	for (size_t i = 0; i < rows->count; i++) {
		const struct total_row *row = &rows->rows[order[i]];

		text_builder_add_string(text, "<tr><td class=\"id\">");
		html_add(text, slice_part(row->key, 0, slice_find(row->key, SLICE_OF(" "), 0)));
		text_builder_add_string(text, "</td><th scope=\"row\">");
		html_add(text, row->title);
		text_builder_add_string(text, "</th><td>");
		text_builder_clear(&report->detail);
		voice_add_period(&report->detail, row->more, &report->run);
		html_add(text, text_builder_slice(&report->detail));
		text_builder_add_string(text, "</td></tr>\n");
	}
}

/* Of rules and of tables, as far as they have a period in force. */
static void add_revisions(struct report *report)
{
	const struct report_totals *totals = &((struct html_state *)report->state)->totals;
	bool english = report->run.english;

	if (!totals->revisions.count && !totals->tables.count)
		return;
	html_say(&report->text, english,
		 "<h3>使った項目と表の版</h3>\n<p class=\"small\">計画の日付のときに行われていた版で確かめています。いつも同じものは挙げていません。</p>\n"
		 "<table><thead><tr><th scope=\"col\">番号</th><th scope=\"col\">項目・表</th><th scope=\"col\">適用期間</th></tr></thead><tbody>\n",
		 "<h3>Revisions of rules and tables</h3>\n<p class=\"small\">Those in force on the dates of the plans; what has always been the same is left out.</p>\n"
		 "<table><thead><tr><th scope=\"col\">id</th><th scope=\"col\">rule or table</th><th scope=\"col\">in force</th></tr></thead><tbody>\n");
	add_periods(report, &totals->revisions);
	add_periods(report, &totals->tables);
	text_builder_add_string(&report->text, "</tbody></table>\n");
}

void html_add_sources(struct report *report)
{
	const struct html_state *state = report->state;
	const struct total_rows *sources = &state->totals.sources;
	struct text_builder *text = &report->text;
	bool english = report->run.english;

	html_say(text, english, "<section id=\"sources\" aria-labelledby=\"h-sources\">\n<h2 id=\"h-sources\">根拠</h2>\n<ul>\n",
		 "<section id=\"sources\" aria-labelledby=\"h-sources\">\n<h2 id=\"h-sources\">Sources</h2>\n<ul>\n");
	for (size_t i = 0; i < sources->count; i++) {
		const struct total_row *row = &sources->rows[i];

		text_builder_add_string(text, "<li>");
		html_add_link(text, row->more, row->title);
		if (row->more.length) {
			text_builder_add_string(text, " <span class=\"small\">");
			html_add(text, row->more);
			text_builder_add_string(text, "</span>");
		}
		if (!row->verified)
			html_say(text, english, "（原文との照合前）", " (not compared with the text yet)");
		text_builder_add_string(text, "</li>\n");
	}
	if (!sources->count)
		html_say(text, english, "<li>この報告書に挙げた根拠はありません。</li>\n", "<li>Nothing here rests on one.</li>\n");
	text_builder_add_string(text, "</ul>\n");
	add_revisions(report);
	text_builder_add_string(text, "</section>\n");
}

void html_add_about(struct report *report, const struct report_summary *summary)
{
	struct text_builder *text = &report->text;
	bool english = report->run.english;

	html_say(text, english, "<section id=\"about\" aria-labelledby=\"h-about\">\n<h2 id=\"h-about\">この報告書について</h2>\n<dl class=\"facts\">",
		 "<section id=\"about\" aria-labelledby=\"h-about\">\n<h2 id=\"h-about\">About this report</h2>\n<dl class=\"facts\">");
	text_builder_add_string(text, "<dt>tenken</dt><dd>");
	html_add(text, report->run.version);
	html_say(text, english, "</dd><dt>項目の版</dt><dd>", "</dd><dt>rule set</dt><dd>");
	html_add(text, report->run.ruleset);
	html_say(text, english, "</dd><dt>項目の要約値</dt><dd class=\"digest\">", "</dd><dt>its digest</dt><dd class=\"digest\">");
	html_add(text, report->run.ruleset_digest);
	html_say(text, english, "</dd><dt>基準日</dt><dd>", "</dd><dt>as of</dt><dd>");
	html_add(text, report->run.as_of);
	html_say(text, english, "</dd><dt>結び</dt><dd>", "</dd><dt>outcome</dt><dd>");
	html_add(text, summary->reason);
	text_builder_add_string(text, "</dd></dl>\n<p>");
	if (!english)
		text_builder_print(text, "「%.*s」は法令や基準に照らしたもの、「%.*s」は点検でよく尋ねられること、「%.*s」は考える手がかりです。",
				   SLICE_PRINT(html_weight_name(WEIGHT_ERROR, &report->run)), SLICE_PRINT(html_weight_name(WEIGHT_WARNING, &report->run)),
				   SLICE_PRINT(html_weight_name(WEIGHT_INFO, &report->run)));
	html_say(text, english,
		 "どれも計画の良し悪しを決めるものではありません。項目の番号の説明は <code>tenken rules explain 番号</code> で読めます。"
		 "各計画の項目は、計画の日付のときに行われていた版で確かめています。</p>\n</section>\n",
		 "Every rule is judged in the revision that was in force on the date of the plan; "
		 "<code>tenken rules explain ID</code> says what a number stands for.</p>\n</section>\n");
}
