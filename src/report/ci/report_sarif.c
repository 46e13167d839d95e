/*
 * SARIF 2.1.0 (OASIS), for code scanning: one run, its results first, then the rules they speak of, so that nothing has to wait.
 *
 * By default the results are those of kind fail. At most LIMIT_SARIF_RESULTS are written; the run says how many were left out.
 */
#include "base/limits.h"
#include "base/name_table.h"
#include "findings/coverage.h"
#include "findings/suppression.h"
#include "report/report_format.h"
#include "report/report_words.h"
#include "text/json/json_writer.h"

#define SARIF_SCHEMA "https://json.schemastore.org/sarif-2.1.0.json"

/* The results begun so far and the rules they name, in the order they were named. */
struct sarif_state {
	struct arena *arena;
	struct name_table known; /* id to number in `rules` */
	struct report_rule *rules;
	size_t rule_count, rule_capacity;
	size_t results, cut;
};

static struct slice level_of(enum severity severity, enum finding_kind kind)
{
	static const struct slice levels[SEVERITY_COUNT] = {
		[SEVERITY_INFO] = SLICE("note"), [SEVERITY_WARNING] = SLICE("warning"), [SEVERITY_ERROR] = SLICE("error")};

	return kind == FINDING_FAIL ? levels[severity] : SLICE_OF("none");
}

/* ---- rules ---- */

static size_t add_rule(struct sarif_state *state, const struct report_rule *rule)
{
	state->rules = arena_with_room(state->arena, state->rules, state->rule_count, &state->rule_capacity, sizeof *state->rules);
	state->rules[state->rule_count] = *rule;
	name_table_add(&state->known, rule->id, (uint32_t)state->rule_count);
	return state->rule_count++;
}

/* A finding of the readers or of a rule at fault: its list ends before the report, so what it says is copied. */
static size_t add_rule_of_finding(struct sarif_state *state, const struct finding *finding)
{
	struct report_rule rule = {
		.id = arena_copy(state->arena, finding->rule),
		.name = arena_copy(state->arena, finding->name),
		.category = arena_copy(state->arena, finding->category),
		.title = arena_copy(state->arena, finding->title.length ? finding->title : finding->name),
		.severity = finding->severity,
		.kind = finding->kind == FINDING_OPEN ? FINDING_FAIL : finding->kind,
	};

	return add_rule(state, &rule);
}

static size_t rule_number(struct report *report, struct slice id, const struct finding *finding)
{
	struct sarif_state *state = report->state;
	uint32_t known = name_table_find(&state->known, id);

	if (known != NAME_NOT_FOUND)
		return known;
	for (size_t i = 0; report->run.all_rules && i < report->run.rules; i++)
		if (slice_equal(report->run.all_rules[i].id, id))
			return add_rule(state, &report->run.all_rules[i]);
	return add_rule_of_finding(state, finding);
}

static void add_message(struct json_writer *json, const char *key, struct slice text)
{
	json_key(json, key);
	json_begin_object(json);
	json_text(json, "text", text);
	json_end_object(json);
}

/* Everything about the rule that holds for any plan, a paragraph each. `markdown`: links can be followed. */
static struct slice rule_help(struct report *report, const struct report_rule *rule, bool markdown)
{
	struct text_builder *text = &report->line;
	bool english = report->run.english;

	text_builder_clear(text);
	text_builder_add(text, rule->title);
	if (rule->question.length)
		text_builder_print(text, "\n\n%.*s", SLICE_PRINT(rule->question));
	if (rule->fix.length)
		text_builder_print(text, "\n\n%.*s", SLICE_PRINT(rule->fix));
	if (rule->basis_count)
		text_builder_add_string(text, english ? "\n\nBasis:\n" : "\n\n根拠：\n");
	for (size_t i = 0; i < rule->basis_count; i++) {
		bool link = rule->basis[i].link.length > 0;

		text_builder_add_string(text, markdown ? "\n- " : "\n");
		add_basis_line(text, &rule->basis[i], english);
		if (link)
			text_builder_print(text, markdown ? " <%.*s>" : " %.*s", SLICE_PRINT(rule->basis[i].link));
	}
	text_builder_print(text, "\n\ntenken rules explain %.*s\n", SLICE_PRINT(rule->id));
	return text_builder_slice(text);
}

