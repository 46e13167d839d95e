/* 第3表 週間サービス計画表: two hours a row, from 4 o'clock to 4 o'clock, a column a day of the week, the day's life beside it. */
#include "linter/forms/form_sheets.h"

#include "base/compiler.h"
#include "base/text_builder.h"
#include "linter/forms/form_cell_text.h"

enum { DAYS = 7, DAILY = DAYS, LANES, ROWS = 12, FIRST_HOUR = 4, MINUTES_A_ROW = 120, MINUTES_A_DAY = 1440 };

static const uint8_t widths[] = {5, 6, 12, 12, 12, 12, 12, 12, 12, 15};

struct entry {
	const struct record *record; /* WeeklySlot or DailyActivity */
	struct entry *next;
};

/* What stands in one place of the grid: entries whose hours overlap share one. */
struct block {
	struct entry *first, *last;
	unsigned rows; /* 0: nothing begins here */
	bool covered;  /* by a block above */
};

struct week {
	struct block blocks[LANES][ROWS];
	struct block untimed; /* without a time or a day: below the grid */
};

static int row_of(int32_t minutes)
{
	return ((int)minutes - FIRST_HOUR * 60 + MINUTES_A_DAY) % MINUTES_A_DAY / MINUTES_A_ROW;
}

static const struct value *start_of(const struct record *entry)
{
	return record_read(entry, entry->kind == RECORD_WeeklySlot ? WeeklySlot_start : DailyActivity_start);
}

static const struct value *end_of(const struct record *entry)
{
	return record_read(entry, entry->kind == RECORD_WeeklySlot ? WeeklySlot_end : DailyActivity_end);
}

static int lane_of(const struct record *entry)
{
	if (entry->kind == RECORD_DailyActivity)
		return DAILY;
	const struct value *day = record_read(entry, WeeklySlot_weekday);

	return day->presence == PRESENCE_WRITTEN ? (int)day->is.enumerated : -1;
}

/* The rows an entry touches, as far as the grid goes: what ends after 4 in the morning is cut there. */
static bool rows_of(const struct record *entry, int *first, int *last)
{
	const struct value *start = start_of(entry), *end = end_of(entry);

	if (start->presence != PRESENCE_WRITTEN)
		return false;
	*first = *last = row_of(start->is.minutes);
	if (end->presence == PRESENCE_WRITTEN && end->is.minutes != start->is.minutes)
		*last = row_of((end->is.minutes + MINUTES_A_DAY - 1) % MINUTES_A_DAY);
	if (*last < *first)
		*last = ROWS - 1;
	return true;
}

static void add_entries(struct block *block, const struct block *more)
{
	if (!more->first)
		return;
	if (block->last)
		block->last->next = more->first;
	else
		block->first = more->first;
	block->last = more->last;
}

/* Joins everything of a lane that overlaps [begin, end] into the block that begins first. */
static void place_block(struct block *lane, const struct block *block, int begin, int end)
{
	struct block joined = {0};

	for (int i = 0; i < ROWS; i++) {
		int to = i + (int)lane[i].rows - 1;

		if (!lane[i].rows || to < begin || i > end)
			continue;
		begin = i < begin ? i : begin;
		end = to > end ? to : end;
	}
	for (int i = begin; i <= end; i++) {
		add_entries(&joined, &lane[i]);
		lane[i] = (struct block){.covered = true};
	}
	add_entries(&joined, block);
	joined.rows = (unsigned)(end - begin + 1);
	lane[begin] = joined;
}

static void place_entries(struct week *week, struct form_builder *builder, struct value_list list)
{
	for (size_t i = 0; i < list.count; i++) {
		struct entry *entry = arena_new(builder->arena, struct entry);
		struct block alone = {.first = entry, .last = entry};
		int lane, first, last;

		entry->record = list.items[i].is.record;
		lane = lane_of(entry->record);
		if (lane >= 0 && rows_of(entry->record, &first, &last))
			place_block(week->blocks[lane], &alone, first, last);
		else
			add_entries(&week->untimed, &alone);
	}
}

static enum field text_field(const struct record *entry)
{
	return entry->kind == RECORD_WeeklySlot ? WeeklySlot_service : DailyActivity_text;
}

