/* What a run would read (--list-files): a table for people, one object for programs. Plans are not shown, only counted. */
#include "report/report_format.h"
#include "report/report_words.h"
#include "text/json/json_writer.h"
#include "text/unicode/utf8.h"

enum { COLUMNS = 6, GAP = 2 };

/* One line of the table; all cells can be shown as they are. */
struct file_row {
	struct slice cells[COLUMNS];
};

static void plan_nothing(struct report *report, const struct report_plan *plan)
{
	(void)report;
	(void)plan;
}

/* ---- the table ---- */

static struct slice safe_copy(struct report *report, struct slice text)
{
	struct text_builder safe;

	text_builder_init(&safe, report->text.arena);
	utf8_add_safely(&safe, text);
	return text_builder_finish(&safe);
}

static struct slice shown_path(struct report *report, struct slice path)
{
	struct text_builder shown;

	text_builder_init(&shown, report->text.arena);
	add_path_first(&shown, path);
	return text_builder_finish(&shown);
}

static struct slice number_or_none(struct report *report, size_t number, bool there)
{
	return there ? arena_print(report->text.arena, "%zu", number) : SLICE_OF("-");
}

static struct slice left_out_words(struct slice reason, bool english)
{
	if (slice_equal(reason, SLICE_OF("dot")))
		return english ? SLICE_OF("left out: its name begins with a dot") : SLICE_OF("読みません：名前が . で始まります");
	if (slice_equal(reason, SLICE_OF("ignored")))
		return english ? SLICE_OF("left out: in a .tenkenignore") : SLICE_OF("読みません：.tenkenignore にあります");
	if (slice_equal(reason, SLICE_OF("settings")))
		return english ? SLICE_OF("left out: settings of tenken") : SLICE_OF("読みません：tenken の設定です");
	return english ? SLICE_OF("left out: not .yaml .yml .csv .zip") : SLICE_OF("読みません：.yaml .yml .csv .zip ではありません");
}

/* Why a file gives no plans: the first thing that was found about it. */
static struct slice remark(const struct report *report, const struct report_file *file)
{
	if (file->left_out.length)
		return left_out_words(file->left_out, report->run.english);
	for (size_t i = 0; file->findings && i < file->findings->count; i++)
		if (file->findings->items[i]->lost || !file->encoding.length)
			return file->findings->items[i]->message;
	return slice_of("", 0);
}

static void add_row(struct report *report, const struct file_row *row)
{
	report->rows = arena_with_room(report->text.arena, report->rows, report->row_count, &report->row_capacity, sizeof *report->rows);
	report->rows[report->row_count++] = *row;
}

static void table_begin(struct report *report)
{
	static const struct file_row ja = {{SLICE("ファイル"), SLICE("種類"), SLICE("文字コード"), SLICE("計画"), SLICE("組"), SLICE("備考")}};
	static const struct file_row en = {{SLICE("file"), SLICE("kind"), SLICE("encoding"), SLICE("plans"), SLICE("set"), SLICE("remark")}};

	add_row(report, report->run.english ? &en : &ja);
}

static void table_file(struct report *report, const struct report_file *file)
{
	bool read = file->encoding.length > 0;
	struct file_row row = {{shown_path(report, file->path), safe_copy(report, file->left_out.length ? SLICE_OF("-") : file->kind_title),
				read ? file->encoding : SLICE_OF("-"), number_or_none(report, file->plans, read),
				number_or_none(report, file->set, file->set > 0), safe_copy(report, remark(report, file))}};

	add_row(report, &row);
}

static void print_row(struct report *report, const struct file_row *row, const size_t widths[COLUMNS])
{
	size_t last = COLUMNS;

	while (last > 0 && row->cells[last - 1].length == 0)
		last--;
	for (size_t i = 0; i < last; i++) {
		text_builder_add(&report->text, row->cells[i]);
		for (size_t width = utf8_width(row->cells[i]); i + 1 < last && width < widths[i] + GAP; width++)
			text_builder_add_char(&report->text, ' ');
	}
	text_builder_add_char(&report->text, '\n');
	report_flush(report);
}

static void table_end(struct report *report, const struct report_summary *summary)
{
	size_t widths[COLUMNS] = {0};

	for (size_t i = 0; i < report->row_count; i++)
		for (size_t k = 0; k < COLUMNS; k++) {
			size_t width = utf8_width(report->rows[i].cells[k]);

			widths[k] = width > widths[k] ? width : widths[k];
		}
	for (size_t i = 0; i < report->row_count; i++)
		print_row(report, &report->rows[i], widths);
	text_builder_print(&report->text,
			   report->run.english ? "\nfiles %zu, plans %zu, could not be read %zu\n" : "\nファイル %zu、計画 %zu、読めなかったもの %zu\n",
			   summary->files, summary->plans, summary->lost);
}

/* ---- JSON ---- */

static void json_list_begin(struct report *report)
{
	text_builder_add_string(&report->text, "{\"schema_version\":1,\"tool\":{\"name\":\"tenken\",\"version\":\"");
	text_builder_add(&report->text, report->run.version);
	text_builder_add_string(&report->text, "\"},\"files\":[");
}

static void json_list_file(struct report *report, const struct report_file *file)
{
	struct json_writer json;

	text_builder_add_string(&report->text, report->files ? ",\n" : "\n");
	json_init(&json, &report->text, false);
	json_begin_object(&json);
	json_text(&json, "path", file->path);
	json_text_if(&json, "left_out", file->left_out);
	if (!file->left_out.length)
		json_text(&json, "kind", file->kind);
	json_text_if(&json, "file_type", file->file_type);
	json_text_if(&json, "edition", file->edition);
	json_text_if(&json, "encoding", file->encoding);
	if (file->encoding.length)
		json_count(&json, "plans", file->plans);
	if (file->set)
		json_count(&json, "set", file->set);
	json_key(&json, "findings");
	json_begin_array(&json);
	for (size_t i = 0; file->findings && i < file->findings->count; i++) {
		const struct finding *finding = file->findings->items[i];

		json_begin_object(&json);
		json_text(&json, "rule", finding->rule);
		json_text(&json, "severity", severity_name(finding->severity));
		json_text(&json, "message", finding->message);
		json_end_object(&json);
	}
	json_end_array(&json);
	json_end_object(&json);
}

static void json_list_end(struct report *report, const struct report_summary *summary)
{
	text_builder_print(&report->text, "],\n\"summary\":{\"files\":%zu,\"plans\":%zu,\"lost\":%zu,\"exit_status\":%d}}\n", summary->files,
			   summary->plans, summary->lost, summary->status);
}

const struct report_format file_list_text = {
	.name = SLICE("text"), .begin = table_begin, .file = table_file, .plan = plan_nothing, .end = table_end};
const struct report_format file_list_json = {
	.name = SLICE("json"), .begin = json_list_begin, .file = json_list_file, .plan = plan_nothing, .end = json_list_end};
