/*
 * A workbook for Excel: what there is to say, the plans, their offices, what was not checked, the 23 standard items, the files, and what
 * this is. Made by libxlsxwriter in a private file without a name; when it is whole, it goes where it was asked for.
 */
#include "base/platform/platform.h"
#include "findings/suppression.h"
#include "report/finding_voice.h"
#include "report/report_format.h"
#include "report/report_words.h"
#include "report/tables/xlsx_book.h"
#include "report/totals/ranking_words.h"
#include "report/totals/count_tables.h"

enum sheet {
	SHEET_FINDINGS,
	SHEET_PLANS,
	SHEET_OFFICES,
	SHEET_COVERAGE,
	SHEET_ITEMS,
	SHEET_FILES,
	SHEET_ABOUT,
	SHEET_RULES,
	SHEET_MONTHS,
	SHEET_CARE_MANAGERS, /* with --care-managers alone */
	SHEET_RANKING,       /* with --rank alone */
	SHEET_COUNT
};

struct column {
	enum sheet sheet;
	uint8_t width; /* characters */
	struct slice ja, en;
};

static const char *const sheet_names[SHEET_COUNT][2] = {
	[SHEET_FINDINGS] = {"指摘と問いかけ", "findings"}, [SHEET_PLANS] = {"計画", "plans"},
	[SHEET_OFFICES] = {"事業所", "offices"},	   [SHEET_COVERAGE] = {"確認していないこと", "coverage"},
	[SHEET_ITEMS] = {"23項目", "23 items"},		   [SHEET_FILES] = {"読んだファイル", "files"},
	[SHEET_ABOUT] = {"この表について", "about"},	   [SHEET_RANKING] = {"話を聞いてみる順", "ranking"},
	[SHEET_RULES] = {"項目ごと", "by rule"},	   [SHEET_MONTHS] = {"月ごと", "by month"},
	[SHEET_CARE_MANAGERS] = {"担当者ごと", "by care manager"},
};

