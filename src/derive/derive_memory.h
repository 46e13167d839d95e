/*
 * derive_memory.h - what texts came to: services repeat their types, providers and frequencies row after row and plan after plan. For
 * derive/; who derives keeps one memory for all its documents.
 *
 * A text may take another's place at any time; short texts are copied, long ones not remembered.
 */
#ifndef TENKEN_DERIVE_DERIVE_MEMORY_H
#define TENKEN_DERIVE_DERIVE_MEMORY_H

#include "derive/frequency/frequency.h"
#include "program/derive_tables.h"

enum {
	DERIVE_MEMORY = 128,       /* texts of each kind: more than most offices write */
	LONGEST_REMEMBERED = 47    /* bytes */
};

/* A copy; nobody's when it has no length. */
struct remembered_text {
	uint8_t length;
	char bytes[LONGEST_REMEMBERED];
};

struct known_frequency {
	struct remembered_text text;
	struct frequency frequency;
};

/* The words of a service type or provider. */
struct known_words {
	struct remembered_text text;
	bool type_asked, informal_asked; /* whether the answers below were worked out */
	bool informal;
	const struct service_type *type; /* NULL: names none */
};

struct derive_memory {
	const struct derive_tables *tables; /* or NULL */
	struct known_frequency frequencies[DERIVE_MEMORY], long_frequency;
	struct known_words words[DERIVE_MEMORY], long_words;
};

/* `tables` NULL: what needs them stays not supplied. They are borrowed. */
struct derive_memory *derive_memory_new(struct arena *arena, const struct derive_tables *tables);

/* As frequency_read; valid until the next call. */
const struct frequency *derive_memory_frequency(struct derive_memory *memory, struct slice text);
/* As service_type_of and names_informal, of texts as they are written. */
const struct service_type *derive_memory_type(struct derive_memory *memory, struct slice text, struct arena *scratch);
bool derive_memory_informal(struct derive_memory *memory, struct slice text, struct arena *scratch);

#endif
