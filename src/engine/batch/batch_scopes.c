#include "engine/batch/batch_scopes.h"

#include <stdlib.h>
#include <string.h>

bool batch_scope_is_known(enum batch_scope scope, const struct batch_identity *who)
{
	switch (scope) {
	case BATCH_OFFICE: return who->office.length > 0;
	case BATCH_CARE_MANAGER: return who->office.length && who->care_manager.length;
	case BATCH_PERSON: return who->person_known;
	case BATCH_ALL:
	case BATCH_NONE:
	case BATCH_SCOPE_COUNT: break;
	}
	return true;
}

struct slice batch_scope_missing(enum batch_scope scope, bool english)
{
	if (scope == BATCH_OFFICE)
		return english ? SLICE_OF("number or name of the office") : SLICE_OF("居宅介護支援事業所の番号または名称");
	if (scope == BATCH_CARE_MANAGER)
		return english ? SLICE_OF("office and care manager") : SLICE_OF("居宅介護支援事業所と担当者");
	return english ? SLICE_OF("insurer and insured number") : SLICE_OF("保険者番号と被保険者番号");
}

/* A text put together for this, once for all plans of a care manager. */
static struct slice name_of_care_manager(struct batch_texts *names, struct text_builder *room, const struct batch_identity *who)
{
	text_builder_clear(room);
	text_builder_add(room, who->office);
	text_builder_add_char(room, '/');
	text_builder_add(room, who->care_manager);
	return batch_texts_at(names, batch_texts_number(names, text_builder_slice(room)));
}

static struct slice name_of(enum batch_scope scope, struct batch_texts *names, struct text_builder *room, const struct batch_identity *who)
{
	switch (scope) {
	case BATCH_OFFICE: return who->office;
	case BATCH_CARE_MANAGER: return name_of_care_manager(names, room, who);
	case BATCH_PERSON: return who->person;
	case BATCH_ALL:
	case BATCH_NONE:
	case BATCH_SCOPE_COUNT: break;
	}
	return SLICE_OF("*");
}

static bool is_same(const struct scope_member *a, const struct scope_member *b)
{
	return a->length == b->length && (a->scope == b->scope || memcmp(a->scope, b->scope, a->length) == 0);
}

static int compare_members(const void *a, const void *b)
{
	const struct scope_member *x = a, *y = b;
	int order = is_same(x, y) ? 0 : slice_compare(slice_of(x->scope, x->length), slice_of(y->scope, y->length));

	return order ? order : x->record < y->record ? -1 : x->record > y->record;
}

struct batch_scope_members batch_scope_members_of(struct arena *arena, const struct batch_facts *facts, enum batch_scope scope)
{
	struct scope_member *items = arena_array(arena, struct scope_member, facts->count);
	struct text_builder room;
	struct batch_texts names;
	size_t count = 0;

	text_builder_init(&room, arena);
	batch_texts_init(&names, arena);
	for (size_t i = 0; i < facts->count; i++) {
		struct batch_identity who = batch_identity_of(facts, i);

		if (!batch_scope_is_known(scope, &who))
			continue;
		struct slice name = name_of(scope, &names, &room, &who);

		items[count++] = (struct scope_member){name.data, (uint32_t)name.length, (uint32_t)i};
	}
	if (count && scope != BATCH_ALL)
		qsort(items, count, sizeof *items, compare_members);
	return (struct batch_scope_members){items, count};
}

size_t batch_scope_count_from(const struct batch_scope_members *members, size_t from)
{
	size_t to = from;

	while (to < members->count && is_same(&members->items[from], &members->items[to]))
		to++;
	return to - from;
}
