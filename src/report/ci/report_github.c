/*
 * Workflow commands, which GitHub Actions shows beside the lines of a change: what matters most first, ten of a kind, then a notice
 * with the rest.
 */
#include "base/limits.h"
#include "report/finding_voice.h"
#include "report/report_format.h"
#include "report/report_words.h"
#include "text/unicode/utf8.h"

enum { MOST = LIMIT_GITHUB_ANNOTATIONS };

/* From the weightiest on. */
enum annotation {
	ANNOTATION_ERROR,
	ANNOTATION_WARNING,
	ANNOTATION_INFO,
	ANNOTATION_QUESTION,
	ANNOTATION_COUNT
};

struct github_state {
	struct slice shown[ANNOTATION_COUNT][MOST]; /* commands, the first of each */
	size_t count[ANNOTATION_COUNT];
	struct text_builder *command; /* at hand */
};

static enum annotation annotation_of(const struct finding *finding)
{
	static const enum annotation annotations[SEVERITY_COUNT] = {
		[SEVERITY_ERROR] = ANNOTATION_ERROR, [SEVERITY_WARNING] = ANNOTATION_WARNING, [SEVERITY_INFO] = ANNOTATION_INFO};

	return finding->kind == FINDING_REVIEW ? ANNOTATION_QUESTION : annotations[finding->severity];
}

static const char *command_of(enum annotation annotation)
{
	return annotation == ANNOTATION_ERROR ? "error" : annotation == ANNOTATION_WARNING ? "warning" : "notice";
}

/* What stands in a command: no line may end it, and in a property no comma or colon either. Other controls are made visible. */
static void add_escaped(struct report *report, struct text_builder *to, struct slice value, bool property)
{
	struct text_builder *safe = &report->line;

	text_builder_clear(safe);
	utf8_add_safely(safe, value);
	for (size_t i = 0; i < safe->length; i++) {
		char c = safe->data[i];

		if (c == '%' || c == '\r' || c == '\n' || (property && (c == ':' || c == ',')))
			text_builder_print(to, "%%%02X", (unsigned)(unsigned char)c);
		else
			text_builder_add_char(to, c);
	}
}

static void add_place(struct report *report, struct text_builder *text, const struct finding *finding, struct slice path)
{
	text_builder_add(text, SLICE_OF(" file="));
	add_escaped(report, text, path_from_folder(path, report->run.folder), true);
	if (finding->start.line) {
		text_builder_print(text, ",line=%u,col=%u", (unsigned)finding->start.line, (unsigned)finding->start.column);
		/* Columns of an end are those of the same line alone. */
		if (finding->end.line == finding->start.line && finding->end.column > finding->start.column)
			text_builder_print(text, ",endLine=%u,endColumn=%u", (unsigned)finding->end.line,
					   (unsigned)finding->end.column);
	}
	text_builder_add_char(text, ',');
}

static void add_line(struct report *report, struct slice label, struct slice value)
{
	struct github_state *state = report->state;

	text_builder_add(state->command, SLICE_OF("%0A"));
	text_builder_add(state->command, label);
	text_builder_add(state->command, report->run.english ? SLICE_OF(": ") : SLICE_OF("："));
	add_escaped(report, state->command, value, false);
}

static struct slice command(struct report *report, const struct finding *finding, struct slice path, enum annotation annotation)
{
	struct github_state *state = report->state;
	struct text_builder text;

	text_builder_init(&text, report->text.arena);
	state->command = &text;
	text_builder_print(&text, "::%s", command_of(annotation));
	if (path.length)
		add_place(report, &text, finding, path);
	text_builder_add(&text, path.length ? SLICE_OF("title=") : SLICE_OF(" title="));
	add_escaped(report, &text, finding->rule, true);
	text_builder_add_char(&text, ' ');
	add_escaped(report, &text, finding->title, true);
	text_builder_add(&text, SLICE_OF("::"));
	add_escaped(report, &text, finding->message, false);
	voice_tell(report, finding, add_line);
	if (finding->question.length && voice_asks(report->run.audience)) {
		text_builder_add(&text, report->run.english ? SLICE_OF("%0A> ") : SLICE_OF("%0A▷ "));
		add_escaped(report, &text, finding->question, false);
	}
	text_builder_add_char(&text, '\n');
	return text_builder_finish(&text);
}

static void keep(struct report *report, const struct finding_list *findings, struct slice path)
{
	struct github_state *state = report->state;

	for (size_t i = 0; i < findings->count; i++) {
		const struct finding *finding = findings->items[i];
		enum annotation annotation = annotation_of(finding);

		if (finding->kind == FINDING_OPEN || finding->suppressed_by || finding->known)
			continue;
		if (state->count[annotation] < MOST)
			state->shown[annotation][state->count[annotation]] =
				command(report, finding, finding->path.length ? finding->path : path, annotation);
		state->count[annotation]++;
	}
}

static void github_begin(struct report *report)
{
	report->state = arena_new(report->text.arena, struct github_state);
}

static void github_file(struct report *report, const struct report_file *file)
{
	keep(report, file->findings, file->path);
}

static void github_plan(struct report *report, const struct report_plan *plan)
{
	keep(report, plan->findings, plan->path);
}

static void github_batch(struct report *report, const struct report_batch *batch)
{
	keep(report, batch->findings, slice_of("", 0));
}

static size_t show(struct report *report, enum annotation annotation, size_t most)
{
	const struct github_state *state = report->state;
	size_t count = state->count[annotation] < most ? state->count[annotation] : most;

	for (size_t i = 0; i < count; i++)
		text_builder_add(&report->text, state->shown[annotation][i]);
	return count;
}

static void github_end(struct report *report, const struct report_summary *summary)
{
	const struct github_state *state = report->state;
	bool english = report->run.english;
	size_t all = 0, shown;

	for (size_t i = 0; i < ANNOTATION_COUNT; i++)
		all += state->count[i];
	shown = show(report, ANNOTATION_ERROR, MOST);
	shown += show(report, ANNOTATION_WARNING, MOST);
	/* Infos and questions are one kind to GitHub, and so is the notice at the end. */
	size_t infos = show(report, ANNOTATION_INFO, MOST - 1);

	shown += infos + show(report, ANNOTATION_QUESTION, MOST - 1 - infos);
	text_builder_add_string(&report->text, "::notice title=tenken::");
	if (all > shown)
		text_builder_print(&report->text, english ? "%zu more are not shown here. " : "ほかに%zu件あります（ここには種類ごとに10件までを示します）。", all - shown);
	if (summary->open)
		text_builder_print(&report->text, english ? "%zu checks could not be made because something was not supplied. "
							  : "資料がなく確認していないことが%zu件あります（「問題なし」ではありません）。",
				   summary->open);
	if (summary->suppressed)
		text_builder_print(&report->text, english ? "%zu are left as they are, with a reason. " : "そのままにすると決めたことが%zu件あります。",
				   summary->suppressed);
	if (summary->known)
		text_builder_print(&report->text, english ? "%zu were known before. " : "前から分かっているものが%zu件あります。", summary->known);
	text_builder_print(&report->text, english ? "Files %zu, plans %zu; exit status %d: " : "ファイル %zu、計画 %zu。終了コード %d：", summary->files,
			   summary->plans, summary->status);
	add_escaped(report, &report->text, summary->reason, false);
	text_builder_add_char(&report->text, '\n');
}

const struct report_format report_format_github = {
	.name = SLICE("github"),
	.begin = github_begin,
	.file = github_file,
	.plan = github_plan,
	.batch = github_batch,
	.end = github_end,
};