/* In the order of the sheets. */
static const struct column columns[] = {
	{SHEET_FINDINGS, 24, SLICE("計画"), SLICE("plan")},
	{SHEET_FINDINGS, 22, SLICE("事業所"), SLICE("office")},
	{SHEET_FINDINGS, 10, SLICE("番号"), SLICE("rule")},
	{SHEET_FINDINGS, 16, SLICE("重さ"), SLICE("severity")},
	{SHEET_FINDINGS, 12, SLICE("種類"), SLICE("kind")},
	{SHEET_FINDINGS, 28, SLICE("項目"), SLICE("title")},
	{SHEET_FINDINGS, 30, SLICE("場所"), SLICE("where")},
	{SHEET_FINDINGS, 60, SLICE("内容"), SLICE("message")},
	{SHEET_FINDINGS, 40, SLICE("問いかけ"), SLICE("question")},
	{SHEET_FINDINGS, 40, SLICE("次に"), SLICE("next")},
	{SHEET_FINDINGS, 40, SLICE("根拠"), SLICE("basis")},
	{SHEET_FINDINGS, 24, SLICE("そのままにする理由"), SLICE("left as it is because")},
	{SHEET_FINDINGS, 24, SLICE("ファイル"), SLICE("file")},
	{SHEET_FINDINGS, 7, SLICE("行"), SLICE("line")},
	{SHEET_FINDINGS, 20, SLICE("識別子"), SLICE("fingerprint")},
	{SHEET_FINDINGS, 30, SLICE("判定のもと"), SLICE("judged by")},
	{SHEET_FINDINGS, 30, SLICE("使った表"), SLICE("tables")},
	{SHEET_FINDINGS, 14, SLICE("標準仕様の項目"), SLICE("item of the standard")},
	{SHEET_FINDINGS, 24, SLICE("規則の名前"), SLICE("name of the rule")},

	{SHEET_PLANS, 28, SLICE("計画"), SLICE("plan")},
	{SHEET_PLANS, 22, SLICE("計画書"), SLICE("form")},
	{SHEET_PLANS, 12, SLICE("計画作成日"), SLICE("plan date")},
	{SHEET_PLANS, 14, SLICE("事業所番号"), SLICE("office code")},
	{SHEET_PLANS, 24, SLICE("事業所"), SLICE("office")},
	{SHEET_PLANS, 9, SLICE("要確認"), SLICE("error")},
	{SHEET_PLANS, 9, SLICE("話題"), SLICE("warning")},
	{SHEET_PLANS, 9, SLICE("気づき"), SLICE("info")},
	{SHEET_PLANS, 9, SLICE("問いかけ"), SLICE("question")},
	{SHEET_PLANS, 9, SLICE("示していない問いかけ"), SLICE("questions not shown")},
	{SHEET_PLANS, 9, SLICE("そのままにする"), SLICE("left as it is")},
	{SHEET_PLANS, 9, SLICE("前から分かっている"), SLICE("known")},
	{SHEET_PLANS, 9, SLICE("点検の項目"), SLICE("rules")},
	{SHEET_PLANS, 9, SLICE("適合"), SLICE("passed")},
	{SHEET_PLANS, 9, SLICE("対象外"), SLICE("not applicable")},
	{SHEET_PLANS, 9, SLICE("判定を見送り"), SLICE("not judged")},
	{SHEET_PLANS, 9, SLICE("確認できない"), SLICE("unchecked")},
	{SHEET_PLANS, 40, SLICE("要る書類"), SLICE("needed")},
	{SHEET_PLANS, 30, SLICE("ファイル"), SLICE("file")},

	{SHEET_OFFICES, 14, SLICE("事業所番号"), SLICE("office code")},
	{SHEET_OFFICES, 32, SLICE("事業所"), SLICE("office")},
	{SHEET_OFFICES, 9, SLICE("計画"), SLICE("plans")},
	{SHEET_OFFICES, 9, SLICE("要確認"), SLICE("error")},
	{SHEET_OFFICES, 9, SLICE("話題"), SLICE("warning")},
	{SHEET_OFFICES, 9, SLICE("気づき"), SLICE("info")},
	{SHEET_OFFICES, 9, SLICE("問いかけ"), SLICE("question")},

	{SHEET_COVERAGE, 28, SLICE("計画"), SLICE("plan")},
	{SHEET_COVERAGE, 22, SLICE("要る書類"), SLICE("needed")},
	{SHEET_COVERAGE, 10, SLICE("番号"), SLICE("rule")},
	{SHEET_COVERAGE, 50, SLICE("確認していないこと"), SLICE("not checked")},

	{SHEET_ITEMS, 7, SLICE("番号"), SLICE("no")},
	{SHEET_ITEMS, 44, SLICE("課題分析標準項目"), SLICE("standard item of assessment")},
	{SHEET_ITEMS, 14, SLICE("書かれている計画"), SLICE("written")},
	{SHEET_ITEMS, 14, SLICE("見当たらない計画"), SLICE("blank")},
	{SHEET_ITEMS, 14, SLICE("資料にない計画"), SLICE("not supplied")},

	{SHEET_FILES, 50, SLICE("ファイル"), SLICE("file")},
	{SHEET_FILES, 16, SLICE("種類"), SLICE("kind")},
	{SHEET_FILES, 10, SLICE("文字コード"), SLICE("encoding")},
	{SHEET_FILES, 8, SLICE("計画"), SLICE("plans")},
	{SHEET_FILES, 68, SLICE("要約値（SHA-256）"), SLICE("SHA-256")},

	{SHEET_ABOUT, 28, SLICE("項目"), SLICE("what")},
	{SHEET_ABOUT, 80, SLICE("内容"), SLICE("is")},

	{SHEET_RULES, 10, SLICE("番号"), SLICE("rule")},
	{SHEET_RULES, 60, SLICE("項目"), SLICE("title")},
	{SHEET_RULES, 9, SLICE("要確認"), SLICE("error")},
	{SHEET_RULES, 9, SLICE("話題"), SLICE("warning")},
	{SHEET_RULES, 9, SLICE("気づき"), SLICE("info")},
	{SHEET_RULES, 9, SLICE("問いかけ"), SLICE("question")},

	{SHEET_MONTHS, 14, SLICE("計画作成日の月"), SLICE("month of the plan")},
	{SHEET_MONTHS, 9, SLICE("計画"), SLICE("plans")},
	{SHEET_MONTHS, 9, SLICE("要確認"), SLICE("error")},
	{SHEET_MONTHS, 9, SLICE("話題"), SLICE("warning")},
	{SHEET_MONTHS, 9, SLICE("気づき"), SLICE("info")},
	{SHEET_MONTHS, 9, SLICE("問いかけ"), SLICE("question")},

	{SHEET_CARE_MANAGERS, 14, SLICE("事業所番号"), SLICE("office code")},
	{SHEET_CARE_MANAGERS, 24, SLICE("担当者"), SLICE("care manager")},
	{SHEET_CARE_MANAGERS, 9, SLICE("計画"), SLICE("plans")},
	{SHEET_CARE_MANAGERS, 9, SLICE("要確認"), SLICE("error")},
	{SHEET_CARE_MANAGERS, 9, SLICE("話題"), SLICE("warning")},
	{SHEET_CARE_MANAGERS, 9, SLICE("気づき"), SLICE("info")},
	{SHEET_CARE_MANAGERS, 9, SLICE("問いかけ"), SLICE("question")},

	{SHEET_RANKING, 7, SLICE("順"), SLICE("no")},
	{SHEET_RANKING, 28, SLICE("計画"), SLICE("plan")},
	{SHEET_RANKING, 24, SLICE("事業所"), SLICE("office")},
	{SHEET_RANKING, 9, SLICE("事業所での順"), SLICE("turn")},
	{SHEET_RANKING, 70, SLICE("理由"), SLICE("reasons")},
};

