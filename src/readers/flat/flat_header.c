/* Headings: found in the first rows, each looked up in the office's words and then in the shipped ones. */
#include "readers/flat/flat_header.h"

#include "base/compiler.h"
#include "base/name_table.h"
#include "readers/csv/rows/csv_rows.h"
#include "text/cp932/cp932.h"
#include "text/unicode/normalize.h"
#include "text/unicode/utf8.h"

enum {
	ROWS_LOOKED_AT = 10, /* titles and dates stand above the headings of a printed table, never more than a few rows */
	LONGEST_SHOWN = 60   /* bytes of a heading or first row in a message */
};

static struct slice decoded(struct arena *arena, const struct source *source, struct slice raw)
{
	struct text_builder text;

	if (source->encoding == ENCODING_UTF8)
		return raw;
	text_builder_init(&text, arena);
	cp932_add_decoded(&text, raw);
	return text_builder_finish(&text);
}

static struct csv_scanner *scanner_of(struct arena *arena, struct source *source)
{
	struct csv_scanner *scanner = arena_new(arena, struct csv_scanner);

	csv_scanner_init(scanner, arena, source->bytes);
	csv_scanner_seek(scanner, source->mark_length, source->bytes.length);
	scanner->recovers = false;
	return scanner;
}

/* ---- what a heading means ---- */

static bool holds(const struct flat_names *names, struct slice name)
{
	for (size_t i = 0; i < names->count; i++)
		if (slice_equal(names->items[i], name))
			return true;
	return false;
}

static void add_candidates(struct arena *arena, struct flat_heading *heading, const struct flat_layout *layout)
{
	heading->candidates = arena_array(arena, const struct flat_column *, layout->count);
	for (size_t i = 0; i < layout->count; i++)
		if (holds(&layout->columns[i].maybe, heading->name))
			heading->candidates[heading->candidate_count++] = &layout->columns[i];
	if (heading->candidate_count)
		heading->state = HEADING_AMBIGUOUS;
}

/* True when the layout has something to say about the heading. */
static bool look_up(struct arena *arena, struct flat_heading *heading, const struct flat_layout *layout)
{
	if (!layout || !heading->name.length)
		return false;
	for (size_t i = 0; i < layout->count; i++)
		if (holds(&layout->columns[i].names, heading->name)) {
			heading->state = HEADING_READ;
			heading->column = &layout->columns[i];
			return true;
		}
	if (holds(&layout->ignored, heading->name)) {
		heading->state = HEADING_IGNORED;
		return true;
	}
	add_candidates(arena, heading, layout);
	return heading->candidate_count > 0;
}

static const struct flat_column *column_at(const struct flat_layout *own, size_t position)
{
	for (size_t i = 0; own && i < own->count; i++)
		if (own->columns[i].position == position)
			return &own->columns[i];
	return NULL;
}

/* Do two columns fill the same cell of a plan? */
static bool same_field(const struct flat_heading *a, const struct flat_heading *b)
{
	return a->column && b->column && a->column->path_length == b->column->path_length &&
	       memcmp(a->column->path, b->column->path, sizeof a->column->path) == 0;
}

static void understand(struct arena *arena, struct flat_header *header)
{
	for (size_t i = 0; i < header->count; i++) {
		struct flat_heading *heading = &header->headings[i];
		/* A cell without a word is no heading: it stands above the table or beside it. */
		const struct flat_column *at = heading->name.length ? column_at(header->own, i + 1) : NULL;

		heading->column = at;
		heading->state = at ? HEADING_READ : heading->name.length ? HEADING_UNKNOWN : HEADING_EMPTY;
		if (!at && !look_up(arena, heading, header->own))
			look_up(arena, heading, header->layout);
	}
	for (size_t i = 0; i < header->count; i++)
		for (size_t k = 0; k < i; k++)
			if (same_field(&header->headings[i], &header->headings[k]))
				header->headings[i].state = header->headings[k].state = HEADING_TWICE;
}

/* ---- finding the row ---- */

