/* A cell as a period, a date and a frequency: what is understood can be printed and read again. */
#include "fuzz/fuzz.h"

#include "derive/frequency/frequency.h"
#include "model/dates/date.h"
#include "model/values/value_read.h"
#include "text/unicode/utf8.h"

#include <assert.h>

void fuzz_one(struct fuzz *fuzz, struct slice input)
{
	struct value_reader reader = {fuzz->check.base.keys, &fuzz->check.run, &fuzz->check.scratch, false};
	struct text_builder text;
	int32_t date = 0, again = 0;

	if (utf8_check(input) != UTF8_VALID)
		return;
	struct period_reading period = period_read(&reader, input);
	struct frequency frequency = frequency_read(input);

	assert(period.months >= 0 && frequency.weekdays < 128 && frequency.nights >= 0);
	assert(!frequency.per_week.known || frequency.per_week.min <= frequency.per_week.max);
	assert(!frequency.per_month.known || frequency.per_month.min <= frequency.per_month.max);
	text_builder_init(&text, &fuzz->check.run);
	if (!date_read(input, &date))
		return;
	date_add_iso(&text, date);
	assert(date_read(text_builder_finish(&text), &again) && again == date);
}