struct xlsx_state {
	struct xlsx_book *book;
	struct report_totals totals;
};

static bool xlsx_prepare(struct report *report, struct failure *failure)
{
	struct xlsx_state *state = arena_new(report->text.arena, struct xlsx_state);

	report->state = state;
	if (!xlsx_book_available()) {
		failure_set(failure, "%s", report->run.english
					   ? "--format xlsx needs libxlsxwriter, which this machine or this build of tenken does not have; csv needs nothing"
					   : "--format xlsx には libxlsxwriter が要ります（この機械か、この tenken にはありません）。csv なら何も要りません");
		return false;
	}
	state->book = xlsx_book_open(report->text.arena, output_spool_path(report->spools[0], report->text.arena).data);
	if (state->book)
		return true;
	failure_set(failure, "%s", report->run.english ? "xlsx: a temporary file could not be opened" : "xlsx：一時ファイルを開けませんでした");
	return false;
}

static void xlsx_begin(struct report *report)
{
	enum { MOST = 32 };
	struct xlsx_state *state = report->state;
	struct slice headings[MOST];
	uint8_t widths[MOST];
	size_t at = 0;

	report_totals_init(&state->totals, report->text.arena);
	state->totals.by_care_manager = report->run.care_managers;
	for (int sheet = 0; sheet < SHEET_COUNT; sheet++) {
		bool wanted = (sheet != SHEET_RANKING || report->ranking) && (sheet != SHEET_CARE_MANAGERS || report->run.care_managers);
		unsigned count = 0;

		for (; at < COUNT_OF(columns) && columns[at].sheet == (enum sheet)sheet && count < MOST; at++, count++) {
			headings[count] = report->run.english ? columns[at].en : columns[at].ja;
			widths[count] = columns[at].width;
		}
		if (wanted)
			xlsx_book_add_sheet(state->book, sheet_names[sheet][report->run.english], headings, widths, count);
	}
}