static void add_rule_object(struct report *report, struct json_writer *json, const struct report_rule *rule)
{
	const struct basis *basis = chief_basis(rule->basis, rule->basis_count);

	json_begin_object(json);
	json_text(json, "id", rule->id);
	json_text(json, "name", rule->name);
	add_message(json, "shortDescription", rule->title);
	add_message(json, "fullDescription", rule->question.length ? rule->question : rule->title);
	json_key(json, "help");
	json_begin_object(json);
	json_text(json, "text", rule_help(report, rule, false));
	json_text(json, "markdown", rule_help(report, rule, true));
	json_end_object(json);
	if (basis)
		json_text_if(json, "helpUri", basis->link);
	json_key(json, "defaultConfiguration");
	json_begin_object(json);
	json_text(json, "level", level_of(rule->severity, rule->kind));
	json_end_object(json);
	json_key(json, "properties");
	json_begin_object(json);
	json_key(json, "tags");
	json_begin_array(json);
	json_string(json, rule->category);
	json_end_array(json);
	json_end_object(json);
	json_end_object(json);
}

/* ---- results ---- */

/* False, and counted, when the report is full. */
static bool begin_result(struct report *report, struct json_writer *json)
{
	struct sarif_state *state = report->state;

	if (state->results == LIMIT_SARIF_RESULTS) {
		state->cut++;
		return false;
	}
	text_builder_add(&report->text, state->results++ ? SLICE_OF(",\n") : SLICE_OF("\n"));
	json_init(json, &report->text, false);
	json_begin_object(json);
	return true;
}

static void add_rule_reference(struct json_writer *json, struct slice id, size_t number, struct slice kind, struct slice level)
{
	json_text(json, "ruleId", id);
	json_count(json, "ruleIndex", number);
	json_text(json, "kind", kind);
	json_text(json, "level", level);
}

/* Below the folder of the run a relative URI, which is what code scanning can show; elsewhere one of the whole path. */
static void add_artifact(struct report *report, struct json_writer *json, struct slice path)
{
	struct text_builder *uri = &report->line;
	struct slice here = path_from_folder(path, report->run.folder);
	bool whole = here.data[0] == '/';

	text_builder_clear(uri);
	if (whole)
		text_builder_add(uri, SLICE_OF("file://"));
	add_uri_path(uri, here);
	json_key(json, "artifactLocation");
	json_begin_object(json);
	json_text(json, "uri", text_builder_slice(uri));
	if (!whole)
		json_text(json, "uriBaseId", SLICE_OF("%SRCROOT%"));
	json_end_object(json);
}

static void add_region(struct json_writer *json, const struct finding *finding)
{
	bool extends = finding->end.line > finding->start.line ||
		       (finding->end.line == finding->start.line && finding->end.column > finding->start.column);

	json_key(json, "region");
	json_begin_object(json);
	json_count(json, "startLine", finding->start.line);
	json_count(json, "startColumn", finding->start.column);
	if (extends) {
		json_count(json, "endLine", finding->end.line);
		json_count(json, "endColumn", finding->end.column);
	}
	json_count(json, "byteOffset", finding->place.offset);
	json_count(json, "byteLength", finding->place.length);
	json_end_object(json);
}

/* `finding` may be NULL: a place in a file that is the whole of it. */
static void add_location(struct report *report, struct json_writer *json, struct slice path, const struct finding *finding)
{
	json_key(json, "locations");
	json_begin_array(json);
	if (path.length) {
		json_begin_object(json);
		json_key(json, "physicalLocation");
		json_begin_object(json);
		add_artifact(report, json, path);
		if (finding && finding->start.line)
			add_region(json, finding);
		json_end_object(json);
		if (finding && finding->address.length) {
			json_key(json, "logicalLocations");
			json_begin_array(json);
			json_begin_object(json);
			json_text(json, "fullyQualifiedName", finding->address);
			json_end_object(json);
			json_end_array(json);
		}
		json_end_object(json);
	}
	json_end_array(json);
}