/* 9:00～16:00 通所介護 */
static void add_entry_text(struct text_builder *text, struct form_builder *builder, const struct record *entry)
{
	const struct value *start = start_of(entry), *end = end_of(entry);
	struct form_cell content = {0};

	if (start->presence == PRESENCE_WRITTEN)
		text_builder_print(text, "%d:%02d", (int)start->is.minutes / 60, (int)start->is.minutes % 60);
	if (end->presence == PRESENCE_WRITTEN)
		text_builder_print(text, "～%d:%02d", (int)end->is.minutes / 60, (int)end->is.minutes % 60);
	form_cell_text(builder->arena, builder->document, entry, text_field(entry), builder->english, &content);
	if (text->length && content.text.length)
		text_builder_add_char(text, ' ');
	text_builder_add(text, content.text);
}

static void add_block(struct form_builder *builder, const struct block *block)
{
	struct text_builder text, line;
	size_t number = builder->cell_count;

	text_builder_init(&text, builder->arena);
	text_builder_init(&line, builder->arena);
	form_add_value(builder, block->first->record, text_field(block->first->record));
	for (const struct entry *entry = block->first; entry; entry = entry->next) {
		text_builder_clear(&line);
		add_entry_text(&line, builder, entry->record);
		text_builder_add_string(&text, text.length ? "\n" : "");
		text_builder_add(&text, text_builder_slice(&line));
		form_also_at(builder, entry->record);
	}
	struct form_cell *cell = &builder->cells[number];

	cell->text = text_builder_finish(&text);
	cell->state = CELL_WRITTEN;
	cell->row_span = block->rows ? block->rows : 1;
}

static void add_headings(struct form_builder *builder)
{
	static const char *const names[] = {"月", "火", "水", "木", "金", "土", "日", "主な日常生活上の活動"};

	form_add_heading(builder, CELL_COLUMN_HEADING, SLICE_OF("時間"))->column_span = 2;
	for (size_t i = 0; i < COUNT_OF(names); i++)
		form_add_heading(builder, CELL_COLUMN_HEADING, slice_from_string(names[i]));
	form_end_row(builder);
}

/* The parts of the day as the official form names them, each with its first row. */
static void add_part_of_day(struct form_builder *builder, int row)
{
	static const struct {
		const char *name;
		int first, rows;
	} parts[] = {{"深夜", 0, 1}, {"早朝", 1, 1}, {"午前", 2, 2}, {"午後", 4, 3}, {"夜間", 7, 2}, {"深夜", 9, 3}};

	for (size_t i = 0; i < COUNT_OF(parts); i++)
		if (parts[i].first == row)
			form_add_heading(builder, CELL_ROW_HEADING, slice_from_string(parts[i].name))->row_span = (unsigned)parts[i].rows;
}

static void add_grid(struct form_builder *builder, const struct week *week)
{
	form_begin_section(builder, SLICE_OF(""), 2 + LANES, widths);
	add_headings(builder);
	for (int row = 0; row < ROWS; row++) {
		add_part_of_day(builder, row);
		form_add_heading(builder, CELL_ROW_HEADING, arena_print(builder->arena, "%d:00", (FIRST_HOUR + 2 * row) % 24));
		for (int lane = 0; lane < LANES; lane++) {
			const struct block *block = &week->blocks[lane][row];

			if (block->rows)
				add_block(builder, block);
			else if (!block->covered)
				form_add_empty(builder);
		}
		form_end_row(builder);
	}
	form_end_section(builder, 1);
}

static void add_below(struct form_builder *builder, const struct record *plan, const struct week *week)
{
	static const uint8_t below_widths[] = {20, 80};

	form_begin_section(builder, SLICE_OF(""), 2, below_widths);
	if (week->untimed.first) {
		form_add_heading(builder, CELL_ROW_HEADING, SLICE_OF("曜日や時間のない予定"));
		add_block(builder, &week->untimed);
		form_end_row(builder);
	}
	form_add_pair(builder, "週単位以外のサービス", plan, Plan_other_services, 1);
	form_end_row(builder);
	form_end_section(builder, 0);
}

void form_build_table3(struct form_builder *builder, const struct record *plan)
{
	struct value_list slots = record_list(plan, Plan_weekly), activities = record_list(plan, Plan_daily_activities);
	struct week *week = arena_new(builder->arena, struct week);

	place_entries(week, builder, slots);
	place_entries(week, builder, activities);
	form_begin_sheet(builder, FORM_TABLE3, "週間サービス計画表");
	add_grid(builder, week);
	add_below(builder, plan, week);
	form_end_sheet(builder);
}
