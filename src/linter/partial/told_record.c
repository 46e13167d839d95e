#include "linter/partial/told_record.h"

#include "findings/suppression.h"

static void pass_basis(struct passage *passage, struct finding *finding)
{
	struct basis *made = pass_array(passage, NULL, &finding->basis_count, sizeof *made);

	for (size_t i = 0; i < finding->basis_count && !passage->broken; i++) {
		struct basis basis = passage->out ? finding->basis[i] : (struct basis){0};

		pass_text(passage, &basis.source);
		pass_text(passage, &basis.title);
		pass_text(passage, &basis.place);
		pass_text(passage, &basis.date);
		pass_text(passage, &basis.link);
		pass_bool(passage, &basis.verified);
		if (made)
			made[i] = basis;
	}
	if (passage_reads(passage))
		finding->basis = made;
}

static void pass_tables(struct passage *passage, struct finding *finding)
{
	struct used_table *made = pass_array(passage, NULL, &finding->table_count, sizeof *made);

	for (size_t i = 0; i < finding->table_count && !passage->broken; i++) {
		struct used_table table = passage->out ? finding->tables[i] : (struct used_table){.name = slice_of("", 0)};

		pass_text(passage, &table.name);
		pass_text(passage, &table.title);
		pass_text(passage, &table.in_force);
		if (made)
			made[i] = table;
	}
	if (passage_reads(passage))
		finding->tables = made;
}

static void pass_suppressed_by(struct passage *passage, struct finding *finding)
{
	bool suppressed = finding->suppressed_by != NULL;
	struct suppression suppression = suppressed ? *finding->suppressed_by : (struct suppression){0};

	pass_bool(passage, &suppressed);
	if (!suppressed)
		return;
	pass_text(passage, &suppression.rule);
	pass_text(passage, &suppression.at);
	pass_text(passage, &suppression.reason);
	pass_text(passage, &suppression.by);
	pass_text(passage, &suppression.until);
	pass_text(passage, &suppression.until_iso);
	pass_bool(passage, &suppression.beside);
	if (passage->out)
		return;
	struct suppression *kept = arena_new(passage->arena, struct suppression);

	*kept = suppression;
	finding->suppressed_by = kept;
}

static void pass_position(struct passage *passage, struct position *position)
{
	pass_u32(passage, &position->line);
	pass_u32(passage, &position->column);
}

static void pass_finding(struct passage *passage, struct finding *finding)
{
	struct slice *const texts[] = {
		&finding->rule,	    &finding->name,	  &finding->title,	   &finding->category,	 &finding->message,  &finding->question,
		&finding->fix,	    &finding->missing,	  &finding->address,	   &finding->address_ja, &finding->revision, &finding->decided_by,
		&finding->path,	    &finding->item,	  &finding->excerpt,	  &finding->fingerprint,   &finding->address_plain,
	};
	unsigned priority = finding->priority;

	for (size_t i = 0; i < COUNT_OF(texts); i++)
		pass_text(passage, texts[i]);
	finding->severity = (enum severity)pass_choice(passage, finding->severity, SEVERITY_COUNT);
	finding->kind = (enum finding_kind)pass_choice(passage, finding->kind, FINDING_KIND_COUNT);
	finding->priority = (uint8_t)pass_choice(passage, priority, 256);
	pass_bool(passage, &finding->lost);
	pass_bool(passage, &finding->whole);
	pass_number(passage, &finding->place.offset);
	pass_number(passage, &finding->place.length);
	pass_position(passage, &finding->start);
	pass_position(passage, &finding->end);
	pass_u32(passage, &finding->caret);
	pass_u32(passage, &finding->caret_width);
	pass_u32(passage, &finding->order);
	pass_u32(passage, &finding->raised);
	pass_basis(passage, finding);
	pass_tables(passage, finding);
	pass_suppressed_by(passage, finding);
}

static void pass_findings(struct passage *passage, struct finding_list *findings)
{
	findings->items = pass_array(passage, findings->items, &findings->count, sizeof *findings->items);
	pass_bool(passage, &findings->english);
	pass_size(passage, &findings->suppressed_by_limit);
	for (size_t i = 0; i < findings->count && !passage->broken; i++) {
		if (passage_reads(passage))
			findings->items[i] = arena_new(passage->arena, struct finding);
		pass_finding(passage, findings->items[i]);
	}
	if (passage->broken && passage_reads(passage))
		findings->count = 0;
	findings->capacity = findings->count;
	if (passage_reads(passage))
		findings->arena = passage->arena;
}

static void pass_counts(struct passage *passage, struct coverage_counts *counts)
{
	size_t *const numbers[] = {&counts->rules, &counts->passed, &counts->found, &counts->not_applicable, &counts->not_judged, &counts->open};

	for (size_t i = 0; i < COUNT_OF(numbers); i++)
		pass_size(passage, numbers[i]);
}

static void pass_missing(struct passage *passage, struct report_plan *plan)
{
	struct missing_form *made = pass_array(passage, NULL, &plan->missing_count, sizeof *made);

	for (size_t i = 0; i < plan->missing_count && !passage->broken; i++) {
		struct missing_form missing = passage->out ? plan->missing[i] : (struct missing_form){.rule_count = 0};

		pass_text(passage, &missing.name);
		pass_texts(passage, &missing.rules, &missing.rule_count);
		if (made)
			made[i] = missing;
	}
	if (passage_reads(passage))
		plan->missing = made;
}

