#include "engine/results/rule_results.h"

#include "base/text_builder.h"
#include "engine/results/missing_words.h"
#include "engine/results/rule_finding.h"

#include <stdlib.h>

/* ---- collecting ---- */

void rule_results_raise(struct rule_results *results, const struct raised_finding *finding)
{
	results->raised = arena_with_room(results->arena, results->raised, results->raised_count, &results->raised_capacity,
					  sizeof *results->raised);
	results->raised[results->raised_count] = *finding;
	results->raised[results->raised_count].order = results->raised_count;
	results->raised_count++;
}

static struct missing_entry entry_of(const struct rule_results *results, struct cel_origin origin)
{
	struct missing_entry entry = {.form = cel_origin_form(origin), .field = FIELD_INVALID, .table = origin.table};

	if (origin.table) {
		entry.form = FORM_NONE;
	} else if (entry.form == FORM_NONE || form_is_carried(results->document, entry.form)) {
		entry.form = FORM_NONE;
		entry.field = !origin.record		    ? FIELD_INVALID :
			      origin.field == FIELD_COUNT ? origin.record->in :
							    origin.field;
	}
	if (entry.field != FIELD_INVALID)
		entry.field = missing_field_on_paper(entry.field);
	return entry;
}

struct slice rule_results_missing_words(const struct rule_results *results, struct cel_origin origin)
{
	struct missing_entry entry = entry_of(results, origin);

	return missing_words(results, &entry, origin);
}

static bool can_be_supplied(struct cel_origin origin)
{
	enum field field = origin.field;

	if (origin.table || !origin.record)
		return true;
	if (field != FIELD_COUNT)
		field = missing_field_on_paper(field);
	return cell_can_be(origin.record, field);
}

bool rule_results_miss(struct rule_results *results, const struct rule *rule, struct cel_origin origin)
{
	struct missing_entry wanted = entry_of(results, origin);

	if (!can_be_supplied(origin))
		return false;
	for (size_t i = 0; i < results->missing_count; i++) {
		struct missing_entry *entry = &results->missing[i];

		if (entry->form == wanted.form && entry->field == wanted.field && entry->table == wanted.table) {
			entry->stopped[rule->number] = true;
			return true;
		}
	}
	results->missing = arena_with_room(results->arena, results->missing, results->missing_count, &results->missing_capacity,
					   sizeof *results->missing);
	wanted.what = missing_words(results, &wanted, origin);
	wanted.stopped = arena_array(results->arena, bool, results->rule_count);
	wanted.stopped[rule->number] = true;
	results->missing[results->missing_count++] = wanted;
	return true;
}

/* ---- order ---- */

static int compare_raised(const void *a, const void *b)
{
	const struct raised_finding *x = a, *y = b;
	int order = cell_compare(x->cell, y->cell);

	if (order)
		return order;
	if (x->prepared->rule->number != y->prepared->rule->number)
		return x->prepared->rule->number < y->prepared->rule->number ? -1 : 1;
	return x->order < y->order ? -1 : x->order > y->order;
}

static int compare_missing(const void *a, const void *b)
{
	const struct missing_entry *x = a, *y = b;

	if (x->form != y->form)
		return x->form < y->form ? -1 : 1;
	if (x->field != y->field)
		return x->field < y->field ? -1 : 1;
	return slice_compare(x->what, y->what);
}

static bool subsumes(const struct rule *rule, struct slice id)
{
	for (size_t i = 0; i < rule->subsume_count; i++)
		if (slice_equal(rule->subsumes[i], id))
			return true;
	return false;
}

/* Of two that subsume each other the first stays: dropping both would hide the cause. */
static void drop_subsumed_by(const struct raised_finding *finding, struct raised_finding *others, size_t count)
{
	const struct rule *rule = finding->prepared->rule;

	for (size_t i = 0; i < count; i++) {
		const struct rule *other = others[i].prepared->rule;

		if (other != rule && subsumes(rule, other->id) && !(finding->subsumed && subsumes(other, rule->id)))
			others[i].subsumed = true;
	}
}

/* Findings of one cell stand together once sorted; one cause, one finding. */
static void drop_subsumed(struct raised_finding *raised, size_t count)
{
	for (size_t from = 0, to; from < count; from = to) {
		for (to = from + 1; to < count && cell_compare(raised[from].cell, raised[to].cell) == 0;)
			to++;
		for (size_t i = from; i < to; i++)
			if (raised[i].prepared->rule->subsume_count)
				drop_subsumed_by(&raised[i], &raised[from], to - from);
	}
}

