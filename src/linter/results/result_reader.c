#include "linter/results/result_reader.h"

#include "base/compiler.h"
#include "linter/results/result_findings.h"
#include "linter/results/result_plans.h"
#include "linter/results/result_ranking.h"

/* ---- memory: a result may be larger than it ---- */

enum { FORGET_STEP = 4 << 20 }; /* bytes between two times that pages are given back */

struct passed {
	struct platform_file *file;
	size_t forgotten; /* bytes of it that are not needed any more in this walk */
};

static void forget(const struct result_reading *reading, struct passed *passed)
{
	if (reading->json.at - passed->forgotten < FORGET_STEP)
		return;
	platform_file_forget(passed->file, passed->forgotten, reading->json.at);
	passed->forgotten = reading->json.at;
}

/* ---- the run and its summary ---- */

static bool skip_all(struct result_reading *reading, void *object, enum json_event event)
{
	(void)object;
	if (event != JSON_BEGIN_ARRAY)
		return result_wrong(reading, "an array belongs here");
	while ((event = json_reader_next(&reading->json)) != JSON_END_ARRAY) {
		if (!json_reader_skip(&reading->json, event))
			return false;
		forget(reading, reading->context);
	}
	return true;
}

static bool read_version(struct result_reading *reading, void *object, enum json_event event)
{
	static const struct result_member members[] = {{"version", RESULT_TEXT, offsetof(struct report_run, version), NULL}};
	struct result_head *head = object;

	return result_read_object(reading, event, members, COUNT_OF(members), &head->run);
}

static bool read_ruleset(struct result_reading *reading, void *object, enum json_event event)
{
	static const struct result_member members[] = {
		{"version", RESULT_TEXT, offsetof(struct report_run, ruleset), NULL},
		{"digest", RESULT_TEXT, offsetof(struct report_run, ruleset_digest), NULL},
		{"as_of", RESULT_TEXT, offsetof(struct report_run, as_of), NULL},
		{"rules", RESULT_SIZE, offsetof(struct report_run, rules), NULL},
	};
	struct result_head *head = object;

	return result_read_object(reading, event, members, COUNT_OF(members), &head->run);
}

static bool read_language(struct result_reading *reading, void *object, enum json_event event)
{
	struct result_head *head = object;

	head->run.english = event == JSON_STRING && slice_equal(reading->json.text, SLICE_OF("en"));
	return event == JSON_STRING || result_wrong(reading, "a text belongs here");
}

/* Results of older versions do not say whom they speak to. */
static bool read_audience(struct result_reading *reading, void *object, enum json_event event)
{
	struct result_head *head = object;

	for (int i = 0; event == JSON_STRING && i < REPORT_AUDIENCE_COUNT; i++) {
		head->run.audience = (enum report_audience)i;
		if (slice_equal(report_audience_name(head->run.audience), reading->json.text))
			return true;
	}
	return result_wrong(reading, "no audience");
}

static bool read_run_coverage(struct result_reading *reading, void *object, enum json_event event)
{
	struct result_head *head = object;

	return result_read_coverage(reading, event, &head->summary.coverage);
}

static bool read_status(struct result_reading *reading, void *object, enum json_event event)
{
	struct result_head *head = object;
	uint64_t status;

	if (event != JSON_NUMBER || !slice_to_uint(reading->json.text, &status) || status > 255)
		return result_wrong(reading, "no exit status");
	head->summary.status = (int)status;
	return true;
}

#define SUMMARY(member) offsetof(struct result_head, summary.member)
static const struct result_member summary_members[] = {
	{"files", RESULT_SIZE, SUMMARY(files), NULL},
	{"plans", RESULT_SIZE, SUMMARY(plans), NULL},
	{"lost", RESULT_SIZE, SUMMARY(lost), NULL},
	{"errors", RESULT_SIZE, SUMMARY(count[SEVERITY_ERROR]), NULL},
	{"warnings", RESULT_SIZE, SUMMARY(count[SEVERITY_WARNING]), NULL},
	{"infos", RESULT_SIZE, SUMMARY(count[SEVERITY_INFO]), NULL},
	{"questions", RESULT_SIZE, SUMMARY(reviews), NULL},
	{"unchecked", RESULT_SIZE, SUMMARY(open), NULL},
	{"suppressed", RESULT_SIZE, SUMMARY(suppressed), NULL},
	{"known", RESULT_SIZE, SUMMARY(known), NULL},
	{"questions_not_shown", RESULT_SIZE, SUMMARY(questions_left_out), NULL},
	{"findings_not_shown", RESULT_SIZE, SUMMARY(hidden_by_limit), NULL},
	{"exit_status", RESULT_NESTED, 0, read_status},
	{"reason", RESULT_TEXT, SUMMARY(reason), NULL},
	{"coverage", RESULT_NESTED, 0, read_run_coverage}, /* ndjson */
};
#undef SUMMARY

