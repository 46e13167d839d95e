#include "report/json/result_schema.h"

#include "base/compiler.h"
#include "text/json/json_writer.h"

enum member_kind {
	TEXT,
	COUNT,
	TRUTH,
	WORD,    /* one of `detail`, separated by | */
	OBJECT,  /* of the definition `detail` */
	OBJECTS, /* an array of them */
	TEXTS,   /* an array of texts */
	COUNTS   /* an array of numbers */
};

/* One member of an object of the result. */
struct member {
	const char *object, *name;
	enum member_kind kind;
	bool always; /* false: left out when there is nothing to say */
	const char *detail, *meaning;
};

#define RESULT "result"
static const struct member members[] = {
	{RESULT, "schema_version", COUNT, true, NULL, "rises when a member changes its meaning"},
	{RESULT, "tool", OBJECT, true, "tool", NULL},
	{RESULT, "language", WORD, true, "ja|en", "of the texts"},
	{RESULT, "audience", WORD, true, "manager|inspector|vendor", "whom they speak to"},
	{RESULT, "care_managers", TRUTH, false, NULL, "with --care-managers: plans say whose they are"},
	{RESULT, "ruleset", OBJECT, true, "ruleset", NULL},
	{RESULT, "files", OBJECTS, true, "file", "every input"},
	{RESULT, "plans", OBJECTS, true, "plan", "every plan, in input order"},
	{RESULT, "batch", OBJECT, false, "batch", "what was seen when two or more plans were looked at together"},
	{RESULT, "ranking", OBJECTS, false, "ranked_plan", "with --rank: in which order plans are worth looking at, those with a reason; no order of merit"},
	{RESULT, "coverage", OBJECT, true, "coverage", "the counts of all plans together"},
	{RESULT, "summary", OBJECT, true, "summary", NULL},

	{"tool", "name", TEXT, true, NULL, "tenken"},
	{"tool", "version", TEXT, true, NULL, NULL},

	{"ruleset", "version", TEXT, true, NULL, NULL},
	{"ruleset", "digest", TEXT, true, NULL, "over every rule file that was used"},
	{"ruleset", "as_of", TEXT, true, NULL, "the date that stood for today"},
	{"ruleset", "rules", COUNT, true, NULL, NULL},

	{"file", "type", WORD, false, "file", "ndjson only"},
	{"file", "path", TEXT, true, NULL, NULL},
	{"file", "kind", WORD, true, "yaml|standard-csv|flat-csv|assessment-csv|zip|unknown|rules", NULL},
	{"file", "encoding", TEXT, true, NULL, NULL},
	{"file", "plans", COUNT, true, NULL, "how many came from it; of a CSV set, at its first file"},
	{"file", "sha256", TEXT, false, NULL, "with --with-plan: of its bytes, 64 hex digits"},
	{"file", "findings", OBJECTS, true, "finding", "about the file as a whole and about documents that were lost"},

	{"plan", "type", WORD, false, "plan", "ndjson only"},
	{"plan", "key", TEXT, true, NULL, "insurer/insured/plan date/kind; path#document where one is blank"},
	{"plan", "path", TEXT, true, NULL, NULL},
	{"plan", "document", COUNT, true, NULL, "number of the document in its file, from 1"},
	{"plan", "kind", WORD, true, "home|prevention", NULL},
	{"plan", "plan_date", TEXT, true, NULL, "YYYY-MM-DD, empty when blank"},
	{"plan", "office", TEXT, false, NULL, "name of the care manager's office, when it is written"},
	{"plan", "office_code", TEXT, false, NULL, NULL},
	{"plan", "care_manager", TEXT, false, NULL, "with --care-managers, when it is written"},
	{"plan", "findings", OBJECTS, true, "finding", "in the order of the forms"},
	{"plan", "coverage", OBJECT, true, "coverage", NULL},
	{"plan", "missing", OBJECTS, true, "missing", "forms that were not handed in, with the rules they stopped"},
	{"plan", "questions_not_shown", COUNT, false, NULL, "left out by --questions"},
	{"plan", "findings_not_shown", COUNT, false, NULL, "beyond the limit of findings a plan"},

	{"plan", "policy", TEXT, false, NULL, "with --profile: the policy that is for the date of the plan"},
	{"plan", "policy_title", TEXT, false, NULL, NULL},
	{"plan", "policy_items", OBJECTS, false, "policy_item", "with --profile: every item of it, in the order of the document"},

	{"plan", "forms", OBJECTS, false, "form", "with --with-plan: the plan laid out as its forms"},
	{"plan", "assessment_items", OBJECTS, false, "assessment_item", "with --with-plan: the standard items of assessment"},

	{"form", "name", TEXT, true, NULL, NULL},
	{"form", "title", TEXT, false, NULL, NULL},
	{"form", "findings", TEXTS, false, NULL, "fingerprints; about the form as a whole"},
	{"form", "sections", OBJECTS, true, "section", NULL},

	{"section", "title", TEXT, false, NULL, NULL},
	{"section", "columns", COUNT, true, NULL, NULL},
	{"section", "widths", COUNTS, false, NULL, "of the columns, relative to one another"},
	{"section", "heading_rows", COUNT, true, NULL, "the first rows that are headings"},
	{"section", "rows", OBJECTS, true, "row", NULL},

	{"row", "cells", OBJECTS, true, "cell", "those that begin in this row"},

	{"cell", "text", TEXT, true, NULL, "lines separated by a line feed"},
	{"cell", "address", TEXT, false, NULL, "as in findings; headings have none"},
	{"cell", "heading", WORD, false, "row|column", "what it speaks of; without it, it is a value"},
	{"cell", "state", WORD, false, "blank|unreadable|not_supplied", "without it, it is written"},
	{"cell", "personal", TRUTH, false, NULL, "says who somebody is"},
	{"cell", "row_span", COUNT, false, NULL, "when more than 1"},
	{"cell", "column_span", COUNT, false, NULL, "when more than 1"},
	{"cell", "findings", TEXTS, false, NULL, "fingerprints"},

	{"assessment_item", "number", COUNT, true, NULL, "1 to 23"},
	{"assessment_item", "name", TEXT, true, NULL, "of the list in force on the day of the assessment"},
	{"assessment_item", "state", WORD, false, "blank|unreadable|not_supplied", "without it, it is written"},
	{"assessment_item", "findings", TEXTS, false, NULL, "fingerprints"},

	{"missing", "form", TEXT, true, NULL, NULL},
	{"missing", "rules", TEXTS, true, NULL, NULL},

	{"policy_item", "item", TEXT, true, NULL, "policy/number; a question of it has this as its rule"},
	{"policy_item", "label", TEXT, true, NULL, "as the document prints it"},
	{"policy_item", "text", TEXT, true, NULL, "quoted from the document"},
	{"policy_item", "outcome", WORD, true, "finding|open|notJudged|pass|notApplicable|question", "the weightiest of its rules; question: none was run"},
	{"policy_item", "rules", TEXTS, true, NULL, "ids that were run for it"},
	{"policy_item", "unchecked", TEXTS, true, NULL, "those of them that could not be checked"},
	{"policy_item", "findings", TEXTS, true, NULL, "fingerprints; one may belong to several items"},

	{"finding", "rule", TEXT, true, NULL, "stable id"},
	{"finding", "name", TEXT, true, NULL, "slug"},
	{"finding", "category", TEXT, true, NULL, NULL},
	{"finding", "severity", WORD, true, "error|warning|info", "要確認, 話題, 気づき"},
	{"finding", "kind", WORD, true, "fail|review|open", "指摘, 問いかけ, 確認できない"},
	{"finding", "title", TEXT, false, NULL, NULL},
	{"finding", "message", TEXT, true, NULL, NULL},
	{"finding", "question", TEXT, false, NULL, NULL},
	{"finding", "fix", TEXT, false, NULL, NULL},
	{"finding", "missing", TEXT, false, NULL, "open only: what was not supplied"},
	{"finding", "path", TEXT, true, NULL, NULL},
	{"finding", "line", COUNT, true, NULL, "from 1; 0: no place"},
	{"finding", "column", COUNT, true, NULL, "code points, from 1"},
	{"finding", "end_line", COUNT, false, NULL, NULL},
	{"finding", "end_column", COUNT, false, NULL, NULL},
	{"finding", "offset", COUNT, false, NULL, "bytes of the input"},
	{"finding", "length", COUNT, false, NULL, "bytes of the input"},
	{"finding", "address", TEXT, true, NULL, "the place on the form"},
	{"finding", "item", TEXT, false, NULL, "of the exchange standard, UP2KYO 12"},
	{"finding", "fingerprint", TEXT, true, NULL, "tenken/v1: and 32 hex digits"},
	{"finding", "revision", TEXT, false, NULL, "period in force of the rule that judged"},
	{"finding", "decided_by", TEXT, false, NULL, "the date that chose it"},
	{"finding", "tables", OBJECTS, false, "used_table", "dated tables the rule looked into, with the period of the row it found"},
	{"finding", "basis", OBJECTS, false, "basis", "what the rule rests on"},
	{"finding", "related", OBJECTS, false, "related_plan", "in batch only: the plans it lists, in the order of the rule"},
	{"finding", "related_not_shown", COUNT, false, NULL, "more of them, beyond the limit of a finding"},
	{"finding", "suppressed_by", OBJECT, false, "suppression", NULL},
	{"finding", "known", TRUTH, false, NULL, "true: the baseline of --baseline has it"},

	{"used_table", "table", TEXT, true, NULL, NULL},
	{"used_table", "title", TEXT, true, NULL, NULL},
	{"used_table", "in_force", TEXT, true, NULL, "as `revision`; empty for always"},

	{"related_plan", "plan", TEXT, true, NULL, "key of the plan"},
	{"related_plan", "path", TEXT, true, NULL, NULL},
	{"related_plan", "document", COUNT, true, NULL, "number of the document in its file, from 1"},
	{"related_plan", "text", TEXT, false, NULL, "what the rule says of it"},

	{"batch", "type", WORD, false, "batch", "ndjson only"},
	{"batch", "plans", COUNT, true, NULL, "that were looked at together"},
	{"batch", "fact_bytes", COUNT, true, NULL, "memory for what the plans left behind"},
	{"batch", "findings", OBJECTS, true, "finding", "they belong to no plan: path is empty, address names the office and month"},
	{"batch", "rules", OBJECTS, true, "batch_rule", "those that were run, with how far they could look"},
	{"batch", "findings_not_shown", COUNT, false, NULL, "beyond the limit of findings"},

	{"ranked_plan", "key", TEXT, true, NULL, NULL},
	{"ranked_plan", "path", TEXT, true, NULL, NULL},
	{"ranked_plan", "document", COUNT, true, NULL, NULL},
	{"ranked_plan", "office", TEXT, false, NULL, NULL},
	{"ranked_plan", "office_code", TEXT, false, NULL, NULL},
	{"ranked_plan", "turn", COUNT, true, NULL, "1: the first of its office"},
	{"ranked_plan", "errors", COUNT, true, NULL, "the reasons, the weightiest first; only what counts"},
	{"ranked_plan", "warnings", COUNT, true, NULL, NULL},
	{"ranked_plan", "rules", TEXTS, true, NULL, "of its errors and warnings"},
	{"ranked_plan", "lists", TEXTS, true, NULL, "rules over all plans whose findings list it"},
	{"ranked_plan", "unchecked", COUNT, true, NULL, "rules that could not be checked"},
	{"ranked_plan", "infos", COUNT, true, NULL, NULL},
	{"ranked_plan", "questions", COUNT, true, NULL, NULL},

	{"ranking", "type", WORD, true, "ranking", "ndjson only"},
	{"ranking", "ranking", OBJECTS, true, "ranked_plan", NULL},

	{"batch_rule", "rule", TEXT, true, NULL, NULL},
	{"batch_rule", "name", TEXT, true, NULL, NULL},
	{"batch_rule", "outcome", WORD, true, "notApplicable|pass|notJudged|open|finding|fault", "the weightiest of its groups"},
	{"batch_rule", "groups", COUNT, true, NULL, "offices, months … that were judged"},
	{"batch_rule", "found", COUNT, true, NULL, "groups of each outcome"},
	{"batch_rule", "passed", COUNT, true, NULL, NULL},
	{"batch_rule", "not_judged", COUNT, true, NULL, NULL},
	{"batch_rule", "unchecked", COUNT, true, NULL, NULL},
	{"batch_rule", "plans", COUNT, true, NULL, "plans that were counted"},
	{"batch_rule", "facts", COUNT, true, NULL, NULL},
	{"batch_rule", "left_out", COUNT, true, NULL, "plans that could not be included, in whole or in part"},
	{"batch_rule", "reasons", OBJECTS, true, "left_out", NULL},

	{"left_out", "what", TEXT, true, NULL, "what was not supplied or is blank"},
	{"left_out", "plans", COUNT, true, NULL, NULL},
	{"left_out", "looked_up", TEXTS, false, NULL, "of a table that lacks rows: the codes it was asked for"},

	{"basis", "source", TEXT, true, NULL, NULL},
	{"basis", "title", TEXT, false, NULL, NULL},
	{"basis", "place", TEXT, false, NULL, NULL},
	{"basis", "date", TEXT, false, NULL, NULL},
	{"basis", "link", TEXT, false, NULL, NULL},
	{"basis", "verified", TRUTH, true, NULL, "somebody compared it with the text itself"},

	{"suppression", "reason", TEXT, true, NULL, NULL},
	{"suppression", "by", TEXT, false, NULL, NULL},
	{"suppression", "until", TEXT, false, NULL, "YYYY-MM-DD"},

	{"coverage", "rules", COUNT, true, NULL, NULL},
	{"coverage", "passed", COUNT, true, NULL, NULL},
	{"coverage", "found", COUNT, true, NULL, NULL},
	{"coverage", "not_applicable", COUNT, true, NULL, NULL},
	{"coverage", "not_judged", COUNT, true, NULL, "a value they need is blank or unreadable, which another finding says"},
	{"coverage", "unchecked", COUNT, true, NULL, "something was not supplied"},

	{"summary", "type", WORD, false, "summary", "ndjson only"},
	{"summary", "coverage", OBJECT, false, "coverage", "ndjson only"},
	{"summary", "files", COUNT, true, NULL, NULL},
	{"summary", "plans", COUNT, true, NULL, NULL},
	{"summary", "lost", COUNT, true, NULL, "files and documents that could not be checked"},
	{"summary", "errors", COUNT, true, NULL, NULL},
	{"summary", "warnings", COUNT, true, NULL, NULL},
	{"summary", "infos", COUNT, true, NULL, NULL},
	{"summary", "questions", COUNT, true, NULL, NULL},
	{"summary", "unchecked", COUNT, true, NULL, NULL},
	{"summary", "suppressed", COUNT, true, NULL, NULL},
	{"summary", "known", COUNT, true, NULL, "in the baseline, in no other count"},
	{"summary", "questions_not_shown", COUNT, true, NULL, "left out by --questions"},
	{"summary", "findings_not_shown", COUNT, true, NULL, NULL},
	{"summary", "exit_status", COUNT, true, NULL, NULL},
	{"summary", "reason", TEXT, true, NULL, NULL},

	{"run", "type", WORD, true, "run", "ndjson only"},
	{"run", "schema_version", COUNT, true, NULL, NULL},
	{"run", "tool", OBJECT, true, "tool", NULL},
	{"run", "language", WORD, true, "ja|en", NULL},
	{"run", "audience", WORD, true, "manager|inspector|vendor", NULL},
	{"run", "ruleset", OBJECT, true, "ruleset", NULL},
};

