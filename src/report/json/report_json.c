/*
 * The reports for programs: json, one object for the run, and ndjson, one record a line with the summary last.
 *
 * Members and their order are a contract (docs/reference/result.md). Both come from the same functions. In json each file and
 * each plan is one line, so that large results can be looked at and compared.
 */
#include "findings/suppression.h"
#include "report/json/json_forms.h"
#include "report/json/json_ranking.h"
#include "report/report_format.h"
#include "text/json/json_writer.h"

enum { SCHEMA_VERSION = 1 };

static void add_tool(struct json_writer *json, const struct report_run *run)
{
	json_count(json, "schema_version", SCHEMA_VERSION);
	json_key(json, "tool");
	json_begin_object(json);
	json_text(json, "name", SLICE_OF("tenken"));
	json_text(json, "version", run->version);
	json_end_object(json);
	json_text(json, "language", run->english ? SLICE_OF("en") : SLICE_OF("ja"));
	json_text(json, "audience", report_audience_name(run->audience));
	if (run->care_managers) {
		json_key(json, "care_managers");
		json_bool(json, true);
	}
	json_key(json, "ruleset");
	json_begin_object(json);
	json_text(json, "version", run->ruleset);
	json_text(json, "digest", run->ruleset_digest);
	json_text(json, "as_of", run->as_of);
	json_count(json, "rules", run->rules);
	json_end_object(json);
}

static void add_place(struct json_writer *json, const struct finding *finding)
{
	json_text(json, "path", finding->path);
	json_count(json, "line", finding->start.line);
	json_count(json, "column", finding->start.column);
	if (!finding->start.line)
		return;
	json_count(json, "end_line", finding->end.line);
	json_count(json, "end_column", finding->end.column);
	json_count(json, "offset", finding->place.offset);
	json_count(json, "length", finding->place.length);
}

static void add_basis(struct json_writer *json, const struct finding *finding)
{
	json_key(json, "basis");
	json_begin_array(json);
	for (size_t i = 0; i < finding->basis_count; i++) {
		const struct basis *basis = &finding->basis[i];

		json_begin_object(json);
		json_text(json, "source", basis->source);
		json_text_if(json, "title", basis->title);
		json_text_if(json, "place", basis->place);
		json_text_if(json, "date", basis->date);
		json_text_if(json, "link", basis->link);
		json_key(json, "verified");
		json_bool(json, basis->verified);
		json_end_object(json);
	}
	json_end_array(json);
}

static void add_tables(struct json_writer *json, const struct finding *finding)
{
	json_key(json, "tables");
	json_begin_array(json);
	for (size_t i = 0; i < finding->table_count; i++) {
		json_begin_object(json);
		json_text(json, "table", finding->tables[i].name);
		json_text(json, "title", finding->tables[i].title);
		json_text(json, "in_force", finding->tables[i].in_force);
		json_end_object(json);
	}
	json_end_array(json);
}

static void add_suppression(struct json_writer *json, const struct suppression *suppression)
{
	json_key(json, "suppressed_by");
	json_begin_object(json);
	json_text(json, "reason", suppression->reason);
	json_text_if(json, "by", suppression->by);
	json_text_if(json, "until", suppression->until_iso);
	json_end_object(json);
}

static void add_related(struct json_writer *json, const struct finding *finding)
{
	json_key(json, "related");
	json_begin_array(json);
	for (size_t i = 0; i < finding->related_count; i++) {
		const struct related_plan *related = &finding->related[i];

		json_begin_object(json);
		json_text(json, "plan", related->plan);
		json_text(json, "path", related->path);
		json_count(json, "document", related->ordinal);
		json_text_if(json, "text", related->text);
		json_end_object(json);
	}
	json_end_array(json);
	if (finding->related_left_out)
		json_count(json, "related_not_shown", finding->related_left_out);
}

