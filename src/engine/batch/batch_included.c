#include "engine/batch/batch_included.h"

#include "engine/batch/batch_scopes.h"

#include <stdlib.h>

static struct batch_reason *reason_of(struct batch_included *included, struct slice what)
{
	uint32_t number = name_table_find(&included->by_what, what);

	if (number != NAME_NOT_FOUND)
		return &included->reasons[number];
	included->reasons = arena_with_room(included->arena, included->reasons, included->reason_count, &included->reason_capacity,
					    sizeof *included->reasons);
	included->reasons[included->reason_count] = (struct batch_reason){.what = what, .last_record = SIZE_MAX};
	name_table_add(&included->by_what, what, (uint32_t)included->reason_count);
	return &included->reasons[included->reason_count++];
}

static void add_reason(struct batch_included *included, struct slice what, struct slice key, size_t record)
{
	struct batch_reason *reason = reason_of(included, what);

	reason->plans += reason->last_record != record;
	reason->last_record = record;
	if (!key.length ||
	    !name_table_add(&included->by_key, arena_print(included->arena, "%.*s %.*s", SLICE_PRINT(what), SLICE_PRINT(key)), 0))
		return;
	reason->keys = arena_with_room(included->arena, reason->keys, reason->key_count, &reason->key_capacity, sizeof *reason->keys);
	reason->keys[reason->key_count++] = key;
}

static int compare_reasons(const void *a, const void *b)
{
	const struct batch_reason *x = a, *y = b;

	if (x->plans != y->plans)
		return x->plans > y->plans ? -1 : 1;
	return slice_compare(x->what, y->what);
}

static void count_record(struct batch_included *included, const struct batch_facts *facts, size_t record, const struct rule *rule,
			 size_t revision, bool english)
{
	struct batch_reader reader = batch_entries_of(facts, record), entry;
	bool has_facts = false, left_out = false, known;
	enum batch_entry kind;

	while (batch_next_entry(&reader, rule->number, &kind, &entry)) {
		if (kind == BATCH_ENTRY_FACTS) {
			has_facts |= batch_read_number(&entry) == revision;
			continue;
		}
		struct slice what = batch_read_shared(&entry, included->arena);

		add_reason(included, what, batch_read_shared(&entry, included->arena), record);
		left_out = true;
	}
	if (!has_facts && !left_out)
		return;
	struct batch_identity who = batch_identity_of(facts, record);

	known = batch_scope_is_known(rule->batch, &who);
	if (has_facts && !known)
		add_reason(included, batch_scope_missing(rule->batch, english), slice_of("", 0), record);
	left_out |= !known;
	included->plans += has_facts && known;
	included->left_out += left_out;
	included->left_out_anywhere += left_out && !known;
}

void batch_included_count(struct batch_included *included, struct arena *arena, const struct batch_facts *facts, const struct rule *rule,
			  size_t revision, bool english)
{
	*included = (struct batch_included){.arena = arena};
	name_table_init(&included->by_what, arena);
	name_table_init(&included->by_key, arena);
	for (size_t i = 0; i < facts->count; i++)
		count_record(included, facts, i, rule, revision, english);
	if (included->reason_count)
		qsort(included->reasons, included->reason_count, sizeof *included->reasons, compare_reasons);
}