/* How much of a row are headings of this table; 0: it is none. */
static size_t score(const struct flat_header *header)
{
	size_t known = 0, asked = 0, rows = 0;

	for (size_t i = 0; i < header->count; i++) {
		const struct flat_heading *heading = &header->headings[i];

		if (heading->column) {
			known++;
			rows += heading->column->depth > 0;
		} else if (heading->state == HEADING_AMBIGUOUS) {
			asked++;
			for (size_t k = 0; k < heading->candidate_count; k++)
				rows += heading->candidates[k]->depth > 0;
		}
	}
	return known && known + asked >= 2 && rows ? 2 * known + asked : 0;
}

static void take_row(struct arena *arena, struct flat_header *header, const struct csv_scanner *scanner, const struct csv_row *row)
{
	header->count = row->count < LIMIT_CSV_FIELDS ? row->count : LIMIT_CSV_FIELDS;
	header->headings = arena_array(arena, struct flat_heading, header->count);
	header->offset = row->offset;
	header->length = row->length;
	header->rows_from = row->next;
	for (size_t i = 0; i < header->count; i++) {
		struct flat_heading *heading = &header->headings[i];

		heading->text = slice_trim(decoded(arena, header->source, scanner->cells[i].content));
		heading->name = normalize_for_comparison(arena, heading->text);
		heading->offset = csv_cell_offset(scanner, &scanner->cells[i]);
		heading->length = scanner->cells[i].length;
	}
}

/* The best head seen so far, and how good it is. */
struct best_header {
	const struct flat_header *header;
	size_t score;
};

/* Is this row the head of a table, and better than the best before? */
static void look_at_row(struct arena *arena, const struct flat_layouts *layouts, struct source *source, const struct csv_scanner *scanner,
			const struct csv_row *row, struct best_header *best)
{
	for (unsigned table = 0; table < FLAT_TABLE_COUNT; table++) {
		struct flat_header *header = arena_new(arena, struct flat_header);

		if (!layouts->shipped[table])
			continue;
		*header = (struct flat_header){.layout = layouts->shipped[table], .own = layouts->own[table], .source = source};
		take_row(arena, header, scanner, row);
		understand(arena, header);
		if (score(header) > best->score)
			*best = (struct best_header){header, score(header)};
	}
}

const struct flat_header *flat_header_find(struct arena *arena, const struct flat_layouts *layouts, struct source *source)
{
	struct csv_scanner *scanner = scanner_of(arena, source);
	struct best_header best = {NULL, 0};
	struct csv_row row;

	for (int i = 0; i < ROWS_LOOKED_AT && csv_scanner_read(scanner, &row); i++)
		if (!(row.oddities & CSV_UNTERMINATED))
			look_at_row(arena, layouts, source, scanner, &row, &best);
	return best.header;
}

/* ---- what was not understood ---- */

static void report(const struct flat_header *header, struct finding_list *findings, enum builtin_finding builtin,
		   const struct flat_heading *heading, const struct slice *arguments, size_t count)
{
	struct place place = {header->source, heading->offset, heading->length};

	finding_add_builtin(findings, builtin, place, arguments, count);
}

static struct slice shown(struct slice text)
{
	return utf8_beginning(text, LONGEST_SHOWN);
}

/* 期間 above the 7th, 9th and 14th column, said once. */
static void report_ambiguous(const struct flat_header *header, size_t number, struct finding_list *findings)
{
	const struct flat_heading *heading = &header->headings[number];
	struct text_builder list, columns;

	text_builder_init(&columns, findings->arena);
	for (size_t i = 0; i < header->count; i++) {
		if (header->headings[i].state != HEADING_AMBIGUOUS || !slice_equal(header->headings[i].name, heading->name))
			continue;
		if (i < number)
			return;
		text_builder_print(&columns, columns.length ? findings->english ? ", %zu" : "・%zu" : "%zu", i + 1);
	}

	text_builder_init(&list, findings->arena);
	for (size_t i = 0; i < heading->candidate_count; i++) {
		if (i)
			text_builder_add_string(&list, findings->english ? ", " : "、");
		text_builder_add(&list, heading->candidates[i]->title);
	}
	report(header, findings, BUILTIN_FLAT_AMBIGUOUS, heading,
	       (const struct slice[]){shown(heading->text), text_builder_finish(&list), text_builder_finish(&columns)}, 3);
}