static void add_finding(struct json_writer *json, const struct finding *finding)
{
	json_begin_object(json);
	json_text(json, "rule", finding->rule);
	json_text(json, "name", finding->name);
	json_text(json, "category", finding->category);
	json_text(json, "severity", severity_name(finding->severity));
	json_text(json, "kind", finding_kind_name(finding->kind));
	json_text_if(json, "title", finding->title);
	json_text(json, "message", finding->message);
	json_text_if(json, "question", finding->question);
	json_text_if(json, "fix", finding->fix);
	json_text_if(json, "missing", finding->missing);
	add_place(json, finding);
	json_text(json, "address", finding->address);
	json_text_if(json, "item", finding->item);
	json_text(json, "fingerprint", finding->fingerprint);
	json_text_if(json, "revision", finding->revision);
	json_text_if(json, "decided_by", finding->decided_by);
	if (finding->table_count)
		add_tables(json, finding);
	if (finding->basis_count)
		add_basis(json, finding);
	if (finding->related_count)
		add_related(json, finding);
	if (finding->suppressed_by)
		add_suppression(json, finding->suppressed_by);
	if (finding->known) {
		json_key(json, "known");
		json_bool(json, true);
	}
	json_end_object(json);
}

static void add_findings(struct json_writer *json, const struct finding_list *findings)
{
	json_key(json, "findings");
	json_begin_array(json);
	for (size_t i = 0; i < findings->count; i++)
		add_finding(json, findings->items[i]);
	json_end_array(json);
}

static void add_coverage(struct json_writer *json, const struct coverage_counts *counts)
{
	json_key(json, "coverage");
	json_begin_object(json);
	json_count(json, "rules", counts->rules);
	json_count(json, "passed", counts->passed);
	json_count(json, "found", counts->found);
	json_count(json, "not_applicable", counts->not_applicable);
	json_count(json, "not_judged", counts->not_judged);
	json_count(json, "unchecked", counts->open);
	json_end_object(json);
}

static void add_missing(struct json_writer *json, const struct report_plan *plan)
{
	json_key(json, "missing");
	json_begin_array(json);
	for (size_t i = 0; i < plan->missing_count; i++) {
		json_begin_object(json);
		json_text(json, "form", plan->missing[i].name);
		json_texts(json, "rules", plan->missing[i].rules, plan->missing[i].rule_count);
		json_end_object(json);
	}
	json_end_array(json);
}

static void add_policy(struct json_writer *json, const struct report_plan *plan)
{
	json_text(json, "policy", plan->policy);
	json_text(json, "policy_title", plan->policy_title);
	json_key(json, "policy_items");
	json_begin_array(json);
	for (size_t i = 0; i < plan->item_count; i++) {
		const struct report_item *item = &plan->items[i];

		json_begin_object(json);
		json_text(json, "item", item->id);
		json_text(json, "label", item->label);
		json_text(json, "text", item->text);
		json_text(json, "outcome", item->outcome);
		json_texts(json, "rules", item->rules, item->rule_count);
		json_texts(json, "unchecked", item->unchecked, item->unchecked_count);
		json_key(json, "findings");
		json_begin_array(json);
		for (size_t k = 0; k < item->finding_count; k++)
			json_string(json, item->findings[k]->fingerprint);
		json_end_array(json);
		json_end_object(json);
	}
	json_end_array(json);
}

/* `type` is the ndjson record's kind, NULL inside json's own arrays. */
static void add_plan(struct json_writer *json, const char *type, const struct report_plan *plan, const struct report_run *run)
{
	json_begin_object(json);
	if (type)
		json_text(json, "type", slice_from_string(type));
	json_text(json, "key", plan->key);
	json_text(json, "path", plan->path);
	json_count(json, "document", plan->ordinal);
	json_text(json, "kind", plan->kind);
	json_text(json, "plan_date", plan->plan_date_iso);
	json_text_if(json, "office", plan->office);
	json_text_if(json, "office_code", plan->office_code);
	if (run->care_managers)
		json_text_if(json, "care_manager", plan->care_manager);
	add_findings(json, plan->findings);
	add_coverage(json, &plan->coverage);
	add_missing(json, plan);
	if (plan->questions_left_out)
		json_count(json, "questions_not_shown", plan->questions_left_out);
	if (plan->policy.length)
		add_policy(json, plan);
	if (plan->findings->suppressed_by_limit)
		json_count(json, "findings_not_shown", plan->findings->suppressed_by_limit);
	if (run->with_plan && plan->forms)
		json_add_forms(json, plan->forms, plan->findings);
	json_end_object(json);
}