static void add_findings(struct report *report, const struct finding_list *findings, const struct report_plan *plan, struct slice path)
{
	struct xlsx_book *book = ((struct xlsx_state *)report->state)->book;
	bool english = report->run.english;

	for (size_t i = 0; i < findings->count; i++) {
		const struct finding *finding = findings->items[i];
		const struct basis *basis = chief_basis(finding->basis, finding->basis_count);

		if (finding->kind == FINDING_OPEN)
			continue;
		text_builder_clear(&report->line);
		if (basis)
			add_basis_line(&report->line, basis, english);
		const struct slice texts[] = {
			plan ? plan->key : slice_of("", 0), plan ? plan->office : slice_of("", 0), finding->rule,
			finding_severity_title(finding, english), finding_kind_title(finding, english), finding->title, finding->address,
			finding->message, finding->question, finding->fix, text_builder_slice(&report->line),
			finding->suppressed_by ? finding->suppressed_by->reason : slice_of("", 0), finding->path.length ? finding->path : path,
		};

		for (size_t k = 0; k < COUNT_OF(texts); k++)
			xlsx_book_add_text(book, SHEET_FINDINGS, texts[k]);
		xlsx_book_add_number(book, SHEET_FINDINGS, finding->start.line);
		xlsx_book_add_text(book, SHEET_FINDINGS, finding->fingerprint);
		text_builder_clear(&report->detail);
		voice_add_detail(&report->detail, finding, VOICE_DECISION, 0, &report->run);
		xlsx_book_add_text(book, SHEET_FINDINGS, text_builder_slice(&report->detail));
		text_builder_clear(&report->detail);
		voice_add_detail(&report->detail, finding, VOICE_TABLES, 0, &report->run);
		xlsx_book_add_text(book, SHEET_FINDINGS, text_builder_slice(&report->detail));
		xlsx_book_add_text(book, SHEET_FINDINGS, finding->item);
		xlsx_book_add_text(book, SHEET_FINDINGS, finding->name);
		xlsx_book_end_row(book, SHEET_FINDINGS);
	}
}

static void xlsx_file(struct report *report, const struct report_file *file)
{
	struct xlsx_book *book = ((struct xlsx_state *)report->state)->book;

	add_findings(report, file->findings, NULL, file->path);
	xlsx_book_add_text(book, SHEET_FILES, file->path);
	xlsx_book_add_text(book, SHEET_FILES, file->kind);
	xlsx_book_add_text(book, SHEET_FILES, file->encoding);
	xlsx_book_add_number(book, SHEET_FILES, file->plans);
	xlsx_book_add_text(book, SHEET_FILES, file->sha256);
	xlsx_book_end_row(book, SHEET_FILES);
}

static void add_plan_counts(struct xlsx_book *book, const struct report_plan *plan)
{
	size_t weights[WEIGHT_COUNT] = {0}, decided = 0, known = 0;

	for (size_t i = 0; i < plan->findings->count; i++) {
		const struct finding *finding = plan->findings->items[i];

		if (finding->kind == FINDING_OPEN)
			continue;
		if (finding->known)
			known++;
		else if (finding->suppressed_by)
			decided++;
		else
			weights[finding_weight(finding)]++;
	}
	const size_t numbers[] = {
		weights[WEIGHT_ERROR], weights[WEIGHT_WARNING], weights[WEIGHT_INFO], weights[WEIGHT_QUESTION], plan->questions_left_out, decided, known,
		plan->coverage.rules, plan->coverage.passed, plan->coverage.not_applicable, plan->coverage.not_judged, plan->coverage.open,
	};

	for (size_t i = 0; i < COUNT_OF(numbers); i++)
		xlsx_book_add_number(book, SHEET_PLANS, numbers[i]);
}

