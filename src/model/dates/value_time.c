/* Times of day: 9:00, 09:00, 0900, 9時, 9時半, 午前9時30分, AM9:00, 正午. Midnight at the end of a day is 24:00. */
#include "model/values/cell_characters.h"
#include "model/values/value_kinds.h"

enum {
	JI = 0x6642,   /* 時 */
	FUN = 0x5206,  /* 分 */
	HAN = 0x534A,  /* 半 */
	GO = 0x5348,   /* 午 */
	ZEN = 0x524D,  /* 前 */
	ATO = 0x5F8C,  /* 後 */
	SEI = 0x6B63,  /* 正 */
};

enum half { HALF_NOT_SAID, HALF_MORNING, HALF_AFTERNOON };

static uint32_t upper(uint32_t c)
{
	return c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c;
}

/* 午前, 午後, AM, PM; before or behind the time. */
static enum half take_half(const struct cell_characters *cell, size_t *at)
{
	size_t here = cell_skip_blanks(cell, *at);
	uint32_t first = upper(cell->at[here]), second = first ? upper(cell->at[here + 1]) : 0;
	enum half half = HALF_NOT_SAID;

	if (first == GO)
		half = second == ZEN ? HALF_MORNING : second == ATO ? HALF_AFTERNOON : HALF_NOT_SAID;
	else if (second == 'M')
		half = first == 'A' ? HALF_MORNING : first == 'P' ? HALF_AFTERNOON : HALF_NOT_SAID;
	if (half != HALF_NOT_SAID)
		*at = here + 2;
	return half;
}

/* :30 or 時30分 or 時半 or 時 behind the hour; seconds are passed over. */
static bool take_minutes(const struct cell_characters *cell, size_t *at, int *minute)
{
	size_t here = cell_skip_blanks(cell, *at);
	bool spelled = cell->at[here] == JI;

	if (!spelled && cell->at[here] != ':')
		return false;
	here = cell_skip_blanks(cell, here + 1);
	size_t digits = cell_number(cell, here, minute);

	if (spelled && digits == 0) {
		*minute = cell->at[here] == HAN ? 30 : 0;
		*at = cell->at[here] == HAN ? here + 1 : here;
		return true;
	}
	here += digits;
	if (spelled) {
		here = cell_skip_blanks(cell, here);
		*at = here + 1;
		return digits <= 3 && cell->at[here] == FUN;
	}
	if (cell->at[here] == ':') {
		int second;
		size_t more = cell_number(cell, here + 1, &second);

		if (more != 2 || second > 59)
			return false;
		here += 1 + more;
	}
	*at = here;
	return digits == 2;
}

static bool read_clock(const struct cell_characters *cell, int *hour, int *minute)
{
	size_t at = 0;
	enum half half = take_half(cell, &at);

	at = cell_skip_blanks(cell, at);
	bool digits = cell_is_digit(cell->at[at]);
	size_t count = cell_number(cell, at, hour);

	at += count;
	if (half == HALF_NOT_SAID && digits && (count == 3 || count == 4) && at == cell->count) { /* 0900, and 900 with its zero lost */
		*minute = *hour % 100;
		*hour /= 100;
		return true;
	}
	if (count == 0 || count > 3 || !take_minutes(cell, &at, minute))
		return false;
	if (half == HALF_NOT_SAID)
		half = take_half(cell, &at);
	if (half != HALF_NOT_SAID) {
		if (*hour > 12)
			return false;
		*hour = *hour % 12 + (half == HALF_AFTERNOON ? 12 : 0);
	}
	return cell_skip_blanks(cell, at) == cell->count;
}

struct value_reading value_read_time(const struct value_reader *reader, struct slice text, struct value *value)
{
	struct cell_characters cell;
	int hour = 0, minute = 0;
	bool folded = cell_characters_fold(&cell, text);

	if (reader->codes && slice_equal(text, SLICE_OF("9999"))) {
		value->presence = PRESENCE_BLANK;
		return (struct value_reading){0};
	}
	if (folded && cell.count == 2 && cell.at[0] == SEI && cell.at[1] == GO)
		hour = 12;
	else if (!folded || !read_clock(&cell, &hour, &minute))
		hour = -1;
	if (hour < 0 || minute > 59 || hour * 60 + minute > 24 * 60)
		return value_not_understood(text, value, VALUE_NOT_A_TIME, SLICE_OF("9:00、09:00、午前9時30分 など"));
	value->presence = PRESENCE_WRITTEN;
	value->is.minutes = hour * 60 + minute;
	return (struct value_reading){0};
}
