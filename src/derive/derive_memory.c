#include "derive/derive_memory.h"

#include "text/unicode/normalize.h"

#include <string.h>

struct derive_memory *derive_memory_new(struct arena *arena, const struct derive_tables *tables)
{
	struct derive_memory *memory = arena_new(arena, struct derive_memory);

	memory->tables = tables;
	return memory;
}

static size_t place_of(struct slice text)
{
	return (size_t)(slice_glance(text, 0) >> 48) % DERIVE_MEMORY;
}

static bool is_here(const struct remembered_text *known, struct slice text)
{
	return known->length && slice_equal(slice_of(known->bytes, known->length), text);
}

/* A long text is forgotten at once: it has no length. */
static void remember(struct remembered_text *known, struct slice text)
{
	known->length = text.length <= LONGEST_REMEMBERED ? (uint8_t)text.length : 0;
	if (known->length)
		memcpy(known->bytes, text.data, known->length);
}

const struct frequency *derive_memory_frequency(struct derive_memory *memory, struct slice text)
{
	struct known_frequency *known =
		text.length <= LONGEST_REMEMBERED ? &memory->frequencies[place_of(text)] : &memory->long_frequency;

	if (!is_here(&known->text, text)) {
		remember(&known->text, text);
		known->frequency = frequency_read(text);
	}
	return &known->frequency;
}

static struct known_words *words_of(struct derive_memory *memory, struct slice text)
{
	struct known_words *known = text.length <= LONGEST_REMEMBERED ? &memory->words[place_of(text)] : &memory->long_words;

	if (!is_here(&known->text, text)) {
		remember(&known->text, text);
		known->type_asked = known->informal_asked = false;
	}
	return known;
}

const struct service_type *derive_memory_type(struct derive_memory *memory, struct slice text, struct arena *scratch)
{
	struct known_words *known = words_of(memory, text);

	if (!known->type_asked) {
		known->type = service_type_of(memory->tables, normalize_for_comparison(scratch, text), scratch);
		known->type_asked = true;
	}
	return known->type;
}

bool derive_memory_informal(struct derive_memory *memory, struct slice text, struct arena *scratch)
{
	struct known_words *known = words_of(memory, text);

	if (!known->informal_asked) {
		known->informal = names_informal(memory->tables, normalize_for_comparison(scratch, text), scratch);
		known->informal_asked = true;
	}
	return known->informal;
}
