/* Which lexicons count a word of which text: read off the one scan of each text. */
#include "engine/screen/screen_nodes.h"

#include <string.h>

/* What a text has of a lexicon, as classes of words. */
enum { CLASS_WORD, CLASS_BLOCKER, CLASSES_OF_LEXICON };

/* Most have nothing: their marks are looked at eight at a time. */
enum { LEXICONS_AT_ONCE = sizeof(uint64_t) / (CLASSES_OF_LEXICON * sizeof(bool)) };

static void own(struct screen *screen, uint32_t first, uint32_t count, uint16_t class)
{
	for (uint32_t i = 0; i < count; i++)
		screen->class_of_word[first + i] = class;
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
	/* The words of local lexicons are none of these: they share one class behind all others. */
	size_t classes = set ? set->count * CLASSES_OF_LEXICON : 0;

	screen->marked = arena_array(screen->arena, bool, classes + sizeof(uint64_t));
	screen->counted = arena_array(screen->arena, uint16_t, set ? set->count : 0);
	screen->class_of_word = arena_allocate(screen->arena, (screen->word_count + 1) * sizeof *screen->class_of_word);
	for (size_t i = 0; i < screen->word_count; i++)
		screen->class_of_word[i] = (uint16_t)classes;
	for (size_t i = 0; set && i < set->count; i++) {
		const struct lexicon *lexicon = &set->lexicons[i];
		uint16_t of_words = (uint16_t)(i * CLASSES_OF_LEXICON + CLASS_WORD), of_blockers = (uint16_t)(of_words + CLASS_BLOCKER);

		own(screen, lexicon->first_word, lexicon->word_count, of_words);
		own(screen, lexicon->first_blocker, lexicon->blocker_count, of_blockers);
		for (uint32_t k = 0; k < lexicon->word_count; k++)
			own(screen, lexicon->words[k].first_blocker, lexicon->words[k].blocker_count, of_blockers);
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

/* The hits themselves are looked for only where a blocker stands beside a word. */
static bool counts(const struct screen *screen, const struct known_text *text, size_t lexicon)
{
	const struct lexicon_set *set = screen->evaluation->lexicons;
	const bool *marked = &screen->marked[lexicon * CLASSES_OF_LEXICON];
	const struct automaton_hit *hits;

	if (!marked[CLASS_WORD] || !marked[CLASS_BLOCKER])
		return marked[CLASS_WORD];
	size_t count = text_cache_hits(&screen->evaluation->texts, set->automaton, text->text, &hits);

	return lexicon_match(&set->lexicons[lexicon], hits, count).found;
}

/* Asked once a text, in however many rows and columns it stands. */
static void find_lexicons(const struct screen *screen, struct known_text *text)
{
	const struct lexicon_set *set = screen->evaluation->lexicons;
	const struct automaton_classes classes = {screen->class_of_word, screen->word_count};
	uint16_t count = 0, *counted = screen->counted;

	memset(screen->marked, 0, set->count * CLASSES_OF_LEXICON * sizeof *screen->marked);
	text->word_count = automaton_mark(set->automaton, text->text, &classes, screen->marked);
	for (size_t i = 0; text->word_count && i < set->count; i += LEXICONS_AT_ONCE) {
		uint64_t any;

		memcpy(&any, &screen->marked[i * CLASSES_OF_LEXICON], sizeof any);
		for (size_t k = i; any && k < set->count && k < i + LEXICONS_AT_ONCE; k++)
			if (counts(screen, text, k))
				counted[count++] = (uint16_t)k;
	}
	uint16_t *kept = arena_allocate(screen->evaluation->document, (count + 1U) * sizeof *kept);

	memcpy(kept, counted, count * sizeof *kept);
	text->lexicons = kept;
	text->lexicon_count = count;
	text->lexicons_known = true;
}

/* Notes the rows in every lexicon that counts a word of their text. */
static void read_text(struct screen *screen, struct screen_words *words, const struct screen_cells *cells)
{
	struct known_text *known = cells->text ? text_cache_normal(&screen->evaluation->texts, cells->text) : NULL;

	words->told |= cells->rows;
	if (!known || !screen->evaluation->lexicons->automaton)
		return;
	if (!known->lexicons_known)
		find_lexicons(screen, known);
	words->steps += SCREEN_ROWS * (1 + known->text.length / 64 + known->word_count); /* as mentions() counts them */
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
		if (column->cells[i].presence == PRESENCE_WRITTEN)
			read_text(screen, words, &column->cells[i]);
}
