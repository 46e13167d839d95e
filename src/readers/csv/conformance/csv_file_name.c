#include "readers/csv/conformance/csv_file_name.h"

#include "base/text_builder.h"
#include "model/dates/date.h"

enum { MOST_PARTS = 8, OFFICE_LENGTH = 10, MONTH_LENGTH = 6, SENT_LENGTH = 14 };

/* ---- taking apart ---- */

bool csv_same_letters(struct slice a, struct slice b)
{
	for (size_t i = 0; i < a.length && i < b.length; i++) {
		char upper = a.data[i] >= 'a' && a.data[i] <= 'z' ? (char)(a.data[i] - 'a' + 'A') : a.data[i];

		if (upper != b.data[i])
			return false;
	}
	return a.length == b.length;
}

struct slice csv_name_in(struct slice path)
{
	size_t start = path.length;

	while (start > 0 && path.data[start - 1] != '/')
		start--;
	return slice_part(path, start, path.length);
}

static size_t split(struct slice text, struct slice parts[MOST_PARTS])
{
	size_t count = 0;

	for (struct slice part; slice_next(&text, '_', &part); count++)
		if (count < MOST_PARTS)
			parts[count] = part;
	return count;
}

/* What names of the standard begin with, when it is not the type of the rows: UP1KYO, DLTPLAN. */
static struct slice other_type_of(struct slice stem, struct slice type)
{
	struct slice first;

	if (!slice_next(&stem, '_', &first) || csv_same_letters(first, slice_part(type, 0, first.length)))
		return slice_of("", 0);
	bool known = csv_same_letters(slice_part(first, 0, 2), SLICE_OF("UP")) || csv_same_letters(slice_part(first, 0, 3), SLICE_OF("DLT"));

	return stem.length && known ? first : slice_of("", 0);
}

void csv_file_name_read(struct csv_file_name *name, const struct record_layout *layout, struct slice path)
{
	struct slice parts[MOST_PARTS], type = layout->file_type, stem;
	size_t month = layout->target_month ? 1 : 0, dot;

	*name = (struct csv_file_name){.has_parts = false};
	name->whole = csv_name_in(path);
	dot = name->whole.length;
	while (dot > 0 && name->whole.data[dot - 1] != '.')
		dot--;
	stem = slice_part(name->whole, 0, dot ? dot - 1 : name->whole.length);
	name->ending = dot ? slice_part(name->whole, dot - 1, name->whole.length) : slice_of("", 0);
	name->other_type = other_type_of(stem, type);
	if (name->other_type.length)
		type = name->other_type;
	else if (!csv_same_letters(slice_part(stem, 0, type.length), type))
		return;
	name->type = slice_part(stem, 0, type.length);
	if (stem.length <= type.length || stem.data[type.length] != '_')
		return;
	size_t count = split(slice_part(stem, type.length + 1, stem.length), parts);

	name->without_types = count == month + 3;
	name->has_parts = name->without_types || count == month + 5;
	if (!name->has_parts)
		return;
	unsigned step = name->without_types ? 1 : 2;

	name->month = month ? parts[0] : slice_of("", 0);
	name->sender = parts[month];
	name->receiver = parts[month + step];
	name->sent = parts[month + 2 * step];
	if (name->without_types)
		return;
	name->sender_type = parts[month + 1];
	name->receiver_type = parts[month + 3];
}

/* ---- forms ---- */

static int number_at(struct slice text, size_t from, size_t count)
{
	int number = 0;

	for (size_t i = from; i < from + count; i++)
		number = number * 10 + (text.data[i] - '0');
	return number;
}

/* The supplement of tables 1 to 3 has no month. */
static bool month_fits(const struct record_layout *layout, struct slice text)
{
	if (text.length != MONTH_LENGTH || !slice_is_digits(text))
		return false;
	if (layout->plan_date && slice_equal(text, SLICE_OF("000000")))
		return true;
	return number_at(text, 0, 4) > 0 && number_at(text, 4, 2) >= 1 && number_at(text, 4, 2) <= 12;
}

static bool is_capital_or_digit(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
}

/* Offices of 総合事業 have a letter in their number, and service types may have one. */
static bool code_fits(struct slice text, size_t length)
{
	for (size_t i = 0; i < text.length; i++)
		if (!is_capital_or_digit(text.data[i]))
			return false;
	return text.length == length;
}

