#include "linter/plans/plan_suppressions.h"

#include "model/date.h"
#include "text/normalize.h"

static bool is_told(const struct finding_list *findings, struct slice id)
{
	for (size_t i = 0; i < findings->count; i++)
		if (slice_equal(findings->items[i]->rule, id))
			return true;
	return false;
}

/* A rule whose findings are all told by another one (subsumes) found something: that a suppression of it meets none proves nothing. */
static bool was_judged(const struct plan_coverage *coverage, const struct rule *rule, const struct finding_list *findings)
{
	enum outcome outcome = (enum outcome)coverage->outcomes[rule->number];

	return outcome == OUTCOME_PASS || outcome == OUTCOME_NOT_APPLICABLE || (outcome == OUTCOME_FINDING && is_told(findings, rule->id));
}

static struct suppression read_suppression(const struct document *document, const struct record *record, const struct rule_set *rules,
					   const struct plan_coverage *coverage, int32_t today, struct finding_list *findings)
{
	const struct value *until = record_read(record, Suppression_until);
	struct suppression suppression = {
		.rule = normalize(findings->arena, slice_trim(record_text(record, Suppression_rule))),
		.at = slice_trim(record_text(record, Suppression_at)),
		.reason = slice_trim(record_text(record, Suppression_reason)),
		.by = slice_trim(record_text(record, Suppression_by)),
		.address = findings->english ? SLICE_OF("suppressions") : SLICE_OF("指摘の除外"),
	};
	const struct rule *rule = rule_find(rules, suppression.rule);

	suppression.unreadable = until->presence == PRESENCE_UNREADABLE;
	suppression.refused = rule && !rule->suppressible;
	suppression.not_judged = rule && !was_judged(coverage, rule, findings);
	if (record->self.source < document->source_count)
		suppression.place = (struct place){document->sources[record->self.source], record->self.offset, record->self.length};
	if (until->presence == PRESENCE_WRITTEN) {
		struct text_builder iso, text;

		text_builder_init(&iso, findings->arena);
		date_add_iso(&iso, until->is.date);
		suppression.until_iso = text_builder_finish(&iso);
		text_builder_init(&text, findings->arena);
		date_add_japanese(&text, until->is.date);
		suppression.until = findings->english ? suppression.until_iso : text_builder_finish(&text);
		suppression.expired = until->is.date < today;
	}
	return suppression;
}

void plan_suppressions(const struct document *document, const struct rule_set *rules, const struct plan_coverage *coverage, int32_t today,
		       struct finding_list *findings)
{
	struct value_list list = record_list(document->plan, Plan_suppressions);
	struct suppression *items = list.count ? arena_array(findings->arena, struct suppression, list.count) : NULL;

	for (size_t i = 0; i < list.count; i++)
		items[i] = read_suppression(document, list.items[i].is.record, rules, coverage, today, findings);
	suppressions_apply(items, list.count, findings);
}
