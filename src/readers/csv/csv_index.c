/* Pass one: from files to plans and their byte ranges. */
#include "readers/csv/csv_index.h"

#include <stdlib.h>
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
	struct slice version;   /* of the row before */
	uint32_t plan;          /* of the row before, index + 1 */
	bool said_blank_line, said_line_break, said_month;
};

static enum csv_role csv_role_of(const struct record_layout *layout)
{
	if (layout->form == FORM_TABLE1)
		return CSV_TABLE1;
	if (layout->form == FORM_TABLE2)
		return CSV_TABLE2;
	if (layout->form == FORM_TABLE3)
		return CSV_TABLE3;
	return layout->form == FORM_NONE && layout->plan_date && layout->target_month ? CSV_SUPPLEMENT : CSV_NO_ROLE;
}

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

	report(at, builtin, there ? cell->offset : at->row.offset + at->row.length, there ? cell->length : 0,
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
	else if (holds(layout->earlier_versions, layout->earlier_version_count, version))
		report_item(at, BUILTIN_CSV_VERSION_EARLIER, 1, version, layout->versions[0]);
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

/* Says what is wrong with a row as such; false when it cannot be used. */
static bool accept_row(struct indexing *at, bool first)
{
	const struct csv_row *row = &at->row;
	struct slice type = at->file->layout->file_type;

	if (row->blank_line_before && !at->said_blank_line) {
		at->said_blank_line = true;
		report(at, BUILTIN_CSV_BLANK_LINE, row->offset, 0, NULL, 0);
	}
	if (row->ends_without_cr && !at->said_line_break) {
		at->said_line_break = true;
		report(at, BUILTIN_CSV_LINE_BREAK, row->offset + row->length, 1, NULL, 0);
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

/* ---- plans and ranges ---- */

static uint32_t hash_of(const char *key, size_t length)
{
	uint64_t hash = slice_hash(slice_of(key, length));

	return (uint32_t)(hash ^ hash >> 32);
}

static void grow_slots(struct csv_index *index)
{
	index->slot_count = index->slot_count ? index->slot_count * 2 : FIRST_SLOTS;
	index->slots = arena_array(index->arena, uint32_t, index->slot_count);
	for (size_t i = 0; i < index->plan_count; i++) {
		size_t slot = index->plans[i].hash & (index->slot_count - 1);

		while (index->slots[slot])
			slot = (slot + 1) & (index->slot_count - 1);
		index->slots[slot] = (uint32_t)i + 1;
	}
}

/* The plan of a key, index + 1; made when it is new. */
static uint32_t find_plan(struct csv_index *index, const char *key, size_t length)
{
	uint32_t hash = hash_of(key, length);

	if ((index->plan_count + 1) * 2 > index->slot_count)
		grow_slots(index);
	size_t slot = hash & (index->slot_count - 1);

	for (; index->slots[slot]; slot = (slot + 1) & (index->slot_count - 1)) {
		const struct csv_plan_entry *plan = &index->plans[index->slots[slot] - 1];

		if (plan->hash == hash && plan->key_length == length && memcmp(plan->key, key, length) == 0)
			return index->slots[slot];
	}
	char *copy = arena_allocate_bytes(index->arena, length);

	memcpy(copy, key, length);
	index->plans = arena_with_room(index->arena, index->plans, index->plan_count, &index->plan_capacity, sizeof *index->plans);
	index->plans[index->plan_count++] = (struct csv_plan_entry){.key = copy, .key_length = (uint32_t)length, .hash = hash};
	return index->slots[slot] = (uint32_t)index->plan_count;
}

static void add_rows(struct csv_index *index, uint32_t plan_number, uint32_t file, uint64_t from, uint64_t to)
{
	struct csv_plan_entry *plan = &index->plans[plan_number - 1];

	if (plan->last) {
		struct csv_range *last = &index->ranges[plan->last - 1];

		if (last->file == file && last->to == from) {
			last->to = to;
			return;
		}
	}
	index->ranges = arena_with_room(index->arena, index->ranges, index->range_count, &index->range_capacity, sizeof *index->ranges);
	index->ranges[index->range_count++] = (struct csv_range){from, to, file, 0};
	if (plan->last)
		index->ranges[plan->last - 1].next = (uint32_t)index->range_count;
	else
		plan->first = (uint32_t)index->range_count;
	plan->last = (uint32_t)index->range_count;
}

static size_t add_key_part(char *key, size_t length, struct slice part)
{
	if (part.length)
		memcpy(key + length, part.data, part.length);
	return length + part.length;
}

/* The plan of the row, index + 1; 0 when it is nobody's or goes with another form. */
static uint32_t plan_of_row(struct indexing *at)
{
	const struct record_layout *layout = at->file->layout;
	struct slice insured = key_part(at, layout->insured), date = key_part(at, layout->plan_date);
	char key[3 * LONGEST_KEY_PART + 2];
	size_t length;

	if (!insured.length) {
		report_item(at, BUILTIN_CSV_NO_PERSON, layout->insured, insured, insured);
		return 0;
	}
	if (at->file->role == CSV_SUPPLEMENT && is_all(date, '0')) {
		if (!at->said_month)
			report_item(at, BUILTIN_CSV_SUPPLEMENT_OF_MONTH, layout->plan_date, date, date);
		at->said_month = true;
		return 0;
	}
	length = add_key_part(key, 0, key_part(at, layout->insurer));
	key[length++] = CSV_KEY_SEPARATOR;
	length = add_key_part(key, length, insured);
	key[length++] = CSV_KEY_SEPARATOR;
	length = add_key_part(key, length, date);
	if (at->plan) {
		const struct csv_plan_entry *before = &at->index->plans[at->plan - 1];

		if (before->key_length == length && memcmp(before->key, key, length) == 0)
			return at->plan;
	}
	return find_plan(at->index, key, length);
}

unsigned csv_key_columns(const struct record_layout *layout)
{
	unsigned last = layout->insurer > layout->insured ? layout->insurer : layout->insured;

	return layout->plan_date > last ? layout->plan_date : last;
}

static void index_file(struct indexing *at)
{
	struct source *source = at->file->source;
	struct slice type = at->file->layout->file_type;
	unsigned wanted = csv_key_columns(at->file->layout);
	bool first = true;

	if (source->encoding == ENCODING_UTF8 && source->bytes.length > source->mark_length)
		report(at, source->mark_length ? BUILTIN_CSV_BYTE_ORDER_MARK : BUILTIN_CSV_UTF8, 0, 0, NULL, 0);
	csv_scanner_init(at->scanner, at->index->arena, source->bytes);
	csv_scanner_seek(at->scanner, source->mark_length, source->bytes.length);
	at->scanner->lead = wanted;
	for (; csv_scanner_skim(at->scanner, &at->row, wanted); first = false) {
		if (!accept_row(at, first))
			continue;
		/* A row with the keys of the one before goes on with its plan. */
		if (!at->plan || !at->row.repeated) {
			check_version(at);
			at->plan = plan_of_row(at);
		}
		if (at->plan)
			add_rows(at->index, at->plan, at->file_number, at->row.offset, at->row.next);
	}
	if (first)
		report(at, BUILTIN_CSV_NO_ROWS, 0, 0, &type, 1);
}

/* ---- files ---- */

/* The parts of a file name that files sent together share (standard, file names of 4.1 and 3.x). */
static void find_transmission(struct csv_file *file)
{
	struct slice path = file->source->path, name, type = file->layout->file_type;
	size_t start = path.length;

	while (start > 0 && path.data[start - 1] != '/')
		start--;
	file->folder = slice_part(path, 0, start);
	name = slice_part(path, start, path.length);
	if (slice_starts_with(name, type) && name.length > type.length && name.data[type.length] == '_')
		name = slice_part(name, type.length + 1, name.length);
	else
		name = slice_of(NULL, 0); /* known by its rows: belongs with whatever lies beside it */
	if (file->layout->target_month && name.length > 7 && name.data[6] == '_' && slice_is_digits(slice_part(name, 0, 6)))
		name = slice_part(name, 7, name.length);
	file->transmission = slice_part(name, 0, slice_find(name, SLICE_OF("."), 0));
}

static int compare_files(const void *a, const void *b)
{
	const struct csv_file *left = a, *right = b;
	int by_path = slice_compare(left->source->path, right->source->path);

	if (left->role != right->role)
		return left->role < right->role ? -1 : 1;
	return by_path;
}

static int compare_transmissions(const void *a, const void *b)
{
	const struct csv_file *left = *(const struct csv_file *const *)a, *right = *(const struct csv_file *const *)b;
	int by_folder = slice_compare(left->folder, right->folder);

	return by_folder ? by_folder : slice_compare(left->transmission, right->transmission);
}

/* Numbers the transmissions and notes what each one holds. */
static void group_files(struct csv_index *index)
{
	struct csv_file **sorted = arena_array(index->arena, struct csv_file *, index->file_count);
	uint32_t group = 0;

	index->group_roles = arena_array(index->arena, unsigned, index->file_count);
	for (size_t i = 0; i < index->file_count; i++)
		sorted[i] = &index->files[i];
	if (index->file_count)
		qsort(sorted, index->file_count, sizeof *sorted, compare_transmissions);
	for (size_t i = 0; i < index->file_count; i++) {
		if (i > 0 && compare_transmissions(&sorted[i - 1], &sorted[i]) != 0)
			group++;
		sorted[i]->group = group;
		if (sorted[i]->role < CSV_ROLE_COUNT)
			index->group_roles[group] |= 1u << sorted[i]->role;
	}
}

void csv_index_build(struct csv_index *index, struct arena *arena, struct csv_scanner *scanner, struct source *const *sources,
		     const struct record_layout *const *layouts, size_t count, struct finding_list *findings)
{
	*index = (struct csv_index){.arena = arena, .file_count = count};
	index->files = arena_array(arena, struct csv_file, count);
	for (size_t i = 0; i < count; i++) {
		index->files[i] = (struct csv_file){.source = sources[i], .layout = layouts[i], .role = csv_role_of(layouts[i])};
		find_transmission(&index->files[i]);
	}
	if (count)
		qsort(index->files, count, sizeof *index->files, compare_files);
	group_files(index);
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
}

struct slice csv_plan_date(const struct csv_plan_entry *plan)
{
	size_t start = plan->key_length;

	while (start > 0 && plan->key[start - 1] != CSV_KEY_SEPARATOR)
		start--;
	return slice_of(plan->key + start, plan->key_length - start);
}
