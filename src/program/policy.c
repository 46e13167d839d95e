#include "program/policy.h"

const struct policy *policy_find(const struct policy_set *set, struct slice id)
{
	for (size_t i = 0; i < set->policy_count; i++)
		if (slice_equal(set->policies[i].id, id))
			return &set->policies[i];
	return NULL;
}

const struct profile *profile_find(const struct policy_set *set, struct slice name)
{
	for (size_t i = 0; i < set->profile_count; i++)
		if (slice_equal(set->profiles[i].name, name))
			return &set->profiles[i];
	return NULL;
}

const struct policy_item *policy_item_find(const struct policy_set *set, struct slice name)
{
	size_t slash = slice_find(name, SLICE_OF("/"), 0);
	const struct policy *policy = slash == SIZE_MAX ? NULL : policy_find(set, slice_part(name, 0, slash));

	if (!policy)
		return NULL;
	struct slice rest = slice_part(name, slash + 1, name.length);

	for (size_t i = 0; i < policy->item_count; i++)
		if (slice_equal(policy->items[i].id, rest) || slice_equal(policy->items[i].label, rest))
			return &policy->items[i];
	return NULL;
}

struct slice policy_item_question(const struct policy_item *item, bool english)
{
	if (!item->question_count)
		return slice_of("", 0);
	const struct slice *text = item->questions[item->question_count - 1].text;

	return english && text[LANGUAGE_EN].length ? text[LANGUAGE_EN] : text[LANGUAGE_JA];
}
