#include "linter/decisions/decisions.h"

#include "base/limits.h"
#include "base/platform/platform.h"
#include "readers/input_list.h"

static bool read_text(struct arena *arena, const char *path, uint64_t limit, struct slice *text, struct failure *failure)
{
	struct failure system = {0};

	if (platform_file_read(slice_from_string(path), arena, limit, text, &system))
		return true;
	struct slice reason = unreadable_reason(slice_of(system.text, system.length), false);

	failure_set(failure, "%s：%.*s（%s）", path, SLICE_PRINT(reason), system.text);
	return false;
}

static bool read_suppressions(struct decisions *decisions, const char *path, const struct side_reading *reading, struct failure *failure)
{
	struct slice text;

	return read_text(decisions->beside.arena, path, LIMIT_SUPPRESSION_FILE_BYTES, &text, failure) &&
	       side_suppressions_read(&decisions->beside, slice_from_string(path), text, reading, &decisions->told, failure);
}

static bool read_baseline(struct decisions *decisions, struct arena *arena, const char *path, struct failure *failure)
{
	struct slice text;

	decisions->has_baseline = true;
	if (!read_text(arena, path, LIMIT_BASELINE_BYTES, &text, failure) ||
	    !baseline_read(&decisions->baseline, arena, slice_from_string(path), text, failure))
		return false;
	if (slice_equal(decisions->baseline.key, decisions->key.length ? decisions->key : SLICE_OF("-")))
		return true;
	failure_set(failure, "%s：この記録は、別の --mask-key で書かれています（the baseline was written with another --mask-key）", path);
	return false;
}

bool decisions_read(struct decisions *decisions, struct arena *arena, const struct rule_base *base, const struct decisions_options *options,
		    struct failure *failure)
{
	struct side_reading reading = {.keys = base->keys, .english = decisions->told.english, .today = options->today};

	side_suppressions_init(&decisions->beside, arena);
	for (size_t i = 0; i < options->suppression_count; i++)
		if (!read_suppressions(decisions, options->suppressions[i], &reading, failure))
			return false;
	reading.among_settings = true;
	if (options->settings && !read_suppressions(decisions, options->settings, &reading, failure))
		return false;
	for (size_t i = 0; i < decisions->beside.count; i++) {
		struct suppression *entry = &decisions->beside.items[i].as_written;
		const struct rule *rule = rule_find(base->loaded.set, entry->rule);

		entry->refused = rule && !rule->suppressible;
	}
	return !options->baseline || read_baseline(decisions, arena, options->baseline, failure);
}

/* ---- plan after plan ---- */

struct judged {
	const struct rule_set *rules;
	const struct plan_coverage *coverage;
	const struct finding_list *findings;
};

/* What tenken says itself, and nobody left out, is looked at in every plan. */
static bool is_unwanted(const struct finding_list *findings, struct slice id)
{
	for (unsigned i = 0; findings->unwanted && i < BUILTIN_COUNT; i++)
		if (findings->unwanted[i] && slice_equal(builtin_info((enum builtin_finding)i)->id, id))
			return true;
	return false;
}

/* Of a rule that is no more nothing can be said again. */
static bool was_judged(const void *context, struct slice id)
{
	const struct judged *judged = context;
	const struct rule *rule = rule_find(judged->rules, id);

	return rule ? rule_was_judged(judged->coverage, rule, judged->findings) : !is_unwanted(judged->findings, id);
}

void decisions_plan_done(struct decisions *decisions, const struct rule_set *rules, const struct plan_coverage *coverage,
			 const struct plan_suppressions *suppressions, struct slice person_mark, struct finding_list *findings)
{
	for (size_t i = suppressions->own; i < suppressions->count; i++) {
		struct side_suppression *entry = &decisions->beside.items[suppressions->numbers[i - suppressions->own]];

		entry->seen = true;
		entry->judged |= !suppressions->items[i].not_judged;
		entry->as_written.used |= suppressions->items[i].used;
	}
	if (!decisions->has_baseline)
		return;
	baseline_mark(&decisions->baseline, findings);
	baseline_saw_person(&decisions->baseline, person_mark, was_judged, &(struct judged){rules, coverage, findings});
}

void decisions_file_done(struct decisions *decisions, struct finding_list *findings)
{
	if (decisions->has_baseline)
		baseline_mark(&decisions->baseline, findings);
}

void decisions_tell(struct decisions *decisions)
{
	side_suppressions_tell(&decisions->beside, &decisions->told);
	if (decisions->has_baseline)
		baseline_tell_stale(&decisions->baseline, &decisions->told);
	finding_list_seal(&decisions->told);
}
