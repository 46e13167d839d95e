#include "readers/csv/conformance/csv_file_check.h"

#include "base/text_builder.h"
#include "readers/csv/rows/csv_forms.h"
#include "text/unicode/utf8.h"

enum { DATE_LENGTH = 8 };

static const struct layout_item *item_of(const struct record_layout *layout, unsigned number)
{
	return number ? &layout->items[number - 1] : NULL;
}

static const struct layout_item *item_keyed(const struct record_layout *layout, struct slice key)
{
	for (size_t i = 0; i < layout->count; i++)
		if (slice_equal(layout->items[i].key, key))
			return &layout->items[i];
	return NULL;
}

/* Who sends actual services is their provider, not the office of the plan. */
static bool office_sends(const struct record_layout *layout)
{
	return !slice_equal(layout->file_type, SLICE_OF("UPJSK"));
}

void csv_file_check_begin(struct csv_file_check *check, const struct csv_file *file, struct finding_list *findings)
{
	const struct record_layout *layout = file->layout;

	*check = (struct csv_file_check){.file = file, .findings = findings};
	csv_file_name_read(&check->name, layout, file->source->path);
	csv_file_name_check(&check->name, layout, file->source, findings);
	check->month = item_of(layout, layout->target_month);
	check->plan_date = item_of(layout, layout->plan_date);
	check->office = office_sends(layout) ? item_keyed(layout, SLICE_OF("office_code")) : NULL;
	check->created_on = item_keyed(layout, SLICE_OF("created_on"));
}

unsigned csv_file_check_columns(const struct csv_file_check *check)
{
	const struct layout_item *const items[] = {check->office, check->created_on, check->plan_date ? NULL : check->month};
	unsigned last = 0;

	for (size_t i = 0; i < COUNT_OF(items); i++)
		if (items[i] && items[i]->number > last)
			last = items[i]->number;
	return last;
}

/* ---- one row ---- */

static struct slice cell_of(const struct csv_scanner *scanner, const struct csv_row *row, const struct layout_item *item)
{
	return item && item->number <= row->count ? scanner->cells[item->number - 1].content : slice_of(NULL, 0);
}

static void report(const struct csv_file_check *check, const struct csv_scanner *scanner, enum builtin_finding builtin,
		   const struct layout_item *item, struct slice found, struct slice expected)
{
	const struct csv_cell *cell = &scanner->cells[item->number - 1];
	struct place place = {check->file->source, csv_cell_offset(scanner, cell), cell->length};
	struct slice title = csv_item_title(check->findings->arena, check->file->layout, item);

	finding_add_builtin(check->findings, builtin, place, (const struct slice[]){title, found, expected}, 3);
}

static bool is_zero(struct slice text)
{
	for (size_t i = 0; i < text.length; i++)
		if (text.data[i] != '0')
			return false;
	return text.length > 0;
}

static void check_month(struct csv_file_check *check, const struct csv_scanner *scanner, struct slice month)
{
	if (!month.length || !slice_is_digits(month))
		return; /* said where cells are looked at */
	if (!check->first_month.length)
		check->first_month = month;
	if (!check->said_month && !slice_equal(month, check->first_month)) {
		check->said_month = true;
		report(check, scanner, BUILTIN_CSV_MONTH_MIXED, check->month, month, check->first_month);
	} else if (!check->said_name_month && !check->said_month && check->name.month.length &&
		   !slice_equal(month, check->name.month)) {
		check->said_name_month = true;
		report(check, scanner, BUILTIN_CSV_NAME_MONTH, check->month, month, check->name.month);
	}
}

/* The supplement of tables 1 to 3 has a plan date and 000000 in its name, that of a month neither. */
static void check_supplement(struct csv_file_check *check, const struct csv_scanner *scanner, struct slice plan_date)
{
	if (check->said_name_month || !check->name.month.length || !slice_is_digits(plan_date))
		return;
	if (is_zero(check->name.month) != is_zero(plan_date))
		return;
	check->said_name_month = true;
	report(check, scanner, BUILTIN_CSV_NAME_MONTH, check->plan_date, plan_date, check->name.month);
}

