/*
 * Table 7: units times count, subtotals of a provider and service type, the grand total, and the counts of table 6.
 *
 * Which rows a subtotal adds up differs between senders (services outside the limit, days beyond 30, amounts that stand on the
 * subtotal alone). A sum is called wrong only when no plausible choice of rows gives it.
 */
#include "readers/csv/rows/csv_cells.h"

enum {
	MOST_LINES = 500, /* of a month: beyond this nobody adds up */
	SERVICE_UNITS = 0 /* the first of the summed items */
};

static const struct slice summed_keys[CSV_SUMMED_ITEMS] = {
	SLICE("service_units"), SLICE("over_limit_units"),  SLICE("within_limit_units"), SLICE("cost_total"),
	SLICE("insurer_pays"),	SLICE("user_pays_insured"), SLICE("user_pays_full"),
};

/* ---- what a row is ---- */

static bool is_grand_total(const struct csv_sum_line *line)
{
	return slice_equal(line->code, SLICE_OF("999999"));
}

/* NNAAAA inside the limit, NNEEEE outside it, NNZZZZ beyond 30 days. */
static bool is_subtotal(const struct csv_sum_line *line)
{
	struct slice kind = slice_part(line->code, 2, line->code.length);

	return slice_equal(kind, SLICE_OF("AAAA")) || slice_equal(kind, SLICE_OF("EEEE")) || slice_equal(kind, SLICE_OF("ZZZZ"));
}

static bool is_service(const struct csv_sum_line *line)
{
	return !is_grand_total(line) && !is_subtotal(line);
}

static bool is_same_group(const struct csv_sum_line *a, const struct csv_sum_line *b)
{
	return slice_equal(a->provider, b->provider) && slice_equal(slice_part(a->code, 0, 2), slice_part(b->code, 0, 2));
}

void csv_totals_begin(struct csv_reading *reading, struct csv_totals *totals)
{
	const struct record_layout *layout = reading->file->layout;

	if (totals->layout != layout) {
		totals->month = layout_item_keyed(layout, SLICE_OF("target_month"));
		totals->provider = layout_item_keyed(layout, SLICE_OF("provider_code"));
		totals->code = layout_item_keyed(layout, SLICE_OF("service_code"));
		totals->units = layout_item_keyed(layout, SLICE_OF("units"));
		totals->discounted = layout_item_keyed(layout, SLICE_OF("discounted_units"));
		totals->count = layout_item_keyed(layout, SLICE_OF("count"));
		totals->managed = layout_item_keyed(layout, SLICE_OF("managed_units"));
		totals->over_30_days = layout_item_keyed(layout, SLICE_OF("over_30_days"));
		totals->fixed = layout_item_keyed(layout, SLICE_OF("fixed_code"));
		for (unsigned i = 0; i < CSV_SUMMED_ITEMS; i++)
			totals->summed[i] = layout_item_keyed(layout, summed_keys[i]);
	}
	totals->layout = layout;
	totals->line_count = totals->uses.count = 0;
	totals->of_month = slice_of(NULL, 0);
	totals->said_fixed = totals->said_product = false;
}

/* ---- one row ---- */

static void check_fixed(struct csv_reading *reading, struct csv_totals *totals)
{
	struct slice code = csv_cell_raw(reading, totals->fixed), always = SLICE_OF("9999999999");

	if (totals->said_fixed || !code.length || slice_equal(code, always))
		return;
	csv_check_report(reading, BUILTIN_CSV_FIXED_VALUE, totals->fixed, csv_cell_place(reading, totals->fixed),
			 (const struct slice[]){code, always}, 2);
	totals->said_fixed = true;
}

/* Services with a price of the municipality's own are counted in yen. */
static bool is_counted_in_units(struct slice code)
{
	return !(code.length == 6 && code.data[0] == 'A' && (code.data[1] == '3' || code.data[1] == '4' || code.data[1] == '7' || code.data[1] == '8'));
}

static void check_product(struct csv_reading *reading, struct csv_totals *totals, const struct csv_sum_line *line)
{
	uint64_t units = 0, discounted = 0, count = 0;
	const struct layout_item *item = totals->summed[SERVICE_UNITS];

	if (totals->said_product || !line->written[SERVICE_UNITS] || !is_service(line) || !is_counted_in_units(line->code) ||
	    !csv_check_number(csv_cell_raw(reading, totals->units), &units) ||
	    !csv_check_number(csv_cell_raw(reading, totals->count), &count) || !units || !count)
		return;
	csv_check_number(csv_cell_raw(reading, totals->discounted), &discounted);
	if (units > 1000000 || count > 1000000 || discounted > 1000000)
		return; /* told as too long */
	uint64_t found = (uint64_t)line->values[SERVICE_UNITS], unit = discounted ? discounted : units;

	if (found == units * count || found == discounted * count)
		return;
	csv_check_report(reading, BUILTIN_CSV_UNITS_PRODUCT, item, csv_cell_place(reading, item),
			 (const struct slice[]){csv_cell_raw(reading, item),
						arena_print(reading->values.scratch, "%llu×%llu＝%llu", (unsigned long long)unit,
							    (unsigned long long)count, (unsigned long long)(unit * count))},
			 2);
	totals->said_product = true;
}