static void add_reference(struct json_writer *json, const char *name)
{
	struct text_builder reference;

	text_builder_init(&reference, json->text->arena);
	text_builder_print(&reference, "#/definitions/%s", name);
	json_text(json, "$ref", text_builder_finish(&reference));
}

static void add_words(struct json_writer *json, struct slice words)
{
	struct slice word;

	json_key(json, "enum");
	json_begin_array(json);
	while (slice_next(&words, '|', &word))
		json_string(json, word);
	json_end_array(json);
}

static void add_array(struct json_writer *json, const struct member *member)
{
	json_text(json, "type", SLICE_OF("array"));
	json_key(json, "items");
	json_begin_object(json);
	if (member->kind == OBJECTS)
		add_reference(json, member->detail);
	else
		json_text(json, "type", member->kind == TEXTS ? SLICE_OF("string") : SLICE_OF("integer"));
	json_end_object(json);
}

static void add_value(struct json_writer *json, const struct member *member)
{
	switch (member->kind) {
	case TEXT:
		json_text(json, "type", SLICE_OF("string"));
		break;
	case COUNT:
		json_text(json, "type", SLICE_OF("integer"));
		json_count(json, "minimum", 0);
		break;
	case TRUTH:
		json_text(json, "type", SLICE_OF("boolean"));
		break;
	case WORD:
		add_words(json, slice_from_string(member->detail));
		break;
	case OBJECT:
		/* Beside a $ref nothing else counts: the reference stands in a list of its own. */
		json_key(json, "allOf");
		json_begin_array(json);
		json_begin_object(json);
		add_reference(json, member->detail);
		json_end_object(json);
		json_end_array(json);
		break;
	case OBJECTS:
	case TEXTS:
	case COUNTS:
		add_array(json, member);
		break;
	}
}

