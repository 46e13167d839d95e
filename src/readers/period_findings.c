#include "readers/period_findings.h"

#include "model/dates/date.h"
#include "readers/value_findings.h"

static struct slice day(const struct finding_list *findings, int32_t date)
{
	struct text_builder text;

	text_builder_init(&text, findings->arena);
	if (findings->english)
		date_add_iso(&text, date);
	else
		date_add_japanese(&text, date);
	return text_builder_finish(&text);
}

static void look_at_period(struct finding_list *findings, const struct document *document, const struct record *period)
{
	const struct value *from = record_read(period, Period_from), *to = record_read(period, Period_to);

	if (from->presence != PRESENCE_WRITTEN || to->presence != PRESENCE_WRITTEN || to->is.date >= from->is.date ||
	    ((from->flags | to->flags) & VALUE_COUNTED))
		return;
	const struct slice days[] = {day(findings, from->is.date), day(findings, to->is.date)};
	struct reported_cell cell = {.record = period, .field = Period_to};

	if (to->source < document->source_count)
		cell.place = (struct place){document->sources[to->source], to->offset, to->length};
	cell_report(findings, &cell, BUILTIN_PERIOD_REVERSED, days, 2);
}

void period_findings_add(struct finding_list *findings, const struct document *document, const struct plan_records *records)
{
	for (size_t i = 0; i < records->count; i++)
		if (records->items[i]->kind == RECORD_Period)
			look_at_period(findings, document, records->items[i]);
}
