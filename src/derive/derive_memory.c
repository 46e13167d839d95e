#include "derive/derive_memory.h"

#include "text/unicode/normalize.h"

static size_t place_of(struct slice text)
{
	return (size_t)(slice_glance(text, 0) >> 48) % DERIVE_MEMORY;
}

static bool is_here(struct slice known, struct slice text)
{
	return known.data && slice_equal(known, text);
}

const struct frequency *derive_memory_frequency(struct derive_memory *memory, struct slice text)
{
	struct known_frequency *known = &memory->frequencies[place_of(text)];

	if (!is_here(known->text, text))
		*known = (struct known_frequency){text, frequency_read(text)};
	return &known->frequency;
}

static struct known_words *words_of(struct derive_memory *memory, struct slice text)
{
	struct known_words *known = &memory->words[place_of(text)];

	if (!is_here(known->text, text))
		*known = (struct known_words){.text = text};
	return known;
}

const struct service_type *derive_memory_type(struct derive_memory *memory, struct slice text)
{
	struct known_words *known = words_of(memory, text);

	if (!known->type_asked) {
		known->type = service_type_of(memory->tables, normalize_for_comparison(memory->scratch, text), memory->scratch);
		known->type_asked = true;
	}
	return known->type;
}

bool derive_memory_informal(struct derive_memory *memory, struct slice text)
{
	struct known_words *known = words_of(memory, text);

	if (!known->informal_asked) {
		known->informal = names_informal(memory->tables, normalize_for_comparison(memory->scratch, text), memory->scratch);
		known->informal_asked = true;
	}
	return known->informal;
}