static void add_plan_row(struct report *report, const struct report_plan *plan)
{
	struct xlsx_book *book = ((struct xlsx_state *)report->state)->book;
	const struct slice texts[] = {plan->key, plan->kind_name, plan->plan_date_iso, plan->office_code, plan->office};

	for (size_t i = 0; i < COUNT_OF(texts); i++)
		xlsx_book_add_text(book, SHEET_PLANS, texts[i]);
	add_plan_counts(book, plan);
	text_builder_clear(&report->line);
	for (size_t i = 0; i < plan->missing_count; i++) {
		text_builder_add_string(&report->line, i == 0 ? "" : report->run.english ? ", " : "、");
		text_builder_add(&report->line, plan->missing[i].name);
	}
	xlsx_book_add_text(book, SHEET_PLANS, text_builder_slice(&report->line));
	xlsx_book_add_text(book, SHEET_PLANS, plan->path);
	xlsx_book_end_row(book, SHEET_PLANS);
}

static void xlsx_plan(struct report *report, const struct report_plan *plan)
{
	struct xlsx_state *state = report->state;

	report_totals_add(&state->totals, plan, report->run.english);
	add_findings(report, plan->findings, plan, plan->path);
	add_plan_row(report, plan);
	for (size_t i = 0; i < plan->findings->count; i++) {
		const struct finding *finding = plan->findings->items[i];

		if (finding->kind != FINDING_OPEN)
			continue;
		xlsx_book_add_text(state->book, SHEET_COVERAGE, plan->key);
		xlsx_book_add_text(state->book, SHEET_COVERAGE, finding->missing);
		xlsx_book_add_text(state->book, SHEET_COVERAGE, finding->rule);
		xlsx_book_add_text(state->book, SHEET_COVERAGE, finding->title);
		xlsx_book_end_row(state->book, SHEET_COVERAGE);
	}
}

/* ---- what is known at the end ---- */

/* Rules and care managers have their number before their name, months have none. */
static void add_counts(struct xlsx_state *state, enum sheet sheet, const struct count_table *table)
{
	for (size_t i = 0; i < table->rows->count; i++) {
		const struct total_row *row = &table->rows->rows[table->order[i]];

		if (sheet != SHEET_MONTHS)
			xlsx_book_add_text(state->book, sheet, table->shows_key ? row->key : row->more);
		xlsx_book_add_text(state->book, sheet, count_row_name(table, row));
		for (size_t column = table->counts_plans ? 0 : 1; column < COUNT_COLUMNS; column++)
			xlsx_book_add_number(state->book, sheet, count_of_row(row, column));
		xlsx_book_end_row(state->book, sheet);
	}
}

static void add_count_tables(struct xlsx_state *state, bool english)
{
	struct count_table tables[COUNT_TABLES];

	count_tables_of(&state->totals, english, tables);
	add_counts(state, SHEET_OFFICES, &tables[COUNTS_BY_OFFICE]);
	add_counts(state, SHEET_RULES, &tables[COUNTS_BY_RULE]);
	add_counts(state, SHEET_MONTHS, &tables[COUNTS_BY_MONTH]);
	if (tables[COUNTS_BY_CARE_MANAGER].rows->count)
		add_counts(state, SHEET_CARE_MANAGERS, &tables[COUNTS_BY_CARE_MANAGER]);
}

static void add_items(struct xlsx_state *state)
{
	for (unsigned i = 0; i < STANDARD_ITEMS; i++) {
		const struct standard_item_total *item = &state->totals.standard[i];
		const size_t numbers[] = {item->written, item->blank, item->not_supplied};

		if (!item->name.length)
			continue;
		xlsx_book_add_number(state->book, SHEET_ITEMS, i + 1);
		xlsx_book_add_text(state->book, SHEET_ITEMS, item->name);
		for (size_t k = 0; k < COUNT_OF(numbers); k++)
			xlsx_book_add_number(state->book, SHEET_ITEMS, numbers[k]);
		xlsx_book_end_row(state->book, SHEET_ITEMS);
	}
}

