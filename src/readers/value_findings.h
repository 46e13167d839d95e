/*
 * value_findings.h - what value_read and period_read could not read, as findings. For the readers of every format.
 */
#ifndef TENKEN_READERS_VALUE_FINDINGS_H
#define TENKEN_READERS_VALUE_FINDINGS_H

#include "findings/finding.h"
#include "model/values/value_read.h"

/* The cell a finding is about. */
struct reported_cell {
	const struct record *record;
	enum field field;
	struct place place;
	struct slice text; /* as written, decoded */
};

/*
 * The finding for a reading that was not fine, with its form address; NULL when the reading was fine or the list is full.
 * VALUE_ERA_RUNS_ON needs the plan's date: keep the reading until the plan is complete and call value_report_era then.
 */
struct finding *value_report(struct finding_list *findings, const struct reported_cell *cell, const struct value_reading *reading);
/* An era that had ended counts only in plans made from 2019-05-01: before, it was rightly printed so. NULL when it does not count. */
struct finding *value_report_era(struct finding_list *findings, const struct reported_cell *cell, const struct value_reading *reading,
				 const struct value *plan_date);
/* Any built-in finding about a cell: {0} is the field's name, `more` are {1} {2} …; address and value are set. */
struct finding *cell_report(struct finding_list *findings, const struct reported_cell *cell, enum builtin_finding builtin,
			    const struct slice *more, size_t count);

/* The form address of a finding, in the language of its list; FIELD_COUNT addresses the record. */
void finding_address(struct finding_list *findings, struct finding *finding, const struct record *record, enum field field);

#endif
