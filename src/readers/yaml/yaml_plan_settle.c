/* What needs the whole plan: its kind, lengths and eras judged by its date, the forms it carries. */
#include "readers/yaml/yaml_plan.h"

#include "model/dates/date.h"

/* Without a kind, or with one that was not understood, it is read as a home care plan; the first is said, the second was. */
static void settle_kind(struct yaml_plan *plan)
{
	struct record *record = plan->document->plan;
	struct value *kind = record_value(record, Plan_kind);

	if (kind->presence == PRESENCE_WRITTEN)
		return;
	if (kind->presence != PRESENCE_UNREADABLE && !(kind->flags & VALUE_PLACEHOLDER)) {
		struct place place = {plan->source, record->self.offset, 0};

		finding_add_builtin(plan->findings, BUILTIN_PLAN_KIND_ABSENT, place, NULL, 0);
		kind->offset = record->self.offset;
		kind->length = 0;
	}
	kind->presence = PRESENCE_WRITTEN;
	kind->flags = VALUE_COUNTED;
	kind->is.enumerated = plan_kind_home;
}

static bool is_prevention(const struct yaml_plan *plan)
{
	return record_read(plan->document->plan, Plan_kind)->is.enumerated == plan_kind_prevention;
}

/* 6か月 runs from the plan date. Without one the ends are written but cannot be known: nothing more is said about them. */
static void settle_periods(struct yaml_plan *plan)
{
	const struct value *date = record_read(plan->document->plan, Plan_plan_date);

	for (size_t i = 0; i < plan->room->period_count; i++) {
		const struct counted_period *counted = &plan->room->periods[i];
		const struct value *words = record_read(counted->period, Period_text);
		struct value *from = record_value(counted->period, Period_from);
		struct value *to = record_value(counted->period, Period_to);

		*from = *to = *words;
		if (date->presence != PRESENCE_WRITTEN) {
			from->presence = to->presence = PRESENCE_UNREADABLE;
			continue;
		}
		from->flags = to->flags = VALUE_COUNTED;
		from->is.date = date->is.date;
		to->is.date = date_last_of_months(date->is.date, counted->months);
	}
}

static void settle_eras(struct yaml_plan *plan)
{
	const struct value *date = record_read(plan->document->plan, Plan_plan_date);

	for (size_t i = 0; i < plan->room->era_count; i++)
		value_report_era(plan->findings, &plan->room->eras[i].cell, &plan->room->eras[i].reading, date);
}

/* Forms named in 様式, beside those of which a key is present. */
static void read_form_names(struct yaml_plan *plan)
{
	const struct record *record = plan->document->plan;
	struct value_list names = record_list(record, Plan_forms);

	for (size_t i = 0; i < names.count; i++) {
		const struct value *name = &names.items[i];
		enum form form = form_by_name(plan->reader.keys, name->is.text, plan->reader.scratch);

		if (form != FORM_NONE) {
			plan->forms |= 1u << form;
			continue;
		}
		struct reported_cell cell = {record, Plan_forms, {plan->source, name->offset, name->length}, name->is.text};
		struct finding *finding = finding_add_builtin(plan->findings, BUILTIN_PLAN_UNKNOWN_FORM, cell.place, &cell.text, 1);

		finding_address(plan->findings, finding, record, Plan_forms);
	}
}

static void report_missing_forms(struct yaml_plan *plan, uint32_t missing)
{
	struct text_builder ja, en;
	struct place place = {plan->source, plan->document->plan->self.offset, 0};

	if (!missing)
		return;
	text_builder_init(&ja, plan->findings->arena);
	text_builder_init(&en, plan->findings->arena);
	for (unsigned form = 0; form < FORM_COUNT; form++) {
		if (!(missing >> form & 1))
			continue;
		text_builder_add_string(&ja, ja.length ? "・" : "");
		text_builder_add(&ja, form_info((enum form)form)->name_ja);
		text_builder_add_string(&en, en.length ? " and " : "");
		text_builder_add(&en, form_info((enum form)form)->name_en);
	}
	struct slice names[2];

	names[0] = text_builder_finish(&ja);
	names[1] = text_builder_finish(&en);
	struct finding *finding = finding_add_builtin(plan->findings, BUILTIN_PLAN_FORM_MISSING, place, names, 2);

	if (!finding)
		return;
	finding->address = plan->findings->english ? names[1] : names[0];
	finding->address_plain = names[0];
}

static void settle_forms(struct yaml_plan *plan)
{
	const struct value *months = record_read(plan->document->plan, Plan_months);
	const uint32_t table1 = 1u << FORM_TABLE1, table2 = 1u << FORM_TABLE2, prevention = 1u << FORM_PREVENTION;
	uint32_t needed = table1 | table2;

	read_form_names(plan);
	/* Months that hold sheets of 第7表 alone do not make 第6表 carried. */
	if (months->presence != PRESENCE_NOT_SUPPLIED && !(plan->forms & (1u << FORM_TABLE6 | 1u << FORM_TABLE7)))
		plan->forms |= 1u << FORM_TABLE6;
	if (is_prevention(plan)) {
		const uint32_t same_sheet = table1 | table2 | 1u << FORM_CONSENT;

		if (plan->forms & same_sheet)
			plan->forms |= prevention;
		plan->forms &= ~same_sheet;
		needed = prevention;
	}
	report_missing_forms(plan, needed & ~plan->forms);
	plan->document->forms_carried = plan->forms;
}

/* Addresses given before the kind was known may name the other kind's form. */
static void settle_addresses(struct yaml_plan *plan)
{
	if (!is_prevention(plan))
		return;
	for (size_t i = 0; i < plan->room->address_count; i++) {
		const struct early_address *early = &plan->room->addresses[i];

		finding_address(plan->findings, early->finding, early->record, early->field);
	}
}

void yaml_plan_settle(struct yaml_plan *plan)
{
	settle_kind(plan);
	settle_addresses(plan);
	settle_periods(plan);
	settle_eras(plan);
	settle_forms(plan);
	document_settle(plan->document, NULL);
}
