/* The report for an interview: one file with nothing to load and nothing that runs. See html_report.h for how it is put together. */
#include "base/limits.h"
#include "report/html/html_report.h"

static void send_beside(struct report *report, enum html_spool spool)
{
	struct html_state *state = report->state;

	output_write(report->spools[spool], text_builder_slice(&state->beside));
	text_builder_clear(&state->beside);
}

static void html_begin(struct report *report)
{
	struct html_state *state = arena_new(report->text.arena, struct html_state);

	report_totals_init(&state->totals, report->text.arena);
	state->totals.by_care_manager = report->run.care_managers;
	text_builder_init(&state->beside, report->text.arena);
	report->state = state;
}

static void html_file(struct report *report, const struct report_file *file)
{
	struct html_state *state = report->state;
	struct text_builder *text = &state->beside;

	text_builder_add_string(text, "<tr><th scope=\"row\">");
	html_add(text, file->path);
	text_builder_add_string(text, "</th><td>");
	html_add(text, file->kind);
	text_builder_print(text, "</td><td class=\"n\">%zu</td><td class=\"digest\">", file->plans);
	html_add(text, file->sha256);
	text_builder_add_string(text, "</td></tr>\n");
	if (file->findings->count) {
		text_builder_add_string(text, "<tr><td colspan=\"4\">");
		html_add_file_findings(report, file);
		text_builder_add_string(text, "</td></tr>\n");
	}
	state->file_findings += file->findings->count;
	send_beside(report, SPOOL_FILES);
}

/* Gives every finding that is told its number; how many there are. What a baseline knows is counted and not told, as in text. */
static size_t number_findings(struct report *report, const struct finding_list *findings)
{
	struct html_state *state = report->state;
	uint32_t number = 0;

	if (state->number_capacity < findings->count) {
		state->number_capacity = 2 * findings->count;
		state->numbers = arena_array(report->text.arena, uint32_t, state->number_capacity);
	}
	for (size_t i = 0; i < findings->count; i++)
		state->numbers[i] = findings->items[i]->kind == FINDING_OPEN || findings->items[i]->known ? 0 : ++number;
	return number;
}

static void html_plan(struct report *report, const struct report_plan *facts)
{
	struct html_state *state = report->state;
	struct html_plan plan = {
		.report = report,
		.state = state,
		.text = &report->text,
		.plan = facts,
		.number = report->plans + 1,
		.english = report->run.english,
	};
	size_t count = number_findings(report, facts->findings);
	/* Once there is no room for one plan, none behind it is told: what is missing is a list's end, not holes in it. */
	bool cut = state->cut_plans || state->told + count > LIMIT_HTML_FINDINGS || plan.number > LIMIT_HTML_PLANS;

	report_totals_add(&state->totals, facts, plan.english);
	html_add_index_row(&plan, cut);
	send_beside(report, SPOOL_INDEX);
	if (cut) {
		state->cut_plans++;
		state->cut_findings += count;
	} else {
		state->told += count;
		state->told_plans++;
		html_add_plan(&plan);
	}
}

static void begin_index(struct report *report)
{
	html_say(&report->text, report->run.english,
		 "<section id=\"index\" aria-labelledby=\"h-index\">\n<h2 id=\"h-index\">計画の一覧</h2>\n<div class=\"scroll\" role=\"group\" aria-label=\"計画の一覧\" tabindex=\"0\"><table class=\"index\">"
		 "<thead><tr><th scope=\"col\" class=\"n\">番号</th><th scope=\"col\">計画（保険者／被保険者／作成日／種類）</th><th scope=\"col\">計画作成日</th>"
		 "<th scope=\"col\">事業所</th>",
		 "<section id=\"index\" aria-labelledby=\"h-index\">\n<h2 id=\"h-index\">Plans</h2>\n<div class=\"scroll\" role=\"group\" aria-label=\"Plans\" tabindex=\"0\"><table class=\"index\">"
		 "<thead><tr><th scope=\"col\" class=\"n\">no</th><th scope=\"col\">plan (insurer/insured/date/kind)</th><th scope=\"col\">plan date</th>"
		 "<th scope=\"col\">office</th>");
	html_add_weight_headings(&report->text, &report->run);
	html_say(&report->text, report->run.english, "<th scope=\"col\" class=\"n\">確認できない</th></tr></thead><tbody>\n",
		 "<th scope=\"col\" class=\"n\">unchecked</th></tr></thead><tbody>\n");
}

static void begin_files(struct report *report)
{
	html_say(&report->text, report->run.english,
		 "<section id=\"files\" aria-labelledby=\"h-files\">\n<h2 id=\"h-files\">読んだファイル</h2>\n"
		 "<p class=\"small\">要約値（SHA-256）は、手もとのファイルがこの報告書の元と同じかを確かめる数字です（Windows：certutil -hashfile ファイル SHA256）。</p>\n"
		 "<div class=\"scroll\" role=\"group\" aria-label=\"読んだファイル\" tabindex=\"0\"><table><thead><tr><th scope=\"col\">ファイル</th><th scope=\"col\">種類</th><th scope=\"col\" class=\"n\">計画</th>"
		 "<th scope=\"col\">要約値（SHA-256）</th></tr></thead><tbody>\n",
		 "<section id=\"files\" aria-labelledby=\"h-files\">\n<h2 id=\"h-files\">Files</h2>\n"
		 "<div class=\"scroll\" role=\"group\" aria-label=\"Files\" tabindex=\"0\"><table><thead><tr><th scope=\"col\">file</th><th scope=\"col\">kind</th><th scope=\"col\" class=\"n\">plans</th>"
		 "<th scope=\"col\">SHA-256</th></tr></thead><tbody>\n");
}

static void pass_on(struct report *report, enum html_spool spool)
{
	report_flush(report);
	output_pass_on(report->spools[spool], report->output);
	report->spools[spool] = NULL;
}

static void html_end(struct report *report, const struct report_summary *summary)
{
	html_add_head(report, summary);
	if (summary->plans > 1) {
		begin_index(report);
		pass_on(report, SPOOL_INDEX);
		text_builder_add_string(&report->text, "</tbody></table></div>\n</section>\n");
	}
	if (report->ranking)
		html_add_ranking(report);
	if (report->batch)
		html_add_batch(report);
	pass_on(report, SPOOL_PLANS);
	html_add_sources(report);
	begin_files(report);
	pass_on(report, SPOOL_FILES);
	text_builder_add_string(&report->text, "</tbody></table></div>\n</section>\n");
	html_add_about(report, summary);
	text_builder_add_string(&report->text, "</main>\n</body>\n</html>\n");
}

const struct report_format report_format_html = {
	.name = SLICE("html"),
	.wants_forms = true,
	.ranks = true,
	.spools = HTML_SPOOLS,
	.begin = html_begin,
	.file = html_file,
	.plan = html_plan,
	.end = html_end,
};
