#include "linter/results/result_forms.h"

#include "base/compiler.h"

enum { MOST_COLUMNS = 64, MOST_SPAN = 65534 }; /* a span of HTML goes no further */

void result_number_findings(struct name_table *numbers, struct arena *arena, const struct finding_list *findings)
{
	name_table_init(numbers, arena);
	for (size_t i = 0; i < findings->count; i++)
		name_table_add(numbers, findings->items[i]->fingerprint, (uint32_t)i);
}

static bool read_findings(struct result_reading *reading, enum json_event event, uint32_t **findings, size_t *count)
{
	struct slice *fingerprints;
	size_t given;

	if (!result_read_texts(reading, event, &fingerprints, &given))
		return false;
	*findings = arena_array(reading->arena, uint32_t, given);
	*count = 0;
	for (size_t i = 0; i < given; i++) {
		uint32_t number = name_table_find(reading->context, fingerprints[i]);

		if (number != NAME_NOT_FOUND)
			(*findings)[(*count)++] = number;
	}
	return true;
}

static bool read_state(struct result_reading *reading, enum json_event event, enum cell_state *state)
{
	static const struct {
		struct slice name;
		enum cell_state state;
	} states[] = {{SLICE("blank"), CELL_BLANK}, {SLICE("unreadable"), CELL_UNREADABLE}, {SLICE("not_supplied"), CELL_NOT_SUPPLIED}};

	for (size_t i = 0; event == JSON_STRING && i < COUNT_OF(states); i++) {
		*state = states[i].state;
		if (slice_equal(states[i].name, reading->json.text))
			return true;
	}
	return result_wrong(reading, "no state of a cell");
}

/* ---- cells ---- */

static bool read_cell_findings(struct result_reading *reading, void *object, enum json_event event)
{
	struct form_cell *cell = object;

	return read_findings(reading, event, &cell->findings, &cell->finding_count);
}

static bool read_cell_state(struct result_reading *reading, void *object, enum json_event event)
{
	struct form_cell *cell = object;

	return read_state(reading, event, &cell->state);
}

static bool read_heading(struct result_reading *reading, void *object, enum json_event event)
{
	struct form_cell *cell = object;
	bool row = event == JSON_STRING && slice_equal(reading->json.text, SLICE_OF("row"));

	cell->role = row ? CELL_ROW_HEADING : CELL_COLUMN_HEADING;
	return row || (event == JSON_STRING && slice_equal(reading->json.text, SLICE_OF("column"))) || result_wrong(reading, "no kind of heading");
}

static unsigned span_of(unsigned given)
{
	return given == 0 ? 1 : given > MOST_SPAN ? MOST_SPAN : given;
}

static bool read_cells(struct result_reading *reading, void *object, enum json_event event)
{
	static const struct result_member members[] = {
		{"text", RESULT_TEXT, offsetof(struct form_cell, text), NULL},
		{"address", RESULT_TEXT, offsetof(struct form_cell, address), NULL},
		{"heading", RESULT_NESTED, 0, read_heading},
		{"state", RESULT_NESTED, 0, read_cell_state},
		{"personal", RESULT_TRUTH, offsetof(struct form_cell, personal), NULL},
		{"row_span", RESULT_NUMBER, offsetof(struct form_cell, row_span), NULL},
		{"column_span", RESULT_NUMBER, offsetof(struct form_cell, column_span), NULL},
		{"findings", RESULT_NESTED, 0, read_cell_findings},
	};
	struct form_row *row = object;
	void *items;

	if (!result_read_objects(reading, event, members, COUNT_OF(members), sizeof *row->cells, &items, &row->count))
		return false;
	row->cells = items;
	for (size_t i = 0; i < row->count; i++) {
		row->cells[i].row_span = span_of(row->cells[i].row_span);
		row->cells[i].column_span = span_of(row->cells[i].column_span);
	}
	return true;
}

/* ---- sections and sheets ---- */

static bool read_rows(struct result_reading *reading, void *object, enum json_event event)
{
	static const struct result_member members[] = {{"cells", RESULT_NESTED, 0, read_cells}};
	struct form_section *section = object;
	void *items;

	if (!result_read_objects(reading, event, members, COUNT_OF(members), sizeof *section->rows, &items, &section->row_count))
		return false;
	section->rows = items;
	return true;
}