/* Said once, at the second of the columns; all of them are named. */
static void report_twice(const struct flat_header *header, size_t number, struct finding_list *findings)
{
	struct text_builder list;
	size_t before = 0, count = 0;

	text_builder_init(&list, findings->arena);
	for (size_t i = 0; i < header->count; i++) {
		if (!same_field(&header->headings[number], &header->headings[i]))
			continue;
		before += i < number;
		if (count++)
			text_builder_add_string(&list, findings->english ? ", " : "、");
		text_builder_print(&list, findings->english ? "column %zu" : "%zu列目", i + 1);
		text_builder_print(&list, findings->english ? " \"%.*s\"" : "「%.*s」", SLICE_PRINT(shown(header->headings[i].text)));
	}
	if (before == 1)
		report(header, findings, BUILTIN_FLAT_COLUMN_TWICE, &header->headings[number],
		       (const struct slice[]){header->headings[number].column->title, text_builder_finish(&list)}, 2);
}

/* The field whose heading is spelt most like this one; NULL when none is near. */
static const struct flat_column *nearest_column(struct arena *arena, const struct flat_layout *layout, struct slice name)
{
	const struct flat_column **columns;
	struct slice *names;
	size_t count = 0;

	for (size_t i = 0; i < layout->count; i++)
		count += layout->columns[i].names.count;
	names = arena_array(arena, struct slice, count);
	columns = arena_array(arena, const struct flat_column *, count);
	count = 0;
	for (size_t i = 0; i < layout->count; i++)
		for (size_t k = 0; k < layout->columns[i].names.count; k++) {
			columns[count] = &layout->columns[i];
			names[count++] = layout->columns[i].names.items[k];
		}
	size_t nearest = nearest_name(name, names, count);

	return nearest == SIZE_MAX ? NULL : columns[nearest];
}

/* Is the field read from another column? Then an unknown heading near its name is hardly meant for it. */
static bool is_read(const struct flat_header *header, const struct flat_column *column)
{
	for (size_t i = 0; i < header->count; i++)
		if (header->headings[i].column && header->headings[i].column->field == column->field)
			return true;
	return false;
}

static void report_unknown(const struct flat_header *header, struct finding_list *findings)
{
	const struct flat_heading *first = NULL;
	struct text_builder list;
	size_t count = 0;

	text_builder_init(&list, findings->arena);
	for (size_t i = 0; i < header->count; i++) {
		const struct flat_heading *heading = &header->headings[i];

		if (heading->state != HEADING_UNKNOWN)
			continue;
		const struct flat_column *near = nearest_column(findings->arena, header->layout, heading->name);

		first = first ? first : heading;
		if (count++)
			text_builder_add_string(&list, findings->english ? ", " : "、");
		text_builder_print(&list, findings->english ? "\"%.*s\"" : "「%.*s」", SLICE_PRINT(shown(heading->text)));
		if (near && !is_read(header, near))
			text_builder_print(&list, findings->english ? " (did you mean \"%.*s\"?)" : "（「%.*s」のことでしょうか）",
					   SLICE_PRINT(near->title));
	}
	if (first)
		report(header, findings, BUILTIN_FLAT_UNKNOWN_COLUMNS, first,
		       (const struct slice[]){text_builder_finish(&list), arena_print(findings->arena, "%zu", count)}, 2);
}

void flat_header_report(const struct flat_header *header, struct finding_list *findings)
{
	for (size_t i = 0; i < header->count; i++) {
		if (header->headings[i].state == HEADING_AMBIGUOUS)
			report_ambiguous(header, i, findings);
		else if (header->headings[i].state == HEADING_TWICE)
			report_twice(header, i, findings);
	}
	report_unknown(header, findings);
}

/* ---- no headings ---- */

