/* Which lexicons count a word of which text: read off the one scan of each text. */
#include "engine/screen/screen_nodes.h"

#include <string.h>

static void own(struct screen *screen, uint32_t first, uint32_t count, uint16_t owner)
{
	for (uint32_t i = 0; i < count; i++)
		screen->owner_of_word[first + i] = owner;
}

static uint32_t end_of_words(const struct lexicon *lexicon)
{
	uint32_t end = lexicon->first_word + lexicon->word_count, of_blockers = lexicon->first_blocker + lexicon->blocker_count;

	for (uint32_t i = 0; i < lexicon->word_count; i++)
		if (lexicon->words[i].blocker_count && lexicon->words[i].first_blocker + lexicon->words[i].blocker_count > end)
			end = lexicon->words[i].first_blocker + lexicon->words[i].blocker_count;
	return lexicon->blocker_count && of_blockers > end ? of_blockers : end;
}

void screen_words_index(struct screen *screen)
{
	const struct lexicon_set *set = screen->evaluation->lexicons;

	for (size_t i = 0; set && i < set->count; i++)
		if (end_of_words(&set->lexicons[i]) > screen->word_count)
			screen->word_count = end_of_words(&set->lexicons[i]);
	screen->has_of_lexicon = arena_array(screen->arena, uint8_t, set ? set->count : 0);
	screen->owner_of_word = arena_allocate(screen->arena, (screen->word_count + 1) * sizeof *screen->owner_of_word);
	for (size_t i = 0; i < screen->word_count; i++)
		screen->owner_of_word[i] = NO_LEXICON;
	for (size_t i = 0; set && i < set->count; i++) {
		const struct lexicon *lexicon = &set->lexicons[i];

		own(screen, lexicon->first_word, lexicon->word_count, (uint16_t)i);
		own(screen, lexicon->first_blocker, lexicon->blocker_count, (uint16_t)(i | IS_BLOCKER));
		for (uint32_t k = 0; k < lexicon->word_count; k++)
			own(screen, lexicon->words[k].first_blocker, lexicon->words[k].blocker_count, (uint16_t)(i | IS_BLOCKER));
	}
}

struct screen_words *screen_words_of(struct screen *screen, struct screen_column *column)
{
	if (!column->words) {
		column->words = arena_new(screen->arena, struct screen_words);
		column->words->column = column;
		column->words->mentioned = arena_array(screen->arena, uint64_t, screen->evaluation->lexicons->count);
	}
	return column->words;
}

/* What a text has of a lexicon. */
enum { HAS_WORD = 1, HAS_BLOCKER = 2 };

/* Asked once a text, in however many rows and columns it stands. Only where a blocker stands too are the hits looked at again. */
static void find_lexicons(const struct screen *screen, struct known_text *text)
{
	const struct lexicon_set *set = screen->evaluation->lexicons;
	uint16_t *met = arena_allocate(screen->evaluation->document, (text->hit_count + 1) * sizeof *met), met_count = 0, count = 0;
	uint8_t *has = screen->has_of_lexicon;

	for (size_t i = 0; i < text->hit_count; i++) {
		uint32_t word = text->hits[i].word;
		uint16_t owner = word < screen->word_count ? screen->owner_of_word[word] : NO_LEXICON;

		if (owner == NO_LEXICON)
			continue;
		if (!has[owner & ~IS_BLOCKER])
			met[met_count++] = owner & (uint16_t)~IS_BLOCKER;
		has[owner & ~IS_BLOCKER] |= owner & IS_BLOCKER ? HAS_BLOCKER : HAS_WORD;
	}
	for (uint16_t i = 0; i < met_count; i++) {
		uint16_t number = met[i];
		bool counted = has[number] == HAS_WORD ||
			       (has[number] & HAS_WORD && lexicon_match(&set->lexicons[number], text->hits, text->hit_count).found);

		has[number] = 0;
		if (counted)
			met[count++] = number;
	}
	text->lexicons = met;
	text->lexicon_count = count;
	text->lexicons_known = true;
}

/* Notes the rows in every lexicon that counts a word of their text. */
static void read_text(struct screen *screen, struct screen_words *words, const struct screen_cells *cells)
{
	const struct automaton *automaton = screen->evaluation->lexicons->automaton;
	struct known_text *known = text_cache_scanned(&screen->evaluation->texts, automaton, cells->text);

	words->told |= cells->rows;
	if (!known)
		return;
	if (!known->lexicons_known)
		find_lexicons(screen, known);
	words->steps += SCREEN_ROWS * (1 + known->normalised.length / 64 + known->hit_count); /* as mentions() counts them */
	for (uint16_t i = 0; i < known->lexicon_count; i++)
		words->mentioned[known->lexicons[i]] |= cells->rows;
}

void screen_words_load(struct screen *screen, struct screen_words *words)
{
	struct screen_column *column = words->column;

	if (words->document == screen->document)
		return;
	words->document = screen->document;
	words->told = words->steps = 0;
	memset(words->mentioned, 0, screen->evaluation->lexicons->count * sizeof *words->mentioned);
	screen_column_load(screen, column);
	for (unsigned i = 0; i < column->count; i++)
		if (column->cells[i].text.data)
			read_text(screen, words, &column->cells[i]);
}
