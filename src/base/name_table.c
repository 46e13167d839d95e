#include "base/name_table.h"

void name_table_init(struct name_table *table, struct arena *arena)
{
	*table = (struct name_table){.arena = arena};
}

static uint32_t hash_of(struct slice name)
{
	uint64_t hash = slice_hash(name);
	uint32_t folded = (uint32_t)(hash ^ hash >> 32);

	return folded ? folded : 1;
}

/* The entry that holds the name, or the free one where it would go. */
static struct name_entry *locate(const struct name_table *table, struct slice name, uint32_t hash)
{
	size_t mask = table->capacity - 1;

	for (size_t at = hash & mask;; at = (at + 1) & mask) {
		struct name_entry *entry = &table->entry[at];

		if (!entry->hash || (entry->hash == hash && slice_equal(entry->name, name)))
			return entry;
	}
}

static void grow(struct name_table *table)
{
	struct name_table larger = *table;

	larger.capacity = table->capacity ? table->capacity * 2 : 32;
	larger.entry = arena_array(table->arena, struct name_entry, larger.capacity);
	for (size_t i = 0; i < table->capacity; i++)
		if (table->entry[i].hash)
			*locate(&larger, table->entry[i].name, table->entry[i].hash) = table->entry[i];
	*table = larger;
}

bool name_table_add(struct name_table *table, struct slice name, uint32_t value)
{
	if ((table->count + 1) * 3 > table->capacity * 2)
		grow(table);
	uint32_t hash = hash_of(name);
	struct name_entry *entry = locate(table, name, hash);

	if (entry->hash)
		return false;
	*entry = (struct name_entry){.name = name, .value = value, .hash = hash};
	table->count++;
	return true;
}

uint32_t name_table_find(const struct name_table *table, struct slice name)
{
	if (table->count == 0)
		return NAME_NOT_FOUND;
	const struct name_entry *entry = locate(table, name, hash_of(name));

	return entry->hash ? entry->value : NAME_NOT_FOUND;
}

void name_table_write(struct block_writer *writer, size_t field, const struct name_table *table)
{
	size_t entries = block_add(writer, table->entry, sizeof *table->entry, table->capacity);

	block_point_nowhere(writer, BLOCK_FIELD(field, struct name_table, arena));
	block_point(writer, BLOCK_FIELD(field, struct name_table, entry), entries);
	for (size_t i = 0; i < table->capacity; i++)
		if (table->entry[i].hash)
			block_point_to_text(writer, BLOCK_FIELD(entries + i * sizeof *table->entry, struct name_entry, name),
					    table->entry[i].name);
}

enum { LONGEST_NAME = 64 }; /* characters; longer names get no hint */

/* Decodes to code points; 0 when too long. Invalid bytes count as characters of their own. */
static size_t characters(struct slice s, uint32_t *out)
{
	size_t count = 0;

	for (size_t i = 0; i < s.length; count++) {
		unsigned char lead = (unsigned char)s.data[i];
		size_t size = lead < 0x80 ? 1 : lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;

		if (count == LONGEST_NAME)
			return 0;
		out[count] = lead;
		for (size_t k = 1; k < size && i + k < s.length; k++)
			out[count] = out[count] << 8 | (unsigned char)s.data[i + k];
		i += size;
	}
	return count;
}

static size_t edit_distance(const uint32_t *a, size_t a_count, const uint32_t *b, size_t b_count)
{
	size_t row[LONGEST_NAME + 1];

	for (size_t j = 0; j <= b_count; j++)
		row[j] = j;
	for (size_t i = 1; i <= a_count; i++) {
		size_t diagonal = row[0];

		row[0] = i;
		for (size_t j = 1; j <= b_count; j++) {
			size_t best = diagonal + (a[i - 1] != b[j - 1]);

			diagonal = row[j];
			if (row[j] + 1 < best)
				best = row[j] + 1;
			if (row[j - 1] + 1 < best)
				best = row[j - 1] + 1;
			row[j] = best;
		}
	}
	return row[b_count];
}

size_t nearest_name(struct slice name, const struct slice *names, size_t count)
{
	uint32_t wanted[LONGEST_NAME], other[LONGEST_NAME];
	size_t length = characters(name, wanted);
	size_t best = SIZE_MAX, best_distance = SIZE_MAX;

	if (!length)
		return SIZE_MAX;
	for (size_t i = 0; i < count; i++) {
		size_t other_length = characters(names[i], other);

		if (!other_length)
			continue;
		size_t distance = edit_distance(wanted, length, other, other_length);
		size_t longer = length > other_length ? length : other_length;

		if (distance * 3 <= longer + 1 && distance < longer && distance < best_distance) {
			best = i;
			best_distance = distance;
		}
	}
	return best;
}
