/* Scalars to values: texts, periods, and what no value may be. */
#include "readers/yaml/yaml_plan.h"

#include "base/limits.h"
#include "readers/yaml/stream/yaml_folded.h"

#include <string.h>

/* ---- room ---- */

static void *yaml_plan_room_add(struct yaml_plan_room *room, void *array_pointer, size_t *count, size_t *capacity, size_t size)
{
	void *array;

	memcpy(&array, array_pointer, sizeof array);
	array = arena_with_room(room->arena, array, *count, capacity, size);
	memcpy(array_pointer, &array, sizeof array);
	return (char *)array + (*count)++ * size;
}

void yaml_plan_push(struct yaml_plan *plan, const struct value *value)
{
	struct yaml_plan_room *room = plan->room;

	memcpy(yaml_plan_room_add(room, &room->values, &room->value_count, &room->value_capacity, sizeof *value), value,
	       sizeof *value);
}

/* The values pushed since `base` become a list of the document. */
struct value_list yaml_plan_take(struct yaml_plan *plan, size_t base)
{
	size_t count = plan->room->value_count - base;
	struct value *items = NULL;

	if (count) {
		items = arena_allocate(plan->arena, count * sizeof *items);
		memcpy(items, plan->room->values + base, count * sizeof *items);
	}
	plan->room->value_count = base;
	return (struct value_list){items, count};
}

/* ---- findings ---- */

struct slice yaml_plan_raw(const struct yaml_plan *plan, const struct yaml_event *event)
{
	return slice_of(plan->source->bytes.data + event->offset, (size_t)event->length);
}

struct place yaml_plan_place(const struct yaml_plan *plan, const struct yaml_event *event)
{
	return (struct place){plan->source, event->offset, event->length};
}

static void remember_address(struct yaml_plan *plan, struct finding *finding, const struct record *record, enum field field)
{
	struct yaml_plan_room *room = plan->room;

	if (!finding || plan->kind_known)
		return;
	struct early_address *early = yaml_plan_room_add(room, &room->addresses, &room->address_count, &room->address_capacity,
							 sizeof *early);

	*early = (struct early_address){finding, record, field};
}

struct finding *yaml_plan_report(struct yaml_plan *plan, const struct reported_cell *cell, enum builtin_finding builtin,
				 const struct slice *more, size_t count)
{
	struct finding *finding = cell_report(plan->findings, cell, builtin, more, count);

	remember_address(plan, finding, cell->record, cell->field);
	return finding;
}

/* A finding about a record as a whole or a key in it. */
void yaml_plan_report_in(struct yaml_plan *plan, const struct record *record, enum builtin_finding builtin, struct place place,
		      const struct slice *arguments, size_t count)
{
	struct finding *finding = finding_add_builtin(plan->findings, builtin, place, arguments, count);

	if (!finding)
		return;
	if (record->parent)
		finding_address(plan->findings, finding, record, FIELD_COUNT);
	if (record->parent)
		remember_address(plan, finding, record, FIELD_COUNT);
	if (count)
		finding->value = arena_copy(plan->findings->arena, arguments[0]);
}

static void report_reading(struct yaml_plan *plan, const struct reported_cell *cell, const struct value_reading *reading)
{
	struct yaml_plan_room *room = plan->room;

	if (LIKELY(reading->problem == VALUE_FINE))
		return;
	if (reading->problem == VALUE_ERA_RUNS_ON) {
		if (room->era_count >= LIMIT_FINDINGS_A_PLAN)
			return;
		struct late_era *era = yaml_plan_room_add(room, &room->eras, &room->era_count, &room->era_capacity, sizeof *era);

		*era = (struct late_era){*cell, *reading};
		return;
	}
	remember_address(plan, value_report(plan->findings, cell, reading), cell->record, cell->field);
}

/* The word for what stands where something else belongs. */
void yaml_shape_words(const struct yaml_event *event, struct slice words[2])
{
	if (event->kind == YAML_EVENT_SEQUENCE_START) {
		words[0] = SLICE_OF("一覧");
		words[1] = SLICE_OF("a list");
	} else if (event->kind == YAML_EVENT_MAPPING_START) {
		words[0] = SLICE_OF("入れ子の項目");
		words[1] = SLICE_OF("a mapping");
	} else {
		words[0] = SLICE_OF("一つの値");
		words[1] = SLICE_OF("one value");
	}
}

/* ---- values ---- */

void yaml_set_origin(struct value *value, const struct yaml_event *event)
{
	value->flags = 0;
	value->source = 0;
	value->offset = event->offset;
	value->length = (uint32_t)event->length;
}

/* The node has the wrong shape: reported, passed over, and marked so that nothing else is said about it. */
bool yaml_plan_refuse_shape(struct yaml_plan *plan, struct record *record, enum field field, struct value *value,
			 struct yaml_event *event, enum builtin_finding builtin)
{
	struct slice words[4];
	struct yaml_event first = *event;

