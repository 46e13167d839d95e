/*
 * near_duplicates [PLANS [phrases]]: the search for near-duplicates, measured on invented plans with 500 planted copies.
 *
 * Plans are in words of their own, or with "phrases" all put together from the same few dozen phrases, so that any two have two thirds
 * of their runs in common. In a copy names, numbers and dates are replaced and up to a third of the cells are written anew. Every copy is then compared with every
 * text, run by run, which takes far longer than the search and knows the truth about it. Prints how many
 * of the true pairs were found, whether anything reported was below the threshold, and the seconds of CPU.
 */
#include "base/compiler.h"
#include "similarity/near_duplicates.h"
#include "similarity/shingles.h"
#include "similarity/similar_text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
	COPIES = 500,
	CELLS = 24,
	NEEDS = 4,
	LONG_GOALS = 8
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

/* As make_corpus.c writes them. */
static const char *const places[] = {"台所", "玄関", "浴室", "近所の公園", "集会所", "居間", "庭の畑", "二階の寝室", "郵便局", "商店街"};
static const char *const acts[] = {"一人で歩いて行ける", "椅子に座って調理ができる", "手すりを持って段差を越えられる", "着替えを15分で終えられる",
				   "洗濯物を自分でたためる", "友人と週1回会って話せる", "花に水をやれる", "毎朝の体操を続けられる"};
static const char *const causes[] = {"膝の痛み", "右手の動かしにくさ", "息切れ", "物忘れの不安", "腰の圧迫骨折のあとの痛み", "視力の低下", "夜間の不眠"};

#define PICK(list) (list)[draw(COUNT_OF(list))]

static struct slice make_phrase(struct arena *arena, unsigned cell)
{
	if (cell < NEEDS)
		return arena_print(arena, "%sがあっても、%sへ出かけて%sようになりたい。", PICK(causes), PICK(places), PICK(acts));
	return arena_print(arena, cell < NEEDS + LONG_GOALS ? "%sまで%s。" : "%sで%s。", PICK(places), PICK(acts));
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
	struct arena arena, scratch;
	struct plan *plans;
	struct sketch *sketches;
	struct shingles *sets;
	uint32_t count;
	bool of_phrases;
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
		for (unsigned i = 0; i < anew; i++) {
			unsigned cell = is_copy ? draw(CELLS) : i;

			plan->cells[cell] = corpus->of_phrases ? make_phrase(&corpus->arena, cell) : make_cell(&corpus->arena);
		}
		write_text(corpus, plan);
		sketch_make(&corpus->sketches[number], &corpus->scratch, plan->text);
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

	corpus.of_phrases = count > 2 && strcmp(arguments[2], "phrases") == 0;
	corpus.count = count > 1 ? (uint32_t)strtoul(arguments[1], NULL, 10) : 100000;
	if (corpus.count <= COPIES) {
		fprintf(stderr, "more than %d plans, please\n", COPIES);
		return 2;
	}
	arena_init(&corpus.arena, NULL);
	arena_init(&corpus.scratch, NULL);
	corpus.plans = arena_array(&corpus.arena, struct plan, corpus.count);
	corpus.sketches = arena_array(&corpus.arena, struct sketch, corpus.count);
	corpus.sets = arena_array(&corpus.arena, struct shingles, corpus.count);
	before = seconds();
	make_plans(&corpus);
	printf("%u plans made and sketched in %.2f s\n", (unsigned)corpus.count, seconds() - before);
	for (uint32_t i = 0; i < corpus.count; i++)
		corpus.sets[i] = shingles_of(&corpus.arena, corpus.plans[i].text);
	report(&corpus, 0.85);
	arena_release(&corpus.scratch);
	arena_release(&corpus.arena);
	return 0;
}