/* What parts the cells of this row when commas do not: signs of one kind in a row of one cell. */
static char other_separator(const struct csv_scanner *scanner, const struct csv_row *row)
{
	static const char separators[] = {'\t', ';'};
	static const size_t enough[] = {1, 2}; /* a semicolon may stand in a title */

	for (size_t i = 0; i < COUNT_OF(separators) && row->count == 1; i++) {
		struct slice text = slice_part(scanner->bytes, row->offset, row->offset + row->length);
		size_t count = 0;

		for (size_t k = 0; k < text.length; k++)
			count += text.data[k] == separators[i];
		if (count >= enough[i])
			return separators[i];
	}
	return '\0';
}

/* The fields of what rows are about, by the first names of their headings. */
static struct slice wanted_headings(struct arena *arena, const struct flat_layout *layout, bool english)
{
	struct text_builder list;

	text_builder_init(&list, arena);
	for (size_t i = 0; layout && i < layout->count; i++) {
		const struct flat_column *column = &layout->columns[i];
		bool cell = column->depth > 0 && (column->kind == KIND_TEXT || column->field == AssessmentItem_no) &&
			    column->field != Service_reason && column->field != Service_provider_code;

		if (!cell && column->field != Plan_insured_no)
			continue;
		if (list.length)
			text_builder_add_string(&list, english ? ", " : "、");
		text_builder_add(&list, column->title);
	}
	return text_builder_finish(&list);
}

void flat_report_no_header(const struct flat_layouts *layouts, struct source *source, struct finding_list *findings)
{
	struct csv_scanner *scanner = scanner_of(findings->arena, source);
	struct csv_row row;
	struct slice arguments[3] = {{NULL, 0}};

	if (csv_scanner_read(scanner, &row)) {
		char separator = other_separator(scanner, &row);
		struct place place = {source, row.offset, row.length};

		if (separator) {
			arguments[0] = separator == ';' ? SLICE_OF("；（;）") : SLICE_OF("タブ");
			arguments[1] = separator == ';' ? SLICE_OF("semicolons") : SLICE_OF("tabs");
			finding_add_builtin(findings, BUILTIN_FLAT_SEPARATOR, place, arguments, 2);
			return;
		}
	}
	arguments[0] = wanted_headings(findings->arena, layouts->shipped[FLAT_PLAN], findings->english);
	arguments[1] = wanted_headings(findings->arena, layouts->shipped[FLAT_ASSESSMENT], findings->english);
	finding_add_builtin(findings, BUILTIN_FLAT_NO_HEADER, (struct place){source, source->mark_length, 0}, arguments, 2);
}

/* ---- explaining ---- */

static void explain_heading(struct text_builder *text, const struct flat_heading *heading, bool english)
{
	switch (heading->state) {
	case HEADING_READ:
		text_builder_add(text, heading->column->title);
		return;
	case HEADING_AMBIGUOUS:
		text_builder_add_string(text, english ? "not read: may mean " : "読みません。どれのことか分かりません：");
		for (size_t i = 0; i < heading->candidate_count; i++) {
			text_builder_add_string(text, i ? english ? ", " : "、" : "");
			text_builder_add(text, heading->candidates[i]->title);
		}
		return;
	case HEADING_TWICE:
		text_builder_add_string(text, english ? "not read: another column is also " : "読みません。ほかの列と重なっています：");
		text_builder_add(text, heading->column->title);
		return;
	case HEADING_UNKNOWN:
		text_builder_add_string(text, english ? "not read: unknown" : "読みません。知らない見出しです");
		return;
	case HEADING_IGNORED:
	case HEADING_EMPTY:
		break;
	}
	text_builder_add_string(text, english ? "not read" : "読みません");
}

struct slice flat_header_explain(struct arena *arena, const struct flat_header *header, bool english)
{
	struct text_builder text;

	text_builder_init(&text, arena);
	for (size_t i = 0; i < header->count; i++) {
		text_builder_print(&text, "%3zu  ", i + 1);
		utf8_add_safely(&text, header->headings[i].text);
		text_builder_add_string(&text, "  →  ");
		explain_heading(&text, &header->headings[i], english);
		text_builder_add_char(&text, '\n');
	}
	return text_builder_finish(&text);
}
