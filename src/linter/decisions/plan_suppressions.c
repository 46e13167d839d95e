#include "linter/decisions/plan_suppressions.h"

#include "model/dates/date.h"
#include "text/unicode/normalize.h"

static bool is_told(const struct finding_list *findings, struct slice id)
{
	for (size_t i = 0; i < findings->count; i++)
		if (slice_equal(findings->items[i]->rule, id))
			return true;
	return false;
}

bool rule_was_judged(const struct plan_coverage *coverage, const struct rule *rule, const struct finding_list *findings)
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
	suppression.not_judged = rule && !rule_was_judged(coverage, rule, findings);
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

static size_t count_of_person(const struct side_suppressions *beside, uint32_t first)
{
	size_t count = 0;

	for (uint32_t at = first; at != NAME_NOT_FOUND; at = beside->items[at].next)
		count++;
	return count;
}

/* Those of the files that name this plan, behind its own. */
static void add_beside(struct plan_suppressions *all, const struct side_suppressions *beside, uint32_t first, struct slice key,
		       const struct rule_set *rules, const struct plan_coverage *coverage, struct finding_list *findings)
{
	uint32_t *numbers = arena_array(findings->arena, uint32_t, count_of_person(beside, first));

	all->numbers = numbers;
	for (uint32_t at = first; at != NAME_NOT_FOUND; at = beside->items[at].next) {
		const struct side_suppression *entry = &beside->items[at];

		if (!side_suppression_names(entry, key))
			continue;
		const struct rule *rule = rule_find(rules, entry->as_written.rule);
		struct suppression *copy = &all->items[all->count];

		*copy = entry->as_written;
		copy->used = false;
		copy->not_judged = rule && !rule_was_judged(coverage, rule, findings);
		numbers[all->count++ - all->own] = at;
	}
}

struct plan_suppressions plan_suppressions_apply(const struct document *document, const struct rule_set *rules,
						 const struct side_suppressions *beside, struct slice key,
						 const struct plan_coverage *coverage, int32_t today, struct finding_list *findings)
{
	struct value_list list = record_list(document->plan, Plan_suppressions);
	uint32_t first = side_suppressions_first(beside, key);
	size_t most = list.count + count_of_person(beside, first);
	struct plan_suppressions all = {.own = list.count, .count = list.count};

	if (!most)
		return all;
	all.items = arena_array(findings->arena, struct suppression, most);
	for (size_t i = 0; i < list.count; i++)
		all.items[i] = read_suppression(document, list.items[i].is.record, rules, coverage, today, findings);
	if (first != NAME_NOT_FOUND)
		add_beside(&all, beside, first, key, rules, coverage, findings);
	suppressions_apply(all.items, all.count, findings);
	return all;
}