static bool sent_fits(struct slice text)
{
	if (text.length != SENT_LENGTH || !slice_is_digits(text))
		return false;
	struct calendar_date day = {number_at(text, 0, 4), number_at(text, 4, 2), number_at(text, 6, 2)};

	return calendar_date_exists(day) && number_at(text, 8, 2) < 24 && number_at(text, 10, 2) < 60 && number_at(text, 12, 2) < 60;
}

/* ---- what is said ---- */

struct naming {
	const struct csv_file_name *name;
	const struct record_layout *layout;
	struct source *source;
	struct finding_list *findings;
};

static void report(const struct naming *naming, enum builtin_finding builtin, const struct slice *arguments, size_t count)
{
	struct place place = {naming->source, 0, 0};
	struct finding *finding = finding_add_builtin(naming->findings, builtin, place, arguments, count);

	if (finding)
		finding->whole = true; /* the name is meant, not what stands in the first line */
}

static void check_part(const struct naming *naming, bool fits, const char *japanese, const char *english, struct slice found,
		       const char *form)
{
	if (fits)
		return;
	report(naming, BUILTIN_CSV_NAME_PART,
	       (const struct slice[]){slice_from_string(naming->findings->english ? english : japanese), found,
				      slice_from_string(form)},
	       3);
}

static void check_parts(const struct naming *naming)
{
	const struct csv_file_name *name = naming->name;
	bool english = naming->findings->english;
	const char *office = english ? "10 digits" : "10桁", *type = english ? "2 digits" : "2桁";

	if (naming->layout->target_month)
		check_part(naming, month_fits(naming->layout, name->month), "対象年月", "target month", name->month, "YYYYMM");
	check_part(naming, code_fits(name->sender, OFFICE_LENGTH), "送信元の事業所番号", "sender office", name->sender, office);
	check_part(naming, code_fits(name->receiver, OFFICE_LENGTH), "送信先の事業所番号", "receiver office", name->receiver, office);
	check_part(naming, sent_fits(name->sent), "日時", "time of sending", name->sent, "YYYYMMDDHHMMSS");
	if (name->without_types)
		return;
	check_part(naming, code_fits(name->sender_type, 2), "送信元のサービス種類", "sender's service type", name->sender_type, type);
	check_part(naming, code_fits(name->receiver_type, 2), "送信先のサービス種類", "receiver's service type", name->receiver_type,
		   type);
}

static void report_form(const struct naming *naming)
{
	struct slice form = arena_print(naming->findings->arena,
					naming->findings->english ? "%.*s%s_OFFICE_TYPE_OFFICE_TYPE_YYYYMMDDHHMMSS.CSV"
								  : "%.*s%s_送信元の事業所番号_サービス種類_送信先の事業所番号_"
								    "サービス種類_YYYYMMDDHHMMSS.CSV",
					SLICE_PRINT(naming->layout->file_type), naming->layout->target_month ? "_YYYYMM" : "");

	report(naming, BUILTIN_CSV_NAME_FORM, (const struct slice[]){naming->name->whole, form}, 2);
}

static void check_letters(const struct naming *naming)
{
	const struct csv_file_name *name = naming->name;
	bool type_fine = slice_equal(name->type, naming->layout->file_type);
	bool ending_small = csv_same_letters(name->ending, SLICE_OF(".CSV")) && !slice_equal(name->ending, SLICE_OF(".CSV"));

	if (type_fine && !ending_small)
		return;
	report(naming, BUILTIN_CSV_NAME_LETTERS,
	       (const struct slice[]){type_fine ? name->ending : name->type,
				      type_fine ? SLICE_OF(".CSV") : naming->layout->file_type},
	       2);
}

void csv_file_name_check(const struct csv_file_name *name, const struct record_layout *layout, struct source *source,
			 struct finding_list *findings)
{
	const struct naming naming = {name, layout, source, findings};

	if (name->other_type.length)
		report(&naming, BUILTIN_CSV_NAME_OTHER_TYPE,
		       (const struct slice[]){name->other_type, layout->file_type, layout->name}, 3);
	else if (!name->has_parts)
		report_form(&naming);
	if (!name->has_parts)
		return;
	if (!name->other_type.length)
		check_letters(&naming);
	check_parts(&naming);
}
