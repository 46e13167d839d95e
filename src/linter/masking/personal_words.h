/*
 * personal_words.h - who a plan is about, as words to be found in any text: names whole and in parts, numbers, dates of birth in every
 * form, addresses, telephone numbers, providers. For the files of masking/ alone.
 */
#ifndef TENKEN_LINTER_PERSONAL_WORDS_H
#define TENKEN_LINTER_PERSONAL_WORDS_H

#include "linter/masking/masking.h"

struct personal_word {
	struct slice pattern; /* in its form for comparison */
	struct slice label;   /* what stands for it */
	bool titled;          /* only where さん, 様 and the like follow: 林さん, never 林 */
	uint32_t next;        /* of the same first byte; UINT32_MAX: the last */
};

/* A value of a personal field: findings at its place quote it. */
struct personal_place {
	uint16_t source; /* of the document */
	uint64_t offset;
	uint32_t length;
};

struct personal_words {
	const struct masking *masking;
	struct arena *arena;
	struct personal_word *items;
	size_t count, capacity;
	uint32_t first[256]; /* by first byte */
	struct personal_place *places;
	size_t place_count, place_capacity;
};

/* All of a document, and the names of the files it was read from. */
void personal_words_collect(struct personal_words *words, struct arena *arena, const struct masking *masking,
			    const struct document *document);
/* The text with labels in place of the words; itself when it has none of them. */
struct slice personal_words_mask(const struct personal_words *words, struct slice text);
/* The same with any words: `longest_at` finds the longest in a text in its form for comparison; NULL when none stands there. */
struct slice personal_text_mask(struct arena *arena, struct slice text,
				const struct personal_word *(*longest_at)(const void *context, struct slice text, size_t at), const void *context);
/* Does さん, 様 or the like stand there? */
bool personal_title_follows(struct slice text, size_t at);
/* A whole value of a personal field. */
struct slice personal_value_mask(const struct personal_words *words, enum field field, struct slice value);
/* Does a value say nobody's name: 本人、長女? */
bool personal_words_say_nobody(const struct personal_words *words, struct slice value);
/* Does a finding stand at a value of a personal field? */
bool personal_words_hold(const struct personal_words *words, const struct document *document, struct place place);

/* For the files of masking/: adds a word unless it says nothing of a person, or is too short to be found. */
void personal_words_add(struct personal_words *words, struct slice pattern, struct slice label, bool titled);
/* The word for what a field holds: 氏名, 住所. */
struct slice personal_kind(const struct masking *masking, enum field field);
/* Every form in which a day is written. */
void personal_words_add_date(struct personal_words *words, int32_t date, struct slice label);
/* A name, with its parts: family name and given name, each piece of several. */
void personal_words_add_name(struct personal_words *words, struct slice value, enum field field);
/* As far as it is told from the prefecture, the town, the street on. */
void personal_words_add_address(struct personal_words *words, struct slice value, struct slice label);
void personal_words_add_phone(struct personal_words *words, struct slice value, struct slice label);

#endif