/* The plans a finding over many plans lists, as far as code scanning shows them. */
static void add_related(struct report *report, struct json_writer *json, const struct finding *finding)
{
	json_key(json, "relatedLocations");
	json_begin_array(json);
	for (size_t i = 0; i < finding->related_count; i++) {
		const struct related_plan *related = &finding->related[i];

		json_begin_object(json);
		json_count(json, "id", i + 1);
		json_key(json, "physicalLocation");
		json_begin_object(json);
		add_artifact(report, json, related->path);
		json_end_object(json);
		add_message(json, "message", related->text.length ? related->text : related->plan);
		json_end_object(json);
	}
	json_end_array(json);
}

static void add_suppression(struct json_writer *json, const struct suppression *suppression)
{
	json_key(json, "suppressions");
	json_begin_array(json);
	json_begin_object(json);
	json_text(json, "kind", suppression->beside ? SLICE_OF("external") : SLICE_OF("inSource"));
	json_text(json, "status", SLICE_OF("accepted"));
	json_text(json, "justification", suppression->reason);
	json_end_object(json);
	json_end_array(json);
}

/* The identity without its version in front: the name of the member says what it is. */
static void add_fingerprints(struct json_writer *json, struct slice fingerprint)
{
	size_t colon = slice_find(fingerprint, SLICE_OF(":"), 0);

	json_key(json, "partialFingerprints");
	json_begin_object(json);
	json_text(json, "primaryLocationLineHash", slice_part(fingerprint, colon == SIZE_MAX ? 0 : colon + 1, fingerprint.length));
	json_end_object(json);
}

static void add_result(struct report *report, const struct finding *finding, struct slice path, struct slice key)
{
	size_t number = rule_number(report, finding->rule, finding);
	struct json_writer json;

	if (!begin_result(report, &json))
		return;
	add_rule_reference(&json, finding->rule, number, finding_kind_name(finding->kind), level_of(finding->severity, finding->kind));
	add_message(&json, "message", finding->message);
	add_location(report, &json, finding->path.length ? finding->path : path, finding);
	if (finding->related_count)
		add_related(report, &json, finding);
	add_fingerprints(&json, finding->fingerprint);
	if (report->run.has_baseline && finding->kind == FINDING_FAIL)
		json_text(&json, "baselineState", finding->known ? SLICE_OF("unchanged") : SLICE_OF("new"));
	if (finding->suppressed_by)
		add_suppression(&json, finding->suppressed_by);
	json_key(&json, "properties");
	json_begin_object(&json);
	json_text(&json, "severity", severity_name(finding->severity));
	json_text_if(&json, "question", finding->question);
	json_text_if(&json, "fix", finding->fix);
	json_text_if(&json, "missing", finding->missing);
	json_text_if(&json, "item", finding->item);
	json_text_if(&json, "revision", finding->revision);
	json_text_if(&json, "decidedBy", finding->decided_by);
	json_text_if(&json, "plan", key);
	json_end_object(&json);
	json_end_object(&json);
}

static void add_not_applicable(struct report *report, const struct report_plan *plan, const struct report_rule *rule)
{
	size_t number = rule_number(report, rule->id, NULL);
	struct json_writer json;

	if (!begin_result(report, &json))
		return;
	add_rule_reference(&json, rule->id, number, SLICE_OF("notApplicable"), SLICE_OF("none"));
	add_message(&json, "message", report->run.english ? SLICE_OF("Does not apply to this plan.") : SLICE_OF("この計画は対象になりません（対象外）。"));
	add_location(report, &json, plan->path, NULL);
	json_key(&json, "properties");
	json_begin_object(&json);
	json_text(&json, "plan", plan->key);
	json_end_object(&json);
	json_end_object(&json);
}

static void add_results(struct report *report, const struct finding_list *findings, struct slice path, struct slice key)
{
	for (size_t i = 0; i < findings->count; i++)
		if (findings->items[i]->kind == FINDING_FAIL || report->run.sarif_all_kinds)
			add_result(report, findings->items[i], path, key);
}

static void sarif_begin(struct report *report)
{
	struct sarif_state *state = arena_new(report->text.arena, struct sarif_state);

	state->arena = report->text.arena;
	name_table_init(&state->known, state->arena);
	report->state = state;
	text_builder_add_string(&report->text, "{\"$schema\":\"" SARIF_SCHEMA "\",\"version\":\"2.1.0\",\"runs\":[{"
					       "\"columnKind\":\"unicodeCodePoints\",\"results\":[");
}