static bool same(const char *a, const char *b)
{
	return slice_equal(slice_from_string(a), slice_from_string(b));
}

/* The members of one object; those of the result itself stand at the root. */
static void add_object(struct json_writer *json, const char *object)
{
	json_text(json, "type", SLICE_OF("object"));
	json_key(json, "properties");
	json_begin_object(json);
	for (size_t i = 0; i < COUNT_OF(members); i++) {
		if (!same(members[i].object, object))
			continue;
		json_key(json, members[i].name);
		json_begin_object(json);
		json_text_if(json, "description", slice_from_string(members[i].meaning));
		add_value(json, &members[i]);
		json_end_object(json);
	}
	json_end_object(json);
	json_key(json, "required");
	json_begin_array(json);
	for (size_t i = 0; i < COUNT_OF(members); i++)
		if (same(members[i].object, object) && members[i].always)
			json_string(json, slice_from_string(members[i].name));
	json_end_array(json);
}

struct slice result_schema(struct arena *arena)
{
	struct text_builder text;
	struct json_writer json;

	text_builder_init(&text, arena);
	json_init(&json, &text, true);
	json_begin_object(&json);
	json_text(&json, "$schema", SLICE_OF("http://json-schema.org/draft-07/schema#"));
	json_text(&json, "title", SLICE_OF("tenken check --format json"));
	add_object(&json, RESULT);
	json_key(&json, "definitions");
	json_begin_object(&json);
	for (size_t i = 0; i < COUNT_OF(members); i++) {
		const char *object = members[i].object;

		if (same(object, RESULT) || same(object, members[i - 1].object))
			continue;
		json_key(&json, object);
		json_begin_object(&json);
		add_object(&json, object);
		json_end_object(&json);
	}
	json_end_object(&json);
	json_end_object(&json);
	text_builder_add_char(&text, '\n');
	return text_builder_finish(&text);
}
