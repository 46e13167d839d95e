/* From readings of values to findings DT-001 … DT-015. */
#include "readers/value_findings.h"

#include "base/limits.h"
#include "model/dates/date.h"
#include "text/unicode/utf8.h"

#include <assert.h>

enum { MOST_ARGUMENTS = 6, LONGEST_QUOTE = 120 };

void finding_address(struct finding_list *findings, struct finding *finding, const struct record *record, enum field field)
{
	if (!finding)
		return;
	finding->address = form_address(findings->arena, record, field, true, findings->english);
	finding->address_plain = form_address(findings->arena, record, field, false, false);
	finding->item = field_standard_item(record, field);
	if (findings->english)
		finding->address_ja = form_address(findings->arena, record, field, true, false);
}

/* As much of a text as a message can carry, cut between characters. */
static struct slice quoted(struct finding_list *findings, struct slice text)
{
	struct slice beginning = utf8_beginning(text, LONGEST_QUOTE);

	return beginning.length == text.length ? text : arena_print(findings->arena, "%.*s…", SLICE_PRINT(beginning));
}

struct finding *cell_report(struct finding_list *findings, const struct reported_cell *cell, enum builtin_finding builtin,
			    const struct slice *more, size_t count)
{
	struct slice arguments[MOST_ARGUMENTS];
	const struct field_info *info = field_info(cell->field);

	assert(count < MOST_ARGUMENTS);
	/* A full list only counts: nothing is put together for it. */
	if (findings->count >= LIMIT_FINDINGS_A_PLAN)
		return finding_add(findings);
	arguments[0] = findings->english ? info->name : first_name(info->names_ja);
	for (size_t i = 0; i < count; i++)
		arguments[i + 1] = quoted(findings, more[i]);
	struct finding *finding = finding_add_builtin(findings, builtin, cell->place, arguments, count + 1);

	if (!finding)
		return NULL;
	finding_address(findings, finding, cell->record, cell->field);
	finding->value = arena_copy(findings->arena, quoted(findings, cell->text));
	return finding;
}

static enum builtin_finding builtin_of(enum value_problem problem)
{
	switch (problem) {
	case VALUE_NOT_A_DATE:
		return BUILTIN_VALUE_NOT_A_DATE;
	case VALUE_IMPOSSIBLE_DATE:
		return BUILTIN_VALUE_IMPOSSIBLE_DATE;
	case VALUE_OUTSIDE_ERA:
		return BUILTIN_VALUE_OUTSIDE_ERA;
	case VALUE_ERA_RUNS_ON:
		return BUILTIN_VALUE_ERA_RUNS_ON;
	case VALUE_NOT_A_TIME:
		return BUILTIN_VALUE_NOT_A_TIME;
	case VALUE_NOT_A_NUMBER:
		return BUILTIN_VALUE_NOT_A_NUMBER;
	case VALUE_NUMBER_TOO_LARGE:
		return BUILTIN_VALUE_NUMBER_TOO_LARGE;
	case VALUE_NOT_A_MARK:
		return BUILTIN_VALUE_NOT_A_MARK;
	case VALUE_NOT_IN_LIST:
		return BUILTIN_VALUE_NOT_IN_LIST;
	case VALUE_AMBIGUOUS_LEVEL:
		return BUILTIN_VALUE_AMBIGUOUS_LEVEL;
	case VALUE_PLACEHOLDER_WHOLE:
		return BUILTIN_VALUE_PLACEHOLDER_WHOLE;
	case VALUE_PLACEHOLDER_INSIDE:
		return BUILTIN_VALUE_PLACEHOLDER_INSIDE;
	case VALUE_FINE:
		break;
	}
	return BUILTIN_COUNT;
}

struct finding *value_report(struct finding_list *findings, const struct reported_cell *cell, const struct value_reading *reading)
{
	enum builtin_finding builtin = builtin_of(reading->problem);

	if (builtin == BUILTIN_COUNT)
		return NULL;
	bool placeholder = builtin == BUILTIN_VALUE_PLACEHOLDER_WHOLE || builtin == BUILTIN_VALUE_PLACEHOLDER_INSIDE;
	struct slice written = placeholder && reading->word.length ? reading->word : cell->text;

	struct slice expected = findings->english && reading->expected_en.length ? reading->expected_en : reading->expected;

	return cell_report(findings, cell, builtin, (const struct slice[]){written, expected}, 2);
}

struct finding *value_report_era(struct finding_list *findings, const struct reported_cell *cell, const struct value_reading *reading,
				 const struct value *plan_date)
{
	const int32_t era_change = date_from_calendar((struct calendar_date){2019, 5, 1});

	if (plan_date->presence == PRESENCE_WRITTEN && plan_date->is.date < era_change)
		return NULL;
	return value_report(findings, cell, reading);
}
