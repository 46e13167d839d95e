#include "linter/results/result_ranking.h"

#include "base/compiler.h"

#include <string.h>

/* As much of a ranked plan as says who lists it. */
struct listed_plan {
	struct slice path;
	uint32_t document;
	struct slice *lists; /* rules */
	size_t list_count;
};

static bool read_lists(struct result_reading *reading, void *object, enum json_event event)
{
	struct listed_plan *plan = object;

	return result_read_texts(reading, event, &plan->lists, &plan->list_count);
}

static bool is_listed(const struct listed_plan *plan, struct slice rule)
{
	for (size_t i = 0; i < plan->list_count; i++)
		if (slice_equal(plan->lists[i], rule))
			return true;
	return false;
}

/* Behind those it shows; one of them may come again, which changes nothing for who counts rules. */
static void keep_listed(struct arena *arena, struct finding *finding, const struct listed_plan *plans, size_t count)
{
	struct related_plan *related = arena_array(arena, struct related_plan, finding->related_count + count);
	size_t kept = finding->related_count;

	if (kept)
		memcpy(related, finding->related, kept * sizeof *related);
	for (size_t i = 0; i < count; i++)
		if (is_listed(&plans[i], finding->rule))
			related[kept++] = (struct related_plan){.path = plans[i].path, .ordinal = plans[i].document};
	finding->related = related;
	finding->related_kept = kept;
}

bool result_read_ranking(struct result_reading *reading, enum json_event event, struct finding_list *findings)
{
	static const struct result_member members[] = {
		{"path", RESULT_TEXT, offsetof(struct listed_plan, path), NULL},
		{"document", RESULT_NUMBER, offsetof(struct listed_plan, document), NULL},
		{"lists", RESULT_NESTED, 0, read_lists},
	};
	void *plans;
	size_t count;

	if (!result_read_objects(reading, event, members, COUNT_OF(members), sizeof(struct listed_plan), &plans, &count))
		return false;
	for (size_t i = 0; i < findings->count; i++)
		if (findings->items[i]->related_left_out)
			keep_listed(reading->arena, findings->items[i], plans, count);
	return true;
}
