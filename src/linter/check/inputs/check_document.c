/* One plan: derive, judge, seal, report. */
#include "linter/check/check.h"

#include "derive/derive.h"
#include "findings/finding_copy.h"
#include "linter/forms/form_view_build.h"
#include "linter/plans/plan_facts.h"
#include "linter/plans/question_limit.h"
#include "readers/cell_habits.h"
#include "readers/leftover_findings.h"
#include "readers/period_findings.h"

/* Everything a finding of this list still needs before its document is released. */
void check_seal(const struct check *check, struct finding_list *findings, struct slice person)
{
	finding_list_sort(findings);
	finding_list_seal(findings);
	finding_list_fingerprint(findings, person, check->masking ? check->masking->key : NULL);
}

static struct coverage_counts plan_counts(const struct plan_coverage *coverage)
{
	struct coverage_counts counts = {0};
	size_t *const places[OUTCOME_COUNT] = {
		[OUTCOME_NOT_APPLICABLE] = &counts.not_applicable, [OUTCOME_PASS] = &counts.passed,
		[OUTCOME_NOT_JUDGED] = &counts.not_judged,	   [OUTCOME_OPEN] = &counts.open,
		[OUTCOME_FINDING] = &counts.found,
	};

	for (size_t i = 0; i < coverage->rule_count; i++) {
		size_t *place = places[coverage->outcomes[i]];

		if (coverage->outcomes[i] == OUTCOME_OFF)
			continue;
		counts.rules++;
		if (place)
			++*place;
	}
	return counts;
}

static const struct missing_form *missing_forms(struct check *check, const struct plan_coverage *coverage)
{
	struct missing_form *missing = arena_array(&check->document, struct missing_form, coverage->missing_count);

	for (size_t i = 0; i < coverage->missing_count; i++) {
		const struct missing_input *from = &coverage->missing[i];
		struct slice *ids = arena_array(&check->document, struct slice, from->rule_count);

		for (size_t k = 0; k < from->rule_count; k++)
			ids[k] = check->base.loaded.set->rules[from->rules[k]].id;
		missing[i] = (struct missing_form){.name = from->what, .rules = ids, .rule_count = from->rule_count};
	}
	return missing;
}

/*
 * What the reader found goes before the first finding of a rule that stands at or behind its place, so that a person reads the
 * plan from top to bottom. A placeholder that a rule speaks of too is said once, by the rule.
 */
static void place_reader_findings(struct finding_list *findings, size_t from_reader)
{
	struct slice placeholder = builtin_info(BUILTIN_VALUE_PLACEHOLDER_WHOLE)->id;
	size_t kept = 0;

	for (size_t i = 0; i < findings->count; i++) {
		struct finding *finding = findings->items[i];
		bool repeated = false;

		finding->order = i < from_reader ? UINT32_MAX - 1 : finding->order;
		for (size_t k = from_reader; i < from_reader && k < findings->count; k++) {
			const struct finding *other = findings->items[k];

			if (other->kind == FINDING_OPEN || other->place.source != finding->place.source)
				continue;
			repeated |= other->place.offset == finding->place.offset && slice_equal(finding->rule, placeholder);
			if (other->place.offset >= finding->place.offset && other->order < finding->order)
				finding->order = other->order;
		}
		if (!repeated)
			findings->items[kept++] = finding;
	}
	findings->count = kept;
}

/* A blank whose key is not there at all points at the beginning of the plan: that line has nothing to show. */
static void hide_whole_excerpts(struct finding_list *findings, const struct document *document)
{
	for (size_t i = 0; i < findings->count; i++) {
		struct finding *finding = findings->items[i];

		finding->whole |= finding->place.length == 0 && finding->place.offset == document->plan->self.offset;
	}
}

/* --list-files: the plan is counted for every file it was read from, and not judged. */
static void list_document(struct check *check, const struct document *document)
{
	check->summary.plans++;
	for (size_t i = 0; i < document->source_count; i++)
		for (struct opened_input *opened = check->inputs; opened; opened = opened->next)
			opened->set_plans += &opened->source == document->sources[i];
}

/* What reports are told besides the findings, which are sealed; masked last. */
static void complete_plan(struct check *check, struct judged_plan *judged, const struct document *document)
{
	const struct plan_coverage *coverage = &judged->coverage;
	struct report_plan *plan = &judged->plan;

	plan->person_mark = finding_person_mark(&check->document, plan->person, check->masking ? check->masking->key : NULL);
	plan->coverage = plan_counts(coverage);
	plan->missing = missing_forms(check, coverage);
	plan->missing_count = coverage->missing_count;
	if (check->review)
		policy_review_report(check->review, document, coverage, plan);
	if (check->wants_forms)
		plan->forms = form_view_build(&check->document, document, &judged->findings, &check->base.loaded.set->tables, check->as_of,
					      check->options->english);
	if (check->masking)
		judged->personal = masking_plan(check->masking, &check->document, document, plan);
}