static bool read_summary(struct result_reading *reading, void *object, enum json_event event)
{
	struct result_head *head = object;

	head->has_summary = true;
	return result_read_object(reading, event, summary_members, COUNT_OF(summary_members), head);
}

/* It was asked for: reports order the plans again, by the same reasons. */
static bool note_ranking(struct result_reading *reading, void *object, enum json_event event)
{
	struct result_head *head = object;

	head->run.rank = true;
	return json_reader_skip(&reading->json, event);
}

/* ---- records ---- */

/*
 * What an object on the outermost level is: "run", "file", "plan", "summary" of ndjson, whose first member says so, or nothing for a
 * whole result, which may be far too large to be looked through for it.
 */
static struct slice record_type(const struct result_reading *reading)
{
	struct json_reader look = reading->json;

	if (json_reader_next(&look) != JSON_KEY || !slice_equal(look.text, SLICE_OF("type")) || json_reader_next(&look) != JSON_STRING)
		return slice_of("", 0);
	return look.text;
}

bool result_read_head(struct result_reading *reading, struct platform_file *file, struct result_head *head)
{
	static const struct result_member members[] = {
		{"schema_version", RESULT_SIZE, offsetof(struct result_head, schema_version), NULL},
		{"tool", RESULT_NESTED, 0, read_version},
		{"language", RESULT_NESTED, 0, read_language},
		{"audience", RESULT_NESTED, 0, read_audience},
		{"care_managers", RESULT_TRUTH, offsetof(struct result_head, has_care_managers), NULL},
		{"ruleset", RESULT_NESTED, 0, read_ruleset},
		{"coverage", RESULT_NESTED, 0, read_run_coverage},
		{"summary", RESULT_NESTED, 0, read_summary},
		{"files", RESULT_NESTED, 0, skip_all},
		{"plans", RESULT_NESTED, 0, skip_all},
		{"ranking", RESULT_NESTED, 0, note_ranking},
	};
	struct passed passed = {.file = file};
	enum json_event event;

	json_reader_init(&reading->json, reading->arena, file->bytes);
	reading->context = &passed;
	while ((event = json_reader_next(&reading->json)) != JSON_END) {
		if (event != JSON_BEGIN_OBJECT)
			return result_wrong(reading, "not a result of tenken");
		struct slice type = record_type(reading);
		bool done;

		if (slice_equal(type, SLICE_OF("summary")))
			done = read_summary(reading, head, event);
		else if (slice_equal(type, SLICE_OF("ranking")))
			done = note_ranking(reading, head, event);
		else if (!type.length || slice_equal(type, SLICE_OF("run")))
			done = result_read_object(reading, event, members, COUNT_OF(members), head);
		else
			done = json_reader_skip(&reading->json, event);
		if (!done)
			return false;
		forget(reading, &passed);
	}
	if (head->schema_version != 1)
		return result_wrong(reading, head->schema_version ? "a result of a version this tenken does not know" : "not a result of tenken");
	return head->has_summary || result_wrong(reading, "a result that was not finished: its summary is missing");
}

/* ---- files and plans ---- */

struct passing {
	struct passed passed;
	struct report **reports;
	size_t count;
	struct json_reader batch; /* where all plans together stand: they come last, wherever the result has them */
	bool has_batch;
	struct json_reader ranking; /* the same: before its array */
	bool has_ranking;
};

static bool pass_file(struct result_reading *reading, struct passing *passing, enum json_event event)
{
	struct finding_list findings;
	struct report_file file;

	finding_list_init(&findings, reading->arena, reading->english);
	if (!result_read_file(reading, event, &file, &findings))
		return false;
	for (size_t i = 0; i < passing->count; i++)
		report_add_file(passing->reports[i], &file);
	arena_reset(reading->arena);
	return true;
}