void csv_totals_take(struct csv_reading *reading, struct csv_totals *totals)
{
	struct csv_sum_line line = {.provider = csv_cell_raw(reading, totals->provider), .code = csv_cell_raw(reading, totals->code)};

	totals->of_month = csv_cell_raw(reading, totals->month);
	totals->last = (struct place){reading->file->source, reading->row.offset, reading->row.length};
	for (unsigned i = 0; i < CSV_SUMMED_ITEMS; i++) {
		uint64_t number;

		line.written[i] = csv_check_number(csv_cell_raw(reading, totals->summed[i]), &number);
		line.values[i] = line.written[i] ? (int64_t)number : 0;
		if (totals->summed[i])
			line.places[i] = csv_cell_place(reading, totals->summed[i]);
	}
	line.in_limit = csv_cell_raw(reading, totals->managed).length > 0;
	line.over_30_days = slice_equal(csv_cell_raw(reading, totals->over_30_days), SLICE_OF("1"));
	check_fixed(reading, totals);
	check_product(reading, totals, &line);
	if (is_service(&line)) {
		struct csv_use use = {line.provider, line.code, 0, csv_cell_place(reading, totals->count)};

		if (csv_check_number(csv_cell_raw(reading, totals->count), &use.count))
			csv_uses_add(reading, &totals->uses, &use);
	}
	if (totals->line_count > MOST_LINES)
		return;
	totals->lines = arena_with_room(reading->values.arena, totals->lines, totals->line_count, &totals->line_capacity,
					sizeof *totals->lines);
	totals->lines[totals->line_count++] = line;
}

/* ---- sums ---- */

/* Which rows count as the parts of a sum. */
enum choice {
	CHOICE_ALL,
	CHOICE_IN_LIMIT,      /* with 給付管理単位数 */
	CHOICE_OUTSIDE,       /* without */
	CHOICE_OVER_30_DAYS,
	CHOICE_WITHIN_30_DAYS,
	CHOICE_IN_LIMIT_WITHIN_30_DAYS,
	CHOICE_COUNT
};

static bool is_chosen(const struct csv_sum_line *line, enum choice choice)
{
	switch (choice) {
	case CHOICE_IN_LIMIT:
		return line->in_limit;
	case CHOICE_OUTSIDE:
		return !line->in_limit;
	case CHOICE_OVER_30_DAYS:
		return line->over_30_days;
	case CHOICE_WITHIN_30_DAYS:
		return !line->over_30_days;
	case CHOICE_IN_LIMIT_WITHIN_30_DAYS:
		return line->in_limit && !line->over_30_days;
	case CHOICE_ALL:
	case CHOICE_COUNT:
		break;
	}
	return true;
}

static struct slice number_words(struct csv_reading *reading, int64_t number)
{
	return arena_print(reading->values.scratch, "%lld", (long long)number);
}

/* The services of the subtotal's provider and type. */
static void check_subtotal(struct csv_reading *reading, const struct csv_totals *totals, const struct csv_sum_line *subtotal)
{
	int64_t found = subtotal->values[SERVICE_UNITS], all = 0;
	bool any = false;

	if (!subtotal->written[SERVICE_UNITS] || !found)
		return; /* 0 stands on it where units are not repeated */
	for (unsigned choice = 0; choice < CHOICE_COUNT; choice++) {
		int64_t sum = 0;

		for (size_t i = 0; i < totals->line_count; i++) {
			const struct csv_sum_line *line = &totals->lines[i];

			if (!is_service(line) || !is_same_group(line, subtotal))
				continue;
			any = any || line->written[SERVICE_UNITS];
			sum += is_chosen(line, (enum choice)choice) ? line->values[SERVICE_UNITS] : 0;
		}
		if (sum == found)
			return;
		all = choice == CHOICE_ALL ? sum : all;
	}
	if (any)
		csv_check_report(reading, BUILTIN_CSV_SUBTOTAL, totals->summed[SERVICE_UNITS], subtotal->places[SERVICE_UNITS],
				 (const struct slice[]){number_words(reading, found), subtotal->code, number_words(reading, all)}, 3);
}