static void add_file(struct json_writer *json, const char *type, const struct report_file *file)
{
	json_begin_object(json);
	if (type)
		json_text(json, "type", slice_from_string(type));
	json_text(json, "path", file->path);
	json_text(json, "kind", file->kind);
	json_text(json, "encoding", file->encoding);
	json_count(json, "plans", file->plans);
	json_text_if(json, "sha256", file->sha256);
	add_findings(json, file->findings);
	json_end_object(json);
}

static void add_batch_rule(struct json_writer *json, const struct report_batch_rule *rule)
{
	const struct batch_rule_coverage *coverage = &rule->coverage;

	json_begin_object(json);
	json_text(json, "rule", rule->id);
	json_text(json, "name", rule->name);
	json_text(json, "outcome", outcome_name(coverage->outcome));
	json_count(json, "groups", coverage->groups);
	json_count(json, "found", coverage->found);
	json_count(json, "passed", coverage->passed);
	json_count(json, "not_judged", coverage->not_judged);
	json_count(json, "unchecked", coverage->open);
	json_count(json, "plans", coverage->plans);
	json_count(json, "facts", coverage->facts);
	json_count(json, "left_out", coverage->left_out);
	json_key(json, "reasons");
	json_begin_array(json);
	for (size_t i = 0; i < coverage->reason_count; i++) {
		json_begin_object(json);
		json_text(json, "what", coverage->reasons[i].what);
		json_count(json, "plans", coverage->reasons[i].plans);
		if (coverage->reasons[i].key_count)
			json_texts(json, "looked_up", coverage->reasons[i].keys, coverage->reasons[i].key_count);
		json_end_object(json);
	}
	json_end_array(json);
	json_end_object(json);
}

/* The members of the object; it is open. */
static void add_batch(struct json_writer *json, const struct report_batch *batch)
{
	json_count(json, "plans", batch->plans);
	json_count(json, "fact_bytes", batch->fact_bytes);
	add_findings(json, batch->findings);
	json_key(json, "rules");
	json_begin_array(json);
	for (size_t i = 0; i < batch->rule_count; i++)
		add_batch_rule(json, &batch->rules[i]);
	json_end_array(json);
	if (batch->findings->suppressed_by_limit)
		json_count(json, "findings_not_shown", batch->findings->suppressed_by_limit);
}

static void add_summary(struct json_writer *json, const struct report_summary *summary)
{
	json_count(json, "files", summary->files);
	json_count(json, "plans", summary->plans);
	json_count(json, "lost", summary->lost);
	json_count(json, "errors", summary->count[SEVERITY_ERROR]);
	json_count(json, "warnings", summary->count[SEVERITY_WARNING]);
	json_count(json, "infos", summary->count[SEVERITY_INFO]);
	json_count(json, "questions", summary->reviews);
	json_count(json, "unchecked", summary->open);
	json_count(json, "suppressed", summary->suppressed);
	json_count(json, "known", summary->known);
	json_count(json, "questions_not_shown", summary->questions_left_out);
	json_count(json, "findings_not_shown", summary->hidden_by_limit);
	json_count(json, "exit_status", (uint64_t)summary->status);
	json_text(json, "reason", summary->reason);
}

/* ---- json: the plans wait in the spool until all files are known ---- */