/* Editions before 4 write no service types into the name; their versions are older than 2024. */
static void check_edition(struct csv_file_check *check, const struct csv_scanner *scanner, struct slice version)
{
	check->said_edition = true;
	if (!check->name.has_parts || version.length != 6 || !slice_is_digits(version))
		return;
	bool early = slice_compare(version, SLICE_OF("202400")) < 0;

	if (early == check->name.without_types)
		return;
	report(check, scanner, early ? BUILTIN_CSV_NAME_EDITION_3 : BUILTIN_CSV_NAME_EDITION_4, &check->file->layout->items[0], version,
	       check->name.whole);
}

/* A sender that quotes does so in every row. Codes and numbers of fixed length are no free text. */
void csv_file_check_quotes(const struct csv_file_check *check, const struct csv_scanner *scanner, const struct csv_row *row)
{
	const struct record_layout *layout = check->file->layout;

	/* With another number of cells they may be other items. */
	for (size_t i = 0; i < layout->count && row->count == layout->count; i++) {
		const struct csv_cell *cell = &scanner->cells[i];

		if (layout->items[i].type != ITEM_TEXT || layout->items[i].length || !cell->content.length ||
		    cell->length != cell->content.length)
			continue;
		report(check, scanner, BUILTIN_CSV_TEXT_UNQUOTED, &layout->items[i], slice_of("", 0), slice_of("", 0));
		return;
	}
}

/* Rows that take something back are read here alone: their cells are short and all there. */
static void check_withdrawal(const struct csv_file_check *check, const struct csv_scanner *scanner, const struct csv_row *row)
{
	const struct record_layout *layout = check->file->layout;
	struct arena *arena = check->findings->arena;

	if (row->count != layout->count) {
		struct place place = {check->file->source, row->offset, row->length};

		finding_add_builtin(check->findings, BUILTIN_CSV_COLUMN_COUNT, place,
				    (const struct slice[]){layout->file_type, arena_print(arena, "%zu", row->count),
							   arena_print(arena, "%zu", layout->count)},
				    3);
		return;
	}
	for (size_t i = 0; i < layout->count; i++) {
		const struct layout_item *item = &layout->items[i];
		struct slice raw = scanner->cells[i].content;
		enum csv_form form = raw.length ? csv_form_of(item, raw) : CSV_FORM_FITS;

		if (!raw.length && item->required && item->number != layout->insured)
			report(check, scanner, BUILTIN_CSV_REQUIRED, item, raw, raw);
		else if (form == CSV_FORM_IMPOSSIBLE)
			report(check, scanner, BUILTIN_CSV_IMPOSSIBLE_DATE, item, raw, raw);
		else if (form == CSV_FORM_WRONG && utf8_check(raw) == UTF8_VALID)
			report(check, scanner, BUILTIN_CSV_VALUE_FORM, item, raw,
			       csv_form_words(arena, item, check->findings->english));
	}
}

void csv_file_check_row(struct csv_file_check *check, const struct csv_scanner *scanner, const struct csv_row *row)
{
	struct slice office = cell_of(scanner, row, check->office), created = cell_of(scanner, row, check->created_on);

	if (check->file->role == CSV_WITHDRAWAL)
		check_withdrawal(check, scanner, row);
	if (!check->said_edition)
		check_edition(check, scanner, scanner->cells[0].content);
	if (check->plan_date && check->month)
		check_supplement(check, scanner, cell_of(scanner, row, check->plan_date));
	else if (check->month)
		check_month(check, scanner, cell_of(scanner, row, check->month));
	if (!check->said_office && check->name.sender.length && office.length && !slice_equal(office, check->name.sender) &&
	    csv_form_of(check->office, office) == CSV_FORM_FITS) {
		check->said_office = true;
		report(check, scanner, BUILTIN_CSV_NAME_SENDER, check->office, office, check->name.sender);
	}
	if (!check->said_created && created.length && check->name.sent.length > DATE_LENGTH &&
	    csv_form_of(check->created_on, created) == CSV_FORM_FITS &&
	    slice_compare(created, slice_part(check->name.sent, 0, DATE_LENGTH)) > 0) {
		check->said_created = true;
		report(check, scanner, BUILTIN_CSV_NAME_EARLIER, check->created_on, created,
		       slice_part(check->name.sent, 0, DATE_LENGTH));
	}
}

/* ---- files sent together ---- */

enum { MOST_IN_SET = 4 };

