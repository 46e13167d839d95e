/*
 * A table for Excel: one row a finding, and one for a plan that has none, so that every plan that was read is in it.
 *
 * Spreadsheets take a cell that begins with = + - @ for a formula. Plans are other people's text, so such a cell gets an apostrophe
 * in front. Line breaks and controls never reach the file.
 */
#include "findings/suppression.h"
#include "report/finding_voice.h"
#include "report/report_format.h"
#include "report/report_words.h"
#include "text/cp932.h"
#include "text/cp932_substitute.h"
#include "text/utf8.h"

struct csv_state {
	struct text_builder rows; /* UTF-8, until they are written in the encoding of the file */
	bool begun;               /* this row has a cell */
	size_t substituted;       /* characters that CP932 does not have */
};

/* ---- encoding ---- */

static bool encode_character(struct text_builder *to, uint32_t character)
{
	unsigned char bytes[2];
	size_t count = cp932_encode(character, bytes);

	for (size_t i = 0; i < count; i++)
		text_builder_add_char(to, (char)bytes[i]);
	return count > 0;
}

/* The usual form of a rare kanji where there is one, else the printer's mark for a missing letter, 〓. */
static void encode_substitute(struct text_builder *to, uint32_t character)
{
	char room[CP932_SUBSTITUTE_BYTES];
	struct slice substitute = SLICE("〓");

	(void)cp932_substitute(character, room, &substitute);
	for (size_t at = 0; at < substitute.length;)
		encode_character(to, utf8_next(substitute, &at));
}

static void send_rows(struct report *report)
{
	struct csv_state *state = report->state;
	struct slice rows = text_builder_slice(&state->rows);

	if (!report->run.csv_cp932) {
		text_builder_add(&report->text, rows);
	} else {
		for (size_t at = 0; at < rows.length;) {
			uint32_t character = utf8_next(rows, &at);

			if (encode_character(&report->text, character))
				continue;
			encode_substitute(&report->text, character);
			state->substituted++;
		}
	}
	text_builder_clear(&state->rows);
}

/* ---- cells ---- */

/* Would a spreadsheet take it for a formula? Blanks in front do not stop it, nor does full width on a Japanese keyboard. */
static bool looks_like_formula(struct slice cell)
{
	static const struct slice signs[] = {SLICE("="), SLICE("+"), SLICE("-"), SLICE("@"), SLICE("＝"), SLICE("＋"), SLICE("－"), SLICE("＠")};
	struct slice text = slice_trim(cell);

	for (size_t i = 0; i < COUNT_OF(signs); i++)
		if (slice_starts_with(text, signs[i]))
			return true;
	return false;
}

static void add_cell(struct report *report, struct slice value)
{
	struct csv_state *state = report->state;
	struct text_builder *rows = &state->rows, *safe = &report->line;

	text_builder_clear(safe);
	utf8_add_safely(safe, value);
	text_builder_add(rows, state->begun ? SLICE_OF(",\"") : SLICE_OF("\""));
	state->begun = true;
	if (looks_like_formula(text_builder_slice(safe)))
		text_builder_add_char(rows, '\'');
	for (size_t i = 0; i < safe->length; i++) {
		if (safe->data[i] == '"')
			text_builder_add_char(rows, '"');
		text_builder_add_char(rows, safe->data[i]);
	}
	text_builder_add_char(rows, '"');
}

/* Empty when there is none. */
static void add_number(struct report *report, uint32_t number)
{
	struct csv_state *state = report->state;

	text_builder_add(&state->rows, SLICE_OF(","));
	if (number)
		text_builder_print(&state->rows, "%u", (unsigned)number);
}

static void end_row(struct report *report)
{
	struct csv_state *state = report->state;

	text_builder_add(&state->rows, SLICE_OF("\r\n"));
	state->begun = false;
}

/* ---- rows ---- */

static void add_plan_cells(struct report *report, const struct report_plan *plan)
{
	const struct slice none = SLICE("");

	add_cell(report, plan ? plan->key : none);
	add_cell(report, plan ? plan->kind_name : none);
	add_cell(report, plan ? plan->plan_date_iso : none);
}

static void add_basis_cell(struct report *report, const struct finding *finding)
{
	const struct basis *basis = chief_basis(finding->basis, finding->basis_count);

	text_builder_clear(&report->detail);
	if (basis)
		add_basis_line(&report->detail, basis, report->run.english);
	add_cell(report, text_builder_slice(&report->detail));
}

/* A table is filtered by who reads it: it holds what each audience needs, whoever it speaks to. */
static void add_voice_cell(struct report *report, const struct finding *finding, enum voice_detail detail)
{
	text_builder_clear(&report->detail);
	voice_add_detail(&report->detail, finding, detail, 0, report->run.english);
	add_cell(report, text_builder_slice(&report->detail));
}

