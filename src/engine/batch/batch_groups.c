#include "engine/batch/batch_groups.h"

#include "base/name_table.h"
#include "engine/batch/batch_alike.h"
#include "engine/batch/batch_group_index.h"

#include <stdlib.h>

struct grouping {
	struct batch_groups *groups;
	struct batch_group_index *index;
	struct name_table reasons;    /* to the number of the reason */
	struct name_table keys;       /* reasons with what was looked up, each once */
	struct name_table scopes;     /* to the number in `left_out_by_scope` */
	size_t *left_out_by_scope;
	size_t scope_count, scope_capacity;
	size_t left_out_anywhere;     /* plans whose scope is not known: they may belong to every group */
};

/* ---- whose plan it is ---- */

static struct slice scope_of(enum batch_scope scope, const struct batch_identity *who, struct arena *arena)
{
	switch (scope) {
	case BATCH_OFFICE: return who->office;
	case BATCH_CARE_MANAGER:
		return who->office.length && who->care_manager.length ?
			       arena_print(arena, "%.*s/%.*s", SLICE_PRINT(who->office), SLICE_PRINT(who->care_manager)) :
			       slice_of("", 0);
	case BATCH_PERSON: return who->person_known ? who->person : slice_of("", 0);
	case BATCH_ALL:
	case BATCH_NONE:
	case BATCH_SCOPE_COUNT: break;
	}
	return SLICE_OF("*");
}

/* What a plan lacks when nobody can say whose it is. */
static struct slice scope_missing(enum batch_scope scope, bool english)
{
	if (scope == BATCH_OFFICE)
		return english ? SLICE_OF("number or name of the office") : SLICE_OF("居宅介護支援事業所の番号または名称");
	if (scope == BATCH_CARE_MANAGER)
		return english ? SLICE_OF("office and care manager") : SLICE_OF("居宅介護支援事業所と担当者");
	return english ? SLICE_OF("insurer and insured number") : SLICE_OF("保険者番号と被保険者番号");
}

/* ---- plans that could not be included ---- */

static struct batch_reason *reason_of(struct grouping *grouping, struct slice what)
{
	struct batch_groups *groups = grouping->groups;
	uint32_t number = name_table_find(&grouping->reasons, what);

	if (number != NAME_NOT_FOUND)
		return &groups->reasons[number];
	groups->reasons =
		arena_with_room(groups->arena, groups->reasons, groups->reason_count, &groups->reason_capacity, sizeof *groups->reasons);
	groups->reasons[groups->reason_count] = (struct batch_reason){.what = what, .last_record = UINT32_MAX};
	name_table_add(&grouping->reasons, what, (uint32_t)groups->reason_count);
	return &groups->reasons[groups->reason_count++];
}

static void add_reason(struct grouping *grouping, struct slice what, struct slice key, size_t record)
{
	struct batch_groups *groups = grouping->groups;
	struct batch_reason *reason = reason_of(grouping, what);

	reason->plans += reason->last_record != record;
	reason->last_record = (uint32_t)record;
	if (!key.length || !name_table_add(&grouping->keys, arena_print(groups->arena, "%.*s %.*s", SLICE_PRINT(what), SLICE_PRINT(key)), 0))
		return;
	reason->keys = arena_with_room(groups->arena, reason->keys, reason->key_count, &reason->key_capacity, sizeof *reason->keys);
	reason->keys[reason->key_count++] = key;
}

static void count_left_out(struct grouping *grouping, struct slice scope)
{
	uint32_t number = name_table_find(&grouping->scopes, scope);

	grouping->groups->left_out++;
	if (!scope.length) {
		grouping->left_out_anywhere++;
		return;
	}
	if (number == NAME_NOT_FOUND) {
		number = (uint32_t)grouping->scope_count;
		grouping->left_out_by_scope = arena_with_room(grouping->groups->arena, grouping->left_out_by_scope, grouping->scope_count,
							      &grouping->scope_capacity, sizeof *grouping->left_out_by_scope);
		grouping->left_out_by_scope[grouping->scope_count++] = 0;
		name_table_add(&grouping->scopes, scope, number);
	}
	grouping->left_out_by_scope[number]++;
}

static int compare_reasons(const void *a, const void *b)
{
	const struct batch_reason *x = a, *y = b;

	if (x->plans != y->plans)
		return x->plans > y->plans ? -1 : 1;
	return slice_compare(x->what, y->what);
}