	yaml_shape_words(event, words);
	if (!yaml_cursor_skip(&plan->cursor, event))
		return false;
	uint64_t end = event->offset + event->length;

	first.length = end > first.offset ? end - first.offset : 0;
	struct reported_cell cell = {record, field, yaml_plan_place(plan, &first), yaml_plan_raw(plan, &first)};

	words[2] = words[3] = slice_of(NULL, 0);
	if (builtin == BUILTIN_YAML_WANTS_MAPPING) {
		const struct field_info *inner = field_info(record_info((enum record_kind)field_info(field)->element)->first);

		words[2] = first_name(inner->names_ja);
		words[3] = inner->name;
	}
	yaml_plan_report(plan, &cell, builtin, words, 4);
	if (value) {
		yaml_set_origin(value, &first);
		value->presence = PRESENCE_UNREADABLE;
		value->is.text = yaml_plan_raw(plan, &first);
	}
	return true;
}

/* The text of a scalar for as long as the document lives, without the line breaks that end a block. */
struct slice yaml_plan_text(struct yaml_plan *plan, const struct yaml_event *event)
{
	struct slice text = event->text;

	if (LIKELY(event->verbatim && event->style <= YAML_STYLE_DOUBLE_QUOTED))
		return text;
	if (event->style == YAML_STYLE_LITERAL || event->style == YAML_STYLE_FOLDED)
		while (text.length && text.data[text.length - 1] == '\n')
			text.length--;
	if (event->verbatim)
		return text;
	struct slice joined = event->style == YAML_STYLE_LITERAL ? text : yaml_join_folded(plan->arena, text, yaml_plan_raw(plan, event));

	return joined.data != text.data ? joined : arena_copy(plan->arena, text);
}

/* What no value may be, whatever its field: too long, or with a NUL inside. */
static bool refuse_text(struct yaml_plan *plan, const struct reported_cell *cell, const struct yaml_event *event, struct value *value)
{
	struct slice numbers[2];

	if (event->text.length > LIMIT_SCALAR_BYTES) {
		numbers[0] = arena_print(plan->findings->arena, "%zu", event->text.length);
		numbers[1] = arena_print(plan->findings->arena, "%llu", (unsigned long long)LIMIT_SCALAR_BYTES);
		yaml_plan_report(plan, cell, BUILTIN_VALUE_TOO_LONG, numbers, 2);
	} else if (!event->verbatim && event->text.length && memchr(event->text.data, '\0', event->text.length)) {
		yaml_plan_report(plan, cell, BUILTIN_VALUE_HOLDS_NUL, NULL, 0);
	} else {
		return false;
	}
	value->presence = PRESENCE_UNREADABLE;
	value->is.text = yaml_plan_raw(plan, event);
	return true;
}

/* Types are the model's: a tag that says otherwise is not listened to, and that is said. */
void yaml_plan_check_tag(struct yaml_plan *plan, const struct record *record, const struct yaml_event *event)
{
	if (LIKELY(event->tag.length == 0) || slice_equal(event->tag, SLICE_OF("!")) ||
	    slice_starts_with(event->tag, SLICE_OF("tag:yaml.org,2002:")))
		return;
	yaml_plan_report_in(plan, record, BUILTIN_YAML_TAG, yaml_plan_place(plan, event), &event->tag, 1);
}

/* ---- memory ---- */

/* The slot a text of this field belongs to, NULL when it is too long for one; *hit: it holds this very text. */
static struct remembered_value *memory_of(const struct yaml_plan *plan, enum field field, struct slice text, bool *hit)
{
	*hit = false;
	if (!plan->room->memory || text.length == 0 || text.length > VALUE_MEMORY_LENGTH)
		return NULL;
	struct remembered_value *slot = &plan->room->memory[slice_glance(text, (unsigned)field) >> 56];

	*hit = slot->length == text.length && slot->field == (uint16_t)field && memcmp(slot->bytes, text.data, text.length) == 0;
	return slot;
}

static void remember(struct remembered_value *slot, enum field field, struct slice text)
{
	slot->field = (uint16_t)field;
	slot->length = (uint8_t)text.length;
	memcpy(slot->bytes, text.data, text.length);
}

/* value_read for a cell, remembering what points nowhere. */
static struct value_reading read_value(struct yaml_plan *plan, enum field field, struct slice text, struct value *value)
{
	enum field_kind kind = field_info(field)->kind;
	bool hit;

	if (kind < KIND_INT || kind > KIND_ENUM)
		return value_read(&plan->reader, field, text, value);
	struct remembered_value *slot = memory_of(plan, field, text, &hit);

	if (hit) {
		value->presence = PRESENCE_WRITTEN;
		value->is = slot->value.is;
		return (struct value_reading){0};
	}
	struct value_reading reading = value_read(&plan->reader, field, text, value);

	if (slot && reading.problem == VALUE_FINE && value->presence == PRESENCE_WRITTEN && value->flags == 0) {
		remember(slot, field, text);
		slot->value = *value;
	}
	return reading;
}

