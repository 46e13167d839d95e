#include "engine/batch/batch_groups.h"

#include "engine/batch/batch_alike.h"
#include "engine/values/operators.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

void batch_groups_init(struct batch_groups *groups, struct arena *arena, const struct batch_facts *records, const struct rule *rule,
		       const struct rule_revision *revision)
{
	*groups = (struct batch_groups){.arena = arena, .records = records, .rule = rule, .revision = revision};
	arena_init_inner(&groups->lists, arena);
	groups->fact_room = arena_room_new(arena);
	groups->group_room = arena_room_new(arena);
	groups->slot_room = arena_room_new(arena);
}

/* ---- columns ---- */

struct cel_value batch_fact_column(const struct batch_groups *groups, const struct batch_fact *fact, size_t column, struct arena *arena)
{
	const struct fact_column_type *columns = groups->revision->batch->fact->columns;

	if (column < FACT_FIRST_OWN) {
		struct batch_identity who = batch_identity_of(groups->records, fact->record);
		const struct slice known[FACT_FIRST_OWN] = {who.person, who.plan, who.office_label, who.care_manager};

		return cel_string(known[column]);
	}
	struct batch_reader reader = batch_entries_of(groups->records, fact->record);
	size_t lists = 0;

	assert(columns[column].is_read);
	reader.at = fact->row;
	for (size_t i = FACT_FIRST_OWN; i < column; i++) {
		if (!columns[i].is_read)
			continue;
		lists += columns[i].type->kind == TYPE_LIST;
		if (columns[column].type->kind != TYPE_LIST)
			batch_skip_value(&reader, columns[i].type);
	}
	return columns[column].type->kind == TYPE_LIST ? fact->lists[lists] : batch_read_value(&reader, arena, columns[column].type);
}

struct cel_value batch_group_value(const struct batch_groups *groups, const struct batch_group *group, size_t i, struct arena *arena)
{
	return batch_fact_column(groups, &groups->facts[group->first], groups->revision->batch->group[i], arena);
}

struct cel_value batch_group_who(const struct batch_groups *groups, const struct batch_group *group, enum fact_column column)
{
	return batch_fact_column(groups, &groups->facts[group->first], column, NULL);
}

/* ---- facts ---- */

/* False when the row is not whole: then it is no fact. */
static bool make_lists(struct batch_groups *groups, struct batch_reader *row, struct batch_fact *fact)
{
	const struct fact_type *type = groups->revision->batch->fact;
	struct cel_value *lists = NULL;
	size_t count = 0;

	for (size_t i = FACT_FIRST_OWN; i < type->count; i++) {
		if (!type->columns[i].is_read)
			continue;
		if (type->columns[i].type->kind != TYPE_LIST) {
			batch_skip_value(row, type->columns[i].type);
			continue;
		}
		if (!lists)
			lists = arena_array(&groups->lists, struct cel_value, type->count - i);
		lists[count++] = batch_read_value(row, &groups->lists, type->columns[i].type);
	}
	fact->lists = lists;
	return !row->broken;
}

static void add_facts(struct batch_groups *groups, struct batch_reader *entry, uint32_t record)
{
	if (batch_read_number(entry) != (uint64_t)(groups->revision - groups->rule->revisions))
		return;
	while (entry->at < entry->end) {
		struct batch_reader row = batch_read_inner(entry);
		struct batch_fact fact = {.row = row.at, .record = record, .next = UINT32_MAX};

		if (!make_lists(groups, &row, &fact))
			continue;
		groups->facts =
			arena_room_for_one(groups->fact_room, groups->facts, groups->fact_count, &groups->fact_capacity, sizeof fact);
		groups->facts[groups->fact_count++] = fact;
	}
}

static void read_record(struct batch_groups *groups, uint32_t record)
{
	struct batch_reader reader = batch_entries_of(groups->records, record), entry;
	bool left_out = false;
	enum batch_entry kind;

	while (batch_next_entry(&reader, groups->rule->number, &kind, &entry)) {
		if (kind == BATCH_ENTRY_FACTS)
			add_facts(groups, &entry, record);
		else
			left_out = true;
	}
	groups->left_out += left_out;
}

/* ---- groups ---- */

static bool is_same(struct cel_value a, struct cel_value b)
{
	return a.kind == CEL_STRING ? slice_equal(cel_text(a), cel_text(b)) : a.is.natural == b.is.natural;
}

static uint32_t hash_of(const struct batch_groups *groups, const struct batch_fact *fact, struct arena *scratch)
{
	const struct rule_batch *batch = groups->revision->batch;
	uint64_t hash = 0;

	for (size_t i = 0; i < batch->group_count; i++) {
		struct cel_value value = batch_fact_column(groups, fact, batch->group[i], scratch);

		hash = (hash ^ (value.kind == CEL_STRING ? slice_hash(cel_text(value)) : value.is.natural)) * UINT64_C(0x9E3779B97F4A7C15);
	}
	return (uint32_t)(hash ^ hash >> 32);
}

static bool is_of(const struct batch_groups *groups, const struct batch_group *group, const struct batch_fact *fact, struct arena *scratch)
{
	const struct rule_batch *batch = groups->revision->batch;
	bool same = true;

	for (size_t i = 0; i < batch->group_count && same; i++)
		same = is_same(batch_group_value(groups, group, i, scratch), batch_fact_column(groups, fact, batch->group[i], scratch));
	return same;
}

/* Room for the groups of all facts, should each make one, so that no slot is ever moved. */
static void clear_slots(struct batch_groups *groups)
{
	groups->slot_count = 16;
	while (groups->slot_count < groups->fact_count * 2)
		groups->slot_count *= 2;
	if (groups->slot_count > groups->slot_capacity) {
		groups->slot_capacity = groups->slot_count;
		groups->slots = arena_room_move(groups->slot_room, NULL, 0, groups->slot_capacity, sizeof *groups->slots);
	}
	memset(groups->slots, 0, groups->slot_count * sizeof *groups->slots);
}