/* ---- facts ---- */

static const struct cel_value *read_columns(struct batch_groups *groups, struct slice row, const struct batch_identity *who, size_t record)
{
	const struct fact_type *type = groups->revision->batch->fact;
	struct cel_value *columns = arena_array(groups->arena, struct cel_value, type->count + 1);
	struct batch_reader reader = {(const unsigned char *)row.data, (const unsigned char *)row.data + row.length, false};

	columns[FACT_PERSON] = cel_string(who->person);
	columns[FACT_PLAN] = cel_string(who->plan);
	columns[FACT_OFFICE] = cel_string(who->office_label);
	columns[FACT_CARE_MANAGER] = cel_string(who->care_manager);
	for (size_t i = FACT_FIRST_OWN; i < type->count; i++)
		columns[i] = batch_read_value(&reader, groups->arena, type->columns[i].type);
	columns[type->count] = cel_int((int64_t)record);
	return reader.broken ? NULL : columns;
}

static void add_to_key(struct text_builder *key, struct cel_value value)
{
	if (value.kind == CEL_STRING)
		batch_write_text(key, cel_text(value));
	else
		batch_write_number(key, value.is.natural);
}

void batch_group_write_key(struct text_builder *key, const struct batch_groups *groups, const struct cel_value *columns)
{
	const struct rule_batch *batch = groups->revision->batch;

	for (size_t i = 0; i < batch->group_count; i++)
		add_to_key(key, columns[batch->group[i]]);
}

static struct batch_group *group_of(struct grouping *grouping, const struct cel_value *columns, struct slice scope)
{
	struct batch_groups *groups = grouping->groups;

	uint32_t hash;
	size_t number = batch_group_index_find(grouping->index, scope, columns, &hash);

	if (number < groups->group_count)
		return &groups->groups[number];
	groups->groups = arena_room_for_one(groups->group_room, groups->groups, groups->group_count, &groups->group_capacity,
					    sizeof *groups->groups);
	groups->groups[groups->group_count] =
		(struct batch_group){.scope = scope, .first = UINT32_MAX, .last = UINT32_MAX, .last_record = UINT32_MAX, .hash = hash};
	return &groups->groups[groups->group_count++];
}

static void add_fact(struct grouping *grouping, const struct cel_value *columns, struct slice scope, size_t record)
{
	struct batch_groups *groups = grouping->groups;
	struct batch_group *group = group_of(grouping, columns, scope);
	uint32_t number = (uint32_t)groups->fact_count;

	groups->facts =
		arena_room_for_one(groups->fact_room, groups->facts, groups->fact_count, &groups->fact_capacity, sizeof *groups->facts);
	groups->facts[groups->fact_count++] = (struct batch_fact){columns, UINT32_MAX};
	if (group->count++)
		groups->facts[group->last].next = number;
	else
		group->first = number;
	group->last = number;
	group->plans += group->last_record != record;
	group->last_record = (uint32_t)record;
}

static void read_facts(struct grouping *grouping, struct slice rows, struct slice scope, const struct batch_identity *who, size_t record)
{
	struct batch_reader reader = {(const unsigned char *)rows.data, (const unsigned char *)rows.data + rows.length, false};

	while (reader.at < reader.end) {
		const struct cel_value *columns = read_columns(grouping->groups, batch_read_text(&reader), who, record);

		if (columns)
			add_fact(grouping, columns, scope, record);
	}
}

/* ---- a record ---- */

static void read_record(struct grouping *grouping, size_t record)
{
	struct batch_groups *groups = grouping->groups;
	struct slice bytes = groups->records->records[record].bytes;
	struct batch_reader reader = {(const unsigned char *)bytes.data, (const unsigned char *)bytes.data + bytes.length, false};
	struct batch_identity who = batch_read_identity(&reader);
	struct slice scope = scope_of(groups->rule->batch, &who, groups->arena);
	uint64_t revision = (uint64_t)(groups->revision - groups->rule->revisions);
	bool has_facts = false, left_out = false;

	while (reader.at < reader.end && !reader.broken) {
		bool facts = batch_read_number(&reader) == BATCH_ENTRY_FACTS;
		bool ours = batch_read_number(&reader) == groups->rule->number;
		bool same = !facts || batch_read_number(&reader) == revision;
		struct slice text = batch_read_text(&reader), key = facts ? slice_of("", 0) : batch_read_text(&reader);

		if (!ours || !same)
			continue;
		has_facts |= facts;
		left_out |= !facts;
		if (!facts)
			add_reason(grouping, text, key, record);
		else if (scope.length)
			read_facts(grouping, text, scope, &who, record);
	}
	if (has_facts && !scope.length) {
		add_reason(grouping, scope_missing(groups->rule->batch, groups->english), slice_of("", 0), record);
		left_out = true;
	}
	groups->plans += has_facts && scope.length;
	if (left_out)
		count_left_out(grouping, scope);
}

