/* Pass one: from files to plans and their byte ranges. */
#include "readers/csv/conformance/csv_file_check.h"

#include "readers/csv/join/csv_withdrawal.h"

#include <string.h>

enum {
	LONGEST_KEY_PART = 64, /* far beyond the 10 of an insured number: what is longer is nobody's key */
	FIRST_SLOTS = 1024
};

/* One file being indexed, and what was already said about it. */
struct indexing {
	struct csv_index *index;
	struct csv_scanner *scanner;
	struct finding_list *findings;
	const struct csv_file *file;
	uint32_t file_number;
	struct csv_row row;
	struct csv_file_check check;
	struct slice version;   /* of the row before */
	uint32_t entry;         /* of the row before, index + 1 */
	bool said_blank_line, said_line_break, said_nothing;
};

struct slice csv_item_title(struct arena *arena, const struct record_layout *layout, const struct layout_item *item)
{
	return arena_print(arena, "%.*s %u %.*s", SLICE_PRINT(layout->file_type), item->number, SLICE_PRINT(item->name));
}

/* ---- findings about files ---- */

static void report(const struct indexing *at, enum builtin_finding builtin, uint64_t offset, uint64_t length,
		   const struct slice *arguments, size_t count)
{
	struct place place = {at->file->source, offset, length};

	finding_add_builtin(at->findings, builtin, place, arguments, count);
}

static void report_item(const struct indexing *at, enum builtin_finding builtin, unsigned number, struct slice second,
			struct slice third)
{
	const struct record_layout *layout = at->file->layout;
	const struct csv_cell *cell = &at->scanner->cells[number - 1];
	struct slice title = csv_item_title(at->findings->arena, layout, &layout->items[number - 1]);
	bool there = number <= at->row.count;

	report(at, builtin, there ? csv_cell_offset(at->scanner, cell) : at->row.offset + at->row.length, there ? cell->length : 0,
	       (const struct slice[]){title, second, third, layout->edition}, 4);
}

/* ---- what a row must be ---- */

static bool is_all(struct slice text, char character)
{
	for (size_t i = 0; i < text.length; i++)
		if (text.data[i] != character)
			return false;
	return text.length > 0;
}

static struct slice key_part(const struct indexing *at, unsigned number)
{
	if (!number || number > at->row.count)
		return slice_of(NULL, 0);
	return slice_part(at->scanner->cells[number - 1].content, 0, LONGEST_KEY_PART);
}

static bool holds(const struct slice *texts, size_t count, struct slice text)
{
	for (size_t i = 0; i < count; i++)
		if (slice_equal(texts[i], text))
			return true;
	return false;
}

static void check_version(struct indexing *at)
{
	const struct record_layout *layout = at->file->layout;
	struct slice version = key_part(at, 1);

	if (slice_equal(version, at->version) && at->version.data)
		return;
	if (at->version.data)
		report_item(at, BUILTIN_CSV_VERSION_MIXED, 1, version, at->version);
	else if (holds(layout->earlier_versions, layout->earlier_version_count, version) ||
		 (layout->followed_by.length && holds(layout->versions, layout->version_count, version)))
		report_item(at, BUILTIN_CSV_VERSION_EARLIER, 1, version,
			    layout->followed_by.length ? layout->followed_by : layout->versions[0]);
	else if (!holds(layout->versions, layout->version_count, version))
		report_item(at, BUILTIN_CSV_VERSION_UNKNOWN, 1, version, layout->versions[0]);
	at->version = version;
}

/* A first row whose version and insurer are words, not numbers. */
static bool is_header(const struct indexing *at)
{
	struct slice first = key_part(at, 1), second = key_part(at, 2);

	return first.length && second.length && !slice_is_digits(first) && !slice_is_digits(second);
}

static bool ends_in_cr_alone(const struct indexing *at)
{
	uint64_t end = at->row.offset + at->row.length;

	return at->row.next == end + 1 && at->scanner->bytes.data[end] == '\r';
}