static bool read_widths(struct result_reading *reading, void *object, enum json_event event)
{
	struct form_section *section = object;
	uint64_t *numbers;
	size_t count;
	uint8_t *widths = arena_array(reading->arena, uint8_t, MOST_COLUMNS);

	if (!result_read_numbers(reading, event, &numbers, &count))
		return false;
	for (size_t i = 0; i < count && i < MOST_COLUMNS; i++)
		widths[i] = numbers[i] > UINT8_MAX ? UINT8_MAX : (uint8_t)numbers[i];
	section->widths = widths;
	return true;
}

static bool read_sections(struct result_reading *reading, void *object, enum json_event event)
{
	static const struct result_member members[] = {
		{"title", RESULT_TEXT, offsetof(struct form_section, title), NULL},
		{"columns", RESULT_NUMBER, offsetof(struct form_section, columns), NULL},
		{"widths", RESULT_NESTED, 0, read_widths},
		{"heading_rows", RESULT_SIZE, offsetof(struct form_section, heading_rows), NULL},
		{"rows", RESULT_NESTED, 0, read_rows},
	};
	struct form_sheet *sheet = object;
	void *items;

	if (!result_read_objects(reading, event, members, COUNT_OF(members), sizeof *sheet->sections, &items, &sheet->section_count))
		return false;
	sheet->sections = items;
	for (size_t i = 0; i < sheet->section_count; i++) {
		struct form_section *section = &sheet->sections[i];

		if (section->columns > MOST_COLUMNS || section->heading_rows > section->row_count)
			return result_wrong(reading, "a table that cannot be");
	}
	return true;
}

static bool read_sheet_findings(struct result_reading *reading, void *object, enum json_event event)
{
	struct form_sheet *sheet = object;

	return read_findings(reading, event, &sheet->findings, &sheet->finding_count);
}

bool result_read_sheets(struct result_reading *reading, enum json_event event, struct form_view *view)
{
	static const struct result_member members[] = {
		{"name", RESULT_TEXT, offsetof(struct form_sheet, name), NULL},
		{"title", RESULT_TEXT, offsetof(struct form_sheet, title), NULL},
		{"findings", RESULT_NESTED, 0, read_sheet_findings},
		{"sections", RESULT_NESTED, 0, read_sections},
	};
	void *items;

	if (!result_read_objects(reading, event, members, COUNT_OF(members), sizeof *view->sheets, &items, &view->sheet_count))
		return false;
	view->sheets = items;
	return true;
}

/* ---- the standard items ---- */

static bool read_item_state(struct result_reading *reading, void *object, enum json_event event)
{
	struct assessment_coverage *item = object;

	return read_state(reading, event, &item->state);
}

static bool read_item_findings(struct result_reading *reading, void *object, enum json_event event)
{
	struct assessment_coverage *item = object;

	return read_findings(reading, event, &item->findings, &item->finding_count);
}

bool result_read_items(struct result_reading *reading, enum json_event event, struct form_view *view)
{
	static const struct result_member members[] = {
		{"number", RESULT_NUMBER, offsetof(struct assessment_coverage, number), NULL},
		{"name", RESULT_TEXT, offsetof(struct assessment_coverage, name), NULL},
		{"state", RESULT_NESTED, 0, read_item_state},
		{"findings", RESULT_NESTED, 0, read_item_findings},
	};
	void *items;

	if (!result_read_objects(reading, event, members, COUNT_OF(members), sizeof *view->items, &items, &view->item_count))
		return false;
	view->items = items;
	return true;
}

/* ---- what stands nowhere ---- */

static void mark(bool *placed, const uint32_t *findings, size_t count)
{
	for (size_t i = 0; i < count; i++)
		placed[findings[i]] = true;
}

static void mark_section(bool *placed, const struct form_section *section)
{
	for (size_t i = 0; i < section->row_count; i++)
		for (size_t k = 0; k < section->rows[i].count; k++)
			mark(placed, section->rows[i].cells[k].findings, section->rows[i].cells[k].finding_count);
}

void result_finish_forms(struct arena *arena, struct form_view *view, const struct finding_list *findings)
{
	bool *placed = arena_array(arena, bool, findings->count);

	for (size_t i = 0; i < view->sheet_count; i++) {
		mark(placed, view->sheets[i].findings, view->sheets[i].finding_count);
		for (size_t k = 0; k < view->sheets[i].section_count; k++)
			mark_section(placed, &view->sheets[i].sections[k]);
	}
	view->findings = arena_array(arena, uint32_t, findings->count);
	view->finding_count = 0;
	for (size_t i = 0; i < findings->count; i++)
		if (!placed[i] && findings->items[i]->kind != FINDING_OPEN)
			view->findings[view->finding_count++] = (uint32_t)i;
}
