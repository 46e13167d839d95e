#include "readers/csv/rows/csv_forms.h"

#include "base/text_builder.h"
#include "model/dates/date.h"

int csv_digits_at(struct slice text, size_t from, size_t count)
{
	int number = 0;

	for (size_t i = from; i < from + count; i++)
		number = number * 10 + (text.data[i] - '0');
	return number;
}

bool csv_is_noughts(struct slice raw)
{
	for (size_t i = 0; i < raw.length; i++)
		if (raw.data[i] != '0')
			return false;
	return raw.length > 0;
}

static bool is_capital(char c)
{
	return c >= 'A' && c <= 'Z';
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/*
 * Ten digits, or H and nine digits for people on public assistance alone. Offices of 総合事業 have a letter in the third place of
 * their ten.
 */
static bool digits_fit(const struct layout_item *item, struct slice raw)
{
	if (raw.length != item->length)
		return false;
	for (size_t i = 0; i < raw.length; i++) {
		bool letter_fits = raw.length == 10 && ((i == 0 && raw.data[i] == 'H') || (i == 2 && is_capital(raw.data[i])));

		if (!is_digit(raw.data[i]) && !letter_fits)
			return false;
	}
	return true;
}

static enum csv_form form_of_day(struct slice raw)
{
	if (raw.length != 8 || !slice_is_digits(raw))
		return CSV_FORM_WRONG;
	struct calendar_date day = {csv_digits_at(raw, 0, 4), csv_digits_at(raw, 4, 2), csv_digits_at(raw, 6, 2)};

	return calendar_date_exists(day) ? CSV_FORM_FITS : CSV_FORM_IMPOSSIBLE;
}

static enum csv_form form_of_month(struct slice raw)
{
	if (raw.length != 6 || !slice_is_digits(raw))
		return CSV_FORM_WRONG;
	return calendar_date_exists((struct calendar_date){csv_digits_at(raw, 0, 4), csv_digits_at(raw, 4, 2), 1}) ? CSV_FORM_FITS
															     : CSV_FORM_IMPOSSIBLE;
}

/* 9999 shows no time, 2400 ends a day. */
static enum csv_form form_of_time(struct slice raw)
{
	if (raw.length != 4 || !slice_is_digits(raw))
		return CSV_FORM_WRONG;
	int hours = csv_digits_at(raw, 0, 2), minutes = csv_digits_at(raw, 2, 2);
	bool exists = (hours < 24 && minutes < 60) || (hours == 24 && minutes == 0) || (hours == 99 && minutes == 99);

	return exists ? CSV_FORM_FITS : CSV_FORM_IMPOSSIBLE;
}

static bool postal_fits(struct slice raw)
{
	return raw.length == 8 && raw.data[3] == '-' && slice_is_digits(slice_part(raw, 0, 3)) && slice_is_digits(slice_part(raw, 4, 8));
}

static bool integer_fits(struct slice raw)
{
	return slice_is_digits(slice_starts_with(raw, SLICE_OF("-")) ? slice_part(raw, 1, raw.length) : raw);
}

static bool decimal_fits(struct slice raw)
{
	size_t point = slice_find(raw, SLICE_OF("."), 0);

	if (point == SIZE_MAX)
		return slice_is_digits(raw);
	return slice_is_digits(slice_part(raw, 0, point)) && slice_is_digits(slice_part(raw, point + 1, raw.length));
}

static bool code6_fits(struct slice raw)
{
	for (size_t i = 0; i < raw.length; i++)
		if (!is_digit(raw.data[i]) && !is_capital(raw.data[i]))
			return false;
	return raw.length == 6;
}

static enum csv_form fits_if(bool fits)
{
	return fits ? CSV_FORM_FITS : CSV_FORM_WRONG;
}

enum csv_form csv_form_of(const struct layout_item *item, struct slice raw)
{
	switch (item->type) {
	case ITEM_DIGITS:
		return fits_if(digits_fit(item, raw));
	case ITEM_YM:
		return form_of_month(raw);
	case ITEM_YMD:
		return form_of_day(raw);
	case ITEM_HHMM:
		return form_of_time(raw);
	case ITEM_INT:
		return fits_if(integer_fits(raw));
	case ITEM_DECIMAL:
		return fits_if(decimal_fits(raw));
	case ITEM_FLAG:
		return fits_if(slice_equal(raw, SLICE_OF("0")) || slice_equal(raw, SLICE_OF("1")));
	case ITEM_CODE6:
		return fits_if(code6_fits(raw));
	case ITEM_DAYS31:
		return fits_if(raw.length == 31);
	case ITEM_POSTAL:
		return fits_if(postal_fits(raw));
	case ITEM_TEXT:
	case ITEM_CODE:
	case ITEM_PHONE:
	case ITEM_UNUSED:
	case ITEM_TYPE_COUNT:
		break;
	}
	return CSV_FORM_FITS;
}

struct slice csv_form_words(struct arena *arena, const struct layout_item *item, bool english)
{
	switch (item->type) {
	case ITEM_DIGITS:
		return arena_print(arena, english ? "%u digits" : "数字 %u 桁", item->length);
	case ITEM_YM:
		return SLICE_OF("YYYYMM");
	case ITEM_YMD:
		return SLICE_OF("YYYYMMDD");
	case ITEM_HHMM:
		return SLICE_OF("HHMM");
	case ITEM_POSTAL:
		return SLICE_OF("XXX-XXXX");
	case ITEM_DECIMAL:
		return SLICE_OF("99.99");
	case ITEM_FLAG:
		return english ? SLICE_OF("0 or 1") : SLICE_OF("0 か 1");
	case ITEM_CODE6:
		return english ? SLICE_OF("6 digits or capitals") : SLICE_OF("数字と英大文字 6 桁");
	case ITEM_DAYS31:
		return english ? SLICE_OF("31 marks, one a day") : SLICE_OF("一日一字の 31 桁");
	case ITEM_INT:
	case ITEM_TEXT:
	case ITEM_CODE:
	case ITEM_PHONE:
	case ITEM_UNUSED:
	case ITEM_TYPE_COUNT:
		break;
	}
	return english ? SLICE_OF("digits") : SLICE_OF("数字");
}
