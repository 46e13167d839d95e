#include "linter/forms/form_view_build.h"

#include "base/name_table.h"
#include "linter/forms/form_sheets.h"

static void build_sheets(struct form_builder *builder)
{
	const struct record *plan = builder->document->plan;

	for (unsigned number = 0; number < FORM_COUNT; number++) {
		enum form form = (enum form)number;

		if (!form_is_carried(builder->document, form))
			continue;
		if (form == FORM_TABLE1)
			form_build_table1(builder, plan);
		else if (form == FORM_TABLE2)
			form_build_table2(builder, plan);
		else if (form == FORM_TABLE3)
			form_build_table3(builder, plan);
		else if (form == FORM_PREVENTION)
			form_build_prevention(builder, plan);
		else
			form_build_plain(builder, plan, form);
	}
}

/* ---- findings to their places ---- */

static void add_finding(struct arena *arena, uint32_t **findings, size_t *count, uint32_t number)
{
	/* A place has few findings: room for the next one is taken from where the last one was, most of the time. */
	*findings = arena_grow(arena, *findings, *count * sizeof **findings, (*count + 1) * sizeof **findings);
	(*findings)[(*count)++] = number;
}

/* The longest beginning of an address, word by word, that is a place: 第2表 課題1 期間 終わり goes to 第2表 課題1 期間. */
static uint32_t place_of(const struct name_table *places, struct slice address)
{
	while (address.length) {
		uint32_t place = name_table_find(places, address);

		if (place != NAME_NOT_FOUND)
			return place;
		while (address.length && address.data[address.length - 1] != ' ')
			address.length--;
		while (address.length && address.data[address.length - 1] == ' ')
			address.length--;
	}
	return NAME_NOT_FOUND;
}

static void place_findings(struct form_builder *builder, struct form_view *view, const struct finding_list *findings)
{
	struct name_table places;

	name_table_init(&places, builder->arena);
	for (size_t i = 0; i < builder->place_count; i++)
		name_table_add(&places, builder->places[i].address, (uint32_t)i);
	for (size_t i = 0; i < findings->count; i++) {
		const struct finding *finding = findings->items[i];
		uint32_t number = place_of(&places, finding->address);

		if (finding->kind == FINDING_OPEN)
			continue;
		if (number == NAME_NOT_FOUND) {
			add_finding(builder->arena, &view->findings, &view->finding_count, (uint32_t)i);
			continue;
		}
		const struct form_place *place = &builder->places[number];
		struct form_sheet *sheet = &view->sheets[place->sheet];

		if (place->cell)
			add_finding(builder->arena, &place->cell->findings, &place->cell->finding_count, (uint32_t)i);
		else
			add_finding(builder->arena, &sheet->findings, &sheet->finding_count, (uint32_t)i);
	}
}

/* ---- the standard items of assessment ---- */

enum { STANDARD_ITEMS = 23 };

static const struct record *item_numbered(struct value_list items, unsigned number)
{
	for (size_t i = 0; i < items.count; i++) {
		const struct value *no = record_read(items.items[i].is.record, AssessmentItem_no);

		if (no->presence == PRESENCE_WRITTEN && no->is.integer == (int64_t)number)
			return items.items[i].is.record;
	}
	return NULL;
}

static void item_findings(struct arena *arena, struct assessment_coverage *item, const struct record *record,
			  const struct finding_list *findings)
{
	struct slice address = form_address(arena, record, FIELD_COUNT, true, findings->english);

	for (size_t i = 0; i < findings->count; i++) {
		struct slice at = findings->items[i]->address;

		if (findings->items[i]->kind != FINDING_OPEN && slice_starts_with(at, address) &&
		    (at.length == address.length || at.data[address.length] == ' '))
			add_finding(arena, &item->findings, &item->finding_count, (uint32_t)i);
	}
}

static enum cell_state state_of_item(const struct record *record)
{
	const struct value *text = record ? record_read(record, AssessmentItem_text) : NULL;
	const struct value *status = record ? record_read(record, AssessmentItem_status) : NULL;
	bool written = record && (text->presence == PRESENCE_WRITTEN || status->presence == PRESENCE_WRITTEN);

	return written ? CELL_WRITTEN : CELL_BLANK;
}

static void add_items(struct form_builder *builder, struct form_view *view, const struct finding_list *findings,
		      const struct lookup_table *table, int32_t as_of)
{
	const struct record *plan = builder->document->plan, *assessment = record_sub(plan, Plan_assessment);
	const struct value *done_on = assessment ? record_read(assessment, Assessment_date) : NULL;
	const struct value *planned_on = record_read(plan, Plan_plan_date);
	struct value_list items = assessment ? record_list(assessment, Assessment_items) : (struct value_list){NULL, 0};
	bool supplied = form_is_carried(builder->document, FORM_ASSESSMENT) && assessment &&
			record_read(assessment, Assessment_items)->presence != PRESENCE_NOT_SUPPLIED;
	int32_t day = done_on && done_on->presence == PRESENCE_WRITTEN ? done_on->is.date :
		      planned_on->presence == PRESENCE_WRITTEN		? planned_on->is.date : as_of;

	view->items = arena_array(builder->arena, struct assessment_coverage, STANDARD_ITEMS);
	for (unsigned number = 1; number <= STANDARD_ITEMS; number++) {
		const struct cel_value key = cel_int(number);
		const struct cel_value *name = lookup_table_value(table, &key, day);
		const struct record *record = item_numbered(items, number);
		struct assessment_coverage *item = &view->items[view->item_count];

		if (!name || name->kind != CEL_STRING)
			continue;
		*item = (struct assessment_coverage){.number = number, .name = cel_text(*name)};
		item->state = supplied ? state_of_item(record) : CELL_NOT_SUPPLIED;
		if (record)
			item_findings(builder->arena, item, record, findings);
		view->item_count++;
	}
}

struct form_view *form_view_build(struct arena *arena, const struct document *document, const struct finding_list *findings,
				  const struct lookup_table_set *tables, int32_t as_of, bool english)
{
	struct form_builder builder = {.arena = arena, .document = document, .english = english};
	const struct lookup_table *items = lookup_table_find(tables, SLICE_OF("assessment-items"));
	struct form_view *view = arena_new(arena, struct form_view);

	build_sheets(&builder);
	view->sheets = builder.sheets;
	view->sheet_count = builder.sheet_count;
	place_findings(&builder, view, findings);
	if (items)
		add_items(&builder, view, findings, items, as_of);
	return view;
}