/* The findings of an item are some of the plan's: their numbers. */
static void pass_item_findings(struct passage *passage, struct report_item *item, const struct finding_list *findings)
{
	const struct finding **made = pass_array(passage, NULL, &item->finding_count, sizeof *made);

	for (size_t i = 0; i < item->finding_count && !passage->broken; i++) {
		size_t number = 0;

		while (passage->out && findings->items[number] != item->findings[i])
			number++;
		pass_size(passage, &number);
		if (passage->out)
			continue;
		passage->broken |= number >= findings->count;
		made[i] = passage->broken ? NULL : findings->items[number];
	}
	if (passage_reads(passage))
		item->findings = made;
}

static void pass_items(struct passage *passage, struct report_plan *plan, const struct finding_list *findings)
{
	struct report_item *made = pass_array(passage, NULL, &plan->item_count, sizeof *made);

	for (size_t i = 0; i < plan->item_count && !passage->broken; i++) {
		struct report_item item = passage->out ? plan->items[i] : (struct report_item){.rule_count = 0};

		pass_text(passage, &item.id);
		pass_text(passage, &item.label);
		pass_text(passage, &item.text);
		pass_text(passage, &item.outcome);
		pass_texts(passage, &item.rules, &item.rule_count);
		pass_texts(passage, &item.unchecked, &item.unchecked_count);
		pass_item_findings(passage, &item, findings);
		if (made)
			made[i] = item;
	}
	if (passage_reads(passage))
		plan->items = made;
}

static void pass_outcomes(struct passage *passage, struct plan_coverage *coverage, size_t rule_count)
{
	struct slice outcomes = slice_of((const char *)coverage->outcomes, passage->out ? rule_count : 0);

	pass_text(passage, &outcomes);
	pass_size(passage, &coverage->faults);
	if (passage->out)
		return;
	coverage->rule_count = rule_count;
	coverage->outcomes = arena_array(passage->arena, uint8_t, rule_count);
	passage->broken |= outcomes.length != rule_count;
	for (size_t i = 0; i < rule_count && !passage->broken; i++) {
		coverage->outcomes[i] = (uint8_t)outcomes.data[i];
		passage->broken |= coverage->outcomes[i] >= OUTCOME_COUNT;
	}
}

/* Of suppressions beside the plans only what became of them here is needed: they themselves are read again. */
static void pass_suppressions(struct passage *passage, struct plan_suppressions *suppressions)
{
	size_t count = suppressions->count - suppressions->own;
	uint32_t *numbers = pass_array(passage, NULL, &count, sizeof *numbers);

	if (passage_reads(passage)) {
		suppressions->items = arena_array(passage->arena, struct suppression, count);
		suppressions->numbers = numbers;
		suppressions->own = 0;
		suppressions->count = count;
	}
	for (size_t i = 0; i < count && !passage->broken; i++) {
		struct suppression *item = &suppressions->items[suppressions->own + i];
		uint32_t number = passage->out ? suppressions->numbers[i] : 0;

		pass_u32(passage, &number);
		pass_bool(passage, &item->not_judged);
		pass_bool(passage, &item->used);
		if (numbers)
			numbers[i] = number;
	}
}

/* What rules over many plans are to know of it. */
static void pass_left_behind(struct passage *passage, struct batch_part *part)
{
	struct batch_identity *who = &part->who;

	pass_text(passage, &who->person);
	pass_text(passage, &who->office);
	pass_text(passage, &who->office_label);
	pass_text(passage, &who->care_manager);
	pass_bool(passage, &who->person_known);
	pass_texts(passage, &part->texts, &part->text_count);
	pass_text(passage, &part->entries);
}

void pass_plan(struct passage *passage, struct judged_plan *judged, size_t rule_count, bool forms)
{
	struct report_plan *plan = &judged->plan;
	struct slice *const texts[] = {&plan->path,	 &plan->key,	   &plan->person,	 &plan->person_mark, &plan->kind,   &plan->kind_name,
				       &plan->plan_date, &plan->plan_date_iso, &plan->office, &plan->office_code, &plan->care_manager, &plan->policy, &plan->policy_title};

	for (size_t i = 0; i < COUNT_OF(texts); i++)
		pass_text(passage, texts[i]);
	pass_u32(passage, &plan->ordinal);
	pass_findings(passage, &judged->findings);
	pass_findings(passage, &judged->faults);
	pass_counts(passage, &plan->coverage);
	pass_missing(passage, plan);
	pass_size(passage, &plan->questions_left_out);
	pass_outcomes(passage, &judged->coverage, rule_count);
	pass_items(passage, plan, &judged->findings);
	pass_suppressions(passage, &judged->suppressions);
	pass_left_behind(passage, &judged->left_behind);
	plan->findings = &judged->findings;
	plan->outcomes = judged->coverage.outcomes;
	if (!forms)
		return;
	struct form_view view = passage->out && plan->forms ? *plan->forms : (struct form_view){.sheet_count = 0};

	pass_forms(passage, &view, judged->findings.count);
	if (passage->out)
		return;
	struct form_view *kept = arena_new(passage->arena, struct form_view);

	*kept = view;
	plan->forms = kept;
}

void pass_file(struct passage *passage, struct told_file *told)
{
	struct slice *const texts[] = {&told->file.path, &told->file.kind, &told->file.encoding, &told->file.sha256};

	for (size_t i = 0; i < COUNT_OF(texts); i++)
		pass_text(passage, texts[i]);
	pass_size(passage, &told->file.plans);
	pass_bool(passage, &told->readable);
	pass_findings(passage, &told->findings);
	told->file.findings = &told->findings;
}
