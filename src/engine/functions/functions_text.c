/* Functions of texts: parts, words of lexicons, likeness. */
#include "base/compiler.h"
#include "engine/functions/functions.h"
#include "engine/values/operators.h"
#include "engine/values/pattern.h"
#include "text/unicode/normalize.h"
#include "text/unicode/utf8.h"

/* Every function of this file reads its texts; the longest counts. */
static bool are_texts(struct evaluation *evaluation, const struct cel_value *arguments, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (arguments[i].kind != CEL_STRING)
			return false;
		evaluation_charge(evaluation, arguments[i].detail / 64);
	}
	return true;
}

static struct cel_value no_overload(const struct expression *call)
{
	return cel_error(CEL_ERROR_NO_OVERLOAD, call);
}

struct cel_value function_contains(struct evaluation *evaluation, const struct expression *call, const struct cel_value *arguments,
				   size_t count)
{
	if (!are_texts(evaluation, arguments, count))
		return no_overload(call);
	return cel_bool(slice_contains(cel_text(arguments[0]), cel_text(arguments[1])));
}

struct cel_value function_starts_with(struct evaluation *evaluation, const struct expression *call, const struct cel_value *arguments,
				      size_t count)
{
	if (!are_texts(evaluation, arguments, count))
		return no_overload(call);
	return cel_bool(slice_starts_with(cel_text(arguments[0]), cel_text(arguments[1])));
}

struct cel_value function_ends_with(struct evaluation *evaluation, const struct expression *call, const struct cel_value *arguments,
				    size_t count)
{
	if (!are_texts(evaluation, arguments, count))
		return no_overload(call);
	return cel_bool(slice_ends_with(cel_text(arguments[0]), cel_text(arguments[1])));
}

struct cel_value function_matches(struct evaluation *evaluation, const struct expression *call, const struct cel_value *arguments,
				  size_t count)
{
	struct pattern *pattern;

	if (!are_texts(evaluation, arguments, count))
		return no_overload(call);
	pattern = pattern_compile(evaluation->scratch, cel_text(arguments[1]));
	if (!pattern)
		return cel_error(CEL_ERROR_PATTERN, call);
	evaluation_charge(evaluation, arguments[0].detail);
	return cel_bool(pattern_matches(pattern, evaluation->scratch, cel_text(arguments[0])));
}

/* ---- words of lexicons ---- */

/* A text that was made up is scanned once however many lexicons are asked about it in a row: it lasts as long as the rule. */
static size_t hits_of_computed(struct evaluation *evaluation, struct slice text, const struct automaton_hit **hits)
{
	struct scanned_text *scanned = &evaluation->scanned;
	struct automaton_hit *found = NULL;

	if (!evaluation->lexicons || !evaluation->lexicons->automaton)
		return 0;
	if (scanned->text.data != text.data || scanned->text.length != text.length || !text.data) {
		scanned->hit_count = automaton_scan(evaluation->lexicons->automaton, text, evaluation->scratch, &found);
		scanned->hits = found;
		scanned->text = text;
	}
	*hits = scanned->hits;
	return scanned->hit_count;
}

/* A text of the document is scanned once for all rules. */
static size_t hits_of(struct evaluation *evaluation, struct cel_value text, struct slice *normalised, const struct automaton_hit **hits)
{
	const struct automaton *automaton = evaluation->lexicons ? evaluation->lexicons->automaton : NULL;

	*normalised = cel_text(text);
	*hits = NULL;
	if (text.sub == CEL_STRING_CELL)
		return text_cache_hits(&evaluation->texts, automaton, *normalised, hits);
	if (evaluation->verbatim)
		*normalised = normalize(evaluation->scratch, *normalised);
	return hits_of_computed(evaluation, *normalised, hits);
}

struct cel_value function_mentions(struct evaluation *evaluation, const struct expression *call, const struct cel_value *arguments,
				   size_t count)
{
	const struct automaton_hit *hits;
	struct lexicon_match match;
	struct slice text;
	size_t hit_count;

	if (!are_texts(evaluation, arguments, count))
		return no_overload(call);
	hit_count = hits_of(evaluation, arguments[0], &text, &hits);
	evaluation_charge(evaluation, hit_count);
	const struct lexicon *lexicon = lexicon_for(call->resolved.lexicon, evaluation->insurer);

	match = lexicon_match(lexicon, hits, hit_count);
	if (match.found)
		evaluation->mention = (struct mention){.found = true,
						       .lexicon = lexicon,
						       .word = slice_part(text, match.start, match.end),
						       .text = text};
	return cel_bool(match.found);
}

struct cel_value function_hit(struct evaluation *evaluation, const struct expression *call, const struct cel_value *arguments, size_t count)
{
	(void)call;
	(void)arguments;
	(void)count;
	return evaluation->mention.found ? cel_string(evaluation->mention.word)
					 : (struct cel_value){.kind = CEL_NULL, .sub = CEL_NULL_CELL, .detail = FIELD_COUNT};
}

/* ---- likeness ---- */

struct slice function_text_for_comparison(struct evaluation *evaluation, struct cel_value text)
{
	if (text.sub == CEL_STRING_CELL)
		return text_cache_comparable(&evaluation->texts, cel_text(text));
	return normalize_for_comparison(evaluation->scratch, cel_text(text));
}

struct cel_value function_same_text(struct evaluation *evaluation, const struct expression *call, const struct cel_value *arguments,
				    size_t count)
{
	if (!are_texts(evaluation, arguments, count))
		return no_overload(call);
	return cel_bool(slice_equal(function_text_for_comparison(evaluation, arguments[0]), function_text_for_comparison(evaluation, arguments[1])));
}