/* ---- handing over ---- */

static void add_raised(struct rule_results *results, const struct raised_finding *raised, uint32_t order, struct finding_list *findings)
{
	struct finding *finding = rule_finding_add(raised->prepared, results->options->language, findings);
	struct arena *arena = findings->arena;
	bool english = results->options->language == LANGUAGE_EN;

	if (!finding)
		return;
	finding->message = arena_copy(arena, raised->message);
	finding->question = arena_copy(arena, raised->question);
	finding->fix = arena_copy(arena, raised->fix);
	finding->tables = raised->tables;
	finding->table_count = raised->table_count;
	finding->place = cell_place(results->document, raised->cell);
	finding->address = form_address(arena, raised->cell.record, raised->cell.field, true, english);
	finding->address_plain = form_address(arena, raised->cell.record, raised->cell.field, false, false);
	if (english)
		finding->address_ja = form_address(arena, raised->cell.record, raised->cell.field, true, false);
	finding->value = cell_plain_value(arena, raised->cell);
	finding->item = field_standard_item(raised->cell.record, raised->cell.field);
	finding->order = order;
}

static void add_open(struct rule_results *results, const struct missing_entry *entry, const struct prepared_rule *prepared,
		     uint32_t order, struct finding_list *findings)
{
	struct finding *finding = rule_finding_add(prepared, results->options->language, findings);
	const struct rule_revision *revision = prepared->revision;
	struct text_builder message;

	if (!finding)
		return;
	text_builder_init(&message, findings->arena); /* no format: every plan has some */
	finding->kind = FINDING_OPEN;
	finding->missing = arena_copy(findings->arena, entry->what);
	if (results->options->language == LANGUAGE_EN) {
		text_builder_add_string(&message, "This input has no ");
		text_builder_add(&message, entry->what);
		text_builder_add_string(&message, ": \"");
		text_builder_add(&message, revision->title_en);
		text_builder_add_string(&message, "\" was not checked, which does not mean that all is well.");
		finding->fix = SLICE_OF("Please look it up in your own records.");
	} else {
		text_builder_add_string(&message, "今回の資料に");
		text_builder_add(&message, entry->what);
		text_builder_add_string(&message, "がないため、「");
		text_builder_add(&message, revision->title);
		text_builder_add_string(&message, "」は確認していません（「問題なし」ではありません）。");
		finding->fix = SLICE_OF("お手元の記録で確かめてください。");
	}
	finding->message = text_builder_finish(&message);
	finding->place = cell_place(results->document, (struct cell){results->document->plan, FIELD_COUNT});
	finding->address = finding->missing;
	finding->address_plain = finding->missing;
	finding->order = order;
}

static void report_missing(struct rule_results *results, const struct prepared_rule *rules, uint32_t order,
			   struct finding_list *findings, struct plan_coverage *coverage)
{
	coverage->missing = arena_array(results->arena, struct missing_input, results->missing_count);
	coverage->missing_count = results->missing_count;
	for (size_t i = 0; i < results->missing_count; i++) {
		const struct missing_entry *entry = &results->missing[i];
		uint32_t *numbers = arena_array(results->arena, uint32_t, results->rule_count);
		size_t count = 0;

		for (size_t k = 0; k < results->rule_count; k++) {
			if (!entry->stopped[k])
				continue;
			numbers[count++] = (uint32_t)k;
			add_open(results, entry, &rules[k], order++, findings);
		}
		coverage->missing[i] = (struct missing_input){entry->what, numbers, count};
	}
}

void rule_results_finish(struct rule_results *results, const struct prepared_rule *rules, struct finding_list *findings,
			 struct plan_coverage *coverage)
{
	uint32_t order = 1; /* the findings of readers have 0: they come first */

	if (results->raised_count)
		qsort(results->raised, results->raised_count, sizeof *results->raised, compare_raised);
	drop_subsumed(results->raised, results->raised_count);
	for (size_t i = 0; i < results->raised_count; i++)
		if (!results->raised[i].subsumed)
			add_raised(results, &results->raised[i], order++, findings);
	if (results->missing_count)
		qsort(results->missing, results->missing_count, sizeof *results->missing, compare_missing);
	report_missing(results, rules, order, findings, coverage);
}
