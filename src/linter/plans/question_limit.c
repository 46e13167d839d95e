#include "linter/plans/question_limit.h"

#include "base/memory/arena.h"

static bool is_question(const struct finding *finding)
{
	return finding->kind == FINDING_REVIEW && !finding->suppressed_by;
}

/* Plans have few questions: counting who goes before each needs no sorting. */
static size_t how_many_before(const struct finding_list *findings, const struct finding *finding)
{
	size_t before = 0;

	for (size_t i = 0; i < findings->count; i++) {
		const struct finding *other = findings->items[i];

		if (!is_question(other) || other == finding)
			continue;
		if (other->priority != finding->priority)
			before += other->priority < finding->priority;
		else if (other->order != finding->order)
			before += other->order < finding->order;
		else
			before += other->raised < finding->raised;
	}
	return before;
}

size_t questions_limit(struct finding_list *findings, size_t most)
{
	size_t questions = 0, kept = 0, count = findings->count;

	for (size_t i = 0; i < count; i++)
		questions += is_question(findings->items[i]);
	if (questions <= most)
		return 0;
	bool *stays = arena_array(findings->arena, bool, count);

	for (size_t i = 0; i < count; i++)
		stays[i] = !is_question(findings->items[i]) || how_many_before(findings, findings->items[i]) < most;
	for (size_t i = 0; i < count; i++)
		if (stays[i])
			findings->items[kept++] = findings->items[i];
	findings->count = kept;
	return count - kept;
}
