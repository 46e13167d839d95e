#include "derive/derive.h"

#include "derive/derive_parts.h"
#include "model/dates/date.h"
#include "model/values/value_read.h"

#include <string.h>

bool derive_from(struct value *derived, const struct value *source)
{
	*derived = (struct value){
		.presence = source->presence,
		.source = source->source,
		.offset = source->offset,
		.length = source->length,
	};
	return source->presence == PRESENCE_WRITTEN;
}

/* ---- lists of the whole plan ---- */

struct flat_list {
	struct value *items; /* NULL while counting */
	size_t count;
	bool supplied;       /* no list on the way was not supplied */
};

/* Adds the records that `path` (list fields from `record` down, FIELD_COUNT at the end) leads to. */
static void flatten(struct flat_list *flat, const struct record *record, const enum field *path)
{
	const struct value *list = record_read(record, path[0]);

	if (list->presence == PRESENCE_NOT_SUPPLIED)
		flat->supplied = false;
	if (list->presence != PRESENCE_WRITTEN)
		return;
	struct value_list items = list->is.list;

	if (path[1] == FIELD_COUNT) {
		if (flat->items && items.count)
			memcpy(flat->items + flat->count, items.items, items.count * sizeof *items.items);
		flat->count += items.count;
		return;
	}
	for (size_t i = 0; i < items.count; i++)
		flatten(flat, items.items[i].is.record, path + 1);
}

static struct value_list derive_list(struct document *document, enum field field, const enum field *path)
{
	struct flat_list flat = {.supplied = true};
	struct value *value = record_value(document->plan, field);

	if (!derive_from(value, record_read(document->plan, Plan_needs)))
		return (struct value_list){NULL, 0};
	flatten(&flat, document->plan, path);
	if (!flat.supplied) {
		value->presence = PRESENCE_NOT_SUPPLIED;
		return (struct value_list){NULL, 0};
	}
	flat.items = arena_allocate(document->arena, flat.count * sizeof *flat.items);
	flat.count = 0;
	flatten(&flat, document->plan, path);
	value->is.list = (struct value_list){flat.items, flat.count};
	return value->is.list;
}

/* ---- periods ---- */

/* 6か月 without dates: from the plan date, marked as counted. */
static void derive_period(struct deriving *deriving, struct record *owner, enum field field)
{
	const struct value *value = record_read(owner, field);

	if (value->presence != PRESENCE_WRITTEN && value->presence != PRESENCE_BLANK)
		return;
	struct record *period = value->is.record;
	struct value *from = record_value(period, Period_from), *to = record_value(period, Period_to);
	const struct value *text = record_read(period, Period_text);
	const struct value *plan_date = record_read(deriving->document->plan, Plan_plan_date);

	if (text->presence != PRESENCE_WRITTEN || to->presence > PRESENCE_BLANK || from->presence == PRESENCE_UNREADABLE)
		return;
	struct value_reader reader = {.arena = deriving->document->arena, .scratch = deriving->scratch};
	struct period_reading reading = period_read(&reader, text->is.text);

	if (reading.months == 0 || reading.from.presence == PRESENCE_UNREADABLE || reading.to.presence != PRESENCE_NOT_SUPPLIED)
		return;
	if (from->presence != PRESENCE_WRITTEN) {
		if (plan_date->presence != PRESENCE_WRITTEN)
			return;
		derive_from(from, text);
		from->flags = VALUE_COUNTED;
		from->is.date = plan_date->is.date;
	}
	derive_from(to, text);
	to->flags = VALUE_COUNTED;
	to->is.date = date_last_of_months(from->is.date, reading.months);
}

/* ---- the person ---- */

/* An insured number that begins with H belongs to somebody on 生活保護 who is not insured; other numbers say nothing. */
static void derive_public_assistance(struct document *document)
{
	const struct value *user = record_read(document->plan, Plan_user), *number = record_read(document->plan, Plan_insured_no);

	if ((user->presence != PRESENCE_WRITTEN && user->presence != PRESENCE_BLANK) || number->presence != PRESENCE_WRITTEN)
		return;
	struct value *assistance = record_value(user->is.record, User_public_assistance);
	struct slice text = slice_trim(number->is.text);
	bool begins_with_h = slice_starts_with(text, SLICE_OF("H")) || slice_starts_with(text, SLICE_OF("Ｈ"));

	if (assistance->presence > PRESENCE_BLANK || !begins_with_h)
		return;
	derive_from(assistance, number);
	assistance->flags = VALUE_COUNTED;
	assistance->is.boolean = true;
}

static bool is_prevention(const struct document *document)
{
	const struct value *kind = record_read(document->plan, Plan_kind);

	return kind->presence == PRESENCE_WRITTEN && kind->is.enumerated == plan_kind_prevention;
}

void derive_document(struct document *document, struct derive_memory *memory, struct arena *scratch)
{
	static const enum field long_goals[] = {Plan_needs, Need_long_goals, FIELD_COUNT};
	static const enum field short_goals[] = {Plan_needs, Need_long_goals, LongGoal_short_goals, FIELD_COUNT};
	static const enum field services[] = {Plan_needs, Need_long_goals, LongGoal_short_goals, ShortGoal_services, FIELD_COUNT};
	struct deriving deriving = {.document = document, .memory = memory, .scratch = scratch, .prevention = is_prevention(document)};
	struct value_list list = derive_list(document, Plan_all_long_goals, long_goals);

	for (size_t i = 0; i < list.count; i++)
		derive_period(&deriving, list.items[i].is.record, LongGoal_period);
	list = derive_list(document, Plan_all_short_goals, short_goals);
	for (size_t i = 0; i < list.count; i++)
		derive_period(&deriving, list.items[i].is.record, ShortGoal_period);
	list = derive_list(document, Plan_all_services, services);
	for (size_t i = 0; i < list.count; i++) {
		derive_period(&deriving, list.items[i].is.record, Service_period);
		derive_service(&deriving, list.items[i].is.record);
	}
	list = record_list(document->plan, Plan_months);
	for (size_t i = 0; i < list.count; i++)
		derive_month(&deriving, list.items[i].is.record);
	derive_public_assistance(document);
}