/* Says what is wrong with a row as such; false when it cannot be used. */
static bool accept_row(struct indexing *at, bool first)
{
	const struct csv_row *row = &at->row;
	struct slice type = at->file->layout->file_type;

	if (row->blank_line_before && !at->said_blank_line) {
		at->said_blank_line = true;
		report(at, BUILTIN_CSV_BLANK_LINE, row->offset, 0, NULL, 0);
	}
	if (!at->said_line_break && (row->ends_without_cr || ends_in_cr_alone(at))) {
		at->said_line_break = true;
		report(at, BUILTIN_CSV_LINE_BREAK, row->offset + row->length, 1,
		       (const struct slice[]){row->ends_without_cr ? SLICE_OF("LF") : SLICE_OF("CR")}, 1);
	}
	if (row->oddities & CSV_UNTERMINATED) {
		report(at, BUILTIN_CSV_OPEN_QUOTE, row->odd_at, 1, &type, 1);
		return false;
	}
	if (row->count == 1 && slice_equal(at->scanner->cells[0].content, SLICE_OF("\x1a")))
		return false; /* the end-of-file mark of old systems */
	if (first && is_header(at)) {
		struct slice quoted = slice_part(at->file->source->bytes, row->offset, row->offset + row->length);
		bool readable = at->file->source->encoding == ENCODING_UTF8 && quoted.length < LONGEST_KEY_PART;

		report(at, BUILTIN_CSV_HEADER_ROW, row->offset, row->length,
		       (const struct slice[]){readable ? quoted : at->file->layout->items[0].name}, 1);
		return false;
	}
	return true;
}

/* ---- entries and ranges ---- */

static uint32_t hash_of(const char *key, size_t length)
{
	uint64_t hash = slice_hash(slice_of(key, length));

	return (uint32_t)(hash ^ hash >> 32);
}

static void grow_slots(struct csv_index *index)
{
	index->slot_count = index->slot_count ? index->slot_count * 2 : FIRST_SLOTS;
	index->slots = arena_room_move(index->slot_room, NULL, 0, index->slot_count, sizeof *index->slots);
	memset(index->slots, 0, index->slot_count * sizeof *index->slots);
	for (size_t i = 0; i < index->entry_count; i++) {
		size_t slot = index->entries[i].hash & (index->slot_count - 1);

		while (index->slots[slot])
			slot = (slot + 1) & (index->slot_count - 1);
		index->slots[slot] = (uint32_t)i + 1;
	}
}

/* The slot of a key, or the free one where it would stand. */
static uint32_t *slot_of(const struct csv_index *index, struct slice key, uint32_t hash)
{
	size_t slot = hash & (index->slot_count - 1);

	for (; index->slots[slot]; slot = (slot + 1) & (index->slot_count - 1)) {
		const struct csv_entry *entry = &index->entries[index->slots[slot] - 1];

		if (entry->hash == hash && entry->key_length == key.length && memcmp(entry->key, key.data, key.length) == 0)
			break;
	}
	return &index->slots[slot];
}

/* The entry of a key, index + 1; made when it is new. */
static uint32_t find_entry(struct csv_index *index, struct slice key, enum csv_about about)
{
	uint32_t hash = hash_of(key.data, key.length);

	if ((index->entry_count + 1) * 2 > index->slot_count)
		grow_slots(index);
	uint32_t *slot = slot_of(index, key, hash);

	if (*slot)
		return *slot;
	char *copy = arena_allocate_bytes(index->arena, key.length);

	memcpy(copy, key.data, key.length);
	index->entries = arena_room_for_one(index->entry_room, index->entries, index->entry_count, &index->entry_capacity, sizeof *index->entries);
	index->entries[index->entry_count++] =
		(struct csv_entry){.key = copy, .key_length = (uint32_t)key.length, .hash = hash, .about = about};
	return *slot = (uint32_t)index->entry_count;
}

static void add_rows(struct csv_index *index, uint32_t number, uint32_t file, uint64_t from, uint64_t to)
{
	struct csv_entry *entry = &index->entries[number - 1];

	if (entry->last) {
		struct csv_range *last = &index->ranges[entry->last - 1];

		if (last->file == file && last->to == from) {
			last->to = to;
			return;
		}
	}
	index->ranges = arena_room_for_one(index->range_room, index->ranges, index->range_count, &index->range_capacity, sizeof *index->ranges);
	index->ranges[index->range_count++] = (struct csv_range){from, to, file, 0};
	if (entry->last)
		index->ranges[entry->last - 1].next = (uint32_t)index->range_count;
	else
		entry->first = (uint32_t)index->range_count;
	entry->last = (uint32_t)index->range_count;
}

