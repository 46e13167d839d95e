/*
 * derive_memory.h - what texts of one document came to: services repeat their types, providers and frequencies row after row. Private
 * to derive/.
 *
 * A text may take another's place at any time; texts are borrowed from the document.
 */
#ifndef TENKEN_DERIVE_DERIVE_MEMORY_H
#define TENKEN_DERIVE_DERIVE_MEMORY_H

#include "derive/frequency/frequency.h"
#include "program/derive_tables.h"

enum { DERIVE_MEMORY = 32 }; /* texts of each kind: more than most plans have */

struct known_frequency {
	struct slice text; /* data NULL: nothing stands here */
	struct frequency frequency;
};

/* The words of a service type or provider. */
struct known_words {
	struct slice text;
	bool type_asked, informal_asked; /* whether the answers below were worked out */
	bool informal;
	const struct service_type *type; /* NULL: names none */
};

struct derive_memory {
	const struct derive_tables *tables;
	struct arena *scratch;
	struct known_frequency frequencies[DERIVE_MEMORY];
	struct known_words words[DERIVE_MEMORY];
};

/* As frequency_read; valid until the next call. */
const struct frequency *derive_memory_frequency(struct derive_memory *memory, struct slice text);
/* As service_type_of and names_informal, of texts as they are written. */
const struct service_type *derive_memory_type(struct derive_memory *memory, struct slice text);
bool derive_memory_informal(struct derive_memory *memory, struct slice text);

#endif