struct member {
	struct slice type;
	bool for_month; /* of a supplement: with a month in its name */
};

/* The sets of the standard. Withdrawals and actual services are sent alone, 利用者基本情報 goes with what it likes. */
static const struct member sets[][MOST_IN_SET] = {
	{{SLICE("UP1KYO"), false}, {SLICE("UP2KYO"), false}, {SLICE("UP3KYO"), false}, {SLICE("UPHOSOKU"), false}},
	{{SLICE("UPPLAN"), true}, {SLICE("UPSIKYU"), true}, {SLICE("UPHOSOKU"), true}},
	{{SLICE("UPYOBO"), false}, {SLICE("UPYOBO_SUB"), false}},
};

enum { SETS = sizeof sets / sizeof sets[0] };

/* What a transmission holds of each set, bit per member. */
struct holding {
	uint8_t members[SETS];
	bool edition_3; /* which knows no table 3 */
	bool said;
};

static bool is_member(const struct member *member, const struct csv_file *file, const struct csv_file_name *name)
{
	bool for_month = name->month.length && !is_zero(name->month);

	return slice_equal(member->type, file->layout->file_type) && member->for_month == for_month;
}

static void note_file(struct holding *holding, const struct csv_file *file, const struct csv_file_name *name)
{
	holding->edition_3 |= name->without_types;
	for (unsigned set = 0; set < SETS; set++)
		for (unsigned i = 0; i < MOST_IN_SET; i++)
			if (is_member(&sets[set][i], file, name))
				holding->members[set] |= (uint8_t)(1u << i);
}

static bool run_has(const struct csv_index *index, struct slice type)
{
	for (size_t i = 0; i < index->file_count; i++)
		if (slice_equal(index->files[i].layout->file_type, type))
			return true;
	return false;
}

/* Tables 1 and 2 are said elsewhere, once for all plans, when no file of the run is one. */
static bool is_missed_here(const struct csv_index *index, const struct holding *holding, unsigned set, unsigned member)
{
	struct slice type = sets[set][member].type;

	if (!type.length || holding->members[set] & 1u << member)
		return false;
	if (set == 0 && member < 2 && !run_has(index, type))
		return false;
	return !(holding->edition_3 && slice_equal(type, SLICE_OF("UP3KYO")));
}

static void add_type(struct text_builder *list, struct slice type, bool english)
{
	if (list->length)
		text_builder_add_string(list, english ? ", " : "、");
	text_builder_add(list, type);
}

static void check_set(const struct csv_index *index, const struct csv_file *file, const struct holding *holding, unsigned set,
		      struct finding_list *findings)
{
	struct place place = {file->source, 0, 0};
	struct text_builder missing, whole;

	if (!holding->members[set])
		return;
	text_builder_init(&missing, findings->arena);
	text_builder_init(&whole, findings->arena);
	for (unsigned i = 0; i < MOST_IN_SET; i++) {
		if (is_missed_here(index, holding, set, i))
			add_type(&missing, sets[set][i].type, findings->english);
		if (sets[set][i].type.length && !(holding->edition_3 && slice_equal(sets[set][i].type, SLICE_OF("UP3KYO"))))
			add_type(&whole, sets[set][i].type, findings->english);
	}
	if (!missing.length)
		return;
	struct finding *finding = finding_add_builtin(
		findings, BUILTIN_CSV_SET_INCOMPLETE, place,
		(const struct slice[]){text_builder_slice(&missing), text_builder_slice(&whole)}, 2);

	if (finding)
		finding->whole = true;
}

void csv_transmissions_check(const struct csv_index *index, struct finding_list *findings)
{
	struct holding *holdings = arena_array(index->arena, struct holding, index->file_count);

	for (size_t i = 0; i < index->file_count; i++) {
		struct csv_file_name name;

		csv_file_name_read(&name, index->files[i].layout, index->files[i].source->path);
		if (name.has_parts)
			note_file(&holdings[index->files[i].group], &index->files[i], &name);
	}
	for (size_t i = 0; i < index->file_count; i++) {
		struct holding *holding = &holdings[index->files[i].group];

		if (holding->said)
			continue;
		holding->said = true;
		for (unsigned set = 0; set < SETS; set++)
			check_set(index, &index->files[i], holding, set, findings);
	}
}
