/* What reports are given, masked: findings, facts of the plan, its forms; files. */
#include "findings/suppression.h"
#include "linter/masking/remembered_words.h"
#include "linter/plans/plan_facts.h"

/* A line of a file can hold anything, so none is shown. */
static void hide_excerpt(struct finding *finding)
{
	finding->excerpt = slice_of("", 0);
	finding->caret = finding->caret_width = 0;
}

/* ---- a plan ---- */

static void mask_suppression(const struct personal_words *words, struct finding *finding)
{
	struct suppression *copy;

	if (!finding->suppressed_by)
		return;
	copy = arena_new(words->arena, struct suppression);
	*copy = *finding->suppressed_by;
	copy->reason = personal_words_mask(words, copy->reason);
	if (copy->by.length)
		copy->by = personal_value_mask(words, Suppression_by, copy->by);
	finding->suppressed_by = copy;
}

static void mask_finding(const struct personal_words *words, const struct document *document, struct finding *finding)
{
	/* At such a value the message quotes it, perhaps cut short. */
	if (personal_words_hold(words, document, finding->place))
		finding->message = finding->title;
	finding->message = personal_words_mask(words, finding->message);
	finding->question = personal_words_mask(words, finding->question);
	finding->fix = personal_words_mask(words, finding->fix);
	finding->path = masking_path(words->masking, words->arena, finding->path);
	hide_excerpt(finding);
	mask_suppression(words, finding);
}

static void mask_cell(const struct personal_words *words, struct form_cell *cell)
{
	if (cell->role != CELL_VALUE || !cell->text.length)
		return;
	struct slice masked = personal_words_mask(words, cell->text);

	/* What is too short to be looked for in texts is masked in its own cell all the same. */
	if (cell->personal && slice_equal(masked, cell->text) && !personal_words_say_nobody(words, cell->text))
		masked = personal_value_mask(words, StandardItem_value, cell->text);
	cell->text = masked;
}

static void mask_forms(const struct personal_words *words, struct form_view *forms)
{
	for (size_t i = 0; i < forms->sheet_count; i++)
		for (size_t k = 0; k < forms->sheets[i].section_count; k++) {
			struct form_section *section = &forms->sheets[i].sections[k];

			section->title = personal_words_mask(words, section->title);
			for (size_t row = 0; row < section->row_count; row++)
				for (size_t cell = 0; cell < section->rows[row].count; cell++)
					mask_cell(words, &section->rows[row].cells[cell]);
		}
}

const struct personal_words *masking_plan(const struct masking *masking, struct arena *arena, const struct document *document,
					  struct report_plan *plan)
{
	struct personal_words *words = arena_new(arena, struct personal_words);

	personal_words_collect(words, arena, masking, document);
	for (size_t i = 0; i < plan->findings->count; i++)
		mask_finding(words, document, plan->findings->items[i]);
	plan->path = masking_path(masking, arena, plan->path);
	plan->person = plan->person_mark;
	if (plan->office.length)
		plan->office = personal_value_mask(words, Office_name, plan->office);
	if (plan->office_code.length)
		plan->office_code = personal_value_mask(words, Office_code, plan->office_code);
	if (plan->care_manager.length)
		plan->care_manager = personal_value_mask(words, Plan_care_manager, plan->care_manager);
	if (plan->person.length && plan->plan_date_iso.length)
		plan->key = arena_print(arena, "%.*s/%.*s/%.*s", SLICE_PRINT(plan->person), SLICE_PRINT(plan->plan_date_iso), SLICE_PRINT(plan->kind));
	else if (plan->key.length)
		plan->key = plan_key_by_number(arena, plan->path, plan->ordinal);
	if (plan->forms)
		mask_forms(words, plan->forms);
	return words;
}

/* ---- many plans ---- */

void masking_remember(struct masking *masking, const struct personal_words *words)
{
	remembered_words_add(masking->remembered, words);
}

void masking_batch(const struct masking *masking, const struct finding_list *findings)
{
	const struct remembered_words *all = masking->remembered;

	for (size_t i = 0; i < findings->count; i++) {
		struct finding *finding = findings->items[i];
		struct related_plan *related = arena_array(all->arena, struct related_plan, finding->related_kept);

		finding->message = remembered_words_mask(all, finding->message);
		finding->question = remembered_words_mask(all, finding->question);
		finding->fix = remembered_words_mask(all, finding->fix);
		finding->address = remembered_words_mask(all, finding->address);
		hide_excerpt(finding);
		/* Their keys and paths were masked when the plans were. */
		for (size_t k = 0; k < finding->related_kept; k++) {
			related[k] = finding->related[k];
			related[k].text = remembered_words_mask(all, related[k].text);
		}
		finding->related = related;
	}
}

static void mask_keys(const struct remembered_words *all, struct batch_left_out *reason)
{
	struct slice *keys = arena_array(all->arena, struct slice, reason->key_count);

	for (size_t i = 0; i < reason->key_count; i++)
		keys[i] = remembered_words_mask(all, reason->keys[i]);
	reason->keys = keys;
}

void masking_batch_rules(const struct masking *masking, struct report_batch_rule *rules, size_t count)
{
	const struct remembered_words *all = masking->remembered;

	for (size_t i = 0; i < count; i++) {
		struct batch_rule_coverage *coverage = &rules[i].coverage;
		struct batch_left_out *reasons = arena_array(all->arena, struct batch_left_out, coverage->reason_count);

		for (size_t k = 0; k < coverage->reason_count; k++) {
			reasons[k] = coverage->reasons[k];
			mask_keys(all, &reasons[k]);
		}
		coverage->reasons = reasons;
	}
}

/* ---- a file ---- */

/* About rules and decisions: no plan is quoted. */
static bool quotes_no_plan(const struct finding *finding)
{
	return slice_equal(finding->category, SLICE_OF("rules")) || slice_starts_with(finding->rule, SLICE_OF("BL-")) ||
	       (slice_starts_with(finding->rule, SLICE_OF("SP-")) && !slice_equal(finding->rule, SLICE_OF("SP-005")));
}

void masking_file(const struct masking *masking, struct arena *arena, struct report_file *file)
{
	for (size_t i = 0; file->findings && i < file->findings->count; i++) {
		struct finding *finding = file->findings->items[i];

		if (!quotes_no_plan(finding)) {
			finding->message = finding->title;
			finding->fix = slice_contains(finding->fix, SLICE_OF("「")) ? slice_of("", 0) : finding->fix;
		}
		finding->path = masking_path(masking, arena, finding->path);
		hide_excerpt(finding);
	}
	file->path = masking_path(masking, arena, file->path);
	file->sha256 = slice_of("", 0);
}
