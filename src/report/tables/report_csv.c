/*
 * A table for Excel: one row a finding, and one for a plan that has none, so that every plan that was read is in it.
 */
#include "findings/suppression.h"
#include "report/finding_voice.h"
#include "report/report_words.h"
#include "report/tables/csv_rows.h"

/* Empty when there is none. */
static void add_place(struct report *report, uint32_t number)
{
	if (number)
		csv_add_number(report, number);
	else
		csv_add_nothing(report);
}

static void add_plan_cells(struct report *report, const struct report_plan *plan)
{
	const struct slice none = SLICE("");

	csv_add_cell(report, plan ? plan->key : none);
	csv_add_cell(report, plan ? plan->kind_name : none);
	csv_add_cell(report, plan ? plan->plan_date_iso : none);
}

static void add_basis_cell(struct report *report, const struct finding *finding)
{
	const struct basis *basis = chief_basis(finding->basis, finding->basis_count);

	text_builder_clear(&report->detail);
	if (basis)
		add_basis_line(&report->detail, basis, report->run.english);
	csv_add_cell(report, text_builder_slice(&report->detail));
}

/* A table is filtered by who reads it: it holds what each audience needs, whoever it speaks to. */
static void add_voice_cell(struct report *report, const struct finding *finding, enum voice_detail detail)
{
	text_builder_clear(&report->detail);
	voice_add_detail(&report->detail, finding, detail, 0, &report->run);
	csv_add_cell(report, text_builder_slice(&report->detail));
}

static void add_finding(struct report *report, const struct finding *finding, struct slice path, const struct report_plan *plan)
{
	bool english = report->run.english;

	csv_add_cell(report, finding->path.length ? finding->path : path);
	add_place(report, finding->start.line);
	add_place(report, finding->start.column);
	add_plan_cells(report, plan);
	csv_add_cell(report, finding->rule);
	csv_add_cell(report, finding->title);
	csv_add_cell(report, finding->category);
	csv_add_cell(report, finding_severity_title(finding, english));
	csv_add_cell(report, finding_kind_title(finding, english));
	csv_add_cell(report, finding->address);
	csv_add_cell(report, finding->message);
	csv_add_cell(report, finding->question);
	csv_add_cell(report, finding->fix);
	add_basis_cell(report, finding);
	csv_add_cell(report, finding->missing);
	csv_add_cell(report, finding->suppressed_by ? finding->suppressed_by->reason : slice_of("", 0));
	csv_add_cell(report, finding->fingerprint);
	add_voice_cell(report, finding, VOICE_DECISION);
	add_voice_cell(report, finding, VOICE_TABLES);
	add_voice_cell(report, finding, VOICE_ITEM);
	add_voice_cell(report, finding, VOICE_NAME);
	csv_end_row(report);
}

static const struct slice headings_ja[] = {
	SLICE("ファイル"), SLICE("行"),	    SLICE("桁"),   SLICE("計画"),     SLICE("計画書"), SLICE("計画作成日"),   SLICE("番号"),
	SLICE("項目"),	   SLICE("分類"),   SLICE("重さ"), SLICE("種類"),     SLICE("場所"),   SLICE("内容"),	      SLICE("問いかけ"),
	SLICE("次に"),	   SLICE("根拠"),   SLICE("資料にないもの"), SLICE("そのままにする理由"), SLICE("識別子"),
	SLICE("判定のもと"), SLICE("使った表"), SLICE("標準仕様の項目"), SLICE("規則の名前"),
};
static const struct slice headings_en[] = {
	SLICE("file"),	SLICE("line"),	   SLICE("column"),   SLICE("plan"),	SLICE("form"),	  SLICE("plan date"), SLICE("rule"),
	SLICE("title"), SLICE("category"), SLICE("severity"), SLICE("kind"),	SLICE("where"),	  SLICE("message"),   SLICE("question"),
	SLICE("next"),	SLICE("basis"),	   SLICE("missing"),  SLICE("left as it is because"), SLICE("fingerprint"),
	SLICE("judged by"), SLICE("tables"), SLICE("item of the standard"), SLICE("name of the rule"),
};

/* Every cell of a plan about which there is nothing to say is empty but its name and this word. */
static void add_quiet_plan(struct report *report, const struct report_plan *plan)
{
	enum { BEFORE_KIND = 4, BEHIND_KIND = COUNT_OF(headings_ja) - 11 };

	csv_add_cell(report, plan->path);
	csv_add_nothing(report);
	csv_add_nothing(report);
	add_plan_cells(report, plan);
	for (int i = 0; i < BEFORE_KIND; i++)
		csv_add_cell(report, slice_of("", 0));
	if (plan->questions_left_out)
		csv_add_cell(report, report->run.english ? SLICE_OF("questions that --questions left out") : SLICE_OF("問いかけのみ（--questions で省略）"));
	else
		csv_add_cell(report, report->run.english ? SLICE_OF("nothing to point out") : SLICE_OF("お伝えしたいことなし"));
	for (int i = 0; i < BEHIND_KIND; i++)
		csv_add_cell(report, slice_of("", 0));
	csv_end_row(report);
}

static void csv_begin(struct report *report)
{
	csv_begin_rows(report, arena_new(report->text.arena, struct csv_rows));
	for (size_t i = 0; i < COUNT_OF(headings_ja); i++)
		csv_add_cell(report, report->run.english ? headings_en[i] : headings_ja[i]);
	csv_end_row(report);
	csv_send_rows(report);
}

static void csv_file(struct report *report, const struct report_file *file)
{
	for (size_t i = 0; i < file->findings->count; i++)
		add_finding(report, file->findings->items[i], file->path, NULL);
	csv_send_rows(report);
}

static void csv_plan(struct report *report, const struct report_plan *plan)
{
	for (size_t i = 0; i < plan->findings->count; i++)
		add_finding(report, plan->findings->items[i], plan->path, plan);
	if (plan->findings->count == 0)
		add_quiet_plan(report, plan);
	csv_send_rows(report);
}

/* The plans a finding lists are rows of their own behind it, so that they can be filtered and sorted. */
static void add_related(struct report *report, const struct finding *finding)
{
	for (size_t i = 0; i < finding->related_count; i++) {
		const struct related_plan *related = &finding->related[i];
		struct finding row = *finding;
		struct report_plan plan = {.key = related->plan};

		row.message = related->text.length ? related->text : finding->title;
		row.question = row.fix = row.missing = slice_of("", 0);
		add_finding(report, &row, related->path, &plan);
	}
}

static void csv_batch(struct report *report, const struct report_batch *batch)
{
	for (size_t i = 0; i < batch->findings->count; i++) {
		add_finding(report, batch->findings->items[i], slice_of("", 0), NULL);
		add_related(report, batch->findings->items[i]);
	}
	csv_send_rows(report);
}

static void csv_end(struct report *report, const struct report_summary *summary)
{
	(void)summary;
	csv_end_rows(report);
}

const struct report_format report_format_csv = {
	.name = SLICE("csv"),
	.begin = csv_begin,
	.file = csv_file,
	.plan = csv_plan,
	.batch = csv_batch,
	.end = csv_end,
};
