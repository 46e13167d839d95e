#include "readers/period_ends.h"

#include "model/dates/date.h"

void period_ends_unknown(struct record *period)
{
	struct value *from = record_value(period, Period_from), *to = record_value(period, Period_to);

	*from = *to = *record_read(period, Period_text);
	from->presence = to->presence = PRESENCE_UNREADABLE;
}

void period_count_from_plan(const struct document *document, struct record *period, int months)
{
	const struct value *date = record_read(document->plan, Plan_plan_date);
	struct value *from = record_value(period, Period_from), *to = record_value(period, Period_to);

	if (date->presence != PRESENCE_WRITTEN) {
		period_ends_unknown(period);
		return;
	}
	*from = *to = *record_read(period, Period_text);
	from->flags = to->flags = VALUE_COUNTED;
	from->is.date = date->is.date;
	to->is.date = date_last_of_months(date->is.date, months);
}