static void add_finding(struct report *report, const struct finding *finding, struct slice path, const struct report_plan *plan)
{
	bool english = report->run.english;

	add_cell(report, finding->path.length ? finding->path : path);
	add_number(report, finding->start.line);
	add_number(report, finding->start.column);
	add_plan_cells(report, plan);
	add_cell(report, finding->rule);
	add_cell(report, finding->title);
	add_cell(report, finding->category);
	add_cell(report, finding_severity_title(finding, english));
	add_cell(report, finding_kind_title(finding, english));
	add_cell(report, finding->address);
	add_cell(report, finding->message);
	add_cell(report, finding->question);
	add_cell(report, finding->fix);
	add_basis_cell(report, finding);
	add_cell(report, finding->missing);
	add_cell(report, finding->suppressed_by ? finding->suppressed_by->reason : slice_of("", 0));
	add_cell(report, finding->fingerprint);
	add_voice_cell(report, finding, VOICE_DECISION);
	add_voice_cell(report, finding, VOICE_ITEM);
	add_voice_cell(report, finding, VOICE_NAME);
	end_row(report);
}

static const struct slice headings_ja[] = {
	SLICE("ファイル"), SLICE("行"),	    SLICE("桁"),   SLICE("計画"),     SLICE("計画書"), SLICE("計画作成日"),   SLICE("番号"),
	SLICE("項目"),	   SLICE("分類"),   SLICE("重さ"), SLICE("種類"),     SLICE("場所"),   SLICE("内容"),	      SLICE("問いかけ"),
	SLICE("次に"),	   SLICE("根拠"),   SLICE("資料にないもの"), SLICE("そのままにする理由"), SLICE("識別子"),
	SLICE("判定のもと"), SLICE("標準仕様の項目"), SLICE("規則の名前"),
};
static const struct slice headings_en[] = {
	SLICE("file"),	SLICE("line"),	   SLICE("column"),   SLICE("plan"),	SLICE("form"),	  SLICE("plan date"), SLICE("rule"),
	SLICE("title"), SLICE("category"), SLICE("severity"), SLICE("kind"),	SLICE("where"),	  SLICE("message"),   SLICE("question"),
	SLICE("next"),	SLICE("basis"),	   SLICE("missing"),  SLICE("left as it is because"), SLICE("fingerprint"),
	SLICE("judged by"), SLICE("item of the standard"), SLICE("name of the rule"),
};

/* Every cell of a plan about which there is nothing to say is empty but its name and this word. */
static void add_quiet_plan(struct report *report, const struct report_plan *plan)
{
	enum { BEFORE_KIND = 4, BEHIND_KIND = COUNT_OF(headings_ja) - 11 };

	add_cell(report, plan->path);
	add_number(report, 0);
	add_number(report, 0);
	add_plan_cells(report, plan);
	for (int i = 0; i < BEFORE_KIND; i++)
		add_cell(report, slice_of("", 0));
	if (plan->questions_left_out)
		add_cell(report, report->run.english ? SLICE_OF("questions that --questions left out") : SLICE_OF("問いかけのみ（--questions で省略）"));
	else
		add_cell(report, report->run.english ? SLICE_OF("nothing to point out") : SLICE_OF("お伝えしたいことなし"));
	for (int i = 0; i < BEHIND_KIND; i++)
		add_cell(report, slice_of("", 0));
	end_row(report);
}

static void csv_begin(struct report *report)
{
	struct csv_state *state = arena_new(report->text.arena, struct csv_state);

	text_builder_init(&state->rows, report->text.arena);
	report->state = state;
	if (!report->run.csv_cp932)
		text_builder_add(&report->text, SLICE_OF("\xEF\xBB\xBF"));
	for (size_t i = 0; i < COUNT_OF(headings_ja); i++)
		add_cell(report, report->run.english ? headings_en[i] : headings_ja[i]);
	end_row(report);
	send_rows(report);
}

static void csv_file(struct report *report, const struct report_file *file)
{
	for (size_t i = 0; i < file->findings->count; i++)
		add_finding(report, file->findings->items[i], file->path, NULL);
	send_rows(report);
}

static void csv_plan(struct report *report, const struct report_plan *plan)
{
	for (size_t i = 0; i < plan->findings->count; i++)
		add_finding(report, plan->findings->items[i], plan->path, plan);
	if (plan->findings->count == 0)
		add_quiet_plan(report, plan);
	send_rows(report);
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
	send_rows(report);
}

static void csv_end(struct report *report, const struct report_summary *summary)
{
	const struct csv_state *state = report->state;
	struct slice sentence;

	(void)summary;
	if (!state->substituted || !report->run.notice)
		return;
	sentence = arena_print(report->text.arena,
			       report->run.english ? "csv: %zu characters that CP932 does not have were replaced by a usual form or 〓; UTF-8 keeps them"
						   : "csv：CP932 にない文字%zu字を、似た字か〓に置き換えました。UTF-8 ならそのまま残ります",
			       state->substituted);
	report->run.notice(report->run.context, sentence.data);
}

const struct report_format report_format_csv = {
	.name = SLICE("csv"),
	.begin = csv_begin,
	.file = csv_file,
	.plan = csv_plan,
	.batch = csv_batch,
	.end = csv_end,
};