/* ---- keys ---- */

enum { LONGEST_KEY = 3 * LONGEST_KEY_PART + 3 };

static size_t add_key_part(char *key, size_t length, struct slice part)
{
	if (part.length)
		memcpy(key + length, part.data, part.length);
	return length + part.length;
}

static struct slice make_key(const struct indexing *at, char *room, enum csv_about about, struct slice which)
{
	const struct record_layout *layout = at->file->layout;
	size_t length = add_key_part(room, 0, key_part(at, layout->insurer));

	room[length++] = CSV_KEY_SEPARATOR;
	length = add_key_part(room, length, key_part(at, layout->insured));
	room[length++] = CSV_KEY_SEPARATOR;
	room[length++] = (char)about;
	return slice_of(room, add_key_part(room, length, which));
}

/* What the rows of a file type make up. A supplement may belong to a month: its rows tell. */
static enum csv_about about_of(const struct record_layout *layout)
{
	unsigned roles = layout->role == CSV_WITHDRAWAL ? layout->withdraws : 1u << layout->role;

	if (layout->consulted_on)
		return CSV_ABOUT_BASICS;
	if (roles & (1u << CSV_PREVENTION | 1u << CSV_PREVENTION_TABLE))
		return CSV_ABOUT_PREVENTION;
	return roles & (1u << CSV_PLANNED | 1u << CSV_ACTUAL | 1u << CSV_UNITS) ? CSV_ABOUT_MONTH : CSV_ABOUT_PLAN;
}

static unsigned date_column(const struct record_layout *layout, enum csv_about about)
{
	return about == CSV_ABOUT_MONTH ? layout->target_month : about == CSV_ABOUT_BASICS ? layout->consulted_on : layout->plan_date;
}

/* The target month stands far behind the other columns of a supplement: looked at only where there is no plan date. */
static struct slice month_of_supplement(struct indexing *at)
{
	uint64_t next = at->row.next, end = at->scanner->end;

	csv_scanner_seek(at->scanner, at->row.offset, next);
	csv_scanner_skim(at->scanner, &at->row, at->file->layout->target_month);
	csv_scanner_seek(at->scanner, next, end);
	return key_part(at, at->file->layout->target_month);
}

/* The entry of the row, index + 1; 0 when it is nobody's or belongs to nothing. */
static uint32_t entry_of_row(struct indexing *at)
{
	const struct record_layout *layout = at->file->layout;
	enum csv_about about = about_of(layout);
	struct slice insured = key_part(at, layout->insured), which = key_part(at, date_column(layout, about));
	char room[LONGEST_KEY];

	if (!insured.length) {
		report_item(at, BUILTIN_CSV_NO_PERSON, layout->insured, insured, insured);
		return 0;
	}
	if (at->file->role == CSV_SUPPLEMENT && (!which.length || is_all(which, '0'))) {
		which = month_of_supplement(at);
		about = CSV_ABOUT_MONTH;
		if (!which.length || is_all(which, '0')) {
			if (!at->said_nothing)
				report_item(at, BUILTIN_CSV_SUPPLEMENT_OF_NOTHING, layout->plan_date, which, which);
			at->said_nothing = true;
			return 0;
		}
	}
	struct slice key = make_key(at, room, about, which);

	if (at->file->role == CSV_WITHDRAWAL) {
		uint32_t found = at->index->slot_count ? *slot_of(at->index, key, hash_of(key.data, key.length)) : 0;

		csv_withdraw(at->index, at->file, at->scanner, &at->row, found, at->findings);
		return 0;
	}
	if (at->entry) {
		const struct csv_entry *before = &at->index->entries[at->entry - 1];

		if (before->key_length == key.length && memcmp(before->key, key.data, key.length) == 0)
			return at->entry;
	}
	return find_entry(at->index, key, about);
}

/* How many columns from the first hold all of a layout's key. */
static unsigned key_columns(const struct record_layout *layout)
{
	unsigned last = layout->insurer > layout->insured ? layout->insurer : layout->insured;
	unsigned date = date_column(layout, about_of(layout));

	if (layout->role == CSV_WITHDRAWAL)
		return (unsigned)layout->count;
	return date > last ? date : last;
}