static struct batch_group *add_group(struct batch_groups *groups, uint32_t hash)
{
	groups->groups = arena_room_for_one(groups->group_room, groups->groups, groups->group_count, &groups->group_capacity,
					    sizeof *groups->groups);
	groups->groups[groups->group_count] =
		(struct batch_group){.first = UINT32_MAX, .last = UINT32_MAX, .last_record = UINT32_MAX, .hash = hash};
	return &groups->groups[groups->group_count++];
}

static struct batch_group *group_of(struct batch_groups *groups, const struct batch_fact *fact, struct arena *scratch)
{
	uint32_t hash = hash_of(groups, fact, scratch);
	size_t mask = groups->slot_count - 1, at = hash & mask;

	for (; groups->slots[at]; at = (at + 1) & mask) {
		struct batch_group *group = &groups->groups[groups->slots[at] - 1];

		if (group->hash == hash && is_of(groups, group, fact, scratch))
			return group;
	}
	groups->slots[at] = (uint32_t)groups->group_count + 1;
	return add_group(groups, hash);
}

static void put_in_groups(struct batch_groups *groups)
{
	bool is_one = groups->revision->batch->group_count == 0;
	struct arena *scratch = &groups->lists;

	if (is_one && groups->fact_count)
		add_group(groups, 0);
	if (!is_one)
		clear_slots(groups);
	for (uint32_t number = 0; number < groups->fact_count; number++) {
		struct batch_fact *fact = &groups->facts[number];
		struct batch_group *group = is_one ? &groups->groups[0] : group_of(groups, fact, scratch);

		if (group->count++)
			groups->facts[group->last].next = number;
		else
			group->first = number;
		group->last = number;
		group->plans += group->last_record != fact->record;
		group->last_record = fact->record;
	}
}

/* ---- order ---- */

struct group_order {
	struct batch_groups *groups;
	const struct batch_group *group;
};

static int compare_values(struct cel_value a, struct cel_value b)
{
	if (a.kind == CEL_STRING)
		return slice_compare(cel_text(a), cel_text(b));
	if (a.kind == CEL_DOUBLE)
		return a.is.number < b.is.number ? -1 : a.is.number > b.is.number;
	return a.is.integer < b.is.integer ? -1 : a.is.integer > b.is.integer;
}

static int compare_groups(const void *a, const void *b)
{
	const struct group_order *x = a, *y = b;
	struct arena *scratch = &x->groups->lists;
	int order = 0;

	for (size_t i = 0; i < x->groups->revision->batch->group_count && !order; i++)
		order = compare_values(batch_group_value(x->groups, x->group, i, scratch),
				       batch_group_value(y->groups, y->group, i, scratch));
	return order ? order : x->group->first < y->group->first ? -1 : x->group->first > y->group->first;
}

/* Puts the group that belongs at `first` there, the one that belongs where that one was, and so on round to `first`. */
static void move_round(struct batch_groups *groups, struct group_order *order, size_t first)
{
	struct batch_group held = groups->groups[first];

	for (size_t to = first, from;; to = from) {
		from = (size_t)(order[to].group - groups->groups);
		order[to].group = &groups->groups[to];
		if (from == first) {
			groups->groups[to] = held;
			return;
		}
		groups->groups[to] = groups->groups[from];
	}
}

/* In place: there may be a group for each plan of a hundred thousand. */
static void sort_groups(struct batch_groups *groups)
{
	if (groups->group_count < 2)
		return;
	struct arena *scratch = arena_new(&groups->lists, struct arena);

	arena_init_inner(scratch, &groups->lists);
	struct group_order *order = arena_array(scratch, struct group_order, groups->group_count);

	for (size_t i = 0; i < groups->group_count; i++)
		order[i] = (struct group_order){groups, &groups->groups[i]};
	qsort(order, groups->group_count, sizeof *order, compare_groups);
	for (size_t i = 0; i < groups->group_count; i++)
		move_round(groups, order, i);
	arena_release(scratch);
}

void batch_groups_make(struct batch_groups *groups, const struct scope_member *members, size_t count)
{
	arena_reset(&groups->lists);
	groups->scope = count ? slice_of(members[0].scope, members[0].length) : slice_of("", 0);
	groups->fact_count = groups->group_count = groups->left_out = 0;
	for (size_t i = 0; i < count; i++)
		read_record(groups, members[i].record);
	put_in_groups(groups);
	if (groups->revision->batch->alike)
		batch_groups_keep_alike(groups);
	sort_groups(groups);
}

/* ---- what a group says ---- */

size_t batch_group_facts(const struct batch_groups *groups, const struct batch_group *group, struct cel_value *facts)
{
	size_t count = 0;

	for (uint32_t i = group->first; i != UINT32_MAX; i = groups->facts[i].next)
		facts[count++] = (struct cel_value){.kind = CEL_FACT, .is.fact = &groups->facts[i]};
	return count;
}

bool batch_facts_are_equal(const struct batch_groups *groups, const struct batch_fact *a, const struct batch_fact *b,
			   struct evaluation *evaluation, const struct expression *at)
{
	const struct fact_type *type = groups->revision->batch->fact;
	bool same = true;

	for (size_t i = 0; i < type->count && same; i++)
		same = !type->columns[i].is_read ||
		       cel_is_true(cel_equal(evaluation, batch_fact_column(groups, a, i, evaluation->scratch),
					     batch_fact_column(groups, b, i, evaluation->scratch), at));
	return same;
}
