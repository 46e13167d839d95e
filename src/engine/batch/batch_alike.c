#include "engine/batch/batch_alike.h"

#include "base/name_table.h"
#include "similarity/near_duplicates.h"

#include <stdlib.h>
#include <string.h>

/* The facts of one group by their places in it, and their texts, each once: an office may hand out the same text many hundred times. */
struct comparing {
	struct batch_groups *groups;
	struct arena *room; /* of the text at hand */
	uint32_t *facts;    /* of each place: its number in groups->facts; in input order */
	uint32_t *same;     /* of each place: the next one with the very same text; NOBODY: the last */
	uint32_t *texts;    /* of each text: the first place that has it */
	uint32_t fact_count, text_count;
	bool *taken;        /* of each place: it belongs to a part */
};

#define NOBODY UINT32_MAX

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

	return text_of_fact(comparing, comparing->facts[comparing->texts[number]]);
}

static bool sketches_are_equal(const struct sketch *a, const struct sketch *b)
{
	return a->runs == b->runs && memcmp(a->bins, b->bins, sizeof a->bins) == 0 &&
	       memcmp(a->parities, b->parities, sizeof a->parities) == 0;
}

/* Texts by what stands for them: a hash of 64 bits, and the sketch beside it. */
struct known_texts {
	struct name_table numbers;
	uint64_t *hashes;
	uint32_t *last; /* place with this text so far */
	struct sketch *sketches;
};

/* The sketch of the text stands behind those of the texts before it. */
static void add_fact(struct comparing *comparing, struct known_texts *known, uint32_t fact, uint64_t hash)
{
	uint32_t place = comparing->fact_count++, text = comparing->text_count;
	struct slice name;

	known->hashes[text] = hash;
	name = slice_of((const char *)&known->hashes[text], sizeof hash);
	comparing->facts[place] = fact;
	comparing->same[place] = NOBODY;
	uint32_t number = name_table_find(&known->numbers, name);

	if (number != NAME_NOT_FOUND && sketches_are_equal(&known->sketches[number], &known->sketches[text])) {
		comparing->same[known->last[number]] = place;
		known->last[number] = place;
		return;
	}
	name_table_add(&known->numbers, name, text);
	comparing->texts[text] = known->last[text] = place;
	comparing->text_count++;
}

/* Facts without any text are left out: nothing is alike to nothing. */
static struct similar_texts sketch_group(struct comparing *comparing, const struct batch_group *group, struct arena *scratch)
{
	const struct batch_groups *groups = comparing->groups;
	struct arena *sketching = arena_new(scratch, struct arena);
	struct known_texts known = {
		.hashes = arena_array(scratch, uint64_t, group->count),
		.last = arena_array(scratch, uint32_t, group->count),
		.sketches = arena_array(scratch, struct sketch, group->count),
	};

	name_table_init(&known.numbers, scratch);
	comparing->facts = arena_array(scratch, uint32_t, group->count);
	comparing->same = arena_array(scratch, uint32_t, group->count);
	comparing->texts = arena_array(scratch, uint32_t, group->count);
	comparing->taken = arena_array(scratch, bool, group->count);
	arena_init_inner(sketching, scratch);
	for (uint32_t fact = group->first; fact != UINT32_MAX; fact = groups->facts[fact].next) {
		struct slice text = text_of_fact(comparing, fact);

		if (sketch_make(&known.sketches[comparing->text_count], sketching, text))
			add_fact(comparing, &known, fact, slice_hash(text));
	}
	arena_release(sketching);
	return (struct similar_texts){
		.sketches = known.sketches, .count = comparing->text_count, .text = compared_text, .context = comparing};
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

/* Those with this text that may belong to the part of `leader`; gives how many there are with those before. */
static size_t add_candidates(const struct comparing *comparing, uint32_t text, uint32_t leader, uint32_t *places, size_t count)
{
	for (uint32_t place = comparing->texts[text]; place != NOBODY; place = comparing->same[place]) {
		if (!comparing->taken[place] && !is_same_person(comparing->groups, comparing->facts[leader], comparing->facts[place]))
			places[count++] = place;
	}
	return count;
}

static int by_place(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return (x > y) - (x < y);
}

/* The part of the first with this text who is in none; empty when nobody else is alike. All `count` pairs begin with the text. */
static struct batch_group make_part(struct comparing *comparing, uint32_t text, const struct similar_pair *pairs, size_t count,
				    uint32_t *places)
{
	struct batch_group part = {.first = UINT32_MAX, .last = UINT32_MAX, .last_record = UINT32_MAX};
	uint32_t leader = comparing->texts[text];

	while (leader != NOBODY && comparing->taken[leader])
		leader = comparing->same[leader];
	if (leader == NOBODY)
		return part;
	size_t members = add_candidates(comparing, text, leader, places, 0);

	for (size_t i = 0; i < count; i++)
		members = add_candidates(comparing, pairs[i].second, leader, places, members);
	if (!members)
		return part;
	qsort(places, members, sizeof *places, by_place);
	add_to_part(comparing->groups, &part, comparing->facts[leader]);
	for (size_t i = 0; i < members; i++) {
		add_to_part(comparing->groups, &part, comparing->facts[places[i]]);
		comparing->taken[places[i]] = true;
	}
	return part;
}

static void add_parts(struct batch_groups *groups, const struct batch_group *whole, struct arena *scratch,
		      struct arena *room)
{
	struct comparing comparing = {.groups = groups, .room = room};
	struct similar_texts texts = sketch_group(&comparing, whole, scratch);
	struct similar_pairs pairs = near_duplicates(scratch, &texts, groups->revision->batch->alike_from);
	uint32_t *places = arena_array(scratch, uint32_t, comparing.fact_count);
	size_t from = 0;

	groups->alike_is_cut |= pairs.is_cut;
	for (uint32_t text = 0; text < comparing.text_count; text++) {
		size_t to = from;

		while (to < pairs.count && pairs.items[to].first == text)
			to++;
		struct batch_group part = make_part(&comparing, text, pairs.items + from, to - from, places);

		from = to;
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
