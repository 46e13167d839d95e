#include "readers/cell_habits.h"

#include "model/values/placeholder.h"
#include "readers/value_findings.h"

enum {
	SHORTEST_PERIOD = 6, /* bytes: R7.4.1 */
	LONGEST_DITTO = 24   /* bytes: （同上） between blanks */
};

struct habits {
	struct document *document;
	struct plan_records *records;
	struct value_reader values;
	struct finding_list *findings;
	struct record *above[RECORD_COUNT]; /* the record of each kind that came last */
};

static struct place place_of(const struct habits *habits, const struct value *value)
{
	if (value->source >= habits->document->source_count)
		return (struct place){NULL, 0, 0};
	return (struct place){habits->document->sources[value->source], value->offset, value->length};
}

/* ---- 〃 ---- */

static bool says_ditto(const struct value *value)
{
	return value->presence == PRESENCE_WRITTEN && value->is.text.length <= LONGEST_DITTO && text_is_ditto(value->is.text);
}

static void make_blank(struct habits *habits, const struct record *record, enum field field, struct value *value)
{
	const struct field_info *info = field_info(field);
	struct slice name = habits->findings->english ? info->name : first_name(info->names_ja);
	struct finding *finding = finding_add_builtin(habits->findings, BUILTIN_FLAT_NOTHING_ABOVE, place_of(habits, value),
						      (const struct slice[]){name, value->is.text}, 2);

	finding_address(habits->findings, finding, record, field);
	value->presence = PRESENCE_BLANK;
	value->is.text = slice_of(NULL, 0);
}

static void repeat_text(struct habits *habits, struct record *record, enum field field, const struct record *above)
{
	struct value *value = record_value(record, field);
	const struct value *source = above ? record_read(above, field) : NULL;

	if (!source || source->presence != PRESENCE_WRITTEN) {
		make_blank(habits, record, field, value);
		return;
	}
	*value = *source;
	value->flags |= VALUE_CARRIED;
}

static void repeat_period(struct habits *habits, struct record *record, enum field field, const struct record *above)
{
	struct record *period = record_value(record, field)->is.record;
	const struct record *source = above ? record_sub(above, field) : NULL;
	struct value *words = record_value(period, Period_text);

	if (!source || source->self.presence != PRESENCE_WRITTEN) {
		make_blank(habits, record, field, words);
		period->self.presence = record_value(record, field)->presence = PRESENCE_BLANK;
		return;
	}
	for (enum field part = FIRST_Period; part <= LAST_Period; part = (enum field)(part + 1)) {
		struct value *value = record_value(period, part);

		*value = *record_read(source, part);
		if (value->presence == PRESENCE_WRITTEN)
			value->flags |= VALUE_CARRIED;
	}
}

/* The words of a period that stands in a field; NULL when there are none. */
static struct value *words_of(const struct field_info *info, struct value *value)
{
	if (info->kind != KIND_RECORD || info->element != RECORD_Period || value->presence != PRESENCE_WRITTEN)
		return NULL;
	return record_value(value->is.record, Period_text);
}

static void read_dittos(struct habits *habits, struct record *record)
{
	enum field first = record_info(record->kind)->first;
	uint64_t texts = record_texts(record->kind);

	for (uint64_t left = texts | record_parts(record->kind); left; left &= left - 1) {
		unsigned number = LOWEST_BIT(left);
		enum field field = (enum field)(first + number);
		struct value *value = &record->values[number];

		if (value->presence != PRESENCE_WRITTEN)
			continue;
		if (texts >> number & 1) {
			if (says_ditto(value))
				repeat_text(habits, record, field, habits->above[record->kind]);
			continue;
		}
		const struct value *words = words_of(field_info(field), value);

		if (words && says_ditto(words))
			repeat_period(habits, record, field, habits->above[record->kind]);
	}
	habits->above[record->kind] = record;
}

/* ---- the period behind the frequency ---- */

/* Only texts with the signs of a date are looked at: few frequencies have any. */
static bool may_hold_period(struct slice text)
{
	bool digit = false, sign = false;

	for (size_t i = 0; i < text.length; i++) {
		unsigned char c = (unsigned char)text.data[i];

		digit = digit || (c >= '0' && c <= '9') || (c == 0xEF && i + 1 < text.length && (unsigned char)text.data[i + 1] == 0xBC);
		sign = sign || c == '.' || c == '/' || c == '-';
	}
	return digit && (sign || slice_contains(text, SLICE_OF("年")) || slice_contains(text, SLICE_OF("．")) ||
			 slice_contains(text, SLICE_OF("／")));
}