/* The plans that a finding over all plans lists are rows of their own behind it, so that they can be filtered. */
static void add_batch(struct report *report)
{
	for (size_t i = 0; i < report->batch->findings->count; i++) {
		struct finding *finding = report->batch->findings->items[i];
		struct finding_list one = {.items = &finding, .count = 1};

		add_findings(report, &one, NULL, slice_of("", 0));
		if (finding->kind == FINDING_OPEN)
			continue;
		for (size_t k = 0; k < finding->related_count; k++) {
			const struct related_plan *related = &finding->related[k];
			struct finding row = *finding, *item = &row;
			struct finding_list list = {.items = &item, .count = 1};
			struct report_plan plan = {.key = related->plan};

			row.message = related->text.length ? related->text : finding->title;
			row.question = row.fix = slice_of("", 0);
			add_findings(report, &list, &plan, related->path);
		}
	}
}

static void add_ranking(struct report *report)
{
	struct xlsx_book *book = ((struct xlsx_state *)report->state)->book;
	/* The sheet of care managers, which stands before it, is not always there. */
	unsigned sheet = report->run.care_managers ? SHEET_RANKING : SHEET_RANKING - 1;
	size_t count;
	const struct ranked_plan **plans = plan_ranking_order(report->ranking, report->batch, &count);

	for (size_t i = 0; i < count; i++) {
		text_builder_clear(&report->detail);
		ranking_add_reasons(&report->detail, plans[i], report->run.english);
		xlsx_book_add_number(book, sheet, i + 1);
		xlsx_book_add_text(book, sheet, plans[i]->key);
		xlsx_book_add_text(book, sheet, plans[i]->office.length ? plans[i]->office : plans[i]->office_code);
		xlsx_book_add_number(book, sheet, plans[i]->round + 1);
		xlsx_book_add_text(book, sheet, text_builder_slice(&report->detail));
		xlsx_book_end_row(book, sheet);
	}
}

static void add_about(struct report *report, const struct report_summary *summary)
{
	struct xlsx_book *book = ((struct xlsx_state *)report->state)->book;
	size_t cut = xlsx_book_rows_cut(book);
	const struct {
		struct slice ja, en, value;
	} rows[] = {
		{SLICE("tenken"), SLICE("tenken"), report->run.version},
		{SLICE("項目の版"), SLICE("rule set"), report->run.ruleset},
		{SLICE("項目の要約値"), SLICE("its digest"), report->run.ruleset_digest},
		{SLICE("基準日"), SLICE("as of"), report->run.as_of},
		{SLICE("結び"), SLICE("outcome"), summary->reason},
	};

	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		xlsx_book_add_text(book, SHEET_ABOUT, report->run.english ? rows[i].en : rows[i].ja);
		xlsx_book_add_text(book, SHEET_ABOUT, rows[i].value);
		xlsx_book_end_row(book, SHEET_ABOUT);
	}
	if (!cut)
		return;
	xlsx_book_add_text(book, SHEET_ABOUT, report->run.english ? SLICE_OF("rows that had no room") : SLICE_OF("入りきらなかった行"));
	xlsx_book_add_number(book, SHEET_ABOUT, cut);
	xlsx_book_end_row(book, SHEET_ABOUT);
}

static void xlsx_end(struct report *report, const struct report_summary *summary)
{
	struct xlsx_state *state = report->state;
	const char *problem;

	if (report->batch)
		add_batch(report);
	if (report->ranking)
		add_ranking(report);
	add_count_tables(state, report->run.english);
	add_items(state);
	add_about(report, summary);
	if (!xlsx_book_close(state->book, &problem)) {
		failure_set(&report->failed, "xlsx: %s", problem ? problem : "libxlsxwriter");
		return;
	}
	output_pass_on(report->spools[0], report->output);
	report->spools[0] = NULL;
}

static void xlsx_abandon(struct report *report)
{
	struct xlsx_state *state = report->state;

	if (state)
		xlsx_book_abandon(state->book);
}

const struct report_format report_format_xlsx = {
	.name = SLICE("xlsx"),
	.wants_forms = true,
	.ranks = true,
	.spools = 1,
	.prepare = xlsx_prepare,
	.begin = xlsx_begin,
	.file = xlsx_file,
	.plan = xlsx_plan,
	.end = xlsx_end,
	.abandon = xlsx_abandon,
};
