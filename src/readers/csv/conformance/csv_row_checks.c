#include "readers/csv/conformance/csv_row_checks.h"

#include "base/text_builder.h"
#include "readers/csv/rows/csv_cells.h"
#include "text/cp932/cp932.h"
#include "text/unicode/utf8.h"

#include <assert.h>

/* Arguments are texts or cells as they are written: those are decoded before anybody reads them. */
static struct slice readable(struct csv_reading *reading, struct slice argument)
{
	struct text_builder text;

	if (utf8_check(argument) == UTF8_VALID)
		return argument;
	text_builder_init(&text, reading->values.scratch);
	cp932_add_decoded(&text, argument);
	return text_builder_finish(&text);
}

void csv_check_report(struct csv_reading *reading, enum builtin_finding builtin, const struct layout_item *item, struct place place,
		      const struct slice *arguments, size_t count)
{
	struct slice all[4];

	assert(count < COUNT_OF(all));
	all[0] = csv_item_title(reading->values.scratch, reading->file->layout, item);
	for (size_t i = 0; i < count; i++)
		all[i + 1] = readable(reading, arguments[i]);
	finding_add_builtin(reading->findings, builtin, place, all, count + 1);
}

bool csv_check_number(struct slice raw, uint64_t *number)
{
	return raw.length <= 12 && slice_to_uint(raw, number);
}

void csv_uses_add(struct csv_reading *reading, struct csv_uses *uses, const struct csv_use *use)
{
	enum { MOST_USES = 1000 }; /* far more than a month has: hostile files shall not cost their square */

	for (size_t i = 0; i < uses->count; i++) {
		if (!slice_equal(uses->items[i].code, use->code) || !slice_equal(uses->items[i].provider, use->provider))
			continue;
		uses->items[i].count += use->count;
		return;
	}
	if (uses->count == MOST_USES)
		return;
	uses->items = arena_with_room(reading->values.arena, uses->items, uses->count, &uses->capacity, sizeof *uses->items);
	uses->items[uses->count++] = *use;
}

/* ---- rows ---- */

/*
 * Rows with numbers. Two equal slots may be two helpers, two equal pieces of equipment are two; what has one row a plan is told
 * elsewhere.
 */
static bool may_not_repeat(const struct csv_reading *reading)
{
	return reading->file->role == CSV_TABLE2 || reading->file->role == CSV_PREVENTION_TABLE;
}

static void check_repeated(struct csv_reading *reading, struct csv_row_checks *checks)
{
	const struct csv_row *row = &reading->row;
	struct slice bytes = slice_part(reading->file->source->bytes, row->offset, row->offset + row->length);

	if (!checks->said_repeated && slice_equal(bytes, checks->row_before)) {
		struct place place = {reading->file->source, row->offset, row->length};

		finding_add_builtin(reading->findings, BUILTIN_CSV_ROW_REPEATED, place, &reading->file->layout->file_type, 1);
		checks->said_repeated = true;
	}
	checks->row_before = bytes;
}

void csv_row_checks_plan(struct csv_reading *reading)
{
	struct csv_row_checks *checks = &reading->checks;

	checks->shared.layout = NULL;
	checks->usage.planned = checks->totals.uses = (struct csv_uses){.items = NULL};
	checks->totals.lines = NULL;
	checks->totals.line_capacity = 0;
}

void csv_row_checks_begin(struct csv_reading *reading)
{
	struct csv_row_checks *checks = &reading->checks;
	enum csv_role role = reading->file->role;

	checks->row_before = slice_of(NULL, 0);
	checks->said_repeated = false;
	if (role == CSV_TABLE2 || role == CSV_PREVENTION_TABLE)
		csv_order_begin(reading, &checks->order);
	else if (role == CSV_PLANNED || role == CSV_ACTUAL)
		csv_usage_begin(reading, &checks->usage);
	else if (role == CSV_UNITS)
		csv_totals_begin(reading, &checks->totals);
}

void csv_row_checks_take(struct csv_reading *reading)
{
	struct csv_row_checks *checks = &reading->checks;
	enum csv_role role = reading->file->role;

	if (UNLIKELY(reading->row.count != reading->file->layout->count))
		return; /* cells may be other items: said already */
	if (may_not_repeat(reading))
		check_repeated(reading, checks);
	if (role == CSV_TABLE1)
		csv_shared_note(reading, &checks->shared);
	else if (role == CSV_SUPPLEMENT)
		csv_shared_compare(reading, &checks->shared);
	else if (role == CSV_TABLE2 || role == CSV_PREVENTION_TABLE)
		csv_order_take(reading, &checks->order);
	else if (role == CSV_PLANNED || role == CSV_ACTUAL)
		csv_usage_take(reading, &checks->usage);
	else if (role == CSV_UNITS)
		csv_totals_take(reading, &checks->totals);
}

void csv_row_checks_end(struct csv_reading *reading)
{
	if (reading->file->role == CSV_UNITS)
		csv_totals_end(reading, &reading->checks.totals, &reading->checks.usage);
}
