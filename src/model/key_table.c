#include "model/key_table.h"

#include "text/unicode/normalize.h"

#include <assert.h>

/*
 * Adds one name. Aliases that differ only in full-width signs are the same name after normalising; one name for two values is
 * our own mistake.
 */
static void add_name(struct name_table *table, struct slice name, uint32_t value)
{
	struct slice normal = normalize(table->arena, slice_trim(name));

	if (normal.length == 0 || name_table_add(table, normal, value))
		return;
	assert(name_table_find(table, normal) == value);
}

static void add_names(struct name_table *table, struct slice names, uint32_t value)
{
	struct slice name;

	while (slice_next(&names, '|', &name))
		add_name(table, name, value);
}

static void add_forms(struct name_table *table)
{
	for (unsigned form = 0; form < FORM_COUNT; form++) {
		const struct form_info *info = form_info((enum form)form);

		add_name(table, info->name_ja, form);
		add_names(table, info->aliases, form);
		add_name(table, info->name_en, form);
	}
}

void key_table_init(struct key_table *table, struct arena *arena)
{
	for (unsigned kind = 0; kind < RECORD_COUNT; kind++) {
		const struct record_info *record = record_info((enum record_kind)kind);

		name_table_init(&table->keys[kind], arena);
		for (unsigned i = 0; i < record->count; i++) {
			unsigned field = record->first + i;
			const struct field_info *info = field_info((enum field)field);

			add_name(&table->keys[kind], info->name, field);
			add_names(&table->keys[kind], info->names_ja, field);
		}
	}
	for (unsigned kind = 0; kind < ENUM_COUNT; kind++) {
		const struct enum_info *info = enum_info((enum enum_kind)kind);

		name_table_init(&table->words[kind], arena);
		for (unsigned i = 0; i < info->count; i++) {
			add_name(&table->words[kind], info->values[i].name, i);
			add_names(&table->words[kind], info->values[i].names_ja, i);
		}
	}
	name_table_init(&table->forms, arena);
	add_forms(&table->forms);
}

size_t key_table_write(struct block_writer *writer, const struct key_table *table)
{
	size_t at = block_add(writer, table, sizeof *table, 1);

	for (unsigned kind = 0; kind < RECORD_COUNT; kind++)
		name_table_write(writer, BLOCK_FIELD(at, struct key_table, keys) + kind * sizeof *table->keys, &table->keys[kind]);
	for (unsigned kind = 0; kind < ENUM_COUNT; kind++)
		name_table_write(writer, BLOCK_FIELD(at, struct key_table, words) + kind * sizeof *table->words, &table->words[kind]);
	name_table_write(writer, BLOCK_FIELD(at, struct key_table, forms), &table->forms);
	return at;
}

static uint32_t find(const struct name_table *table, struct slice word, struct arena *scratch)
{
	return name_table_find(table, normalize(scratch, slice_trim(word)));
}

enum field field_by_key(const struct key_table *table, enum record_kind record, struct slice key, struct arena *scratch)
{
	assert(record < RECORD_COUNT);
	uint32_t field = find(&table->keys[record], key, scratch);

	return field == NAME_NOT_FOUND ? FIELD_COUNT : (enum field)field;
}

enum field field_by_name(enum record_kind record, struct slice name)
{
	const struct record_info *info = record_info(record);

	for (unsigned i = 0; i < info->count; i++)
		if (slice_equal(field_info((enum field)(info->first + i))->name, name))
			return (enum field)(info->first + i);
	return FIELD_COUNT;
}

/* Counts the names of a record's fields, and writes them down with their fields when the arrays are given. */
static size_t names_of_record(enum record_kind kind, struct slice *names, enum field *fields, struct arena *scratch)
{
	const struct record_info *record = record_info(kind);
	size_t count = 0;

	for (unsigned i = 0; i < record->count; i++) {
		enum field field = (enum field)(record->first + i);
		struct slice rest = field_info(field)->names_ja, name = field_info(field)->name;

		if (field_info(field)->flags & FIELD_DERIVED)
			continue; /* refused as a key: no help to point at it */
		do {
			if (names) {
				names[count] = normalize(scratch, name);
				fields[count] = field;
			}
			count++;
		} while (slice_next(&rest, '|', &name));
	}
	return count;
}

bool key_is_english(struct slice key)
{
	for (size_t i = 0; i < key.length; i++)
		if ((unsigned char)key.data[i] >= 0x80)
			return false;
	return true;
}

enum field field_hint(enum record_kind record, struct slice key, struct arena *scratch)
{
	size_t count = names_of_record(record, NULL, NULL, scratch), kept = 0;
	struct slice *names = arena_array(scratch, struct slice, count);
	enum field *fields = arena_array(scratch, enum field, count);
	struct slice typed = normalize(scratch, slice_trim(key));

	names_of_record(record, names, fields, scratch);
	for (size_t i = 0; i < count; i++) {
		if (key_is_english(names[i]) != key_is_english(typed))
			continue;
		names[kept] = names[i];
		fields[kept++] = fields[i];
	}
	size_t nearest = nearest_name(typed, names, kept);

	return nearest == SIZE_MAX ? FIELD_COUNT : fields[nearest];
}

int enum_value_by_name(const struct key_table *table, enum enum_kind kind, struct slice word, struct arena *scratch)
{
	assert(kind < ENUM_COUNT);
	uint32_t value = find(&table->words[kind], word, scratch);

	return value == NAME_NOT_FOUND ? -1 : (int)value;
}

int enum_value_by_code(enum enum_kind kind, struct slice code)
{
	const struct enum_info *info = enum_info(kind);

	for (unsigned i = 0; code.length && i < info->count; i++)
		if (slice_equal(info->values[i].code, code))
			return (int)i;
	return -1;
}

enum form form_by_name(const struct key_table *table, struct slice name, struct arena *scratch)
{
	uint32_t form = find(&table->forms, name, scratch);

	return form == NAME_NOT_FOUND ? FORM_NONE : (enum form)form;
}
