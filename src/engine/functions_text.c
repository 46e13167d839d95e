/* Functions of texts: parts, words of lexicons, likeness. */
#include "engine/functions.h"
#include "engine/operators.h"
#include "engine/pattern.h"
#include "text/normalize.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>

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

/* A text of the document is scanned once for all rules; anything else now. */
static size_t hits_of(struct evaluation *evaluation, struct cel_value text, struct slice *normalised, const struct automaton_hit **hits)
{
	const struct automaton *automaton = evaluation->lexicons ? evaluation->lexicons->automaton : NULL;
	struct automaton_hit *found = NULL;
	size_t count;

	*normalised = cel_text(text);
	if (text.sub == CEL_STRING_CELL)
		return text_cache_hits(&evaluation->texts, automaton, *normalised, hits);
	if (evaluation->verbatim)
		*normalised = normalize(evaluation->scratch, *normalised);
	count = automaton ? automaton_scan(automaton, *normalised, evaluation->scratch, &found) : 0;
	*hits = found;
	return count;
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
	match = lexicon_match(call->resolved.lexicon, hits, hit_count);
	if (match.found)
		evaluation->mention = (struct mention){.found = true,
						       .lexicon = call->resolved.lexicon,
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

struct cel_value function_same_text(struct evaluation *evaluation, const struct expression *call, const struct cel_value *arguments,
				    size_t count)
{
	if (!are_texts(evaluation, arguments, count))
		return no_overload(call);
	return cel_bool(slice_equal(normalize_for_comparison(evaluation->scratch, cel_text(arguments[0])),
				    normalize_for_comparison(evaluation->scratch, cel_text(arguments[1]))));
}

static int compare_pairs(const void *a, const void *b)
{
	uint64_t left = *(const uint64_t *)a, right = *(const uint64_t *)b;

	return (left > right) - (left < right);
}

/* Every two neighbouring characters of the text, sorted. */
static uint64_t *pairs_of(struct evaluation *evaluation, struct slice text, size_t *count)
{
	uint64_t *pairs = arena_array(evaluation->scratch, uint64_t, text.length + 1);
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
	if (*count)
		qsort(pairs, *count, sizeof pairs[0], compare_pairs);
	return pairs;
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
	size_t left_count, right_count, common = 0;

	if (!are_texts(evaluation, arguments, count))
		return no_overload(call);
	a = normalize_for_comparison(evaluation->scratch, cel_text(arguments[0]));
	b = normalize_for_comparison(evaluation->scratch, cel_text(arguments[1]));
	if (slice_equal(a, b))
		return cel_double(1);
	left = pairs_of(evaluation, a, &left_count);
	right = pairs_of(evaluation, b, &right_count);
	if (left_count == 0 || right_count == 0)
		return cel_double(0);
	for (size_t i = 0, k = 0; i < left_count && k < right_count;) {
		common += left[i] == right[k];
		if (left[i] == right[k])
			i++, k++;
		else if (left[i] < right[k])
			i++;
		else
			k++;
	}
	return cel_double(2.0 * (double)common / (double)(left_count + right_count));
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
