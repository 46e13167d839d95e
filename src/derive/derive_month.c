/* The derived fields of 第6表 and 第7表: types and items of service codes, kinds of rows, sums and level of a month. */
#include "derive/derive_parts.h"
#include "model/dates/date.h"

enum { CODE_LENGTH = 6, TYPE_LENGTH = 2 };

#define LARGEST_SUM (INT64_C(1) << 60)

/* Six digits or capital letters: type (2) and item (4). */
static bool is_service_code(struct slice code)
{
	for (size_t i = 0; i < code.length; i++)
		if (!((code.data[i] >= '0' && code.data[i] <= '9') || (code.data[i] >= 'A' && code.data[i] <= 'Z')))
			return false;
	return code.length == CODE_LENGTH;
}

/* Only home help is divided into classes: of another type a code that no table knows is その他 all the same. */
static int class_of(const struct deriving *deriving, struct slice code)
{
	const struct derive_tables *tables = deriving->memory->tables;

	if (!tables || !is_service_code(code))
		return -1;
	int class = service_item_class(tables, code);
	bool divided = slice_starts_with(code, SLICE_OF("11")) || !tables->item_count;

	return class >= 0 || divided ? class : item_class_other;
}

static void derive_usage_line(const struct deriving *deriving, struct record *line)
{
	const struct value *code = record_read(line, UsageLine_service_code);
	struct value *type = record_value(line, UsageLine_type_code), *item = record_value(line, UsageLine_item);
	struct value *unclassed = record_value(line, UsageLine_unclassed);
	bool written = derive_from(type, code);

	derive_from(item, code);
	if (derive_from(unclassed, code) || code->presence == PRESENCE_BLANK)
		unclassed->presence = PRESENCE_WRITTEN;
	if (!written)
		return;
	struct slice text = slice_trim(code->is.text);
	int class = class_of(deriving, text);

	type->is.text = slice_part(text, 0, TYPE_LENGTH);
	if (!is_service_code(text))
		type->presence = PRESENCE_NOT_SUPPLIED;
	unclassed->is.boolean = class < 0;
	if (class < 0)
		item->presence = PRESENCE_NOT_SUPPLIED;
	else
		item->is.enumerated = (unsigned)class;
}

/* 999999 is the grand total; NNAAAA, NNEEEE and NNZZZZ are subtotals inside, outside and beyond 30 days (CSV standard, 別表 9). */
static enum units_row_value row_of(struct slice code)
{
	static const struct slice subtotals[] = {SLICE("AAAA"), SLICE("EEEE"), SLICE("ZZZZ")};

	if (slice_equal(code, SLICE_OF("999999")))
		return units_row_total;
	for (size_t i = 0; i < COUNT_OF(subtotals); i++)
		if (code.length == CODE_LENGTH && slice_ends_with(code, subtotals[i]))
			return units_row_subtotal;
	return units_row_detail;
}

static void derive_units_row(struct record *line)
{
	const struct value *code = record_read(line, UnitsLine_service_code);
	struct value *row = record_value(line, UnitsLine_row);

	if (derive_from(row, code))
		row->is.enumerated = (unsigned)row_of(slice_trim(code->is.text));
}

/*
 * The sum of a cell over the rows of one kind. Blank cells count nothing (services outside the limit); all blank gives blank; one
 * that was not supplied or cannot be read makes the sum so.
 */
