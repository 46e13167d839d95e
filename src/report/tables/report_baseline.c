/*
 * What tenken_baseline writes: every finding of the run that may be known from now on, a line each, sorted, so that two baselines
 * compare well whatever the order of the inputs. Its form is that of findings/baseline.h.
 */
#include "findings/baseline.h"
#include "report/report_format.h"

#include <stdlib.h>

struct baseline_state {
	struct baseline_entry *entries;
	size_t count, capacity;
};

/* By rule and place, for who reads it; then by what makes it the same line. */
static int compare_entries(const void *a, const void *b)
{
	const struct baseline_entry *left = a, *right = b;
	int order = slice_compare(left->rule, right->rule);

	if (!order)
		order = slice_compare(left->address, right->address);
	return order ? order : slice_compare(left->fingerprint, right->fingerprint);
}

static void keep(struct report *report, const struct finding_list *findings, struct slice person)
{
	struct baseline_state *state = report->state;
	struct arena *arena = report->text.arena;

	for (size_t i = 0; i < findings->count; i++) {
		struct baseline_entry entry;

		if (!baseline_entry_of(&entry, findings->items[i], person))
			continue;
		entry.fingerprint = arena_copy(arena, entry.fingerprint);
		entry.person = arena_copy(arena, entry.person);
		entry.rule = arena_copy(arena, entry.rule);
		entry.address = arena_copy(arena, entry.address);
		state->entries = arena_with_room(arena, state->entries, state->count, &state->capacity, sizeof entry);
		state->entries[state->count++] = entry;
	}
}

static void baseline_begin(struct report *report)
{
	report->state = arena_new(report->text.arena, struct baseline_state);
}

static void baseline_of_file(struct report *report, const struct report_file *file)
{
	keep(report, file->findings, slice_of("", 0));
}

static void baseline_of_plan(struct report *report, const struct report_plan *plan)
{
	keep(report, plan->findings, plan->person_mark);
}

/* Offices and people stand in the addresses of findings over many plans, and no file of what is known names them. */
static void baseline_of_batch(struct report *report, const struct report_batch *batch)
{
	struct baseline_state *state = report->state;
	size_t from = state->count;

	keep(report, batch->findings, slice_of("", 0));
	for (size_t i = from; i < state->count; i++)
		state->entries[i].address = slice_of("", 0);
}

static void baseline_end(struct report *report, const struct report_summary *summary)
{
	struct baseline_state *state = report->state;

	(void)summary;
	if (state->count)
		qsort(state->entries, state->count, sizeof *state->entries, compare_entries);
	baseline_add_head(&report->text, report->run.key_mark);
	for (size_t i = 0; i < state->count; i++) {
		struct baseline_entry entry = state->entries[i];

		/* Equal ones of several plans of a person are one line. */
		for (; i + 1 < state->count && slice_equal(state->entries[i + 1].fingerprint, entry.fingerprint); i++)
			entry.times++;
		baseline_add_line(&report->text, &entry);
	}
}

const struct report_format baseline_file = {
	.name = SLICE("baseline"),
	.begin = baseline_begin,
	.file = baseline_of_file,
	.plan = baseline_of_plan,
	.batch = baseline_of_batch,
	.end = baseline_end,
};
