/*
 * near_duplicates [PLANS]: the search for near-duplicates, measured on invented plans with 500 planted copies.
 *
 * In a copy names, numbers and dates are replaced and up to a third of the cells are written anew. Every copy is then compared with every
 * text, run by run, which takes far longer than the search and knows the truth about it. Prints how many
 * of the true pairs were found, whether anything reported was below the threshold, and the seconds of CPU.
 */
#include "base/compiler.h"
#include "similarity/near_duplicates.h"
#include "similarity/shingles.h"
#include "similarity/similar_text.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum {
	COPIES = 500,
	CELLS = 24
};

static uint64_t seed = 20260401;

static unsigned draw(unsigned count)
{
	seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (unsigned)(seed >> 33) % count;
}

static const char *const sentences[] = {
	"膝の痛みがあっても%sまで歩いて行きたい", "%sで転ばずに立ち上がれる", "%sへ週%u回出かけて人と話せる", "長女と%sで過ごす時間を続けたい",
	"入浴のとき%sで足を上げて浴槽をまたげる", "%sの片付けを自分で行い、重い物だけ手伝ってもらう", "朝の体操を%u分続け、%sの様子を手帳に書く",
	"%sさんと%sで花の世話をする",
};

/* A word of two to five characters, out of a language nobody speaks: people write of their own places and people. */
static void add_word(struct text_builder *text)
{
	for (unsigned i = 2 + draw(4); i > 0; i--)
		text_builder_add_code_point(text, 0x4E00 + draw(2500));
}

static struct slice make_cell(struct arena *arena)
{
	struct text_builder text;

	text_builder_init(&text, arena);
	for (const char *at = sentences[draw(COUNT_OF(sentences))]; *at; at++) {
		if (*at != '%') {
			text_builder_add_char(&text, *at);
			continue;
		}
		if (*++at == 's')
			add_word(&text);
		else
			text_builder_add_int(&text, 1 + draw(30));
	}
	return text_builder_slice(&text);
}

static struct slice make_name(struct arena *arena)
{
	struct text_builder text;

	text_builder_init(&text, arena);
	add_word(&text);
	text_builder_add_char(&text, ' ');
	add_word(&text);
	return text_builder_slice(&text);
}

struct plan {
	struct slice name, cells[CELLS], text;
};

struct corpus {
	struct arena arena;
	struct plan *plans;
	struct sketch *sketches;
	struct shingles *sets;
	uint32_t count;
};

static void write_text(struct corpus *corpus, struct plan *plan)
{
	struct text_builder text, opening;
	struct similar_names names = {.count = 0};

	similar_names_add(&names, &corpus->arena, plan->name);
	text_builder_init(&opening, &corpus->arena);
	text_builder_add(&opening, plan->name);
	text_builder_add_string(&opening, "様は令和7年");
	text_builder_add_int(&opening, 1 + draw(12));
	text_builder_add_string(&opening, "月から家で過ごす");
	text_builder_init(&text, &corpus->arena);
	similar_text_add(&text, &corpus->arena, text_builder_slice(&opening), &names);
	for (unsigned i = 0; i < CELLS; i++)
		similar_text_add(&text, &corpus->arena, plan->cells[i], &names);
	plan->text = text_builder_slice(&text);
}

static void make_plans(struct corpus *corpus)
{
	for (uint32_t number = 0; number < corpus->count; number++) {
		struct plan *plan = &corpus->plans[number];
		bool is_copy = number + COPIES >= corpus->count;
		unsigned anew = is_copy ? draw(CELLS / 3 + 1) : CELLS;

		if (is_copy)
			*plan = corpus->plans[draw(corpus->count - COPIES)];
		plan->name = make_name(&corpus->arena);
		for (unsigned i = 0; i < anew; i++)
			plan->cells[is_copy ? draw(CELLS) : i] = make_cell(&corpus->arena);
		write_text(corpus, plan);
		sketch_make(&corpus->sketches[number], plan->text);
	}
}

static struct slice text_of(void *context, uint32_t number)
{
	return ((struct corpus *)context)->plans[number].text;
}

static double seconds(void)
{
	return (double)clock() / CLOCKS_PER_SEC;
}

static bool has_pair(struct similar_pairs pairs, uint32_t first, uint32_t second)
{
	size_t from = 0, to = pairs.count;

	while (from < to) {
		size_t middle = from + (to - from) / 2;
		const struct similar_pair *pair = &pairs.items[middle];

		if (pair->first == first && pair->second == second)
			return true;
		if (pair->first < first || (pair->first == first && pair->second < second))
			from = middle + 1;
		else
			to = middle;
	}
	return false;
}

static void report(struct corpus *corpus, double threshold)
{
	struct similar_texts texts = {.sketches = corpus->sketches, .count = corpus->count, .text = text_of, .context = corpus};
	double before = seconds();
	struct similar_pairs pairs = near_duplicates(&corpus->arena, &texts, threshold);
	double searching = seconds() - before;
	size_t there = 0, found = 0, below = 0;

	for (size_t i = 0; i < pairs.count; i++)
		below += shingles_similarity(corpus->sets[pairs.items[i].first], corpus->sets[pairs.items[i].second]) < threshold;
	for (uint32_t second = corpus->count - COPIES; second < corpus->count; second++) {
		for (uint32_t first = 0; first < second; first++) {
			if (shingles_similarity(corpus->sets[first], corpus->sets[second]) < threshold)
				continue;
			there++;
			found += has_pair(pairs, first, second);
		}
	}
	printf("threshold %.2f: search %.2f s, %zu pairs, %zu below the threshold; of %zu pairs with a copy %zu found (%.4f)\n", threshold,
	       searching, pairs.count, below, there, found, there ? (double)found / (double)there : 1.0);
}

int main(int count, char **arguments)
{
	static struct corpus corpus;
	double before;

	corpus.count = count > 1 ? (uint32_t)strtoul(arguments[1], NULL, 10) : 100000;
	if (corpus.count <= COPIES) {
		fprintf(stderr, "more than %d plans, please\n", COPIES);
		return 2;
	}
	arena_init(&corpus.arena, NULL);
	corpus.plans = arena_array(&corpus.arena, struct plan, corpus.count);
	corpus.sketches = arena_array(&corpus.arena, struct sketch, corpus.count);
	corpus.sets = arena_array(&corpus.arena, struct shingles, corpus.count);
	before = seconds();
	make_plans(&corpus);
	printf("%u plans made and sketched in %.2f s\n", (unsigned)corpus.count, seconds() - before);
	for (uint32_t i = 0; i < corpus.count; i++)
		corpus.sets[i] = shingles_of(&corpus.arena, corpus.plans[i].text);
	report(&corpus, 0.85);
	arena_release(&corpus.arena);
	return 0;
}