/* Every two neighbouring characters of the text. */
static uint64_t *pairs_of(struct evaluation *evaluation, struct slice text, size_t *count)
{
	uint64_t *pairs = arena_allocate(evaluation->scratch, (text.length + 1) * sizeof *pairs);
	uint32_t previous = 0;
	size_t at = 0, characters = 0;

	while (at < text.length) {
		uint32_t c = utf8_next(text, &at);

		if (characters++ > 0)
			pairs[characters - 2] = (uint64_t)previous << 32 | c;
		previous = c;
	}
	*count = characters > 0 ? characters - 1 : 0;
	evaluation_charge(evaluation, *count);
	return pairs;
}

struct counted_pair {
	uint64_t pair;
	bool taken;  /* false: a free place */
	size_t left; /* occurrences that no pair of the other text has met */
};

/* The place of a pair in a table of a power of two places, or the free one where it would stand. */
static struct counted_pair *pair_place(struct counted_pair *table, size_t mask, uint64_t pair)
{
	size_t at = (size_t)(pair * UINT64_C(0x9e3779b97f4a7c15) >> 32) & mask;

	while (table[at].taken && table[at].pair != pair)
		at = (at + 1) & mask;
	return &table[at];
}

/* How many pairs both have, each as often as it occurs in both. */
static size_t common_pairs(struct arena *scratch, const uint64_t *a, size_t a_count, const uint64_t *b, size_t b_count)
{
	size_t places = 16, common = 0;

	while (places < a_count * 2)
		places *= 2;
	struct counted_pair *table = arena_array(scratch, struct counted_pair, places);

	for (size_t i = 0; i < a_count; i++) {
		struct counted_pair *place = pair_place(table, places - 1, a[i]);

		place->pair = a[i];
		place->taken = true;
		place->left++;
	}
	for (size_t i = 0; i < b_count; i++) {
		struct counted_pair *place = pair_place(table, places - 1, b[i]);

		if (place->left) {
			place->left--;
			common++;
		}
	}
	return common;
}

/*
 * Dice's coefficient over pairs of neighbouring characters: twice the pairs both have (counted as often as they occur), divided by
 * all pairs of both. Blanks, width and case do not count. 1 is the same text, 0 nothing in common; two texts of which one
 * has no pair are 1 or 0 as they are equal or not.
 */
struct cel_value function_similarity(struct evaluation *evaluation, const struct expression *call, const struct cel_value *arguments,
				     size_t count)
{
	struct slice a, b;
	uint64_t *left, *right;
	size_t left_count, right_count, common;

	if (!are_texts(evaluation, arguments, count))
		return no_overload(call);
	a = function_text_for_comparison(evaluation, arguments[0]);
	b = function_text_for_comparison(evaluation, arguments[1]);
	if (slice_equal(a, b))
		return cel_double(1);
	left = pairs_of(evaluation, a, &left_count);
	right = pairs_of(evaluation, b, &right_count);
	if (left_count == 0 || right_count == 0)
		return cel_double(0);
	common = common_pairs(evaluation->scratch, left, left_count, right, right_count);
	return cel_double(2.0 * (double)common / (double)(left_count + right_count));
}

/* Each mark that one alone has is a pair that only it has: what is left bounds the similarity from above, mostly far below. */
bool similarity_stays_below(struct evaluation *evaluation, struct cel_value a, struct cel_value b, double least)
{
	if (a.kind != CEL_STRING || b.kind != CEL_STRING || a.sub != CEL_STRING_CELL || b.sub != CEL_STRING_CELL)
		return false;
	struct text_pairs left = text_cache_pairs(&evaluation->texts, cel_text(a)), right = text_cache_pairs(&evaluation->texts, cel_text(b));
	size_t left_common = left.count - COUNT_BITS(left.marks & ~right.marks);
	size_t right_common = right.count - COUNT_BITS(right.marks & ~left.marks);
	size_t common = left_common < right_common ? left_common : right_common;

	evaluation_charge(evaluation, left.count + right.count);
	return left.count && right.count && 2.0 * (double)common / (double)(left.count + right.count) < least;
}

/* ---- size and joining ---- */

struct cel_value function_size(struct evaluation *evaluation, const struct expression *call, const struct cel_value *arguments,
			       size_t count)
{
	(void)count;
	switch (arguments[0].kind) {
	case CEL_STRING:
		evaluation_charge(evaluation, arguments[0].detail / 64);
		return cel_int((int64_t)utf8_count(cel_text(arguments[0])));
	case CEL_BYTES:
	case CEL_LIST:
	case CEL_MODEL_LIST:
	case CEL_MAP: return cel_int((int64_t)arguments[0].detail);
	default: return no_overload(call);
	}
}

struct cel_value function_join(struct evaluation *evaluation, const struct expression *call, const struct cel_value *arguments,
			       size_t count)
{
	struct text_builder builder;
	struct cel_value worst = cel_null();

	text_builder_init(&builder, evaluation->scratch);
	for (size_t i = 0; i < cel_count(arguments[0]) && !evaluation->exhausted; i++) {
		struct cel_value item = cel_item(evaluation, arguments[0], i);

		if (!cel_is_proper(item)) {
			worst = cel_worse(evaluation, worst, item);
			continue;
		}
		if (item.kind != CEL_STRING)
			return no_overload(call);
		if (i > 0 && count > 1)
			text_builder_add(&builder, cel_text(arguments[1]));
		text_builder_add(&builder, cel_text(item));
		evaluation_charge(evaluation, 1 + item.detail / 16 + (count > 1 ? arguments[1].detail / 16 : 0));
	}
	return cel_is_proper(worst) ? cel_string(text_builder_finish(&builder)) : worst;
}
