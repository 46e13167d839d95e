/*
 * wording_reader.h - what a rule says: message, question and what to do, in two languages, for each audience. Private to rules/.
 */
#ifndef TENKEN_RULES_READING_WORDING_READER_H
#define TENKEN_RULES_READING_WORDING_READER_H

#include "rules/reading/rule_reader.h"

enum { WORDING_KEYS = 6 };

/* The rows of a key list that ends with the texts; `mandatory` is a flag for the message. */
#define WORDING_KEY_ROWS(from, mandatory)                                                                                \
	[(from) + 0] = {SLICE("message|説明"), KEY_SCALAR | (mandatory)},                                                \
	[(from) + 1] = {SLICE("message_en|英語の説明"), KEY_SCALAR},                                                     \
	[(from) + 2] = {SLICE("question|問いかけ"), KEY_SCALAR},                                                         \
	[(from) + 3] = {SLICE("question_en|英語の問いかけ"), KEY_SCALAR},                                                \
	[(from) + 4] = {SLICE("fix|直し方"), KEY_SCALAR},                                                                \
	[(from) + 5] = {SLICE("fix_en|英語の直し方"), KEY_SCALAR},                                                       \
	[(from) + 6] = {{NULL, 0}, 0}

/* `wording` holds the values of those six keys, `audience` that of the key `for`; either may be NULL. */
void rule_wordings_read(struct rule_reading *reading, const struct yaml_node *const *wording, const struct yaml_node *audience,
			struct rule_revision *revision);

#endif
