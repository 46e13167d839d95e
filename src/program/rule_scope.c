/* The scopes of rules, as one table. */
#include "program/rule_scope.h"

#include <assert.h>

static const struct rule_scope_info scopes[SCOPE_COUNT] = {
	[SCOPE_PLAN] = {SLICE("plan"), SLICE("計画"), RECORD_Plan, SCOPE_PLAN, {FIELD_INVALID, FIELD_INVALID}, FIELD_INVALID},
	[SCOPE_NEED] = {SLICE("need"), SLICE("ニーズ|課題"), RECORD_Need, SCOPE_PLAN, {Plan_needs, FIELD_INVALID}, FIELD_INVALID},
	[SCOPE_LONG_GOAL] = {SLICE("long_goal"), SLICE("長期目標"), RECORD_LongGoal, SCOPE_NEED,
			     {Need_long_goals, FIELD_INVALID}, FIELD_INVALID},
	[SCOPE_SHORT_GOAL] = {SLICE("short_goal"), SLICE("短期目標"), RECORD_ShortGoal, SCOPE_LONG_GOAL,
			      {LongGoal_short_goals, FIELD_INVALID}, FIELD_INVALID},
	[SCOPE_SERVICE] = {SLICE("service"), SLICE("サービス"), RECORD_Service, SCOPE_SHORT_GOAL,
			   {ShortGoal_services, FIELD_INVALID}, FIELD_INVALID},
	[SCOPE_WEEKLY_SLOT] = {SLICE("weekly_slot"), SLICE("週間予定"), RECORD_WeeklySlot, SCOPE_PLAN,
			       {Plan_weekly, FIELD_INVALID}, FIELD_INVALID},
	[SCOPE_ASSESSMENT_ITEM] = {SLICE("assessment_item"), SLICE("アセスメント項目"), RECORD_AssessmentItem, SCOPE_PLAN,
				   {Assessment_items, FIELD_INVALID}, Plan_assessment},
	[SCOPE_MONTH] = {SLICE("month"), SLICE("月"), RECORD_Month, SCOPE_PLAN, {Plan_months, FIELD_INVALID}, FIELD_INVALID},
	[SCOPE_USAGE_LINE] = {SLICE("usage_line"), SLICE("利用票の行"), RECORD_UsageLine, SCOPE_MONTH,
			      {Month_planned, Month_actual}, FIELD_INVALID},
	[SCOPE_MEETING] = {SLICE("meeting"), SLICE("担当者会議"), RECORD_Meeting, SCOPE_PLAN,
			   {Plan_meetings, FIELD_INVALID}, FIELD_INVALID},
};

const struct rule_scope_info *rule_scope_info(enum rule_scope scope)
{
	assert(scope < SCOPE_COUNT);
	return &scopes[scope];
}

enum rule_scope rule_scope_by_name(struct slice name)
{
	for (unsigned i = 0; i < SCOPE_COUNT; i++) {
		struct slice rest = scopes[i].names_ja, word;

		if (slice_equal(scopes[i].name, name))
			return (enum rule_scope)i;
		while (slice_next(&rest, '|', &word))
			if (slice_equal(word, name))
				return (enum rule_scope)i;
	}
	return SCOPE_COUNT;
}

size_t rule_scope_path(enum rule_scope scope, enum rule_scope path[SCOPE_DEPTH])
{
	size_t depth = 1;

	for (enum rule_scope at = scope; at != SCOPE_PLAN; at = scopes[at].above)
		depth++;
	assert(depth <= SCOPE_DEPTH);
	for (size_t i = depth; i-- > 0; scope = scopes[scope].above)
		path[i] = scope;
	return depth;
}
