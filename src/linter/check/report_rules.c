#include "linter/check/report_rules.h"

static enum severity severity_of(enum rule_severity severity)
{
	static const enum severity severities[] = {
		[RULE_INFO] = SEVERITY_INFO, [RULE_WARNING] = SEVERITY_WARNING, [RULE_ERROR] = SEVERITY_ERROR};

	return severities[severity];
}

/* A text with a place for a value of the plan says nothing without one. */
static struct slice text_of_no_plan(const struct slice texts[LANGUAGE_COUNT], enum rule_language language)
{
	struct slice text = texts[language].length ? texts[language] : texts[LANGUAGE_JA];

	return slice_contains(text, SLICE_OF("{")) ? SLICE_OF("") : slice_trim(text);
}

static const struct basis *basis_of(struct arena *arena, const struct rule_revision *revision, enum rule_language language)
{
	struct basis *basis = arena_array(arena, struct basis, revision->basis_count);

	for (size_t i = 0; i < revision->basis_count; i++) {
		const struct rule_source *source = revision->basis[i].source;

		basis[i] = (struct basis){
			.source = source->id,
			.title = language == LANGUAGE_EN && source->title_en.length ? source->title_en : source->title,
			.place = revision->basis[i].place,
			.date = source->date,
			.link = source->link,
			.verified = revision->basis[i].verified,
		};
	}
	return basis;
}

const struct report_rule *report_rules(struct arena *arena, const struct rule_set *set, bool english)
{
	struct report_rule *rules = arena_array(arena, struct report_rule, set->count);
	enum rule_language language = english ? LANGUAGE_EN : LANGUAGE_JA;

	for (size_t i = 0; i < set->count; i++) {
		const struct rule *rule = &set->rules[i];
		const struct rule_revision *newest = rule_newest(rule);

		rules[i] = (struct report_rule){
			.id = rule->id,
			.name = rule->name,
			.category = rule->category,
			.title = english && newest->title_en.length ? newest->title_en : newest->title,
			.severity = severity_of(newest->severity),
			.kind = newest->review ? FINDING_REVIEW : FINDING_FAIL,
			.question = text_of_no_plan(newest->question_text, language),
			.fix = text_of_no_plan(newest->fix_text, language),
			.basis = basis_of(arena, newest, language),
			.basis_count = newest->basis_count,
		};
	}
	return rules;
}
