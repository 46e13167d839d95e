#include "linter/results/result_findings.h"

#include "base/compiler.h"
#include "findings/suppression.h"
#include "linter/caller.h"

struct slice result_date_in_words(struct arena *arena, struct slice iso, bool english)
{
	struct text_builder text;

	if (english)
		return iso;
	text_builder_init(&text, arena);
	caller_add_date_in_words(&text, iso);
	return text_builder_finish(&text);
}

static bool read_severity(struct result_reading *reading, void *object, enum json_event event)
{
	struct finding *finding = object;

	for (int i = 0; event == JSON_STRING && i < SEVERITY_COUNT; i++) {
		finding->severity = (enum severity)i;
		if (slice_equal(severity_name(finding->severity), reading->json.text))
			return true;
	}
	return result_wrong(reading, "no severity");
}

static bool read_kind(struct result_reading *reading, void *object, enum json_event event)
{
	struct finding *finding = object;

	for (int i = 0; event == JSON_STRING && i < FINDING_KIND_COUNT; i++) {
		finding->kind = (enum finding_kind)i;
		if (slice_equal(finding_kind_name(finding->kind), reading->json.text))
			return true;
	}
	return result_wrong(reading, "no kind of finding");
}

static bool read_basis(struct result_reading *reading, void *object, enum json_event event)
{
	static const struct result_member members[] = {
		{"source", RESULT_TEXT, offsetof(struct basis, source), NULL}, {"title", RESULT_TEXT, offsetof(struct basis, title), NULL},
		{"place", RESULT_TEXT, offsetof(struct basis, place), NULL},   {"date", RESULT_TEXT, offsetof(struct basis, date), NULL},
		{"link", RESULT_TEXT, offsetof(struct basis, link), NULL},     {"verified", RESULT_TRUTH, offsetof(struct basis, verified), NULL},
	};
	struct finding *finding = object;
	void *items;

	if (!result_read_objects(reading, event, members, COUNT_OF(members), sizeof(struct basis), &items, &finding->basis_count))
		return false;
	finding->basis = items;
	return true;
}

static bool read_tables(struct result_reading *reading, void *object, enum json_event event)
{
	static const struct result_member members[] = {
		{"table", RESULT_TEXT, offsetof(struct used_table, name), NULL},
		{"title", RESULT_TEXT, offsetof(struct used_table, title), NULL},
		{"in_force", RESULT_TEXT, offsetof(struct used_table, in_force), NULL},
	};
	struct finding *finding = object;
	void *items;

	if (!result_read_objects(reading, event, members, COUNT_OF(members), sizeof(struct used_table), &items, &finding->table_count))
		return false;
	finding->tables = items;
	return true;
}

static bool read_related(struct result_reading *reading, void *object, enum json_event event)
{
	static const struct result_member members[] = {
		{"plan", RESULT_TEXT, offsetof(struct related_plan, plan), NULL},
		{"path", RESULT_TEXT, offsetof(struct related_plan, path), NULL},
		{"document", RESULT_NUMBER, offsetof(struct related_plan, ordinal), NULL},
		{"text", RESULT_TEXT, offsetof(struct related_plan, text), NULL},
	};
	struct finding *finding = object;
	void *items;

	if (!result_read_objects(reading, event, members, COUNT_OF(members), sizeof(struct related_plan), &items, &finding->related_count))
		return false;
	finding->related = items;
	finding->related_kept = finding->related_count; /* a result holds those it shows; result_ranking.h has the others */
	return true;
}

static bool read_suppression(struct result_reading *reading, void *object, enum json_event event)
{
	static const struct result_member members[] = {
		{"reason", RESULT_TEXT, offsetof(struct suppression, reason), NULL},
		{"by", RESULT_TEXT, offsetof(struct suppression, by), NULL},
		{"until", RESULT_TEXT, offsetof(struct suppression, until_iso), NULL},
	};
	struct suppression *suppression = arena_new(reading->arena, struct suppression);
	struct finding *finding = object;

	finding->suppressed_by = suppression;
	if (!result_read_object(reading, event, members, COUNT_OF(members), suppression))
		return false;
	suppression->until = result_date_in_words(reading->arena, suppression->until_iso, reading->english);
	return true;
}

bool result_read_findings(struct result_reading *reading, enum json_event event, struct finding_list *list)
{
	static const struct result_member members[] = {
		{"rule", RESULT_TEXT, offsetof(struct finding, rule), NULL},
		{"name", RESULT_TEXT, offsetof(struct finding, name), NULL},
		{"category", RESULT_TEXT, offsetof(struct finding, category), NULL},
		{"severity", RESULT_NESTED, 0, read_severity},
		{"kind", RESULT_NESTED, 0, read_kind},
		{"title", RESULT_TEXT, offsetof(struct finding, title), NULL},
		{"message", RESULT_TEXT, offsetof(struct finding, message), NULL},
		{"question", RESULT_TEXT, offsetof(struct finding, question), NULL},
		{"fix", RESULT_TEXT, offsetof(struct finding, fix), NULL},
		{"missing", RESULT_TEXT, offsetof(struct finding, missing), NULL},
		{"path", RESULT_TEXT, offsetof(struct finding, path), NULL},
		{"line", RESULT_NUMBER, offsetof(struct finding, start.line), NULL},
		{"column", RESULT_NUMBER, offsetof(struct finding, start.column), NULL},
		{"end_line", RESULT_NUMBER, offsetof(struct finding, end.line), NULL},
		{"end_column", RESULT_NUMBER, offsetof(struct finding, end.column), NULL},
		{"address", RESULT_TEXT, offsetof(struct finding, address), NULL},
		{"item", RESULT_TEXT, offsetof(struct finding, item), NULL},
		{"fingerprint", RESULT_TEXT, offsetof(struct finding, fingerprint), NULL},
		{"revision", RESULT_TEXT, offsetof(struct finding, revision), NULL},
		{"decided_by", RESULT_TEXT, offsetof(struct finding, decided_by), NULL},
		{"known", RESULT_TRUTH, offsetof(struct finding, known), NULL},
		{"tables", RESULT_NESTED, 0, read_tables},
		{"basis", RESULT_NESTED, 0, read_basis},
		{"suppressed_by", RESULT_NESTED, 0, read_suppression},
		{"related", RESULT_NESTED, 0, read_related},
		{"related_not_shown", RESULT_SIZE, offsetof(struct finding, related_left_out), NULL},
	};

	if (event != JSON_BEGIN_ARRAY)
		return result_wrong(reading, "an array belongs here");
	while ((event = json_reader_next(&reading->json)) != JSON_END_ARRAY) {
		struct finding *finding = finding_add(list);

		if (!finding)
			return result_wrong(reading, "more findings than a plan can have");
		if (!result_read_object(reading, event, members, COUNT_OF(members), finding))
			return false;
	}
	return true;
}
