#include "linter/plans/plan_facts.h"

#include "model/dates/date.h"
#include "text/unicode/normalize.h"

static struct slice joined(struct arena *arena, struct slice before, struct slice behind)
{
	struct text_builder text;

	text_builder_init(&text, arena);
	text_builder_add(&text, before);
	text_builder_add_char(&text, '/');
	text_builder_add(&text, behind);
	return text_builder_finish(&text);
}

struct slice plan_person(const struct record *plan, struct arena *arena)
{
	struct slice insurer = normalize(arena, slice_trim(record_text(plan, Plan_insurer_no)));
	struct slice insured = normalize(arena, slice_trim(record_text(plan, Plan_insured_no)));

	if (insurer.length == 0 || insured.length == 0)
		return slice_of("", 0);
	return joined(arena, insurer, insured);
}

static void date_facts(struct report_plan *facts, const struct record *plan, struct arena *arena, bool english)
{
	const struct value *date = record_read(plan, Plan_plan_date);
	struct text_builder text;

	if (date->presence != PRESENCE_WRITTEN)
		return;
	text_builder_init(&text, arena);
	date_add_iso(&text, date->is.date);
	facts->plan_date_iso = text_builder_finish(&text);
	facts->plan_date = facts->plan_date_iso;
	if (english)
		return;
	text_builder_init(&text, arena);
	date_add_japanese(&text, date->is.date);
	facts->plan_date = text_builder_finish(&text);
}

struct slice plan_kind_name(bool prevention, bool english)
{
	if (english)
		return prevention ? SLICE_OF("prevention plan") : SLICE_OF("home care plan");
	return prevention ? SLICE_OF("介護予防サービス・支援計画書") : SLICE_OF("居宅サービス計画書");
}

static void kind_facts(struct report_plan *facts, const struct record *plan, bool english)
{
	const struct value *kind = record_read(plan, Plan_kind);
	bool prevention = kind->presence == PRESENCE_WRITTEN && kind->is.enumerated == plan_kind_prevention;

	facts->kind = prevention ? SLICE_OF("prevention") : SLICE_OF("home");
	facts->kind_name = plan_kind_name(prevention, english);
}

/* Copied: what a reader gives may be gone with the next plan, and results wait for their turn. */
static void office_facts(struct report_plan *facts, const struct record *plan, struct arena *arena)
{
	const struct record *office = record_sub(plan, Plan_office);

	facts->care_manager = arena_copy(arena, slice_trim(record_text(plan, Plan_care_manager)));
	if (!office)
		return;
	facts->office = arena_copy(arena, slice_trim(record_text(office, Office_name)));
	facts->office_code = arena_copy(arena, slice_trim(record_text(office, Office_code)));
}

void plan_facts(struct report_plan *facts, const struct record *plan, struct arena *arena, bool english)
{
	struct slice person = plan_person(plan, arena);

	facts->person = person;
	date_facts(facts, plan, arena, english);
	kind_facts(facts, plan, english);
	office_facts(facts, plan, arena);
	if (person.length && facts->plan_date_iso.length)
		facts->key = joined(arena, person, joined(arena, facts->plan_date_iso, facts->kind));
}

struct slice plan_key_by_number(struct arena *arena, struct slice path, uint32_t ordinal)
{
	return arena_print(arena, "%.*s#%u", SLICE_PRINT(path), (unsigned)ordinal);
}