/* ASCII is Shift_JIS as much as it is UTF-8. Asked of files taken for UTF-8 alone, and most show it soon. */
static bool is_ascii(struct slice bytes)
{
	size_t at = 0;
	uint64_t eight;

	for (; at + sizeof eight <= bytes.length; at += sizeof eight) {
		memcpy(&eight, bytes.data + at, sizeof eight);
		if (eight & UINT64_C(0x8080808080808080))
			return false;
	}
	for (; at < bytes.length; at++)
		if ((unsigned char)bytes.data[at] >= 0x80)
			return false;
	return true;
}

static void index_file(struct indexing *at)
{
	struct source *source = at->file->source;
	struct slice type = at->file->layout->file_type;
	unsigned wanted = key_columns(at->file->layout);
	bool first = true;

	csv_file_check_begin(&at->check, at->file, at->findings);
	if (csv_file_check_columns(&at->check) > wanted)
		wanted = csv_file_check_columns(&at->check);
	if (source->encoding == ENCODING_UTF8 && source->bytes.length > source->mark_length &&
	    (source->mark_length || !is_ascii(source->bytes)))
		report(at, source->mark_length ? BUILTIN_CSV_BYTE_ORDER_MARK : BUILTIN_CSV_UTF8, 0, 0, NULL, 0);
	csv_scanner_init(at->scanner, at->index->arena, source->bytes);
	csv_scanner_seek(at->scanner, source->mark_length, source->bytes.length);
	for (; first ? csv_scanner_read(at->scanner, &at->row) : csv_scanner_pass(at->scanner, &at->row, wanted); first = false) {
		source_passed(source, at->row.offset, at->row.next);
		if (!accept_row(at, first))
			continue;
		/* A row with the keys of the one before goes on with its plan; of a supplement the month may stand behind them. */
		if (!at->entry || at->row.repeated < wanted || at->file->role == CSV_SUPPLEMENT) {
			check_version(at);
			if (first)
				csv_file_check_quotes(&at->check, at->scanner, &at->row);
			csv_file_check_row(&at->check, at->scanner, &at->row);
			at->entry = entry_of_row(at);
		}
		if (at->entry)
			add_rows(at->index, at->entry, at->file_number, at->row.offset, at->row.next);
	}
	if (first)
		report(at, BUILTIN_CSV_NO_ROWS, 0, 0, &type, 1);
}

/* ---- all files ---- */

void csv_index_build(struct csv_index *index, struct arena *arena, struct csv_scanner *scanner, struct source *const *sources,
		     const struct record_layout *const *layouts, size_t count, struct finding_list *findings)
{
	*index = (struct csv_index){.arena = arena, .file_count = count};
	index->entry_room = arena_room_new(arena);
	index->range_room = arena_room_new(arena);
	index->slot_room = arena_room_new(arena);
	index->files = arena_array(arena, struct csv_file, count);
	for (size_t i = 0; i < count; i++)
		index->files[i] = (struct csv_file){.source = sources[i], .layout = layouts[i], .role = layouts[i]->role};
	csv_files_arrange(index);
	for (size_t i = 0; i < count; i++) {
		struct indexing at = {.index = index, .scanner = scanner, .findings = findings, .file = &index->files[i],
				      .file_number = (uint32_t)i};

		if (at.file->role != CSV_NO_ROLE) {
			index_file(&at);
			continue;
		}
		report(&at, BUILTIN_CSV_TYPE_NOT_READ, 0, 0,
		       (const struct slice[]){at.file->layout->file_type, at.file->layout->name}, 2);
	}
	csv_transmissions_check(index, findings);
}

/* Where the last part of a key begins: its first byte is the enum csv_about. */
static size_t last_part(const struct csv_entry *entry)
{
	size_t start = entry->key_length;

	while (start > 0 && entry->key[start - 1] != CSV_KEY_SEPARATOR)
		start--;
	return start;
}

struct slice csv_entry_date(const struct csv_entry *entry)
{
	size_t start = last_part(entry) + 1;

	return slice_of(entry->key + start, entry->key_length - start);
}

struct slice csv_entry_person(const struct csv_entry *entry)
{
	return slice_of(entry->key, last_part(entry));
}
