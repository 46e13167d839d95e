#include "linter/forms/form_builder.h"

#include "linter/forms/form_cell_text.h"

static void *kept(struct form_builder *builder, const void *items, size_t count, size_t size)
{
	void *copy = arena_allocate_array(builder->arena, count, size);

	if (count)
		memcpy(copy, items, count * size);
	return copy;
}

static void add_place(struct form_builder *builder, struct slice address, size_t in_row)
{
	builder->places = arena_with_room(builder->arena, builder->places, builder->place_count, &builder->place_capacity,
					  sizeof *builder->places);
	builder->places[builder->place_count++] = (struct form_place){
		.address = address,
		.sheet = builder->sheet_count,
		.in_row = in_row,
	};
}

void form_begin_sheet(struct form_builder *builder, enum form form, const char *title)
{
	const struct form_info *info = form_info(form);
	struct slice name = builder->english ? info->name_en : info->name_ja;

	builder->form = form;
	builder->sheets = arena_with_room(builder->arena, builder->sheets, builder->sheet_count, &builder->sheet_capacity,
					  sizeof *builder->sheets);
	builder->sheets[builder->sheet_count] = (struct form_sheet){.name = name, .title = slice_from_string(title)};
	builder->section_count = 0;
}

void form_end_sheet(struct form_builder *builder)
{
	struct form_sheet *sheet = &builder->sheets[builder->sheet_count];

	sheet->sections = kept(builder, builder->sections, builder->section_count, sizeof *builder->sections);
	sheet->section_count = builder->section_count;
	add_place(builder, sheet->name, 0);
	builder->first_open_place = builder->place_count;
	builder->sheet_count++;
}

void form_begin_section(struct form_builder *builder, struct slice title, unsigned columns, const uint8_t *widths)
{
	builder->sections = arena_with_room(builder->arena, builder->sections, builder->section_count, &builder->section_capacity,
					    sizeof *builder->sections);
	builder->sections[builder->section_count] = (struct form_section){.title = title, .columns = columns, .widths = widths};
	builder->row_count = 0;
}

void form_end_section(struct form_builder *builder, size_t heading_rows)
{
	struct form_section *section = &builder->sections[builder->section_count];

	if (builder->row_count <= heading_rows)
		return;
	section->rows = kept(builder, builder->rows, builder->row_count, sizeof *builder->rows);
	section->row_count = builder->row_count;
	section->heading_rows = heading_rows;
	builder->section_count++;
}

void form_end_row(struct form_builder *builder)
{
	struct form_row row = {.cells = kept(builder, builder->cells, builder->cell_count, sizeof *builder->cells), .count = builder->cell_count};

	builder->rows = arena_with_room(builder->arena, builder->rows, builder->row_count, &builder->row_capacity, sizeof *builder->rows);
	builder->rows[builder->row_count++] = row;
	for (; builder->first_open_place < builder->place_count; builder->first_open_place++) {
		struct form_place *place = &builder->places[builder->first_open_place];

		place->cell = &row.cells[place->in_row];
	}
	builder->cell_count = 0;
}

static struct form_cell *add_cell(struct form_builder *builder, struct form_cell cell)
{
	cell.row_span = cell.column_span = 1;
	builder->cells = arena_with_room(builder->arena, builder->cells, builder->cell_count, &builder->cell_capacity, sizeof *builder->cells);
	builder->cells[builder->cell_count] = cell;
	return &builder->cells[builder->cell_count++];
}

struct form_cell *form_add_heading(struct form_builder *builder, enum cell_role role, struct slice text)
{
	return add_cell(builder, (struct form_cell){.text = text, .role = role});
}

struct form_cell *form_add_value(struct form_builder *builder, const struct record *record, enum field field)
{
	struct form_cell cell = {.personal = (field_info(field)->flags & FIELD_PERSONAL) != 0};

	form_cell_text(builder->arena, builder->document, record, field, builder->english, &cell);
	cell.address = form_address(builder->arena, record, field, true, builder->english);
	add_place(builder, cell.address, builder->cell_count);
	return add_cell(builder, cell);
}

struct form_cell *form_add_empty(struct form_builder *builder)
{
	return add_cell(builder, (struct form_cell){.state = CELL_BLANK});
}

void form_also_at(struct form_builder *builder, const struct record *record)
{
	add_place(builder, form_address(builder->arena, record, FIELD_COUNT, true, builder->english), builder->cell_count - 1);
}

void form_add_pair(struct form_builder *builder, const char *label, const struct record *record, enum field field, unsigned value_columns)
{
	form_add_heading(builder, CELL_ROW_HEADING, slice_from_string(label));
	form_add_value(builder, record, field)->column_span = value_columns;
}
