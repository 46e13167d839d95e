/* Pass one: from rows to plans and their byte ranges. */
#include "readers/flat/flat_index.h"

#include "base/platform/platform.h"
#include "base/text_builder.h"
#include "model/values/value_read.h"
#include "text/cp932/cp932.h"
#include "text/unicode/normalize.h"

#include <string.h>

enum {
	LONGEST_KEY_PART = 256, /* bytes; what is longer is nobody's key */
	FORGET_AFTER = 8 << 20  /* bytes that were passed before their pages are given back */
};

/* The walk over the rows. */
struct indexing {
	struct flat_index *index;
	struct csv_scanner *scanner;
	struct finding_list *findings;
	struct csv_row row;
	struct slice raw[FLAT_KEY_PARTS]; /* of the row before, undecoded */
	uint32_t entry;                   /* of the row before, index + 1 */
	bool said_nobody;
};

struct slice flat_comparable(struct arena *arena, struct slice text)
{
	struct slice name = normalize_for_comparison(arena, text);

	while (name.length > 1 && name.data[0] == '0' && slice_is_digits(name))
		name = slice_part(name, 1, name.length);
	return name;
}

static struct slice decoded(struct indexing *at, struct slice raw)
{
	struct text_builder text;

	if (at->index->header->source->encoding == ENCODING_UTF8 || !raw.length)
		return raw;
	text_builder_init(&text, &at->index->scratch);
	cp932_add_decoded(&text, raw);
	return text_builder_finish(&text);
}

/* What a key cell compares as: days for dates that can be read. */
static struct slice comparable(struct indexing *at, enum flat_key_part part, struct slice raw)
{
	struct arena *scratch = &at->index->scratch;
	struct slice text = slice_trim(decoded(at, raw));
	int32_t day;

	if ((part == FLAT_PLAN_DATE || part == FLAT_ASSESSED_ON) && date_read(text, &day))
		return arena_print(scratch, "%ld", (long)day);
	return flat_comparable(scratch, text);
}

/* ---- entries ---- */

static struct slice joined(struct arena *arena, const struct slice *parts)
{
	struct text_builder key;

	text_builder_init(&key, arena);
	for (unsigned i = 0; i < FLAT_KEY_PARTS; i++) {
		text_builder_add(&key, parts[i]);
		text_builder_add_char(&key, '\x1f');
	}
	return text_builder_finish(&key);
}

static void add_person(struct flat_index *index, struct slice person, uint32_t entry)
{
	uint32_t first = name_table_find(&index->persons, person);

	if (first == NAME_NOT_FOUND) {
		name_table_add(&index->persons, person, entry);
		return;
	}
	index->entries[entry - 1].next_of_person = index->entries[first - 1].next_of_person;
	index->entries[first - 1].next_of_person = entry;
}

static uint32_t entry_of(struct flat_index *index, const struct slice *parts)
{
	struct slice key = joined(&index->scratch, parts);
	uint32_t found = name_table_find(&index->keys, key);

	if (found != NAME_NOT_FOUND)
		return found;
	index->entries = arena_with_room(index->arena, index->entries, index->count, &index->capacity, sizeof *index->entries);
	struct flat_entry *entry = &index->entries[index->count++];

	*entry = (struct flat_entry){.first = 0};
	for (unsigned i = 0; i < FLAT_KEY_PARTS; i++)
		entry->parts[i] = arena_copy(index->arena, parts[i]);
	name_table_add(&index->keys, arena_copy(index->arena, key), (uint32_t)index->count);
	add_person(index, entry->parts[FLAT_PERSON], (uint32_t)index->count);
	return (uint32_t)index->count;
}

static void add_row(struct flat_index *index, uint32_t number, uint64_t from, uint64_t to)
{
	struct flat_entry *entry = &index->entries[number - 1];

	if (entry->last && index->ranges[entry->last - 1].to == from) {
		index->ranges[entry->last - 1].to = to;
		return;
	}
	index->ranges = arena_with_room(index->arena, index->ranges, index->range_count, &index->range_capacity, sizeof *index->ranges);
	index->ranges[index->range_count++] = (struct flat_range){from, to, 0};
	if (entry->last)
		index->ranges[entry->last - 1].next = (uint32_t)index->range_count;
	else
		entry->first = (uint32_t)index->range_count;
	entry->last = (uint32_t)index->range_count;
}

/* ---- rows ---- */

static struct slice key_cell(const struct indexing *at, enum flat_key_part part)
{
	unsigned column = at->index->columns[part];

	if (!column || column > at->row.count)
		return slice_of(NULL, 0);
	return slice_part(at->scanner->cells[column - 1].content, 0, LONGEST_KEY_PART);
}

/* A row of empty cells is what spreadsheets leave below a table. */
static bool is_empty(const struct indexing *at)
{
	for (uint64_t i = at->row.offset; i < at->row.offset + at->row.length; i++) {
		char c = at->scanner->bytes.data[i];

		if (c != ',' && c != '"' && c != ' ' && c != '\t')
			return false;
	}
	return true;
}

