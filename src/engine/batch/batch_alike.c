#include "engine/batch/batch_alike.h"

#include "similarity/near_duplicates.h"

#include <string.h>

/* The facts of one group, by their number in it. */
struct comparing {
	const struct batch_groups *groups;
	struct arena *room;  /* of the text at hand */
	uint32_t *facts; /* numbers in groups->facts, in input order */
	uint32_t count;
};

/* Good until the next one is asked for: the texts of all plans together are more than anybody has room for. */
static struct slice text_of_fact(const struct comparing *comparing, uint32_t fact)
{
	const struct batch_groups *groups = comparing->groups;

	arena_reset(comparing->room);
	return cel_text(batch_fact_column(groups, &groups->facts[fact], groups->revision->batch->alike, comparing->room));
}

static struct slice compared_text(void *context, uint32_t number)
{
	const struct comparing *comparing = context;

	return text_of_fact(comparing, comparing->facts[number]);
}

/* Facts without any text are left out: nothing is alike to nothing. */
static struct similar_texts sketch_group(struct comparing *comparing, const struct batch_group *group, struct arena *scratch)
{
	const struct batch_groups *groups = comparing->groups;
	struct sketch *sketches = arena_array(scratch, struct sketch, group->count);
	struct arena *sketching = arena_new(scratch, struct arena);

	comparing->facts = arena_array(scratch, uint32_t, group->count);
	comparing->count = 0;
	arena_init_inner(sketching, scratch);
	for (uint32_t fact = group->first; fact != UINT32_MAX; fact = groups->facts[fact].next) {
		if (sketch_make(&sketches[comparing->count], sketching, text_of_fact(comparing, fact)))
			comparing->facts[comparing->count++] = fact;
	}
	arena_release(sketching);
	return (struct similar_texts){.sketches = sketches, .count = comparing->count, .text = compared_text, .context = comparing};
}

static bool is_same_person(const struct batch_groups *groups, uint32_t a, uint32_t b)
{
	return slice_equal(cel_text(batch_fact_column(groups, &groups->facts[a], FACT_PERSON, NULL)),
			   cel_text(batch_fact_column(groups, &groups->facts[b], FACT_PERSON, NULL)));
}

static void add_to_part(struct batch_groups *groups, struct batch_group *part, uint32_t fact)
{
	uint32_t record = groups->facts[fact].record;

	groups->facts[fact].next = UINT32_MAX;
	if (part->count++)
		groups->facts[part->last].next = fact;
	else
		part->first = fact;
	part->last = fact;
	part->plans += part->last_record != record;
	part->last_record = record;
}

/* The part that begins with `pairs[0].first`; empty when nobody else is alike to it. All `count` pairs begin with it. */
static struct batch_group make_part(struct batch_groups *groups, const struct comparing *comparing, const struct similar_pair *pairs,
				    size_t count, bool *taken)
{
	uint32_t first = comparing->facts[pairs->first];
	struct batch_group part = {.first = UINT32_MAX, .last = UINT32_MAX, .last_record = UINT32_MAX};

	for (size_t i = 0; i < count; i++) {
		uint32_t second = comparing->facts[pairs[i].second];

		if (taken[pairs[i].second] || is_same_person(groups, first, second))
			continue;
		if (!part.count)
			add_to_part(groups, &part, first);
		add_to_part(groups, &part, second);
		taken[pairs[i].second] = true;
	}
	return part;
}

static void add_parts(struct batch_groups *groups, const struct batch_group *whole, struct arena *scratch,
		      struct arena *room)
{
	struct comparing comparing = {.groups = groups, .room = room};
	struct similar_texts texts = sketch_group(&comparing, whole, scratch);
	struct similar_pairs pairs = near_duplicates(scratch, &texts, groups->revision->batch->alike_from);
	bool *taken = arena_array(scratch, bool, comparing.count);

	for (size_t from = 0, to; from < pairs.count; from = to) {
		for (to = from; to < pairs.count && pairs.items[to].first == pairs.items[from].first;)
			to++;
		if (taken[pairs.items[from].first])
			continue;
		struct batch_group part = make_part(groups, &comparing, &pairs.items[from], to - from, taken);

		if (!part.count)
			continue;
		groups->groups = arena_room_for_one(groups->group_room, groups->groups, groups->group_count, &groups->group_capacity,
						    sizeof *groups->groups);
		groups->groups[groups->group_count++] = part;
	}
}

void batch_groups_keep_alike(struct batch_groups *groups)
{
	size_t whole_count = groups->group_count;
	struct batch_group *whole = arena_array(&groups->lists, struct batch_group, whole_count);
	struct arena *scratch = arena_new(&groups->lists, struct arena), *room = arena_new(&groups->lists, struct arena);

	arena_init_inner(scratch, &groups->lists);
	arena_init_inner(room, &groups->lists);
	if (whole_count)
		memcpy(whole, groups->groups, whole_count * sizeof *whole);
	groups->group_count = 0;
	for (size_t i = 0; i < whole_count; i++) {
		add_parts(groups, &whole[i], scratch, room);
		arena_reset(scratch);
	}
	arena_release(room);
	arena_release(scratch);
}