static void json_report_begin(struct report *report)
{
	struct json_writer json;

	json_init(&json, &report->text, false);
	json_begin_object(&json);
	add_tool(&json, &report->run);
	text_builder_add(&report->text, SLICE_OF(",\"files\":["));
}

static void json_report_file(struct report *report, const struct report_file *file)
{
	struct json_writer json;

	text_builder_add(&report->text, report->files ? SLICE_OF(",\n") : SLICE_OF("\n"));
	json_init(&json, &report->text, false);
	add_file(&json, NULL, file);
}

static void json_report_plan(struct report *report, const struct report_plan *plan)
{
	struct json_writer json;

	text_builder_add(&report->text, report->plans ? SLICE_OF(",\n") : SLICE_OF("\n"));
	json_init(&json, &report->text, false);
	add_plan(&json, NULL, plan, &report->run);
}

static void json_report_end(struct report *report, const struct report_summary *summary)
{
	struct json_writer json;

	text_builder_add(&report->text, SLICE_OF("\n],\"plans\":["));
	report_flush(report);
	output_pass_on(report->spools[0], report->output);
	report->spools[0] = NULL;
	text_builder_add(&report->text, SLICE_OF("\n],\n"));
	json_init(&json, &report->text, false);
	json.depth = 1; /* inside the object that json_report_begin opened; the comma is there */
	if (report->batch) {
		json_key(&json, "batch");
		json_begin_object(&json);
		add_batch(&json, report->batch);
		json_end_object(&json);
	}
	if (report->ranking)
		json_add_ranking(&json, report);
	add_coverage(&json, &summary->coverage);
	json_key(&json, "summary");
	json_begin_object(&json);
	add_summary(&json, summary);
	json_end_object(&json);
	json_end_object(&json);
	text_builder_add_char(&report->text, '\n');
}

/* ---- ndjson ---- */

static void begin_record(struct report *report, struct json_writer *json, const char *type)
{
	json_init(json, &report->text, false);
	json_begin_object(json);
	json_text(json, "type", slice_from_string(type));
}

static void end_record(struct report *report, struct json_writer *json)
{
	json_end_object(json);
	text_builder_add_char(&report->text, '\n');
}

static void ndjson_begin(struct report *report)
{
	struct json_writer json;

	begin_record(report, &json, "run");
	add_tool(&json, &report->run);
	end_record(report, &json);
}

static void ndjson_file(struct report *report, const struct report_file *file)
{
	struct json_writer json;

	json_init(&json, &report->text, false);
	add_file(&json, "file", file);
	text_builder_add_char(&report->text, '\n');
}

static void ndjson_plan(struct report *report, const struct report_plan *plan)
{
	struct json_writer json;

	json_init(&json, &report->text, false);
	add_plan(&json, "plan", plan, &report->run);
	text_builder_add_char(&report->text, '\n');
}

static void ndjson_batch(struct report *report, const struct report_batch *batch)
{
	struct json_writer json;

	begin_record(report, &json, "batch");
	add_batch(&json, batch);
	end_record(report, &json);
}

static void ndjson_end(struct report *report, const struct report_summary *summary)
{
	struct json_writer json;

	if (report->ranking) {
		begin_record(report, &json, "ranking");
		json_add_ranking(&json, report);
		end_record(report, &json);
	}
	begin_record(report, &json, "summary");
	add_coverage(&json, &summary->coverage);
	add_summary(&json, summary);
	end_record(report, &json);
}

const struct report_format report_format_json = {
	.name = SLICE("json"),
	.ranks = true,
	.spools = 1,
	.begin = json_report_begin,
	.file = json_report_file,
	.plan = json_report_plan,
	.end = json_report_end,
};

const struct report_format report_format_ndjson = {
	.name = SLICE("ndjson"),
	.ranks = true,
	.begin = ndjson_begin,
	.file = ndjson_file,
	.plan = ndjson_plan,
	.batch = ndjson_batch,
	.end = ndjson_end,
};
