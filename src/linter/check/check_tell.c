/* What plans and files came to, told in their order: counted and handed to every report. A branch keeps it for the run. */
#include "linter/check/check.h"

#include "findings/finding_copy.h"
#include "linter/partial/partial.h"
#include "linter/plans/plan_facts.h"

void check_count_findings(struct check *check, const struct finding_list *findings)
{
	for (size_t i = 0; i < findings->count; i++) {
		const struct finding *finding = findings->items[i];

		if (finding->suppressed_by)
			check->summary.suppressed++;
		else if (finding->known)
			check->summary.known++;
		else if (finding->kind == FINDING_FAIL)
			check->summary.count[finding->severity]++;
		else if (finding->kind == FINDING_REVIEW)
			check->summary.reviews++;
		check->summary.lost += finding->lost;
	}
	check->summary.hidden_by_limit += findings->suppressed_by_limit;
}

static void add_counts(struct coverage_counts *total, const struct coverage_counts *part)
{
	total->rules += part->rules;
	total->passed += part->passed;
	total->found += part->found;
	total->not_applicable += part->not_applicable;
	total->not_judged += part->not_judged;
	total->open += part->open;
}

/* A rule that failed while running is said once a run, however many plans it failed on. */
void check_keep_faults(struct check *check, const struct finding_list *faults)
{
	for (size_t i = 0; i < faults->count; i++) {
		const struct rule *rule = rule_find(check->base.loaded.set, faults->items[i]->rule);

		if (rule && check->rule_failed[rule->number])
			continue;
		if (rule)
			check->rule_failed[rule->number] = true;
		finding_seal(&check->rule_faults, faults->items[i]);
		finding_list_copy(&check->rule_faults, faults->items[i]);
	}
}

/* Is a missing item one of a form, or the form itself, that the profile requires? */
static bool is_required(const struct check *check, struct slice missing)
{
	for (unsigned form = 0; form < FORM_COUNT; form++) {
		const struct form_info *info = form_info((enum form)form);

		if ((check->required_forms >> form & 1) &&
		    slice_starts_with(missing, check->options->english ? info->name_en : info->name_ja))
			return true;
	}
	return false;
}

/* Rules of the plan that could not be checked for want of a required form, each once. */
static size_t count_required_open(const struct check *check, const struct report_plan *plan, struct arena *arena)
{
	const struct rule_set *set = check->base.loaded.set;
	bool *stopped = arena_array(arena, bool, set->count);
	size_t count = 0;

	for (size_t i = 0; i < plan->missing_count; i++)
		for (size_t k = 0; is_required(check, plan->missing[i].name) && k < plan->missing[i].rule_count; k++) {
			const struct rule *rule = rule_find(set, plan->missing[i].rules[k]);

			if (!rule || stopped[rule->number])
				continue;
			stopped[rule->number] = true;
			count += plan->outcomes[rule->number] == OUTCOME_OPEN;
		}
	return count;
}

static struct kept_result *keep(struct check *check)
{
	struct kept_result *result = arena_new(&check->document, struct kept_result);

	*check->kept->last = result;
	check->kept->last = &result->next;
	return result;
}

static void tell_progress(const struct check *check)
{
	if (check->options->progress)
		check->options->progress(check->options->context, check->summary.files, check->summary.plans);
}

void check_tell_plan(struct check *check, struct judged_plan *judged)
{
	struct report_plan *plan = &judged->plan;

	if (check->kept) {
		keep(check)->plan = judged;
		return;
	}
	/* Which number a document of a part of a file has is known only now. */
	if (!plan->key.length)
		plan->key = plan_key_by_number(judged->findings.arena, plan->path, plan->ordinal);
	partial_add_plan(check, judged);
	check_keep_faults(check, &judged->faults);
	if (judged->personal && check->collector)
		masking_remember(check->masking, judged->personal);
	check_batch_keep(check, judged);
	decisions_plan_done(&check->decisions, check->base.loaded.set, &judged->coverage, &judged->suppressions, plan->person_mark,
			    &judged->findings);
	check_count_findings(check, &judged->findings);
	add_counts(&check->summary.coverage, &plan->coverage);
	if (check->required_forms)
		check->required_open += count_required_open(check, plan, judged->findings.arena);
	check->summary.questions_left_out += plan->questions_left_out;
	check->summary.open = check->summary.coverage.open;
	check->summary.plans++;
	for (size_t i = 0; i < check->report_count; i++)
		report_add_plan(check->reports[i], plan);
	tell_progress(check);
}

void check_tell_file(struct check *check, const struct report_file *file, struct finding_list *findings, bool readable)
{
	if (check->kept) {
		struct kept_result *result = keep(check);

		result->file = *file;
		result->findings = findings;
		result->readable = readable;
		return;
	}
	partial_add_file(check, file, findings, readable);
	decisions_file_done(&check->decisions, findings);
	check_count_findings(check, findings);
	check->summary.files += readable;
	for (size_t i = 0; i < check->report_count; i++)
		report_add_file(check->reports[i], file);
	tell_progress(check);
}
