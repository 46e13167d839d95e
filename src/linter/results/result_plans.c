#include "linter/results/result_plans.h"

#include "base/compiler.h"
#include "linter/plans/plan_facts.h"
#include "linter/results/result_findings.h"
#include "linter/results/result_forms.h"

/* What stands in the object of a plan beside its own members. */
struct plan_object {
	struct report_plan plan;
	struct form_view view;
	bool has_view;
	size_t findings_not_shown;
	struct finding_list *findings;
	struct name_table numbers; /* of findings */
};

bool result_read_coverage(struct result_reading *reading, enum json_event event, struct coverage_counts *counts)
{
	static const struct result_member members[] = {
		{"rules", RESULT_SIZE, offsetof(struct coverage_counts, rules), NULL},
		{"passed", RESULT_SIZE, offsetof(struct coverage_counts, passed), NULL},
		{"found", RESULT_SIZE, offsetof(struct coverage_counts, found), NULL},
		{"not_applicable", RESULT_SIZE, offsetof(struct coverage_counts, not_applicable), NULL},
		{"not_judged", RESULT_SIZE, offsetof(struct coverage_counts, not_judged), NULL},
		{"unchecked", RESULT_SIZE, offsetof(struct coverage_counts, open), NULL},
	};

	return result_read_object(reading, event, members, COUNT_OF(members), counts);
}

static bool read_plan_coverage(struct result_reading *reading, void *object, enum json_event event)
{
	struct plan_object *plan = object;

	return result_read_coverage(reading, event, &plan->plan.coverage);
}

/* ---- missing forms ---- */

static bool read_missing_rules(struct result_reading *reading, void *object, enum json_event event)
{
	struct missing_form *missing = object;
	struct slice *rules;

	if (!result_read_texts(reading, event, &rules, &missing->rule_count))
		return false;
	missing->rules = rules;
	return true;
}

static bool read_missing(struct result_reading *reading, void *object, enum json_event event)
{
	static const struct result_member members[] = {
		{"form", RESULT_TEXT, offsetof(struct missing_form, name), NULL},
		{"rules", RESULT_NESTED, 0, read_missing_rules},
	};
	struct plan_object *plan = object;
	void *items;

	if (!result_read_objects(reading, event, members, COUNT_OF(members), sizeof(struct missing_form), &items, &plan->plan.missing_count))
		return false;
	plan->plan.missing = items;
	return true;
}

/* ---- items of a policy ---- */

static bool read_item_rules(struct result_reading *reading, void *object, enum json_event event)
{
	struct report_item *item = object;
	struct slice *rules;

	if (!result_read_texts(reading, event, &rules, &item->rule_count))
		return false;
	item->rules = rules;
	return true;
}

static bool read_item_unchecked(struct result_reading *reading, void *object, enum json_event event)
{
	struct report_item *item = object;
	struct slice *rules;

	if (!result_read_texts(reading, event, &rules, &item->unchecked_count))
		return false;
	item->unchecked = rules;
	return true;
}

static bool read_item_findings(struct result_reading *reading, void *object, enum json_event event)
{
	const struct plan_object *plan = reading->context;
	struct report_item *item = object;
	const struct finding **findings;
	struct slice *fingerprints;
	size_t count;

	if (!result_read_texts(reading, event, &fingerprints, &count))
		return false;
	findings = arena_array(reading->arena, const struct finding *, count);
	for (size_t i = 0; i < count; i++) {
		uint32_t number = name_table_find(&plan->numbers, fingerprints[i]);

		if (number != NAME_NOT_FOUND)
			findings[item->finding_count++] = plan->findings->items[number];
	}
	item->findings = findings;
	return true;
}

static bool read_items(struct result_reading *reading, void *object, enum json_event event)
{
	static const struct result_member members[] = {
		{"item", RESULT_TEXT, offsetof(struct report_item, id), NULL},
		{"label", RESULT_TEXT, offsetof(struct report_item, label), NULL},
		{"text", RESULT_TEXT, offsetof(struct report_item, text), NULL},
		{"outcome", RESULT_TEXT, offsetof(struct report_item, outcome), NULL},
		{"rules", RESULT_NESTED, 0, read_item_rules},
		{"unchecked", RESULT_NESTED, 0, read_item_unchecked},
		{"findings", RESULT_NESTED, 0, read_item_findings},
	};
	struct plan_object *plan = object;
	void *items;

	reading->context = plan;
	if (!result_read_objects(reading, event, members, COUNT_OF(members), sizeof(struct report_item), &items, &plan->plan.item_count))
		return false;
	plan->plan.items = items;
	return true;
}

/* ---- forms ---- */

static bool read_forms(struct result_reading *reading, void *object, enum json_event event)
{
	struct plan_object *plan = object;

	plan->has_view = true;
	reading->context = &plan->numbers;
	return result_read_sheets(reading, event, &plan->view);
}

