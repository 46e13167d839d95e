/*
 * derive.h - fills the derived fields of a settled document, once; after that it is frozen. For the linter.
 *
 * What a derived value is when its source is no plain value:
 *   source not supplied                  not supplied
 *   source blank                         blank
 *   source unreadable                    unreadable
 *   source written but not understood    not supplied: rules say "cannot be checked", never a guess
 * A derived value has the origin of its source, so that findings point at what was written. Flag VALUE_COUNTED marks values of
 * ordinary fields that were counted, not written: the ends of 6か月, 生活保護 by an H number.
 *
 *   Plan.all_long_goals, all_short_goals, all_services   flattened in form order
 *   Service.type_code     by the service-type table; empty for the person, family and others outside the insurance
 *   Service.informal      not insured, or done by somebody who is no service (domain: words of people, places, schemes)
 *   Service.per_week      null for what is counted by the month, goes on, or has no bound
 *   Service.per_month     null for what goes on or has no bound; weekly rates give 4 to 5 times as much
 *   Service.times_said, days_listed   of 週3回（月・火・木・金） 3 and 4; null where the cell does not contradict itself
 *   Service.type_unknown, frequency_unknown   whether what is written was not understood; a blank cell is understood
 *   UsageLine.item        not supplied where no table classes a code of 訪問介護, so that what counts visits cannot be checked
 *   UsageLine.unclassed   whether that is so; a blank code is none
 *   UsageLine.type_code; UnitsLine.row; Month.units, over_units
 */
#ifndef TENKEN_DERIVE_DERIVE_H
#define TENKEN_DERIVE_DERIVE_H

#include "derive/derive_memory.h"

/* `scratch` is used, not reset. */
void derive_document(struct document *document, struct derive_memory *memory, struct arena *scratch);

#endif