/* The entry of the row; 0 when it is nobody's. */
static uint32_t place_row(struct indexing *at)
{
	struct slice parts[FLAT_KEY_PARTS];
	bool same = at->entry != 0;

	for (unsigned i = 0; i < FLAT_KEY_PARTS; i++) {
		struct slice raw = key_cell(at, (enum flat_key_part)i);

		same = same && (!raw.length || slice_equal(raw, at->raw[i]));
	}
	if (same)
		return at->entry;
	arena_reset(&at->index->scratch);
	for (unsigned i = 0; i < FLAT_KEY_PARTS; i++)
		parts[i] = comparable(at, (enum flat_key_part)i, key_cell(at, (enum flat_key_part)i));
	const struct slice *above = at->entry ? at->index->entries[at->entry - 1].parts : NULL;

	if (above && (!parts[FLAT_PERSON].length || slice_equal(parts[FLAT_PERSON], above[FLAT_PERSON])))
		for (unsigned i = 0; i < FLAT_KEY_PARTS; i++)
			parts[i] = parts[i].length ? parts[i] : above[i];
	for (unsigned i = 0; i < FLAT_KEY_PARTS; i++)
		at->raw[i] = key_cell(at, (enum flat_key_part)i);
	return parts[FLAT_PERSON].length ? entry_of(at->index, parts) : 0;
}

static void report_nobody(struct indexing *at)
{
	struct place place = {at->index->header->source, at->row.offset, at->row.length};

	if (!at->said_nobody)
		finding_add_builtin(at->findings, BUILTIN_FLAT_NO_PERSON, place, NULL, 0);
	at->said_nobody = true;
}

/* False at a row whose quote is never closed: nothing behind it can be told. */
static bool take_row(struct indexing *at)
{
	if (at->row.oddities & CSV_UNTERMINATED) {
		struct place place = {at->index->header->source, at->row.odd_at, 1};

		finding_add_builtin(at->findings, BUILTIN_FLAT_OPEN_QUOTE, place, NULL, 0);
		return false;
	}
	if (is_empty(at))
		return true;
	at->entry = place_row(at);
	if (at->entry)
		add_row(at->index, at->entry, at->row.offset, at->row.next);
	else
		report_nobody(at);
	return true;
}

/* ---- columns ---- */

static unsigned column_of(const struct flat_header *header, enum field field)
{
	for (size_t i = 0; i < header->count; i++)
		if (header->headings[i].state == HEADING_READ && header->headings[i].column->field == field)
			return (unsigned)i + 1;
	return 0;
}

static bool find_columns(struct flat_index *index, struct finding_list *findings)
{
	const struct flat_header *header = index->header;
	struct place place = {header->source, header->offset, 0};
	struct slice wanted = findings->english ? SLICE_OF("the insured number or the name") : SLICE_OF("被保険者番号か利用者氏名");

	index->columns[FLAT_PERSON] = column_of(header, Plan_insured_no);
	if (!index->columns[FLAT_PERSON])
		index->columns[FLAT_PERSON] = column_of(header, User_name);
	index->columns[FLAT_INSURER] = column_of(header, Plan_insurer_no);
	index->columns[FLAT_PLAN_DATE] = column_of(header, Plan_plan_date);
	index->columns[FLAT_ASSESSED_ON] = column_of(header, Assessment_date);
	if (!index->columns[FLAT_PERSON])
		finding_add_builtin(findings, BUILTIN_FLAT_NO_KEY, place, &wanted, 1);
	return index->columns[FLAT_PERSON] != 0;
}

bool flat_index_build(struct flat_index *index, struct arena *arena, struct csv_scanner *scanner, const struct flat_header *header,
		      struct finding_list *findings)
{
	struct indexing at = {.index = index, .scanner = scanner, .findings = findings};
	struct source *source = header->source;
	uint64_t forgotten = header->rows_from;
	size_t wanted = 0;

	*index = (struct flat_index){.arena = arena, .header = header};
	arena_init_inner(&index->scratch, arena);
	name_table_init(&index->keys, arena);
	name_table_init(&index->persons, arena);
	if (!find_columns(index, findings))
		return false;
	for (unsigned i = 0; i < FLAT_KEY_PARTS; i++)
		wanted = index->columns[i] > wanted ? index->columns[i] : wanted;
	csv_scanner_init(scanner, arena, source->bytes);
	scanner->recovers = false;
	csv_scanner_seek(scanner, header->rows_from, source->bytes.length);
	while (csv_scanner_skim(scanner, &at.row, wanted) && take_row(&at)) {
		if (!source->file || at.row.offset - forgotten < FORGET_AFTER)
			continue;
		platform_file_forget(source->file, forgotten, at.row.offset);
		forgotten = at.row.offset;
	}
	if (!index->count)
		finding_add_builtin(findings, BUILTIN_FLAT_NO_ROWS, (struct place){source, header->offset, header->length}, NULL, 0);
	return true;
}

uint32_t flat_index_person(const struct flat_index *index, struct slice comparable)
{
	uint32_t first = name_table_find(&index->persons, comparable);

	return first == NAME_NOT_FOUND ? 0 : first;
}

void flat_index_release(struct flat_index *index)
{
	arena_release(&index->scratch);
}