static bool read_assessment_items(struct result_reading *reading, void *object, enum json_event event)
{
	struct plan_object *plan = object;

	plan->has_view = true;
	reading->context = &plan->numbers;
	return result_read_items(reading, event, &plan->view);
}

/* ---- the plan ---- */

static bool read_plan_findings(struct result_reading *reading, void *object, enum json_event event)
{
	struct plan_object *plan = object;

	return result_read_findings(reading, event, plan->findings);
}

/* Forms and items point to findings, whatever stands first: findings are read in a walk of their own. */
static bool read_findings_first(struct result_reading *reading, enum json_event event, struct plan_object *plan)
{
	static const struct result_member members[] = {{"findings", RESULT_NESTED, 0, read_plan_findings}};
	struct json_reader bookmark = reading->json;

	if (!result_read_object(reading, event, members, COUNT_OF(members), plan))
		return false;
	reading->json = bookmark;
	result_number_findings(&plan->numbers, reading->arena, plan->findings);
	return true;
}

#define PLAN_TEXT(member) offsetof(struct plan_object, plan.member)
bool result_read_plan(struct result_reading *reading, enum json_event event, struct report_plan *plan, struct finding_list *findings)
{
	static const struct result_member members[] = {
		{"key", RESULT_TEXT, PLAN_TEXT(key), NULL},
		{"path", RESULT_TEXT, PLAN_TEXT(path), NULL},
		{"document", RESULT_NUMBER, offsetof(struct plan_object, plan.ordinal), NULL},
		{"kind", RESULT_TEXT, PLAN_TEXT(kind), NULL},
		{"plan_date", RESULT_TEXT, PLAN_TEXT(plan_date_iso), NULL},
		{"office", RESULT_TEXT, PLAN_TEXT(office), NULL},
		{"office_code", RESULT_TEXT, PLAN_TEXT(office_code), NULL},
		{"care_manager", RESULT_TEXT, PLAN_TEXT(care_manager), NULL},
		{"policy", RESULT_TEXT, PLAN_TEXT(policy), NULL},
		{"policy_title", RESULT_TEXT, PLAN_TEXT(policy_title), NULL},
		{"policy_items", RESULT_NESTED, 0, read_items},
		{"coverage", RESULT_NESTED, 0, read_plan_coverage},
		{"missing", RESULT_NESTED, 0, read_missing},
		{"questions_not_shown", RESULT_SIZE, offsetof(struct plan_object, plan.questions_left_out), NULL},
		{"findings_not_shown", RESULT_SIZE, offsetof(struct plan_object, findings_not_shown), NULL},
		{"forms", RESULT_NESTED, 0, read_forms},
		{"assessment_items", RESULT_NESTED, 0, read_assessment_items},
	};
	struct plan_object *object = arena_new(reading->arena, struct plan_object);

	object->findings = findings;
	if (!read_findings_first(reading, event, object) || !result_read_object(reading, event, members, COUNT_OF(members), object))
		return false;
	findings->suppressed_by_limit = object->findings_not_shown;
	object->plan.findings = findings;
	object->plan.kind_name = plan_kind_name(slice_equal(object->plan.kind, SLICE_OF("prevention")), reading->english);
	object->plan.plan_date = result_date_in_words(reading->arena, object->plan.plan_date_iso, reading->english);
	if (object->has_view) {
		result_finish_forms(reading->arena, &object->view, findings);
		object->plan.forms = &object->view;
	}
	*plan = object->plan;
	return true;
}
#undef PLAN_TEXT

/* ---- files ---- */

struct file_object {
	struct report_file file;
	struct finding_list *findings;
};

static bool read_file_findings(struct result_reading *reading, void *object, enum json_event event)
{
	struct file_object *file = object;

	return result_read_findings(reading, event, file->findings);
}

bool result_read_file(struct result_reading *reading, enum json_event event, struct report_file *file, struct finding_list *findings)
{
	static const struct result_member members[] = {
		{"path", RESULT_TEXT, offsetof(struct file_object, file.path), NULL},
		{"kind", RESULT_TEXT, offsetof(struct file_object, file.kind), NULL},
		{"encoding", RESULT_TEXT, offsetof(struct file_object, file.encoding), NULL},
		{"plans", RESULT_SIZE, offsetof(struct file_object, file.plans), NULL},
		{"sha256", RESULT_TEXT, offsetof(struct file_object, file.sha256), NULL},
		{"findings", RESULT_NESTED, 0, read_file_findings},
	};
	struct file_object object = {.findings = findings};

	if (!result_read_object(reading, event, members, COUNT_OF(members), &object))
		return false;
	*file = object.file;
	file->findings = findings;
	return true;
}