void check_document(struct check *check, struct document *document, struct finding_list *findings, struct slice path)
{
	if (check->options->list_files) {
		list_document(check, document);
		return;
	}
	bool english = check->options->english;

	if (check->sink) {
		check->summary.plans++;
		check->sink->document(check->sink, document, findings, path);
		return;
	}
	struct judged_plan *judged = arena_new(&check->document, struct judged_plan);
	struct plan_coverage *coverage = &judged->coverage;

	finding_list_init(&judged->faults, &check->document, english);
	struct plan_records records = plan_records_of(document, &check->scratch);

	cell_habits_read(document, &records, check->base.keys, findings, &check->scratch);
	derive_document(document, check->derived, &check->scratch);
	period_findings_add(findings, document, &records);
	leftover_findings_add(findings, document, &records);
	arena_reset(&check->scratch);
	size_t from_reader = findings->count;

	rule_runner_run(check->runner, document, findings, &judged->faults, coverage);
	if (check->collector && !check->alone)
		batch_collect(check->collector, document, &judged->left_behind, &judged->faults);
	place_reader_findings(findings, from_reader);
	hide_whole_excerpts(findings, document);
	struct report_plan *plan = &judged->plan;

	*plan = (struct report_plan){.path = path, .ordinal = document->ordinal, .findings = &judged->findings, .outcomes = coverage->outcomes};
	plan_facts(plan, document->plan, &check->document, english);
	if (!plan->key.length && !check->counts_in_part)
		plan->key = plan_key_by_number(&check->document, path, plan->ordinal);
	judged->suppressions = plan_suppressions_apply(document, check->base.loaded.set, &check->decisions.beside, plan->key, coverage,
						       check->as_of, findings);
	plan->questions_left_out = questions_limit(findings, check->questions);
	if (check->review)
		policy_review_ask(check->review, check->runner, document, coverage, findings);
	check_seal(check, findings, plan->person);
	judged->findings = *findings;
	complete_plan(check, judged, document);
	check_tell_plan(check, judged);
}

void check_document_lost(struct check *check, struct opened_input *opened, struct finding_list *findings)
{
	(void)check;
	finding_list_seal(findings);
	for (size_t i = 0; i < findings->count; i++)
		finding_list_copy(&opened->findings, findings->items[i]);
}

void check_file_done(struct check *check, struct opened_input *opened, size_t plans)
{
	struct report_file file = {
		.path = opened->input->path,
		.kind = input_kind_name(opened->kind),
		.plans = plans,
		.findings = &opened->findings,
	};

	if (check->options->list_files) {
		file.plans = opened->set_plans;
		file.kind_title = input_kind_title(opened, &check->file, check->options->english);
		file.set = opened->set;
	}
	if (check->options->list_files && opened->layout) {
		file.file_type = opened->layout->file_type;
		file.edition = opened->layout->edition;
	}
	if (opened->readable)
		file.encoding = opened->cp932 ? SLICE_OF("cp932") : SLICE_OF("utf-8");
	if (check->wants_forms && opened->readable)
		file.sha256 = opened_input_sha256(opened, &check->file);
	for (size_t i = 0; i < opened->findings.count; i++)
		if (!opened->findings.items[i]->path.length)
			opened->findings.items[i]->path = opened->input->path;
	check_seal(check, &opened->findings, slice_of("", 0));
	if (check->sink)
		check->sink->file(check->sink, opened);
	if (check->masking)
		masking_file(check->masking, opened->findings.arena, &file);
	check_tell_file(check, &file, &opened->findings, opened->readable);
}

void check_left_out(struct check *check, struct slice path, enum left_out reason)
{
	static const struct slice reasons[] = {
		[LEFT_OUT_ENDING] = SLICE("ending"),
		[LEFT_OUT_DOT] = SLICE("dot"),
		[LEFT_OUT_IGNORED] = SLICE("ignored"),
		[LEFT_OUT_SETTINGS] = SLICE("settings"),
	};
	struct report_file file = {.path = path, .left_out = reasons[reason]};

	if (check->masking)
		masking_file(check->masking, &check->run, &file);
	for (size_t i = 0; i < check->report_count; i++)
		report_add_file(check->reports[i], &file);
}
