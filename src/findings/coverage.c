#include "findings/coverage.h"

#include <assert.h>

struct slice outcome_name(enum outcome outcome)
{
	static const struct slice names[OUTCOME_COUNT] = {
		[OUTCOME_OFF] = SLICE("off"),
		[OUTCOME_NOT_APPLICABLE] = SLICE("notApplicable"),
		[OUTCOME_PASS] = SLICE("pass"),
		[OUTCOME_NOT_JUDGED] = SLICE("notJudged"),
		[OUTCOME_OPEN] = SLICE("open"),
		[OUTCOME_FINDING] = SLICE("finding"),
		[OUTCOME_FAULT] = SLICE("fault"),
	};

	assert(outcome < OUTCOME_COUNT);
	return names[outcome];
}
