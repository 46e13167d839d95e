/* Joining the entries of the index, person by person. */
#include "readers/csv/join/csv_join.h"

#include "model/dates/date.h"

#include <stdlib.h>
#include <string.h>

enum {
	MONTH_DIGITS = 6,
	DATE_DIGITS = 8,
	MOST_UNDATED = 16 /* plans of one person without a date that can be read: with more nobody can say what goes where */
};

/* The entries of one person, sorted by what they are about and by date. */
struct person {
	struct csv_index *index;
	struct csv_entry **entries;
	size_t count;
	struct csv_entry **dated; /* of them those that are plans with a date, or 利用者基本情報 */
	size_t dated_count;
};

static int compare_keys(const void *a, const void *b)
{
	const struct csv_entry *left = *(struct csv_entry *const *)a, *right = *(struct csv_entry *const *)b;

	return slice_compare(slice_of(left->key, left->key_length), slice_of(right->key, right->key_length));
}

static uint32_t number_of(const struct person *person, const struct csv_entry *entry)
{
	return (uint32_t)(entry - person->index->entries) + 1;
}

/* The files an entry has rows in, bit per csv_role. */
static unsigned roles_of(const struct csv_index *index, const struct csv_entry *entry)
{
	unsigned roles = 0;

	for (uint32_t range = entry->first; range; range = index->ranges[range - 1].next)
		roles |= 1u << index->files[index->ranges[range - 1].file].role;
	return roles;
}

/* A home plan needs a table, a prevention plan its own files: a supplement is none. */
static bool is_plan(const struct csv_index *index, const struct csv_entry *entry)
{
	return (entry->about == CSV_ABOUT_PLAN || entry->about == CSV_ABOUT_PREVENTION) &&
	       (roles_of(index, entry) & ~(1u << CSV_SUPPLEMENT)) != 0;
}

static bool has_date(const struct csv_entry *entry)
{
	struct slice date = csv_entry_date(entry);
	uint64_t number = 0;

	if (date.length != DATE_DIGITS || !slice_is_digits(date) || !slice_to_uint(date, &number))
		return false;
	return calendar_date_exists(
		(struct calendar_date){(int)(number / 10000), (int)(number / 100 % 100), (int)(number % 100)});
}

/* ---- one plan in two entries ---- */

/* Puts the rows of `from` to those of `into`, in the order of the files. */
static void merge(struct csv_index *index, struct csv_entry *into, struct csv_entry *from)
{
	uint32_t left = into->first, right = from->first, *link = &into->first;

	while (left || right) {
		bool take_left = left && (!right || index->ranges[left - 1].file <= index->ranges[right - 1].file);
		uint32_t *taken = take_left ? &left : &right;

		*link = into->last = *taken;
		link = &index->ranges[*taken - 1].next;
		*taken = *link;
	}
	*link = 0;
	from->first = from->last = 0;
}

/* The only plan of the kind with a date that has none of these files; NULL when there is none, or several. */
static struct csv_entry *only_plan_without(const struct person *person, enum csv_about about, unsigned roles)
{
	struct csv_entry *found = NULL;

	for (size_t i = 0; i < person->count; i++) {
		struct csv_entry *entry = person->entries[i];

		if (entry->about != about || !has_date(entry) || !is_plan(person->index, entry) ||
		    (roles_of(person->index, entry) & roles))
			continue;
		if (found)
			return NULL;
		found = entry;
	}
	return found;
}

/* The plan stands where its first row stands, under the date that can be read. */
static void join_undated(const struct person *person, struct csv_entry *undated)
{
	struct csv_entry *plan = only_plan_without(person, undated->about, roles_of(person->index, undated));

	if (!plan)
		return;
	if (plan < undated) {
		merge(person->index, plan, undated);
		return;
	}
	undated->key = plan->key;
	undated->key_length = plan->key_length;
	merge(person->index, undated, plan);
}