static bool has_subtotal(const struct csv_totals *totals, const struct csv_sum_line *line)
{
	for (size_t i = 0; i < totals->line_count; i++)
		if (is_subtotal(&totals->lines[i]) && is_same_group(&totals->lines[i], line))
			return true;
	return false;
}

/* Subtotals where there are some, else the services: what the rows above the total add up to. */
static int64_t sum_of_rows(const struct csv_totals *totals, unsigned item, enum choice choice, const bool *grouped, bool *any)
{
	int64_t sum = 0;

	for (size_t i = 0; i < totals->line_count; i++) {
		const struct csv_sum_line *line = &totals->lines[i];

		if (is_grand_total(line) || (is_service(line) && grouped && grouped[i]))
			continue;
		if (!grouped && !is_service(line))
			continue;
		*any = *any || line->written[item];
		sum += is_chosen(line, choice) ? line->values[item] : 0;
	}
	return sum;
}

static void check_total(struct csv_reading *reading, const struct csv_totals *totals, const struct csv_sum_line *total, unsigned item,
			const bool *grouped)
{
	bool any = false;
	int64_t expected = sum_of_rows(totals, item, CHOICE_ALL, grouped, &any);

	if (!total->written[item] || !any)
		return;
	for (unsigned choice = 0; choice < CHOICE_COUNT; choice++)
		if (sum_of_rows(totals, item, (enum choice)choice, grouped, &any) == total->values[item] ||
		    sum_of_rows(totals, item, (enum choice)choice, NULL, &any) == total->values[item])
			return;
	if (item == SERVICE_UNITS && total->values[item] == 0)
		return;
	csv_check_report(reading, BUILTIN_CSV_TOTAL, totals->summed[item], total->places[item],
			 (const struct slice[]){number_words(reading, total->values[item]), number_words(reading, expected)}, 2);
}

static void check_sums(struct csv_reading *reading, const struct csv_totals *totals)
{
	bool *grouped = arena_array(reading->values.scratch, bool, totals->line_count);

	for (size_t i = 0; i < totals->line_count; i++)
		grouped[i] = is_service(&totals->lines[i]) && has_subtotal(totals, &totals->lines[i]);
	for (size_t i = 0; i < totals->line_count; i++) {
		const struct csv_sum_line *line = &totals->lines[i];

		if (is_subtotal(line))
			check_subtotal(reading, totals, line);
		for (unsigned item = 0; item < CSV_SUMMED_ITEMS && is_grand_total(line); item++)
			if (totals->summed[item])
				check_total(reading, totals, line, item, grouped);
	}
}

/* ---- table 6 ---- */

/* Types that are paid by the visit or day: others have prices of a month, whose count is 1 however often they are used. */
static bool is_paid_by_visit(struct slice code)
{
	static const struct slice types[] = {SLICE("11"), SLICE("12"), SLICE("14"), SLICE("15"), SLICE("16"), SLICE("72"), SLICE("78")};

	for (size_t i = 0; i < COUNT_OF(types); i++)
		if (slice_starts_with(code, types[i]))
			return true;
	return false;
}

static void compare_uses(struct csv_reading *reading, const struct csv_totals *totals, const struct csv_uses *planned)
{
	for (size_t i = 0; i < totals->uses.count; i++) {
		const struct csv_use *here = &totals->uses.items[i];

		if (!is_paid_by_visit(here->code))
			continue;
		for (size_t k = 0; k < planned->count; k++) {
			const struct csv_use *there = &planned->items[k];

			if (!slice_equal(here->code, there->code) || !slice_equal(here->provider, there->provider) ||
			    here->count == there->count)
				continue;
			csv_check_report(reading, BUILTIN_CSV_COUNT_DIFFERS, totals->count, here->place,
					 (const struct slice[]){number_words(reading, (int64_t)here->count), here->code,
								number_words(reading, (int64_t)there->count)},
					 3);
		}
	}
}

void csv_totals_end(struct csv_reading *reading, struct csv_totals *totals, const struct csv_usage *usage)
{
	bool has_total = false;

	if (!totals->line_count || totals->line_count > MOST_LINES)
		return;
	for (size_t i = 0; i < totals->line_count; i++)
		has_total |= is_grand_total(&totals->lines[i]);
	if (!has_total)
		csv_check_report(reading, BUILTIN_CSV_TOTAL_ABSENT, totals->code, totals->last, NULL, 0);
	check_sums(reading, totals);
	if (usage->planned.count && slice_equal(usage->planned_month, totals->of_month))
		compare_uses(reading, totals, &usage->planned);
}