static void add_up(struct value_list rows, enum units_row_value kind, enum field field, struct value *sum)
{
	enum presence worst = PRESENCE_BLANK;

	for (size_t i = 0; i < rows.count; i++) {
		const struct record *line = rows.items[i].is.record;
		const struct value *row = record_read(line, UnitsLine_row), *cell = record_read(line, field);

		if (row->presence == PRESENCE_WRITTEN && row->is.enumerated != (unsigned)kind)
			continue;
		if (row->presence == PRESENCE_NOT_SUPPLIED || cell->presence == PRESENCE_NOT_SUPPLIED) {
			sum->presence = PRESENCE_NOT_SUPPLIED;
			return;
		}
		if (cell->presence == PRESENCE_UNREADABLE)
			worst = PRESENCE_UNREADABLE;
		if (cell->presence != PRESENCE_WRITTEN)
			continue;
		if (sum->is.integer > LARGEST_SUM || sum->is.integer < -LARGEST_SUM) { /* no real month: nothing can be said */
			sum->presence = PRESENCE_NOT_SUPPLIED;
			return;
		}
		sum->is.integer += cell->is.integer;
		if (worst == PRESENCE_BLANK)
			worst = PRESENCE_WRITTEN;
	}
	sum->presence = (uint8_t)worst;
	if (worst == PRESENCE_UNREADABLE)
		sum->is.text = SLICE_OF("");
}

/* Over the detail rows; a table that gives the cell only in its grand total is read there. */
static void derive_sum(struct record *month, enum field derived, enum field cell)
{
	const struct value *totals = record_read(month, Month_totals);
	struct value *sum = record_value(month, derived);

	if (!derive_from(sum, totals))
		return;
	if (totals->is.list.count == 0) {
		sum->presence = PRESENCE_BLANK;
		return;
	}
	add_up(totals->is.list, units_row_detail, cell, sum);
	if (sum->presence == PRESENCE_BLANK)
		add_up(totals->is.list, units_row_total, cell, sum);
}

/* Until the month in which the level changed, the one before; in that month, unless it was its first day, the heavier of the two. */
static const struct value *level_in(const struct record *month, const struct record *certification)
{
	const struct value *now = record_read(certification, Certification_level), *day = record_read(month, Month_first_day);
	const struct value *before = record_read(certification, Certification_previous_level);
	const struct value *changed = record_read(certification, Certification_changed_on);

	if (now->presence != PRESENCE_WRITTEN || before->presence != PRESENCE_WRITTEN || changed->presence != PRESENCE_WRITTEN ||
	    day->presence != PRESENCE_WRITTEN || changed->is.date <= day->is.date)
		return now;
	bool over = changed->is.date > date_last_of_months(day->is.date, 1);

	return over || before->is.enumerated > now->is.enumerated ? before : now;
}

/* The limit that the plan gives is that of its own level: for a month of another one the table has to be asked. */
static void derive_level(const struct deriving *deriving, struct record *month)
{
	const struct value *value = record_read(deriving->document->plan, Plan_certification);
	struct value *level = record_value(month, Month_level), *limit = record_value(month, Month_limit_units);

	derive_from(level, value);
	derive_from(limit, value);
	if (value->presence != PRESENCE_WRITTEN && value->presence != PRESENCE_BLANK)
		return;
	const struct record *certification = value->is.record;
	const struct value *own = record_read(certification, Certification_level), *given = record_read(certification, Certification_limit_units);
	const struct value *source = level_in(month, certification);

	if (derive_from(level, source))
		level->is = source->is;
	if (source != own)
		limit->presence = PRESENCE_BLANK;
	else if (derive_from(limit, given))
		limit->is = given->is;
}

void derive_month(struct deriving *deriving, struct record *month)
{
	struct value_list planned = record_list(month, Month_planned), actual = record_list(month, Month_actual);
	struct value_list totals = record_list(month, Month_totals);

	for (size_t i = 0; i < planned.count; i++)
		derive_usage_line(deriving, planned.items[i].is.record);
	for (size_t i = 0; i < actual.count; i++)
		derive_usage_line(deriving, actual.items[i].is.record);
	for (size_t i = 0; i < totals.count; i++)
		derive_units_row(totals.items[i].is.record);
	derive_sum(month, Month_units, UnitsLine_within_limit);
	derive_sum(month, Month_over_units, UnitsLine_over_limit);
	derive_level(deriving, month);
}
