/* What a run checks: the options that choose rules, and the rules. */
#include "linter/check/check.h"

#include "base/text_builder.h"
#include "linter/caller.h"
#include "linter/check/builtin_selection.h"
#include "linter/plans/question_limit.h"
#include "model/dates/date.h"
#include "model/values/value_read.h"

static struct slice *slices_of(struct check *check, const char *const *strings, size_t count)
{
	struct slice *slices = arena_array(&check->run, struct slice, count);

	for (size_t i = 0; i < count; i++)
		slices[i] = slice_from_string(strings[i]);
	return slices;
}

static bool is_policy_name(const struct policy_set *policies, struct slice name)
{
	return policies && (policy_find(policies, name) || policy_item_find(policies, name));
}

static bool check_selectors(struct check *check, const struct slice *names, size_t count, const char *option,
			    struct tenken_error *error)
{
	for (size_t i = 0; i < count; i++) {
		if (rule_selector_known(check->base.loaded.set, names[i]) || builtin_selector_known(names[i]) ||
		    is_policy_name(check->base.loaded.policies, names[i]))
			continue;
		caller_told(error, arena_print(&check->run, check->options->english ? "%s %.*s: no such rule or category"
									    : "%s %.*s：そのような規則・分類はありません",
					option, SLICE_PRINT(names[i]))
				    .data);
		return false;
	}
	return true;
}

/* A category asks for nobody's list: --also takes the rules themselves. */
static bool check_also(struct check *check, const struct slice *names, size_t count, struct tenken_error *error)
{
	for (size_t i = 0; i < count; i++)
		if (!rule_find(check->base.loaded.set, names[i]))
			return caller_refused(error, arena_print(&check->run, check->options->english ? "--also %.*s: no such rule (an id or a name)"
												      : "--also %.*s：そのような規則はありません（番号か名前を書きます）",
								 SLICE_PRINT(names[i]))
							     .data);
	return true;
}

bool check_read_as_of(struct check *check, struct tenken_error *error)
{
	const char *text = check->options->as_of;

	if (!text)
		check->as_of = platform_today();
	if (!text || date_read(slice_from_string(text), &check->as_of))
		return true;
	return caller_refused(error, arena_print(&check->run, check->options->english ? "--as-of %s: not a date" : "--as-of %s：日付として読めません",
				       text)
				   .data);
}

bool check_read_questions(struct check *check, struct tenken_error *error)
{
	const char *text = check->options->questions;
	uint64_t number = QUESTIONS_A_PLAN;

	if (text && slice_equal(slice_from_string(text), SLICE_OF("all")))
		number = SIZE_MAX;
	else if (text && !slice_to_uint(slice_from_string(text), &number))
		return caller_refused(error, arena_print(&check->run, check->options->english ? "--questions %s: a number or all" :
										     "--questions %s：数か all を書いてください", text).data);
	check->questions = (size_t)number;
	return true;
}

static bool add_service_codes(struct check *check, struct tenken_error *error)
{
	const char *path = check->options->service_codes;
	struct failure failure = {0};

	check_list_init(check, &check->told, &check->run);
	return !path || rule_base_add_service_codes(&check->base, slice_from_string(path), &check->told, &failure) ||
	       caller_refused(error, failure.text);
}

/* The profile that was asked for, in *profile; NULL there when none was. */
static bool find_profile(struct check *check, const struct profile **profile, struct tenken_error *error)
{
	*profile = NULL;
	if (check->options->profile)
		*profile = rule_base_profile(&check->base, &check->run, check->options->profile, check->options->english, error);
	return *profile || !check->options->profile;
}

/* What the caller chose; what the profile chooses stands where the caller chose nothing, and is left out besides. */
static void use_profile(struct check *check, const struct profile *profile, struct rule_runner_options *run)
{
	struct slice *ignore = arena_array(&check->run, struct slice, run->ignore_count + profile->ignore_count);

	for (size_t i = 0; i < run->ignore_count; i++)
		ignore[i] = run->ignore[i];
	for (size_t i = 0; i < profile->ignore_count; i++)
		ignore[run->ignore_count + i] = profile->ignore[i];
	run->ignore = ignore;
	run->ignore_count += profile->ignore_count;
	if (!run->select_count) {
		run->select = profile->select;
		run->select_count = profile->select_count;
	}
	run->audience = profile->audience;
	if (profile->questions.length && !check->options->questions) {
		uint64_t number = SIZE_MAX;

		slice_to_uint(profile->questions, &number); /* else it is "all" */
		check->questions = (size_t)number;
	}
	check->required_forms = profile->required;
}