/* ---- order ---- */

struct batch_group_order {
	const struct batch_groups *groups;
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
	const struct batch_group_order *x = a, *y = b;
	int order = slice_compare(x->group->scope, y->group->scope);

	for (size_t i = 0; i < x->groups->revision->batch->group_count && !order; i++)
		order = compare_values(batch_group_value(x->groups, x->group, i), batch_group_value(y->groups, y->group, i));
	return order ? order : x->group->first < y->group->first ? -1 : x->group->first > y->group->first;
}

/* Puts the group that belongs at `first` there, the one that belongs where that one was, and so on round to `first`. */
static void move_round(struct batch_groups *groups, struct batch_group_order *order, size_t first)
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

/* In place: there may be a group for each of a hundred thousand goals. */
static void sort_groups(struct batch_groups *groups)
{
	struct arena *scratch = arena_new(groups->arena, struct arena);

	arena_init_inner(scratch, groups->arena);
	struct batch_group_order *order = arena_array(scratch, struct batch_group_order, groups->group_count);

	for (size_t i = 0; i < groups->group_count; i++)
		order[i] = (struct batch_group_order){groups, &groups->groups[i]};
	if (groups->group_count)
		qsort(order, groups->group_count, sizeof *order, compare_groups);
	for (size_t i = 0; i < groups->group_count; i++)
		move_round(groups, order, i);
	arena_release(scratch);
}

static size_t left_out_of(const struct grouping *grouping, struct slice scope)
{
	uint32_t number = name_table_find(&grouping->scopes, scope);

	return grouping->left_out_anywhere + (number == NAME_NOT_FOUND ? 0 : grouping->left_out_by_scope[number]);
}

void batch_groups_make(struct batch_groups *groups, struct arena *arena, const struct batch_facts *records, const struct rule *rule,
		       const struct rule_revision *revision, bool english)
{
	struct grouping grouping = {.groups = groups};

	*groups = (struct batch_groups){.arena = arena, .records = records, .rule = rule, .revision = revision, .english = english};
	groups->fact_room = arena_room_new(arena);
	groups->group_room = arena_room_new(arena);
	grouping.index = batch_group_index_new(groups);
	name_table_init(&grouping.reasons, arena);
	name_table_init(&grouping.keys, arena);
	name_table_init(&grouping.scopes, arena);
	for (size_t i = 0; i < records->count; i++)
		read_record(&grouping, i);
	batch_group_index_release(grouping.index);
	if (revision->batch->alike)
		batch_groups_keep_alike(groups);
	sort_groups(groups);
	for (size_t i = 0; i < groups->group_count; i++)
		groups->groups[i].left_out = (uint32_t)left_out_of(&grouping, groups->groups[i].scope);
	if (groups->reason_count)
		qsort(groups->reasons, groups->reason_count, sizeof *groups->reasons, compare_reasons);
}

struct cel_value batch_group_value(const struct batch_groups *groups, const struct batch_group *group, size_t i)
{
	return groups->facts[group->first].columns[groups->revision->batch->group[i]];
}

struct cel_value batch_group_who(const struct batch_groups *groups, const struct batch_group *group, enum fact_column column)
{
	return groups->facts[group->first].columns[column];
}

size_t batch_group_facts(const struct batch_groups *groups, const struct batch_group *group, struct cel_value *facts)
{
	size_t columns = groups->revision->batch->fact->count, count = 0;

	for (uint32_t i = group->first; i != UINT32_MAX; i = groups->facts[i].next)
		facts[count++] = cel_list(groups->facts[i].columns, columns);
	return count;
}

size_t batch_fact_record(const struct batch_groups *groups, struct cel_value fact)
{
	return (size_t)fact.is.items[groups->revision->batch->fact->count].is.integer;
}