static struct period_reading read_dates(struct yaml_plan *plan, struct slice text)
{
	bool hit;
	struct remembered_value *slot = memory_of(plan, Period_text, text, &hit);

	if (hit)
		return (struct period_reading){.from = slot->value, .to = slot->to, .months = slot->months, .understood = true};
	struct period_reading reading = period_read(&plan->reader, text);

	if (slot && reading.understood && reading.from.presence != PRESENCE_UNREADABLE && reading.to.presence != PRESENCE_UNREADABLE &&
	    reading.from_problem.problem == VALUE_FINE && reading.to_problem.problem == VALUE_FINE) {
		remember(slot, Period_text, text);
		slot->value = reading.from;
		slot->to = reading.to;
		slot->months = reading.months;
	}
	return reading;
}

bool yaml_plan_read_cell(struct yaml_plan *plan, struct record *record, enum field field, struct value *value, struct yaml_event *event)
{
	if (UNLIKELY(event->kind != YAML_EVENT_SCALAR))
		return yaml_plan_refuse_shape(plan, record, field, value, event, BUILTIN_YAML_WANTS_VALUE);
	/* The words of a period are its cell: 期間, not 期間 表記. */
	bool words = field == Period_text;
	struct reported_cell cell = {words ? record->parent : record, words ? record->in : field, yaml_plan_place(plan, event), event->text};

	yaml_plan_check_tag(plan, record, event);
	yaml_set_origin(value, event);
	if (UNLIKELY((!event->verbatim || event->text.length > LIMIT_SCALAR_BYTES) && refuse_text(plan, &cell, event, value)))
		return true;
	struct slice text = yaml_plan_text(plan, event);

	cell.text = text;
	if (UNLIKELY(field == Plan_kind) && slice_contains(text, SLICE_OF("施設"))) {
		plan->out_of_scope = text;
		return true;
	}
	struct value_reading reading = read_value(plan, field, text, value);

	report_reading(plan, &cell, &reading);
	return true;
}

/* ---- periods ---- */

static void take_side(struct yaml_plan *plan, struct record *period, enum field field, const struct value *side,
		      const struct value_reading *reading, const struct reported_cell *whole)
{
	struct value *value = record_value(period, field);
	struct reported_cell cell = {period, field, whole->place, side->presence == PRESENCE_UNREADABLE ? side->is.text : whole->text};

	if (side->presence == PRESENCE_NOT_SUPPLIED)
		return;
	value->presence = side->presence;
	value->flags = side->flags;
	value->is = side->is;
	value->offset = whole->place.offset;
	value->length = (uint32_t)whole->place.length;
	report_reading(plan, &cell, reading);
}

static void mark_unreadable(struct record *period, enum field field, const struct reported_cell *whole)
{
	struct value *value = record_value(period, field);

	*value = (struct value){.presence = PRESENCE_UNREADABLE,
				.offset = whole->place.offset,
				.length = (uint32_t)whole->place.length,
				.is.text = whole->text};
}

/* A period in one text: the dates stand in the same cell, and the words are kept. */
static void read_period_words(struct yaml_plan *plan, struct record *period, const struct reported_cell *whole)
{
	struct yaml_plan_room *room = plan->room;
	struct period_reading reading = read_dates(plan, whole->text);

	take_side(plan, period, Period_from, &reading.from, &reading.from_problem, whole);
	take_side(plan, period, Period_to, &reading.to, &reading.to_problem, whole);
	if (!reading.understood) {
		mark_unreadable(period, Period_from, whole);
		mark_unreadable(period, Period_to, whole);
		yaml_plan_report(plan, whole, BUILTIN_VALUE_PERIOD_UNCLEAR, &whole->text, 1);
	} else if (reading.months && reading.from.presence == PRESENCE_NOT_SUPPLIED && reading.to.presence == PRESENCE_NOT_SUPPLIED) {
		struct counted_period *counted = yaml_plan_room_add(room, &room->periods, &room->period_count,
								    &room->period_capacity, sizeof *counted);

		*counted = (struct counted_period){period, reading.months};
	}
}

bool yaml_plan_read_period(struct yaml_plan *plan, struct record *record, enum field field, struct value *value, struct yaml_event *event)
{
	struct record *period = record_new(plan->arena, RECORD_Period, record, field, 0);
	struct value *words = record_value(period, Period_text);

	if (!yaml_plan_read_cell(plan, period, Period_text, words, event))
		return false;
	*value = (struct value){.presence = words->presence, .flags = words->flags, .offset = words->offset, .length = words->length};
	if (words->presence == PRESENCE_UNREADABLE) {
		value->is.text = words->is.text;
		return true;
	}
	value->is.record = period;
	period->self = *value;
	if (words->presence == PRESENCE_WRITTEN)
		read_period_words(plan, period,
				  &(struct reported_cell){record, field, {plan->source, words->offset, words->length}, words->is.text});
	return true;
}