static void sarif_file(struct report *report, const struct report_file *file)
{
	add_results(report, file->findings, file->path, slice_of("", 0));
}

static void sarif_plan(struct report *report, const struct report_plan *plan)
{
	add_results(report, plan->findings, plan->path, plan->key);
	for (size_t i = 0; report->run.sarif_all_kinds && i < report->run.rules; i++)
		if (plan->outcomes[i] == OUTCOME_NOT_APPLICABLE)
			add_not_applicable(report, plan, &report->run.all_rules[i]);
}

static void sarif_batch(struct report *report, const struct report_batch *batch)
{
	add_results(report, batch->findings, batch->path, slice_of("", 0));
}

/* ---- what is known at the end ---- */

static void add_tool(struct report *report, struct json_writer *json)
{
	const struct sarif_state *state = report->state;

	json_key(json, "tool");
	json_begin_object(json);
	json_key(json, "driver");
	json_begin_object(json);
	json_text(json, "name", SLICE_OF("tenken"));
	json_text(json, "version", report->run.version);
	json_text(json, "semanticVersion", report->run.version);
	json_key(json, "rules");
	json_begin_array(json);
	for (size_t i = 0; i < state->rule_count; i++)
		add_rule_object(report, json, &state->rules[i]);
	json_end_array(json);
	json_end_object(json);
	json_end_object(json);
}

static void add_notification(struct json_writer *json, struct slice level, struct slice text)
{
	json_begin_object(json);
	json_text(json, "level", level);
	add_message(json, "message", text);
	json_end_object(json);
}

static void add_invocation(struct report *report, struct json_writer *json, const struct report_summary *summary)
{
	const struct sarif_state *state = report->state;
	bool english = report->run.english;
	struct text_builder *line = &report->line;

	json_key(json, "invocations");
	json_begin_array(json);
	json_begin_object(json);
	json_key(json, "executionSuccessful");
	json_bool(json, summary->status == 0 || summary->status == 1 || summary->status == 4);
	json_count(json, "exitCode", (uint64_t)summary->status);
	json_text(json, "exitCodeDescription", summary->reason);
	json_key(json, "toolExecutionNotifications");
	json_begin_array(json);
	text_builder_clear(line);
	text_builder_print(line, english ? "At most %d results are written." : "書き出す結果は%d件までです。", LIMIT_SARIF_RESULTS);
	if (state->cut)
		text_builder_print(line, english ? " %zu more are left out." : "ほかに%zu件あり、ここにはありません。", state->cut);
	add_notification(json, state->cut ? SLICE_OF("warning") : SLICE_OF("note"), text_builder_slice(line));
	if (summary->open) {
		text_builder_clear(line);
		text_builder_print(line, english ? "%zu checks could not be made because something was not supplied; this does not mean that all is well."
						 : "資料がなく確認していないことが%zu件あります（「問題なし」ではありません）。",
				   summary->open);
		add_notification(json, SLICE_OF("note"), text_builder_slice(line));
	}
	json_end_array(json);
	json_end_object(json);
	json_end_array(json);
}

static void sarif_end(struct report *report, const struct report_summary *summary)
{
	const struct sarif_state *state = report->state;
	struct json_writer json;

	text_builder_add(&report->text, SLICE_OF("\n],\n"));
	json_init(&json, &report->text, false);
	json.depth = 1; /* inside the run; the comma is there */
	add_tool(report, &json);
	add_invocation(report, &json, summary);
	json_key(&json, "properties");
	json_begin_object(&json);
	json_count(&json, "resultsLimit", LIMIT_SARIF_RESULTS);
	json_count(&json, "resultsLeftOut", state->cut);
	json_text(&json, "ruleset", report->run.ruleset);
	json_text(&json, "asOf", report->run.as_of);
	json_end_object(&json);
	json_end_object(&json);
	text_builder_add(&report->text, SLICE_OF("]}\n"));
}

const struct report_format report_format_sarif = {
	.name = SLICE("sarif"),
	.wants_rules = true,
	.begin = sarif_begin,
	.file = sarif_file,
	.plan = sarif_plan,
	.batch = sarif_batch,
	.end = sarif_end,
};
