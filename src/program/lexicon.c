/* Which of the automaton's hits a lexicon counts. */
#include "program/lexicon.h"

const struct lexicon *lexicon_find(const struct lexicon_set *set, struct slice name)
{
	for (size_t i = 0; i < set->count; i++)
		if (slice_equal(set->lexicons[i].name, name))
			return &set->lexicons[i];
	return NULL;
}

const struct lexicon *lexicon_for(const struct lexicon *lexicon, struct slice insurer)
{
	for (size_t i = 0; i < lexicon->local_count; i++)
		if (insurers_include(&lexicon->locals[i].insurers, insurer))
			return lexicon->locals[i].lexicon;
	return lexicon;
}

static bool in_range(uint32_t number, uint32_t first, uint32_t count)
{
	return number >= first && number - first < count;
}

/* Hits come in order of their ends, so the ones that can touch hits[at] stand around it. */
static bool is_blocked(const struct lexicon *lexicon, const struct automaton_hit *hits, size_t count, size_t at)
{
	const struct automaton_hit *hit = &hits[at];
	const struct lexicon_word *word = &lexicon->words[hit->word - lexicon->first_word];
	size_t i = at;

	if (!lexicon->blocker_count && !word->blocker_count)
		return false;
	while (i > 0 && hits[i - 1].end > hit->start)
		i--;
	for (; i < count && hits[i].end < hit->end + LEXICON_WORD_BYTES; i++)
		if (hits[i].start < hit->end && (in_range(hits[i].word, lexicon->first_blocker, lexicon->blocker_count) ||
						 in_range(hits[i].word, word->first_blocker, word->blocker_count)))
			return true;
	return false;
}

struct lexicon_match lexicon_match(const struct lexicon *lexicon, const struct automaton_hit *hits, size_t count)
{
	struct lexicon_match match = {.found = false};

	for (size_t i = 0; i < count; i++) {
		const struct automaton_hit *hit = &hits[i];

		if (match.found && hit->end > match.end + LEXICON_WORD_BYTES)
			break;
		if (!in_range(hit->word, lexicon->first_word, lexicon->word_count))
			continue;
		if (match.found && (hit->start > match.start || (hit->start == match.start && hit->end <= match.end)))
			continue;
		if (is_blocked(lexicon, hits, count, i))
			continue;
		match = (struct lexicon_match){.found = true, .word = hit->word, .start = hit->start, .end = hit->end};
	}
	return match;
}
