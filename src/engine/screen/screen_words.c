/* Which lexicons count a word of which text: read off the one scan of each text. */
#include "engine/screen/screen_nodes.h"

#include "base/compiler.h"

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

struct screen_words *screen_words_new(struct screen *screen, struct screen_table *table, const struct expression *path,
				      unsigned slot)
{
	struct screen_words *words = arena_new(screen->arena, struct screen_words);

	words->table = table;
	words->path = path;
	words->slot = slot;
	words->next = screen->words;
	words->mentioned = arena_array(screen->arena, uint64_t, screen->evaluation->lexicons->count);
	screen->words = words;
	return words;
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

/* Notes the row in every lexicon that counts a word of the text. */
static void read_text(struct screen *screen, struct screen_words *words, uint64_t row, struct slice text)
{
	struct text_cache *texts = &screen->evaluation->texts;
	struct known_text *known =
		text_cache_scanned(texts, screen->evaluation->lexicons->automaton, text_cache_normalise(texts, text));

	words->told |= row;
	if (!known)
		return;
	if (!known->lexicons_known)
		find_lexicons(screen, known);
	words->steps += 1 + known->normalised.length / 64 + known->hit_count; /* as mentions() counts them */
	for (uint16_t i = 0; i < known->lexicon_count; i++)
		words->mentioned[known->lexicons[i]] |= row;
}

void screen_words_load(struct screen *screen, struct screen_words *words)
{
	const struct screen_table *table = words->table;

	if (words->document == screen->document)
		return;
	words->document = screen->document;
	words->told = words->steps = 0;
	memset(words->mentioned, 0, screen->evaluation->lexicons->count * sizeof *words->mentioned);
	for (uint64_t rows = table->all; rows; rows &= rows - 1) {
		unsigned at = LOWEST_BIT(rows);
		/* A record around the row is named by its scope; any other name is the row's own. */
		bool above = table->scope_rows && words->slot < SCOPE_COUNT && table->scope_rows[at].records[words->slot];
		const struct record *record = above ? table->scope_rows[at].records[words->slot] : table->rows[at];
		const struct value *text = screen_cell(words->path, record);

		if (text && text->presence == PRESENCE_WRITTEN)
			read_text(screen, words, UINT64_C(1) << at, text->is.text);
	}
}
