/*
 * The code-quality array of GitLab (a subset of Code Climate's): one object a finding or question, fingerprints told apart.
 *
 * What could not be checked and what was left as it is by decision or known before are no issues of quality and stay out.
 */
#include "report/report_format.h"
#include "report/report_words.h"
#include "text/json/json_writer.h"

/* The fingerprints written so far, as hashes: open addressing, at most half full, 0 is free. */
struct gitlab_state {
	uint64_t *seen;
	size_t capacity; /* a power of two, or 0 */
	size_t count;    /* objects written */
};

static bool put(uint64_t *seen, size_t capacity, uint64_t hash)
{
	size_t at = (size_t)(hash * UINT64_C(0x9e3779b97f4a7c15) >> 20) & (capacity - 1);

	for (; seen[at]; at = (at + 1) & (capacity - 1))
		if (seen[at] == hash)
			return false;
	seen[at] = hash;
	return true;
}

/* False when the same stands there already. */
static bool is_new(struct report *report, struct slice fingerprint)
{
	struct gitlab_state *state = report->state;
	uint64_t hash = slice_hash(fingerprint);

	if (state->capacity < 2 * (state->count + 1)) {
		size_t capacity = state->capacity ? 2 * state->capacity : 64;
		uint64_t *seen = arena_array(report->text.arena, uint64_t, capacity);

		for (size_t i = 0; i < state->capacity; i++)
			if (state->seen[i])
				put(seen, capacity, state->seen[i]);
		state->seen = seen;
		state->capacity = capacity;
	}
	return put(state->seen, state->capacity, hash ? hash : 1);
}

/* The finding's own; a second plan of one person with the same finding gets a number behind it. */
static struct slice unique_fingerprint(struct report *report, struct slice fingerprint)
{
	struct slice base = slice_part(fingerprint, slice_find(fingerprint, SLICE_OF(":"), 0) + 1, fingerprint.length);

	text_builder_clear(&report->line);
	text_builder_add(&report->line, base);
	for (size_t number = 2; !is_new(report, text_builder_slice(&report->line)); number++) {
		text_builder_clear(&report->line);
		text_builder_print(&report->line, "%.*s-%zu", SLICE_PRINT(base), number);
	}
	return text_builder_slice(&report->line);
}

static struct slice severity_of(const struct finding *finding)
{
	static const struct slice severities[SEVERITY_COUNT] = {
		[SEVERITY_ERROR] = SLICE("major"), [SEVERITY_WARNING] = SLICE("minor"), [SEVERITY_INFO] = SLICE("info")};

	return finding->kind == FINDING_REVIEW ? SLICE_OF("info") : severities[finding->severity];
}

/* One line: what is seen, and where on the form; a vendor is told the item of the standard first. */
static struct slice description(struct report *report, const struct finding *finding)
{
	bool english = report->run.english, item = report->run.audience == REPORT_FOR_VENDOR && finding->item.length;
	struct text_builder *text = &report->line;

	text_builder_clear(text);
	text_builder_add(text, finding->message);
	if (!item && !finding->address.length)
		return text_builder_slice(text);
	text_builder_add(text, english ? SLICE_OF(" (") : SLICE_OF("（"));
	if (item)
		text_builder_add(text, finding->item);
	if (item && finding->address.length)
		text_builder_add(text, english ? SLICE_OF(", ") : SLICE_OF("、"));
	text_builder_add(text, finding->address);
	text_builder_add(text, english ? SLICE_OF(")") : SLICE_OF("）"));
	return text_builder_slice(text);
}

static void add_issue(struct report *report, const struct finding *finding, struct slice path)
{
	struct gitlab_state *state = report->state;
	struct json_writer json;

	text_builder_add(&report->text, state->count ? SLICE_OF(",\n") : SLICE_OF("\n"));
	json_init(&json, &report->text, false);
	json_begin_object(&json);
	json_text(&json, "description", description(report, finding));
	json_text(&json, "check_name", finding->rule);
	json_text(&json, "fingerprint", unique_fingerprint(report, finding->fingerprint));
	json_text(&json, "severity", severity_of(finding));
	json_key(&json, "location");
	json_begin_object(&json);
	json_text(&json, "path", path_from_folder(path, report->run.folder));
	json_key(&json, "lines");
	json_begin_object(&json);
	json_count(&json, "begin", finding->start.line ? finding->start.line : 1);
	if (finding->end.line > finding->start.line && finding->start.line)
		json_count(&json, "end", finding->end.line);
	json_end_object(&json);
	json_end_object(&json);
	json_end_object(&json);
	state->count++;
}

static void add_issues(struct report *report, const struct finding_list *findings, struct slice path)
{
	for (size_t i = 0; i < findings->count; i++) {
		const struct finding *finding = findings->items[i];

		if (finding->kind != FINDING_OPEN && !finding->suppressed_by && !finding->known)
			add_issue(report, finding, finding->path.length ? finding->path : path);
	}
}

static void gitlab_begin(struct report *report)
{
	report->state = arena_new(report->text.arena, struct gitlab_state);
	text_builder_add_char(&report->text, '[');
}

static void gitlab_file(struct report *report, const struct report_file *file)
{
	add_issues(report, file->findings, file->path);
}

static void gitlab_plan(struct report *report, const struct report_plan *plan)
{
	add_issues(report, plan->findings, plan->path);
}

static void gitlab_batch(struct report *report, const struct report_batch *batch)
{
	add_issues(report, batch->findings, batch->path);
}

static void gitlab_end(struct report *report, const struct report_summary *summary)
{
	(void)summary;
	text_builder_add(&report->text, SLICE_OF("\n]\n"));
}

const struct report_format report_format_gitlab = {
	.name = SLICE("gitlab"),
	.begin = gitlab_begin,
	.file = gitlab_file,
	.plan = gitlab_plan,
	.batch = gitlab_batch,
	.end = gitlab_end,
};