static void prepare_review(struct check *check, const struct profile *profile, const struct rule_runner_options *run)
{
	if (!profile->policy_count)
		return;
	check->review = policy_review_new(&check->run, check->base.loaded.set, &(struct policy_review_options){
								       .profile = profile,
								       .select = run->select,
								       .ignore = run->ignore,
								       .select_count = run->select_count,
								       .ignore_count = run->ignore_count,
								       .questions = check->questions,
								       .as_of = check->as_of,
								       .english = check->options->english,
							       });
}

/* Rules and policies, the shipped ones and those of folders; the words of an office for headings. */
static bool load_rules(struct check *check, struct tenken_error *error)
{
	const struct tenken_options *options = check->options;
	struct failure failure = {0};
	struct finding_list mistakes;

	finding_list_init(&mistakes, &check->run, options->english);
	struct rule_base_options base = {.added = options->rule_folders, .added_count = options->rule_folder_count,
					 .with_policies = options->profile != NULL};

	if (!rule_base_load(&check->base, &check->run, &base, &mistakes, &failure)) {
		if (failure.length)
			return caller_refused(error, failure.text);
		const struct finding *first = mistakes.items[0];

		return caller_refused(error, arena_print(&check->run, "%.*s:%u:%u: %.*s", SLICE_PRINT(first->path), (unsigned)first->start.line,
					       (unsigned)first->start.column, SLICE_PRINT(first->message))
					   .data);
	}
	if (options->layout && !rule_base_add_flat_layout(&check->base, slice_from_string(options->layout), &failure))
		return caller_refused(error, failure.text);
	return true;
}

bool check_prepare_rules(struct check *check, struct tenken_error *error)
{
	const struct tenken_options *options = check->options;

	if (!load_rules(check, error))
		return false;
	struct rule_runner_options run = {
		.as_of = check->as_of,
		.language = options->english ? LANGUAGE_EN : LANGUAGE_JA,
		.audience = AUDIENCE_MANAGER,
		.select = slices_of(check, options->select, options->select_count),
		.select_count = options->select_count,
		.also = slices_of(check, options->also, options->also_count),
		.also_count = options->also_count,
		.ignore = slices_of(check, options->ignore, options->ignore_count),
		.ignore_count = options->ignore_count,
	};

	const struct profile *profile;

	if (!find_profile(check, &profile, error))
		return false;
	if (profile)
		use_profile(check, profile, &run);
	if (options->audience != TENKEN_AUDIENCE_OF_PROFILE)
		run.audience = (enum rule_audience)(options->audience - TENKEN_AUDIENCE_MANAGER);
	if (!check_selectors(check, run.select, run.select_count, "--select", error) ||
	    !check_also(check, run.also, run.also_count, error) ||
	    !check_selectors(check, run.ignore, run.ignore_count, "--ignore", error))
		return false;
	check->unwanted = builtin_unwanted(&check->run, &(struct builtin_selectors){.select = run.select,
										    .select_count = run.select_count,
										    .ignore = run.ignore,
										    .ignore_count = run.ignore_count});
	if (!add_service_codes(check, error))
		return false;
	check->running = run;
	check->runner = rule_runner_new(&check->run, check->base.loaded.set, &run);
	check->derived = derive_memory_new(&check->run, check->base.loaded.set->derive_tables);
	check->collector = batch_collector_new(&check->run, check->base.loaded.set, &run);
	if (profile)
		prepare_review(check, profile, &run);
	check->rule_failed = arena_array(&check->run, bool, check->base.loaded.set->count);
	finding_list_init(&check->rule_faults, &check->run, options->english);
	return true;
}

bool check_read_decisions(struct check *check, struct tenken_error *error)
{
	const struct tenken_options *options = check->options;
	struct failure failure = {0};

	check_list_init(check, &check->decisions.told, &check->run);
	bool masks = options->mask || options->mask_key;

	if (masks && options->partial)
		return caller_refused(error, options->english
						     ? "--partial and --mask do not go together: a partial result holds what plans are compared by, as it stands in "
						       "them. Check all at once, or write the results of each part with the same --mask-key, so that the same people "
						       "get the same labels"
						     : "--partial と --mask は一緒に使えません。途中の結果には、計画どうしを比べるための文がそのまま入るためです。全体を一度に確かめるか、"
						       "分けたそれぞれの結果を、同じ --mask-key で書き出してください（同じ人は同じ印になります）");
	if (masks) {
		check->masking = arena_new(&check->run, struct masking);
		if (!masking_init(check->masking, &check->run, options->mask_key, options->english, &failure))
			return caller_refused(error, failure.text);
		check->decisions.key = check->masking->mark;
	}
	return decisions_read(&check->decisions, &check->run, &check->base,
			      &(struct decisions_options){.suppressions = options->suppressions,
							  .suppression_count = options->suppression_count,
							  .settings = options->settings,
							  .baseline = options->baseline,
							  .today = check->as_of},
			      &failure) ||
	       caller_refused(error, failure.text);
}