static bool pass_plan(struct result_reading *reading, struct passing *passing, enum json_event event)
{
	struct finding_list findings;
	struct report_plan plan;

	finding_list_init(&findings, reading->arena, reading->english);
	if (!result_read_plan(reading, event, &plan, &findings))
		return false;
	for (size_t i = 0; i < passing->count; i++)
		report_add_plan(passing->reports[i], &plan);
	arena_reset(reading->arena);
	forget(reading, &passing->passed);
	return true;
}

static bool read_batch_findings(struct result_reading *reading, void *object, enum json_event event)
{
	return result_read_findings(reading, event, object);
}

/* Its findings are those of all plans together. */
static bool pass_ranking(struct result_reading *reading, const struct passing *passing, struct finding_list *findings)
{
	reading->json = passing->ranking;
	reading->json.arena = reading->arena;
	return result_read_ranking(reading, JSON_BEGIN_ARRAY, findings);
}

/* What was seen of all plans together: the reports that are made from a saved result show its findings. */
static bool pass_batch(struct result_reading *reading, const struct passing *passing)
{
	static const struct result_member members[] = {{"findings", RESULT_NESTED, 0, read_batch_findings}};
	struct arena *arena = reading->arena;
	struct finding_list *findings = arena_new(reading->kept, struct finding_list);
	struct report_batch *batch = arena_new(reading->kept, struct report_batch);

	/* Reports look at it again when they end. */
	reading->json = passing->batch;
	reading->arena = reading->json.arena = reading->kept;
	finding_list_init(findings, reading->arena, reading->english);
	if (!result_read_object(reading, JSON_BEGIN_OBJECT, members, COUNT_OF(members), findings) ||
	    (passing->has_ranking && !pass_ranking(reading, passing, findings)))
		return false;
	reading->arena = reading->json.arena = arena;
	*batch = (struct report_batch){.findings = findings};
	for (size_t i = 0; i < passing->count; i++)
		report_add_batch(passing->reports[i], batch);
	return true;
}

static bool pass_all(struct result_reading *reading, struct passing *passing, enum json_event event,
		     bool (*pass)(struct result_reading *, struct passing *, enum json_event))
{
	if (event != JSON_BEGIN_ARRAY)
		return result_wrong(reading, "an array belongs here");
	while ((event = json_reader_next(&reading->json)) != JSON_END_ARRAY)
		if (!pass(reading, passing, event))
			return false;
	return true;
}

static bool pass_files(struct result_reading *reading, void *object, enum json_event event)
{
	return pass_all(reading, object, event, pass_file);
}

static bool pass_plans(struct result_reading *reading, void *object, enum json_event event)
{
	return pass_all(reading, object, event, pass_plan);
}

static bool note_batch(struct result_reading *reading, void *object, enum json_event event)
{
	struct passing *passing = object;

	passing->batch = reading->json;
	passing->has_batch = true;
	return json_reader_skip(&reading->json, event);
}

static bool note_ranking_array(struct result_reading *reading, void *object, enum json_event event)
{
	struct passing *passing = object;

	if (event != JSON_BEGIN_ARRAY)
		return result_wrong(reading, "an array belongs here");
	passing->ranking = reading->json;
	passing->has_ranking = true;
	return json_reader_skip(&reading->json, event);
}

bool result_pass_on(struct result_reading *reading, struct platform_file *file, struct report **reports, size_t count)
{
	static const struct result_member members[] = {
		{"files", RESULT_NESTED, 0, pass_files},
		{"plans", RESULT_NESTED, 0, pass_plans},
		{"batch", RESULT_NESTED, 0, note_batch},
		{"ranking", RESULT_NESTED, 0, note_ranking_array},
	};
	struct passing passing = {.passed = {.file = file}, .reports = reports, .count = count};
	enum json_event event;

	json_reader_init(&reading->json, reading->arena, file->bytes);
	while ((event = json_reader_next(&reading->json)) != JSON_END) {
		struct slice type = record_type(reading);
		bool done;

		if (slice_equal(type, SLICE_OF("file")))
			done = pass_file(reading, &passing, event);
		else if (slice_equal(type, SLICE_OF("plan")))
			done = pass_plan(reading, &passing, event);
		else if (slice_equal(type, SLICE_OF("batch")))
			done = note_batch(reading, &passing, event);
		else if (type.length && !slice_equal(type, SLICE_OF("ranking")))
			done = json_reader_skip(&reading->json, event);
		else
			done = result_read_object(reading, event, members, COUNT_OF(members), &passing);
		if (!done)
			return false;
	}
	return !passing.has_batch || pass_batch(reading, &passing);
}