/* Where a date may begin: an era or a year of four digits. */
static bool may_begin_date(struct slice text, size_t at)
{
	static const struct slice beginnings[] = {SLICE("R"), SLICE("H"), SLICE("r"), SLICE("Ｒ"), SLICE("Ｈ"), SLICE("令"), SLICE("平"),
						  SLICE("㋿"), SLICE("㍻"), SLICE("20"), SLICE("２０")};
	struct slice rest = slice_part(text, at, text.length);

	if (rest.length < SHORTEST_PERIOD)
		return false;
	for (size_t i = 0; i < sizeof beginnings / sizeof beginnings[0]; i++)
		if (slice_starts_with(rest, beginnings[i]))
			return true;
	return false;
}

/* The period a frequency ends in, as written; empty when there is none. */
static struct slice period_behind(struct habits *habits, struct slice text, struct period_reading *reading)
{
	for (size_t at = 1; at < text.length; at++) {
		struct slice rest = slice_part(text, at, text.length);

		if (!may_begin_date(text, at))
			continue;
		while (slice_ends_with(rest, SLICE_OF("）")) || slice_ends_with(rest, SLICE_OF(")")))
			rest.length -= slice_ends_with(rest, SLICE_OF(")")) ? 1 : 3;
		rest = slice_trim(rest);
		*reading = period_read(&habits->values, rest);
		if (reading->understood && reading->from.presence == PRESENCE_WRITTEN && reading->from_problem.problem == VALUE_FINE &&
		    reading->to.presence != PRESENCE_UNREADABLE)
			return rest;
	}
	return slice_of(NULL, 0);
}

static struct record *period_of(struct habits *habits, struct record *service, const struct value *frequency)
{
	struct value *value = record_value(service, Service_period);

	if (value->presence == PRESENCE_NOT_SUPPLIED || !value->is.record)
		value->is.record = record_new(habits->document->arena, RECORD_Period, service, Service_period, 0);
	value->presence = PRESENCE_WRITTEN;
	value->flags = 0;
	value->source = frequency->source;
	value->offset = frequency->offset;
	value->length = frequency->length;
	value->is.record->self = *value;
	return value->is.record;
}

static void set_part(struct record *period, enum field field, const struct value *frequency, const struct value *read)
{
	struct value *value = record_value(period, field);

	*value = *frequency;
	value->presence = read->presence;
	value->is = read->is;
	if (read->presence == PRESENCE_NOT_SUPPLIED)
		value->presence = PRESENCE_BLANK;
}

static void read_period_behind(struct habits *habits, size_t number, struct record *service)
{
	const struct value *frequency = record_read(service, Service_frequency), *period = record_read(service, Service_period);
	struct period_reading reading;

	if (frequency->presence != PRESENCE_WRITTEN || period->presence > PRESENCE_BLANK || !may_hold_period(frequency->is.text))
		return;
	struct slice words = period_behind(habits, frequency->is.text, &reading);

	if (!words.length)
		return;
	struct reported_cell cell = {service, Service_frequency, place_of(habits, frequency), frequency->is.text};
	struct record *record = period_of(habits, service, frequency);

	plan_records_insert(habits->records, number, record);
	set_part(record, Period_from, frequency, &reading.from);
	set_part(record, Period_to, frequency, &reading.to);
	set_part(record, Period_text, frequency, &(struct value){.presence = PRESENCE_WRITTEN, .is.text = words});
	cell_report(habits->findings, &cell, BUILTIN_PERIOD_IN_FREQUENCY, &words, 1);
}

/* ---- all records ---- */

void cell_habits_read(struct document *document, struct plan_records *records, const struct key_table *keys,
		      struct finding_list *findings, struct arena *scratch)
{
	struct habits habits = {
		.document = document, .records = records, .values = {keys, document->arena, scratch, false}, .findings = findings};

	for (size_t i = 0; i < records->count; i++) {
		struct record *record = records->items[i];

		if (record->row)
			read_dittos(&habits, record);
		if (record->kind == RECORD_Service)
			read_period_behind(&habits, i, record);
	}
}