/* The first of the dated entries that is not before a date; dated_count when all are. */
static size_t first_from(const struct person *person, enum csv_about about, struct slice date)
{
	size_t low = 0, high = person->dated_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct csv_entry *entry = person->dated[middle];

		if (entry->about < about || (entry->about == about && slice_compare(csv_entry_date(entry), date) < 0))
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* A supplement with the date of a prevention plan, where no home plan has it. */
static void join_supplement(const struct person *person, struct csv_entry *supplement)
{
	size_t at = first_from(person, CSV_ABOUT_PREVENTION, csv_entry_date(supplement));

	if (at < person->dated_count && person->dated[at]->about == CSV_ABOUT_PREVENTION &&
	    slice_equal(csv_entry_date(person->dated[at]), csv_entry_date(supplement)))
		merge(person->index, person->dated[at], supplement);
}

/* ---- several entries for one plan ---- */

/* The last of a kind before a date, NULL when there is none. */
static struct csv_entry *last_before(const struct person *person, enum csv_about about, struct slice date)
{
	size_t at = first_from(person, about, date);

	return at > 0 && person->dated[at - 1]->about == about ? person->dated[at - 1] : NULL;
}

/* Dates compare by their bytes: what stands before the 99th day is dated on or before the last day of the month. */
static void join_month(const struct person *person, struct csv_entry *month)
{
	struct slice name = csv_entry_date(month);
	char end[DATE_DIGITS];

	if (name.length != MONTH_DIGITS || !slice_is_digits(name))
		return;
	memcpy(end, name.data, MONTH_DIGITS);
	memset(end + MONTH_DIGITS, '9', DATE_DIGITS - MONTH_DIGITS);
	struct csv_entry *plan = last_before(person, CSV_ABOUT_PLAN, slice_of(end, DATE_DIGITS));
	struct csv_entry *prevention = last_before(person, CSV_ABOUT_PREVENTION, slice_of(end, DATE_DIGITS));

	if (!plan || (prevention && slice_compare(csv_entry_date(prevention), csv_entry_date(plan)) > 0))
		plan = prevention;
	if (!plan)
		return;
	month->belongs = true;
	month->joined = plan->joined;
	plan->joined = number_of(person, month);
}

/* The latest consultation on or before the plan date, else the first there is. */
static void join_basics(const struct person *person, struct csv_entry *plan)
{
	size_t from = first_from(person, CSV_ABOUT_BASICS, csv_entry_date(plan));
	bool same_day = from < person->dated_count && slice_equal(csv_entry_date(person->dated[from]), csv_entry_date(plan));
	struct csv_entry *basics = same_day ? NULL : last_before(person, CSV_ABOUT_BASICS, csv_entry_date(plan));

	if (!basics && from < person->dated_count && person->dated[from]->about == CSV_ABOUT_BASICS)
		basics = person->dated[from];
	plan->basics = basics ? number_of(person, basics) : 0;
}

/* ---- persons ---- */

static void join_undated_plans(const struct person *person)
{
	size_t undated = 0;

	for (size_t i = 0; i < person->count; i++)
		undated += is_plan(person->index, person->entries[i]) && !has_date(person->entries[i]);
	for (size_t i = 0; i < person->count && undated && undated <= MOST_UNDATED; i++)
		if (is_plan(person->index, person->entries[i]) && !has_date(person->entries[i]))
			join_undated(person, person->entries[i]);
}

static bool find_dated(struct person *person, struct arena *scratch)
{
	bool prevention = false;

	person->dated = arena_array(scratch, struct csv_entry *, person->count);
	for (size_t i = 0; i < person->count; i++) {
		struct csv_entry *entry = person->entries[i];
		bool basics = entry->about == CSV_ABOUT_BASICS && entry->first;

		if (!basics && !(is_plan(person->index, entry) && has_date(entry)))
			continue;
		prevention = prevention || entry->about == CSV_ABOUT_PREVENTION;
		person->dated[person->dated_count++] = entry;
	}
	if (person->dated_count)
		qsort(person->dated, person->dated_count, sizeof *person->dated, compare_keys);
	return prevention;
}

static void join_person(struct person *person, struct arena *scratch)
{
	join_undated_plans(person);
	bool prevention = find_dated(person, scratch);

	for (size_t i = person->count; i > 0; i--) { /* the last month first: each goes before those that are there */
		struct csv_entry *entry = person->entries[i - 1];

		if (entry->about == CSV_ABOUT_MONTH && entry->first)
			join_month(person, entry);
		else if (entry->about == CSV_ABOUT_PREVENTION && entry->first)
			join_basics(person, entry);
		else if (entry->about == CSV_ABOUT_BASICS && prevention)
			entry->belongs = true;
		else if (entry->about == CSV_ABOUT_PLAN && entry->first && !is_plan(person->index, entry))
			join_supplement(person, entry);
	}
}

void csv_join(struct csv_index *index, struct arena *scratch)
{
	struct csv_entry **sorted = arena_array(scratch, struct csv_entry *, index->entry_count);
	size_t count = 1;

	for (size_t i = 0; i < index->entry_count; i++)
		sorted[i] = &index->entries[i];
	if (index->entry_count)
		qsort(sorted, index->entry_count, sizeof *sorted, compare_keys);
	for (size_t first = 0; first < index->entry_count; first += count) {
		struct slice name = csv_entry_person(sorted[first]);

		for (count = 1; first + count < index->entry_count; count++)
			if (!slice_equal(csv_entry_person(sorted[first + count]), name))
				break;
		if (count > 1)
			join_person(&(struct person){.index = index, .entries = sorted + first, .count = count}, scratch);
	}
}
